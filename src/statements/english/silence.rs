//! Cues with nothing behind them: "declined to comment", "a meeting that the ministry would not confirm".

use super::contents::{After, Shape};
use super::subjects::{Order, Subject};
use super::tags::Tag;
use std::ops::Range;

impl After<'_, '_> {
    /// "declined to comment" and nothing behind it.
    pub(super) fn is_silent(&self) -> bool {
        use crate::statements::kinds::Kind;
        let (unit, hit) = (self.unit, self.hit());
        let silent = hit.cue.entry.kind == Some(Kind::NoComment) || hit.negated && hit.cue.silence;
        silent && (hit.end >= unit.end() || unit.is_comma(hit.end) || unit.tokens[hit.end].is_break())
    }

    /// "Asked whether anyone would go, the spokeswoman declined to comment": what was asked, in front of the subject.
    pub(super) fn question_put(&self, from: usize) -> Option<Range<usize>> {
        let unit = self.unit;
        let asked = |i: usize| matches!(unit.lower(i), "asked" | "pressed" | "questioned" | "quizzed");
        let first = from + usize::from(unit.lower(from) == "when");
        if !asked(first) {
            return None;
        }
        let subject = self.acts[self.n].1.as_ref()?.start();
        let start = (first + 1..subject).find(|&i| {
            matches!(
                unit.lower(i),
                "whether" | "if" | "how" | "why" | "what" | "who" | "when" | "where"
            )
        });
        let start = start.or_else(|| {
            let about = (first + 1..subject).find(|&i| matches!(unit.lower(i), "about" | "on"))?;
            Some(about + 1)
        })?;
        let question = unit.trim(start..subject);
        (!question.is_empty() && unit.is_comma(subject - 1)).then_some(question)
    }

    /// "a meeting that the ministry would not confirm": what the relative clause of the cue is about.
    pub(super) fn antecedent(&self, subject: &Subject, at: usize) -> Option<Range<usize>> {
        let unit = self.unit;
        let ends = at >= unit.end() || unit.is_comma(at) || unit.tokens[at].is_break();
        let relative = subject.start().checked_sub(1)?;
        let joins = unit.tags[relative] == Tag::That || unit.lower(relative) == "which";
        let takes = self.hit().cue.takes("noun") && self.hit().cue.entry.kind.is_some()
            || self.hit().negated && self.hit().cue.confirms();
        if !ends || !joins || !takes || subject.order != Order::Before {
            return None;
        }
        let end = if unit.is_comma(relative.checked_sub(1)?) {
            relative - 1
        } else {
            relative
        };
        unit.phrase_before(end)
    }

    /// A cue that is a statement by itself.
    pub(super) fn nothing(&self, at: usize) -> Option<(Vec<Range<usize>>, Shape)> {
        use crate::statements::kinds::Kind;
        let hit = self.hit();
        let alone = matches!(hit.cue.entry.kind, Some(Kind::NoComment | Kind::NonConfirmation))
            && hit.cue.entry.lemma.contains(' ')
            || hit.negated && (hit.cue.silence || hit.cue.confirms())
            || hit.cue.entry.kind == Some(Kind::SpeechAct)
                && (hit.cue.entry.lemma.contains(' ') || hit.cue.entry.lemma.starts_with("apolog"));
        // "has not commented on the deployment": what it is silent about.
        let unit = self.unit;
        let about = matches!(unit.lower(at), "on" | "about" | "to" | "over")
            && unit
                .tag(at + 1)
                .is_some_and(|t| t.begins_phrase() || matches!(t, Tag::Relative | Tag::Sub | Tag::Ing));
        if alone && about {
            let end = self.limit(at).max(at + 2);
            // "comment on the verdict" is the thing declined.
            let start = if hit.cue.entry.lemma.ends_with(" comment") {
                hit.end - 1
            } else {
                at + 1
            };
            return Some((
                vec![unit.trim(start..self.object_limit(end).max(at + 2))],
                Shape::Object,
            ));
        }
        // "did not answer a request"
        let answers = matches!(
            hit.cue.entry.lemma.as_str(),
            "answer" | "disclose" | "specify" | "reveal" | "explain" | "mention" | "clarify"
        );
        let asked = matches!(
            unit.lower(at),
            "whether" | "how" | "why" | "what" | "who" | "when" | "where" | "which"
        );
        if alone && hit.negated && answers && (asked || unit.tag(at).is_some_and(Tag::begins_phrase)) {
            let end = self.object_limit(self.limit(at)).max(at + 1);
            return Some((vec![unit.trim(at..end)], Shape::Object));
        }
        // "declined to comment"
        if alone && hit.cue.entry.lemma.ends_with("comment") && hit.end - hit.verb > 1 {
            let comment = hit.end - 1..hit.end;
            return Some((vec![comment], Shape::Object));
        }
        // "has not issued any statement"
        let object = hit.verb + 1..hit.end;
        if alone && hit.negated && object.clone().any(|i| unit.tags[i] == Tag::Noun) {
            return Some((vec![unit.trim(object)], Shape::Object));
        }
        let cue = hit.group..hit.end;
        alone.then(|| (Vec::from([cue]), Shape::Nothing))
    }
}
