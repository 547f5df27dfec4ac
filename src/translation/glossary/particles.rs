//! Korean particles that take another form after a consonant than after a vowel.
//!
//! ```text
//! 국정원은 → 정보부는    바이든이 → 트럼프가    서울으로 → 서울로    NATO을 → NATO를
//! ```

use std::sync::LazyLock;

/// How a word ends, as it is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Consonant,
    Vowel,
    Rieul,
}

/// One row of the list: a particle in its forms.
struct Particle {
    forms: [&'static str; 3],
    /// Whether more may follow in the same word: 으로 + 는.
    is_open: bool,
}

static PARTICLES: LazyLock<Vec<Particle>> = LazyLock::new(|| {
    let rows = include_str!("../data/particles.tsv").lines();
    let mut list: Vec<Particle> = rows
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            match cells[..] {
                [consonant, vowel, rieul, tail] => Particle {
                    forms: [consonant, vowel, rieul],
                    is_open: tail == "+",
                },
                _ => Particle {
                    forms: [cells[0]; 3],
                    is_open: false,
                },
            }
        })
        .collect();
    // The longest first: 이라 before 이.
    list.sort_by_key(|p| std::cmp::Reverse(p.forms.iter().map(|form| form.len()).max()));
    list
});

/// The particle that `rest` begins with, in the form that goes with a noun, and how many bytes of `rest` it takes the
/// place of. `None` where nothing that changes stands there, or nobody can say how the noun is spoken.
pub fn agreeing(noun: &str, rest: &str) -> Option<(&'static str, usize)> {
    let end = end(noun)?;
    let (particle, length) = leading(rest)?;
    Some((particle.forms[end as usize], length))
}

/// Whether what follows a noun in the same word is a particle or nothing, so that the noun is a word by itself.
pub fn may_follow(rest: &str) -> bool {
    !rest.starts_with(is_syllable) || leading(rest).is_some()
}

/// What a word may be without the particles at its end, the longest first: 바이든은 is 바이든은, 바이든 or 바이. What is
/// left has two syllables or more.
pub fn stems(word: &str) -> Vec<&str> {
    let starts = word.char_indices().map(|(at, _)| at).skip(2);
    let mut stems: Vec<&str> = starts
        .filter(|&at| are_particles(&word[at..]))
        .map(|at| &word[..at])
        .collect();
    stems.push(word);
    stems.reverse();
    stems
}

/// Whether a text is one particle or several: 으로 + 부터.
fn are_particles(text: &str) -> bool {
    let begins = |particle: &Particle, form: &str| {
        text.strip_prefix(form)
            .is_some_and(|rest| rest.is_empty() || particle.is_open && are_particles(rest))
    };
    PARTICLES
        .iter()
        .any(|particle| particle.forms.iter().any(|form| begins(particle, form)))
}

fn leading(rest: &str) -> Option<(&'static Particle, usize)> {
    PARTICLES.iter().find_map(|particle| {
        let mut forms = particle.forms.to_vec();
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        let form = forms.into_iter().find(|form| rest.starts_with(form))?;
        let ends = !rest[form.len()..].starts_with(is_syllable);
        (ends || particle.is_open).then_some((particle, form.len()))
    })
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// How a word ends: by its last syllable, the reading of its last digit, or of its last letter where it is spelt out.
fn end(word: &str) -> Option<End> {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = bare.chars().next_back()?;
    if is_syllable(last) {
        return Some(match (u32::from(last) - u32::from('가')) % 28 {
            0 => End::Vowel,
            8 => End::Rieul,
            _ => End::Consonant,
        });
    }
    let spelt_out = bare
        .chars()
        .rev()
        .take_while(char::is_ascii_alphabetic)
        .all(|c| c.is_ascii_uppercase());
    match last {
        '1' | '7' | '8' => Some(End::Rieul),
        '0' | '3' | '6' => Some(End::Consonant),
        '2' | '4' | '5' | '9' => Some(End::Vowel),
        'L' | 'R' if spelt_out => Some(End::Rieul),
        'M' | 'N' if spelt_out => Some(End::Consonant),
        'A'..='Z' if spelt_out => Some(End::Vowel),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(noun: &str, rest: &str) -> String {
        match agreeing(noun, rest) {
            Some((particle, length)) => format!("{noun}{particle}{}", &rest[length..]),
            None => format!("{noun}{rest}"),
        }
    }

    #[test]
    fn particles_agree_with_the_noun() {
        for (noun, rest, expected) in [
            ("정보부", "은 말했다", "정보부는 말했다"),
            ("트럼프", "이", "트럼프가"),
            ("국정원", "를", "국정원을"),
            ("서울", "으로", "서울로"),
            ("부산", "로는", "부산으로는"),
            ("한국은행", "와의", "한국은행과의"),
            ("기자", "이라고", "기자라고"),
            ("학생", "라며", "학생이라며"),
            ("NATO", "을", "NATO를"),
            ("MBN", "는", "MBN은"),
            ("제3", "는", "제3은"),
            ("Apple", "은", "Apple은"),
            ("대통령", "에게", "대통령에게"),
            ("대통령", " 이", "대통령 이"),
            ("국정원", "장은", "국정원장은"),
        ] {
            assert_eq!(joined(noun, rest), expected);
        }
    }

    #[test]
    fn a_word_is_parted_from_its_particles() {
        assert_eq!(stems("바이든은"), ["바이든은", "바이든", "바이"]);
        assert_eq!(stems("트럼프로부터"), ["트럼프로부터", "트럼프로", "트럼프"]);
        assert_eq!(stems("정부의"), ["정부의", "정부"]);
        assert_eq!(stems("나는"), ["나는"]);
        assert!(may_follow("은 그") && may_follow(" 장") && may_follow("") && !may_follow("장은"));
    }
}
