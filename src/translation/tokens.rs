//! The pieces of a SentencePiece model: what a vocabulary holds, and how pieces become text.
//!
//! The file is a protocol buffer (`sentencepiece_model.proto`); of it only the pieces, the kind of model and the
//! normaliser's table are looked at. It is read to the end, so that a truncated file is found here.

/// What a piece stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A byte of a character that has no piece.
    Byte(u8),
    /// The end of a sentence, an unknown word and their like: no text.
    Control,
}

/// A SentencePiece vocabulary, for decoding.
#[derive(Debug, Clone)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
}

/// Stands for a space in pieces.
const SPACE: &str = "\u{2581}";

impl Pieces {
    /// Reads a model file.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow "is not usable: ".
    pub(super) fn parse(data: &[u8]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let (mut unigram, mut end) = (true, false);
        for field in Fields(data) {
            match field? {
                (1, Value::Bytes(message)) => {
                    let (text, piece) = piece(message)?;
                    end |= text == "</s>";
                    pieces.push(piece);
                }
                (2, Value::Bytes(message)) => unigram = is_unigram(message)?,
                (3, Value::Bytes(message)) => check_normaliser(message)?,
                _ => {}
            }
        }
        match () {
            () if pieces.is_empty() => Err("it is no SentencePiece model: it has no piece".to_owned()),
            () if !end => Err("its vocabulary has no </s>".to_owned()),
            () if !unigram => Err("it is no unigram model, and the engine knows no other".to_owned()),
            () => Ok(Self { pieces }),
        }
    }

    /// The pieces of a vocabulary that is a list of names, as OPUS-MT's vocab.json: a byte has the name of a byte
    /// piece, and the marks have theirs.
    #[cfg(feature = "rust-bert")]
    pub(super) fn named<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let piece = |name: &str| match name {
            "</s>" | "<s>" | "<unk>" | "<pad>" => Piece::Control,
            _ => byte(name).map_or_else(|| Piece::Text(name.to_owned()), Piece::Byte),
        };
        Self {
            pieces: names.map(piece).collect(),
        }
    }

    /// Number of pieces.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether a word begins with this token.
    pub(super) fn begins_word(&self, id: u32) -> bool {
        matches!(self.pieces.get(id as usize), Some(Piece::Text(text)) if text.starts_with(SPACE))
    }

    /// The text of tokens. Bytes that make no character become U+FFFD each; control characters are dropped.
    pub(super) fn decode(&self, ids: &[u32]) -> String {
        let mut bytes = Vec::new();
        for &id in ids {
            match self.pieces.get(id as usize) {
                Some(Piece::Text(text)) => bytes.extend_from_slice(text.replace(SPACE, " ").as_bytes()),
                Some(&Piece::Byte(byte)) => bytes.push(byte),
                Some(Piece::Control) | None => {}
            }
        }
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.extend(chunk.valid().chars().filter(|c| !c.is_ascii_control()));
            text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
        }
        text.trim_matches(' ').to_owned()
    }
}

fn piece(message: &[u8]) -> Result<(&str, Piece), String> {
    let (mut text, mut kind) = ("", 1);
    for field in Fields(message) {
        match field? {
            (1, Value::Bytes(bytes)) => {
                text = std::str::from_utf8(bytes).map_err(|_| "a piece is not Unicode".to_owned())?;
            }
            (3, Value::Number(number)) => kind = number,
            _ => {}
        }
    }
    let piece = match kind {
        2 | 3 => Piece::Control,
        6 => Piece::Byte(byte(text).ok_or_else(|| format!("the byte piece {text:?} names no byte"))?),
        _ => Piece::Text(text.to_owned()),
    };
    Ok((text, piece))
}

/// The byte of `<0xEA>`.
fn byte(piece: &str) -> Option<u8> {
    let hex = piece.strip_prefix("<0x")?.strip_suffix('>')?;
    u8::from_str_radix(hex, 16).ok()
}

fn is_unigram(trainer: &[u8]) -> Result<bool, String> {
    for field in Fields(trainer) {
        if let (3, Value::Number(kind)) = field? {
            return Ok(kind == 1);
        }
    }
    Ok(true)
}

/// The table of the normaliser must be as long as it says: the engine trusts it.
fn check_normaliser(message: &[u8]) -> Result<(), String> {
    for field in Fields(message) {
        if let (2, Value::Bytes(table)) = field?
            && let Some((size, rest)) = table.split_first_chunk::<4>()
            && (u32::from_le_bytes(*size) as usize) > rest.len()
        {
            return Err("its normaliser is truncated".to_owned());
        }
    }
    Ok(())
}

/// What a field of a message holds.
pub(super) enum Value<'a> {
    Number(u64),
    /// Text, a message, or a number of four bytes.
    Bytes(&'a [u8]),
    /// A number of eight bytes: none matters here.
    Fixed,
}

/// The fields of a message of protocol buffers.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field.ok_or_else(|| "it is truncated, or no SentencePiece model".to_owned()))
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Option<(u64, Value<'a>)> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => Value::Number(self.number()?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = usize::try_from(self.number()?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Bytes(self.take(4)?),
            _ => return None,
        };
        Some((tag >> 3, value))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(field: u8, content: &[u8]) -> Vec<u8> {
        let mut out = vec![field << 3 | 2, u8::try_from(content.len()).unwrap()];
        out.extend_from_slice(content);
        out
    }

    fn entry(text: &str, kind: u8) -> Vec<u8> {
        message(1, &[message(1, text.as_bytes()), vec![3 << 3, kind]].concat())
    }

    fn model() -> Vec<u8> {
        let bytes = ["<0xED>", "<0x95>", "<0x9C>", "<0x0A>"].map(|b| entry(b, 6));
        [
            entry("</s>", 3),
            entry("<unk>", 2),
            entry("▁a", 1),
            entry("b", 1),
            bytes.concat(),
        ]
        .concat()
    }

    #[test]
    fn bytes_become_characters_and_controls_nothing() {
        let pieces = Pieces::parse(&model()).unwrap();
        assert_eq!(pieces.len(), 8);
        assert_eq!(pieces.decode(&[2, 3, 4, 5, 6, 2, 0]), "ab한 a");
        assert_eq!(pieces.decode(&[2, 4, 5, 3]), "a\u{FFFD}\u{FFFD}b");
        assert_eq!(pieces.decode(&[2, 7, 1, 3, 99]), "ab");
    }

    #[test]
    fn a_file_cut_short_anywhere_is_an_error_or_a_smaller_vocabulary() {
        let whole = model();
        for length in 0..whole.len() {
            if let Ok(pieces) = Pieces::parse(&whole[..length]) {
                assert!(pieces.len() < 8, "{length}");
            }
        }
        assert!(Pieces::parse(b"no model").is_err());
        assert!(Pieces::parse(&entry("a", 1)).unwrap_err().contains("</s>"));
    }

    #[test]
    fn another_kind_of_model_is_told() {
        let bpe = [model(), message(2, &[3 << 3, 2])].concat();
        assert!(Pieces::parse(&bpe).unwrap_err().contains("unigram"));
    }
}
