//! Groups, supergroups, channels and private dialogs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::member::{Member, Permissions, Standing};
use super::message::MessageKey;
use super::topic::{General, Topic};

/// What sort of chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// Basic group: every member numbers the messages in a box of its own.
    Group,
    /// Supergroup: one sequence of message ids.
    Supergroup,
    /// Channel: one sequence of message ids, posts without a visible author.
    Channel,
}

impl ChatKind {
    /// The Bot API's `Chat.type`.
    pub fn name(self) -> &'static str {
        match self {
            ChatKind::Group => "group",
            ChatKind::Supergroup => "supergroup",
            ChatKind::Channel => "channel",
        }
    }
}

/// A chat of many.
pub(crate) struct Chat {
    pub(crate) id: i64,
    pub(crate) kind: ChatKind,
    pub(crate) title: String,
    pub(crate) username: Option<String>,
    pub(crate) is_forum: bool,
    pub(crate) members: BTreeMap<i64, Member>,
    /// Bots inside, so that a message finds its readers without a walk through all members.
    pub(crate) bots: Vec<i64>,
    pub(crate) permissions: Permissions,
    pub(crate) general: General,
    pub(crate) topics: BTreeMap<i64, Topic>,
    /// Discussion group of a channel, or the channel of a discussion group.
    pub(crate) linked: Option<i64>,
    /// Nobody may forward or save its messages.
    pub(crate) protected: bool,
    /// Channel posts carry their author's name.
    pub(crate) signatures: bool,
    pub(crate) migrated_to: Option<i64>,
    pub(crate) deleted: bool,
    /// Emoji allowed as reactions; `None` = all.
    pub(crate) reactions: Option<Vec<String>>,
    pub(crate) pinned: Option<MessageKey>,
    /// Every message in order; for supergroups and channels the message with id n is at n - 1.
    pub(crate) messages: Vec<MessageKey>,
    /// Bot that spoke last: with privacy mode on it gets general commands.
    pub(crate) last_bot: Option<i64>,
}

impl Chat {
    pub(crate) fn new(id: i64, kind: ChatKind, title: String) -> Chat {
        Chat {
            id,
            kind,
            title,
            username: None,
            is_forum: false,
            members: BTreeMap::new(),
            bots: Vec::new(),
            permissions: Permissions::default(),
            general: General::default(),
            topics: BTreeMap::new(),
            linked: None,
            protected: false,
            signatures: false,
            migrated_to: None,
            deleted: false,
            reactions: None,
            pinned: None,
            messages: Vec::new(),
            last_bot: None,
        }
    }

    pub(crate) fn standing(&self, account: i64) -> &Standing {
        self.members
            .get(&account)
            .map_or(&Standing::Left, |member| &member.standing)
    }

    /// 0 if nobody owns it.
    pub(crate) fn owner(&self) -> i64 {
        let owns = |member: &Member| matches!(member.standing, Standing::Owner { .. });
        let mut members = self.members.iter();
        members
            .find(|(_, member)| owns(member))
            .map_or(0, |(id, _)| *id)
    }

    pub(crate) fn is_channel(&self) -> bool {
        self.kind == ChatKind::Channel
    }

    /// Whether `account` may make topics and work in closed ones.
    pub(crate) fn may_manage_topics(&self, account: i64) -> bool {
        match self.standing(account) {
            Standing::Owner { .. } => true,
            Standing::Administrator(rights) => rights.can_manage_topics,
            Standing::Member => self.permissions.can_manage_topics,
            Standing::Restricted {
                permissions,
                inside,
            } => *inside && permissions.can_manage_topics && self.permissions.can_manage_topics,
            Standing::Left | Standing::Kicked => false,
        }
    }
}

/// A dialog of two accounts.
#[derive(Default)]
pub(crate) struct Dialog {
    /// The person has written to the bot or pressed Start, so the bot may write.
    pub(crate) started: bool,
    /// The person blocked the bot.
    pub(crate) blocked: bool,
    pub(crate) pinned: Option<MessageKey>,
    /// `ReplyKeyboardMarkup` that the person has on the screen.
    pub(crate) keyboard: Option<Value>,
    /// When the account with the smaller and the one with the larger id last wrote (ms).
    pub(crate) wrote_ms: [i64; 2],
    pub(crate) messages: Vec<MessageKey>,
}
