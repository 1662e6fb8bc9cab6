//! Logging in: by phone and code, by QR code, with a password on top; as a bot by its token; and out again.
//!
//! The code "arrives" at the control API. Times are the world's. Numbers nobody has are refused at once: nobody signs up here.

pub(super) mod bot;
pub(super) mod code;
mod hmac;
pub(super) mod password;
pub(super) mod token;

use std::collections::HashMap;

use grammers_tl_types as tl;

use super::cipher::KeyId;
use super::keys::Login;
use super::rpc::{Answer, Call, Refusal};
use super::tell::user::user;
use code::SentCode;
use password::{Exchange, Verifier};
use token::Token;

/// Everything that is under way.
#[derive(Default)]
pub(super) struct Logins {
    /// By phone number, without the plus.
    codes: HashMap<String, SentCode>,
    /// By the key that wants to be logged in.
    tokens: HashMap<KeyId, Token>,
    exchanges: HashMap<KeyId, Exchange>,
    /// By account.
    verifiers: HashMap<i64, Verifier>,
}

impl Call<'_> {
    /// The key's login is done, or needs a password first.
    pub(super) fn pass(&mut self, account: i64) -> Answer<tl::enums::auth::Authorization> {
        let key = self.caller.key;
        if self
            .world
            .account(account)
            .is_some_and(|who| who.password.is_some())
        {
            self.state.keys.set_login(&key, Login::Password { account });
            return Err(Refusal::new(401, "SESSION_PASSWORD_NEEDED"));
        }
        self.finish(account)
    }

    pub(super) fn finish(&mut self, account: i64) -> Answer<tl::enums::auth::Authorization> {
        let who = self.world.account(account).filter(|who| !who.deleted);
        let who = who.ok_or_else(|| Refusal::new(401, "USER_DEACTIVATED"))?;
        let user = user(who, account);
        let key = self.caller.key;
        self.state.log_in(self.world, &key, account);
        self.me = account;
        Ok(tl::types::auth::Authorization {
            setup_password_required: false,
            otherwise_relogin_days: None,
            tmp_sessions: None,
            future_auth_token: None,
            user,
        }
        .into())
    }
}

/// The key is logged in no more.
pub(super) fn log_out(
    call: &mut Call<'_>,
    _: &tl::functions::auth::LogOut,
) -> Answer<tl::enums::auth::LoggedOut> {
    let key = call.caller.key;
    call.state.keys.set_login(&key, Login::None);
    Ok(tl::types::auth::LoggedOut {
        future_auth_token: None,
    }
    .into())
}
