//! What was translated, in numbers.

use daejo::fidelity::Severity;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What was translated, in numbers.
#[derive(Default)]
pub struct Tally {
    articles: usize,
    failed: usize,
    sentences: usize,
    marked: usize,
    /// Sentences that do not pass.
    failing: usize,
    /// The gravest mark.
    pub gravest: Option<Severity>,
}

#[derive(Deserialize)]
struct Provenance {
    sentences: Vec<Guarded>,
}

#[derive(Deserialize)]
struct Guarded {
    guard: Vec<Graded>,
}

#[derive(Deserialize)]
struct Graded {
    severity: Severity,
}

impl Tally {
    /// One more line of the output.
    pub fn add(&mut self, line: &Map<String, Value>) {
        let provenance = line
            .get("translation")
            .and_then(|value| Provenance::deserialize(value).ok());
        let Some(Provenance { sentences }) = provenance else {
            self.failed += 1;
            return;
        };
        self.articles += 1;
        self.sentences += sentences.len();
        for sentence in sentences {
            let gravest = sentence.guard.iter().map(|mark| mark.severity).max();
            self.marked += usize::from(gravest.is_some());
            self.failing += usize::from(gravest >= Some(Severity::Major));
            self.gravest = self.gravest.max(gravest);
        }
    }

    /// For people.
    pub fn in_words(&self) -> String {
        let failed = match self.failed {
            0 => String::new(),
            n => format!("; not translated {n}"),
        };
        format!(
            "articles {}, sentences {}, marked by the guard {} ({} of them major or critical){failed}",
            self.articles, self.sentences, self.marked, self.failing
        )
    }
}
