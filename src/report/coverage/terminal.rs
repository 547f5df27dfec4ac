//! For the terminal: the events with more than one article, what was said in each, disagreements first.

use super::CoverageReport;
use crate::coverage::{Agreement, Carried, Coverage, Event, Told};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// The comparison as text.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Columns.
    pub width: usize,
    /// Whether events of a single article are listed too.
    pub verbose: bool,
}

const BOLD: Style = Style::new().bold();
const MUTED: Style = Style::new().dimmed();
const ALARM: Style = AnsiColor::Red.on_default();

impl CoverageReport for Terminal {
    fn write(&self, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        let several = |event: &&Event| event.members.len() > 1 || self.verbose;
        for event in coverage.events.iter().filter(several) {
            self.event(event, coverage, out)?;
        }
        let shared = coverage.events.iter().filter(|e| e.members.len() > 1).count();
        let alone = coverage.events.len() - shared;
        let differ: usize = coverage.events.iter().map(differing).sum();
        writeln!(
            out,
            "{}, {} of several articles, {} alone, {} on which articles differ",
            counted(coverage.articles.len(), "article"),
            counted(shared, "event"),
            counted(alone, "article"),
            counted(differ, "statement"),
        )
    }
}

/// `1 event`, `2 events`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn differing(event: &Event) -> usize {
    event
        .statements
        .iter()
        .filter(|s| s.agreement == Agreement::Differ)
        .count()
}

impl Terminal {
    fn event(&self, event: &Event, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        let article = |at: usize| &coverage.articles[event.members[at].article];
        let title = (0..event.members.len()).find_map(|at| article(at).headline.clone());
        writeln!(out, "{BOLD}{}  {}{BOLD:#}", event.id, title.unwrap_or_default())?;
        for (at, member) in event.members.iter().enumerate() {
            let own = article(at);
            let copy = if member.source == at {
                String::new()
            } else {
                format!(", copy of {}", article(member.source).id)
            };
            writeln!(
                out,
                "  {MUTED}{} {} {} {}, {:.0} %{copy}{MUTED:#}",
                own.lang,
                own.id,
                own.outlet_name(),
                own.published().unwrap_or_default(),
                member.confidence * 100.0
            )?;
        }
        let shared =
            |told: &&Told| told.agreement == Agreement::Differ || told.mentions.len() > 1 || self.verbose;
        let mut statements: Vec<&Told> = event.statements.iter().filter(shared).collect();
        statements.sort_by_key(|told| told.agreement != Agreement::Differ);
        for told in statements {
            self.told(told, event, coverage, out)?;
        }
        writeln!(out)
    }

    fn told(&self, told: &Told, event: &Event, coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
        let languages = match told.carried {
            Carried::Both => "en ko",
            Carried::EnOnly => "en   ",
            Carried::KoOnly => "   ko",
        };
        let who = told.voice.map_or("–", |v| event.voices.voices[v].name.as_str());
        let room = self.width.saturating_sub(14).max(40);
        let gist: String = told
            .gist
            .chars()
            .take(room.saturating_sub(who.chars().count()))
            .collect();
        writeln!(out, "  {languages}  {who}: {gist}")?;
        for difference in &told.differences {
            let id = |at: usize| coverage.articles[event.members[at].article].id.as_str();
            let values: Vec<String> = difference
                .values
                .iter()
                .map(|(&at, v)| format!("{}: {v}", id(at)))
                .collect();
            writeln!(
                out,
                "         {ALARM}{:?} differs{ALARM:#}: {}",
                difference.slot,
                values.join(" / ")
            )?;
        }
        Ok(())
    }
}
