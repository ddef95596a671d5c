//! Runs inputs of a target of archives again, with the panic said aloud: `replay xlsx|xlsb|any FILE…`. For the others the
//! target itself does (`cargo fuzz run TARGET FILE`).

use relance_fuzz::{archive, options, read};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let target = arguments.next().unwrap_or_default();
    for path in arguments {
        println!("{path}");
        let input = std::fs::read(&path)?;
        let bytes = if target == "any" { input } else { archive(&input, &[]) };
        read(bytes, &options());
    }
    Ok(())
}
