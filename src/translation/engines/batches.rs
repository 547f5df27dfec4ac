//! Sentences in batches of like length, spread over threads, and the answers back in order.

use crate::translation::TranslationError;
use rayon::prelude::*;

/// What may be decoded together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// Tokens, padding included.
    pub(super) tokens: usize,
    /// Sentences.
    pub(super) rows: usize,
}

/// Part `part` of sentence `sentence`.
struct Row {
    sentence: usize,
    ids: Vec<u32>,
}

/// Translates sentences: `parts` are the tokens of a sentence in as many parts as the engine needs, none for a
/// sentence without any; `decode` answers a batch of parts with as many texts. Parts are joined by a space.
///
/// # Errors
/// The first that `decode` answers.
pub(super) fn in_batches(
    sentences: &[&str],
    budget: Budget,
    parts: impl Fn(&str) -> Vec<Vec<u32>> + Sync,
    decode: impl Fn(&[Vec<u32>]) -> Result<Vec<String>, TranslationError> + Sync,
) -> Result<Vec<String>, TranslationError> {
    let rows: Vec<Row> = sentences
        .par_iter()
        .enumerate()
        .flat_map_iter(|(sentence, text)| {
            let blank = text.trim().is_empty();
            let parts = if blank { Vec::new() } else { parts(text) };
            parts.into_iter().map(move |ids| Row { sentence, ids })
        })
        .collect();
    // Longest first, so that the last batches, for which other threads wait, are the short ones.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| std::cmp::Reverse(rows[row].ids.len()));
    let batches = divide(&order, &rows, budget);
    let answers = batches
        .par_iter()
        .map(|batch| {
            let ids: Vec<Vec<u32>> = batch.iter().map(|&row| rows[row].ids.clone()).collect();
            decode(&ids)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut texts = vec![String::new(); rows.len()];
    for (&row, answer) in batches
        .iter()
        .copied()
        .flatten()
        .zip(answers.into_iter().flatten())
    {
        texts[row] = answer;
    }
    let mut out = vec![String::new(); sentences.len()];
    for (row, text) in rows.iter().zip(texts) {
        let whole = &mut out[row.sentence];
        if !whole.is_empty() && !text.is_empty() {
            whole.push(' ');
        }
        whole.push_str(&text);
    }
    Ok(out)
}

/// Cuts the order into batches within the budget; a row that is over it by itself is a batch.
fn divide<'o>(order: &'o [usize], rows: &[Row], budget: Budget) -> Vec<&'o [usize]> {
    // With few sentences, smaller batches keep every thread at work.
    let share = order.len().div_ceil(rayon::current_num_threads());
    let mut batches = Vec::new();
    let mut rest = order;
    while let Some(&first) = rest.first() {
        let longest = rows[first].ids.len().max(1);
        let most = (budget.tokens / longest).min(budget.rows).min(share).max(1);
        let (batch, after) = rest.split_at(most.min(rest.len()));
        batches.push(batch);
        rest = after;
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_words(sentence: &str) -> Vec<Vec<u32>> {
        let ids: Vec<u32> = sentence.split(' ').map(|w| w.parse().unwrap_or(0)).collect();
        ids.chunks(4).map(<[u32]>::to_vec).collect()
    }

    fn texts(batch: &[Vec<u32>]) -> Vec<String> {
        batch
            .iter()
            .map(|ids| ids.iter().map(u32::to_string).collect::<Vec<_>>().join(" "))
            .collect()
    }

    proptest! {
        #[test]
        fn every_sentence_comes_back_in_its_place(
            numbers in prop::collection::vec(prop::collection::vec(0u32..99, 0..20), 0..40),
            tokens in 1usize..50,
            rows in 1usize..9,
        ) {
            let sentences = texts(&numbers);
            let given: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let answers = in_batches(&given, Budget { tokens, rows }, by_words, |batch| {
                let padded = batch.len() * batch.iter().map(Vec::len).max().unwrap_or(0);
                assert!(batch.len() == 1 || (padded <= tokens && batch.len() <= rows));
                Ok(texts(batch))
            });
            prop_assert_eq!(answers.unwrap(), sentences);
        }
    }
}
