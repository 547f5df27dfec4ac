//! Terms, names and memories in whole translations.

use super::glossary::Glossary;
use super::guard::{self, Kind};
use super::memory::{Recall, Recalled};
use super::tests::{Fake, read};
use super::*;
use crate::article::Format;
use crate::fidelity::Severity;
use crate::text::Language;

fn translated(
    text: &str,
    model: impl Fn(&str) -> String + Send + Sync,
    options: &Options<'_>,
) -> Translation {
    let article = read(text, Format::Plain);
    let document = Document::of_article(&article, Language::Ko);
    let translator = Fake(move |s: &str, _: &Decoding| model(s));
    translate(&[&document], &translator, options).unwrap().remove(0)
}

fn with_terms(model: impl Fn(&str) -> String + Send + Sync) -> Translation {
    let glossary = Glossary::read("spy agency\t국정원\n").unwrap();
    let options = Options {
        glossary: Some(&glossary),
        ..Options::default()
    };
    translated("The spy agency left.", model, &options)
}

fn terms(translation: &Translation) -> Vec<Severity> {
    let marks = &translation.sentences[0].guard;
    marks
        .iter()
        .filter(|mark| mark.mark == Kind::Term)
        .map(|mark| mark.severity)
        .collect()
}

#[test]
fn the_models_own_word_gives_way_and_a_note_says_so() {
    let found = with_terms(|s| {
        if s == "spy agency" {
            "첩보 기관."
        } else {
            "첩보 기관이 떠났습니다."
        }
        .to_owned()
    });
    assert_eq!(found.text, "국정원이 떠났다.");
    assert_eq!(terms(&found), [Severity::Note]);
    assert!(guard::passes(&found.sentences[0].guard));
}

#[test]
fn a_term_is_carried_where_it_is_not_found() {
    let as_target = |s: &str| {
        let answer = if s.contains("국정원") {
            "국정원은 떠났다."
        } else {
            "그는 떠났다."
        };
        answer.to_owned()
    };
    let found = with_terms(as_target);
    assert_eq!(
        (found.text.as_str(), terms(&found).len()),
        ("국정원은 떠났다.", 0)
    );
    let as_sign = |s: &str| {
        if s.contains("XQA") {
            "XQA는 떠났다."
        } else {
            "그는 떠났다."
        }
        .to_owned()
    };
    let found = with_terms(as_sign);
    assert_eq!(
        (found.text.as_str(), terms(&found).len()),
        ("국정원은 떠났다.", 0)
    );
}

#[test]
fn a_term_that_cannot_be_put_in_is_marked() {
    let found = with_terms(|_| "그는 떠났다.".to_owned());
    assert_eq!(found.text, "그는 떠났다.");
    assert_eq!(terms(&found), [Severity::Major]);
    assert!(found.fresh.is_empty(), "no memory for what does not pass");
}

#[test]
fn a_name_that_differs_from_the_list_is_marked_and_stays() {
    let names = Glossary::read("Robert Wood\t로버트 우드\n").unwrap();
    let options = Options {
        names: Some(&names),
        ..Options::default()
    };
    let found = translated(
        "Then Robert Wood left.",
        |_| "그 뒤 로버트 우즈가 떠났다.".to_owned(),
        &options,
    );
    assert_eq!(found.text, "그 뒤 로버트 우즈가 떠났다.");
    let marks = &found.sentences[0].guard;
    assert!(
        marks
            .iter()
            .any(|mark| mark.mark == Kind::Name && mark.severity == Severity::Minor),
        "{marks:?}"
    );
}

/// A memory of one segment.
struct One(&'static str, &'static str);

impl Recall for One {
    fn recall(&self, source: &str, _: bool) -> Result<Option<Recalled>, TranslationError> {
        Ok(memory::likeness(source, self.0).map(|score| Recalled {
            source: self.0.to_owned(),
            target: self.1.to_owned(),
            score,
        }))
    }
}

fn remembered(text: &str, model: impl Fn(&str) -> String + Send + Sync) -> Translation {
    let memory = One("The port sold 120 tickets.", "항구는 표 120장을 팔았다.");
    let options = Options {
        memory: Some(&memory),
        ..Options::default()
    };
    translated(text, model, &options)
}

#[test]
fn what_the_memory_holds_never_comes_to_the_model() {
    let none = |s: &str| -> String { panic!("{s}") };
    let same = remembered("The port sold 120 tickets.", none);
    assert_eq!(same.text, "항구는 표 120장을 팔았다.");
    let from = same.sentences[0].memory.clone().unwrap();
    assert!(from.is_used && from.like.is_none());
    assert!(same.fresh.is_empty());
    let renumbered = remembered("The port sold 950 tickets.", none);
    assert_eq!(renumbered.text, "항구는 표 950장을 팔았다.");
    let from = renumbered.sentences[0].memory.clone().unwrap();
    assert!(from.is_used && from.score < 1.0 && from.like.is_some());
}

#[test]
fn what_is_only_alike_is_shown_beside_the_models() {
    let found = remembered("The fort sold 120 tickets.", |_| {
        "요새는 표 120장을 팔았다.".to_owned()
    });
    assert_eq!(found.text, "요새는 표 120장을 팔았다.");
    let from = found.sentences[0].memory.clone().unwrap();
    assert!(!from.is_used && from.score > 0.9);
    assert_eq!(found.fresh[0].target, "요새는 표 120장을 팔았다.");
}

#[test]
fn headlines_are_in_headline_style_and_sentences_are_not() {
    let model = |_: &str| "항구는 새 계획을 발표했습니다.".to_owned();
    let text = "Port announces new plan\n\nThe port announced a new plan on that day.\n";
    let found = translated(text, model, &Options::default());
    assert_eq!(found.text, "항구는 새 계획 발표\n\n항구는 새 계획을 발표했다.\n");
}
