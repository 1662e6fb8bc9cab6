//! The server's RSA key. It is public in every sense: whoever reads the repository has it, and it protects nothing.
//!
//! Clients are given its public half (`data/mtproto.pem`). Both ways in which clients encrypt are undone: the classic one (SHA-1,
//! data, padding; Telethon) and `RSA_PAD` (grammers). Source: core.telegram.org/mtproto/auth_key.

use std::sync::LazyLock;

use grammers_crypto::aes;
use grammers_tl_types::{self as tl, Cursor, Deserializable, Serializable};
use num_bigint::BigUint;

use super::cipher::{sha1, sha256};

/// The public half, PKCS #1 in PEM.
pub(super) const PUBLIC_PEM: &str = include_str!("../../data/mtproto.pem");

/// A key with its private exponent.
pub(super) struct RsaKey {
    modulus: BigUint,
    private: BigUint,
    pub(super) fingerprint: i64,
}

/// The one key.
pub(super) static KEY: LazyLock<RsaKey> = LazyLock::new(|| {
    let mut numbers = include_str!("../../data/mtproto-key.txt")
        .lines()
        .map(|line| BigUint::parse_bytes(line.as_bytes(), 16).expect("the file holds numbers"));
    let mut next = || numbers.next().expect("the file holds three numbers");
    let (modulus, public, private) = (next(), next(), next());
    let hash = sha1(&[
        &modulus.to_bytes_be().to_bytes(),
        &public.to_bytes_be().to_bytes(),
    ]);
    RsaKey {
        modulus,
        private,
        fingerprint: super::cipher::long(&hash, 12).expect("20 bytes"),
    }
});

impl RsaKey {
    /// The inner data that a client encrypted in either way.
    pub(super) fn inner(&self, encrypted: &[u8]) -> Option<tl::enums::PQInnerData> {
        if encrypted.len() > 256 {
            return None;
        }
        let number = BigUint::from_bytes_be(encrypted);
        if number >= self.modulus {
            return None;
        }
        let bytes = padded(&number.modpow(&self.private, &self.modulus));
        classic(&bytes).or_else(|| rsa_pad(&bytes))
    }
}

/// A number as 256 bytes.
pub(super) fn padded(number: &BigUint) -> [u8; 256] {
    let bytes = number.to_bytes_be();
    let mut padded = [0; 256];
    padded[256 - bytes.len()..].copy_from_slice(&bytes);
    padded
}

/// 255 bytes: SHA-1 of the data, the data, anything.
fn classic(bytes: &[u8; 256]) -> Option<tl::enums::PQInnerData> {
    let body = &bytes[21..];
    let mut cursor = Cursor::from_slice(body);
    let inner = tl::enums::PQInnerData::deserialize(&mut cursor).ok()?;
    let fits = bytes[0] == 0 && sha1(&[&body[..cursor.pos()]]) == bytes[1..21];
    fits.then_some(inner)
}

/// A key hidden by the hash of what it encrypts: the data reversed, and its hash.
fn rsa_pad(bytes: &[u8; 256]) -> Option<tl::enums::PQInnerData> {
    let (hidden, encrypted) = bytes.split_at(32);
    let hash = sha256(&[encrypted]);
    let key: [u8; 32] = std::array::from_fn(|at| hidden[at] ^ hash[at]);
    let mut plain = encrypted.to_vec();
    aes::ige_decrypt(&mut plain, &key, &[0; 32]);
    let (reversed, hash) = plain.split_at(192);
    let data: Vec<u8> = reversed.iter().rev().copied().collect();
    if sha256(&[&key, &data]) != hash {
        return None;
    }
    tl::enums::PQInnerData::from_bytes(&data).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: u32 = 65_537;

    fn inner() -> tl::enums::PQInnerData {
        tl::types::PQInnerDataDc {
            pq: vec![1; 8],
            p: vec![2; 4],
            q: vec![3; 4],
            nonce: [4; 16],
            server_nonce: [5; 16],
            new_nonce: [6; 32],
            dc: 2,
        }
        .into()
    }

    fn encrypted(bytes: &[u8]) -> Vec<u8> {
        let number = BigUint::from_bytes_be(bytes);
        padded(&number.modpow(&BigUint::from(PUBLIC), &KEY.modulus)).to_vec()
    }

    /// What clients encrypt in either way is read, and nothing else is.
    #[test]
    fn both_paddings_are_read() {
        let data = inner().to_bytes();
        let mut classic = [&[0][..], &sha1(&[&data]), &data].concat();
        classic.resize(256, 9);
        assert_eq!(KEY.inner(&encrypted(&classic)), Some(inner()));

        let modulus = format!("{}", KEY.modulus);
        let key = grammers_crypto::rsa::Key::new(&modulus, &PUBLIC.to_string());
        let key = key.expect("a key");
        let modern = grammers_crypto::rsa::encrypt_hashed(&data, &key, &[7; 224]);
        assert_eq!(KEY.inner(&modern), Some(inner()));

        let mut broken = modern;
        broken[100] ^= 1;
        assert_eq!(KEY.inner(&broken), None);
        assert_eq!(KEY.inner(&[0xff; 256]), None);
        assert_eq!(KEY.inner(&[]), None);
    }
}
