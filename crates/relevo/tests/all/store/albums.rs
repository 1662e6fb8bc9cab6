//! What albums ask of the store: their items, the deliveries that bring them, and that those come back as they were.

use relevo_core::{
    Album, AlbumPart, Cause, Change, ContentKind, Delivery, FailReason, Gathered, Job, Notice,
    Recall, Road, Seq,
};
use relevo_telegram::{ChatId, Media, MediaKind, MessageId, Place, Text};

use super::contracts;
use super::desk::{DAY_MS, Desk, NOW_MS};

contracts! {
    items_are_found_by_album_and_by_message
    albums_come_back
    items_are_forgotten_after_eight_days
}

fn at(chat: i64, message: i64) -> Place {
    Place {
        chat: ChatId(chat),
        message: MessageId(message),
    }
}

fn item(desk: &Desk, source: Place, album: i64, seq: i64) -> Gathered {
    Gathered {
        cell: desk.cell,
        identity: desk.identity,
        source,
        album,
        seq: Seq(seq),
        inside: false,
        made_ms: NOW_MS,
    }
}

fn album(desk: &Desk, places: &[Place], road: Road) -> Album {
    let part = |(place, update): (&Place, i64)| AlbumPart {
        cause: Cause {
            mark: desk.mark(update),
            source: *place,
            kind: ContentKind::Video,
            author: 501,
            digest: -7,
        },
        media: Media {
            kind: MediaKind::Video,
            file_id: format!("file {update}"),
            file_unique_id: "unique".into(),
            size_bytes: None,
            caption: Text::plain("words"),
            caption_above: true,
            spoiler: true,
        },
        above: Some(MessageId(update)),
    };
    Album {
        key: -77,
        line: Some(Text::plain("🟠 Bob")),
        native: true,
        forwarded: true,
        items: places.iter().zip(40..).map(part).collect(),
        stored_ms: NOW_MS,
        road,
    }
}

/// Promise: an album's items are found in the order of their messages, by the album and by any of them; of several notes of one the
/// last counts; other identities' and other chats' are not among them; their deliveries are found as long as they are there.
async fn items_are_found_by_album_and_by_message(desk: Desk) {
    let (one, two, other) = (at(501, 11), at(501, 12), at(502, 11));
    let waiting = desk.delivery_of(Seq(9), Job::Forward);
    desk.apply(&[
        Change::Gather(item(&desk, two, 7, 9)),
        Change::Gather(item(&desk, one, 7, 0)),
        Change::Gather(item(&desk, other, 8, 5)),
        Change::Deliver(waiting.clone()),
    ])
    .await;
    let inside = Gathered {
        inside: true,
        ..item(&desk, one, 7, 0)
    };
    desk.apply(&[Change::Gather(inside)]).await;
    let mut tx = desk.locked().await;
    let known = tx.items_of_albums(desk.identity, &[7, 99]).await.unwrap();
    assert_eq!(known, [inside, item(&desk, two, 7, 9)]);
    let nobody = relevo_core::IdentityId(desk.identity.0 + 1);
    assert!(tx.items_of_albums(nobody, &[7]).await.unwrap().is_empty());
    let found = tx.items_at(desk.identity, &[two, other, at(502, 12)]).await;
    assert_eq!(
        found.unwrap(),
        [item(&desk, two, 7, 9), item(&desk, other, 8, 5)]
    );
    assert_eq!(tx.deliveries_of_items(&known).await.unwrap(), [waiting]);
    assert!(tx.deliveries_of_items(&[]).await.unwrap().is_empty());
}

/// Promise: an album comes back as it was written, however far it has come, and so do the words about it.
async fn albums_come_back(desk: Desk) {
    let places = [at(501, 11), at(501, 12)];
    let refused = album(&desk, &[at(501, 13)], Road::Together).items;
    let other = FailReason::Other {
        code: 400,
        text: "Bad Request".into(),
    };
    let roads = [
        Road::Together,
        Road::Apart {
            brought: 3,
            refused,
            why: Some(other),
        },
        Road::Apart {
            brought: 0,
            refused: Vec::new(),
            why: None,
        },
        Road::Recalled(Recall::Message),
        Road::Recalled(Recall::Note),
        Road::Recalled(Recall::Withdraw),
    ];
    let mut jobs: Vec<Job> = roads
        .into_iter()
        .map(|road| Job::Album(album(&desk, &places, road)))
        .collect();
    let (missing, of, kind) = (2, 10, ContentKind::Video);
    let reason = FailReason::TooLong;
    let notices = [
        Notice::AlbumIncomplete {
            missing,
            of,
            kind,
            reason: reason.clone(),
        },
        Notice::AlbumNotDelivered {
            missing,
            of,
            kind,
            reason,
        },
        Notice::EditStaysInside,
    ];
    jobs.extend(notices.map(|notice| Job::Notice {
        notice,
        about: Some(5),
        buttons: vec![8],
    }));
    let written: Vec<Delivery> = jobs
        .into_iter()
        .zip(1..)
        .map(|(job, seq)| desk.delivery_of(Seq(seq), job))
        .collect();
    let changes: Vec<Change> = written.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    assert_eq!(desk.lanes().await, written);
}

/// Promise: an album can be withdrawn as a whole for two days, and a person may be asked about it for seven; its items are forgotten
/// after eight.
async fn items_are_forgotten_after_eight_days(desk: Desk) {
    let one = item(&desk, at(501, 11), 7, 9);
    desk.apply(&[Change::Gather(one)]).await;
    let early = desk.store.sweep(NOW_MS + 8 * DAY_MS - 1).await.unwrap();
    let late = desk.store.sweep(NOW_MS + 8 * DAY_MS).await.unwrap();
    assert_eq!((early.items, late.items), (0, 1));
    let mut tx = desk.locked().await;
    assert!(
        tx.items_of_albums(desk.identity, &[7])
            .await
            .unwrap()
            .is_empty()
    );
}
