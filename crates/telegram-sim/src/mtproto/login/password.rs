//! The second factor: SRP, with the password known to the world. Source: core.telegram.org/api/srp.

use grammers_tl_types as tl;
use num_bigint::BigUint;

use super::hmac::pbkdf2;
use crate::mtproto::cipher::{random, sha256};
use crate::mtproto::handshake::{GENERATOR, PRIME};
use crate::mtproto::keys::Login;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::rsa::padded;

const ROUNDS: u32 = 100_000;

/// What the server keeps of a password.
#[derive(Clone)]
pub(super) struct Verifier {
    password: String,
    salts: ([u8; 40], [u8; 16]),
    value: BigUint,
}

/// One attempt.
pub(super) struct Exchange {
    id: i64,
    secret: BigUint,
    public: [u8; 256],
}

fn salted(data: &[u8], salt: &[u8]) -> [u8; 32] {
    sha256(&[salt, data, salt])
}

impl Verifier {
    fn new(password: &str) -> Verifier {
        let salts = (random(), random());
        let first = salted(&salted(password.as_bytes(), &salts.0), &salts.1);
        let second = salted(&pbkdf2(&first, &salts.0, ROUNDS), &salts.1);
        let x = BigUint::from_bytes_be(&second);
        Verifier {
            password: password.to_owned(),
            salts,
            value: BigUint::from(GENERATOR).modpow(&x, &PRIME),
        }
    }

    fn begin(&self) -> Exchange {
        let secret = BigUint::from_bytes_be(&random::<256>());
        let k = sha256(&[&padded(&PRIME), &generator()]);
        let blinded = BigUint::from_bytes_be(&k) * &self.value;
        let public = (blinded + BigUint::from(GENERATOR).modpow(&secret, &PRIME)) % &*PRIME;
        Exchange {
            id: i64::from_le_bytes(random()),
            secret,
            public: padded(&public),
        }
    }

    /// Whether somebody who knows the password made this proof.
    fn proves(&self, exchange: &Exchange, a: &BigUint, proof: &[u8]) -> bool {
        let client = padded(a);
        let u = BigUint::from_bytes_be(&sha256(&[&client, &exchange.public]));
        let shared = (a * self.value.modpow(&u, &PRIME)).modpow(&exchange.secret, &PRIME);
        let key = sha256(&[&padded(&shared)]);
        let (p, g) = (sha256(&[&padded(&PRIME)]), sha256(&[&generator()]));
        let mixed: [u8; 32] = std::array::from_fn(|at| p[at] ^ g[at]);
        let salts = (sha256(&[&self.salts.0]), sha256(&[&self.salts.1]));
        let expected = sha256(&[&mixed, &salts.0, &salts.1, &client, &exchange.public, &key]);
        proof == expected
    }
}

fn generator() -> [u8; 256] {
    padded(&BigUint::from(GENERATOR))
}

/// Whose password the caller may try: its own, or that of the login under way.
fn subject(call: &Call<'_>) -> Answer<i64> {
    match call.state.keys.login(&call.caller.key) {
        Login::Password { account } | Login::Done { account } => Ok(account),
        Login::None => Err(Refusal::new(401, "AUTH_KEY_UNREGISTERED")),
    }
}

/// `account.getPassword`.
pub(in crate::mtproto) fn get_password(
    call: &mut Call<'_>,
    _: &tl::functions::account::GetPassword,
) -> Answer<tl::enums::account::Password> {
    let account = subject(call)?;
    let password = call
        .world
        .account(account)
        .and_then(|who| who.password.clone());
    let mut answer = tl::types::account::Password {
        has_recovery: false,
        has_secure_values: false,
        has_password: false,
        current_algo: None,
        srp_b: None,
        srp_id: None,
        hint: None,
        email_unconfirmed_pattern: None,
        new_algo: tl::enums::PasswordKdfAlgo::Unknown,
        new_secure_algo: tl::enums::SecurePasswordKdfAlgo::Unknown,
        secure_random: random::<32>().to_vec(),
        pending_reset_date: None,
        login_email_pattern: None,
    };
    if let Some(password) = password {
        let logins = &mut call.state.logins;
        let kept = logins.verifiers.get(&account);
        let kept = kept.filter(|kept| kept.password == password).cloned();
        let verifier = kept.unwrap_or_else(|| Verifier::new(&password));
        let exchange = verifier.begin();
        answer.has_password = true;
        answer.current_algo = Some(algorithm(&verifier));
        answer.srp_b = Some(exchange.public.to_vec());
        answer.srp_id = Some(exchange.id);
        logins.verifiers.insert(account, verifier);
        logins.exchanges.insert(call.caller.key, exchange);
    }
    Ok(answer.into())
}

fn algorithm(verifier: &Verifier) -> tl::enums::PasswordKdfAlgo {
    tl::types::PasswordKdfAlgoSha256Sha256Pbkdf2Hmacsha512iter100000Sha256ModPow {
        salt1: verifier.salts.0.to_vec(),
        salt2: verifier.salts.1.to_vec(),
        g: i32::from(GENERATOR),
        p: PRIME.to_bytes_be(),
    }
    .into()
}

/// `auth.checkPassword`. Each exchange serves one attempt.
pub(in crate::mtproto) fn check_password(
    call: &mut Call<'_>,
    request: &tl::functions::auth::CheckPassword,
) -> Answer<tl::enums::auth::Authorization> {
    let key = call.caller.key;
    let Login::Password { account } = call.state.keys.login(&key) else {
        return Err(Refusal::new(401, "AUTH_KEY_UNREGISTERED"));
    };
    let tl::enums::InputCheckPasswordSrp::Srp(given) = &request.password else {
        return Err(Refusal::bad("PASSWORD_HASH_INVALID"));
    };
    let logins = &mut call.state.logins;
    let exchange = logins.exchanges.remove(&key);
    let exchange = exchange.filter(|exchange| exchange.id == given.srp_id);
    let exchange = exchange.ok_or_else(|| Refusal::bad("SRP_ID_INVALID"))?;
    let a = BigUint::from_bytes_be(&given.a);
    if a == BigUint::ZERO || a >= *PRIME {
        return Err(Refusal::bad("SRP_A_INVALID"));
    }
    let verifier = logins.verifiers.get(&account);
    match verifier.is_some_and(|verifier| verifier.proves(&exchange, &a, &given.m1)) {
        true => call.finish(account),
        false => Err(Refusal::bad("PASSWORD_HASH_INVALID")),
    }
}
