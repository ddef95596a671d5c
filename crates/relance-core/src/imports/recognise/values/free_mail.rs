//! Domains where anybody has a mailbox: they say nothing about a company.

const DOMAINS: [&str; 118] = [
    "126.com", "163.com", "9online.fr", "alice.it", "aliceadsl.fr", "aliceposta.it", "aol.com", "aol.fr", "arcor.de", "bbox.fr", "bigpond.com",
    "bluewin.ch", "btinternet.com", "caramail.com", "cegetel.net", "club-internet.fr", "club.fr", "comcast.net", "dbmail.com", "email.com", "estvideo.fr",
    "evhr.net", "fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "freenet.de", "freesbee.fr", "freesurf.fr", "gmail.com", "gmail.fr", "gmx.at",
    "gmx.ch", "gmx.com", "gmx.de", "gmx.fr", "gmx.net", "googlemail.com", "guideo.fr", "hey.com", "hotmail.be", "hotmail.ca", "hotmail.ch", "hotmail.co.uk",
    "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "hushmail.com", "icloud.com", "ifrance.com", "inbox.com", "infonie.fr",
    "ymail.com", "laposte.net", "libero.it", "libertysurf.fr", "live.be", "live.ca", "live.co.uk", "live.com", "live.fr", "live.nl", "lycos.fr", "mac.com",
    "magic.fr", "mail.com", "mail.ru", "me.com", "mel.fr", "mailo.com", "modulonet.fr", "msn.com", "netcourrier.com", "neuf.fr", "nerim.fr", "noos.fr",
    "numericable.com", "numericable.fr", "online.fr", "onlinehome.fr", "orange.fr", "outlook.be", "outlook.com", "outlook.de", "outlook.es", "outlook.fr",
    "pm.me", "proton.me", "protonmail.ch", "protonmail.com", "qq.com", "rocketmail.com", "seznam.cz", "sfr.fr", "skynet.be", "sympatico.ca", "t-online.de",
    "telenet.be", "tele2.fr", "tiscali.fr", "tiscali.it", "tutanota.com", "tuta.io", "videotron.ca", "virgilio.it", "voila.fr", "wanadoo.fr", "web.de",
    "worldonline.fr", "yahoo.ca", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.ru", "zaclys.com",
];

/// True for a domain in lower case of a provider of mailboxes.
pub fn is_free_mail(domain: &str) -> bool {
    DOMAINS.contains(&domain) || domain.strip_prefix("yahoo.").is_some_and(|rest| rest.len() <= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_are_known() {
        assert!(is_free_mail("gmail.com") && is_free_mail("orange.fr") && is_free_mail("yahoo.es"));
        assert!(!is_free_mail("acme.fr") && !is_free_mail("free-work.fr"));
    }
}
