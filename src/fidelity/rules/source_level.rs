//! Who vouches for it: a source that is not named, or an office.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// Who vouches for it: a source that is not named, or an office.
pub struct SourceLevel;

impl Rule for SourceLevel {
    fn name(&self) -> &'static str {
        "source_level"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let Some((from, nameless_at, official_at)) = [From::Source, From::Target]
            .into_iter()
            .find_map(|from| exchanged(pair, from))
        else {
            return;
        };
        let (nameless, official) = (pair.own(from), pair.other(from));
        let reason = format!(
            "The {} text gives a source that is not named (“{}”), the {} text an official one (“{}”).",
            nameless.language(),
            written(nameless, &nameless_at),
            official.language(),
            written(official, &official_at),
        );
        let spans = match from {
            From::Source => (nameless_at, official_at),
            From::Target => (official_at, nameless_at),
        };
        out.push(pair.finding(
            self.name(),
            Fault::SourceLevel,
            Severity::Major,
            (&spans.0, &spans.1),
            reason,
        ));
    }
}

/// A source without name in a sentence of this side that has no office, where the other side has an office and no
/// such source.
fn exchanged(pair: &Pair<'_>, from: From) -> Option<(From, Vec<Span>, Vec<Span>)> {
    let (own, other) = (pair.own(from), pair.other(from));
    let spokesman = own.signals("unnamed").into_iter().find_map(|at| {
        let regions = pair.across(from, at, Reach::Sentence);
        let alone =
            !own.has_in("spokesman", &[pair.sentence(from, at)]) && !other.has_in("unnamed", &regions);
        let speaks: Vec<Span> = other
            .signals("spokesman")
            .into_iter()
            .filter(|&o| touches(&regions, o))
            .collect();
        (alone && !speaks.is_empty()).then(|| (from, vec![at], speaks))
    });
    if spokesman.is_some() {
        return spokesman;
    }
    own.signals("anonymous").into_iter().find_map(|at| {
        let regions = pair.across(from, at, Reach::Sentence);
        let nameless = other.has_in("anonymous", &regions) || other.has_in("anonymous.any", &regions);
        let named_here = own.has_in("official", &[pair.sentence(from, at)]);
        let offices: Vec<Span> = other
            .signals("official")
            .into_iter()
            .filter(|&o| touches(&regions, o))
            .collect();
        (!nameless && !named_here && !offices.is_empty()).then(|| (from, vec![at], offices))
    })
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
