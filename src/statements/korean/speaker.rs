//! Who speaks: the noun phrase that is the subject of a verb of saying.
//!
//! Korean puts it first and drops it when it stays the same. Between it and its verb may lie the whole reported
//! clause with subjects of its own: 정부는 북한이 병력을 보냈다고 밝혔다. The rules, in order: a subject between the
//! reported words and the verb (`"…"고 대사가 밝혔다`); the noun a relative clause of saying leads to (`"…"고 말한 그는`);
//! the topic; the first subject that is not inside a relative clause.

use super::conjugation::Ending;
use super::josa::Josa;
use super::nouns::Class;
use super::phrase::{self, Phrase};
use super::predicate::Predicate;
use super::token::Token;

/// What was said, as far as finding the speaker needs it.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// First word that can belong to the clause.
    pub floor: usize,
    /// The word that closes the reported speech, or the object.
    pub at: usize,
    /// It is a quotation.
    pub quoted: bool,
    /// The quotation is a whole sentence, or several.
    pub whole: bool,
    /// What was said before in this sentence ended in -며: the speaker stays.
    pub tied: bool,
    /// Somebody has spoken in this sentence before, and goes on unless another is named as its topic.
    pub goes_on: bool,
}

/// The phrase that names the speaker.
pub fn find(tokens: &[Token<'_>], said: Said, predicate: Option<&Predicate>) -> Option<Phrase> {
    predicate
        .and_then(|p| behind(tokens, said, p))
        .or_else(|| before(tokens, said, predicate))
        .or_else(|| predicate.and_then(|p| led_to(tokens, p)))
}

/// A subject between the words and the verb.
fn behind(tokens: &[Token<'_>], said: Said, predicate: &Predicate) -> Option<Phrase> {
    let range = said.at + 1..predicate.first.max(said.at + 1);
    range.rev().find_map(|head| {
        let token = &tokens[head];
        let named = phrase::ending_in(tokens, head, said.at + 1);
        let speaks = named.class(tokens).speaks();
        if super::words::is_adverb(token.text) || super::words::is_about(token.text) {
            return None;
        }
        let fits = match token.josa {
            Some(Josa::Subject | Josa::Topic) => named.class(tokens) != Class::Not,
            Some(Josa::Also) => speaks,
            Some(Josa::From) => is_body(tokens, head),
            _ => false,
        };
        (fits && token.mark.is_none()).then_some(named)
    })
}

/// `"…"고 말한 김 대표는`: the noun the relative clause leads to.
fn led_to(tokens: &[Token<'_>], predicate: &Predicate) -> Option<Phrase> {
    if predicate.ending != Ending::Adnominal {
        return None;
    }
    let from = predicate.last + 1;
    let head = (from..tokens.len().min(from + 6)).find(|&i| tokens[i].josa.is_some() || tokens[i].comma)?;
    let named = phrase::ending_in(tokens, head, from);
    let class = named.class(tokens);
    (named.first == from && class.speaks() && class != Class::Document).then_some(named)
}

/// A candidate before the words.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    phrase: Phrase,
    class: Class,
    topic: bool,
    embedded: bool,
}

fn before(tokens: &[Token<'_>], said: Said, predicate: Option<&Predicate>) -> Option<Phrase> {
    let all = candidates(tokens, said);
    // 비난한 뒤 자리를 떴다 is no relative clause.
    let relative = predicate.is_some_and(|p| {
        let next = tokens.get(p.last + 1).map_or("", |t| t.text);
        p.ending == Ending::Adnominal
            && !matches!(
                next,
                "뒤" | "후" | "다음" | "직후" | "이후" | "데" | "만큼" | "가운데"
            )
    });
    if relative {
        let own = all
            .iter()
            .rev()
            .find(|c| !c.topic && !c.embedded && c.class.speaks());
        if own.is_some() {
            return own.map(|c| c.phrase);
        }
        if let Some(led) = predicate.and_then(|p| led_to(tokens, p)) {
            return Some(led);
        }
    }
    let embedded_verb =
        predicate.is_some_and(|p| matches!(p.ending, Ending::That | Ending::Then | Ending::Ask));
    if said.quoted && said.whole {
        // What stands nearest to a whole quotation is its speaker.
        if embedded_verb {
            let nearest = all.iter().rev().find(|c| !c.embedded && c.class != Class::Not);
            return nearest.map(|c| c.phrase);
        }
        // 운영사는 …며 누출은 "…"고 덧붙였다: what is spoken of, while the speaker goes on.
        let of_words = |c: &&Candidate| said.tied && said.goes_on && c.class == Class::Unknown;
        let topic = all
            .iter()
            .rev()
            .find(|c| c.topic && c.class != Class::Not && !of_words(c));
        // 수장이 …한 일과 인력 감축은 "관련이 없다"고: what is spoken of is no name, and somebody stands in front of it.
        let nameless = |c: &&Candidate| {
            let stem = tokens[c.phrase.head].stem();
            c.class == Class::Unknown
                && c.phrase.first < c.phrase.head
                && !super::nouns::looks_foreign(stem)
                && !said.goes_on
        };
        if let Some(topic) = topic.filter(nameless) {
            let front = all
                .iter()
                .find(|c| !c.topic && c.class.speaks() && c.phrase.head < topic.phrase.first)
                .filter(|c| is_first(tokens, c.phrase, said));
            if let Some(front) = front {
                return Some(front.phrase);
            }
        }
        // 그는 이를 인정하면서도 연구팀이 "…"고 말했다: the speaker goes on, the subject is of what is said.
        let adjoins = all.last().is_some_and(|c| c.phrase.head + 1 == said.at);
        if topic.is_none() && said.goes_on && !adjoins {
            return None;
        }
        let subject = || {
            all.iter()
                .rev()
                .find(|c| !c.topic && !c.embedded && c.class != Class::Not)
        };
        return topic
            .or_else(subject)
            .or(all.last().filter(|c| c.class.speaks()))
            .map(|c| c.phrase);
    }
    in_front(tokens, &all, said)
}

/// The speaker of reported words or of a quoted piece, where the words have subjects of their own.
fn in_front(tokens: &[Token<'_>], all: &[Candidate], said: Said) -> Option<Phrase> {
    if said.tied && said.goes_on {
        return None;
    }
    // What leads up to it in a clause of its own is not it: 정부가 대사를 초치하자 대사는 ….
    let turn = (said.floor..said.at)
        .find(|&i| {
            tokens[i].ending == Some(Ending::Then)
                && !is_condition(&tokens[i])
                && all.iter().any(|c| c.phrase.head < i)
        })
        .filter(|&turn| {
            all.iter()
                .any(|c| c.phrase.first > turn && c.topic && c.class.speaks())
        });
    let all: Vec<&Candidate> = all
        .iter()
        .filter(|c| turn.is_none_or(|t| c.phrase.first > t))
        .collect();
    let topics: Vec<&&Candidate> = all.iter().filter(|c| c.topic).collect();
    if let Some(first) = topics.first() {
        if first.class.speaks() {
            return Some(turned(tokens, &all, first).unwrap_or(first.phrase));
        }
        if let Some(later) = topics.iter().find(|c| c.class.speaks()) {
            // 이 여객선은 점검을 통과했으나 검사관 2명은 …라고 말했다.
            let turned = (first.phrase.head..later.phrase.first)
                .any(|i| matches!(tokens[i].ending, Some(Ending::But | Ending::And)));
            if turned {
                return Some(later.phrase);
            }
        }
        // 기상당국 수장이 …한 폭풍과 인력 감축은 "관련 없다"고: who speaks stands in front of what is spoken of.
        let in_front_of = all
            .iter()
            .find(|c| !c.topic && c.class.speaks() && c.phrase.head < first.phrase.first)
            .filter(|c| !c.embedded || is_first(tokens, c.phrase, said));
        if let Some(front) = in_front_of.filter(|_| !said.goes_on) {
            return Some(front.phrase);
        }
        // …고 반문했고, 시민모임은 법원이 …라고 꼬집었다: another one's turn.
        let own_subject = all
            .iter()
            .any(|c| c.phrase.head > first.phrase.head && !c.topic && !c.embedded);
        let another =
            !said.tied && first.class == Class::Unknown && own_subject && first.phrase.first == said.floor;
        if said.goes_on && !another {
            return None;
        }
        // A topic nobody knows speaks if the words have another subject; 매출은 never does.
        let others = all
            .iter()
            .any(|c| c.phrase.head > first.phrase.head && !c.embedded);
        let in_front = is_first(tokens, first.phrase, said) || is_introduced(tokens, first.phrase);
        if first.class == Class::Unknown && (others || said.quoted || in_front) {
            return Some(first.phrase);
        }
        // 이번 사고는 정비 불량 때문이라고 경찰이: only a subject in front of it can be the speaker.
        let front = all.iter().find(|c| !c.topic && !c.embedded && c.class.speaks());
        return front
            .filter(|c| c.phrase.head < first.phrase.first)
            .map(|c| c.phrase);
    }
    if said.goes_on && !said.quoted {
        return None;
    }
    let free = all.iter().find(|c| !c.embedded && c.class.speaks());
    free.or_else(|| {
        all.iter()
            .find(|c| c.class.speaks() && is_first(tokens, c.phrase, said))
    })
    .map(|c| c.phrase)
}

/// 선수는 혐의를 벗었지만 판사는 친구들이 …라고 말했다: the first topic has its verb before the second one comes.
fn turned(tokens: &[Token<'_>], all: &[&Candidate], first: &Candidate) -> Option<Phrase> {
    let verb = (first.phrase.head + 1..tokens.len())
        .find(|&i| tokens[i].ending == Some(Ending::But) && tokens[i].mark.is_none())?;
    let own = !all
        .iter()
        .any(|c| c.phrase.head > first.phrase.head && c.phrase.head < verb && !c.embedded);
    let second = all
        .iter()
        .find(|c| c.phrase.first == verb + 1 && c.topic && c.class.speaks());
    second.filter(|_| own).map(|c| c.phrase)
}

fn is_condition(token: &Token<'_>) -> bool {
    token.text.ends_with(['면', '야'])
}

/// 무대에 오른 클레르 뒤부아는: a relative clause leads to it.
fn is_introduced(tokens: &[Token<'_>], phrase: Phrase) -> bool {
    phrase.first > 0 && tokens[phrase.first - 1].ending == Some(Ending::Adnominal)
}

/// Whether the phrase opens the clause, adverbs and dates aside.
fn is_first(tokens: &[Token<'_>], phrase: Phrase, said: Said) -> bool {
    tokens[said.floor.min(phrase.first)..phrase.first]
        .iter()
        .all(|t| super::words::is_adverb(t.text) || super::words::is_date(t.text))
}

fn candidates(tokens: &[Token<'_>], said: Said) -> Vec<Candidate> {
    let mut all = Vec::new();
    for head in said.floor..said.at {
        let token = &tokens[head];
        if token.mark.is_some() && !token.is_quoted_name()
            || super::words::is_about(token.text)
            || super::words::is_adverb(token.text)
        {
            continue;
        }
        let topic = match token.josa {
            Some(Josa::Topic) => true,
            Some(Josa::Subject) => false,
            Some(Josa::Also | Josa::From) => {
                let class = super::nouns::class(token.stem());
                // 러시아도, 나토만, 정부에서 speak; 회의에서 is a place.
                let body = matches!(
                    class,
                    Class::Country
                        | Class::Organisation
                        | Class::Title
                        | Class::Group
                        | Class::Pronoun
                        | Class::Name
                );
                if !body || token.josa == Some(Josa::From) && !is_body(tokens, head) {
                    continue;
                }
                let next = tokens.get(head + 1).filter(|t| t.josa == Some(Josa::Also));
                if token.josa == Some(Josa::Also)
                    && next.is_some_and(|t| super::nouns::class(t.stem()).speaks())
                {
                    continue;
                }
                token.josa == Some(Josa::Also)
            }
            // 모스크바 역시: an adverb in place of the particle.
            None if tokens.get(head + 1).is_some_and(|t| t.text == "역시")
                && super::nouns::class(token.stem()).speaks() =>
            {
                true
            }
            // 한국과 미국 모두 부인했다, and a subject cut short by a comma: 미 국무부, "…".
            None if token.comma && token.ending.is_none() && head + 1 == said.at && said.quoted => true,
            _ => continue,
        };
        // 자신은, 본인이: whoever the sentence is about.
        if matches!(token.stem(), "자신" | "본인" | "스스로") {
            continue;
        }
        if !topic && is_asked(tokens, head, said.at) {
            continue;
        }
        let phrase = phrase::ending_in(tokens, head, said.floor);
        let class = phrase.class(tokens);
        all.push(Candidate {
            phrase,
            class,
            topic,
            embedded: !topic && is_embedded(tokens, head, said.at),
        });
    }
    all
}

/// 정부에서는: a body with 에서 that is nothing a thing could be said at.
fn is_body(tokens: &[Token<'_>], head: usize) -> bool {
    !super::nouns::is_venue(tokens[head].stem())
        && super::nouns::class(tokens[head].stem()) == Class::Organisation
        && matches!(
            tokens[head].stem(),
            "정부" | "당국" | "경찰" | "검찰" | "업계" | "학계" | "여당" | "야당" | "노조" | "회사"
        )
}

/// Whether the subject belongs to a relative clause: the first verb behind it stands before a noun.
fn is_embedded(tokens: &[Token<'_>], head: usize, end: usize) -> bool {
    let verb = (head + 1..end).find(|&i| tokens[i].ending.is_some() || tokens[i].closing.is_some());
    verb.is_some_and(|v| tokens[v].ending == Some(Ending::Adnominal))
}

/// 백악관이 폐쇄를 지시했는지에 대해서는: the subject of a question within the clause.
fn is_asked(tokens: &[Token<'_>], head: usize, end: usize) -> bool {
    let asks = |t: &Token<'_>| t.ending == Some(Ending::Ask) || t.mark.is_none() && t.text.contains("는지");
    let verb = (head + 1..end)
        .find(|&i| tokens[i].ending.is_some() || tokens[i].closing.is_some() || asks(&tokens[i]));
    verb.is_some_and(|v| asks(&tokens[v]))
}
