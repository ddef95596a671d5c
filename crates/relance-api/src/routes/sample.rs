//! `/sample`

use crate::{
    answer::{Answer, Body, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::sample;
use relance_model::{
    labels::Done,
    settings::{SampleAnswer, SampleRequest},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(fill_sample, erase_sample))
}

/// Adds invented prospects to look around with.
#[utoipa::path(post, path = "/sample", tag = "sample", request_body = SampleRequest, responses((status = 200, body = SampleAnswer)))]
async fn fill_sample(
    State(app): State<App>,
    Who(caller): Who,
    Body(wanted): Body<SampleRequest>,
) -> Answer<SampleAnswer> {
    app.run(move |core| {
        let local = core.local()?;
        let rows = wanted.rows.unwrap_or(40).min(1_000_000);
        let done = core
            .change(caller, "sample.fill", |tx| sample::fill(tx, &local, rows, wanted.seed.unwrap_or(1)))?;
        Ok(SampleAnswer { prospects: done.value, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes the invented prospects.
#[utoipa::path(delete, path = "/sample", tag = "sample", responses((status = 200, body = Done)))]
async fn erase_sample(State(app): State<App>, Who(caller): Who) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "sample.erase", sample::erase)?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
