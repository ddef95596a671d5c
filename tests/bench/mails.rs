//! E-mail files taken in together: a thousand as large as letters are, of a hundred people.

use crate::{base::Base, report};
use relance_core::{Caller, mail};
use relance_model::messages::MessageFile;
use serde_json::json;
use std::{collections::VecDeque, time::Instant};

const FILES: usize = 1_000;
const PEOPLE: usize = 100;

/// Text and HTML of some tens of kilobytes, and a file of as many.
fn letter(n: usize) -> String {
    let said = |n: usize| {
        format!("Paragraphe {n} : nous avons relu votre offre, et voici ce que nous en pensons.\r\n")
    };
    let text: String = (n..n + 150).map(said).collect();
    let html: String =
        (n..n + 150).map(|n| format!("<p style=\"margin:0\">{}</p>", said(n).trim())).collect();
    let file =
        "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVyIC9GbGF0ZURlY29kZT4+\r\n".repeat(500);
    format!(
        "From: p{}@bench.example\r\nTo: paul@sud.example\r\nSubject: Suite {n}\r\nMessage-ID: <{n}@bench.example>\r\n\
         Date: Mon, 02 Mar 2026 08:30:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n\
         --m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
         --a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\
         --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--a--\r\n\
         --m\r\nContent-Type: application/pdf; name=offre-{n}.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}{n:08}\r\n--m--\r\n",
        n % PEOPLE
    )
}

pub fn measure() {
    let base = Base::of(10_000);
    let client = crate::base::Client::new(&base);
    for n in 0..PEOPLE {
        client.post(
            "/prospects",
            &json!({ "last_name": format!("P{n}"), "email": format!("p{n}@bench.example") }),
        );
    }
    let mut letters: VecDeque<(String, Vec<u8>)> =
        (0..FILES).map(|n| (format!("{n}.eml"), letter(n).into_bytes())).collect();
    let size = letters.front().map_or(0, |(_, bytes)| bytes.len()) / 1024;
    let files = vec![MessageFile::default(); FILES];
    let watch = Instant::now();
    let done = mail::take_files(
        &base.core,
        Caller::User,
        &files,
        &mut || Ok(letters.pop_front()),
        &mail::Stop::default(),
    )
    .expect("the files");
    let spent = watch.elapsed().as_secs_f64();
    assert_eq!(done.added, FILES as u64, "all of them stand on a timeline");
    report(&format!("1,000 e-mail files of {size} KB taken in as one operation"), spent, "s", Some(10.0));
    let watch = Instant::now();
    client.post("/undo", &json!({ "operation": done.operation }));
    report("and undone", watch.elapsed().as_secs_f64(), "s", Some(10.0));
}
