//! Panels: messages of the desk in the backend group with buttons, by which modules (quick replies, marks, broadcasts, exports, shifts)
//! answer and are used. ADR 23.
//!
//! What a panel shows is a wanted state: its screen is noted, and drawn from the store when the call is made, so that many changes are one
//! edit. Neighbours: `decide::requests` hears what is asked for, `call::panel` posts and edits. Deliberately absent: what the screens are,
//! and what their buttons do, which the modules know.

use relevo_telegram::{Button, MessageId, Text, ThreadId, UserId};

use crate::{CellId, Command, ConnectionId, ConversationId};

/// Stands before the data of a panel's buttons; those of other notices are numbers, those of the setup have another mark.
pub const PANEL_MARK: char = '#';

/// The longest text of an act, in bytes: a button's data holds 64, and a mark and a signature stand beside it.
pub const PANEL_ACT_BYTES_MAX: usize = 46;

/// A panel's number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PanelId(pub i64);

/// Who deals with a request and draws its panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Module {
    /// Quick replies: `/say`.
    Replies,
    /// Marks: `/mark`.
    Marks,
    /// Broadcasts: `/send`.
    Broadcasts,
    /// Exports: `/export`.
    Exports,
    /// Shifts: `/shift`.
    Shifts,
}

impl Stands {
    /// For so many milliseconds; none: for good.
    #[must_use]
    pub fn time_ms(self) -> Option<i64> {
        match self {
            Stands::Answer => Some(600_000),
            Stands::Menu => Some(86_400_000),
            Stands::Always => None,
        }
    }
}

impl Module {
    /// The module that a command belongs to, if it belongs to one.
    #[must_use]
    pub fn of(command: Command) -> Option<Module> {
        Some(match command {
            Command::Say => Module::Replies,
            Command::Mark => Module::Marks,
            Command::Send => Module::Broadcasts,
            Command::Export => Module::Exports,
            Command::Shift => Module::Shifts,
            _ => return None,
        })
    }
}

/// How long a panel stands once it is posted, or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Ten minutes: it answers, and is for the moment.
    Answer,
    /// A day: it asks something.
    Menu,
    /// For good: it tells of something that goes on, or is kept.
    Always,
}

/// A panel: where it stands, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Its number.
    pub id: PanelId,
    /// The cell in whose group it is.
    pub cell: CellId,
    /// The connection in whose name it is posted.
    pub connection: ConnectionId,
    /// The conversation in whose topic it is, if it is in one.
    pub conversation: Option<ConversationId>,
    /// The topic in which it is; none for General.
    pub thread: Option<ThreadId>,
    /// The message that it answers.
    pub about: Option<MessageId>,
    /// Who asked for it; none for whoever writes as the group, and for what the desk says by itself.
    pub by: Option<UserId>,
    /// Who draws it.
    pub module: Module,
    /// Its screen, as its module writes it.
    pub screen: String,
    /// How long it stands.
    pub stands: Stands,
    /// Its message, once posted.
    pub message: Option<MessageId>,
    /// The digest of what its message shows.
    pub shown: Option<i64>,
}

/// A panel as it is to look now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// 1–4,096 units.
    pub text: Text,
    /// Rows of buttons; at most a hundred in all.
    pub rows: Vec<Vec<Button>>,
    /// A number that differs where anything of it does.
    pub digest: i64,
}

/// What a call for a panel is given.
#[derive(Clone, Copy, Debug)]
pub struct PanelFacts<'a> {
    /// The panel as it is stored.
    pub panel: &'a Panel,
    /// How it is to look; none where only an ended call is dealt with, and where it cannot be drawn.
    pub drawn: Option<&'a Drawn>,
    /// When its message goes, Unix milliseconds; none: it stays.
    pub until_ms: Option<i64>,
}
