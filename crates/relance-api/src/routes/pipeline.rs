//! `/pipeline`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{history, pipeline, reminders};
use relance_model::{
    history::{BoardMoves, MovesQuery},
    pipeline::{Board, BoardQuery, Cards, CardsQuery, MoveRequest, Moved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(board))
        .routes(routes!(cards))
        .routes(routes!(relocate))
        .routes(routes!(moves))
}

/// The board: columns with exact counts and sums, and their first cards.
#[utoipa::path(get, path = "/pipeline", tag = "pipeline", params(BoardQuery), responses((status = 200, body = Board)))]
async fn board(State(app): State<App>, Query(query): Query<BoardQuery>) -> Answer<Board> {
    app.run(move |core| core.read(|db| pipeline::board(db, core.lists(), &query))).await.map(Json)
}

/// A page of one column.
#[utoipa::path(get, path = "/pipeline/{stage}/cards", tag = "pipeline", params(("stage" = String, Path), CardsQuery), responses((status = 200, body = Cards)))]
async fn cards(
    State(app): State<App>,
    Path(stage): Path<String>,
    Query(query): Query<CardsQuery>,
) -> Answer<Cards> {
    app.run(move |core| core.read(|db| pipeline::cards(db, core.lists(), &stage, &query))).await.map(Json)
}

/// Moves cards. Refused with `fields_missing` while some lack what the stage requires and `custom` does not give it, with
/// `next_missing` while some have no next action, the stage demands one, and `next` does not plan it.
#[utoipa::path(post, path = "/pipeline/move", tag = "pipeline", request_body = MoveRequest, responses((status = 200, body = Moved)))]
async fn relocate(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<MoveRequest>,
) -> Answer<Moved> {
    app.run(move |core| {
        let (rules, local) = (core.rules()?, core.local()?);
        let done =
            core.change(caller, "pipeline.move", |tx| reminders::relocate(tx, &local, &request, &rules))?;
        Ok(Moved { moved: done.value, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Which cards stand elsewhere than they did at an instant, and what came into each column and left it since then.
#[utoipa::path(get, path = "/pipeline/moves", tag = "pipeline", params(MovesQuery), responses((status = 200, body = BoardMoves)))]
async fn moves(State(app): State<App>, Query(query): Query<MovesQuery>) -> Answer<BoardMoves> {
    app.run(move |core| history::moves(core, &query)).await.map(Json)
}
