//! `cargo xtask gen`: the OpenAPI document and the TypeScript types, from the API's own code.

mod typescript;

use crate::{
    Done, command,
    options::Options,
    places,
    setup::{self, Need},
};
use std::{fs, path::PathBuf};

pub fn run(options: &Options) -> Done {
    setup::prepare(options, &[Need::Compiler])?;
    if options.check {
        return fresh();
    }
    for (file, text) in generated()? {
        if fs::read_to_string(&file).is_ok_and(|old| old == text) {
            println!("  fresh    {}", file.display());
        } else {
            fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
            println!("  written  {}", file.display());
        }
    }
    Ok(())
}

/// Fails when a committed file is not what the code says today.
pub fn fresh() -> Done {
    let generated = generated()?;
    let stale =
        generated.iter().filter(|(file, text)| !fs::read_to_string(file).is_ok_and(|old| old == *text));
    let stale: Vec<String> = stale.map(|(file, _)| file.display().to_string()).collect();
    match stale.as_slice() {
        [] => Ok(()),
        stale => Err(format!("not fresh, run `cargo xtask gen`: {}", stale.join(", "))),
    }
}

fn generated() -> Done<Vec<(PathBuf, String)>> {
    let mut print = command::cargo();
    print.args(["run", "--quiet", "--package", "relance-cli", "--bin", "relance", "--", "openapi"]);
    command::say(&command::spelled(&print));
    let printed = print.stderr(std::process::Stdio::inherit()).output().map_err(|error| error.to_string())?;
    if !printed.status.success() {
        return Err("the command `relance openapi` failed".to_owned());
    }
    let document: serde_json::Value =
        serde_json::from_slice(&printed.stdout).map_err(|error| format!("`relance openapi`: {error}"))?;
    let pretty = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    let folder = places::ui().join("src/api");
    Ok(vec![
        (folder.join("openapi.json"), pretty + "\n"),
        (folder.join("schema.ts"), typescript::types(&document)?),
    ])
}
