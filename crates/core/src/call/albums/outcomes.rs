//! What follows from an album's call: for all of it, or for one item where they go one by one.

use relevo_telegram::{MessageId, Method, Receipt, Refusal};

use super::super::after::{in_its_source, last_author, reached};
use super::super::refused::reason;
use super::super::standing::Ended;
use super::super::{reactions, unsettled};
use super::{dressed, links, role, waits};
use crate::{
    Album, AlbumPart, Change, ContentKind, Delivery, Direction, FactKind, FailReason, Fate, Fresh,
    InboxMark, Job, LinkRole, Notice, Road, State,
};

/// How many unknown outcomes in a row an album has as one; the next goes item by item, so that a bad one is found.
const UNKNOWN_TOGETHER_MAX: u32 = 2;

/// A call of an album was done.
pub(in crate::call) fn done(
    ended: &Ended<'_>,
    album: &Album,
    (method, receipt): (Method, &Receipt),
    fresh: &mut Fresh,
) -> Vec<Change> {
    match (receipt, method) {
        (Receipt::Messages(made), _) => all_brought(ended, album, Some(made), fresh),
        (Receipt::Message(made), _) => one_brought(ended, album, Some(*made), fresh),
        (_, Method::SendAlbum | Method::CopyMany | Method::ForwardMany) => {
            all_brought(ended, album, None, fresh)
        }
        _ => one_brought(ended, album, None, fresh),
    }
}

/// The author line stands, or an item's words, or both. A reply to them means that item, so they are linked at once.
pub(in crate::call) fn said_above(
    ended: &Ended<'_>,
    album: &Album,
    receipt: &Receipt,
) -> Vec<Change> {
    let made = match receipt {
        Receipt::Message(made) => Some(*made),
        _ => None,
    };
    let item = dressed(ended, album, true)
        .above
        .and_then(|above| above.item);
    let mut album = album.clone();
    let part = item.and_then(|source| album.part_mut(source));
    let (cause, role) = match part {
        Some(part) => {
            part.above = Some(made.unwrap_or(MessageId(0)));
            (Some(part.cause), LinkRole::Words)
        }
        None => (ended.delivery.cause, LinkRole::AuthorLine),
    };
    let mut changes = Vec::new();
    changes.extend(made.and_then(|made| ended.link_of(cause, made, role)));
    changes.extend(last_author(ended));
    let delivery = ended.delivery;
    let has_line = delivery.step == 0 && album.line.is_some();
    let heads = made.filter(|_| album.is_together() || has_line);
    let now = Delivery {
        step: 1,
        // All of it answers what stands first; of items that go one by one each its own words.
        header_message: delivery.header_message.or(heads.map(|made| made.0)),
        // What was refused was the reply of these words; the items may answer something else.
        bare: false,
        ..delivery.with_album(album)
    };
    changes.push(waits(ended, now));
    changes
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
    let is_linked = made.is_some() && count == album.items.len();
    let mut changes = Vec::new();
    let all = made.unwrap_or_default().iter();
    changes.extend(all.filter_map(|made| in_its_source(ended, *made)));
    if is_linked {
        changes.extend(links(ended, &album.items, made, role(ended, album)));
        // Telegram keeps one reaction of a bot for an album, on its first item.
        let first = album.items.first().map(|part| part.cause.source);
        changes.extend(first.and_then(|first| reactions::receipt(ended, first, fresh)));
    } else {
        let arrived = album.items.iter().take(count);
        changes.extend(arrived.filter_map(|part| ended.unnumbered(Some(part.cause))));
    }
    changes.extend(last_author(ended));
    changes.extend(reached(ended));
    changes.push(ended.removed());
    for (place, part) in album.items.iter().enumerate() {
        let mark = part.cause.mark;
        let fate = if is_linked {
            Fate::Delivered
        } else if place < count {
            Fate::Arrived
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
            Direction::ToClient | Direction::Broadcast => {
                album.items.first().map(|part| part.message().0)
            }
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
        Direction::ToClient | Direction::Broadcast if of == 1 => Notice::NotDelivered { reason },
        Direction::ToClient | Direction::Broadcast => Notice::AlbumNotDelivered {
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
        changes.extend(in_its_source(ended, made));
        changes.extend(links(ended, first, Some(&[made]), role(ended, album)));
    } else {
        changes.extend(ended.unnumbered(Some(part.cause)));
    }
    changes.extend(last_author(ended));
    changes.extend(reached(ended));
    changes.push(Change::Fate {
        mark: part.cause.mark,
        fate: if made.is_some() {
            Fate::Delivered
        } else {
            Fate::Arrived
        },
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
    // Once nobody knew whether all of it had arrived, each of the others may be a repeat, too: `repeat` stays.
    let now = Delivery {
        step: 1,
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
        Road::Together | Road::Recalled(_) => (0, Vec::new(), None),
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
    // Said again for all of them, so that it is known of each that this notice tells of it.
    let marks = refused.iter().map(|part| part.cause.mark);
    let mut changes: Vec<Change> = marks.map(failed).collect();
    let told = incomplete(ended.delivery, (missing, of), kind, reason.clone());
    if ended.delivery.direction.is_to_client() {
        let left = Album {
            items: refused,
            road: Road::Together,
            ..album
        };
        let left = ended.delivery.with_album(left);
        let told = unsettled::album_failed(ended, left, (told, reason), fresh);
        changes.extend(told);
        return changes;
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
    changes.extend([
        ended.removed(),
        ended.record(FactKind::DeliveryFailed),
        ended.notice(told, (about, Vec::new()), fresh),
    ]);
    changes
}

fn failed(mark: InboxMark) -> Change {
    Change::Fate {
        mark,
        fate: Fate::Failed,
    }
}

/// Telegram refuses the album: its items are tried by themselves. Or it refuses one of those.
pub(in crate::call) fn refused(
    ended: &Ended<'_>,
    album: &Album,
    (method, refusal): (Method, &Refusal),
    fresh: &mut Fresh,
) -> Vec<Change> {
    let (brought, mut refused, mut why) = so_far(album);
    // An item whose words are refused by themselves is refused; with an author line, they are tried without it first.
    let was_said = ended.delivery.step > 0 || album.line.is_none();
    let words = dressed(ended, album, true)
        .above
        .and_then(|above| above.item);
    let its_words = !album.is_together() && was_said && words.is_some();
    let is_item = method == Method::Copy || (method == Method::SendText && its_words);
    if !is_item {
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
    let mut changes = vec![failed(part.cause.mark)];
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
pub(in crate::call) fn again(ended: &Ended<'_>, album: &Album) -> Vec<Change> {
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
pub(in crate::call) fn held(ended: &Ended<'_>, album: &Album, fresh: &mut Fresh) -> Vec<Change> {
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
