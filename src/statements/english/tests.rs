//! Cases as text, and a look at what is found.

use crate::article::{Article, ReadOptions, read};
use crate::sentences::{self, Sentence};
use crate::statements::{Statements, find};
use crate::text::{Language, Span};

fn article(text: &str) -> (Article, Vec<Sentence>) {
    let options = ReadOptions {
        lang: Some(Language::En),
        ..ReadOptions::default()
    };
    let article = read(text.as_bytes(), "test.txt", &options).expect("readable");
    let sentences = sentences::split(&article);
    (article, sentences)
}

pub(crate) fn statements(text: &str) -> Statements {
    let (article, sentences) = article(text);
    find(&article, &sentences)
}

/// One statement a line: kind | cue | speaker = entity | content.
pub(crate) fn lines(text: &str) -> String {
    let (article, sentences) = article(text);
    let text = article.text.as_str();
    let found = find(&article, &sentences);
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
