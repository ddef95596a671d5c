//! Node 20.19 or later. Stable distributions ship older ones: then npm itself brings a newer Node into the cache,
//! used by these commands only; the system's stays as it is.

use super::ask;
use crate::{Done, command, options::Options, places};
use std::{path::PathBuf, process::Command};

const OLDEST: (u32, u32) = (20, 19);
const BROUGHT: &str = "22.23.3";

fn folder() -> PathBuf {
    places::cache().join("tools/node")
}

/// The folder of the Node brought by `prepare`, if it had to.
pub fn private_bin() -> Option<PathBuf> {
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let chip = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let bin = folder().join(format!("node_modules/node-{system}-{chip}/bin"));
    bin.join("node").is_file().then_some(bin)
}

fn version(command: &mut Command) -> Option<(u32, u32)> {
    parse(&command::output(command.arg("--version"))?)
}

fn parse(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

pub fn prepare(options: &Options) -> Done {
    let found = version(&mut command::program("node"));
    if found.is_some_and(|version| version >= OLDEST) {
        return Ok(());
    }
    let (major, minor) = found.unwrap_or_default();
    command::say(&format!(
        "Node {major}.{minor} is too old for the interface's tools ({}.{} or later): Node {BROUGHT} from npm into {}",
        OLDEST.0,
        OLDEST.1,
        folder().display()
    ));
    if !ask::agreed(options, "Bring it now?") {
        return Err("nothing was installed".to_owned());
    }
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let chip = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let mut npm = command::npm("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(folder())
        .arg(format!("node-{system}-{chip}@{BROUGHT}"))
        .current_dir(places::root());
    command::run(&mut npm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(parse("v20.20.2\n") >= Some(OLDEST), "20.20 is enough");
        assert!(parse("v18.20.4") < Some(OLDEST), "18 is not");
        assert!(parse("v20.9.0") < Some(OLDEST), "20.9 is older than 20.19");
        assert_eq!(parse("garbage"), None, "no number, no version");
    }
}
