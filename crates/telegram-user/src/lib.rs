#![doc = include_str!("../README.md")]

mod account;
mod batches;
mod calls;
mod dialogs;
mod line;
mod login;
mod peers;
mod read;
mod refusal;
mod session;

pub use account::Account;
pub use grammers_session::types::DcOption as Server;
pub use line::App;
pub use login::{Login, LoginError, SentCode, Step};
pub use session::{Session, Unreadable as UnreadableSession};
