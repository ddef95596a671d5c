//! What comes out of a template.

use super::{
    super::{
        fill::fill,
        parse::{Form, parse},
    },
    facts, lea, own_field,
};
use proptest::prelude::*;
use relance_model::{
    labels::FieldKind,
    templates::{FilledFrom, Tongue},
};
use serde_json::json;

fn text(source: &str) -> String {
    fill(source, Form::Text, &lea()).text
}

fn html(source: &str) -> String {
    fill(source, Form::Html, &lea()).text
}

fn codes(source: &str) -> Vec<&'static str> {
    fill(source, Form::Text, &lea()).trouble.into_iter().map(|trouble| trouble.code).collect()
}

#[test]
fn variables_have_a_french_and_an_english_name() {
    assert_eq!(
        text("{{civilite}} {{prenom}} {{nom}}, {{entreprise}}"),
        "Madame Léa Martin, Atelier <Nord> & fils"
    );
    assert_eq!(text("{{ first_name }} {{Last_Name}} {{full_name}}"), "Léa Martin Léa Martin");
    assert_eq!(text("{{Prénom}} {{moi.prenom}} {{me.email}}"), "Léa Élodie elodie@sud.example");
    let english = facts(json!({}), &[], Tongue::En);
    assert_eq!(fill("{{civility}}", Form::Text, &english).text, "Ms");
}

#[test]
fn a_fallback_is_plain_text_and_keeps_its_spaces() {
    let nobody = facts(json!({"first_name": null, "civility": null}), &[], Tongue::Fr);
    let filled = fill("Bonjour{{prenom| à vous }}!{{civilite|}}", Form::Text, &nobody);
    assert_eq!(filled.text, "Bonjour à vous !");
    assert_eq!(filled.used[0].1.from, FilledFrom::Fallback);
    assert!(filled.trouble.is_empty());
    assert_eq!(fill("<p>{{prenom|&lt;b&gt;}}</p>", Form::Html, &nobody).text, "<p>&lt;b&gt;</p>");
    let filled = fill("{{prenom}}", Form::Text, &nobody);
    assert_eq!((filled.text.as_str(), filled.trouble[0].code), ("", "variable_empty"));
}

#[test]
fn conditions_are_nested_and_have_another_side() {
    let source =
        "{{si ville}}à {{ville}}{{si pas secteur}} (?){{sinon}} ({{secteur}}){{fin}}{{sinon}}ici{{fin}}.";
    assert_eq!(text(source), "à Nantes (Mobilier).");
    let bare = facts(json!({"sector": null}), &[], Tongue::Fr);
    assert_eq!(fill(source, Form::Text, &bare).text, "à Nantes (?).");
    let none = facts(json!({"city": " "}), &[], Tongue::Fr);
    assert_eq!(fill(source, Form::Text, &none).text, "ici.");
    assert_eq!(text("{{if city}}a{{else}}b{{end}}{{if not city}}c{{endif}}"), "a");
}

#[test]
fn values_are_escaped_and_marks_within_braces_are_understood() {
    assert_eq!(html("<p>{{entreprise}}</p>"), "<p>Atelier &lt;Nord&gt; &amp; fils</p>");
    assert_eq!(html("<p>{{pre<b>nom</b>}} et <b>{{</b>nom}}</p>"), "<p>Léa<b></b> et <b>Martin</b></p>");
    assert_eq!(html("<p>{{&nbsp;prenom&nbsp;}} {{ville|l&rsquo;ici}}</p>"), "<p>Léa Nantes</p>");
    // No tag goes from one paragraph into the next.
    assert_eq!(html("<p>{{pre</p><p>nom}}</p>"), "<p>{{pre</p><p>nom}}</p>");
}

#[test]
fn a_line_that_holds_nothing_more_goes() {
    let none = facts(json!({"city": null}), &[], Tongue::Fr);
    let fill_none = |source: &str, form| fill(source, form, &none).text;
    let source = "<p>A</p><p>{{si ville}}</p><p>à {{ville}}</p><p>{{fin}}</p><p></p><ul><li><p>{{ville|}}</p></li><li><p>b</p></li></ul>";
    assert_eq!(fill_none(source, Form::Html), "<p>A</p><p></p><ul><li><p>b</p></li></ul>");
    assert_eq!(
        html(source),
        "<p>A</p><p>à Nantes</p><p></p><ul><li><p>Nantes</p></li><li><p>b</p></li></ul>"
    );
    assert_eq!(fill_none("A\n{{si ville}}\nB\n{{fin}}\nC", Form::Text), "A\nC");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_what_was_meant() {
    let filled = fill("Bonjour {{prenon}}, {{nom_de_famille}} {{xyz}}", Form::Text, &lea());
    let told: Vec<_> = filled.trouble.iter().map(|t| (t.code, t.at, t.nearest.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("variable_unknown", 8, Some("prenom")),
            ("variable_unknown", 20, Some("nom")),
            ("variable_unknown", 39, None)
        ]
    );
    assert_eq!(filled.text, "Bonjour {{prenon}}, {{nom_de_famille}} {{xyz}}");
    assert_eq!(codes("{{prenom"), ["tag_unclosed"]);
    assert_eq!(codes("{{si ville}}a"), ["condition_unclosed"]);
    assert_eq!(codes("a{{fin}}"), ["end_alone"]);
    assert_eq!(codes("{{sinon}}"), ["else_alone"]);
    assert_eq!(codes("{{si}}a{{fin}}"), ["condition_empty"]);
    assert_eq!(codes("{{}}"), ["variable_empty_name"]);
    // A side that is not heard is looked at all the same.
    assert_eq!(codes("{{si pas ville}}{{prenon}}{{fin}}"), ["variable_unknown"]);
}

#[test]
fn fields_of_ones_own_are_named_by_their_labels() {
    let own = [
        own_field(7, "Date du salon", FieldKind::Date),
        own_field(8, "Déjà équipé ?", FieldKind::Boolean),
        own_field(9, "Ville", FieldKind::Text),
        own_field(10, "Effectif", FieldKind::Number),
    ];
    let custom = json!({"custom": {"7": "2026-03-01", "8": false, "9": "Brest", "10": 12.5}});
    let known = facts(custom, &own, Tongue::Fr);
    let fill = |source: &str| fill(source, Form::Text, &known).text;
    assert_eq!(
        fill("{{date_du_salon}} {{Date du salon}} {{ville_2}} {{ville}}"),
        "1er mars 2026 1er mars 2026 Brest Nantes"
    );
    assert_eq!(
        fill("{{deja_equipe}} {{si deja_equipe}}oui{{sinon}}à équiper{{fin}} {{effectif}}"),
        "non à équiper 12,5"
    );
}

#[test]
fn names_in_capitals_come_out_as_names() {
    let capitals = facts(json!({"first_name": "LÉA", "last_name": "LE GOFF"}), &[], Tongue::Fr);
    assert_eq!(fill("{{prenom}} {{nom}}", Form::Text, &capitals).text, "Léa Le Goff");
}

#[test]
fn where_nobody_is_meant_the_variables_stay() {
    let nobody = super::super::names::Facts { values: None, ..lea() };
    let filled = fill("<p>{{prenom|x}}{{si ville}} à {{ville}}{{sinon}}ici{{fin}}</p>", Form::Html, &nobody);
    assert_eq!(filled.text, "<p>{{prenom|x}} à {{ville}}</p>");
    assert!(filled.trouble.is_empty() && filled.used.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_read_and_its_pieces_are_all_of_it(
        source in "(\\{\\{|\\}\\}|si |sinon|fin|prenom|ville|\\||<p>|</p>|<b>|</b>|&nbsp;|é|\n| |[a-z]|\\PC){0,40}",
        is_html in any::<bool>(),
    ) {
        let form = if is_html { Form::Html } else { Form::Text };
        let mut end = 0;
        for piece in parse(&source, form).pieces {
            let place = match piece {
                super::super::parse::Piece::Source(place) => place,
                super::super::parse::Piece::Tag(tag) => tag.place,
            };
            prop_assert_eq!(place.start, end);
            end = place.end;
        }
        prop_assert_eq!(end, source.len());
        let _ = super::super::probe(&source, is_html);
        let _ = fill(&source, form, &lea());
    }

    #[test]
    fn a_text_without_braces_comes_out_as_it_is(source in "[^{}]{0,80}") {
        prop_assert_eq!(text(&source), source.clone());
        prop_assert_eq!(html(&source), source);
    }
}
