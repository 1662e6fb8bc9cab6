//! The master key: 32 bytes under which every other key and every secret is sealed.
//!
//! Written as 64 hexadecimal digits, in a file (`key_file`) or given as a value.

use std::sync::Arc;

use zeroize::{Zeroize as _, Zeroizing};

use super::digest::DigestKey;
use super::keyed_hash::keyed_hash;
use super::seal::{SealKey, fill_random};

/// The master key. Cheap to clone; debug output hides it; wiped when the last clone is dropped.
#[derive(Clone)]
pub struct MasterKey(Arc<Keys>);

struct Keys {
    seal: SealKey,
    digest: DigestKey,
}

/// Why there is no master key. None of these carries the key or a part of it.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is not 64 hexadecimal digits, or one line of them for the old key and one for the new.
    #[error("the master key must be 64 hexadecimal digits")]
    Malformed,
    /// Others than its owner may read the file.
    #[error("the master key file may be read by others: run `chmod 600` on it")]
    Exposed,
    /// The file cannot be read or written.
    #[error("the master key file cannot be read or written")]
    File(#[source] std::io::Error),
    /// Another process changes the file.
    #[error("the master key is being changed by another process")]
    Busy,
}

impl MasterKey {
    /// A key from its 32 bytes.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> MasterKey {
        let keys = Keys {
            seal: SealKey::from_bytes(keyed_hash(&bytes, &[b"relevo seal 1"])),
            digest: DigestKey::from_bytes(keyed_hash(&bytes, &[b"relevo digest 1"])),
        };
        bytes.zeroize();
        MasterKey(Arc::new(keys))
    }

    /// A key from 64 hexadecimal digits; white space around them is ignored.
    pub fn from_value(value: &str) -> Result<MasterKey, KeyError> {
        let digits = value.trim().as_bytes();
        if digits.len() != 64 {
            return Err(KeyError::Malformed);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (hex_digit(pair[0])? << 4) | hex_digit(pair[1])?;
        }
        Ok(MasterKey::from_bytes(bytes))
    }

    /// The key of digests that belongs to this key when it is the first of a database.
    pub(crate) fn digest_key(&self) -> &DigestKey {
        &self.0.digest
    }

    /// The key that seals secrets and wraps other keys.
    pub(crate) fn seal_key(&self) -> &SealKey {
        &self.0.seal
    }
}

impl std::fmt::Debug for MasterKey {
    /// Nothing: keys never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

fn hex_digit(digit: u8) -> Result<u8, KeyError> {
    let value = char::from(digit).to_digit(16).ok_or(KeyError::Malformed)?;
    u8::try_from(value).map_err(|_| KeyError::Malformed)
}

/// A new random key, written as it stands in a file.
pub(super) fn random_value() -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    fill_random(&mut *bytes);
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in bytes.iter() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).expect("below 16"));
        }
    }
    text
}

impl PartialEq for MasterKey {
    fn eq(&self, other: &MasterKey) -> bool {
        self.0.seal == other.0.seal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: a value that is no key is refused, and neither it nor a good key shows in any output.
    #[test]
    fn never_shown() {
        let value = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";
        let key = MasterKey::from_value(value).unwrap();
        assert_eq!(format!("{key:?}"), "MasterKey(…)");
        let error = MasterKey::from_value("hunter2").unwrap_err();
        assert!(!format!("{error:?} {error}").contains("hunter2"));
        assert!(MasterKey::from_value(&value.replace('0', "é")).is_err());
    }
}
