//! Which certificates are trusted: the system's, as `SSL_CERT_FILE` and `SSL_CERT_DIR` have it, and those that pip's
//! configuration names for an index.

use crate::models::error::{Error, Result};
use std::path::Path;
use std::sync::OnceLock;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The system's certificates, read when they are first needed.
#[derive(Default)]
pub(super) struct Trust {
    system: OnceLock<Vec<Certificate<'static>>>,
}

impl Trust {
    /// The settings of a connection that trusts the system, and the certificates in `extra`.
    pub(super) fn config(&self, extra: Option<&Path>) -> Result<TlsConfig> {
        let mut roots = self.system.get_or_init(of_system).clone();
        if let Some(path) = extra {
            roots.extend(of_path(path)?);
        }
        if roots.is_empty() {
            return Err(Error::Setting {
                setting: "the system's certificate store".to_owned(),
                reason: "it holds no certificate; install ca-certificates, or name a file with SSL_CERT_FILE"
                    .to_owned(),
            });
        }
        Ok(TlsConfig::builder().root_certs(RootCerts::from(roots)).build())
    }
}

// A certificate that cannot be read is left out: the others may do, and if not, the connection says so.
fn of_system() -> Vec<Certificate<'static>> {
    rustls_native_certs::load_native_certs()
        .certs
        .into_iter()
        .map(owned)
        .collect()
}

fn of_path(path: &Path) -> Result<Vec<Certificate<'static>>> {
    let (file, folder) = if path.is_dir() {
        (None, Some(path))
    } else {
        (Some(path), None)
    };
    let found = rustls_native_certs::load_certs_from_paths(file, folder);
    if found.certs.is_empty() {
        return Err(Error::Setting {
            setting: format!("the certificate file {}", path.display()),
            reason: found
                .errors
                .first()
                .map_or_else(|| "it holds no certificate".to_owned(), ToString::to_string),
        });
    }
    Ok(found.certs.into_iter().map(owned).collect())
}

fn owned(certificate: impl AsRef<[u8]>) -> Certificate<'static> {
    Certificate::from_der(certificate.as_ref()).to_owned()
}
