//! Tags of closed-class words: "that", "to", "her", "'s".

use super::tags::{Tag, Tagger, is_plural};
use super::verbs::{self, Form};
use super::words::{Class, is, is_calendar};

impl Tagger<'_> {
    /// The tag of a closed-class word.
    pub(super) fn closed(&self) -> Option<Tag> {
        let word = self.word();
        let first = self.i == 0 || matches!(self.before(), None | Some(Tag::Punct));
        let named = self.tokens[self.i].capital && !first && !self.title_case;
        if is_calendar(word) && self.tokens[self.i].capital && !(word == "may" && self.next_is_verb()) {
            return Some(Tag::Calendar);
        }
        if named && !matches!(word, "i" | "i'm") {
            return None;
        }
        Some(match word {
            "'s" => self.genitive(),
            "'" => Tag::Genitive,
            "that" => self.that(),
            "to" => self.to(),
            "her" if !self.noun_follows() => Tag::Object,
            "like" | "so" if self.before() == Some(Tag::Modal) => return None,
            "no" if first && self.next() == "," => Tag::Adv,
            "neither" if matches!(self.before(), Some(Tag::Modal | Tag::Do | Tag::Have | Tag::Be)) => {
                Tag::Neg
            }
            // "neither confirmed nor denied"
            "neither"
                if matches!(self.before(), Some(Tag::Noun | Tag::Name | Tag::Pron))
                    && super::lexicon::is_form(self.next(), &[Form::Past, Form::Third, Form::Base]) =>
            {
                Tag::Neg
            }
            "both" | "neither" | "all" if !self.noun_follows() => Tag::Pron,
            // "none of its staff"
            "none" if self.next() == "of" => Tag::Num,
            "another" | "others" | "some" | "many" | "several" | "most" | "few" | "one" | "each"
                if self.speech_follows() =>
            {
                Tag::Pron
            }
            "either" => Tag::Det,
            _ if is(word, Class::Be) => Tag::Be,
            _ if is(word, Class::Have) => Tag::Have,
            _ if is(word, Class::Do) => Tag::Do,
            "may" | "can" | "will" | "must" | "might" if self.before() == Some(Tag::Det) => Tag::Noun,
            _ if is(word, Class::Modal) || matches!(word, "wo" | "ca") && self.next() == "n't" => Tag::Modal,
            "no" | "neither" => Tag::Det,
            "nor" => Tag::Conj,
            _ if is(word, Class::Negation) => Tag::Neg,
            _ if is(word, Class::Relative) && !matches!(word, "where") => Tag::Relative,
            _ if is(word, Class::Possessive) || is(word, Class::Determiner) => Tag::Det,
            _ if is(word, Class::SubjectPronoun) => Tag::Pron,
            _ if is(word, Class::ObjectPronoun) => Tag::Object,
            "so" if self.i == 0 => Tag::Conj,
            "yet" | "so" => Tag::Adv,
            _ if is(word, Class::Conjunction) => Tag::Conj,
            "where" => Tag::Sub,
            // "who once dismissed it"
            "once"
                if matches!(self.before(), Some(Tag::Relative | Tag::Pron | Tag::Have))
                    && (verbs::can_be(self.next(), Form::Past)
                        || verbs::can_be(self.next(), Form::Participle)) =>
            {
                Tag::Adv
            }
            // "the billionaire once said"
            "once"
                if matches!(self.before(), Some(Tag::Noun | Tag::Name))
                    && super::lexicon::is_form(self.next(), &[Form::Past]) =>
            {
                Tag::Adv
            }
            "once" | "since" | "until" | "before" | "after" | "as" | "while" => Tag::Sub,
            _ if is(word, Class::Adverb) => Tag::Adv,
            _ if is(word, Class::Subordinator) => Tag::Sub,
            "following" | "including" | "regarding" | "concerning" if self.before() == Some(Tag::Det) => {
                return None;
            }
            _ if is(word, Class::Preposition) => Tag::Prep,
            _ => return None,
        })
    }

    fn genitive(&self) -> Tag {
        let be = matches!(self.before(), Some(Tag::Pron | Tag::That))
            || is(self.next(), Class::Determiner)
            || matches!(self.next(), "not" | "been" | "going");
        if be { Tag::Be } else { Tag::Genitive }
    }

    /// "that" before a noun that no verb follows points at it; else it joins a clause.
    fn that(&self) -> Tag {
        let after = self.tokens.get(self.i + 2).map_or("", |t| t.lower.as_str());
        // "noted that of two animals": no "that of the other".
        let counted = self.next() == "of"
            && (after.starts_with(|c: char| c.is_ascii_digit()) || super::objects::NUMERALS.contains(&after));
        let ends = matches!(self.next(), "" | "." | "," | "of") && !counted;
        // "rejected that criticism,"
        let noun =
            matches!(after, "" | "." | "," | ";") && self.next().chars().all(char::is_alphabetic) && !ends;
        if noun
            && self
                .before()
                .is_some_and(|t| t.is_finite() || matches!(t, Tag::Base | Tag::Ing | Tag::Participle))
        {
            return Tag::Det;
        }
        let verb_next =
            is(self.next(), Class::Be) || is(self.next(), Class::Modal) || is(self.next(), Class::Have);
        let prepositional = matches!(self.before(), Some(Tag::Prep));
        if ends {
            Tag::Object
        } else if prepositional {
            Tag::Det
        } else if verb_next && matches!(self.before(), None | Some(Tag::Punct | Tag::Conj)) {
            Tag::Pron
        } else {
            Tag::That
        }
    }

    fn to(&self) -> Tag {
        let mut rest = self.tokens[self.i + 1..].iter().filter(|t| t.is_word());
        let next = rest.find(|t| !t.lower.ends_with("ly") || is(&t.lower, Class::NotAdverb));
        let verb = next.is_some_and(|t| {
            !t.capital
                && !is(&t.lower, Class::Determiner)
                && (verbs::can_be(&t.lower, Form::Base) || t.is_any(&["be", "have", "do", "not"]))
        });
        let object = self.tokens.get(self.i + 2).is_some_and(|t| {
            is(&t.lower, Class::Determiner)
                || is(&t.lower, Class::Possessive)
                || is(&t.lower, Class::ObjectPronoun)
        });
        let unknown_verb = next.is_some_and(|t| {
            !t.capital
                && t.lower.chars().all(char::is_alphabetic)
                && !is(&t.lower, Class::Determiner)
                && !is(&t.lower, Class::Possessive)
                && !is(&t.lower, Class::ObjectPronoun)
                && !is_plural(&t.lower)
        });
        let wills = self.i > 0
            && verbs::analyse(&self.tokens[self.i - 1].lower)
                .iter()
                .any(|(l, _)| {
                    [
                        "pledge", "vow", "promise", "threaten", "swear", "refuse", "decline", "agree",
                        "plan", "want", "offer", "claim", "try", "hope", "seek", "expect",
                    ]
                    .contains(&l.as_str())
                });
        let according = self.i > 0 && self.tokens[self.i - 1].lower == "according";
        if according {
            return Tag::Prep;
        }
        if verb
            || (object || wills) && unknown_verb
            || self.title_case && next.is_some_and(|t| verbs::can_be(&t.lower, Form::Base))
        {
            Tag::To
        } else {
            Tag::Prep
        }
    }

    fn noun_follows(&self) -> bool {
        self.tokens.get(self.i + 1).is_some_and(|t| {
            t.is_word()
                && !is(&t.lower, Class::Preposition)
                && !is(&t.lower, Class::Conjunction)
                && !is(&t.lower, Class::Have)
                && !is(&t.lower, Class::Be)
                && !is(&t.lower, Class::Subordinator)
                && !is(&t.lower, Class::Adverb)
                && !is(&t.lower, Class::Modal)
                && !verbs::can_be(&t.lower, Form::Past)
                && t.lower != "to"
        })
    }

    /// "Another said", "some have argued": a verb of saying or an auxiliary comes next.
    fn speech_follows(&self) -> bool {
        let next = self.next();
        let auxiliary = is(next, Class::Have) || is(next, Class::Modal);
        auxiliary || super::lexicon::is_form(next, &[Form::Past, Form::Third, Form::Base])
    }

    fn next_is_verb(&self) -> bool {
        self.next() == "not"
            || self.next() == "be"
            || self.next() == "have"
            || verbs::can_be(self.next(), Form::Base)
    }
}
