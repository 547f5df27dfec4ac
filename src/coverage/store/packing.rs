//! Bytes that are compressed and know what they are kept under.

use super::Key;
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::CParameter;

/// Quick rather than small.
const LEVEL: i32 = 1;
/// More than any digest or analysis has, in bytes: a length beyond it is damage.
const LARGEST: usize = 1 << 28;

thread_local! {
    // Making one costs more than using it.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = RefCell::new(compressor());
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::new().ok());
}

fn compressor() -> Option<Compressor<'static>> {
    let mut compressor = Compressor::new(LEVEL).ok()?;
    compressor.set_parameter(CParameter::ChecksumFlag(true)).ok()?;
    Some(compressor)
}

/// The length of key and content, then both, compressed, with a checksum; `None` where that cannot be done.
pub(super) fn packed(key: &Key, content: &[u8]) -> Option<Vec<u8>> {
    let all = [key.as_slice(), content].concat();
    let frame = COMPRESSOR.with_borrow_mut(|compressor| compressor.as_mut()?.compress(&all).ok())?;
    let mut bytes = u32::try_from(all.len()).ok()?.to_le_bytes().to_vec();
    bytes.extend(frame);
    Some(bytes)
}

/// The key and the content again, if it is that key and nothing is damaged.
pub(super) fn unpacked(key: &Key, bytes: &[u8]) -> Option<Vec<u8>> {
    let (length, frame) = bytes.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LARGEST {
        return None;
    }
    let all = DECOMPRESSOR.with_borrow_mut(|it| it.as_mut()?.decompress(frame, length).ok())?;
    all.starts_with(key).then_some(all)
}
