//! Which person, club or firm: names that only their sound ties across the scripts.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::lexicon;
use crate::fidelity::passage::{Pair, Passage, touches};
use crate::fidelity::persons::{Hangul, Name};
use crate::fidelity::ties::{From, Reach};
use crate::names::Kind;
use crate::text::{Language, Span};

/// A name of the English that the Korean does not write, where the Korean writes another name of the same English
/// article in its place.
///
/// A name that is only missing proves nothing (a pronoun or a title may stand for it), one that is unknown to the English
/// may be a spelling that we do not hear, and one that the Korean writes nowhere may have been translated.
pub struct Person;

impl Rule for Person {
    fn name(&self) -> &'static str {
        "person"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let from = match (pair.source.lang(), pair.target.lang()) {
            (Language::En, Language::Ko) => From::Source,
            (Language::Ko, Language::En) => From::Target,
            _ => return,
        };
        let Some((lost, taken)) = exchanged(pair, from) else {
            return;
        };
        let (before, after) = match from {
            From::Source => (lost, taken),
            From::Target => (taken, lost),
        };
        let speaks = |passage: &Passage<'_>, at: Span| {
            let mut mentions = passage.stated().filter_map(|s| s.speaker.as_ref()?.mention);
            mentions.any(|m| m.overlaps(&at))
        };
        let fault = if speaks(&pair.source, before) && speaks(&pair.target, after) {
            Fault::SpeakerSwap
        } else {
            Fault::EntitySwap
        };
        let (old, new) = (pair.source.words(before), pair.target.words(after));
        let reason =
            format!("“{old}” is gone, and “{new}”, somebody else of the same article, stands there instead.");
        out.push(pair.finding(
            self.name(),
            fault,
            Severity::Critical,
            (&[before], &[after]),
            reason,
        ));
    }
}

/// A name of the English passage that its Korean counterpart lacks, and the place there of another that is written more
/// often than the English has it.
fn exchanged(pair: &Pair<'_>, from: From) -> Option<(Span, Span)> {
    let (english, korean) = (pair.own(from), pair.other(from));
    let text = &korean.article.text;
    let all = english.names_of_article();
    let here: Vec<&Name<'_>> = all.iter().filter(|n| english.span.contains(&n.span)).collect();
    if here.is_empty() {
        return None;
    }
    here.iter().find_map(|lost| {
        // The lexicon of names knows it by another name than its sound, or the Korean leaves names in Latin letters.
        let inside = || english.mentions.iter().filter(|m| m.span.overlaps(&lost.span));
        let known = inside().any(|m| m.kind != Kind::Role) || pair.is_listed(from, lost.span);
        let common = lexicon::class("common-name").stands(&lost.text.to_ascii_lowercase(), Language::En);
        let latin = lost.text.split(' ').any(|w| korean.text().contains(w));
        let regions = pair.across(from, lost.span, Reach::Sentence);
        let words = Hangul::new(text, &regions);
        // Without the office before it: Governor Paula Serrano.
        let start = inside()
            .map(|m| m.span.end)
            .max()
            .unwrap_or(lost.span.start)
            .min(lost.span.end);
        let bare = english.article.text[start..lost.span.end].trim();
        if known || common || latin || !bare.contains(' ') || words.may_hold(bare, text) {
            return None;
        }
        // The Korean writes it elsewhere by its sound, so that its absence here means something.
        if Hangul::new(text, &[Span::new(0, text.len())])
            .places(bare, text)
            .is_empty()
        {
            return None;
        }
        let own: Vec<Span> = regions
            .iter()
            .flat_map(|&r| pair.across(from.back(), r, Reach::Sentence))
            .collect();
        let rival = |name: &&Name<'_>| name.text.contains(' ') && !name.is_same(lost);
        all.iter().filter(rival).find_map(|name| {
            let there = words.places(name.text, text);
            let count = here
                .iter()
                .filter(|n| n.is_same(name) && touches(&own, n.span))
                .count();
            let pronoun = count == 0 && english.has_in("pronoun", &own);
            (there.len() > count && !pronoun).then(|| (lost.span, there[there.len() - 1]))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fidelity::rules::testing::silent;

    const ENGLISH: &str = "In the end Tomas Vega scored after captain Liam Ashford had been sent off.";

    #[test]
    fn one_for_another() {
        let korean = "주장 리엄 애시퍼드가 퇴장당한 뒤 공격수 리엄 애시퍼드가 골을 넣었다.";
        // The Korean writes his name nowhere: it may be somebody whose name we do not hear.
        silent(&Person, ENGLISH, korean);
    }

    #[test]
    fn both_kept() {
        let korean = "주장 리엄 애시퍼드가 퇴장당한 뒤 공격수 토마스 베가가 골을 넣었다.";
        silent(&Person, ENGLISH, korean);
        silent(&Person, "She thanked Tomas Vega.", "그는 이 공격수에게 감사했다.");
    }
}
