//! What is new for one person since a point of the feed, rendered as it is by now.
//!
//! Each touched thing comes once, however often it was touched. It never waits and remembers nothing about its readers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::chats::{ChatRow, chat_row};
use super::messages::{MessageView, message_view};
use super::people::{Person, all_people};
use super::topics::{TopicRow, topic_row};
use super::{is_in, thread_of};
use crate::world::World;
use crate::world::feed::Touch;
use crate::world::message::{MessageKey, Place};

/// Touches looked at in one go, so that nobody holds the world for long.
const TOUCHES_MAX: usize = 256;
/// Messages that show a touched one inside are rendered too, the newest up to this many.
const SHOWN_IN_MAX: usize = 200;

/// Something new; what each is called on the wire says [`News::name`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum News {
    People(Vec<Person>),
    Left {
        chat: i64,
    },
    Chat(Box<ChatRow>),
    Topic {
        chat: i64,
        topic: Box<TopicRow>,
    },
    Gone {
        chat: i64,
        thread: i64,
        ids: Vec<i64>,
    },
    Message(Box<MessageView>),
    /// The call of this number; the list of calls is not the world's.
    Call(u64),
    Resync {},
}

impl News {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            News::People(_) => "people",
            News::Left { .. } => "left",
            News::Chat(_) => "chat",
            News::Topic { .. } => "topic",
            News::Gone { .. } => "gone",
            News::Message(_) => "message",
            News::Call(_) => "call",
            News::Resync {} => "resync",
        }
    }
}

/// What was touched, each thing once.
#[derive(Default)]
struct Touched {
    people: bool,
    everything: bool,
    places: BTreeSet<Place>,
    topics: BTreeSet<(i64, i64)>,
    messages: BTreeSet<MessageKey>,
    calls: Vec<u64>,
}

/// News for the viewer after `since`, and the point up to which they reach.
pub(crate) fn news(world: &World, viewer: i64, since: u64) -> (u64, Vec<News>) {
    let Some(touches) = world.feed.since(since) else {
        return (world.feed.seq(), vec![News::Resync {}]);
    };
    let mut touched = Touched::default();
    let mut reached = since;
    for touch in touches.take(TOUCHES_MAX) {
        reached += 1;
        touched.add(world, viewer, touch);
    }
    if touched.everything {
        return (world.feed.seq(), vec![News::Resync {}]);
    }
    (reached, touched.render(world, viewer))
}

impl Touched {
    fn add(&mut self, world: &World, viewer: i64, touch: Touch) {
        match touch {
            Touch::Message(key) => self.add_message(world, viewer, key),
            Touch::Place(place) => self.add_place(viewer, place),
            Touch::Topic { chat, thread } => self.add_topic(chat, thread),
            Touch::Standing { chat, account } => {
                self.everything |= account == viewer
                    && world
                        .chats
                        .get(&chat)
                        .is_some_and(|chat| is_in(chat, viewer));
                self.add_place(viewer, Place::Chat(chat));
            }
            Touch::Read {
                account,
                place,
                thread,
            } if account == viewer => {
                self.add_place(viewer, place);
                if let Place::Chat(chat) = place {
                    self.add_topic(chat, thread);
                }
            }
            Touch::Commands { bot } => {
                self.add_place(viewer, Place::seen(viewer, bot));
                let with = |chat: &&crate::world::chat::Chat| chat.bots.contains(&bot);
                let chats = world.chats.values().filter(with);
                self.places.extend(chats.map(|chat| Place::Chat(chat.id)));
            }
            Touch::People => self.people = true,
            Touch::Call(number) => self.calls.push(number),
            Touch::Read { .. } | Touch::Answered => {}
        }
    }

    fn add_message(&mut self, world: &World, viewer: i64, key: MessageKey) {
        let place = world.message(key).place;
        if !belongs(world, viewer, place) {
            return;
        }
        self.add_place(viewer, place);
        let showing = world.shown_in.get(&key).map_or(&[][..], Vec::as_slice);
        let showing = showing.iter().rev().take(SHOWN_IN_MAX);
        for key in std::iter::once(&key).chain(showing) {
            self.messages.insert(*key);
            if let Place::Chat(chat) = place {
                self.topics.insert((chat, thread_of(world, *key)));
            }
        }
    }

    fn add_place(&mut self, viewer: i64, place: Place) {
        let others = matches!(place, Place::Private(low, high) if low != viewer && high != viewer);
        if !others {
            self.places.insert(place);
        }
    }

    fn add_topic(&mut self, chat: i64, thread: i64) {
        self.places.insert(Place::Chat(chat));
        self.topics.insert((chat, thread));
    }

    fn render(self, world: &World, viewer: i64) -> Vec<News> {
        let mut news = Vec::new();
        if self.people {
            news.push(News::People(all_people(world)));
        }
        for place in &self.places {
            news.extend(place_news(world, viewer, *place));
        }
        for (chat, thread) in self.topics {
            let state = world
                .chats
                .get(&chat)
                .filter(|chat| chat.is_forum && is_in(chat, viewer));
            let row = state.and_then(|state| topic_row(world, viewer, state, thread));
            news.extend(row.map(|topic| News::Topic {
                chat,
                topic: Box::new(topic),
            }));
        }
        for key in self.messages {
            add_message_news(world, viewer, key, &mut news);
        }
        news.extend(self.calls.into_iter().map(News::Call));
        news
    }
}

/// Whether the place is one of the viewer's.
fn belongs(world: &World, viewer: i64, place: Place) -> bool {
    match place {
        Place::Private(low, high) => low == viewer || high == viewer,
        Place::Chat(id) => world.chats.get(&id).is_some_and(|chat| is_in(chat, viewer)),
    }
}

fn place_news(world: &World, viewer: i64, place: Place) -> Option<News> {
    if let Some(row) = chat_row(world, viewer, place) {
        return Some(News::Chat(Box::new(row)));
    }
    let was_there = match place {
        Place::Chat(id) => world.chats.get(&id)?.members.contains_key(&viewer),
        Place::Private(low, high) => world.dialogs.contains_key(&(low, high)),
    };
    was_there.then_some(News::Left {
        chat: place.id_for(viewer),
    })
}

/// Deleted messages of one chat and topic that follow each other go together.
fn add_message_news(world: &World, viewer: i64, key: MessageKey, news: &mut Vec<News>) {
    let message = world.message(key);
    if let Some(view) = message_view(world, viewer, key) {
        news.push(News::Message(Box::new(view)));
        return;
    }
    let Some(id) = message.id_for(viewer).filter(|_| message.deleted) else {
        return;
    };
    let (its_chat, its_thread) = (message.place.id_for(viewer), thread_of(world, key));
    match news.last_mut() {
        Some(News::Gone { chat, thread, ids }) if (*chat, *thread) == (its_chat, its_thread) => {
            ids.push(id)
        }
        _ => news.push(News::Gone {
            chat: its_chat,
            thread: its_thread,
            ids: vec![id],
        }),
    }
}
