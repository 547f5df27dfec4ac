//! The words of numbers, units, bounds and the calendar, read once from the data files beside this one.

use super::value::{Bound, DayPart, Dimension, Stage, Unit};
use crate::quantities::CalendarUnit;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// A unit of measure or of money and how to convert to its base.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) unit: Unit,
    pub(super) factor: Decimal,
    pub(super) offset: Decimal,
}

impl Scale {
    /// `number` of this unit in its base; `None` beyond what any news could mean, so that sums stay in range.
    pub(super) fn convert(&self, number: Decimal) -> Option<Decimal> {
        let base = number.checked_mul(self.factor)?.checked_add(self.offset)?;
        (base.abs() < Decimal::from_i128_with_scale(10i128.pow(24), 0)).then_some(base)
    }
}

/// The largest number read: more is not a quantity that news names.
pub(super) fn within_reach(number: Decimal) -> Option<Decimal> {
    (number.abs() < Decimal::from(10u64.pow(19))).then_some(number)
}

/// Forms of one language, to be matched longest first at a place in a text.
#[derive(Debug, Default)]
pub(super) struct Forms<T> {
    by_first: HashMap<char, Vec<(String, T)>>,
}

impl<T> Forms<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: HashMap<char, Vec<(String, T)>> = HashMap::new();
        for (form, value) in entries {
            if let Some(first) = form.chars().next() {
                by_first.entry(first).or_default().push((form, value));
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        Self { by_first }
    }

    /// Every form that `text` begins with, longest first.
    pub(super) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a T)> {
        let forms = text.chars().next().and_then(|first| self.by_first.get(&first));
        forms
            .into_iter()
            .flatten()
            .filter(move |(form, _)| text.starts_with(form.as_str()))
            .map(|(form, value)| (form.as_str(), value))
    }

    /// The longest form that `text` begins with.
    pub(super) fn longest<'a>(&'a self, text: &'a str) -> Option<(&'a str, &'a T)> {
        self.all(text).next()
    }
}

/// English phrases: sequences of lower-case words, matched longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Phrases<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (phrase, value) in entries {
            let words: Vec<String> = phrase.split([' ', '-']).map(str::to_owned).collect();
            by_first.entry(words[0].clone()).or_default().push((words, value));
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        Self { by_first }
    }

    /// The phrases that begin with `word` (lower case), longest first.
    pub(super) fn beginning(&self, word: &str) -> &[(Vec<String>, T)] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }
}

/// All that is known of English words of quantity.
#[derive(Debug)]
pub(super) struct English {
    pub(super) cardinals: HashMap<String, u32>,
    pub(super) ordinals: HashMap<String, u32>,
    pub(super) scales: HashMap<String, u32>,
    pub(super) short_scales: HashMap<String, u32>,
    pub(super) denominators: HashMap<String, u32>,
    pub(super) vague: HashMap<String, u32>,
    pub(super) vague_before: Phrases<()>,
    pub(super) after_fraction: HashSet<String>,
    pub(super) multiples: HashMap<String, Decimal>,
    pub(super) multiples_with_object: HashMap<String, Decimal>,
    pub(super) objects: HashSet<String>,
    pub(super) units: Phrases<Scale>,
    pub(super) symbols: HashMap<String, Scale>,
    pub(super) prefixes: HashMap<String, Scale>,
    pub(super) nouns: HashMap<String, String>,
    pub(super) bounds_before: Phrases<Bound>,
    pub(super) bounds_after: Phrases<Bound>,
    pub(super) months: HashMap<String, i8>,
    pub(super) ambiguous_months: HashSet<String>,
    pub(super) month_cues: HashSet<String>,
    pub(super) weekdays: HashMap<String, i8>,
    pub(super) weekday_names: HashSet<String>,
    pub(super) weekday_repeats: HashSet<String>,
    pub(super) relative: Phrases<(CalendarUnit, i32, bool)>,
    pub(super) shifts: HashMap<String, i32>,
    pub(super) parts: HashMap<String, DayPart>,
    pub(super) labels: HashSet<String>,
    pub(super) idioms: Phrases<()>,
    pub(super) stops: HashSet<String>,
    pub(super) between: HashSet<String>,
}

/// All that is known of Korean words of quantity.
#[derive(Debug)]
pub(super) struct Korean {
    pub(super) digits: HashMap<char, u32>,
    pub(super) small: HashMap<char, u32>,
    pub(super) large: HashMap<char, u64>,
    pub(super) tens: Forms<u32>,
    pub(super) ones: Forms<u32>,
    pub(super) determiners: Forms<u32>,
    pub(super) twenty: String,
    pub(super) special: Forms<u32>,
    pub(super) special_counters: Vec<String>,
    pub(super) glued: Vec<String>,
    pub(super) ranges: Forms<(u32, u32)>,
    pub(super) days: Forms<u32>,
    pub(super) vague_before: Vec<String>,
    pub(super) ordinals: Forms<u32>,
    pub(super) not_numerals: HashSet<String>,
    pub(super) units: Forms<Scale>,
    pub(super) counters: Forms<String>,
    pub(super) native_counters: Forms<String>,
    pub(super) nouns: Forms<String>,
    pub(super) bounds_before: Forms<Bound>,
    pub(super) bounds_after: Forms<Bound>,
    pub(super) weekdays: Forms<i8>,
    pub(super) repeats: Vec<String>,
    pub(super) relative: Forms<(CalendarUnit, i32, bool)>,
    pub(super) stages: Forms<Stage>,
    pub(super) past: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) local: Vec<String>,
    pub(super) korean_time: Vec<String>,
    pub(super) parts: Forms<(DayPart, u8)>,
    pub(super) label_words: Vec<String>,
    pub(super) label_suffixes: Forms<()>,
    pub(super) terms: Vec<String>,
    pub(super) not_three: Vec<String>,
    pub(super) endings: HashSet<String>,
    pub(super) lasting: Vec<String>,
    pub(super) before: Forms<Before>,
}

/// What a Korean word before a number says of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Before {
    AnHour,
    ASecond,
    Celsius,
    Fahrenheit,
    BelowZero,
    Minus,
    Magnitude,
}

#[derive(Deserialize)]
struct BeforeEntry {
    ko: String,
    means: Before,
}

impl Korean {
    /// Whether a counter or numeral may end where `rest` begins: what is left of the word is a chain of endings.
    pub(super) fn ends_before(&self, rest: &str) -> bool {
        let run: usize = rest
            .chars()
            .take_while(|c| crate::text::language::is_hangul(*c))
            .map(char::len_utf8)
            .sum();
        self.is_chain(&rest[..run], 4)
    }

    fn is_chain(&self, run: &str, links: usize) -> bool {
        run.is_empty()
            || links > 0
                && run.char_indices().take(4).any(|(at, c)| {
                    let end = at + c.len_utf8();
                    self.endings.contains(&run[..end]) && self.is_chain(&run[end..], links - 1)
                })
    }
}

/// The class of a counted thing, and whether it is persons.
pub(super) fn is_person(class: &str) -> Option<bool> {
    static CLASSES: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
        let file: CounterFile = read(include_str!("data/counters.toml"));
        file.class.into_iter().map(|c| (c.name, c.person)).collect()
    });
    CLASSES.get(class).copied()
}

/// The family a currency's bare name belongs to: every dollar is a `dollar`.
pub(super) fn currency_family(code: &str) -> Option<&'static str> {
    static FAMILIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let file: CurrencyFile = read(include_str!("data/currencies.toml"));
        file.currency.into_iter().map(|c| (c.code, c.family)).collect()
    });
    FAMILIES.get(code).map(String::as_str)
}

/// The English words, read on first use.
pub(super) static ENGLISH: LazyLock<English> = LazyLock::new(english);
/// The Korean words, read on first use.
pub(super) static KOREAN: LazyLock<Korean> = LazyLock::new(korean);

type Table<V> = BTreeMap<String, V>;
type RelativeTable = BTreeMap<CalendarUnit, Vec<(String, i32)>>;

#[derive(Deserialize)]
struct UnitFile {
    unit: Vec<UnitEntry>,
    before: Vec<BeforeEntry>,
}

#[derive(Deserialize)]
struct UnitEntry {
    dimension: Option<Dimension>,
    r#as: Option<String>,
    factor: Decimal,
    #[serde(default)]
    offset: Decimal,
    en: Vec<String>,
    ko: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
}

impl UnitEntry {
    fn scale(&self) -> Scale {
        let unit = match (self.dimension, self.r#as.as_deref()) {
            (Some(dimension), _) => Unit::Measure(dimension),
            (None, Some("percent")) => Unit::Percent,
            (None, Some("percent-point")) => Unit::PercentPoint,
            (None, Some("times")) => Unit::Times,
            (None, Some("day")) => Unit::Span(CalendarUnit::Day),
            (None, Some("week")) => Unit::Span(CalendarUnit::Week),
            (None, Some("month")) => Unit::Span(CalendarUnit::Month),
            (None, Some("quarter")) => Unit::Span(CalendarUnit::Quarter),
            (None, Some("year")) => Unit::Span(CalendarUnit::Year),
            (None, _) => Unit::None,
        };
        Scale {
            unit,
            factor: self.factor,
            offset: self.offset,
        }
    }
}

#[derive(Deserialize)]
struct CurrencyFile {
    currency: Vec<CurrencyEntry>,
}

#[derive(Deserialize)]
struct CurrencyEntry {
    code: String,
    family: String,
    #[serde(default = "one")]
    factor: Decimal,
    prefix: Vec<String>,
    en: Vec<String>,
    ko: Vec<String>,
}

fn one() -> Decimal {
    Decimal::ONE
}

impl CurrencyEntry {
    fn scale(&self) -> Scale {
        Scale {
            unit: Unit::Money(self.code.clone()),
            factor: self.factor,
            offset: Decimal::ZERO,
        }
    }
}

#[derive(Deserialize)]
struct CounterFile {
    class: Vec<CounterClass>,
}

#[derive(Deserialize)]
struct CounterClass {
    name: String,
    #[serde(default)]
    person: bool,
    ko: Vec<String>,
    native: Vec<String>,
    nouns: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
struct BoundFile {
    en: BoundSides,
    ko: BoundSides,
}

#[derive(Deserialize)]
struct BoundSides {
    before: BTreeMap<Bound, Vec<String>>,
    after: BTreeMap<Bound, Vec<String>>,
}

#[derive(Deserialize)]
struct CalendarFile {
    months: Vec<Vec<String>>,
    ambiguous_months: HashSet<String>,
    month_cues: HashSet<String>,
    weekdays: Vec<Vec<String>>,
    ko_weekdays: Vec<String>,
    weekday_names: HashSet<String>,
    weekday_repeats: HashSet<String>,
    ko_repeats: Vec<String>,
    en: EnglishCalendar,
    ko: KoreanCalendar,
    part: Vec<PartEntry>,
}

#[derive(Deserialize)]
struct EnglishCalendar {
    relative: RelativeTable,
    shift: HashMap<String, i32>,
    anaphoric: RelativeTable,
}

#[derive(Deserialize)]
struct KoreanCalendar {
    relative: RelativeTable,
    anaphoric: RelativeTable,
    stages: BTreeMap<Stage, Vec<String>>,
    lasting: Vec<String>,
    past: Vec<String>,
    future: Vec<String>,
    local: Vec<String>,
    korean: Vec<String>,
}

#[derive(Deserialize)]
struct PartEntry {
    name: DayPart,
    #[serde(default)]
    plus: u8,
    en: Vec<String>,
    ko: Vec<String>,
}

#[derive(Deserialize)]
struct NumeralFile {
    en: EnglishNumerals,
    ko: KoreanNumerals,
}

#[derive(Deserialize)]
struct EnglishNumerals {
    cardinals: HashMap<String, u32>,
    ordinals: HashMap<String, u32>,
    scales: HashMap<String, u32>,
    short_scales: HashMap<String, u32>,
    denominators: HashMap<String, u32>,
    vague: HashMap<String, u32>,
    vague_before: Vec<String>,
    after_fraction: HashSet<String>,
    multiples: MultipleTable,
}

#[derive(Deserialize)]
struct MultipleTable {
    always: HashMap<String, Decimal>,
    with_object: HashMap<String, Decimal>,
    objects: HashSet<String>,
}

#[derive(Deserialize)]
struct KoreanNumerals {
    digits: HashMap<char, u32>,
    small: HashMap<char, u32>,
    large: HashMap<char, u64>,
    tens: Table<u32>,
    ones: Table<u32>,
    determiners: Table<u32>,
    twenty: String,
    special: Table<u32>,
    special_counters: Vec<String>,
    glued: Vec<String>,
    not_three: Vec<String>,
    ranges: Table<(u32, u32)>,
    days: Table<u32>,
    vague_before: Vec<String>,
    ordinals: Table<u32>,
    not_numerals: HashSet<String>,
}

#[derive(Deserialize)]
struct LabelFile {
    en: EnglishLabels,
    ko: KoreanLabels,
}

#[derive(Deserialize)]
struct EnglishLabels {
    before: HashSet<String>,
    idioms: Vec<String>,
    stops: HashSet<String>,
    between: HashSet<String>,
}

#[derive(Deserialize)]
struct KoreanLabels {
    terms: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
}

/// Parses an embedded file; that it parses is covered by a test.
fn read<T: DeserializeOwned>(file: &str) -> T {
    toml::from_str(file).expect("the embedded data file is well formed")
}

/// Pairs every form with the value it stands for.
fn each<'a, T: Clone + 'a>(
    forms: impl IntoIterator<Item = &'a String> + 'a,
    value: T,
) -> impl Iterator<Item = (String, T)> + 'a {
    forms.into_iter().map(move |form| (form.clone(), value.clone()))
}

fn relative(
    table: &RelativeTable,
    anaphoric: bool,
) -> impl Iterator<Item = (String, (CalendarUnit, i32, bool))> + '_ {
    table.iter().flat_map(move |(&unit, forms)| {
        forms
            .iter()
            .map(move |(form, offset)| (form.clone(), (unit, *offset, anaphoric)))
    })
}

fn bounds(table: &BTreeMap<Bound, Vec<String>>) -> impl Iterator<Item = (String, Bound)> + '_ {
    table.iter().flat_map(|(&bound, forms)| each(forms, bound))
}

fn english() -> English {
    let units: UnitFile = read(include_str!("data/units.toml"));
    let money: CurrencyFile = read(include_str!("data/currencies.toml"));
    let counters: CounterFile = read(include_str!("data/counters.toml"));
    let bound: BoundFile = read(include_str!("data/bounds.toml"));
    let calendar: CalendarFile = read(include_str!("data/calendar.toml"));
    let numerals: NumeralFile = read(include_str!("data/numerals.toml"));
    let labels: LabelFile = read(include_str!("data/labels.toml"));
    let unit_words = units.unit.iter().flat_map(|u| each(&u.en, u.scale()));
    let money_words = money.currency.iter().flat_map(|c| each(&c.en, c.scale()));
    let numbered = |lists: &[Vec<String>]| -> HashMap<String, i8> {
        (1..)
            .zip(lists)
            .flat_map(|(n, forms)| each(forms, n).collect::<Vec<_>>())
            .collect()
    };
    let n = numerals.en;
    English {
        cardinals: n.cardinals,
        ordinals: n.ordinals,
        scales: n.scales,
        short_scales: n.short_scales,
        denominators: n.denominators,
        vague: n.vague,
        after_fraction: n.after_fraction,
        vague_before: Phrases::new(each(&n.vague_before, ())),
        multiples: n.multiples.always,
        multiples_with_object: n.multiples.with_object,
        objects: n.multiples.objects,
        units: Phrases::new(unit_words.chain(money_words)),
        symbols: units
            .unit
            .iter()
            .flat_map(|u| each(&u.symbols, u.scale()))
            .collect(),
        prefixes: money
            .currency
            .iter()
            .flat_map(|c| each(&c.prefix, c.scale()))
            .collect(),
        nouns: counters
            .class
            .iter()
            .flat_map(|c| each(&c.en, c.name.clone()))
            .collect(),
        bounds_before: Phrases::new(bounds(&bound.en.before)),
        bounds_after: Phrases::new(bounds(&bound.en.after)),
        months: numbered(&calendar.months),
        ambiguous_months: calendar.ambiguous_months,
        month_cues: calendar.month_cues,
        weekdays: numbered(&calendar.weekdays),
        weekday_names: calendar.weekday_names,
        weekday_repeats: calendar.weekday_repeats,
        relative: Phrases::new(
            relative(&calendar.en.relative, false).chain(relative(&calendar.en.anaphoric, true)),
        ),
        shifts: calendar.en.shift,
        parts: calendar.part.iter().flat_map(|p| each(&p.en, p.name)).collect(),
        labels: labels.en.before,
        idioms: Phrases::new(each(&labels.en.idioms, ())),
        stops: labels.en.stops,
        between: labels.en.between,
    }
}

fn korean() -> Korean {
    let units: UnitFile = read(include_str!("data/units.toml"));
    let money: CurrencyFile = read(include_str!("data/currencies.toml"));
    let counters: CounterFile = read(include_str!("data/counters.toml"));
    let bound: BoundFile = read(include_str!("data/bounds.toml"));
    let calendar: CalendarFile = read(include_str!("data/calendar.toml"));
    let numerals: NumeralFile = read(include_str!("data/numerals.toml"));
    let labels: LabelFile = read(include_str!("data/labels.toml"));
    let unit_words = units
        .unit
        .iter()
        .flat_map(|u| each(u.ko.iter().chain(&u.symbols), u.scale()));
    let money_words = money.currency.iter().flat_map(|c| each(&c.ko, c.scale()));
    let prefixed = money.currency.iter().flat_map(|c| each(&c.prefix, c.scale()));
    let n = numerals.ko;
    let k = calendar.ko;
    // Symbols before a number ($5) are looked up in the same table; none is a prefix of a Korean word.
    Korean {
        digits: n.digits,
        small: n.small,
        large: n.large,
        tens: Forms::new(n.tens),
        ones: Forms::new(n.ones),
        determiners: Forms::new(n.determiners),
        twenty: n.twenty,
        special: Forms::new(n.special),
        special_counters: n.special_counters,
        glued: n.glued,
        ranges: Forms::new(n.ranges),
        days: Forms::new(n.days),
        vague_before: n.vague_before,
        ordinals: Forms::new(n.ordinals),
        not_numerals: n.not_numerals,
        units: Forms::new(unit_words.chain(money_words).chain(prefixed)),
        counters: Forms::new(counters.class.iter().flat_map(|c| each(&c.ko, c.name.clone()))),
        native_counters: Forms::new(
            counters
                .class
                .iter()
                .flat_map(|c| each(&c.native, c.name.clone())),
        ),
        nouns: Forms::new(counters.class.iter().flat_map(|c| each(&c.nouns, c.name.clone()))),
        bounds_before: Forms::new(bounds(&bound.ko.before)),
        bounds_after: Forms::new(bounds(&bound.ko.after)),
        weekdays: Forms::new(
            (1..)
                .zip(&calendar.ko_weekdays)
                .map(|(n, form)| (form.clone(), n)),
        ),
        repeats: calendar.ko_repeats,
        relative: Forms::new(relative(&k.relative, false).chain(relative(&k.anaphoric, true))),
        stages: Forms::new(k.stages.iter().flat_map(|(&stage, forms)| each(forms, stage))),
        past: k.past,
        future: k.future,
        local: k.local,
        korean_time: k.korean,
        parts: Forms::new(calendar.part.iter().flat_map(|p| each(&p.ko, (p.name, p.plus)))),
        terms: labels.ko.terms,
        not_three: n.not_three,
        label_words: labels.ko.before,
        label_suffixes: Forms::new(each(&labels.ko.after, ())),
        lasting: k.lasting,
        before: Forms::new(units.before.into_iter().map(|b| (b.ko, b.means))),
        endings: endings(include_str!("data/endings.txt")),
    }
}

fn endings(file: &str) -> HashSet<String> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_reads() {
        assert_eq!(ENGLISH.months["oct"], 10);
        assert!(KOREAN.ends_before("은 말했다") && !KOREAN.ends_before("리즈"));
        assert_eq!(is_person("person"), Some(true));
        assert_eq!(currency_family("CAD"), Some("dollar"));
    }
}
