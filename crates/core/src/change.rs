//! Everything a decision may change. The program writes a list of these in one transaction and applies it to its
//! working set; nothing else changes anything.

use relevo_telegram::{
    BusinessConnection, ChatId, MessageId, Place, Reaction, ThreadId, UpdateId, UserId,
};

use crate::{
    Card, CardId, CellId, CellState, ConnectionId, Conversation, ConversationId, Delivery,
    Direction, IdentityId, Ignoring, Operator, PanelId, Participant, RelayOut, Seq, State, Topic,
};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new client chat; its card follows as `PutCard`.
    NewConversation(Conversation),
    /// The names of a person or chat, new or changed. A start parameter of none leaves the stored one as it is.
    PutCard {
        /// Its id.
        id: CardId,
        /// The names.
        card: Card,
    },
    /// Nothing refers to these names any more: their row and its key go.
    DropCard(CardId),
    /// A conversation is another than before (topic, chat id, last author, reachability).
    UpdateConversation(Conversation),
    /// A topic exists in the group. `conversation` none: made by us, nobody's yet (an echo that came first).
    PutTopic {
        /// The cell.
        cell: CellId,
        /// The topic.
        thread: ThreadId,
        /// Whose it is.
        conversation: Option<ConversationId>,
    },
    /// Something to do in Telegram.
    Deliver(Delivery),
    /// A delivery stands elsewhere now. Only these parts change; the job stays.
    Progress {
        /// The cell.
        cell: CellId,
        /// Which delivery.
        seq: Seq,
        /// Where it stands.
        state: State,
        /// See `Delivery::attempts`.
        attempts: u32,
        /// See `Delivery::step`.
        step: u8,
        /// See `Delivery::header_message`.
        header_message: Option<i64>,
        /// See `Delivery::repeat`.
        repeat: bool,
        /// See `Delivery::bare`.
        bare: bool,
    },
    /// A delivery has another job now (a placeholder instead of a copy). Written whole.
    Replace(Delivery),
    /// Somebody is ignored from now on, or no longer: a parameter of a connection, and so in the audit log.
    Ignore(Ignoring),
    /// Somebody of the team decided about a client's chat, or was shown of it what others are not: goes to the audit log.
    Verdict(crate::ChatVerdict),
    /// A delivery is done or withdrawn: its row and its body go.
    Remove {
        /// The cell.
        cell: CellId,
        /// Which delivery.
        seq: Seq,
    },
    /// Which message on one side is which on the other.
    Link(Link),
    /// A team message stands for something else now: it became a note, or was withdrawn. Its links to the client change.
    Role {
        /// Its conversation.
        conversation: ConversationId,
        /// The cell.
        cell: CellId,
        /// The message in the backend group.
        topic_message: MessageId,
        /// What it stands for.
        role: LinkRole,
    },
    /// The copies of a message hold another version of it now.
    Version {
        /// The cell.
        cell: CellId,
        /// The identity whose message ids the client side uses.
        identity: IdentityId,
        /// The message that was edited.
        source: Place,
        /// Which way its copies went.
        direction: Direction,
        /// See [`Link::digest`].
        digest: i64,
    },
    /// What became of an update. Written with whatever it caused, and again when its delivery ends.
    Fate {
        /// The update.
        mark: InboxMark,
        /// What became of it.
        fate: Fate,
    },
    /// A notice tells people that an update failed or is held.
    Told {
        /// The update.
        mark: InboxMark,
        /// The cell.
        cell: CellId,
        /// The notice's delivery.
        notice: Seq,
        /// The delivery that is kept for a person to decide about, if one is.
        kept: Option<Seq>,
    },
    /// Whatever was told of an update is settled: what was kept is gone, and what becomes of it now is told anew if it has to be.
    Untold {
        /// The update.
        mark: InboxMark,
    },
    /// A notice stands in the group: if it tells of an update, it does so there.
    ToldAt {
        /// The cell.
        cell: CellId,
        /// The notice's delivery.
        notice: Seq,
        /// The notice's message in the backend group.
        message: MessageId,
    },
    /// A button that may be pressed.
    PutCallback(Callback),
    /// A button has been used, or must not work any more.
    RemoveCallback(i64),
    /// A backend group can, or cannot, be written to.
    Cell {
        /// The cell.
        cell: CellId,
        /// Its state.
        state: CellState,
        /// Since when it cannot, Unix milliseconds.
        paused_ms: Option<i64>,
    },
    /// The backend group became a supergroup with another id.
    CellGroup {
        /// The cell.
        cell: CellId,
        /// The new id.
        group: ChatId,
    },
    /// An account is connected to its bot otherwise than before.
    Account {
        /// The account.
        identity: IdentityId,
        /// The connection as it is now.
        now: BusinessConnection,
    },
    /// A relay is out of service, or in it again.
    Relay {
        /// The relay.
        relay: IdentityId,
        /// Why it is out of service; none: it is not.
        out: Option<RelayOut>,
        /// Unix milliseconds.
        at_ms: i64,
    },
    /// A fact for the journal.
    Record(Fact),
    /// Somebody is a member of the backend group, or is not any more. A card that is replaced, or theirs when they leave, goes with it.
    Operator {
        /// The cell.
        cell: CellId,
        /// Who.
        person: UserId,
        /// What is known of them; none: they are not in.
        place: Option<Operator>,
    },
    /// A topic of a client's own forum: its name is known, or somebody wrote in it.
    Source {
        /// The forum's conversation.
        conversation: ConversationId,
        /// The topic; 0 for General.
        thread: ThreadId,
        /// The card with its name; none leaves it as it is.
        card: Option<CardId>,
        /// Unix milliseconds at which somebody wrote in it; none leaves it as it is.
        seen_ms: Option<i64>,
    },
    /// Somebody wrote in a client's group who had not before, or is called otherwise since; their card follows as `PutCard`.
    Participant {
        /// Who.
        participant: Participant,
        /// Unix milliseconds; kept of the first time.
        at_ms: i64,
    },
    /// In which topic of a client's own forum a message is.
    SourceMessage {
        /// The forum's conversation.
        conversation: ConversationId,
        /// The message there.
        message: MessageId,
        /// The topic; 0 for General.
        thread: ThreadId,
    },
    /// A conversation is another connection's from now on: what waits in it is, too.
    TakeOver {
        /// The cell.
        cell: CellId,
        /// The conversation, which changes by `UpdateConversation`.
        conversation: ConversationId,
        /// Whose it is now.
        connection: ConnectionId,
    },
    /// A channel's post stands in the linked discussion group too.
    Discussion {
        /// The identity that saw it there.
        identity: IdentityId,
        /// The post.
        post: Place,
        /// Its automatic forward.
        copy: Place,
    },
    /// Somebody's reactions to a message are these now; those that were there before keep their age, except where counts stand
    /// for everybody.
    Reactions {
        /// The connection that heard of it.
        connection: ConnectionId,
        /// The message, as Telegram names it.
        place: Place,
        /// A person's or chat's number, or [`crate::COUNTED`].
        actor: i64,
        /// All of them, the newest last.
        now: Vec<Reaction>,
        /// The number of this decision.
        number: i64,
        /// Unix milliseconds.
        at_ms: i64,
    },
    /// Telegram does not let the bot set this reaction to these messages' counterpart.
    RefuseReaction {
        /// The connection.
        connection: ConnectionId,
        /// The messages reacted to.
        places: Vec<Place>,
        /// The reaction.
        reaction: Reaction,
    },
    /// Nobody will ask for the reactions to a message any more.
    ForgetReactions {
        /// The connection.
        connection: ConnectionId,
        /// The message.
        place: Place,
    },
    /// A quick reply was sent.
    ReplyUsed {
        /// Whose it is.
        cell: CellId,
        /// Which.
        reply: crate::ReplyId,
    },
    /// The messages of a quick reply stand in the topic "Replies".
    ReplyStored {
        /// Whose it is.
        cell: CellId,
        /// Which.
        reply: crate::ReplyId,
        /// The messages there, in order.
        messages: Vec<MessageId>,
    },
    /// A quick reply could not be stored: it was never one.
    ReplyLost {
        /// Whose it was to be.
        cell: CellId,
        /// Which.
        reply: crate::ReplyId,
    },
    /// Somebody took a quick reply off the list: goes to the audit log.
    RemoveReply(crate::RemovedReply),
    /// The topic "Replies" of a group; none: it is gone.
    ReplyTopic {
        /// The cell.
        cell: CellId,
        /// The topic.
        thread: Option<ThreadId>,
    },
    /// A step of a broadcast has ended, by whatever its delivery brought: its recipient's row follows.
    StepEnded {
        /// The cell.
        cell: CellId,
        /// The step's delivery.
        seq: Seq,
        /// How.
        end: crate::broadcast::Ended,
        /// Unix milliseconds.
        at_ms: i64,
    },
    /// Since when the client of a conversation wants no broadcasts, Unix milliseconds; none: they do.
    OptedOut(ConversationId, Option<i64>),
    /// Where an item of an album is, and which delivery brings it.
    Gather(crate::Gathered),
    /// Somebody of the team asks a module for something: the update that says so is kept until that is dealt with.
    Request(Request),
    /// A panel's message shows this now.
    PanelShown {
        /// The panel.
        panel: PanelId,
        /// The message, if it has just been posted.
        message: Option<MessageId>,
        /// The digest of what it shows.
        shown: i64,
    },
    /// A panel has no message that could be changed any more.
    PanelGone(PanelId),
}

/// What somebody of the team asks of a module: a command, or a press of a panel's button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number: a cell's requests are dealt with in this order.
    pub number: i64,
    /// The update that says what.
    pub mark: InboxMark,
    /// Whose group it was asked in.
    pub cell: CellId,
    /// The connection that answers.
    pub connection: ConnectionId,
    /// The conversation in whose topic a command was written.
    pub conversation: Option<ConversationId>,
    /// Unix milliseconds.
    pub at_ms: i64,
}

/// The key of a stored update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InboxMark {
    /// Who received it.
    pub identity: IdentityId,
    /// Telegram restarts numbering after a silent week: a new epoch each time.
    pub epoch: i64,
    /// Its number.
    pub update: UpdateId,
}

/// What became of an update. Codes are the database's; never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Its delivery waits.
    Waiting,
    /// Delivered: a link says as which message.
    Delivered,
    /// Delivered as far as is known, and no link says as which message: a person said that it arrived, or Telegram's answer did not
    /// name it.
    Arrived,
    /// Left out, as the parameters say.
    Filtered(Filter),
    /// Stays inside: a note, a command, a service message, a button.
    Internal,
    /// Failed, and said so in the topic.
    Failed,
    /// Held, and asked about in the topic.
    Held,
    /// Could not be processed; kept encrypted for seven days and shown.
    Quarantined,
    /// Kept until the connection is started again: it was stopped while its bot went on serving the setup.
    SetAside,
}

/// Why an update was left out: counted, never an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// A bot of this installation wrote it.
    OwnFleet,
    /// `IGNORE_CHATS`.
    Ignored,
    /// `WHITE_LIST`.
    NotWhite,
    /// `MONITOR_PRIVATE`, `MONITOR_GROUPS`, `MONITOR_CHANNELS`.
    NotMonitored,
    /// A bare `/start`.
    Start,
    /// `/stop`: the client wants no broadcasts.
    OptedOut,
    /// A kind of update or message this version does not act on.
    NotActedOn,
    /// Not addressed to any conversation: General, team topics, other connections' topics.
    Elsewhere,
    /// The connection is stopped.
    Stopped,
    /// `PRIVATE_KEYWORDS`, `GROUPS_KEYWORDS`, `CHANNELS_KEYWORDS`: nothing that wakes the conversation.
    Keywords,
    /// An edit that changed nothing visible.
    Unchanged,
    /// `RESTRICTED_KEYWORDS_FRONTEND`.
    Restricted,
    /// The team has not accepted the group.
    NotAccepted,
    /// A post that is mirrored in its channel's own topic.
    AutomaticForward,
}

/// Which message on one side is which on the other. Everything later (replies, edits, withdrawals) goes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The conversation.
    pub conversation: ConversationId,
    /// The cell of its topic message.
    pub cell: CellId,
    /// The identity whose message ids the client side uses.
    pub identity: IdentityId,
    /// The client chat in which it was made: stays when a group becomes a supergroup.
    pub client_chat: ChatId,
    /// The message there; 0 for what has no client side (notes, notices).
    pub client_message: MessageId,
    /// The message in the backend group.
    pub topic_message: MessageId,
    /// The relay that posted it there: only that bot can change it. None: the frontend, or a person.
    pub relay: Option<IdentityId>,
    /// What it is.
    pub role: LinkRole,
    /// What it holds.
    pub kind: crate::ContentKind,
    /// A keyed digest of the version that both sides hold, by which an edit that changes nothing is noticed; 0 where
    /// nobody asks, and [`Link::OLDER`].
    pub digest: i64,
    /// Who of a client group wrote it: a person's or chat's id. 0 where nobody asks, and for what was linked before this was kept.
    pub author: i64,
    /// Unix milliseconds.
    pub made_ms: i64,
}

impl Link {
    /// The digest of a client's copy that is older than the team's message, and stays so: a newer version was not to be sent.
    pub(crate) const OLDER: i64 = 0;
    /// The digest of the client's copy of what a command sent: the command's own words are no version of it.
    pub(crate) const SAID: i64 = 1;
}

/// What a link stands for. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkRole {
    /// The client wrote it.
    Client,
    /// The team wrote it.
    Team,
    /// An author line above a client's message: a reply to it means the message.
    AuthorLine,
    /// A note: never leaves the group; a reply to it is a note.
    Note,
    /// The desk's own words in the topic: a reply to them is a note.
    Notice,
    /// The team wrote it and the client has a copy; since then it was edited into a note. A reply to it is a note.
    TeamNote,
    /// The team wrote it and took it back from the client: no version of it leaves any more.
    Withdrawn,
    /// The team wrote it and the client has it, under a number that nobody knows: it cannot be changed or taken back.
    Unnumbered,
    /// A client's words above its file, because they are too long for a caption: a reply to them means the message.
    Words,
    /// What hangs under the copy of a client's message, its buttons: a reply to it means the message.
    Under,
    /// The client wrote it, as an item of an album; its author stands over another item, or above them all.
    Item,
}

impl LinkRole {
    /// Whether it is a client's message in the topic.
    #[must_use]
    pub fn is_copy(self) -> bool {
        matches!(self, LinkRole::Client | LinkRole::Item)
    }

    /// Whether it stands for a client's message in the topic, as its copy or beside it.
    #[must_use]
    pub fn is_of_the_client(self) -> bool {
        self.is_copy()
            || matches!(
                self,
                LinkRole::AuthorLine | LinkRole::Words | LinkRole::Under
            )
    }

    /// Whether a reply to such a message stays inside.
    #[must_use]
    pub fn is_inside(self) -> bool {
        matches!(self, LinkRole::Note | LinkRole::Notice | LinkRole::TeamNote)
    }
}

/// A button that may be pressed: bound to a group and an action, opaque to whoever presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its row, which is the button's data.
    pub id: i64,
    /// The cell in whose group it works.
    pub cell: CellId,
    /// The conversation it is about.
    pub conversation: ConversationId,
    /// The delivery it is about.
    pub seq: Seq,
    /// The team's message that it is about, for what concerns a message that was sent already; for `PickSource` the topic, for `Assign`
    /// the person.
    pub about: Option<MessageId>,
    /// What pressing does.
    pub action: CallbackAction,
    /// Unix milliseconds after which it is gone.
    pub expires_ms: i64,
}

/// What a button does. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallbackAction {
    /// A held message: send it again, at the end of the lane.
    SendAgain,
    /// A held message: it arrived.
    Arrived,
    /// A failed message: try again, at the end of the lane.
    Retry,
    /// A message that became a note: take the copy back from the client.
    Withdraw,
    /// A group that was asked about: mirror it.
    AcceptGroup,
    /// A group that was asked about: never mirror it.
    IgnoreGroup,
    /// A group that was asked about: leave it.
    LeaveGroup,
    /// A held message: send it to the topic of the client's forum that `Callback::about` numbers.
    PickSource,
    /// A held message: post it in the channel.
    Publish,
    /// A message of the time when the connection was stopped: send it.
    SendHeld,
    /// A message of the time when the connection was stopped: it stays inside.
    Discard,
    /// A closed conversation: it is open again.
    OpenAgain,
    /// A closed conversation: its topic is opened so that everybody can write there.
    OpenToWrite,
    /// Who is to be responsible: the person whom `Callback::about` numbers. `Callback::seq` is the prompt.
    Assign,
    /// A quick reply whose files are gone is taken off the list: the one that `Callback::about` numbers.
    RemoveReply,
}

/// One line of the journal: an append-only fact for webhooks, audit and analytics. Message traffic is the links themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The cell.
    pub cell: CellId,
    /// The conversation, if it is about one.
    pub conversation: Option<ConversationId>,
    /// What happened.
    pub kind: FactKind,
    /// Unix milliseconds.
    pub at_ms: i64,
}

/// What happened. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the fact of its name")]
pub enum FactKind {
    ConversationCreated,
    TopicCreated,
    TopicLost,
    DeliveryFailed,
    DeliveryHeld,
    DeliverySentAgain,
    ClientUnreachable,
    ClientReachable,
    CellPaused,
    CellResumed,
    GroupMigrated,
    ReactionSkipped,
    ReactionDropped,
    TopicRenamed,
    TopicClosed,
    TopicReopened,
    /// 🟪.
    TurnOfTeam,
    /// 🟨.
    TurnOfClient,
    /// ⬛.
    ConversationClosed,
    /// Of a mark that webhooks hear of.
    MarkSet,
    /// The same.
    MarkCleared,
    /// Somebody is responsible who was not.
    ConversationTaken,
}

impl Change {
    /// A conversation with another topic.
    #[must_use]
    pub fn topic(conversation: &Conversation, topic: Topic) -> Change {
        Change::UpdateConversation(Conversation {
            topic,
            ..conversation.clone()
        })
    }
}
