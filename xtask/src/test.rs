//! `cargo xtask test`: prepares the machine, builds once, runs every suite, and ends with one plain line
//! `N passed, N failed`. A suite that cannot run counts as a failure: silence is not success.

mod count;
mod lab;
mod suites;

use crate::{
    Done, command,
    options::{Options, Suite},
    setup::{self, Need},
    ui,
};
use count::Count;
use std::time::{Duration, Instant};

struct Outcome {
    suite: Suite,
    count: Count,
    took: Duration,
    trouble: Option<String>,
}

pub fn run(options: &Options) -> Done {
    let start = Instant::now();
    let prepared = prepare(options);
    let outcomes: Vec<Outcome> = match &prepared {
        Ok(()) => Suite::ALL
            .into_iter()
            .filter(|suite| options.wants(*suite))
            .map(|suite| one(suite, options))
            .collect(),
        Err(_) => Vec::new(),
    };
    let mut total = Count::default();
    println!("\n  suite        passed  failed skipped      time");
    for outcome in &outcomes {
        total = total + outcome.count;
        let Count { passed, failed, skipped } = outcome.count;
        let name = outcome.suite.name();
        println!("  {name:<10} {passed:>8} {failed:>7} {skipped:>7} {:>8.1}s", outcome.took.as_secs_f64());
        if let Some(trouble) = &outcome.trouble {
            println!("             {trouble}");
        }
    }
    if let Err(trouble) = &prepared {
        println!("  preparing failed: {trouble}");
        total.failed += 1;
    }
    println!("  in all {:.0} s\n", start.elapsed().as_secs_f64());
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { Ok(()) } else { Err(String::new()) }
}

fn one(suite: Suite, options: &Options) -> Outcome {
    command::say(&format!("Suite {}", suite.name()));
    let start = Instant::now();
    let ran = match suite {
        Suite::Rust => suites::rust(options),
        Suite::Servers => suites::servers(options),
        Suite::Ui => suites::ui(options),
        Suite::EndToEnd => suites::end_to_end(options),
        Suite::Window => suites::window(options),
    };
    let (count, trouble) = match ran {
        Ok(count) => (count, None),
        Err(trouble) => (Count { failed: 1, ..Count::default() }, Some(trouble)),
    };
    Outcome { suite, count, took: start.elapsed(), trouble }
}

/// Everything that the wanted suites lean on: packages, the page, the programs.
fn prepare(options: &Options) -> Done {
    let mut needs = vec![Need::Compiler, Need::Node];
    let programs = options.wants(Suite::EndToEnd) || options.wants(Suite::Window);
    if options.wants(Suite::Rust) || options.wants(Suite::Window) {
        needs.push(Need::Window);
    }
    if options.wants(Suite::EndToEnd) {
        needs.push(Need::Browser);
    }
    if options.wants(Suite::Window) && cfg!(target_os = "linux") {
        needs.push(Need::Driver);
    }
    let talks = options.wants(Suite::Servers) || options.wants(Suite::EndToEnd);
    if talks && cfg!(target_os = "linux") {
        needs.push(Need::MailServers);
    }
    setup::prepare(options, &needs)?;
    ui::build()?;
    if options.wants(Suite::EndToEnd) {
        setup::chromium::prepare(options)?;
    }
    if programs {
        let mut build = command::cargo();
        build.args(["build", "--package", "relance-cli"]);
        if options.wants(Suite::Window) {
            build.args(["--package", "relance-desktop", "--bins", "--example", "notices"]);
        }
        command::run(&mut build)?;
    }
    Ok(())
}
