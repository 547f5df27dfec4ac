//! The articles of a run, one after the other; never more of them in memory than a window holds.

use super::digest::digest;
use crate::cli::input::{self, InputArgs};
use crate::cli::many::{self, compressed};
use daejo::article::Format;
use serde_json::{Map, Value};
use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

/// One article, unread.
pub struct Input {
    /// What the input calls it; null for a line without `id`.
    pub id: Value,
    /// Where it stands, for messages: `wire.jsonl:7`.
    pub name: String,
    /// What is given of it, or why nothing is.
    pub given: Result<Given, String>,
    size: u64,
}

/// What is given of an article.
pub enum Given {
    /// A file.
    File(PathBuf),
    /// What came from stdin.
    Bytes(Vec<u8>),
    /// A line of JSON.
    Line(Map<String, Value>),
}

impl Input {
    /// A digest of what is given; of a file, of its bytes.
    pub fn digest(&self) -> anyhow::Result<String> {
        Ok(match &self.given {
            Ok(Given::File(path)) => digest(&[input::bytes(path)?]),
            Ok(Given::Bytes(bytes)) => digest(&[bytes]),
            Ok(Given::Line(object)) => digest(&[serde_json::to_vec(object)?]),
            Err(reason) => digest(&[reason]),
        })
    }

    /// An input that is one article of these bytes.
    pub fn of_bytes(name: String, bytes: Vec<u8>) -> Self {
        Self {
            id: Value::String(name.clone()),
            name,
            size: bytes.len() as u64,
            given: Ok(Given::Bytes(bytes)),
        }
    }
}

/// Whether a path means articles in any number: a folder, a pattern, or JSON lines.
pub fn holds_many(path: &Path, args: &InputArgs) -> anyhow::Result<bool> {
    Ok(many::is_many(path) || is_lines(path, args))
}

fn is_lines(path: &Path, args: &InputArgs) -> bool {
    if let Some(format) = args.input_format.as_deref() {
        return format == "jsonl";
    }
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let bare = name.trim_end_matches(".gz").trim_end_matches(".zst");
    bare.ends_with(".jsonl") || bare.ends_with(".ndjson")
}

/// The articles of a run.
pub struct Inputs {
    sources: VecDeque<Source>,
    /// Names given to files so far: two of one name would overwrite each other.
    names: HashSet<String>,
    expected: Option<u64>,
    /// One that was taken and given back.
    waiting: Option<Input>,
}

enum Source {
    File { path: PathBuf, name: String },
    Unopened(PathBuf),
    Lines(compressed::Lines),
}

impl Inputs {
    /// What these paths hold.
    pub fn new(paths: &[PathBuf], args: &InputArgs) -> anyhow::Result<Self> {
        let mut sources = VecDeque::new();
        for path in paths {
            if many::is_many(path) {
                let (root, files) = many::files(path)?;
                if files.is_empty() {
                    anyhow::bail!("{}: no articles there", path.display());
                }
                sources.extend(files.into_iter().map(|path| {
                    let inside = path.strip_prefix(&root).unwrap_or(&path);
                    let name = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                    Source::File { path, name }
                }));
            } else if is_lines(path, args) {
                sources.push_back(Source::Unopened(path.clone()));
            } else {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                sources.push_back(Source::File {
                    path: path.clone(),
                    name,
                });
            }
        }
        let only_files = sources.iter().all(|source| matches!(source, Source::File { .. }));
        Ok(Self {
            expected: only_files.then_some(sources.len() as u64),
            waiting: None,
            names: HashSet::new(),
            sources,
        })
    }

    /// The lines of an input that was read already.
    pub fn of_lines(name: String, bytes: Vec<u8>) -> Self {
        let input = Box::new(std::io::Cursor::new(bytes));
        let lines = compressed::Lines::new(input, name);
        Self {
            sources: VecDeque::from([Source::Lines(lines)]),
            names: HashSet::new(),
            expected: None,
            waiting: None,
        }
    }

    /// How many there are, if that is known.
    pub fn expected(&self) -> Option<u64> {
        self.expected
    }

    /// The one taken last comes again.
    pub fn give_back(&mut self, input: Input) {
        self.waiting = Some(input);
    }

    /// The next articles, at most so many and about so many bytes; none at the end.
    pub fn window(&mut self, most: usize, bytes: u64) -> anyhow::Result<Vec<Input>> {
        let (mut window, mut size) = (Vec::new(), 0);
        while window.len() < most && size < bytes {
            let Some(input) = self.next().transpose()? else {
                break;
            };
            size += input.size;
            window.push(input);
        }
        Ok(window)
    }

    fn of_file(&mut self, path: PathBuf, name: String) -> Input {
        let given = if self.names.insert(name.clone()) {
            Ok(())
        } else {
            Err(format!("another file is called {name} as well"))
        };
        Input {
            id: Value::String(name),
            name: input::name(&path),
            size: path.metadata().map_or(0, |metadata| metadata.len()),
            given: given.map(|()| Given::File(path)),
        }
    }
}

impl Iterator for Inputs {
    type Item = anyhow::Result<Input>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(input) = self.waiting.take() {
            return Some(Ok(input));
        }
        loop {
            match self.sources.front_mut()? {
                Source::File { path, name } => {
                    let (path, name) = (std::mem::take(path), std::mem::take(name));
                    self.sources.pop_front();
                    return Some(Ok(self.of_file(path, name)));
                }
                Source::Unopened(path) => {
                    let opened = compressed::open(path);
                    let name = input::name(path);
                    match opened {
                        Ok(input) => self.sources[0] = Source::Lines(compressed::Lines::new(input, name)),
                        Err(error) => return Some(Err(error)),
                    }
                }
                Source::Lines(lines) => match lines.next() {
                    Some(line) => return Some(line.map(|(name, line)| of_line(name, &line))),
                    None => {
                        self.sources.pop_front();
                    }
                },
            }
        }
    }
}

fn of_line(name: String, line: &[u8]) -> Input {
    let given = match serde_json::from_slice::<Value>(line.trim_ascii()) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("a JSON object is wanted".to_owned()),
        Err(error) => Err(format!("not a line of JSON: {error}")),
    };
    let id = given.as_ref().ok().and_then(|object| object.get("id")).cloned();
    Input {
        id: id.unwrap_or(Value::Null),
        name,
        size: line.len() as u64,
        given: given.map(Given::Line),
    }
}

/// The format of a file's article, as far as its name or the user says.
pub fn format_of(path: &Path, args: &InputArgs) -> Option<Format> {
    let told = args.input_format.as_deref().and_then(|name| name.parse().ok());
    told.or_else(|| Format::of_extension(&path.to_string_lossy()))
}
