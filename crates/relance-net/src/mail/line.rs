//! The line to a server: TCP, plain or within TLS. A line on which nothing moves for too long is given up, however much a
//! slow one still has to bring.

use super::{Patience, tls};
use relance_world::mail::{MailFault, Place, Trouble};
use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};
use tokio_rustls::{TlsConnector, client::TlsStream, rustls::pki_types::ServerName};

#[derive(Debug)]
enum Wire {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

#[derive(Debug)]
pub(super) struct Line {
    wire: Wire,
    silence: Duration,
    limit: Pin<Box<Sleep>>,
    is_waiting: bool,
    /// Silence is no fault now.
    is_idle: bool,
}

impl Line {
    /// Must be called within a runtime.
    pub(super) async fn open(place: &Place, patience: Patience) -> Result<Self, MailFault> {
        let tcp = TcpStream::connect((place.host.as_str(), place.port)).await.map_err(|e| cut(&e))?;
        tcp.set_nodelay(true).map_err(|e| cut(&e))?;
        let limit = Box::pin(sleep(patience.silence));
        Ok(Self {
            wire: Wire::Plain(tcp),
            silence: patience.silence,
            limit,
            is_waiting: false,
            is_idle: false,
        })
    }

    /// Goes on within TLS, once the other side expects it.
    pub(super) async fn secured(self, place: &Place) -> Result<Self, MailFault> {
        let Wire::Plain(tcp) = self.wire else { return Ok(self) };
        let name = ServerName::try_from(place.host.clone()).map_err(|_| {
            MailFault::new(Trouble::Certificate, format!("{} is no name of a server", place.host))
        })?;
        let connector = TlsConnector::from(tls::config(place.ca.as_deref())?);
        let stream = connector.connect(name, tcp).await.map_err(|e| tls::fault(&e))?;
        Ok(Self { wire: Wire::Tls(Box::new(stream)), ..self })
    }

    /// While one waits for news, nothing is due.
    pub(super) fn idle(&mut self, is_idle: bool) {
        self.is_idle = is_idle;
        self.is_waiting = false;
    }

    fn tired(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        if self.is_idle {
            return Poll::Pending;
        }
        if !self.is_waiting {
            self.is_waiting = true;
            let until = Instant::now() + self.silence;
            self.limit.as_mut().reset(until);
        }
        ready!(self.limit.as_mut().poll(cx));
        let text = format!("no answer within {} s", self.silence.as_secs());
        Poll::Ready(io::Error::new(io::ErrorKind::TimedOut, text))
    }
}

/// What an error of the line means.
pub(super) fn cut(error: &io::Error) -> MailFault {
    let trouble = match error.kind() {
        io::ErrorKind::TimedOut => Trouble::Silent,
        _ => Trouble::Unreachable,
    };
    MailFault::new(trouble, error.to_string())
}

impl AsyncRead for Line {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        let read = match &mut line.wire {
            Wire::Plain(tcp) => Pin::new(tcp).poll_read(cx, buf),
            Wire::Tls(tls) => Pin::new(tls).poll_read(cx, buf),
        };
        if read.is_pending() {
            return line.tired(cx).map(Err);
        }
        line.is_waiting = false;
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        let written = match &mut line.wire {
            Wire::Plain(tcp) => Pin::new(tcp).poll_write(cx, bytes),
            Wire::Tls(tls) => Pin::new(tls).poll_write(cx, bytes),
        };
        if written.is_pending() {
            return line.tired(cx).map(Err);
        }
        line.is_waiting = false;
        written
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().wire {
            Wire::Plain(tcp) => Pin::new(tcp).poll_flush(cx),
            Wire::Tls(tls) => Pin::new(tls).poll_flush(cx),
        }
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().wire {
            Wire::Plain(tcp) => Pin::new(tcp).poll_shutdown(cx),
            Wire::Tls(tls) => Pin::new(tls).poll_shutdown(cx),
        }
    }
}
