//! Reads e-mail files and says what was found in them: `look FILE…`; `look --own FILE` prints what was written for the message.

use std::{env, fs, time::Instant};

fn main() {
    let mut names: Vec<String> = env::args().skip(1).collect();
    if names.first().is_some_and(|name| name == "--own") {
        for name in names.split_off(1) {
            let text = String::from_utf8_lossy(&fs::read(&name).unwrap_or_default()).into_owned();
            let own = relance_mime::parts(&text)
                .into_iter()
                .filter(|part| part.kind == relance_mime::PartKind::Text);
            println!("{}", own.map(|part| part.text).collect::<Vec<_>>().join("\n"));
        }
        return;
    }
    for name in names {
        let bytes = fs::read(&name).unwrap_or_default();
        let start = Instant::now();
        let read = relance_mime::read(&bytes);
        let took = start.elapsed().as_secs_f64() * 1000.0;
        match read {
            Ok(parsed) => println!(
                "{name}\t{took:.1} ms\tfrom {:?}\tto {}\tat {:?}\t{:?}\ttext {}\thtml {}\tattached {:?}",
                parsed.from.first().map(|from| (&from.name, &from.address)),
                parsed.to.len() + parsed.cc.len(),
                parsed.at,
                parsed.subject.as_deref().unwrap_or_default(),
                parsed.text.as_deref().map_or(0, str::len),
                parsed.html.as_deref().map_or(0, str::len),
                parsed.attachments.iter().map(|one| (&one.name, &one.mime, one.size)).collect::<Vec<_>>()
            ),
            Err(error) => println!("{name}\t{took:.1} ms\tREFUSED {error}"),
        }
    }
}
