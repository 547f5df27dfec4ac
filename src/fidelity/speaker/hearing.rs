//! Speakers told apart by the sound of their names alone.

use super::Named;
use crate::fidelity::persons::{self, Hangul};
use crate::names::{self, Kind as Concept, SAME_PERSON};
use crate::pipeline::Side;
use crate::statements::{Entity, EntityKind, Statement};
use crate::text::{Language, Span};

/// From this likeness on a Korean word surely writes a name.
const SURE: f32 = 0.8;
/// Below this two names surely are not one person's, even if the other article does not know the person at all.
const SURELY: f32 = 0.45;

impl Named<'_> {
    /// Whether the sentences of a statement in the other language write this person's name.
    pub(super) fn is_heard_in(&self, statement: &Statement, side: &Side) -> bool {
        if self.entity.kind != EntityKind::Person {
            return false;
        }
        let spans: Vec<Span> = statement
            .sentences
            .iter()
            .filter_map(|&id| Some(side.sentences.get(id)?.span))
            .collect();
        let text = &side.article.text;
        if side.article.lang == Language::Ko {
            // Two may share a first name; a Korean name is heard only as a whole.
            let name = self.entity.name.as_str();
            let korean = name.split(' ').any(names::is_korean_family_name);
            let heard = if korean {
                name
            } else {
                name.rsplit(' ').next().unwrap_or(name)
            };
            return Hangul::new(text, &spans).holds(heard, text);
        }
        let family = |name: &str| name.split(' ').next_back().unwrap_or_default().to_owned();
        let sounds_like = |name: &str| {
            let whole = self.names.same_person(name, &self.entity.name);
            whole.max(self.names.same_person(&family(name), &family(&self.entity.name)))
        };
        let named = persons::names(text, &spans);
        let all = named.iter().map(|n| n.text).chain(single_names(text, &spans));
        all.map(sounds_like).fold(0.0, f32::max) >= SAME_PERSON
    }

    /// Whether both are persons by name, no word of the one name sounds like any of the other, and the Korean one has a
    /// title after it, so that it is a name.
    pub(super) fn is_stranger_to(&self, other: &Named<'_>) -> bool {
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
            .map(|k| self.names.same_person(&wanted, k))
            .fold(0.0, f32::max);
        person(self) && person(other) && titled && likest < SURELY
    }
}

/// Capitalised words, each of which may be a family name.
fn single_names<'t>(text: &'t str, spans: &'t [Span]) -> impl Iterator<Item = &'t str> {
    let words = spans
        .iter()
        .flat_map(|s| s.of(text).split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.starts_with(char::is_uppercase) && w.len() > 2)
}

/// Whether the words of the Korean mention sound like another name of the English article, and not like this one's.
///
/// Needs no entity on the Korean side: 머서 최고경영자 may stand there without the first name.
pub(super) fn by_sound(here: &Named<'_>, there: &Named<'_>) -> bool {
    let (english, korean) = match (here.side.article.lang, there.side.article.lang) {
        (Language::En, Language::Ko) => (here, there),
        (Language::Ko, Language::En) => (there, here),
        _ => return false,
    };
    let names: Vec<&str> = english.entity.name.split(' ').filter(|w| w.len() > 2).collect();
    let korean_name = |name: &str| name.split(' ').any(names::is_korean_family_name);
    if english.entity.kind != EntityKind::Person || names.is_empty() || korean_name(&english.entity.name) {
        return false;
    }
    let heard: Vec<&str> = korean
        .words()
        .split_whitespace()
        .filter(|w| w.chars().count() > 1)
        .collect();
    let likest = |name: &str| {
        heard
            .iter()
            .map(|k| english.names.same_person(name, k))
            .fold(0.0, f32::max)
    };
    let own = names.iter().map(|n| likest(n)).fold(0.0, f32::max);
    let others = english
        .side
        .statements
        .entities
        .iter()
        .filter(|e| e.kind == EntityKind::Person && e.id != english.entity.id && !korean_name(&e.name));
    let family = |e: &Entity| e.name.split(' ').next_back().map_or(0.0, likest);
    own < SURELY && others.map(family).fold(0.0, f32::max) >= SURE
}
