//! Being asked to stop: Ctrl+C in the terminal, or a polite `kill`.

/// Listens from now on; what it answers ends when the process is asked to stop. Needs a runtime around it.
#[cfg(unix)]
pub fn stop_asked() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = signal(SignalKind::interrupt());
    let terminated = signal(SignalKind::terminate());
    async move {
        match (interrupted, terminated) {
            (Ok(mut interrupted), Ok(mut terminated)) => {
                tokio::select! {
                    _ = interrupted.recv() => {}
                    _ = terminated.recv() => {}
                }
            }
            // Not heard by us, a signal ends the process by itself.
            _ => std::future::pending().await,
        }
    }
}

/// Listens from now on; what it answers ends when the process is asked to stop. Needs a runtime around it.
#[cfg(not(unix))]
pub fn stop_asked() -> impl Future<Output = ()> + Send + 'static {
    let interrupted = tokio::signal::ctrl_c();
    async move {
        let _ = interrupted.await;
    }
}
