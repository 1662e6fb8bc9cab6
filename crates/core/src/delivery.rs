//! A delivery: one thing still to do in Telegram, kept in the outbox until done.
//!
//! States are data, never flags. A done delivery is no state: its row is gone and its link stays.

use relevo_telegram::{
    ChatId, Contact, Location, Media, MessageId, Place, Poll, Quote, Text, ThreadId, Venue,
};

use crate::{
    CellId, Connection, ConnectionId, ContentKind, Conversation, ConversationId, Fresh, IdentityId,
    InboxMark, LinkRole, Notice, Seq, tells_of_a_pause,
};

/// One thing still to do in Telegram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number, which is its place in the lane.
    pub seq: Seq,
    /// Its cell.
    pub cell: CellId,
    /// The connection that caused it; its identity makes the call, or a relay instead of it.
    pub connection: ConnectionId,
    /// Its conversation; none for General.
    pub conversation: Option<ConversationId>,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub state: State,
    /// How often a call for it has ended without success.
    pub attempts: u32,
    /// Steps done: 1 = the author line, or an album's first words, stand in the topic as `header_message`.
    pub step: u8,
    /// The author line's message, once sent.
    pub header_message: Option<i64>,
    /// Whether a call for it ended unknown before: its success is followed by a ⟳ reply.
    pub repeat: bool,
    /// Whether it goes without its reply or quote, because Telegram refused them.
    pub bare: bool,
    /// What happened that it tells of.
    pub cause: Option<Cause>,
    /// What it answers, on the source's side.
    pub reply: Option<ReplySource>,
    /// Unix milliseconds of the decision.
    pub made_ms: i64,
    /// Where it goes, if that is not the client chat as a whole.
    pub aim: Option<Aim>,
    /// What to do.
    pub job: Job,
}

/// A place in the client chat, or beside it; or in the backend group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// This topic of the client's own forum, unless what the delivery answers is in another; 0 for General.
    Source(ThreadId),
    /// A comment on a channel's post: an answer to this message of the linked discussion group.
    Comment(Place),
    /// An answer to a command in this topic of the backend group, which is no client's.
    Team(ThreadId),
}

/// The message that a delivery mirrors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The update that brought it: its fate is this delivery's.
    pub mark: InboxMark,
    /// Where the message is.
    pub source: Place,
    /// What it holds.
    pub kind: ContentKind,
    /// Who wrote it: a person's or chat's id.
    pub author: i64,
    /// A keyed digest of what it holds: see `Link::digest`.
    pub digest: i64,
}

/// What a message answers, named on the side where it was written; the link gives the other side when the call is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplySource {
    /// The message answered.
    pub message: i64,
    /// The quoted part.
    pub quote: Option<Quote>,
}

/// Which way a delivery goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Into the backend group.
    ToTopic,
    /// To the client chat.
    ToClient,
    /// Beside the lanes: an answer to a pressed button, a changed notice, a line in General. Keeps its own order.
    Aside,
    /// To the client chat, as one of many: whatever else the client is sent goes first.
    Broadcast,
}

impl Direction {
    /// Whether it ends in a client chat.
    #[must_use]
    pub fn is_to_client(self) -> bool {
        matches!(self, Direction::ToClient | Direction::Broadcast)
    }
}

/// The unit of order: one conversation in one direction. Reactions, the moves of live locations and changes of notices are no
/// part of that sequence: each message has a lane of its own for them, so that what waits there holds up nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane {
    /// The conversation; none for General.
    pub conversation: Option<ConversationId>,
    /// Which way.
    pub direction: Direction,
    /// For reactions the message reacted to, as its own side numbers it; for changes of a notice, and for what takes an answer in
    /// General away, the message; for moves the message that moves, negative; [`Lane::TITLE`], [`Lane::OPENNESS`] and [`Lane::BACKLOG`]; otherwise 0.
    pub part: i64,
}

impl Lane {
    /// The part of a topic's title.
    pub const TITLE: i64 = i64::MIN;
    /// The part of a topic's being open or closed.
    pub const OPENNESS: i64 = i64::MIN + 1;

    /// The part of the line that says how much waits.
    pub const BACKLOG: i64 = i64::MIN + 2;
    /// The part of the line that says that the group cannot be written to: nothing else waits behind it.
    const PAUSE: i64 = i64::MIN + 3;
    /// The part of bans: one after the other, as they were asked for.
    const BANS: i64 = i64::MIN + 4;
    /// The part of links into clients' groups.
    const INVITES: i64 = i64::MIN + 5;
    /// From which on, downwards, the parts of panels are.
    const PANELS: i64 = i64::MIN / 2;
    /// The same for what takes them away.
    const OLD_PANELS: i64 = i64::MIN / 4;
    /// The part of cards whose members are counted, or that one person alone is to see.
    const CARDS: i64 = i64::MIN + 6;
    /// The part of what is put into the topic "Replies", which is made once.
    const REPLIES: i64 = i64::MIN + 7;

    /// Whether it holds what a topic is to be: that has time, and takes only what messages leave.
    #[must_use]
    pub fn is_wanted(self) -> bool {
        matches!(self.part, Lane::TITLE | Lane::OPENNESS)
    }

    /// The lane of the line that says how much waits in this one; none if nobody is told.
    #[must_use]
    pub fn of_its_line(self) -> Option<Lane> {
        let told = self.direction == Direction::ToTopic && self.part == 0;
        (told && self.conversation.is_some()).then_some(Lane {
            direction: Direction::Aside,
            part: Lane::BACKLOG,
            ..self
        })
    }

    /// Whether it is the lane of such a line.
    #[must_use]
    pub fn is_of_a_line(self) -> bool {
        self.direction == Direction::Aside && self.part == Lane::BACKLOG
    }
}

/// Where a delivery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// In its lane, not before this time (Unix milliseconds).
    Waiting {
        /// Not before.
        due_ms: i64,
    },
    /// The call may have been made. At most one in a lane.
    Claimed {
        /// The owner's epoch at the claim.
        epoch: i64,
        /// Which call.
        method: relevo_telegram::Method,
        /// The relay that makes it; none: the frontend.
        relay: Option<IdentityId>,
    },
    /// Out of the lane: nobody knows whether it arrived, and a person decides.
    Held(HeldWhy),
    /// Out of the lane: it will not arrive.
    Failed(crate::FailReason),
}

/// Why a delivery is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldWhy {
    /// The outcome of its call is unknown.
    UnknownOutcome,
    /// It is not known for which topic of the client's forum it is.
    WhichSource,
    /// Nobody has said that it is to be published.
    Unpublished,
    /// It was written while the connection was stopped.
    WhileStopped,
    /// The account's owner lets the bot not send it now.
    AccountAway,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Send these words anew.
    Text {
        /// 1–4,096 units, author line included.
        text: Text,
        /// Whether to show no link preview.
        no_preview: bool,
    },
    /// Copy the cause's message natively.
    Copy {
        /// An author line to send first.
        header: Option<Header>,
        /// A caption instead of the original's.
        caption: Option<Text>,
        /// How to send it again if Telegram will not copy it. What its caption has more than the one above is said by the header.
        media: Option<Media>,
    },
    /// Send the file again by its id: the copy was refused.
    Resend {
        /// The file; its caption is the one to send.
        media: Media,
    },
    /// Make a content anew that is neither words nor a file.
    Anew {
        /// An author line to send first.
        header: Option<Header>,
        /// The content.
        matter: Matter,
    },
    /// Let the other side of the cause's message show the reactions to it: which one is read when the call is made. Beside the
    /// lanes: look whose message it is.
    React,
    /// Forward the cause's message, origin visible.
    Forward,
    /// Let the copy of the cause's message follow an edit. The copy is what the delivery answers (`Delivery::reply`).
    Edit {
        /// What the copy is to hold.
        version: Version,
        /// Whether the copy is changed; otherwise the new version is posted as a reply to it.
        in_place: bool,
        /// How the new version is posted: asked for, or because Telegram will not change the copy.
        anew: Box<Job>,
    },
    /// Words to a client, taken back while their call was on its way: never made again. What is left is to learn whether
    /// they arrived.
    Recalled(Recall),
    /// Delete the client's copies of a team message, one after the other; `Delivery::step` counts them.
    Withdraw {
        /// The message in the backend group.
        about: MessageId,
        /// The copies.
        copies: Vec<Place>,
        /// The other items of its album, whose copies are among them.
        rest: Vec<MessageId>,
    },
    /// Words of the desk itself.
    Notice {
        /// What it says.
        notice: crate::Notice,
        /// The message in the target chat that it answers.
        about: Option<i64>,
        /// The callback row of each button, in the notice's order.
        buttons: Vec<i64>,
    },
    /// Change a notice of ours, and take its buttons away.
    EditNotice {
        /// The notice's message in the backend group.
        message: i64,
        /// What it says now.
        notice: crate::Notice,
    },
    /// Let the notice that says that something was sent again tell that it has arrived, once it has.
    TellArrived {
        /// The notice's message in the backend group.
        notice: i64,
        /// What was sent again, where it was written.
        about: Place,
    },
    /// Answer a pressed button.
    AnswerPress {
        /// Telegram's id of the press.
        press: String,
        /// A line for the person.
        notice: Option<crate::Notice>,
    },
    /// Copy the cause's message natively, or if Telegram will not copy it do this instead.
    CopyOr {
        /// An author line to send first.
        header: Option<Header>,
        /// What to do instead.
        otherwise: Box<Job>,
    },
    /// Words that belong under the copy of the cause's message and answer it, in the topic: its buttons.
    Under {
        /// 1–4,096 units.
        text: Text,
    },
    /// Let the topic's title say the conversation's names as they are now.
    Rename {
        /// The digest of the names that the call says (`Conversation::card_digest`); none before it is made.
        said: Option<i64>,
    },
    /// Let the topic be open or closed: which of them is read when the call is made (`Conversation::wanted`).
    OpenOrClose,
    /// Let the topic show how many of the client's messages wait, until none does.
    Backlog(crate::Backlog),
    /// Let a panel's message show what it is to show.
    Panel {
        /// The panel.
        panel: crate::PanelId,
        /// The digest of what the call says; none before it is made.
        said: Option<i64>,
    },
    /// Take a panel's message away once its time is over.
    Unpanel {
        /// The panel.
        panel: crate::PanelId,
    },
    /// Leave the conversation's chat.
    Leave,
    /// Ban somebody, or end that, if whoever wants it may.
    Ban(crate::Ban),
    /// Let Telegram make a link by which people come into the conversation's chat.
    Invite(crate::Invite),
    /// Post the card of the conversation.
    Info(crate::Info),
    /// Delete a post of ours in the backend group that stands in no topic.
    Unpost {
        /// The post.
        message: i64,
        /// The relay that made it; none: the frontend.
        relay: Option<IdentityId>,
    },
    /// Bring the items of an album as one.
    Album(crate::Album),
    /// Send what a quick reply says.
    Saved(crate::Saved),
    /// Put the messages of a quick reply into the topic where they stay. Beside the lanes.
    Keep(crate::Keep),
}

/// What becomes of the client's copy of words that were taken back while their call was on its way, if it turns out that there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recall {
    /// It is a message: the note that they became is none any more.
    Message,
    /// It stays as it is, of what is a note now.
    Note,
    /// It is withdrawn at once.
    Withdraw,
}

/// A content that is neither words nor a file, with all that is needed to make it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A place, which may move.
    Location(Location),
    /// A named place.
    Venue(Venue),
    /// A contact.
    Contact(Contact),
    /// A poll.
    Poll(Box<Poll>),
    /// Rich blocks (`Rich::input`).
    Rich(String),
    /// Words too long to stand under their author line in one message: their line is always sent first.
    Words(Text),
    /// A file without a caption.
    File(Media),
}

/// What a message holds now, for a copy that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// These words.
    Text {
        /// The words.
        text: Text,
        /// Whether to show no link preview.
        no_preview: bool,
    },
    /// The same file with this caption.
    Caption {
        /// The caption.
        text: Text,
        /// Whether it stands above.
        above: bool,
    },
    /// This file; its caption is the one to show.
    Media(Media),
    /// The place is here now; one that no longer moves stays where it is.
    Location(Location),
    /// Nothing that a copy could be changed to.
    Whole,
}

/// An author line that goes before a message which cannot carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The line.
    pub text: Text,
    /// Sent always and answered by the message (a caption over the limit), or only when the topic's last message is
    /// by somebody else.
    pub always: bool,
}

impl Job {
    /// What stands above its message if it has a header: the author, or words that found no room in the caption.
    pub(crate) fn above(&self) -> Option<LinkRole> {
        let (Job::Copy { header, .. } | Job::Anew { header, .. } | Job::CopyOr { header, .. }) =
            self
        else {
            return None;
        };
        header.as_ref().map(|_| match self.words_above() {
            Some(_) => LinkRole::Words,
            None => LinkRole::AuthorLine,
        })
    }

    /// The header, if it says words of the message itself; of an edit the one of the new version as a message of its own.
    pub(crate) fn words_above(&self) -> Option<&Text> {
        match self {
            Job::Copy {
                header: Some(header),
                caption: Some(given),
                media: Some(media),
            } if media.caption != *given => Some(&header.text),
            Job::Edit { anew, .. } => anew.words_above(),
            _ => None,
        }
    }
}

impl HeldWhy {
    /// Whether no call was made for it yet: nobody outside has anything of it.
    #[must_use]
    pub fn is_before_the_call(self) -> bool {
        match self {
            HeldWhy::WhichSource
            | HeldWhy::Unpublished
            | HeldWhy::WhileStopped
            | HeldWhy::AccountAway => true,
            HeldWhy::UnknownOutcome => false,
        }
    }
}

impl Delivery {
    /// A line in General, without buttons, that a connection causes by itself.
    pub fn in_general(notice: Notice, of: &Connection, fresh: &mut Fresh, now_ms: i64) -> Delivery {
        let job = Job::Notice {
            notice,
            about: None,
            buttons: Vec::new(),
        };
        Delivery::beside(of, job, fresh, now_ms)
    }

    /// Something to do beside the lanes, about no conversation.
    pub fn beside(of: &Connection, job: Job, fresh: &mut Fresh, now_ms: i64) -> Delivery {
        Delivery {
            seq: fresh.seq(),
            cell: of.cell,
            connection: of.id,
            conversation: None,
            direction: Direction::Aside,
            state: State::Waiting { due_ms: now_ms },
            attempts: 0,
            step: 0,
            header_message: None,
            repeat: false,
            bare: false,
            cause: None,
            reply: None,
            made_ms: now_ms,
            aim: None,
            job,
        }
    }

    /// Lets a panel's message show what it is to show.
    pub fn of_panel(
        panel: &crate::Panel,
        of: &Connection,
        fresh: &mut Fresh,
        now_ms: i64,
    ) -> Delivery {
        let job = Job::Panel {
            panel: panel.id,
            said: None,
        };
        Delivery {
            conversation: panel.conversation,
            ..Delivery::beside(of, job, fresh, now_ms)
        }
    }

    /// The chat in which the client has what it brings: their own, or the discussion beside it.
    #[must_use]
    pub fn client_chat(&self, conversation: &Conversation) -> ChatId {
        match self.aim {
            Some(Aim::Comment(place)) => place.chat,
            Some(Aim::Source(_) | Aim::Team(_)) | None => conversation.chat,
        }
    }

    /// Whether it moves a live location, or lets it stand still.
    #[must_use]
    pub fn is_move(&self) -> bool {
        matches!(
            self.job,
            Job::Edit {
                version: Version::Location(_),
                ..
            }
        )
    }

    /// Whether it lets something be as it is wanted. That it succeeds or fails says nothing about words.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.job == Job::React || self.lane().is_wanted()
    }

    /// Whether it answers a command: what it says is for the moment.
    #[must_use]
    pub fn answers(&self) -> bool {
        matches!(
            self.job,
            Job::Notice {
                notice: Notice::Status { .. } | Notice::Answer(_),
                ..
            } | Job::Info(crate::Info {
                audience: crate::Audience::Everybody { .. },
                ..
            })
        )
    }

    /// Whether it answers a command in General: in no need of topics.
    #[must_use]
    pub fn answers_in_general(&self) -> bool {
        self.answers() && self.conversation.is_none()
    }

    /// Whether it takes such an answer away again: nobody waits for that, and it may be long in coming.
    #[must_use]
    pub fn tidies_general(&self) -> bool {
        self.conversation.is_none() && matches!(self.job, Job::Unpost { .. })
    }

    /// Its lane.
    #[must_use]
    pub fn lane(&self) -> Lane {
        let about = self.reply.as_ref().map_or(0, |reply| reply.message);
        let reacted_to = self.cause.map_or(0, |cause| cause.source.message.0);
        Lane {
            conversation: self.conversation,
            direction: self.direction,
            part: match self.job {
                Job::React => reacted_to,
                Job::EditNotice { message, .. } => message,
                Job::TellArrived { notice, .. } => notice,
                Job::Rename { .. } => Lane::TITLE,
                Job::OpenOrClose => Lane::OPENNESS,
                Job::Backlog(_) => Lane::BACKLOG,
                Job::Ban(_) => Lane::BANS,
                Job::Invite(_) => Lane::INVITES,
                Job::Keep(_) => Lane::REPLIES,
                Job::Info(_) if self.direction == Direction::Aside => Lane::CARDS,
                ref job if tells_of_a_pause(job) => Lane::PAUSE,
                Job::Unpost { message, .. } if self.tidies_general() => message,
                // Far from the numbers of messages, which are positive, and of moves.
                Job::Panel { panel, .. } => Lane::PANELS - panel.0,
                // What waits here for a day holds nothing up.
                Job::Unpanel { panel } => Lane::OLD_PANELS - panel.0,
                _ if self.is_move() => -about,
                _ => 0,
            },
        }
    }
}
