//! The state of the offline Telegram and its rules. Pure, synchronous and deterministic: time comes
//! from outside, chance from the seed, and a call either does its deed at once or refuses it.
//!
//! `methods` (the Bot API) and `control` (people) act on it through `post`, `access` and `audience`.
//! It knows nothing of HTTP, of waiting, and of faults.

mod access;
pub(crate) mod account;
mod audience;
mod budget;
pub(crate) mod business;
pub(crate) mod chat;
pub(crate) mod chat_request;
pub(crate) mod content;
pub(crate) mod drawing;
pub(crate) mod entity;
pub(crate) mod feed;
pub(crate) mod file;
mod forum;
mod forward;
mod log;
pub(crate) mod managed;
pub(crate) mod markup;
pub(crate) mod member;
mod membership;
pub(crate) mod message;
mod picture;
pub(crate) mod post;
pub(crate) mod queue;
mod reactions;
mod reads;
pub(crate) mod render;
mod render_chat;
mod reply;
mod seed;
pub(crate) mod topic;
mod wire;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use account::{Account, Bot};
pub use budget::Budgets;
use budget::Spending;
pub use chat::ChatKind;
use chat::{Chat, Dialog};
pub use chat_request::Picking;
pub use content::Kind;
pub(crate) use content::{Content, FOREVER_S, dice_sides};
use feed::{Feed, Touch};
use file::Files;
pub(crate) use forum::TopicEdit;
pub use log::Deed;
pub use member::{AdminRights, Permissions};
use message::{Message, MessageKey, Place};
use seed::Seed;
use serde_json::Value;
pub use topic::{ICON_COLORS, TopicRow};

/// Where a bot's updates are sent instead of being polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Address of the receiver.
    pub url: String,
    /// Value of `X-Telegram-Bot-Api-Secret-Token`.
    pub secret: Option<String>,
    /// Simultaneous deliveries, 1-100.
    pub max_connections: u32,
    /// Kinds of updates asked for; `None` = the default set.
    pub allowed: Option<Vec<String>>,
}

/// An update that waits for a webhook delivery.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// `update_id`.
    pub id: i64,
    /// Updates with the same key go one after the other.
    pub lane: String,
    /// The whole `Update` object.
    pub json: Value,
}

/// A button that was pressed and waits for its answer.
pub(crate) struct Pressed {
    pub(crate) bot: i64,
    pub(crate) at_ms: i64,
    pub(crate) answer: Option<Value>,
}

/// Switches of things that are not the same everywhere, or that nobody has measured yet.
pub(crate) struct Switches {
    /// Messages of a topic show the topic's root as `reply_to_message`.
    pub(crate) root_as_reply: bool,
    /// Reactions in private chats reach bots that ask for them.
    pub(crate) private_reactions: bool,
    /// What a bot hears of a picked chat.
    pub(crate) picking: Picking,
    /// Keep the log of deeds.
    pub(crate) log: bool,
}

/// Everything there is.
pub struct World {
    now_ms: i64,
    pub(crate) seed: Seed,
    pub(crate) accounts: BTreeMap<i64, Account>,
    pub(crate) tokens: HashMap<String, i64>,
    /// Lower-case usernames of accounts and chats.
    pub(crate) usernames: HashMap<String, i64>,
    pub(crate) chats: BTreeMap<i64, Chat>,
    pub(crate) dialogs: HashMap<(i64, i64), Dialog>,
    pub(crate) messages: Vec<Message>,
    pub(crate) files: Files,
    pub(crate) spending: Spending,
    pub(crate) pressed: HashMap<String, Pressed>,
    pub(crate) chat_actions: HashMap<(i64, Place, Option<i64>), (String, i64)>,
    pub(crate) polls: HashMap<String, MessageKey>,
    /// By poll and voter: the numbers of the options.
    pub(crate) votes: HashMap<String, BTreeMap<i64, Vec<usize>>>,
    pub(crate) switches: Switches,
    /// Business connections by id, ended ones included.
    pub(crate) business: BTreeMap<String, business::Connection>,
    /// By bot: the item (from 1) at which its next sending of several messages breaks.
    pub(crate) breaking_items: HashMap<i64, usize>,
    /// Chats by the secret part of their invite links.
    pub(crate) invite_links: HashMap<String, i64>,
    /// What was touched lately.
    pub(crate) feed: Feed,
    /// By account, place and thread (0 = General or no forum): the first message that is not read.
    pub(crate) reads: HashMap<(i64, Place, i64), MessageKey>,
    /// By message: those that show it inside, as what they answer or pin.
    pub(crate) shown_in: HashMap<MessageKey, Vec<MessageKey>>,
    /// Users, groups and callbacks are numbered from here.
    pub(crate) made: i64,
    log: Vec<Deed>,
}

impl World {
    /// An empty world. The same seed and the same operations give the same world.
    pub fn new(seed: u64) -> World {
        World {
            now_ms: 1_790_000_000_000,
            seed: Seed::new(seed),
            accounts: BTreeMap::new(),
            tokens: HashMap::new(),
            usernames: HashMap::new(),
            chats: BTreeMap::new(),
            dialogs: HashMap::new(),
            messages: Vec::new(),
            files: Files::default(),
            spending: Spending::default(),
            pressed: HashMap::new(),
            chat_actions: HashMap::new(),
            polls: HashMap::new(),
            votes: HashMap::new(),
            business: BTreeMap::new(),
            breaking_items: HashMap::new(),
            invite_links: HashMap::new(),
            feed: Feed::default(),
            reads: HashMap::new(),
            shown_in: HashMap::new(),
            switches: Switches {
                root_as_reply: false,
                private_reactions: true,
                picking: Picking::default(),
                log: true,
            },
            made: 0,
            log: Vec::new(),
        }
    }

    /// Moves the clock (Unix milliseconds).
    pub fn set_now_ms(&mut self, unix_ms: i64) {
        self.now_ms = unix_ms;
    }

    /// The world's time (Unix milliseconds).
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The world's time (Unix seconds), as messages are dated.
    pub(crate) fn now_s(&self) -> i64 {
        self.now_ms.div_euclid(1_000)
    }

    pub(crate) fn account(&self, id: i64) -> Option<&Account> {
        self.accounts.get(&id)
    }

    pub(crate) fn bot(&self, id: i64) -> Option<&Bot> {
        self.accounts.get(&id)?.bot.as_deref()
    }

    pub(crate) fn bot_mut(&mut self, id: i64) -> Option<&mut Bot> {
        self.accounts.get_mut(&id)?.bot.as_deref_mut()
    }

    pub(crate) fn message(&self, key: MessageKey) -> &Message {
        &self.messages[key as usize]
    }

    /// A message to be changed; whoever watches hears of it.
    pub(crate) fn message_mut(&mut self, key: MessageKey) -> &mut Message {
        self.feed.touch(Touch::Message(key));
        &mut self.messages[key as usize]
    }

    /// The chat of a place that is known to exist.
    pub(crate) fn chat_of(&self, place: Place) -> Option<&Chat> {
        match place {
            Place::Chat(id) => self.chats.get(&id),
            Place::Private(..) => None,
        }
    }

    /// A message that `viewer` numbers `id` in `place`, unless it is deleted.
    pub(crate) fn find(&self, viewer: i64, place: Place, id: i64) -> Option<MessageKey> {
        let common = match place {
            Place::Chat(chat) => self.chats.get(&chat)?.kind != ChatKind::Group,
            Place::Private(..) => false,
        };
        let key = if common {
            let index = usize::try_from(id.checked_sub(1)?).ok()?;
            *self.chat_of(place)?.messages.get(index)?
        } else {
            self.accounts.get(&viewer)?.box_key(id)?
        };
        let message = self.message(key);
        (message.place == place && !message.deleted).then_some(key)
    }

    /// The deeds so far.
    pub fn log(&self) -> &[Deed] {
        &self.log
    }

    pub(crate) fn record(
        &mut self,
        who: i64,
        what: impl Into<Cow<'static, str>>,
        target: (i64, i64),
        refused: u16,
    ) {
        if self.switches.log {
            self.log.push(Deed {
                number: self.log.len(),
                at_ms: self.now_ms,
                who,
                what: what.into(),
                chat: target.0,
                message: target.1,
                refused,
            });
        }
    }
}
