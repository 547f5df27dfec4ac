//! A sentence cut at every edge of what is marked in it.
//!
//! Statements, findings, cues and speakers overlap and nest; HTML elements only nest. So the text is cut into
//! stretches over which nothing changes, and each says what covers it:
//!
//! ```text
//! Lee said the "worst is over".
//! [Lee]speaker[ ][said]cue[ ][the ]1[“worst is over”]1,2[.]
//! ```

use crate::fidelity::{Fidelity, Severity, Verdict};
use crate::pipeline::Side;
use crate::report::words;
use crate::text::Span;

/// A stretch of text over which nothing changes.
pub struct Segment<'a> {
    /// The words.
    pub text: &'a str,
    /// Class names, separated by spaces; empty for plain text.
    pub class: String,
    /// Matches whose statement covers it, the innermost last, by their numbers; separated by spaces.
    pub matches: String,
    /// Findings that point at it, likewise.
    pub findings: String,
    /// Signs of statements that begin here and are not plainly consistent.
    pub signs: Vec<Sign>,
}

impl<'a> Segment<'a> {
    /// Text in which nothing is marked.
    pub fn plain(text: &'a str) -> Self {
        Self {
            text,
            class: String::new(),
            matches: String::new(),
            findings: String::new(),
            signs: Vec::new(),
        }
    }
}

/// A small button in the text.
pub struct Sign {
    /// Number of the match.
    pub matched: usize,
    /// The verdict.
    pub verdict: Verdict,
}

impl Sign {
    /// The sign itself.
    pub fn sign(&self) -> &'static str {
        words::verdict_sign(self.verdict)
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        words::verdict(self.verdict)
    }

    /// Its class.
    pub fn key(&self) -> &'static str {
        words::verdict_key(self.verdict)
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Statement {
        matched: usize,
        verdict: Verdict,
        begins: bool,
    },
    Finding(usize, Severity),
    Cue,
    Speaker,
}

/// What is marked in the sentences of one side.
pub struct Marks {
    /// For each sentence, what touches it.
    of: Vec<Vec<(Span, Mark)>>,
}

/// Which side of a match or finding to look at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The original.
    Source,
    /// Its version.
    Target,
}

impl Marks {
    /// Gathers what is marked on one side.
    pub fn new(side: &Side, fidelity: &Fidelity, which: Which) -> Self {
        let mut marks = Self {
            of: vec![Vec::new(); side.sentences.len()],
        };
        for (matched, m) in fidelity.matches.iter().enumerate() {
            let ids = if which == Which::Source {
                &m.source
            } else {
                &m.target
            };
            for statement in crate::report::passage::statements(side, ids) {
                for (i, &span) in statement.content.iter().enumerate() {
                    let (verdict, begins) = (m.verdict, i == 0);
                    let mark = Mark::Statement {
                        matched,
                        verdict,
                        begins,
                    };
                    marks.add(side, span, mark);
                }
                if let Some(cue) = &statement.cue {
                    marks.add(side, cue.span, Mark::Cue);
                }
                for mention in statement.speaker.iter().filter_map(|s| s.mention) {
                    marks.add(side, mention, Mark::Speaker);
                }
            }
        }
        for (id, finding) in fidelity.findings.iter().enumerate() {
            let spans = if which == Which::Source {
                &finding.source
            } else {
                &finding.target
            };
            for &span in spans {
                marks.add(side, span, Mark::Finding(id, finding.severity));
            }
        }
        marks
    }

    fn add(&mut self, side: &Side, span: Span, mark: Mark) {
        let first = side.sentences.partition_point(|s| s.span.end <= span.start);
        for (sentence, of) in side.sentences.iter().zip(&mut self.of).skip(first) {
            if sentence.span.start >= span.end {
                break;
            }
            of.push((span, mark));
        }
    }

    /// The sentence of that id, cut.
    pub fn segments<'a>(&self, side: &'a Side, id: usize) -> Vec<Segment<'a>> {
        let whole = side.sentences[id].span;
        let marks = &self.of[id];
        let mut cuts: Vec<usize> = marks.iter().flat_map(|(s, _)| [s.start, s.end]).collect();
        cuts.retain(|&at| whole.start < at && at < whole.end);
        cuts.extend([whole.start, whole.end]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2)
            .map(|cut| segment(&side.article.text, Span::new(cut[0], cut[1]), whole, marks))
            .collect()
    }
}

fn segment<'a>(text: &'a str, span: Span, whole: Span, marks: &[(Span, Mark)]) -> Segment<'a> {
    let mut over: Vec<&(Span, Mark)> = marks.iter().filter(|(s, _)| s.overlaps(&span)).collect();
    // The longest first, so that the innermost is last.
    over.sort_by_key(|(s, _)| std::cmp::Reverse(s.len()));
    let mut segment = Segment::plain(span.of(text));
    let (mut verdict, mut severity) = (None, None);
    for (reach, mark) in over {
        match *mark {
            Mark::Statement {
                matched,
                verdict: v,
                begins,
            } => {
                listed(&mut segment.matches, matched + 1);
                verdict = verdict.max(Some(v));
                if begins && v != Verdict::Consistent && span.start == reach.start.max(whole.start) {
                    segment.signs.push(Sign {
                        matched: matched + 1,
                        verdict: v,
                    });
                }
            }
            Mark::Finding(id, s) => {
                listed(&mut segment.findings, id + 1);
                severity = severity.max(Some(s));
            }
            Mark::Cue => named(&mut segment.class, "cue"),
            Mark::Speaker => named(&mut segment.class, "speaker"),
        }
    }
    if let Some(verdict) = verdict {
        named(&mut segment.class, "statement");
        named(&mut segment.class, words::verdict_key(verdict));
    }
    if let Some(severity) = severity {
        named(&mut segment.class, "fault");
        named(&mut segment.class, words::severity(severity));
    }
    segment
}

fn listed(list: &mut String, number: usize) {
    let number = number.to_string();
    if !list.split(' ').any(|n| n == number) {
        named(list, &number);
    }
}

fn named(list: &mut String, name: &str) {
    if !list.is_empty() {
        list.push(' ');
    }
    list.push_str(name);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Role};
    use crate::sentences::Sentence;
    use crate::statements::Statements;
    use crate::text::Language;
    use proptest::prelude::*;

    fn side(text: &str) -> Side {
        let article = Article::segment("t", text, Language::Ko, None);
        let span = Span::new(0, text.len());
        let sentence = Sentence {
            id: 0,
            span,
            block: 0,
            role: Role::Body,
        };
        Side {
            article,
            sentences: vec![sentence],
            statements: Statements::default(),
        }
    }

    fn statement(matched: usize, verdict: Verdict) -> Mark {
        Mark::Statement {
            matched,
            verdict,
            begins: true,
        }
    }

    #[test]
    fn nested_statements_list_the_innermost_last() {
        let side = side("Lee said the worst is over.");
        let mut marks = Marks { of: vec![Vec::new()] };
        marks.add(&side, Span::new(13, 26), statement(1, Verdict::Inconsistent));
        marks.add(&side, Span::new(9, 26), statement(0, Verdict::Consistent));
        marks.add(&side, Span::new(0, 3), Mark::Speaker);
        let segments = marks.segments(&side, 0);
        let shown: Vec<(&str, &str, &str)> = segments
            .iter()
            .map(|s| (s.text, s.matches.as_str(), s.class.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("Lee", "", "speaker"),
                (" said ", "", ""),
                ("the ", "1", "statement consistent"),
                ("worst is over", "1 2", "statement inconsistent"),
                (".", "", ""),
            ]
        );
        assert_eq!(segments[3].signs.len(), 1, "only the inconsistent one has a sign");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_whatever_overlaps(
            text in "[a-z가-힣 ]{1,40}",
            spans in prop::collection::vec((0usize..50, 0usize..50), 0..8),
        ) {
            let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let side = side(&text);
            let mut marks = Marks { of: vec![Vec::new()] };
            for (i, (a, b)) in spans.into_iter().enumerate() {
                let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
                marks.add(&side, Span::new(a.min(b), a.max(b)), statement(i, Verdict::Added));
            }
            let shown: String = marks.segments(&side, 0).iter().map(|s| s.text).collect();
            prop_assert_eq!(shown, text);
        }
    }
}
