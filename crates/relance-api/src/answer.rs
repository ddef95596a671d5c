//! Answers: JSON, or a problem (RFC 9457).

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use relance_core::Caller;
use relance_model::{Code, Failure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A failure on the wire: `application/problem+json`, with the failure's own members beside the standard ones.
pub(crate) struct Problem(pub Failure);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = match self.0.code {
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Code::Conflict | Code::NotNow => StatusCode::CONFLICT,
            Code::NeedsAccount | Code::NeedsConsent => StatusCode::PRECONDITION_REQUIRED,
            Code::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Code::Refused => StatusCode::FORBIDDEN,
            Code::Limit => StatusCode::INSUFFICIENT_STORAGE,
            Code::Bug => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut body = json!({ "type": "about:blank", "title": self.0.key, "status": status.as_u16() });
        if let (Value::Object(body), Ok(Value::Object(members))) = (&mut body, serde_json::to_value(&self.0))
        {
            body.extend(members);
        }
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
    }
}

pub(crate) type Answer<T> = Result<Json<T>, Problem>;

/// A JSON body; one that cannot be read is a problem with the place of the mistake.
pub(crate) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Json::from_request(request, state).await.map(|Json(value)| Self(value)).map_err(
            |rejection: JsonRejection| {
                Problem(Failure::invalid("body", "body_unreadable").with("what", rejection.body_text()))
            },
        )
    }
}

/// Query parameters; those that cannot be read are a problem.
pub(crate) struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection| {
                Problem(Failure::invalid("query", "query_unreadable").with("what", rejection.body_text()))
            })
    }
}

/// A path parameter that is an id.
pub(crate) struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Path::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_| Problem(Failure::new(Code::NotFound, "address_unknown")))
    }
}

/// Who asks: the page (by cookie or in the window) or a program (by bearer token).
pub(crate) struct Who(pub Caller);

impl<S: Send + Sync> FromRequestParts<S> for Who {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(parts.extensions.get::<Caller>().copied().unwrap_or(Caller::User)))
    }
}
