//! Where the units of a corrected file stand in the two texts.
//!
//! What counts is the words: the sentences whose words, put together, are those of the unit. Editors join, split and
//! move sentences, and change the white space between them, but the numbers that a file keeps beside its text stay what
//! they were. The numbers serve where there are no words, where the words stand in the text more than once, and where
//! an editor has corrected a letter or two.

use super::{Part, Unit};
use crate::alignment::evaluate::Links;
use std::collections::HashMap;
use std::ops::Range;

/// What [`locate`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Located {
    /// Beads by the numbers of their sentences, in the order of the file. No sentence stands in two.
    pub beads: Vec<Links>,
    /// Places in the file of units whose sentences are not found, or stand in another unit already.
    pub lost: Vec<usize>,
}

/// Sentences that a unit may hold on one side.
const MOST: usize = 16;

/// Share of its characters that a unit edited since must have in common with the sentences of its numbers.
const ALIKE: f64 = 0.7;

/// Finds the sentences of every unit. Pairs come before what stands alone: a sentence that an editor has paired may
/// still stand alone in a row left over.
pub fn locate(units: &[Unit], source: &[String], target: &[String]) -> Located {
    let (mut here, mut there) = (Side::new(source), Side::new(target));
    let mut found: Vec<Option<Links>> = vec![None; units.len()];
    let mut located = Located::default();
    let is_pair = |unit: &Unit| !unit.source.is_empty() && !unit.target.is_empty();
    let every = || units.iter().enumerate();
    let pairs = every().filter(|(_, unit)| is_pair(unit));
    let alone = every().filter(|(_, unit)| !is_pair(unit));
    for (at, unit) in pairs.chain(alone) {
        if unit.source.is_empty() && unit.target.is_empty() {
            continue;
        }
        match (here.find(&unit.source), there.find(&unit.target)) {
            (Some(a), Some(b)) => {
                here.take(&a);
                there.take(&b);
                found[at] = Some((a, b));
            }
            _ if is_pair(unit) => located.lost.push(unit.place),
            _ => {}
        }
    }
    located.beads = found.into_iter().flatten().collect();
    located.lost.sort_unstable();
    located
}

/// The sentences of one text and which of them are spoken for.
struct Side {
    /// Each sentence without its white space.
    keys: Vec<String>,
    /// Where runs of sentences begin, by a hash of their keys; how many they are.
    runs: HashMap<u64, Vec<(usize, usize)>>,
    taken: Vec<bool>,
    /// One past the sentence found last: the next is most likely here.
    next: usize,
}

impl Side {
    fn new(lines: &[String]) -> Self {
        let keys: Vec<String> = lines.iter().map(|line| key(line)).collect();
        let mut runs: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
        for from in 0..keys.len() {
            let mut hash = EMPTY;
            for (more, key) in keys[from..].iter().take(MOST).enumerate() {
                hash = extended(hash, key);
                // A blank line at the end would be a second way to say the same.
                if !key.is_empty() {
                    runs.entry(hash).or_default().push((from, more + 1));
                }
            }
        }
        Self {
            taken: vec![false; keys.len()],
            keys,
            runs,
            next: 0,
        }
    }

    /// The sentences of a part that are still free; none for a part that is none.
    fn find(&self, part: &Part) -> Option<Vec<usize>> {
        if part.is_empty() {
            return Some(Vec::new());
        }
        let key = key(&part.text);
        let numbered = self.numbered(&part.ids);
        if key.is_empty() {
            return numbered;
        }
        let runs = self.runs(&key);
        if let Some(ids) = numbered
            .as_ref()
            .filter(|ids| runs.iter().any(|run| run.clone().eq(ids.iter().copied())))
        {
            return Some(ids.clone());
        }
        let nearest = runs.into_iter().min_by_key(|run| run.start.abs_diff(self.next));
        let run = nearest.map(Iterator::collect);
        run.or_else(|| numbered.filter(|ids| self.is_alike(ids, &key)))
    }

    /// The numbers, where all are those of free sentences.
    fn numbered(&self, ids: &[usize]) -> Option<Vec<usize>> {
        let free = ids.iter().all(|&id| self.taken.get(id) == Some(&false));
        let ascending = ids.is_sorted_by(|a, b| a < b);
        (!ids.is_empty() && free && ascending).then(|| ids.to_vec())
    }

    /// Runs of free sentences whose words are `key`.
    fn runs(&self, key: &str) -> Vec<Range<usize>> {
        let runs = self
            .runs
            .get(&extended(EMPTY, key))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let ranges = runs.iter().map(|&(from, count)| from..from + count);
        ranges
            .filter(|run| !self.taken[run.clone()].contains(&true) && self.keys[run.clone()].concat() == key)
            .collect()
    }

    fn is_alike(&self, ids: &[usize], key: &str) -> bool {
        let words: String = ids.iter().map(|&id| self.keys[id].as_str()).collect();
        shared(&words, key) >= ALIKE
    }

    fn take(&mut self, ids: &[usize]) {
        for &id in ids {
            self.taken[id] = true;
            self.next = id + 1;
        }
    }
}

/// FNV-1a: the hash of a text and of what is put after it.
fn extended(hash: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(hash, step)
}

const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// A text without its white space: what editors change without meaning to.
fn key(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Share of pairs of neighbouring characters that two texts have in common (Dice).
fn shared(a: &str, b: &str) -> f64 {
    let pairs = |text: &str| -> HashMap<(char, char), usize> {
        let mut counts = HashMap::new();
        for pair in text.chars().zip(text.chars().skip(1)) {
            *counts.entry(pair).or_insert(0) += 1;
        }
        counts
    };
    let (a, b) = (pairs(a), pairs(b));
    let total: usize = a.values().chain(b.values()).sum();
    let common: usize = a
        .iter()
        .map(|(pair, &n)| n.min(b.get(pair).copied().unwrap_or(0)))
        .sum();
    if total == 0 {
        0.0
    } else {
        2.0 * common as f64 / total as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    fn unit(place: usize, source: (&[usize], &str), target: (&[usize], &str)) -> Unit {
        let part = |(ids, text): (&[usize], &str)| Part {
            ids: ids.to_vec(),
            text: text.to_owned(),
        };
        Unit {
            place,
            source: part(source),
            target: part(target),
        }
    }

    #[test]
    fn words_come_before_numbers() {
        let (source, target) = (owned(&["A b.", "C d.", "E f."]), owned(&["가 나.", "다."]));
        // An editor has moved "C d." from the first row to the second.
        let units = [
            unit(1, (&[0, 1], "A b."), (&[0], "가 나.")),
            unit(2, (&[2], "C d.\nE  f."), (&[1], "다.")),
        ];
        let located = locate(&units, &source, &target);
        assert_eq!(located.beads, [(vec![0], vec![0]), (vec![1, 2], vec![1])]);
        assert!(located.lost.is_empty());
    }

    #[test]
    fn numbers_tell_like_sentences_apart_and_survive_a_correction() {
        let source = owned(&["No.", "He said so on Tuesday.", "No."]);
        let target = owned(&["아니다.", "그가 화요일에 그렇게 말했다.", "안 된다."]);
        let units = [
            unit(1, (&[2], "No."), (&[2], "안 된다.")),
            unit(
                2,
                (&[1], "He said so on Tuseday."),
                (&[1], "그가 화요일에 그렇게 말했다."),
            ),
        ];
        assert_eq!(
            locate(&units, &source, &target).beads,
            [(vec![2], vec![2]), (vec![1], vec![1])]
        );
    }

    #[test]
    fn what_is_not_in_the_text_is_told() {
        let units = [
            unit(1, (&[], "Elsewhere."), (&[], "가.")),
            unit(2, (&[9], ""), (&[0], "")),
        ];
        let located = locate(&units, &owned(&["A."]), &owned(&["가."]));
        assert_eq!((located.beads.len(), located.lost), (0, vec![1, 2]));
    }

    #[test]
    fn a_pair_comes_before_a_row_left_over() {
        let units = [
            unit(1, (&[], ""), (&[0], "가.")),
            unit(2, (&[0], "A."), (&[], "가.")),
        ];
        let located = locate(&units, &owned(&["A."]), &owned(&["가."]));
        assert_eq!(
            located,
            Located {
                beads: vec![(vec![0], vec![0])],
                lost: vec![]
            }
        );
    }
}
