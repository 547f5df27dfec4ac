//! What is found in every article pair of `corpora/wire`, so that a new false alarm, or a fault no longer found, shows
//! as a difference. With the encoder, whose model is fetched the first time. The set held out is not looked at.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test fidelity_articles`, and read the difference.

mod common;

use common::ENCODER;
use daejo::article::{self, Article, Published, ReadOptions};
use daejo::fidelity::{Finding, Options};
use daejo::pipeline;
use daejo::text::{Language, Span};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct About {
    original: Language,
    published: String,
}

fn article(folder: &Path, lang: Language, published: &Published) -> Article {
    let name = if lang == Language::Ko { "ko.txt" } else { "en.txt" };
    let bytes = fs::read(folder.join(name)).expect("an article");
    let options = ReadOptions {
        lang: Some(lang),
        published: Some(published.clone()),
        ..ReadOptions::default()
    };
    article::read(&bytes, name, &options).expect("an article")
}

/// The findings on one pair, a line each: severity, fault, rule, and the words that differ.
fn findings(folder: &Path) -> String {
    let about = fs::read_to_string(folder.join("article.toml")).expect("article.toml");
    let about: About = toml::from_str(&about).expect("article.toml");
    let published: Published = about.published.parse().expect("a date");
    let other = if about.original == Language::Ko {
        Language::En
    } else {
        Language::Ko
    };
    let (source, target) = (
        article(folder, about.original, &published),
        article(folder, other, &published),
    );
    let found = pipeline::check(source, target, &*ENCODER, &Options::default());
    let passage = |spans: &[Span], article: &Article| {
        let words: Vec<String> = spans.iter().map(|s| article.line(*s)).collect();
        words.join(" … ").chars().take(90).collect::<String>()
    };
    let line = |f: &Finding| {
        let (here, there) = (
            passage(&f.source, &found.source.article),
            passage(&f.target, &found.target.article),
        );
        format!(
            "{} {} [{}]\n    {here}\n    {there}\n",
            f.severity, f.fault, f.rule
        )
    };
    let found: String = found.fidelity.findings.iter().map(line).collect();
    if found.is_empty() {
        "nothing\n".to_owned()
    } else {
        found
    }
}

#[test]
fn findings_on_whole_articles() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/wire");
    let mut folders: Vec<_> = fs::read_dir(set)
        .expect("the set")
        .map(|entry| entry.expect("a folder").path())
        .filter(|path| path.join("article.toml").is_file())
        .collect();
    folders.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("fidelity/articles");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for folder in folders {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            insta::assert_snapshot!(name, findings(&folder));
        }
    });
}
