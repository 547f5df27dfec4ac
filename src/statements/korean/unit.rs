//! A stretch of text that is read at once, and the statements built from it.

use super::conjugation::Ending;
use super::content;
use super::known::Known;
use super::manner;
use super::mention;
use super::phrase::Phrase;
use super::predicate::Predicate;
use super::slots;
use super::token::Token;
use crate::article::Role;
use crate::statements::{Context, Cue, Draft, Kind, Mark, Mention, Polarity, Stance, Statement};
use crate::text::Span;

/// One sentence, or several that one quotation runs through.
pub struct Unit<'a> {
    /// What it is a part of.
    pub context: Context<'a>,
    /// Its words.
    pub tokens: Vec<Token<'a>>,
    /// What part of the page it is.
    pub role: Role,
}

/// Who speaks, as far as the sentence tells.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "one a statement, never kept")]
pub enum Who {
    /// This phrase.
    Phrase(Phrase),
    /// One described before, in this sentence.
    Before(Mention),
    /// Left out: whoever spoke last.
    Dropped,
    /// The text does not say.
    Nobody,
}

/// A statement found, in words of its unit.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its kind.
    pub kind: Kind,
    /// What is said.
    pub content: Vec<Span>,
    /// What attributes it.
    pub cue: Option<Cue>,
    /// Who speaks.
    pub who: Who,
    /// Words between which addressee, place and day are looked for: `floor..end`.
    pub clause: (usize, usize),
}

/// Reads one unit from left to right.
pub struct Reader<'u, 'a> {
    /// What is read.
    pub unit: &'u Unit<'a>,
    /// Who is known by name.
    pub known: &'u Known,
    /// First word that belongs to no earlier clause of the sentence.
    pub floor: usize,
    /// Who spoke last in this sentence.
    pub speaker: Option<Mention>,
    /// Sources named by the sentence: 정부 소식통을 인용해, AP통신에 따르면.
    pub sources: Vec<Phrase>,
    /// 에 따르면 of this sentence: its source and its word.
    pub according: Option<(Phrase, usize)>,
    /// The last statement ended in -며, so that its speaker goes on.
    pub tied: bool,
    /// Who said what is reported at second hand: 관리자들이 지시했다고 증언했다.
    pub inner: Vec<Phrase>,
    /// Whether anyone spoke earlier in the article.
    pub spoken: bool,
    /// What was found.
    pub drafts: Vec<Draft>,
}

impl<'u, 'a> Reader<'u, 'a> {
    /// The words.
    pub fn tokens(&self) -> &'u [Token<'a>] {
        &self.unit.tokens
    }

    /// The article's text under a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.unit.context.words(span)
    }

    /// Whether somebody has spoken in an earlier clause of the sentence.
    pub fn goes_on(&self) -> bool {
        self.floor > 0 && self.speaker.is_some()
    }

    /// The cue of a predicate.
    pub fn cue(&self, predicate: &Predicate) -> Cue {
        Cue {
            span: predicate.span(self.tokens()),
            lemma: predicate.lemma.clone(),
            stance: predicate.stance,
            negated: predicate.negated,
        }
    }

    /// The quotative behind a quotation or a verb as a cue: `…"며`, -다며.
    pub fn particle_cue(&self, at: usize, stance: Stance, lemma: &str) -> Cue {
        let token = &self.tokens()[at];
        let start = token
            .mark
            .map_or_else(|| content::span(self.tokens(), at, at).end, |m| m.span.end);
        Cue {
            span: Span::new(start.min(token.span.end), token.span.end),
            lemma: lemma.to_owned(),
            stance,
            negated: false,
        }
    }

    /// Who speaks if the clause names `phrase`, or else whoever the sentence or the article leads one to think.
    pub fn who(&self, phrase: Option<Phrase>) -> Who {
        if let Some(phrase) = phrase {
            return Who::Phrase(phrase);
        }
        if let Some(mention) = self.speaker.clone().filter(|_| self.floor > 0) {
            return Who::Before(mention);
        }
        let fresh = self
            .tokens()
            .first()
            .is_some_and(|t| super::words::is_fresh(t.text));
        if fresh || !self.spoken {
            Who::Nobody
        } else {
            Who::Dropped
        }
    }

    /// 그러면서 "…": an adverb says that whoever spoke goes on.
    fn is_continued(&self) -> bool {
        self.tokens()
            .first()
            .is_some_and(|t| super::words::is_connective(t.text) && !super::words::is_fresh(t.text))
    }

    /// What a court orders is an act and no words of its.
    fn is_court_order(&self, finding: &Finding) -> bool {
        let orders = finding.cue.as_ref().is_some_and(|c| c.lemma == "명령하다");
        match finding.who {
            Who::Phrase(phrase) if orders => ["법원", "재판부", "배심원단", "배심", "판사"]
                .iter()
                .any(|court| self.tokens()[phrase.head].stem().ends_with(court)),
            _ => false,
        }
    }

    /// Adds what a predicate attributes. A clause that the predicate ends is not read again. Gives the word to go on
    /// with.
    pub fn attribute(&mut self, p: &Predicate, kind: Kind, content: Span, subject: Option<Phrase>) -> usize {
        let (cue, who, next) = (self.cue(p), self.who(subject), p.last + 1);
        self.add(Finding {
            kind,
            content: vec![content],
            cue: Some(cue),
            who,
            clause: (self.floor, next),
        });
        if matches!(p.ending, Ending::And | Ending::But | Ending::Then | Ending::End) {
            self.floor = next;
        }
        next
    }

    /// Adds a statement.
    pub fn add(&mut self, finding: Finding) {
        if self.is_court_order(&finding) {
            return;
        }
        let context = self.unit.context;
        let content: Vec<Span> = finding.content.into_iter().filter(|s| !s.is_empty()).collect();
        if content.is_empty() {
            return;
        }
        let at = finding.cue.as_ref().map_or(content[0].start, |c| c.span.start);
        let speaker = match finding.who {
            Who::Phrase(phrase) => Some(mention::describe(&self.unit.tokens, phrase, self.known)),
            Who::Before(mention) => Some(mention),
            Who::Dropped => Some(mention::dropped(at, self.is_continued())),
            Who::Nobody => None,
        };
        let chain = std::mem::take(&mut self.sources)
            .into_iter()
            .chain(std::mem::take(&mut self.inner))
            .map(|p| mention::describe(&self.unit.tokens, p, self.known))
            .filter(|m| speaker.as_ref().is_none_or(|s| s.span != m.span))
            .collect();
        let marks: Vec<Mark> = context
            .marks
            .iter()
            .filter(|m| m.depth == 0 && content.iter().any(|c| c.contains(&m.span)))
            .copied()
            .collect();
        let denies = finding
            .cue
            .as_ref()
            .is_some_and(|c| c.stance == Stance::Deny && !c.negated);
        let words: Vec<&str> = content.iter().map(|s| context.words(*s)).collect();
        let polarity = match finding.kind {
            Kind::Denial if denies && !manner::is_clause(&words) => Polarity::Negative,
            Kind::NoComment | Kind::NonConfirmation => Polarity::Negative,
            _ => manner::polarity(&words),
        };
        let slots = slots::find(
            &self.unit.tokens,
            context,
            finding.clause,
            &content,
            speaker.as_ref(),
        );
        let statement = Statement {
            id: 0,
            sentences: context.sentences_of(&content),
            kind: finding.kind,
            marks,
            polarity,
            modality: manner::modality(&words, finding.cue.as_ref(), finding.kind),
            quantities: content.iter().flat_map(|s| context.quantities(*s)).collect(),
            qualifiers: content
                .iter()
                .flat_map(|s| manner::qualifiers(context.text(), *s))
                .collect(),
            content,
            cue: finding.cue,
            speaker: None,
            chain: Vec::new(),
            addressee: slots.addressee,
            venue: slots.venue,
            date: slots.date,
        };
        if speaker.is_some() {
            self.speaker.clone_from(&speaker);
            self.spoken = true;
        }
        self.drafts.push(Draft {
            statement,
            speaker,
            chain,
        });
    }
}
