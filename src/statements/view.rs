//! The JSON of a statement, shared by `daejo statements` and `daejo check`. Offsets are in characters.

use super::kinds::{
    EntityKind, Kind, Modality, Polarity, QualifierKind, Speaker, Stance, Statement, Statements,
};
use crate::article::Article;
use crate::quantities::Quantity;
use crate::text::{CharIndex, Span};
use serde::Serialize;

/// `[start, end]` in characters of the article's text.
pub type Chars = [usize; 2];

/// One statement, as programs read it.
#[derive(Debug, Clone, Serialize)]
#[allow(
    missing_docs,
    reason = "the fields are those of `Statement`, as the contract names them"
)]
pub struct StatementView {
    pub id: usize,
    pub kind: Kind,
    pub content: Vec<Chars>,
    /// The content's words, stretches joined by a space, white space runs as one.
    pub text: String,
    pub marks: Vec<Chars>,
    pub cue: Option<CueView>,
    pub speaker: Option<SpeakerView>,
    pub chain: Vec<SpeakerView>,
    pub addressee: Option<TextView>,
    pub venue: Option<TextView>,
    pub date: Option<QuantityView>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub qualifiers: Vec<QualifierView>,
    pub quantities: Vec<QuantityView>,
    pub sentences: Vec<usize>,
}

/// The words that attribute.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Cue`")]
pub struct CueView {
    pub span: Chars,
    pub text: String,
    pub lemma: String,
    pub stance: Stance,
    pub negated: bool,
}

/// Who speaks.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerView {
    /// Where it is named; empty where the subject is left out.
    pub mention: Vec<Chars>,
    /// The words of the mention; empty where the subject is left out.
    pub text: String,
    /// Who it is, as the article names it most fully: `Robert Wood` for "he".
    pub entity: Option<String>,
    /// Number of that entity; the same for every mention of one speaker.
    pub entity_id: Option<usize>,
    /// Title or role, where the article gives one.
    pub role: Option<String>,
    /// What the entity is.
    pub kind: Option<EntityKind>,
    /// Whether the article keeps the name back.
    pub anonymous: bool,
    /// Names of those who speak jointly.
    pub members: Vec<String>,
    /// The name in the other language, where a user's list has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
}

impl StatementView {
    /// Notes the names in the other language that a user's list has for those who speak.
    pub fn note_listed(&mut self, names: &crate::names::Names) {
        for speaker in self.speaker.iter_mut().chain(&mut self.chain) {
            let known = speaker.entity.as_deref().and_then(|e| names.other(e));
            let known = known.or_else(|| names.other(&speaker.text));
            speaker.listed = known.map(str::to_owned);
        }
    }
}

/// A stretch of text.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "a span and its words")]
pub struct TextView {
    pub span: Chars,
    pub text: String,
}

/// Something that weakens, conditions or distances the content.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Qualifier`")]
pub struct QualifierView {
    pub span: Chars,
    pub text: String,
    pub kind: QualifierKind,
}

/// A number, date or measure.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "a span, its words and the quantity")]
pub struct QuantityView {
    pub span: Chars,
    pub text: String,
    #[serde(flatten)]
    pub quantity: Quantity,
}

/// All statements of an article, in order.
pub fn statements(article: &Article, statements: &Statements) -> Vec<StatementView> {
    let viewer = Viewer {
        article,
        chars: CharIndex::new(&article.text),
        statements,
    };
    statements
        .statements
        .iter()
        .map(|s| viewer.statement(s))
        .collect()
}

struct Viewer<'a> {
    article: &'a Article,
    chars: CharIndex<'a>,
    statements: &'a Statements,
}

impl Viewer<'_> {
    fn statement(&self, s: &Statement) -> StatementView {
        StatementView {
            id: s.id,
            kind: s.kind,
            content: self.chars.spans(&s.content),
            text: s
                .content
                .iter()
                .map(|&c| self.line(c))
                .collect::<Vec<_>>()
                .join(" "),
            marks: s.marks.iter().map(|m| self.chars.span(m.span)).collect(),
            cue: s.cue.as_ref().map(|cue| CueView {
                span: self.chars.span(cue.span),
                text: self.line(cue.span),
                lemma: cue.lemma.clone(),
                stance: cue.stance,
                negated: cue.negated,
            }),
            speaker: s.speaker.as_ref().map(|speaker| self.speaker(speaker)),
            chain: s.chain.iter().map(|speaker| self.speaker(speaker)).collect(),
            addressee: s.addressee.map(|span| self.stretch(span)),
            venue: s.venue.map(|span| self.stretch(span)),
            date: s.date.as_ref().map(|q| self.quantity(q)),
            polarity: s.polarity,
            modality: s.modality,
            qualifiers: s
                .qualifiers
                .iter()
                .map(|q| QualifierView {
                    span: self.chars.span(q.span),
                    text: self.line(q.span),
                    kind: q.kind,
                })
                .collect(),
            quantities: s.quantities.iter().map(|q| self.quantity(q)).collect(),
            sentences: s.sentences.clone(),
        }
    }

    fn speaker(&self, speaker: &Speaker) -> SpeakerView {
        let entity = self.statements.entity(speaker);
        let members = entity.map_or(&[][..], |e| &e.members);
        SpeakerView {
            mention: speaker.mention.iter().map(|&m| self.chars.span(m)).collect(),
            text: speaker.mention.map(|m| self.line(m)).unwrap_or_default(),
            entity: entity.map(|e| e.name.clone()),
            entity_id: entity.map(|e| e.id),
            role: entity.and_then(|e| e.role.clone()),
            kind: entity.map(|e| e.kind),
            anonymous: entity.is_some_and(|e| e.anonymous),
            members: members
                .iter()
                .filter_map(|&m| self.statements.entities.get(m))
                .map(|e| e.name.clone())
                .collect(),
            listed: None,
        }
    }

    fn quantity(&self, quantity: &Quantity) -> QuantityView {
        QuantityView {
            span: self.chars.span(quantity.span),
            text: self.line(quantity.span),
            quantity: quantity.clone(),
        }
    }

    fn stretch(&self, span: Span) -> TextView {
        TextView {
            span: self.chars.span(span),
            text: self.line(span),
        }
    }

    fn line(&self, span: Span) -> String {
        self.article.line(span)
    }
}
