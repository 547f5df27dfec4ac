//! Not this but that: what is denied and what is put in its place, exchanged.

use super::Rule;
use crate::fidelity::finding::{Fault, Finding, Severity};
use crate::fidelity::passage::{Pair, touches};
use crate::fidelity::ties::{From, Reach};
use crate::text::{Language, Span};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// *Not by A but by B*, *for B, not for A*, *B rather than A*.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\bnot (?:only |just |merely |simply )?(?P<no1>(?:[\w'-]+ ){1,5}?)but (?P<yes1>[\w'-]+(?: [\w'-]+){0,4})",
        r"|(?P<yes2>(?:[\w'-]+ ){0,3}[\w'-]+)(?:, (?:and )?not| rather than| instead of) (?P<no2>[\w'-]+(?: [\w'-]+){0,3})",
    ))
    .expect("a pattern that a test uses")
});
/// A가 아니라 B, A가 아닌 B, A라기보다 B.
static KOREAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<no>(?:[^\s,.“”]+ )?[^\s,.“”]+?)(?:[이가은는]? (?:아니라|아닌)|[이]?라기보다는?) (?P<yes>[^\s,.“”]+(?: [^\s,.“”]+)?)",
    )
    .expect("a pattern that a test uses")
});

/// What is denied and what is put in its place, exchanged.
///
/// Each side must have one such contrast in sentences that are tied, a word denied here must stand affirmed there, or
/// the reverse, and no word on the same side of the contrast in both.
pub struct Focus;

impl Rule for Focus {
    fn name(&self) -> &'static str {
        "focus"
    }

    fn check(&self, pair: &Pair<'_>, out: &mut Vec<Finding>) {
        let (here, there) = (contrasts(pair, From::Source), contrasts(pair, From::Target));
        let ([here], [there]) = (here.as_slice(), there.as_slice()) else {
            return;
        };
        let tied = touches(&pair.across(From::Source, here.no, Reach::Sentence), there.no);
        let share = |a: Span, b: Span| {
            let kin = pair.kin_in(From::Source, a);
            kin.iter().any(|(_, other)| other.overlaps(&b))
        };
        let crossed = share(here.no, there.yes) || share(here.yes, there.no);
        let straight = share(here.no, there.no) || share(here.yes, there.yes);
        if !tied || !crossed || straight {
            return;
        }
        let reason = format!(
            "The original denies “{}”; the version denies “{}”.",
            pair.source.words(here.no).trim(),
            pair.target.words(there.no).trim()
        );
        out.push(pair.finding(
            self.name(),
            Fault::ObjectSwap,
            Severity::Critical,
            (&[here.no], &[there.no]),
            reason,
        ));
    }
}

/// What is denied, and what is put in its place.
struct Contrasted {
    no: Span,
    yes: Span,
}

fn contrasts(pair: &Pair<'_>, from: From) -> Vec<Contrasted> {
    let own = pair.own(from);
    let (pattern, groups): (&Regex, &[(&str, &str)]) = match own.lang() {
        Language::Ko => (&KOREAN, &[("no", "yes")]),
        Language::En => (&ENGLISH, &[("no1", "yes1"), ("no2", "yes2")]),
        _ => return Vec::new(),
    };
    let read = |found: Captures<'_>| {
        let (no, yes) = groups
            .iter()
            .find_map(|(no, yes)| Some((found.name(no)?, found.name(yes)?)))?;
        let placed = |m: regex::Match<'_>| Span::new(m.start(), m.end()).shifted(own.span.start);
        Some(Contrasted {
            no: placed(no),
            yes: placed(yes),
        })
    };
    let only = own.signals("not-only");
    let mut found: Vec<Contrasted> = pattern.captures_iter(own.lower()).filter_map(read).collect();
    found.retain(|c| !touches(&only, c.no.cover(&c.yes)));
    found
}
