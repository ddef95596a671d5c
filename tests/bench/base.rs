//! A base on a temporary folder, and its router in process.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header, request::Builder},
};
use relance_api::{Host, router};
use relance_core::{Caller, Core, Options, sample};
use relance_world::{
    Keychain, SystemClock,
    fake::{NoMail, Pocket},
};
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

pub struct Base {
    /// Removed when the base is dropped.
    folder: TempDir,
    keychain: Arc<Pocket>,
    pub core: Core,
}

fn open(folder: &TempDir, keychain: &Arc<Pocket>) -> Core {
    Core::open(Options {
        folder: folder.path().join("base"),
        clock: Arc::new(SystemClock),
        keychain: Arc::clone(keychain) as Arc<dyn Keychain>,
        mail: Arc::new(NoMail),
        english: false,
    })
    .expect("a base")
}

impl Base {
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let keychain = Arc::new(Pocket::default());
        let core = open(&folder, &keychain);
        Self { folder, keychain, core }
    }

    /// Closes the base and opens it again: nothing of it is in memory, and what large changes left to do is done.
    pub fn reopen(&mut self) {
        while self.core.index_some().expect("an index") {}
        self.core = open(&self.folder, &self.keychain);
    }

    /// A base of invented prospects.
    pub fn of(rows: u64) -> Self {
        let base = Self::empty();
        base.core
            .change(Caller::User, "sample.fill", |tx| sample::fill(tx, &base.core.local()?, rows, 7))
            .expect("a sample");
        base
    }
}

/// Requests through the API in process, as the window makes them.
pub struct Client {
    router: Router,
    runtime: Runtime,
}

impl Client {
    pub fn new(base: &Base) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        Self { router: router(base.core.clone(), Host::Window), runtime }
    }

    pub fn get(&self, path: &str) -> (Value, Duration) {
        self.ask(Request::get(format!("/api/v1{path}")).body(Body::empty()).expect("a request"))
    }

    pub fn post(&self, path: &str, body: &Value) -> (Value, Duration) {
        self.send(Request::post(format!("/api/v1{path}")), body)
    }

    pub fn patch(&self, path: &str, body: &Value) -> (Value, Duration) {
        self.send(Request::patch(format!("/api/v1{path}")), body)
    }

    fn send(&self, request: Builder, body: &Value) -> (Value, Duration) {
        let request = request
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.ask(request)
    }

    /// The time is that of the whole answer, its bytes included; reading the JSON is the page's own business.
    fn ask(&self, request: Request<Body>) -> (Value, Duration) {
        let watch = Instant::now();
        let bytes = self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let status = response.status();
            let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            assert!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&bytes));
            bytes
        });
        let spent = watch.elapsed();
        (serde_json::from_slice(&bytes).expect("JSON"), spent)
    }
}
