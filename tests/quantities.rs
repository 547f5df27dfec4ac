//! Cases of quantities, read from `tests/quantities/`, and what must hold of any text.

use daejo::quantities::{Comparison, Options, Value, compare, find};
use daejo::text::Language;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The rows of a TSV file, comments left out.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

fn verdict(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "equal",
        Comparison::BoundDiffers => "bound",
        Comparison::UnitDiffers => "unit",
        Comparison::Differs { tenfold: true } => "tenfold",
        Comparison::Differs { tenfold: false } => "differs",
        Comparison::Unknown => "unknown",
    }
}

#[test]
fn pairs_compare_as_they_should() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("quantities/pairs.tsv")) {
        let options = Options {
            published: row[3].parse().ok(),
        };
        let source = find(row[0], Language::En, &options);
        let target = find(row[1], Language::Ko, &options);
        let got = match (source.as_slice(), target.as_slice()) {
            ([a], [b]) => verdict(compare(a, b)),
            _ => "unknown",
        };
        let back = match (source.as_slice(), target.as_slice()) {
            ([a], [b]) => verdict(compare(b, a)),
            _ => "unknown",
        };
        if got != row[2] || back != got {
            wrong.push(format!(
                "{row:?}: {got}, turned round {back}\n  {source:?}\n  {target:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quantities_are_found_where_they_stand() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("quantities/counts.tsv")) {
        let lang = row[0].parse().expect("the file names a language");
        let found = find(row[1], lang, &Options::default());
        let words: Vec<&str> = found.iter().map(|q| q.span.of(row[1])).collect();
        let got = if words.is_empty() {
            "-".to_owned()
        } else {
            words.join("; ")
        };
        if got != row[2] {
            wrong.push(format!("{}\n  wanted {}\n  found  {got}", row[1], row[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The spellings of a number in Korean news.
fn spellings(n: u64) -> Vec<String> {
    let mut groups = Vec::new();
    for (power, word) in [
        (1_0000_0000_0000, "조"),
        (1_0000_0000, "억"),
        (1_0000, "만"),
        (1, ""),
    ] {
        let group = n / power % 1_0000;
        if group > 0 {
            groups.push((group, word));
        }
    }
    let hangul = |group: u64, lead: bool| {
        let mut text = String::new();
        for (power, word) in [(1000, "천"), (100, "백"), (10, "십"), (1, "")] {
            let digit = usize::try_from(group / power % 10).expect("a digit");
            if digit == 0 {
                continue;
            }
            if digit > 1 || power == 1 && !(lead && group == 1) {
                text.push_str(["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"][digit]);
            }
            text.push_str(word);
        }
        text
    };
    let thousands = |group: u64| match (group / 1000, group % 1000) {
        (0, rest) => rest.to_string(),
        (thousand, 0) => format!("{thousand}천"),
        (thousand, rest) => format!("{thousand}천{rest}"),
    };
    let join = |f: &dyn Fn(u64) -> String| groups.iter().map(|(g, w)| f(*g) + w).collect::<String>();
    vec![
        n.to_string(),
        join(&|g| g.to_string()),
        join(&thousands),
        groups
            .iter()
            .enumerate()
            .map(|(i, (g, w))| hangul(*g, i == 0 && *w == "만") + w)
            .collect(),
    ]
}

proptest! {
    #[test]
    fn korean_spellings_read_back(n in 11u64..9_000_000_000_000_000) {
        for spelling in spellings(n) {
            let text = format!("{spelling} 원");
            let found = find(&text, Language::Ko, &Options::default());
            prop_assert_eq!(found.len(), 1, "{}", text);
            let number = Decimal::from(n);
            prop_assert_eq!(&found[0].value, &Value::Number { number }, "{}", text);
        }
    }

    #[test]
    fn any_text_is_read(text in "[ 0-9a-zA-Z가-힣.,:%$~\\-()㎞조억만천백십일이삼열두세년월일시분제여명개]{0,60}") {
        check_spans(&text);
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,60}") {
        check_spans(&text);
    }
}

/// Spans are in order, do not overlap and lie on characters; every pair can be compared.
fn check_spans(text: &str) {
    let options = Options {
        published: Some(jiff::civil::date(2024, 2, 29)),
    };
    for lang in [Language::En, Language::Ko] {
        let found = find(text, lang, &options);
        let mut last = 0;
        for quantity in &found {
            assert!(
                quantity.span.start >= last && !quantity.span.is_empty(),
                "{text:?} {found:?}"
            );
            assert!(text.get(quantity.span.range()).is_some());
            last = quantity.span.end;
            let _ = quantity.to_string();
        }
        for pair in found.windows(2) {
            compare(&pair[0], &pair[1]);
        }
    }
}
