//! Sign-in through the system's browser (RFC 6749, 7636, 8252) by the crate `oauth2`.

mod landing;

use super::{Patience, runtime, tls, within};
use landing::{Back, Landing};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    HttpClientError, PkceCodeChallenge, RedirectUrl, RefreshToken, RequestTokenError, RevocationUrl, Scope,
    StandardRevocableToken, TokenResponse as _, TokenUrl,
    basic::{BasicClient, BasicErrorResponse, BasicTokenResponse},
    reqwest,
};
use relance_world::mail::{Granted, Grantor, MailFault, Provider, Stop, Tokens, Trouble};
use std::time::Duration;

/// How long somebody may take in the browser.
const MOST_TIME: Duration = Duration::from_secs(10 * 60);

/// The way through the browser.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub patience: Patience,
}

type Ready = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

impl Grantor for Browser {
    fn sign_in(
        &self,
        provider: &Provider,
        hint: Option<&str>,
        show: &mut dyn FnMut(&str),
        stop: &Stop,
    ) -> Result<Granted, MailFault> {
        runtime()?.block_on(async {
            let landing = Landing::open(&provider.redirect_host).await?;
            let client = client(provider)?
                .set_redirect_uri(RedirectUrl::new(landing.address()).map_err(|e| misnamed(&e))?);
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            let mut request = client
                .authorize_url(CsrfToken::new_random)
                .add_scopes(provider.scopes.iter().cloned().map(Scope::new))
                .set_pkce_challenge(challenge);
            for (name, value) in &provider.extra {
                request = request.add_extra_param(name, value);
            }
            if let Some(hint) = hint {
                request = request.add_extra_param("login_hint", hint);
            }
            let (address, state) = request.url();
            show(address.as_str());
            let code = match landing.wait(state.secret(), MOST_TIME, stop).await? {
                Back::With(code) => code,
                Back::Denied => return Ok(Granted::Denied),
                Back::Never => return Ok(Granted::GivenUp),
            };
            let http = self.http(provider)?;
            let exchange = client.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(verifier);
            let given =
                within(self.patience.silence, async { exchange.request_async(&http).await.map_err(refused) });
            Ok(Granted::Yes(tokens(&given.await?)))
        })
    }

    fn refresh(&self, provider: &Provider, refresh: &str) -> Result<Tokens, MailFault> {
        runtime()?.block_on(async {
            let http = self.http(provider)?;
            let client = client(provider)?;
            let token = RefreshToken::new(refresh.to_owned());
            let asking = client.exchange_refresh_token(&token);
            let given =
                within(self.patience.silence, async { asking.request_async(&http).await.map_err(refused) });
            Ok(tokens(&given.await?))
        })
    }

    fn revoke(&self, provider: &Provider, token: &str) -> Result<(), MailFault> {
        let Some(address) = &provider.revoke else {
            return Err(MailFault::new(
                Trouble::Unsupported,
                "the provider names no address to give a grant back",
            ));
        };
        runtime()?.block_on(async {
            let http = self.http(provider)?;
            let address = RevocationUrl::new(address.clone()).map_err(|e| misnamed(&e))?;
            let client = client(provider)?.set_revocation_url(address);
            let token = StandardRevocableToken::RefreshToken(RefreshToken::new(token.to_owned()));
            let asking = client
                .revoke_token(token)
                .map_err(|e| MailFault::new(Trouble::Unsupported, e.to_string()))?;
            within(self.patience.silence, async {
                asking.request_async(&http).await.map_err(|e| MailFault::new(Trouble::Refused, told(&e)))
            })
            .await
        })
    }
}

impl Browser {
    fn http(&self, provider: &Provider) -> Result<reqwest::Client, MailFault> {
        let tls = tls::config(provider.ca.as_deref())?;
        reqwest::Client::builder()
            .use_preconfigured_tls((*tls).clone())
            // A redirect would carry the code or the token to somebody else.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(self.patience.connect)
            .timeout(self.patience.silence)
            .build()
            .map_err(|e| MailFault::new(Trouble::Unsupported, e.to_string()))
    }
}

fn client(provider: &Provider) -> Result<Ready, MailFault> {
    let mut client = BasicClient::new(ClientId::new(provider.client_id.clone()))
        .set_auth_uri(AuthUrl::new(provider.authorize.clone()).map_err(|e| misnamed(&e))?)
        .set_token_uri(TokenUrl::new(provider.token.clone()).map_err(|e| misnamed(&e))?)
        // In the body: some providers take a public client's name nowhere else.
        .set_auth_type(AuthType::RequestBody);
    if let Some(secret) = &provider.client_secret {
        client = client.set_client_secret(ClientSecret::new(secret.clone()));
    }
    Ok(client)
}

fn tokens(given: &BasicTokenResponse) -> Tokens {
    Tokens {
        access: given.access_token().secret().clone(),
        refresh: given.refresh_token().map(|token| token.secret().clone()),
        lasts: given.expires_in().map(|time| time.as_secs()),
        scopes: given.scopes().map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect()),
    }
}

fn misnamed(error: &impl std::fmt::Display) -> MailFault {
    MailFault::new(Trouble::Unsupported, format!("an address of the provider: {error}"))
}

fn refused(error: RequestTokenError<HttpClientError<reqwest::Error>, BasicErrorResponse>) -> MailFault {
    match &error {
        // RFC 6749 §5.2: the grant is invalid, expired or revoked.
        RequestTokenError::ServerResponse(answer) => {
            let word = answer.error().as_ref().to_owned();
            let trouble = match word.as_str() {
                "invalid_grant" | "access_denied" => Trouble::Grant,
                "temporarily_unavailable" | "server_error" => Trouble::Later,
                _ => Trouble::Refused,
            };
            MailFault::new(trouble, answer.to_string())
        }
        RequestTokenError::Request(inner) => {
            let said = told(inner);
            let is_distrust = said.contains("certificate");
            MailFault::new(if is_distrust { Trouble::Certificate } else { Trouble::Unreachable }, said)
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            MailFault::new(Trouble::Protocol, told(&error))
        }
    }
}

/// An error with its causes, for `reqwest` says the cause only there.
fn told(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        cause = inner.source();
    }
    said
}
