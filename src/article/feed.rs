//! RSS, Atom and JSON feeds: every entry is an article, as far as the feed carries its text.

use super::html;
use serde_json::{Map, Value, json};

/// The entries of a feed as objects of the JSONL shape, in order. An entry without text is left out.
///
/// # Errors
/// The reason, in words, where the input is no feed.
pub fn feed(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let feed = feed_rs::parser::parse(bytes).map_err(|e| format!("it is no feed that can be read ({e})"))?;
    let outlet = feed.title.map(|t| html::fragment(&t.content));
    let lang = feed.language;
    let entries = feed.entries.into_iter().filter_map(|entry| {
        let title = entry
            .title
            .map(|t| html::fragment(&t.content))
            .filter(|t| !t.is_empty());
        let body = entry
            .content
            .and_then(|c| c.body)
            .or(entry.summary.map(|s| s.content));
        let text = body.map(|b| html::fragment(&b)).unwrap_or_default();
        if text.is_empty() && title.is_none() {
            return None;
        }
        let link = entry.links.first().map(|l| l.href.clone());
        let id = if entry.id.is_empty() { link } else { Some(entry.id) };
        let published = entry.published.or(entry.updated).map(|at| at.to_rfc3339());
        let mut object = Map::new();
        let fields = [
            ("id", id),
            ("lang", lang.clone()),
            ("outlet", outlet.clone().filter(|o| !o.is_empty())),
            ("published", published),
            (
                "text",
                Some(if text.is_empty() {
                    title.clone().unwrap_or_default()
                } else {
                    text
                }),
            ),
            ("headline", title),
        ];
        for (key, value) in fields {
            object.extend(value.map(|v| (key.to_owned(), json!(v))));
        }
        Some(Value::Object(object))
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_become_articles() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour &amp; Coast</title>
            <language>en-GB</language><item><guid>a1</guid><title>Ferry back</title>
            <pubDate>Tue, 12 May 2026 10:00:00 +0100</pubDate>
            <description>&lt;p&gt;The ferry sails again.&lt;/p&gt;&lt;p&gt;"At last," said Ann Low.&lt;/p&gt;</description>
            </item></channel></rss>"#;
        let entries = feed(rss.as_bytes()).expect("a feed");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0]["outlet"], "Harbour & Coast");
        assert_eq!(entries[0]["published"], "2026-05-12T09:00:00+00:00");
        assert_eq!(
            entries[0]["text"],
            "The ferry sails again.\n\n\"At last,\" said Ann Low."
        );
        assert!(feed(b"no feed").is_err());
    }
}
