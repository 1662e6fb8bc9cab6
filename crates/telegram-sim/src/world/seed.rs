//! The world's only source of chance. Everything drawn here depends on the seed and on the order of
//! operations, on nothing else.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/// A stream of draws.
pub(crate) struct Seed(ChaCha8Rng);

impl Seed {
    pub(crate) fn new(seed: u64) -> Seed {
        Seed(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number in `0..bound`. `bound` is small, so the bias of the remainder does not matter.
    pub(crate) fn below(&mut self, bound: i64) -> i64 {
        let bound = u64::try_from(bound.max(1)).expect("at least one");
        i64::try_from(self.0.next_u64() % bound).expect("below an i64")
    }

    /// `length` characters that are safe in URLs and file ids.
    pub(crate) fn letters(&mut self, length: usize) -> String {
        (0..length)
            .map(|_| char::from(LETTERS[usize::try_from(self.0.next_u32() % 64).expect("small")]))
            .collect()
    }
}
