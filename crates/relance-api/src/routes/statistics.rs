//! `/statistics`

use super::exports::download;
use crate::{
    answer::{Answer, Body, Path, Problem, Query},
    state::App,
};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use relance_core::{Core, statistics};
use relance_model::{
    Outcome,
    imports::SavedFile,
    statistics::{Chart, ChartName, StatisticsFileRequest, StatisticsPicture, StatisticsQuery},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(chart)).routes(routes!(file)).routes(routes!(picture))
}

fn drawn(core: &Core, name: ChartName, query: &StatisticsQuery) -> Outcome<Chart> {
    core.read(|db| statistics::chart(db, core.lists(), &core.local()?, name, query))
}

/// A chart; each of its marks with the filter that finds the people behind it.
#[utoipa::path(get, path = "/statistics/{name}", tag = "statistics", params(("name" = ChartName, Path), StatisticsQuery), responses((status = 200, body = Chart)))]
async fn chart(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(query): Query<StatisticsQuery>,
) -> Answer<Chart> {
    app.run(move |core| drawn(core, statistics::named(&name)?, &query)).await.map(Json)
}

/// A chart as a table in a file, CSV or XLSX: written to `path`, or as the answer itself.
#[utoipa::path(post, path = "/statistics/{name}/file", tag = "statistics", params(("name" = ChartName, Path)), request_body = StatisticsFileRequest, responses((status = 200, body = SavedFile)))]
async fn file(
    State(app): State<App>,
    Path(name): Path<String>,
    Body(request): Body<StatisticsFileRequest>,
) -> Result<Response, Problem> {
    let (file, path, rows) = app
        .run(move |core| {
            let chart = drawn(core, statistics::named(&name)?, &request.query)?;
            let english = core.is_english(request.query.lang.as_deref())?;
            let file = statistics::file(&chart, request.format, english)?;
            if let Some(path) = &request.path {
                statistics::save(path.as_ref(), &file.1)?;
            }
            Ok((file, request.path, chart.points.len() as u64))
        })
        .await?;
    Ok(match path {
        Some(path) => Json(SavedFile { path, rows }).into_response(),
        None => download(&file.0, file.1),
    })
}

/// Writes the picture of a chart where a dialog of the window said.
#[utoipa::path(post, path = "/statistics/picture", tag = "statistics", request_body = StatisticsPicture, responses((status = 200, body = SavedFile)))]
async fn picture(State(app): State<App>, Body(picture): Body<StatisticsPicture>) -> Answer<SavedFile> {
    app.run(move |_| {
        statistics::save_picture(picture.path.as_ref(), &picture.bytes)?;
        Ok(SavedFile { path: picture.path, rows: 0 })
    })
    .await
    .map(Json)
}
