//! Calls in an account's name: who makes them, what cannot be made there, and what follows where its owner does not let them be made.
//!
//! Whatever goes to the client goes by the account's own line, which can do nothing else; everything else goes by the bot's line, which
//! cannot act in the account's name. Which of them it is follows from the delivery's direction, here and nowhere else (ADR 22).
//! Neighbours: `next` asks who makes a call, `refused` what follows.

use relevo_telegram::{Call, Media, Method, Place, Refusal, Send, Text};

use super::next::file_call;
use super::standing::Ended;
use super::unsettled;
use crate::{Account, Change, Direction, FailReason, Fresh, IdentityId, Job};

/// How often a connection that Telegram does not know is tried again: its new name may be on its way to us.
const NEW_NAME_TRIES: u32 = 3;

/// Who makes a call that no relay makes.
///
/// # Panics
/// If an account would be asked for something that is not possible in its name, or a message would be copied that is numbered otherwise
/// in the bot's own chats: somebody else's words might go out.
pub(super) fn maker(asked: &Ended<'_>, call: &Call) -> IdentityId {
    let connection = asked.facts.connection;
    let Some(account) = connection.account() else {
        return connection.identity;
    };
    let seq = asked.delivery.seq;
    // What is kept goes from the group to the group.
    let keeps = matches!(asked.delivery.job, Job::Keep(_));
    let is_a_copy = !keeps
        && matches!(
            call.method(),
            Method::Copy | Method::CopyMany | Method::Forward | Method::ForwardMany
        );
    assert!(
        !is_a_copy,
        "delivery {seq:?} copies out of an account's chat"
    );
    if !asked.delivery.direction.is_to_client() {
        return account.via;
    }
    let chat = asked.facts.conversation.map(|known| known.chat);
    assert!(
        call.is_on_behalf() && call.chat() == chat,
        "delivery {seq:?} does something else in an account's name than writing to its client"
    );
    connection.identity
}

/// The call that brings a file with these words, or its own: as a copy, or by its number where nothing can be copied.
pub(super) fn brings(
    asked: &Ended<'_>,
    (to, from): (Send, Place),
    (media, caption): (Option<&Media>, Option<Text>),
) -> Call {
    let resent = media.filter(|_| account(asked).is_some());
    match resent {
        Some(media) => file_call(to, &with_words(media, caption)),
        None => Call::Copy { to, from, caption },
    }
}

fn with_words(media: &Media, caption: Option<Text>) -> Media {
    let mut words = caption.unwrap_or_else(|| media.caption.clone());
    words.entities.retain(|entity| entity.kind.is_sent());
    Media {
        caption: words,
        ..media.clone()
    }
}

/// The account of the delivery's connection.
pub(super) fn account(asked: &Ended<'_>) -> Option<Account> {
    asked.facts.connection.account()
}

/// What follows where Telegram knows no such connection, or its owner does not let the bot write. `None`: that is not what is wrong.
pub(super) fn refused(
    ended: &Ended<'_>,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let account = account(ended)?;
    let hinders = account.state.hinders();
    let to_client = ended.delivery.direction.is_to_client();
    let reason = match refusal {
        _ if !to_client => return None,
        Refusal::BusinessGone if hinders.is_none() && ended.delivery.attempts < NEW_NAME_TRIES => {
            return Some(vec![ended.backs_off(|_| ())]);
        }
        Refusal::BusinessGone => hinders.unwrap_or(FailReason::AccountAway),
        Refusal::BusinessForbidden => FailReason::AccountForbids,
        _ => return None,
    };
    let asks = !matches!(ended.delivery.job, Job::Withdraw { .. })
        && !ended.delivery.is_move()
        && ended.delivery.direction == Direction::ToClient;
    asks.then(|| unsettled::held_by_account(ended, reason, fresh))
}

/// Why the client's copy could not be deleted, if the account's owner is the reason.
pub(super) fn keeps(ended: &Ended<'_>) -> Option<FailReason> {
    let account = account(ended).filter(|account| !account.state.withdraws())?;
    Some(account.state.hinders().unwrap_or(FailReason::AccountKeeps))
}
