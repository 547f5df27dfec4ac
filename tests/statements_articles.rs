//! Short articles in many styles with gold (`tests/statements/articles`): what is missed, given to somebody else or
//! said by nobody stands in a snapshot, so that a change shows in a diff.

use daejo::article::{ReadOptions, read};
use daejo::sentences;
use daejo::statements::evaluate::{Found, Gold, Score, evaluate, found};
use daejo::statements::find;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn golds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements/articles");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.to_string_lossy().ends_with(".statements.jsonl"));
    paths.sort();
    paths
}

fn faults(name: &str, gold: &[Gold], found: &[Found], text: &str, out: &mut String) -> Score {
    let outcome = evaluate(text, gold, found);
    let mut line = |fault: &str, who: &str, words: &str| {
        writeln!(out, "{name}: {fault} | {who} | {words}").expect("a string takes words");
    };
    let entity = |n: usize| found[n].speaker.as_ref().and_then(|s| s.entity.as_deref());
    for (n, g) in gold.iter().enumerate() {
        let wanted = g.entity.as_deref().unwrap_or("nobody");
        match outcome.mates[n] {
            None => line("missed", wanted, &g.content.join(" / ")),
            Some(m) if !outcome.speakers[n] => {
                let fault = format!("given to {}", entity(m).unwrap_or("nobody"));
                line(&fault, wanted, &g.content.join(" / "));
            }
            Some(_) => {}
        }
    }
    let chars: Vec<char> = text.chars().collect();
    for (n, f) in found.iter().enumerate() {
        if !outcome.mates.contains(&Some(n)) {
            let words: String = f.content.iter().flat_map(|c| &chars[c[0]..c[1]]).collect();
            line("false", entity(n).unwrap_or("nobody"), &words);
        }
    }
    outcome.score()
}

#[test]
fn articles() {
    let mut out = String::new();
    let mut total = Score::default();
    for path in golds() {
        let lines = std::fs::read_to_string(&path).expect("the gold is there");
        let gold: Vec<Gold> = lines
            .lines()
            .map(|l| serde_json::from_str(l).expect("a line of gold is JSON"))
            .collect();
        let article = path.to_string_lossy().replace(".statements.jsonl", ".txt");
        let bytes = std::fs::read(&article).expect("the article is there");
        let article = read(&bytes, &article, &ReadOptions::default()).expect("it is readable");
        let statements = found(&article, &find(&article, &sentences::split(&article)));
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let name = name.trim_end_matches(".statements.jsonl");
        total.add(&faults(name, &gold, &statements, &article.text, &mut out));
    }
    assert!(
        total.there > 300,
        "only {} statements of gold were read",
        total.there
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("statements/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("articles", out));
}
