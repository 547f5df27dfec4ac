//! Whether two strings of one article are the same stretch of it.

/// Share of the shorter string, letters and digits alone, that stands in one piece in the longer; 0 to 1.
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
    longest_common(&a, &b) as f64 / shorter as f64
}

/// Length of the longest stretch that both have.
fn longest_common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    let mut longest = 0;
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { 0 };
            longest = longest.max(row[j + 1]);
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
    }
}
