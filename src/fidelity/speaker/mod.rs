//! Words given to somebody else: a matched statement whose speaker in the version is a person whom the original names
//! too, but as the speaker of other words.

mod bodies;
mod hearing;
mod joint;
mod kinship;

use super::Match;
use super::finding::{Fault, Finding, Severity};
use crate::names::{self, Kind as Concept, Names};
use crate::pipeline::Side;
use crate::statements::{Entity, EntityKind, Statement};
use crate::text::{Language, Span};
use hearing::by_sound;
use kinship::{Kinship, alike, kinship};

pub use bodies::exchanged;
pub use joint::{merged, reduced};

/// Below this two names are not likely one person's. Lower than what names take for the same: a doubt is no finding.
const POSSIBLE: f32 = 0.5;

/// Who speaks in a matched statement, by a mention that names them.
#[derive(Clone, Copy)]
struct Named<'a> {
    side: &'a Side,
    /// The user's names.
    names: &'a Names,
    entity: &'a Entity,
    mention: Span,
}

/// Every matched statement whose words changed hands.
///
/// Both sides must name the speaker: a pronoun or a dropped subject was resolved by us, and a wrong resolution is no
/// fault of the version. And the one named on the one side must be a person whom the other side knows as somebody
/// else: a new name alone may be a spelling that we do not hear.
pub fn misattributed(source: &Side, target: &Side, matches: &[Match], names: &Names) -> Vec<Finding> {
    let judge = |(index, found): (usize, &Match)| {
        let ([s], [t]) = (found.source.as_slice(), found.target.as_slice()) else {
            return None;
        };
        let here = Named::of(&source.statements.statements[*s], source, names)?;
        let there = Named::of(&target.statements.statements[*t], target, names)?;
        let swapped =
            there.is_someone_else(&here) || here.is_someone_else(&there) || here.is_stranger_to(&there);
        let (own, other) = (
            &source.statements.statements[*s],
            &target.statements.statements[*t],
        );
        // Where either sentence names both of them, the wrong one of the two may have been taken for the speaker.
        let beside = || there.is_heard_in(own, source) || here.is_heard_in(other, target);
        ((swapped || by_sound(&here, &there)) && !beside()).then(|| finding(&here, &there, index))
    };
    let nameless = |(index, found): (usize, &Match)| {
        let ([s], [t]) = (found.source.as_slice(), found.target.as_slice()) else {
            return None;
        };
        let here = Named::nameless(&source.statements.statements[*s], source, names)?;
        let there = Named::of(&target.statements.statements[*t], target, names)?;
        there.is_known_to(&here).then(|| finding(&here, &there, index))
    };
    let all = || matches.iter().enumerate();
    all()
        .filter_map(judge)
        .chain(all().filter_map(nameless))
        .collect()
}

impl<'a> Named<'a> {
    fn new(statement: &Statement, side: &'a Side, names: &'a Names) -> Option<Self> {
        let speaker = statement.speaker.as_ref()?;
        Some(Self {
            side,
            names,
            entity: side.statements.entity(speaker)?,
            mention: speaker.mention?,
        })
    }

    fn of(statement: &Statement, side: &'a Side, names: &'a Names) -> Option<Self> {
        Self::new(statement, side, names).filter(Self::is_by_name)
    }

    /// A speaker whom the article keeps nameless and speaks of as one of several: 관계자, *an official*.
    fn nameless(statement: &Statement, side: &'a Side, names: &'a Names) -> Option<Self> {
        let named = Self::new(statement, side, names)?;
        let indefinite = match side.article.lang {
            Language::Ko => ["관계자", "당국자", "소식통"]
                .iter()
                .any(|w| named.words().contains(w)),
            _ => ["a ", "an ", "one "]
                .iter()
                .any(|w| named.words().to_ascii_lowercase().starts_with(w)),
        };
        (indefinite && named.entity.kind == EntityKind::Role).then_some(named)
    }

    /// Whether this is a person by name whom the article of `other` knows by name, too, and there speaks for themselves.
    fn is_known_to(&self, other: &Self) -> bool {
        let persons = other
            .side
            .statements
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person);
        let same =
            |e: &&Entity| kinship((self.entity, self.side), (e, other.side), self.names) == Kinship::Same;
        self.entity.kind == EntityKind::Person && persons.filter(same).count() == 1
    }

    fn words(&self) -> &'a str {
        self.mention.of(&self.side.article.text)
    }

    /// Whether the mention is by name, or the name stands beside it: *its director, Helen Voss*.
    fn is_by_name(&self) -> bool {
        let text = &self.side.article.text;
        let after = text[self.mention.end..].trim_start_matches([',', ' ']);
        let before = text[..self.mention.start].trim_end_matches([',', ' ']);
        let name = self.entity.name.as_str();
        self.names_it(self.mention) || after.starts_with(name) || before.ends_with(name)
    }

    /// Whether the words at `at` hold a word of the name, or a Korean family name before a title.
    fn names_it(&self, at: Span) -> bool {
        let words = at.of(&self.side.article.text);
        let mention: Vec<&str> = words
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|w| !w.is_empty())
            .collect();
        let own = |(at, word): (usize, &&str)| {
            let family = at + 1 < mention.len() && word.chars().count() == 1;
            self.entity
                .name
                .split_whitespace()
                .any(|n| n == *word || (family && n.starts_with(word)))
        };
        mention.iter().enumerate().any(own)
    }

    /// Whether the other article knows this speaker, and not as `other`.
    fn is_someone_else(&self, other: &Named<'_>) -> bool {
        let same = |e: &Entity| kinship((self.entity, self.side), (e, other.side), self.names);
        let only_known = || {
            let entities = other.side.statements.entities.iter();
            let mut known = entities.filter(|e| same(e) == Kinship::Same);
            known.next().filter(|_| known.next().is_none())
        };
        match self.entity.kind {
            EntityKind::Person if !other.might_be(self.entity, self.side) => {
                only_known().is_some_and(|known| known.id != other.entity.id && other.differs_from(known))
            }
            EntityKind::Organisation | EntityKind::Role => {
                self.entity.kind == other.entity.kind
                    && same(other.entity) == Kinship::Other
                    && only_known().is_some_and(|known| known.id != other.entity.id)
            }
            _ => false,
        }
    }

    /// Whether the names could be one person's. Only two persons have names to compare.
    fn might_be(&self, person: &Entity, side: &Side) -> bool {
        self.entity.kind == EntityKind::Person
            && alike((self.entity, self.side), (person, side), self.names) >= POSSIBLE
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
        misattributed(&sides.source, &sides.target, &matches, &Names::default())
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
