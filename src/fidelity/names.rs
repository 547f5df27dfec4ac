//! The names of rules and faults, and what is written about each: the sections of `docs/faults/`.

use super::finding::Fault;
use super::rules;

/// The pages, embedded so that `daejo check --explain` needs no file.
const PAGES: &[&str] = &[
    include_str!("../../docs/faults/who.md"),
    include_str!("../../docs/faults/whether.md"),
    include_str!("../../docs/faults/how-said.md"),
    include_str!("../../docs/faults/how-many.md"),
    include_str!("../../docs/faults/what.md"),
    include_str!("../../docs/faults/marks.md"),
];

/// Rules that look at whole articles and so are none of [`rules::ALL`].
const OF_ARTICLES: &[&str] = &["bare", "speaker", "missing", "added", "wording"];

/// Every rule, in the order of their findings.
pub fn rules() -> impl Iterator<Item = &'static str> {
    rules::ALL
        .iter()
        .map(|r| r.name())
        .chain(OF_ARTICLES.iter().copied())
}

/// Every fault that a page describes, in their order.
pub fn faults() -> impl Iterator<Item = &'static str> {
    sections().map(|(name, _)| name)
}

/// The name as it is written, whatever its case and whether with `-` or `_`; `None` if it is none of a rule or fault.
pub fn known(name: &str) -> Option<String> {
    let same = |own: &&str| own.eq_ignore_ascii_case(&name.replace('-', "_"));
    rules()
        .find(same)
        .or_else(|| faults().find(same))
        .map(str::to_owned)
}

/// The rule or fault whose name is most like `name`, if one is.
pub fn nearest(name: &str) -> Option<String> {
    let name = name.replace('-', "_").to_lowercase();
    let apart = |own: &&str| distance(&own.to_lowercase(), &name);
    let best = rules().chain(faults()).min_by_key(apart)?;
    (apart(&best) <= 1 + best.len() / 4).then(|| best.to_owned())
}

/// What is written about a fault, or about every fault that a rule finds; `None` if it is neither.
pub fn explain(name: &str) -> Option<String> {
    let known = known(name)?;
    let own: Vec<String> = match sections().find(|(fault, _)| *fault == known) {
        Some((_, text)) => vec![text.to_owned()],
        None => {
            let quoted = format!("`{known}`");
            let found = sections().filter(|(_, text)| found_by(text).contains(&quoted));
            found.map(|(_, text)| text.to_owned()).collect()
        }
    };
    let head = if known.starts_with(char::is_uppercase) {
        String::new()
    } else {
        format!("# The rule `{known}`\n\n")
    };
    Some(format!("{head}{}\n", own.join("\n\n")))
}

/// The line of a section that lists its rules.
fn found_by(section: &str) -> &str {
    section
        .lines()
        .find(|l| l.contains("found by"))
        .unwrap_or_default()
}

/// Every section of the pages: the fault, and the text with its heading.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.iter().flat_map(|page| {
        let starts: Vec<usize> = page.match_indices("\n## ").map(|(at, _)| at + 1).collect();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([page.len()]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| {
            let text = page[start..end].trim_end();
            let name = text.trim_start_matches("## ").lines().next().unwrap_or_default();
            (name, text)
        })
    })
}

/// Letters to put in, leave out or change to make one word of the other (Levenshtein 1965).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether a page describes the fault.
pub fn is_described(fault: Fault) -> bool {
    let name = fault.to_string();
    faults().any(|f| f == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_fault_is_explained() {
        for rule in rules().filter(|r| *r != "bare") {
            assert!(explain(rule).is_some_and(|text| text.contains("## ")), "{rule}");
        }
        for fault in faults() {
            let parsed: Result<Fault, _> = serde_json::from_value(fault.into());
            assert!(parsed.is_ok_and(is_described), "{fault} is no fault");
            let text = explain(fault).expect("a section");
            assert!(
                text.contains("Example:") && text.contains("How it is found:"),
                "{fault}"
            );
        }
        assert_eq!(faults().count(), 48);
    }

    #[test]
    fn names_in_any_case() {
        assert_eq!(known("num-value"), Some("NUM_VALUE".to_owned()));
        assert_eq!(known("Number"), Some("number".to_owned()));
        assert_eq!(nearest("polarty"), Some("polarity".to_owned()));
        assert_eq!(nearest("xyzzyx"), None);
    }
}
