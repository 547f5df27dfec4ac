//! Numbers, dates and measures of a statement, each with what it is about.

use crate::article::Article;
use crate::quantities::{Quantity, Value};
use crate::statements::Statement;
use crate::text::{Language, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A quantity as printed, and what it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// As printed.
    pub text: String,
    /// Its value.
    pub quantity: Quantity,
    /// What happens to what it counts, by the names of `data/topics.toml`: `dead`, `injured`, `profit`.
    pub topic: Option<String>,
}

impl Figure {
    /// Whether the two give the number of the same: one unit and one topic, whatever the values.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.topic.is_some() && self.topic == other.topic && self.quantity.unit == other.quantity.unit
    }

    /// Whether it is a date or a time of day.
    pub fn is_calendar(&self) -> bool {
        matches!(self.quantity.value, Value::Date(_) | Value::Time { .. })
    }
}

#[derive(Debug, Deserialize)]
struct Topics {
    topic: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    name: String,
    en: Vec<String>,
    ko: Vec<String>,
}

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    toml::from_str(include_str!("data/topics.toml"))
        .expect("data/topics.toml is well formed; a test reads it")
});

/// The figures of a statement. Topics are looked for in `sentences`, since `the death toll` may stand in front of the
/// words attributed.
pub(super) fn of(statement: &Statement, sentences: &[Span], article: &Article) -> Vec<Figure> {
    let own = &statement.quantities;
    own.iter()
        .enumerate()
        .map(|(at, quantity)| {
            let around = sentences.iter().find(|s| s.contains(&quantity.span));
            let around = around.copied().unwrap_or(quantity.span);
            // Up to the neighbouring figures, so that each has its own words.
            let after = own
                .get(at + 1)
                .map_or(around.end, |q| q.span.start.min(around.end));
            let before = at.checked_sub(1).and_then(|n| own.get(n));
            let before = before.map_or(around.start, |q| q.span.end.max(around.start));
            let after: Span = Span::new(quantity.span.end, after.max(quantity.span.end));
            let before: Span = Span::new(before.min(quantity.span.start), quantity.span.start);
            Figure {
                text: article.line(quantity.span),
                quantity: quantity.clone(),
                topic: topic(
                    before.of(&article.text),
                    quantity.span.of(&article.text),
                    after.of(&article.text),
                    article.lang,
                ),
            }
        })
        .collect()
}

/// Characters on either side that may tell what a figure is about: a clause in either language.
const NEAR: usize = 45;

/// The topic named nearest: in the figure's own words, else after it, else in front of it.
fn topic(before: &str, own: &str, after: &str, lang: Language) -> Option<String> {
    let after: String = after.chars().take(NEAR).collect();
    let skip = before.chars().count().saturating_sub(NEAR);
    let before: String = before.chars().skip(skip).collect();
    let clause = |text: &str| {
        text.split([',', ';', '.', '·'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let last = |text: &str| text.rsplit([',', ';', '.']).next().unwrap_or_default().to_owned();
    first(own, lang)
        .or_else(|| first(&clause(&after), lang))
        .or_else(|| nearest_to_end(&last(&before), lang))
        .or_else(|| first(&after, lang))
        .map(|(_, name)| name.to_owned())
}

/// The words of topics by their first letter, each with its topic: in English, in Korean.
static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| {
    [
        |topic: &'static Topic| &topic.en,
        |topic: &'static Topic| &topic.ko,
    ]
    .map(|of| {
        let mut words = Words::new();
        for topic in &TOPICS.topic {
            for word in of(topic) {
                let first = word.chars().next().unwrap_or_default();
                words.entry(first).or_default().push((word, &topic.name));
            }
        }
        words
    })
});

type Words = HashMap<char, Vec<(&'static str, &'static str)>>;

/// Where words of topics stand, in order; an English one at the beginning of a word.
fn hits(text: &str, lang: Language) -> Vec<(usize, &'static str)> {
    let korean = lang == Language::Ko;
    let words = &WORDS[usize::from(korean)];
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    let mut inside = false;
    for (at, c) in lower.char_indices() {
        if korean || !inside {
            let own = words.get(&c).into_iter().flatten();
            let own = own.filter(|(word, _)| lower[at..].starts_with(word));
            found.extend(own.map(|&(_, topic)| (at, topic)));
        }
        inside = c.is_alphanumeric();
    }
    found
}

fn first(text: &str, lang: Language) -> Option<(usize, &'static str)> {
    hits(text, lang).into_iter().min_by_key(|hit| hit.0)
}

fn nearest_to_end(text: &str, lang: Language) -> Option<(usize, &'static str)> {
    hits(text, lang).into_iter().max_by_key(|hit| hit.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::pipeline::Side;

    fn topics(text: &str, lang: Language) -> Vec<(String, Option<String>)> {
        let side = Side::new(Article::segment("a", text, lang, None));
        let sentences: Vec<Span> = side.sentences.iter().map(|s| s.span).collect();
        let statements = &side.statements.statements;
        let figures = statements.iter().flat_map(|s| of(s, &sentences, &side.article));
        figures.map(|f| (f.text, f.topic)).collect()
    }

    #[test]
    fn each_figure_has_its_own_topic() {
        let found = topics(
            "The governor said 12 people were killed and 35 injured.",
            Language::En,
        );
        let topics_of: Vec<Option<&str>> = found.iter().map(|f| f.1.as_deref()).collect();
        assert_eq!(topics_of, [Some("dead"), Some("injured")], "{found:?}");
        let found = topics("소방청은 12명이 숨지고 35명이 다쳤다고 밝혔다.", Language::Ko);
        let topics_of: Vec<Option<&str>> = found.iter().map(|f| f.1.as_deref()).collect();
        assert_eq!(topics_of, [Some("dead"), Some("injured")], "{found:?}");
    }
}
