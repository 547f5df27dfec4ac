//! A text whose prose is replaced sentence by sentence, with everything between left as it is.
//!
//! ```text
//! gap  sentence  gap  sentence  gap        the original
//! gap  문장       gap  문장       gap        the translation
//! ```
//!
//! Gaps are copied to the byte: blank lines, Markdown marks, furniture that is no prose. Inside one block a gap becomes
//! a single blank, for there a line break is only where the original's line was full.

use super::furniture;
use super::markup::Dressing;
use crate::article::{Article, Role};
use crate::sentences;
use crate::text::{Language, Span};

/// A text and what is to be replaced in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text as it stands.
    pub text: String,
    /// Its language.
    pub lang: Language,
    /// When it was published, which settles relative dates for the guard.
    pub published: Option<jiff::civil::Date>,
    /// In order, without overlap.
    pub edits: Vec<Edit>,
    /// Furniture that stands in the translation as it stands in the original: bylines, datelines, notices.
    pub kept: Vec<Span>,
}

/// One stretch of a document and what becomes of it.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Where it stands.
    pub span: Span,
    /// The block it belongs to; gaps inside one block are blanks.
    pub block: usize,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a stretch.
#[derive(Debug, Clone)]
pub enum Change {
    /// It is translated, sentence by sentence.
    Translate {
        /// Its sentences, one line each.
        lines: Vec<String>,
        /// The part it plays.
        role: Role,
        /// Marks inside it that the words lost on the way.
        dressing: Dressing,
    },
    /// It is replaced by this.
    Settled(String),
}

impl Document {
    /// Every sentence of an article, and the furniture that has a settled form in the `target` language.
    pub fn of_article(article: &Article, target: Language) -> Self {
        let mut edits: Vec<Edit> = sentences::split(article)
            .iter()
            .map(|sentence| Edit {
                span: sentence.span,
                block: sentence.block,
                change: Change::Translate {
                    lines: vec![sentence.line(article)],
                    role: sentence.role,
                    dressing: Dressing::default(),
                },
            })
            .collect();
        let mut kept = Vec::new();
        for (block, part) in article.blocks.iter().enumerate() {
            if part.role.is_prose() {
                continue;
            }
            match furniture::settled(part.span.of(&article.text), part.role, target) {
                Some(words) => edits.push(Edit {
                    span: part.span,
                    block,
                    change: Change::Settled(words),
                }),
                None => kept.push(part.span),
            }
        }
        edits.sort_by_key(|edit| edit.span.start);
        Self {
            text: article.text.clone(),
            lang: article.lang,
            published: article.published.as_ref().map(|published| published.date),
            edits,
            kept,
        }
    }

    /// The sentences to be translated, in order, with their roles.
    pub fn lines(&self) -> impl Iterator<Item = (&str, Role)> {
        self.edits.iter().flat_map(|edit| {
            let (lines, role) = match &edit.change {
                Change::Translate { lines, role, .. } => (lines.as_slice(), *role),
                Change::Settled(_) => (&[][..], Role::Body),
            };
            lines.iter().map(move |line| (line.as_str(), role))
        })
    }

    /// The text with every edit carried out, and where each edit came to stand.
    pub fn with(&self, replacements: &[String]) -> (String, Vec<Span>) {
        let mut text = String::with_capacity(self.text.len() * 3 / 2);
        let mut spans = Vec::with_capacity(self.edits.len());
        let (mut at, mut before) = (0, None);
        for (edit, words) in self.edits.iter().zip(replacements) {
            let gap = &self.text[at.min(edit.span.start)..edit.span.start];
            if before == Some(edit.block) && !gap.is_empty() && gap.chars().all(char::is_whitespace) {
                text.push(' ');
            } else {
                text.push_str(gap);
            }
            let start = text.len();
            text.push_str(words);
            spans.push(Span::new(start, text.len()));
            (at, before) = (edit.span.end, Some(edit.block));
        }
        text.push_str(&self.text[at..]);
        (text, spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions, read};
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        let options = ReadOptions {
            format: Some(Format::Plain),
            ..ReadOptions::default()
        };
        read(text.as_bytes(), "a.txt", &options).unwrap()
    }

    #[test]
    fn gaps_stay_and_line_breaks_inside_a_block_go() {
        let text =
            "Talks resume\n\nIt rained all day long in the old\ncapital. It\nstopped at night.\n\n(END)\n";
        let document = Document::of_article(&article(text), Language::Ko);
        let words: Vec<String> = (0..document.edits.len()).map(|at| format!("<{at}>")).collect();
        let (text, spans) = document.with(&words);
        assert_eq!(text, "<0>\n\n<1> <2>\n\n<3>\n");
        assert_eq!(spans[1].of(&text), "<1>");
    }

    proptest! {
        #[test]
        fn what_is_replaced_by_itself_is_unchanged_but_for_white_space(text in "[A-Za-z가-힣 .,\"\n]{1,300}") {
            prop_assume!(!text.trim().is_empty());
            let article = article(&text);
            let document = Document::of_article(&article, Language::Ko);
            let same: Vec<String> = document.edits.iter().map(|e| e.span.of(&document.text).to_owned()).collect();
            let (out, _) = document.with(&same);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&out), bare(&text));
        }
    }
}
