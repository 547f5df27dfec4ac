//! How well the statements found agree with gold: spans, speakers, and both together.
//!
//! A found statement goes with a gold one where the characters of their contents overlap by at least half
//! (intersection over union), the measure of the literature on quotation extraction; pairs are made best first and
//! each statement is used once. A speaker is right where it is resolved to the gold's entity: naming "he" is not
//! enough if "he" is taken for somebody else.

use super::kinds::Statements;
use crate::article::Article;
use crate::text::CharIndex;
use serde::Deserialize;

/// Least overlap of two contents that go together, intersection over union of characters.
pub const LEAST_OVERLAP: f64 = 0.5;

/// A statement of the gold, in strings of the article, in its order.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// Its kind, as in [`Kind`](super::Kind).
    pub kind: String,
    /// The words attributed; several stretches where a quotation is broken.
    pub content: Vec<String>,
    /// Who speaks, as named there; `None` where the subject is left out or nobody is named.
    pub speaker: Option<String>,
    /// The fullest name the article gives; `None` where nobody is named as the source.
    pub entity: Option<String>,
}

/// A statement found, as its JSON says it.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// The words attributed, in characters of the text, half-open.
    pub content: Vec<[usize; 2]>,
    /// Who speaks.
    pub speaker: Option<FoundSpeaker>,
}

/// Who speaks in a statement found.
#[derive(Debug, Clone, Deserialize)]
pub struct FoundSpeaker {
    /// The words of the mention; empty where the subject is left out.
    pub text: String,
    /// Who is meant.
    pub entity: Option<String>,
}

/// What became of each gold statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// For each gold statement the one found that goes with it.
    pub mates: Vec<Option<usize>>,
    /// For each gold statement whether its mate has the right speaker.
    pub speakers: Vec<bool>,
    /// How many statements were found.
    pub found: usize,
}

/// Counts of one kind, one article or a whole set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Statements of the gold.
    pub there: usize,
    /// Statements found.
    pub found: usize,
    /// Gold statements whose content was found.
    pub spans: usize,
    /// Those among them with the right speaker.
    pub speakers: usize,
}

impl Score {
    /// Precision, recall and their harmonic mean of `right`; 0 where there is nothing to count.
    pub fn rates(&self, right: usize) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let both = self.found + self.there;
        let f1 = if both == 0 {
            0.0
        } else {
            2.0 * right as f64 / both as f64
        };
        (share(self.found), share(self.there), f1)
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.there += other.there;
        self.found += other.found;
        self.spans += other.spans;
        self.speakers += other.speakers;
    }
}

impl Outcome {
    /// The counts.
    pub fn score(&self) -> Score {
        Score {
            there: self.mates.len(),
            found: self.found,
            spans: self.mates.iter().flatten().count(),
            speakers: self.speakers.iter().filter(|s| **s).count(),
        }
    }
}

/// Statements as this evaluation reads them.
pub fn found(article: &Article, statements: &Statements) -> Vec<Found> {
    let index = CharIndex::new(&article.text);
    let one = |s: &super::Statement| Found {
        content: index.spans(&s.content),
        speaker: s.speaker.as_ref().map(|speaker| FoundSpeaker {
            text: speaker
                .mention
                .map_or_else(String::new, |m| m.of(&article.text).to_owned()),
            entity: statements.entity(speaker).map(|e| e.name.clone()),
        }),
    };
    statements.statements.iter().map(one).collect()
}

/// Holds what was found in `text` against the gold.
pub fn evaluate(text: &str, gold: &[Gold], found: &[Found]) -> Outcome {
    let mates = assign(&locate(gold, text), found);
    let speakers = gold
        .iter()
        .zip(&mates)
        .map(|(g, mate)| mate.is_some_and(|m| same_speaker(g, &found[m])))
        .collect();
    Outcome {
        mates,
        speakers,
        found: found.len(),
    }
}

/// Where each gold content stands, in characters. A string is looked for behind the statement before, then from its
/// beginning on; one that does not stand there any more is looked for from the start.
fn locate(gold: &[Gold], text: &str) -> Vec<Vec<[usize; 2]>> {
    let (mut from, mut behind) = (0, 0);
    let mut place = |part: &String| {
        // A word that the statement before holds too ("the fee") is looked for behind it first.
        let at = text[behind..]
            .find(part.as_str())
            .map(|at| at + behind)
            .or_else(|| text[from..].find(part.as_str()).map(|at| at + from))
            .or_else(|| text.find(part.as_str()))?;
        (from, behind) = (at, at + part.len());
        let before = text[..at].chars().count();
        Some([before, before + part.chars().count()])
    };
    gold.iter()
        .map(|g| g.content.iter().filter_map(&mut place).collect())
        .collect()
}

/// The found statement that goes with each gold one: best overlap first, each used once.
fn assign(places: &[Vec<[usize; 2]>], found: &[Found]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (g, place) in places.iter().enumerate() {
        for (f, statement) in found.iter().enumerate() {
            let overlap = overlap(place, &statement.content);
            if overlap >= LEAST_OVERLAP {
                pairs.push((overlap, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut mates = vec![None; places.len()];
    let mut used = vec![false; found.len()];
    for (_, g, f) in pairs {
        if mates[g].is_none() && !used[f] {
            mates[g] = Some(f);
            used[f] = true;
        }
    }
    mates
}

/// Intersection over union of characters.
fn overlap(a: &[[usize; 2]], b: &[[usize; 2]]) -> f64 {
    let length = |spans: &[[usize; 2]]| spans.iter().map(|s| s[1].saturating_sub(s[0])).sum::<usize>();
    let shared: usize = a
        .iter()
        .flat_map(|a| b.iter().map(|b| a[1].min(b[1]).saturating_sub(a[0].max(b[0]))))
        .sum();
    let union = (length(a) + length(b)).saturating_sub(shared);
    if union == 0 {
        0.0
    } else {
        shared as f64 / union as f64
    }
}

/// One name may be a part of the other: `박세훈` and `박세훈 본부장`.
fn same_speaker(gold: &Gold, found: &Found) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let wanted = gold.entity.as_deref().or(gold.speaker.as_deref());
    match (&found.speaker, wanted) {
        (None, None) => true,
        (Some(found), Some(wanted)) => {
            let (a, b) = (
                plain(found.entity.as_deref().unwrap_or(&found.text)),
                plain(wanted),
            );
            !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(content: &str, entity: Option<&str>) -> Gold {
        Gold {
            kind: "direct".to_owned(),
            content: vec![content.to_owned()],
            speaker: None,
            entity: entity.map(str::to_owned),
        }
    }

    fn found(content: [usize; 2], text: &str, entity: &str) -> Found {
        Found {
            content: vec![content],
            speaker: Some(FoundSpeaker {
                text: text.to_owned(),
                entity: Some(entity.to_owned()),
            }),
        }
    }

    #[test]
    fn half_of_the_content_is_enough_and_a_wrong_antecedent_is_not() {
        let text = "it is over, he said. It is not, she said.";
        let gold = [
            gold("it is over", Some("Ann Lee")),
            gold("It is not", Some("Bo Kim")),
        ];
        let outcome = evaluate(
            text,
            &gold,
            &[found([0, 7], "he", "Ann Lee"), found([21, 30], "she", "Ann Lee")],
        );
        assert_eq!(outcome.mates, [Some(0), Some(1)]);
        assert_eq!(outcome.speakers, [true, false]);
        let score = outcome.score();
        assert_eq!(score.rates(score.speakers), (0.5, 0.5, 0.5));
    }

    #[test]
    fn nothing_found_scores_nothing() {
        let outcome = evaluate("a", &[gold("a", None)], &[]);
        assert_eq!(outcome.score().rates(0), (0.0, 0.0, 0.0));
    }
}
