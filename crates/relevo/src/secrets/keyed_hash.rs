//! HMAC-SHA-256 (RFC 2104): derives keys for different uses from one master key, and digests names.
//!
//! By hand because it is a dozen lines over the SHA-256 that is a dependency anyway.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const BLOCK_BYTES: usize = 64;

/// HMAC-SHA-256 of the parts, each preceded by its length so that their borders count.
pub(super) fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut inner = Sha256::new();
    inner.update(padded(key, 0x36));
    for part in parts {
        inner.update((part.len() as u64).to_be_bytes());
        inner.update(part);
    }
    let mut outer = Sha256::new();
    outer.update(padded(key, 0x5c));
    outer.update(inner.finalize());
    outer.finalize().into()
}

fn padded(key: &[u8; 32], mask: u8) -> Zeroizing<[u8; BLOCK_BYTES]> {
    let mut block = Zeroizing::new([mask; BLOCK_BYTES]);
    for (byte, key_byte) in block.iter_mut().zip(key) {
        *byte ^= key_byte;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: two lists of parts that read the same when joined still differ.
    #[test]
    fn borders_between_parts_count() {
        let key = [7; 32];
        assert_ne!(
            keyed_hash(&key, &[b"ab", b"c"]),
            keyed_hash(&key, &[b"a", b"bc"])
        );
        assert_ne!(keyed_hash(&key, &[b"ab"]), keyed_hash(&key, &[b"ab", b""]));
    }

    /// Promise: the construction is HMAC-SHA-256 as RFC 2104 has it, checked against a value computed elsewhere
    /// (Python's `hmac`, key 32 × 0x0b, message = length 8 as 8 bytes, then "Hi There").
    #[test]
    fn agrees_with_a_published_construction() {
        let hash = keyed_hash(&[0x0b; 32], &[b"Hi There"]);
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "0bc448fbd942bda00fa596aed1a2014da91bb53394aafc0fd1b510d9ce5de26a"
        );
    }
}
