//! Who vouches for it: a source that is not named, or an office.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, Passage, written};

/// Who vouches for it: a source that is not named, or an office.
pub struct SourceLevel;

impl Rule for SourceLevel {
    fn name(&self) -> &'static str {
        "source_level"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (nameless, official, spans) = if exchanged(&pair.source, &pair.target) {
            let spans = (pair.source.signals("anonymous"), pair.target.signals("official"));
            (&pair.source, &pair.target, spans)
        } else if exchanged(&pair.target, &pair.source) {
            let spans = (pair.source.signals("official"), pair.target.signals("anonymous"));
            (&pair.target, &pair.source, spans)
        } else {
            return;
        };
        let reason = format!(
            "The {} text gives a source that is not named (“{}”), the {} text an official one (“{}”).",
            nameless.language(),
            written(nameless, &nameless.signals("anonymous")),
            official.language(),
            written(official, &official.signals("official")),
        );
        out.push(pair.finding(
            self.name(),
            Fault::SourceLevel,
            Severity::Major,
            (&spans.0, &spans.1),
            reason,
        ));
    }
}

/// Whether `here` alone has a source without name and `there` alone an office.
fn exchanged(here: &Passage<'_>, there: &Passage<'_>) -> bool {
    here.has("anonymous")
        && !there.has("anonymous")
        && !there.has("anonymous.any")
        && there.has("official")
        && !here.has("official.any")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_source_became_an_office() {
        assert_eq!(
            faults(
                &SourceLevel,
                "Talks resumed, a diplomatic source said.",
                "회담이 재개됐다고 대변인이 밝혔다."
            ),
            [Fault::SourceLevel]
        );
    }

    #[test]
    fn kept() {
        silent(
            &SourceLevel,
            "Talks resumed, a diplomatic source said.",
            "회담이 재개됐다고 외교 소식통이 전했다.",
        );
    }
}
