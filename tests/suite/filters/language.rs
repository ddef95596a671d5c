//! What each way of writing means, and what is said of a mistake.

use relance_tests::{Base, Value, json};

fn read(base: &Base, text: &str) -> Value {
    base.post("/filters/read", &json!({ "text": text }))
}

/// The same tree, whatever the spelling.
fn same(base: &Base, texts: &[&str]) {
    let first = read(base, texts[0])["filter"].clone();
    for text in &texts[1..] {
        assert_eq!(read(base, text)["filter"], first, "{text} says what {} says", texts[0]);
    }
}

fn base() -> Base {
    let base = Base::new();
    base.post("/tags", &json!({ "name": "VIP" }));
    base.post("/tags", &json!({ "name": "Salon de Lyon" }));
    base.post("/fields", &json!({ "label": "Budget annuel", "kind": "number" }));
    base
}

#[test]
fn french_and_english_full_and_short_say_the_same() {
    let base = base();
    for texts in [
        &["étape est contacté", "stage is contacte", "etape:CONTACTÉ", "stage:contacté", "stage=contacté"][..],
        &["ville est Lyon", "city is Lyon", "ville=Lyon", "city=Lyon"],
        &["ville contient ly", "city contains ly", "ville:ly", "city~ly"],
        &[
            "ville n’est pas Lyon",
            "ville n'est pas Lyon",
            "city is not Lyon",
            "non ville est Lyon",
            "-ville=Lyon",
            "ville!=Lyon",
        ],
        &[
            "étape est contacté et étiquette est vip",
            "stage:contacté tag:vip",
            "stage is contacté and tag is VIP",
        ],
        &[
            "étape est contacté, négociation",
            "stage:contacté,négociation",
            "étape est parmi contacté, négociation",
        ],
        &[
            "sans réponse depuis 10 jours ouvrés",
            "no reply for 10 working days",
            "-contact:10jo",
            "sans contact depuis 10 jo",
        ],
        &[
            "créé dans les 7 derniers jours",
            "created in the last 7 days",
            "créé:7j",
            "created:7d",
            "created<7d",
        ],
        &[
            "dernier contact il y a au moins 30 jours",
            "last contact at least 30 days ago",
            "dernier_contact>30j",
            "contact depuis plus de 30 jours",
        ],
        &[
            "signature prévue dans les 2 prochaines semaines",
            "expected close in the next 2 weeks",
            "signature:+2s",
        ],
        &[
            "montant entre 1000 et 5 000",
            "amount between 1000 and 5000",
            "montant:1000..5000",
            "value:1000..5000",
        ],
        &["montant > 99,5", "montant>99.5", "amount:>99.50", "montant supérieur à 99,5"],
        &["montant entre 10,5 et 20,5", "montant:10,5..20,5", "amount between 10.5 and 20.5"],
        &["montant = 99,5, 100", "montant:99.5, 100"],
        &["montant supérieur à 12 k€", "montant>12000", "amount:>12000", "amount is above 12000"],
        &["ville est vide", "city is empty", "sans:ville", "no:city"],
        &["e-mail n’est pas vide", "email is not empty", "avec:email", "has:email"],
        &["est en retard", "is late", "est:en_retard", "is:late"],
        &["n’est pas opposé", "is not opposed", "-is:opposed", "non est opposée"],
        &["responsable est moi", "owner is me", "owner:me", "is:mine"],
        &["responsable est personne", "sans:responsable", "owner:none", "owner is empty"],
        &[
            "importé de salon.xlsx",
            "imported from salon.xlsx",
            "fichier=salon.xlsx",
            "import est \"salon.xlsx\"",
        ],
        &["\"Budget annuel\" au moins 5000", "budget annuel au moins 5000", "budget_annuel>=5000"],
        &["créé est cette semaine", "created is this week", "créé:cette_semaine", "created:this_week"],
        &["code postal commence par 69", "postcode begins with 69"],
        &["étiquette est Salon de Lyon", "tag:\"salon de lyon\"", "tag:salon_de_lyon"],
        &[
            "(ville est Lyon ou ville est Paris) et non tag est vip",
            "(city=Lyon or city=Paris) -tag:vip",
            "(ville=Lyon | ville=Paris) & sauf tag:vip",
        ],
        &["durand marseille", "  durand marseille "],
        &["#42", "( #42 )"],
    ] {
        same(&base, texts);
    }
}

#[test]
fn words_stay_words_unless_they_are_compared() {
    let base = base();
    for text in ["ville lyon", "le nom de la rose", "étape suivante", "contact", "06 12 34 56 78", "l’oréal"]
    {
        let filter = &read(&base, text)["filter"];
        assert_eq!(filter["kind"], "words", "{text} compares nothing: {filter}");
        assert_eq!(filter["text"], text);
    }
    assert_eq!(read(&base, "\"le nom\"")["filter"]["kind"], "phrase");
    assert_eq!(
        read(&base, "")["filter"],
        json!({ "kind": "all", "of": [] }),
        "nothing asked lets everybody through"
    );
}

#[test]
fn a_mistake_says_what_where_and_what_may_have_been_meant() {
    let base = base();
    for (text, key, at, proposal) in [
        ("vile:Lyon", "filter_field_unknown", 1, Some("ville")),
        ("ville est Lyon et stge:contacté", "filter_field_unknown", 19, Some("stage")),
        ("stage:contatcé", "filter_stage_unknown", 7, Some("Contacté")),
        ("étape est négo", "filter_stage_unknown", 11, Some("Négociation")),
        ("tag:vop", "filter_tag_unknown", 5, Some("VIP")),
        ("is:opose", "filter_state_unknown", 4, Some("opposé")),
        ("owner:zzz", "filter_member_unknown", 7, None),
        ("montant>beaucoup", "filter_number_unreadable", 9, None),
        ("créé est lundi dernier", "filter_date_unreadable", 10, None),
        ("créé dans les 7 derniers parsecs", "filter_length_unreadable", 15, None),
        ("ville=Lyon et", "filter_incomplete", 14, None),
        ("(ville=Lyon", "filter_parenthesis_unclosed", 1, None),
        ("ville=Lyon)", "filter_unexpected", 11, None),
        ("ville=\"Lyon", "filter_quote_unclosed", 7, None),
        ("ville est", "filter_value_missing", 10, None),
        ("étape entre 1 et 2", "filter_op_unfit", 7, None),
        ("montant entre 5", "filter_between_incomplete", 16, None),
        ("ville dans les 7 derniers jours", "filter_op_unfit", 7, None),
    ] {
        let problem = base.post_refused("/filters/read", &json!({ "text": text }));
        assert_eq!(problem.key, key, "{text}");
        assert_eq!(problem.params["place"], at, "{text}: the place of the mistake");
        assert_eq!(problem.params["proposal"].as_str(), proposal, "{text}: what may have been meant");
    }
}

#[test]
fn a_tree_is_written_in_both_languages_and_forms() {
    let base = base();
    let tree = read(&base, "stage:contacté -tag:vip -contact:10jo créé:7j sans:ville montant>=500")["filter"]
        .clone();
    let written = |lang: &str| base.post("/filters/write", &json!({ "filter": tree, "lang": lang }));
    let french = written("fr");
    assert_eq!(
        french["long"],
        "étape est Contacté et étiquette n’est pas VIP et sans contact depuis 10 jours ouvrés et créé dans les 7 derniers jours \
         et ville est vide et montant au moins 500"
    );
    assert_eq!(
        french["short"],
        "étape:Contacté -étiquette:VIP -dernier_contact:10jo créé:7j sans:ville montant>=500"
    );
    let english = written("en");
    assert_eq!(
        english["long"],
        "stage is Contacté and tag is not VIP and no contact for 10 working days and created in the last 7 days \
         and city is empty and amount at least 500"
    );
    assert_eq!(english["short"], "stage:Contacté -tag:VIP -last_contact:10wd created:7d no:city amount>=500");
}

#[test]
fn a_tree_that_the_grammar_does_not_know_is_refused() {
    let base = base();
    let field = |field: &str, op: &str, values: Value| json!({ "filter": { "kind": "field", "field": field, "op": op, "values": values } });
    for (tree, key) in [
        (field("colour", "is", json!(["red"])), "filter_field_unknown"),
        (field("city", "last", json!(["7d"])), "filter_op_unfit"),
        (field("value", "above", json!(["much"])), "filter_number_unreadable"),
    ] {
        assert_eq!(base.post_refused("/filters/write", &tree).key, key, "{tree}");
    }
}

#[test]
fn the_words_of_the_base_are_listed_in_the_language_asked_for() {
    let base = base();
    let french = base.get("/filters/words");
    let named = |words: &Value, key: &str| {
        let fields = words["fields"].as_array().unwrap().clone();
        fields.into_iter().find(|field| field["key"] == key).unwrap_or_else(|| panic!("no {key}"))
    };
    assert_eq!(named(&french, "city")["name"], "ville");
    assert_eq!(named(&base.get("/filters/words?lang=en"), "city")["name"], "city");
    assert_eq!(named(&french, "value")["sort"], "money");
    let own = french["fields"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((own["name"].as_str(), own["sort"].as_str()), (Some("Budget annuel"), Some("number")));
}
