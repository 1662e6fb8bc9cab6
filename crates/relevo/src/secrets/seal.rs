//! Sealing bytes: XChaCha20-Poly1305 with a random 24-byte nonce in front, bound to the row they belong to.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 24;

/// A key that seals and opens. Wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SealKey(Zeroizing<[u8; 32]>);

/// What sealed bytes are bound to: a table and a row. Moved to another row they no longer open.
pub(crate) struct Aad(Vec<u8>);

impl Aad {
    /// A row named by numbers.
    pub(crate) fn row(table: &'static str, ids: &[i64]) -> Aad {
        let mut bytes = Vec::with_capacity(table.len() + 1 + ids.len() * 8);
        bytes.extend_from_slice(table.as_bytes());
        bytes.push(0);
        for id in ids {
            bytes.extend_from_slice(&id.to_be_bytes());
        }
        Aad(bytes)
    }

    /// A row named by a number and a name.
    pub(crate) fn named(table: &'static str, id: i64, name: &str) -> Aad {
        let mut aad = Aad::row(table, &[id]);
        aad.0.extend_from_slice(name.as_bytes());
        aad
    }
}

impl SealKey {
    /// A new random key.
    pub(crate) fn random() -> SealKey {
        let mut bytes = Zeroizing::new([0; 32]);
        fill_random(&mut *bytes);
        SealKey(bytes)
    }

    /// A key made elsewhere.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> SealKey {
        SealKey(Zeroizing::new(bytes))
    }

    /// Seals; 40 bytes longer than what goes in.
    pub(crate) fn seal(&self, aad: &Aad, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        fill_random(&mut nonce);
        let payload = Payload {
            msg: plain,
            aad: &aad.0,
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .expect("bodies are far below the cipher's limit of 256 GiB");
        let mut out = Vec::with_capacity(NONCE_BYTES + sealed.len());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        out
    }

    /// Opens what `seal` made for the same row; `None` for another key, another row or changed bytes.
    pub(crate) fn open(&self, aad: &Aad, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload {
            msg: rest,
            aad: &aad.0,
        };
        let plain = self.cipher().decrypt(&XNonce::from(nonce), payload).ok()?;
        Some(Zeroizing::new(plain))
    }

    /// Seals another key.
    pub(crate) fn wrap(&self, aad: &Aad, key: &SealKey) -> Vec<u8> {
        self.seal(aad, &*key.0)
    }

    /// Opens a sealed key.
    pub(crate) fn unwrap_key(&self, aad: &Aad, wrapped: &[u8]) -> Option<SealKey> {
        let plain = self.open(aad, wrapped)?;
        let bytes: [u8; 32] = plain.as_slice().try_into().ok()?;
        Some(SealKey::from_bytes(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

/// Fills with the system's randomness.
pub(super) fn fill_random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system's random source works, or nothing is safe");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: sealed bytes open only with their key, in their row, unchanged.
    #[test]
    fn opens_only_in_its_own_row() {
        let key = SealKey::random();
        let mut sealed = key.seal(&Aad::row("outbox", &[1, 2]), b"words");
        assert_eq!(
            key.open(&Aad::row("outbox", &[1, 2]), &sealed)
                .unwrap()
                .as_slice(),
            b"words"
        );
        assert!(key.open(&Aad::row("outbox", &[1, 3]), &sealed).is_none());
        assert!(
            key.open(&Aad::row("quarantine", &[1, 2]), &sealed)
                .is_none()
        );
        assert!(
            SealKey::random()
                .open(&Aad::row("outbox", &[1, 2]), &sealed)
                .is_none()
        );
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert!(key.open(&Aad::row("outbox", &[1, 2]), &sealed).is_none());
        assert!(key.open(&Aad::row("outbox", &[1, 2]), b"short").is_none());
    }

    /// Promise: the same words sealed twice look different.
    #[test]
    fn every_seal_has_its_own_nonce() {
        let key = SealKey::random();
        let aad = Aad::row("outbox", &[1]);
        assert_ne!(key.seal(&aad, b"words"), key.seal(&aad, b"words"));
    }
}
