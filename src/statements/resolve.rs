//! Who is meant: mentions of one person or body are gathered into entities.
//!
//! Mentions are read in the order of the text. A name joins the entity of that name, of its surname or its acronym;
//! a definite description the one whose head noun, role or kind it fits, the latest who fits best; a pronoun the
//! latest whose gender and number agree, one who spoke before one who is merely named; a dropped subject the one
//! who spoke last. "An official" is somebody new, unless headline or lead spoke of just such a one: the lead of a
//! wire story names the source in general words and the body introduces it again.

use super::chains::Chain;
use super::draft::{Context, Draft, Features, Form, Found, Mention};
use super::kinds::{Speaker, Statement, Statements};
use crate::article::Role;
use crate::text::Span;
use std::collections::HashMap;

/// Turns drafts into statements with entities.
pub(super) fn resolve(context: &Context<'_>, found: Found) -> Statements {
    let Found { drafts, bystanders } = found;
    let mut cast = Cast::new(context);
    cast.read(&drafts, &bystanders);
    let (entities, number) = cast.entities();
    let mut statements: Vec<Statement> = drafts
        .into_iter()
        .map(|draft| fill(draft, &cast.chosen, &number))
        .collect();
    statements.sort_by_key(|s| (s.content.first().copied(), s.cue.as_ref().map(|c| c.span)));
    for (id, statement) in statements.iter_mut().enumerate() {
        statement.id = id;
    }
    Statements { statements, entities }
}

fn fill(draft: Draft, chosen: &HashMap<Key, usize>, number: &[Option<usize>]) -> Statement {
    let speaker = |m: &Mention| Speaker {
        mention: (!m.span.is_empty()).then_some(m.span),
        entity: chosen.get(&key(m)).and_then(|&c| number[c]),
    };
    let mut statement = draft.statement;
    statement.speaker = draft.speaker.as_ref().map(speaker);
    statement.chain = draft.chain.iter().map(speaker).collect();
    statement
}

/// A mention by its place; a dropped subject shares its place with nothing else.
type Key = (Span, bool);

fn key(mention: &Mention) -> Key {
    (mention.span, mention.features.form == Form::Dropped)
}

/// All entities while the text is read.
struct Cast {
    chains: Vec<Chain>,
    chosen: HashMap<Key, usize>,
    /// Mentions read so far.
    read: usize,
    /// The chain that spoke last.
    last: Option<usize>,
    /// End of the first sentence of the body.
    lead_end: usize,
    text: String,
}

impl Cast {
    fn new(context: &Context<'_>) -> Self {
        let lead = context.sentences.iter().find(|s| s.role == Role::Body);
        Self {
            chains: Vec::new(),
            chosen: HashMap::new(),
            read: 0,
            last: None,
            lead_end: lead.map_or(0, |s| s.span.end),
            text: context.text().to_owned(),
        }
    }

    fn read(&mut self, drafts: &[Draft], bystanders: &[Mention]) {
        let speakers = drafts.iter().flat_map(|d| d.speaker.iter().chain(&d.chain));
        let mut mentions: Vec<(&Mention, bool)> = speakers.map(|m| (m, true)).collect();
        mentions.extend(bystanders.iter().map(|m| (m, false)));
        // Speakers first where two begin together, longer first, so that a bystander inside a speaker's name is seen.
        mentions.sort_by_key(|(m, speaks)| (m.span.start, !speaks, std::cmp::Reverse(m.span.end)));
        let mut covered = 0;
        for (mention, speaks) in mentions {
            if let Some(&chain) = self.chosen.get(&key(mention)) {
                self.note(chain, speaks);
                continue;
            }
            if !speaks && mention.span.start < covered {
                continue;
            }
            if speaks {
                covered = covered.max(mention.span.end);
            }
            let chain = self.place(mention);
            self.chosen.insert(key(mention), chain);
            self.note(chain, speaks);
        }
    }

    fn note(&mut self, chain: usize, speaks: bool) {
        self.read += 1;
        self.chains[chain].seen = self.read;
        if speaks {
            self.chains[chain].speaks = true;
            self.chains[chain].spoke = Some(self.read);
            self.last = Some(chain);
        }
    }

    /// The chain a mention belongs to, a new one if need be.
    fn place(&mut self, mention: &Mention) -> usize {
        let f = &mention.features;
        let found = match f.form {
            _ if !f.members.is_empty() => self.by_members(f),
            Form::Name => self.best(|c| c.fits_name(f)),
            Form::Description if f.indefinite => self.by_announcement(f),
            Form::Description => self.best(|c| c.fits_description(f)),
            Form::Pronoun => self.by_pronoun(f),
            Form::Dropped => self.last,
        };
        if let Some(chain) = found {
            self.chains[chain].add(mention);
            return chain;
        }
        self.chains.push(Chain::new(mention));
        let chain = self.chains.len() - 1;
        if !f.members.is_empty() {
            let members = f.members.iter().map(|m| self.place(m)).collect();
            self.chains[chain].members = members;
        }
        chain
    }

    fn best(&self, fit: impl Fn(&Chain) -> u8) -> Option<usize> {
        (0..self.chains.len())
            .map(|i| (fit(&self.chains[i]), self.recency(i), i))
            .filter(|(fit, _, _)| *fit > 0)
            .max()
            .map(|(_, _, i)| i)
    }

    fn by_announcement(&self, f: &Features) -> Option<usize> {
        let candidates = (0..self.chains.len()).filter(|&i| self.chains[i].first().start < self.lead_end);
        candidates
            .filter(|&i| self.chains[i].announced(f))
            .max_by_key(|&i| self.recency(i))
    }

    fn by_pronoun(&self, f: &Features) -> Option<usize> {
        let candidates = (0..self.chains.len()).filter(|&i| self.chains[i].fits_pronoun(f));
        candidates.max_by_key(|&i| self.recency(i)).or(self.last)
    }

    /// A joint speaker is an earlier one only if all its members are.
    fn by_members(&self, f: &Features) -> Option<usize> {
        let known: Option<Vec<usize>> = f
            .members
            .iter()
            .map(|m| self.best(|c| c.fits_name(&m.features).max(c.fits_description(&m.features))))
            .collect();
        let mut known = known?;
        known.sort_unstable();
        (0..self.chains.len()).find(|&i| {
            let mut own = self.chains[i].members.clone();
            own.sort_unstable();
            !own.is_empty() && own == known
        })
    }

    /// How present a chain is: one who speaks counts as named two mentions later than one who is only named.
    fn recency(&self, chain: usize) -> usize {
        let chain = &self.chains[chain];
        chain.seen.max(chain.spoke.map_or(0, |s| s + 2))
    }

    /// The entities that speak, in order of their first mention, and for each chain its number among them.
    fn entities(&self) -> (Vec<super::kinds::Entity>, Vec<Option<usize>>) {
        let mut speaks: Vec<bool> = self.chains.iter().map(|c| c.speaks).collect();
        for chain in self.chains.iter().filter(|c| c.speaks) {
            chain.members.iter().for_each(|&m| speaks[m] = true);
        }
        let mut order: Vec<usize> = (0..self.chains.len()).filter(|&i| speaks[i]).collect();
        order.sort_by_key(|&i| self.chains[i].first());
        let mut number = vec![None; self.chains.len()];
        for (id, &chain) in order.iter().enumerate() {
            number[chain] = Some(id);
        }
        let entities = order.iter().enumerate().map(|(id, &i)| {
            let mut entity = self.chains[i].entity(&self.text);
            entity.id = id;
            entity.members = self.chains[i].members.iter().filter_map(|&m| number[m]).collect();
            entity
        });
        (entities.collect(), number)
    }
}
