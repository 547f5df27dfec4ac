//! Groups against groups: B-cubed (Bagga and Baldwin 1998) and V-measure (Rosenberg and Hirschberg 2007).

use super::Measure;
use std::collections::{BTreeMap, BTreeSet};

/// How well articles were grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Clusters {
    /// B-cubed precision and recall: the mean over articles of the share of its group that belongs with it.
    pub b_cubed: Measure,
    /// Whether groups hold articles of one event only.
    pub homogeneity: f64,
    /// Whether the articles of an event are in one group.
    pub completeness: f64,
}

impl Clusters {
    /// The harmonic mean of homogeneity and completeness.
    pub fn v_measure(&self) -> f64 {
        Measure {
            precision: self.homogeneity,
            recall: self.completeness,
        }
        .f1()
    }
}

/// Scores groups of article ids. Only articles that the gold knows count; one that the output lacks is a group of its own.
pub fn clusters(gold: &[Vec<String>], output: &[Vec<String>]) -> Clusters {
    let event = labels(gold);
    let known: BTreeSet<&str> = event.keys().copied().collect();
    let mut found = labels(output);
    found.retain(|id, _| known.contains(id));
    for (nth, id) in known.iter().enumerate() {
        found.entry(id).or_insert(output.len() + nth);
    }
    let pairs: Vec<(usize, usize)> = known.iter().map(|id| (event[id], found[id])).collect();
    let all = pairs.len() as f64;
    if pairs.is_empty() {
        return Clusters::default();
    }
    let events = counts(pairs.iter().map(|p| p.0));
    let groups = counts(pairs.iter().map(|p| p.1));
    let both = counts(pairs.iter().copied());
    let mut b_cubed = Measure::default();
    for pair in &pairs {
        b_cubed.precision += both[pair] / groups[&pair.1] / all;
        b_cubed.recall += both[pair] / events[&pair.0] / all;
    }
    let entropy =
        |counts: &BTreeMap<usize, f64>| counts.values().map(|n| -n / all * (n / all).ln()).sum::<f64>();
    let given = |of: &dyn Fn(&(usize, usize)) -> f64| {
        both.iter()
            .map(|(pair, n)| -n / all * (n / of(pair)).ln())
            .sum::<f64>()
    };
    let explained = |rest: f64, whole: f64| if whole <= 0.0 { 1.0 } else { 1.0 - rest / whole };
    Clusters {
        b_cubed,
        homogeneity: explained(given(&|p| groups[&p.1]), entropy(&events)),
        completeness: explained(given(&|p| events[&p.0]), entropy(&groups)),
    }
}

fn labels(groups: &[Vec<String>]) -> BTreeMap<&str, usize> {
    let named = groups.iter().enumerate();
    named
        .flat_map(|(label, ids)| ids.iter().map(move |id| (id.as_str(), label)))
        .collect()
}

fn counts<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_insert(0.0) += 1.0);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<Vec<String>> {
        text.split('|')
            .map(|g| g.chars().map(String::from).collect())
            .collect()
    }

    #[test]
    fn by_hand() {
        // Amigó et al. 2009: ab|c against ab c in one group.
        let scores = clusters(&groups("ab|c"), &groups("abc"));
        assert!((scores.b_cubed.precision - 5.0 / 9.0).abs() < 1e-9);
        assert!((scores.b_cubed.recall - 1.0).abs() < 1e-9);
        assert!((scores.completeness - 1.0).abs() < 1e-9 && scores.homogeneity.abs() < 1e-9);
        let right = clusters(&groups("ab|c"), &groups("c|ba"));
        assert!((right.b_cubed.f1() - 1.0).abs() < 1e-9 && (right.v_measure() - 1.0).abs() < 1e-9);
    }
}
