//! The page shown instead of the application when the base cannot be opened: the sentence of the failure, where
//! the file is, what one can do. Plain HTML without script: it must work when nothing else does.
//! The sentences are the interface's own (`ui/src/app/i18n/failures.*.json`); none is written here.

use crate::{
    base::{self, Base},
    language::Language,
};
use axum::http::{Method, Request, Response, StatusCode, header};
use relance_model::Failure;
use serde_json::{Map, Value};
use tauri::{AppHandle, Manager};

const FRENCH: &str = include_str!("../ui/src/app/i18n/failures.fr.json");
const ENGLISH: &str = include_str!("../ui/src/app/i18n/failures.en.json");
const STYLE: &str = "
  :root{color-scheme:light dark}
  body{margin:0;min-height:100vh;display:grid;place-items:center;font:15px/1.6 Inter,system-ui,sans-serif;
    background:oklch(0.985 0.003 255);color:oklch(0.24 0.018 260)}
  main{max-width:34rem;padding:32px}
  h1{font-size:22px;line-height:28px;font-weight:600;margin:0 0 12px}
  p{margin:0 0 12px}
  code{display:block;padding:8px 12px;border-radius:6px;background:oklch(0.965 0.005 255);font-size:13px;
    overflow-wrap:anywhere;user-select:all}
  nav{display:flex;gap:12px;margin-top:24px}
  a{padding:8px 16px;border-radius:6px;border:1px solid oklch(0.64 0.014 255);color:inherit;text-decoration:none}
  a:first-child{background:oklch(0.505 0.165 262);border-color:transparent;color:#fff}
  form{display:grid;grid-template-columns:1fr auto;gap:4px 12px;margin:0 0 16px}
  label{grid-column:1/-1;font-size:13px}
  input,button{font:inherit;padding:6px 12px;border-radius:6px;border:1px solid oklch(0.64 0.014 255);
    background:transparent;color:inherit}
  :is(a,input,button):focus-visible{outline:2px solid oklch(0.55 0.18 262);outline-offset:1px}
  @media (prefers-color-scheme:dark){
    body{background:oklch(0.185 0.009 262);color:oklch(0.945 0.005 258)}
    code{background:oklch(0.165 0.008 262)}
  }";

/// Answers any request while the base is in trouble.
pub fn answer(app: &AppHandle, failure: &Failure, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let language = app.state::<Base>().language();
    match request.uri().path() {
        "/" => html(page(failure, language)),
        "/~retry" => {
            base::open(app, None);
            home()
        }
        "/~recover" if request.method() == Method::POST => {
            base::open(app, recovery_key(request.body()));
            home()
        }
        "/~quit" => {
            app.exit(0);
            html(String::new())
        }
        _ => {
            let mut response = Response::new(Vec::new());
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            response
        }
    }
}

/// Back to the first page, which waits until the base is settled again.
fn home() -> Response<Vec<u8>> {
    html("<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=/\">".to_owned())
}

/// The one field of the form: `key=…`, percent-encoded. A recovery key is letters, digits, spaces and dashes.
fn recovery_key(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?.strip_prefix("key=")?;
    let key = text.replace(['+'], " ").replace("%20", " ").replace("%2D", "-");
    (!key.trim().is_empty()).then(|| key.trim().to_owned())
}

fn html(text: String) -> Response<Vec<u8>> {
    let mut response = Response::new(text.into_bytes());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn page(failure: &Failure, language: Language) -> String {
    let title = language.pick("Relance ne peut pas ouvrir votre base", "Relance cannot open your base");
    let safe = language.pick(
        "Le fichier n’a pas été modifié. Vous pouvez réessayer, ou remettre en place une sauvegarde avec la commande « relance restore ».",
        "The file has not been changed. You can try again, or put a backup in its place with the command “relance restore”.",
    );
    let (retry, quit) = (language.pick("Réessayer", "Try again"), language.pick("Quitter", "Quit"));
    let (code, said) = (language.code(), escape(&sentence(failure, language)));
    let place =
        failure.params.get("path").and_then(Value::as_str).filter(|place| !said.contains(&escape(place)));
    let place = place.map_or_else(String::new, |place| format!("<code>{}</code>", escape(place)));
    let recover =
        if failure.hint.as_deref() == Some("enter_recovery_key") { form(language) } else { String::new() };
    format!(
        "<!doctype html><html lang=\"{code}\" data-ready=\"trouble\"><meta charset=\"utf-8\"><title>Relance</title>\
         <style>{STYLE}</style><main><h1>{title}</h1><p role=\"alert\">{said}</p>{recover}<p>{safe}</p>{place}\
         <nav><a href=\"/~retry\">{retry}</a><a href=\"/~quit\">{quit}</a></nav></main></html>"
    )
}

/// By POST: a key never stands in an address.
fn form(language: Language) -> String {
    let label = language.pick("Clé de secours", "Recovery key");
    let open = language.pick("Ouvrir", "Open");
    format!(
        "<form method=\"post\" action=\"/~recover\"><label for=\"key\">{label}</label>\
         <input id=\"key\" name=\"key\" required autocomplete=\"off\" spellcheck=\"false\"><button>{open}</button></form>"
    )
}

/// The failure's sentence and its hint, as the page of the application would say them.
fn sentence(failure: &Failure, language: Language) -> String {
    let table: Map<String, Value> = serde_json::from_str(language.pick(FRENCH, ENGLISH)).unwrap_or_default();
    let said = |key: &str| table.get(key).and_then(Value::as_str).map(|text| fill(text, &failure.params));
    let main = said(&failure.key).unwrap_or_else(|| failure.to_string());
    match failure.hint.as_deref().and_then(said) {
        Some(hint) => format!("{main} {hint}"),
        None => main,
    }
}

fn fill(text: &str, params: &Map<String, Value>) -> String {
    params.iter().fold(text.to_owned(), |text, (name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.replace(&format!("{{{name}}}"), &value)
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_the_sentence_and_the_place_and_lets_nothing_through_as_markup() {
        let failure = Failure::bug("<b>").with("path", "/home/léa/<base>");
        let text = page(&failure, Language::French);
        assert!(text.contains("&lt;b&gt;"), "the parameter is in the sentence, escaped: {text}");
        assert!(text.contains("/home/léa/&lt;base&gt;"), "the place is shown, escaped");
        assert!(!text.contains("<b>"), "no markup from outside");
    }

    #[test]
    fn a_recovery_key_is_asked_for_only_where_it_helps_and_read_as_typed() {
        let wrong = Failure::refused("base_wrong_key").hint("enter_recovery_key");
        assert!(page(&wrong, Language::French).contains("/~recover"), "this one can be opened with the key");
        let damaged = Failure::refused("base_damaged").hint("restore_a_backup");
        assert!(!page(&damaged, Language::French).contains("/~recover"), "no key repairs a damaged file");
        assert_eq!(recovery_key(b"key=AB12-CD34+EF56%2D"), Some("AB12-CD34 EF56-".to_owned()), "as typed");
        assert_eq!(recovery_key(b"key=+"), None, "nothing typed");
    }

    #[test]
    fn an_unknown_key_is_still_said() {
        let failure = Failure::refused("never_heard_of").with("file", "x");
        let text = sentence(&failure, Language::English);
        assert!(text.contains("never_heard_of"), "a key without words must not hide the failure: {text}");
    }
}
