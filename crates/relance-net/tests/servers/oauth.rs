//! Signing in through a browser, which is played here: its redirects, its cookies and its form.

use crate::lab::{self, message};
use oauth2::reqwest;
use relance_net::mail::{Browser, Patience};
use relance_world::mail::{
    Envelope, Granted, Grantor as _, Login, MailNet as _, Provider, Stop, Tokens, Trouble,
};
use std::{collections::BTreeMap, sync::mpsc, thread, time::Duration};

fn provider(client: &str) -> Provider {
    let base = format!("http://127.0.0.1:{}", lab::port("OIDC_PORT", 10080));
    let over_tls = format!("https://127.0.0.1:{}", lab::port("OIDC_TLS_PORT", 10443));
    let is_google = client == "google-like";
    let scopes: &[&str] = if is_google {
        &["openid", "email", "https://mail.google.com/"]
    } else {
        &[
            "openid",
            "email",
            "offline_access",
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send",
        ]
    };
    let mut extra = vec![("prompt".to_owned(), "consent".to_owned())];
    if is_google {
        extra.push(("access_type".to_owned(), "offline".to_owned()));
    }
    Provider {
        authorize: format!("{base}/auth"),
        token: format!("{base}/token"),
        revoke: Some(format!("{over_tls}/token/revocation")),
        client_id: client.to_owned(),
        client_secret: is_google.then(|| "not-a-secret".to_owned()),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        extra,
        redirect_host: if is_google { "127.0.0.1" } else { "localhost" }.to_owned(),
        ca: Some(lab::ca()),
    }
}

fn browser() -> Browser {
    Browser { patience: Patience { connect: Duration::from_secs(5), silence: Duration::from_secs(20) } }
}

/// Goes through the provider's pages as a person would: name, password, a button.
fn play(address: String, name: &str, button: &'static str) {
    let user = lab::address(name);
    let password = format!("{name}-pw");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the way through the browser");
    runtime.block_on(async move {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("the way through the browser");
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut address = reqwest::Url::parse(&address).expect("the way through the browser");
        let mut form: Option<Vec<(&str, &str)>> = None;
        for _ in 0..12 {
            let jar =
                cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
            let asked = match form.take() {
                Some(fields) => http.post(address.clone()).form(&fields),
                None => http.get(address.clone()),
            };
            let answer = asked
                .header("cookie", jar)
                .header("accept-language", "fr-FR,fr")
                .send()
                .await
                .expect("the way through the browser");
            for cookie in answer.headers().get_all("set-cookie") {
                let (name, value) = cookie
                    .to_str()
                    .expect("the way through the browser")
                    .split(';')
                    .next()
                    .expect("the way through the browser")
                    .split_once('=')
                    .expect("the way through the browser");
                cookies.insert(name.to_owned(), value.to_owned());
            }
            if let Some(next) = answer.headers().get("location") {
                address = address
                    .join(next.to_str().expect("the way through the browser"))
                    .expect("the way through the browser");
                continue;
            }
            if address.path() == "/callback" {
                let page = answer.text().await.expect("the way through the browser");
                assert!(
                    page.contains("fermer cet onglet"),
                    "the tab says what to do, in one's language: {page}"
                );
                return;
            }
            assert!(
                address.path().starts_with("/interaction/"),
                "{address}: {}",
                answer.text().await.expect("the way through the browser")
            );
            form = Some(vec![("email", &user), ("password", &password), ("do", button)]);
        }
        panic!("the provider leads round in circles");
    });
}

fn sign_in(client: &str, name: &'static str, button: &'static str) -> Granted {
    let (send, shown) = mpsc::channel();
    let player =
        thread::spawn(move || play(shown.recv().expect("the way through the browser"), name, button));
    let mut show = |address: &str| send.send(address.to_owned()).expect("the way through the browser");
    let granted =
        browser().sign_in(&provider(client), Some(&lab::address(name)), &mut show, &Stop::default());
    player.join().expect("the way through the browser");
    granted.expect("the way through the browser")
}

fn granted(client: &str, name: &'static str) -> Tokens {
    match sign_in(client, name, "allow") {
        Granted::Yes(tokens) => tokens,
        other => panic!("{other:?}"),
    }
}

fn bearer(name: &str, tokens: &Tokens) -> Login {
    Login::Bearer { user: lab::address(name), token: tokens.access.clone() }
}

#[test]
fn a_token_opens_the_mailbox_and_sends_and_lasts_as_long_as_it_says() {
    for (client, name) in [("google-like", "u11"), ("ms-like", "u12")] {
        let tokens = granted(client, name);
        assert!(tokens.refresh.is_some() && tokens.lasts.is_some_and(|seconds| seconds > 0), "{client}");
        let login = bearer(name, &tokens);
        assert!(!format!("{tokens:?} {login:?}").contains(&tokens.access), "no token in what is logged");
        let mut mailbox = lab::servers().mailbox(&lab::imaps(lab::PLAIN), &login).unwrap();
        assert!(!mailbox.folders().unwrap().is_empty());
        let mut post = lab::servers().submission(&lab::smtps(), &login).unwrap();
        let envelope = Envelope { from: lab::address(name), to: vec![lab::address(name)] };
        post.send(&envelope, &message(name, name, client)).unwrap();
        crate::smtp::arrived(name, client);
    }
}

#[test]
fn a_token_that_is_no_good_is_told_from_a_wrong_password() {
    let tokens = granted("google-like", "u13");
    for (login, why) in [
        (Login::Bearer { user: lab::address("u13"), token: "stale".to_owned() }, "no token"),
        (bearer("u14", &tokens), "somebody else's mailbox"),
    ] {
        let fault = lab::servers().mailbox(&lab::imaps(lab::PLAIN), &login).err().unwrap();
        assert_eq!(fault.trouble, Trouble::Token, "{why}: {fault}");
        for place in [lab::smtps(), lab::submission()] {
            let fault = lab::servers().submission(&place, &login).err().unwrap();
            assert_eq!(fault.trouble, Trouble::Token, "{why}: {fault}");
        }
    }
}

#[test]
fn a_new_token_is_asked_for_and_a_grant_that_is_gone_is_told() {
    let google = provider("google-like");
    let first = granted("google-like", "u15");
    let refresh = first.refresh.clone().unwrap();
    let second = browser().refresh(&google, &refresh).unwrap();
    assert_ne!(second.access, first.access);
    lab::servers().mailbox(&lab::imaps(lab::PLAIN), &bearer("u15", &second)).unwrap();
    browser().revoke(&google, &refresh).unwrap();
    assert_eq!(browser().refresh(&google, &refresh).unwrap_err().trouble, Trouble::Grant);

    // Microsoft gives a new one each time: the old one, used again, ends the grant.
    let microsoft = provider("ms-like");
    let old = granted("ms-like", "u16").refresh.unwrap();
    let new = browser().refresh(&microsoft, &old).unwrap().refresh.unwrap();
    assert_ne!(new, old);
    assert_eq!(browser().refresh(&microsoft, &old).unwrap_err().trouble, Trouble::Grant);
}

#[test]
fn who_says_no_or_never_comes_back_is_not_signed_in() {
    assert!(matches!(sign_in("google-like", "u17", "deny"), Granted::Denied));
    let stop = Stop::default();
    let other = stop.clone();
    let mut show = |_: &str| other.now();
    let ended = browser().sign_in(&provider("google-like"), None, &mut show, &stop).unwrap();
    assert!(matches!(ended, Granted::GivenUp), "{ended:?}");
    let mut elsewhere = provider("google-like");
    elsewhere.token = "http://127.0.0.1:1/token".to_owned();
    assert_eq!(browser().refresh(&elsewhere, "x").unwrap_err().trouble, Trouble::Unreachable);
}
