//! `/filters`

use crate::{
    answer::{Answer, Body, Query},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{filters, imports, prospects};
use relance_model::filters::{FilterRead, FilterText, FilterTree, FilterWords, LanguageQuery};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(write)).routes(routes!(words))
}

pub(crate) fn is_english(lang: Option<&str>) -> bool {
    lang == Some("en")
}

/// Reads a filter's text: its tree, and the text in both forms. A mistake answers what is wrong, where (`at`), and a word
/// that may have been meant (`proposal`).
#[utoipa::path(post, path = "/filters/read", tag = "filters", request_body = FilterText, responses((status = 200, body = FilterRead)))]
async fn read(State(app): State<App>, Body(asked): Body<FilterText>) -> Answer<FilterRead> {
    app.run(move |core| {
        let vocabulary = core.read(prospects::vocabulary)?;
        let filter = filters::read(&asked.text, &vocabulary)?;
        filters::both(&filter, &vocabulary, is_english(asked.lang.as_deref()))
    })
    .await
    .map(Json)
}

/// Writes a filter's tree as text, in both forms.
#[utoipa::path(post, path = "/filters/write", tag = "filters", request_body = FilterTree, responses((status = 200, body = FilterRead)))]
async fn write(State(app): State<App>, Body(asked): Body<FilterTree>) -> Answer<FilterRead> {
    app.run(move |core| {
        let vocabulary = core.read(prospects::vocabulary)?;
        filters::both(&asked.filter, &vocabulary, is_english(asked.lang.as_deref()))
    })
    .await
    .map(Json)
}

/// What a filter can name in this base.
#[utoipa::path(get, path = "/filters/words", tag = "filters", params(LanguageQuery), responses((status = 200, body = FilterWords)))]
async fn words(State(app): State<App>, Query(query): Query<LanguageQuery>) -> Answer<FilterWords> {
    app.run(move |core| {
        let vocabulary = core.read(prospects::vocabulary)?;
        let files = core.read(imports::file_names)?;
        Ok(filters::words(&vocabulary, files, is_english(query.lang.as_deref())))
    })
    .await
    .map(Json)
}
