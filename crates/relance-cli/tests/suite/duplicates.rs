//! Records that may be one person, from the command line: found with reasons, merged, listed, separated, told apart.

use crate::home::Home;

fn two_of_one_person() -> (Home, String, String) {
    let home = Home::new();
    let add = |first: &str, last: &str, email: &str| {
        home.json(&["prospects", "add", "--first-name", first, "--last-name", last, "--email", email])["prospect"]
            ["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let kept = add("Jean", "Lefèvre", "jean.lefevre@acme.fr");
    let other = add("Lefebvre", "Jean", "jlefevre@acme.fr");
    add("Zoé", "Quidam", "zoe@ailleurs.fr");
    (home, kept, other)
}

#[test]
fn a_pair_is_found_with_its_reasons_merged_listed_and_separated_again() {
    let (home, kept, other) = two_of_one_person();
    let found = home.json(&["duplicates"]);
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1, "{found}");
    let mut ids = [pairs[0]["a"]["id"].as_str().unwrap(), pairs[0]["b"]["id"].as_str().unwrap()];
    ids.sort_unstable();
    let mut wanted = [kept.as_str(), other.as_str()];
    wanted.sort_unstable();
    assert_eq!(ids, wanted);
    assert!(pairs[0]["score"].as_f64().is_some_and(|score| score > 0.5 && score < 1.0), "{found}");
    assert!(!pairs[0]["reasons"].as_array().unwrap().is_empty(), "{found}");

    assert_eq!(home.json(&["duplicates", "--merged"])["total"], 0);
    let merged = home.json(&["merge", &kept, &other]);
    assert_eq!(merged["id"], kept.as_str());
    assert!(merged["operation"].is_string(), "{merged}");
    assert_eq!(home.count(), 2);

    let list = home.json(&["duplicates", "--merged"]);
    assert_eq!(
        (&list["records"][0]["id"], &list["records"][0]["kept"]),
        (&other.clone().into(), &kept.into())
    );
    let told = home.ok(&["duplicates", "--merged"]);
    assert!(told.contains("Lefebvre") && told.contains("1 fiche réunie"), "{told}");

    home.ok(&["unmerge", &other]);
    assert_eq!(home.count(), 3, "both are there again");
    assert_eq!(home.json(&["duplicates", "--merged"])["total"], 0);
    assert_eq!(
        home.json(&["duplicates"])["pairs"].as_array().unwrap().len(),
        0,
        "who separates them says that they are two"
    );
    home.ok(&["undo"]);
    assert_eq!(home.json(&["duplicates", "--merged"])["total"], 1, "which is taken back with it");
}

#[test]
fn who_was_told_apart_is_proposed_no_more() {
    let (home, kept, other) = two_of_one_person();
    home.ok(&["apart", &kept, &other]);
    assert_eq!(home.json(&["duplicates"])["pairs"].as_array().unwrap().len(), 0);
    let said = home.fails(2, &["duplicates", "--merged", "--merge", "--at-least", "0.9"]);
    assert!(!said.is_empty(), "to list and to merge are two commands");
}
