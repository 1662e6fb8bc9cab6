//! Keyed digests: notice that texts changed without keeping them.
//!
//! The key belongs to a database for good: digests are compared with what was stored years ago, so they must not change with the master
//! key. It is derived from the first one, and kept in the store, sealed.

use zeroize::Zeroizing;

use super::keyed_hash::keyed_hash;

/// The key of digests. Wiped when dropped.
#[derive(Clone)]
pub(crate) struct DigestKey(Zeroizing<[u8; 32]>);

impl DigestKey {
    /// A key from its 32 bytes.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> DigestKey {
        DigestKey(Zeroizing::new(bytes))
    }

    /// Its bytes, to be sealed.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed digest of texts. Never 0, so that 0 can mean "none".
    pub(crate) fn digest(&self, parts: &[&str]) -> i64 {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        let hash = keyed_hash(&self.0, &parts);
        let head: [u8; 8] = hash[..8].try_into().expect("a hash has 32 bytes");
        match i64::from_be_bytes(head) {
            0 => 1,
            digest => digest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the digest depends on the key and on every part.
    #[test]
    fn digest_is_keyed() {
        let one = DigestKey::from_bytes([1; 32]);
        let two = DigestKey::from_bytes([2; 32]);
        assert_eq!(one.digest(&["Zoë", "x"]), one.digest(&["Zoë", "x"]));
        assert_ne!(one.digest(&["Zoë", "x"]), two.digest(&["Zoë", "x"]));
        assert_ne!(one.digest(&["Zoë", "x"]), one.digest(&["Zoë", "y"]));
    }
}
