//! Handing over mail.

use crate::lab::{self, mailbox, message, whole};
use relance_world::mail::{Envelope, Login, MailNet as _, Trouble, Uids};
use std::time::{Duration, Instant};

fn to(from: &str, to: &str) -> Envelope {
    let to = if to.contains('@') { to.to_owned() } else { lab::address(to) };
    Envelope { from: lab::address(from), to: vec![to] }
}

/// Waits until the message with this id lies in somebody's inbox.
pub fn arrived(name: &str, id: &str) -> Vec<u8> {
    let began = Instant::now();
    let mut mailbox = mailbox(name);
    loop {
        mailbox.open("INBOX").expect("an inbox");
        if let [uid] = mailbox.find(&format!("<{id}@lab.test>")).expect("an answer")[..] {
            return whole(&mut *mailbox, &[uid].into_iter().collect::<Uids>())
                .expect("the message")
                .remove(0)
                .1;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{id} never came");
        lab::pause(Duration::from_millis(100));
    }
}

#[test]
fn a_message_goes_out_within_tls_and_after_starttls_and_comes_as_it_left() {
    for (place, id) in [(lab::smtps(), "by-tls"), (lab::submission(), "by-starttls")] {
        let mut post = lab::servers().submission(&place, &lab::password("u07")).unwrap();
        let bytes = message("u07", "u08", id);
        let accepted = post.send(&to("u07", "u08"), &bytes).unwrap();
        assert!(accepted.said.contains("queued"), "{accepted:?}");
        post.close();
        let came = arrived("u08", id);
        let body = "\r\n\r\nBonjour,\r\n.\r\nà bientôt\r\n";
        assert!(String::from_utf8(came).unwrap().contains(body), "the lone dot and the accents too");
    }
}

#[test]
fn each_refusal_says_whether_to_try_again_and_the_next_message_goes_through() {
    let mut post = lab::post("u09");
    for (recipient, trouble, code, status) in [
        ("rcpt550@bounce.test", Trouble::Refused, 550, "5.1.1"),
        ("rcpt451@bounce.test", Trouble::Later, 451, "4.7.1"),
        ("limit@bounce.test", Trouble::Refused, 550, "5.4.5"),
    ] {
        let refused = post.send(&to("u09", recipient), &message("u09", "u10", "refused")).unwrap_err();
        assert_eq!(refused.fault.trouble, trouble, "{recipient}: {}", refused.fault);
        assert_eq!(refused.fault.code, Some(code), "{}", refused.fault);
        assert_eq!(refused.fault.status.as_deref(), Some(status), "{}", refused.fault);
        assert!(!refused.is_uncertain, "surely not taken");
    }
    let other = Envelope { from: lab::address("u10"), to: vec![lab::address("u10")] };
    let refused = post.send(&other, &message("u10", "u10", "not-mine")).unwrap_err();
    assert_eq!(
        (refused.fault.trouble, refused.fault.code),
        (Trouble::Refused, Some(553)),
        "{}",
        refused.fault
    );
    let broken = Envelope { from: lab::address("u09"), to: vec!["no address".to_owned()] };
    assert_eq!(post.send(&broken, b"x").unwrap_err().fault.trouble, Trouble::Refused);
    post.send(&to("u09", "u10"), &message("u09", "u10", "after-all")).unwrap();
    arrived("u10", "after-all");
}

#[test]
fn a_wrong_password_and_an_unknown_authority_are_told_apart() {
    let wrong = Login::Password { user: lab::address("u09"), password: "wrong".to_owned() };
    for place in [lab::smtps(), lab::submission()] {
        let fault = lab::servers().submission(&place, &wrong).err().unwrap();
        assert_eq!(fault.trouble, Trouble::Credentials, "{fault}");
        assert_eq!(fault.code, Some(535), "{fault}");
        let mut stranger = place;
        stranger.ca = None;
        let fault = lab::servers().submission(&stranger, &lab::password("u09")).err().unwrap();
        assert_eq!(fault.trouble, Trouble::Certificate, "{fault}");
    }
}
