//! Phone and code.

use grammers_tl_types as tl;

use super::Logins;
use crate::mtproto::rpc::{Answer, Call, Refusal};

/// A code holds this long (ms).
const CODE_MS: i64 = 300_000;
/// Wrong codes until a new one must be sent.
const WRONG_MAX: u8 = 5;

/// A code on its way to somebody.
pub(super) struct SentCode {
    code: String,
    hash: String,
    sent_ms: i64,
    wrong: u8,
}

impl Logins {
    /// The code that was sent to a number, if it still counts.
    pub(in crate::mtproto) fn code(&self, phone: &str) -> Option<String> {
        self.codes.get(&digits(phone)).map(|sent| sent.code.clone())
    }
}

/// A number as it is kept: digits alone.
pub(crate) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// `auth.sendCode`.
pub(in crate::mtproto) fn send_code(
    call: &mut Call<'_>,
    request: &tl::functions::auth::SendCode,
) -> Answer<tl::enums::auth::SentCode> {
    send(call, &request.phone_number)
}

/// `auth.resendCode`: a new code instead of the old one.
pub(in crate::mtproto) fn resend_code(
    call: &mut Call<'_>,
    request: &tl::functions::auth::ResendCode,
) -> Answer<tl::enums::auth::SentCode> {
    send(call, &request.phone_number)
}

fn send(call: &mut Call<'_>, phone: &str) -> Answer<tl::enums::auth::SentCode> {
    let phone = digits(phone);
    if account_of(call, &phone).is_none() {
        return Err(Refusal::bad("PHONE_NUMBER_INVALID"));
    }
    let sent = SentCode {
        code: format!("{:05}", call.world.seed.below(100_000)),
        hash: call.world.seed.letters(18),
        sent_ms: call.world.now_ms(),
        wrong: 0,
    };
    let answer = tl::types::auth::SentCode {
        r#type: tl::types::auth::SentCodeTypeApp { length: 5 }.into(),
        phone_code_hash: sent.hash.clone(),
        next_type: None,
        timeout: None,
    };
    call.state.logins.codes.insert(phone, sent);
    Ok(answer.into())
}

/// `auth.cancelCode`.
pub(in crate::mtproto) fn cancel_code(
    call: &mut Call<'_>,
    request: &tl::functions::auth::CancelCode,
) -> Answer<bool> {
    let known = call
        .state
        .logins
        .codes
        .remove(&digits(&request.phone_number));
    match known.is_some_and(|sent| sent.hash == request.phone_code_hash) {
        true => Ok(true),
        false => Err(Refusal::bad("PHONE_CODE_EXPIRED")),
    }
}

/// `auth.signIn`.
pub(in crate::mtproto) fn sign_in(
    call: &mut Call<'_>,
    request: &tl::functions::auth::SignIn,
) -> Answer<tl::enums::auth::Authorization> {
    let phone = digits(&request.phone_number);
    let account = account_of(call, &phone);
    let account = account.ok_or_else(|| Refusal::bad("PHONE_NUMBER_INVALID"))?;
    let now_ms = call.world.now_ms();
    let expired = || Refusal::bad("PHONE_CODE_EXPIRED");
    let sent = call.state.logins.codes.get_mut(&phone);
    let sent = sent.ok_or_else(expired)?;
    let too_old = now_ms - sent.sent_ms >= CODE_MS;
    if too_old || sent.wrong >= WRONG_MAX || sent.hash != request.phone_code_hash {
        return Err(expired());
    }
    let given = request.phone_code.as_deref().unwrap_or_default();
    if given.is_empty() {
        return Err(Refusal::bad("PHONE_CODE_EMPTY"));
    }
    if given != sent.code {
        sent.wrong += 1;
        return Err(Refusal::bad("PHONE_CODE_INVALID"));
    }
    call.state.logins.codes.remove(&phone);
    call.pass(account)
}

fn account_of(call: &Call<'_>, phone: &str) -> Option<i64> {
    let mut accounts = call.world.accounts.values();
    let its = |phone_of: &Option<String>| phone_of.as_deref() == Some(phone);
    let found = accounts.find(|who| its(&who.phone) && !who.deleted);
    found.filter(|_| !phone.is_empty()).map(|who| who.id)
}
