//! How alike two segments are, and by which words the like of a segment is found.

use crate::text::language::is_hangul;
use std::collections::BTreeSet;

/// From this likeness on a segment of a memory is of use.
pub const ALIKE: f32 = 0.75;

/// One minus the edit distance over the longer length, in characters: 1 is equal. `None` below [`ALIKE`].
///
/// Levenshtein's distance by rows, given up as soon as no way through a row is short enough.
pub fn likeness(a: &str, b: &str) -> Option<f32> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longer = a.len().max(b.len());
    let allowed = longer / 4;
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let changed = corner + usize::from(left != right);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
        if row.iter().min().is_some_and(|&least| least > allowed) {
            return None;
        }
    }
    let distance = row[b.len()];
    #[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
    let score = 1.0 - distance as f32 / longer.max(1) as f32;
    (distance <= allowed).then_some(score)
}

/// The words by which a segment is found, and each two in a row, which are rare where the words are not. Of a Korean word
/// the first two syllables, which no particle changes; numbers, which change from one segment to the next, are none.
pub fn words(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()))
        .map(|word| {
            let take = if word.starts_with(is_hangul) {
                2
            } else {
                usize::MAX
            };
            word.chars().take(take).flat_map(char::to_lowercase).collect()
        })
        .collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    pairs.chain(words.iter().cloned()).collect()
}

/// `target` with its numbers put as in `line`, where `source`, of which it is the translation, differs from `line` in
/// numbers alone. `None` where it differs in more, or a number is not to be found in `target` exactly once.
pub fn renumbered(source: &str, target: &str, line: &str) -> Option<String> {
    let (old, new) = (numbers(source), numbers(line));
    if old.0 != new.0 || old.1.len() != new.1.len() {
        return None;
    }
    let mut places: Vec<(usize, &str, &str)> = Vec::new();
    for (&was, &is) in old.1.iter().zip(&new.1).filter(|(was, is)| was != is) {
        let mut found = whole(target, was);
        let at = found.next()?;
        if found.next().is_some() || old.1.iter().filter(|n| **n == was).count() > 1 {
            return None;
        }
        places.push((at, was, is));
    }
    places.sort_unstable();
    let (mut out, mut from) = (String::new(), 0);
    for (at, was, is) in places {
        out += &target[from..at];
        out += is;
        from = at + was.len();
    }
    Some(out + &target[from..])
}

/// The text with its numbers taken out, and the numbers.
fn numbers(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut between, mut found, mut from) = (Vec::new(), Vec::new(), 0);
    while let Some(at) = text[from..]
        .find(|c: char| c.is_ascii_digit())
        .map(|at| at + from)
    {
        let length = text[at..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
            .unwrap_or(text.len() - at);
        let number = text[at..at + length].trim_end_matches([',', '.']);
        between.push(&text[from..at]);
        found.push(number);
        from = at + number.len();
    }
    between.push(&text[from..]);
    (between, found)
}

/// Where a number stands that is no part of a longer one.
fn whole<'t>(text: &'t str, number: &'t str) -> impl Iterator<Item = usize> + 't {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(number).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = (&text[..at], &text[at + number.len()..]);
        let inside = |rest: &str| rest.starts_with([',', '.']) && digit(rest.chars().nth(1));
        let opened = before.ends_with([',', '.']) && digit(before.chars().rev().nth(1));
        !digit(before.chars().next_back()) && !digit(after.chars().next()) && !inside(after) && !opened
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn likeness_is_a_share_of_the_longer() {
        assert_eq!(likeness("abcd", "abcd"), Some(1.0));
        assert_eq!(likeness("abcd", "abcx"), Some(0.75));
        assert_eq!(likeness("abcd", "abxy"), None);
        assert_eq!(likeness("", ""), Some(1.0));
        assert_eq!(likeness("abcdefgh", "abcdefghij"), Some(0.8));
    }

    #[test]
    fn numbers_alone_may_be_put_anew() {
        let old = "The port sold 1,200 tickets on 3 days.";
        let new = "The port sold 950 tickets on 3 days.";
        assert_eq!(
            renumbered(old, "항구는 3일 동안 표 1,200장을 팔았다.", new).as_deref(),
            Some("항구는 3일 동안 표 950장을 팔았다.")
        );
        assert_eq!(
            renumbered(old, "항구는 3일 동안 표 천2백 장을 팔았다.", new),
            None
        );
        assert_eq!(
            renumbered(old, "항구는 표 1,200장, 아니 1,200장을 팔았다.", new),
            None
        );
        assert_eq!(renumbered(old, "표 11,200장", new), None);
        assert_eq!(
            renumbered(old, "x 1,200", "The port lost 950 tickets on 3 days."),
            None
        );
    }

    proptest! {
        #[test]
        fn likeness_knows_no_sides(a in "[ab가 ]{0,20}", b in "[ab가 ]{0,20}") {
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert_eq!(likeness(&a, &a), Some(1.0));
        }
    }
}
