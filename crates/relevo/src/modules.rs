//! What the team does beside talking: quick replies, marks, broadcasts, exports, shifts. Each module answers requests and draws its panels.
//! ADR 23.
//!
//! Neighbours: `requests` brings what was asked, one at a time and inside the transaction that settles it; `panels` puts what is drawn before
//! people. A module adds its own tables (`store`), its own words (`locales`) and its own pure rules (`relevo_core`). Deliberately absent: calls
//! to Telegram, which are deliveries.

mod broadcasts;
mod exports;
pub(crate) mod marks;
mod replies;
mod shifts;

use relevo_core::audience::Listed;
use relevo_core::table::{FILE_BYTES_MAX, FileWrong, text_of};
use relevo_core::{
    Cell, CellId, Connection, Conversation, Fresh, InboxMark, Module, Panel, Stands, may_extend,
};
use relevo_telegram::{Media, Message, Text, UserId};

use crate::directory::Directory;
use crate::store::{StoreError, Tx};
use crate::words::Voice;

/// Something asked of a module, inside the transaction that settles it; the cell is locked.
pub(crate) struct Asking<'a> {
    /// The transaction.
    pub tx: &'a mut Tx,
    /// Delivery numbers and ids: [`crate::requests::ROOM`] of each.
    pub fresh: &'a mut Fresh,
    /// The cell.
    pub cell: &'a Cell,
    /// The connection that answers.
    pub connection: &'a Connection,
    /// Everything that is configured.
    pub directory: &'a Directory,
    /// The conversation in whose topic it was asked.
    pub conversation: Option<&'a Conversation>,
    /// Who asks; none for whoever writes as the group.
    pub by: Option<UserId>,
    /// The update that asks.
    pub mark: InboxMark,
    /// What they are called, for lines that name them.
    pub name: &'a str,
    /// Unix milliseconds.
    pub now_ms: i64,
    /// What is asked.
    pub what: What<'a>,
}

/// What is asked of a module.
#[derive(Clone, Copy)]
pub(crate) enum What<'a> {
    /// A command was written.
    Written {
        /// What stands behind it, trimmed.
        argument: &'a str,
        /// The message, with what it answers and what came with it.
        message: &'a Message,
        /// What the file says that the command needs ([`file_for`]), once it was fetched.
        file: Option<&'a Brought>,
    },
    /// A button of a panel was pressed.
    Pressed {
        /// The panel as it is.
        panel: &'a Panel,
        /// What the button does, as its module wrote it.
        act: &'a str,
    },
}

/// What a module says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing: what follows shows itself.
    Nothing,
    /// This screen: in a new panel below the command, or in the panel whose button was pressed.
    Panel {
        /// The screen, as the module writes it.
        screen: String,
        /// How long a new one stands.
        stands: Stands,
    },
    /// To whoever pressed a button alone: that is for those whom the owner lets. The panel stays as it is for everybody.
    NotAllowed,
}

/// A panel to be drawn.
pub(crate) struct Drawing<'a> {
    /// The transaction of whoever makes the call.
    pub tx: &'a mut Tx,
    /// Which.
    pub panel: &'a Panel,
    /// The connection in whose name it is posted.
    pub connection: &'a Connection,
    /// The cell.
    pub cell: &'a Cell,
    /// Everything that is configured.
    pub directory: &'a Directory,
    /// The words, in the connection's language.
    pub voice: Voice,
    /// Unix milliseconds.
    pub now_ms: i64,
}

/// How a panel looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// What it says: 1–4,096 units.
    pub text: Text,
    /// Rows of buttons.
    pub rows: Vec<Vec<Key>>,
}

/// A button of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Its words.
    pub label: String,
    /// What it does.
    pub does: Does,
}

/// What a button of a panel does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    /// Asks the module for this: at most [`relevo_core::PANEL_ACT_BYTES_MAX`] bytes.
    Act(String),
    /// Opens an address.
    Open(String),
}

impl Asking<'_> {
    /// Whether whoever asks may use the administrative functions (`EXTENSIONS_ALLOWED`). What they do reaches the clients of every
    /// connection of the group, so each must allow it: one owner's leave is not another's.
    pub(crate) fn may_extend(&self) -> bool {
        may_extend_in(self.cell.id, self.by, self.directory)
    }
}

/// What came of the file that a command needs.
pub(crate) enum Brought {
    /// It names people.
    Listed(Listed),
    /// It is a table.
    Table(String),
    /// It is of no use.
    Wrong(FileWrong),
}

impl Brought {
    /// What the file says, for the module that asked for it.
    pub(crate) fn read(module: Module, bytes: &[u8]) -> Brought {
        let read = match module {
            Module::Broadcasts => Listed::read(bytes).map(Brought::Listed),
            _ => text_of(bytes).map(|text| Brought::Table(text.into_owned())),
        };
        read.unwrap_or_else(Brought::Wrong)
    }
}

/// A file that a command needs.
pub(crate) struct Needed<'a> {
    /// Which.
    pub(crate) file: &'a Media,
    /// The largest that is read, in bytes.
    pub(crate) bytes_max: usize,
}

/// The file that a command needs before it can be dealt with, if it needs one that is there.
pub(crate) fn file_for<'a>(
    module: Module,
    argument: &str,
    message: &'a Message,
) -> Option<Needed<'a>> {
    let (file, bytes_max) = match module {
        Module::Broadcasts => (broadcasts::file_for(argument, message)?, FILE_BYTES_MAX),
        Module::Shifts => shifts::file_for(argument, message)?,
        Module::Replies | Module::Marks | Module::Exports => return None,
    };
    Some(Needed { file, bytes_max })
}

/// Whether somebody may use the administrative functions in a backend group.
pub(crate) fn may_extend_in(cell: CellId, by: Option<UserId>, directory: &Directory) -> bool {
    let of_the_group = directory.connections.values();
    let mut here = of_the_group.filter(|one| one.cell == cell);
    here.all(|one| may_extend(by, one))
}

/// Does what is asked.
pub(crate) async fn asked(module: Module, asking: Asking<'_>) -> Result<Said, StoreError> {
    match module {
        Module::Replies => replies::asked(asking).await,
        Module::Marks => marks::asked(asking).await,
        Module::Broadcasts => broadcasts::asked(asking).await,
        Module::Exports => exports::asked(asking).await,
        Module::Shifts => shifts::asked(asking).await,
    }
}

/// Draws a panel.
pub(crate) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    match drawing.panel.module {
        Module::Replies => replies::draw(drawing).await,
        Module::Marks => marks::draw(drawing).await,
        Module::Broadcasts => broadcasts::draw(drawing).await,
        Module::Exports => exports::draw(drawing).await,
        Module::Shifts => shifts::draw(drawing).await,
    }
}
