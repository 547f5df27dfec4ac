//! Verbs that attribute with a noun in place of a clause: 파병을 부인했다, 철수를 촉구했다, 확전으로 규정했다, 우려를 표명했다.

use super::conjugation::Ending;
use super::content;
use super::josa::Josa;
use super::lexicon::cues;
use super::nouns::{self, Class};
use super::phrase::{self, Phrase};
use super::predicate::{self, Predicate};
use super::speaker::{self, Said};
use super::unit::{Finding, Reader, Who};
use super::words;
use crate::statements::{Cue, Kind, Stance};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reads the verb at word `at`; gives the word to go on with.
    pub fn object(&mut self, at: usize) -> usize {
        if let Some(next) = self.quoted_cue(at) {
            return next;
        }
        let Some(p) = predicate::cue(self.tokens(), at, self.floor) else {
            return at + 1;
        };
        let waits = p.ending == Ending::A && p.last == p.verb;
        if p.verb != at || waits || matches!(p.ending, Ending::Noun | Ending::Ji | Ending::Ask) {
            return at + 1;
        }
        // 불만을 제기해 왔다고 말했다: somebody else's words, read where they close.
        if p.ending == Ending::That && p.last > at && self.governor(p.last).is_some() {
            return at + 1;
        }
        if let Some(next) = self.held_to_be(&p) {
            return next;
        }
        let found = self.by_object(&p);
        // 권고하지는 않았다: nothing was asked.
        let Some((content, kind, anchor)) = found.filter(|f| !(p.negated && f.1 == Kind::Directive)) else {
            return at + 1;
        };
        // A relative clause (회담을 제안한 정부는) reports by the way; only what closes a clause is a statement.
        if p.ending == Ending::Adnominal && !self.is_bridge(&p) {
            return at + 1;
        }
        let lone = content.0 == content.1 || content.1 > 0 && self.tokens()[content.1 - 1].is_subject();
        // 이에 대해 반박했다: what against stands in the sentence before.
        let pointer = matches!(self.tokens()[content.1].stem(), "이에" | "이" | "그에");
        // 익명을 요구했다: how a source is named.
        if matches!(self.tokens()[content.1].stem(), "익명" | "신원" | "비공개") {
            return at + 1;
        }
        if kind == Kind::Denial && pointer && content.0 == content.1 {
            return at + 1;
        }
        if kind == Kind::SpeechAct && lone && nouns::class(self.tokens()[content.1].stem()) == Class::Pronoun
        {
            return at + 1;
        }
        let subject = self.subject_of(anchor, &p);
        let told = matches!(p.stance, Stance::Direct | Stance::Question);
        let content = self.without_speaker(content, anchor, subject, told);
        let who = self.who(subject);
        if matches!(who, Who::Nobody) && kind == Kind::SpeechAct {
            return at + 1;
        }
        if p.takes("을?") && !p.negated && !self.is_government(&who) {
            return at + 1;
        }
        let cue = self.cue(&p);
        self.add(Finding {
            kind,
            content,
            cue: Some(cue),
            who,
            clause: (self.floor, p.last + 1),
        });
        if matches!(
            p.ending,
            Ending::And | Ending::But | Ending::Then | Ending::End | Ending::That
        ) {
            self.floor = if p.ending == Ending::That {
                self.floor
            } else {
                p.last + 1
            };
        }
        p.last + 1
    }

    /// 단열재가 불길을 키운 것으로 소방은 보고 있다: the subject between what is held and the verb.
    fn held_to_be(&mut self, p: &Predicate) -> Option<usize> {
        let tokens = self.tokens();
        let head = p
            .first
            .checked_sub(1)
            .filter(|&h| h > self.floor && tokens[h].is_subject())?;
        let subject = phrase::ending_in(tokens, head, self.floor);
        let held = subject
            .first
            .checked_sub(1)
            .filter(|&b| b >= self.floor && tokens[b].text == "것으로")?;
        if !p.takes("것으로") || !subject.class(tokens).speaks() || p.ending == Ending::Adnominal {
            return None;
        }
        let from = content::start(tokens, self.floor, held, None);
        let span = content::span(tokens, from, held);
        Some(self.attribute(p, Kind::Indirect, span, Some(subject)))
    }

    /// 우려를 표명한 바 있다 closes its clause though 표명한 does not.
    fn is_bridge(&self, p: &Predicate) -> bool {
        let bridge = |t: &super::token::Token<'_>| t.text.starts_with('바') || t.text.starts_with('적');
        p.last > p.verb && self.tokens()[p.verb + 1..=p.last].iter().any(bridge)
    }

    fn is_government(&self, who: &Who) -> bool {
        let of = |phrase: &Phrase| matches!(phrase.class(self.tokens()), Class::Country | Class::Group);
        match who {
            Who::Phrase(phrase) => of(phrase) || self.text(phrase.span(self.tokens())).ends_with("정부"),
            Who::Before(m) => m.features.kind == crate::statements::EntityKind::Country,
            _ => false,
        }
    }

    fn subject_of(&self, anchor: usize, p: &Predicate) -> Option<Phrase> {
        let said = Said {
            floor: self.floor,
            at: anchor,
            quoted: false,
            whole: false,
            goes_on: self.goes_on(),
            tied: self.tied,
        };
        speaker::find(self.tokens(), said, Some(p)).or_else(|| {
            let said = Said { at: p.first, ..said };
            speaker::find(self.tokens(), said, Some(p)).filter(|s| s.class(self.tokens()).speaks())
        })
    }

    /// The content from behind the speaker on.
    fn without_speaker(
        &self,
        content: (usize, usize),
        anchor: usize,
        subject: Option<Phrase>,
        told: bool,
    ) -> Vec<Span> {
        let start = if told { content::start_told } else { content::start };
        let from = start(self.tokens(), content.0, anchor, subject).min(content.1);
        let from = self.behind_adjuncts(from, content.1);
        vec![content::span(self.tokens(), from, content.1)]
    }

    /// 화재와 관련해 결함 가능성을, 고객 만 명에게 교체를: behind what is spoken about and to whom, where no clause follows.
    fn behind_adjuncts(&self, from: usize, last: usize) -> usize {
        let tokens = self.tokens();
        let object = phrase::ending_in(tokens, last, from).first;
        let noun = tokens[last].josa == Some(Josa::Object)
            && tokens[last].mark.is_none()
            && !is_nominalised(tokens[last].text);
        let adjunct = (from..object).rev().find(|&i| {
            words::is_about(tokens[i].text)
                || tokens[i].josa == Some(Josa::To) && nouns::class(tokens[i].stem()) != Class::Not
                || tokens[i].josa == Some(Josa::To)
                    && tokens[i].text.starts_with(|c: char| c.is_ascii_digit())
        });
        let clause =
            |i: usize| (i + 1..last).any(|k| tokens[k].ending.is_some() || tokens[k].closing.is_some());
        match adjunct {
            Some(i) if noun && !clause(i) => i + 1,
            _ => from,
        }
    }

    /// Words of the content, its kind, and the word before which the speaker stands.
    fn by_object(&self, p: &Predicate) -> Option<((usize, usize), Kind, usize)> {
        let tokens = self.tokens();
        let before = p.first.checked_sub(1).filter(|&b| b >= self.floor)?;
        let kind = match p.kind {
            _ if p.negated && p.stance == Stance::Confirm => Kind::NonConfirmation,
            Some(kind) => kind,
            None => Kind::Indirect,
        };
        // -ㄹ 것으로 내다봤다.
        if p.takes("것으로") && tokens[before].text == "것으로" {
            return Some(((self.floor, before), Kind::Indirect, before));
        }
        // "11월 전원회의가 분수령이 될 것"으로 내다봤다.
        let quoted_expectation = tokens[before].mark.is_some_and(|m| !m.single)
            && matches!(tokens[before].text, "으로" | "로")
            && tokens[before].inside.ends_with("것");
        if p.takes("것으로") && quoted_expectation {
            return Some(((before, before), Kind::Direct, before));
        }
        // 올해 성장률을 1.9%로 전망했다.
        let figure = tokens[before].josa == Some(Josa::By)
            && tokens[before].text.starts_with(|c: char| c.is_ascii_digit());
        if p.takes("것으로") && figure {
            let object = (self.floor..before)
                .rev()
                .find(|&i| tokens[i].josa == Some(Josa::Object))?;
            let first = phrase::ending_in(tokens, object, self.floor).first;
            return Some(((first, before), Kind::Indirect, first.max(self.floor)));
        }
        if p.takes("도록") && (tokens[before].text.ends_with("도록") || tokens[before].text.ends_with("하게"))
        {
            return Some(((self.floor, before), kind, before));
        }
        // 이를 위험한 확전으로 규정했다.
        let quoted = tokens[before].mark.is_some() && p.kind == Some(Kind::Denial);
        let into =
            tokens[before].josa == Some(Josa::By) || tokens[before].josa == Some(Josa::At) && p.takes("에");
        if (p.takes("로") || quoted) && into && !words::is_adverb(tokens[before].text) {
            let object = (self.floor..before).find(|&i| tokens[i].josa == Some(Josa::Object))?;
            let first = phrase::ending_in(tokens, object, self.floor).first;
            let kind = if quoted {
                Kind::Denial
            } else {
                Kind::Characterisation
            };
            // 이번 화재를 '인재'로 규정했다: what it is called is said, what it is called of is the reporter's.
            if !quoted && tokens[before].mark.is_some() {
                return Some(((before, before), kind, before));
            }
            return Some(((first, before), kind, first.max(self.floor)));
        }
        let Some(object) = self.object_before(p) else {
            return self.matter_of_act(p, kind);
        };
        let asked = p.negated && is_question(tokens[object].text);
        let clause = asked
            || is_nominalised(tokens[object].text)
            || matches!(tokens[object].stem(), "점" | "사실" | "것" | "걸");
        if p.takes("음을") && clause {
            let kind = if p.negated && p.stance == Stance::Confirm {
                kind
            } else {
                self.indirect_or(kind)
            };
            return Some(((self.floor, object), kind, object));
        }
        let direct = p.takes("을") || p.takes("을?");
        if direct && tokens[object].josa.is_some() && !words::is_about(tokens[object].text) {
            return Some(((self.floor, object), kind, object));
        }
        self.matter_of_act(p, kind)
    }

    /// 우려를 표명했다, 사과했다: about what, or else the act itself.
    fn matter_of_act(&self, p: &Predicate, kind: Kind) -> Option<((usize, usize), Kind, usize)> {
        let tokens = self.tokens();
        let performs = p.takes("act") || p.takes("대해") || p.takes("을") || p.takes("을?");
        if let Some(about) = self.about_before(p.first) {
            return performs.then_some(((self.floor, about), kind, about));
        }
        // 북한의 담화에 유감을 표명했다.
        let before = p.first.checked_sub(1).filter(|&b| b >= self.floor)?;
        let at = tokens[before].josa == Some(Josa::At)
            && tokens[before].text.ends_with('에')
            && !words::is_date(tokens[before].text);
        if p.takes("act") && at {
            let first = phrase::ending_in(tokens, before, self.floor).first;
            return Some(((first, before), kind, first));
        }
        p.takes("act").then_some(((p.first, p.last), kind, p.first))
    }

    fn indirect_or(&self, kind: Kind) -> Kind {
        match kind {
            Kind::Denial | Kind::Directive => kind,
            _ => Kind::Indirect,
        }
    }

    /// The object before the verb; adverbs may stand between.
    fn object_before(&self, p: &Predicate) -> Option<usize> {
        let tokens = self.tokens();
        let mut at = p.first.checked_sub(1)?;
        for _ in 0..4 {
            if at < self.floor {
                return None;
            }
            let t = &tokens[at];
            let adverb = words::is_adverb(t.text)
                || words::is_date(t.text)
                || t.text.ends_with("으로")
                || t.text.ends_with('히')
                || t.text.ends_with("하게");
            match t.josa {
                Some(Josa::Object) => return Some(at),
                // 군사협력은 옹호했다.
                Some(Josa::Topic | Josa::Also) if !nouns::class(t.stem()).speaks() => return Some(at),
                _ if words::is_about(t.text) => return Some(at),
                _ if adverb => {}
                // 전면 부인했다, 공식 확인했다.
                None if t.ending.is_none()
                    && t.mark.is_none()
                    && at + 1 == p.first
                    && t.closing.is_none() => {}
                Some(Josa::From | Josa::To | Josa::At) => {}
                _ => return None,
            }
            at = at.checked_sub(1)?;
        }
        None
    }

    /// …에 대해, …데 대해 somewhere before word `end`: the last word before 에.
    pub(super) fn about_before(&self, end: usize) -> Option<usize> {
        let tokens = self.tokens();
        let at = (self.floor + 1..end)
            .rev()
            .find(|&i| words::is_about(tokens[i].text))?;
        Some(at - 1)
    }

    /// 북한을 "강력히 규탄"하고: the quoted words are the cue.
    fn quoted_cue(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let mark = tokens[at].mark.filter(|_| tokens[at].ending.is_some())?;
        let inside = self.text(mark.inside(self.unit.context.text()));
        let verb = format!("{}하다", inside.split_whitespace().next_back()?);
        let entry = cues().entry(&verb)?;
        let object = at.checked_sub(1).filter(|&o| {
            o >= self.floor && matches!(tokens[o].josa, Some(Josa::Object | Josa::Topic)) && !tokens[o].comma
        });
        let first = object.map_or(at, |o| phrase::ending_in(tokens, o, self.floor).first);
        let said = Said {
            floor: self.floor,
            at: first,
            quoted: false,
            whole: false,
            goes_on: self.goes_on(),
            tied: self.tied,
        };
        let subject = speaker::find(tokens, said, None);
        let first = content::start(tokens, first, at, subject);
        let cue = Cue {
            span: tokens[at].span,
            lemma: verb,
            stance: entry.stance,
            negated: false,
        };
        let content = vec![Span::new(tokens[first].span.start, mark.span.end)];
        let goes_on = tokens[at].ending != Some(Ending::Adnominal);
        let who = self.who(subject);
        self.add(Finding {
            kind: Kind::Partial,
            content,
            cue: Some(cue),
            who,
            clause: (self.floor, at + 1),
        });
        if goes_on {
            self.floor = at + 1;
        }
        Some(at + 1)
    }
}

/// 압수수색을 할지는, 있었는지도: a question that is not answered.
fn is_question(word: &str) -> bool {
    let stem = word.trim_end_matches(['는', '도', '를']);
    stem.ends_with("는지") || stem.ends_with("을지") || stem.ends_with("인지") || {
        let mut back = stem.chars().rev();
        back.next() == Some('지')
            && back
                .next()
                .is_some_and(|c| super::hangul::last_coda(&c.to_string()) == Some('ㄹ'))
    }
}

/// 했음을, 것임을, 하기를.
fn is_nominalised(word: &str) -> bool {
    ["음을", "임을", "함을", "됨을", "기를"]
        .iter()
        .any(|e| word.ends_with(e))
}
