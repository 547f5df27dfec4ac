//! Builds one side of a collation from the words themselves.
//!
//! Passages are named by their words, `a … b` for everything from the first `a` to the next `b`; words that do not
//! stand in the text fail the test at once.

use daejo::article::{Article, Block, Published, Role};
use daejo::pipeline::Side;
use daejo::sentences::Sentence;
use daejo::statements::{Cue, Entity, EntityKind, Kind, Speaker, Stance, Statement, Statements};
use daejo::text::{Language, Span};

/// The one passage of `words`.
pub fn within(text: &str, words: &str) -> Vec<Span> {
    vec![find(text, words, 0)]
}

fn find(text: &str, words: &str, from: usize) -> Span {
    let (first, last) = words.split_once(" … ").unwrap_or((words, ""));
    let at = |part: &str, from: usize| {
        let offset = text[from..].find(part);
        from + offset.unwrap_or_else(|| panic!("{part:?} is not where it should be"))
    };
    let start = at(first, from);
    Span::new(start, at(last, start + first.len()) + last.len())
}

/// A side in the making.
pub struct Draft {
    side: Side,
    furniture: Vec<Block>,
}

impl Draft {
    /// An article of 22 October 2024 with nothing found in it yet.
    pub fn new(id: &str, lang: Language, text: &str) -> Self {
        let date = jiff::civil::date(2024, 10, 22);
        let article = Article {
            id: id.into(),
            lang,
            outlet: Some("Hanbit News".into()),
            published: Some(Published { date, instant: None }),
            interruptions: Vec::new(),
            text: text.into(),
            blocks: Vec::new(),
        };
        let side = Side {
            article,
            sentences: Vec::new(),
            statements: Statements::default(),
        };
        Self {
            side,
            furniture: Vec::new(),
        }
    }

    pub fn dateline(self, words: &str) -> Self {
        self.block(words, Role::Dateline)
    }

    pub fn end(self, words: &str) -> Self {
        self.block(words, Role::End)
    }

    fn block(mut self, words: &str, role: Role) -> Self {
        let span = find(&self.side.article.text, words, 0);
        self.furniture.push(Block { span, role });
        self
    }

    /// One block a sentence; the first is the headline.
    pub fn sentences(mut self, sentences: &[&str]) -> Self {
        let text = &self.side.article.text;
        let mut blocks = self.furniture.clone();
        let mut spans = Vec::new();
        for words in sentences {
            let span = find(text, words, spans.last().map_or(0, |s: &Span| s.end));
            let role = if spans.is_empty() {
                Role::Headline
            } else {
                Role::Body
            };
            spans.push(span);
            blocks.push(Block { span, role });
        }
        blocks.sort_by_key(|b| b.span);
        for (id, &span) in spans.iter().enumerate() {
            let block = blocks.iter().position(|b| b.span == span).expect("just pushed");
            let role = blocks[block].role;
            self.side.sentences.push(Sentence {
                id,
                span,
                block,
                role,
            });
        }
        self.side.article.blocks = blocks;
        self
    }

    /// A statement; the parts of a broken quotation are joined by ` + `.
    pub fn statement(mut self, kind: Kind, speaker: &str, cue: &str, stance: Stance, content: &str) -> Self {
        let text = &self.side.article.text;
        let content: Vec<Span> = content.split(" + ").map(|words| find(text, words, 0)).collect();
        let mut sentences = self.side.sentences.iter();
        let sentence = sentences
            .find(|s| s.span.overlaps(&content[0]))
            .expect("content stands in a sentence");
        let mention = find(text, speaker, sentence.span.start);
        let cue = Cue {
            span: find(text, cue, sentence.span.start),
            lemma: cue.into(),
            stance,
            negated: false,
        };
        let found = &mut self.side.statements;
        let entity = found.entities.len();
        found.statements.push(Statement {
            id: found.statements.len(),
            sentences: vec![sentence.id],
            kind,
            content,
            marks: Vec::new(),
            cue: Some(cue),
            speaker: Some(Speaker {
                mention: Some(mention),
                entity: Some(entity),
            }),
            chain: Vec::new(),
            addressee: None,
            venue: None,
            date: None,
            polarity: Default::default(),
            modality: Default::default(),
            quantities: Vec::new(),
            qualifiers: Vec::new(),
        });
        found.entities.push(Entity {
            id: entity,
            kind: EntityKind::Person,
            name: speaker.into(),
            mentions: vec![mention],
            ..Entity::default()
        });
        self
    }

    pub fn side(self) -> Side {
        self.side
    }
}
