//! Numbers, dates, times and units of both languages as values that can be compared.

use crate::text::{Language, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

/// One quantity found in a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    /// Number, counter and bound words, in the text it was found in: `1천500명`, `at least 12`, `지난 18일`.
    #[serde(skip)]
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// What is counted or measured.
    pub unit: Unit,
    /// Whether the value is exact, a limit, or about right.
    pub bound: Bound,
}

/// What a quantity says, independent of language and notation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Value {
    /// A number: `1,500`, `1만5천`, `half`, `두 배` (2, unit [`Unit::Times`]).
    Number {
        /// Its value in the unit's base (25 basis points are 0.25 percentage points).
        number: Decimal,
    },
    /// From one number to another: `10 to 12`, `10∼12`.
    Range {
        /// Lower end.
        low: Decimal,
        /// Upper end.
        high: Decimal,
    },
    /// A number known only by its order: `dozens`, `수백`, `hundreds of thousands`, `수십만`.
    Vague {
        /// The power of ten it counts in: 1 for dozens and 수십, 2 for hundreds and 수백.
        magnitude: u32,
    },
    /// A place in a row: `third`, `제2차`, `3rd`.
    Ordinal {
        /// 1 for the first.
        number: u32,
    },
    /// A calendar date, as far as the text names it.
    Date(DateValue),
    /// A time of day: `7 p.m.`, `오후 7시`, `자정`, or a part of it: `late`, `오전`.
    Time {
        /// Hours since midnight, where given.
        hour: Option<u8>,
        /// Minutes.
        minute: Option<u8>,
        /// The part of the day named.
        part: Option<DayPart>,
    },
}

/// A calendar date as far as a text names it, and, where a publication date was known, the days it can mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DateValue {
    /// Year, where named.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Day of the week, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// A year span: 10 for `the 1990s`, where `year` is its first.
    pub decade: bool,
    /// Said relative to the day of publication (`yesterday`, `지난해`, `이날`), in the stated unit.
    pub relative: Option<Relative>,
    /// First and last day it can mean, resolved against the publication date. Equal for a single day.
    pub resolved: Option<(Date, Date)>,
}

/// A date said by its distance from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Relative {
    /// How many units from now; negative is past.
    pub offset: i32,
    /// The unit.
    pub unit: CalendarUnit,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum CalendarUnit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    /// `a.m.`, 오전.
    Am,
    /// `p.m.`, 오후.
    Pm,
    /// `late Monday`, 늦게.
    Late,
    /// `early Monday`, 일찍.
    Early,
}

/// What is counted or measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "type", content = "of")]
pub enum Unit {
    /// No unit named.
    None,
    /// A count of something, by the class of its counter: `person` (명, people), `thing` (개), `unit` (부대) …;
    /// the classes stand in `data/counters.toml`.
    Count(String),
    /// A measure with a dimension; values are converted to its base (metre, square metre, kilogram, second …).
    Measure(Dimension),
    /// Money, by ISO 4217 code.
    Money(String),
    /// A share of a whole: per cent are held as per cent.
    Percent,
    /// Percentage points.
    PercentPoint,
    /// So many times as much: `doubled`, `두 배`.
    Times,
    /// A length of time in a calendar unit: `three months`, `석 달`.
    Span(CalendarUnit),
    /// A row of successes: `third straight`, `3연속`.
    InARow,
    /// A date or time, whose unit is itself.
    Calendar,
}

/// A physical dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Temperature,
    Speed,
    Power,
    Energy,
    Duration,
    Data,
    Magnitude,
}

/// How exactly a value is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// `at least`, `최소`, `이상`.
    AtLeast,
    /// `at most`, `up to`, `최대`, `이하`.
    AtMost,
    /// `more than`, `over`, `넘는`, `초과`.
    MoreThan,
    /// `fewer than`, `under`, `미만`.
    LessThan,
    /// `about`, `some`, `약`, `여`, `가량`, `안팎`.
    About,
    /// `nearly`, `almost`, `가까운`, `육박`.
    Nearly,
}

/// What a text is read against.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day of publication, in the outlet's own zone. Without it, relative dates stay unresolved.
    pub published: Option<Date>,
}

/// How two quantities stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The same value, bound and unit, or as near as a converted unit is printed.
    Equal,
    /// The same value, but a bound or vagueness was added or lost (`1,500` and `1천500여`).
    BoundDiffers,
    /// The same number of something else (`1,500` soldiers and `1,500` units).
    UnitDiffers,
    /// Another value; `tenfold` where it is off by a power of ten.
    Differs {
        /// The two differ by a power of ten.
        tenfold: bool,
    },
    /// Not to be judged: a weekday without a publication date, things of different kinds.
    Unknown,
}

/// Finds every number, date, time and measure in `text`, in order, without overlaps.
///
/// Spans index `text`. An unknown or absent language gives what both languages write the same.
pub fn find(_text: &str, _lang: Language, _options: &Options) -> Vec<Quantity> {
    Vec::new()
}

/// Compares a quantity of one language with one of the other.
pub fn compare(_source: &Quantity, _target: &Quantity) -> Comparison {
    Comparison::Unknown
}
