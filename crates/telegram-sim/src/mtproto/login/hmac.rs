//! PBKDF2 with HMAC-SHA-512, as the password's key derivation wants it (RFC 8018, RFC 2104).

use sha2::{Digest, Sha512};

const BLOCK_BYTES: usize = 128;

/// 64 bytes from a password of at most a block.
pub(super) fn pbkdf2(password: &[u8], salt: &[u8], rounds: u32) -> [u8; 64] {
    let mut key = [0; BLOCK_BYTES];
    key[..password.len()].copy_from_slice(password);
    let keyed = |with: u8| Sha512::new().chain_update(key.map(|byte| byte ^ with));
    let (inner, outer) = (keyed(0x36), keyed(0x5c));
    let hmac = |message: &[&[u8]]| -> [u8; 64] {
        let mut hash = inner.clone();
        message.iter().for_each(|part| hash.update(part));
        outer
            .clone()
            .chain_update(hash.finalize())
            .finalize()
            .into()
    };
    let mut step = hmac(&[salt, &1_u32.to_be_bytes()]);
    let mut sum = step;
    for _ in 1..rounds {
        step = hmac(&[&step]);
        sum.iter_mut()
            .zip(step)
            .for_each(|(sum, byte)| *sum ^= byte);
    }
    sum
}
