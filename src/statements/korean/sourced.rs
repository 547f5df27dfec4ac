//! Sources beside the subject: 소식통에 따르면, AFP통신을 인용해, 당국자의 말을 빌려.

use super::content;
use super::josa::Josa;
use super::nouns::Class;
use super::phrase::{self, Phrase};
use super::unit::{Finding, Reader, Who};
use crate::statements::{Cue, Kind, Stance};
use crate::text::Span;

impl Reader<'_, '_> {
    /// Takes note of a source that ends at word `at`; gives the word to go on with.
    pub fn source(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens();
        // 통계를 보면, 자료를 보면: of something written.
        let seen = tokens[at].text == "보면"
            && at.checked_sub(1).is_some_and(|b| {
                tokens[b].josa == Some(Josa::Object)
                    && super::nouns::class(tokens[b].stem()) == Class::Document
            });
        let according = seen || matches!(tokens[at].text, "따르면" | "의하면");
        let cited = matches!(
            tokens[at].text,
            "인용해" | "인용" | "인용하며" | "인용하면서" | "빌려" | "빌어"
        );
        if !according && !cited {
            return None;
        }
        let mut head = at.checked_sub(1).filter(|&h| h >= self.floor)?;
        // 당국자의 말을 인용해, 경찰이 밝힌 바에 따르면.
        if matches!(
            tokens[head].stem(),
            "말" | "발언" | "보도" | "설명" | "전언" | "바"
        ) {
            head = head.checked_sub(1).filter(|&h| h >= self.floor)?;
            if tokens[head].ending.is_some() {
                head = (self.floor..head).rev().find(|&i| tokens[i].is_subject())?;
            }
        }
        let source = phrase::ending_in(tokens, head, self.floor);
        // 계획에 따르면, 감사 결과에 따르면: whatever it is, it says something.
        if tokens[head].mark.is_some() || source.class(tokens) == Class::Not && !according {
            return None;
        }
        self.sources.push(source);
        if according {
            self.according = Some((source, at));
            self.floor = at + 1;
        }
        Some(at + 1)
    }

    /// At the end of the unit: what a source said without any verb of saying.
    pub fn according_to(&mut self) {
        let Some((source, at)) = self.according.take() else {
            return;
        };
        let tokens = self.tokens();
        // Somebody else's statement took the source into its chain.
        if self.sources.is_empty() || at + 1 >= tokens.len() {
            return;
        }
        self.sources.clear();
        let last = tokens.len() - 1;
        let from = content::start(tokens, at + 1, last, None).min(last);
        let end = tokens[last].span.end;
        let span = Span::new(tokens[from].span.start, end);
        let cue = Cue {
            span: Span::new(
                tokens[source.head].stem_end.min(tokens[at].span.start),
                tokens[at].span.end,
            ),
            lemma: "따르다".to_owned(),
            stance: Stance::Neutral,
            negated: false,
        };
        self.add(Finding {
            kind: Kind::AccordingTo,
            content: vec![span],
            cue: Some(cue),
            who: Who::Phrase(source),
            clause: (self.according_floor(source), source.first),
        });
    }

    fn according_floor(&self, source: Phrase) -> usize {
        (0..source.first)
            .rev()
            .find(|&i| self.tokens()[i].josa == Some(Josa::Topic))
            .map_or(0, |i| i + 1)
    }
}
