//! The body of a delivery: what it says and quotes, as bytes to be sealed. A plain copy or forward has none.

use relevo_core::{
    Aim, Audience, Backlog, Ban, Banned, Header, IdentityId, Info, Invite, Job, PanelId, Recall,
    Version,
};

use super::album::AlbumShape;
use super::backlog::{LineShape, SaidShape};
use super::codes::Code as _;
use super::matter::{LocationShape, MatterShape};
use relevo_telegram::{ChatId, MessageId, Place, Quote, ThreadId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::notices::NoticeShape;
use super::reply_words::{KeepShape, SavedShape};
use super::shape::{MediaShape, QuoteShape, TextShape};
use super::{Result, StoreError};

pub(super) const SEALED: i64 = 0;
const PLAIN_COPY: i64 = 1;
const PLAIN_FORWARD: i64 = 2;
pub(super) const REACT: i64 = 50;

/// A job and a quote as columns: a number, and bytes unless the number says everything.
pub(super) struct Body {
    /// The `job` column.
    pub(super) code: i64,
    /// What is sealed.
    pub(super) bytes: Option<Zeroizing<Vec<u8>>>,
}

#[derive(Serialize, Deserialize)]
struct BodyShape {
    #[serde(rename = "j")]
    job: JobShape,
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    quote: Option<QuoteShape>,
    #[serde(rename = "80", default, skip_serializing_if = "Option::is_none")]
    aim: Option<AimShape>,
}

#[derive(Serialize, Deserialize)]
enum AimShape {
    #[serde(rename = "s")]
    Source(i64),
    #[serde(rename = "c")]
    Comment(i64, i64),
    #[serde(rename = "t")]
    Team(i64),
}

impl AimShape {
    fn of(aim: Aim) -> AimShape {
        match aim {
            Aim::Source(thread) => AimShape::Source(thread.0),
            Aim::Comment(place) => AimShape::Comment(place.chat.0, place.message.0),
            Aim::Team(thread) => AimShape::Team(thread.0),
        }
    }

    fn read(self) -> Aim {
        match self {
            AimShape::Source(thread) => Aim::Source(ThreadId(thread)),
            AimShape::Team(thread) => Aim::Team(ThreadId(thread)),
            AimShape::Comment(chat, message) => Aim::Comment(Place {
                chat: ChatId(chat),
                message: MessageId(message),
            }),
        }
    }
}

/// What a body holds beside its columns.
pub(super) type Contents = (Job, Option<Quote>, Option<Aim>);

#[derive(Serialize, Deserialize)]
enum JobShape {
    #[serde(rename = "t")]
    Text(TextShape),
    #[serde(rename = "c")]
    Copy {
        #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
        header: Option<(TextShape, bool)>,
        #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
        caption: Option<TextShape>,
        #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
        media: Option<MediaShape>,
    },
    #[serde(rename = "r")]
    Resend(MediaShape),
    #[serde(rename = "d")]
    Anew(Option<(TextShape, bool)>, MatterShape),
    #[serde(rename = "f")]
    Forward,
    /// What the copy is to hold, whether it is changed, and the new version as a message of its own.
    #[serde(rename = "v")]
    Edit(VersionShape, bool, Box<JobShape>),
    #[serde(rename = "x")]
    Recalled(bool),
    /// Recalled, and a message again.
    #[serde(rename = "y")]
    MessageAgain,
    /// The team's message, the chat and number of each copy, and the other items of its album.
    #[serde(rename = "w")]
    Withdraw(i64, Vec<(i64, i64)>, #[serde(default)] Vec<i64>),
    #[serde(rename = "n")]
    Notice(NoticeShape, Option<i64>, Vec<i64>),
    #[serde(rename = "e")]
    EditNotice(i64, NoticeShape),
    #[serde(rename = "a")]
    AnswerPress(String, Option<NoticeShape>),
    /// `Text` without a link preview.
    #[serde(rename = "b")]
    BareText(TextShape),
    #[serde(rename = "o")]
    CopyOr(Option<(TextShape, bool)>, Box<JobShape>),
    #[serde(rename = "u")]
    Under(TextShape),
    #[serde(rename = "80")]
    Rename(Option<i64>),
    #[serde(rename = "110")]
    OpenOrClose,
    /// The panel, and the digest of what the call says.
    #[serde(rename = "270")]
    Panel(i64, Option<i64>),
    #[serde(rename = "271")]
    Unpanel(i64),
    #[serde(rename = "81")]
    Leave,
    #[serde(rename = "50")]
    TellArrived(i64, i64, i64),
    #[serde(rename = "82")]
    Unpost(i64),
    #[serde(rename = "l")]
    Backlog(LineShape, Option<SaidShape>),
    /// `Unpost` of what a relay posted.
    #[serde(rename = "83")]
    UnpostOf(i64, i64),
    #[serde(rename = "g")]
    Album(AlbumShape),
    /// Who wants it, whom, what kind of somebody that is, whether to ban, and the command's message.
    #[serde(rename = "120")]
    Ban(i64, i64, i64, bool, i64),
    /// The command's message, and whether it names somebody.
    #[serde(rename = "140")]
    Invite(i64, bool),
    /// Who alone is to see it, the command's message, and how many members were counted.
    #[serde(rename = "150")]
    Info(Option<i64>, Option<i64>, Option<u32>),
    #[serde(rename = "300")]
    Saved(SavedShape),
    #[serde(rename = "301")]
    Keep(KeepShape),
}

#[derive(Serialize, Deserialize)]
enum VersionShape {
    #[serde(rename = "t")]
    Text(TextShape),
    /// `Text` without a link preview.
    #[serde(rename = "b")]
    BareText(TextShape),
    #[serde(rename = "c")]
    Caption(TextShape, bool),
    #[serde(rename = "m")]
    Media(MediaShape),
    #[serde(rename = "l")]
    Location(LocationShape),
    #[serde(rename = "w")]
    Whole,
}

fn info_shape(info: Info) -> JobShape {
    let by = match info.audience {
        Audience::Alone { by, .. } => Some(by.0),
        Audience::Topic | Audience::Everybody { .. } => None,
    };
    let about = info.audience.about().map(|message| message.0);
    JobShape::Info(by, about, info.members)
}

impl VersionShape {
    fn of(version: &Version) -> VersionShape {
        match version {
            Version::Text {
                text,
                no_preview: false,
            } => VersionShape::Text(TextShape::of(text)),
            Version::Text { text, .. } => VersionShape::BareText(TextShape::of(text)),
            Version::Caption { text, above } => VersionShape::Caption(TextShape::of(text), *above),
            Version::Media(media) => VersionShape::Media(MediaShape::of(media)),
            Version::Location(place) => VersionShape::Location(LocationShape::of(place)),
            Version::Whole => VersionShape::Whole,
        }
    }

    fn read(self) -> Option<Version> {
        Some(match self {
            VersionShape::Text(text) => Version::Text {
                text: text.read(),
                no_preview: false,
            },
            VersionShape::BareText(text) => Version::Text {
                text: text.read(),
                no_preview: true,
            },
            VersionShape::Caption(text, above) => Version::Caption {
                text: text.read(),
                above,
            },
            VersionShape::Media(media) => Version::Media(media.read()?),
            VersionShape::Location(place) => Version::Location(place.read()),
            VersionShape::Whole => Version::Whole,
        })
    }
}

impl Body {
    /// The columns of a job, a quote and an aim.
    pub(super) fn of(job: &Job, quote: Option<&Quote>, aim: Option<Aim>) -> Body {
        let plain = match (job, quote) {
            _ if aim.is_some() => None,
            (
                Job::Copy {
                    header: None,
                    caption: None,
                    media: None,
                },
                None,
            ) => Some(PLAIN_COPY),
            (Job::Forward, None) => Some(PLAIN_FORWARD),
            (Job::React, _) => Some(REACT),
            _ => None,
        };
        if let Some(code) = plain {
            return Body { code, bytes: None };
        }
        let shape = BodyShape {
            job: JobShape::of(job),
            quote: quote.map(QuoteShape::of),
            aim: aim.map(AimShape::of),
        };
        let bytes = serde_json::to_vec(&shape).expect("texts and numbers always become JSON");
        Body {
            code: SEALED,
            bytes: Some(Zeroizing::new(bytes)),
        }
    }

    /// What it holds; `None` if it has expired.
    pub(super) fn read(self) -> Result<Option<Contents>> {
        let damaged = || StoreError::damaged("a delivery's body");
        match (self.code, self.bytes) {
            (PLAIN_COPY, _) => Ok(Some((
                Job::Copy {
                    header: None,
                    caption: None,
                    media: None,
                },
                None,
                None,
            ))),
            (PLAIN_FORWARD, _) => Ok(Some((Job::Forward, None, None))),
            (REACT, _) => Ok(Some((Job::React, None, None))),
            (SEALED, None) => Ok(None),
            (SEALED, Some(bytes)) => {
                let shape: BodyShape = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
                let job = shape.job.read().ok_or_else(damaged)?;
                let (quote, aim) = (shape.quote, shape.aim);
                Ok(Some((
                    job,
                    quote.map(QuoteShape::read),
                    aim.map(AimShape::read),
                )))
            }
            _ => Err(damaged()),
        }
    }
}

fn header_shape(header: &Header) -> (TextShape, bool) {
    (TextShape::of(&header.text), header.always)
}

fn read_header((text, always): (TextShape, bool)) -> Header {
    Header {
        text: text.read(),
        always,
    }
}

impl JobShape {
    fn of(job: &Job) -> JobShape {
        match job {
            Job::Text {
                text,
                no_preview: false,
            } => JobShape::Text(TextShape::of(text)),
            Job::Text { text, .. } => JobShape::BareText(TextShape::of(text)),
            Job::Copy {
                header,
                caption,
                media,
            } => JobShape::Copy {
                header: header.as_ref().map(header_shape),
                caption: caption.as_ref().map(TextShape::of),
                media: media.as_ref().map(MediaShape::of),
            },
            Job::Resend { media } => JobShape::Resend(MediaShape::of(media)),
            Job::Anew { header, matter } => {
                JobShape::Anew(header.as_ref().map(header_shape), MatterShape::of(matter))
            }
            Job::React => unreachable!("a number says everything"),
            Job::Forward => JobShape::Forward,
            Job::Edit {
                version,
                in_place,
                anew,
            } => JobShape::Edit(
                VersionShape::of(version),
                *in_place,
                Box::new(JobShape::of(anew)),
            ),
            Job::Recalled(Recall::Message) => JobShape::MessageAgain,
            Job::Recalled(recall) => JobShape::Recalled(*recall == Recall::Withdraw),
            Job::Withdraw {
                about,
                copies,
                rest,
            } => JobShape::Withdraw(
                about.0,
                copies
                    .iter()
                    .map(|copy| (copy.chat.0, copy.message.0))
                    .collect(),
                rest.iter().map(|message| message.0).collect(),
            ),
            Job::Notice {
                notice,
                about,
                buttons,
            } => JobShape::Notice(NoticeShape::of(notice), *about, buttons.clone()),
            Job::EditNotice { message, notice } => {
                JobShape::EditNotice(*message, NoticeShape::of(notice))
            }
            Job::TellArrived { notice, about } => {
                JobShape::TellArrived(*notice, about.chat.0, about.message.0)
            }
            Job::AnswerPress { press, notice } => {
                JobShape::AnswerPress(press.clone(), notice.as_ref().map(NoticeShape::of))
            }
            Job::CopyOr { header, otherwise } => JobShape::CopyOr(
                header.as_ref().map(header_shape),
                Box::new(JobShape::of(otherwise)),
            ),
            Job::Under { text } => JobShape::Under(TextShape::of(text)),
            Job::Rename { said } => JobShape::Rename(*said),
            Job::OpenOrClose => JobShape::OpenOrClose,
            Job::Unpanel { panel } => JobShape::Unpanel(panel.0),
            Job::Panel { panel, said } => JobShape::Panel(panel.0, *said),
            Job::Leave => JobShape::Leave,
            Job::Backlog(backlog) => JobShape::Backlog(
                LineShape::of(backlog.line),
                backlog.said.as_ref().map(SaidShape::of),
            ),
            Job::Unpost { message, relay } => match relay {
                None => JobShape::Unpost(*message),
                Some(relay) => JobShape::UnpostOf(*message, relay.0),
            },
            Job::Album(album) => JobShape::Album(AlbumShape::of(album)),
            Job::Saved(saved) => JobShape::Saved(SavedShape::of(saved)),
            Job::Keep(keep) => JobShape::Keep(KeepShape::of(keep)),
            Job::Invite(invite) => JobShape::Invite(invite.about.0, invite.named),
            Job::Info(info) => info_shape(*info),
            Job::Ban(ban) => JobShape::Ban(ban.by.0, ban.whom, ban.who.code(), ban.on, ban.about.0),
        }
    }

    fn read(self) -> Option<Job> {
        Some(match self {
            JobShape::Text(text) => Job::Text {
                text: text.read(),
                no_preview: false,
            },
            JobShape::BareText(text) => Job::Text {
                text: text.read(),
                no_preview: true,
            },
            JobShape::CopyOr(header, otherwise) => Job::CopyOr {
                header: header.map(read_header),
                otherwise: Box::new(otherwise.read()?),
            },
            JobShape::Saved(saved) => Job::Saved(saved.read()?),
            JobShape::Keep(keep) => Job::Keep(keep.read()?),
            JobShape::Under(text) => Job::Under { text: text.read() },
            JobShape::Copy {
                header,
                caption,
                media,
            } => Job::Copy {
                header: header.map(read_header),
                caption: caption.map(TextShape::read),
                media: match media {
                    Some(media) => Some(media.read()?),
                    None => None,
                },
            },
            JobShape::Resend(media) => Job::Resend {
                media: media.read()?,
            },
            JobShape::Anew(header, matter) => Job::Anew {
                header: header.map(read_header),
                matter: matter.read()?,
            },
            JobShape::Forward => Job::Forward,
            JobShape::Edit(version, in_place, anew) => Job::Edit {
                version: version.read()?,
                in_place,
                anew: Box::new(anew.read()?),
            },
            JobShape::Recalled(false) => Job::Recalled(Recall::Note),
            JobShape::Recalled(true) => Job::Recalled(Recall::Withdraw),
            JobShape::MessageAgain => Job::Recalled(Recall::Message),
            JobShape::Withdraw(about, copies, rest) => Job::Withdraw {
                rest: rest.into_iter().map(MessageId).collect(),
                about: MessageId(about),
                copies: copies
                    .into_iter()
                    .map(|(chat, message)| Place {
                        chat: ChatId(chat),
                        message: MessageId(message),
                    })
                    .collect(),
            },
            JobShape::Notice(notice, about, buttons) => Job::Notice {
                notice: notice.read()?,
                about,
                buttons,
            },
            JobShape::EditNotice(message, notice) => Job::EditNotice {
                message,
                notice: notice.read()?,
            },
            JobShape::TellArrived(notice, chat, message) => Job::TellArrived {
                notice,
                about: Place {
                    chat: ChatId(chat),
                    message: MessageId(message),
                },
            },
            JobShape::AnswerPress(press, notice) => Job::AnswerPress {
                press,
                notice: match notice {
                    Some(notice) => Some(notice.read()?),
                    None => None,
                },
            },
            JobShape::Rename(said) => Job::Rename { said },
            JobShape::OpenOrClose => Job::OpenOrClose,
            JobShape::Unpanel(panel) => Job::Unpanel {
                panel: PanelId(panel),
            },
            JobShape::Panel(panel, said) => Job::Panel {
                panel: PanelId(panel),
                said,
            },
            JobShape::Leave => Job::Leave,
            JobShape::Backlog(line, said) => Job::Backlog(Backlog {
                line: line.read(),
                said: said.map(SaidShape::read),
            }),
            JobShape::Unpost(message) => Job::Unpost {
                message,
                relay: None,
            },
            JobShape::UnpostOf(message, relay) => Job::Unpost {
                message,
                relay: Some(IdentityId(relay)),
            },
            JobShape::Album(album) => Job::Album(album.read()?),
            JobShape::Invite(about, named) => Job::Invite(Invite {
                about: MessageId(about),
                named,
            }),
            JobShape::Info(by, about, members) => Job::Info(Info {
                audience: match (by, about) {
                    (Some(by), about) => Audience::Alone {
                        by: UserId(by),
                        about: MessageId(about?),
                    },
                    (None, Some(about)) => Audience::Everybody {
                        about: MessageId(about),
                    },
                    (None, None) => Audience::Topic,
                },
                members,
            }),
            JobShape::Ban(by, whom, who, on, about) => Job::Ban(Ban {
                by: UserId(by),
                whom,
                who: Banned::from_code(who)?,
                on,
                about: MessageId(about),
            }),
        })
    }
}
