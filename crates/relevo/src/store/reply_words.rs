//! The store's own shapes of what is said about quick replies, and of the deliveries that send and store them: see `shape`.

use relevo_core::{Brings, ContentKind, Keep, Name, Notice, ReplyId, ReplySaid, Saved, SayAnswer};
use relevo_telegram::{Media, MessageId};
use serde::{Deserialize, Serialize};

use super::codes::{Code as _, FailColumns, fail_columns, fail_reason};
use super::reply_shape::ButtonShape;
use super::shape::{MediaShape, TextShape};

/// Names stand as they were written.
#[derive(Serialize, Deserialize)]
pub(super) enum SayShape {
    #[serde(rename = "0")]
    Saved(String),
    #[serde(rename = "1")]
    NotKept(String, FailColumns),
    #[serde(rename = "2")]
    Missing(String),
    #[serde(rename = "3")]
    Taken(String),
    #[serde(rename = "4")]
    Renamed(String, String),
    #[serde(rename = "5")]
    Deleted(String),
    #[serde(rename = "6")]
    Unsavable(i64),
    #[serde(rename = "7")]
    NothingToSave,
    #[serde(rename = "30")]
    StaysInside,
    #[serde(rename = "8")]
    AlbumForgotten,
    #[serde(rename = "9")]
    Full,
    #[serde(rename = "10")]
    BadName,
    #[serde(rename = "11")]
    Reserved,
    #[serde(rename = "12")]
    Help,
    #[serde(rename = "13")]
    Anonymous,
    #[serde(rename = "14")]
    InTopic,
    #[serde(rename = "15")]
    NotStored(String),
    #[serde(rename = "16")]
    OthersFiles(String),
    #[serde(rename = "17")]
    AccountForwards,
    #[serde(rename = "18")]
    NoRoom(String),
    #[serde(rename = "19")]
    Overtaken(String),
}

/// What is said without being asked.
#[derive(Serialize, Deserialize)]
pub(super) enum ReplyNoticeShape {
    #[serde(rename = "0")]
    Topic,
    /// Name, kind, items, words, where it is stored, whether it was forwarded.
    #[serde(rename = "1")]
    Said(String, i64, u8, TextShape, Option<String>, bool),
    #[serde(rename = "2")]
    Gone(String, bool),
    #[serde(rename = "3")]
    Removed,
}

/// A quick reply's number, its name, and what it brings.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedShape(i64, String, BringsShape);

#[derive(Serialize, Deserialize)]
enum BringsShape {
    #[serde(rename = "w")]
    Words(TextShape, bool, Vec<ButtonShape>),
    #[serde(rename = "f")]
    File(i64, MediaShape),
    #[serde(rename = "a")]
    Album(Vec<i64>),
    #[serde(rename = "n")]
    Anew(Vec<MediaShape>),
    #[serde(rename = "o")]
    Forward(Vec<i64>),
}

/// A quick reply's number, its name, its messages, the command, whether it is ready, and whether they are copied.
#[derive(Serialize, Deserialize)]
pub(super) struct KeepShape(i64, String, Vec<i64>, i64, bool, bool);

fn written(name: &Name) -> String {
    name.as_str().to_owned()
}

fn numbers(messages: &[MessageId]) -> Vec<i64> {
    messages.iter().map(|message| message.0).collect()
}

fn messages(numbers: Vec<i64>) -> Vec<MessageId> {
    numbers.into_iter().map(MessageId).collect()
}

impl SayShape {
    pub(super) fn of(answer: &SayAnswer) -> SayShape {
        match answer {
            SayAnswer::Saved { name } => SayShape::Saved(written(name)),
            SayAnswer::NotKept { name, reason } => {
                SayShape::NotKept(written(name), fail_columns(reason))
            }
            SayAnswer::Missing { name } => SayShape::Missing(written(name)),
            SayAnswer::Taken { name } => SayShape::Taken(written(name)),
            SayAnswer::Renamed { old, new } => SayShape::Renamed(written(old), written(new)),
            SayAnswer::Deleted { name } => SayShape::Deleted(written(name)),
            SayAnswer::Unsavable { kind } => SayShape::Unsavable(kind.code()),
            SayAnswer::NothingToSave => SayShape::NothingToSave,
            SayAnswer::StaysInside => SayShape::StaysInside,
            SayAnswer::AlbumForgotten => SayShape::AlbumForgotten,
            SayAnswer::Full => SayShape::Full,
            SayAnswer::BadName => SayShape::BadName,
            SayAnswer::Reserved => SayShape::Reserved,
            SayAnswer::Help => SayShape::Help,
            SayAnswer::Anonymous => SayShape::Anonymous,
            SayAnswer::InTopic => SayShape::InTopic,
            SayAnswer::NotStored { name } => SayShape::NotStored(written(name)),
            SayAnswer::OthersFiles { name } => SayShape::OthersFiles(written(name)),
            SayAnswer::AccountForwards => SayShape::AccountForwards,
            SayAnswer::NoRoom { name } => SayShape::NoRoom(written(name)),
            SayAnswer::Overtaken { name } => SayShape::Overtaken(written(name)),
        }
    }

    pub(super) fn read(self) -> Option<SayAnswer> {
        let name = |written: String| Name::read(&written);
        Some(match self {
            SayShape::Saved(written) => SayAnswer::Saved {
                name: name(written)?,
            },
            SayShape::NotKept(written, columns) => SayAnswer::NotKept {
                name: name(written)?,
                reason: fail_reason(columns)?,
            },
            SayShape::Missing(written) => SayAnswer::Missing {
                name: name(written)?,
            },
            SayShape::Taken(written) => SayAnswer::Taken {
                name: name(written)?,
            },
            SayShape::Renamed(old, new) => SayAnswer::Renamed {
                old: name(old)?,
                new: name(new)?,
            },
            SayShape::Deleted(written) => SayAnswer::Deleted {
                name: name(written)?,
            },
            SayShape::Unsavable(kind) => SayAnswer::Unsavable {
                kind: ContentKind::from_code(kind)?,
            },
            SayShape::NothingToSave => SayAnswer::NothingToSave,
            SayShape::StaysInside => SayAnswer::StaysInside,
            SayShape::AlbumForgotten => SayAnswer::AlbumForgotten,
            SayShape::Full => SayAnswer::Full,
            SayShape::BadName => SayAnswer::BadName,
            SayShape::Reserved => SayAnswer::Reserved,
            SayShape::Help => SayAnswer::Help,
            SayShape::Anonymous => SayAnswer::Anonymous,
            SayShape::InTopic => SayAnswer::InTopic,
            SayShape::NotStored(written) => SayAnswer::NotStored {
                name: name(written)?,
            },
            SayShape::OthersFiles(written) => SayAnswer::OthersFiles {
                name: name(written)?,
            },
            SayShape::AccountForwards => SayAnswer::AccountForwards,
            SayShape::NoRoom(written) => SayAnswer::NoRoom {
                name: name(written)?,
            },
            SayShape::Overtaken(written) => SayAnswer::Overtaken {
                name: name(written)?,
            },
        })
    }
}

impl ReplyNoticeShape {
    /// `None`: the notice is about something else.
    pub(super) fn of(notice: &Notice) -> Option<ReplyNoticeShape> {
        Some(match notice {
            Notice::ReplyTopic => ReplyNoticeShape::Topic,
            Notice::ReplySaid(said) => ReplyNoticeShape::Said(
                written(&said.name),
                said.kind.code(),
                said.items,
                TextShape::of(&said.text),
                said.link.clone(),
                said.forwarded,
            ),
            Notice::ReplyGone { name, partly } => ReplyNoticeShape::Gone(written(name), *partly),
            Notice::ReplyRemoved => ReplyNoticeShape::Removed,
            _ => return None,
        })
    }

    pub(super) fn read(self) -> Option<Notice> {
        let name = |written: String| Name::read(&written);
        Some(match self {
            ReplyNoticeShape::Topic => Notice::ReplyTopic,
            ReplyNoticeShape::Said(written, kind, items, text, link, forwarded) => {
                Notice::ReplySaid(Box::new(ReplySaid {
                    name: name(written)?,
                    kind: ContentKind::from_code(kind)?,
                    items,
                    text: text.read(),
                    link,
                    forwarded,
                }))
            }
            ReplyNoticeShape::Gone(written, partly) => Notice::ReplyGone {
                name: name(written)?,
                partly,
            },
            ReplyNoticeShape::Removed => Notice::ReplyRemoved,
        })
    }
}

impl SavedShape {
    pub(super) fn of(saved: &Saved) -> SavedShape {
        let brings = match &saved.brings {
            Brings::Words {
                text,
                no_preview,
                buttons,
            } => BringsShape::Words(TextShape::of(text), *no_preview, ButtonShape::of(buttons)),
            Brings::File { stored, media } => BringsShape::File(stored.0, MediaShape::of(media)),
            Brings::Album { stored } => BringsShape::Album(numbers(stored)),
            Brings::Anew { items } => BringsShape::Anew(items.iter().map(MediaShape::of).collect()),
            Brings::Forward { stored } => BringsShape::Forward(numbers(stored)),
        };
        SavedShape(saved.reply.0, written(&saved.name), brings)
    }

    pub(super) fn read(self) -> Option<Saved> {
        let SavedShape(reply, name, brings) = self;
        let brings = match brings {
            BringsShape::Words(text, no_preview, buttons) => Brings::Words {
                text: text.read(),
                no_preview,
                buttons: ButtonShape::read(buttons),
            },
            BringsShape::File(stored, media) => Brings::File {
                stored: MessageId(stored),
                media: media.read()?,
            },
            BringsShape::Album(stored) => Brings::Album {
                stored: messages(stored),
            },
            BringsShape::Anew(items) => {
                let items = items.into_iter().map(MediaShape::read);
                Brings::Anew {
                    items: items.collect::<Option<Vec<Media>>>()?,
                }
            }
            BringsShape::Forward(stored) => Brings::Forward {
                stored: messages(stored),
            },
        };
        Some(Saved {
            reply: ReplyId(reply),
            name: Name::read(&name)?,
            brings,
        })
    }
}

impl KeepShape {
    pub(super) fn of(keep: &Keep) -> KeepShape {
        KeepShape(
            keep.reply.0,
            written(&keep.name),
            numbers(&keep.messages),
            keep.about.0,
            keep.is_ready,
            keep.copied,
        )
    }

    pub(super) fn read(self) -> Option<Keep> {
        let KeepShape(reply, name, kept, about, is_ready, copied) = self;
        Some(Keep {
            reply: ReplyId(reply),
            name: Name::read(&name)?,
            messages: messages(kept),
            about: MessageId(about),
            is_ready,
            copied,
        })
    }
}
