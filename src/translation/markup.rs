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
    /// Whether signs with a meaning in Markdown are escaped in the translation.
    pub escapes: bool,
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
        if !self.escapes {
            return (target.to_owned(), 0);
        }
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
            dressed += &format!(" ({}{}{})", link.open, escaped(&link.words), link.close);
        }
        (dressed, lost.len())
    }
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '|' | '\\') {
            text.push('\\');
        }
        text.push(c);
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
            escapes: true,
        };
        let (text, lost) = dressing.put_on("NATO는 보고서를 냈다.");
        assert_eq!(text, "**NATO**는 보고서를 냈다. ([report](https://example.org))");
        assert_eq!(lost, 1);
    }
}
