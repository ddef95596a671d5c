//! Serving over HTTP: on 127.0.0.1 only, with a token that is new at each start.

use crate::{guard::Host, routes::router};
use relance_core::Core;
use relance_model::{Failure, Outcome};
use std::{net::Ipv4Addr, sync::Arc};
use tokio::net::TcpListener;

/// A server that listens and is about to serve.
pub struct Serving {
    listener: TcpListener,
    core: Core,
    token: Arc<str>,
    port: u16,
}

/// Listens on 127.0.0.1; port 0 takes any that is free.
///
/// # Errors
/// `port_taken`.
pub async fn serve(core: Core, port: u16) -> Outcome<Serving> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| Failure::refused("port_taken").with("port", port).with("what", error.to_string()))?;
    let port = listener.local_addr().map_err(Failure::bug)?.port();
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(Failure::bug)?;
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Serving { listener, core, token: token.into(), port })
}

impl Serving {
    /// The address to open, token included.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves until `stop` is ready.
    ///
    /// # Errors
    /// The listener fails.
    pub async fn until(self, stop: impl Future<Output = ()> + Send + 'static) -> Outcome<()> {
        let host = Host::Browser { token: self.token, port: self.port };
        let watching = tokio::spawn(crate::events::watch(self.core.clone()));
        let served = tokio::select! {
            served = axum::serve(self.listener, router(self.core, host)) => served.map_err(Failure::bug),
            () = stop => Ok(()),
        };
        watching.abort();
        served
    }
}
