//! Headlines: `북한 유엔 대표, 러시아 파병 부인`, `美 "북한군 파병 확인"`, `"더는 못 참는다"…노조, 파업 돌입`.

use super::content;
use super::lexicon::cues;
use super::nouns::Class;
use super::phrase::Phrase;
use super::unit::{Finding, Reader, Who};
use crate::statements::{Cue, Kind};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Reads a headline, a second headline or a sub-heading.
    pub fn headline(&mut self) {
        self.noun_headline();
        self.quoted_headline();
    }

    /// `X "…"`, `X, "…"`, `X, …"…"`, `"…"…X`.
    fn quoted_headline(&mut self) {
        let tokens = self.tokens();
        let mut found = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            let Some(mark) = token.mark else { continue };
            let words = self.text(mark.span).split_whitespace().count();
            // ‘…’ around a word or two is a name or a term: '러 파병' 부인.
            if mark.single && words < 3 || !token.text.is_empty() && token.closing.is_none() {
                continue;
            }
            let who = self.speaker_before(i).or_else(|| self.first_speaker(i));
            let who = who.or_else(|| {
                if i == 0 && token.comma {
                    self.speaker_after(i)
                } else {
                    None
                }
            });
            if who.is_some() || words > 2 || !mark.single {
                found.push((mark.span, who));
            }
        }
        for (span, who) in found {
            self.add(Finding {
                kind: Kind::Headline,
                content: vec![span],
                cue: None,
                who: who.map_or(Who::Nobody, Who::Phrase),
                clause: (0, 0),
            });
        }
    }

    /// The one the headline opens with, if it is set off by a comma: `서지훈, 의혹 부인…"결백 밝힐 것"`.
    fn first_speaker(&self, quote: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        let head = (0..quote).find(|&i| tokens[i].comma)?;
        self.speaking(0, head)
    }

    /// The words right before a quotation, back to a comma or an ellipsis.
    fn speaker_before(&self, quote: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        let head = quote.checked_sub(1)?;
        let first = (0..head)
            .rev()
            .find(|&i| tokens[i].comma || tokens[i].mark.is_some())
            .map_or(0, |i| i + 1);
        self.speaking(first, head)
    }

    fn speaker_after(&self, quote: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        let first = quote + 1;
        let head = (first..tokens.len()).find(|&i| tokens[i].comma || tokens[i].josa.is_some())?;
        self.speaking(first, head)
    }

    fn speaking(&self, first: usize, head: usize) -> Option<Phrase> {
        let tokens = self.tokens();
        if tokens[head].mark.is_some()
            || tokens[head].josa.is_some_and(|_| !tokens[head].is_subject())
            || head - first > 5
        {
            return None;
        }
        let phrase = Phrase { first, head };
        let class = phrase.class(tokens);
        // …의혹 부인, …2만4천개 리콜: an act, not one who speaks.
        let act = head > first && cues().entry(&format!("{}하다", tokens[head].stem())).is_some();
        if act || head > first + 1 && class == Class::Foreign {
            return None;
        }
        let opens = first == 0 || tokens[first - 1].comma && tokens[first - 1].mark.is_none();
        let known = class.speaks() || class == Class::Unknown && head == first && opens;
        known.then_some(phrase)
    }

    /// `X, … 부인`: a noun of saying closes it, the speaker stands before the comma.
    fn noun_headline(&mut self) {
        let tokens = self.tokens();
        // The noun of saying closes the headline or the part before an ellipsis: …의혹 부인…"결백 밝힐 것".
        let Some(last) = (0..tokens.len())
            .rev()
            .find(|&i| tokens[i].mark.is_none_or(|m| m.single))
        else {
            return;
        };
        if tokens[last].mark.is_some() {
            return;
        }
        let lemma = format!("{}하다", tokens[last].text);
        // 신제품 공개, 실적 발표: an act of another kind.
        let shows = matches!(
            tokens[last].text,
            "공개" | "소개" | "안내" | "기록" | "발표" | "결정" | "의결" | "합의"
        );
        let Some(entry) = cues().entry(&lemma).filter(|_| !shows) else {
            return;
        };
        let Some(comma) = (0..last).find(|&i| tokens[i].comma) else {
            return;
        };
        let (speaker, content) = if last >= 2 && tokens[last - 1].comma {
            // 여객선사, 출입문 결함 알고 있었다…조사위 증언
            (self.speaking(last, last), (0, last - 1))
        } else if last >= 3 && tokens[last - 2].comma {
            (self.speaking(last - 1, last - 1), (0, last - 2))
        } else {
            (self.speaking(0, comma), (comma + 1, last - 1))
        };
        if content.0 > content.1 {
            return;
        }
        let Some(speaker) = speaker else { return };
        let cue = Cue {
            span: tokens[last].span,
            lemma,
            stance: entry.stance,
            negated: false,
        };
        let span = content::span(tokens, content.0, content.1);
        self.add(Finding {
            kind: Kind::Headline,
            content: vec![Span::new(span.start, tokens[content.1].stem_end.max(span.end))],
            cue: Some(cue),
            who: Who::Phrase(speaker),
            clause: (0, 0),
        });
    }
}
