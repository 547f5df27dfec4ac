//! Where sentences end in the other languages: the full stops of their scripts, no lists of abbreviations.

use super::scan::Site;

/// Whether a sentence ends at the site.
pub fn ends(site: &Site<'_>) -> bool {
    let full_width = site.mark().contains(['。', '！', '？', '．']);
    if site.rest().is_empty() || full_width {
        return true;
    }
    if site.is_glued() {
        return false;
    }
    let next = site.next_word();
    let initial = site.word().chars().count() == 1 && site.word().chars().all(char::is_uppercase);
    let ordinal =
        site.mark() == "." && site.last_char().is_some_and(|c| c.is_ascii_digit()) && site.word().len() <= 2;
    !next.starts_with(char::is_lowercase) && !initial && !ordinal
}
