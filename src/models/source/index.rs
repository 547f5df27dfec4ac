//! A page of links: the page of a project in a package index, as HTML (PEP 503) or JSON (PEP 691), or any page with
//! links to files.

use crate::models::http::{Client, Failure, Request, status_failure};
use dom_query::Document;
use serde::Deserialize;
use url::Url;

/// A file that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    url: Url,
    sha256: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    files: Vec<PageFile>,
}

#[derive(Deserialize)]
struct PageFile {
    filename: String,
    url: String,
    #[serde(default)]
    hashes: std::collections::BTreeMap<String, String>,
}

/// Asks a page for a file.
///
/// Answers with how to fetch it, or with nothing when the page, or the project, does not have it.
///
/// # Errors
/// The page cannot be had, or names a sum for the file that is not `sha256`.
pub(in crate::models) fn find_in_listing(
    client: &Client,
    page: &Request,
    file: &str,
    sha256: &str,
) -> Result<Option<Request>, Failure> {
    let reply = client.get(page)?;
    match reply.status.as_u16() {
        200 => {}
        404 | 410 => return Ok(None),
        _ => return Err(status_failure(&reply)),
    }
    let is_json = reply
        .header("content-type")
        .is_some_and(|kind| kind.contains("json"));
    let url = reply.url.clone();
    let text = reply.page()?;
    let link = if is_json {
        in_json(&text, &url, file)?
    } else {
        in_html(&text, &url, file)
    };
    let Some(link) = link else { return Ok(None) };
    if link
        .sha256
        .as_deref()
        .is_some_and(|listed| !listed.eq_ignore_ascii_case(sha256))
    {
        return Err(Failure::lasting(format!(
            "the page lists another {file}: its sha256 is not the one expected"
        )));
    }
    Ok(Some(request(link.url, page)))
}

// What reaches the page reaches the file: its certificates, and on the same host its name and password.
fn request(mut url: Url, page: &Request) -> Request {
    if url.origin() == page.url.origin() && url.username().is_empty() && url.password().is_none() {
        let _ = url.set_username(page.url.username());
        let _ = url.set_password(page.url.password());
    }
    let mut request = Request::new(url);
    request.certificates.clone_from(&page.certificates);
    request
}

fn in_json(text: &str, page: &Url, file: &str) -> Result<Option<Link>, Failure> {
    let listing: Page =
        serde_json::from_str(text).map_err(|e| Failure::lasting(format!("the page is no index: {e}")))?;
    Ok(listing.files.iter().filter(|f| f.filename == file).find_map(|f| {
        Some(Link {
            url: page.join(&f.url).ok()?,
            sha256: f.hashes.get("sha256").cloned(),
        })
    }))
}

fn in_html(text: &str, page: &Url, file: &str) -> Option<Link> {
    let document = Document::from(text);
    let base = document
        .select("base[href]")
        .iter()
        .find_map(|base| page.join(base.attr("href")?.trim()).ok())
        .unwrap_or_else(|| page.clone());
    document.select("a[href]").iter().find_map(|anchor| {
        let url = base.join(anchor.attr("href")?.trim()).ok()?;
        if file_name(&url) != file {
            return None;
        }
        let sha256 = url
            .fragment()
            .and_then(|f| f.split('&').find_map(|p| p.strip_prefix("sha256=")));
        let sha256 = sha256.map(str::to_owned);
        Some(Link { url, sha256 })
    })
}

fn file_name(url: &Url) -> String {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(last)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Url {
        Url::parse("https://index.example/simple/x/").unwrap()
    }

    #[test]
    fn html_links_may_be_relative_and_bear_a_sum() {
        let html = "<html><body><a href='../../packages/x-1.whl'>x-1.whl</a>\
                    <a href=\"../../packages/x-2%2Blocal.whl#egg=x&amp;sha256=ab\" data-yanked>x-2</a></body></html>";
        let link = in_html(html, &page(), "x-2+local.whl").unwrap();
        assert_eq!(link.url.path(), "/packages/x-2%2Blocal.whl");
        assert_eq!(link.sha256.as_deref(), Some("ab"));
        assert_eq!(in_html(html, &page(), "x-1.whl").unwrap().sha256, None);
        assert_eq!(in_html(html, &page(), "x-3.whl"), None);
    }

    #[test]
    fn a_base_is_honoured() {
        let html = "<base href='https://files.example/p/'><a href='x-1.whl'>x</a>";
        assert_eq!(
            in_html(html, &page(), "x-1.whl").unwrap().url.as_str(),
            "https://files.example/p/x-1.whl"
        );
    }

    #[test]
    fn json_names_files_and_sums() {
        let json = r#"{"meta":{"api-version":"1.1"},"name":"x","files":[
            {"filename":"x-1.whl","url":"/packages/x-1.whl","hashes":{"sha256":"cd"},"yanked":false}]}"#;
        let link = in_json(json, &page(), "x-1.whl").unwrap().unwrap();
        assert_eq!(
            (link.url.as_str(), link.sha256.as_deref()),
            ("https://index.example/packages/x-1.whl", Some("cd"))
        );
        assert!(in_json(json, &page(), "y").unwrap().is_none());
        assert!(in_json("<html>", &page(), "y").is_err());
    }
}
