//! sha256 of everything that passes through.

use super::progress::Progress;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes moved at a time: large enough that hashing, not the system calls, takes the time.
pub(super) const CHUNK: usize = 128 * 1024;

/// A sha256 in the making.
#[derive(Clone, Default)]
pub(super) struct Digest {
    sha: Sha256,
    length: u64,
}

impl Digest {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.sha.update(bytes);
        self.length += bytes.len() as u64;
    }

    /// Number of bytes added.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The sum in lower-case hexadecimal.
    pub(super) fn hex(self) -> String {
        use std::fmt::Write as _;
        self.sha
            .finalize()
            .iter()
            .fold(String::with_capacity(64), |mut hex, byte| {
                // Writing to a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }
}

/// Which end of a copy failed.
#[derive(Debug)]
pub(super) enum CopyError {
    Read(io::Error),
    Write(io::Error),
}

impl CopyError {
    /// The failure, whichever end it was on.
    pub(super) fn into_io(self) -> io::Error {
        match self {
            Self::Read(e) | Self::Write(e) => e,
        }
    }
}

/// Copies at most `limit` bytes and hashes them on the way; whether more follow is for the caller to see from a
/// `limit` one larger than what is expected.
pub(super) fn copy(
    from: &mut dyn Read,
    to: &mut dyn Write,
    limit: u64,
    progress: &dyn Progress,
) -> Result<Digest, CopyError> {
    let mut digest = Digest::default();
    let mut from = from.take(limit);
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(digest),
            Ok(read) => read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(CopyError::Read(e)),
        };
        to.write_all(&buffer[..read]).map_err(CopyError::Write)?;
        digest.add(&buffer[..read]);
        progress.advance(read as u64);
    }
}

/// The digest of a whole file.
pub(super) fn of_file(path: &Path, progress: &dyn Progress) -> io::Result<Digest> {
    copy(&mut File::open(path)?, &mut io::sink(), u64::MAX, progress).map_err(CopyError::into_io)
}

/// The sha256 of a few bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.add(bytes);
    digest.hex()
}

/// Whether a text is a sha256 in lower-case hexadecimal.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::Silent;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(of_bytes(b"abc"), ABC);
        assert!(is_sha256(ABC));
        assert!(!is_sha256(&ABC.to_uppercase()));
        assert!(!is_sha256("abc"));
    }

    #[test]
    fn a_copy_stops_at_its_limit() {
        let mut out = Vec::new();
        let digest = copy(&mut &b"abcdef"[..], &mut out, 3, &Silent).unwrap();
        assert_eq!((out.as_slice(), digest.length()), (&b"abc"[..], 3));
        assert_eq!(digest.hex(), ABC);
    }
}
