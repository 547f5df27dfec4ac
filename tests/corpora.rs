//! The gold data of `corpora/` says what it says about the articles beside it.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders in a folder, in order.
fn folders(of: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(of)
        .expect("a folder")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|p| p.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The articles of every set that has gold statements.
fn articles() -> Vec<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let articles: Vec<_> = folders(&corpora)
        .iter()
        .flat_map(|set| folders(set))
        .filter(|article| article.join("article.toml").is_file())
        .collect();
    assert!(articles.len() >= 24, "only {} articles", articles.len());
    articles
}

fn read(folder: &Path, file: &str) -> String {
    let path = folder.join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn json_lines(folder: &Path, file: &str) -> Vec<serde_json::Value> {
    read(folder, file)
        .lines()
        .map(|l| serde_json::from_str(l).expect("a line of JSON"))
        .collect()
}

/// The language of the original and that of the version.
fn direction(folder: &Path) -> (&'static str, &'static str) {
    if read(folder, "article.toml").contains("original = \"en\"") {
        ("en", "ko")
    } else {
        ("ko", "en")
    }
}

#[test]
fn sentences_stand_in_the_article_in_order() {
    for folder in articles() {
        for lang in ["en", "ko"] {
            let text = read(&folder, &format!("{lang}.txt"));
            let mut from = 0;
            for sentence in read(&folder, &format!("{lang}.sentences.txt")).lines() {
                let at = text[from..]
                    .find(sentence)
                    .unwrap_or_else(|| panic!("{}: {sentence}", folder.display()));
                from += at + sentence.len();
            }
        }
    }
}

#[test]
fn beads_cover_every_sentence_once() {
    for folder in articles() {
        let (source, target) = direction(&folder);
        let mut seen = (Vec::new(), Vec::new());
        for line in read(&folder, "alignment.beads").lines() {
            let (left, right) = line.split_once(':').unwrap();
            seen.0.extend(serde_json::from_str::<Vec<usize>>(left).unwrap());
            seen.1.extend(serde_json::from_str::<Vec<usize>>(right).unwrap());
        }
        // A desk may move a sentence: beads stand in the order of the source and may cross.
        seen.1.sort_unstable();
        let count = |lang: &str| read(&folder, &format!("{lang}.sentences.txt")).lines().count();
        assert_eq!(
            seen.0,
            (0..count(source)).collect::<Vec<_>>(),
            "{}",
            folder.display()
        );
        assert_eq!(
            seen.1,
            (0..count(target)).collect::<Vec<_>>(),
            "{}",
            folder.display()
        );
    }
}

#[test]
fn statements_and_findings_quote_the_article() {
    for folder in articles() {
        let (source, target) = direction(&folder);
        for lang in ["en", "ko"] {
            let text = read(&folder, &format!("{lang}.txt"));
            for statement in json_lines(&folder, &format!("{lang}.statements.jsonl")) {
                let content = statement["content"].as_array().unwrap();
                assert!(!content.is_empty());
                let words = content.iter().chain([&statement["cue"], &statement["speaker"]]);
                for quoted in words.filter_map(|v| v.as_str()) {
                    assert!(text.contains(quoted), "{}: {quoted}", folder.display());
                }
            }
        }
        let findings = json_lines(&folder, "findings.jsonl");
        assert_eq!(
            findings.is_empty(),
            read(&folder, "article.toml").contains("faithful = true")
        );
        for finding in findings {
            serde_json::from_value::<daejo::fidelity::Fault>(finding["fault"].clone()).unwrap();
            for (side, lang) in [("source", source), ("target", target)] {
                let quoted = finding[side].as_str().unwrap();
                assert!(
                    read(&folder, &format!("{lang}.txt")).contains(quoted),
                    "{}: {quoted}",
                    folder.display()
                );
            }
        }
    }
}

/// The paragraphs and the language of the articles of `corpora/events`, by id.
fn event_articles(set: &Path) -> HashMap<String, (Vec<String>, String)> {
    json_lines(set, "articles.jsonl")
        .into_iter()
        .map(|article| {
            let paragraphs = serde_json::from_value(article["paragraphs"].clone()).expect("paragraphs");
            let lang = article["lang"].as_str().expect("a language").to_owned();
            (
                article["id"].as_str().expect("an id").to_owned(),
                (paragraphs, lang),
            )
        })
        .collect()
}

#[test]
fn every_article_stands_in_one_event() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/events");
    let mut listed: Vec<String> = json_lines(&set, "events.jsonl")
        .into_iter()
        .flat_map(|event| serde_json::from_value::<Vec<String>>(event["articles"].clone()).unwrap())
        .collect();
    let mut written: Vec<String> = json_lines(&set, "articles.jsonl")
        .into_iter()
        .map(|article| article["id"].as_str().expect("an id").to_owned())
        .collect();
    listed.sort();
    written.sort();
    assert_eq!(listed, written);
}

#[test]
fn coverage_and_agreement_follow_from_the_mentions() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/events");
    let articles = event_articles(&set);
    for statement in json_lines(&set, "statements.jsonl") {
        let name = format!("{} {}", statement["event"], statement["id"]);
        let (mut langs, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for mention in statement["mentions"].as_array().unwrap() {
            let id = mention["article"].as_str().unwrap();
            let text = mention["text"].as_str().unwrap();
            let (paragraphs, lang) = &articles[id];
            assert!(paragraphs.iter().any(|p| p.contains(text)), "{name}: {text}");
            langs.insert(lang.as_str());
            ids.insert(id);
        }
        let coverage = match (langs.contains("en"), langs.contains("ko")) {
            (true, true) => "both",
            (true, false) => "en_only",
            _ => "ko_only",
        };
        assert_eq!(statement["coverage"], coverage, "{name}");
        let differences = statement["differences"].as_array().unwrap();
        let agreement = match (ids.len(), differences.is_empty()) {
            (1, true) => "unverifiable",
            (_, true) => "agree",
            (_, false) => "differ",
        };
        assert_eq!(statement["agreement"], agreement, "{name}");
        for (id, value) in differences.iter().flat_map(|d| d["values"].as_object().unwrap()) {
            let value = value.as_str().unwrap();
            assert!(ids.contains(id.as_str()), "{name}: {id}");
            assert!(
                articles[id].0.iter().any(|p| p.contains(value)),
                "{name}: {value}"
            );
        }
    }
}
