#![doc = include_str!("../README.md")]

mod call;
mod gateway;
mod id;
mod message;
mod outcome;
mod text;
mod update;

pub use call::{Button, ButtonAct, Call, MediaFile, Method, Receipt, ReplyTo, Send};
pub use gateway::{BoxFuture, Gateway, Page, PageError, RawUpdate};
pub use id::{ChatId, MessageId, Place, ThreadId, UpdateId, UserId};
pub use message::{
    Author, Chat, ChatKind, Content, Media, MediaKind, Message, Quote, Reply, Service, User,
};
pub use outcome::{Outcome, Refusal, Right};
pub use text::{Entity, EntityKind, Text};
pub use update::{CallbackPress, MemberChange, Membership, Unreadable, Update, UpdateKind};
