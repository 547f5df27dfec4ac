//! Statements in Korean: cases as text, and whole articles.

use daejo::article::{Article, Block, Role};
use daejo::statements::{self, Statements};
use daejo::text::{Language, Span};
use std::fmt::Write as _;

/// One line of a case: what is expected or was found.
fn line(article: &Article, found: &Statements, n: usize) -> String {
    let s = &found.statements[n];
    let kind = serde_json::to_value(s.kind).expect("a kind is a word");
    let content: Vec<&str> = s.content.iter().map(|c| c.of(&article.text)).collect();
    let mention = s
        .speaker
        .as_ref()
        .map_or("-", |sp| sp.mention.map_or("^", |m| m.of(&article.text)));
    let entity = s
        .speaker
        .as_ref()
        .and_then(|sp| found.entity(sp))
        .map(|e| e.name.as_str());
    let who = match entity.filter(|e| !e.is_empty() && !e.contains('+')) {
        Some(entity) => format!("{mention} = {entity}"),
        None => mention.to_owned(),
    };
    let lemma = s.cue.as_ref().map_or("-", |c| c.lemma.as_str());
    format!(
        "- {} | {who} | {} | {lemma}",
        kind.as_str().unwrap_or("?"),
        content.join(" … ")
    )
}

fn article(text: &str) -> Article {
    let mut at = 0;
    let blocks = text
        .split_inclusive('\n')
        .filter_map(|paragraph| {
            let span = Span::new(at, at + paragraph.len()).trim(text);
            at += paragraph.len();
            (!span.is_empty()).then_some(Block {
                span,
                role: Role::Body,
            })
        })
        .collect();
    Article {
        id: "case".to_owned(),
        lang: Language::Ko,
        outlet: None,
        published: None,
        text: text.to_owned(),
        blocks,
        interruptions: Vec::new(),
    }
}

/// Expected and found agree if they are equal where the expectation gives an entity, else up to it.
fn agree(expected: &str, found: &str) -> bool {
    let cut = |l: &str| {
        l.split(" | ")
            .enumerate()
            .map(|(i, cell)| {
                if i == 1 {
                    cell.split(" = ").next().unwrap_or(cell).to_owned()
                } else {
                    cell.to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let who = expected.split(" | ").nth(1).unwrap_or_default();
    if who.contains(" = ") {
        expected == found
    } else {
        cut(expected) == cut(found)
    }
}

#[test]
fn cases() {
    let file = include_str!("statements/ko/cases.md");
    let mut failures = String::new();
    let mut count = 0;
    for case in file.split("\n## ").skip(1) {
        let (title, body) = case.split_once('\n').expect("a case has a body");
        let (expected, text): (Vec<&str>, Vec<&str>) = body
            .lines()
            .filter(|l| !l.trim().is_empty())
            .partition(|l| l.starts_with("- "));
        let article = article(&text.join("\n"));
        let sentences = daejo::sentences::split(&article);
        let found = statements::find(&article, &sentences);
        let lines: Vec<String> = (0..found.statements.len())
            .map(|n| line(&article, &found, n))
            .collect();
        let same = lines.len() == expected.len() && expected.iter().zip(&lines).all(|(e, l)| agree(e, l));
        count += 1;
        if !same {
            let _ = write!(
                failures,
                "\n## {title}\nexpected:\n{}\nfound:\n{}\n",
                expected.join("\n"),
                lines.join("\n")
            );
        }
    }
    assert!(count >= 40, "{count} cases");
    assert!(failures.is_empty(), "{failures}");
}

/// Whole articles: what is found in them, for the eye of whoever changes a rule.
#[test]
fn articles() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/statements/ko/articles");
    for name in ["court", "politics", "science", "sport", "world"] {
        let bytes = std::fs::read(format!("{folder}/{name}.txt")).expect("the article is there");
        let options = daejo::article::ReadOptions {
            lang: Some(Language::Ko),
            ..Default::default()
        };
        let article = daejo::article::read(&bytes, name, &options).expect("the article is read");
        let sentences = daejo::sentences::split(&article);
        let found = statements::find(&article, &sentences);
        let lines: Vec<String> = (0..found.statements.len())
            .map(|n| line(&article, &found, n))
            .collect();
        insta::with_settings!({ snapshot_path => "statements/ko/snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, lines.join("\n"));
        });
    }
}

/// Odd marks and odd text give fewer statements, never a panic.
#[test]
fn odd_input_is_survived() {
    for text in [
        "",
        "\"",
        "그는 \"끝나지 않는 인용",
        "”라고 말했다.",
        "고 말했다. 며 다며 라는 는 은 이 가",
        "…\"…\"…라고…말했다…",
        "(((((((((( 정부는 \"(\"라고 말했다 )",
        "에 따르면",
        "을 촉구했다. 를 부인했다.",
        "'\"'\"'라고 '\"말했다\"'",
    ] {
        let article = article(text);
        let sentences = daejo::sentences::split(&article);
        let found = statements::find(&article, &sentences);
        for s in &found.statements {
            assert!(s.content.iter().all(|c| article.text.get(c.range()).is_some()));
        }
    }
}
