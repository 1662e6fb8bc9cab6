//! `getManagedBotToken` and `replaceManagedBotToken`: the tokens of the bots that the caller manages. Access settings of managed
//! bots are not simulated.

use super::Call;
use crate::request::{Answer, ApiError};

pub(super) fn get_managed_bot_token(call: &mut Call) -> Answer {
    let bot = managed_bot(call)?;
    Ok(call.world.token_of(bot).into())
}

pub(super) fn replace_managed_bot_token(call: &mut Call) -> Answer {
    let bot = managed_bot(call)?;
    Ok(call.world.revoke_token(bot).into())
}

/// The bot that the call is about; one of the caller's own.
fn managed_bot(call: &Call) -> Result<i64, ApiError> {
    let id = call.needed_int("user_id")?;
    call.world.may_manage(call.bot)?;
    if call.world.account(id).is_none() {
        return Err(ApiError::bad_request("user not found"));
    }
    match call.world.managed(id) {
        Some(managed) if managed.manager == call.bot => Ok(id),
        _ => Err(ApiError::bad_request("BOT_INVALID")),
    }
}
