//! `/invite` in the topic of a client's group or channel: a link by which people come there, for the team to pass on.
//!
//! Nothing is sent to the client's chat. Neighbour: `call::invites` asks Telegram for it. Deliberately absent: adding people, which only a
//! personal account can.

use relevo_telegram::ChatKind;

use super::{Context, Decision, Incoming, Order, commands, deliver};
use crate::hide::hides_the_way_in;
use crate::{Answer, Change, Conversation, Direction, Fate, Fresh, Invite, Job};

pub(super) fn asked(
    argument: &str,
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let refused = match conversation.kind {
        ChatKind::Private | ChatKind::Other => Some(Answer::InviteForGroups),
        _ if hides_the_way_in(context.connection) => Some(Answer::InviteHidden),
        ChatKind::Group | ChatKind::Supergroup | ChatKind::Channel => None,
    };
    let change = match refused {
        Some(said) => commands::answer(said, Some(conversation), incoming, context, fresh),
        None => {
            let order = Order {
                conversation: Some(conversation),
                direction: Direction::Aside,
                job: Job::Invite(Invite {
                    about: incoming.message.place.message,
                    named: !argument.is_empty(),
                }),
            };
            Change::Deliver(deliver(order, context, fresh))
        }
    };
    Decision {
        changes: vec![change],
        fate: Fate::Internal,
    }
}
