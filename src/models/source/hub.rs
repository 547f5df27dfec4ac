//! A repository of a model hub that speaks the protocol of Hugging Face.
//!
//! Written here rather than with the `hf-hub` crate: that brings an asynchronous HTTP stack of its own (with its own
//! trust and proxies), resumes and checks files by its own rules, and knows no pins. All we need of the protocol is
//! the address of a file, the token, and the layout of the cache.

use super::Origin;
use crate::models::environment::Environment;
use crate::models::error::{Error, Result};
use crate::models::http::Request;
use crate::models::registry::ModelFile;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use url::Url;

const ENDPOINT: &str = "https://huggingface.co";

/// A repository at a revision.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hub {
    /// `owner/name`.
    pub repository: String,
    /// A commit, a tag or a branch; a commit is best, as nothing else stays.
    #[serde(default = "main_branch")]
    pub revision: String,
}

fn main_branch() -> String {
    "main".to_owned()
}

impl Hub {
    /// The file in the hub's own cache, where it is there; then its address.
    pub(super) fn origins(&self, file: &ModelFile, environment: &Environment) -> Result<Vec<Origin>> {
        let mut origins = Vec::new();
        if let Some(path) = cache(environment).and_then(|cache| self.cached(&cache, file.from())) {
            origins.push(Origin::Path {
                path,
                unchanging: true,
            });
        }
        if !environment.truthy("HF_HUB_OFFLINE") {
            origins.push(Origin::Address(self.request(file.from(), environment)?));
        }
        Ok(origins)
    }

    /// How to ask for a file.
    pub(in crate::models) fn request(&self, file: &str, environment: &Environment) -> Result<Request> {
        let mut request = Request::new(self.address(file, environment)?);
        request.token = token(environment);
        Ok(request)
    }

    /// How to ask what the repository has: the commit of the revision, and each file with its sum where it is large.
    pub(in crate::models) fn about(&self, environment: &Environment) -> Result<Request> {
        let mut url = self.endpoint(environment)?;
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(["api", "models"])
                .extend(self.repository.split('/'))
                .extend(["revision", self.revision.as_str()]);
        }
        url.set_query(Some("blobs=true"));
        let mut request = Request::new(url);
        request.token = token(environment);
        Ok(request)
    }

    fn address(&self, file: &str, environment: &Environment) -> Result<Url> {
        let mut url = self.endpoint(environment)?;
        let revision = [self.revision.as_str()];
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(self.repository.split('/'))
                .push("resolve")
                // A branch may have a slash in its name, which is then part of one segment.
                .extend(revision)
                .extend(file.split('/'));
        }
        Ok(url)
    }

    /// The address of the hub, of the kind that has a path.
    fn endpoint(&self, environment: &Environment) -> Result<Url> {
        let endpoint = environment
            .get("HF_ENDPOINT")
            .unwrap_or(ENDPOINT)
            .trim()
            .trim_end_matches('/');
        let unusable = |reason: String| Error::Setting {
            setting: "HF_ENDPOINT".to_owned(),
            reason,
        };
        let url = Url::parse(endpoint).map_err(|e| unusable(format!("`{endpoint}`: {e}")))?;
        match url.cannot_be_a_base() {
            true => Err(unusable(format!("`{endpoint}` is not an address of the web"))),
            false => Ok(url),
        }
    }

    /// The file as the hub's own tools keep it: `models--owner--name/snapshots/COMMIT/FILE`, the commit of a branch
    /// in `refs/BRANCH`.
    fn cached(&self, cache: &Path, file: &str) -> Option<PathBuf> {
        let folder = cache.join(format!("models--{}", self.repository.replace('/', "--")));
        let commit = std::fs::read_to_string(folder.join("refs").join(&self.revision))
            .map_or_else(|_| self.revision.clone(), |text| text.trim().to_owned());
        let path = folder.join("snapshots").join(commit).join(file);
        // A snapshot is made of links to the files themselves, which bear their sum as name and never change.
        std::fs::canonicalize(path).ok()
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        let plain = |text: &str| {
            !text.is_empty()
                && text.split('/').all(|part| !matches!(part, "" | "." | ".."))
                && !text.contains('\\')
        };
        if plain(&self.repository) && plain(&self.revision) {
            Ok(())
        } else {
            Err("its source names no repository `owner/name` and revision".to_owned())
        }
    }
}

/// The folder of the hub's own tools.
fn home(environment: &Environment) -> Option<PathBuf> {
    let xdg = || {
        environment
            .path("XDG_CACHE_HOME")
            .map(|cache| cache.join("huggingface"))
    };
    let default = || {
        environment
            .home()
            .map(|home| home.join(".cache").join("huggingface"))
    };
    environment.path("HF_HOME").or_else(xdg).or_else(default)
}

fn cache(environment: &Environment) -> Option<PathBuf> {
    environment
        .first(&["HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"])
        .map(PathBuf::from)
        .or_else(|| home(environment).map(|home| home.join("hub")))
}

fn token(environment: &Environment) -> Option<String> {
    if environment.truthy("HF_HUB_DISABLE_IMPLICIT_TOKEN") {
        return None;
    }
    let from_file = || {
        let path = environment
            .path("HF_TOKEN_PATH")
            .or_else(|| home(environment).map(|home| home.join("token")))?;
        std::fs::read_to_string(path).ok()
    };
    environment
        .first(&["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        .map(str::to_owned)
        .or_else(from_file)
        .map(|token| token.trim().to_owned())
        .filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::of(variables.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_address_is_that_of_the_protocol() {
        let hub = Hub {
            repository: "owner/name".to_owned(),
            revision: "refs/pr/1".to_owned(),
        };
        for (endpoint, address) in [
            (
                "",
                "https://huggingface.co/owner/name/resolve/refs%2Fpr%2F1/onnx/a%20b.bin",
            ),
            (
                "http://mirror/hf/",
                "http://mirror/hf/owner/name/resolve/refs%2Fpr%2F1/onnx/a%20b.bin",
            ),
        ] {
            let environment = environment(&[("HF_ENDPOINT", endpoint)]);
            assert_eq!(
                hub.address("onnx/a b.bin", &environment).unwrap().as_str(),
                address
            );
        }
    }

    #[test]
    fn the_token_is_that_of_the_variable_or_the_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("token"), "hf_file\n").unwrap();
        let home = folder.path().to_str().unwrap();
        assert_eq!(
            token(&environment(&[("HF_HOME", home)])).as_deref(),
            Some("hf_file")
        );
        assert_eq!(
            token(&environment(&[("HF_HOME", home), ("HF_TOKEN", "hf_x")])).as_deref(),
            Some("hf_x")
        );
        let silenced = [("HF_TOKEN", "hf_x"), ("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")];
        assert_eq!(token(&environment(&silenced)), None);
        assert_eq!(token(&environment(&[])), None);
    }
}
