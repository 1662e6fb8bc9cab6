//! An album: several files that are one message to people. How it waits, how its words are put, what becomes of its items. ADR 10.
//!
//! Neighbours: `decide::albums` gathers it, `call::albums` brings it over.

use relevo_telegram::{Media, MediaKind, MessageId, Place, Text};

use crate::decide::{CAPTION_UNITS_MAX, TEXT_UNITS_MAX, sent, under};
use crate::hide::cut_off;
use crate::{
    Cause, CellId, Change, Delivery, FailReason, IdentityId, Job, LinkRole, Recall, Seq, State,
};

/// The most items of an album (Bot API, `sendMediaGroup`).
pub const ALBUM_ITEMS_MAX: usize = 10;

/// How long after its last item was stored an album is complete, in milliseconds.
pub const ALBUM_QUIET_MS: i64 = 1_500;

/// An album on its way. The delivery's cause is its first item's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Album {
    /// See [`Gathered::album`].
    pub key: i64,
    /// Who wrote it, where that must be seen.
    pub line: Option<Text>,
    /// Whether Telegram may copy the originals as they are, words included.
    pub native: bool,
    /// Whether it is forwarded, so that its origin is seen.
    pub forwarded: bool,
    /// The items still to be brought, in the order of their messages.
    pub items: Vec<AlbumPart>,
    /// When the last one was stored, Unix milliseconds.
    pub stored_ms: i64,
    /// How they are brought.
    pub road: Road,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlbumPart {
    /// The message that it mirrors.
    pub cause: Cause,
    /// The file; its caption holds the words that may be sent.
    pub media: Media,
    /// The message that says its words already, above the album; 0 if its number is not known.
    pub above: Option<MessageId>,
}

/// How an album's items are brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Road {
    /// As one.
    Together,
    /// Each by itself, because they were refused as one.
    Apart {
        /// How many have been brought.
        brought: u8,
        /// Which were refused.
        refused: Vec<AlbumPart>,
        /// Why the last of those was.
        why: Option<FailReason>,
    },
    /// Not at all: taken back while a call was on its way (see `Job::Recalled`).
    Recalled(Recall),
}

/// What is remembered of an album's item, for those that follow, and for what is said about the album later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The cell of its conversation.
    pub cell: CellId,
    /// The identity that received it.
    pub identity: IdentityId,
    /// Where it is.
    pub source: Place,
    /// A keyed digest of the album's id, its author and its topic.
    pub album: i64,
    /// The delivery that brings it, or did; 0 if none ever did.
    pub seq: Seq,
    /// Whether it stays inside, and with it whatever of the album has not left.
    pub inside: bool,
    /// When it was stored, Unix milliseconds.
    pub made_ms: i64,
}

/// How far an identity's updates have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Telegram had nothing more, whenever it was asked since.
    UpToDate {
        /// Unix milliseconds.
        since_ms: i64,
    },
    /// More may wait there.
    Behind {
        /// Unix milliseconds.
        since_ms: i64,
    },
}

/// How an album's words are put.
pub(crate) struct Dressed {
    /// What goes before, because it fits into no caption.
    pub(crate) above: Option<Above>,
    /// A caption for each item.
    pub(crate) captions: Vec<Text>,
    /// Which of them carries the author line.
    lined: Option<usize>,
    /// Some words are longer than a bot may send, and a copy of the originals carries them.
    pub(crate) native: bool,
}

/// A message above an album: the author line, an item's words, or both.
pub(crate) struct Above {
    pub(crate) text: Text,
    /// Whose words it says.
    pub(crate) item: Option<Place>,
}

impl Album {
    /// How its words are put. `said`: the author line stands already; `answers`: it answers a message.
    pub(crate) fn dressed(&self, said: bool, answers: bool) -> Dressed {
        let captions: Vec<Text> = self.items.iter().map(AlbumPart::words_below).collect();
        let as_one = self.is_together() && self.is_alike() && self.items.len() > 1;
        let next = &captions[..if as_one { captions.len() } else { 1 }];
        let long = next
            .iter()
            .position(|words| words.units() > CAPTION_UNITS_MAX);
        // A copy of several has no room for an author and answers nothing.
        let is_bare = self.line.is_none() && !answers && self.items.iter().all(AlbumPart::is_whole);
        let native = long.is_some() && self.native && (is_bare || !as_one);
        let line = self.line.as_ref().filter(|_| !said);
        let worded = next.iter().position(|words| !words.is_empty()).unwrap_or(0);
        let mut dressed = Dressed {
            above: None,
            captions,
            lined: None,
            native,
        };
        if let Some(long) = long.filter(|_| !native) {
            dressed.above = Some(self.above(long, line));
        } else if let Some(line) = line {
            let whole = under(Some(line), &dressed.captions[worded]);
            if whole.units() <= CAPTION_UNITS_MAX {
                dressed.captions[worded] = whole;
                dressed.lined = Some(worded);
            } else {
                let text = line.clone();
                dressed.above = Some(Above { text, item: None });
            }
        }
        dressed
    }

    /// An item's words in a message of their own, under the author line unless both are too long for one.
    fn above(&self, item: usize, line: Option<&Text>) -> Above {
        let part = &self.items[item];
        let whole = under(line, &part.words());
        match line {
            Some(line) if whole.units() > TEXT_UNITS_MAX => Above {
                text: line.clone(),
                item: None,
            },
            _ => Above {
                text: cut_off(whole, TEXT_UNITS_MAX),
                item: Some(part.cause.source),
            },
        }
    }

    /// What an item's copy stands under, or will, if its author or its words are not in its caption. `dressed`: the album's words now.
    pub(crate) fn above_item(&self, source: Place, dressed: &Dressed) -> Option<LinkRole> {
        let place = |part: &AlbumPart| part.cause.source == source;
        let place = self.items.iter().position(place)?;
        let rises = dressed
            .above
            .as_ref()
            .is_some_and(|above| above.item == Some(source));
        if rises || !self.items[place].is_whole() {
            return Some(LinkRole::Words);
        }
        let elsewhere = self.line.is_some() && dressed.lined != Some(place);
        elsewhere.then_some(LinkRole::AuthorLine)
    }

    /// Whether it is brought as one.
    pub(crate) fn is_together(&self) -> bool {
        self.road == Road::Together
    }

    /// Whether Telegram takes these kinds as one album.
    pub(crate) fn is_alike(&self) -> bool {
        let mut classes = self.items.iter().map(|part| class(part.media.kind));
        let first = classes.next().flatten();
        first.is_some() && classes.all(|class| class == first)
    }

    /// One more item, at its place.
    pub(crate) fn add(&mut self, part: AlbumPart, now_ms: i64) {
        let at = part.cause.source.message;
        let place = self
            .items
            .partition_point(|known| known.cause.source.message < at);
        self.items.insert(place, part);
        self.stored_ms = now_ms;
    }

    /// The item with this source, refused or not.
    pub(crate) fn part_mut(&mut self, source: Place) -> Option<&mut AlbumPart> {
        let refused: &mut [AlbumPart] = match &mut self.road {
            Road::Apart { refused, .. } => refused,
            Road::Together | Road::Recalled(_) => &mut [],
        };
        let mut parts = self.items.iter_mut().chain(refused);
        parts.find(|part| part.cause.source == source)
    }

    /// All that is left of it, as one again.
    pub(crate) fn anew(&self) -> Album {
        let mut items: Vec<AlbumPart> = self.parts().cloned().collect();
        items.sort_by_key(AlbumPart::message);
        Album {
            items,
            road: Road::Together,
            ..self.clone()
        }
    }

    /// The same with all its words still to be said, if some stand already.
    pub(crate) fn unsaid(&self) -> Option<Album> {
        if self.parts().all(AlbumPart::is_whole) {
            return None;
        }
        let mut album = self.clone();
        for part in &mut album.items {
            part.above = None;
        }
        Some(album)
    }

    /// Its items with those that were refused.
    fn parts(&self) -> impl Iterator<Item = &AlbumPart> {
        self.refused().iter().chain(&self.items)
    }

    /// Which of its items were refused where they went one by one.
    pub(crate) fn refused(&self) -> &[AlbumPart] {
        match &self.road {
            Road::Apart { refused, .. } => refused,
            Road::Together | Road::Recalled(_) => &[],
        }
    }
}

impl AlbumPart {
    /// The words that may be sent with it.
    pub(crate) fn words(&self) -> Text {
        sent(&self.media.caption)
    }

    /// Whether nothing of it has been said.
    fn is_whole(&self) -> bool {
        self.above.is_none()
    }

    /// Those that are still to be said.
    fn words_below(&self) -> Text {
        match self.is_whole() {
            true => self.words(),
            false => Text::default(),
        }
    }

    /// The message in its chat.
    pub(crate) fn message(&self) -> MessageId {
        self.cause.source.message
    }
}

impl Delivery {
    /// The messages that it mirrors: one, none, or those of an album that have not been brought yet.
    pub fn causes(&self) -> impl Iterator<Item = Cause> {
        let album = self.album();
        let parts = album.into_iter().flat_map(Album::parts);
        let single = self.cause.filter(|_| album.is_none());
        single.into_iter().chain(parts.map(|part| part.cause))
    }

    /// What it mirrors of this message.
    pub(crate) fn cause_at(&self, source: Place) -> Option<Cause> {
        self.causes().find(|cause| cause.source == source)
    }

    /// Which of its album's items it brings, to be remembered.
    pub(crate) fn gathered(&self, now_ms: i64) -> Vec<Change> {
        let Some(album) = self.album() else {
            return Vec::new();
        };
        let items = album.parts().map(|part| Gathered {
            cell: self.cell,
            identity: part.cause.mark.identity,
            source: part.cause.source,
            album: album.key,
            seq: self.seq,
            inside: false,
            made_ms: now_ms,
        });
        items.map(Change::Gather).collect()
    }

    /// The album that it brings.
    #[must_use]
    pub fn album(&self) -> Option<&Album> {
        match &self.job {
            Job::Album(album) => Some(album),
            _ => None,
        }
    }

    /// Whether it was taken back while its call was on its way, and if so, what becomes of what arrived.
    #[must_use]
    pub fn recalled(&self) -> Option<Recall> {
        match &self.job {
            Job::Recalled(recall) => Some(*recall),
            Job::Album(album) => match album.road {
                Road::Recalled(recall) => Some(recall),
                Road::Together | Road::Apart { .. } => None,
            },
            _ => None,
        }
    }

    /// Whether it is an album that more items may join. One that was not sent before a person has decided about it has time.
    pub(crate) fn is_open(&self) -> bool {
        let waits = match &self.state {
            State::Waiting { .. } => true,
            State::Held(why) => why.is_before_the_call(),
            State::Claimed { .. } | State::Failed(_) => false,
        };
        let has_room = |album: &Album| album.is_together() && album.items.len() < ALBUM_ITEMS_MAX;
        waits && self.album().is_some_and(has_room)
    }

    /// The same with another album.
    pub(crate) fn with_album(&self, album: Album) -> Delivery {
        Delivery {
            cause: album
                .items
                .first()
                .map_or(self.cause, |part| Some(part.cause)),
            job: Job::Album(album),
            ..self.clone()
        }
    }
}

/// Kinds that Telegram takes into one album have the same number; none for what goes alone.
fn class(kind: MediaKind) -> Option<u8> {
    match kind {
        MediaKind::Photo | MediaKind::LivePhoto | MediaKind::Video => Some(0),
        MediaKind::Document => Some(1),
        MediaKind::Audio => Some(2),
        MediaKind::Animation | MediaKind::Voice | MediaKind::VideoNote | MediaKind::Sticker => None,
    }
}
