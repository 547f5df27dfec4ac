//! The beads that a translated article records: where each sentence came from needs no guessing.

use super::record::digest;
use crate::alignment::evaluate::Links;
use crate::article::Article;
use crate::sentences::Sentence;
use crate::text::{CharIndex, Span};
use serde::Deserialize;
use serde_json::Value;

/// What is read of a record.
#[derive(Deserialize)]
struct Record {
    digests: Digests,
    sentences: Vec<Pair>,
}

#[derive(Deserialize)]
struct Digests {
    source: String,
    target: String,
}

#[derive(Deserialize)]
struct Pair {
    source: [usize; 2],
    target: [usize; 2],
}

/// The beads of a translation, as `record`, the value of the key `translation`, has them, by the numbers of the sentences.
///
/// `None` where there is no record, or where either text is not the one it is of: then they have to be aligned.
pub fn beads(
    record: &Value,
    source: (&Article, &[Sentence]),
    target: (&Article, &[Sentence]),
) -> Option<Vec<Links>> {
    let record = Record::deserialize(record).ok()?;
    if record.digests.source != digest(&source.0.text) || record.digests.target != digest(&target.0.text) {
        return None;
    }
    let (here, there) = (CharIndex::new(&source.0.text), CharIndex::new(&target.0.text));
    let mut beads: Vec<Links> = Vec::new();
    for pair in &record.sentences {
        let bead = (
            touched(source.1, pair.source, &here),
            touched(target.1, pair.target, &there),
        );
        match beads.last_mut() {
            // What was put together on one side is one bead.
            Some(last) if shares(&last.0, &bead.0) || shares(&last.1, &bead.1) => {
                merge(&mut last.0, bead.0);
                merge(&mut last.1, bead.1);
            }
            _ => beads.push(bead),
        }
    }
    beads.retain(|(source, target)| !source.is_empty() || !target.is_empty());
    Some(beads)
}

/// The sentences that a span in characters touches.
fn touched(sentences: &[Sentence], [start, end]: [usize; 2], chars: &CharIndex<'_>) -> Vec<usize> {
    let characters = |span: Span| chars.span(span);
    let touches = |sentence: &&Sentence| {
        let [from, to] = characters(sentence.span);
        from < end && start < to
    };
    sentences
        .iter()
        .filter(touches)
        .map(|sentence| sentence.id)
        .collect()
}

fn shares(a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|id| b.contains(id))
}

fn merge(into: &mut Vec<usize>, ids: Vec<usize>) {
    into.extend(ids);
    into.sort_unstable();
    into.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions, read};
    use crate::sentences;
    use serde_json::json;

    #[test]
    fn recorded_spans_become_beads_and_edited_texts_do_not() {
        let options = ReadOptions {
            format: Some(Format::Plain),
            ..ReadOptions::default()
        };
        let article = |text: &str| read(text.as_bytes(), "a.txt", &options).unwrap();
        let source = article("It rained all day. It stopped at night. Nobody was hurt.\n");
        let target = article("온종일 비가 왔다. 밤에 그쳤다. 아무도 다치지 않았다.\n");
        let (here, there) = (sentences::split(&source), sentences::split(&target));
        let record = json!({
            "digests": {"source": digest(&source.text), "target": digest(&target.text), "article": "x"},
            "sentences": [
                {"source": [0, 18], "target": [0, 10], "guard": []},
                {"source": [19, 39], "target": [11, 18], "guard": []},
                {"source": [40, 56], "target": [19, 31], "guard": []},
            ],
        });
        let found = beads(&record, (&source, &here), (&target, &there)).unwrap();
        assert_eq!(
            found,
            [(vec![0], vec![0]), (vec![1], vec![1]), (vec![2], vec![2])]
        );
        let edited = article("온종일 비가 내렸다. 밤에 그쳤다. 아무도 다치지 않았다.\n");
        assert!(beads(&record, (&source, &here), (&edited, &sentences::split(&edited))).is_none());
        assert!(beads(&json!({"sentences": []}), (&source, &here), (&target, &there)).is_none());
    }
}
