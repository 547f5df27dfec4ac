//! Roles that follow from position: the headline, a deck under it, headings without marks.

use super::Role;
use super::compose::Paragraph;
use super::layout::is_terminated;
use unicode_width::UnicodeWidthStr;

/// Longest headline, in columns.
const HEADLINE: usize = 170;
/// Longest unmarked heading inside the body, in columns.
const HEADING: usize = 60;

/// Gives a role to every paragraph that has none and is no running text. A `headless` text has no headline.
pub fn assign(text: &str, paragraphs: &mut [Paragraph], headless: bool) {
    let headed = headless || paragraphs.iter().any(|p| p.role == Some(Role::Headline));
    let prose: Vec<usize> = (0..paragraphs.len())
        .filter(|&at| paragraphs[at].role.is_none())
        .collect();
    let mut body = prose.as_slice();
    if !headed
        && let [first, rest @ ..] = body
        && is_headline(text, paragraphs, *first, rest)
    {
        paragraphs[*first].role = Some(Role::Headline);
        body = rest;
        if let [deck, rest @ ..] = body
            && is_headline(text, paragraphs, *deck, rest)
            && rest.len() > 1
        {
            paragraphs[*deck].role = Some(Role::Deck);
            body = rest;
        }
    }
    for &at in body {
        if is_heading(text, paragraphs, at) {
            paragraphs[at].role = Some(Role::Subheading);
        }
    }
}

/// Whether the paragraph is a title over the rest: short, without a full stop, and running text follows.
fn is_headline(text: &str, paragraphs: &[Paragraph], at: usize, rest: &[usize]) -> bool {
    let line = paragraphs[at].span.of(text);
    if line.width() > HEADLINE || line.ends_with(['.', ':', ';', ',', '。']) && !line.ends_with("...") {
        return false;
    }
    // A lead may end in a quotation: … as "pure invention."
    let bare = line.trim_end_matches(['"', '”', '\'', '’']);
    if bare.ends_with('.') && !bare.ends_with("...") && line.width() > HEADING {
        return false;
    }
    let follows = rest.first().map(|&next| &paragraphs[next]);
    follows
        .is_some_and(|next| is_terminated(next.span.of(text)) || next.apart || next.span.len() > line.len())
        && !(is_terminated(line) && line.contains("다."))
}

/// Whether a paragraph inside the body is a heading without a mark: short, unfinished, and followed by text that
/// is finished and longer.
fn is_heading(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let line = paragraphs[at].span.of(text);
    let Some(next) = paragraphs.get(at + 1) else {
        return false;
    };
    let follows = next.span.of(text);
    paragraphs[at].apart
        && next.role.is_none()
        && line.width() <= HEADING
        && !is_terminated(line)
        && !line.ends_with([',', '"', '”'])
        && !super::furniture::is_list_item(line)
        && is_terminated(follows)
        && follows.width() > line.width()
}
