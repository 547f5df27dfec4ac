//! The whole flow on one page.

use crate::alignment::evaluate::Links;
use crate::alignment::{self, Bead};
use crate::article::Article;
use crate::embedding::Encoder;
use crate::fidelity::{self, Fidelity};
use crate::sentences::{self, Sentence};
use crate::statements::{self, Statements};

/// One article with what was found in it.
#[derive(Debug, Clone)]
pub struct Side {
    /// The article as read.
    pub article: Article,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Who is quoted in it as saying what.
    pub statements: Statements,
}

impl Side {
    /// Splits an article into sentences and finds its statements.
    pub fn new(article: Article) -> Self {
        let sentences = sentences::split(&article);
        let statements = statements::find(&article, &sentences);
        Self {
            article,
            sentences,
            statements,
        }
    }

    /// The sentences as lines, in order.
    pub fn lines(&self) -> Vec<String> {
        self.sentences.iter().map(|s| s.line(&self.article)).collect()
    }
}

/// Two articles collated: what became of each sentence and each statement.
#[derive(Debug, Clone)]
pub struct Collation {
    /// The original.
    pub source: Side,
    /// The version in the other language.
    pub target: Side,
    /// Which sentence became which.
    pub beads: Vec<Bead>,
    /// Whether the statements are still the same.
    pub fidelity: Fidelity,
}

/// Collates `target` against its original `source`.
pub fn check(
    source: Article,
    target: Article,
    encoder: &dyn Encoder,
    options: &fidelity::Options,
) -> Collation {
    check_along(source, target, |_, _| Vec::new(), encoder, options)
}

/// As [`check`], where some beads are known: `known` answers them by the numbers of the sentences, and the rest is
/// aligned around them.
pub fn check_along(
    source: Article,
    target: Article,
    known: impl FnOnce(&Side, &Side) -> Vec<Links>,
    encoder: &dyn Encoder,
    options: &fidelity::Options,
) -> Collation {
    let (source, target) = rayon::join(|| Side::new(source), || Side::new(target));
    let layouts = (
        sentences::layout(&source.sentences),
        sentences::layout(&target.sentences),
    );
    let options_of_alignment = alignment::Options {
        layouts: Some(layouts),
        anchors: known(&source, &target),
        ..alignment::Options::default()
    };
    let beads = alignment::align(&source.lines(), &target.lines(), encoder, &options_of_alignment);
    let fidelity = fidelity::check(&source, &target, &beads, encoder, options);
    Collation {
        source,
        target,
        beads,
        fidelity,
    }
}
