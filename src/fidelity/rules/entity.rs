//! Who and where: countries, organisations, institutions, places of both sides.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage};
use crate::fidelity::persons::Hangul;
use crate::fidelity::ties::From;
use crate::names::{self, Form, Kind, Mention};
use crate::text::{Language, Span};

/// Who and where: a name that one side lacks, where another of its kind stands in its place.
///
/// A name that is only missing proves nothing (a pronoun may stand for it), nor does one that is only added
/// (explicitation); the two together do.
pub struct Entity;

impl Rule for Entity {
    fn name(&self) -> &'static str {
        "entity"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        for family in [Family::Country, Family::Body, Family::Place] {
            let Some((lost, taken)) = exchanged(pair, family) else {
                continue;
            };
            let (before, after) = (pair.source.words(lost.span), pair.target.words(taken.span));
            let fault = fault(pair, lost, taken, family);
            let severity = if fault == Fault::PlaceSwap {
                Severity::Major
            } else {
                Severity::Critical
            };
            let reason = format!(
                "“{before}” is gone, and “{after}”, which the original does not have, stands in its place."
            );
            out.push(pair.finding(
                self.name(),
                fault,
                severity,
                (&[lost.span], &[taken.span]),
                reason,
            ));
        }
    }
}

/// What can be taken for one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// Countries, their peoples and governments.
    Country,
    /// Organisations, institutions and media.
    Body,
    /// Cities and regions.
    Place,
}

impl Family {
    fn of(mention: &Mention) -> Option<Self> {
        match mention.kind {
            Kind::Country => Some(Self::Country),
            Kind::Organisation | Kind::Institution | Kind::Media => Some(Self::Body),
            Kind::Place | Kind::Region => Some(Self::Place),
            Kind::Role => None,
        }
    }
}

/// A mention of the source without counterpart and the mention of the target that took its place.
fn exchanged<'p>(pair: &'p Pair<'_>, family: Family) -> Option<(&'p Mention, &'p Mention)> {
    let here = of(&pair.source, family);
    let there = of(&pair.target, family);
    let gone = |m: &&&Mention| {
        !answered(m, &pair.target)
            && !nearby(m, &pair.target)
            && !pair.is_listed(From::Source, m.span)
            && (family != Family::Place || !is_heard(m, &pair.source, &pair.target))
    };
    let mut lost = here.iter().filter(gone).peekable();
    let first = *lost.peek()?;
    let successor = |lost: &Mention| {
        there.iter().find(|m| {
            (m.kind == Kind::Region) == (lost.kind == Kind::Region)
                && (family != Family::Body || m.kind == lost.kind)
                && !explains(m, &pair.target)
                && !nearby(m, &pair.source)
                && !answered(m, &pair.source)
                && !pair.is_listed(From::Target, m.span)
                && (family != Family::Place || !is_heard(m, &pair.target, &pair.source))
        })
    };
    if let Some((lost, added)) = lost.find_map(|m| Some((m, successor(m)?))) {
        return Some((lost, added));
    }
    // Nothing new, but as many names as before: another one of the same passage was put in its place.
    let more = there.iter().find(|m| count(m, &there) > count(m, &here))?;
    (family == Family::Country && here.len() == there.len()).then_some((first, more))
}

fn of<'p>(passage: &'p Passage<'_>, family: Family) -> Vec<&'p Mention> {
    let vague = passage.signals("vague-body");
    let certain = |m: &&Mention| family != Family::Body || !vague.iter().any(|v| v.overlaps(&m.span));
    let names = if passage.lang() == Language::En {
        passage.names_of_article()
    } else {
        Vec::new()
    };
    // Sofia is a woman where her family name follows, Paris an event in the Paris Open.
    let within_name = |m: &&Mention| {
        let longer = |at: Span| at.contains(&m.span) && at.len() > m.span.len();
        m.form != Form::Nationality && names.iter().any(|n| longer(n.span))
    };
    let of_family =
        |m: &&Mention| Family::of(m) == Some(family) || family == Family::Place && is_city(m, passage);
    passage
        .mentions
        .iter()
        .filter(of_family)
        .filter(|m| certain(m) && !within_name(m) && !is_common_word(m, passage))
        .collect()
}

/// Whether a capital of one syllable that takes no particle is rather the word that it sounds like: 빈 객석 is an empty
/// seat, 빈에서 is in Vienna.
fn is_common_word(mention: &Mention, passage: &Passage<'_>) -> bool {
    let bare = || {
        let after = passage.article.text[mention.span.end..].chars().next();
        !after.is_some_and(char::is_alphanumeric)
    };
    passage.lang() == Language::Ko
        && mention.form == Form::Capital
        && passage.words(mention.span).chars().count() == 1
        && bare()
}

/// Whether a capital is spoken of as a city and not as a government: *in Jakarta*, 자카르타에서.
fn is_city(mention: &Mention, passage: &Passage<'_>) -> bool {
    if mention.form != Form::Capital {
        return false;
    }
    let text = &passage.article.text;
    if passage.lang() == Language::Ko {
        return text[mention.span.end..].starts_with("에서");
    }
    let before = text[..mention.span.start].trim_end();
    [" in", " near", " outside"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// Whether a name is there to explain: in brackets, or the country before one of its cities (프랑스 파리).
fn explains(mention: &Mention, passage: &Passage<'_>) -> bool {
    let text = &passage.article.text;
    let (before, after) = (
        &text[passage.span.start..mention.span.start],
        &text[mention.span.end..passage.span.end],
    );
    let in_brackets = before.rfind(['(', '[']) > before.rfind([')', ']']) && after.contains([')', ']']);
    let place = |m: &Mention| matches!(m.kind, Kind::Place | Kind::Region) || m.form == Form::Capital;
    let of_city = passage.mentions.iter().any(|m| {
        let between = m.span.start.checked_sub(mention.span.end);
        place(m) && between.is_some_and(|gap| gap <= 2)
    });
    in_brackets || of_city
}

/// Whether the sentence before the passage or the one after it has the name: a desk moves words that far.
fn nearby(mention: &Mention, passage: &Passage<'_>) -> bool {
    names::concepts(passage.around(), passage.lang())
        .iter()
        .any(|m| m.agrees(mention))
}

/// Whether a place may be written on the other side by its sound, in a spelling that no list has.
fn is_heard(mention: &Mention, own: &Passage<'_>, other: &Passage<'_>) -> bool {
    let name = own.words(mention.span);
    if other.lang() == Language::Ko {
        let text = &other.article.text;
        return Hangul::new(text, &[other.span]).may_hold(name, text);
    }
    let text = &own.article.text;
    let heard = Hangul::new(text, &[mention.span]);
    let names = other.names_of_article();
    let mut inside = names.iter().filter(|n| other.span.contains(&n.span));
    inside.any(|n| heard.may_hold(n.text, text))
}

fn answered(mention: &Mention, other: &Passage<'_>) -> bool {
    other.mentions.iter().any(|m| m.agrees(mention))
}

fn count(mention: &Mention, among: &[&Mention]) -> usize {
    among.iter().filter(|m| m.agrees(mention)).count()
}

fn fault(pair: &Pair<'_>, lost: &Mention, taken: &Mention, family: Family) -> Fault {
    let speaks = |passage: &Passage<'_>, at: Span| {
        passage
            .stated()
            .filter_map(|s| s.speaker.as_ref()?.mention)
            .any(|m| m.overlaps(&at))
    };
    let hosts =
        |passage: &Passage<'_>, at: Span| passage.stated().filter_map(|s| s.venue).any(|v| v.overlaps(&at));
    if speaks(&pair.source, lost.span) && speaks(&pair.target, taken.span) {
        Fault::SpeakerSwap
    } else if family == Family::Body && (hosts(&pair.source, lost.span) || hosts(&pair.target, taken.span)) {
        Fault::VenueSwap
    } else if family == Family::Place || (lost.form == Form::Capital && taken.form == Form::Capital) {
        Fault::PlaceSwap
    } else {
        Fault::EntitySwap
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn an_empty_seat_is_not_vienna() {
        silent(
            &Entity,
            "London theatres reopened to half-empty stalls.",
            "런던 극장들은 절반이 빈 객석으로 다시 문을 열었다.",
        );
    }

    #[test]
    fn one_name_for_another() {
        assert_eq!(
            faults(
                &Entity,
                "Turkey and Greece agreed to talk.",
                "튀르키예와 이탈리아가 대화하기로 합의했다."
            ),
            [Fault::EntitySwap]
        );
        assert_eq!(
            faults(
                &Entity,
                "The talks were held in New York.",
                "회담은 제네바에서 열렸다."
            ),
            [Fault::PlaceSwap]
        );
    }

    #[test]
    fn one_of_the_two_twice() {
        assert_eq!(
            faults(
                &Entity,
                "North Korea will fight alongside Russia in Ukraine.",
                "북한은 우크라이나와 함께 우크라이나에서 싸울 것이다."
            ),
            [Fault::EntitySwap]
        );
    }

    #[test]
    fn the_same_by_another_name() {
        silent(
            &Entity,
            "Pyongyang denied it to the Security Council.",
            "북한은 안보리에서 이를 부인했다.",
        );
        silent(&Entity, "Seoul and Washington agreed.", "한미 양국이 합의했다.");
    }
}
