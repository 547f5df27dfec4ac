//! Attribution by a noun: -다는 주장, -라는 입장이다, -다는 것이 정부의 설명이다, -다는 점을 강조했다, 한국 측 주장.

use super::conjugation::Ending;
use super::content;
use super::josa::Josa;
use super::lexicon::cues;
use super::nouns::Class;
use super::phrase::{self, Phrase};
use super::predicate;
use super::speaker;
use super::token::{Closing, Token};
use super::unit::{Finding, Reader, Who};
use crate::statements::{Cue, Kind, Stance};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reads the clause before a noun that word `at` closes; gives the word to go on with.
    pub fn nominal(&mut self, at: usize) -> usize {
        if let Some(next) = self.written(at) {
            return next;
        }
        let Some(noun) = self.reported_noun(at) else {
            return at + 1;
        };
        self.by_verb(at, noun)
            .or_else(|| self.by_source(at, noun))
            .unwrap_or(at + 1)
    }

    /// The noun that the clause is of, within the next words: 주장, 점, 것.
    fn reported_noun(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        // -다는 대한상의의 지난해 조사: at most two words stand between.
        let plain = |i: &usize| {
            let t = &tokens[*i];
            t.mark.is_none() && t.ending.is_none() && matches!(t.josa, None | Some(Josa::Genitive))
        };
        let near = at + 1..tokens.len().min(at + 4);
        let reach = near.clone().find(|i| !plain(i)).map_or(near.end, |i| i + 1);
        (at + 1..reach.max(at + 2).min(tokens.len())).find(|&i| {
            let stem = noun_of(&tokens[i]);
            matches!(stem, "것" | "게" | "점" | "사실")
                || cues().reported.iter().any(|n| n == stem)
                || tokens[i].josa == Some(Josa::Object)
                    && cues().posts.iter().any(|n| stem.ends_with(n.as_str()))
        })
    }

    /// -다는 점을 강조했다, -라는 입장을 밝혔다: a verb of saying follows.
    fn by_verb(&mut self, at: usize, noun: usize) -> Option<usize> {
        let tokens = self.tokens();
        if !matches!(tokens[noun].josa, Some(Josa::Object | Josa::Also | Josa::Topic)) {
            return None;
        }
        let verb = (noun + 1..tokens.len().min(noun + 5))
            .find(|&i| tokens[i].ending.is_some() || tokens[i].closing.is_some())?;
        if let Some(next) = self.posted(at, noun, verb) {
            return Some(next);
        }
        if let Some(next) = self.performed(at, noun, verb) {
            return Some(next);
        }
        let p = predicate::cue(tokens, verb, at + 1)?;
        // 한국이 개입했다는 주장을 부인했다: the noun is the object, and somebody else's words.
        let others = matches!(p.kind, Some(Kind::Denial | Kind::Directive))
            || matches!(p.stance, Stance::Deny | Stance::Criticise | Stance::Praise);
        let own = p.takes("act")
            || p.takes("음을")
                && matches!(
                    noun_of(&tokens[noun]),
                    "것" | "점" | "사실" | "뜻" | "의지" | "취지" | "입장"
                );
        // 찬사를 보냈다: the noun is the act itself.
        let act = p.takes("act") && p.first <= noun;
        let others = others && !act;
        let denied = p.kind == Some(Kind::Denial) && p.takes("을") && !p.negated;
        if !denied && (others || !own) || matches!(p.ending, Ending::Noun | Ending::Ji) {
            return None;
        }
        let subject = speaker::find(tokens, self.said(at), Some(&p));
        let from = content::start(tokens, self.floor, at, subject);
        let span = tokens[at]
            .mark
            .map_or_else(|| content::span(tokens, from, at), |m| m.span);
        let kind = if denied {
            Kind::Denial
        } else if tokens[at].mark.is_some() {
            Kind::Direct
        } else {
            self.kind_by_marks(span)
        };
        Some(self.attribute(&p, kind, span, subject))
    }

    /// `"…"라는 글을 올렸다`, -다는 소수의견을 냈다: words that somebody put out.
    fn posted(&mut self, at: usize, noun: usize, verb: usize) -> Option<usize> {
        let tokens = self.tokens();
        let lexicon = cues();
        let (lemma, ending, _) = lexicon.post.read(&[tokens[verb].text])?;
        if !lexicon
            .posts
            .iter()
            .any(|p| tokens[noun].stem().ends_with(p.as_str()))
            || matches!(ending, Ending::Adnominal | Ending::Noun | Ending::Ji)
        {
            return None;
        }
        let lemma = format!("{} {}", tokens[noun].text, lexicon.post.lemma(lemma));
        Some(self.put_out(
            at,
            predicate::extend(tokens, noun, verb, ending, lemma, Stance::Neutral),
        ))
    }

    /// 보고서에는 -다는 내용이 담겼다: what is written speaks.
    fn written(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let noun = (at + 1..tokens.len().min(at + 3))
            .find(|&i| matches!(tokens[i].stem(), "내용" | "문구" | "대목" | "표현"))?;
        let verb = (noun + 1..tokens.len().min(noun + 3)).find(|&i| tokens[i].ending.is_some())?;
        let (lemma, ending, _) = cues().written.read(&[tokens[verb].text])?;
        if matches!(ending, Ending::Adnominal | Ending::Noun | Ending::Ji) {
            return None;
        }
        let head = (self.floor..at).find(|&i| {
            tokens[i].josa == Some(Josa::At)
                && tokens[i].mark.is_none()
                && !super::words::is_date(tokens[i].text)
        })?;
        let source = phrase::ending_in(tokens, head, self.floor);
        let lemma = cues().written.lemma(lemma).to_owned();
        let p = predicate::extend(tokens, noun, verb, ending, lemma, Stance::Neutral);
        let (span, kind) = match tokens[at].mark {
            Some(mark) => (mark.span, Kind::Direct),
            None => {
                let span = content::span(tokens, content::start(tokens, head + 1, at, None), at);
                (span, self.kind_by_marks(span))
            }
        };
        Some(self.attribute(&p, kind, span, Some(source)))
    }

    /// `"…"라는 찬사를 보냈다`, -다는 으름장을 놓았다: a noun of saying and a verb that only performs it.
    fn performed(&mut self, at: usize, noun: usize, verb: usize) -> Option<usize> {
        let tokens = self.tokens();
        let lexicon = cues();
        let (lemma, ending, _) = lexicon.light.read(&[tokens[verb].text])?;
        let stem = noun_of(&tokens[noun]);
        let said = lexicon.reported.iter().any(|n| n == stem) && !lexicon.acts.contains_key(stem);
        if !said || matches!(ending, Ending::Adnominal | Ending::Noun | Ending::Ji) {
            return None;
        }
        let lemma = format!("{} {}", tokens[noun].text, lexicon.light.lemma(lemma));
        let stance = stance_of(stem);
        Some(self.put_out(at, predicate::extend(tokens, noun, verb, ending, lemma, stance)))
    }

    fn put_out(&mut self, at: usize, p: predicate::Predicate) -> usize {
        let tokens = self.tokens();
        let subject = speaker::find(tokens, self.said(at), Some(&p));
        let from = content::start(tokens, self.floor, at, subject);
        let (span, kind) = match tokens[at].mark {
            Some(mark) => (mark.span, Kind::Direct),
            None => {
                let span = content::span(tokens, from, at);
                (span, self.kind_by_marks(span))
            }
        };
        self.attribute(&p, kind, span, subject)
    }

    /// 실제로 거주했다는 것이다: the gist of what somebody says, who spoke before.
    fn gist(&mut self, at: usize, noun: usize) -> Option<usize> {
        let tokens = self.tokens();
        let closes = noun == at + 1 && noun + 1 == tokens.len() && tokens[at].mark.is_none();
        let who = self.who(None);
        if !closes
            || !self.spoken
            || !matches!(
                tokens[noun].text,
                "것이다" | "것입니다" | "얘기다" | "이야기다" | "말이다"
            )
        {
            return None;
        }
        let from = content::start(tokens, self.floor, at, None);
        let cue = Cue {
            span: tokens[noun].span,
            lemma: "것이다".to_owned(),
            stance: Stance::Neutral,
            negated: false,
        };
        self.add(Finding {
            kind: Kind::Nominal,
            content: vec![content::span(tokens, from, at)],
            cue: Some(cue),
            who,
            clause: (self.floor, noun + 1),
        });
        Some(noun + 1)
    }

    /// -라는 입장이다, -다는 게 정부의 설명이다, -다는 주장이 나왔다.
    fn by_source(&mut self, at: usize, noun: usize) -> Option<usize> {
        let tokens = self.tokens();
        if let Some(next) = self.gist(at, noun) {
            return Some(next);
        }
        let (noun, subject) = if matches!(noun_of(&tokens[noun]), "것" | "게") {
            let (source, noun) = self.copula_source(noun)?;
            (noun, Some(source))
        } else {
            let copula = is_copula(&tokens[noun]);
            let own = copula
                .then(|| speaker::find(tokens, self.said(at), None))
                .flatten();
            (noun, own)
        };
        // -라는 요구에는 "…"고 답했다: what is answered.
        if tokens[noun].josa == Some(Josa::At) && subject.is_none() {
            return None;
        }
        let stem = noun_of(&tokens[noun]).to_owned();
        if matches!(
            stem.as_str(),
            "점" | "사실"
                | "뜻"
                | "말"
                | "이야기"
                | "생각"
                | "계획"
                | "제안"
                | "답"
                | "지침"
                | "확신"
                | "믿음"
        ) && subject.is_none()
        {
            return None;
        }
        // 감사 결과에 따르면 … 받아야 한다는 의견을 묵살했다: a part of what the source says.
        if subject.is_none() && self.according.is_some()
            || cues().posts.iter().any(|p| stem.ends_with(p.as_str()))
        {
            return None;
        }
        let from = content::start(tokens, self.floor, at, subject);
        let from = if subject.is_none() {
            self.skip_topic(from, at)
        } else {
            from
        };
        // '불수능'이었다는 평가: a word in marks within the clause.
        let whole = tokens[at]
            .mark
            .filter(|m| !m.single || !tokens[at].text.contains(['었', '였']));
        let span = match (whole, tokens[at].mark) {
            (Some(mark), _) => mark.span,
            (None, Some(_)) => Span::new(tokens[from].span.start, tokens[at].span.end - '는'.len_utf8()),
            (None, None) => content::span(tokens, from, at),
        };
        let owner = self.owner(at, noun).or_else(|| self.frame(from));
        let who = match subject.or(owner) {
            Some(phrase) => Who::Phrase(phrase),
            None if is_copula(&tokens[noun]) => self.who(None),
            None => Who::Nobody,
        };
        let cue = Cue {
            span: tokens[noun].span,
            lemma: stem,
            stance: stance_of(noun_of(&tokens[noun])),
            negated: false,
        };
        let closes = is_copula(&tokens[noun]) || tokens[noun].stop;
        self.add(Finding {
            kind: Kind::Nominal,
            content: vec![span],
            cue: Some(cue),
            who,
            clause: (self.floor, noun + 1),
        });
        if closes {
            self.floor = noun + 1;
        }
        Some(noun + 1)
    }

    /// -다는 법원 판단, -라는 정부의 설명: whose it is, between clause and noun.
    fn owner(&self, at: usize, noun: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        let head = noun.checked_sub(1).filter(|&h| h > at)?;
        let phrase = phrase::ending_in(tokens, head, at + 1);
        let whose = matches!(tokens[head].josa, None | Some(Josa::Genitive)) && tokens[head].ending.is_none();
        let class = phrase.class(tokens);
        (whose && class.speaks() && class != Class::Document).then_some(phrase)
    }

    /// 업계에서는 -라는 지적이 나온다, 주민들 사이에서는 -다는 불만이 나온다: among whom it is said, before word `from`.
    fn frame(&self, from: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        let at = (self.floor..from)
            .rev()
            .find(|&i| tokens[i].josa == Some(Josa::From))?;
        let among = matches!(tokens[at].stem(), "사이" | "안팎" | "내부");
        let head = if among { at.checked_sub(1)? } else { at };
        let phrase = phrase::ending_in(tokens, head, self.floor);
        let class = phrase.class(tokens);
        let people = matches!(
            class,
            Class::Group | Class::Organisation | Class::Title | Class::Media
        );
        // 채권시장에서는, 국회에서는: where.
        let place = super::nouns::is_venue(tokens[head].stem()) || tokens[head].stem().ends_with("시장");
        (people && !place).then_some(phrase)
    }

    /// A topic before the clause that belongs to the sentence: 정부는 … 북한이 개입했다는 의혹을 조사하고 있다.
    fn skip_topic(&self, from: usize, at: usize) -> usize {
        let tokens = self.tokens();
        (from..at)
            .find(|&i| tokens[i].josa == Some(Josa::Topic))
            .filter(|&i| phrase::ending_in(tokens, i, from).class(tokens).speaks())
            .map_or(from, |i| i + 1)
    }

    /// …다는 게 정부의 설명이다: whose explanation, and where.
    fn copula_source(&self, from: usize) -> Option<(Phrase, usize)> {
        let tokens = self.tokens();
        let noun = (from + 1..tokens.len().min(from + 8))
            .find(|&i| is_copula(&tokens[i]) && cues().reported.iter().any(|n| n == noun_of(&tokens[i])))?;
        let head = noun.checked_sub(1).filter(|&h| h > from)?;
        let source = phrase::ending_in(tokens, head, from + 1);
        let class = source.class(tokens);
        (class != Class::Not).then_some((source, noun))
    }

    /// 한국 측 주장, 야당의 반론: somebody's claim without a clause.
    pub fn bare_claim(&mut self, at: usize) -> bool {
        let tokens = self.tokens();
        let t = &tokens[at];
        let claims = &cues().claims;
        if at <= self.floor || t.mark.is_some() || !claims.iter().any(|c| c == t.stem()) || t.ending.is_some()
        {
            return false;
        }
        let before = &tokens[at - 1];
        let whose = before.josa == Some(Josa::Genitive) || before.text == "측" || before.text.ends_with('측');
        if !whose || !matches!(t.josa, Some(Josa::Object | Josa::Topic | Josa::Subject)) {
            return false;
        }
        let head = if before.text == "측" && at >= 2 {
            at - 2
        } else {
            at - 1
        };
        let source = phrase::ending_in(tokens, head, self.floor);
        if !matches!(
            source.class(tokens),
            Class::Country | Class::Organisation | Class::Title | Class::Name | Class::Group
        ) {
            return false;
        }
        let first = source.first;
        let span = content::span(tokens, first, at);
        let cue = Cue {
            span: content::span(tokens, at, at),
            lemma: t.stem().to_owned(),
            stance: stance_of(t.stem()),
            negated: false,
        };
        let (floor, speaker) = (self.floor, self.speaker.clone());
        let source = Phrase { first, head: at - 1 };
        self.add(Finding {
            kind: Kind::Nominal,
            content: vec![span],
            cue: Some(cue),
            who: Who::Phrase(source),
            clause: (at, at),
        });
        // Who is said to claim something is not who speaks in this sentence.
        self.floor = floor;
        self.speaker = speaker;
        true
    }
}

/// The noun of a word, be it 주장을, 입장이다 or 설명이라고.
fn noun_of<'a>(token: &Token<'a>) -> &'a str {
    let text = token.text;
    for copula in [
        "이다",
        "이었다",
        "이라고",
        "이라며",
        "이지만",
        "이며",
        "이고",
        "이나",
        "인",
    ] {
        if let Some(noun) = text.strip_suffix(copula).filter(|n| !n.is_empty()) {
            return noun;
        }
    }
    match text {
        "것이" | "것은" | "것을" => "것",
        _ if token.closing == Some(Closing::That) => text,
        _ => token.stem(),
    }
}

fn is_copula(token: &Token<'_>) -> bool {
    ["이다", "이었다", "이지만", "이며", "이고", "이나"]
        .iter()
        .any(|c| token.text.ends_with(c))
        && token.mark.is_none()
        && token.josa.is_none_or(|j| j == Josa::With)
}

fn stance_of(noun: &str) -> Stance {
    match noun {
        "주장" | "의혹" | "반론" | "항변" => Stance::Claim,
        "비판" | "비난" | "질타" | "불만" | "혹평" | "조롱" | "야유" | "비아냥" | "쓴소리" | "볼멘소리"
        | "불평" | "성토" | "원성" | "폭로" => Stance::Criticise,
        "찬사" | "호평" | "극찬" | "칭찬" | "덕담" | "격려" => Stance::Praise,
        "의문" | "의심" | "추궁" => Stance::Question,
        "관측" | "전망" | "예상" | "예측" | "분석" | "평가" | "추측" | "추정" | "기대" | "기대감"
        | "해석" | "진단" => Stance::Expect,
        "우려" | "위기감" => Stance::Concern,
        "지적" => Stance::PointOut,
        "요구" | "경고" | "주문" | "당부" | "권고" | "엄포" | "으름장" | "협박" | "위협" | "권유"
        | "제의" | "제언" | "충고" | "청원" | "요청" | "부탁" | "간청" => Stance::Direct,
        "다짐" | "약속" | "의지" | "각오" | "포부" => Stance::Commit,
        "변명" | "해명" | "핑계" => Stance::Excuse,
        _ => Stance::Neutral,
    }
}
