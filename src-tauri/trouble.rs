//! The page shown instead of the application when the base cannot be opened: the sentence of the failure, where
//! the file is, what one can do. Plain HTML without script: it must work when nothing else does.
//! The sentences are the interface's own (`ui/src/app/i18n/failures.*.json`); none is written here.

use crate::{
    base::{self, Base},
    language::Language,
};
use axum::http::{Response, StatusCode, header};
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
  a:focus-visible{outline:2px solid oklch(0.55 0.18 262);outline-offset:1px}
  @media (prefers-color-scheme:dark){
    body{background:oklch(0.185 0.009 262);color:oklch(0.945 0.005 258)}
    code{background:oklch(0.165 0.008 262)}
  }";

/// Answers any request while the base is in trouble.
pub async fn answer(app: &AppHandle, failure: &Failure, path: &str) -> Response<Vec<u8>> {
    let language = app.state::<Base>().language();
    match path {
        "/" => html(page(failure, &app.state::<Base>().place(), language)),
        "/~retry" => {
            base::open(app);
            html("<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=/\">".to_owned())
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

fn html(text: String) -> Response<Vec<u8>> {
    let mut response = Response::new(text.into_bytes());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn page(failure: &Failure, place: &str, language: Language) -> String {
    let title = language.pick("Relance ne peut pas ouvrir votre base", "Relance cannot open your base");
    let safe = language.pick(
        "Le fichier n’a pas été modifié. Vous pouvez réessayer, ou restaurer une sauvegarde avec la commande « relance restore ».",
        "The file has not been changed. You can try again, or restore a backup with the command “relance restore”.",
    );
    let (retry, quit) = (language.pick("Réessayer", "Try again"), language.pick("Quitter", "Quit"));
    let (code, said, place) = (language.code(), escape(&sentence(failure, language)), escape(place));
    format!(
        "<!doctype html><html lang=\"{code}\" data-ready=\"trouble\"><meta charset=\"utf-8\"><title>Relance</title>\
         <style>{STYLE}</style><main><h1>{title}</h1><p role=\"alert\">{said}</p><p>{safe}</p><code>{place}</code>\
         <nav><a href=\"/~retry\">{retry}</a><a href=\"/~quit\">{quit}</a></nav></main></html>"
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
        let failure = Failure::bug("<b>");
        let text = page(&failure, "/home/léa/<base>", Language::French);
        assert!(text.contains("&lt;b&gt;"), "the parameter is in the sentence, escaped: {text}");
        assert!(text.contains("/home/léa/&lt;base&gt;"), "the place is shown, escaped");
        assert!(!text.contains("<b>"), "no markup from outside");
    }

    #[test]
    fn an_unknown_key_is_still_said() {
        let failure = Failure::refused("never_heard_of").with("file", "x");
        let text = sentence(&failure, Language::English);
        assert!(text.contains("never_heard_of"), "a key without words must not hide the failure: {text}");
    }
}
