//! A guess at the part of speech of every token: closed classes, verb tables, endings, and the token before.
//!
//! It is made for one purpose, finding where noun phrases and finite clauses begin and end around a cue, and
//! errs to the side of "noun", which most unknown words of the news are.

use super::tokens::{Make, Token};
use super::verbs::{self, Form};
use super::words::{self, Class, is};

/// A part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// the, a, this, his.
    Det,
    /// he, they: a noun phrase by itself.
    Pron,
    /// him, them.
    Object,
    /// who, which.
    Relative,
    Prep,
    /// and, but, or.
    Conj,
    /// after, because, while.
    Sub,
    That,
    /// Of an infinitive.
    To,
    Modal,
    Be,
    Have,
    Do,
    Neg,
    Adv,
    Num,
    Noun,
    /// A capitalised word that is no weekday or month.
    Name,
    Adj,
    /// Finite, past.
    Past,
    /// Finite, third person present.
    Third,
    /// Finite present of a plural, infinitive or imperative.
    Base,
    Participle,
    Ing,
    /// 's.
    Genitive,
    /// A weekday or month.
    Calendar,
    Punct,
    Quote,
}

impl Tag {
    /// Marks a finite clause.
    pub(super) fn is_finite(self) -> bool {
        matches!(
            self,
            Self::Past | Self::Third | Self::Be | Self::Have | Self::Do | Self::Modal
        )
    }

    /// Can stand inside a noun phrase.
    pub(super) fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun | Self::Name | Self::Adj | Self::Num | Self::Genitive | Self::Det
        )
    }

    /// Can begin a noun phrase.
    pub(super) fn begins_phrase(self) -> bool {
        matches!(
            self,
            Self::Noun | Self::Name | Self::Adj | Self::Num | Self::Det | Self::Pron
        )
    }

    /// May stand between a subject and its verb, or between an auxiliary and its verb.
    pub(super) fn is_light(self) -> bool {
        matches!(self, Self::Adv | Self::Neg)
    }
}

/// Tags the tokens of one sentence.
pub(super) fn tag(tokens: &[Token], headline: bool) -> Vec<Tag> {
    let title_case = is_title_case(tokens);
    let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
    for i in 0..tokens.len() {
        let tagger = Tagger {
            tokens,
            tags: &tags,
            i,
            title_case,
            headline,
        };
        let tag = tagger.tag();
        tags.push(tag);
    }
    tags
}

/// A headline that capitalises its words says nothing by its capitals.
fn is_title_case(tokens: &[Token]) -> bool {
    let words: Vec<&Token> = tokens
        .iter()
        .filter(|t| t.make == Make::Word && t.lower.len() > 3)
        .collect();
    words.len() >= 3 && words.iter().filter(|t| t.capital).count() * 5 >= words.len() * 4
}

/// A word to be tagged, with the words around it and the tags before it.
pub(super) struct Tagger<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) tags: &'a [Tag],
    pub(super) i: usize,
    pub(super) title_case: bool,
    pub(super) headline: bool,
}

impl Tagger<'_> {
    pub(super) fn word(&self) -> &str {
        &self.tokens[self.i].lower
    }

    pub(super) fn next(&self) -> &str {
        self.tokens.get(self.i + 1).map_or("", |t| t.lower.as_str())
    }

    /// The tag before, quotation marks passed over.
    pub(super) fn before(&self) -> Option<Tag> {
        self.tags.iter().rev().copied().find(|t| *t != Tag::Quote)
    }

    /// The tag before, adverbs passed over too.
    pub(super) fn governor(&self) -> Option<Tag> {
        self.tags
            .iter()
            .rev()
            .copied()
            .find(|t| !matches!(t, Tag::Quote | Tag::Adv | Tag::Neg))
    }

    fn tag(&self) -> Tag {
        match self.tokens[self.i].make {
            Make::Punct(_) => Tag::Punct,
            Make::Open(_) | Make::Close(_) => Tag::Quote,
            Make::Number => Tag::Num,
            Make::Word => self.closed().unwrap_or_else(|| self.open()),
        }
    }

    /// The tag of any other word.
    fn open(&self) -> Tag {
        let token = &self.tokens[self.i];
        let word = self.word();
        let sentence_first = !self.tags.iter().any(|t| !matches!(t, Tag::Quote | Tag::Punct));
        if token.capital && !sentence_first && !self.title_case {
            return Tag::Name;
        }
        if word.ends_with("ly") && !is(word, Class::NotAdverb) && word.len() > 4 {
            return Tag::Adv;
        }
        if is(word, Class::AdjectiveIng) && matches!(self.before(), Some(Tag::Prep | Tag::Conj)) {
            return Tag::Adj;
        }
        if word.ends_with("ing") && word.len() > 4 && !is(word, Class::NotIng) {
            return self.ing();
        }
        self.verb().unwrap_or_else(|| self.noun(token.capital))
    }

    fn ing(&self) -> Tag {
        match self.before() {
            Some(Tag::Det | Tag::Adj | Tag::Genitive) => Tag::Noun,
            _ => Tag::Ing,
        }
    }

    fn verb(&self) -> Option<Tag> {
        let word = self.word();
        // "Beat Zollinger", "Grant Ellis": at the start of a sentence, in front of a name.
        let first = self.i == 0 && self.tokens[self.i].capital && !self.title_case && !self.headline;
        if first && self.next_is_name() && !word.ends_with("ed") && !word.ends_with("ing") {
            return None;
        }
        let past = verbs::can_be(word, Form::Past) || word.ends_with("ed") && word.len() > 3;
        let participle = verbs::can_be(word, Form::Participle) || past;
        let perfect = past && self.governor() == Some(Tag::Have);
        // "He alleged that": no adjective.
        let ends = matches!(self.next(), "" | "." | "," | "that");
        let said = past && ends && matches!(self.before(), Some(Tag::Pron | Tag::Noun | Tag::Name));
        if participle && (perfect || said || !is(word, Class::NotPast)) {
            return Some(self.past(past));
        }
        if verbs::can_be(word, Form::Base) && self.base() {
            return Some(Tag::Base);
        }
        (verbs::can_be(word, Form::Third) && self.third() || self.unknown_third()).then_some(Tag::Third)
    }

    /// "Elspeth Rannoch unrolls the last": a verb in no table, between a name and an object.
    fn unknown_third(&self) -> bool {
        let word = self.word();
        let object = is(self.next(), Class::Determiner) || is(self.next(), Class::Possessive);
        word.ends_with('s')
            && !word.ends_with("ss")
            && word.len() > 4
            && !self.title_case
            && !self.tokens[self.i].capital
            && object
            && self.before() == Some(Tag::Name)
            && !self.tags.iter().any(|t| t.is_finite())
    }

    fn past(&self, past: bool) -> Tag {
        let governor = self.governor();
        // "an expert at Sotheby's said"
        let speaks = self.before() == Some(Tag::Genitive) && matches!(self.word(), "said" | "told");
        match self.before() {
            _ if speaks => Tag::Past,
            Some(Tag::Det | Tag::Adj | Tag::Genitive | Tag::Prep) => Tag::Adj,
            // ", retired engineer Bob Tranter,"
            None | Some(Tag::Punct | Tag::Conj)
                if is(self.word(), Class::AdjectiveEd) && self.describes() =>
            {
                Tag::Adj
            }
            _ if matches!(governor, Some(Tag::Be | Tag::Have)) => Tag::Participle,
            _ if matches!(governor, Some(Tag::Modal | Tag::To | Tag::Do))
                && verbs::can_be(self.word(), Form::Base) =>
            {
                Tag::Base
            }
            None if !past => Tag::Participle,
            // "… told Reuters, based in London": without a subject right before it.
            Some(Tag::Punct) if !past => Tag::Participle,
            _ if past => Tag::Past,
            _ => Tag::Participle,
        }
    }

    /// A noun of somebody or a name follows: "retired engineer".
    fn describes(&self) -> bool {
        self.tokens
            .get(self.i + 1)
            .is_some_and(|t| t.capital || super::roles::is_person(&super::roles::singular(&t.lower)))
    }

    /// A base form is a verb after to, a modal, do, a plural, and at the start of a command.
    fn base(&self) -> bool {
        match self.governor() {
            Some(Tag::To | Tag::Modal | Tag::Do) => true,
            Some(Tag::Pron) => !matches!(self.last_word(), "he" | "she" | "it" | "there"),
            Some(Tag::Noun | Tag::Name) if is_plural(self.last_word()) => self.complement_follows(),
            // "Actors at the theatre claim they were": a clause can only follow a verb.
            Some(Tag::Noun | Tag::Name) => {
                // "the newspaper report “a fantasy”": before a quotation a singular is no subject of it.
                let mark = matches!(self.next(), "\"" | "“" | "‘" | "'") && !self.headline;
                let joint = self.tags.contains(&Tag::Conj);
                (self.next_is_clause() && (!mark || joint) || self.plural_before_preposition())
                    && super::lexicon::is_form(self.word(), &[Form::Base])
            }
            Some(Tag::Relative) => true,
            // "Shopkeepers on Elm Road, where parking will go, say the scheme": the verb of a plural subject.
            Some(Tag::Punct | Tag::Conj) if is(self.word(), Class::SpeechBase) && self.plural_subject() => {
                true
            }
            None | Some(Tag::Conj | Tag::Punct) => {
                self.title_case
                    || self.tokens[self.i].capital
                        && self.i <= 1
                        // "Beat Zollinger": a name, and no command.
                        && (self.headline || !self.next_is_name())
                        && self.next() != ","
                        && self.complement_follows()
            }
            _ => false,
        }
    }

    /// "Analysts at Corbin Research estimate": a plural noun begins the phrase.
    fn plural_before_preposition(&self) -> bool {
        let start = self
            .tags
            .iter()
            .rposition(|t| {
                !matches!(
                    t,
                    Tag::Name | Tag::Noun | Tag::Prep | Tag::Det | Tag::Adj | Tag::Genitive
                )
            })
            .map_or(0, |i| i + 1);
        let prep = (start..self.tags.len()).find(|&i| self.tags[i] == Tag::Prep);
        prep.is_some_and(|p| p > start && is_plural(&self.tokens[p - 1].lower)) && self.complement_follows()
    }

    /// Whether the sentence begins with a plural subject, whose verb an aside or another verb may keep from it.
    fn plural_subject(&self) -> bool {
        let first = self
            .tags
            .iter()
            .position(|t| t.is_finite() || matches!(t, Tag::Base | Tag::Punct | Tag::Relative | Tag::Sub));
        let plural = |i: usize| self.tags[i] == Tag::Noun && is_plural(&self.tokens[i].lower);
        first.is_some_and(|end| (0..end).any(plural)) && self.complement_follows() && self.next() != ","
    }

    /// A third person form is a verb after a singular and before what a verb takes.
    fn third(&self) -> bool {
        match self.governor() {
            Some(Tag::Pron | Tag::Relative) => true,
            Some(Tag::Noun | Tag::Name) => {
                self.complement_follows()
                    && !self.is_object_of_preposition()
                    && (!is_plural(self.last_word()) || self.next_is_clause())
            }
            Some(Tag::Punct) if is(self.word(), Class::SpeechThird) => true,
            // "Brightwell cuts outlook, blames weather"
            Some(Tag::Punct) if self.headline && super::lexicon::is_form(self.word(), &[Form::Third]) => true,
            Some(Tag::Punct | Tag::Conj) => {
                let addressed = [Class::SubjectPronoun, Class::ObjectPronoun, Class::Possessive]
                    .iter()
                    .any(|c| is(self.next(), *c));
                self.next_is_clause()
                    || is(self.next(), Class::Determiner)
                    || self.next() == "to"
                    || addressed && super::lexicon::is_form(self.word(), &[Form::Third])
            }
            Some(Tag::Num | Tag::Calendar | Tag::Adj) => self.next_is_clause(),
            _ => false,
        }
    }

    /// A noun right after a preposition: of "to court documents" the last word is no verb.
    fn is_object_of_preposition(&self) -> bool {
        let n = self.tags.len();
        n >= 2
            && self.tags[n - 2] == Tag::Prep
            && matches!(self.tags[n - 1], Tag::Noun | Tag::Name)
            && !self.next_is_clause()
    }

    fn last_word(&self) -> &str {
        let found = self
            .tags
            .iter()
            .zip(self.tokens)
            .rev()
            .find(|(t, _)| !matches!(t, Tag::Quote | Tag::Adv | Tag::Neg));
        found.map_or("", |(_, token)| token.lower.as_str())
    }

    fn next_is_clause(&self) -> bool {
        matches!(
            self.next(),
            "that" | "it" | "he" | "she" | "they" | "we" | "there" | "\"" | "“" | "‘" | "'" | ":"
        )
    }

    /// Whether what follows can be an object, a clause, a quotation, or the end.
    fn complement_follows(&self) -> bool {
        let Some(next) = self.tokens.get(self.i + 1) else {
            return true;
        };
        let word = next.lower.as_str();
        if word == "," && !super::lexicon::is_form(self.word(), &[Form::Base, Form::Third]) {
            return false;
        }
        let verbal = is(word, Class::Be) || is(word, Class::Have) || is(word, Class::Modal);
        let finite = verbs::can_be(word, Form::Past) && !verbs::can_be(word, Form::Base) && !self.title_case;
        // "reports of", "calls for": of two readings the noun is likelier before "of".
        // "court records show.": of two in a row the last is the verb.
        let after = self.tokens.get(self.i + 2).map_or(".", |t| t.lower.as_str());
        let last = super::lexicon::is_form(word, &[Form::Base, Form::Past])
            && matches!(after, "." | "," | "that" | ":")
            && self.governor() == Some(Tag::Noun);
        // "rules and", "claims or": after a noun rather a noun.
        let joined =
            matches!(word, "and" | "or" | "but") && matches!(self.governor(), Some(Tag::Noun | Tag::Adj));
        // "warns of": a cue that takes "of" may be a verb all the same.
        let of = word == "of" && !(self.headline && super::lexicon::takes_of(self.word()));
        !verbal && !finite && !joined && !of && !last && !matches!(word, "'s" | "said" | "says")
    }

    fn noun(&self, capital: bool) -> Tag {
        let word = self.word();
        let person = super::roles::is_person(&super::roles::singular(word));
        if !capital
            && !person
            && (words::ends_like_adjective(word) || is(word, Class::Adjective))
            && !is(word, Class::NotAdjective)
        {
            Tag::Adj
        } else if capital && !self.title_case && verbs::analyse(word).is_empty() && self.next_is_name() {
            Tag::Name
        } else {
            Tag::Noun
        }
    }

    fn next_is_name(&self) -> bool {
        self.tokens.get(self.i + 1).is_some_and(|t| t.capital)
    }
}

/// Whether a noun looks plural.
pub(super) fn is_plural(word: &str) -> bool {
    let irregular = [
        "people",
        "data",
        "men",
        "women",
        "children",
        "police",
        "media",
        "forces",
        "spokespeople",
    ];
    let singular = ["ss", "us", "is", "ies of", "news"];
    irregular.contains(&word)
        || word.ends_with("men") && word.len() > 4
        || word.ends_with('s') && word.len() > 3 && !singular.iter().any(|e| word.ends_with(e))
}
