//! `/ban` and `/unban` in a client's topic: who is meant, and by whom. Whether they may, Telegram is asked (`call::bans`).
//!
//! In a private chat the client is meant; in a group, as a reply to what a participant wrote, that participant, and otherwise the
//! chat. What answers a message of which nobody knows who wrote it means nobody: a whole group is not banned by mistake.

use relevo_telegram::{Author, ChatKind, Message, UserId};

use super::{Context, Decision, Incoming, Order, commands, deliver};
use crate::{Answer, Ban, Banned, Change, Command, Conversation, Direction, Fate, Fresh, Job};

/// Whether this is one of the commands: what it answers is of interest then.
pub(super) fn is_asked(message: &Message) -> bool {
    commands::is_one_of(message, &[Command::Ban, Command::Unban])
}

/// `on`: `/ban`; otherwise `/unban`.
pub(super) fn asked(
    on: bool,
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let command = match on {
        true => Command::Ban,
        false => Command::Unban,
    };
    let change = match (by(incoming), whom(incoming, conversation, context)) {
        (None, _) => Err(Answer::RightUnseen { command }),
        (_, None) => Err(Answer::AuthorUnknown { command }),
        (Some(by), Some((who, whom))) => Ok(Ban {
            by,
            whom,
            who,
            on,
            about: incoming.message.place.message,
        }),
    };
    let change = match change {
        Ok(ban) => {
            let order = Order {
                conversation: Some(conversation),
                direction: Direction::Aside,
                job: Job::Ban(ban),
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

/// Who wrote it. Whoever writes as a chat has rights that nobody sees.
fn by(incoming: &Incoming<'_>) -> Option<UserId> {
    match &incoming.message.author {
        Author::User(user) => Some(user.id),
        Author::Chat { .. } | Author::Nobody => None,
    }
}

fn whom(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Option<(Banned, i64)> {
    let chat = conversation.chat.0;
    if conversation.kind == ChatKind::Private {
        return Some((Banned::Client, chat));
    }
    let in_a_group = matches!(conversation.kind, ChatKind::Group | ChatKind::Supergroup);
    if !in_a_group || incoming.reply().is_none() {
        return Some((Banned::Chat, chat));
    }
    let links = context.about.links;
    let of_a_participant = links.iter().find(|link| link.role.is_of_the_client());
    match of_a_participant {
        // An anonymous administrator wrote as the group itself; of what was linked by an earlier version nothing is known.
        Some(link) if link.author == 0 || link.author == link.client_chat.0 => None,
        Some(link) => Some((Banned::Participant, link.author)),
        None if links.is_empty() => None,
        None => Some((Banned::Chat, chat)),
    }
}
