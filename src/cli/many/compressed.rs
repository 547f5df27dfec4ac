//! Lines of a file that may be compressed: told by its first bytes when read, by its name when written.

use anyhow::Context as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

/// Opens a file of lines (`-` is stdin), plain, gzip or Zstandard.
pub fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead + Send>> {
    let cannot = || format!("cannot read {}", crate::cli::input::name(path));
    let mut input: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).with_context(cannot)?))
    };
    let start = input.fill_buf().with_context(cannot)?;
    if start.starts_with(b"\x1F\x8B") {
        return Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(
            input,
        ))));
    }
    if start.starts_with(b"\x28\xB5\x2F\xFD") {
        let decoder = zstd::Decoder::with_buffer(input).with_context(cannot)?;
        return Ok(Box::new(BufReader::new(decoder)));
    }
    if start.starts_with(b"\xEF\xBB\xBF") {
        input.consume(3);
    }
    Ok(input)
}

/// Whether a file of this name is written compressed.
pub fn is_packed(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "gz" || ending == "zst")
}

/// Copies plain lines to the file called `path`, which is `out`: compressed where its name ends in `.gz` or `.zst`.
pub fn pack(path: &Path, mut lines: impl Read, out: &mut dyn Write) -> io::Result<()> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => {
            let mut packed = flate2::write::GzEncoder::new(out, flate2::Compression::default());
            io::copy(&mut lines, &mut packed)?;
            packed.finish()?;
        }
        Some("zst") => zstd::stream::copy_encode(lines, out, 0)?,
        _ => {
            io::copy(&mut lines, out)?;
        }
    }
    Ok(())
}

/// Longest line, in bytes; two books as one pair are less.
const LONGEST: u64 = 256 << 20;

/// The next line without its end, `None` at the end of the input. Of a line without bound only the beginning is kept,
/// which no reader will take for JSON.
pub fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if (&mut *input).take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let mut ended = line.last() == Some(&b'\n');
    while !ended {
        let rest = input.fill_buf()?;
        let Some(at) = rest.iter().position(|&b| b == b'\n') else {
            let all = rest.len();
            ended = all == 0;
            input.consume(all);
            continue;
        };
        input.consume(at + 1);
        ended = true;
    }
    let end = line.trim_ascii_end().len();
    line.truncate(end);
    Ok(Some(line))
}

/// The lines that hold anything, each with what messages call it: the file and the number of the line.
pub struct Lines {
    input: Box<dyn BufRead + Send>,
    name: String,
    number: usize,
}

impl Lines {
    /// The lines of an input that messages call `name`.
    pub fn new(input: Box<dyn BufRead + Send>, name: String) -> Self {
        Self {
            input,
            name,
            number: 0,
        }
    }
}

impl Iterator for Lines {
    type Item = anyhow::Result<(String, Vec<u8>)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.number += 1;
            let line = next_line(&mut *self.input);
            match line.with_context(|| format!("cannot read {}", self.name)) {
                Ok(None) => return None,
                Ok(Some(line)) if line.trim_ascii().is_empty() => {}
                Ok(Some(line)) => return Some(Ok((format!("{}:{}", self.name, self.number), line))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
