//! A statement cut where it says two things, since another outlet may carry only one of them.
//!
//! ```text
//! "We have 71 injured," the governor said. "The toll may rise."   two quoted sentences
//! it would not fly again and that findings were due in six weeks  two content clauses, each with its `that`
//! The union agreed with the aim, he said, but would not pay       two clauses around the attribution
//! "The carriage went over," he said, "like a toy"                 one sentence: not cut
//! ```

use crate::article::Article;
use crate::statements::{Kind, Statement};
use crate::text::{Language, Span};
use regex::Regex;
use std::sync::LazyLock;

/// A second content clause under the same verb of saying, with a conjunction of its own.
static SECOND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r",? (?:and|but) (that )\S").expect("the pattern is well formed; a test uses it")
});

/// Words that either part must have to be a statement.
const LEAST: usize = 3;

/// The content of a statement, part by part; one part where it says one thing.
pub(super) fn parts(statement: &Statement, article: &Article) -> Vec<Vec<Span>> {
    if article.lang == Language::Ko || statement.kind == Kind::Denial {
        return vec![statement.content.clone()];
    }
    let mut parts: Vec<Vec<Span>> = Vec::new();
    for &span in &statement.content {
        match parts.last_mut() {
            Some(part) if !begins(part, span, article) && !contrasts(part, span, statement, article) => {
                part.push(span);
            }
            _ => parts.push(vec![span]),
        }
        if statement.kind != Kind::Direct {
            divide(&mut parts, article);
        }
    }
    parts
}

/// Whether a quoted stretch begins a sentence after what is quoted before it.
fn begins(part: &[Span], span: Span, article: &Article) -> bool {
    let Some(last) = part.last() else { return true };
    let between = article.text.get(last.end..span.start).unwrap_or_default();
    let words = |span: Span| span.of(&article.text).split_whitespace().count();
    let capital = |text: &str| {
        let first = text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
    };
    let ended = between.contains(['.', '?', '!'])
        || last
            .of(&article.text)
            .trim_end_matches(['"', '”', '’'])
            .ends_with(['.', '?', '!']);
    ended && capital(span.of(&article.text)) && words(*last) >= LEAST && words(span) >= LEAST
}

/// Whether reported words go on after the attribution with a clause that is set against the first.
fn contrasts(part: &[Span], span: Span, statement: &Statement, article: &Article) -> bool {
    let Some(last) = part.last().filter(|_| statement.kind == Kind::Indirect) else {
        return false;
    };
    let between = article.text.get(last.end..span.start).unwrap_or_default();
    let words = |span: Span| span.of(&article.text).split_whitespace().count();
    between.trim_end().ends_with(", but") && words(*last) >= LEAST && words(span) >= LEAST
}

/// Cuts the last part in front of its second `that`.
fn divide(parts: &mut Vec<Vec<Span>>, article: &Article) {
    let Some(&span) = parts.last().and_then(|part| part.last()) else {
        return;
    };
    let text = span.of(&article.text);
    let Some(second) = SECOND.captures(text) else {
        return;
    };
    let (Some(whole), Some(that)) = (second.get(0), second.get(1)) else {
        return;
    };
    let (before, after) = (&text[..whole.start()], &text[that.end()..]);
    if before.split_whitespace().count() < LEAST || after.split_whitespace().count() < LEAST {
        return;
    }
    if let Some(last) = parts.last_mut().and_then(|part| part.last_mut()) {
        last.end = span.start + whole.start();
    }
    parts.push(vec![Span::new(span.start + that.end(), span.end)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Side;

    fn cut(text: &str) -> Vec<String> {
        let side = Side::new(Article::segment("a", text, Language::En, None));
        let statements = &side.statements.statements;
        let parts = statements.iter().flat_map(|s| parts(s, &side.article));
        let words = |part: Vec<Span>| part.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" … ");
        parts.map(words).collect()
    }

    #[test]
    fn two_sentences() {
        let found =
            cut("\"We have 71 injured in five hospitals,\" the governor said. \"The toll may rise.\"");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn one_sentence() {
        let found = cut("\"The carriage went over,\" the teacher said, \"like a toy on a table.\"");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn two_clauses_around_the_attribution() {
        let found = cut(
            "The union agrees with the aim, its spokesman Byeon Sang-min said, but does not want to pay.",
        );
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn two_clauses() {
        let found =
            cut("The firm said that it would not fly again and that the first findings were due in May.");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].starts_with("the first findings"), "{found:?}");
    }
}
