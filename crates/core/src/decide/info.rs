//! `/info` in a client's topic: who is to see the answer, if anybody.
//!
//! Where something is hidden, those who may see it (`EXTENSIONS_ALLOWED`) get it alone, since everybody reads the topic. Neighbours:
//! `crate::info` says what a card holds, `call::info` posts it, `crate::rights` knows who may.

use relevo_telegram::{Author, ChatKind};

use super::{Context, Decision, Incoming, Order, commands, deliver};
use crate::info::{Audience, Info};
use crate::rights::may_extend;
use crate::{Answer, Change, Conversation, Fate, Fresh};

/// What follows from the command.
pub(super) fn asked(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let change = match audience(incoming, conversation, context) {
        Ok(audience) => {
            let (direction, job) = Info::begins(audience, conversation.kind);
            let order = Order {
                conversation: Some(conversation),
                direction,
                job,
            };
            Change::Deliver(deliver(order, context, fresh))
        }
        Err(said) => commands::answer(said, Some(conversation), incoming, context, fresh),
    };
    Decision {
        changes: vec![change],
        fate: Fate::Internal,
    }
}

fn audience(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Result<Audience, Answer> {
    let about = incoming.message.place.message;
    let hide = context.connection.params.hide_info;
    let of_it = match conversation.kind {
        ChatKind::Private => hide.name || hide.links,
        _ => hide.name || hide.title || hide.links,
    };
    if !of_it && !hide.command {
        return Ok(Audience::Everybody { about });
    }
    let by = match &incoming.message.author {
        Author::User(user) => Some(user.id),
        Author::Chat { .. } | Author::Nobody => None,
    };
    match (may_extend(by, context.connection), by) {
        (true, Some(by)) => Ok(Audience::Alone { by, about }),
        (true, None) => Err(Answer::InfoToNobody),
        (false, _) if hide.command => Err(Answer::InfoRefused),
        (false, _) => Ok(Audience::Everybody { about }),
    }
}
