//! Particles: what a noun does in its clause.

use super::data;
use super::hangul::{is_hangul, last_coda};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a particle makes of its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Josa {
    /// 은, 는, 께서는: what the sentence is about.
    Topic,
    /// 이, 가, 께서.
    Subject,
    /// 을, 를.
    Object,
    /// 의.
    Genitive,
    /// 에서.
    From,
    /// 에게, 한테, 께.
    To,
    /// 에.
    At,
    /// 에게서, 로부터.
    Source,
    /// 로, 부터, 보다, 처럼 and other adverbial ones.
    By,
    /// 와, 과, 나.
    With,
    /// 도, 만, 까지: instead of subject, object or topic.
    Also,
}

/// What a particle may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Consonant,
    Vowel,
    VowelOrLiquid,
    Any,
}

struct Entry {
    form: &'static str,
    josa: Josa,
    after: After,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut table: Vec<Entry> = data::rows(include_str!("../data/josa.ko.tsv"))
        .filter_map(entry)
        .collect();
    table.sort_by_key(|e| std::cmp::Reverse(e.form.len()));
    table
});

static WITHOUT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| data::words(include_str!("../data/nouns_like_josa.ko.txt")).collect());

fn entry(row: &'static str) -> Option<Entry> {
    let mut cells = row.split('\t');
    let (form, class, after) = (cells.next()?, cells.next()?, cells.next()?);
    let josa = match class {
        "topic" => Josa::Topic,
        "subject" => Josa::Subject,
        "object" => Josa::Object,
        "genitive" => Josa::Genitive,
        "from" => Josa::From,
        "to" => Josa::To,
        "at" => Josa::At,
        "source" => Josa::Source,
        "with" => Josa::With,
        "also" => Josa::Also,
        _ => Josa::By,
    };
    let after = match after {
        "c" => After::Consonant,
        "v" => After::Vowel,
        "r" => After::VowelOrLiquid,
        _ => After::Any,
    };
    Some(Entry { form, josa, after })
}

/// Splits the particle off a word: length in bytes of what stands before it, and the particle.
///
/// Whether a particle fits is told from the final consonant before it (법원이, 정부가); after letters and figures,
/// which can be read either way, any fits. A word known to end like a particle (회의, 결과) keeps its end.
pub fn strip(word: &str) -> Option<(usize, Josa)> {
    // 환경공학과, 국어국문학과: a department, and no 과.
    if WITHOUT.contains(word) || word.ends_with("학과") {
        return None;
    }
    TABLE.iter().find_map(|entry| {
        let stem = word.strip_suffix(entry.form)?;
        (!stem.is_empty() && fits(stem, entry.after)).then_some((stem.len(), entry.josa))
    })
}

/// The particle that stands alone, behind a closing quotation mark or bracket.
pub fn alone(tail: &str) -> Option<Josa> {
    TABLE.iter().find(|e| e.form == tail).map(|e| e.josa)
}

fn fits(stem: &str, after: After) -> bool {
    let coda = match last_coda(stem) {
        Some(coda) => coda,
        None => return !stem.chars().all(is_hangul),
    };
    match after {
        After::Consonant => coda != ' ',
        After::Vowel => coda == ' ',
        After::VowelOrLiquid => matches!(coda, ' ' | 'ㄹ'),
        After::Any => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(word: &str) -> Option<(&str, Josa)> {
        strip(word).map(|(end, josa)| (&word[..end], josa))
    }

    #[test]
    fn particles_agree_with_what_they_follow() {
        assert_eq!(stripped("정부는"), Some(("정부", Josa::Topic)));
        assert_eq!(stripped("법원이"), Some(("법원", Josa::Subject)));
        assert_eq!(stripped("NATO는"), Some(("NATO", Josa::Topic)));
        assert_eq!(stripped("안보리에서"), Some(("안보리", Josa::From)));
        assert_eq!(stripped("서울로"), Some(("서울", Josa::By)));
        assert_eq!(
            stripped("국가안전보장회의(NSC)는"),
            Some(("국가안전보장회의(NSC)", Josa::Topic))
        );
    }

    #[test]
    fn nouns_that_only_look_so() {
        assert_eq!(stripped("회의"), None);
        assert_eq!(stripped("전문가"), None);
        assert_eq!(stripped("국가"), None);
        assert_eq!(stripped("마을"), None);
    }
}
