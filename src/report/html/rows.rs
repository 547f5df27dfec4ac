//! The two articles as rows: a bead a row, the source left and the target right.

use super::order::{self, Placed};
use super::segments::{Marks, Segment, Which};
use crate::article::Role;
use crate::pipeline::{Collation, Side};
use std::collections::HashSet;

/// A bead, or what stands after the last sentence.
pub struct Row<'a> {
    /// Number of the bead; none for a row that holds furniture alone.
    pub number: Option<usize>,
    /// `sure`, `fair`, `weak`, or `lone` where a side is empty.
    pub strength: &'static str,
    /// Confidence in per cent.
    pub confidence: u32,
    /// Whether the target stands elsewhere in its article.
    pub moved: bool,
    /// Whether a paragraph begins on either side.
    pub opens: bool,
    /// The source's sentences.
    pub source: Vec<Paragraph<'a>>,
    /// The target's.
    pub target: Vec<Paragraph<'a>>,
}

/// Sentences of one paragraph.
pub struct Paragraph<'a> {
    /// Its part of the article, as a class: `headline`, `body`, `byline` …
    pub role: &'static str,
    /// What follows each other on the line.
    pub pieces: Vec<Piece<'a>>,
}

/// A sentence, or a dateline before one.
pub struct Piece<'a> {
    /// `sentence` or `furniture`.
    pub class: &'static str,
    /// The words.
    pub segments: Vec<Segment<'a>>,
}

/// The rows of a collation, in the order of reading.
pub fn rows(collation: &Collation) -> Vec<Row<'_>> {
    let fidelity = &collation.fidelity;
    let mut source = Column::new(
        &collation.source,
        Marks::new(&collation.source, fidelity, Which::Source),
    );
    let mut target = Column::new(
        &collation.target,
        Marks::new(&collation.target, fidelity, Which::Target),
    );
    let mut rows: Vec<Row<'_>> = order::beads(collation)
        .iter()
        .map(|placed| row(placed, &mut source, &mut target))
        .collect();
    let (source, target) = (source.rest(), target.rest());
    if !source.is_empty() || !target.is_empty() {
        rows.push(Row {
            number: None,
            strength: "sure",
            confidence: 0,
            moved: false,
            opens: true,
            source,
            target,
        });
    }
    rows
}

fn row<'a>(placed: &Placed, source: &mut Column<'a>, target: &mut Column<'a>) -> Row<'a> {
    let bead = &placed.bead;
    let lone = bead.source.is_empty() || bead.target.is_empty();
    let opens = source.opens(&bead.source) || target.opens(&bead.target);
    Row {
        number: Some(placed.number),
        strength: match bead.confidence {
            _ if lone => "lone",
            c if c >= 0.8 => "sure",
            c if c >= 0.5 => "fair",
            _ => "weak",
        },
        // Between 0 and 100, so the cast is exact.
        confidence: (bead.confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
        moved: placed.moved,
        opens,
        source: source.cell(&bead.source),
        target: target.cell(&bead.target),
    }
}

/// One side, taken sentence by sentence with the furniture before each.
struct Column<'a> {
    side: &'a Side,
    marks: Marks,
    /// Blocks without a sentence that are not shown yet, the last first.
    furniture: Vec<usize>,
}

impl<'a> Column<'a> {
    fn new(side: &'a Side, marks: Marks) -> Self {
        let spoken: HashSet<usize> = side.sentences.iter().map(|s| s.block).collect();
        let silent = (0..side.article.blocks.len()).filter(|b| !spoken.contains(b));
        Self {
            side,
            marks,
            furniture: silent.rev().collect(),
        }
    }

    /// Whether the first of those sentences begins its paragraph.
    fn opens(&self, ids: &[usize]) -> bool {
        let block = |id: usize| self.side.sentences.get(id).map(|s| s.block);
        match ids.first() {
            Some(0) => true,
            Some(&id) => block(id) != block(id - 1),
            None => false,
        }
    }

    fn cell(&mut self, ids: &[usize]) -> Vec<Paragraph<'a>> {
        let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
        let mut open_block = None;
        for &id in ids {
            let Some(sentence) = self.side.sentences.get(id) else {
                continue;
            };
            let mut on_a_line = self.furniture_before(sentence.span.start, &mut paragraphs);
            on_a_line |= open_block == Some(sentence.block);
            open_block = Some(sentence.block);
            let piece = Piece {
                class: "sentence",
                segments: self.marks.segments(self.side, id),
            };
            match paragraphs.last_mut() {
                Some(paragraph) if on_a_line => paragraph.pieces.push(piece),
                _ => paragraphs.push(Paragraph {
                    role: role_class(sentence.role),
                    pieces: vec![piece],
                }),
            }
        }
        paragraphs
    }

    /// Shows the furniture before byte `at`; answers whether the last of it runs on in the sentence's own line.
    fn furniture_before(&mut self, at: usize, paragraphs: &mut Vec<Paragraph<'a>>) -> bool {
        let mut runs_on = false;
        while let Some(&block) = self.furniture.last() {
            let block = self.side.article.blocks[block];
            if block.span.start >= at {
                break;
            }
            self.furniture.pop();
            runs_on = block.role == Role::Dateline;
            paragraphs.push(Paragraph {
                role: if runs_on { "body" } else { role_class(block.role) },
                pieces: vec![Piece {
                    class: "furniture",
                    segments: vec![Segment::plain(block.span.of(&self.side.article.text))],
                }],
            });
        }
        runs_on
    }

    fn rest(&mut self) -> Vec<Paragraph<'a>> {
        let mut paragraphs = Vec::new();
        self.furniture_before(usize::MAX, &mut paragraphs);
        paragraphs
    }
}

const fn role_class(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Deck => "deck",
        Role::Subheading => "subheading",
        Role::Body => "body",
        Role::Caption => "caption",
        Role::Byline | Role::Dateline | Role::Agency | Role::End | Role::Notice => "aside",
    }
}
