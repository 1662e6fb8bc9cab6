//! What the desk says about quick replies, as data.

use relevo_telegram::Text;

use crate::{ContentKind, FailReason, Name};

/// What is answered to `/say`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SayAnswer {
    /// It is saved and can be sent.
    Saved {
        /// As what.
        name: Name,
    },
    /// It could not be put where files are kept, and is not saved.
    NotKept {
        /// As what it was to be saved.
        name: Name,
        /// Why.
        reason: FailReason,
    },
    /// There is none of this name.
    Missing {
        /// Which was meant.
        name: Name,
    },
    /// There is one of this name already.
    Taken {
        /// Which.
        name: Name,
    },
    /// It is called so now.
    Renamed {
        /// What it was called.
        old: Name,
        /// What it is called.
        new: Name,
    },
    /// It is gone.
    Deleted {
        /// Which.
        name: Name,
    },
    /// What is answered cannot be sent to a client, and so not be saved.
    Unsavable {
        /// What it is.
        kind: ContentKind,
    },
    /// What is answered begins with a slash: a note or a command, which stays inside.
    StaysInside,
    /// The command answers nothing that could be saved.
    NothingToSave,
    /// Only some items of the album are known: it was posted too long ago.
    AlbumForgotten,
    /// The group has as many as it may have.
    Full,
    /// What should be a name cannot be one.
    BadName,
    /// The name is a word of the command.
    Reserved,
    /// How the command is written.
    Help,
    /// Whoever writes as the group may send, and not save, rename or delete: the audit log could not say who it was.
    Anonymous,
    /// It is sent in the topic of a client.
    InTopic,
    /// It can be sent so once it stands in the topic "Replies".
    NotStored {
        /// Which.
        name: Name,
    },
    /// This bot cannot send it: another one has seen its files.
    OthersFiles {
        /// Which.
        name: Name,
    },
    /// An account forwards nothing.
    AccountForwards,
    /// With the names filled in it is longer than Telegram allows, or nothing is left of it.
    NoRoom {
        /// Which.
        name: Name,
    },
    /// It was on its way into the topic "Replies" when another was saved under its name, or it was deleted.
    Overtaken {
        /// As what it was to be saved.
        name: Name,
    },
}

/// The line below a command that says what the client was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is called.
    pub name: Name,
    /// What it is.
    pub kind: ContentKind,
    /// How many messages it is.
    pub items: u8,
    /// Its words, as the team may see them.
    pub text: Text,
    /// Where it is stored.
    pub link: Option<String>,
    /// Whether its source is seen.
    pub forwarded: bool,
}
