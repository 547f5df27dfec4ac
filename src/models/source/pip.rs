//! pip's settings, read where pip reads them, so that whoever can install a package can pull a model.
//!
//! From weakest to strongest: the configuration files of the machine, the user and the virtual environment, the file
//! `PIP_CONFIG_FILE` (which as the null device silences all files), and the variables `PIP_…`. In a file `[global]`
//! is weaker than `[install]`.

use super::Origin;
use crate::models::environment::{Environment, is_truthy};
use crate::models::error::{Error, Result};
use crate::models::http::Request;
use configparser::ini::Ini;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use url::Url;

const PYPI: &str = "https://pypi.org/simple";
/// Indexes are asked for JSON (PEP 691) and, if they do not know it, HTML (PEP 503).
const ACCEPT: &str =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

/// The settings that say where packages are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pip {
    /// Addresses of indexes, in order.
    pub(super) indexes: Vec<String>,
    /// Folders, files and pages of links.
    pub(super) find_links: Vec<String>,
    certificates: Option<PathBuf>,
}

impl Pip {
    /// The settings that hold in an environment.
    pub(super) fn read(environment: &Environment) -> Self {
        let files = from_files(environment);
        let setting = |name: &str| {
            let variable = format!("PIP_{}", name.to_ascii_uppercase().replace('-', "_"));
            environment
                .get(&variable)
                .or_else(|| files.get(name).map(String::as_str))
        };
        let list = |name: &str| -> Vec<String> {
            setting(name)
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect()
        };
        let mut indexes = Vec::new();
        if !setting("no-index").is_some_and(is_truthy) {
            indexes.push(setting("index-url").unwrap_or(PYPI).trim().to_owned());
            indexes.extend(list("extra-index-url"));
        }
        Self {
            indexes,
            find_links: list("find-links"),
            certificates: setting("cert").map(|path| PathBuf::from(path.trim())),
        }
    }

    /// Where `find-links` says a file may be: a path, `file:` address or page. None if that place has no such file.
    pub(super) fn link(&self, place: &str, file: &str) -> Result<Option<Origin>> {
        match Url::parse(place) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Some(self.listing(url, file))),
            Ok(url) if url.scheme() == "file" => {
                Ok(url.to_file_path().ok().and_then(|path| local(&path, file)))
            }
            _ => Ok(local(Path::new(place), file)),
        }
    }

    /// The page of a project in an index.
    pub(super) fn page(&self, index: &str, project: &str, file: &str) -> Result<Origin> {
        let address = format!("{}/{}/", index.trim_end_matches('/'), normalised(project));
        let url = Url::parse(&address).map_err(|e| Error::Setting {
            setting: "the package index in pip's settings".to_owned(),
            reason: e.to_string(),
        })?;
        Ok(self.listing(url, file))
    }

    fn listing(&self, url: Url, file: &str) -> Origin {
        let mut page = Request::new(url);
        page.certificates.clone_from(&self.certificates);
        page.headers.push((ureq::http::header::ACCEPT, ACCEPT.to_owned()));
        Origin::Listing {
            page,
            file: file.to_owned(),
        }
    }
}

fn local(place: &Path, file: &str) -> Option<Origin> {
    let path = if place.is_dir() {
        place.join(file)
    } else {
        place.to_path_buf()
    };
    let is_it = path.is_file() && path.file_name().is_some_and(|name| name == file);
    is_it.then_some(Origin::Path {
        path,
        unchanging: false,
    })
}

/// The name of a project as addresses have it (PEP 503).
fn normalised(project: &str) -> String {
    let mut name = String::with_capacity(project.len());
    for c in project.chars() {
        match c {
            '-' | '_' | '.' if name.ends_with('-') => {}
            '-' | '_' | '.' => name.push('-'),
            c => name.push(c.to_ascii_lowercase()),
        }
    }
    name
}

fn from_files(environment: &Environment) -> BTreeMap<String, String> {
    let mut settings = BTreeMap::new();
    for path in files(environment) {
        // A file that is not there or not in order is passed over: pip itself will complain of it better.
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let Some(mut sections) = parse(&text) else {
            continue;
        };
        for section in ["global", "install"] {
            for (name, value) in sections.remove(section).unwrap_or_default() {
                settings.insert(name.replace('_', "-"), value.unwrap_or_default());
            }
        }
    }
    settings
}

type Sections = BTreeMap<String, BTreeMap<String, Option<String>>>;

// As Python's parser reads such files: values go on in indented lines, and a `#` inside a line is no comment.
fn parse(text: &str) -> Option<Sections> {
    let mut ini = Ini::new();
    ini.set_multiline(true);
    ini.set_inline_comment_symbols(Some(&[]));
    let sections = ini.read(text.to_owned()).ok()?;
    Some(
        sections
            .into_iter()
            .map(|(name, values)| (name, values.into_iter().collect()))
            .collect(),
    )
}

/// The files of pip's settings, weakest first.
fn files(environment: &Environment) -> Vec<PathBuf> {
    let named = environment.path("PIP_CONFIG_FILE");
    if named
        .as_deref()
        .is_some_and(|path| path == Path::new(NULL_DEVICE))
    {
        return Vec::new();
    }
    let mut files = of_machine(environment);
    files.extend(of_user(environment));
    let prefixes = ["VIRTUAL_ENV", "CONDA_PREFIX"].map(|name| environment.path(name));
    files.extend(prefixes.into_iter().flatten().map(|prefix| prefix.join(FILE)));
    files.extend(named);
    files
}

#[cfg(windows)]
const NULL_DEVICE: &str = "nul";
#[cfg(not(windows))]
const NULL_DEVICE: &str = "/dev/null";
#[cfg(windows)]
const FILE: &str = "pip.ini";
#[cfg(not(windows))]
const FILE: &str = "pip.conf";

#[cfg(windows)]
fn of_machine(environment: &Environment) -> Vec<PathBuf> {
    environment
        .path("ProgramData")
        .map(|data| data.join("pip").join(FILE))
        .into_iter()
        .collect()
}

#[cfg(target_os = "macos")]
fn of_machine(_: &Environment) -> Vec<PathBuf> {
    vec![PathBuf::from("/Library/Application Support/pip").join(FILE)]
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_machine(environment: &Environment) -> Vec<PathBuf> {
    let folders = environment.get("XDG_CONFIG_DIRS").unwrap_or("/etc/xdg");
    let mut files: Vec<_> = std::env::split_paths(folders)
        .map(|f| f.join("pip").join(FILE))
        .collect();
    files.push(PathBuf::from("/etc").join(FILE));
    files
}

#[cfg(windows)]
fn of_user(environment: &Environment) -> Vec<PathBuf> {
    let legacy = environment.home().map(|home| home.join("pip").join(FILE));
    let roaming = environment
        .path("APPDATA")
        .map(|data| data.join("pip").join(FILE));
    legacy.into_iter().chain(roaming).collect()
}

#[cfg(not(windows))]
fn of_user(environment: &Environment) -> Vec<PathBuf> {
    let legacy = environment.home().map(|home| home.join(".pip").join(FILE));
    let of_mac = environment
        .home()
        .map(|home| home.join("Library/Application Support/pip"))
        .filter(|folder| cfg!(target_os = "macos") && folder.is_dir());
    let config = || {
        let default = || environment.home().map(|home| home.join(".config"));
        environment
            .path("XDG_CONFIG_HOME")
            .or_else(default)
            .map(|config| config.join("pip"))
    };
    let current = of_mac.or_else(config).map(|folder| folder.join(FILE));
    legacy.into_iter().chain(current).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Pip {
        Pip::read(&Environment::of(
            variables.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
        ))
    }

    const NO_FILE: (&str, &str) = ("PIP_CONFIG_FILE", NULL_DEVICE);

    #[test]
    fn without_settings_the_public_index_is_asked() {
        let pip = read(&[NO_FILE]);
        assert_eq!((pip.indexes, pip.find_links), (vec![PYPI.to_owned()], Vec::new()));
    }

    #[test]
    fn variables_name_indexes_and_links() {
        let pip = read(&[
            NO_FILE,
            ("PIP_INDEX_URL", "https://a/simple/"),
            ("PIP_EXTRA_INDEX_URL", "https://b/simple\n https://c/simple"),
            ("PIP_FIND_LINKS", "/opt/wheels https://d/links"),
        ]);
        assert_eq!(
            pip.indexes,
            ["https://a/simple/", "https://b/simple", "https://c/simple"]
        );
        assert_eq!(pip.find_links, ["/opt/wheels", "https://d/links"]);
        assert!(read(&[NO_FILE, ("PIP_NO_INDEX", "true")]).indexes.is_empty());
        assert_eq!(read(&[NO_FILE, ("PIP_NO_INDEX", "0")]).indexes.len(), 1);
    }

    #[test]
    fn files_are_read_as_pip_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pip.conf");
        let text = "# ours\n[global]\nindex_url = https://u:p%40@a/simple#x\nextra-index-url =\n    https://b/simple\n    \
                    https://c/simple\ncert = /etc/ours.pem\n[install]\nfind-links: /opt/wheels\n[list]\nindex-url = https://no\n";
        std::fs::write(&path, text).unwrap();
        let file = ("PIP_CONFIG_FILE", path.to_str().unwrap());
        let pip = read(&[file]);
        assert_eq!(
            pip.indexes,
            [
                "https://u:p%40@a/simple#x",
                "https://b/simple",
                "https://c/simple"
            ]
        );
        assert_eq!(pip.find_links, ["/opt/wheels"]);
        assert_eq!(pip.certificates, Some(PathBuf::from("/etc/ours.pem")));
        // A variable is stronger.
        assert_eq!(
            read(&[file, ("PIP_INDEX_URL", "https://z")]).indexes[0],
            "https://z"
        );
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    #[test]
    fn the_file_of_the_environment_is_stronger_than_the_users() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for (path, index) in [(".config/pip/pip.conf", "user"), ("venv/pip.conf", "site")] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), format!("[global]\nindex-url = https://{index}/\n")).unwrap();
        }
        let home = ("HOME", folder.path().to_str().unwrap());
        assert_eq!(read(&[home]).indexes[0], "https://user/");
        let venv = at("venv");
        assert_eq!(
            read(&[home, ("VIRTUAL_ENV", venv.to_str().unwrap())]).indexes[0],
            "https://site/"
        );
        assert_eq!(read(&[home, NO_FILE]).indexes[0], PYPI);
    }

    #[test]
    fn names_are_normalised() {
        assert_eq!(normalised("Fast_Universal.-Encoder"), "fast-universal-encoder");
    }
}
