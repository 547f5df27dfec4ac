//! From bytes of unknown encoding to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this looks like {looks_like}, not text; {advice}")]
pub struct NotText {
    /// What the bytes look like, with its article: `a PDF document`.
    looks_like: &'static str,
    /// What the reader can do about it.
    advice: &'static str,
}

/// How files that are no text begin, by the registered magic numbers.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (
        b"PK\x03\x04",
        "a zip archive or an office document (docx, hwpx, odt)",
    ),
    (b"PK\x05\x06", "an empty zip archive"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an older office document (doc, hwp)",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\xFF\xFE\0\0", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// How much of a file the guess of its encoding rests on.
const SAMPLE: usize = 1 << 20;

/// Decodes UTF-8, UTF-16 (with a byte order mark or without), CP949 / EUC-KR, windows-1252 and what else the
/// browsers' detector knows. A byte order mark is taken away; bytes that cannot be decoded become U+FFFD.
///
/// # Errors
/// [`NotText`] for known binary formats and for bytes with NUL that are no UTF-16.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    decode_declared(bytes, None)
}

/// [`decode`], where the file itself declares its encoding (`<meta charset>`). Valid UTF-8 is UTF-8 all the same:
/// pages that were converted and still declare their old encoding are common, the reverse is not.
///
/// # Errors
/// As [`decode`].
pub fn decode_declared(bytes: &[u8], declared: Option<&str>) -> Result<String, NotText> {
    if let Some((_, looks_like)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(NotText {
            looks_like,
            advice: "convert it to plain text in UTF-8",
        });
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes, declared)?,
    };
    let (text, _, _) = encoding.decode(bytes);
    match binary_share(&text) {
        true => Err(BINARY),
        false => Ok(text.into_owned()),
    }
}

const BINARY: NotText = NotText {
    looks_like: "a binary file",
    advice: "give plain text, Markdown, HTML or JSONL",
};

fn guess(bytes: &[u8], declared: Option<&str>) -> Result<&'static Encoding, NotText> {
    if bytes.contains(&0) {
        return utf_16(bytes).ok_or(BINARY);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return Ok(UTF_8),
        Err(_) if mostly_utf_8(bytes) => return Ok(UTF_8),
        Err(_) => {}
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes()))
        && encoding != UTF_8
    {
        return Ok(encoding);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    Ok(detector.guess(None, chardetng::Utf8Detection::Deny))
}

/// Whether the bytes are UTF-8 with a few faults, such as a file cut off inside a character: at least fifty good
/// multi-byte characters for every bad one.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && (bad <= 1 && good >= 4 || bad * 50 <= good)
}

/// Which UTF-16 the bytes are without a mark, if either: the one under which nearly everything is a character of
/// running text. Spaces and line breaks of any language give the NUL bytes that lead here.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let plausible = |read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).take(SAMPLE / 2);
        let total = units.len();
        let text = units
            .filter(|pair| is_text_unit(read([pair[0], pair[1]])))
            .count();
        text * 100 >= total * 95
    };
    match (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a UTF-16 unit is a character that news is written in: Latin, punctuation, Hangul, Kana, common Hanja.
const fn is_text_unit(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x24F | 0x370..=0x4FF
        | 0x2000..=0x2BFF | 0x3000..=0x318F | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF)
}

/// Whether more than one character in twenty is a control character or undecodable.
fn binary_share(text: &str) -> bool {
    let (mut odd, mut total) = (0usize, 0usize);
    for c in text.chars().take(SAMPLE) {
        total += 1;
        let layout = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1b}');
        odd += usize::from(c == '\u{FFFD}' || (c.is_control() && !layout));
    }
    odd * 20 > total
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOREAN: &str = "정부는 22일 “좌시하지 않겠다”고 밝혔다. 뷁뷁한 낱말도 있다.\n";

    fn utf_16(text: &str, write: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(write).collect()
    }

    #[test]
    fn encodings_of_korean() {
        let cp949 = encoding_rs::EUC_KR.encode(KOREAN).0.into_owned();
        let with_mark = format!("\u{FEFF}{KOREAN}");
        for bytes in [
            KOREAN.as_bytes().to_vec(),
            with_mark.as_bytes().to_vec(),
            cp949,
            utf_16(KOREAN, u16::to_le_bytes),
            utf_16(KOREAN, u16::to_be_bytes),
            utf_16(&with_mark, u16::to_le_bytes),
            utf_16(&with_mark, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), KOREAN);
        }
    }

    #[test]
    fn windows_1252() {
        let text = "The minister’s café said “no” — again and again.";
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        assert_eq!(decode(&bytes).unwrap(), text);
    }

    #[test]
    fn a_cut_character_is_no_reason_to_change_the_encoding() {
        let bytes = &KOREAN.as_bytes()[..KOREAN.len() - 2 - 1];
        assert!(decode(bytes).unwrap().starts_with("정부는 22일"));
    }

    #[test]
    fn binaries_are_named() {
        assert_eq!(decode(b"%PDF-1.7 x").unwrap_err().looks_like, "a PDF document");
        assert_eq!(decode(b"\x00\x01\x02\x03\x04").unwrap_err(), BINARY);
        assert_eq!(decode(b"\x01\x02\x03 abc").unwrap_err(), BINARY);
    }
}
