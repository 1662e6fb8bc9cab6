//! MTProto 2.0: a message in its envelope, encrypted with the authorization key, as the server reads and writes it.
//!
//! Source: core.telegram.org/mtproto/description. What is in the message is not its concern.

use grammers_crypto::aes;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// 2048 bits that one client and the server share.
pub(super) type KeyBytes = [u8; 256];
/// The low 64 bits of the key's SHA-1.
pub(super) type KeyId = [u8; 8];

/// A decrypted message.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) salt: i64,
    pub(super) session: i64,
    pub(super) id: i64,
    pub(super) seq: i32,
    pub(super) body: Vec<u8>,
}

/// A message to be encrypted.
pub(super) struct Sealing<'a> {
    pub(super) salt: i64,
    pub(super) session: i64,
    pub(super) id: i64,
    pub(super) seq: i32,
    pub(super) body: &'a [u8],
}

pub(super) fn sha1(parts: &[&[u8]]) -> [u8; 20] {
    let mut hash = Sha1::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

pub(super) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

/// Bytes from the system.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}

/// What a client writes in front of a message so that the server finds the key.
pub(super) fn key_id(key: &KeyBytes) -> KeyId {
    let hash = sha1(&[key]);
    std::array::from_fn(|at| hash[12 + at])
}

/// Key and initialization vector of one message; `from` is 0 towards the server and 8 from it.
fn keys_of(key: &KeyBytes, message_key: &[u8], from: usize) -> ([u8; 32], [u8; 32]) {
    let a = sha256(&[message_key, &key[from..from + 36]]);
    let b = sha256(&[&key[40 + from..76 + from], message_key]);
    let mixed = |first: &[u8; 32], second: &[u8; 32]| {
        std::array::from_fn(|at| match at {
            8..24 => second[at],
            _ => first[at],
        })
    };
    (mixed(&a, &b), mixed(&b, &a))
}

/// Decrypts what follows the key's id. `None` if it was not made with this key, or if it is no message.
pub(super) fn open(key: &KeyBytes, sealed: &[u8]) -> Option<Opened> {
    let (message_key, sealed) = sealed.split_at_checked(16)?;
    if sealed.is_empty() || !sealed.len().is_multiple_of(16) {
        return None;
    }
    let (aes_key, iv) = keys_of(key, message_key, 0);
    let mut plain = sealed.to_vec();
    aes::ige_decrypt(&mut plain, &aes_key, &iv);
    if sha256(&[&key[88..120], &plain])[8..24] != *message_key {
        return None;
    }
    let length = usize::try_from(int(&plain, 28)?).ok()?;
    let padding = plain.len().checked_sub(length.checked_add(32)?)?;
    if !(12..=1024).contains(&padding) || !length.is_multiple_of(4) {
        return None;
    }
    Some(Opened {
        salt: long(&plain, 0)?,
        session: long(&plain, 8)?,
        id: long(&plain, 16)?,
        seq: int(&plain, 24)?,
        body: plain[32..32 + length].to_vec(),
    })
}

/// A whole packet: key id, message key, encrypted message.
pub(super) fn seal(key: &KeyBytes, sealing: &Sealing<'_>) -> Vec<u8> {
    let mut plain = Vec::with_capacity(sealing.body.len() + 64);
    plain.extend_from_slice(&sealing.salt.to_le_bytes());
    plain.extend_from_slice(&sealing.session.to_le_bytes());
    plain.extend_from_slice(&sealing.id.to_le_bytes());
    plain.extend_from_slice(&sealing.seq.to_le_bytes());
    let length = u32::try_from(sealing.body.len()).expect("answers are bounded");
    plain.extend_from_slice(&length.to_le_bytes());
    plain.extend_from_slice(sealing.body);
    let padding = 12 + (16 - (plain.len() + 12) % 16) % 16;
    plain.extend_from_slice(&random::<32>()[..padding]);
    let hash = sha256(&[&key[96..128], &plain]);
    let message_key = &hash[8..24];
    let (aes_key, iv) = keys_of(key, message_key, 8);
    aes::ige_encrypt(&mut plain, &aes_key, &iv);
    [&key_id(key)[..], message_key, &plain].concat()
}

/// A little-endian 64-bit number at an offset.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<i64> {
    Some(i64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A little-endian 32-bit number at an offset.
pub(super) fn int(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
