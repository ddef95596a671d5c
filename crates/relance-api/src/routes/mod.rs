//! The routes, one file a capability, and the document that describes them.

mod activities;
mod backups;
mod calendar;
mod companies;
mod duplicates;
mod exports;
mod fields;
mod filters;
mod history;
mod imports;
mod inbox;
mod mail;
mod members;
mod messages;
mod outbox;
mod pipeline;
mod prospects;
mod reminders;
mod sample;
mod session;
mod settings;
mod stages;
mod statistics;
mod tags;
mod templates;
mod views;
mod worktime;

use crate::{as_of, assets, events, guard, guard::Host, state::App};
use axum::{Router, extract::DefaultBodyLimit, http::Uri, middleware, response::IntoResponse};
use relance_core::Core;
use relance_model::{Code, Failure};
use tokio::sync::broadcast;
use utoipa::{OpenApi, openapi::OpenApi as Document};
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

/// Bytes that an upload may have: Excel's largest sheets are far below.
const UPLOAD: usize = 2 << 30;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Relance",
        description = "The one door to a Relance base: window, browser, programs.\n\nWith the header `Relance-As-Of` (or `?asOf=`), \
            milliseconds since 1970 or RFC 3339, every answer is that of the base as it stood at that instant, and nothing can be written."
    ),
    components(schemas(
        relance_model::Failure,
        relance_model::calendar::CalendarFile,
        relance_model::imports::ImportProgress,
        relance_model::inbox::InboxShow,
        relance_model::inbox::InboxWho,
        relance_model::messages::MessagesProgress,
        relance_model::pipeline::CardOrder,
        relance_model::settings::Changed
    ))
)]
struct Described;

fn described() -> OpenApiRouter<App> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(events::events))
        .merge(session::routes())
        .merge(settings::routes())
        .merge(sample::routes())
        .merge(prospects::routes())
        .merge(activities::routes())
        .merge(reminders::routes())
        .merge(calendar::routes())
        .merge(mail::routes())
        .merge(inbox::routes())
        .merge(messages::routes())
        .merge(outbox::routes())
        .merge(companies::routes())
        .merge(duplicates::routes())
        .merge(pipeline::routes())
        .merge(stages::routes())
        .merge(tags::routes())
        .merge(members::routes())
        .merge(fields::routes())
        .merge(filters::routes())
        .merge(views::routes())
        .merge(templates::routes())
        .merge(worktime::routes())
        .merge(statistics::routes())
        .merge(imports::routes())
        .merge(exports::routes())
        .merge(history::routes())
        .merge(backups::routes());
    let mut router = OpenApiRouter::with_openapi(Described::openapi()).nest("/api/v1", v1);
    name_operations(router.get_openapi_mut());
    router
}

/// Names each operation `capability_verb`: programs generated from the document want every name once.
fn name_operations(document: &mut Document) {
    for path in document.paths.paths.values_mut() {
        for operation in [&mut path.get, &mut path.post, &mut path.patch, &mut path.put, &mut path.delete]
            .into_iter()
            .flatten()
        {
            let tag = operation.tags.iter().flatten().next().cloned().unwrap_or_default();
            operation.operation_id = operation.operation_id.take().map(|verb| format!("{tag}_{verb}"));
        }
    }
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> Document {
    described().into_openapi()
}

/// Everything that the window, a browser and programs may ask.
pub fn router(core: Core, host: Host) -> Router {
    let (events, _) = broadcast::channel(1024);
    let sender = events.clone();
    core.listen(move |event| {
        // Nobody listening is no failure.
        let _ = sender.send(event.clone());
    });
    let app = App { core, host, events };
    let (api, document) = described().split_for_parts();
    let api = api.with_state(app.clone());
    Router::new()
        .merge(api)
        .merge(SwaggerUi::new("/api/docs").url("/api/openapi.json", document))
        .fallback(|uri: Uri| async move {
            if uri.path().starts_with("/api/") {
                return crate::answer::Problem(Failure::new(Code::NotFound, "address_unknown"))
                    .into_response();
            }
            assets::asset(uri).await
        })
        .layer(DefaultBodyLimit::max(UPLOAD))
        .layer(middleware::from_fn_with_state(app.clone(), as_of::at_its_date))
        .layer(middleware::from_fn_with_state(app, guard::guard))
}
