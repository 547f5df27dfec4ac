//! Two times of day.

use super::Comparison;
use crate::quantities::value::{DayPart, Value};

pub(super) fn compare(a: &Value, b: &Value) -> Comparison {
    let (
        Value::Time { hour, minute, part },
        Value::Time {
            hour: h,
            minute: m,
            part: p,
        },
    ) = (a, b)
    else {
        return Comparison::Unknown;
    };
    let same = match (hour, h) {
        (Some(x), Some(y)) => {
            let halves_known = known_half(*x, *part) && known_half(*y, *p);
            let hours = if halves_known { x == y } else { x % 12 == y % 12 };
            hours && minute.unwrap_or(0) == m.unwrap_or(0)
        }
        (Some(x), None) => meets(1 << (x % 24), *p),
        (None, Some(y)) => meets(1 << (y % 24), *part),
        (None, None) => meets(part.map_or(ALL, hours), *p),
    };
    if same {
        Comparison::Equal
    } else {
        Comparison::Differs { tenfold: false }
    }
}

/// Whether the text tells morning from afternoon.
fn known_half(hour: u8, part: Option<DayPart>) -> bool {
    part.is_some() || hour > 12 || hour == 0
}

fn meets(mask: u32, part: Option<DayPart>) -> bool {
    mask & part.map_or(ALL, hours) != 0
}

const ALL: u32 = 0xFF_FFFF;

/// The hours a part of the day can mean, one bit an hour. They overlap as widely as the words of the two languages
/// do: 새벽 is early, the small hours and still night.
fn hours(part: DayPart) -> u32 {
    let between = |from: u32, to: u32| (from..to).fold(0, |mask, hour| mask | 1 << (hour % 24));
    match part {
        DayPart::Am => between(0, 12),
        DayPart::Pm => between(12, 24),
        DayPart::Dawn => between(0, 7),
        DayPart::Morning => between(4, 12),
        DayPart::Noon => between(11, 16),
        DayPart::Afternoon => between(12, 18),
        DayPart::Evening => between(16, 23),
        DayPart::Night => between(18, 29),
        DayPart::Midnight => between(23, 25),
        DayPart::Late => between(16, 24),
        DayPart::Early => between(0, 10),
    }
}
