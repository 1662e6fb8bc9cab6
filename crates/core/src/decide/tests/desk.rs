//! A small desk for tests: one cell, one connection, people who write.

use relevo_telegram::{
    Author, CallbackPress, Chat, ChatId, ChatKind, Content, Media, MediaKind, Message, MessageId,
    Place, Reply, Text, ThreadId, UpdateId, User, UserId,
};

pub(crate) use super::matter;
pub(crate) use super::told::told;

use crate::{
    Card, CardId, Cell, CellId, CellState, Connection, ConnectionId, ConnectionState, Context,
    Conversation, ConversationId, Creating, Decision, Delivery, Event, Fresh, IdentityId,
    InboxMark, Link, Params, Scene, Standing, Title, Topic, decide,
};

pub(crate) const GROUP: ChatId = ChatId(-100_500);
pub(crate) const BOT: UserId = UserId(900);
pub(crate) const ANN: i64 = 42;
pub(crate) const CLUB: ChatId = ChatId(-100_700);
pub(crate) const THREAD: ThreadId = ThreadId(11);
pub(crate) const NOW_MS: i64 = 1_000_000;

/// What exists before the event.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) now_ms: i64,
    pub(crate) connection: Connection,
    pub(crate) cell: Cell,
    pub(crate) fleet: Vec<UserId>,
    pub(crate) conversation: Option<Conversation>,
    pub(crate) card_digest: i64,
    pub(crate) content_digest: i64,
    pub(crate) reply_role: Option<crate::LinkRole>,
    /// What is known of the message that the event is about.
    pub(crate) links: Vec<Link>,
    pub(crate) pending: Vec<Delivery>,
    pub(crate) reacting: Vec<Delivery>,
    /// The album that the event's message is an item of.
    pub(crate) album_key: Option<i64>,
    pub(crate) items: Vec<crate::Gathered>,
    pub(crate) item_links: Vec<Link>,
    pub(crate) item_pending: Vec<Delivery>,
    /// A topic on its way: whose, its name, the newest that has an owner.
    pub(crate) making: Option<(Conversation, String, Option<ThreadId>)>,
    pub(crate) callback: Option<crate::Callback>,
    pub(crate) delivery: Option<Delivery>,
    /// Who is known to be in the backend group.
    pub(crate) operators: Vec<UserId>,
    pub(crate) presence: crate::Presence,
    /// Whether the cell has relays.
    pub(crate) relays: bool,
    pub(crate) start: Option<String>,
    pub(crate) broadcast: Option<crate::broadcast::Named>,
    pub(crate) title: Option<String>,
    pub(crate) sources: Vec<crate::Source>,
    pub(crate) stopped_owner: Option<Connection>,
    pub(crate) speaks: bool,
    pub(crate) told_s: Option<i64>,
    pub(crate) channel: Option<Conversation>,
    pub(crate) comment: Option<Place>,
    pub(crate) status: Option<crate::DeskStatus>,
    pub(crate) waiting: Option<crate::TopicList>,
    pub(crate) mine: Option<crate::TopicList>,
    /// The quick reply of whatever name is asked for, and the client's names.
    pub(crate) reply: Option<crate::Reply>,
    pub(crate) names: crate::Card,
    /// The usernames of the installation's bots.
    pub(crate) bots: Vec<String>,
    pub(crate) linked: Option<Conversation>,
    /// What failed or is held of what the event answers.
    pub(crate) unsettled: Vec<(Delivery, crate::Question)>,
    /// Whom events show in the backend group.
    pub(crate) shown: Vec<crate::Shown>,
    pub(crate) colleagues: Vec<crate::Colleague>,
    pub(crate) beside: Vec<i64>,
    /// What is known of each message that is gone.
    pub(crate) deleted: Vec<crate::About<'static>>,
    pub(crate) responsible: Option<String>,
    /// Who writes in a client's group, as they are known, and the digest of their names now.
    pub(crate) participant: Option<crate::Participant>,
    pub(crate) author_digest: i64,
    pub(crate) linked_stopped: bool,
    /// Whether the status is as it is told; otherwise it is one that the event does not change, so that only tests of statuses meet them.
    pub(crate) turns: bool,
}

/// A codebook for tests: numbers that look like nothing, always the same.
#[derive(Debug)]
pub(crate) struct Numbers;

impl crate::Codebook for Numbers {
    fn code(&self, connection: ConnectionId, id: i64) -> i64 {
        let mixed = (id ^ (connection.0 << 40)).wrapping_mul(-7_046_029_254_386_353_131);
        (mixed ^ (mixed >> 31)).wrapping_mul(-4_658_895_280_553_007_687)
    }

    fn stand_in(&self, _: crate::params::Language, what: crate::StandIn) -> String {
        match what {
            crate::StandIn::Content(kind) => format!("{kind:?} (hidden)"),
            other => format!("({})", format!("{other:?}").to_lowercase()),
        }
    }
}

impl Desk {
    /// Everything is monitored; nobody has written yet.
    pub(crate) fn new() -> Desk {
        Desk {
            now_ms: NOW_MS,
            connection: Connection {
                id: ConnectionId(1),
                cell: CellId(1),
                identity: IdentityId(1),
                user: BOT,
                frontend: crate::Frontend::Bot,
                owner: None,
                state: ConnectionState::Running,
                last_stop: None,
                params: Params {
                    accept_groups: crate::params::AcceptGroups::All,
                    monitor_private: true,
                    monitor_groups: true,
                    monitor_channels: true,
                    ..Params::default()
                },
            },
            cell: Cell {
                id: CellId(1),
                group: GROUP,
                desk: IdentityId(1),
                state: CellState::Running,
                paused_ms: None,
            },
            fleet: vec![BOT],
            conversation: None,
            card_digest: 7,
            content_digest: 17,
            reply_role: None,
            links: Vec::new(),
            pending: Vec::new(),
            reacting: Vec::new(),
            album_key: None,
            items: Vec::new(),
            item_links: Vec::new(),
            item_pending: Vec::new(),
            making: None,
            callback: None,
            delivery: None,
            operators: vec![UserId(77)],
            presence: crate::Presence::Unseen,
            relays: false,
            start: None,
            broadcast: None,
            title: None,
            sources: Vec::new(),
            stopped_owner: None,
            speaks: false,
            told_s: None,
            channel: None,
            comment: None,
            status: None,
            waiting: None,
            mine: None,
            reply: None,
            names: card("Ann"),
            bots: vec!["desk_bot".into()],
            linked: None,
            unsettled: Vec::new(),
            shown: vec![crate::Shown {
                person: UserId(77),
                digest: 1,
                known: Some(crate::Operator {
                    card: None,
                    digest: 1,
                }),
            }],
            colleagues: Vec::new(),
            beside: Vec::new(),
            deleted: Vec::new(),
            responsible: None,
            participant: Some(crate::Participant {
                conversation: ConversationId(5),
                person: UserId(8),
                card: CardId(60),
                digest: 0,
            }),
            author_digest: 0,
            linked_stopped: false,
            turns: false,
        }
    }

    fn scene(&self, event: &Event) -> Scene<'_> {
        let who = match event {
            Event::ClientMessage { message, .. }
            | Event::GroupMessage { message, .. }
            | Event::ClientEdited { message, .. }
            | Event::GroupEdited { message, .. } => match &message.author {
                Author::User(user) => Some(user.id),
                Author::Chat { .. } | Author::Nobody => None,
            },
            Event::OwnMembership { change, .. } => Some(change.by),
            Event::Pressed { press, .. } => Some(press.by.id),
            _ => None,
        };
        Scene {
            taken: false,
            bots: &self.bots,
            ticker: None,
            responsible: self.responsible.as_deref(),
            linked: self.linked.as_ref(),
            participant: self.participant,
            author_digest: self.author_digest,
            linked_stopped: self.linked_stopped,
            relays: self.relays,
            operator: who.is_some_and(|who| self.operators.contains(&who)),
            presence: self.presence,
            start: self.start.as_deref(),
            broadcast: self.broadcast.as_ref(),
            title: self.title.as_deref(),
            sources: &self.sources,
            stopped_owner: self.stopped_owner.as_ref(),
            speaks: self.speaks,
            told_s: self.told_s,
            channel: self.channel.as_ref(),
            comment: self.comment,
            status: self.status.as_ref(),
            waiting: self.waiting.as_ref(),
            mine: self.mine.as_ref(),
            saying: self.saying(event),
            unsettled: &self.unsettled,
            shown: &self.shown,
            colleagues: &self.colleagues,
            beside: &self.beside,
            account: None,
            deleted: &self.deleted,
        }
    }

    /// Of every command that asks for a quick reply.
    fn saying(&self, event: &Event) -> Option<crate::Saying<'_>> {
        let Event::GroupMessage { message, .. } = event else {
            return None;
        };
        let (_, forwarded) = crate::asks_to_say(message)?;
        Some(crate::Saying {
            reply: self.reply.as_ref(),
            card: &self.names,
            forwarded,
            told: true,
        })
    }

    /// The key of every album here, and what is known of it.
    fn album(&self) -> Option<crate::AlbumFacts<'_>> {
        self.album_key.map(|key| crate::AlbumFacts {
            key,
            items: &self.items,
            links: &self.item_links,
            pending: &self.item_pending,
        })
    }

    fn creating(&self) -> Option<Creating<'_>> {
        let (conversation, name, newest) = self.making.as_ref()?;
        Some(Creating {
            conversation,
            name,
            newest: *newest,
        })
    }

    /// With Ann's private conversation, its topic open.
    pub(crate) fn with_ann() -> Desk {
        Desk {
            conversation: Some(conversation(ChatId(ANN), ChatKind::Private)),
            ..Desk::new()
        }
    }

    /// With the conversation of a client group, its topic open.
    pub(crate) fn with_club() -> Desk {
        Desk {
            conversation: Some(conversation(CLUB, ChatKind::Supergroup)),
            ..Desk::new()
        }
    }

    /// The conversation, in a status that the event does not change.
    fn unturned(&self, event: &Event) -> Option<Conversation> {
        let mut known = self.conversation.clone()?;
        let by_the_team = matches!(event, Event::GroupMessage { .. } | Event::Pressed { .. });
        if by_the_team && !self.turns {
            known.handling.status = crate::Status::SupportAnswered;
        }
        Some(known)
    }

    pub(crate) fn decide(&self, event: &Event) -> Decision {
        let conversation = self.unturned(event);
        let context = Context {
            now_ms: self.now_ms,
            connection: &self.connection,
            cell: &self.cell,
            fleet: &self.fleet,
            conversation: conversation.as_ref(),
            card_digest: self.card_digest,
            content_digest: self.content_digest,
            reply_role: self.reply_role,
            about: crate::About {
                links: &self.links,
                pending: &self.pending,
                reacting: &self.reacting,
            },
            album: self.album(),
            creating: self.creating(),
            codebook: &Numbers,
            callback: self.callback.as_ref(),
            delivery: self.delivery.as_ref(),
            scene: self.scene(event),
        };
        decide(event, &context, &mut fresh())
    }

    pub(crate) fn check(&self, event: &Event) -> String {
        let decision = self.decide(event);
        format!("{}fate {:?}", told(&decision.changes), decision.fate)
    }
}

pub(crate) fn fresh() -> Fresh {
    Fresh::new(100..110, 200..210)
}

pub(crate) fn conversation(chat: ChatId, kind: ChatKind) -> Conversation {
    Conversation {
        id: ConversationId(5),
        connection: ConnectionId(1),
        chat,
        kind,
        card: CardId(6),
        card_digest: 7,
        topic: Topic::Open(THREAD),
        last_author: 0,
        unreachable: false,
        standing: Standing::Served,
        title: Title::Ours,
        wanted: crate::Wanted::Settled,
        closed: crate::Closed::No,
        stop_told_ms: 0,
        chat_before: None,
        handling: crate::Handling::default(),
    }
}

pub(crate) fn card(name: &str) -> Card {
    Card {
        name: name.into(),
        ..Card::default()
    }
}

pub(crate) fn mark() -> InboxMark {
    InboxMark {
        identity: IdentityId(1),
        epoch: 0,
        update: UpdateId(1),
    }
}

pub(crate) fn person(id: i64, name: &str) -> Author {
    Author::User(User {
        id: UserId(id),
        bot: false,
        first_name: name.into(),
        last_name: None,
        username: None,
        language: None,
    })
}

pub(crate) fn bot(id: i64) -> Author {
    let Author::User(user) = person(id, "Robot") else {
        unreachable!("a person is a user")
    };
    Author::User(User { bot: true, ..user })
}

/// Olga, of the team.
pub(crate) fn olga() -> User {
    User {
        id: UserId(77),
        bot: false,
        first_name: "Olga".into(),
        last_name: None,
        username: None,
        language: None,
    }
}

/// She presses a button under a notice of the backend group.
pub(crate) fn pressing(data: &impl ToString) -> CallbackPress {
    CallbackPress {
        id: "press".into(),
        by: olga(),
        at: Some(Place {
            chat: GROUP,
            message: MessageId(31),
        }),
        data: data.to_string(),
    }
}

pub(crate) fn speaking_chat(id: ChatId, title: &str) -> Author {
    Author::Chat {
        chat: chat(id, ChatKind::Supergroup, Some(title)),
        signature: None,
    }
}

fn chat(id: ChatId, kind: ChatKind, title: Option<&str>) -> Chat {
    Chat {
        id,
        kind,
        title: title.map(Into::into),
        forum: id == GROUP,
    }
}

fn message(chat: Chat, id: i64, author: Author, content: Content) -> Message {
    Message {
        place: Place {
            chat: chat.id,
            message: MessageId(id),
        },
        chat,
        thread: None,
        author,
        date: 1,
        edit_date: None,
        reply: None,
        content,
        album: None,
        origin: None,
        buttons: Vec::new(),
        no_preview: false,
        protected: false,
        via_bot: None,
        offline: false,
        automatic_forward: false,
        forwarded_post: None,
        thread_name: None,
    }
}

/// Ann writes to the bot.
pub(crate) fn from_ann(content: Content) -> Message {
    let chat = chat(ChatId(ANN), ChatKind::Private, None);
    message(chat, 3, person(ANN, "Ann"), content)
}

/// Somebody writes in the client group.
pub(crate) fn in_club(author: Author, content: Content) -> Message {
    message(
        chat(CLUB, ChatKind::Supergroup, Some("Club")),
        3,
        author,
        content,
    )
}

/// Somebody writes in the conversation's topic.
pub(crate) fn in_topic(author: Author, content: Content) -> Message {
    Message {
        thread: Some(THREAD),
        ..message(
            chat(GROUP, ChatKind::Supergroup, Some("Team")),
            30,
            author,
            content,
        )
    }
}

/// An operator writes in the conversation's topic.
pub(crate) fn operator(content: Content) -> Message {
    in_topic(person(77, "Olga"), content)
}

pub(crate) fn text(words: &str) -> Content {
    Content::Text(Text::plain(words))
}

pub(crate) fn photo(caption: &str) -> Content {
    media(MediaKind::Photo, caption)
}

pub(crate) fn media(kind: MediaKind, caption: &str) -> Content {
    Content::Media(Media {
        kind,
        file_id: "file".into(),
        file_unique_id: "unique".into(),
        size_bytes: None,
        caption: Text::plain(caption),
        caption_above: false,
        spoiler: false,
    })
}

pub(crate) fn answering(message: Message, to: i64) -> Message {
    Message {
        reply: Some(Reply {
            to: Some(MessageId(to)),
            answered: None,
            external: false,
            quote: None,
        }),
        ..message
    }
}

pub(crate) fn client_event(message: Message) -> Event {
    Event::ClientMessage {
        mark: mark(),
        message,
    }
}

pub(crate) fn group_event(message: Message) -> Event {
    Event::GroupMessage {
        mark: mark(),
        message,
    }
}
