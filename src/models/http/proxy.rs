//! The environment's proxies, chosen as curl chooses them.
//!
//! `HTTPS_PROXY` serves `https:`, `HTTP_PROXY` serves `http:`, `ALL_PROXY` both where there is no other; lower case
//! counts too, and first. `NO_PROXY` lists hosts to reach directly: `*`, or names, each of which stands for its
//! subdomains as well, with or without a leading dot and with an optional port.

use crate::models::environment::Environment;
use crate::models::error::{Error, Result};
use url::Url;

/// The proxies of an environment.
#[derive(Debug, Default)]
pub(super) struct Proxies {
    https: Option<String>,
    http: Option<String>,
    direct: Vec<String>,
}

impl Proxies {
    pub(super) fn new(environment: &Environment) -> Self {
        let of = |names: &[&str]| environment.first(names).map(|p| p.trim().to_owned());
        Self {
            https: of(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]),
            http: of(&["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]),
            direct: environment
                .first(&["no_proxy", "NO_PROXY"])
                .unwrap_or_default()
                .split([',', ' '])
                .filter(|entry| !entry.is_empty())
                .map(str::to_ascii_lowercase)
                .collect(),
        }
    }

    /// The proxy for an address, if it is to be reached through one.
    pub(super) fn choose(&self, url: &Url) -> Result<Option<ureq::Proxy>> {
        let proxy = match url.scheme() {
            "https" => &self.https,
            _ => &self.http,
        };
        match proxy {
            Some(proxy) if !self.is_direct(url) => match ureq::Proxy::new(proxy) {
                Ok(proxy) => Ok(Some(proxy)),
                // The address may hold a password, so it is not shown.
                Err(_) => Err(Error::Setting {
                    setting: format!("the proxy for {}", url.scheme()),
                    reason: "it is no address such as http://host:port".to_owned(),
                }),
            },
            _ => Ok(None),
        }
    }

    fn is_direct(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return true };
        let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
        let port = url.port_or_known_default();
        self.direct.iter().any(|entry| {
            let (name, only) = split_port(entry);
            (only.is_none() || only == port) && is_within(&host, name)
        })
    }
}

// A second colon means an IPv6 address, which has no port without brackets.
fn split_port(entry: &str) -> (&str, Option<u16>) {
    match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => (entry, None),
        },
        _ => (entry, None),
    }
}

fn is_within(host: &str, name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let name = name
        .trim_start_matches('*')
        .trim_start_matches('.')
        .trim_matches(['[', ']']);
    host.strip_suffix(name)
        .is_some_and(|rest| !name.is_empty() && (rest.is_empty() || rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(variables: &[(&str, &str)], url: &str) -> Option<String> {
        let pairs = variables.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        Proxies::new(&Environment::of(pairs))
            .choose(&Url::parse(url).unwrap())
            .unwrap()
            .map(|proxy| proxy.host().to_owned())
    }

    #[test]
    fn each_scheme_has_its_proxy() {
        let both = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "http://p:2")];
        assert_eq!(chosen(&both, "https://a.org/").as_deref(), Some("s"));
        assert_eq!(chosen(&both, "http://a.org/").as_deref(), Some("p"));
        assert_eq!(chosen(&[("HTTP_PROXY", "http://p:2")], "https://a.org/"), None);
        assert_eq!(
            chosen(&[("ALL_PROXY", "all:3")], "https://a.org/").as_deref(),
            Some("all")
        );
    }

    #[test]
    fn hosts_of_no_proxy_are_reached_directly() {
        for (entry, url, direct) in [
            ("example.org", "https://example.org/", true),
            ("example.org", "https://files.example.org/", true),
            (".example.org", "https://files.example.org/", true),
            ("*.example.org", "https://files.example.org/", true),
            ("example.org", "https://badexample.org/", false),
            ("localhost, 127.0.0.1", "https://127.0.0.1:8443/", true),
            ("example.org:8443", "https://example.org/", false),
            ("example.org:8443", "https://example.org:8443/", true),
            ("::1", "https://[::1]:9/", true),
            ("*", "https://example.org/", true),
        ] {
            let proxy = chosen(&[("HTTPS_PROXY", "http://s:1"), ("NO_PROXY", entry)], url);
            assert_eq!(proxy.is_none(), direct, "{entry} {url}");
        }
    }

    #[test]
    fn a_proxy_that_is_none_is_named_without_its_password() {
        let environment = Environment::of([("HTTPS_PROXY".to_owned(), "gopher://u:secret@h".to_owned())]);
        let url = Url::parse("https://a.org").unwrap();
        let message = Proxies::new(&environment).choose(&url).unwrap_err().to_string();
        assert!(
            message.contains("proxy") && !message.contains("secret"),
            "{message}"
        );
    }
}
