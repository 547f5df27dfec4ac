//! Furniture: what stands in an article and is not its text. Recognised by structure and by categories of words,
//! one kind a file; kept, with its role, never thrown away.

mod byline;
mod caption;
mod dateline;
mod ending;
mod heading;
mod notice;
mod words;

use super::compose::Paragraph;
use super::{Block, Published, Role, published};
use crate::text::Span;

pub use heading::is_list_item;
pub use notice::is_page_number;

/// Longest line, in bytes, that can be furniture as a whole.
const LONGEST: usize = 400;

/// The role of a line that is furniture as a whole; `None` for running text.
pub fn of_line(line: &str) -> Option<Role> {
    if line.len() > LONGEST {
        return None;
    }
    ending::of_line(line)
        .or_else(|| notice::is_notice(line).then_some(Role::Notice))
        .or_else(|| byline::is_byline(line).then_some(Role::Byline))
        .or_else(|| dateline::is_whole(line).then_some(Role::Dateline))
        .or_else(|| caption::is_caption(line).then_some(Role::Caption))
        .or_else(|| heading::is_subheading(line).then_some(Role::Subheading))
}

/// The blocks of a paragraph: a dateline at its front and an end mark, agency or byline at its end become
/// blocks of their own.
pub fn cut(text: &str, paragraph: &Paragraph, nth: usize, last: bool) -> Vec<Block> {
    let role = paragraph.role.unwrap_or(Role::Body);
    let mut body = paragraph.span;
    let mut blocks = Vec::new();
    if role != Role::Body {
        return vec![Block { span: body, role }];
    }
    if let Some(length) = dateline::at_front(body.of(text), nth < 6) {
        let span = Span::new(body.start, body.start + length).trim(text);
        let role = Role::Dateline;
        blocks.push(Block { span, role });
        body = Span::new(body.start + length, body.end).trim(text);
    }
    let mut tail = Vec::new();
    while let Some((length, role)) = ending::at_end(body.of(text), last) {
        let span = Span::new(body.end - length, body.end).trim(text);
        tail.push(Block { span, role });
        body = Span::new(body.start, body.end - length).trim(text);
    }
    if !body.is_empty() {
        blocks.push(Block { span: body, role });
    }
    blocks.extend(tail.into_iter().rev());
    blocks
}

/// The outlet that the furniture names: an agency in the dateline, on a line of its own, or in the byline.
pub fn outlet(text: &str, blocks: &[Block]) -> Option<String> {
    let of_role = |role: Role| blocks.iter().filter(move |block| block.role == role);
    of_role(Role::Dateline)
        .chain(of_role(Role::Agency))
        .chain(of_role(Role::Byline))
        .find_map(|block| dateline::outlet_in(block.span.of(text)))
        .map(str::to_owned)
}

/// Whether the name is that of an outlet.
pub fn outlet_named(name: &str) -> bool {
    words::outlet(name).is_some()
}

/// The date of publication that a notice gives, where all that give one for the publication agree.
pub fn published(text: &str, blocks: &[Block]) -> Option<Published> {
    let notices = blocks.iter().filter(|block| block.role == Role::Notice);
    notices
        .map(|block| block.span.of(text))
        .filter(|line| notice::is_date_line(line))
        .find_map(published::in_line)
        .map(Published::from)
}
