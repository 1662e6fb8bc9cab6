//! What the desk asks Telegram to do: one value is one request.
//!
//! A call carries everything the request needs and nothing of why it is made. `Method` is its name without the
//! content, for logs, budgets and metrics.

use crate::{
    BusinessId, ChatId, Contact, Location, MediaKind, MessageId, Place, Poll, Quote, Reaction,
    Text, ThreadId, UserId, Venue,
};

/// One request to Telegram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// Who am I?
    GetMe,
    /// Which token has a bot that this one made for somebody?
    ManagedBotToken(UserId),
    /// What is this chat? The answer says whether it is a forum.
    GetChat(ChatId),
    /// What place has this person here?
    GetMember(ChatId, UserId),
    /// How many are in this chat?
    CountMembers(ChatId),
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
    /// Send words to a person with a keyboard in the place of their own, or take such a keyboard away.
    SendKeyboard {
        /// Where to: a private chat.
        to: Send,
        /// The words, 1–4,096 units.
        text: Text,
        /// The keyboard; none takes away what there is.
        keyboard: Option<Keyboard>,
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
    /// Send a document that Telegram does not have yet.
    SendFile {
        /// Where to and in answer to what.
        to: Send,
        /// The document.
        file: NewFile,
        /// The caption, at most 1,024 units.
        caption: Text,
    },
    /// Send files again as one album.
    SendAlbum {
        /// Where to and in answer to what.
        to: Send,
        /// 2 to 10 items: photos and videos mixed, or only documents, or only music. The answer names one message each.
        items: Vec<AlbumItem>,
    },
    /// Copy several messages of one chat natively, in one call: an album stays one. What cannot be copied is skipped
    /// without a word, so the answer says which copy is whose only if none is missing.
    CopyMany {
        /// Where to; answers are not possible.
        to: Send,
        /// The chat that they are in.
        chat: ChatId,
        /// 1 to 100 messages, in ascending order.
        messages: Vec<MessageId>,
    },
    /// Forward several messages of one chat, with their origin visible, in one call: an album stays one. As `CopyMany` otherwise.
    ForwardMany {
        /// Where to; answers are not possible.
        to: Send,
        /// The chat that they are in.
        chat: ChatId,
        /// 1 to 100 messages, in ascending order.
        messages: Vec<MessageId>,
    },
    /// Send a place, which may move.
    SendLocation {
        /// Where to and in answer to what.
        to: Send,
        /// The place.
        location: Location,
    },
    /// Send a named place.
    SendVenue {
        /// Where to and in answer to what.
        to: Send,
        /// The place.
        venue: Venue,
    },
    /// Send a contact.
    SendContact {
        /// Where to and in answer to what.
        to: Send,
        /// The contact.
        contact: Contact,
    },
    /// Send a poll of one's own.
    SendPoll {
        /// Where to and in answer to what.
        to: Send,
        /// The poll.
        poll: Box<Poll>,
    },
    /// Send a message of rich blocks.
    SendRich {
        /// Where to and in answer to what.
        to: Send,
        /// See `Rich::input`.
        input: String,
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
        /// Whether to show no link preview: an edit brings back one that was taken away.
        no_preview: bool,
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
    /// Move an own live location.
    EditLocation {
        /// The message.
        at: Place,
        /// Where it is now.
        location: Location,
    },
    /// Let an own live location stand still for good.
    StopLocation(Place),
    /// Set the one reaction that a bot may have on a message, or take it back.
    React {
        /// The message.
        at: Place,
        /// The reaction; none takes it back.
        reaction: Option<Reaction>,
    },
    /// Leave a group or channel.
    LeaveChat(ChatId),
    /// Make a link by which people come into a chat, besides those that are there.
    CreateInviteLink {
        /// The chat.
        chat: ChatId,
        /// What its administrators see it called: at most 32 characters.
        name: &'static str,
    },
    /// Delete a message.
    Delete(Place),
    /// Which custom emoji may be the icon of a topic?
    TopicIcons,
    /// Make a forum topic.
    CreateTopic {
        /// The group.
        chat: ChatId,
        /// Its name, 1–128 characters.
        name: String,
        /// One of Telegram's six colours, 0xRRGGBB; Telegram chooses when absent.
        icon_color: Option<u32>,
        /// The id of a custom emoji that Telegram offers for topics ([`Call::TopicIcons`]); shown instead of the colour.
        icon_emoji: Option<String>,
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
    /// Register the commands that people are offered in a chat when they type `/`.
    SetCommands {
        /// The chat.
        chat: ChatId,
        /// The language of the apps that show them, two letters; none: every app that has no list of its own.
        language: Option<&'static str>,
        /// At most 100, in the order in which they are offered.
        commands: Vec<MenuCommand>,
    },
    /// What is this business connection?
    GetBusiness(BusinessId),
    /// Do this in a private chat of a connected account, in the account's name. Only a line of the account makes such calls, so
    /// that nothing else can be done there, and nothing of it anywhere else.
    OnBehalf {
        /// Over which connection.
        of: BusinessId,
        /// What: sending without copying, editing, deleting.
        call: Box<Call>,
    },
}

/// A custom emoji that may be the icon of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicIcon {
    /// The emoji that it is drawn after.
    pub emoji: String,
    /// Its id.
    pub id: String,
}

/// A command in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuCommand {
    /// Its name without the slash, at most 32 of a to z, digits and `_`.
    pub name: String,
    /// What it does, 1–256 characters.
    pub description: String,
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

/// A document that Telegram does not have yet. Clones share the bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What it is called.
    pub name: String,
    /// What it holds; at most 50 MB (Bot API).
    pub bytes: std::sync::Arc<[u8]>,
}

impl std::fmt::Debug for NewFile {
    /// Its name and size: what it holds is nobody's business.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewFile")
            .field("name", &self.name)
            .field("bytes", &self.bytes.len())
            .finish()
    }
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

/// One file of an album.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlbumItem {
    /// The file.
    pub file: MediaFile,
    /// Its caption, at most 1,024 units.
    pub caption: Text,
}

/// A keyboard that asks for a forum group, and has a button that says something else instead. It goes once it was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyboard {
    /// The number by which the choice is recognised.
    pub request: i32,
    /// What the button says that lets the person choose. The bot comes in as an administrator who may manage topics, delete, pin and
    /// invite, and the person must be able to give it that.
    pub choose: String,
    /// What the other button says, and pressing it sends.
    pub instead: String,
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
    ManagedBotToken,
    GetChat,
    GetMember,
    CountMembers,
    SendText,
    SendKeyboard,
    SendMedia,
    SendFile,
    SendAlbum,
    CopyMany,
    ForwardMany,
    SendLocation,
    SendVenue,
    SendContact,
    SendPoll,
    SendRich,
    Copy,
    Forward,
    EditText,
    EditCaption,
    EditMedia,
    EditLocation,
    StopLocation,
    React,
    LeaveChat,
    CreateInviteLink,
    Delete,
    TopicIcons,
    CreateTopic,
    RenameTopic,
    CloseTopic,
    ReopenTopic,
    AnswerPress,
    SetCommands,
    GetBusiness,
}

impl Call {
    /// Its name.
    #[must_use]
    pub fn method(&self) -> Method {
        match self {
            Call::GetMe => Method::GetMe,
            Call::ManagedBotToken(_) => Method::ManagedBotToken,
            Call::GetChat(_) => Method::GetChat,
            Call::GetMember(..) => Method::GetMember,
            Call::CountMembers(_) => Method::CountMembers,
            Call::SendText { .. } => Method::SendText,
            Call::SendKeyboard { .. } => Method::SendKeyboard,
            Call::SendMedia { .. } => Method::SendMedia,
            Call::SendFile { .. } => Method::SendFile,
            Call::SendAlbum { .. } => Method::SendAlbum,
            Call::CopyMany { .. } => Method::CopyMany,
            Call::ForwardMany { .. } => Method::ForwardMany,
            Call::SendLocation { .. } => Method::SendLocation,
            Call::SendVenue { .. } => Method::SendVenue,
            Call::SendContact { .. } => Method::SendContact,
            Call::SendPoll { .. } => Method::SendPoll,
            Call::SendRich { .. } => Method::SendRich,
            Call::EditLocation { .. } => Method::EditLocation,
            Call::StopLocation(_) => Method::StopLocation,
            Call::React { .. } => Method::React,
            Call::LeaveChat(_) => Method::LeaveChat,
            Call::CreateInviteLink { .. } => Method::CreateInviteLink,
            Call::Copy { .. } => Method::Copy,
            Call::Forward { .. } => Method::Forward,
            Call::EditText { .. } => Method::EditText,
            Call::EditCaption { .. } => Method::EditCaption,
            Call::EditMedia { .. } => Method::EditMedia,
            Call::Delete(_) => Method::Delete,
            Call::TopicIcons => Method::TopicIcons,
            Call::CreateTopic { .. } => Method::CreateTopic,
            Call::RenameTopic { .. } => Method::RenameTopic,
            Call::CloseTopic(..) => Method::CloseTopic,
            Call::ReopenTopic(..) => Method::ReopenTopic,
            Call::AnswerPress { .. } => Method::AnswerPress,
            Call::SetCommands { .. } => Method::SetCommands,
            Call::GetBusiness(_) => Method::GetBusiness,
            Call::OnBehalf { call, .. } => call.method(),
        }
    }

    /// The chat in which it is felt, which is the chat whose budget it draws on.
    #[must_use]
    pub fn chat(&self) -> Option<ChatId> {
        match self {
            Call::GetMe
            | Call::ManagedBotToken(_)
            | Call::TopicIcons
            | Call::AnswerPress { .. }
            | Call::GetBusiness(_)
            | Call::SetCommands { .. } => None,
            Call::OnBehalf { call, .. } => call.chat(),
            Call::GetChat(chat)
            | Call::LeaveChat(chat)
            | Call::GetMember(chat, _)
            | Call::CreateInviteLink { chat, .. }
            | Call::CountMembers(chat)
            | Call::CreateTopic { chat, .. }
            | Call::RenameTopic { chat, .. }
            | Call::CloseTopic(chat, _)
            | Call::ReopenTopic(chat, _) => Some(*chat),
            Call::SendText { to, .. }
            | Call::SendKeyboard { to, .. }
            | Call::SendMedia { to, .. }
            | Call::SendFile { to, .. }
            | Call::SendAlbum { to, .. }
            | Call::CopyMany { to, .. }
            | Call::ForwardMany { to, .. }
            | Call::SendLocation { to, .. }
            | Call::SendVenue { to, .. }
            | Call::SendContact { to, .. }
            | Call::SendPoll { to, .. }
            | Call::SendRich { to, .. }
            | Call::Copy { to, .. }
            | Call::Forward { to, .. } => Some(to.chat),
            Call::EditText { at, .. }
            | Call::EditCaption { at, .. }
            | Call::EditMedia { at, .. }
            | Call::EditLocation { at, .. }
            | Call::StopLocation(at)
            | Call::React { at, .. }
            | Call::Delete(at) => Some(at.chat),
        }
    }

    /// The topic into which it puts something.
    #[must_use]
    pub fn thread(&self) -> Option<ThreadId> {
        match self {
            Call::SendText { to, .. }
            | Call::SendKeyboard { to, .. }
            | Call::SendMedia { to, .. }
            | Call::SendFile { to, .. }
            | Call::SendAlbum { to, .. }
            | Call::CopyMany { to, .. }
            | Call::SendLocation { to, .. }
            | Call::SendVenue { to, .. }
            | Call::SendContact { to, .. }
            | Call::SendPoll { to, .. }
            | Call::SendRich { to, .. }
            | Call::Copy { to, .. }
            | Call::Forward { to, .. } => to.thread,
            _ => None,
        }
    }

    /// Whether it can be made in an account's name: what sends anew, edits or deletes one message. Copies and forwards come out of
    /// chats that are numbered otherwise there, so they would bring somebody else's words.
    #[must_use]
    pub fn is_on_behalf(&self) -> bool {
        matches!(
            self.method(),
            Method::SendText
                | Method::SendMedia
                | Method::SendAlbum
                | Method::SendLocation
                | Method::SendVenue
                | Method::SendContact
                | Method::SendPoll
                | Method::SendRich
                | Method::EditText
                | Method::EditCaption
                | Method::EditMedia
                | Method::EditLocation
                | Method::StopLocation
                | Method::Delete
        )
    }

    /// Whether doing it twice is the same as doing it once: such a call may be repeated after an unknown outcome.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.method().is_repeatable()
    }
}

impl Method {
    /// Whether doing it twice is the same as doing it once.
    #[must_use]
    pub fn is_repeatable(self) -> bool {
        match self {
            Method::GetMe
            | Method::ManagedBotToken
            | Method::GetChat
            | Method::GetMember
            | Method::CountMembers
            | Method::EditText
            | Method::EditCaption
            | Method::EditMedia
            | Method::EditLocation
            | Method::StopLocation
            | Method::React
            | Method::LeaveChat
            | Method::CreateInviteLink
            | Method::Delete
            | Method::TopicIcons
            | Method::RenameTopic
            | Method::CloseTopic
            | Method::ReopenTopic
            | Method::AnswerPress
            | Method::GetBusiness
            | Method::SetCommands => true,
            Method::SendText
            | Method::SendKeyboard
            | Method::SendMedia
            | Method::SendFile
            | Method::SendAlbum
            | Method::CopyMany
            | Method::ForwardMany
            | Method::SendLocation
            | Method::SendVenue
            | Method::SendContact
            | Method::SendPoll
            | Method::SendRich
            | Method::Copy
            | Method::Forward
            | Method::CreateTopic => false,
        }
    }
}
