//! Interviews as broadcasters print them, the speaker in front of a colon:
//! `[고순자/서귀포시 주민 : "이런 바람은 처음이에요."]`, `<녹취> 김철수(상인) : "…"`, `[이영희 / 상인 : 장사가 안 돼요.]`.

use super::mention::{in_section, same_role, title_word};
use super::nouns::{self, Class};
use super::unit::Unit;
use crate::article::Role;
use crate::statements::{EntityKind, Features, Form, Mention};
use crate::text::Span;

/// Most characters of name and role.
const LONGEST: usize = 40;

/// Who is interviewed in the unit, and the words.
pub fn interview(unit: &Unit<'_>) -> Option<(Mention, Span)> {
    let (first, last) = (unit.tokens.first()?, unit.tokens.last()?);
    let text = unit.context.text();
    let sentence = unit
        .context
        .sentences
        .iter()
        .find(|s| s.span.overlaps(&first.span))?;
    if unit.role != Role::Body {
        return None;
    }
    let whole: Span = Span::new(
        sentence.span.start.min(first.span.start),
        last.span.end.max(sentence.span.end),
    )
    .trim(text);
    let (bracketed, start) = opening(whole.of(text));
    let inside: Span = Span::new(whole.start + start, whole.end);
    let colon = inside.of(text).find([':', '：'])?;
    let who: Span = Span::new(inside.start, inside.start + colon).trim(text);
    let width = if inside.of(text)[colon..].starts_with(':') {
        1
    } else {
        '：'.len_utf8()
    };
    let said: Span = Span::new(inside.start + colon + width, inside.end);
    let end = said
        .of(text)
        .trim_end()
        .trim_end_matches([']', '>', '】'])
        .trim_end()
        .len();
    let said: Span = Span::new(said.start, said.start + end).trim(text);
    let quoted = said.of(text).starts_with(['"', '“']);
    let short = who.of(text).chars().count() <= LONGEST && !who.of(text).contains(['"', '“', ',', '.']);
    let named = bracketed || quoted;
    if said.is_empty()
        || who.is_empty()
        || !short
        || !named
        || !(quoted || bracketed && who.of(text).contains('/'))
    {
        return None;
    }
    Some((describe(text, who)?, said))
}

/// Whether the unit opens with a bracket, and the length of the opening with labels such as `<녹취>`.
fn opening(text: &str) -> (bool, usize) {
    let mut rest = text.trim_start_matches(['▶', '◀', '▷', '■', ' ']);
    for (open, close) in [('<', '>'), ('[', ']'), ('【', '】'), ('(', ')')] {
        let label = rest.strip_prefix(open).and_then(|r| r.split_once(close));
        if let Some((label, after)) = label
            && LABELS.split_whitespace().any(|l| l == label.trim())
        {
            rest = after.trim_start();
        }
    }
    let inner = rest.trim_start_matches(['[', '【']);
    (inner.len() < rest.len(), text.len() - inner.len())
}

/// What a label before an interview says.
const LABELS: &str = "녹취 인터뷰 현장음 싱크 전화녹취 전화인터뷰";

/// `고순자/서귀포시 주민`, `김철수(상인)`, `피해 주민`, `경찰 관계자(음성변조)`.
fn describe(text: &str, who: Span) -> Option<Mention> {
    let words = who.of(text);
    let cut = words.find(['/', '(', '·']).unwrap_or(words.len());
    let front = words[..cut].trim();
    let role = words[cut..].trim_matches(['/', '(', ')', '·', ' ']);
    let span = Span::new(who.start, who.start + front.len());
    let last = front.split_whitespace().next_back()?;
    let name =
        nouns::is_shaped_like_name(last) || nouns::class(last) == Class::Foreign || last.ends_with('씨');
    let head = if name {
        role.split_whitespace().next_back()
    } else {
        Some(last)
    };
    let head = head.filter(|h| !h.is_empty()).map(title_word);
    Some(Mention {
        span,
        features: Features {
            form: if name { Form::Name } else { Form::Description },
            kind: if name {
                EntityKind::Person
            } else {
                EntityKind::Role
            },
            surname: name.then(|| super::mention::family(front)).flatten(),
            name: name.then(|| front.to_owned()),
            head: head.map(str::to_owned),
            classes: head.map(same_role).map(str::to_owned).into_iter().collect(),
            role: (!role.is_empty() && name).then(|| role.to_owned()),
            anonymous: head.is_some_and(|h| in_section("anonymous", h)),
            indefinite: !name,
            fullness: if name { 4 } else { 2 },
            ..Features::default()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_brackets() {
        assert_eq!(opening("[고순자 : 네]"), (true, 1));
        assert_eq!(opening("<녹취> 김철수 : 네"), (false, "<녹취> ".len()));
        assert_eq!(opening("김철수 : 네"), (false, 0));
    }

    #[test]
    fn names_and_roles() {
        let text = "고순자/서귀포시 주민";
        let mention = describe(text, Span::new(0, text.len())).expect("it has a name");
        assert_eq!(mention.features.name.as_deref(), Some("고순자"));
        assert_eq!(mention.features.head.as_deref(), Some("주민"));
    }
}
