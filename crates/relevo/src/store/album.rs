//! The store's own shape of an album on its way: see `shape`.

use relevo_core::{Album, AlbumPart, Cause, ContentKind, IdentityId, InboxMark, Recall, Road};
use relevo_telegram::{ChatId, MessageId, Place, UpdateId};
use serde::{Deserialize, Serialize};

use super::codes::{Code as _, FailColumns, fail_columns, fail_reason};
use super::shape::{MediaShape, TextShape};

#[derive(Serialize, Deserialize)]
pub(super) struct AlbumShape {
    #[serde(rename = "k")]
    key: i64,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    line: Option<TextShape>,
    #[serde(rename = "n")]
    native: bool,
    #[serde(rename = "f")]
    forwarded: bool,
    #[serde(rename = "i")]
    items: Vec<PartShape>,
    #[serde(rename = "s")]
    stored_ms: i64,
    #[serde(rename = "r")]
    road: RoadShape,
}

/// Identity, epoch, update, chat, message, kind, author, digest; the file; and the message that says its words already.
#[derive(Serialize, Deserialize)]
struct PartShape([i64; 8], MediaShape, #[serde(default)] Option<i64>);

#[derive(Serialize, Deserialize)]
enum RoadShape {
    #[serde(rename = "t")]
    Together,
    #[serde(rename = "a")]
    Apart(u8, Vec<PartShape>, Option<FailColumns>),
    #[serde(rename = "x")]
    Recalled(bool),
    /// Recalled, and a message again.
    #[serde(rename = "y")]
    MessageAgain,
}

impl AlbumShape {
    pub(super) fn of(album: &Album) -> AlbumShape {
        AlbumShape {
            key: album.key,
            line: album.line.as_ref().map(TextShape::of),
            native: album.native,
            forwarded: album.forwarded,
            items: album.items.iter().map(PartShape::of).collect(),
            stored_ms: album.stored_ms,
            road: match &album.road {
                Road::Together => RoadShape::Together,
                Road::Apart {
                    brought,
                    refused,
                    why,
                } => RoadShape::Apart(
                    *brought,
                    refused.iter().map(PartShape::of).collect(),
                    why.as_ref().map(fail_columns),
                ),
                Road::Recalled(Recall::Message) => RoadShape::MessageAgain,
                Road::Recalled(recall) => RoadShape::Recalled(*recall == Recall::Withdraw),
            },
        }
    }

    /// `None` for what this version does not know.
    pub(super) fn read(self) -> Option<Album> {
        let parts = |shapes: Vec<PartShape>| -> Option<Vec<AlbumPart>> {
            shapes.into_iter().map(PartShape::read).collect()
        };
        Some(Album {
            key: self.key,
            line: self.line.map(TextShape::read),
            native: self.native,
            forwarded: self.forwarded,
            items: parts(self.items)?,
            stored_ms: self.stored_ms,
            road: match self.road {
                RoadShape::Together => Road::Together,
                RoadShape::Apart(brought, refused, why) => Road::Apart {
                    brought,
                    refused: parts(refused)?,
                    why: match why {
                        Some(columns) => Some(fail_reason(columns)?),
                        None => None,
                    },
                },
                RoadShape::Recalled(false) => Road::Recalled(Recall::Note),
                RoadShape::Recalled(true) => Road::Recalled(Recall::Withdraw),
                RoadShape::MessageAgain => Road::Recalled(Recall::Message),
            },
        })
    }
}

impl PartShape {
    fn of(part: &AlbumPart) -> PartShape {
        let cause = part.cause;
        let numbers = [
            cause.mark.identity.0,
            cause.mark.epoch,
            cause.mark.update.0,
            cause.source.chat.0,
            cause.source.message.0,
            cause.kind.code(),
            cause.author,
            cause.digest,
        ];
        let above = part.above.map(|above| above.0);
        PartShape(numbers, MediaShape::of(&part.media), above)
    }

    fn read(self) -> Option<AlbumPart> {
        let PartShape(numbers, media, above) = self;
        let [identity, epoch, update, chat, message, kind, author, digest] = numbers;
        let cause = Cause {
            mark: InboxMark {
                identity: IdentityId(identity),
                epoch,
                update: UpdateId(update),
            },
            source: Place {
                chat: ChatId(chat),
                message: MessageId(message),
            },
            kind: ContentKind::from_code(kind)?,
            author,
            digest,
        };
        Some(AlbumPart {
            cause,
            media: media.read()?,
            above: above.map(MessageId),
        })
    }
}
