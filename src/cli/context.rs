//! What every command needs of its surroundings: the global flags, and where its words go.

use anyhow::Context as _;
use clap::Args;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Flags that every command takes.
#[derive(Args, Debug, Clone, Default)]
pub struct Global {
    /// Say nothing but errors on stderr.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more on stderr.
    #[arg(long, short, global = true)]
    verbose: bool,
    /// Never open a socket; models must be on disk already.
    #[arg(long, global = true, env = "DAEJO_OFFLINE", value_parser = clap::builder::BoolishValueParser::new(),
          num_args = 0..=1, default_missing_value = "true", default_value = "false", require_equals = true)]
    offline: bool,
    /// Number of threads [default: all cores].
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// The surroundings of one run.
pub struct Context {
    global: Global,
}

impl Context {
    /// From the flags given.
    pub fn new(global: Global) -> Self {
        Self { global }
    }

    /// Whether sockets are forbidden.
    pub fn offline(&self) -> bool {
        self.global.offline
    }

    /// Whether only errors are wanted on stderr.
    pub fn quiet(&self) -> bool {
        self.global.quiet
    }

    /// Whether more was asked for.
    pub fn verbose(&self) -> bool {
        self.global.verbose
    }

    /// Columns of the terminal on stdout, but no more than can be read; 100 where stdout is none.
    pub fn width(&self) -> usize {
        const WIDEST: usize = 120;
        terminal_size::terminal_size_of(std::io::stdout())
            .map_or(100, |(width, _)| usize::from(width.0).min(WIDEST))
    }

    /// Runs `work` in a pool of the number of threads asked for.
    pub fn with_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let threads = self.global.threads.map_or(0, usize::from);
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            // Without a pool of its own the work runs where it is called.
            Err(_) => work(),
        }
    }

    /// One line for the user, unless `--quiet`.
    pub fn note(&self, line: &str) {
        if !self.global.quiet {
            say(line);
        }
    }

    /// One line that says what went wrong.
    pub fn error(&self, line: &str) {
        say(&format!("daejo: {line}"));
    }

    /// Writes the whole of a command's output: to `path` atomically (all of it or nothing), to stdout where the
    /// path is absent or `-`. Colour goes to a terminal only.
    pub fn write(
        &self,
        path: Option<&Path>,
        render: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        match to_file(path) {
            None => flushed(BufWriter::new(anstream::stdout().lock()), render),
            Some(path) => write_atomically(path, |out| {
                flushed(BufWriter::new(anstream::StripStream::new(out)), render)
            }),
        }
    }

    /// The same for output that is no text, every byte of which counts.
    pub fn write_bytes(
        &self,
        path: Option<&Path>,
        render: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        match to_file(path) {
            None => flushed(BufWriter::new(std::io::stdout().lock()), render),
            Some(path) => write_atomically(path, |out| flushed(BufWriter::new(out), render)),
        }
    }
}

/// The file to write to, if it is one.
fn to_file(path: Option<&Path>) -> Option<&Path> {
    path.filter(|p| *p != Path::new("-"))
}

fn flushed(
    mut out: impl Write,
    render: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    render(&mut out)?;
    Ok(out.flush()?)
}

// A closed stderr is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn write_atomically(path: &Path, render: impl FnOnce(&mut File) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .map_or(PathBuf::from("."), PathBuf::from);
    let cannot = || format!("cannot write {}", path.display());
    if path.exists() && !path.is_file() && !path.is_dir() {
        // A device or a pipe is written to; a file renamed over it would take its place.
        let mut device = File::options().write(true).open(path).with_context(cannot)?;
        return render(&mut device).with_context(cannot);
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // What a file made by hand would get, less the caller's umask; temporary files are private otherwise.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .prefix(".daejo-")
        .tempfile_in(&folder)
        .with_context(cannot)?;
    render(file.as_file_mut()).with_context(cannot)?;
    file.as_file().sync_all().with_context(cannot)?;
    file.persist(path).map_err(|e| e.error).with_context(cannot)?;
    Ok(())
}
