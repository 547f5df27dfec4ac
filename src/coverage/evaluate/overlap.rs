//! Whether two strings of one article are the same stretch of it.

/// Letters that two stretches must share to be one; a Korean syllable counts for two. `That` and `it` stand everywhere.
const FEWEST: usize = 5;

/// Share of the shorter string, letters and digits alone, that stands in one piece in the longer; 0 to 1. 0 where that
/// piece is too short to tell anything.
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<Vec<char>>()
    };
    let (a, b) = (letters(a), letters(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let (end, length) = longest_common(&a, &b);
    let weight: usize = a[end - length..end]
        .iter()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum();
    if weight < FEWEST && length < a.len().max(b.len()) {
        return 0.0;
    }
    length as f64 / shorter as f64
}

/// Where in `a` the longest stretch that both have ends, and its length.
fn longest_common(a: &[char], b: &[char]) -> (usize, usize) {
    let mut row = vec![0usize; b.len() + 1];
    let mut longest = (0, 0);
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { 0 };
            if row[j + 1] > longest.1 {
                longest = (i + 1, row[j + 1]);
            }
            diagonal = above;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_the_same_stretch() {
        assert!((overlap("the company had \"no excuse\"", "“no excuse”") - 1.0).abs() < 1e-9);
        assert!(overlap("boats would lie idle", "Greenland was asked") < 0.3);
        assert!(overlap("", "x") < 0.1);
        assert!(overlap("that", "the driver said that he had braked") < 0.1);
        assert!((overlap("Yes", "“Yes.”") - 1.0).abs() < 1e-9);
    }
}
