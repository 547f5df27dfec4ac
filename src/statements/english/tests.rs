//! A look at what is found, for development.

use crate::article::{Article, Block, Role};
use crate::sentences::Sentence;
use crate::statements::{Statements, find};
use crate::text::{Language, Span};

/// An article from plain text: paragraphs by blank lines, sentences by stops, the first line the headline if it
/// ends without one.
pub(crate) fn article(text: &str) -> (Article, Vec<Sentence>) {
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trim(text);
        at += part.len() + 2;
        if span.is_empty() {
            continue;
        }
        let words = span.of(text);
        let role = match () {
            () if words.starts_with('–') => Role::Subheading,
            () if blocks.is_empty()
                && !words.ends_with(['.', '"', '”', ':', '’', '\'', '?'])
                && text.contains("\n\n") =>
            {
                Role::Headline
            }
            () => Role::Body,
        };
        blocks.push(Block { span, role });
        for s in split(text, span) {
            sentences.push(Sentence {
                id: sentences.len(),
                span: s,
                block: blocks.len() - 1,
                role,
            });
        }
    }
    let article = Article {
        id: "test".to_owned(),
        lang: Language::En,
        outlet: None,
        published: None,
        text: text.to_owned(),
        blocks,
    };
    (article, sentences)
}

/// Sentences by a stop, closing marks, a space and a capital or an opening mark.
fn split(text: &str, span: Span) -> Vec<Span> {
    let stop = regex::Regex::new(r#"[.!?]["”’']?\s+["“‘'(]?[A-Z0-9]"#).expect("pattern");
    let abbreviation =
        regex::Regex::new(r"\b(Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|[A-Z])\.$").expect("pattern");
    let mut spans = Vec::new();
    let mut start = span.start;
    for found in stop.find_iter(span.of(text)) {
        let from = span.start + found.start();
        let space = from + found.as_str().find(char::is_whitespace).unwrap_or(0);
        if abbreviation.is_match(&text[start..=from]) {
            continue;
        }
        spans.push(Span::new(start, space).trim(text));
        start = space + 1;
    }
    spans.push(Span::new(start, span.end).trim(text));
    spans.retain(|s| !s.is_empty());
    spans
}

pub(crate) fn statements(text: &str) -> Statements {
    let (article, sentences) = article(text);
    find(&article, &sentences)
}

/// One statement a line: kind | cue | speaker = entity | content.
pub(crate) fn lines(text: &str) -> String {
    let found = statements(text);
    let line = |s: Span| s.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    for s in &found.statements {
        let kind = serde_json::to_value(s.kind).expect("kind");
        let speaker = s.speaker.as_ref().map_or("null".to_owned(), |sp| {
            let mention = sp.mention.map(line).unwrap_or_default();
            let entity = found.entity(sp).map(|e| e.name.clone()).unwrap_or_default();
            if mention == entity {
                mention
            } else {
                format!("{mention} = {entity}")
            }
        });
        let chain: Vec<String> = s
            .chain
            .iter()
            .map(|c| found.entity(c).map(|e| e.name.clone()).unwrap_or_default())
            .collect();
        let cue = s.cue.as_ref().map_or("-".to_owned(), |c| line(c.span));
        let content = s.content.iter().map(|&c| line(c)).collect::<Vec<_>>().join(" … ");
        let mut extra = String::new();
        if s.polarity == crate::statements::Polarity::Negative {
            extra += " [neg]";
        }
        if s.modality != crate::statements::Modality::Fact {
            extra += &format!(" [{:?}]", s.modality);
        }
        if let Some(a) = s.addressee {
            extra += &format!(" [to {}]", line(a));
        }
        if let Some(v) = s.venue {
            extra += &format!(" [{}]", line(v));
        }
        if !chain.is_empty() {
            extra += &format!(" [chain {}]", chain.join(" > "));
        }
        out += &format!(
            "{} | {cue} | {speaker} | {content}{extra}\n",
            kind.as_str().unwrap_or_default()
        );
    }
    out
}

#[test]
#[ignore = "prints what is found in the file named by TRY"]
fn try_file() {
    let path = std::env::var("TRY").expect("TRY");
    let text = std::fs::read_to_string(path).expect("readable");
    if std::env::var("TRY_JSON").is_ok() {
        let (article, sentences) = article(&text);
        let found = find(&article, &sentences);
        for view in crate::statements::view::statements(&article, &found) {
            println!("JSON{}", serde_json::to_string(&view).expect("json"));
        }
    } else {
        println!("{}", lines(&text));
    }
}
