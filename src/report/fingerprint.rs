//! What tells a finding from all others, wherever in the articles it now stands.

use super::passage;
use crate::fidelity::Finding;
use crate::pipeline::Side;
use crate::text::Span;
use sha2::{Digest, Sha256};

/// Name of the fingerprint in SARIF, with its version.
pub const NAME: &str = "daejoPassages/v2";

/// A digest of rule, fault, and on both sides the words found and the sentences they stand in, white space aside.
///
/// Text added or taken away elsewhere does not change it; a change to one of the two sentences does, so that what was
/// accepted once is looked at again.
pub fn fingerprint(finding: &Finding, source: &Side, target: &Side) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        // The length keeps "ab" + "c" apart from "a" + "bc".
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(finding.rule);
    part(&finding.fault.to_string());
    for (side, spans) in [(source, &finding.source), (target, &finding.target)] {
        part(&passage::quote(&side.article, spans));
        let ids = passage::sentences(side, spans);
        let sentences: Vec<Span> = ids.iter().map(|&id| side.sentences[id].span).collect();
        part(&passage::quote(&side.article, &sentences));
    }
    let digest = hash.finalize();
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
