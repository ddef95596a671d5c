//! A base with its router: what a window has, without the window.

use crate::{Answer, Problem, query, text};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use relance_api::{Host, router};
use relance_core::{Core, Event, Options};
use relance_model::imports::ImportState;
use relance_world::{
    fake::{HandClock, NoMail, Pocket},
    mail::MailNet,
};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// Monday 2 March 2026, 09:00 UTC: when every test begins.
pub const MONDAY: i64 = 1_772_442_000_000;
/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// An open base, the API above it, and the world that it sees.
pub struct Base {
    pub core: Core,
    pub clock: Arc<HandClock>,
    pub keychain: Arc<Pocket>,
    mail: Arc<dyn MailNet>,
    folder: Arc<TempDir>,
    router: Router,
    runtime: Runtime,
    events: Mutex<Receiver<Event>>,
}

impl Default for Base {
    fn default() -> Self {
        Self::new()
    }
}

impl Base {
    /// An empty base, in French, in the window.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Host::Window, false)
    }

    #[must_use]
    pub fn with(host: Host, english: bool) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        Self::open(folder, Arc::new(HandClock::at(MONDAY)), Arc::default(), Arc::new(NoMail), host, english)
    }

    /// An empty base before servers of mail.
    #[must_use]
    pub fn with_mail(mail: Arc<dyn MailNet>) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        Self::open(folder, Arc::new(HandClock::at(MONDAY)), Arc::default(), mail, Host::Window, false)
    }

    fn open(
        folder: Arc<TempDir>,
        clock: Arc<HandClock>,
        keychain: Arc<Pocket>,
        mail: Arc<dyn MailNet>,
        host: Host,
        english: bool,
    ) -> Self {
        let options = Options {
            folder: folder.path().join("relance"),
            clock: clock.clone(),
            keychain: keychain.clone(),
            mail: Arc::clone(&mail),
            english,
        };
        std::fs::create_dir_all(&options.folder).unwrap();
        let core = Core::open(options).unwrap_or_else(|failure| panic!("the base does not open: {failure}"));
        let (sender, events) = channel();
        let sender = Mutex::new(sender);
        core.listen(move |event| drop(sender.lock().unwrap().send(event.clone())));
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let router = router(core.clone(), host);
        Self { core, clock, keychain, mail, folder, router, runtime, events: Mutex::new(events) }
    }

    /// The same base after a restart of the program.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self { core, clock, keychain, mail, folder, router, runtime, .. } = self;
        drop((router, core));
        drop(runtime);
        Self::open(folder, clock, keychain, mail, Host::Window, false)
    }

    /// A copy of its files as they lie, opened as a base of its own.
    #[must_use]
    pub fn copied(&self) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let to = folder.path().join("relance");
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(self.folder.path().join("relance")).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
        Self::open(folder, self.clock.clone(), self.keychain.clone(), self.mail.clone(), Host::Window, false)
    }

    /// A folder for files of the test, beside the base.
    #[must_use]
    pub fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file beside the base.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Sends a request as it is; the clock goes on by a second.
    pub fn send(&self, request: Request<Body>) -> Answer {
        self.clock.advance(1000);
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        })
    }

    /// Asks `/api/v1` and takes the answer whatever it is.
    pub fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        self.send(match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
                .unwrap(),
            None => request.body(Body::empty()).unwrap(),
        })
    }

    pub fn get(&self, path: &str) -> Value {
        self.ask(Method::GET, path, None).ok()
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.ask(Method::POST, path, Some(body)).ok()
    }

    pub fn patch(&self, path: &str, body: &Value) -> Value {
        self.ask(Method::PATCH, path, Some(body)).ok()
    }

    pub fn delete(&self, path: &str) -> Value {
        self.ask(Method::DELETE, path, None).ok()
    }

    /// Asks at a past date.
    pub fn ask_at(&self, at: i64, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("relance-as-of", at.to_string())
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string()))).unwrap())
    }

    pub fn get_at(&self, at: i64, path: &str) -> Value {
        self.ask_at(at, Method::GET, path, None).ok()
    }

    /// The instant of the last request.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.core.now()
    }

    /// The refusal of a read.
    pub fn get_refused(&self, path: &str) -> Problem {
        self.ask(Method::GET, path, None).problem()
    }

    /// The refusal of a write, which must have left the base as it was.
    pub fn refused(&self, method: Method, path: &str, body: Option<&Value>) -> Problem {
        let before = self.digest();
        let problem = self.ask(method, path, body).problem();
        assert_eq!(self.digest(), before, "what is refused ({}) writes nothing", problem.key);
        problem
    }

    pub fn post_refused(&self, path: &str, body: &Value) -> Problem {
        self.refused(Method::POST, path, Some(body))
    }

    pub fn patch_refused(&self, path: &str, body: &Value) -> Problem {
        self.refused(Method::PATCH, path, Some(body))
    }

    /// Adds a prospect; answers her id.
    pub fn add(&self, prospect: &Value) -> String {
        text(&self.post("/prospects", prospect)["prospect"], "id")
    }

    /// Adds one with only a name.
    pub fn named(&self, first: &str, last: &str) -> String {
        self.add(&json!({ "first_name": first, "last_name": last }))
    }

    pub fn prospect(&self, id: &str) -> Value {
        self.get(&format!("/prospects/{id}"))
    }

    pub fn edit(&self, id: &str, fields: &Value) -> Value {
        self.patch(&format!("/prospects/{id}"), fields)
    }

    pub fn list(&self, parameters: &[(&str, &str)]) -> Value {
        self.get(&format!("/prospects{}", query(parameters)))
    }

    /// The names that a list shows, in its order.
    pub fn names(&self, parameters: &[(&str, &str)]) -> Vec<String> {
        crate::texts(&self.list(parameters)["items"], "name")
    }

    /// The id of a stage by its key.
    pub fn stage(&self, key: &str) -> String {
        let stages = self.get("/stages");
        let found = stages.as_array().unwrap().iter().find(|stage| stage["key"] == key);
        text(found.unwrap_or_else(|| panic!("no stage {key}")), "id")
    }

    /// Makes a tag; answers its id.
    pub fn tag(&self, name: &str) -> String {
        text(&self.post("/tags", &json!({ "name": name }))["tag"], "id")
    }

    pub fn timeline(&self, id: &str) -> Vec<Value> {
        self.get(&format!("/prospects/{id}/activities"))["items"].as_array().unwrap().clone()
    }

    /// Ctrl+Z.
    pub fn undo(&self) -> Value {
        self.post("/undo", &json!({}))
    }

    /// Ctrl+Shift+Z.
    pub fn redo(&self) -> Value {
        self.post("/redo", &json!({}))
    }

    /// Lays a file on the desk; answers the draft.
    pub fn lay(&self, path: &Path) -> Value {
        self.post("/imports", &json!({ "path": path.display().to_string() }))
    }

    /// Corrects a draft.
    pub fn correct(&self, draft: &Value, correction: &Value) -> Value {
        self.patch(&format!("/imports/{}/draft", text(draft, "id")), correction)
    }

    pub fn preview(&self, draft: &Value) -> Value {
        self.ask(Method::POST, &format!("/imports/{}/preview", text(draft, "id")), None).ok()
    }

    /// Starts an import, which goes on by itself.
    pub fn begin(&self, draft: &Value) -> Value {
        let events = self.events.lock().unwrap();
        while events.try_recv().is_ok() {}
        let begun = self.ask(Method::POST, &format!("/imports/{}/run", text(draft, "id")), None);
        assert_eq!(begun.status, 202, "a run answers at once: {}", String::from_utf8_lossy(&begun.body));
        begun.json()
    }

    /// The tables that were told of as changed since the last time.
    pub fn heard(&self) -> Vec<String> {
        let events = self.events.lock().unwrap();
        let mut heard = Vec::new();
        while let Ok(event) = events.try_recv() {
            if let Event::Changed(changed) = event {
                heard.extend(changed.entities);
            }
        }
        heard
    }

    /// Waits until some long work tells how far it is.
    pub fn hear_progress(&self) -> Value {
        let events = self.events.lock().unwrap();
        loop {
            if let Event::Progress(progress) | Event::Trial(progress) =
                events.recv_timeout(Duration::from_secs(60)).expect("progress")
            {
                return serde_json::to_value(progress).unwrap();
            }
        }
    }

    /// Waits for the end of an import; answers its last progress.
    pub fn end(&self, draft: &Value) -> Value {
        let events = self.events.lock().unwrap();
        loop {
            match events.recv_timeout(Duration::from_secs(60)).expect("the import ends") {
                Event::Progress(progress) if progress.state != ImportState::Running => break,
                _ => {}
            }
        }
        self.get(&format!("/imports/{}/progress", text(draft, "id")))
    }

    /// Runs an import to its end, whatever it is; answers its last progress.
    pub fn run_to_end(&self, draft: &Value) -> Value {
        self.begin(draft);
        self.end(draft)
    }

    /// Runs an import that must succeed; answers its report, whose rows must balance.
    pub fn run(&self, draft: &Value) -> Value {
        let progress = self.run_to_end(draft);
        assert_eq!(progress["state"], "done", "the import failed: {progress}");
        let report = progress["report"].clone();
        assert_balanced(&report);
        report
    }

    /// Imports a file as it is understood.
    pub fn import(&self, path: &Path) -> Value {
        self.run(&self.lay(path))
    }

    /// A digest of every journaled row and of the search index.
    #[must_use]
    pub fn digest(&self) -> String {
        self.core.store().state_digest().unwrap()
    }

    /// Pages, references, the journal's chain and the search index hold together.
    pub fn assert_sound(&self) {
        let report = self.ask(Method::POST, "/check", None).ok();
        assert_eq!(report["is_sound"], true, "the base is sound: {report}");
    }
}

/// The law of imports: no row is lost.
pub fn assert_balanced(counts: &Value) {
    let of = |member: &str| crate::count(counts, member);
    assert_eq!(
        of("read"),
        of("created") + of("updated") + of("unchanged") + of("skipped"),
        "read = created + updated + unchanged + skipped: {counts}"
    );
    let reasons: u64 =
        counts["reasons"].as_array().unwrap().iter().map(|reason| crate::count(reason, "count")).sum();
    assert_eq!(reasons, of("skipped"), "every skipped row has its reason: {counts}");
}
