//! A user's list of names as translators keep it: TMX (a translation memory) and TBX (a term base).
//!
//! Of TMX the units (`tu`) count, with a `seg` for each language; of TBX the entries (`termEntry`, in newer files
//! `conceptEntry`), with any number of `term` for each. Other languages and everything else in the file is left out.

use super::user::BadList;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The names of one entry, by language.
#[derive(Debug, Default)]
struct Entry {
    english: Vec<String>,
    korean: Vec<String>,
}

/// The language that text inside is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    English,
    Korean,
    Other,
}

/// English and Korean names of a file in TMX or TBX, in its order, each with each of its entry.
///
/// # Errors
/// What is no well-formed XML, by the line where it breaks.
pub(super) fn pairs(xml: &str) -> Result<Vec<(String, String)>, BadList> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let mut entry = Entry::default();
    let mut side = Side::Other;
    let mut words: Option<String> = None;
    loop {
        let event = reader
            .read_event()
            .map_err(|_| broken(xml, reader.error_position()))?;
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "tu" | "termEntry" | "conceptEntry" => entry = Entry::default(),
                "tuv" | "langSet" | "langSec" => side = language(&start),
                "seg" | "term" => words = Some(String::new()),
                _ => {}
            },
            Event::Text(text) => {
                if let Some(words) = &mut words {
                    words.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(words) = &mut words {
                    words.push_str(&resolve(&reference));
                }
            }
            Event::End(end) => match end.local_name().as_ref() {
                "seg" | "term" => entry.take(side, words.take()),
                "tu" | "termEntry" | "conceptEntry" => found.extend(std::mem::take(&mut entry).pairs()),
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

impl Entry {
    fn take(&mut self, side: Side, words: Option<String>) {
        let words = words.unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match side {
            Side::English if !words.is_empty() => self.english.push(words),
            Side::Korean if !words.is_empty() => self.korean.push(words),
            _ => {}
        }
    }

    fn pairs(self) -> impl Iterator<Item = (String, String)> {
        let Self { english, korean } = self;
        english
            .into_iter()
            .flat_map(move |en| korean.clone().into_iter().map(move |ko| (en.clone(), ko)))
    }
}

/// `xml:lang="ko-KR"`, in older files `lang`.
fn language(start: &BytesStart<'_>) -> Side {
    let code = start
        .attributes()
        .flatten()
        .find(|a| matches!(a.key.as_ref(), "xml:lang" | "lang"))
        .map(|a| a.value.to_lowercase());
    let primary = code.as_deref().and_then(|c| c.split(['-', '_']).next());
    match primary {
        Some("en" | "eng") => Side::English,
        Some("ko" | "kor") => Side::Korean,
        _ => Side::Other,
    }
}

/// The character behind `&amp;`, `&#44;` and the like; an unknown one is left out.
fn resolve(name: &str) -> String {
    if let Some(known) = quick_xml::escape::resolve_predefined_entity(name) {
        return known.to_owned();
    }
    let code = name
        .strip_prefix('#')
        .and_then(|digits| match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
    code.and_then(char::from_u32)
        .map(String::from)
        .unwrap_or_default()
}

fn broken(xml: &str, at: u64) -> BadList {
    let at = usize::try_from(at).unwrap_or(xml.len()).min(xml.len());
    let line = xml.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
    let text = xml.lines().nth(line - 1).unwrap_or_default();
    BadList::Xml {
        line,
        text: text.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory() {
        let tmx = r#"<tmx version="1.4"><body><tu><tuv xml:lang="en-US"><seg>Doyle &amp; Sons</seg></tuv>
            <tuv xml:lang="ko"><seg>도일상회</seg></tuv><tuv xml:lang="ja"><seg>ドイル</seg></tuv></tu></body></tmx>"#;
        let found = pairs(tmx).expect("well formed");
        assert_eq!(found, [("Doyle & Sons".to_owned(), "도일상회".to_owned())]);
    }

    #[test]
    fn a_term_base_of_either_kind() {
        for (entry, set) in [("termEntry", "langSet"), ("conceptEntry", "langSec")] {
            let tbx = format!(
                "<martif><{entry} id=\"1\"><{set} xml:lang=\"en\"><tig><term>NIS</term></tig><tig><term>spy agency</term></tig></{set}><{set} xml:lang=\"ko\"><tig><term>국정원</term></tig></{set}></{entry}></martif>"
            );
            assert_eq!(pairs(&tbx).expect("well formed").len(), 2);
        }
    }

    #[test]
    fn broken_xml_names_its_line() {
        let error = pairs("<tmx>\n<tu></body>").expect_err("it is broken");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
