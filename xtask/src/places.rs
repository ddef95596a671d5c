//! Where things are: the tree, the build's target folder, the cache shared by clones.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the source tree: as `cargo xtask` says it today, since a target folder shared by clones may hold the
/// program that another clone has compiled.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here =
        here.filter(|path| path.ends_with("xtask")).unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    here.parent().map(Path::to_owned).unwrap_or(here)
}

pub fn ui() -> PathBuf {
    root().join("ui")
}

pub fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Outside of every clone, so that a new clone finds what an older one has built.
pub fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = base.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    base.unwrap_or_else(env::temp_dir).join("relance")
}

/// Cargo's target folder: the one asked for, else the shared one under CI, else `target/`.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty()) {
        Some(folder) => root().join(folder),
        None if in_ci() => cache().join("target"),
        None => root().join("target"),
    }
}

/// A program that cargo has built, such as `relance`.
pub fn built(name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// The first program of that name on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}
