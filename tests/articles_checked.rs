//! Whole checks with the encoder, whose model is fetched the first time: the findings on every article pair of
//! `corpora/` but the set held out, so that a new false alarm shows as a difference, and the long passages of
//! `tests/fidelity/long.jsonl`, which were written before the rules that find their faults.

use daejo::article::{self, Article, Published, ReadOptions};
use daejo::embedding::UseMultilingual;
use daejo::fidelity::segment::Segments;
use daejo::fidelity::{Finding, Options, Verdict};
use daejo::models::{Registry, Silent, Store, StoreOptions};
use daejo::pipeline;
use daejo::text::{Language, Span};
use serde::Deserialize;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static ENCODER: LazyLock<UseMultilingual> = LazyLock::new(|| {
    let registry = Registry::built_in().expect("the registry");
    let store = Store::new(StoreOptions::default()).expect("a store");
    let folder = store
        .require(&registry, "use-multilingual-v3", &Silent)
        .expect("the model");
    UseMultilingual::open(&folder).expect("the encoder")
});

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
    settings.set_snapshot_path("fidelity/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for folder in folders {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            insta::assert_snapshot!(name, findings(&folder));
        }
    });
}

#[derive(Deserialize)]
struct Row {
    id: String,
    en: String,
    ko: String,
    expect: Verdict,
    doc_date: Option<jiff::civil::Date>,
    source: Option<Language>,
}

impl Row {
    fn is_alarmed(&self) -> bool {
        let (en, ko) = ((self.en.as_str(), Language::En), (self.ko.as_str(), Language::Ko));
        let (source, target) = if self.source == Some(Language::Ko) {
            (ko, en)
        } else {
            (en, ko)
        };
        let segments = Segments::new(source, target, self.doc_date);
        segments.check(Some(&*ENCODER), &Options::default()).0 > Verdict::Unverifiable
    }
}

/// Faults found in long passages, and faithful ones that raised an alarm; the figures are those reached, a change that
/// loses one should say why.
#[test]
fn faults_in_long_passages() {
    let rows = include_str!("fidelity/long.jsonl").lines();
    let rows = rows.map(|line| serde_json::from_str(line).expect("a row of long.jsonl"));
    let (faithful, faulty): (Vec<Row>, Vec<Row>) = rows.partition(|r: &Row| r.expect == Verdict::Consistent);
    let found = faulty.iter().filter(|r| r.is_alarmed()).count();
    let alarms: Vec<&str> = faithful
        .iter()
        .filter(|r| r.is_alarmed())
        .map(|r| r.id.as_str())
        .collect();
    assert!(found >= 60, "{found} of {} faults found", faulty.len());
    assert!(alarms.len() <= 2, "false alarms: {alarms:?}");
}
