//! Update boxes: what changed in the world becomes updates with `pts`, one box for each account, one for each channel.
//!
//! The world's feed says where something was touched; [`Boxes::catch_up`] compares what is there with what was told (`marks`)
//! and writes entries into the boxes concerned (`update_box`), which `write` renders for one account, as things are by then.
//! It runs after every deed, with the world locked, so nothing is missed. Who gets the pushes is `door`'s.

mod difference;
mod marks;
mod update_box;
mod write;

use std::collections::{BTreeMap, HashMap, VecDeque};

use grammers_tl_types as tl;

use crate::world::feed::Touch;
use crate::world::message::{Ids, MessageKey, Place};
use crate::world::{ChatKind, World};
use marks::{Change, Marks};
use update_box::{Entry, Event, UpdateBox};
use write::Written;

pub(super) use difference::Missed;

/// Numbers that clients drew for what they sent, remembered at most.
const RANDOM_IDS_MAX: usize = 100_000;

/// A number that a client drew: account, chat as the account calls it, number. One number holds over all its logins.
pub(super) type Drawn = (i64, i64, i64);

/// All boxes.
#[derive(Default)]
pub(super) struct Boxes {
    /// By account; only those that have ever logged in.
    accounts: BTreeMap<i64, UpdateBox>,
    channels: BTreeMap<i64, UpdateBox>,
    marks: Marks,
    /// How far the world's feed was read.
    fed: u64,
    /// What was sent under a number that a client drew.
    sent: HashMap<Drawn, MessageKey>,
    sent_order: VecDeque<Drawn>,
    /// The numbers under which messages were sent.
    drawn: HashMap<MessageKey, i64>,
}

impl Boxes {
    /// Begins an account's box, if it has none. What was before is not told.
    pub(super) fn open(&mut self, world: &World, account: i64) {
        if self.accounts.is_empty() {
            self.marks.begin(world);
            self.fed = world.feed.seq();
        }
        self.accounts.entry(account).or_default();
    }

    /// `pts` and `seq` of an account.
    pub(super) fn state(&self, account: i64) -> (i32, i32) {
        self.accounts
            .get(&account)
            .map_or((1, 0), |its| (its.pts, its.seq))
    }

    /// `pts` of a channel or supergroup.
    pub(super) fn channel_pts(&self, channel: i64) -> i32 {
        self.channels.get(&channel).map_or(1, |its| its.pts)
    }

    /// What was sent under a number, if something was.
    pub(super) fn sent(&self, drawn: Drawn) -> Option<MessageKey> {
        self.sent.get(&drawn).copied()
    }

    pub(super) fn note_sent(&mut self, drawn: Drawn, key: MessageKey) {
        if self.sent_order.len() == RANDOM_IDS_MAX
            && let Some(oldest) = self.sent_order.pop_front()
            && let Some(key) = self.sent.remove(&oldest)
        {
            self.drawn.remove(&key);
        }
        self.sent.insert(drawn, key);
        self.sent_order.push_back(drawn);
        self.drawn.insert(key, drawn.2);
    }

    /// The update of a message of a box, as it was told when it came.
    pub(super) fn update_of(
        &self,
        world: &World,
        account: i64,
        key: MessageKey,
    ) -> Option<tl::enums::Updates> {
        let its = match world.message(key).place {
            Place::Chat(id) if is_channel_like(world, id) => self.channels.get(&id),
            _ => self.accounts.get(&account),
        };
        let mut written = Written::new(account);
        match its.and_then(|its| its.birth_of(key)) {
            Some(entry) => written.add(world, entry),
            None => return None,
        }
        Some(written.finish(world, 0))
    }

    /// Forgets what was told so far: whoever asks for an older difference is told that it is too long.
    pub(super) fn forget(&mut self) {
        let accounts = self.accounts.values_mut();
        accounts
            .chain(self.channels.values_mut())
            .for_each(UpdateBox::forget);
    }

    /// Notes what has changed since last time; gives what each account is to be told of it.
    pub(super) fn catch_up(&mut self, world: &World) -> Vec<(i64, tl::enums::Updates)> {
        if self.fed == world.feed.seq() {
            return Vec::new();
        }
        let mut written: BTreeMap<i64, Written> = BTreeMap::new();
        for (place, event) in self.news(world) {
            self.enter(world, (place, event), &mut written);
        }
        self.fed = world.feed.seq();
        let boxes = &mut self.accounts;
        let finished = written.into_iter().filter_map(|(account, written)| {
            let seq = match written.has_unnumbered {
                true => boxes.get_mut(&account)?.next_seq(),
                false => 0,
            };
            Some((account, written.finish(world, seq)))
        });
        finished.collect()
    }

    /// What happened where, in order.
    fn news(&mut self, world: &World) -> Vec<(Place, Event)> {
        let mut news = Vec::new();
        let Some(touches) = world.feed.since(self.fed) else {
            let changes = self.marks.everything(world);
            changes
                .into_iter()
                .for_each(|change| add(world, change, &mut news));
            return news;
        };
        for touch in touches {
            match touch {
                Touch::Message(key) => {
                    if let Some(change) = self.marks.compare(world, key) {
                        add(world, change, &mut news);
                    }
                }
                Touch::Topic { chat, thread } => {
                    let topic = world
                        .chats
                        .get(&chat)
                        .and_then(|chat| chat.topics.get(&thread));
                    for key in topic.map_or(&[][..], |topic| &topic.messages) {
                        if let Some(change) = self.marks.compare(world, *key) {
                            add(world, change, &mut news);
                        }
                    }
                }
                Touch::Standing { chat, account } => {
                    news.push((Place::Chat(chat), Event::Standing { account }));
                }
                Touch::Read {
                    account,
                    place,
                    thread,
                } => news.push((place, Event::Read { account, thread })),
                Touch::Place(_)
                | Touch::Commands { .. }
                | Touch::People
                | Touch::Answered
                | Touch::Call(_) => {}
            }
        }
        news
    }

    fn enter(
        &mut self,
        world: &World,
        (place, event): (Place, Event),
        written: &mut BTreeMap<i64, Written>,
    ) {
        let now_s = world.now_s();
        match &event {
            Event::Standing { account } => {
                self.tell(world, *account, (place, event.clone()), written)
            }
            Event::Read { account, thread } => {
                self.tell_reading(world, place, (*account, *thread), written);
            }
            _ => match place {
                Place::Chat(id) if is_channel_like(world, id) => {
                    let its = self.channels.entry(id).or_default();
                    let entry = its.enter(now_s, place, event).clone();
                    let chat = &world.chats[&id];
                    for account in self.accounts.keys() {
                        if chat.standing(*account).inside() {
                            write(world, *account, &entry, written);
                        }
                    }
                }
                _ => {
                    for account in self.readers(world, place, &event) {
                        self.tell(world, account, (place, event.clone()), written);
                    }
                }
            },
        }
    }

    /// The accounts with a box that have the message of an event in theirs.
    fn readers(&self, world: &World, place: Place, event: &Event) -> Vec<i64> {
        let everybody: Vec<i64> = match event.key().map(|key| &world.message(key).ids) {
            Some(Ids::Boxed(boxes)) => boxes.iter().map(|(account, _)| *account).collect(),
            _ => match place {
                Place::Private(low, high) => vec![low, high],
                Place::Chat(_) => Vec::new(),
            },
        };
        let has_box = |account: &i64| self.accounts.contains_key(account);
        everybody.into_iter().filter(has_box).collect()
    }

    fn tell(
        &mut self,
        world: &World,
        account: i64,
        (place, event): (Place, Event),
        written: &mut BTreeMap<i64, Written>,
    ) {
        if let Some(its) = self.accounts.get_mut(&account) {
            let entry = its.enter(world.now_s(), place, event).clone();
            write(world, account, &entry, written);
        }
    }

    /// Whoever reads tells its own other programs, and in private chats the other side.
    fn tell_reading(
        &mut self,
        world: &World,
        place: Place,
        (reader, thread): (i64, i64),
        written: &mut BTreeMap<i64, Written>,
    ) {
        let until = world.read_until(reader, place, thread);
        let Some(key) = until.checked_sub(1) else {
            return;
        };
        let inbox = Event::ReadInbox { key, thread };
        self.tell(world, reader, (place, inbox), written);
        if let Place::Private(..) = place {
            let other = place.id_for(reader);
            self.tell(world, other, (place, Event::ReadOutbox { key }), written);
        }
    }
}

fn write(world: &World, account: i64, entry: &Entry, written: &mut BTreeMap<i64, Written>) {
    let its = written
        .entry(account)
        .or_insert_with(|| Written::new(account));
    its.add(world, entry);
}

/// Whether a chat has a box of its own.
pub(super) fn is_channel_like(world: &World, chat: i64) -> bool {
    world
        .chats
        .get(&chat)
        .is_some_and(|chat| chat.kind != ChatKind::Group)
}

/// Messages of one place that go one after the other go together.
fn add(world: &World, change: Change, news: &mut Vec<(Place, Event)>) {
    let place = world.message(change.key()).place;
    match (change, news.last_mut()) {
        (Change::Deleted(key), Some((last, Event::Deleted(keys)))) if *last == place => {
            keys.push(key);
        }
        (Change::Deleted(key), _) => news.push((place, Event::Deleted(vec![key]))),
        (Change::New(key), _) => news.push((place, Event::New(key))),
        (Change::Edited(key), _) => news.push((place, Event::Edited(key))),
        (Change::Reactions(key), _) => news.push((place, Event::Reactions(key))),
    }
}
