//! Whom to trust: the system's authorities, or where it has none those of Mozilla, and the one that the user added.

use relance_world::mail::{MailFault, Trouble};
use std::{io, sync::Arc};
use tokio_rustls::rustls::{
    self, ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};

/// What a connection is verified by.
pub(super) fn config(ca: Option<&[u8]>) -> Result<Arc<ClientConfig>, MailFault> {
    let mut roots = RootCertStore::empty();
    let system = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(system.certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    for certificate in authorities(ca)? {
        roots.add(certificate).map_err(|e| MailFault::new(Trouble::Certificate, e.to_string()))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| MailFault::new(Trouble::Unsupported, e.to_string()))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// The certificates of an authority's file.
pub(super) fn authorities(ca: Option<&[u8]>) -> Result<Vec<CertificateDer<'static>>, MailFault> {
    let Some(pem) = ca else { return Ok(Vec::new()) };
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match read {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => {
            Err(MailFault::new(Trouble::Certificate, "the file of the authority holds no certificate (PEM)"))
        }
        Err(e) => Err(MailFault::new(Trouble::Certificate, format!("the file of the authority: {e}"))),
    }
}

/// A refusal of the certificate is told apart from a line that was cut.
pub(super) fn fault(error: &io::Error) -> MailFault {
    let is_distrust =
        error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()).is_some_and(|inner| {
            matches!(inner, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
        });
    let trouble = if is_distrust {
        Trouble::Certificate
    } else if error.kind() == io::ErrorKind::InvalidData {
        // Something else than TLS answered there.
        Trouble::Unsupported
    } else {
        Trouble::Unreachable
    };
    MailFault::new(trouble, error.to_string())
}

/// Whether this system keeps authorities of its own.
pub(super) fn has_system_roots() -> bool {
    !rustls_native_certs::load_native_certs().certs.is_empty()
}
