//! Reading `sp.model`: a SentencePiece unigram model in the layout of 2018.
//!
//! The file is a protocol buffer. In this old layout the vocabulary is field 1 (repeated: piece = 1, score = 2) and
//! the precompiled character map of the normaliser is field 2 of the message in field 3.

/// What the tokeniser needs of the model.
pub(super) struct Model {
    /// The pieces with their log probabilities; the position is the token id.
    pub pieces: Vec<(Vec<u8>, f32)>,
    /// Length of the trie (u32, little-endian), the trie as a double array, then its replacement texts, each ended
    /// by a zero byte.
    pub character_map: Vec<u8>,
}

/// Reads the model; `None` where the bytes are no such model.
pub(super) fn read(bytes: &[u8]) -> Option<Model> {
    let mut pieces = Vec::new();
    let mut character_map = None;
    for field in fields(bytes) {
        match field? {
            (1, Value::Bytes(message)) => pieces.push(piece(message)?),
            (3, Value::Bytes(message)) => {
                for field in fields(message) {
                    if let (2, Value::Bytes(map)) = field? {
                        character_map = Some(map.to_vec());
                    }
                }
            }
            _ => {}
        }
    }
    Some(Model {
        pieces: (!pieces.is_empty()).then_some(pieces)?,
        character_map: character_map?,
    })
}

fn piece(message: &[u8]) -> Option<(Vec<u8>, f32)> {
    let (mut text, mut score) = (None, 0.0);
    for field in fields(message) {
        match field? {
            (1, Value::Bytes(bytes)) => text = Some(bytes.to_vec()),
            (2, Value::Fixed32(bits)) => score = f32::from_le_bytes(bits),
            _ => {}
        }
    }
    Some((text?, score))
}

enum Value<'a> {
    Bytes(&'a [u8]),
    Fixed32([u8; 4]),
    Other,
}

/// The fields of a message in order; `None` ends a message that is cut short.
fn fields(mut rest: &[u8]) -> impl Iterator<Item = Option<(u64, Value<'_>)>> {
    std::iter::from_fn(move || (!rest.is_empty()).then(|| field(&mut rest))).scan(false, |broken, field| {
        let before = *broken;
        *broken |= field.is_none();
        (!before).then_some(field)
    })
}

fn field<'a>(rest: &mut &'a [u8]) -> Option<(u64, Value<'a>)> {
    let tag = varint(rest)?;
    let value = match tag & 7 {
        0 => varint(rest).map(|_| Value::Other)?,
        1 => take(rest, 8).map(|_| Value::Other)?,
        2 => {
            let length = usize::try_from(varint(rest)?).ok()?;
            Value::Bytes(take(rest, length)?)
        }
        5 => Value::Fixed32(take(rest, 4)?.try_into().ok()?),
        _ => return None,
    };
    Some((tag >> 3, value))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = take(rest, 1)?[0];
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_old_layout() {
        // One piece "a" of score 1.0, then a message 3 with the character map "xy".
        let bytes = b"\x0a\x08\x0a\x01a\x15\x00\x00\x80\x3f\x1a\x04\x12\x02xy";
        let model = read(bytes).expect("a model");
        assert_eq!(model.pieces, vec![(b"a".to_vec(), 1.0)]);
        assert_eq!(model.character_map, b"xy");
        for cut in 1..bytes.len() {
            assert!(read(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
