//! Reported speech with a verb of saying: `"…"고 말했다`, -다고 밝혔다, -다며 일축했다.

use super::conjugation::Ending;
use super::content;
use super::josa::Josa;
use super::manner;
use super::nouns::Class;
use super::phrase::{self, Phrase};
use super::predicate::{self, Predicate};
use super::speaker::{self, Said};
use super::token::{Closing, Token};
use super::unit::{Finding, Reader};
use super::wholes::{is_clause, is_mere, is_no_saying, is_whole};
use super::words;
use crate::statements::{Cue, Kind, Modality, Stance};
use crate::text::Span;

/// Most words of a quoted piece that is no quotation of its own: about five words of English.
const PIECE: usize = 4;
/// How far behind the reported words their verb may stand.
const REACH: usize = 25;

impl Reader<'_, '_> {
    /// Reads the reported speech that word `at` closes; gives the word to go on with.
    pub fn reported(&mut self, at: usize) -> usize {
        let tokens = self.tokens();
        let Some(closing) = tokens[at].closing else {
            return at + 1;
        };
        let predicate = match closing {
            Closing::That | Closing::Ask => self.governor(at),
            Closing::With => self.governor_with(at),
            Closing::Adnominal => return at + 1,
        };
        if closing != Closing::With && predicate.is_none() && !self.stands_alone(at) {
            return at + 1;
        }
        if predicate.as_ref().is_some_and(|p| is_no_saying(tokens, p)) {
            return at + 1;
        }
        let said = self.said(at);
        let subject = self
            .written_in(at, predicate.as_ref())
            .or_else(|| speaker::find(tokens, said, predicate.as_ref()));
        let outer = predicate
            .as_ref()
            .filter(|p| p.ending == Ending::That)
            .and_then(|p| self.governor(p.last).or_else(|| self.governor_with(p.last)));
        // 스승은 "…"이라 했다고 한다: hearsay of what somebody said.
        // 차관은 "…"고 말했다고 외교부가 전했다: a quotation is of who said it, and the ministry passes it on.
        let passed_on = |o: &Predicate, p: &Predicate| {
            let by = (p.last + 1..o.first).find(|&i| tokens[i].is_subject())?;
            let quoted = said.whole && subject.is_some_and(|s| tokens[s.head].josa == Some(Josa::Topic));
            quoted.then(|| phrase::ending_in(tokens, by, p.last + 1))
        };
        let relay = outer
            .as_ref()
            .zip(predicate.as_ref())
            .and_then(|(o, p)| passed_on(o, p));
        self.inner.extend(relay);
        let told = outer
            .as_ref()
            .filter(|o| relay.is_some() || subject.is_some() && self.is_hearsay(o, None))
            .map(|o| o.last);
        if let (Some(p), Some(_), None) = (&predicate, &outer, told) {
            // 관리자들이 "…"라고 지시했다고 증언했다: one statement, of who testified; who ordered is its inner source.
            self.inner
                .extend(subject.filter(|s| tokens[s.head].josa == Some(Josa::Subject)));
            return p.last.max(at + 1);
        }
        // 그는 '할 말이 없느냐'고 묻자: he was asked, and by nobody named.
        let asked = predicate
            .as_ref()
            .is_some_and(|p| p.stance == Stance::Question && p.ending == Ending::Then);
        if asked && subject.is_none_or(|s| tokens[s.head].josa != Some(Josa::Subject)) {
            return predicate.map_or(at, |p| p.last) + 1;
        }
        let who = self.who(subject);
        let (content, kind) = self.said_words(at, said, subject, predicate.as_ref());
        let cue = match (&predicate, closing) {
            (Some(p), _) => Some(self.cue(p)),
            (None, Closing::With) => Some(self.shared_cue(at)),
            (None, _) => Some(self.particle_cue(at, Stance::Neutral, "하다")),
        };
        let next = predicate.as_ref().map_or(at, |p| p.last) + 1;
        let hearsay = predicate.as_ref().is_some_and(|p| self.is_hearsay(p, subject));
        let finding = Finding {
            kind: if hearsay { Kind::Evidential } else { kind },
            content,
            cue,
            who: if hearsay { super::unit::Who::Nobody } else { who },
            clause: (self.floor, next),
        };
        self.add(finding);
        if let Some(end) = told {
            self.floor = end + 1;
            return end + 1;
        }
        self.move_on(at, predicate.as_ref(), closing)
    }

    /// 논문에는 "…"라고 적혀 있다: what is written speaks.
    fn written_in(&self, at: usize, predicate: Option<&Predicate>) -> Option<Phrase> {
        let tokens = self.tokens();
        let verb = predicate?.verb;
        super::lexicon::cues().written.read(&[tokens[verb].text])?;
        let head = (self.floor..at).rev().find(|&i| {
            tokens[i].josa == Some(Josa::At) && tokens[i].mark.is_none() && !words::is_date(tokens[i].text)
        })?;
        Some(phrase::ending_in(tokens, head, self.floor))
    }

    /// Where to go on: a verb that is itself reported (말했다고 전했다) is read once more as such.
    fn move_on(&mut self, at: usize, predicate: Option<&Predicate>, closing: Closing) -> usize {
        let Some(p) = predicate else {
            if closing == Closing::With {
                self.floor = at + 1;
                self.tied = true;
            }
            return at + 1;
        };
        if p.ending == Ending::That {
            return p.last.max(at + 1);
        }
        if matches!(p.ending, Ending::And | Ending::But | Ending::Then | Ending::End) {
            self.floor = p.last + 1;
            self.tied = false;
        }
        // …고 말한 뒤 …고 덧붙였다.
        let after = self
            .tokens()
            .get(p.last + 1)
            .is_some_and(|t| matches!(t.text, "뒤" | "후" | "다음"));
        if p.ending == Ending::Adnominal && after {
            self.floor = p.last + 2;
            self.tied = true;
        }
        p.last + 1
    }

    /// The verb of saying behind the words that `at` closes.
    pub(super) fn governor(&self, at: usize) -> Option<Predicate> {
        let tokens = self.tokens();
        let end = tokens.len().min(at + REACH);
        let mut near = at + 1;
        while near < end && words::is_adverb(tokens[near].text) && tokens[near].ending.is_none() {
            near += 1;
        }
        if let Some(found) = predicate::cue(tokens, near, at + 1).filter(|p| fits(tokens, p)) {
            return Some(found);
        }
        for i in at + 1..end {
            let own_quote = tokens[i].mark.is_some() && tokens[i].closing.is_some();
            if own_quote {
                return None;
            }
            if let Some(found) = predicate::cue(tokens, i, at + 1) {
                let before_noun = matches!(found.ending, Ending::Adnominal | Ending::Noun | Ending::Ji);
                if !before_noun && fits(tokens, &found) {
                    return Some(found);
                }
            } else if tokens[i].closing.is_some() {
                return None;
            } else if tokens[i].ending == Some(Ending::Adnominal) && tokens[at].mark.is_some() {
                // "…"고 신중한 입장을 보였다: the act is named behind it.
                let act = (i + 2..end.min(i + 4))
                    .find_map(|v| predicate::cue(tokens, v, i + 1).filter(|p| p.takes("act")));
                // "…"라고 무시당했던 연구: a verb before a noun that says nothing of speech.
                return act.filter(|p| !matches!(p.ending, Ending::Adnominal | Ending::Noun | Ending::Ji));
            } else if tokens[i].ending == Some(Ending::End) {
                // A verb the lexicon does not know reports a quotation, if it is no mere "is".
                return predicate::any(tokens, i, at + 1)
                    .filter(|p| (tokens[at].mark.is_some() || self.is_spoken(at)) && !is_mere(&p.lemma));
            }
            if tokens[i].stop {
                return None;
            }
        }
        None
    }

    /// Whether unquoted words before an unlisted verb are somebody's: 승객들은 …다고 분통을 터뜨렸다.
    fn is_spoken(&self, at: usize) -> bool {
        let tokens = self.tokens();
        (self.floor..at).any(|i| {
            tokens[i].is_subject()
                && matches!(
                    phrase::ending_in(tokens, i, self.floor).class(tokens),
                    Class::Title | Class::Name | Class::Group | Class::Pronoun | Class::Organisation
                )
        })
    }

    /// The verb of saying behind -라며, where nothing else is said in between: 사실이 아니라며 강하게 부인했다.
    fn governor_with(&self, at: usize) -> Option<Predicate> {
        let tokens = self.tokens();
        let end = tokens.len().min(at + 8);
        for i in at + 1..end {
            let t = &tokens[i];
            if t.closing.is_some()
                || t.mark.is_some()
                || matches!(t.josa, Some(Josa::Object))
                || words::is_about(t.text)
            {
                // 이의를 제기했다: the object may be part of the cue itself.
                let whole = (i + 1..end.min(i + 3))
                    .find_map(|v| predicate::cue(tokens, v, at + 1).filter(|p| p.first <= i));
                return whole.filter(|p| p.kind != Some(Kind::Directive));
            }
            if let Some(found) = predicate::cue(tokens, i, at + 1) {
                return (found.ending != Ending::Adnominal).then_some(found);
            }
            // 진행됐다면서도 중간 집계는 공개하지 않았다: another matter.
            let matter =
                t.josa == Some(Josa::Topic) && !phrase::ending_in(tokens, i, at + 1).class(tokens).speaks();
            if matter {
                return None;
            }
            if t.stop || matches!(t.ending, Some(Ending::End)) {
                return None;
            }
        }
        None
    }

    /// The cue of `"…"며` in `"…"며 "…"고 주장했다`: the verb of the quotation that follows, if one does.
    fn shared_cue(&self, at: usize) -> Cue {
        let tokens = self.tokens();
        let next = (at + 1..tokens.len()).find(|&i| tokens[i].closing.is_some());
        let shared = next
            .filter(|&n| {
                tokens[at].mark.is_some()
                    && tokens[n].mark.is_some()
                    && tokens[n].closing == Some(Closing::That)
            })
            .and_then(|n| self.governor(n))
            .filter(|p| p.kind.is_none());
        match shared {
            Some(p) => self.cue(&p),
            None => self.particle_cue(at, Stance::Neutral, "하다"),
        }
    }

    /// `"…"라고.` and a headline's end: nothing follows.
    fn stands_alone(&self, at: usize) -> bool {
        let token = &self.tokens()[at];
        token.mark.is_some() && (token.stop || at + 1 == self.tokens().len())
    }

    pub(super) fn said(&self, at: usize) -> Said {
        let token = &self.tokens()[at];
        // 헝가리는 이 걸림돌을 "활용할 줄 안다"고: the quoted verb takes an object outside, so it is a piece.
        let object = at.checked_sub(1).filter(|&o| o >= self.floor).is_some_and(|o| {
            self.tokens()[o].josa == Some(super::josa::Josa::Object) && !self.tokens()[o].comma
        });
        Said {
            goes_on: self.goes_on(),
            tied: self.tied,
            floor: self.floor,
            at,
            quoted: token.mark.is_some(),
            whole: !object
                && token
                    .mark
                    .is_some_and(|m| is_whole(self.text(m.inside(self.unit.context.text())))),
        }
    }

    /// The content and its kind.
    fn said_words(
        &self,
        at: usize,
        said: Said,
        subject: Option<Phrase>,
        p: Option<&Predicate>,
    ) -> (Vec<Span>, Kind) {
        let tokens = self.tokens();
        let told = p.is_some_and(|p| matches!(p.stance, Stance::Direct | Stance::Question));
        let start = if told { content::start_told } else { content::start };
        let from = start(tokens, self.floor, at, subject);
        let cast = p
            .and_then(|p| p.kind)
            .filter(|k| matches!(k, Kind::Denial | Kind::Directive));
        let Some(mark) = tokens[at].mark else {
            let span = content::span(tokens, from, at);
            // 위험하다고 경고했다 directs nobody; 떠나라고, 떠나야 한다고 경고했다 does.
            let directs = manner::modality(&[self.text(span)], None, Kind::Indirect) == Modality::Obligation;
            let cast = cast.filter(|k| *k != Kind::Directive || directs);
            let kind = cast.unwrap_or_else(|| self.kind_by_marks(span));
            return (vec![span], refused(p).unwrap_or(kind));
        };
        let inside = self.text(mark.inside(self.unit.context.text()));
        let short = inside.split_whitespace().count() <= PIECE;
        // 조사위는 운영진이 "무관심했다"고 했다: a subject besides the speaker belongs to what is said.
        let topic = match subject {
            Some(s) => s.head < at && tokens[s.head].josa == Some(Josa::Topic),
            None => self.goes_on(),
        };
        // 수장이 인력 감축은 "관련이 없다"고: the topic behind the speaker belongs to what is said.
        let front = subject.is_some_and(|s| s.head < at && tokens[s.head].josa == Some(Josa::Subject));
        let around = content::around(tokens, from, at).filter(|(_, josa)| {
            !said.whole || topic && *josa == Josa::Subject || front && *josa == Josa::Topic
        });
        // 이었다며 behind the mark belongs to the clause.
        let clause_tail = tokens[at].text.contains(['었', '였', '다']) && tokens[at].text.chars().count() > 2;
        let end = if clause_tail {
            let keep = tokens[at]
                .text
                .rfind('다')
                .map_or(tokens[at].text.len(), |d| d + '다'.len_utf8());
            tokens[at].span.end - tokens[at].text.len() + keep
        } else {
            mark.span.end
        };
        if let Some((first, josa)) = around {
            if josa == Josa::Object && cast.is_none() && short {
                // 이 거래를 "도박"이라고 비판했다: what it is said of is the reporter's.
                return (vec![mark.span], Kind::Partial);
            }
            let span = Span::new(tokens[first].span.start, end);
            let kind = match (cast, josa) {
                (Some(kind), _) => kind,
                (None, Josa::Object) => Kind::Characterisation,
                _ if short && !inside.ends_with('것') => Kind::Partial,
                _ => Kind::Mixed,
            };
            return (vec![span], kind);
        }
        // "졸속 입법"이라고 비판했다 quotes a piece; "매우 심각한 일"이라고 말했다 a sentence that ends in a noun.
        let casts =
            p.is_some_and(|p| p.kind.is_some() || matches!(p.stance, Stance::Criticise | Stance::Praise));
        let word = inside.split_whitespace().count() <= 2;
        let piece = short && !said.whole && !is_clause(inside) && (casts || word);
        let kind = match (piece, p.and_then(|p| p.kind)) {
            (true, Some(kind @ (Kind::Denial | Kind::Characterisation))) => kind,
            (true, _) => Kind::Partial,
            _ => Kind::Direct,
        };
        (vec![mark.span], kind)
    }

    /// Indirect, unless quoted pieces stand in it.
    pub(super) fn kind_by_marks(&self, span: Span) -> Kind {
        let longest = self
            .unit
            .context
            .marks_in(span)
            .filter(|m| !m.single)
            .map(|m| self.text(m.span).split_whitespace().count())
            .max();
        match longest {
            None => Kind::Indirect,
            Some(words) if words <= PIECE => Kind::Partial,
            Some(_) => Kind::Mixed,
        }
    }

    /// -다고 한다, -다고 알려졌다 without anyone who says it.
    fn is_hearsay(&self, p: &Predicate, subject: Option<Phrase>) -> bool {
        let tokens = self.tokens();
        let named = subject.is_some_and(|s| s.class(tokens).speaks());
        let hearsay = super::lexicon::cues()
            .hearsay
            .read(&[tokens[p.verb].text])
            .is_some();
        hearsay || p.lemma == "하다" && tokens[p.verb].text == "한다" && !named
    }
}

/// 확인하지 않았다 and the like with a clause: nothing is affirmed.
fn refused(p: Option<&Predicate>) -> Option<Kind> {
    p.filter(|p| p.negated && p.stance == Stance::Confirm)
        .map(|_| Kind::NonConfirmation)
}

/// A cue takes reported speech if the lexicon says so or does not know it.
fn fits(tokens: &[Token<'_>], p: &Predicate) -> bool {
    let token = &tokens[p.verb];
    token.mark.is_none() && (p.takes.is_empty() || p.takes("다고"))
}
