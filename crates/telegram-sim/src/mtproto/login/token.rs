//! QR codes: one program shows a token, another one that is logged in accepts it.

use grammers_tl_types as tl;

use crate::mtproto::cipher::random;
use crate::mtproto::door::Door;
use crate::mtproto::keys::Login;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::int;
use crate::world::World;

/// A token holds this long (s).
const TOKEN_S: i64 = 30;

/// A token that a program shows.
pub(super) struct Token {
    bytes: Vec<u8>,
    expires_s: i64,
    accepted: Option<i64>,
}

/// `auth.exportLoginToken`: a token, the same one while it holds, or the login if it was accepted.
pub(in crate::mtproto) fn export(
    call: &mut Call<'_>,
    _: &tl::functions::auth::ExportLoginToken,
) -> Answer<tl::enums::auth::LoginToken> {
    let key = call.caller.key;
    let now_s = call.world.now_s();
    let tokens = &mut call.state.logins.tokens;
    let shown = tokens.remove(&key);
    if let Some(account) = shown.as_ref().and_then(|token| token.accepted) {
        let authorization = call.pass(account)?;
        return Ok(tl::types::auth::LoginTokenSuccess { authorization }.into());
    }
    let token = shown.filter(|token| now_s < token.expires_s);
    let token = token.unwrap_or_else(|| Token {
        bytes: random::<32>().to_vec(),
        expires_s: now_s + TOKEN_S,
        accepted: None,
    });
    let answer = tl::types::auth::LoginToken {
        expires: int(token.expires_s),
        token: token.bytes.clone(),
    };
    tokens.insert(key, token);
    Ok(answer.into())
}

/// `auth.acceptLoginToken`.
pub(in crate::mtproto) fn accept(
    call: &mut Call<'_>,
    request: &tl::functions::auth::AcceptLoginToken,
) -> Answer<tl::enums::Authorization> {
    let me = call.me;
    take(call.state, call.world, me, &request.token)?;
    Ok(authorization(call.world))
}

impl Door {
    /// A person scans a QR code with an app that is logged in.
    ///
    /// # Errors
    /// No such token, or one that has expired or was accepted.
    pub(crate) fn accept_token(
        &self,
        world: &World,
        person: i64,
        token: &[u8],
    ) -> Result<(), String> {
        let accepted = take(&mut self.lock(), world, person, token);
        accepted.map_err(|refusal| refusal.text)
    }
}

fn take(
    state: &mut crate::mtproto::door::State,
    world: &World,
    person: i64,
    token: &[u8],
) -> Answer<()> {
    let mut tokens = state.logins.tokens.iter_mut();
    let found = tokens.find(|(_, shown)| shown.bytes == token);
    let (key, shown) = found.ok_or_else(|| Refusal::bad("AUTH_TOKEN_INVALID"))?;
    if shown.accepted.is_some() {
        return Err(Refusal::bad("AUTH_TOKEN_ALREADY_ACCEPTED"));
    }
    if world.now_s() >= shown.expires_s {
        return Err(Refusal::bad("AUTH_TOKEN_EXPIRED"));
    }
    shown.accepted = Some(person);
    let key = *key;
    if matches!(state.keys.login(&key), Login::Done { .. }) {
        return Err(Refusal::bad("AUTH_TOKEN_ALREADY_ACCEPTED"));
    }
    state.tell_token_accepted(&key, int(world.now_s()));
    Ok(())
}

fn authorization(world: &World) -> tl::enums::Authorization {
    let now = int(world.now_s());
    tl::types::Authorization {
        current: false,
        official_app: false,
        password_pending: false,
        encrypted_requests_disabled: false,
        call_requests_disabled: false,
        unconfirmed: false,
        hash: i64::from_le_bytes(random()),
        device_model: String::new(),
        platform: String::new(),
        system_version: String::new(),
        api_id: 0,
        app_name: String::new(),
        app_version: String::new(),
        date_created: now,
        date_active: now,
        ip: "127.0.0.1".to_owned(),
        country: String::new(),
        region: String::new(),
    }
    .into()
}
