//! Who is meant: mentions of one person or body are gathered into entities.
//!
//! Mentions are read in the order of the text. A name joins the entity of that name, of its surname or its acronym;
//! a definite description the one whose head noun, role or kind it fits, the latest who fits best; a pronoun the
//! latest whose gender and number agree; a dropped subject the one who spoke last. What is latest goes by sentences:
//! within one, who speaks comes before who is a subject, and whoever is named in passing counts as if named two
//! sentences before (the centre of attention stays with subjects). "An official" is somebody new, unless headline or lead spoke of just such a one: the lead of a
//! wire story names the source in general words and the body introduces it again.

use super::chains::Chain;
use super::draft::{Context, Draft, Features, Form, Found, Mention};
use super::kinds::{Kind, Speaker, Statement, Statements};
use crate::article::Role;
use crate::text::Span;
use std::collections::HashMap;

/// Turns drafts into statements with entities.
pub(super) fn resolve(context: &Context<'_>, found: Found) -> Statements {
    let mut cast = Cast::new(context);
    cast.read(&found);
    let drafts = found.drafts;
    let (entities, number) = cast.entities();
    let mut statements: Vec<Statement> = drafts
        .into_iter()
        .map(|draft| fill(draft, &cast.chosen, &number))
        .collect();
    attribute_headlines(context, &mut statements);
    statements.sort_by_key(|s| (s.content.first().copied(), s.cue.as_ref().map(|c| c.span)));
    for (id, statement) in statements.iter_mut().enumerate() {
        statement.id = id;
    }
    Statements { statements, entities }
}

/// A quotation in a headline that names nobody is of whoever says the same words in the body.
fn attribute_headlines(context: &Context<'_>, statements: &mut [Statement]) {
    let plain = |span: &Span| -> String {
        let letters = context.words(*span).chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let body: Vec<(String, Speaker)> = statements
        .iter()
        .filter(|s| s.kind != Kind::Headline)
        .filter_map(|s| Some((s.content.iter().map(plain).collect(), s.speaker.clone()?)))
        .collect();
    for headline in statements
        .iter_mut()
        .filter(|s| s.kind == Kind::Headline && s.speaker.is_none())
    {
        let words: String = headline.content.iter().map(plain).collect();
        let known = body
            .iter()
            .find(|(said, _)| words.chars().count() >= LEAST_QUOTED && said.contains(&words));
        headline.speaker = known.map(|(_, speaker)| Speaker {
            mention: None,
            entity: speaker.entity,
        });
    }
}

/// Fewest letters of a quotation in a headline that is found again in the body.
const LEAST_QUOTED: usize = 4;

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

/// What one who is mentioned does in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Passing,
    Subject,
    /// One whom a speaker passes on.
    Source,
    Speaker,
}

/// How much later a sentence counts than anything within it.
const SENTENCE: usize = 4;

/// All entities while the text is read.
struct Cast<'a> {
    chains: Vec<Chain>,
    chosen: HashMap<Key, usize>,
    /// Starts of the sentences.
    sentences: Vec<usize>,
    /// Mentions read so far.
    read: usize,
    /// The chain that spoke last.
    last: Option<usize>,
    /// The chain that a sentence was about last, and that sentence.
    topic: Option<(usize, usize)>,
    /// Start of the body.
    body: usize,
    /// End of the first sentence of the body.
    lead_end: usize,
    text: &'a str,
}

impl<'a> Cast<'a> {
    fn new(context: &Context<'a>) -> Self {
        let lead = context.sentences.iter().find(|s| s.role == Role::Body);
        Self {
            chains: Vec::new(),
            chosen: HashMap::new(),
            sentences: context.sentences.iter().map(|s| s.span.start).collect(),
            read: 0,
            last: None,
            topic: None,
            body: lead.map_or(0, |s| s.span.start),
            lead_end: lead.map_or(0, |s| s.span.end),
            text: context.text(),
        }
    }

    fn read(&mut self, found: &Found) {
        let speakers = found.drafts.iter().flat_map(|d| d.speaker.iter());
        let mut mentions: Vec<(&Mention, Part)> = speakers.map(|m| (m, Part::Speaker)).collect();
        // The daughter testified that her mother had complained: she who goes on is the daughter.
        let sources = found.drafts.iter().flat_map(|d| d.chain.iter());
        mentions.extend(sources.map(|m| (m, Part::Source)));
        mentions.extend(found.bystanders.iter().map(|m| (m, Part::Subject)));
        mentions.extend(found.passing.iter().map(|m| (m, Part::Passing)));
        // Speakers first where two begin together, longer first, so that a bystander inside a speaker's name is seen.
        mentions.sort_by_key(|(m, part)| (m.span.start, *part < Part::Source, std::cmp::Reverse(m.span.end)));
        let mut covered = 0;
        for (mention, part) in mentions {
            if let Some(&chain) = self.chosen.get(&key(mention)) {
                self.note(chain, part, mention);
                continue;
            }
            if part < Part::Source && mention.span.start < covered {
                continue;
            }
            if part >= Part::Source {
                covered = covered.max(mention.span.end);
            }
            let chain = self.place(mention);
            self.chosen.insert(key(mention), chain);
            self.note(chain, part, mention);
        }
    }

    fn note(&mut self, chain: usize, part: Part, mention: &Mention) {
        self.read += 1;
        let sentence = self.sentences.partition_point(|&s| s <= mention.span.start);
        let place = SENTENCE * (sentence + 2);
        let weight = match part {
            Part::Speaker => place + 3,
            Part::Subject | Part::Source => place + 2,
            Part::Passing => place + 1 - 2 * SENTENCE,
        };
        // Those named together are each named, and a little more present together: "both", "they".
        for member in self.chains[chain].members.clone() {
            let noted = &mut self.chains[member];
            noted.recent = noted.recent.max((weight, self.read));
        }
        self.read += 1;
        let noted = &mut self.chains[chain];
        noted.recent = noted.recent.max((weight, self.read));
        noted.speaks |= part >= Part::Source;
        if part == Part::Speaker {
            self.last = Some(chain);
            self.topic = None;
        } else if part == Part::Subject && mention.features.topic {
            self.topic = Some((chain, sentence));
        }
    }

    /// The chain a mention belongs to, a new one if need be.
    fn place(&mut self, mention: &Mention) -> usize {
        let f = &mention.features;
        let found = match f.form {
            _ if !f.members.is_empty() => self.by_members(f),
            Form::Name => self
                .best(|c| c.fits_name(f))
                .or_else(|| self.by_announced_role(f)),
            Form::Description if f.indefinite => self.by_announcement(f),
            Form::Description => self
                .best(|c| c.fits_description(f))
                .or_else(|| self.by_epithet(mention))
                .or_else(|| self.by_second_name(mention)),
            Form::Pronoun => self.by_pronoun(f),
            Form::Dropped => self.by_topic(mention),
        };
        if let Some(chain) = found {
            self.chains[chain].add(mention);
            return chain;
        }
        let mut new = Chain::new(mention);
        new.leads = mention.span.start < self.lead_end;
        self.chains.push(new);
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

    /// The headline spoke of 한은 총재, the lead names him.
    fn by_announced_role(&self, f: &Features) -> Option<usize> {
        let announced = |c: &Chain| c.first().start < self.lead_end && c.announced_role(f);
        let mut fitting = (0..self.chains.len()).filter(|&i| announced(&self.chains[i]));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// "Maestra Yoon has three rules. The Korean conductor …": a definite word for a person, whom nothing described so
    /// far, named in the sentence before or the one before that.
    fn by_epithet(&self, mention: &Mention) -> Option<usize> {
        let f = &mention.features;
        let sentence = self.sentences.partition_point(|&s| s <= mention.span.start);
        let near = |chain: &Chain| chain.recent.0 + 2 * SENTENCE >= SENTENCE * (sentence + 1);
        let candidates =
            (0..self.chains.len()).filter(|&i| near(&self.chains[i]) && self.chains[i].fits_epithet(f));
        candidates.max_by_key(|&i| self.recency(i))
    }

    /// "Lumenar NV will cut 900 jobs, the Dutch chip equipment maker announced": a second way to call the one body that the
    /// same sentence of the lead named before and that nothing described so far.
    fn by_second_name(&self, mention: &Mention) -> Option<usize> {
        let leads = (self.body..self.lead_end).contains(&mention.span.start);
        let fits = |chain: &Chain| {
            let first = chain.first();
            (self.body..mention.span.start).contains(&first.start)
                && chain.fits_second_name(&mention.features)
        };
        let mut fitting = (0..self.chains.len()).filter(|&i| leads && fits(&self.chains[i]));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// 고인은 엄격했다. 강연에서는 "…"라고 했다: the topic of the sentence before, or who spoke last.
    fn by_topic(&self, dropped: &Mention) -> Option<usize> {
        let sentence = self.sentences.partition_point(|&s| s <= dropped.span.start);
        let topic = self
            .topic
            .filter(|&(_, of)| of + 1 >= sentence && !dropped.features.goes_on);
        topic.map(|(chain, _)| chain).or(self.last)
    }

    fn by_pronoun(&self, f: &Features) -> Option<usize> {
        // "The teenager": one so called before, else whoever can be meant.
        if let Some(named) = self.best(|c| c.fits_description(f)) {
            return Some(named);
        }
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

    /// How present a chain is.
    fn recency(&self, chain: usize) -> (usize, usize) {
        self.chains[chain].recent
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
            let mut entity = self.chains[i].entity(self.text, self.body);
            entity.id = id;
            entity.members = self.chains[i].members.iter().filter_map(|&m| number[m]).collect();
            entity
        });
        (entities.collect(), number)
    }
}
