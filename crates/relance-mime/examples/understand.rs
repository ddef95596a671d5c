//! Measures what is understood of messages: `understand [--half=0|1] [--expect=TSV] [--each] PATH…`.
//!
//! Prints what each kind of message was taken for, and with a table of expectations (the columns of sisimai's corpus: file,
//! recipient, enhanced status, code, reason, hard) how often the rest agrees. `--half` takes one of two halves of the files, by a
//! digest of their names. Files without headers are read as what a person wrote: `--bare`.

use relance_mime::{
    Arrival, Parsed, Unreadable,
    arrival::{Kind, Reason, Severity},
    read, understand,
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

#[derive(Default)]
struct Asked {
    half: Option<u64>,
    each: bool,
    bare: bool,
    expect: BTreeMap<String, Vec<Vec<String>>>,
    paths: Vec<PathBuf>,
}

fn main() {
    let asked = asked();
    let mut files = Vec::new();
    for path in &asked.paths {
        walk(path, &mut files);
    }
    files.sort();
    let name =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files.retain(|path| asked.half.is_none_or(|half| digest(&name(path)) == half));
    let mut table: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut figures = Figures::default();
    let (mut refused, mut spent) = (0, 0.0);
    for path in &files {
        let bytes = fs::read(path).unwrap_or_default();
        let is_html = path.extension().is_some_and(|end| end == "html");
        let Ok(parsed) = message(&bytes, asked.bare, is_html) else {
            refused += 1;
            continue;
        };
        let start = Instant::now();
        let arrival = understand(&parsed, &[]);
        spent += start.elapsed().as_secs_f64() * 1000.0;
        let file = name(path);
        let expected = asked.expect.get(&file);
        let class = expected.map_or("(no label)", |rows| class(rows));
        if asked.each {
            println!("{file}\t{class}\t{}", told(&arrival));
        }
        table.entry((class.to_owned(), word(&arrival))).or_default().push(file.clone());
        if let (Some(rows), "bounce") = (expected, class) {
            figures.add(&file, rows, &arrival, asked.each);
        }
    }
    let read = files.len() - refused;
    println!(
        "\n{read} messages, {refused} refused; {:.3} ms a message to understand",
        spent / read.max(1) as f64
    );
    println!("\n| expected | taken for | messages | which |\n|---|---|---|---|");
    for ((class, word), files) in &table {
        let some = if files.len() <= 8 || asked.each { files.join(" ") } else { String::new() };
        println!("| {class} | {word} | {} | {some} |", files.len());
    }
    if !asked.expect.is_empty() {
        figures.print();
    }
}

fn asked() -> Asked {
    let mut asked = Asked::default();
    for argument in env::args().skip(1) {
        if let Some(half) = argument.strip_prefix("--half=") {
            asked.half = half.parse().ok();
        } else if let Some(table) = argument.strip_prefix("--expect=") {
            let text = fs::read_to_string(table).unwrap_or_default();
            for line in text.lines().skip(1) {
                let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
                asked.expect.entry(row[0].clone()).or_default().push(row);
            }
        } else if argument == "--each" {
            asked.each = true;
        } else if argument == "--bare" {
            asked.bare = true;
        } else {
            asked.paths.push(argument.into());
        }
    }
    asked
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(folder) => folder.flatten().for_each(|entry| walk(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

/// Which half a file is of.
fn digest(name: &str) -> u64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash >> 32) & 1
}

fn message(bytes: &[u8], bare: bool, is_html: bool) -> Result<Parsed, Unreadable> {
    if !bare {
        return read(bytes);
    }
    let head = b"From: Lea <lea@nord.example>\nTo: paul@sud.example\nSubject: Re: offer\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nIn-Reply-To: <a@sud.example>\n";
    let kind: &[u8] = if is_html { b"Content-Type: text/html\n\n" } else { b"Content-Type: text/plain\n\n" };
    read(&[&head[..], kind, bytes].concat())
}

fn class(rows: &[Vec<String>]) -> &'static str {
    match rows[0].get(4).map(String::as_str).unwrap_or_default() {
        "feedback" => "complaint",
        "vacation" => "automatic",
        "delivered" => "receipt",
        _ => "bounce",
    }
}

fn word(arrival: &Arrival) -> String {
    arrival.kind.word().to_owned()
}

fn told(arrival: &Arrival) -> String {
    let more = match &arrival.kind {
        Kind::Bounce(bounce) => {
            let each = bounce.recipients.iter().map(|one| {
                format!(
                    "{} {:?} {:?} {} {}",
                    one.address,
                    one.severity,
                    one.reason,
                    one.status.as_deref().unwrap_or("-"),
                    one.code.unwrap_or(0)
                )
            });
            format!("{:?} {}", bounce.severity, each.collect::<Vec<_>>().join("; "))
        }
        other => format!("{other:?}"),
    };
    format!(
        "{:?}\t{more}\t<{}>\t{:?}",
        arrival.confidence,
        arrival.original.as_deref().unwrap_or_default(),
        arrival.evidence.iter().map(|one| one.rule).collect::<Vec<_>>()
    )
}

#[derive(Default)]
struct Figures {
    bounces: usize,
    found: usize,
    counts: usize,
    originals: usize,
    addresses: usize,
    status: (usize, usize),
    code: (usize, usize),
    hard: BTreeMap<(String, String), usize>,
    reasons: BTreeMap<String, BTreeMap<String, usize>>,
    agree: (usize, usize),
}

impl Figures {
    fn add(&mut self, file: &str, rows: &[Vec<String>], arrival: &Arrival, each: bool) {
        self.bounces += 1;
        let Kind::Bounce(bounce) = &arrival.kind else { return };
        self.found += 1;
        self.counts += usize::from(bounce.recipients.len() == rows.len());
        self.originals += usize::from(arrival.original.is_some());
        self.addresses += usize::from(!bounce.recipients.is_empty());
        for (row, one) in rows.iter().zip(&bounce.recipients) {
            let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
            // Statuses such as 5.0.911 are that corpus' own.
            let is_own = cell(2).starts_with("5.0.9") || cell(2).starts_with("4.0.9") || cell(2).is_empty();
            if !is_own {
                self.status.1 += 1;
                self.status.0 += usize::from(one.status.as_deref() == Some(cell(2)));
            }
            if !cell(3).is_empty() {
                self.code.1 += 1;
                self.code.0 += usize::from(one.code.map(|code| code.to_string()).as_deref() == Some(cell(3)));
            }
            let severity = format!("{:?}", one.severity);
            *self.hard.entry((cell(5).to_owned(), severity)).or_default() += 1;
            *self
                .reasons
                .entry(cell(4).to_owned())
                .or_default()
                .entry(format!("{:?}", one.reason))
                .or_default() += 1;
            let is_same = agrees(cell(4), one.reason);
            self.agree.0 += usize::from(is_same);
            self.agree.1 += 1;
            let is_hard = one.severity == Severity::Hard;
            if each && (!is_same || is_hard != (cell(5) == "true")) {
                println!(
                    "  DIFFERS {file}: expected {} hard={} {} {}; said {:?}",
                    cell(4),
                    cell(5),
                    cell(2),
                    cell(3),
                    one.diagnostic
                );
            }
        }
    }

    fn print(&self) {
        let of = |(is, all): (usize, usize)| {
            format!("{is} of {all} ({:.0} %)", 100.0 * is as f64 / all.max(1) as f64)
        };
        println!("\nbounces found: {}", of((self.found, self.bounces)));
        println!(
            "recipients named: {}; as many as expected: {}",
            of((self.addresses, self.found)),
            of((self.counts, self.found))
        );
        println!("original Message-ID: {}", of((self.originals, self.found)));
        println!("enhanced status: {}; code: {}; reason: {}", of(self.status), of(self.code), of(self.agree));
        println!("\n| expected hard | severity | recipients |\n|---|---|---|");
        for ((hard, severity), count) in &self.hard {
            println!("| {hard} | {severity} | {count} |");
        }
        println!("\n| expected reason | taken for |\n|---|---|");
        for (reason, ours) in &self.reasons {
            let cells: Vec<String> = ours.iter().map(|(name, count)| format!("{name} {count}")).collect();
            println!("| {reason} | {} |", cells.join(", "));
        }
    }
}

/// Whether a reason is what that corpus means by its word.
fn agrees(expected: &str, reason: Reason) -> bool {
    let same: &[Reason] = match expected {
        "userunknown" => &[Reason::NoSuchUser],
        "hostunknown" | "notaccept" => &[Reason::NoSuchDomain],
        "hasmoved" => &[Reason::Moved],
        "mailboxfull" => &[Reason::MailboxFull],
        "suspend" | "onhold" => &[Reason::Disabled],
        "mesgtoobig" | "exceedlimit" => &[Reason::TooLarge],
        "authfailure" => &[Reason::Authentication],
        "blocked" | "badreputation" | "requireptr" => &[Reason::Reputation],
        "spamdetected" => &[Reason::Spam],
        // Refused by the recipient or for her, after she was named: most say « user unknown ».
        "filtered" => &[Reason::Policy, Reason::NoSuchUser, Reason::Disabled, Reason::Content],
        "rejected" => &[Reason::Sender, Reason::Policy],
        "policyviolation" | "securityerror" | "failedstarttls" => &[Reason::Policy, Reason::Authentication],
        "norelaying" => &[Reason::Relay],
        "virusdetected" | "contenterror" | "notcompliantrfc" => &[Reason::Content],
        "toomanyconn" | "speeding" | "ratelimited" => &[Reason::Rate],
        "expired" => &[Reason::Timeout, Reason::Network],
        "networkerror" => &[Reason::Network, Reason::Timeout],
        "systemerror" | "mailererror" | "systemfull" => &[Reason::System, Reason::Network],
        "syntaxerror" => &[Reason::Protocol],
        "undefined" => &[Reason::Unknown, Reason::Policy],
        _ => &[],
    };
    same.contains(&reason)
}
