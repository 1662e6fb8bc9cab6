//! An album's calls, and what follows from them: as one, or item by item where Telegram refuses it as one. ADR 10.
//!
//! Neighbours: `crate::album` puts the words, `unsettled` tells what did not reach a client.

use relevo_telegram::{
    AlbumItem, Call, MediaFile, MessageId, Method, Outcome, Place, Receipt, Refusal, Send, Text,
};

use super::after::{last_author, reached};
use super::next::{header_place, made_by_us, text_call};
use super::refused::reason;
use super::standing::Ended;
use super::{Next, unsettled};
use crate::{
    ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, Album, AlbumPart, Change, ContentKind, Delivery, Direction,
    FactKind, FailReason, Fate, Fresh, Job, LinkRole, Notice, Reading, Road, State,
};

/// How long an album is kept for items that nobody hears of, because the identity's updates are not read.
const BEHIND_MAX_MS: i64 = 60_000;

/// How often it is looked whether the updates have been read.
const BEHIND_LOOK_MS: i64 = 250;

/// How many unknown outcomes in a row an album has as one; the next goes item by item, so that a bad one is found.
const UNKNOWN_TOGETHER_MAX: u32 = 2;

/// What an album needs now.
pub(super) fn next(asked: &Ended<'_>, album: &Album, to: Send) -> Next {
    if let Some(until_ms) = awaited_until(asked, album) {
        return Next::NotYet { until_ms };
    }
    let Some(first) = album.items.first() else {
        return Next::Settle(vec![asked.removed()]);
    };
    if matches!(album.road, Road::Recalled { .. }) {
        return Next::Settle(never(asked, album));
    }
    let dressed = album.dressed(asked.delivery.step > 0);
    if let Some(line) = dressed.header {
        return made_by_us(asked, text_call(header_place(asked, to), line));
    }
    let is_one = album.items.len() == 1;
    let copied = !album.is_together() || !album.is_alike() || (is_one && dressed.native);
    let call = if copied {
        Call::Copy {
            to,
            from: first.cause.source,
            caption: explicit(asked, first, &dressed.captions[0]),
        }
    } else if dressed.native {
        Call::CopyMany {
            to: Send { reply: None, ..to },
            chat: first.cause.source.chat,
            messages: album.items.iter().map(AlbumPart::message).collect(),
        }
    } else {
        let items = album.items.iter().zip(dressed.captions);
        let mut items: Vec<AlbumItem> = items.map(item).collect();
        // One that is alone after all is an ordinary message.
        match items.pop_if(|_| is_one) {
            Some(AlbumItem { file, caption }) => Call::SendMedia { to, file, caption },
            None => Call::SendAlbum { to, items },
        }
    };
    made_by_us(asked, call)
}

fn item((part, caption): (&AlbumPart, Text)) -> AlbumItem {
    let media = &part.media;
    let file = MediaFile {
        kind: media.kind,
        file_id: media.file_id.clone(),
        spoiler: media.spoiler,
        caption_above: media.caption_above,
    };
    AlbumItem { file, caption }
}

/// Until when more items are awaited, if they are.
fn awaited_until(asked: &Ended<'_>, album: &Album) -> Option<i64> {
    let is_open = album.is_together() && album.items.len() < ALBUM_ITEMS_MAX;
    if !is_open || asked.facts.followed {
        return None;
    }
    let until_ms = match asked.facts.reading {
        Reading::UpToDate { since_ms } => album.stored_ms.max(since_ms) + ALBUM_QUIET_MS,
        Reading::Behind { since_ms } => {
            let given_up_ms = album.stored_ms.max(since_ms) + BEHIND_MAX_MS;
            if asked.now_ms >= given_up_ms {
                return None;
            }
            asked.now_ms + BEHIND_LOOK_MS
        }
    };
    (asked.now_ms < until_ms).then_some(until_ms)
}

/// The caption that a copy is given. To a client always the checked one; into the topic the original keeps its own where it may.
fn explicit(asked: &Ended<'_>, part: &AlbumPart, caption: &Text) -> Option<Text> {
    let keeps = asked.delivery.album().is_some_and(|album| album.native);
    (!keeps || *caption != part.words()).then(|| caption.clone())
}

/// An album that was taken back waits for nothing: its items are notes.
fn never(asked: &Ended<'_>, album: &Album) -> Vec<Change> {
    let mut changes = vec![asked.removed()];
    changes.extend(links(asked, &album.items, None, LinkRole::Note));
    changes.extend(asked.fates(Fate::Internal));
    changes
}

fn waits(ended: &Ended<'_>, delivery: Delivery) -> Change {
    let due_ms = ended.now_ms;
    Change::Replace(Delivery {
        state: State::Waiting { due_ms },
        ..delivery
    })
}

/// A link for each item; without numbers of what was made, those that have no other side.
fn links(
    ended: &Ended<'_>,
    parts: &[AlbumPart],
    made: Option<&[MessageId]>,
    role: LinkRole,
) -> Vec<Change> {
    let of = |(place, part): (usize, &AlbumPart)| {
        let made = made.map_or(MessageId(0), |made| made[place]);
        ended.link_of(Some(part.cause), made, role)
    };
    parts.iter().enumerate().filter_map(of).collect()
}

fn role(delivery: &Delivery) -> LinkRole {
    match delivery.direction {
        Direction::ToClient => LinkRole::Team,
        Direction::ToTopic | Direction::Aside => LinkRole::Client,
    }
}

/// A call of an album was done.
pub(super) fn done(
    ended: &Ended<'_>,
    album: &Album,
    (method, receipt): (Method, &Receipt),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match (receipt, method) {
        (Receipt::Messages(made), _) => all_brought(ended, album, Some(made), fresh),
        (Receipt::Message(made), _) => one_brought(ended, album, Some(*made), fresh),
        (_, Method::SendAlbum | Method::CopyMany) => all_brought(ended, album, None, fresh),
        _ => one_brought(ended, album, None, fresh),
    }
}

/// The answer names what was made in the order of the items, if it names all. Otherwise nobody knows whose those are, and which are
/// missing; how many is.
fn all_brought(
    ended: &Ended<'_>,
    album: &Album,
    made: Option<&[MessageId]>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let count = made.map_or(album.items.len(), <[MessageId]>::len);
    let mut changes = Vec::new();
    if made.is_some() && count == album.items.len() {
        changes.extend(links(ended, &album.items, made, role(ended.delivery)));
    }
    changes.extend(last_author(ended));
    changes.extend(reached(ended));
    changes.push(ended.removed());
    for (place, part) in album.items.iter().enumerate() {
        let mark = part.cause.mark;
        let fate = if place < count {
            Fate::Delivered
        } else {
            Fate::Failed
        };
        changes.push(Change::Fate { mark, fate });
    }
    let first = made.and_then(|made| made.first());
    let first = first.map(|made| made.0);
    if let Some(first) = first.filter(|_| ended.delivery.repeat) {
        changes.push(ended.notice(Notice::RepeatMark, (Some(first), Vec::new()), fresh));
    }
    if count < album.items.len() {
        let missing = (few(album.items.len() - count), few(album.items.len()));
        let told = incomplete(
            ended.delivery,
            missing,
            album.items[0].cause.kind,
            FailReason::Uncopyable,
        );
        let about = match ended.delivery.direction {
            Direction::ToClient => album.items.first().map(|part| part.message().0),
            Direction::ToTopic | Direction::Aside => first,
        };
        changes.push(ended.record(FactKind::DeliveryFailed));
        changes.push(ended.notice(told, (about, Vec::new()), fresh));
    }
    changes
}

/// How it is told that so many of so many are missing.
fn incomplete(
    delivery: &Delivery,
    (missing, of): (u8, u8),
    kind: ContentKind,
    reason: FailReason,
) -> Notice {
    match delivery.direction {
        Direction::ToClient if of == 1 => Notice::NotDelivered { reason },
        Direction::ToClient => Notice::AlbumNotDelivered {
            missing,
            of,
            kind,
            reason,
        },
        Direction::ToTopic | Direction::Aside => Notice::AlbumIncomplete {
            missing,
            of,
            kind,
            reason,
        },
    }
}

fn few(count: usize) -> u8 {
    u8::try_from(count).expect("an album is short")
}

/// One of several was brought by itself: the next one, or the end.
fn one_brought(
    ended: &Ended<'_>,
    album: &Album,
    made: Option<MessageId>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let part = &album.items[0];
    let mut changes = Vec::new();
    if let Some(made) = made {
        let first = &album.items[..1];
        changes.extend(links(ended, first, Some(&[made]), role(ended.delivery)));
    }
    changes.extend(last_author(ended));
    changes.extend(reached(ended));
    changes.push(Change::Fate {
        mark: part.cause.mark,
        fate: Fate::Delivered,
    });
    if let Some(made) = made.filter(|_| ended.delivery.repeat) {
        changes.push(ended.notice(Notice::RepeatMark, (Some(made.0), Vec::new()), fresh));
    }
    let (brought, refused, why) = so_far(album);
    let road = Road::Apart {
        brought: brought + 1,
        refused,
        why,
    };
    let now = Delivery {
        step: 1,
        repeat: false,
        bare: false,
        attempts: 0,
        ..ended.delivery.clone()
    };
    changes.extend(without_first(&ended.of(&now), album, road, fresh));
    changes
}

fn so_far(album: &Album) -> (u8, Vec<AlbumPart>, Option<FailReason>) {
    match &album.road {
        Road::Apart {
            brought,
            refused,
            why,
        } => (*brought, refused.clone(), why.clone()),
        Road::Together | Road::Recalled { .. } => (0, Vec::new(), None),
    }
}

/// The rest of the items, or the end of the album if there are none.
fn without_first(ended: &Ended<'_>, album: &Album, road: Road, fresh: &mut Fresh) -> Vec<Change> {
    let rest = Album {
        items: album.items[1..].to_vec(),
        road,
        ..album.clone()
    };
    if rest.items.is_empty() {
        return ends(ended, rest, fresh);
    }
    vec![waits(ended, ended.delivery.with_album(rest))]
}

/// Every item was tried. What was refused to a client stays, for a person to try again; what was refused in the group is told.
fn ends(ended: &Ended<'_>, album: Album, fresh: &mut Fresh) -> Vec<Change> {
    let (brought, refused, why) = so_far(&album);
    let (Some(first), Some(reason)) = (refused.first(), why) else {
        return vec![ended.removed()];
    };
    let missing = few(refused.len());
    let (of, kind) = (brought + missing, first.cause.kind);
    let told = incomplete(ended.delivery, (missing, of), kind, reason.clone());
    if ended.delivery.direction == Direction::ToClient {
        let left = Album {
            items: refused,
            road: Road::Together,
            ..album
        };
        let left = ended.delivery.with_album(left);
        return unsettled::album_failed(ended, left, (told, reason), fresh);
    }
    if of == 1 {
        let job = Job::Notice {
            notice: Notice::Placeholder { kind, reason },
            about: None,
            buttons: Vec::new(),
        };
        let cause = Some(first.cause);
        let delivery = ended.delivery.clone();
        return vec![waits(
            ended,
            Delivery {
                cause,
                job,
                ..delivery
            },
        )];
    }
    let about = ended.delivery.header_message;
    vec![
        ended.removed(),
        ended.record(FactKind::DeliveryFailed),
        ended.notice(told, (about, Vec::new()), fresh),
    ]
}

/// Telegram refuses the album: its items are tried by themselves. Or it refuses one of those.
pub(super) fn refused(
    ended: &Ended<'_>,
    album: &Album,
    (method, refusal): (Method, &Refusal),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let (brought, mut refused, mut why) = so_far(album);
    if method != Method::Copy {
        let apart = Album {
            road: Road::Apart {
                brought,
                refused,
                why,
            },
            ..album.clone()
        };
        // An author line that is refused by itself is not tried again.
        let step = u8::from(method == Method::SendText).max(ended.delivery.step);
        let now = ended.delivery.with_album(apart);
        return vec![waits(ended, Delivery { step, ..now })];
    }
    let part = &album.items[0];
    refused.push(part.clone());
    why = Some(reason(refusal)).or(why);
    let mut changes = vec![Change::Fate {
        mark: part.cause.mark,
        fate: Fate::Failed,
    }];
    let road = Road::Apart {
        brought,
        refused,
        why,
    };
    let now = Delivery {
        bare: false,
        ..ended.delivery.clone()
    };
    changes.extend(without_first(&ended.of(&now), album, road, fresh));
    changes
}

/// Nobody knows whether an album arrived in the topic: again, and if that keeps happening, item by item.
pub(super) fn again(ended: &Ended<'_>, album: &Album) -> Vec<Change> {
    if ended.delivery.attempts < UNKNOWN_TOGETHER_MAX || !album.is_together() {
        return vec![ended.backs_off(|delivery| delivery.repeat = true)];
    }
    let apart = Album {
        road: Road::Apart {
            brought: 0,
            refused: Vec::new(),
            why: None,
        },
        ..album.clone()
    };
    let now = Delivery {
        repeat: true,
        ..ended.delivery.with_album(apart)
    };
    vec![waits(ended, now)]
}

/// Nobody knows whether it reached the client. As one it is held as one; of items that go one by one only the one whose call it was
/// is held: the others go on in a delivery of their own.
pub(super) fn held(ended: &Ended<'_>, album: &Album, fresh: &mut Fresh) -> Vec<Change> {
    if album.is_together() {
        return unsettled::held(ended, fresh);
    }
    let one = ended.delivery.with_album(Album {
        items: album.items[..1].to_vec(),
        road: Road::Together,
        ..album.clone()
    });
    let mut changes = vec![Change::Replace(one.clone())];
    changes.extend(unsettled::held(&ended.of(&one), fresh));
    let (brought, refused, why) = so_far(album);
    if album.items.len() == 1 && refused.is_empty() {
        return changes;
    }
    let rest = ended.delivery.with_album(Album {
        items: album.items[1..].to_vec(),
        road: Road::Apart {
            brought: brought + 1,
            refused,
            why,
        },
        ..album.clone()
    });
    let rest = Delivery {
        seq: fresh.seq(),
        state: State::Waiting {
            due_ms: ended.now_ms,
        },
        attempts: 0,
        step: 1,
        bare: false,
        made_ms: ended.now_ms,
        ..rest
    };
    changes.extend(rest.gathered(ended.now_ms));
    changes.push(Change::Deliver(rest.clone()));
    if let Some(all) = rest.album().filter(|all| all.items.is_empty()) {
        changes.extend(ends(&ended.of(&rest), all.clone(), fresh));
    }
    changes
}

/// The call of an album that was taken back meanwhile has ended: now it is known whether the client has it.
pub(super) fn recalled(
    ended: &Ended<'_>,
    (album, withdraw): (&Album, bool),
    outcome: &Outcome,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let made: &[MessageId] = match outcome {
        Outcome::Done(Receipt::Messages(made)) if made.len() == album.items.len() => made,
        Outcome::Done(Receipt::Message(made)) => std::slice::from_ref(made),
        _ => &[],
    };
    let (arrived, rest) = album.items.split_at(made.len().min(album.items.len()));
    let role = if withdraw {
        LinkRole::Team
    } else {
        LinkRole::TeamNote
    };
    let mut changes = vec![ended.removed()];
    changes.extend(links(ended, arrived, Some(made), role));
    changes.extend(links(ended, rest, None, LinkRole::Note));
    for (parts, fate) in [(arrived, Fate::Delivered), (rest, Fate::Internal)] {
        let marks = parts.iter().map(|part| part.cause.mark);
        changes.extend(marks.map(|mark| Change::Fate { mark, fate }));
    }
    let about = album.items.first().map(AlbumPart::message);
    let Some(about) = about else {
        return changes;
    };
    if arrived.is_empty() {
        let what = match outcome {
            Outcome::Done(_) | Outcome::Unknown => Notice::TakenBackUnsure,
            Outcome::Refused(_) | Outcome::Wait(_) | Outcome::NotSent => Notice::TakenBack,
        };
        changes.push(ended.notice(what, (Some(about.0), Vec::new()), fresh));
        return changes;
    }
    changes.extend(reached(ended));
    changes.extend(arrived_anyway(ended, (arrived, made), withdraw, fresh));
    changes
}

/// What arrived although it was taken back is withdrawn, or can be.
fn arrived_anyway(
    ended: &Ended<'_>,
    (arrived, made): (&[AlbumPart], &[MessageId]),
    withdraw: bool,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let about = arrived[0].message();
    let Some(known) = ended.facts.conversation else {
        return Vec::new();
    };
    if !withdraw {
        return super::edits::became_note(ended, known, about, fresh);
    }
    let copies = made.iter().map(|message| Place {
        chat: known.chat,
        message: *message,
    });
    let job = Job::Withdraw {
        about,
        copies: copies.collect(),
        rest: arrived[1..].iter().map(AlbumPart::message).collect(),
    };
    vec![ended.deliver(Direction::ToClient, job, fresh)]
}

/// An album that has not gone holds another version of one of its items.
pub(super) fn says(original: &Delivery, source: Place, version: &crate::Version) -> Option<Job> {
    let mut album = original.album()?.clone();
    let part = album.part_mut(source)?;
    match version {
        crate::Version::Caption { text, above } => {
            part.media.caption = text.clone();
            part.media.caption_above = *above;
        }
        crate::Version::Media(media) => part.media = media.clone(),
        _ => return None,
    }
    Some(Job::Album(album))
}
