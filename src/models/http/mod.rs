//! The one door to the network: HTTP with the system's trust, the environment's proxies, and no way in when offline.

mod proxy;
mod trust;

use super::environment::Environment;
use super::error::{Error, Result};
use base64::Engine as _;
use proxy::Proxies;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;
use trust::Trust;
use ureq::http::{HeaderMap, StatusCode, header};
use url::Url;

const MAX_REDIRECTS: usize = 10;
/// An index page of a large project has some megabytes; more than this is not a page.
const MAX_PAGE: u64 = 64 << 20;

/// How long to wait for a server, and how often to try again.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Attempts without a byte gained before giving up.
    pub attempts: u32,
    /// Wait before the second attempt; it doubles with each.
    pub first_wait: Duration,
    /// Longest wait between two attempts, whatever the server asks for.
    pub longest_wait: Duration,
    /// Longest silence of a server.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            silence: Duration::from_secs(60),
        }
    }
}

impl Patience {
    /// How long to wait after so many attempts without gain; the server may ask for more.
    pub(super) fn wait(&self, fruitless: u32, asked: Option<Duration>) -> Duration {
        let own = self
            .first_wait
            .saturating_mul(1 << fruitless.saturating_sub(1).min(10));
        asked.unwrap_or_default().max(own).min(self.longest_wait)
    }
}

/// Something to ask a server for.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) url: Url,
    /// Sent as a bearer token, to the host of `url` only.
    pub(super) token: Option<String>,
    /// Certificates to trust beside the system's.
    pub(super) certificates: Option<PathBuf>,
    pub(super) headers: Vec<(header::HeaderName, String)>,
}

impl Request {
    pub(super) fn new(url: Url) -> Self {
        Self {
            url,
            token: None,
            certificates: None,
            headers: Vec::new(),
        }
    }

    /// A token, or the name and password in the address.
    fn authorization(&self) -> Option<String> {
        if let Some(token) = &self.token {
            return Some(format!("Bearer {token}"));
        }
        if self.url.username().is_empty() && self.url.password().is_none() {
            return None;
        }
        let plain = |text: &str| {
            percent_encoding::percent_decode_str(text)
                .decode_utf8_lossy()
                .into_owned()
        };
        let pair = format!(
            "{}:{}",
            plain(self.url.username()),
            plain(self.url.password().unwrap_or_default())
        );
        Some(format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(pair)))
    }
}

/// What a server answered.
pub(super) struct Reply {
    /// The address that answered, after redirects.
    pub(super) url: Url,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// The sha256 that a hub gives for the file it redirects to.
    pub(super) linked_sha256: Option<String>,
    body: ureq::Body,
}

impl Reply {
    /// A header as text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body, as it comes.
    pub(super) fn body(self) -> impl Read {
        self.body.into_reader()
    }

    /// The body as text, at most [`MAX_PAGE`] bytes of it.
    pub(super) fn page(mut self) -> Result<String, ureq::Error> {
        self.body
            .with_config()
            .limit(MAX_PAGE)
            .lossy_utf8(true)
            .read_to_string()
    }
}

/// An HTTP client.
pub(super) struct Client {
    agent: ureq::Agent,
    proxies: Proxies,
    trust: Trust,
}

impl Client {
    /// A client, or none when offline: this is where "offline opens no socket" is kept.
    pub(super) fn new(offline: bool, environment: &Environment, patience: &Patience) -> Option<Self> {
        if offline {
            return None;
        }
        let connect = patience.silence.min(Duration::from_secs(20));
        let agent = ureq::Agent::config_builder()
            .user_agent(concat!("daejo/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // Redirects are followed here, so that credentials stay with their host and a hub's headers are seen.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A range counts bytes of what is sent; compressed on the way they would be others.
            .accept_encoding("identity")
            .proxy(None)
            .timeout_resolve(Some(connect))
            .timeout_connect(Some(connect))
            .timeout_recv_response(Some(patience.silence))
            .timeout_per_read(Some(patience.silence))
            .build()
            .new_agent();
        Some(Self {
            agent,
            proxies: Proxies::new(environment),
            trust: Trust::default(),
        })
    }

    /// Asks, and follows redirects. Statuses are for the caller to judge.
    pub(super) fn get(&self, request: &Request) -> Result<Reply, Failure> {
        let authorization = request.authorization();
        let origin = request.url.origin();
        let mut url = request.url.clone();
        let mut linked_sha256 = None;
        for _ in 0..=MAX_REDIRECTS {
            let authorization = authorization.as_deref().filter(|_| url.origin() == origin);
            let (head, body) = self.hop(&url, request, authorization)?.into_parts();
            linked_sha256 = linked_sha256.or_else(|| linked_digest(&head.headers));
            if let Some(next) = next_address(&url, head.status, &head.headers) {
                url = next;
                continue;
            }
            return Ok(Reply {
                url,
                status: head.status,
                headers: head.headers,
                linked_sha256,
                body,
            });
        }
        Err(Failure::lasting("too many redirects"))
    }

    fn hop(
        &self,
        url: &Url,
        request: &Request,
        authorization: Option<&str>,
    ) -> Result<ureq::http::Response<ureq::Body>, Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::lasting(format!(
                "`{}:` is not an address of the web",
                url.scheme()
            )));
        }
        let mut ask = self.agent.get(bare(url).as_str());
        for (name, value) in &request.headers {
            ask = ask.header(name, value);
        }
        if let Some(value) = authorization {
            ask = ask.header(header::AUTHORIZATION, value);
        }
        let mut config = ask.config().proxy(self.proxies.choose(url)?);
        if url.scheme() == "https" {
            config = config.tls_config(self.trust.config(request.certificates.as_deref())?);
        }
        config.build().call().map_err(Failure::from)
    }
}

/// Why a request failed, and whether trying again may help.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) reason: String,
    pub(super) passing: bool,
    /// How long the server asks to wait.
    pub(super) after: Option<Duration>,
}

impl Failure {
    /// One that will not go away by itself.
    pub(super) fn lasting(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            passing: false,
            after: None,
        }
    }

    /// One that may.
    pub(super) fn passing(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            passing: true,
            after: None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::lasting(error.to_string())
    }
}

impl From<ureq::Error> for Failure {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Io(e) => Self::passing(e.to_string()),
            ureq::Error::Timeout(_) => Self::passing("the server does not answer in time"),
            ureq::Error::HostNotFound => Self::passing("the host is not known"),
            ureq::Error::ConnectionFailed => Self::passing("the connection failed"),
            ureq::Error::ConnectProxyFailed(reason) => Self::passing(format!("the proxy refused: {reason}")),
            ureq::Error::Rustls(e) => Self::lasting(format!(
                "the secure connection failed: {e}; certificates of your own are named with SSL_CERT_FILE"
            )),
            other => Self::lasting(other.to_string()),
        }
    }
}

/// The reason in an answer that is no success.
pub(super) fn status_failure(reply: &Reply) -> Failure {
    let status = reply.status;
    let words = status.canonical_reason().unwrap_or("a status of its own");
    // A hub says why in a header: a licence to accept, a token too weak.
    let why = reply
        .header("x-error-message")
        .map(|why| format!(" ({why})"))
        .unwrap_or_default();
    let advice = match status.as_u16() {
        401 | 403 => "; it wants a token or a name and password",
        _ => "",
    };
    Failure {
        reason: format!("the server answered {} {words}{why}{advice}", status.as_u16()),
        passing: status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429),
        after: reply
            .header("retry-after")
            .and_then(|s| s.trim().parse().ok())
            .map(Duration::from_secs),
    }
}

/// An address as it may be shown: without name, password, and the query, which may hold a signature.
pub(super) fn shown(url: &Url) -> String {
    let mut url = bare(url);
    url.set_query(None);
    url.into()
}

fn bare(url: &Url) -> Url {
    let mut url = url.clone();
    // Fails only for addresses without a host, which have no name and password either.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    url
}

fn next_address(url: &Url, status: StatusCode, headers: &HeaderMap) -> Option<Url> {
    if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    url.join(headers.get(header::LOCATION)?.to_str().ok()?).ok()
}

// The hub answers with a redirect to where a large file lies, and the sha256 of that file in this header.
fn linked_digest(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get("x-linked-etag")?.to_str().ok()?;
    let tag = tag
        .trim_start_matches("W/")
        .trim_matches('"')
        .to_ascii_lowercase();
    super::digest::is_sha256(&tag).then_some(tag)
}
