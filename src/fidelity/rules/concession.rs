//! *Unless* and *if* against *even if*: a condition, and a case that makes no difference.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::Pair;
use crate::fidelity::ties::{From, Reach};
use crate::text::Span;

/// A condition on the one side, where the other says that it makes no difference: 떨어지지 않는 한 is not *even if it
/// falls*.
pub struct Concession;

impl Rule for Concession {
    fn name(&self) -> &'static str {
        "concession"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let found = [From::Source, From::Target]
            .into_iter()
            .find_map(|from| Some((from, conceded(pair, from)?)));
        let Some((from, (condition, concession))) = found else {
            return;
        };
        let (own, other) = (pair.own(from), pair.other(from));
        let reason = format!(
            "“{}” is a condition; “{}” says that it makes no difference.",
            own.words(condition),
            other.words(concession)
        );
        let (source, target) = match from {
            From::Source => (condition, concession),
            From::Target => (concession, condition),
        };
        out.push(pair.finding(
            self.name(),
            Fault::ConditionFlip,
            Severity::Critical,
            (&[source], &[target]),
            reason,
        ));
    }
}

/// Classes of conditions. A plain English *if* is not among them: it may concede (*a recount, if granted, would take …*).
const CONDITIONS: [&str; 2] = ["strict-condition", "negated-condition"];

/// A condition of this side in a sentence that concedes nothing, and a concession of the other in sentences without any
/// condition.
fn conceded(pair: &Pair<'_>, from: From) -> Option<(Span, Span)> {
    let (own, other) = (pair.own(from), pair.other(from));
    let stands = |at: &Span| {
        let across = pair.across(from, *at, Reach::Sentence);
        let concession = other
            .signals("concession")
            .into_iter()
            .find(|c| across.iter().any(|r| r.overlaps(c)))?;
        let back = pair.across(from.back(), concession, Reach::Sentence);
        let conceded =
            own.has_in("concession", &back) || own.has_in("concession", &[pair.sentence(from, *at)]);
        let conditional = ["condition", "plain-condition", "negated-condition"]
            .iter()
            .any(|name| other.has_in(name, &across));
        (!conceded && !conditional).then_some((*at, concession))
    };
    CONDITIONS
        .iter()
        .find_map(|name| own.signals(name).iter().find_map(stands))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn conceded() {
        let found = faults(
            &Concession,
            "Libraries could close unless the money was found elsewhere.",
            "돈을 다른 데서 마련하더라도 도서관이 문을 닫을 수 있다.",
        );
        assert_eq!(found, [Fault::ConditionFlip]);
    }

    #[test]
    fn faithful() {
        silent(
            &Concession,
            "There would be no rationing even if the level fell below 25 percent.",
            "저수율이 25% 아래로 떨어지더라도 제한 급수는 하지 않겠다.",
        );
        silent(
            &Concession,
            "If it rains, the match will go ahead all the same.",
            "비가 오더라도 경기를 치른다면 관중은 줄어들 것이다.",
        );
    }
}
