//! Names inside a noun phrase: persons, bodies, countries.

use super::roles;
use super::tags::Tag;
use super::tokens::Make;
use super::unit::Unit;
use crate::statements::kinds::EntityKind;
use std::ops::Range;

/// A name and what can be told from its words.
pub(super) struct Name {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) kind: EntityKind,
    pub(super) surname: Option<String>,
    pub(super) aliases: Vec<String>,
    /// Its last word, lower case.
    pub(super) last: String,
}

/// The words of a role in front of a name.
pub(super) struct Role {
    pub(super) text: String,
    /// The noun nearest to the name.
    pub(super) noun: String,
    /// Words that are more than an address like Mr.
    pub(super) words: usize,
}

/// The country or government that the whole phrase names: "Seoul", "the South Korean government".
pub(super) fn country_of(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<&'static str> {
    let words: Vec<&str> = phrase
        .clone()
        .map(|i| unit.lower(i))
        .filter(|w| *w != "the")
        .collect();
    let joined = words.join(" ");
    let capital = phrase.clone().any(|i| unit.tokens[i].capital);
    if !capital {
        return (joined == "north" || joined == "south")
            .then(|| roles::state(&joined))
            .flatten()
            .filter(|_| false);
    }
    if let Some(state) = roles::state(&joined) {
        return Some(state);
    }
    let government = joined
        .strip_suffix(" government")
        .or_else(|| joined.strip_prefix("government of "));
    government.and_then(|g| roles::country(g.trim_end_matches(" 's").trim_end_matches("the ")))
}

/// The country named at `i` and the number of its words, the longest name first.
pub(super) fn country_at(unit: &Unit<'_>, i: usize, end: usize) -> (usize, Option<&'static str>) {
    for length in (1..=4.min(end - i)).rev() {
        let words: Vec<&str> = (i..i + length).map(|k| unit.lower(k)).collect();
        if let Some(country) = roles::country(&words.join(" ")) {
            return (length, Some(country));
        }
    }
    (1, None)
}

/// The name in a phrase, if it has one: its last run of capitalised words before any preposition, roles left out.
pub(super) fn name_in(unit: &Unit<'_>, phrase: &Range<usize>) -> Option<Name> {
    let cut = phrase
        .clone()
        .skip(1)
        .find(|&i| {
            unit.tags[i] == Tag::Prep && unit.lower(i) != "of" || unit.tokens[i].make == Make::Punct('(')
        })
        .unwrap_or(phrase.end);
    let genitive = (phrase.start..cut)
        .rev()
        .find(|&i| unit.tags[i] == Tag::Genitive && !unit.is_named_genitive(i))
        .map_or(phrase.start, |g| g + 1);
    let head = (genitive..cut)
        .rev()
        .find(|&i| !matches!(unit.tags[i], Tag::Num))?;
    let mut end = head + 1;
    // "the Ministry of Health": capitals on both sides of "of".
    if let Some(of) = (genitive..end).find(|&i| unit.lower(i) == "of") {
        let capitals = of > genitive
            && unit.tokens[of - 1].capital
            && unit.tokens.get(of + 1).is_some_and(|t| t.capital);
        let short = of == genitive + 1
            || unit.lower(phrase.start) == "the"
            || (genitive..of).any(|i| roles::is_body_name(unit.lower(i)));
        let bodies = capitals && short && !roles::is_person(&roles::singular(unit.lower(of - 1)));
        if !bodies {
            end = of;
        }
    }
    if let Some(whole) = before_acronym(unit, genitive, phrase.end) {
        return build(unit, phrase, whole, true);
    }
    let mut start = end;
    while start > genitive && is_name_word(unit, start - 1, end) {
        start -= 1;
    }
    if start == end {
        return None;
    }
    let (start, body) = without_role(unit, start, end)?;
    build(unit, phrase, start..end, body)
}

/// "the Joint Chiefs of Staff (JCS)": a body's name, told by its initials in brackets.
fn before_acronym(unit: &Unit<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let bracket = (from + 1..to).find(|&i| unit.tokens[i].make == Make::Punct('('))?;
    let acronym = unit.tokens.get(bracket + 1).filter(|t| t.is_word())?;
    let letters: Vec<char> = unit.context.words(acronym.span).chars().collect();
    let start = (from..bracket).find(|&i| unit.tokens[i].capital && unit.tags[i] != Tag::Det)?;
    if (from..start).any(|i| unit.tags[i] != Tag::Det) {
        return None;
    }
    let initials = (start..bracket).filter(|&i| unit.tokens[i].capital).count();
    let first = unit.context.words(unit.tokens[start].span).chars().next();
    let fits = letters.len() >= 2
        && letters.iter().all(|c| c.is_uppercase())
        && first == letters.first().copied()
        && initials + 1 >= letters.len();
    fits.then_some(start..bracket)
}

fn is_name_word(unit: &Unit<'_>, i: usize, end: usize) -> bool {
    let token = &unit.tokens[i];
    if unit.tags[i] == Tag::Genitive {
        return i + 1 < end && unit.is_named_genitive(i);
    }
    let inner = i + 1 < end;
    let joins = inner
        && (roles::is_particle(&token.lower)
            || matches!(token.lower.as_str(), "of" | "and" | "for" | "&" | "the"))
        && unit.tokens[i + 1].capital
        && i > 0
        && unit.tokens[i - 1].capital
        && (token.lower != "and"
            || roles::is_body_name(unit.lower(end - 1))
            || roles::is_body_name(unit.lower(i - 1))
            || unit.tokens[i - 1].capital
                && (0..i).rev().take(3).any(|k| roles::is_body_name(unit.lower(k))));
    let first_of_unit = i == 0 || unit.opens(i - 1).is_some();
    let common_first = first_of_unit
        && matches!(
            unit.tags[i],
            Tag::Det | Tag::Prep | Tag::Conj | Tag::Sub | Tag::Adv | Tag::Pron | Tag::Num
        );
    // "Levels in the reservoirs have dropped": a common plural that only the start of the sentence capitalises.
    let common = i == 0 && end == 1 && unit.tags[i] == Tag::Noun && super::tags::is_plural(&token.lower);
    let common_first = common_first
        || common && !super::verbs::analyse(&token.lower).is_empty()
        || i == 0 && end == 1 && is_common_noun(unit);
    (token.capital
        && token.is_word()
        && !common_first
        && unit.tags[i] != Tag::Calendar
        && unit.tags[i] != Tag::Det)
        || joins
        || token.is_word() && token.capital && unit.tags[i] == Tag::Name
}

/// Whether the first word of a sentence, a name by its capital alone, is a common noun: "Glaciers in the Alps", "Confidence is
/// returning". A name is written with a capital within a sentence somewhere, and a singular verb follows it.
fn is_common_noun(unit: &Unit<'_>) -> bool {
    let token = &unit.tokens[0];
    let plural = super::tags::is_plural(&token.lower) && !token.lower.ends_with("ss");
    let abstracts = ["ence", "ance", "tion", "ness", "ment", "ship", "hood"];
    let abstract_noun = abstracts.iter().any(|e| token.lower.ends_with(e));
    let singular = matches!(unit.lower(1), "is" | "was" | "has" | "says" | "does");
    unit.tags[0] == Tag::Noun
        && (plural && !singular || abstract_noun)
        && !is_attested(unit.context.text(), unit.context.words(token.span))
}

/// Whether the word stands with its capital behind a small letter or a comma somewhere in the text.
fn is_attested(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let mut before = text[..at].chars().rev();
        let inside = before.next() == Some(' ')
            && before
                .next()
                .is_some_and(|c| c.is_lowercase() || c == ',' || c.is_ascii_digit());
        inside && !text[at + word.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Leaves out titles, ranks, roles and nationalities in front of a person's name. `None` where nothing else is
/// left: "the President" is a description. The flag says that the words name a body.
fn without_role(unit: &Unit<'_>, start: usize, end: usize) -> Option<(usize, bool)> {
    let body = (start..end).any(|i| roles::is_body_name(unit.lower(i)) || roles::is_body(unit.lower(i)));
    let last = unit.lower(end - 1);
    // "the Royal Union of Nurses": those behind "of" are whose body it is.
    let of = (start + 1..end).find(|&i| unit.lower(i) == "of");
    let members = of.is_some_and(|of| {
        (start..of).any(|i| roles::is_body_name(unit.lower(i)) || roles::is_body(unit.lower(i)))
    }) && roles::singular(last) != last;
    if members {
        return Some((start, true));
    }
    let role_at_end = roles::is_person(&roles::singular(last)) && !unit.role_name_ambiguous(start, end);
    // "the Farmers' Association": no role but whose association it is.
    let named = |i: usize| i + 1 < end && unit.is_named_genitive(i + 1);
    let person_role = (start..end).rev().find(|&i| {
        !named(i) && (roles::is_person(&roles::singular(unit.lower(i))) || roles::is_title(unit.lower(i)))
    });
    if role_at_end && (person_role == Some(end - 1) || end - start == 1) {
        return None;
    }
    if let Some(role) = person_role {
        // "UN Secretary-General Antonio Guterres", "Bank of Korea Governor Rhee Chang-yong"
        let mut first = role + 1;
        while first < end && (roles::is_rank(unit.lower(first)) && end - first > 2) {
            first += 1;
        }
        return (first < end).then_some((first, false));
    }
    if body {
        // "Carmaker Donga Motors" at the start of a sentence.
        let kind = start == 0
            && end - start > 2
            && roles::is_body(unit.lower(start))
            && !roles::is_body_name(unit.lower(start));
        return Some((start + usize::from(kind), true));
    }
    let mut first = start;
    while first + 1 < end {
        let (length, country) = country_at(unit, first, end);
        if country.is_none() || first + length >= end {
            break;
        }
        first += length;
    }
    Some((first, false))
}

fn build(unit: &Unit<'_>, phrase: &Range<usize>, range: Range<usize>, body: bool) -> Option<Name> {
    let text = unit
        .context
        .words(unit.span_of(&range))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let last = unit.lower(range.end - 1).to_owned();
    // "NASUWT Cymru", "BBC Wales": three capitals are no given name.
    let acronym = range.clone().any(|i| {
        let word = unit.context.words(unit.tokens[i].span);
        is_acronym(word) && (range.len() == 1 || word.chars().count() > 2 && !unit.is_all_capitals())
    });
    let article = range.start > phrase.start && unit.lower(range.start - 1) == "the"
        || unit.lower(range.start) == "the";
    let role = (phrase.start..range.start)
        .rev()
        .find(|&i| matches!(unit.tags[i], Tag::Noun | Tag::Name));
    let role = role.map(|i| roles::singular(unit.lower(i)));
    let by_role = |f: fn(&str) -> bool| role.as_deref().is_some_and(f);
    let titled = range.start > phrase.start
        && (roles::is_title(unit.lower(range.start - 1)) || by_role(roles::is_person));
    let beside = phrase.end + usize::from(unit.is_comma(phrase.end));
    let thing = unit.lower(beside) == "which";
    let age = unit.lower(beside) == "who"
        || unit.is_comma(phrase.end)
            && unit.tag(phrase.end + 1) == Some(Tag::Num)
            && unit.is_comma(phrase.end + 2);
    let kind = if titled || age {
        EntityKind::Person
    } else if body || acronym || thing || article || by_role(roles::is_body) {
        EntityKind::Organisation
    } else {
        EntityKind::Other
    };
    let surname = matches!(kind, EntityKind::Person | EntityKind::Other).then(|| surname(unit, &range));
    Some(Name {
        aliases: aliases(unit, phrase, range.end),
        range,
        text,
        kind,
        surname,
        last,
    })
}

fn is_acronym(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() >= 2 && letters.iter().filter(|c| c.is_uppercase()).count() * 3 >= letters.len() * 2
}

/// The part of a person's name that later mentions use.
fn surname(unit: &Unit<'_>, range: &Range<usize>) -> String {
    let word = |i: usize| unit.context.words(unit.tokens[i].span);
    let last_name = (range.start..range.end)
        .rev()
        .find(|&i| !matches!(unit.lower(i).trim_end_matches('.'), "jr" | "sr" | "ii" | "iii"))
        .unwrap_or(range.end - 1);
    // Kim Jong Un, Lee Jae-myung, Xi Jinping.
    if range.len() >= 2
        && roles::is_family_first(unit.lower(range.start))
        && !roles::is_family_first(unit.lower(last_name))
        || range.len() == 3 && roles::is_family_first(unit.lower(range.start))
    {
        return word(range.start).to_owned();
    }
    let mut first = last_name;
    while first > range.start + 1 && roles::is_particle(unit.lower(first - 1)) {
        first -= 1;
    }
    unit.context
        .words(unit.span_of(&(first..last_name + 1)))
        .to_owned()
}

/// Acronyms in brackets after the name.
fn aliases(unit: &Unit<'_>, phrase: &Range<usize>, from: usize) -> Vec<String> {
    let bracket = (from..phrase.end).find(|&i| unit.tokens[i].make == Make::Punct('('));
    bracket
        .and_then(|b| unit.tokens.get(b + 1))
        .filter(|t| t.is_word())
        .map(|t| unit.context.words(t.span).to_owned())
        .into_iter()
        .collect()
}

/// The role in front of a name: "the South Korean news agency" Yonhap, "Prime Minister" Han.
pub(super) fn role_before(unit: &Unit<'_>, range: Range<usize>) -> Option<Role> {
    let start = range.clone().find(|&i| unit.tags[i] != Tag::Det)?;
    let noun = (start..range.end)
        .rev()
        .find(|&i| matches!(unit.tags[i], Tag::Noun | Tag::Name | Tag::Adj))?;
    let words = (start..range.end)
        .filter(|&i| {
            !matches!(
                unit.lower(i).trim_end_matches('.'),
                "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "dame"
            )
        })
        .count();
    Some(Role {
        text: unit
            .context
            .words(unit.span_of(&(start..range.end)))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        noun: unit.lower(noun).to_owned(),
        words,
    })
}

/// Whether the range looks like a person: a title or a role in it, or two to four capitalised words of no body.
pub(super) fn is_person_like(unit: &Unit<'_>, range: &Range<usize>) -> bool {
    name_in(unit, range).is_some_and(|n| n.kind == EntityKind::Person)
}

impl Unit<'_> {
    /// A headline in capitals says nothing by them.
    fn is_all_capitals(&self) -> bool {
        let words = || {
            self.tokens
                .iter()
                .filter(|t| t.is_word() && t.lower.chars().count() > 3)
        };
        words().all(|t| is_acronym(self.context.words(t.span)))
    }

    /// "the Seafarers' Union": the plural genitive is part of the name.
    fn is_named_genitive(&self, i: usize) -> bool {
        self.lower(i) == "'"
            && self
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.capital && roles::is_body_name(&t.lower))
            && self.before(i).is_some_and(|t| t.capital)
    }

    /// Whether capitalised words that end in a role noun may be a name all the same: "Tom Baker", "Judith Butler".
    fn role_name_ambiguous(&self, start: usize, end: usize) -> bool {
        end - start == 2
            && self.tags[start] == Tag::Name
            && roles::country(self.lower(start)).is_none()
            && !roles::is_rank(self.lower(start))
            && !roles::is_body_name(self.lower(start))
            && !roles::is_person(self.lower(start))
            && !roles::is_title(self.lower(start))
            && !is_acronym(self.context.words(self.tokens[start].span))
            && !(start > 0 && self.lower(start - 1) == "the")
            && roles::classes(self.lower(end - 1)).iter().any(|c| {
                matches!(
                    c.as_str(),
                    "witness"
                        | "player"
                        | "artist"
                        | "head-of-state"
                        | "cleric"
                        | "leader"
                        | "force"
                        | "soldier"
                        | "coach"
                )
            })
    }
}
