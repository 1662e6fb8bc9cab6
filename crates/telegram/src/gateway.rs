//! The one important trait: an identity's line to Telegram. Pull-shaped: nothing arrives unasked.
//!
//! Implemented by the Bot API gateway (`relevo-telegram-bot`), over HTTP or through the in-process door of the offline
//! Telegram, and by the MTProto gateway of accounts (`relevo-telegram-user`). Raw updates are opaque bytes here: `read` turns one into words, each on its own, so that
//! an unreadable one spoils nobody else.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::{Call, Outcome, Refusal, Unreadable, Update, UpdateId};

/// A future without a name, so that different gateways can stand behind one pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + std::marker::Send + 'a>>;

/// An update as it came. The bytes are a client's words: never logged, dropped with the page's transaction.
#[derive(Clone, PartialEq, Eq)]
pub struct RawUpdate {
    /// Its number.
    pub id: UpdateId,
    /// The transport's own form.
    pub body: Vec<u8>,
}

/// What one pull gave, in Telegram's order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// At most 100 updates; of an account one batch of Telegram's, which is seldom more.
    pub updates: Vec<RawUpdate>,
    /// Whether more was waiting: intake has not caught up.
    pub full: bool,
    /// What the line needs to go on behind these updates (an account's session), to be sealed and kept in the transaction that takes
    /// them in; none for bots. Whoever has it is the account.
    pub kept: Option<Vec<u8>>,
}

/// By what a call is the same call when it is made again: one number for each delivery and step, never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Once(pub u64);

/// Why a pull gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// Telegram refuses: wrong token, second poller. Somebody must look.
    Refused(Refusal),
    /// Telegram asks to wait.
    Wait(Duration),
    /// The line is down or the answer unreadable. Try again.
    Line,
}

/// What came of fetching a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Fetched {
    /// All of it is here.
    Whole(Vec<u8>),
    /// It is larger than was asked for, or than Telegram gives to bots.
    TooLarge,
    /// Telegram does not give it: it is gone, or never was this identity's.
    Refused(Refusal),
    /// Telegram asks to wait.
    Wait(Duration),
    /// The line failed on the way. Fetching changes nothing, so try again.
    Line,
}

/// One identity's line to Telegram.
pub trait Gateway: std::marker::Send + Sync {
    /// The next updates after `after`, oldest first; waits up to `patience` for the first one.
    /// Asking with `after` confirms everything up to and including it (Bot API: offset), so it is asked only after the commit.
    fn next_page(
        &self,
        after: Option<UpdateId>,
        patience: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>>;

    /// Confirms everything up to and including `through` without fetching more: called when intake stops.
    fn confirm(&self, through: UpdateId) -> BoxFuture<'_, Result<(), PageError>>;

    /// Turns one raw update into words.
    ///
    /// # Errors
    /// If even the parts every kind has are missing; unknown kinds and contents are no error.
    fn read(&self, raw: &RawUpdate) -> Result<Update, Unreadable>;

    /// Makes one call.
    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome>;

    /// Makes one call that is the same call whenever it is made under this number: where Telegram knows such numbers (accounts), it is done
    /// once however often it is made. Where it does not, it is [`Gateway::call`].
    fn call_once<'a>(&'a self, call: &'a Call, once: Once) -> BoxFuture<'a, Outcome> {
        let _ = once;
        self.call(call)
    }

    /// Fetches a file that somebody sent, by this identity's id of it, if it has at most so many bytes; no more are ever held. Those
    /// of whom nobody fetches files have none to give.
    fn fetch<'a>(&'a self, file_id: &'a str, bytes_max: usize) -> BoxFuture<'a, Fetched> {
        let _ = (file_id, bytes_max);
        Box::pin(std::future::ready(Fetched::Line))
    }
}

impl std::fmt::Debug for Fetched {
    /// Without the file: what it holds is nobody's business.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fetched::Whole(bytes) => f
                .debug_struct("Whole")
                .field("bytes", &bytes.len())
                .finish(),
            Fetched::TooLarge => f.write_str("TooLarge"),
            Fetched::Refused(refusal) => f.debug_tuple("Refused").field(refusal).finish(),
            Fetched::Wait(time) => f.debug_tuple("Wait").field(time).finish(),
            Fetched::Line => f.write_str("Line"),
        }
    }
}

impl std::fmt::Debug for RawUpdate {
    /// The number only: the body is a client's words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawUpdate")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
