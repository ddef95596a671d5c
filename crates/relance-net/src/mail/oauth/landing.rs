//! Where the browser comes back to: a port of this machine that is open for one sign-in (RFC 8252 §7.3).

use relance_world::mail::{MailFault, Stop, Trouble};
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};

pub(super) struct Landing {
    listener: TcpListener,
    host: String,
    port: u16,
}

pub(super) enum Back {
    With(String),
    Denied,
    Never,
}

/// Bytes of a request that are read.
const MOST: usize = 16 << 10;
const GLANCE: Duration = Duration::from_millis(200);

impl Landing {
    pub(super) async fn open(host: &str) -> Result<Self, MailFault> {
        let shut =
            |e: io::Error| MailFault::new(Trouble::Unsupported, format!("no port for the sign-in: {e}"));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(shut)?;
        let port = listener.local_addr().map_err(shut)?.port();
        Ok(Self { listener, host: host.to_owned(), port })
    }

    pub(super) fn address(&self) -> String {
        format!("http://{}:{}/callback", self.host, self.port)
    }

    /// Waits for the browser. What comes with another state than ours is somebody else's and is not listened to.
    pub(super) async fn wait(self, state: &str, longest: Duration, stop: &Stop) -> Result<Back, MailFault> {
        let end = Instant::now() + longest;
        while Instant::now() < end && !stop.is_asked() {
            let Ok(came) = timeout(GLANCE, self.listener.accept()).await else { continue };
            let Ok((mut line, _)) = came else { continue };
            // A browser opens lines ahead and says nothing on them.
            let Ok(Some(request)) = timeout(Duration::from_secs(5), request(&mut line)).await else {
                continue;
            };
            match read(&request, state) {
                Some(back) => {
                    let is_french = request.is_french;
                    answer(&mut line, "200 OK", page(matches!(back, Back::With(_)), is_french)).await;
                    return Ok(back);
                }
                None => answer(&mut line, "404 Not Found", String::new()).await,
            }
        }
        Ok(Back::Never)
    }
}

struct Request {
    target: String,
    is_french: bool,
}

async fn request(line: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut piece = [0; 2048];
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") && bytes.len() < MOST {
        match line.read(&mut piece).await {
            Ok(0) | Err(_) => break,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let language = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("accept-language"))
        .map(|(_, languages)| languages.trim().to_lowercase());
    let is_french = language.is_some_and(|languages| languages.starts_with("fr"));
    (method == "GET").then(|| Request { target: target.to_owned(), is_french })
}

fn read(request: &Request, state: &str) -> Option<Back> {
    let query = request.target.strip_prefix("/callback?")?;
    let fields = query.split('&').filter_map(|pair| pair.split_once('='));
    let field =
        |wanted: &str| fields.clone().find(|(name, _)| *name == wanted).map(|(_, value)| plain(value));
    if field("state").as_deref() != Some(state) {
        return None;
    }
    match (field("code"), field("error")) {
        (Some(code), _) => Some(Back::With(code)),
        (None, Some(_)) => Some(Back::Denied),
        (None, None) => None,
    }
}

/// `application/x-www-form-urlencoded`.
fn plain(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                let text = std::str::from_utf8(&pair).unwrap_or("3F");
                bytes.push(u8::from_str_radix(text, 16).unwrap_or(b'?'));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn page(is_granted: bool, is_french: bool) -> String {
    let text = match (is_granted, is_french) {
        (true, true) => "Relance est relié à votre messagerie. Vous pouvez fermer cet onglet.",
        (true, false) => "Relance is connected to your mailbox. You can close this tab.",
        (false, true) => "L’accès n’a pas été donné. Vous pouvez fermer cet onglet et revenir à Relance.",
        (false, false) => "Access was not given. You can close this tab and go back to Relance.",
    };
    let language = if is_french { "fr" } else { "en" };
    format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>Relance</title>\
         <style>body{{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:26rem;padding:0 1rem;color-scheme:light dark}}</style>\
         <h1>Relance</h1><p>{text}</p></html>"
    )
}

async fn answer(line: &mut TcpStream, status: &str, page: String) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        page.len()
    );
    // Whether the tab says so or not, the sign-in goes on.
    let _ = line.write_all(format!("{head}{page}").as_bytes()).await;
    let _ = line.shutdown().await;
}

#[cfg(test)]
mod tests {
    use super::{Back, Request, plain, read};

    fn at(target: &str) -> Option<Back> {
        read(&Request { target: target.to_owned(), is_french: true }, "ours")
    }

    #[test]
    fn only_the_browser_that_left_comes_back() {
        assert!(matches!(at("/callback?code=a%2Fb&state=ours"), Some(Back::With(code)) if code == "a/b"));
        assert!(matches!(at("/callback?error=access_denied&state=ours"), Some(Back::Denied)));
        assert!(
            at("/callback?code=a&state=theirs").is_none(),
            "a page elsewhere cannot sign us in as somebody else"
        );
        assert!(at("/callback?code=a").is_none());
        assert!(at("/favicon.ico").is_none());
    }

    #[test]
    fn what_is_escaped_is_read_and_what_is_cut_does_no_harm() {
        assert_eq!(plain("a+b%20c%C3%A9"), "a b cé");
        assert_eq!(plain("%"), "\0");
        assert_eq!(plain("%zz%4"), "?@");
    }
}
