//! Answers about pairs, remembered: reports of a day hold the same names and words over and over.

use std::sync::atomic::{AtomicU64, Ordering};

/// Slots of the table, as a power of two: 8 MB.
const BITS: u32 = 20;

/// Yes or no about pairs of numbers, in a table of fixed size. A new pair takes the place of an older one, so that memory
/// stays the same however many articles there are; an answer that was forgotten is worked out again.
pub(super) struct Memo {
    /// The pair and its answer in one word, so that no lock is needed; 0 where nothing is.
    slots: Box<[AtomicU64]>,
}

impl Memo {
    pub(super) fn new() -> Self {
        let slots = (0..1usize << BITS).map(|_| AtomicU64::new(0));
        Self {
            slots: slots.collect(),
        }
    }

    /// The answer for a pair: the one remembered, else that of `judge`, which must be the same each time. The numbers are
    /// below 2³¹ − 1.
    pub(super) fn ask(&self, a: u32, b: u32, judge: impl FnOnce() -> bool) -> bool {
        let pair = (u64::from(a) + 1) << 32 | u64::from(b) << 1;
        // Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits of the product are well mixed.
        let at = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS);
        let slot = &self.slots[at as usize];
        let known = slot.load(Ordering::Relaxed);
        if known & !1 == pair {
            return known & 1 == 1;
        }
        let answer = judge();
        slot.store(pair | u64::from(answer), Ordering::Relaxed);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_judged_once_and_never_taken_for_another() {
        let memo = Memo::new();
        let even = |a: u32, b: u32| (a ^ b).is_multiple_of(2);
        for _ in 0..2 {
            for a in 0..700 {
                for b in 0..700 {
                    assert_eq!(memo.ask(a, b, || even(a, b)), even(a, b));
                }
            }
        }
        // A pair that has not been asked for yet.
        assert!(memo.ask(3, 4000, || true));
        assert!(memo.ask(3, 4000, || unreachable!("it is known")));
    }
}
