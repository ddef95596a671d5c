//! Turns `tauri.conf.json` and its capabilities into code at build time; decides nothing itself.

fn main() {
    tauri_build::build();
}
