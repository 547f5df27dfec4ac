//! Every translation is checked as it is made: nothing wrong that can be seen passes in silence.
//!
//! What makes no sense as a translation at all is seen from its form (empty, cut short, running on, stammering, in the
//! wrong script); whether it still says the same is for the rules of [`fidelity`](crate::fidelity), and whether it speaks
//! of the same thing at all for the vectors of an encoder, where there is one ([`Original`]).

use super::{Direction, Original};
use crate::embedding::Encoder;
use crate::fidelity::segment::Segments;
use crate::fidelity::{Fault, Severity};
use crate::text::Language;
use crate::text::language::is_hangul;
use serde::{Serialize, Serializer};
use std::fmt;

/// Something about a translated sentence that an editor should see.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// What it is.
    pub mark: Kind,
    /// How much it matters; from [`Severity::Major`] on the sentence does not pass.
    pub severity: Severity,
    /// One sentence that says why, in English.
    pub reason: String,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing came out.
    Empty,
    /// Far too little came out.
    Short,
    /// Far too much came out.
    Runaway,
    /// Bytes that are no characters.
    Garbled,
    /// The same words over and over.
    Repetition,
    /// Not the target's script.
    Script,
    /// Marks of emphasis or a link found no place.
    Markup,
    /// It hardly speaks of the same thing.
    Sense,
    /// A term of the glossary is not there, or was put in.
    Term,
    /// A name is written otherwise than the article or the list of names has it.
    Name,
    /// A fault by the rules of fidelity.
    Fault(Fault),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::Short => "short",
            Self::Runaway => "runaway",
            Self::Garbled => "garbled",
            Self::Repetition => "repetition",
            Self::Script => "script",
            Self::Markup => "markup",
            Self::Sense => "sense",
            Self::Term => "term",
            Self::Name => "name",
            Self::Fault(fault) => return write!(f, "{fault}"),
        })
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Mark {
    pub(super) fn new(mark: Kind, severity: Severity, reason: impl Into<String>) -> Self {
        Self {
            mark,
            severity,
            reason: reason.into(),
        }
    }
}

/// Whether a sentence with these marks may pass.
pub fn passes(marks: &[Mark]) -> bool {
    marks.iter().all(|mark| mark.severity < Severity::Major)
}

/// How bad these marks are together; 0 is clean.
pub fn weight(marks: &[Mark]) -> u32 {
    let weight = |mark: &Mark| match mark.severity {
        Severity::Note => 0,
        Severity::Minor => 1,
        Severity::Major => 10,
        Severity::Critical => 25,
    };
    // A sentence that is none at all is worse than any that is wrong.
    let hopeless = |mark: &Mark| {
        matches!(
            mark.mark,
            Kind::Empty | Kind::Script | Kind::Repetition | Kind::Garbled
        )
    };
    marks
        .iter()
        .map(|mark| weight(mark) + if hopeless(mark) { 100 } else { 0 })
        .sum()
}

/// What is to be said of `target` as a translation of `source`.
pub fn check(
    source: &str,
    target: &str,
    direction: Direction,
    published: Option<jiff::civil::Date>,
) -> Vec<Mark> {
    let (source, target) = (source.trim(), target.trim());
    if source.is_empty() {
        return Vec::new();
    }
    if target.is_empty() {
        return vec![Mark::new(
            Kind::Empty,
            Severity::Critical,
            "Nothing came out of the model.",
        )];
    }
    let mut marks: Vec<Mark> = [
        garbled(source, target),
        script(source, target, direction.to),
        repetition(source, target),
        length(source, target, direction),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Of what is no sentence there is nothing to compare.
    if passes(&marks) {
        marks.extend(faults(source, target, direction, published));
    }
    marks
}

/// The same, and whether `target` speaks of what `original` speaks of, where there is an encoder to see it by.
pub fn check_sense(
    original: &Original<'_>,
    target: &str,
    direction: Direction,
    published: Option<jiff::civil::Date>,
    encoder: Option<&dyn Encoder>,
) -> Vec<Mark> {
    let mut marks = check(original.text(), target, direction, published);
    // Of what is no sentence the vectors need not be asked.
    if let (true, Some(encoder)) = (passes(&marks), encoder) {
        marks.extend(original.sense(target, encoder));
    }
    marks
}

fn faults(
    source: &str,
    target: &str,
    direction: Direction,
    published: Option<jiff::civil::Date>,
) -> Vec<Mark> {
    let pair = Segments::new((source, direction.from), (target, direction.to), published);
    let (_, findings) = pair.check();
    findings
        .into_iter()
        .filter(|finding| finding.severity > Severity::Note && finding.fault != Fault::Unverifiable)
        .map(|finding| Mark::new(Kind::Fault(finding.fault), finding.severity, finding.reason))
        .collect()
}

/// A model that spells by bytes may stop in the middle of a character.
fn garbled(source: &str, target: &str) -> Option<Mark> {
    let broken = target.contains('\u{FFFD}') && !source.contains('\u{FFFD}');
    broken.then(|| {
        Mark::new(
            Kind::Garbled,
            Severity::Critical,
            "Parts of it are no characters.",
        )
    })
}

/// Letters below which a sentence may be a name alone, which stands in any script.
const FEW: usize = 12;

fn script(source: &str, target: &str, lang: Language) -> Option<Mark> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let hangul = target.chars().filter(|&c| is_hangul(c)).count();
    let wrong = match lang {
        Language::Ko => letters(target) >= FEW && hangul * 10 < letters(target) * 3,
        Language::En => letters(target) >= 4 && hangul * 10 > letters(target),
        _ => letters(target) >= FEW && source == target,
    };
    let name = if lang == Language::Ko {
        "Korean"
    } else {
        "the target's"
    };
    wrong.then(|| {
        Mark::new(
            Kind::Script,
            Severity::Critical,
            format!("Most of it is not in {name} script."),
        )
    })
}

/// Characters that one character of the source may become at most, and must become at least in a sentence of some
/// length. Korean takes about half the characters that English takes.
fn length(source: &str, target: &str, direction: Direction) -> Option<Mark> {
    const SLACK: usize = 30;
    let (most, least) = match (direction.from, direction.to) {
        (_, Language::Ko) => (1.5, 0.12),
        (Language::Ko, _) => (6.0, 0.6),
        _ => (3.0, 0.3),
    };
    let (from, to) = (source.chars().count(), target.chars().count());
    #[expect(clippy::cast_precision_loss)]
    let ratio = to.saturating_sub(SLACK) as f64 / from as f64;
    if ratio > most {
        let reason = format!("{from} characters became {to}.");
        return Some(Mark::new(Kind::Runaway, Severity::Major, reason));
    }
    #[expect(clippy::cast_precision_loss)]
    let short = from > 2 * SLACK && (to as f64) < from as f64 * least;
    short.then(|| {
        let reason = format!("{from} characters became {to}; something is likely to be missing.");
        Mark::new(Kind::Short, Severity::Major, reason)
    })
}

fn repetition(source: &str, target: &str) -> Option<Mark> {
    let stammered = stammer(target)?;
    if stammer(source).is_some() {
        return None;
    }
    let reason = format!("It repeats “{stammered}”.");
    Some(Mark::new(Kind::Repetition, Severity::Critical, reason))
}

/// What is said over and over in a text: up to eight words, or up to twelve characters where no blanks part them.
fn stammer(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for size in 1..=8 {
        let times = if size == 1 { 4 } else { 3 };
        if let Some(at) = repeated(&words, size, times) {
            return Some(words[at..at + size].join(" "));
        }
    }
    let chars: Vec<char> = text.chars().collect();
    (2..=12).find_map(|size| {
        let at = repeated(&chars, size, 5)?;
        let run = &chars[at..at + size];
        // Rows of dots and dashes are no stammer.
        run.iter()
            .any(|c| c.is_alphabetic())
            .then(|| run.iter().collect())
    })
}

/// Where a run of `size` things stands `times` times in a row.
fn repeated<T: PartialEq>(things: &[T], size: usize, times: usize) -> Option<usize> {
    let needed = size * (times - 1);
    let mut run = 0;
    for at in size..things.len() {
        run = if things[at] == things[at - size] {
            run + 1
        } else {
            0
        };
        if run >= needed {
            return Some(at + 1 - needed - size);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN_KO: Direction = Direction::new(Language::En, Language::Ko);
    const KO_EN: Direction = Direction::new(Language::Ko, Language::En);

    fn kinds(source: &str, target: &str, direction: Direction) -> Vec<String> {
        let marks = check(source, target, direction, None);
        marks.iter().map(|mark| mark.mark.to_string()).collect()
    }

    #[test]
    fn a_sound_translation_passes() {
        let source = "The mayor said the bridge would open on May 3 with 250 guests.";
        let target = "시장은 다리가 5월 3일 하객 250명과 함께 개통될 것이라고 말했다.";
        assert!(passes(&check(source, target, EN_KO, None)));
        assert!(passes(&check(target, source, KO_EN, None)));
    }

    #[test]
    fn what_is_no_translation_is_seen() {
        let source = "The mayor said the bridge would open next month with a small ceremony.";
        assert_eq!(kinds(source, " ", EN_KO), ["empty"]);
        assert_eq!(kinds(source, source, EN_KO), ["script"]);
        assert_eq!(
            kinds(source, "시장은 다리가 다리가 다리가 다리가 열린다고 했다.", EN_KO),
            ["repetition"]
        );
        assert_eq!(kinds(source, "시장은", EN_KO), ["short"]);
        assert_eq!(
            kinds(source, "시장은 다리가 다음 달에\u{FFFD} 열린다고 말했다.", EN_KO),
            ["garbled"]
        );
        let long: String = (0..60).map(|n| format!("시장{n}은 ")).collect();
        assert_eq!(kinds(source, &long, EN_KO), ["runaway"]);
        assert_eq!(
            kinds(
                "시장은 다리가 열린다고 말했다.",
                "The mayor 다리가 열린다고",
                KO_EN
            ),
            ["script"]
        );
    }

    #[test]
    fn a_changed_number_is_a_fault() {
        let found = kinds(
            "The bridge cost 3 million won and 250 people saw it open.",
            "다리에는 300만 원이 들었고 520명이 개통을 지켜봤다.",
            EN_KO,
        );
        assert!(found.iter().any(|mark| mark.starts_with("NUM_")), "{found:?}");
    }

    #[test]
    fn a_repetition_of_the_source_is_none_of_the_translation() {
        assert_eq!(stammer("no no no no"), Some("no".to_owned()));
        assert!(repetition("No, no, no no no no", "아니 아니 아니 아니 아니").is_none());
        assert_eq!(stammer("하하하하하하하하하하"), Some("하하".to_owned()));
        assert_eq!(stammer("a very very good day"), None);
    }
}
