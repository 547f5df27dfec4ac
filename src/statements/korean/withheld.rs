//! What was not said: no comment (논평을 거부했다, 아무런 논평도 내놓지 않았다) and hearsay (알려졌다).

use super::conjugation::Ending;
use super::content;
use super::hangul::Syllable;
use super::josa::Josa;
use super::lexicon::cues;
use super::nouns::{self, Class};
use super::phrase;
use super::predicate::{self, Predicate};
use super::speaker::{self, Said};
use super::token::Token;
use super::unit::{Finding, Reader, Who};
use super::words;
use crate::statements::{Cue, Kind, Stance};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reads a refusal to speak whose verb is word `at`; gives the word to go on with.
    pub fn withheld(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.neither_nor(at) {
            return Some(next);
        }
        let p = self.declined(at)?;
        // 답하지 않겠다고 말했다 is what somebody said.
        // 응하지 않을 경우 tells of no refusal; 언급하지 않은 채 does.
        let tokens = self.tokens();
        let leaves = tokens.get(p.last + 1).is_some_and(|t| t.text == "채");
        if p.ending == Ending::That || p.ending == Ending::Adnominal && !leaves {
            return None;
        }
        let said = Said {
            floor: self.floor,
            at: p.first,
            quoted: false,
            whole: false,
            goes_on: self.goes_on(),
            tied: self.tied,
        };
        let subject = speaker::find(tokens, said, Some(&p));
        let content = self.matter(&p, subject);
        Some(self.attribute(&p, Kind::NoComment, content, subject))
    }

    /// 이 액수를 확인도 부인도 하지 않았다: neither confirmed nor denied.
    fn neither_nor(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let first = at.checked_sub(2).filter(|&f| f >= self.floor)?;
        let pair = (tokens[first].text, tokens[at - 1].text);
        if !matches!(
            pair,
            ("확인도", "부인도") | ("시인도", "부인도") | ("긍정도", "부정도")
        ) {
            return None;
        }
        let (_, ending, _) = cues().comment_verbs.read(&[tokens[at].text])?;
        let mut p = predicate::extend(tokens, first, at, ending, "확인하다".to_owned(), Stance::Confirm);
        if !p.negated {
            return None;
        }
        p.kind = Some(Kind::NonConfirmation);
        let said = Said {
            floor: self.floor,
            at: first,
            quoted: false,
            whole: false,
            goes_on: self.goes_on(),
            tied: self.tied,
        };
        let subject = speaker::find(tokens, said, Some(&p));
        let (content, cue, who) = (self.matter(&p, subject), self.cue(&p), self.who(subject));
        let object = first
            .checked_sub(1)
            .filter(|&o| o >= self.floor && tokens[o].josa == Some(Josa::Object))
            .map(|o| content::span(tokens, phrase::ending_in(tokens, o, self.floor).first, o));
        self.add(Finding {
            kind: Kind::NonConfirmation,
            content: vec![object.unwrap_or(content)],
            cue: Some(cue),
            who,
            clause: (self.floor, p.last + 1),
        });
        self.floor = p.last + 1;
        Some(p.last + 1)
    }

    /// What was not spoken about: 화재 원인에 대한 언급, 책임 문제(에 대해서는), 아무런 입장; else the refusal itself.
    fn matter(&self, p: &Predicate, subject: Option<phrase::Phrase>) -> Span {
        let tokens = self.tokens();
        let behind = |i: &usize| subject.is_none_or(|s| *i > s.head || s.first > *i);
        let about = (self.floor + 1..p.first.max(self.floor + 1))
            .rev()
            .find(|&i| words::is_about(tokens[i].text))
            .filter(behind);
        let asked = || {
            (self.floor..p.first)
                .rev()
                .find(|&i| tokens[i].josa == Some(Josa::At))
                .filter(behind)
        };
        let noun = (p.first < p.verb)
            .then_some(p.first)
            .filter(|&n| cues().comment_nouns.iter().any(|c| c == tokens[n].stem()));
        let last = match (about, noun) {
            (Some(a), Some(noun)) if tokens[a].text == "대한" || tokens[a].text == "관한" => Some(noun),
            // 이에 대한 입장을 묻는 이메일에: what is not answered stands last.
            (Some(a), None) if matches!(tokens[a].text, "대한" | "관한") => asked().or(Some(a - 1)),
            (Some(a), _) => Some(a - 1),
            (None, noun) => asked().or(noun),
        };
        // 말을 아꼈다 is one whole, 입장도 내놓지 않았다 withholds its object.
        // 규모가 얼마나 될지는 언급을 피했다
        let question = || {
            (self.floor..p.first.max(self.floor))
                .rev()
                .find(|&i| asks(tokens[i].text))
                .filter(behind)
        };
        if let Some(last) = question()
            .or_else(|| noun.filter(|&n| asks(tokens[n].text)))
            .filter(|_| about.is_none())
        {
            let from = content::start(tokens, self.floor, last, subject);
            return content::span(tokens, from.min(last), last);
        }
        let idiom = about.is_none() && !p.negated && noun.is_some_and(|n| tokens[n].stem() == "말");
        let Some(last) = last.filter(|&l| !(idiom && Some(l) == noun)) else {
            return p.span(tokens);
        };
        let floor = phrase::ending_in(tokens, last, self.floor).first;
        let from = if about.is_some() || tokens[last].josa == Some(Josa::At) {
            content::start(tokens, self.floor, last, subject)
        } else {
            floor
        };
        content::span(tokens, from.min(last), last)
    }

    fn declined(&self, at: usize) -> Option<Predicate> {
        let tokens = self.tokens();
        let lexicon = cues();
        let listed = predicate::cue(tokens, at, self.floor).filter(|p| p.kind == Some(Kind::NoComment));
        if let Some(p) = listed {
            return (!p.negated).then_some(p);
        }
        tokens[at].ending?;
        let (lemma, ending) = match lexicon.comment.read(&[tokens[at].text]) {
            Some((lemma, ending, _)) => (lexicon.comment.lemma(lemma).to_owned(), ending),
            None => self.comment_phrase(at)?,
        };
        let first = if lexicon.comment.read(&[tokens[at].text]).is_some() {
            at
        } else {
            self.comment_noun(at)?
        };
        let mut p = predicate::extend(tokens, first, at, ending, lemma, Stance::Decline);
        if !p.negated {
            return None;
        }
        p.kind = Some(Kind::NoComment);
        Some(p)
    }

    /// 아무런 논평도 내놓지: the noun before the verb.
    fn comment_noun(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        (self.floor..at).rev().take(3).find(|&i| {
            let told = cues().comment_nouns.iter().any(|n| n == tokens[i].stem());
            // 사퇴 의사는 밝히지 않았다, 이름은 밝히지 않았다: whatever is not told.
            let kept = i + 1 == at
                && self.tokens()[at].text.starts_with("밝히")
                && nouns::class(tokens[i].stem()) != Class::Pronoun
                && !nouns::class(tokens[i].stem()).speaks();
            // 몇 명인지는 공개하지 않았다: a question that is not answered.
            let verb = self.tokens()[at].text;
            let told_not = i + 1 == at && (verb.starts_with("밝히") || verb.starts_with("공개하"));
            told_not && asks(tokens[i].text)
                || (told || kept) && matches!(tokens[i].josa, Some(Josa::Object | Josa::Also | Josa::Topic))
        })
    }

    fn comment_phrase(&self, at: usize) -> Option<(String, Ending)> {
        let lexicon = cues();
        let (verb, ending, _) = lexicon.comment_verbs.read(&[self.tokens()[at].text])?;
        let noun = self.comment_noun(at)?;
        Some((
            format!(
                "{}을 {}",
                self.tokens()[noun].stem(),
                lexicon.comment_verbs.lemma(verb)
            ),
            ending,
        ))
    }

    /// Where the clause that ends at `before` begins: behind the last turn to another topic.
    fn last_clause(&self, before: usize) -> usize {
        let tokens = self.tokens();
        (self.floor..before)
            .rev()
            .find(|&i| {
                let turn = matches!(tokens[i].ending, Some(Ending::And | Ending::But));
                let against = tokens[i].ending == Some(Ending::But) && tokens[i].mark.is_none();
                against || turn && tokens.get(i + 1).is_some_and(|t| t.josa == Some(Josa::Topic))
            })
            .map_or(self.floor, |i| i + 1)
    }

    /// Reads -ㄴ 것으로 알려졌다 whose verb is word `at`; gives the word to go on with.
    pub fn hearsay(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        let (lemma, ending, _) = cues().hearsay.read(&[tokens[at].text])?;
        let before = at.checked_sub(1).filter(|&b| b >= self.floor)?;
        let clause = matches!(tokens[before].text, "것으로" | "걸로");
        // 비용은 약 3천억원으로 추산된다.
        let noun = tokens[before].josa == Some(Josa::By) && !words::is_adverb(tokens[before].text);
        if !clause && !noun || matches!(ending, Ending::Adnominal | Ending::Noun) {
            return None;
        }
        let cue = Cue {
            span: tokens[at].span,
            lemma: cues().hearsay.lemma(lemma).to_owned(),
            stance: Stance::Neutral,
            negated: false,
        };
        let from = content::start(tokens, self.last_clause(before), before, None);
        // 대사는 "…"이라고 맞선 것으로 전해졌다: somebody's words, read already.
        let stretch = Span::new(tokens[from].span.start, tokens[before].span.end);
        if self
            .drafts
            .iter()
            .any(|d| d.statement.content.iter().any(|c| stretch.contains(c)))
        {
            return None;
        }
        if noun && !clause && !tokens[from..before].iter().any(Token::is_subject) {
            return None;
        }
        let content = vec![content::span(tokens, from, before)];
        // 경찰에 따르면 … 것으로 알려졌다: the source is named after all.
        let source = self.sources.pop();
        let finding = Finding {
            kind: if source.is_some() {
                Kind::AccordingTo
            } else {
                Kind::Evidential
            },
            content,
            cue: Some(cue),
            who: source.map_or(Who::Nobody, Who::Phrase),
            clause: (self.floor, at + 1),
        };
        self.add(finding);
        self.floor = at + 1;
        Some(at + 1)
    }
}

/// Whether a word ends an embedded question: 몇 명인지는, 얼마나 될지를, 왜 그랬는지.
fn asks(word: &str) -> bool {
    let bare = word.strip_suffix(['는', '를', '도']).unwrap_or(word);
    let mut letters = bare.chars().rev();
    letters.next() == Some('지')
        && letters
            .next()
            .and_then(Syllable::of)
            .is_some_and(|s| matches!(s.coda, 'ㄴ' | 'ㄹ'))
}
