//! What a quantity is: a value, what it counts, and how exactly it is meant.

use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One quantity found in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Number, counter and bound words, in the text it was found in: `1천500명`, `at least 12`, `지난 18일`.
    #[serde(skip, default = "nowhere")]
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// What is counted or measured.
    pub unit: Unit,
    /// Whether the value is exact, a limit, or about right.
    pub bound: Bound,
    /// For a measure, how it stood in the text before it was converted to its base unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Written>,
}

/// A quantity that comes back from JSON has no text of its own.
const fn nowhere() -> Span {
    Span::new(0, 0)
}

impl Quantity {
    /// A quantity with its unit, exact and not converted.
    pub fn new(span: Span, value: Value, unit: Unit) -> Self {
        Self {
            span,
            value,
            unit,
            bound: Bound::Exact,
            written: None,
        }
    }

    /// A number of something.
    pub fn number(span: Span, number: Decimal, unit: Unit) -> Self {
        Self::new(span, Value::Number { number }, unit)
    }

    /// Whether a faithful translation may well leave it unsaid, or say what the source leaves unsaid: `one`, `two`
    /// (양국, both), `first`, a part of the day, a day named only by its distance (`today`, 이날).
    ///
    /// That such a quantity has no counterpart proves nothing; that its counterpart differs does.
    pub fn is_light(&self) -> bool {
        match &self.value {
            Value::Number { number } => {
                let number = self.written.map_or(*number, |w| w.number);
                let two =
                    number == Decimal::TWO && matches!(self.unit, Unit::None | Unit::Count(_) | Unit::Times);
                let half = number == Decimal::new(5, 1) && self.unit == Unit::Share;
                let age = matches!(&self.unit, Unit::Count(class) if class == AGE_DECADE);
                let share = matches!(self.unit, Unit::Percent | Unit::PercentPoint);
                (number == Decimal::ONE || number.is_zero()) && !share || two || half || age
            }
            Value::Ordinal { number } => *number <= 2,
            Value::Time { hour, .. } => hour.is_none(),
            Value::Date(date) => date.anaphoric || date.is_relative_only(),
            Value::Range { .. } | Value::Vague { .. } => false,
        }
    }
}

/// The class of 20대, `in her 20s`.
pub(super) const AGE_DECADE: &str = "age-decade";

/// A measure as it stood in the text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// The number written.
    pub number: Decimal,
    /// How many base units one of the written unit is.
    pub factor: Decimal,
}

/// What a quantity says, independent of language and notation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateValue {
    /// Year, where named.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Day of the week, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// Quarter of the year, 1 to 4.
    pub quarter: Option<i8>,
    /// Half of the year, 1 or 2.
    pub half: Option<i8>,
    /// The ten years that begin with `year`: `the 1990s`.
    pub decade: bool,
    /// Which part of the month, year or decade: `early`, `mid-`, 말.
    pub stage: Option<Stage>,
    /// Said of a day the text has just named (`이날`, `전날`, `the same day`); resolved as if that were the day of
    /// publication unless the text names a day before it.
    pub anaphoric: bool,
    /// On which side of the day of publication it lies, where the text says so: `지난 18일`, `next Monday`.
    pub side: Option<Side>,
    /// Comes again and again (`every Monday`, 매주 월요일), so that it means no one day.
    pub repeats: bool,
    /// Whose clock the text says it goes by.
    pub zone: Option<Zone>,
    /// Said relative to the day of publication (`yesterday`, `지난해`, `이날`), in the stated unit.
    pub relative: Option<Relative>,
    /// First and last day it can mean, resolved against the publication date. Equal for a single day.
    pub resolved: Option<(Date, Date)>,
}

impl DateValue {
    /// Whether nothing but a distance from the day of publication is given.
    pub fn is_relative_only(&self) -> bool {
        self.relative.is_some()
            && self.year.is_none()
            && self.month.is_none()
            && self.day.is_none()
            && self.weekday.is_none()
            && self.quarter.is_none()
            && self.half.is_none()
    }

    /// The smallest calendar unit it names.
    pub fn finest(&self) -> CalendarUnit {
        if self.day.is_some() || self.weekday.is_some() {
            CalendarUnit::Day
        } else if self.month.is_some() {
            CalendarUnit::Month
        } else if self.quarter.is_some() || self.half.is_some() {
            CalendarUnit::Quarter
        } else {
            self.relative.map_or(CalendarUnit::Year, |r| r.unit)
        }
    }
}

/// A part of a month, a year or a decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Stage {
    Early,
    Mid,
    Late,
}

/// Before or after the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Side {
    Past,
    Future,
}

/// Whose clock a date goes by, where the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// The clock of the place of the event: `local time`, 현지시간.
    Local,
    /// The clock of Korea: `Korean time`, 한국시간.
    Korea,
}

/// A date said by its distance from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// How many units from now; negative is past.
    pub offset: i32,
    /// The unit.
    pub unit: CalendarUnit,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// A share said as a fraction: `half`, `two-thirds`, 3분의 1.
    Share,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// `about`, `some`, `약`, `가량`, `안팎`.
    About,
    /// A little over: `300-odd`, 300여.
    Odd,
    /// `nearly`, `almost`, `가까운`, `육박`.
    Nearly,
}
