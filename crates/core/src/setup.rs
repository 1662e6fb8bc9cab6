//! The setup bot's side of a talk: which screen a person has before them, what its buttons do, and what follows from what they say.
//!
//! A screen is what a person is shown and, at the same time, how their words are taken: on the screen that asks for a token, words are a
//! token. Screens and acts have short texts, which the store and the buttons keep. Pure: `turn` says what to do and what to show next; the
//! program does it and draws it. ADR 20.
//!
//! Deliberately absent: words, the state of connections, and whether somebody may: the program asks that before each task.

mod act;
mod codes;
mod offers;
mod screen;
mod turn;

pub use act::{ACT_BYTES_MAX, Act};
pub use codes::{claim_code, connect_code};
pub use offers::{Offer, is_written, offer};
pub use screen::{Goal, Screen};
pub use turn::{Said, Task, Turn, back, turn};
