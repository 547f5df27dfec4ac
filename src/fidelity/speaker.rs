//! Words given to somebody else: a matched statement whose speaker in the version is a person whom the original names
//! too, but as the speaker of other words.

use super::Match;
use super::finding::{Fault, Finding, Severity};
use crate::names::{self, Kind as Concept, Mention, SAME_PERSON};
use crate::pipeline::Side;
use crate::statements::{Entity, EntityKind, Kind, Statement};
use crate::text::{Language, Span};

/// Below this two names are not likely one person's. Lower than what names take for the same: a doubt is no finding.
const POSSIBLE: f32 = 0.5;
/// Below this they surely are not, even if the other article does not know the person at all.
const SURELY: f32 = 0.45;

/// Who speaks in a matched statement, by a mention that names them.
struct Named<'a> {
    side: &'a Side,
    entity: &'a Entity,
    mention: Span,
}

/// Every matched statement whose words changed hands.
///
/// Both sides must name the speaker: a pronoun or a dropped subject was resolved by us, and a wrong resolution is no
/// fault of the version. And the one named on the one side must be a person whom the other side knows as somebody
/// else: a new name alone may be a spelling that we do not hear.
pub fn misattributed(source: &Side, target: &Side, matches: &[Match]) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let ([s], [t]) = (found.source.as_slice(), found.target.as_slice()) else {
            return None;
        };
        let here = Named::of(&source.statements.statements[*s], source)?;
        let there = Named::of(&target.statements.statements[*t], target)?;
        let swapped =
            there.is_someone_else(&here) || here.is_someone_else(&there) || here.is_stranger_to(&there);
        swapped.then(|| finding(&here, &there, index))
    };
    matches.iter().enumerate().filter_map(judge).collect()
}

impl<'a> Named<'a> {
    fn of(statement: &Statement, side: &'a Side) -> Option<Self> {
        let speaker = statement.speaker.as_ref()?;
        let named = Self {
            side,
            entity: side.statements.entity(speaker)?,
            mention: speaker.mention?,
        };
        named.is_by_name().then_some(named)
    }

    fn words(&self) -> &'a str {
        self.mention.of(&self.side.article.text)
    }

    /// Whether the mention holds a word of the name, or a Korean family name before a title.
    fn is_by_name(&self) -> bool {
        let mention: Vec<&str> = self.words().split_whitespace().collect();
        let own = |(at, word): (usize, &&str)| {
            let family = at + 1 < mention.len() && word.chars().count() == 1;
            self.entity
                .name
                .split_whitespace()
                .any(|n| n == *word || (family && n.starts_with(word)))
        };
        mention.iter().enumerate().any(own)
    }

    /// Whether both are persons by name, no word of the one name sounds like any of the other, and the Korean one has a
    /// title after it, so that it is a name.
    fn is_stranger_to(&self, other: &Named<'_>) -> bool {
        let (english, korean) = if self.side.article.lang == Language::En {
            (self, other)
        } else {
            (other, self)
        };
        if english.side.article.lang != Language::En || korean.side.article.lang != Language::Ko {
            return false;
        }
        let person = |n: &Named<'_>| n.entity.kind == EntityKind::Person;
        let words: Vec<&str> = korean.words().split_whitespace().collect();
        let titled = words.len() > 1
            && names::concepts(words[words.len() - 1], Language::Ko)
                .iter()
                .any(|m| m.kind == Concept::Role);
        let capitals: Vec<&str> = english
            .words()
            .split_whitespace()
            .filter(|w| w.starts_with(char::is_uppercase) && w.len() > 2)
            .collect();
        let [.., first, last] = capitals.as_slice() else {
            return false;
        };
        // A Western name is known by its last word, a Korean one only as a whole.
        let korean_name = [first, last].iter().any(|w| names::is_korean_family_name(w));
        let wanted = if korean_name {
            format!("{first} {last}")
        } else {
            (*last).to_owned()
        };
        let own = &words[..words.len() - 1];
        let likest = own
            .iter()
            .map(|k| names::same_person(&wanted, k))
            .fold(0.0, f32::max);
        person(self) && person(other) && titled && likest < SURELY
    }

    /// Whether the other article knows this speaker, and not as `other`.
    fn is_someone_else(&self, other: &Named<'_>) -> bool {
        let same = |e: &Entity| kinship((self.entity, self.side), (e, other.side));
        match self.entity.kind {
            EntityKind::Person if !other.might_be(self.entity, self.side) => {
                let known = other
                    .side
                    .statements
                    .entities
                    .iter()
                    .filter(|e| same(e) == Kinship::Same);
                match known.collect::<Vec<_>>().as_slice() {
                    [known] => known.id != other.entity.id && other.differs_from(known),
                    _ => false,
                }
            }
            EntityKind::Organisation | EntityKind::Role => {
                let known = other
                    .side
                    .statements
                    .entities
                    .iter()
                    .filter(|e| same(e) == Kinship::Same);
                self.entity.kind == other.entity.kind
                    && same(other.entity) == Kinship::Other
                    && matches!(known.collect::<Vec<_>>().as_slice(), [known] if known.id != other.entity.id)
            }
            _ => false,
        }
    }

    /// Whether the names could be one person's. Only two persons have names to compare.
    fn might_be(&self, person: &Entity, side: &Side) -> bool {
        self.entity.kind == EntityKind::Person && alike(self.entity, self.side, person, side) >= POSSIBLE
    }

    /// Whether this is surely not `person` of the same article: another person, or one in another office. Somebody known
    /// by office alone may be the person under another description where either office is unknown.
    fn differs_from(&self, person: &Entity) -> bool {
        match self.entity.kind {
            EntityKind::Person => true,
            EntityKind::Role => {
                let lang = self.side.article.lang;
                let own = names::concepts(&self.entity.name, lang);
                let text = |e: &Entity| {
                    let mentions = e.mentions.iter().map(|m| m.of(&self.side.article.text));
                    mentions.chain(e.role.as_deref()).collect::<Vec<_>>().join(" / ")
                };
                let theirs = text(person);
                let theirs = names::concepts(&theirs, lang);
                let mut own = own.iter().filter(|m| m.kind == Concept::Role).peekable();
                let mut offices = theirs.iter().filter(|m| m.kind == Concept::Role).peekable();
                own.peek().is_some()
                    && offices.peek().is_some()
                    && !own.any(|o| theirs.iter().any(|t| t.agrees(o)))
            }
            _ => false,
        }
    }
}

/// Whether two entities of two languages are one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kinship {
    Same,
    Other,
    Unknown,
}

/// Judged by the sound of names between persons, else by the countries, bodies and offices that both names hold: one by
/// all of what they hold, another where something of one kind differs and nothing agrees.
fn kinship((a, side): (&Entity, &Side), (b, other): (&Entity, &Side)) -> Kinship {
    let person = |e: &Entity| e.kind == EntityKind::Person;
    if person(a) && person(b) {
        return if alike(a, side, b, other) >= SAME_PERSON {
            Kinship::Same
        } else {
            Kinship::Other
        };
    }
    let (x, y) = (known_words(a, side), known_words(b, other));
    if x.is_empty() || y.is_empty() || person(a) != person(b) && !shares_kind(&x, &y) {
        return Kinship::Unknown;
    }
    let agree = x.iter().filter(|m| y.iter().any(|n| n.agrees(m))).count();
    match agree {
        0 if shares_kind(&x, &y) => Kinship::Other,
        n if n == x.len() && n == y.len() && !person(a) && !person(b) => Kinship::Same,
        _ => Kinship::Unknown,
    }
}

fn known_words(entity: &Entity, side: &Side) -> Vec<Mention> {
    let text = [Some(entity.name.as_str()), entity.role.as_deref()];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" / ");
    names::concepts(&text, side.article.lang)
}

fn shares_kind(x: &[Mention], y: &[Mention]) -> bool {
    x.iter().any(|m| y.iter().any(|n| n.kind == m.kind))
}

/// Every version's quotation that joins the words of two persons, of whom it names one at most.
pub fn merged(source: &Side, target: &Side, matches: &[Match]) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let [t] = found.target.as_slice() else {
            return None;
        };
        let quote = &target.statements.statements[*t];
        let speakers = found
            .source
            .iter()
            .filter_map(|&s| Named::of(&source.statements.statements[s], source));
        let speakers: Vec<Named<'_>> = speakers.filter(|n| n.entity.kind == EntityKind::Person).collect();
        let (first, other) = (
            speakers.first()?,
            speakers.iter().find(|n| n.entity.id != speakers[0].entity.id)?,
        );
        let joint = quote.speaker.as_ref().and_then(|s| target.statements.entity(s));
        let joint = joint.is_some_and(|e| !e.members.is_empty() || e.kind == EntityKind::Group);
        (quote.kind == Kind::Direct && !joint).then(|| Finding {
            fault: Fault::QuoteMerged,
            rule: "speaker",
            severity: Severity::Critical,
            source: vec![first.mention, other.mention],
            target: quote.content.clone(),
            values: (format!("{}, {}", first.words(), other.words()), String::new()),
            reason: format!(
                "The original gives these words to “{}” and “{}”; the version makes one quotation of them.",
                first.entity.name, other.entity.name
            ),
            matched: Some(index),
        })
    };
    matches.iter().enumerate().filter_map(judge).collect()
}

/// How alike the names of two persons sound, of whom one is named in Korean.
fn alike(a: &Entity, side: &Side, b: &Entity, other: &Side) -> f32 {
    match (side.article.lang, other.article.lang) {
        (Language::En, Language::Ko) => names::same_person(&a.name, &b.name),
        (Language::Ko, Language::En) => names::same_person(&b.name, &a.name),
        // Two languages that names are not compared in: anybody may be anybody.
        _ => 1.0,
    }
}

fn finding(here: &Named<'_>, there: &Named<'_>, index: usize) -> Finding {
    Finding {
        fault: Fault::SpeakerSwap,
        rule: "speaker",
        severity: Severity::Critical,
        source: vec![here.mention],
        target: vec![there.mention],
        values: (here.words().to_owned(), there.words().to_owned()),
        reason: format!(
            "The original gives these words to “{}”; the version gives them to “{}”.",
            here.entity.name, there.entity.name
        ),
        matched: Some(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::Verdict;
    use crate::fidelity::segment::Segments;

    /// Faults of two texts whose statements correspond in order.
    fn faults(english: &str, korean: &str) -> Vec<Fault> {
        let sides = Segments::new((english, Language::En), (korean, Language::Ko), None);
        let count = sides.source.statements.statements.len();
        assert_eq!(
            count,
            sides.target.statements.statements.len(),
            "statements must correspond"
        );
        let pair = |id| Match {
            source: vec![id],
            target: vec![id],
            score: 1.0,
            verdict: Verdict::Consistent,
        };
        let matches: Vec<Match> = (0..count).map(pair).collect();
        misattributed(&sides.source, &sides.target, &matches)
            .into_iter()
            .map(|f| f.fault)
            .collect()
    }

    const ENGLISH: &str = "\"The dam is safe,\" engineer Laura Petersen said. \"We were not asked,\" Mayor David \
                           Kowalski said.";

    #[test]
    fn words_that_changed_hands() {
        let korean = "로라 피터슨 기술자는 \"댐은 안전하다\"고 말했다. 피터슨 기술자는 \"우리에게 묻지 않았다\"고 말했다.";
        assert_eq!(faults(ENGLISH, korean), [Fault::SpeakerSwap]);
    }

    #[test]
    fn words_that_did_not() {
        let korean = "로라 피터슨 기술자는 \"댐은 안전하다\"고 말했다. 데이비드 코왈스키 시장은 \"우리에게 묻지 않았다\"고 말했다.";
        assert_eq!(faults(ENGLISH, korean), []);
    }

    #[test]
    fn a_pronoun_is_no_evidence() {
        let korean =
            "로라 피터슨 기술자는 \"댐은 안전하다\"고 말했다. 그는 \"우리에게 묻지 않았다\"고 말했다.";
        assert_eq!(faults(ENGLISH, korean), []);
    }
}
