//! Who does it and to whom: the doer and the one it is done to, exchanged.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};

/// Who does it and to whom: an English subject and object of a verb of action, of which Korean particles make object
/// and subject.
///
/// Silent where the verb is passive, or where the Korean predicate turns the view round (패하다, 당하다, 받다).
pub struct Parts;

impl Rule for Parts {
    fn name(&self) -> &'static str {
        "parts"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let from = match (pair.source.lang(), pair.target.lang()) {
            (Language::En, Language::Ko) => From::Source,
            (Language::Ko, Language::En) => From::Target,
            _ => return,
        };
        let english = pair.own(from);
        let acts = english.signals("act");
        let Some((own, other)) = acts.iter().find_map(|&act| exchanged(pair, from, act)) else {
            return;
        };
        let (source, target) = match from {
            From::Source => (own, other),
            From::Target => (other, own),
        };
        let reason = format!(
            "“{}” and “{}” have changed places.",
            english.words(own[0]),
            english.words(own[1])
        );
        out.push(pair.finding(
            self.name(),
            Fault::RoleSwap,
            Severity::Critical,
            (&source, &target),
            reason,
        ));
    }
}

/// Subject and object of the act, and the Korean words for them, where their particles are the wrong way round.
fn exchanged(pair: &Pair<'_>, from: From, act: Span) -> Option<([Span; 2], [Span; 2])> {
    let (english, korean) = (pair.own(from), pair.other(from));
    let sentence = pair.sentence(from, act);
    let clause = pair.clause(from, act);
    let regions = pair.across(from, act, Reach::Sentence);
    if korean.has_in("converse", &regions) {
        return None;
    }
    let before = pair.twins_in(from, Span::new(clause.start, act.start.max(clause.start)));
    let after = pair.twins_in(from, Span::new(act.end, sentence.end.max(act.end)));
    let (doer, target) = (before.last()?, after.first()?);
    let close = |a: usize, b: usize| {
        english.words(Span::new(a, b)).split_whitespace().count() <= 4
            && !english.words(Span::new(a, b)).contains([',', '"', '“', '”', '.'])
    };
    if !close(doer.0.end, act.start) || !close(act.end, target.0.start) || doer.1 == target.1 {
        return None;
    }
    if !touches(&regions, doer.1) || !touches(&regions, target.1) {
        return None;
    }
    let particle = |(own, across): (Span, Span)| {
        // A name may have further words before its particle.
        let reach = if english.words(own).starts_with(char::is_uppercase) {
            3
        } else {
            1
        };
        Particle::after(korean, across, reach)
    };
    let (x, y) = (particle(*doer)?, particle(*target)?);
    let turned = matches!(
        (x, y),
        (Particle::Object, Particle::Topic | Particle::Subject) | (Particle::Subject, Particle::Topic)
    );
    turned.then_some(([doer.0, target.0], [doer.1, target.1]))
}

/// What a Korean particle makes of its noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Particle {
    /// 은, 는.
    Topic,
    /// 이, 가.
    Subject,
    /// 을, 를, 에게, 한테.
    Object,
}

impl Particle {
    /// The first particle on the word at `at` or the words after it, `reach` in all.
    fn after(korean: &Passage<'_>, at: Span, reach: usize) -> Option<Self> {
        let end = korean.span.end;
        let rest = korean.words(Span::new(at.start, end));
        rest.split_whitespace().take(reach).find_map(Self::of)
    }

    fn of(eojeol: &str) -> Option<Self> {
        let lexicon = |name| lexicon::class(name).stands(eojeol, Language::Ko);
        if lexicon("topic-particle") {
            Some(Self::Topic)
        } else if lexicon("object-particle") {
            Some(Self::Object)
        } else if lexicon("subject-particle") {
            Some(Self::Subject)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles() {
        assert!(Particle::of("정부군은") == Some(Particle::Topic));
        assert!(Particle::of("장관을") == Some(Particle::Object));
        assert!(Particle::of("대통령이") == Some(Particle::Subject));
        assert!(Particle::of("유나이티드").is_none());
    }
}
