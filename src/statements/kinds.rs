//! The types of a statement and its slots.

use crate::quantities::Quantity;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// All statements of one article, and the entities that make them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statements {
    /// In the order of their first content span.
    pub statements: Vec<Statement>,
    /// Everyone and everything that speaks, each once, whatever it is called in the text.
    pub entities: Vec<Entity>,
}

impl Statements {
    /// The entity behind a speaker, if it was resolved.
    pub fn entity(&self, speaker: &Speaker) -> Option<&Entity> {
        speaker.entity.and_then(|id| self.entities.get(id))
    }
}

/// One attributed statement: words, who is said to have said them, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Position in the article's list of statements, from 0.
    pub id: usize,
    /// Ids of the sentences it stands in, ascending.
    pub sentences: Vec<usize>,
    /// What kind of statement it is.
    pub kind: Kind,
    /// The words attributed. A direct quote includes its marks; a broken quote has several spans.
    pub content: Vec<Span>,
    /// The quoted stretches within, each with its quotation marks.
    pub marks: Vec<Mark>,
    /// The words that attribute: `said`, `라고 밝혔다`. `None` where nothing does (a headline, a bare quote).
    pub cue: Option<Cue>,
    /// Who said it; `None` where the text does not say (`알려졌다`).
    pub speaker: Option<Speaker>,
    /// Further sources from the outermost reporter to the innermost source, without `speaker` itself:
    /// for "Yonhap reported, citing a government source", `speaker` is Yonhap and the chain holds the source.
    pub chain: Vec<Speaker>,
    /// To whom: `told the Security Council`.
    pub addressee: Option<Span>,
    /// Where it was said: `at a committee meeting during the UN General Assembly`.
    pub venue: Option<Span>,
    /// When it was said.
    pub date: Option<Quantity>,
    /// Whether the content is affirmed or negated, and whether the cue denies it.
    pub polarity: Polarity,
    /// How strongly it is put.
    pub modality: Modality,
    /// Numbers, dates and measures in the content, with spans in the article's text.
    pub quantities: Vec<Quantity>,
    /// Words in the content that weaken, condition or distance it.
    pub qualifiers: Vec<Qualifier>,
}

/// The kinds of attributed statement found in wire copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A whole quotation, broken or not, over one sentence or several.
    Direct,
    /// Indirect speech with a quoted stretch of more than five words.
    Mixed,
    /// A quoted stretch of one to five words in the reporter's sentence.
    Partial,
    /// Reported speech without quotation marks.
    Indirect,
    /// `according to`, 에 따르면.
    AccordingTo,
    /// Denial or dismissal of something: `denied that`, 부인했다.
    Denial,
    /// `declined to comment`, 논평을 거부했다, 침묵.
    NoComment,
    /// `has not confirmed`, 확인하지 않았다.
    NonConfirmation,
    /// `urged`, `ordered`, 촉구했다, 지시했다.
    Directive,
    /// How something is cast: `called it a…`, 로 규정했다.
    Characterisation,
    /// A speech act without content clause: `voiced concern`, 우려를 표명했다.
    SpeechAct,
    /// Attribution by a noun: `Seoul's claims`, 파병설, -다는 주장.
    Nominal,
    /// A headline that attributes.
    Headline,
    /// Hearsay without a source: 알려졌다, `reportedly`.
    Evidential,
}

/// A quoted stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// With both marks; to the end of the paragraph where the closing mark is missing.
    pub span: Span,
    /// Single marks (‘ ’, 「 」) rather than double.
    pub single: bool,
    /// Whether words are left out inside: `…`, `...`, `(중략)`.
    pub ellipsis: bool,
    /// Whether both marks stand in the text.
    pub closed: bool,
    /// 0 for a quotation in the running text, 1 for one inside another, and so on.
    pub depth: u8,
    /// Whether it goes on with a quotation left open at the end of the paragraph before.
    pub continues: bool,
}

impl Mark {
    /// The words between the marks, without white space at the ends.
    pub fn inside(&self, text: &str) -> Span {
        let all = self.span.of(text);
        let first = all.chars().next().map_or(0, char::len_utf8);
        let last = if self.closed {
            all.chars().next_back().map_or(0, char::len_utf8)
        } else {
            0
        };
        Span::new(
            self.span.start + first,
            (self.span.end - last).max(self.span.start + first),
        )
        .trim(text)
    }
}

/// The words that attribute a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// Dictionary form: `say`, `밝히다`.
    pub lemma: String,
    /// Its class.
    pub stance: Stance,
    /// The cue itself is negated: `has not confirmed`, 인정하지 않았다.
    pub negated: bool,
}

/// How the reporter casts the act of saying; the classes of the project's stance table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(
    missing_docs,
    reason = "each is the class of its name; members stand in data/cues.toml"
)]
pub enum Stance {
    Neutral,
    Claim,
    Emphasis,
    Concession,
    Confirm,
    Deny,
    Criticise,
    Regret,
    Apology,
    Direct,
    Commit,
    Expect,
    PointOut,
    Question,
    Concern,
    Praise,
    Defend,
    Agree,
    Decline,
    Excuse,
}

/// A mention of the one who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name it: `the representative`, `이 대표`. Empty where the subject is dropped and inherited.
    pub mention: Option<Span>,
    /// Position in [`Statements::entities`].
    pub entity: Option<usize>,
}

/// One who speaks or is spoken for, over the whole article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entity {
    /// Position in [`Statements::entities`].
    pub id: usize,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name or description the article gives: `Robert Wood`, `a North Korean representative`.
    pub name: String,
    /// Title or role, where given: `US ambassador to the United Nations`.
    pub role: Option<String>,
    /// Every mention, in order.
    pub mentions: Vec<Span>,
    /// Kept anonymous by the article: "a government source", 익명을 요구한 당국자.
    pub anonymous: bool,
    /// Those who speak jointly under this name ("NATO and the United States"), by position in
    /// [`Statements::entities`]. Empty for one who speaks alone.
    pub members: Vec<usize>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A named person.
    Person,
    /// Someone known by role alone: the envoy, 대변인, a source.
    Role,
    /// A country or its government, by whatever name: Seoul, 한국 정부.
    Country,
    /// An organisation, agency, outlet or company.
    Organisation,
    /// Several at once: residents, both sides, experts.
    Group,
    /// Anything else.
    #[default]
    Other,
}

/// Whether something is said to be so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Affirmed.
    #[default]
    Affirmative,
    /// Negated in its main clause.
    Negative,
}

/// How strongly the content's main clause is put.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// Put as a fact, present or past.
    #[default]
    Fact,
    /// Will happen, is planned or promised.
    Future,
    /// May be so, is likely or expected.
    Possible,
    /// Must or should be done.
    Obligation,
    /// Is asked.
    Question,
}

/// Something in the content that weakens, conditions or distances it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qualifier {
    /// The words.
    pub span: Span,
    /// What they do.
    pub kind: QualifierKind,
}

/// What a qualifier does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QualifierKind {
    /// `potentially`, `likely`, 가능성, -ㄹ 수 있다.
    Hedge,
    /// `if true`, `unless`, 사실이라면, -ㄹ 경우.
    Condition,
    /// `so-called`, `alleged`, `purported`, 이른바, 혐의를 받는.
    Distance,
    /// `we have seen reports`, `reportedly`, 전해졌다.
    Evidential,
}
