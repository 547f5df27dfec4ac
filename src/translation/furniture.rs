//! Furniture that every agency writes its own way, but that says the same: end marks.
//!
//! Bylines, datelines and notices hold names of people and agencies; they stand in the translation as they stand in
//! the original, and the record of the translation lists them.

use crate::article::Role;
use crate::text::Language;

/// What stands in an article of the `target` language in place of this furniture; `None` where nothing settled does.
pub fn settled(words: &str, role: Role, target: Language) -> Option<String> {
    let mark = match target {
        Language::Ko => "(끝)",
        Language::En => "(END)",
        _ => return None,
    };
    // Rows of signs (`###`) are the same in every language.
    let has_words = words.chars().any(char::is_alphabetic);
    (role == Role::End && has_words).then(|| mark.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_marks_have_a_form_in_each_language() {
        assert_eq!(settled("(끝)", Role::End, Language::En).as_deref(), Some("(END)"));
        assert_eq!(settled("###", Role::End, Language::Ko), None);
        assert_eq!(settled("By Jane Roe", Role::Byline, Language::Ko), None);
    }
}
