//! The marks of the target's house style: quotation marks, and the stop that headlines go without.

use super::headline;
use crate::article::Role;
use crate::text::Language;

/// The quotation marks of a house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// “ ” and ‘ ’.
    Curly,
    /// " " and ' '.
    Straight,
}

impl Quotes {
    /// The marks for a translation of `text` into `target`: curly in Korean, as its newspapers print them; else those
    /// that the text uses itself, curly where it uses none.
    pub fn of(text: &str, target: Language) -> Self {
        if target == Language::Ko {
            return Self::Curly;
        }
        let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
        if count(&['"']) > count(&['“', '”', '「', '『', '«']) {
            Self::Straight
        } else {
            Self::Curly
        }
    }

    const fn double(self, opens: bool) -> char {
        match (self, opens) {
            (Self::Straight, _) => '"',
            (Self::Curly, true) => '“',
            (Self::Curly, false) => '”',
        }
    }

    const fn single(self, opens: bool) -> char {
        match (self, opens) {
            (Self::Straight, _) => '\'',
            (Self::Curly, true) => '‘',
            (Self::Curly, false) => '’',
        }
    }
}

/// A translated sentence in the house style; a heading without its stop, and where wanted in the style of headlines.
pub fn apply(sentence: &str, lang: Language, role: Role, quotes: Quotes, as_headline: bool) -> String {
    let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let styled = marks(&words, quotes);
    if !is_heading(role) || !matches!(lang, Language::En | Language::Ko) {
        return styled;
    }
    let bare = without_stop(&styled);
    if as_headline {
        headline::styled(bare, lang)
    } else {
        bare.to_owned()
    }
}

/// Whether a part of an article has the style of headings.
pub const fn is_heading(role: Role) -> bool {
    matches!(role, Role::Headline | Role::Deck | Role::Subheading)
}

/// A headline without its full stop; dots that trail off and abbreviations (`U.S.`) stay.
fn without_stop(words: &str) -> &str {
    let Some(rest) = words.strip_suffix('.') else {
        return words;
    };
    let last = rest.split([' ', '.']).next_back().unwrap_or_default();
    if rest.ends_with('.') || last.chars().count() < 2 {
        return words;
    }
    rest
}

fn marks(words: &str, quotes: Quotes) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let (mut double, mut single) = (false, false);
    let mut before: Option<char> = None;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let opens = match c {
            '“' | '„' | '「' | '『' | '«' => Some(true),
            '”' | '」' | '』' | '»' => Some(false),
            '"' | '＂' => Some(!double),
            _ => None,
        };
        if let Some(opens) = opens {
            double = opens;
            out.push(quotes.double(opens));
        } else if matches!(c, '\'' | '‘' | '’' | '＇') {
            if is_apostrophe(c, before, next, single) {
                out.push(quotes.single(false));
            } else {
                single = if c == '‘' { true } else { c != '’' && !single };
                out.push(quotes.single(single));
            }
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// `don't`, `it’s`, `students' union`, `the '90s`.
fn is_apostrophe(c: char, before: Option<char>, next: Option<char>, inside: bool) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let within = latin(before) && latin(next);
    let plural = !inside && latin(before);
    let decade = !inside && next.is_some_and(|c| c.is_ascii_digit()) && !latin(before) && c == '’';
    c != '‘' && (within || plural || decade)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_the_house() {
        let curly = |text| apply(text, Language::Ko, Role::Body, Quotes::Curly, false);
        assert_eq!(
            curly("그는 \"비가 '많이' 왔다\"고 했다."),
            "그는 “비가 ‘많이’ 왔다”고 했다."
        );
        assert_eq!(
            curly("He said \"don't\" to the students' union."),
            "He said “don’t” to the students’ union."
        );
        let straight = |text| apply(text, Language::En, Role::Body, Quotes::Straight, false);
        assert_eq!(straight("“It’s ‘odd’,” she said."), "\"It's 'odd',\" she said.");
    }

    #[test]
    fn headlines_go_without_a_stop() {
        let head = |text| apply(text, Language::En, Role::Headline, Quotes::Curly, true);
        assert_eq!(head("Talks resume in Seoul."), "Talks resume in Seoul");
        assert_eq!(head("Talks move to the U.S."), "Talks move to the U.S.");
        assert_eq!(head("And then..."), "And then...");
    }

    #[test]
    fn a_text_shows_its_house() {
        assert_eq!(
            Quotes::of("그는 \"no\"라고 했다.", Language::En),
            Quotes::Straight
        );
        assert_eq!(Quotes::of("그는 “no”라고 했다.", Language::En), Quotes::Curly);
        assert_eq!(Quotes::of("He said \"no\".", Language::Ko), Quotes::Curly);
    }
}
