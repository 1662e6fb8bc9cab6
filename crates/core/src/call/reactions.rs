//! Reactions: what a message is to show, set on its counterpart. The wanted state counts, not how it came about.

use relevo_telegram::{Call, ChatId, MessageId, Place};

use super::Next;
use super::next::made_by_us;
use super::standing::Ended;
use crate::Job;

/// The call that lets the counterpart show the reaction. Without a counterpart there is nothing to show it on.
pub(super) fn set(asked: &Ended<'_>, chat: ChatId) -> Next {
    let Job::React { reaction } = &asked.delivery.job else {
        unreachable!("only reactions are set");
    };
    let Some(message) = asked.facts.reply_target else {
        return Next::Settle(vec![asked.removed()]);
    };
    let at = Place {
        chat,
        message: MessageId(message),
    };
    let call = Call::React {
        at,
        reaction: reaction.clone(),
    };
    made_by_us(asked, call)
}
