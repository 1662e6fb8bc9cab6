//! Exports: the clients of a backend group, and reports of broadcasts, as CSV, line by line, however many they are. The command line writes them into a file; for whoever asks in
//! General they are sent there as documents, a part after the other, each small enough to be held in memory. ADR 27.
//!
//! Nothing of it touches the disk. A part whose outcome is unknown is sent again under the same name: the team may find it twice, never not at
//! all. Neighbours: `store::exports` finds clients and remembers how far an export has come, `modules::exports` takes the wish and shows it,
//! `sheet` writes CSV. Deliberately absent: whose turn it is in lanes; a document is no message of a conversation.

mod lines;
mod sending;
mod source;

pub use lines::{Exporter, HEADLINE};
pub use sending::{Exports, PART_BYTES_MAX, run};
