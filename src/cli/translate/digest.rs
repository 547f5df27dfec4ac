//! What a line was made of: the article, and everything else that decides what comes out.
//!
//! Each line carries both digests, so that a run that goes on can tell what it may keep.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// The digests of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// Of the article as it was given.
    pub article: String,
    /// Of model, options, glossary and names; none where the article never came to a model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The last segment of the memory that was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<i64>,
}

impl Digests {
    /// Puts them into the object `key` of a line, beside those that are there.
    pub fn put(&self, line: &mut Map<String, Value>, key: &str) {
        let Some(Value::Object(inside)) = line.get_mut(key) else {
            return;
        };
        let there = inside.entry("digests").or_insert_with(|| json!({}));
        if let (Value::Object(there), Value::Object(own)) = (there, json!(self)) {
            there.extend(own);
        }
    }

    /// Those of a line.
    pub fn of(line: &Map<String, Value>) -> Option<Self> {
        let inside = line.get("translation").or_else(|| line.get("error"))?;
        Self::deserialize(inside.get("digests")?).ok()
    }
}

/// A digest of things, each told from the next: 64 bits, as 16 digits.
pub fn digest<P: AsRef<[u8]>>(parts: &[P]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_stand_in_the_line_and_come_back() {
        let digests = Digests {
            article: digest(&["a", "b"]),
            run: Some(digest(&["ab"])),
            memory: None,
        };
        assert_ne!(Some(&digests.article), digests.run.as_ref());
        let mut line = Map::new();
        line.insert(
            "translation".to_owned(),
            json!({"model": "m", "digests": {"source": "x"}}),
        );
        digests.put(&mut line, "translation");
        assert_eq!(line["translation"]["digests"]["source"], "x");
        assert_eq!(Digests::of(&line), Some(digests));
    }
}
