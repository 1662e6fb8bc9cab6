//! An album's items are gathered into one delivery, and one note among them keeps the whole album inside. ADR 10.
//!
//! Neighbours: `client` and `group` decide whether an item travels at all, `mirror` how its words look, `withdraw` takes back.

use relevo_telegram::{ChatKind, Content, Message, MessageId, Place, Text};

use super::group::note_link;
use super::{Context, Incoming, Order, deliver, notice, reacted, withdraw};
use crate::{
    ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, Aim, Album, AlbumPart, Callback, CallbackAction, Change,
    Conversation, Delivery, Direction, Fresh, Gathered, Job, Link, LinkRole, Notice, Recall,
    ReplySource, Road, Seq, State,
};

/// How many deliveries of one album are looked at for what is shown under it: as many as one decision has numbers for, and more
/// than people make.
const HEADS_MAX: usize = 6;

/// What is known of an album.
#[derive(Clone, Copy, Debug)]
pub struct AlbumFacts<'a> {
    /// See [`Gathered::album`].
    pub key: i64,
    /// Its items so far, in the order of their messages; without the event's own if that is new.
    pub items: &'a [Gathered],
    /// The links of those that are in the backend group.
    pub links: &'a [Link],
    /// The deliveries of its items that are still there, body included, in order.
    pub pending: &'a [Delivery],
}

/// How an album travels: see [`Album`].
pub(super) struct Manner {
    pub(super) line: Option<Text>,
    pub(super) native: bool,
    pub(super) forwarded: bool,
}

impl<'a> AlbumFacts<'a> {
    /// Whether another item keeps this one inside.
    pub(super) fn keeps_inside(&self, message: MessageId) -> bool {
        let mut others = self.items.iter();
        others.any(|item| item.inside && item.source.message != message)
    }

    fn item(self, message: MessageId) -> Option<&'a Gathered> {
        self.items
            .iter()
            .find(|item| item.source.message == message)
    }
}

/// What is known of the album whose item this is.
pub(super) fn of<'a>(message: &Message, context: &Context<'a>) -> Option<AlbumFacts<'a>> {
    let is_item = message.album.is_some() && matches!(message.content, Content::Media(_));
    context.album.filter(|_| is_item)
}

/// An item joins its album where that waits; otherwise it begins one, which answers what has gone before of it.
pub(super) fn gather(
    (incoming, album): (&Incoming<'_>, AlbumFacts<'_>),
    (conversation, direction): (&Conversation, Direction),
    manner: Manner,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let Some(part) = part(incoming) else {
        return Vec::new();
    };
    let fits = |waiting: &&Delivery| {
        waiting.is_open()
            && waiting.connection == context.connection.id
            && (waiting.conversation, waiting.direction) == (Some(conversation.id), direction)
    };
    let due = |due_ms: i64| State::Waiting { due_ms };
    let quiet = due(context.now_ms + ALBUM_QUIET_MS);
    // A post answers nothing, and a comment what its aim says.
    let is_for_a_channel =
        direction == Direction::ToClient && conversation.kind == ChatKind::Channel;
    let answered = || incoming.reply().filter(|_| !is_for_a_channel);
    if let Some(waiting) = album.pending.iter().rfind(fits) {
        let joined = waiting.album().cloned().map(|mut all| {
            all.add(part, context.now_ms);
            let is_full = all.items.len() >= ALBUM_ITEMS_MAX;
            Delivery {
                reply: waiting.reply.clone().or_else(answered),
                state: match &waiting.state {
                    State::Waiting { .. } if is_full => due(context.now_ms),
                    State::Waiting { .. } => quiet,
                    held => held.clone(),
                },
                ..waiting.with_album(all)
            }
        });
        let row = row((incoming, album.key), waiting.seq, false, context);
        return joined
            .map(Change::Replace)
            .into_iter()
            .chain([row])
            .collect();
    }
    let order = Order {
        conversation: Some(conversation),
        direction,
        job: Job::Album(Album {
            key: album.key,
            line: manner.line,
            native: manner.native,
            forwarded: manner.forwarded,
            items: vec![part],
            stored_ms: context.now_ms,
            road: Road::Together,
        }),
    };
    let mut delivery = deliver(order, context, fresh);
    delivery.state = quiet;
    delivery.cause = Some(incoming.cause());
    let before = album.items.first().map(|first| ReplySource {
        message: first.source.message.0,
        quote: None,
    });
    delivery.reply = before.filter(|_| !is_for_a_channel).or_else(answered);
    let row = row((incoming, album.key), delivery.seq, false, context);
    vec![Change::Deliver(delivery), row]
}

/// Where the comments are that an album's item of before is, or will be, one of: what comes late answers it there.
pub(super) fn commented(
    album: AlbumFacts<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Option<Place> {
    let mut there = album.links.iter().filter(|link| {
        link.client_chat != conversation.chat && withdraw::is_at_the_client(link, conversation)
    });
    let copy = there.next().map(|link| Place {
        chat: link.client_chat,
        message: link.client_message,
    });
    let waiting = || {
        let mut aims = album.pending.iter().map(|one| one.aim);
        aims.find_map(|aim| match aim {
            Some(Aim::Comment(place)) => Some(place),
            _ => None,
        })
    };
    copy.or_else(waiting).or(context.scene.comment)
}

/// What is discarded stays inside, and with it what may still come of an album, unless something of that has gone before.
pub(super) fn discarded(
    delivery: &Delivery,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Vec<Change> {
    let mut changes: Vec<Change> = notes(delivery, conversation, context).collect();
    let has_gone = context.album.is_some_and(|album| {
        let others = album.pending.iter().any(|one| one.seq != delivery.seq);
        others
            || album
                .links
                .iter()
                .any(|link| withdraw::is_at_the_client(link, conversation))
    });
    if let Some(first) = delivery.cause.filter(|_| !has_gone) {
        changes.extend(marked(first.source.message, true, context));
    }
    changes
}

fn part(incoming: &Incoming<'_>) -> Option<AlbumPart> {
    match &incoming.shown.content {
        Content::Media(media) => Some(AlbumPart {
            cause: incoming.cause(),
            media: media.clone(),
            above: None,
        }),
        _ => None,
    }
}

fn row(
    (incoming, key): (&Incoming<'_>, i64),
    seq: Seq,
    inside: bool,
    context: &Context<'_>,
) -> Change {
    Change::Gather(Gathered {
        cell: context.cell.id,
        identity: context.connection.identity,
        source: incoming.message.place,
        album: key,
        seq,
        inside,
        made_ms: context.now_ms,
    })
}

/// A waiting album holds another version of one of its items.
pub(super) fn revised(
    (waiting, album): (&Delivery, &Album),
    incoming: &Incoming<'_>,
) -> Option<Change> {
    let now = part(incoming)?;
    let mut album = album.clone();
    let known = album.part_mut(incoming.message.place)?;
    // Other words than those that stand above are still to be said.
    known.above = known.above.filter(|_| known.words() == now.words());
    known.media = now.media;
    known.cause.kind = now.cause.kind;
    known.cause.digest = now.cause.digest;
    Some(Change::Replace(Delivery {
        bare: false,
        ..waiting.with_album(album)
    }))
}

/// An item that never left is a note, a new one or one that stays inside already: with it stays whatever of its album has not left, and
/// what has left can be withdrawn.
pub(super) fn inside(
    (incoming, album): (&Incoming<'_>, AlbumFacts<'_>),
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let message = incoming.message.place.message;
    let is_new = album.item(message).is_none();
    let new = is_new.then(|| row((incoming, album.key), Seq(0), true, context));
    let mut changes: Vec<Change> = new.into_iter().collect();
    if album.keeps_inside(message) {
        changes.extend(marked(message, true, context));
        return changes;
    }
    let first_waiting = album
        .pending
        .iter()
        .find(|one| withdraw::is_to_take_back(one));
    let rest = rest_inside(message, None, conversation, context);
    changes.extend(rest.changes);
    if let Some(sent) = rest.sent {
        changes.extend(became_note(sent, conversation, context, fresh));
        changes.extend(receipts(incoming, context, fresh));
    } else if let Some(one) = first_waiting {
        let about = one.cause.map(|cause| cause.source.message.0);
        let told = withdraw::taken_back(one);
        changes.push(notice(told, about, context, fresh));
    }
    changes
}

/// What follows for the rest of an album when one of its items became a note.
pub(super) struct Rest {
    pub(super) changes: Vec<Change>,
    /// The first item that the client has.
    pub(super) sent: Option<MessageId>,
}

/// One item of an album is a note: what waits of the others is taken back (`except` one, which the caller takes), and what the
/// client has of them is a note from now on.
pub(super) fn rest_inside(
    message: MessageId,
    except: Option<Seq>,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Rest {
    let mut rest = Rest {
        changes: Vec::new(),
        sent: None,
    };
    let Some(album) = context.album else {
        return rest;
    };
    let waiting = album.pending.iter().filter(|one| Some(one.seq) != except);
    for one in waiting.filter(|one| one.direction == Direction::ToClient) {
        rest.changes
            .extend(withdraw::hush(one, Recall::Note, conversation, context));
    }
    for link in others_at_the_client(message, conversation, context) {
        if link.role == LinkRole::Team {
            rest.sent.get_or_insert(link.topic_message);
            rest.changes.push(role(
                link.topic_message,
                LinkRole::TeamNote,
                conversation,
                context,
            ));
        }
    }
    rest.changes.extend(marked(message, true, context));
    rest
}

/// The item that made its album a note is none any more: what the client has of the album, or may just be getting, is a message again,
/// unless another item still keeps it inside.
pub(super) fn rest_outside(
    message: MessageId,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Vec<Change> {
    if context
        .album
        .is_none_or(|album| album.keeps_inside(message))
    {
        return Vec::new();
    }
    let notes = others_at_the_client(message, conversation, context)
        .filter(|link| link.role == LinkRole::TeamNote);
    let mut changes: Vec<Change> = notes
        .map(|link| role(link.topic_message, LinkRole::Team, conversation, context))
        .collect();
    let pending = context.album.map_or(&[][..], |album| album.pending);
    changes.extend(pending.iter().filter_map(withdraw::message_again));
    changes.extend(marked(message, false, context));
    changes
}

/// What the client has of an album's other items.
pub(super) fn others_at_the_client<'a>(
    message: MessageId,
    conversation: &'a Conversation,
    context: &Context<'a>,
) -> impl Iterator<Item = &'a Link> {
    let links = context.album.map_or(&[][..], |album| album.links);
    links.iter().filter(move |link| {
        link.topic_message != message && withdraw::is_at_the_client(link, conversation)
    })
}

/// An item keeps its album inside, or does not any more.
pub(super) fn marked(message: MessageId, inside: bool, context: &Context<'_>) -> Option<Change> {
    let item = context.album?.item(message)?;
    (item.inside != inside).then_some(Change::Gather(Gathered { inside, ..*item }))
}

/// Whether the client has a message as it stands has changed: what says so in the topic is looked at anew. Of an album that is the first
/// item of each delivery that brought some.
pub(super) fn receipts(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let items = context.album.map_or(&[][..], |album| album.items);
    let mut heads: Vec<&Gathered> = items.iter().filter(|item| item.seq != Seq(0)).collect();
    let mut seen = Vec::new();
    heads.retain(|item| {
        let is_head = !seen.contains(&item.seq);
        seen.push(item.seq);
        is_head
    });
    let mut places: Vec<Place> = heads.iter().map(|head| head.source).collect();
    places.truncate(HEADS_MAX);
    if places.is_empty() {
        places.push(incoming.message.place);
    }
    let receipt = |place| reacted::receipt((incoming.mark, place), context, fresh);
    places.into_iter().filter_map(receipt).collect()
}

fn role(
    topic_message: MessageId,
    role: LinkRole,
    conversation: &Conversation,
    context: &Context<'_>,
) -> Change {
    Change::Role {
        conversation: conversation.id,
        cell: context.cell.id,
        topic_message,
        role,
    }
}

/// The client has what is a note now: it is said, with a button that takes it back.
pub(super) fn became_note(
    about: MessageId,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let id = fresh.id();
    let button = Change::PutCallback(Callback {
        id,
        cell: context.cell.id,
        conversation: conversation.id,
        seq: Seq(0),
        about: Some(about),
        action: CallbackAction::Withdraw,
        expires_ms: context.now_ms + withdraw::WITHDRAWABLE_MS,
    });
    let mut told = notice(Notice::BecameNote, Some(about.0), context, fresh);
    if let Change::Deliver(Delivery {
        job: Job::Notice { buttons, .. },
        ..
    }) = &mut told
    {
        buttons.push(id);
    }
    vec![button, told]
}

/// Every message that a delivery would have brought is a note from now on.
pub(super) fn notes<'a>(
    delivery: &'a Delivery,
    conversation: &'a Conversation,
    context: &'a Context<'_>,
) -> impl Iterator<Item = Change> {
    delivery.causes().map(move |cause| {
        let what = (cause.source.message, cause.kind, cause.digest);
        note_link(what, conversation, context)
    })
}
