//! The document: every route described, and readable by the programs that read such documents.

use axum::{
    body::Body,
    http::{Method, Request},
};
use relance_tests::Base;
use serde_json::Value;
use std::collections::HashSet;

fn document() -> Value {
    serde_json::to_value(relance_api::document()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if ["get", "post", "patch", "put", "delete"].contains(&method.as_str()) {
                all.push((path.clone(), method.clone(), operation));
            }
        }
    }
    all
}

#[test]
fn every_route_has_a_summary_a_tag_a_success_and_its_parameters() {
    let document = document();
    let all = operations(&document);
    assert!(all.len() >= 50, "the whole API is described: {}", all.len());
    for (path, method, operation) in all {
        let what = format!("{method} {path}");
        assert!(path.starts_with("/api/v1/"), "{what} is under its version");
        assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{what} says what it does");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{what} belongs to one capability");
        let answers = operation["responses"].as_object().unwrap();
        assert!(answers.keys().any(|status| status.starts_with('2')), "{what} says what it answers");
        let declared: HashSet<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let named: HashSet<&str> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        assert_eq!(declared, named, "{what} declares the parameters of its address");
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = document();
    let mut names = HashSet::new();
    for (path, method, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no name"));
        assert!(names.insert(name), "« {name} » names {method} {path} and another one");
    }
}

#[test]
fn every_reference_of_the_document_points_at_something() {
    let document = document();
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for reference in text.split("\"$ref\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let name = reference
            .strip_prefix("#/components/schemas/")
            .unwrap_or_else(|| panic!("a foreign reference {reference}"));
        assert!(schemas.contains_key(name), "{reference} is in the document");
    }
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "a version that tools read");
    assert!(schemas.contains_key("Failure"), "programs learn what a refusal looks like");
}

#[test]
fn every_route_of_the_document_is_answered_by_the_router() {
    let base = Base::new();
    for (path, method, _) in operations(&document()) {
        if path.ends_with("/events") {
            continue;
        }
        let address = path
            .replace("{stage}", "non_qualifie")
            .replace("{id}", "42")
            .replace("{operation}", "42")
            .replace("{option}", "42")
            .replace("{file}", "42")
            .replace("{attachment}", "42");
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let request = Request::builder().method(method.clone()).uri(&address).body(Body::empty()).unwrap();
        let answer = base.send(request);
        assert_ne!(answer.status, 405, "{method} {address} is routed");
        if answer.status >= 400 {
            assert_ne!(answer.problem().key, "address_unknown", "{method} {address} is routed");
        }
    }
}

#[test]
fn the_document_and_its_pages_are_served() {
    let base = Base::new();
    let get = |path: &str| base.send(Request::get(path).body(Body::empty()).unwrap());
    assert_eq!(get("/api/openapi.json").ok(), document(), "the very document");
    let page = get("/api/docs/");
    assert_eq!(page.status, 200, "Swagger's page");
    assert!(page.header("content-type").starts_with("text/html"), "is a page");
    assert!(String::from_utf8_lossy(&page.body).contains("swagger"), "of Swagger");
}
