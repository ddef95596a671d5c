//! Views: kept, found again, renamed, moved, copied, deleted, undone.

use relance_tests::{Base, Value, json, text, texts};

fn views(base: &Base) -> Value {
    base.get("/views")
}

fn save(base: &Base, view: &Value) -> String {
    text(&base.post("/views", view)["view"], "id")
}

#[test]
fn a_view_keeps_everything_that_a_list_is_asked() {
    let base = Base::new();
    let view = json!({
        "name": "Chauds", "kind": "table", "filter": "stage:contacté montant>=1000", "search": "nord", "sort": "-value,name", "groups": "city",
        "columns": ["name", "value"], "widths": { "name": 240 }, "density": "compact", "is_favourite": true,
    });
    save(&base, &view);
    let kept = views(&base)[0].clone();
    for member in ["name", "kind", "search", "sort", "groups", "columns", "widths", "density", "is_favourite"]
    {
        assert_eq!(kept[member], view[member], "{member} is kept");
    }
    assert_eq!(kept["filter"], "étape est Contacté et montant au moins 1000", "written in full");
    assert_eq!(base.get("/views?lang=en")[0]["filter"], "stage is Contacté and amount at least 1000");
    let again = base.restarted();
    assert_eq!(views(&again)[0], kept, "and after a restart");
}

#[test]
fn a_density_that_there_is_not_is_refused() {
    let base = Base::new();
    let refused = base.post_refused("/views", &json!({ "name": "Serrée", "density": "tiny" }));
    assert_eq!((refused.key.as_str(), refused.field.as_deref()), ("setting_invalid", Some("density")));
    let id = save(&base, &json!({ "name": "Serrée", "density": "compact" }));
    base.patch(&format!("/views/{id}"), &json!({ "density": "" }));
    assert_eq!(views(&base)[0]["density"], "", "that of the settings again");
}

#[test]
fn a_view_goes_on_meaning_the_stage_that_was_renamed() {
    let base = Base::new();
    save(&base, &json!({ "name": "Suivis", "filter": "étape est contacté" }));
    let stage = base
        .get("/stages")
        .as_array()
        .unwrap()
        .iter()
        .find(|stage| stage["key"] == "contacte")
        .unwrap()
        .clone();
    base.patch(&format!("/stages/{}", text(&stage, "id")), &json!({ "label": "Premier appel" }));
    assert_eq!(views(&base)[0]["filter"], "étape est \"Premier appel\"");
}

#[test]
fn views_are_moved_copied_renamed_deleted_and_all_of_it_is_undone() {
    let base = Base::new();
    let first = save(&base, &json!({ "name": "Un" }));
    save(&base, &json!({ "name": "Deux", "kind": "board" }));
    save(&base, &json!({ "name": "Trois" }));
    let order = |base: &Base| texts(&views(base), "name");
    base.patch(&format!("/views/{first}"), &json!({ "position": 1 }));
    assert_eq!(order(&base), ["Deux", "Un", "Trois"]);
    let copied = base.post(&format!("/views/{first}/copy"), &json!({}));
    assert_eq!(order(&base), ["Deux", "Un", "Un 2", "Trois"], "a copy stands behind its model");
    assert_eq!(copied["view"]["kind"], "table");
    let before = base.digest();
    let deleted = base.delete(&format!("/views/{first}"));
    assert_eq!(order(&base), ["Deux", "Un 2", "Trois"]);
    base.post("/undo", &json!({ "operation": deleted["operation"] }));
    assert_eq!((order(&base).len(), base.digest()), (4, before), "undo gives the view back as it was");
    base.assert_sound();
}

#[test]
fn a_name_is_needed_and_only_one_view_has_it() {
    let base = Base::new();
    let id = save(&base, &json!({ "name": "Été" }));
    let other = save(&base, &json!({ "name": "Hiver" }));
    assert_eq!(base.post_refused("/views", &json!({ "name": "  " })).key, "view_name_missing");
    assert_eq!(base.post_refused("/views", &json!({ "name": "ete" })).key, "view_name_taken");
    assert_eq!(
        base.patch_refused(&format!("/views/{other}"), &json!({ "name": "ÉTÉ" })).key,
        "view_name_taken"
    );
    base.patch(&format!("/views/{id}"), &json!({ "name": "été" }));
    let refused = base.post_refused("/views", &json!({ "name": "x", "filter": "vile:Lyon" }));
    assert_eq!(
        (refused.key.as_str(), refused.params["proposal"].as_str()),
        ("filter_field_unknown", Some("ville"))
    );
}
