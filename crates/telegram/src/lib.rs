#![doc = include_str!("../README.md")]

mod business;
mod call;
mod content;
mod gateway;
mod id;
mod message;
mod outcome;
mod receipt;
mod text;
mod update;

pub use business::{
    BusinessConnection, BusinessDeletion, BusinessId, BusinessMessage, BusinessRights,
};
pub use call::{
    AlbumItem, Button, ButtonAct, Call, Keyboard, MediaFile, MenuCommand, Method, NewFile, ReplyTo,
    Send, TopicIcon,
};
pub use content::{
    Checklist, Contact, Live, Location, Point, Poll, Reaction, Rich, Uncopyable, Venue,
};
pub use gateway::{BoxFuture, Fetched, Gateway, Once, Page, PageError, RawUpdate};
pub use id::{ChatId, MessageId, Place, ThreadId, UpdateId, UserId};
pub use message::{
    Author, Chat, ChatKind, Content, LinkButton, Media, MediaKind, Message, Origin, Quote, Reply,
    Service, User,
};
pub use outcome::{Outcome, Refusal, Right};
pub use receipt::{BotToken, Receipt};
pub use text::{Entity, EntityKind, Text};
pub use update::{
    Actor, CallbackPress, MemberChange, Membership, ReactionChange, ReactionCounts, Unreadable,
    Update, UpdateKind,
};
