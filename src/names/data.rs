//! The lists of names, read once from the files beside this one.

use super::concepts::{Form, Kind, Rank};
use std::collections::HashMap;
use std::sync::LazyLock;

/// One form of a name and what it can mean.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) form: String,
    pub(super) ids: Vec<&'static str>,
    pub(super) kind: Kind,
    pub(super) name: Form,
    pub(super) rank: Option<Rank>,
    /// Counts only where the word ends with it, particles aside.
    pub(super) strict: bool,
    /// Is also a common noun (수단, means), so that it counts only where nothing qualifies it.
    pub(super) noun: bool,
    /// May be written with or without a capital.
    pub(super) any_case: bool,
    /// For a compound, the country each syllable names.
    pub(super) parts: Vec<&'static str>,
}

/// The forms of one language by first character, longest first.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    forms: HashMap<char, Vec<Entry>>,
}

impl Lexicon {
    /// The forms that begin with `first`, in any case.
    pub(super) fn by_first(&self, first: char) -> &[Entry] {
        self.forms
            .get(&first.to_ascii_lowercase())
            .map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, entry: Entry) {
        let Some(first) = entry.form.chars().next() else {
            return;
        };
        let forms = self.forms.entry(first.to_ascii_lowercase()).or_default();
        match forms
            .iter_mut()
            .find(|other| other.form == entry.form && other.parts.is_empty())
        {
            // One word, several meanings.
            Some(other) => {
                other.ids.extend(entry.ids);
                other.strict |= entry.strict;
                other.noun |= entry.noun;
            }
            None => forms.push(entry),
        }
    }

    fn sort(&mut self) {
        for forms in self.forms.values_mut() {
            forms.sort_by(|a, b| b.form.len().cmp(&a.form.len()).then_with(|| a.form.cmp(&b.form)));
        }
    }
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| build(false));
static KOREAN: LazyLock<Lexicon> = LazyLock::new(|| build(true));

/// The forms of one language.
pub(super) fn lexicon(korean: bool) -> &'static Lexicon {
    if korean { &KOREAN } else { &ENGLISH }
}

/// The rows of a file of names: comments and blank lines left out, columns by tab.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

fn build(korean: bool) -> Lexicon {
    let mut lexicon = Lexicon::default();
    countries(&mut lexicon, korean);
    organisations(&mut lexicon, korean);
    places(&mut lexicon, include_str!("data/places.tsv"), Kind::Place, korean);
    places(
        &mut lexicon,
        include_str!("data/regions.tsv"),
        Kind::Region,
        korean,
    );
    roles(&mut lexicon, korean);
    if korean {
        for row in rows(include_str!("data/compounds.tsv")) {
            compound(&mut lexicon, row[0], row[1]);
        }
    }
    lexicon.sort();
    lexicon
}

fn places(lexicon: &mut Lexicon, file: &'static str, kind: Kind, korean: bool) {
    for row in rows(file) {
        let forms = row.get(if korean { 2 } else { 1 }).copied().unwrap_or_default();
        add(lexicon, forms, name_of("place", row[0]), kind, Form::Name);
    }
}

fn countries(lexicon: &mut Lexicon, korean: bool) {
    for row in rows(include_str!("data/countries.tsv")) {
        let id = name_of("country", row[0]);
        let column = |i: usize| row.get(i).copied().unwrap_or_default();
        let columns: [(usize, Form); 3] = if korean {
            [(4, Form::Name), (5, Form::Capital), (6, Form::Headline)]
        } else {
            [(1, Form::Name), (2, Form::Nationality), (3, Form::Capital)]
        };
        for (i, form) in columns {
            add(lexicon, column(i), id, Kind::Country, form);
        }
    }
}

fn organisations(lexicon: &mut Lexicon, korean: bool) {
    for row in rows(include_str!("data/organisations.tsv")) {
        let kind = match row[1] {
            "media" => Kind::Media,
            "institution" => Kind::Institution,
            _ => Kind::Organisation,
        };
        let forms = row.get(if korean { 3 } else { 2 }).copied().unwrap_or_default();
        add(lexicon, forms, name_of("org", row[0]), kind, Form::Name);
    }
}

fn roles(lexicon: &mut Lexicon, korean: bool) {
    for row in rows(include_str!("data/roles.tsv")) {
        let rank = match row[1] {
            "head" => Rank::Head,
            "office" => Rank::Office,
            "official" => Rank::Official,
            "source" => Rank::Source,
            _ => Rank::Lay,
        };
        let id = name_of("role", row[0]);
        let forms = row.get(if korean { 3 } else { 2 }).copied().unwrap_or_default();
        for form in forms.split(';').filter(|f| !f.is_empty()) {
            lexicon.add(Entry {
                form: form.to_owned(),
                ids: vec![id],
                kind: Kind::Role,
                name: Form::Name,
                rank: Some(rank),
                strict: true,
                noun: false,
                any_case: true,
                parts: Vec::new(),
            });
        }
    }
}

fn add(lexicon: &mut Lexicon, forms: &str, id: &'static str, kind: Kind, name: Form) {
    for form in forms.split(';').filter(|f| !f.is_empty()) {
        let noun = form.starts_with("~~");
        let plain = form.trim_start_matches('~');
        let strict = plain.len() < form.len();
        let form = plain.to_owned();
        let short = form.chars().count() == 1;
        lexicon.add(Entry {
            any_case: form
                .chars()
                .all(|c| c.is_lowercase() || c == ' ' || c == '\'' || c == '-'),
            form,
            ids: vec![id],
            kind,
            name,
            rank: None,
            strict: strict || short,
            noun,
            parts: Vec::new(),
        });
    }
}

fn compound(lexicon: &mut Lexicon, form: &str, codes: &str) {
    let parts: Vec<&'static str> = codes.split(' ').map(|code| name_of("country", code)).collect();
    lexicon.add(Entry {
        form: form.to_owned(),
        ids: parts.clone(),
        kind: Kind::Country,
        name: Form::Headline,
        rank: None,
        strict: true,
        noun: false,
        any_case: false,
        parts,
    });
}

/// The id of a concept: its kind and its own name. Made once for each row and kept for the life of the program.
fn name_of(kind: &str, id: &str) -> &'static str {
    String::leak(format!("{kind}:{id}"))
}
