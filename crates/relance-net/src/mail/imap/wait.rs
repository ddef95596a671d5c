//! Waiting for something to happen (IDLE, RFC 2177).

use super::Talk;
use async_imap::imap_proto::{MailboxDatum, Response};
use relance_world::mail::{MailFault, Stop, Woken};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How soon a stop is heard.
const GLANCE: Duration = Duration::from_millis(250);
/// A server may hang up on who is silent for half an hour (RFC 2177 §3).
/// But a line that is dead says nothing either: asked again sooner, it is found out.
const LONGEST: Duration = Duration::from_secs(10 * 60);

impl Talk {
    pub(super) async fn wait(&mut self, patience: Duration, stop: &Stop) -> Result<Woken, MailFault> {
        if std::mem::take(&mut self.has_news) {
            return Ok(Woken::News);
        }
        let end = Instant::now() + patience.min(LONGEST);
        let woken = if self.powers.idle { self.idle(end, stop).await? } else { self.look(end, stop).await? };
        self.has_news = false;
        Ok(woken)
    }

    async fn idle(&mut self, end: Instant, stop: &Stop) -> Result<Woken, MailFault> {
        let tag = self.send("IDLE").await?;
        self.is_called_on(&tag).await?;
        let mut has_changed = self.has_news;
        self.client.get_mut().idle(true);
        let woken = loop {
            if has_changed {
                break Woken::News;
            }
            if stop.is_asked() {
                break Woken::Stopped;
            }
            if Instant::now() >= end {
                break Woken::Quiet;
            }
            let mut each = |said: &Response<'_>| has_changed |= tells_of_change(said);
            // What was read of an answer stays in the stream when the glance is over.
            if let Ok(heard) = timeout(GLANCE, self.hear(&tag, &mut each)).await
                && let Some(ended) = heard?
            {
                // It ended the waiting by itself.
                self.client.get_mut().idle(false);
                return ended.map(|_| Woken::News);
            }
        };
        self.client.get_mut().idle(false);
        self.write(b"DONE\r\n").await?;
        while self.hear(&tag, &mut |_| {}).await?.is_none() {}
        Ok(woken)
    }

    async fn look(&mut self, end: Instant, stop: &Stop) -> Result<Woken, MailFault> {
        while Instant::now() < end {
            if stop.is_asked() {
                return Ok(Woken::Stopped);
            }
            sleep(GLANCE.min(end - Instant::now())).await;
        }
        let mut has_changed = false;
        self.ask("NOOP", |said| has_changed |= tells_of_change(said)).await?;
        Ok(if has_changed { Woken::News } else { Woken::Quiet })
    }
}

fn tells_of_change(said: &Response<'_>) -> bool {
    matches!(
        said,
        Response::Expunge(_)
            | Response::Vanished { .. }
            | Response::Fetch(..)
            | Response::MailboxData(MailboxDatum::Exists(_))
    )
}
