//! A bot's login by its token, beside the program that has it at the Bot API: neither takes the other's updates.
//!
//! It hears what the bot hears there, by the same rules of privacy mode, and what the bot itself sends.

use grammers_tl_types as tl;

use crate::mtproto::rpc::{Answer, Call, Refusal};

/// `auth.importBotAuthorization`.
pub(in crate::mtproto) fn import(
    call: &mut Call<'_>,
    request: &tl::functions::auth::ImportBotAuthorization,
) -> Answer<tl::enums::auth::Authorization> {
    let bot = call.world.tokens.get(&request.bot_auth_token).copied();
    let bot = bot.ok_or_else(|| Refusal::bad("ACCESS_TOKEN_INVALID"))?;
    call.finish(bot)
}
