//! Where the words that a cue reports must end: at another act of speech, a clause of the reporter's, a time.

use super::contents::{Act, After};
use super::hits::{Hit, Use};
use super::subjects::Order;
use super::tags::Tag;

impl After<'_, '_> {
    /// "said the phenomenon, which lit up the sky, was caused": the clause goes on behind what stands between commas.
    pub(super) fn has_aside(&self, comma: usize) -> bool {
        let unit = self.unit;
        let close = (comma + 2..(comma + 24).min(unit.len())).find(|&i| unit.is_comma(i) && !unit.quoted(i));
        close.is_some_and(|c| {
            let verb = (c + 1..unit.len()).find(|&i| !unit.tags[i].is_light());
            verb.and_then(|v| unit.tag(v)).is_some_and(Tag::is_finite)
        })
    }

    /// Where an object ends: at a comma or a subordinate clause, trailing times left out.
    pub(super) fn object_limit(&self, limit: usize) -> usize {
        let unit = self.unit;
        let start = self.hit().end;
        let end = (start + 1..limit)
            .find(|&i| {
                !unit.quoted(i)
                    && (unit.is_comma(i) && !self.is_list_comma(i, limit)
                        || unit.tags[i] == Tag::Sub
                            && !matches!(unit.lower(i), "as" | "how" | "why" | "whether" | "that" | "until")
                        || unit.tags[i] == Tag::Conj
                            && unit.tag(i + 1).is_some_and(|t| {
                                matches!(
                                    t,
                                    Tag::Past | Tag::Third | Tag::Have | Tag::Be | Tag::Do | Tag::Modal
                                )
                            }))
            })
            .unwrap_or(limit);
        unit.before_time(end).max(start + 1)
    }

    /// A comma before a relative clause or within a list belongs to the object.
    fn is_list_comma(&self, i: usize, limit: usize) -> bool {
        let unit = self.unit;
        unit.tag(i + 1) == Some(Tag::Relative)
            || unit.tag(i + 1).is_some_and(Tag::begins_phrase)
                && (i + 1..(i + 8).min(limit)).any(|k| {
                    matches!(unit.lower(k), "and" | "or") && unit.tag(k + 1).is_some_and(Tag::begins_phrase)
                })
                && !unit.has_finite(i + 1..(i + 8).min(limit))
    }

    /// Where the words reported from `p` on must end: before another act of speech, "according to", a semicolon.
    pub(super) fn limit(&self, p: usize) -> usize {
        let unit = self.unit;
        let acts = self.acts[self.n + 1..]
            .iter()
            .filter_map(|act| self.boundary(act, p));
        let plain = (p..unit.len()).find(|&i| i > p && self.ends_clause(i));
        acts.chain(plain).chain([unit.end()]).min().unwrap_or(unit.end())
    }

    fn ends_clause(&self, i: usize) -> bool {
        let unit = self.unit;
        // "“hanging a tragedy on a spreadsheet,” while Senator Maddox urged": the comma stands within the marks.
        let behind_quotation = i > 1 && unit.closes(i - 1).is_some() && unit.is_comma(i - 2);
        if behind_quotation && matches!(unit.lower(i), "while" | "whereas" | "although" | "though") {
            return true;
        }
        if unit.quoted(i) {
            return false;
        }
        if unit.lower(i) == ";" {
            return true;
        }
        if unit.tokens[i].is_stop()
            && unit
                .tokens
                .get(i + 1)
                .is_some_and(|t| t.capital || unit.opens(i + 1).is_some())
        {
            return true;
        }
        let next = unit.lower(i + 1);
        // "said she spent two hours on buses: “I'd have the tram.”": the quotation is one of its own.
        if unit.lower(i) == ":" && unit.opens(i + 1).is_some() {
            return true;
        }
        // ", a claim the government rejected": another's turn.
        if unit.is_comma(i)
            && matches!(next, "a" | "an")
            && (i + 2..(i + 4).min(unit.len())).any(|k| super::nominal::is_of_speech(unit.lower(k)))
        {
            return true;
        }
        let clause = || unit.has_finite(i + 2..(i + 14).min(unit.len()));
        unit.is_comma(i)
            && (matches!(next, "according" | "citing" | "quoting")
                || i > 0 && self.unit.closes(i - 1).is_some() && matches!(next, "a" | "an" | "which")
                || matches!(next, "while" | "whereas" | "as" | "although" | "though") && clause()
                || next == "with" && (i..(i + 14).min(unit.len())).any(|k| unit.tags[k] == Tag::Ing))
            || unit.lower(i) == "according" && next == "to"
    }

    /// Where another act cuts the words of this one short.
    fn boundary(&self, (hit, subject): &Act, p: usize) -> Option<usize> {
        let unit = self.unit;
        // "when the season begins": a verb that reports quotations only, and none stands beside it.
        let only_quotes = ["that", "bare", "noun", "inf", "obj-inf"]
            .iter()
            .all(|t| !hit.cue.takes(t));
        let quotation = (hit.group.saturating_sub(3)..(hit.end + 3).min(unit.len()))
            .any(|i| unit.opens(i).is_some() || unit.closes(i).is_some());
        if only_quotes && hit.cue.takes("quote") && !quotation {
            return None;
        }
        let comma = |i: usize| i > p && unit.is_comma(i - 1) && !unit.quoted(i - 1);
        let at = match hit.usage {
            Use::Ing => {
                let mut at = unit.back_over_light(hit.group);
                // "with one party vowing to pass it and the other calling for"
                let own = subject
                    .as_ref()
                    .filter(|s| s.order == Order::Own)
                    .map(|s| s.phrase.start);
                if let Some(joined) = own
                    .and_then(|s| s.checked_sub(1))
                    .filter(|&c| unit.tags[c] == Tag::Conj)
                    && joined > p
                    && self.acts[self.n].0.usage == Use::Ing
                {
                    return Some(joined);
                }
                if let Some(s) = subject.as_ref().filter(|s| s.order == Order::Own) {
                    at = s.phrase.start.saturating_sub(1);
                } else if unit
                    .tag_before(at)
                    .is_some_and(|t| matches!(t, Tag::Sub | Tag::Conj))
                {
                    at -= 1;
                }
                comma(at).then(|| at - 1)?
            }
            Use::Finite => {
                let subject = subject.as_ref()?;
                let own = unit.back_over_light(hit.group);
                match subject.order {
                    Order::Shared => {
                        let conj = own
                            .checked_sub(1)
                            .filter(|&c| unit.tags[c] == Tag::Conj || unit.is_comma(c))?;
                        let past = |h: &Hit| {
                            matches!(
                                unit.tags[h.group],
                                Tag::Past | Tag::Participle | Tag::Do | Tag::Be
                            ) && unit.lower(h.group) != "does"
                        };
                        let present = |h: &Hit| matches!(unit.tags[h.group], Tag::Third | Tag::Base);
                        let alike = !(past(hit) && present(self.hit()) || present(hit) && past(self.hit()));
                        (alike && !unit.quoted(conj)).then(|| if comma(conj) { conj - 1 } else { conj })?
                    }
                    Order::Before => {
                        let start = subject.start();
                        // "The agency, which is asking for a ban, called it", "An official, stressing that it was his
                        // view, said": the main clause goes on.
                        if start < self.hit().group {
                            return (own > p && unit.is_comma(own - 1) && !unit.quoted(own - 1))
                                .then(|| own - 1);
                        }
                        let joined = start > p && matches!(unit.tags[start - 1], Tag::Conj | Tag::Sub);
                        let at = if joined { start - 1 } else { start };
                        let but = joined && unit.lower(at) == "but";
                        if but || comma(at) && (joined || !self.is_post_posed(hit)) {
                            at.max(1) - usize::from(comma(at))
                        } else {
                            return None;
                        }
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        (at > p).then_some(at)
    }

    /// "said the plan, which officials said would fail": no new act begins there, or it reports what stands before.
    fn is_post_posed(&self, hit: &Hit) -> bool {
        !self
            .unit
            .tag(hit.end)
            .is_some_and(|t| matches!(t, Tag::That | Tag::Quote) || t.begins_phrase())
    }
}
