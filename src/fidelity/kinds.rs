//! Members of kinds in a text: the words of `data/kinds.tsv`.

use crate::text::{Language, Span};
use std::collections::HashMap;
use std::sync::LazyLock;

static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::read);

/// A member of a kind, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Where.
    pub span: Span,
    kind: &'static str,
    /// The line it is listed in.
    line: usize,
}

impl Member {
    /// The name of its kind.
    pub const fn kind_name(&self) -> &'static str {
        self.kind
    }

    /// Whether both are of one kind.
    pub fn is_kin(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    /// Whether both are the same member.
    pub const fn is_same(&self, other: &Self) -> bool {
        self.line == other.line
    }

    /// The same member, further on in the text.
    pub fn shifted(self, by: usize) -> Self {
        Self {
            span: self.span.shifted(by),
            ..self
        }
    }
}

/// A form of a member.
struct Form {
    text: &'static str,
    kind: &'static str,
    line: usize,
    /// Nothing but a particle may follow (Korean).
    exact: bool,
}

/// Every form by its first letter.
struct Kinds {
    english: HashMap<char, Vec<Form>>,
    korean: HashMap<char, Vec<Form>>,
}

impl Kinds {
    fn read() -> Self {
        let (mut english, mut korean) = (HashMap::new(), HashMap::new());
        let lines = include_str!("data/kinds.tsv").lines().enumerate();
        for (line, row) in lines.filter(|(_, l)| !l.starts_with('#')) {
            let mut cells = row.split('\t');
            let (Some(kind), Some(en), Some(ko)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            for (forms, into) in [(en, &mut english), (ko, &mut korean)] {
                for form in forms.split(';') {
                    let text = form.trim_end_matches('!');
                    let exact = text.len() < form.len();
                    let first = text.chars().next().unwrap_or_default();
                    let into: &mut Vec<Form> = into.entry(first).or_default();
                    into.push(Form {
                        text,
                        kind,
                        line,
                        exact,
                    });
                }
            }
        }
        Self { english, korean }
    }
}

/// The members of kinds in `text`, in order; of several that begin at one place the longest.
pub fn members(text: &str, lang: Language) -> Vec<Member> {
    let lower = text.to_ascii_lowercase();
    let (forms, korean) = match lang {
        Language::En => (&KINDS.english, false),
        Language::Ko => (&KINDS.korean, true),
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in lower.char_indices() {
        if !before.is_alphanumeric() {
            let rest = &lower[at..];
            let here = forms.get(&c).into_iter().flatten();
            let stands = here.filter(|f| rest.starts_with(f.text) && ends(&rest[f.text.len()..], f, korean));
            found.extend(stands.max_by_key(|f| f.text.len()).map(|f| Member {
                span: Span::new(at, at + f.text.trim_end().len()),
                kind: f.kind,
                line: f.line,
            }));
        }
        before = c;
    }
    found
}

/// Whether a form may end where `rest` begins: an English one at the end of the word or its plural, a Korean one
/// anywhere unless it is marked.
fn ends(rest: &str, form: &Form, korean: bool) -> bool {
    if korean {
        let next = rest.chars().next();
        return !form.exact
            || next.is_none_or(|c| !c.is_alphanumeric() || "은는이가을를의에와과도로만".contains(c));
    }
    let rest = rest
        .strip_prefix("es")
        .or_else(|| rest.strip_prefix('s'))
        .unwrap_or(rest);
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, lang: Language) -> Vec<&str> {
        members(text, lang).iter().map(|m| m.span.of(text)).collect()
    }

    #[test]
    fn whole_words() {
        assert_eq!(words("Knees and ribbons of tin", Language::En), ["Knee", "tin"]);
        assert_eq!(
            words("무릎을 다친 여권 소지자, 여권법", Language::Ko),
            ["무릎", "여권"]
        );
    }

    #[test]
    fn every_line_has_three_cells() {
        let rows = include_str!("data/kinds.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'));
        for row in rows.filter(|r| !r.is_empty()) {
            assert_eq!(row.split('\t').count(), 3, "{row}");
        }
    }
}
