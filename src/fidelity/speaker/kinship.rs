//! Whether two speakers of two languages are one.

use crate::names::{self, Mention, Names, SAME_PERSON};
use crate::pipeline::Side;
use crate::statements::{Entity, EntityKind};
use crate::text::Language;

/// Whether two entities of two languages are one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    Same,
    Other,
    Unknown,
}

/// Judged by the sound of names between persons, else by the countries, bodies and offices that both names hold: one by
/// all of what they hold, another where something of one kind differs and nothing agrees.
pub(super) fn kinship((a, side): (&Entity, &Side), (b, other): (&Entity, &Side), names: &Names) -> Kinship {
    let person = |e: &Entity| e.kind == EntityKind::Person;
    if person(a) && person(b) {
        return if alike((a, side), (b, other), names) >= SAME_PERSON {
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

/// How alike the names of two persons sound, of whom one is named in Korean.
pub(super) fn alike((a, side): (&Entity, &Side), (b, other): (&Entity, &Side), names: &Names) -> f32 {
    match (side.article.lang, other.article.lang) {
        (Language::En, Language::Ko) => names.same_person(&a.name, &b.name),
        (Language::Ko, Language::En) => names.same_person(&b.name, &a.name),
        // Two languages that names are not compared in: anybody may be anybody.
        _ => 1.0,
    }
}
