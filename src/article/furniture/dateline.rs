//! Place, date and agency in front of the first sentence.

use super::byline::is_title;
use super::words::outlet;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The stretch, in bytes, within which a dateline ends.
const WINDOW: usize = 200;

const DASH: &str = r"(?:--?|[–—―]+)";

static CAPITALS: LazyLock<Regex> =
    LazyLock::new(|| english(r"\p{Lu}[\p{Lu}.'’-]+(?:[ /·]\p{Lu}[\p{Lu}.'’-]+){0,4}"));
static NAME: LazyLock<Regex> =
    LazyLock::new(|| english(r"\p{Lu}[\p{L}.'’-]+(?:[ /]\p{Lu}[\p{L}.'’-]+){0,3}"));

/// `PLACE, Region, Oct. 22, 2024 (Agency) --`, every part after the place optional.
fn english(place: &str) -> Regex {
    let month = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";
    let date = format!(r"(?:{month} \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?");
    let region = r", \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,2}";
    // A date is tried before a region, which `Oct.` might be taken for.
    let tail = format!(
        r"(?:(?P<date1>,? {date})|(?P<region2>{region})(?P<date2>,? {date})|(?P<region3>{region}{region})(?P<date3>,? {date})|(?P<region4>(?:{region}){{1,2}}))?"
    );
    compiled(&format!(
        r"^(?P<place>{place}){tail}(?: ?[(](?P<bracket>[^()\n]{{2,40}})[)])?(?P<space>\s*)(?P<dash>{DASH})?(?P<after>\s*)"
    ))
}

static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    // The names of reporters end in a title and, mostly, an equals sign.
    compiled(
        r"^[(\[【〔<](?P<inside>[^()\[\]【】〔〕<>\n]{1,60})[)\]】〕>]\s*(?:(?P<names>[가-힣·ㆍ,\s]{2,40}?)\s*=|=)?\s*",
    )
});
static REPORTER: LazyLock<Regex> = LazyLock::new(|| compiled(r"^(?P<names>[가-힣·ㆍ,\s]{3,40}?)\s*=\s*"));
static LEADING_DASH: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"^{DASH}\s*")));

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// Length of the dateline at the front of a paragraph, with the white space after it. `early` says that the
/// paragraph stands near the top, where weaker signs suffice.
pub fn at_front(text: &str, early: bool) -> Option<usize> {
    let cut = (0..=WINDOW.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))?;
    let window = &text[..cut];
    korean(window)
        .or_else(|| bare_agency(window))
        .or_else(|| {
            of_place(window, &CAPITALS, early, |found| {
                capitals_suffice(found, window, early)
            })
        })
        .or_else(|| of_place(window, &NAME, early, |found| name_suffices(found, window, early)))
}

/// Whether the line is a dateline and nothing else.
pub fn is_whole(line: &str) -> bool {
    line.len() <= WINDOW && at_front(line, false) == Some(line.len())
}

/// The outlet that a dateline, byline or agency line names.
pub fn outlet_in(line: &str) -> Option<&'static str> {
    let parts = line.split(|c: char| "()[]【】〔〕<>=/·,–—".contains(c) || c == '\n');
    parts
        .flat_map(|part| {
            [
                Some(part),
                part.trim().split(' ').next(),
                part.trim_end_matches(['-', ' ']).rsplit(' ').next(),
            ]
        })
        .flatten()
        .find_map(|part| outlet(part.trim_matches(['-', ' '])))
        .map(|found| found.name)
}

fn of_place(
    window: &str,
    pattern: &Regex,
    early: bool,
    suffices: impl Fn(&Captures<'_>) -> bool,
) -> Option<usize> {
    let found = pattern.captures(window)?;
    let dashed = found.name("dash").is_some();
    let known = found.name("bracket").is_some_and(|b| names_outlet(b.as_str()));
    let sure = known && (dashed || early) || dashed && any(&found, &["date1", "date2", "date3"]);
    (sure || suffices(&found)).then(|| found.get_match().len())
}

/// `WASHINGTON — The`: capitals and a free-standing dash before a new sentence, near the top.
fn capitals_suffice(found: &Captures<'_>, window: &str, early: bool) -> bool {
    let dashed = found.name("dash").is_some();
    if dashed && found.name("bracket").is_some() {
        return true;
    }
    let letters = found["place"].chars().filter(|c| c.is_alphabetic()).count();
    early && letters >= 4 && free_dash(found) && sentence_starts(&window[found.get_match().end()..])
}

/// `Beirut, Lebanon – The`: a place with its region and a long dash.
fn name_suffices(found: &Captures<'_>, window: &str, early: bool) -> bool {
    let long = found.name("dash").is_some_and(|dash| dash.as_str() != "-");
    early
        && long
        && any(found, &["region2", "region3", "region4"])
        && free_dash(found)
        && sentence_starts(&window[found.get_match().end()..])
}

fn any(found: &Captures<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| found.name(name).is_some())
}

fn free_dash(found: &Captures<'_>) -> bool {
    let blank = |name| found.name(name).is_some_and(|m| !m.is_empty());
    found.name("dash").is_some() && blank("space") && blank("after")
}

fn sentence_starts(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘'))
}

/// `AFP - `, `AFP- `, `Reuters — `.
fn bare_agency(window: &str) -> Option<usize> {
    let at = window
        .char_indices()
        .take(30)
        .find(|&(_, c)| matches!(c, '-' | '–' | '—'))?
        .0;
    let known = outlet(&window[..at]).is_some_and(|o| o.agency);
    let dash = LEADING_DASH.find(&window[at..])?;
    let apart = dash.as_str() != "-" && !dash.is_empty();
    (known && apart).then(|| at + dash.end())
}

/// `(서울=연합뉴스) 홍길동 기자 =`, `(AFP)`, `[뉴욕=뉴시스]`, `홍길동 기자 =`.
fn korean(window: &str) -> Option<usize> {
    if let Some(found) = REPORTER.captures(window)
        && ends_in_title(&found["names"])
    {
        return Some(found.get_match().len());
    }
    let found = BRACKET.captures(window)?;
    let inside = &found["inside"];
    let tied = inside.contains('=') && !inside.contains(['.', '?', '!']);
    if !(tied || names_outlet(inside) || ends_in_title(inside)) {
        return None;
    }
    let names = found.name("names");
    if names.is_none_or(|names| ends_in_title(names.as_str())) {
        return Some(dash_after(window, found.get_match().len()));
    }
    // What follows the bracket is not the reporters; the bracket alone is the dateline.
    let closed = found.name("inside")?.end();
    let close = window[closed..].chars().next().map_or(0, char::len_utf8);
    let rest = &window[closed + close..];
    Some(closed + close + rest.len() - rest.trim_start().len())
}

/// `(Bloomberg) -- `: the dash belongs to the dateline.
fn dash_after(window: &str, at: usize) -> usize {
    at + LEADING_DASH.find(&window[at..]).map_or(0, |dash| dash.end())
}

fn ends_in_title(names: &str) -> bool {
    names.split_whitespace().next_back().is_some_and(is_title)
}

fn names_outlet(bracket: &str) -> bool {
    bracket.split(['=', '/', '·', ',']).any(|part| {
        let part = part.trim();
        outlet(part).is_some() || part.split(' ').any(|word| outlet(word).is_some_and(|o| o.agency))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> &str {
        at_front(text, true).map_or("", |n| text[..n].trim_end())
    }

    #[test]
    fn datelines() {
        for (dateline, rest) in [
            ("SEOUL, Oct. 22 (Yonhap) --", " North Korea said"),
            ("LONDON (AP) —", " The ferry"),
            ("(AFP)", " The ferry"),
            ("AFP-", " North Korea"),
            ("(Bloomberg) --", " Shares"),
            ("WASHINGTON —", " The president"),
            ("ST. LOUIS, Mo. (AP) —", " The river"),
            ("UNITED NATIONS, Oct 22 (Reuters) -", " The council"),
            ("Seoul (AFP) –", " The ferry"),
            ("Kuala Lumpur, Oct 22, 2024 (Bernama) --", " Palm oil"),
            ("Beirut, Lebanon –", " The port"),
            ("(서울=연합뉴스) 홍길동 김철수 기자 =", " 정부는"),
            ("(서울·도쿄=연합뉴스) 홍길동 특파원 =", " 정부는"),
            ("[서울=뉴시스]", " 정부는"),
            ("[서울=뉴시스] 홍길동 기자 =", " 정부는"),
            ("【워싱턴=특파원】", " 정부는"),
            ("[새벽경제 홍길동 기자]", " 정부는"),
            ("(AFP)", " 북한의"),
            ("(워싱턴 AP=연합뉴스)", " 미국은"),
            ("홍길동 기자 =", " 정부는"),
        ] {
            let text = format!("{dateline}{rest}");
            assert_eq!(front(&text), dateline);
        }
    }

    #[test]
    fn no_datelines() {
        for text in [
            "NATO — the alliance — said",
            "The ferry (AP) sank",
            "North Korea – Russia's ally – said",
            "Kim Jong Un said",
            "(종합) 정부는",
            "[단독] 정부, 대책 발표",
            "AP-style guides",
            "정부는 = 기호를",
            "(사진을 본 시민들은) 놀랐다",
        ] {
            assert_eq!(front(text), "", "{text}");
        }
    }
}
