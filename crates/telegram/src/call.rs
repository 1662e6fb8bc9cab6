//! What the desk asks Telegram to do: one value is one request.
//!
//! A call carries everything the request needs and nothing of why it is made. `Method` is its name without the
//! content, for logs, budgets and metrics.

use crate::{ChatId, MediaKind, MessageId, Place, Quote, Text, ThreadId, UserId};

/// One request to Telegram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// Who am I?
    GetMe,
    /// What is this chat? The answer says whether it is a forum.
    GetChat(ChatId),
    /// What place has this person here?
    GetMember(ChatId, UserId),
    /// Send words anew, with explicit formatting. Link previews stay as Telegram makes them unless `no_preview`.
    SendText {
        /// Where to and in answer to what.
        to: Send,
        /// The words, 1–4,096 units.
        text: Text,
        /// Whether to show no link preview.
        no_preview: bool,
        /// Rows of buttons.
        buttons: Vec<Vec<Button>>,
    },
    /// Send a file again by its id, which belongs to the calling identity.
    SendMedia {
        /// Where to and in answer to what.
        to: Send,
        /// The file.
        file: MediaFile,
        /// The caption, at most 1,024 units; empty for kinds that have none.
        caption: Text,
    },
    /// Copy a message natively: any size, nothing downloaded, no trace of its author.
    Copy {
        /// Where to and in answer to what.
        to: Send,
        /// The message.
        from: Place,
        /// A caption instead of the original's; `None` keeps it.
        caption: Option<Text>,
    },
    /// Forward a message, with its origin visible.
    Forward {
        /// Where to; replies are not possible.
        to: Send,
        /// The message.
        from: Place,
    },
    /// Change the words of an own text message.
    EditText {
        /// The message.
        at: Place,
        /// The new words.
        text: Text,
        /// Rows of buttons; empty removes them.
        buttons: Vec<Vec<Button>>,
    },
    /// Change the caption of an own message.
    EditCaption {
        /// The message.
        at: Place,
        /// The new caption.
        caption: Text,
        /// Whether it stands above.
        above: bool,
    },
    /// Put another file, with its caption, in the place of an own message's file or words.
    EditMedia {
        /// The message.
        at: Place,
        /// The file: photos, videos, animations, music and documents can be put in place.
        file: MediaFile,
        /// The caption, at most 1,024 units.
        caption: Text,
    },
    /// Delete a message.
    Delete(Place),
    /// Make a forum topic.
    CreateTopic {
        /// The group.
        chat: ChatId,
        /// Its name, 1–128 characters.
        name: String,
        /// One of Telegram's six colours, 0xRRGGBB; Telegram chooses when absent.
        icon_color: Option<u32>,
    },
    /// Rename a forum topic.
    RenameTopic {
        /// The group.
        chat: ChatId,
        /// The topic.
        thread: ThreadId,
        /// Its new name, 1–128 characters.
        name: String,
    },
    /// Close a forum topic.
    CloseTopic(ChatId, ThreadId),
    /// Open a forum topic again.
    ReopenTopic(ChatId, ThreadId),
    /// Answer a pressed button, with a line for the person or nothing.
    AnswerPress {
        /// The press.
        id: String,
        /// The line, at most 200 characters.
        text: Option<String>,
    },
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Send {
    /// The chat.
    pub chat: ChatId,
    /// The forum topic; none for ordinary chats and for General.
    pub thread: Option<ThreadId>,
    /// What it answers.
    pub reply: Option<ReplyTo>,
    /// Whether it arrives without a sound.
    pub silent: bool,
}

/// What a message answers. Sent with `allow_sending_without_reply`: a message goes without its reply rather than not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyTo {
    /// The message in the target chat.
    pub message: MessageId,
    /// The quoted part. Telegram refuses the whole message if it is no exact part of the original.
    pub quote: Option<Quote>,
}

/// A file that Telegram already has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// What kind it is: decides the method.
    pub kind: MediaKind,
    /// The calling identity's id of it.
    pub file_id: String,
    /// Whether it is hidden until tapped.
    pub spoiler: bool,
    /// Whether the caption stands above.
    pub caption_above: bool,
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// What pressing it does.
    pub act: ButtonAct,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ButtonAct {
    /// Tells us, with this data (1–64 bytes, opaque: the id of a row).
    Tell(String),
    /// Opens an address.
    Open(String),
}

/// The name of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the call of the same name")]
pub enum Method {
    GetMe,
    GetChat,
    GetMember,
    SendText,
    SendMedia,
    Copy,
    Forward,
    EditText,
    EditCaption,
    EditMedia,
    Delete,
    CreateTopic,
    RenameTopic,
    CloseTopic,
    ReopenTopic,
    AnswerPress,
}

impl Call {
    /// Its name.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Call::GetMe => Method::GetMe,
            Call::GetChat(_) => Method::GetChat,
            Call::GetMember(..) => Method::GetMember,
            Call::SendText { .. } => Method::SendText,
            Call::SendMedia { .. } => Method::SendMedia,
            Call::Copy { .. } => Method::Copy,
            Call::Forward { .. } => Method::Forward,
            Call::EditText { .. } => Method::EditText,
            Call::EditCaption { .. } => Method::EditCaption,
            Call::EditMedia { .. } => Method::EditMedia,
            Call::Delete(_) => Method::Delete,
            Call::CreateTopic { .. } => Method::CreateTopic,
            Call::RenameTopic { .. } => Method::RenameTopic,
            Call::CloseTopic(..) => Method::CloseTopic,
            Call::ReopenTopic(..) => Method::ReopenTopic,
            Call::AnswerPress { .. } => Method::AnswerPress,
        }
    }

    /// The chat in which it is felt, which is the chat whose budget it draws on.
    #[must_use]
    pub fn chat(&self) -> Option<ChatId> {
        match self {
            Call::GetMe | Call::AnswerPress { .. } => None,
            Call::GetChat(chat)
            | Call::GetMember(chat, _)
            | Call::CreateTopic { chat, .. }
            | Call::RenameTopic { chat, .. }
            | Call::CloseTopic(chat, _)
            | Call::ReopenTopic(chat, _) => Some(*chat),
            Call::SendText { to, .. }
            | Call::SendMedia { to, .. }
            | Call::Copy { to, .. }
            | Call::Forward { to, .. } => Some(to.chat),
            Call::EditText { at, .. }
            | Call::EditCaption { at, .. }
            | Call::EditMedia { at, .. }
            | Call::Delete(at) => Some(at.chat),
        }
    }

    /// Whether doing it twice is the same as doing it once: such a call may be repeated after an unknown outcome.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        match self.method() {
            Method::GetMe
            | Method::GetChat
            | Method::GetMember
            | Method::EditText
            | Method::EditCaption
            | Method::EditMedia
            | Method::Delete
            | Method::RenameTopic
            | Method::CloseTopic
            | Method::ReopenTopic
            | Method::AnswerPress => true,
            Method::SendText
            | Method::SendMedia
            | Method::Copy
            | Method::Forward
            | Method::CreateTopic => false,
        }
    }
}

/// What a done call gave back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// A message was made.
    Message(MessageId),
    /// A topic was made.
    Topic(ThreadId),
    /// Done, nothing to remember.
    Nothing,
    /// The identity itself, its username without `@`, and whether it sees all messages of groups.
    Me {
        /// The bot.
        user: crate::User,
        /// Privacy mode is off.
        reads_all: bool,
    },
    /// A chat.
    Chat(crate::Chat),
    /// A place in a chat.
    Member(crate::Membership),
}
