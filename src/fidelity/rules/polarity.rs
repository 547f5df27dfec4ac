//! Whether it is so or not.

use super::Rule;
use super::contrast;
use super::negation::{Negated, Negations, negated_words};
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Matched, Pair, Passage, touches, written};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// Whether it is so or not: a negation that only one side has, where nothing on the other could stand for it.
pub struct PolarityFlip;

impl Rule for PolarityFlip {
    fn name(&self) -> &'static str {
        "polarity"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let negations = Negations::of(pair);
        for (from, to) in [(From::Source, From::Target), (From::Target, From::Source)] {
            let finite = ending_clauses(pair.own(from), &negations.on(from).plain);
            let alone: Vec<Span> = finite
                .into_iter()
                .filter(|&at| is_lost(pair, from, at, (negations.on(from), negations.on(to))))
                .collect();
            if !alone.is_empty() {
                out.push(self.finding(pair, from, &alone));
                return;
            }
        }
        for (from, to) in [(From::Source, From::Target), (From::Target, From::Source)] {
            if let Some(at) = flipped(pair, from, (negations.on(from), negations.on(to))) {
                out.push(self.finding(pair, from, &[at]));
                return;
            }
        }
    }
}

/// A negation within a quotation whose counterpart has none: the two are known to stand for each other, whatever their
/// clauses are tied to. The sentences of the counterpart must hold nothing that could stand for it.
fn flipped(pair: &Pair<'_>, from: From, (here, there): (&Negated, &Negated)) -> Option<Span> {
    let finite = ending_clauses(pair.own(from), &here.plain);
    let quoted = |m: &&Matched<'_>| m.is_sure() && !m.source.marks.is_empty() && !m.target.marks.is_empty();
    pair.matched.iter().filter(quoted).find_map(|m| {
        let own = match from {
            From::Source => m.source,
            From::Target => m.target,
        };
        let at = *finite
            .iter()
            .find(|f| own.content.iter().any(|c| c.contains(f)))?;
        // *Not unlimited*, 사라지고 없었다: two signs on one side are one statement.
        let signs = here
            .possible
            .iter()
            .filter(|p| own.content.iter().any(|c| c.overlaps(p)));
        if signs.filter(|p| !p.overlaps(&at)).count() > 0 {
            return None;
        }
        let across = pair.sentences_of(from.back(), m);
        let silent = !there.is_in(&across) && !there.possible.iter().any(|p| touches(&across, *p));
        (silent && !across.is_empty()).then_some(at)
    })
}

impl PolarityFlip {
    fn finding(&self, pair: &Pair<'_>, from: From, at: &[Span]) -> Finding {
        let reason = format!(
            "“{}” negates the statement; nothing in the {} text does.",
            written(pair.own(from), at),
            pair.other(from).language()
        );
        let spans: (&[Span], &[Span]) = match from {
            From::Source => (at, &[]),
            From::Target => (&[], at),
        };
        // Judged by the words in and around what is negated.
        let confirms = |at: &Span| {
            let own = [pair.clause(from, *at)];
            let across = pair.across(from, *at, Reach::Clause);
            pair.own(from).has_in("confirmation", &own) && pair.other(from).has_in("confirmation", &across)
        };
        let fault = if at.iter().any(confirms) {
            Fault::NonconfirmFlip
        } else {
            Fault::PolarityFlip
        };
        pair.finding(self.name(), fault, Severity::Critical, spans, reason)
    }
}

/// Clauses as like as this say the same, even if no word of the one is like a word of the other.
const SAID: f32 = 0.25;

/// Whether what is negated at `at` stands on the other side, and nothing there negates it.
///
/// A word that is negative in meaning answers a negation, unless it only stands for the word that was negated: of *would
/// not withdraw* and 철수하겠다, 철수 is the withdrawal. So does the contrary of what is
/// negated: *did not rise* and 떨어졌다.
fn is_lost(pair: &Pair<'_>, from: From, at: Span, (here, there): (&Negated, &Negated)) -> bool {
    let regions = pair.across(from, at, Reach::Neighbours);
    if there.is_in(&regions) {
        return false;
    }
    // The clause may be tied to the wrong one: a negation beside any word of the clause answers it, too.
    let kin = pair.kin_in(from, pair.clause(from, at));
    let sentences = kin.iter().map(|(_, other)| pair.sentence(from.back(), *other));
    if there.plain.len() >= here.plain.len() && there.is_in(&sentences.collect::<Vec<_>>()) {
        return false;
    }
    let negated = pair.twins_in(from, negated_words(pair, from, at));
    let stands_for = |p: &Span| negated.iter().any(|(_, twin)| twin.overlaps(p));
    let answered = there
        .possible
        .iter()
        .any(|p| touches(&regions, *p) && !stands_for(p));
    let kept = kin.iter().any(|(_, other)| touches(&regions, *other)) || pair.said(from, at) >= SAID;
    kept && !answered && !contrast::is_turned(pair, from, at, here)
}

/// Korean negations that stand in a predicate that ends its clause; English negations all count.
fn ending_clauses(passage: &Passage<'_>, negations: &[Span]) -> Vec<Span> {
    let finite = passage.signals("finite-negation");
    let counts = |n: &&Span| passage.lang() != Language::Ko || touches(&finite, **n);
    negations.iter().filter(counts).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::{faults, silent};

    #[test]
    fn a_negation_lost() {
        assert_eq!(
            faults(
                &PolarityFlip,
                "He has not admitted the charges.",
                "그는 혐의를 인정했다."
            ),
            [Fault::PolarityFlip]
        );
        assert_eq!(
            faults(
                &PolarityFlip,
                "Russia has not confirmed the move.",
                "러시아는 이동을 확인했다."
            ),
            [Fault::NonconfirmFlip]
        );
    }

    #[test]
    fn a_negation_added() {
        assert_eq!(
            faults(
                &PolarityFlip,
                "The court will hear the case.",
                "법원은 사건을 심리하지 않는다."
            ),
            [Fault::PolarityFlip]
        );
    }

    #[test]
    fn negation_said_otherwise() {
        silent(
            &PolarityFlip,
            "Investors had no choice but to wait.",
            "투자자들은 기다릴 수밖에 없었다.",
        );
        silent(
            &PolarityFlip,
            "The court found him not guilty.",
            "법원은 그에게 무죄를 선고했다.",
        );
        silent(&PolarityFlip, "The rumour is groundless.", "근거 없는 소문이다.");
        silent(
            &PolarityFlip,
            "It will not stand idly by.",
            "이를 좌시하지 않을 것이다.",
        );
    }
}
