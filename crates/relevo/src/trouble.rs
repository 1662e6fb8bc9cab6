//! What to do about trouble, in words for the host. One place, so that log, `status` and `connect` say the same.
//!
//! What operators and clients read is not here but in `words`.

use relevo_core::{PauseWhy, RelayOut};
use relevo_telegram::Refusal;

use crate::store::Trouble;

/// What kind of trouble a refused pull is.
#[must_use]
pub fn kind(refusal: &Refusal) -> Trouble {
    match refusal {
        Refusal::TokenInvalid => Trouble::Token,
        Refusal::SecondPoller => Trouble::SecondPoller,
        _ => Trouble::Other,
    }
}

/// Why an identity gets no updates, and the fix.
#[must_use]
pub fn of_intake(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Token => {
            "the token is not valid any more: take the current one from @BotFather and run `relevo connect bot` again"
        }
        Trouble::SecondPoller => {
            "another program receives this bot's updates: stop it (or delete its webhook); one bot has one receiver"
        }
        Trouble::Other => {
            "Telegram refuses its updates: the log says why; it is tried again every minute"
        }
    }
}

/// Why a relay is out of service, and the fix.
#[must_use]
pub fn of_relay(why: RelayOut) -> &'static str {
    match why {
        RelayOut::NotMember => "the bot is not in the group: add it as an administrator",
        RelayOut::Send => "the bot may not write in the group: make it an administrator",
        RelayOut::Token => {
            "the bot's token is not valid: run `relevo relay add` with the current one"
        }
    }
}

/// Why a backend group cannot be written to, and the fix.
#[must_use]
pub fn of_group(why: PauseWhy) -> &'static str {
    match why {
        PauseWhy::NotMember => "the bot is not in the group: add it as an administrator",
        PauseWhy::NotForum => "the group has no topics: switch them on in the group's settings",
        PauseWhy::ManageTopics => "the bot may not manage topics: give it that administrator right",
        PauseWhy::Send => "the bot may not write in the group: make it an administrator",
        PauseWhy::Token => {
            "the bot's token is not valid: run `relevo connect bot` with the current one"
        }
    }
}
