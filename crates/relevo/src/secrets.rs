//! The master key and what is sealed under it.
//!
//! Neighbours: `store` seals bodies, names, tokens and owner texts with these; `config` says where the key comes from.
//! `rotation` changes the master key. Deliberately absent: reading the environment.

mod digest;
mod key_file;
mod keyed_hash;
mod mask;
mod master;
mod seal;

pub(crate) use digest::DigestKey;
pub use key_file::{KeyFile, Masters};
pub use mask::masked;
pub use master::{KeyError, MasterKey};
pub(crate) use seal::{Aad, SealKey};

use zeroize::Zeroizing;

/// A code that nobody guesses: 20 of 32 letters and digits that are not mistaken for one another, 100 bits.
#[must_use]
pub(crate) fn random_code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 20];
    seal::fill_random(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}

/// A token or another secret text. Its debug output hides it, and its memory is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret text.
    #[must_use]
    pub fn new(text: String) -> Secret {
        Secret(Zeroizing::new(text))
    }

    /// The text itself; never to be logged.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    /// Nothing: secrets never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
