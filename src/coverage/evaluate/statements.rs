//! Statements against gold statements, by the mentions they hold.
//!
//! A mention of the output is that of the gold which lies in the same article and shares at least half of the shorter
//! one's letters in one piece. The gold lists every statement that several articles carry, so that a statement of
//! several articles that it does not have is a false one; of what one article alone carries it lists what matters, so
//! that those count towards recall and coverage alone. Articles of which the gold has no statement at all are not judged:
//! what is matched among them alone is neither right nor wrong.

use super::Measure;
use super::overlap::overlap;
use crate::coverage::{Agreement, Carried};
use std::collections::{BTreeMap, BTreeSet};

/// Words in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The article's id.
    pub article: String,
    /// The words.
    pub text: String,
}

/// A statement of the gold.
#[derive(Debug, Clone)]
pub struct GoldStatement {
    /// Its mentions.
    pub mentions: Vec<Text>,
    /// In which languages it is reported.
    pub carried: Carried,
    /// Whether the articles agree.
    pub agreement: Agreement,
}

/// A statement of the output.
pub type OutStatement = GoldStatement;

/// How well the statements of events were matched and judged.
#[derive(Debug, Clone, Copy, Default)]
pub struct StatementScores {
    /// Share of the gold's mentions that the output has in any statement.
    pub mentions_found: f64,
    /// Pairs of mentions of two articles that are one statement.
    pub pairs: Measure,
    /// Statements of several articles: right where at least half of the mentions of either belong to both.
    pub matched: Measure,
    /// Share of the gold's statements whose coverage is right; one that was not found is wrong.
    pub coverage: f64,
    /// The same among those that were found.
    pub coverage_of_found: f64,
    /// Statements on which articles differ.
    pub differing: Measure,
}

/// Scores the statements of all events together.
pub fn statements(gold: &[GoldStatement], output: &[OutStatement]) -> StatementScores {
    let judged: BTreeSet<&str> = gold.iter().flat_map(ids).collect();
    let output: Vec<OutStatement> = output
        .iter()
        .filter(|s| ids(s).any(|id| judged.contains(id)))
        .cloned()
        .collect();
    let output = output.as_slice();
    let places = Places::new(gold, output);
    let (pairs, found_mentions, all_mentions) = (places.pairs(), places.found(), places.gold_mentions());
    let best: Vec<Option<usize>> = (0..gold.len()).map(|g| places.best_for(g)).collect();
    let right = |g: &usize| best[*g].is_some_and(|o| output[o].carried == gold[*g].carried);
    let covered = (0..gold.len()).filter(right).count();
    let known = best.iter().flatten().count();
    StatementScores {
        mentions_found: ratio(found_mentions, all_mentions),
        pairs,
        matched: places.matched(),
        coverage: ratio(covered, gold.len()),
        coverage_of_found: ratio(covered, known),
        differing: differing(gold, output, &best),
    }
}

/// The articles of its mentions.
fn ids(statement: &GoldStatement) -> impl Iterator<Item = &str> {
    statement.mentions.iter().map(|m| m.article.as_str())
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

fn differing(gold: &[GoldStatement], output: &[OutStatement], best: &[Option<usize>]) -> Measure {
    let differ = |s: &GoldStatement| s.agreement == Agreement::Differ;
    let right: BTreeSet<usize> = gold
        .iter()
        .zip(best)
        .filter(|(g, _)| differ(g))
        .filter_map(|(_, best)| best.filter(|&o| differ(&output[o])))
        .collect();
    Measure::of(
        right.len(),
        output.iter().filter(|s| differ(s)).count(),
        gold.iter().filter(|s| differ(s)).count(),
    )
}

/// Which statement of the gold each mention of the output belongs to.
struct Places<'a> {
    gold: &'a [GoldStatement],
    output: &'a [OutStatement],
    /// By statement of the output and its mentions: the mentions of the gold (statement, place) it stands for.
    of: Vec<Vec<Vec<(usize, usize)>>>,
}

/// Share of the shorter string from which on two are one stretch.
const SAME: f64 = 0.5;

impl<'a> Places<'a> {
    fn new(gold: &'a [GoldStatement], output: &'a [OutStatement]) -> Self {
        let mut of_article: BTreeMap<&str, Vec<(usize, usize, &str)>> = BTreeMap::new();
        for (g, statement) in gold.iter().enumerate() {
            for (m, mention) in statement.mentions.iter().enumerate() {
                of_article
                    .entry(&mention.article)
                    .or_default()
                    .push((g, m, &mention.text));
            }
        }
        let place = |mention: &Text| {
            let candidates = of_article
                .get(mention.article.as_str())
                .map_or(&[][..], Vec::as_slice);
            let scored: Vec<(f64, usize, usize)> = candidates
                .iter()
                .map(|&(g, m, text)| (overlap(text, &mention.text), g, m))
                .filter(|s| s.0 >= SAME)
                .collect();
            let most = scored.iter().map(|s| s.0).fold(0.0, f64::max);
            // Words that the gold gives to several statements are mentions of each.
            scored
                .into_iter()
                .filter(|s| s.0 >= most - 1e-9)
                .map(|(_, g, m)| (g, m))
                .collect()
        };
        let of = output
            .iter()
            .map(|s| s.mentions.iter().map(place).collect())
            .collect();
        Self { gold, output, of }
    }

    fn gold_mentions(&self) -> usize {
        self.gold.iter().map(|s| s.mentions.len()).sum()
    }

    fn found(&self) -> usize {
        let found: BTreeSet<(usize, usize)> = self.of.iter().flatten().flatten().copied().collect();
        found.len()
    }

    /// Pairs of mentions in two articles. Two mentions of one article in one statement make no pair.
    fn pairs(&self) -> Measure {
        let (mut found, mut right) = (0, BTreeSet::new());
        let mut true_found = 0;
        for (statement, places) in self.output.iter().zip(&self.of) {
            for (i, here) in places.iter().enumerate() {
                for (j, there) in places.iter().enumerate().skip(i + 1) {
                    if statement.mentions[i].article == statement.mentions[j].article {
                        continue;
                    }
                    found += 1;
                    let shared = here
                        .iter()
                        .find_map(|a| there.iter().find(|b| a.0 == b.0).map(|b| (*a, *b)));
                    if let Some((a, b)) = shared {
                        true_found += 1;
                        right.insert((a.min(b), a.max(b)));
                    }
                }
            }
        }
        let there: usize = self.gold.iter().map(|s| pairs_of(&s.mentions)).sum();
        Measure {
            precision: ratio(true_found, found),
            recall: ratio(right.len(), there),
        }
    }

    /// The statement of the output that holds most of a gold statement's mentions.
    fn best_for(&self, g: usize) -> Option<usize> {
        let shared = |o: usize| self.shared(g, o);
        (0..self.output.len())
            .rev()
            .max_by_key(|&o| shared(o))
            .filter(|&o| shared(o) > 0)
    }

    /// Mentions of a gold statement that a statement of the output holds.
    fn shared(&self, g: usize, o: usize) -> usize {
        let held: BTreeSet<usize> = self.of[o]
            .iter()
            .flatten()
            .filter(|p| p.0 == g)
            .map(|p| p.1)
            .collect();
        held.len()
    }

    fn matched(&self) -> Measure {
        let several = |mentions: &[Text]| articles(mentions) > 1;
        let there: Vec<usize> = (0..self.gold.len())
            .filter(|&g| several(&self.gold[g].mentions))
            .collect();
        let found: Vec<usize> = (0..self.output.len())
            .filter(|&o| several(&self.output[o].mentions))
            .collect();
        let mut taken = BTreeSet::new();
        for &g in &there {
            let best = found
                .iter()
                .filter(|o| !taken.contains(*o))
                .max_by_key(|&&o| (self.shared(g, o), std::cmp::Reverse(o)));
            let Some(&o) = best else { continue };
            let shared = self.shared(g, o);
            let own = articles(&self.output[o].mentions).max(shared);
            if shared * 2 >= self.gold[g].mentions.len() && shared * 2 >= own && shared > 1 {
                taken.insert(o);
            }
        }
        Measure::of(taken.len(), found.len(), there.len())
    }
}

fn articles(mentions: &[Text]) -> usize {
    let ids: BTreeSet<&str> = mentions.iter().map(|m| m.article.as_str()).collect();
    ids.len()
}

fn pairs_of(mentions: &[Text]) -> usize {
    let ids: Vec<&str> = mentions.iter().map(|m| m.article.as_str()).collect();
    let pairs = (0..ids.len()).flat_map(|i| (i + 1..ids.len()).map(move |j| (i, j)));
    pairs.filter(|&(i, j)| ids[i] != ids[j]).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(mentions: &[(&str, &str)], carried: Carried) -> GoldStatement {
        let text = |&(article, text): &(&str, &str)| Text {
            article: article.to_owned(),
            text: text.to_owned(),
        };
        GoldStatement {
            mentions: mentions.iter().map(text).collect(),
            carried,
            agreement: Agreement::Agree,
        }
    }

    #[test]
    fn a_split_statement_costs_recall_and_coverage() {
        let gold = [statement(
            &[("a", "boats lie idle"), ("b", "배가 묶인다")],
            Carried::Both,
        )];
        let whole = statements(&gold, &gold);
        assert!((whole.pairs.f1() - 1.0).abs() < 1e-9 && (whole.coverage - 1.0).abs() < 1e-9);
        let split = [
            statement(&[("a", "boats lie idle")], Carried::EnOnly),
            statement(&[("b", "배가 묶인다")], Carried::KoOnly),
        ];
        let split = statements(&gold, &split);
        assert!(split.pairs.recall < 0.1 && split.matched.recall < 0.1 && split.coverage < 0.1);
        assert!((split.mentions_found - 1.0).abs() < 1e-9);
    }

    #[test]
    fn articles_without_gold_are_not_judged() {
        let gold = [statement(
            &[("a", "boats lie idle"), ("b", "배가 묶인다")],
            Carried::Both,
        )];
        let stranger = statement(
            &[("c", "the vote was put off"), ("d", "표결이 미뤄졌다")],
            Carried::Both,
        );
        let output = [gold[0].clone(), stranger];
        assert!((statements(&gold, &output).matched.f1() - 1.0).abs() < 1e-9);
    }
}
