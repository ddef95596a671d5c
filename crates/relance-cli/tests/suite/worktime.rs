//! `worktime`: shown, leave, and the day that so many working days later is.

use crate::home::Home;

/// Thursday 7 May 2026; Friday is Victory Day.
const THURSDAY: &str = "2026-05-07T09:00:00Z";

#[test]
fn working_days_are_counted_over_holidays_and_leave() {
    let home = Home::new();
    let day = |words: &[&str]| {
        let answer = home.json(&[&["worktime", "add", "--now", THURSDAY], words].concat());
        answer["day"].as_str().unwrap().to_owned()
    };
    assert_eq!(day(&["1"]), "2026-05-11", "over a holiday and a week end");
    assert_eq!(
        day(&["-1", "--from", "11/05/2026"]),
        "2026-05-07",
        "backwards, from a day as people write it"
    );
    assert_eq!(day(&["0", "--from", "2026-05-08"]), "2026-05-11", "a day off is the next that is worked");
    let added = home.json(&["worktime", "leave", "add", "2026-05-11", "12/05/2026", "--label", "Ponts"]);
    assert_eq!((&added["leave"]["to_on"], added["operation"].is_string()), (&"2026-05-12".into(), true));
    assert_eq!(day(&["1"]), "2026-05-13", "over the leave");
    home.ok(&["worktime", "leave", "add", "2026-05-13", "--part", "morning"]);
    assert_eq!(day(&["1"]), "2026-05-13", "half a day is worked");
    let text = home.ok(&["worktime", "leave", "list"]);
    assert!(text.contains("Ponts") && text.contains("matin"), "{text}");
    let id = added["leave"]["id"].as_str().unwrap();
    home.ok(&["worktime", "leave", "remove", id]);
    assert_eq!(home.json(&["worktime", "leave", "list"]).as_array().map(Vec::len), Some(1));
    assert_eq!(day(&["1"]), "2026-05-11");
    assert!(home.ok(&["history"]).contains("congé du 11 mai 2026 au 12 mai 2026"), "told in the history");
    home.ok(&["undo"]);
    assert_eq!(day(&["1"]), "2026-05-13", "the removal is undone");
}

#[test]
fn working_time_is_shown_and_mistakes_are_said() {
    let home = Home::new();
    let shown = home.json(&["worktime", "--now", THURSDAY]);
    assert_eq!(shown["week"].as_array().map(Vec::len), Some(7));
    let text = home.ok(&["worktime", "--now", THURSDAY]);
    for said in ["Lundi", "09:00–12:30, 14:00–18:00", "libre", "France métropolitaine", "Ascension"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let text = home.ok(&["worktime", "--now", THURSDAY, "--lang", "en"]);
    assert!(text.contains("Mainland France") && text.contains("Ascension Day"), "{text}");
    home.fails(2, &["worktime", "leave", "add", "demain peut-être"]);
    home.fails(1, &["worktime", "leave", "add", "2026-05-12", "2026-05-11"]);
    home.fails(1, &["worktime", "leave", "remove", "7"]);
    home.fails(1, &["worktime", "add", "999999"]);
}
