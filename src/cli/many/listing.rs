//! Which files of folders and globs make pairs: those of one name in the two languages.
//!
//! `a.txt` and `a.html` in two folders, `a.en.txt` and `a.ko.txt` in one, `en/a.txt` and `ko/a.txt`, `a/en.txt` and
//! `a/ko.txt`: whatever is left of a path, relative to where the search began, when the extension and the languages
//! are taken away.

use anyhow::Context as _;
use daejo::article::Format;
use daejo::text::Language;
use globset::{GlobBuilder, GlobMatcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Two files of one name, or why they are no pair.
pub struct Pair {
    /// What they are both called.
    pub name: String,
    /// The files.
    pub files: Result<(PathBuf, PathBuf), String>,
}

/// What was found.
pub struct Listing {
    /// By name.
    pub pairs: Vec<Pair>,
    /// Files without counterpart.
    pub alone: Vec<PathBuf>,
}

/// Whether a path means several files: a folder, or a pattern that is no file's own name.
pub fn is_many(path: &Path) -> bool {
    path.is_dir() || (is_pattern(path) && !path.exists())
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// Files by name.
type Files = BTreeMap<String, Vec<PathBuf>>;

/// The pairs of `source` and `target`; of one folder or pattern, where there is no target, by the language in the name.
pub fn list(source: &Path, target: Option<&Path>, languages: [Language; 2]) -> anyhow::Result<Listing> {
    let (here, there) = match target {
        Some(target) => (named(files(source)?, languages), named(files(target)?, languages)),
        None => {
            let (root, all) = files(source)?;
            let of = |lang: Language| {
                let own = |path: &&PathBuf| {
                    lang_of(path.strip_prefix(&root).unwrap_or(path), languages) == Some(lang)
                };
                (root.clone(), all.iter().filter(own).cloned().collect())
            };
            (
                named(of(languages[0]), languages),
                named(of(languages[1]), languages),
            )
        }
    };
    Ok(joined(here, there))
}

fn joined(here: Files, mut there: Files) -> Listing {
    let (mut pairs, mut alone) = (Vec::new(), Vec::new());
    for (name, sources) in here {
        match there.remove(&name) {
            Some(targets) => pairs.push(Pair {
                files: one(&sources).and_then(|source| Ok((source, one(&targets)?))),
                name,
            }),
            None => alone.extend(sources),
        }
    }
    alone.extend(there.into_values().flatten());
    Listing { pairs, alone }
}

fn one(files: &[PathBuf]) -> Result<PathBuf, String> {
    match files {
        [file] => Ok(file.clone()),
        many => {
            let names: Vec<String> = many.iter().map(|path| path.display().to_string()).collect();
            Err(format!("{} have one name", names.join(" and ")))
        }
    }
}

/// Where a search begins, and the articles it finds.
pub fn files(path: &Path) -> anyhow::Result<(PathBuf, Vec<PathBuf>)> {
    let (root, pattern) = if path.is_dir() {
        (path.to_owned(), None)
    } else {
        let pattern = GlobBuilder::new(&path.to_string_lossy())
            .literal_separator(true)
            .build();
        let pattern = pattern.with_context(|| format!("{} is no pattern", path.display()))?;
        (literal(path), Some(pattern.compile_matcher()))
    };
    let start = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &root
    };
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(start)
        .follow_links(true)
        .sort_by_file_name()
    {
        let entry = entry.with_context(|| format!("cannot read {}", start.display()))?;
        let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
        if entry.file_type().is_file() && is_wanted(path, pattern.as_ref()) {
            found.push(path.to_owned());
        }
    }
    Ok((root, found))
}

fn is_wanted(path: &Path, pattern: Option<&GlobMatcher>) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match pattern {
        Some(pattern) => pattern.is_match(path),
        // A file of many articles is no half of a pair, and a hidden file is nobody's article.
        None => !name.starts_with('.') && Format::of_extension(&name).is_some_and(|f| f != Format::Jsonl),
    }
}

/// The folders in front of the first part that is a pattern.
fn literal(pattern: &Path) -> PathBuf {
    let parts = pattern.components();
    parts.take_while(|part| !is_pattern(part.as_ref())).collect()
}

fn named((root, files): (PathBuf, Vec<PathBuf>), languages: [Language; 2]) -> Files {
    let mut named = Files::new();
    for file in files {
        let inside = file.strip_prefix(&root).unwrap_or(&file);
        let name = name(inside, languages);
        let name = if name.is_empty() { folder_name(&file) } else { name };
        named.entry(name).or_default().push(file);
    }
    named
}

fn folder_name(file: &Path) -> String {
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
    folder.to_string_lossy().into_owned()
}

/// The parts of a path without its extension, split at dots; the last also at `_xx` and `-xx`.
fn parts(path: &Path) -> Vec<Vec<String>> {
    let stem = path.with_extension("");
    let split = |part: std::path::Component<'_>| -> Vec<String> {
        part.as_os_str()
            .to_string_lossy()
            .split('.')
            .map(str::to_owned)
            .collect()
    };
    let mut parts: Vec<Vec<String>> = stem.components().map(split).collect();
    if let Some(last) = parts.last_mut().and_then(Vec::pop) {
        let pieces = match last.rsplit_once(['_', '-']) {
            Some((lang, region)) if region.len() == 2 && lang.parse::<Language>().is_ok() => vec![last],
            Some((name, code)) if code.len() == 2 => vec![name.to_owned(), code.to_owned()],
            _ => vec![last],
        };
        if let Some(end) = parts.last_mut() {
            end.extend(pieces);
        }
    }
    parts
}

fn code(part: &str, languages: [Language; 2]) -> Option<Language> {
    let lang: Language = part.parse().ok()?;
    languages.contains(&lang).then_some(lang)
}

/// The language that a path names, the last where there are several.
fn lang_of(path: &Path, languages: [Language; 2]) -> Option<Language> {
    parts(path)
        .iter()
        .flatten()
        .rev()
        .find_map(|part| code(part, languages))
}

/// What is left of a path without its extension and its languages.
fn name(path: &Path, languages: [Language; 2]) -> String {
    let without = |pieces: Vec<String>| {
        let kept: Vec<String> = pieces
            .into_iter()
            .filter(|p| code(p, languages).is_none())
            .collect();
        kept.join(".")
    };
    let folders: Vec<String> = parts(path)
        .into_iter()
        .map(without)
        .filter(|p| !p.is_empty())
        .collect();
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 2] = [Language::En, Language::Ko];

    #[test]
    fn names_without_language_and_extension() {
        for (path, expected) in [
            ("a.txt", "a"),
            ("a.en.txt", "a"),
            ("a.ko-KR.html", "a"),
            ("story_en.md", "story"),
            ("b-side.txt", "b-side"),
            ("en/2024/a.txt", "2024/a"),
            ("01/ko.txt", "01"),
            ("ko.sentences.txt", "sentences"),
        ] {
            assert_eq!(name(Path::new(path), LANGUAGES), expected, "{path}");
        }
    }

    #[test]
    fn languages_of_names() {
        let lang = |path: &str| lang_of(Path::new(path), LANGUAGES);
        assert_eq!(lang("en/a.txt"), Some(Language::En));
        assert_eq!(lang("a.ko.txt"), Some(Language::Ko));
        assert_eq!(lang("a.de.txt"), None);
    }

    #[test]
    fn a_pattern_begins_where_its_folders_end() {
        assert_eq!(literal(Path::new("a/b/*/en.txt")), Path::new("a/b"));
        assert_eq!(literal(Path::new("*.txt")), Path::new(""));
    }
}
