//! A small desk for tests: one cell, one connection, people who write; and changes in words short enough to read.

use relevo_telegram::{
    Author, Chat, ChatId, ChatKind, Content, Media, MediaKind, Message, MessageId, Place, Reply,
    Text, ThreadId, UpdateId, User, UserId,
};

use crate::{
    Card, CardId, Cell, CellId, CellState, Change, Connection, ConnectionId, ConnectionState,
    Context, Conversation, ConversationId, Creating, Decision, Delivery, Event, Fresh, IdentityId,
    InboxMark, Job, Link, Params, Topic, decide,
};

pub(crate) const GROUP: ChatId = ChatId(-100_500);
pub(crate) const BOT: UserId = UserId(900);
pub(crate) const ANN: i64 = 42;
pub(crate) const CLUB: ChatId = ChatId(-100_700);
pub(crate) const THREAD: ThreadId = ThreadId(11);
pub(crate) const NOW_MS: i64 = 1_000_000;

/// What exists before the event.
pub(crate) struct Desk {
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
    /// The album that the event's message is an item of.
    pub(crate) album_key: Option<i64>,
    pub(crate) items: Vec<crate::Gathered>,
    pub(crate) item_links: Vec<Link>,
    pub(crate) item_pending: Vec<Delivery>,
    /// A topic on its way: whose, its name, the newest that has an owner.
    pub(crate) making: Option<(Conversation, String, Option<ThreadId>)>,
    pub(crate) callback: Option<crate::Callback>,
    pub(crate) delivery: Option<Delivery>,
}

impl Desk {
    /// Everything is monitored; nobody has written yet.
    pub(crate) fn new() -> Desk {
        Desk {
            connection: Connection {
                id: ConnectionId(1),
                cell: CellId(1),
                identity: IdentityId(1),
                user: BOT,
                owner: None,
                state: ConnectionState::Running,
                params: Params {
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
            },
            fleet: vec![BOT],
            conversation: None,
            card_digest: 7,
            content_digest: 17,
            reply_role: None,
            links: Vec::new(),
            pending: Vec::new(),
            album_key: None,
            items: Vec::new(),
            item_links: Vec::new(),
            item_pending: Vec::new(),
            making: None,
            callback: None,
            delivery: None,
        }
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

    pub(crate) fn decide(&self, event: &Event) -> Decision {
        let context = Context {
            now_ms: NOW_MS,
            connection: &self.connection,
            cell: &self.cell,
            fleet: &self.fleet,
            conversation: self.conversation.as_ref(),
            card_digest: self.card_digest,
            content_digest: self.content_digest,
            reply_role: self.reply_role,
            about: crate::About {
                links: &self.links,
                pending: &self.pending,
            },
            album: self.album(),
            creating: self.creating(),
            callback: self.callback.as_ref(),
            delivery: self.delivery.as_ref(),
        };
        decide(event, &context, &mut fresh())
    }

    pub(crate) fn check(&self, event: &Event) -> String {
        let decision = self.decide(event);
        format!("{}fate {:?}", told(&decision.changes), decision.fate)
    }
}

pub(crate) fn fresh() -> Fresh {
    Fresh::new(100..104, 200..204)
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

/// Contents that are neither words nor a file, one of each.
pub(crate) mod matter {
    use relevo_telegram::{
        Checklist, Contact, Content, Live, Location, Point, Poll, Rich, Text, Venue,
    };

    const POINT: Point = Point {
        latitude_e7: 404_168_000,
        longitude_e7: -37_038_000,
    };

    pub(crate) fn contact() -> Content {
        Content::Contact(Contact {
            phone: "+34600000001".into(),
            first_name: "Carla".into(),
            last_name: None,
            user: None,
            vcard: None,
        })
    }

    pub(crate) fn location(live: bool) -> Content {
        Content::Location(Location {
            point: POINT,
            accuracy_m: None,
            live: live.then_some(Live {
                period_s: 900,
                heading: None,
            }),
        })
    }

    pub(crate) fn venue() -> Content {
        Content::Venue(Venue {
            point: POINT,
            title: "Office".into(),
            address: "Main Street 1".into(),
            ids: Vec::new(),
        })
    }

    pub(crate) fn poll(quiz: bool) -> Content {
        Content::Poll(Box::new(Poll {
            question: Text::plain("When?"),
            options: vec![Text::plain("Today"), Text::plain("Tomorrow")],
            quiz,
            anonymous: true,
            ..Poll::default()
        }))
    }

    pub(crate) fn checklist() -> Content {
        Content::Checklist(Checklist {
            title: Text::plain("Launch"),
            tasks: vec![(Text::plain("pack"), true), (Text::plain("go"), false)],
        })
    }

    pub(crate) fn rich() -> Content {
        Content::Rich(Rich {
            words: Text::plain("Heading\nwords"),
            input: Some(r#"{"blocks":[]}"#.into()),
        })
    }
}

pub(crate) fn answering(message: Message, to: i64) -> Message {
    Message {
        reply: Some(Reply {
            to: Some(MessageId(to)),
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

/// Changes, one a line.
pub(crate) fn told(changes: &[Change]) -> String {
    changes.iter().map(|change| line(change) + "\n").collect()
}

fn line(change: &Change) -> String {
    match change {
        Change::NewConversation(new) => format!("new {} ({:?})", ids(new), new.kind),
        Change::PutCard { id, card } => format!(
            "card {}: {:?} start {:?}",
            id.0, card.name, card.start_parameter
        ),
        Change::UpdateConversation(now) => format!(
            "now {} {:?} last author {}{}",
            ids(now),
            now.topic,
            now.last_author,
            if now.unreachable { " unreachable" } else { "" }
        ),
        Change::PutTopic {
            thread,
            conversation,
            ..
        } => format!("topic {thread} of {:?}", conversation.map(|id| id.0)),
        Change::Deliver(delivery) => format!("deliver {}", delivery_line(delivery)),
        Change::Replace(delivery) => format!("replace {}", delivery_line(delivery)),
        Change::Progress {
            seq,
            state,
            attempts,
            step,
            header_message,
            repeat,
            bare,
            ..
        } => {
            let mut words = format!("{} now {state:?} attempts {attempts}", seq.0);
            if *step > 0 {
                words += &format!(" step {step} under {header_message:?}");
            }
            words + marks(*repeat, *bare)
        }
        Change::Remove { seq, .. } => format!("remove {}", seq.0),
        Change::Link(link) => link_line(link),
        Change::Role {
            topic_message,
            role,
            ..
        } => format!("{topic_message} is now {role:?}"),
        Change::Version { source, digest, .. } => {
            format!("copies of {}/{} hold {digest}", source.chat, source.message)
        }
        Change::Fate { fate, .. } => format!("cause {fate:?}"),
        Change::PutCallback(row) => {
            let of = row.about.map_or(row.seq.0, |about| about.0);
            format!("button {} {:?} of {of}", row.id, row.action)
        }
        Change::RemoveCallback(id) => format!("no button {id}"),
        Change::Cell { state, .. } => format!("cell {state:?}"),
        Change::CellGroup { group, .. } => format!("cell's group {group}"),
        Change::Record(fact) => format!("record {:?}", fact.kind),
        Change::Gather(item) => format!(
            "item {}/{} of album {} by {}{}",
            item.source.chat,
            item.source.message,
            item.album,
            item.seq.0,
            if item.inside { " inside" } else { "" }
        ),
    }
}

fn ids(conversation: &Conversation) -> String {
    format!(
        "conversation {} chat {}",
        conversation.id.0, conversation.chat
    )
}

fn marks(repeat: bool, bare: bool) -> &'static str {
    match (repeat, bare) {
        (false, false) => "",
        (true, false) => " repeat",
        (false, true) => " bare",
        (true, true) => " repeat bare",
    }
}

fn link_line(link: &Link) -> String {
    format!(
        "link {:?}: client {}/{} topic {}",
        link.role, link.client_chat, link.client_message, link.topic_message
    )
}

fn version_line(version: &crate::Version) -> String {
    use crate::Version;
    match version {
        Version::Text(text) => format!("text {:?}", text.text),
        Version::Caption { text, .. } => format!("caption {:?}", text.text),
        Version::Media(media) => format!("{:?} caption {:?}", media.kind, media.caption.text),
        Version::Location(place) => format!("place {:?}", place.live),
        Version::Whole => "nothing".into(),
    }
}

fn delivery_line(delivery: &Delivery) -> String {
    let mut words = format!("{} {:?}", delivery.seq.0, delivery.direction);
    if let Some(conversation) = delivery.conversation {
        words += &format!(" of {}", conversation.0);
    }
    words += ": ";
    words += &job(&delivery.job);
    if let Some(reply) = &delivery.reply {
        words += &format!(" answering {}", reply.message);
    }
    if let Some(cause) = delivery.cause {
        words += &format!(" because of {}/{}", cause.source.chat, cause.source.message);
    }
    words + marks(delivery.repeat, delivery.bare)
}

fn matter_line(matter: &crate::Matter) -> String {
    use crate::Matter;
    match matter {
        Matter::Location(place) => format!("place {:?}", place.live),
        Matter::Venue(venue) => format!("venue {:?}", venue.title),
        Matter::Contact(contact) => format!("contact {:?}", contact.first_name),
        Matter::Poll(poll) => format!("poll {:?} of {}", poll.question.text, poll.options.len()),
        Matter::Rich(input) => format!("rich {input}"),
    }
}

fn album_line(album: &crate::Album) -> String {
    use crate::Road;
    let items = album.items.iter().map(|part| {
        let words = &part.media.caption.text;
        format!("{} {words:?}", part.cause.source.message)
    });
    let line = album.line.as_ref();
    let line = line.map_or(String::new(), |line| format!(" by {:?}", line.text));
    let road = match &album.road {
        Road::Together => String::new(),
        Road::Apart {
            brought, refused, ..
        } => format!(" apart, {brought} brought, {} refused", refused.len()),
        Road::Recalled { withdraw } => format!(" recalled, withdraw {withdraw}"),
    };
    format!("album {}{line}{road}", items.collect::<Vec<_>>().join(", "))
}

fn job(job: &Job) -> String {
    match job {
        Job::Text { text } => format!("text {:?}", text.text),
        Job::Copy {
            header,
            caption,
            media,
        } => format!(
            "copy{}{}{}",
            header.as_ref().map_or(String::new(), |header| format!(
                " under {:?}{}",
                header.text.text,
                if header.always { " always" } else { "" }
            )),
            caption
                .as_ref()
                .map_or(String::new(), |text| format!(" caption {:?}", text.text)),
            media
                .as_ref()
                .map_or(String::new(), |media| format!(" or {:?}", media.kind)),
        ),
        Job::Resend { media } => {
            format!("resend {:?} caption {:?}", media.kind, media.caption.text)
        }
        Job::Anew { header, matter } => format!(
            "anew {}{}",
            matter_line(matter),
            header.as_ref().map_or(String::new(), |header| format!(
                " under {:?}{}",
                header.text.text,
                if header.always { " always" } else { "" }
            ))
        ),
        Job::React { reaction } => format!("react {reaction:?}"),
        Job::Forward => "forward".into(),
        Job::Edit {
            version,
            in_place,
            anew,
        } => {
            let way = if *in_place { "edit to" } else { "no edit to" };
            format!("{way} {}, else {}", version_line(version), self::job(anew))
        }
        Job::Recalled { withdraw } => {
            format!("recalled{}", if *withdraw { " to withdraw" } else { "" })
        }
        Job::Album(album) => album_line(album),
        Job::Withdraw { about, copies, .. } => {
            let copies = copies.iter().map(|copy| copy.message.0);
            format!("withdraw {:?} of {about}", copies.collect::<Vec<_>>())
        }
        Job::Notice {
            notice,
            about,
            buttons,
        } => format!("say {notice:?} about {about:?} buttons {buttons:?}"),
        Job::EditNotice { message, notice } => format!("edit {message} to {notice:?}"),
        Job::AnswerPress { press, notice } => format!("answer {press} {notice:?}"),
    }
}
