//! The page is embedded from `ui/dist`; without a build of it there is an empty folder, and a sentence in its place.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist");
    let _ = std::fs::create_dir_all("../../ui/dist");
}
