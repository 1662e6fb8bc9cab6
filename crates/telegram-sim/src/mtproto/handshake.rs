//! How a client without an authorization key gets one: `req_pq_multi`, `req_DH_params`, `set_client_DH_params`.
//!
//! Whatever does not fit ends the connection. Temporary keys (perfect forward secrecy) are refused.
//! Source: core.telegram.org/mtproto/auth_key.

use std::sync::LazyLock;

use grammers_crypto::{AuthKey, aes, generate_key_data_from_nonce};
use grammers_tl_types::{self as tl, Deserializable, Identifiable, Serializable};
use num_bigint::BigUint;

use super::cipher::{KeyBytes, int, random, sha1};
use super::rsa::{KEY, padded};

/// The safe prime that Telegram uses; clients know it.
pub(super) static PRIME: LazyLock<BigUint> = LazyLock::new(|| {
    let digits = include_str!("../../data/mtproto-prime.txt").trim();
    BigUint::parse_bytes(digits.as_bytes(), 16).expect("the file holds a number")
});
/// Generates the group of quadratic residues under [`PRIME`].
pub(super) const GENERATOR: u8 = 3;

/// Two primes below 2^31, and so quick to find that no test waits for it.
const P: u64 = 1_229_739_323;
const Q: u64 = 1_402_015_859;

/// Why a handshake went no further.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken(pub(super) &'static str);

/// The server's side of one handshake.
#[derive(Default)]
pub(super) struct Handshake {
    nonces: Option<([u8; 16], [u8; 16])>,
    secret: Option<([u8; 32], BigUint)>,
}

/// What to answer, and the new key if there is one.
pub(super) struct Step {
    pub(super) answer: Vec<u8>,
    pub(super) key: Option<KeyBytes>,
}

impl Handshake {
    /// Answers one unencrypted request at `now_s` (Unix seconds).
    pub(super) fn step(&mut self, request: &[u8], now_s: i32) -> Result<Step, Broken> {
        let id = int(request, 0)
            .ok_or(Broken("no constructor"))?
            .cast_unsigned();
        let body = &request[4..];
        match id {
            tl::functions::ReqPqMulti::CONSTRUCTOR_ID => Ok(self.primes(&parsed(body)?)),
            tl::functions::ReqPq::CONSTRUCTOR_ID => {
                let request: tl::functions::ReqPq = parsed(body)?;
                let nonce = request.nonce;
                Ok(self.primes(&tl::functions::ReqPqMulti { nonce }))
            }
            tl::functions::ReqDhParams::CONSTRUCTOR_ID => self.parameters(&parsed(body)?, now_s),
            tl::functions::SetClientDhParams::CONSTRUCTOR_ID => self.finish(parsed(body)?),
            // Clients may acknowledge, there is nothing to keep.
            tl::types::MsgsAck::CONSTRUCTOR_ID => Ok(Step {
                answer: Vec::new(),
                key: None,
            }),
            _ => Err(Broken("not a request of the handshake")),
        }
    }

    fn primes(&mut self, request: &tl::functions::ReqPqMulti) -> Step {
        let server_nonce = random();
        self.nonces = Some((request.nonce, server_nonce));
        self.secret = None;
        let answer = tl::types::ResPq {
            nonce: request.nonce,
            server_nonce,
            pq: (P * Q).to_be_bytes().to_vec(),
            server_public_key_fingerprints: vec![KEY.fingerprint],
        };
        Step {
            answer: tl::enums::ResPq::Pq(answer).to_bytes(),
            key: None,
        }
    }

    fn fits(&self, nonces: ([u8; 16], [u8; 16])) -> Result<(), Broken> {
        match self.nonces == Some(nonces) {
            true => Ok(()),
            false => Err(Broken("another handshake's nonces")),
        }
    }

    fn parameters(
        &mut self,
        request: &tl::functions::ReqDhParams,
        now_s: i32,
    ) -> Result<Step, Broken> {
        let nonces = (request.nonce, request.server_nonce);
        self.fits(nonces)?;
        let factors = (P.min(Q), P.max(Q));
        if (number(&request.p), number(&request.q)) != (Some(factors.0), Some(factors.1)) {
            return Err(Broken("wrong factors"));
        }
        if request.public_key_fingerprint != KEY.fingerprint {
            return Err(Broken("another server's key"));
        }
        let inner = KEY.inner(&request.encrypted_data);
        let inner = inner.ok_or(Broken("unreadable inner data"))?;
        let (inner_nonces, new_nonce) = match inner {
            tl::enums::PQInnerData::Data(data) => ((data.nonce, data.server_nonce), data.new_nonce),
            tl::enums::PQInnerData::Dc(data) => ((data.nonce, data.server_nonce), data.new_nonce),
            tl::enums::PQInnerData::Temp(_) | tl::enums::PQInnerData::TempDc(_) => {
                return Err(Broken("temporary keys are not simulated"));
            }
        };
        self.fits(inner_nonces)?;
        let a = BigUint::from_bytes_be(&random::<256>());
        let g_a = BigUint::from(GENERATOR).modpow(&a, &PRIME);
        self.secret = Some((new_nonce, a));
        let inner = tl::types::ServerDhInnerData {
            nonce: nonces.0,
            server_nonce: nonces.1,
            g: i32::from(GENERATOR),
            dh_prime: PRIME.to_bytes_be(),
            g_a: padded(&g_a).to_vec(),
            server_time: now_s,
        };
        let inner = tl::enums::ServerDhInnerData::Data(inner).to_bytes();
        let mut encrypted = [&sha1(&[&inner])[..], &inner].concat();
        encrypted.resize(encrypted.len().next_multiple_of(16), 0);
        let (key, iv) = generate_key_data_from_nonce(&nonces.1, &new_nonce);
        aes::ige_encrypt(&mut encrypted, &key, &iv);
        let answer = tl::types::ServerDhParamsOk {
            nonce: nonces.0,
            server_nonce: nonces.1,
            encrypted_answer: encrypted,
        };
        Ok(Step {
            answer: tl::enums::ServerDhParams::Ok(answer).to_bytes(),
            key: None,
        })
    }

    fn finish(&mut self, request: tl::functions::SetClientDhParams) -> Result<Step, Broken> {
        let nonces = (request.nonce, request.server_nonce);
        self.fits(nonces)?;
        let (new_nonce, a) = self.secret.take().ok_or(Broken("out of turn"))?;
        let mut plain = request.encrypted_data;
        if plain.is_empty() || !plain.len().is_multiple_of(16) {
            return Err(Broken("no whole blocks"));
        }
        let (key, iv) = generate_key_data_from_nonce(&nonces.1, &new_nonce);
        aes::ige_decrypt(&mut plain, &key, &iv);
        let (hash, inner_bytes) = plain.split_at_checked(20).ok_or(Broken("too short"))?;
        let inner = tl::enums::ClientDhInnerData::from_bytes(inner_bytes);
        let tl::enums::ClientDhInnerData::Data(inner) =
            inner.map_err(|_| Broken("unreadable inner data"))?;
        let length = tl::enums::ClientDhInnerData::Data(inner.clone())
            .to_bytes()
            .len();
        if sha1(&[&inner_bytes[..length]]) != hash {
            return Err(Broken("wrong hash"));
        }
        self.fits((inner.nonce, inner.server_nonce))?;
        let g_b = BigUint::from_bytes_be(&inner.g_b);
        // Within 2^(2048-64) of either end lie the powers that one could guess.
        let margin = BigUint::from(1_u8) << (2048 - 64);
        if g_b < margin || g_b > &*PRIME - &margin {
            return Err(Broken("g_b could be guessed"));
        }
        let key = padded(&g_b.modpow(&a, &PRIME));
        let answer = tl::types::DhGenOk {
            nonce: nonces.0,
            server_nonce: nonces.1,
            new_nonce_hash1: AuthKey::from_bytes(key).calc_new_nonce_hash(&new_nonce, 1),
        };
        self.nonces = None;
        Ok(Step {
            answer: tl::enums::SetClientDhParamsAnswer::DhGenOk(answer).to_bytes(),
            key: Some(key),
        })
    }
}

fn parsed<T: Deserializable>(bytes: &[u8]) -> Result<T, Broken> {
    T::from_bytes(bytes).map_err(|_| Broken("unreadable request"))
}

/// A big-endian number of up to eight bytes.
fn number(bytes: &[u8]) -> Option<u64> {
    let start = 8_usize.checked_sub(bytes.len())?;
    let mut whole = [0; 8];
    whole[start..].copy_from_slice(bytes);
    Some(u64::from_be_bytes(whole))
}
