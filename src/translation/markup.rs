//! Marks inside a sentence: emphasis and links.
//!
//! A model translates words, not marks. What was marked is marked again where its words stand in the translation as
//! they stood in the original (names in Latin letters, numbers, code). Emphasis that finds no place is given up; a link
//! is put behind the paragraph, for an address must not be lost. Either way the sentence is marked for the editor.

/// The marks of one stretch, outermost first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dressing {
    /// In order.
    pub marks: Vec<Marked>,
    /// Which signs have a meaning round about, and are escaped in the translation.
    pub signs: Signs,
}

/// The signs of a format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Signs {
    /// None: plain text.
    #[default]
    None,
    /// Those of Markdown.
    Markdown,
    /// Those of HTML.
    Html,
}

/// Marked words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What stands before them: `[`, `**`.
    pub open: String,
    /// The words.
    pub words: String,
    /// What stands after them: `](https://…)`.
    pub close: String,
    /// Whether they lead somewhere.
    pub is_link: bool,
}

impl Dressing {
    /// The translation with its marks, and how many of them found no place.
    pub fn put_on(&self, target: &str) -> (String, usize) {
        let escaped = |words: &str| escaped(words, self.signs);
        let mut dressed = escaped(target);
        let mut from = 0;
        let mut lost = Vec::new();
        for mark in &self.marks {
            let words = escaped(&mark.words);
            let found = dressed[from..].find(&words).filter(|_| !words.trim().is_empty());
            let Some(at) = found.map(|at| at + from) else {
                lost.push(mark);
                continue;
            };
            let whole = format!("{}{words}{}", mark.open, mark.close);
            dressed.replace_range(at..at + words.len(), &whole);
            from = at + whole.len();
        }
        for link in lost.iter().filter(|mark| mark.is_link) {
            dressed += &match link.words.as_str() {
                // A picture has no words.
                "" => format!(" {}{}", link.open, link.close),
                words => format!(" ({}{}{})", link.open, escaped(words), link.close),
            };
        }
        let lost = lost.iter().filter(|mark| !mark.words.is_empty()).count();
        (dressed, lost)
    }
}

fn escaped(words: &str, signs: Signs) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match (signs, c) {
            (Signs::Markdown, '*' | '_' | '`' | '[' | ']' | '<' | '|' | '\\') => text.extend(['\\', c]),
            (Signs::Html, '&') => text += "&amp;",
            (Signs::Html, '<') => text += "&lt;",
            (Signs::Html, '>') => text += "&gt;",
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(open: &str, words: &str, close: &str) -> Marked {
        Marked {
            open: open.to_owned(),
            words: words.to_owned(),
            close: close.to_owned(),
            is_link: open == "[",
        }
    }

    #[test]
    fn marks_find_their_words_or_the_link_is_kept_behind() {
        let dressing = Dressing {
            marks: vec![
                mark("**", "NATO", "**"),
                mark("[", "report", "](https://example.org)"),
            ],
            signs: Signs::Markdown,
        };
        let (text, lost) = dressing.put_on("NATO는 보고서를 냈다.");
        assert_eq!(text, "**NATO**는 보고서를 냈다. ([report](https://example.org))");
        assert_eq!(lost, 1);
    }
}
