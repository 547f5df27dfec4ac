//! One entity as its mentions build it up, and whether a further mention can be it.

use super::draft::{Features, Form, Gender, Mention};
use super::kinds::{Entity, EntityKind};
use crate::text::Span;
use std::collections::BTreeSet;

/// What is known of one entity so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    mentions: Vec<Mention>,
    kind: EntityKind,
    names: Vec<String>,
    surname: Option<String>,
    heads: BTreeSet<String>,
    classes: BTreeSet<String>,
    modifiers: BTreeSet<String>,
    gender: Gender,
    plural: bool,
    apart: bool,
    /// Whether headline or lead mention it.
    pub(super) leads: bool,
    role: Option<String>,
    /// Chains of those who speak jointly under this name.
    pub(super) members: Vec<usize>,
    /// Whether a statement has it as speaker or source.
    pub(super) speaks: bool,
    /// How late in the text it was present last, by sentence and part in it, then by mentions.
    pub(super) recent: (usize, usize),
}

impl Chain {
    /// A chain that begins with `mention`.
    pub(super) fn new(mention: &Mention) -> Self {
        let mut chain = Self {
            kind: mention.features.kind,
            plural: mention.features.plural,
            apart: mention.features.apart,
            ..Self::default()
        };
        chain.add(mention);
        chain
    }

    /// Takes a further mention in.
    pub(super) fn add(&mut self, mention: &Mention) {
        let f = &mention.features;
        self.mentions.push(mention.clone());
        if matches!(f.form, Form::Pronoun | Form::Dropped) {
            if self.gender == Gender::Unknown {
                self.gender = f.gender;
            }
            return;
        }
        let shows = f.form == Form::Description || f.kind != EntityKind::Other;
        if f.kind == EntityKind::Person || self.kind == EntityKind::Other && shows {
            self.kind = f.kind;
        }
        self.names.extend(f.name.iter().cloned());
        self.names.extend(f.aliases.iter().cloned());
        // The surname of a full name; a first name alone is none.
        let full = f.name.as_ref().is_some_and(|n| n.contains(' '));
        if self.surname.is_none() || full {
            self.surname = f.surname.clone().or(self.surname.take());
        }
        self.heads.extend(f.head.iter().cloned());
        self.classes.extend(f.classes.iter().cloned());
        self.modifiers.extend(f.modifiers.iter().cloned());
        if f.gender != Gender::Unknown {
            self.gender = f.gender;
        }
        if self.role.is_none() {
            self.role = f.role.clone();
        }
    }

    /// Where it is first mentioned.
    pub(super) fn first(&self) -> Span {
        self.mentions.first().map_or(Span::new(0, 0), |m| m.span)
    }

    /// How well a mention by name fits: 0 not at all, more is better.
    pub(super) fn fits_name(&self, f: &Features) -> u8 {
        let Some(name) = &f.name else { return 0 };
        let differ = |a: Gender, b: Gender| a != Gender::Unknown && b != Gender::Unknown && a != b;
        if differ(f.gender, self.gender) || self.plural != f.plural || !kinds_agree(self.kind, f.kind) {
            return 0;
        }
        let every = || std::iter::once(name).chain(&f.aliases);
        if every().any(|n| self.names.iter().any(|own| same(own, n))) {
            return 5;
        }
        if every().any(|n| {
            self.names
                .iter()
                .any(|own| is_acronym(own, n) || is_acronym(n, own))
        }) {
            return 4;
        }
        let person = |k: EntityKind| matches!(k, EntityKind::Person | EntityKind::Other);
        if let (Some(own), Some(theirs)) = (&self.surname, &f.surname)
            && (same(own, theirs) || with_particle(own, theirs) || with_particle(theirs, own))
            && person(self.kind)
            && person(f.kind)
        {
            let full: Vec<&String> = self.names.iter().filter(|n| !same(n, own)).collect();
            // A bare surname, here or there, agrees with any full name that ends in it.
            if same(name, theirs) || with_particle(name, theirs) || full.is_empty() {
                return 3;
            }
            if full.iter().any(|own| given_agree(own, name)) {
                return 2;
            }
        }
        let body = |k: EntityKind| k == EntityKind::Organisation;
        let clipped = |own: &String| is_clipped_body(own, name) || is_clipped_body(name, own);
        if body(self.kind) && body(f.kind) && self.names.iter().any(clipped) {
            return 2;
        }
        if f.kind != EntityKind::Country && self.names.iter().any(|own| shortened(own, name)) {
            return 2;
        }
        0
    }

    /// How well a definite description fits: 0 not at all, more is better.
    pub(super) fn fits_description(&self, f: &Features) -> u8 {
        let differ = self.gender != Gender::Unknown && f.gender != Gender::Unknown && self.gender != f.gender;
        if differ || self.plural != f.plural || !self.modifiers_agree(f) {
            return 0;
        }
        let Some(head) = &f.head else { return 0 };
        if f.apart {
            let again = f
                .modifiers
                .iter()
                .any(|m| !is_name(m) && self.modifiers.contains(m));
            return u8::from(self.apart && again && self.heads.contains(head));
        }
        let narrowed = u8::from(f.modifiers.iter().any(|m| self.modifiers.contains(m)));
        let in_name = || {
            !matches!(self.kind, EntityKind::Person)
                && self
                    .names
                    .iter()
                    .any(|n| n.split_whitespace().any(|word| same(word, head)))
        };
        if self.heads.contains(head) {
            return 6 + narrowed;
        }
        if in_name() {
            return 5 + narrowed;
        }
        // "The weather agency" is no earlier agency unless something says so.
        let plain = !f.modifiers.iter().any(|m| !is_name(m)) || narrowed > 0;
        // "The president" is nobody who was not called so.
        let sole = f.classes.iter().any(|c| c == "head-of-state");
        let like = |c: &String| self.classes.contains(c) && !is_wide(c) && !sole;
        if plain && f.classes.iter().any(like) {
            return 3 + narrowed;
        }
        // "The company" of a name that does not show what it is.
        let unknown = self.classes.is_empty() && self.heads.is_empty() && !self.names.is_empty();
        let body = matches!(self.kind, EntityKind::Organisation | EntityKind::Other);
        let neuter = !matches!(self.gender, Gender::Male | Gender::Female);
        let known = self.speaks || self.kind == EntityKind::Organisation || self.leads && neuter;
        u8::from(unknown && body && known && f.points_back && f.modifiers.iter().all(|m| is_epithet(m)))
    }

    /// Whether a definite description of a body can describe it, which nothing described so far.
    pub(super) fn fits_second_name(&self, f: &Features) -> bool {
        let body = matches!(self.kind, EntityKind::Organisation | EntityKind::Other)
            && !matches!(self.gender, Gender::Male | Gender::Female);
        let unknown = self.classes.is_empty() && self.heads.is_empty() && !self.names.is_empty();
        // Another name among its modifiers is its owner's: "the Samsung affiliate".
        let foreign = f.modifiers.iter().any(|m| m.contains(' '));
        body && unknown && f.points_back && !foreign && !self.plural && !f.plural
    }

    /// Whether a word for a person can describe it, whom nothing described so far.
    pub(super) fn fits_epithet(&self, f: &Features) -> bool {
        let differ = self.gender != Gender::Unknown && f.gender != Gender::Unknown && self.gender != f.gender;
        let person = self.kind == EntityKind::Person || self.may_be_person();
        f.epithet && person && !differ && !self.plural && self.heads.is_empty() && self.members.is_empty()
    }

    /// Whether a pronoun can mean it.
    pub(super) fn fits_pronoun(&self, f: &Features) -> bool {
        use EntityKind::{Country, Group, Organisation, Other, Person, Role};
        match f.gender {
            Gender::Male | Gender::Female => {
                (matches!(self.kind, Person | Role) || self.may_be_person())
                    && !self.plural
                    && (self.gender == Gender::Unknown || self.gender == f.gender)
            }
            Gender::Neuter => matches!(self.kind, Country | Organisation | Other) && !self.plural,
            Gender::Unknown if f.plural => self.plural || matches!(self.kind, Group | Organisation),
            Gender::Unknown if f.kind == Role => {
                !self.plural && (matches!(self.kind, Person | Role) || self.may_be_person())
            }
            Gender::Unknown => !self.plural,
        }
    }

    /// A name of two or more words that nothing shows to be a body's.
    fn may_be_person(&self) -> bool {
        self.kind == EntityKind::Other
            && self.gender != Gender::Neuter
            && self.names.iter().any(|n| n.contains(' '))
    }

    /// Whether one of a kind ("a North Korean representative") can be what headline or lead spoke of.
    pub(super) fn announced(&self, f: &Features) -> bool {
        self.names.is_empty()
            && f.name.is_none()
            && self.plural == f.plural
            && f.head.as_ref().is_some_and(|h| self.heads.contains(h))
            && self.modifiers_agree(f)
    }

    /// Whether a name with a role ("이문호 한국은행 총재") can be whom headline or lead spoke of by the role alone.
    pub(super) fn announced_role(&self, f: &Features) -> bool {
        self.names.is_empty()
            && !self.plural
            && f.kind == EntityKind::Person
            && f.head.as_ref().is_some_and(|h| self.heads.contains(h))
            && self.modifiers_agree(f)
    }

    /// Names that narrow a description down must not differ: of "a US envoy" and "the Russian envoy" neither is
    /// the other, while "the envoy" can be both.
    fn modifiers_agree(&self, f: &Features) -> bool {
        let short = |a: &str, b: &str| is_acronym(a, b) || is_clipped(a, b);
        let alike = |a: &String, b: &String| same(a, b) || short(a, b) || short(b, a);
        // Names are compared with names, describing words with describing words.
        [true, false].into_iter().all(|named| {
            let own: Vec<_> = self.modifiers.iter().filter(|m| is_name(m) == named).collect();
            let theirs: Vec<_> = f.modifiers.iter().filter(|m| is_name(m) == named).collect();
            own.is_empty() || theirs.is_empty() || theirs.iter().any(|t| own.iter().any(|o| alike(o, t)))
        })
    }

    /// The entity as readers see it, by its fullest name; of equals by one of the body, which begins at byte `body`. `id` and `members` are the caller's.
    pub(super) fn entity(&self, text: &str, body: usize) -> Entity {
        let longest = |a: &&String, b: &&String| a.chars().count().cmp(&b.chars().count());
        // Of equally long names the first one.
        let name = self.names.iter().rev().max_by(longest).cloned();
        // A government goes by what the article calls it, not by the name it is compared by.
        let name = name.filter(|_| self.kind != EntityKind::Country || !self.members.is_empty());
        let described = || {
            let full = |m: &&Mention| (m.features.fullness, m.span.start >= body);
            let best = self.mentions.iter().rev().max_by_key(full);
            best.map(|m| m.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let mut mentions: Vec<Span> = self
            .mentions
            .iter()
            .map(|m| m.span)
            .filter(|s| !s.is_empty())
            .collect();
        mentions.sort();
        mentions.dedup();
        Entity {
            id: 0,
            kind: if self.may_be_person() {
                EntityKind::Person
            } else {
                self.kind
            },
            name: name.or_else(described).unwrap_or_default(),
            role: self.role.clone(),
            mentions,
            anonymous: self.names.is_empty() && self.mentions.iter().any(|m| m.features.anonymous),
            members: Vec::new(),
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// `van Dael` of `Dael`: a surname with the particle before it.
fn with_particle(long: &str, short: &str) -> bool {
    let particle = long.strip_suffix(short).and_then(|p| p.strip_suffix(' '));
    particle.is_some_and(|p| p.chars().all(|c| c.is_lowercase() || c == ' '))
}

fn kinds_agree(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{Other, Person, Role};
    a == b || a == Other || b == Other || matches!((a, b), (Person, Role) | (Role, Person))
}

/// Classes whose members are not called by each other's nouns: a survivor is no resident, an army no militia.
fn is_wide(class: &str) -> bool {
    matches!(
        class,
        "office" | "witness" | "family" | "one" | "player" | "accused" | "force" | "artist"
    )
}

/// "Dresden-based", "third-largest": what a second way to call a body adds.
fn is_epithet(modifier: &str) -> bool {
    let last = modifier.rsplit('-').next().unwrap_or(modifier);
    modifier.contains('-')
        && (matches!(last, "based" | "owned" | "listed" | "run" | "backed") || last.ends_with("est"))
}

/// A modifier that names something rather than describing it.
fn is_name(modifier: &str) -> bool {
    modifier
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || !c.is_ascii())
}

/// `NSC` of `National Security Council`.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    letters.len() >= 2
        && letters.chars().all(|c| c.is_ascii_uppercase())
        && long.contains(' ')
        && long
            .split([' ', '-'])
            .filter_map(|w| w.chars().next().filter(char::is_ascii_uppercase))
            .collect::<String>()
            == letters
}

/// 한은 of 한국은행, 금감원 of 금융감독원: Korean shortens a body's name to some of its syllables, the first always.
fn is_clipped(short: &str, long: &str) -> bool {
    let hangul = |w: &str| w.chars().all(|c| ('가'..='힣').contains(&c));
    let (few, many) = (short.chars().count(), long.chars().count());
    let mut rest = long.chars();
    few >= 2
        && many >= few + 2
        && hangul(short)
        && hangul(long)
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| rest.any(|l| l == c))
}

/// 해수부 of 해양수산부, 공정위 of 공정거래위원회: clipped, and still the same kind of body. 경기도청 is no 경기도교육청.
fn is_clipped_body(short: &str, long: &str) -> bool {
    const SHORT: usize = 3;
    let last = |w: &str| w.chars().next_back();
    let kind = match last(short) {
        Some('부') => long.ends_with('부'),
        Some('위') => long.ends_with("위원회"),
        Some('은') => long.ends_with("은행"),
        end => end == last(long) && short.chars().count() <= SHORT,
    };
    kind && is_clipped(short, long)
}

/// Whether two full names of one surname agree in their given names, by initials or a nickname's beginning.
fn given_agree(a: &str, b: &str) -> bool {
    let initial = |n: &str| n.chars().next();
    initial(a) == initial(b) && {
        let (a, b) = (a.split(' ').next().unwrap_or(a), b.split(' ').next().unwrap_or(b));
        a.trim_end_matches('.').len() == 1
            || b.trim_end_matches('.').len() == 1
            || a.starts_with(b)
            || b.starts_with(a)
    }
}

/// `Samsung` of `Samsung Electronics`, `Maria` of `Maria Santos`: the first words of a longer name.
fn shortened(long: &str, short: &str) -> bool {
    long.len() > short.len()
        && short.chars().count() >= 2
        && long.starts_with(short)
        && long[short.len()..].starts_with(' ')
}
