//! Addresses of the web, with mirrors.

use super::Origin;
use crate::models::error::{Error, Result};
use crate::models::http::Request;
use crate::models::registry::ModelFile;
use serde::Deserialize;
use url::Url;

/// Base addresses, best first, each of which has every file at its path; a file whose path is a whole address is
/// fetched from there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Https {
    /// The base addresses.
    pub base: Vec<String>,
}

impl Https {
    pub(super) fn origins(&self, file: &ModelFile) -> Result<Vec<Origin>> {
        let address = |base: &String| {
            join(base, file.from())
                .map(|url| Origin::Address(Request::new(url)))
                .map_err(|reason| Error::Setting {
                    setting: format!("the address of {}", file.name),
                    reason,
                })
        };
        self.base.iter().map(address).collect()
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        if self.base.is_empty() {
            return Err("its source has no base address".to_owned());
        }
        self.base.iter().try_for_each(|base| join(base, "").map(drop))
    }
}

// The last segment of a base is a folder, whether or not it is written with a slash.
fn join(base: &str, path: &str) -> Result<Url, String> {
    let folder = format!("{}/", base.trim_end_matches('/'));
    let url = Url::parse(&folder)
        .and_then(|base| base.join(path))
        .map_err(|e| format!("`{base}`: {e}"))?;
    match url.scheme() {
        "https" | "http" => Ok(url),
        other => Err(format!("`{other}:` is not an address of the web")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_folder() {
        for base in ["https://a.org/models", "https://a.org/models/"] {
            assert_eq!(
                join(base, "v1/x.bin").unwrap().as_str(),
                "https://a.org/models/v1/x.bin"
            );
            assert_eq!(join(base, "https://b.org/y").unwrap().as_str(), "https://b.org/y");
        }
        assert!(join("models", "x").is_err());
        assert!(join("ftp://a.org", "x").is_err());
    }
}
