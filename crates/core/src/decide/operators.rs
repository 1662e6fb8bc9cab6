//! Who is a member of the backend group: learned from what is seen there, as only ids.
//!
//! Deliberately absent: asking Telegram. Whoever joined before the bot and never wrote is not known until then.

use relevo_telegram::{Author, Content, Service, User};

use super::Context;
use crate::{Change, Event};

/// Who is known to be in the group, or to have left it, because of this event and not before.
pub(super) fn learned(event: &Event, context: &Context<'_>) -> Vec<Change> {
    let is = |user: &User, member: bool| {
        let own = user.bot || context.fleet.contains(&user.id);
        (!own).then_some(Change::Operator {
            cell: context.cell.id,
            person: user.id,
            member,
        })
    };
    match event {
        Event::GroupMember { change, .. } => {
            is(&change.who, change.new.is_in()).into_iter().collect()
        }
        Event::GroupMessage { message, .. } => match (&message.content, &message.author) {
            (Content::Service(Service::Joined(people)), _) => {
                people.iter().filter_map(|user| is(user, true)).collect()
            }
            (Content::Service(Service::Left(user)), _) => is(user, false).into_iter().collect(),
            (_, Author::User(user)) if !context.scene.operator => {
                is(user, true).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
