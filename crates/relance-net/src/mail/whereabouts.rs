//! Where the servers of an address are: pages of the web by `reqwest`, names by `hickory-resolver` with the system's own servers.

use super::{Servers, runtime, tls, within};
use hickory_resolver::{TokioResolver, proto::rr::RData};
use oauth2::reqwest;
use relance_world::mail::{MailFault, Record, RecordKind, Trouble, Whereabouts};
use std::time::Duration;

/// Bytes of a page at most.
const MOST: usize = 256 << 10;
/// How long anybody who knows may take: the person who adds a mailbox waits.
const PATIENCE: Duration = Duration::from_secs(4);

fn gone(error: &impl std::fmt::Display) -> MailFault {
    MailFault::new(Trouble::Unreachable, error.to_string())
}

impl Whereabouts for Servers {
    fn page(&self, address: &str) -> Result<Option<String>, MailFault> {
        runtime()?.block_on(within(PATIENCE, async {
            let tls = tls::config(None)?;
            let http = reqwest::Client::builder()
                .use_preconfigured_tls((*tls).clone())
                .https_only(true)
                .redirect(reqwest::redirect::Policy::limited(3))
                .build()
                .map_err(|error| gone(&error))?;
            let mut answer = http.get(address).send().await.map_err(|error| gone(&error))?;
            if !answer.status().is_success() {
                return Ok(None);
            }
            let mut bytes = Vec::new();
            while let Some(piece) = answer.chunk().await.map_err(|error| gone(&error))? {
                bytes.extend_from_slice(&piece);
                if bytes.len() > MOST {
                    return Ok(None);
                }
            }
            Ok(String::from_utf8(bytes).ok())
        }))
    }

    fn records(&self, name: &str, kind: RecordKind) -> Result<Vec<Record>, MailFault> {
        runtime()?.block_on(within(PATIENCE, async {
            let builder = TokioResolver::builder_tokio().map_err(|error| gone(&error))?;
            let resolver = builder.build().map_err(|error| gone(&error))?;
            // From the root: the search list of this machine is for names of its own.
            let name = format!("{}.", name.trim_end_matches('.'));
            let host = |name: String| name.trim_end_matches('.').to_lowercase();
            let mut found: Vec<(u16, u16, Record)> = Vec::new();
            match kind {
                RecordKind::Mx => {
                    let Ok(answer) = resolver.mx_lookup(name).await else { return Ok(Vec::new()) };
                    for record in answer.answers() {
                        if let RData::MX(mx) = &record.data {
                            let host = host(mx.exchange.to_string());
                            found.push((mx.preference, 0, Record { host, port: 0 }));
                        }
                    }
                }
                RecordKind::Srv => {
                    let Ok(answer) = resolver.srv_lookup(name).await else { return Ok(Vec::new()) };
                    for record in answer.answers() {
                        if let RData::SRV(srv) = &record.data {
                            let host = host(srv.target.to_string());
                            found.push((
                                srv.priority,
                                u16::MAX - srv.weight,
                                Record { host, port: srv.port },
                            ));
                        }
                    }
                }
            }
            found.sort_by_key(|(first, second, _)| (*first, *second));
            // « . » says that there is no such service (RFC 2782).
            Ok(found
                .into_iter()
                .map(|(.., record)| record)
                .filter(|record| !record.host.is_empty())
                .collect())
        }))
    }
}
