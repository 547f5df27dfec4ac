//! Quoted pieces of a sentence that no verb of saying reports.

use super::unit::{Finding, Reader, Who};
use super::{conjugation, lexicon, speaker};
use crate::statements::{Cue, Kind};
use crate::text::Span;

impl Reader<'_, '_> {
    /// 대사는 “…이 아님을 강조했다.”: the verb of saying stands inside the marks.
    fn cue_inside(&mut self, span: Span) -> bool {
        let tokens = self.tokens();
        let Some(at) = tokens.iter().position(|t| t.mark.is_some_and(|m| m.span == span)) else {
            return false;
        };
        let text = self.text(span).trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = text.split_whitespace().next_back().unwrap_or_default();
        let Some((lemma, conjugation::Ending::End, _)) = lexicon::cues().verbs.read(&[word]) else {
            return false;
        };
        let entry = &lexicon::cues().entries[lemma];
        let said = speaker::Said {
            floor: 0,
            at,
            quoted: true,
            whole: true,
            tied: false,
            goes_on: false,
        };
        let Some(subject) = speaker::find(tokens, said, None).filter(|_| at + 1 == tokens.len()) else {
            return false;
        };
        let end = span.start + text.len();
        self.add(Finding {
            kind: Kind::Direct,
            content: vec![span],
            cue: Some(Cue {
                span: Span::new(end - word.len(), end),
                lemma: entry.lemma.clone(),
                stance: entry.stance,
                negated: false,
            }),
            who: Who::Phrase(subject),
            clause: (0, at),
        });
        true
    }

    /// Quoted pieces of the body that belong to no statement: somebody's words, but whose is not said.
    pub(super) fn loose_quotations(&mut self) {
        let tokens = self.tokens();
        let loose: Vec<Span> = tokens
            .iter()
            .filter_map(|t| t.mark.filter(|m| !m.single))
            .map(|m| m.span)
            .filter(|span| {
                !self
                    .drafts
                    .iter()
                    .any(|d| d.statement.content.iter().any(|c| c.overlaps(span)))
            })
            .collect();
        for span in loose {
            if self.cue_inside(span) {
                continue;
            }
            self.add(Finding {
                kind: Kind::Partial,
                content: vec![span],
                cue: None,
                who: Who::Nobody,
                clause: (0, 0),
            });
        }
    }
}
