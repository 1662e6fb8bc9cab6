//! A bot's call with the names of who called and where.

use serde::Serialize;

use super::people::{Person, name_of, person};
use crate::calls::Call;
use crate::world::World;

/// One line of the list of calls.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CallRow {
    bot: Option<Person>,
    chat: Option<Where>,
    #[serde(flatten)]
    call: Call,
}

/// The chat that a call named.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Where {
    id: i64,
    title: String,
}

/// A call as it is listed.
pub(crate) fn call_row(world: &World, call: Call) -> CallRow {
    let place = |id: i64| Where {
        id,
        title: match world.chats.get(&id) {
            Some(chat) => chat.title.clone(),
            None => name_of(world, id),
        },
    };
    CallRow {
        bot: world.account(call.bot).map(person),
        chat: call.chat.map(place),
        call,
    }
}
