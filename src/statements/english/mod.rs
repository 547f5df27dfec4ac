//! Statements in English.
//!
//! No parser is asked. A sentence is cut into tokens, each with a guess at its part of speech; cues are looked up
//! by the dictionary form of their verb; the subject of a cue is the noun phrase before it, after it ("said the
//! minister") or that of the verb before; what it reports is the quotation or clause beside it:
//!
//! ```text
//! unit (tokens, tags) ─► hits (cues) ─► subjects ─► contents ─► build (draft)
//!                     └► sources (according to), hearsay, nominal, bare quotations
//! ```
//!
//! What was decided where English leaves room:
//! - One statement per attributed quotation, broken or over several paragraphs, with one span a stretch.
//! - "X has not sent troops, an envoy said, dismissing the claims" is two statements, one a cue.
//! - "Neither NATO nor the United States" speak as one joint entity with two members.
//! - A cue inside the marks ("stressed that …") leaves the whole quotation as content.
//! - Words in quotation marks that no cue reports are [`Kind::Partial`] without a speaker, unless the marks show a
//!   name or title.

mod appositions;
mod build;
mod closed;
mod contents;
mod descriptions;
mod headline;
mod hearsay;
mod hits;
mod leading;
mod lexicon;
mod limits;
mod mentions;
mod names;
mod nominal;
mod objects;
mod phrases;
mod prelude;
mod quotations;
mod roles;
mod silence;
mod slots;
mod sources;
mod subjects;
mod tags;
mod tokens;
mod unit;
mod verbs;
mod words;

use super::draft::{Context, Draft, Found, Mention};
use super::kinds::Kind;
use contents::Act;
use subjects::Order;
use unit::Unit;

/// Finds the statements of an article in English.
pub fn find(context: &Context<'_>) -> Found {
    let mut found = Found::default();
    let mut open = quotations::Open::default();
    for unit in unit::units(context) {
        let drafts = of_unit(&unit);
        open.join(&unit, drafts, &mut found.drafts);
        bystanders(&unit, &mut found);
    }
    open.finish(&mut found.drafts);
    found
}

/// The statements of one sentence.
fn of_unit(unit: &Unit<'_>) -> Vec<Draft> {
    let acts = acts(unit);
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    let mut free = contents::Free::default();
    for n in 0..acts.len() {
        let (hit, subject) = &acts[n];
        let Some(content) = contents::content(unit, &acts, n, free) else {
            continue;
        };
        let mut draft = build::draft(unit, hit, subject.as_ref(), &content);
        // "said it “deeply regrets”: the quotation is reported already.
        let reported = |(_, d): &(usize, Draft)| {
            d.statement
                .content
                .iter()
                .any(|c| c.contains(&draft.statement.content[0]))
        };
        // "did not order the airline to", "a lawyer who advised the claimants": nothing is said to be wanted.
        let directs = draft.statement.kind == Kind::Directive;
        let relative = subject.as_ref().is_some_and(|s| s.order == Order::Relative);
        let idle = directs && (hit.negated || relative && content.shape == contents::Shape::Object);
        if hit.inside.is_some() && drafts.iter().any(reported) || idle || is_about_the_name(unit, &content) {
            continue;
        }
        quoted_alone(unit, &mut draft);
        draft.chain = sources::cited(unit, &acts, n);
        free.move_on(hit, subject.as_ref(), &content);
        drafts.push((n, draft));
    }
    let mut drafts = without_nested(unit, &acts, drafts);
    sources::according_to(unit, &mut drafts);
    drop_within_according_to(&mut drafts);
    hearsay::find(unit, &mut drafts);
    nominal::find(unit, &mut drafts);
    headline::find(unit, &mut drafts);
    drafts
}

/// "Talks 'on brink of collapse', union warns": of a headline the words in marks are the statement.
fn quoted_alone(unit: &Unit<'_>, draft: &mut Draft) {
    let statement = &mut draft.statement;
    if !unit.role_is_body() && statement.content.len() == 1 && statement.marks.len() == 1 {
        statement.content = vec![statement.marks[0].span];
    }
}

/// "Strand said crew members had complained": what is told within what somebody says is that one's statement; who
/// told it first is a source of it.
fn without_nested(unit: &Unit<'_>, acts: &[Act], drafts: Vec<(usize, Draft)>) -> Vec<Draft> {
    let outer: Vec<Option<usize>> = drafts
        .iter()
        .map(|(n, _)| {
            let verb = unit.tokens[acts[*n].0.verb].span;
            let reports =
                |(m, d): &(usize, Draft)| m != n && d.statement.content.iter().any(|c| c.contains(&verb));
            drafts
                .iter()
                .position(reports)
                .filter(|_| !is_coordinated(unit, &acts[*n]))
        })
        .collect();
    let mut kept: Vec<Option<Draft>> = drafts.into_iter().map(|(_, d)| Some(d)).collect();
    for (inner, outer) in outer.iter().enumerate() {
        let Some(outer) = outer.filter(|&o| kept[o].is_some()) else {
            continue;
        };
        let Some(draft) = kept[inner].take() else { continue };
        let source = draft.speaker.filter(|m| {
            let f = &m.features;
            let head = f.head.as_deref();
            f.form != super::draft::Form::Pronoun
                && (f.name.is_some() || head.is_some_and(|h| roles::is_person(h) || roles::is_body(h)))
        });
        if let (Some(outer), Some(source)) = (kept[outer].as_mut(), source) {
            outer.chain.push(source);
        }
    }
    kept.into_iter().flatten().collect()
}

/// "According to an affidavit, he told investigators": one statement, of what is cited.
fn drop_within_according_to(drafts: &mut Vec<Draft>) {
    let cited: Vec<_> = drafts
        .iter()
        .filter(|d| d.statement.kind == Kind::AccordingTo)
        .flat_map(|d| d.statement.content.clone())
        .collect();
    drafts.retain(|d| {
        let cue = d.statement.cue.as_ref().map(|c| c.span);
        d.statement.kind == Kind::AccordingTo
            || !cue.is_some_and(|cue| cited.iter().any(|c| c.contains(&cue)))
    });
}

/// ", and the union denied it": another clause of the same rank.
fn is_coordinated(unit: &Unit<'_>, (hit, subject): &Act) -> bool {
    let start = subject
        .as_ref()
        .filter(|s| s.order != Order::Shared)
        .map_or(hit.group, subjects::Subject::start);
    let before = start.min(hit.group);
    before > 1 && unit.tags[before - 1] == tags::Tag::Conj && unit.is_comma(before - 2)
}

/// "declined to give her last name", "requested anonymity": how a source is named, not what it says.
fn is_about_the_name(unit: &Unit<'_>, content: &contents::Content) -> bool {
    use contents::Shape;
    let unquoted = content
        .ranges
        .iter()
        .flat_map(Clone::clone)
        .all(|i| !unit.quoted(i));
    let mut words = content
        .ranges
        .iter()
        .flat_map(Clone::clone)
        .map(|i| unit.lower(i));
    unquoted
        && matches!(content.shape, Shape::Object | Shape::Infinitive | Shape::Nothing)
        && words.any(|w| matches!(w, "anonymity" | "anonymous" | "surname" | "identified" | "named"))
        || content.shape == Shape::Object
            && content.ranges.iter().all(|r| {
                r.len() <= 4
                    && r.clone()
                        .any(|i| matches!(unit.lower(i), "name" | "names" | "identity"))
            })
}

/// The cues of a unit with their subjects; those that nobody can be said to have used are left out.
fn acts(unit: &Unit<'_>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for hit in hits::hits(unit) {
        let subject = subjects::subject(unit, &hit, &acts);
        let hypothetical = subject.as_ref().is_some_and(|s| unit.is_hypothetical(s));
        let needs_subject = unit.role_is_body();
        let unfit =
            hit.cue.takes("document") && !subject.as_ref().is_some_and(|s| unit.is_document(&s.phrase));
        let verdict =
            hit.cue.entry.lemma == "order" && subject.as_ref().is_some_and(|s| unit.is_court(&s.phrase));
        if hypothetical || unfit || verdict || subject.is_none() && needs_subject {
            continue;
        }
        acts.push((hit, subject));
    }
    acts
}

/// People and bodies named outside quotations, whom a pronoun may mean: subjects of other verbs, and those named in
/// passing.
fn bystanders(unit: &Unit<'_>, found: &mut Found) {
    let mut at = 0;
    while at < unit.len() {
        let begins = !unit.quoted(at)
            && unit
                .tag(at)
                .is_some_and(|t| t.begins_phrase() && t != tags::Tag::Pron);
        let Some(phrase) = unit.phrase_after(at, true).filter(|_| begins) else {
            at += 1;
            continue;
        };
        // "in Dundee, Elspeth Rannoch unrolls": a place has none beside it.
        let placed = matches!(unit.lower(at.wrapping_sub(1)), "in" | "at" | "from" | "near");
        let apposition = unit.apposition_after(phrase.end).filter(|_| !placed);
        let mention = mentions::mention(unit, &phrase, apposition.as_ref());
        let end = apposition.map_or(phrase.end, |a| a.end).max(at + 1);
        if is_somebody(unit, &mention) && !unit.is_predicate(at) && !unit.is_place(&phrase, &mention) {
            // "Gary Holt, on Match of the Day, was impressed"
            let aside = unit
                .is_comma(end)
                .then(|| (end + 1..(end + 12).min(unit.len())).find(|&i| unit.is_comma(i)));
            let end = aside.flatten().unwrap_or(end);
            let acts = (end..(end + 3).min(unit.len()))
                .find(|&i| {
                    !(unit.tags[i].is_light() || unit.is_comma(i) || unit.tags[i] == tags::Tag::Object)
                })
                .is_some_and(|i| unit.tags[i].is_finite() || unit.tags[i] == tags::Tag::Base);
            // "Asked whether Beqiri had seen it, she said": she is who was asked.
            let asked = matches!(
                unit.lower(0),
                "asked" | "questioned" | "pressed" | "challenged" | "told"
            ) && (0..at).all(|i| !unit.is_comma(i));
            // "Her mother, she recalled, used to say": she is not her own mother.
            let own = matches!(unit.lower(at), "his" | "her" | "their") && mention.features.name.is_none();
            if acts && !asked && !own {
                found.bystanders.push(mention);
            } else {
                found.passing.push(mention);
            }
        }
        named_within(unit, &phrase, found);
        at = end;
    }
}

/// "the trial of Wade Pruitt, 34": a person named within a phrase about something else.
fn named_within(unit: &Unit<'_>, phrase: &std::ops::Range<usize>, found: &mut Found) {
    use super::draft::Gender;
    // "Amara Nwosu's father": whose.
    let genitive = phrase.clone().find(|&i| unit.tags[i] == tags::Tag::Genitive);
    if let Some(end) = genitive.filter(|&g| g > phrase.start && unit.tokens[phrase.start].capital) {
        let owner = mentions::mention(unit, &(phrase.start..end), None);
        if owner.features.name.is_some() && is_somebody(unit, &owner) {
            found.passing.push(owner);
        }
    }
    let Some(prep) = phrase.clone().skip(1).find(|&i| unit.tags[i] == tags::Tag::Prep) else {
        return;
    };
    let inner = prep + 1..phrase.end;
    if inner.is_empty() || !unit.tokens[inner.start].capital {
        return;
    }
    let mention = mentions::mention(unit, &inner, None);
    let f = &mention.features;
    let person = f.kind == super::kinds::EntityKind::Person
        || f.name.is_some() && matches!(f.gender, Gender::Male | Gender::Female);
    if person && f.members.is_empty() {
        found.passing.push(mention);
    }
}

/// A name, or a noun for one who can speak. A headline names in general words what the story introduces.
fn is_somebody(unit: &Unit<'_>, mention: &Mention) -> bool {
    let f = &mention.features;
    let speaks = f
        .head
        .as_deref()
        .is_some_and(|h| roles::is_person(h) || roles::is_body(h));
    let shown = unit.role_is_body() || f.kind != super::kinds::EntityKind::Other;
    f.members.is_empty() && (f.name.is_some() && shown || speaks && unit.role_is_body())
}

impl Unit<'_> {
    /// "was one of the founders": what somebody is, not somebody else.
    fn is_predicate(&self, at: usize) -> bool {
        self.tag_before(self.back_over_light(at)) == Some(tags::Tag::Be)
    }

    /// "in Kiel" is where, not who.
    fn is_place(&self, phrase: &std::ops::Range<usize>, mention: &Mention) -> bool {
        phrase.len() == 1
            && mention.features.kind != super::kinds::EntityKind::Country
            && matches!(
                self.lower(phrase.start.wrapping_sub(1)),
                "in" | "at" | "from" | "near" | "of"
            )
    }
}
