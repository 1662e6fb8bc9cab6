//! An album's calls: as one, or item by item where Telegram refuses it as one. ADR 10.
//!
//! Neighbours: `crate::album` puts the words, `outcomes` and `recalled` hold what follows.

mod outcomes;
mod recalled;

use relevo_telegram::{AlbumItem, Call, MediaFile, MessageId, Place, ReplyTo, Send, Text};

pub(super) use outcomes::{again, done, held, refused, said_above};
pub(super) use recalled::recalled;

use super::next::{header_place, made_by_us, text_call};
use super::standing::Ended;
use super::{Next, account};
use crate::album::Dressed;
use crate::{
    ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, Album, AlbumPart, Change, Delivery, Fate, Job, LinkRole,
    Reading, Road, State, Version,
};

/// How long an album is kept for items that nobody hears of, because the identity's updates are not read.
const BEHIND_MAX_MS: i64 = 60_000;

/// How often it is looked whether the updates have been read.
const BEHIND_LOOK_MS: i64 = 250;

/// What an album needs now.
pub(super) fn next(asked: &Ended<'_>, album: &Album, to: Send) -> Next {
    if let Some(until_ms) = awaited_until(asked, album) {
        return Next::NotYet { until_ms };
    }
    let Some(first) = album.items.first() else {
        return Next::Settle(vec![asked.removed()]);
    };
    if matches!(album.road, Road::Recalled(_)) {
        return Next::Settle(never(asked, album));
    }
    if album.forwarded && album.is_together() {
        return made_by_us(asked, forward(album, first, Send { reply: None, ..to }));
    }
    let dressed = dressed(asked, album, to.reply.is_some());
    if let Some(above) = dressed.above {
        return made_by_us(asked, text_call(header_place(asked, to), above.text));
    }
    let is_one = album.items.len() == 1;
    let copied = !album.is_together() || !album.is_alike() || (is_one && dressed.native);
    let call = if copied {
        let caption = explicit(asked, first, &dressed.captions[0]);
        let way = (below(asked, first, to), first.cause.source);
        account::brings(asked, way, (Some(&first.media), caption))
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

/// How the words of what is brought next are put. To a client nothing is said above it.
fn dressed(asked: &Ended<'_>, album: &Album, answers: bool) -> Dressed {
    let mut dressed = album.dressed(asked.delivery.step > 0, answers);
    if asked.delivery.direction.is_to_client() {
        dressed.above = None;
    }
    dressed
}

/// An item that goes by itself answers its own words.
fn below(asked: &Ended<'_>, part: &AlbumPart, to: Send) -> Send {
    let words = part.above.filter(|above| above.is_linkable());
    let own = words.filter(|_| !asked.delivery.bare);
    let own = own.map(|message| ReplyTo {
        message,
        quote: None,
    });
    Send {
        reply: own.or(to.reply),
        ..to
    }
}

fn forward(album: &Album, first: &AlbumPart, to: Send) -> Call {
    let from = first.cause.source;
    if album.items.len() == 1 {
        return Call::Forward { to, from };
    }
    Call::ForwardMany {
        to,
        chat: from.chat,
        messages: album.items.iter().map(AlbumPart::message).collect(),
    }
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
    changes.extend(links(asked, &album.items, None, |_| LinkRole::Note));
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
    role: impl Fn(&AlbumPart) -> LinkRole,
) -> Vec<Change> {
    let of = |(place, part): (usize, &AlbumPart)| {
        let made = made.map_or(MessageId(0), |made| made[place]);
        ended.link_of(Some(part.cause), made, role(part))
    };
    parts.iter().enumerate().filter_map(of).collect()
}

/// What the copies of these items stand for.
fn role(ended: &Ended<'_>, album: &Album) -> impl Fn(&AlbumPart) -> LinkRole {
    let to_client = ended.delivery.direction.is_to_client();
    let dressed = dressed(ended, album, true);
    move |part| match album.above_item(part.cause.source, &dressed) {
        _ if to_client => LinkRole::Team,
        Some(LinkRole::AuthorLine) => LinkRole::Item,
        _ => LinkRole::Client,
    }
}

/// An album that has not gone holds another version of one of its items.
pub(super) fn says(original: &Delivery, source: Place, version: &Version) -> Option<Job> {
    let mut album = original.album()?.clone();
    let part = album.part_mut(source)?;
    match version {
        Version::Caption { text, above } => {
            part.media.caption = text.clone();
            part.media.caption_above = *above;
        }
        Version::Media(media) => part.media = media.clone(),
        _ => return None,
    }
    Some(Job::Album(album))
}
