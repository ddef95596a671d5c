//! Signing in with OAuth 2 (RFC 6749) in the system's browser: authorization code with PKCE (RFC 7636) and a redirect to this
//! machine (RFC 8252).

use super::{MailFault, Stop};
use std::fmt;

/// Who grants: the addresses and the application's own name there. The user's or the build's, never the code's.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    pub authorize: String,
    pub token: String,
    pub revoke: Option<String>,
    pub client_id: String,
    /// Google gives installed applications one that is no secret (RFC 8252 §8.5).
    pub client_secret: Option<String>,
    pub scopes: Vec<String>,
    /// More of the request, such as `access_type=offline`.
    pub extra: Vec<(String, String)>,
    /// The name of this machine in the redirect: Microsoft wants `localhost`, others `127.0.0.1`.
    pub redirect_host: String,
    /// A certificate authority beside the system's own, in PEM.
    pub ca: Option<Vec<u8>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({}, {})", self.authorize, self.client_id)
    }
}

/// What the provider gave. Never shown, never logged, kept only where passwords are.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    pub access: String,
    /// Absent where the provider gave none: the one before stays.
    pub refresh: Option<String>,
    /// Seconds that the access lasts, by the provider.
    pub lasts: Option<u64>,
    /// What was granted, where the provider says so; it may be less than was asked for.
    pub scopes: Option<Vec<String>>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tokens(lasts {:?}, refresh {})", self.lasts, self.refresh.is_some())
    }
}

/// The end of the way through the browser.
#[derive(Debug)]
pub enum Granted {
    Yes(Tokens),
    /// The user said no there.
    Denied,
    /// Stopped from here, or nobody came back in time.
    GivenUp,
}

pub trait Grantor: Send + Sync {
    /// Opens the way: `show` is given the address to open in the system's browser, then this waits for the browser to come back.
    ///
    /// # Errors
    /// The provider is not reached, or refuses the code.
    fn sign_in(
        &self,
        provider: &Provider,
        hint: Option<&str>,
        show: &mut dyn FnMut(&str),
        stop: &Stop,
    ) -> Result<Granted, MailFault>;

    /// A new access token. Trouble `Grant`: the user signs in again.
    ///
    /// # Errors
    /// The provider is not reached, or refuses.
    fn refresh(&self, provider: &Provider, refresh: &str) -> Result<Tokens, MailFault>;

    /// Gives the grant back.
    ///
    /// # Errors
    /// The provider is not reached, or knows no way.
    fn revoke(&self, provider: &Provider, token: &str) -> Result<(), MailFault>;
}
