//! Membership: standings, administrator rights, permissions, and their Bot API form.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Rights of an administrator, named as in `ChatMemberAdministrator`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the Bot API's fields of the same names")]
pub struct AdminRights {
    pub is_anonymous: bool,
    pub can_manage_chat: bool,
    pub can_delete_messages: bool,
    pub can_manage_video_chats: bool,
    pub can_restrict_members: bool,
    pub can_promote_members: bool,
    pub can_change_info: bool,
    pub can_invite_users: bool,
    pub can_post_stories: bool,
    pub can_edit_stories: bool,
    pub can_delete_stories: bool,
    pub can_post_messages: bool,
    pub can_edit_messages: bool,
    pub can_pin_messages: bool,
    pub can_manage_topics: bool,
    pub can_manage_direct_messages: bool,
    pub can_manage_tags: bool,
    pub can_send_welcome_messages: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_title: Option<String>,
}

impl AdminRights {
    /// Every right, not anonymous.
    pub fn all() -> AdminRights {
        AdminRights {
            is_anonymous: false,
            can_manage_chat: true,
            can_delete_messages: true,
            can_manage_video_chats: true,
            can_restrict_members: true,
            can_promote_members: true,
            can_change_info: true,
            can_invite_users: true,
            can_post_stories: true,
            can_edit_stories: true,
            can_delete_stories: true,
            can_post_messages: true,
            can_edit_messages: true,
            can_pin_messages: true,
            can_manage_topics: true,
            can_manage_direct_messages: true,
            can_manage_tags: true,
            can_send_welcome_messages: true,
            custom_title: None,
        }
    }

    /// An administrator without any further right.
    pub fn bare() -> AdminRights {
        AdminRights {
            can_manage_chat: true,
            ..AdminRights::default()
        }
    }

    /// These rights as they count in a channel or a group: without those of the other, and with the one that every
    /// other implies.
    pub(crate) fn counted(mut self, channel: bool) -> AdminRights {
        if channel {
            self.can_pin_messages = false;
            self.can_manage_topics = false;
            self.can_manage_tags = false;
        } else {
            self.can_post_messages = false;
            self.can_edit_messages = false;
            self.can_manage_direct_messages = false;
        }
        self.custom_title = None;
        self.can_manage_chat |= self != AdminRights::default();
        self
    }

    /// Whether these include all the others.
    pub(crate) fn cover(&self, others: &AdminRights) -> bool {
        self.joined(others) == *self
    }

    /// These and the others.
    pub(crate) fn joined(&self, others: &AdminRights) -> AdminRights {
        let plain = |rights: &AdminRights| object(serde_json::to_value(rights).expect("plain"));
        let given = plain(others)
            .into_iter()
            .filter(|(_, on)| *on == Value::Bool(true));
        let mut all = plain(self);
        all.extend(given);
        serde_json::from_value(Value::Object(all)).expect("the same fields")
    }
}

/// What an ordinary member may do, named as in `ChatPermissions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the Bot API's fields of the same names")]
pub struct Permissions {
    pub can_send_messages: bool,
    pub can_send_audios: bool,
    pub can_send_documents: bool,
    pub can_send_photos: bool,
    pub can_send_videos: bool,
    pub can_send_video_notes: bool,
    pub can_send_voice_notes: bool,
    pub can_send_polls: bool,
    pub can_send_other_messages: bool,
    pub can_add_web_page_previews: bool,
    pub can_react_to_messages: bool,
    pub can_edit_tag: bool,
    pub can_change_info: bool,
    pub can_invite_users: bool,
    pub can_pin_messages: bool,
    pub can_manage_topics: bool,
}

impl Default for Permissions {
    /// A new group: everything but managing.
    fn default() -> Permissions {
        Permissions {
            can_change_info: false,
            can_pin_messages: false,
            can_manage_topics: false,
            can_edit_tag: false,
            ..Permissions::all(true)
        }
    }
}

impl Permissions {
    /// Everything allowed, or nothing.
    pub fn all(allowed: bool) -> Permissions {
        Permissions {
            can_send_messages: allowed,
            can_send_audios: allowed,
            can_send_documents: allowed,
            can_send_photos: allowed,
            can_send_videos: allowed,
            can_send_video_notes: allowed,
            can_send_voice_notes: allowed,
            can_send_polls: allowed,
            can_send_other_messages: allowed,
            can_add_web_page_previews: allowed,
            can_react_to_messages: allowed,
            can_edit_tag: allowed,
            can_change_info: allowed,
            can_invite_users: allowed,
            can_pin_messages: allowed,
            can_manage_topics: allowed,
        }
    }

    /// The permission to send messages of one kind, by its Bot API name.
    pub(crate) fn to_send(&self, name: &str) -> bool {
        match name {
            "can_send_audios" => self.can_send_audios,
            "can_send_documents" => self.can_send_documents,
            "can_send_photos" => self.can_send_photos,
            "can_send_videos" => self.can_send_videos,
            "can_send_video_notes" => self.can_send_video_notes,
            "can_send_voice_notes" => self.can_send_voice_notes,
            "can_send_polls" => self.can_send_polls,
            "can_send_other_messages" => self.can_send_other_messages,
            _ => self.can_send_messages,
        }
    }
}

/// How an account stands to a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Owner {
        anonymous: bool,
    },
    Administrator(Box<AdminRights>),
    Member,
    Restricted {
        permissions: Box<Permissions>,
        inside: bool,
    },
    Left,
    Kicked,
}

/// A line in a chat's list of members; it stays when the account leaves.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) standing: Standing,
    /// For bots: privacy mode was off when the bot was added. A later change of the mode does not
    /// count until the bot is added again.
    pub(crate) sees_all: bool,
    /// Number of messages in the world when the account came: what is older is not unread.
    pub(crate) joined: u32,
}

impl Standing {
    pub(crate) fn inside(&self) -> bool {
        match self {
            Standing::Owner { .. } | Standing::Administrator(_) | Standing::Member => true,
            Standing::Restricted { inside, .. } => *inside,
            Standing::Left | Standing::Kicked => false,
        }
    }

    pub(crate) fn is_admin(&self) -> bool {
        matches!(self, Standing::Owner { .. } | Standing::Administrator(_))
    }

    /// Whether the standing gives a right by administration; owners have all.
    pub(crate) fn has(&self, right: impl Fn(&AdminRights) -> bool) -> bool {
        match self {
            Standing::Owner { .. } => true,
            Standing::Administrator(rights) => right(rights),
            _ => false,
        }
    }

    /// `ChatMember`, with `user` already rendered.
    pub(crate) fn render(&self, user: Value, channel: bool) -> Value {
        let (status, mut map) = match self {
            Standing::Owner { anonymous } => {
                ("creator", object(json!({"is_anonymous": anonymous})))
            }
            Standing::Administrator(rights) => {
                let mut map = object(serde_json::to_value(rights).expect("rights are plain"));
                map.insert("can_be_edited".into(), false.into());
                let foreign: &[&str] = if channel {
                    &["can_pin_messages", "can_manage_topics", "can_manage_tags"]
                } else {
                    &[
                        "can_post_messages",
                        "can_edit_messages",
                        "can_manage_direct_messages",
                    ]
                };
                for field in foreign {
                    map.remove(*field);
                }
                ("administrator", map)
            }
            Standing::Member => ("member", Map::new()),
            Standing::Restricted {
                permissions,
                inside,
            } => {
                let mut map = object(serde_json::to_value(permissions).expect("plain"));
                map.insert("is_member".into(), (*inside).into());
                map.insert("until_date".into(), 0.into());
                ("restricted", map)
            }
            Standing::Left => ("left", Map::new()),
            Standing::Kicked => ("kicked", object(json!({"until_date": 0}))),
        };
        map.insert("status".into(), status.into());
        map.insert("user".into(), user);
        Value::Object(map)
    }
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
