//! The guard: over HTTP only this machine, only the page's own origin, only with the token.

use axum::{
    body::Body,
    http::{Request, request::Builder},
};
use relance_api::Host;
use relance_tests::{Answer, Base, json};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn base() -> Base {
    Base::with(Host::Browser { token: TOKEN.into(), port: 4321 }, false)
}

fn request(path: &str) -> Builder {
    Request::get(path).header("host", "127.0.0.1:4321")
}

fn send(base: &Base, request: Builder) -> Answer {
    base.send(request.body(Body::empty()).unwrap())
}

fn bearer(path: &str) -> Builder {
    request(path).header("authorization", format!("Bearer {TOKEN}"))
}

#[test]
fn nothing_is_answered_without_the_token() {
    let base = base();
    for path in
        ["/api/v1/session", "/api/v1/prospects", "/", "/api/openapi.json", "/api/docs/", "/favicon.svg"]
    {
        let problem = send(&base, request(path)).problem();
        assert_eq!((problem.status, problem.key.as_str()), (401, "token_missing"), "{path}");
    }
    for wrong in ["", "0", &TOKEN[1..], "0123456789abcdef0123456789abcdeF"] {
        let asked = request("/api/v1/session").header("authorization", format!("Bearer {wrong}"));
        assert_eq!(send(&base, asked).status, 401, "« {wrong} » is not the token");
        let asked = request("/api/v1/session").header("cookie", format!("relance_4321={wrong}"));
        assert_eq!(send(&base, asked).status, 401, "nor in a cookie");
        assert_eq!(send(&base, request(&format!("/?token={wrong}"))).status, 401, "nor in an address");
    }
    assert_eq!(send(&base, bearer("/api/v1/session")).status, 200, "the token itself opens");
}

#[test]
fn the_address_with_the_token_becomes_a_cookie_and_a_clean_address() {
    let base = base();
    let answer = send(&base, request(&format!("/prospects?sort=name&token={TOKEN}&search=a")));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/prospects?sort=name&search=a"),
        "the token leaves the address"
    );
    let cookie = answer.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let pair = cookie.split(';').next().unwrap();
    let asked = request("/api/v1/session").header("cookie", format!("other=1; {pair}"));
    assert_eq!(send(&base, asked).status, 200, "and the cookie opens");
    let posted = Request::post(format!("/api/v1/tags?token={TOKEN}")).header("host", "127.0.0.1:4321");
    assert_eq!(send(&base, posted).status, 401, "a write by an address is refused: a link must not write");
}

#[test]
fn a_foreign_name_or_origin_is_refused_even_with_the_token() {
    let base = base();
    for host in
        ["evil.example:4321", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4321", "[::1]:4321"]
    {
        let asked = Request::get("/api/v1/session")
            .header("host", host)
            .header("authorization", format!("Bearer {TOKEN}"));
        assert_eq!(
            send(&base, asked).problem().key,
            "host_foreign",
            "{host}: this is how DNS rebinding comes in"
        );
    }
    for origin in [
        "https://evil.example",
        "null",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:4321",
        "http://localhost:43210",
    ] {
        let asked = bearer("/api/v1/session").header("origin", origin);
        assert_eq!(send(&base, asked).problem().key, "origin_foreign", "{origin}");
    }
    for origin in ["http://127.0.0.1:4321", "http://localhost:4321"] {
        assert_eq!(
            send(&base, bearer("/api/v1/session").header("origin", origin)).status,
            200,
            "{origin} is ours"
        );
    }
}

#[test]
fn every_answer_is_strict_and_none_opens_to_other_origins() {
    let base = base();
    for answer in [
        send(&base, bearer("/api/v1/session")),
        send(&base, bearer("/")),
        send(&base, bearer("/api/v1/nowhere")),
        send(&base, request("/")),
        send(&base, bearer("/api/v1/session").header("origin", "https://evil.example")),
    ] {
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ] {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        for hole in ["unsafe-inline", "unsafe-eval", "*", "http:"] {
            assert!(!policy.contains(hole), "no {hole} in {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        let opened: Vec<&str> = answer
            .headers
            .keys()
            .map(|name| name.as_str())
            .filter(|name| name.starts_with("access-control"))
            .collect();
        assert!(opened.is_empty(), "no CORS: {opened:?}");
    }
}

#[test]
fn a_preflight_of_another_origin_gets_nothing() {
    let base = base();
    let asked = Request::options("/api/v1/prospects")
        .header("host", "127.0.0.1:4321")
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "POST");
    let answer = send(&base, asked);
    assert!(answer.status >= 400, "refused");
    assert_eq!(answer.header("access-control-allow-origin"), "", "and not invited");
}

#[test]
fn a_program_is_told_from_the_page_in_the_history() {
    let base = base();
    let write = |builder: Builder| {
        let request = builder
            .header("content-type", "application/json")
            .body(Body::from(json!({ "name": "T" }).to_string()));
        base.send(request.unwrap())
    };
    let post = || Request::post("/api/v1/tags").header("host", "localhost:4321");
    assert_eq!(write(post().header("authorization", format!("Bearer {TOKEN}"))).status, 200, "by a program");
    let newest = send(&base, bearer("/api/v1/history")).ok()["items"][0].clone();
    assert_eq!(newest["caller"], "api", "whoever reads the history knows");
    let other = json!({ "name": "U" }).to_string();
    let request =
        post().header("cookie", format!("relance_4321={TOKEN}")).header("content-type", "application/json");
    assert_eq!(base.send(request.body(Body::from(other)).unwrap()).status, 200, "by the page");
    let newest = send(&base, bearer("/api/v1/history")).ok()["items"][0].clone();
    assert_eq!(newest["caller"], "user", "the page is the user");
}

#[test]
fn a_form_of_another_site_cannot_write() {
    let base = base();
    let request = Request::post("/api/v1/tags")
        .header("host", "127.0.0.1:4321")
        .header("cookie", format!("relance_4321={TOKEN}"))
        .header("content-type", "text/plain")
        .body(Body::from(json!({ "name": "T" }).to_string()));
    let answer = base.send(request.unwrap());
    assert_eq!(answer.problem().key, "body_unreadable", "only JSON is read, which no form can send");
}

#[test]
fn in_the_window_there_is_nothing_to_guard_but_the_page_is_as_strict() {
    let base = Base::new();
    let answer = base.ask(axum::http::Method::GET, "/session", None);
    assert_eq!(answer.status, 200, "no token inside");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
}
