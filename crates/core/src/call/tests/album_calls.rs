//! Which call an album needs, how its words are put, and what follows from each outcome: tables.

use insta::assert_snapshot;
use relevo_telegram::{Content, MediaKind, MessageId, Method, Outcome, Receipt};

use super::World;
use super::table::section;
use crate::call::after_call;
use crate::decide::tests::channels::{newsroom, place};
use crate::decide::tests::desk::{
    CLUB, Desk, NOW_MS, client_event, fresh, from_ann, group_event, in_club, mark, media, operator,
    person, photo, pressing,
};
use crate::{
    ALBUM_QUIET_MS, Album, AlbumPart, Change, Delivery, Event, FailReason, Job, Reading, Recall,
    Road,
};

/// What mirrors these contents as one album, complete.
pub(super) fn album(
    world: &World,
    of: impl Fn(Content) -> Event,
    contents: &[Content],
) -> Delivery {
    let whole = |content: &Content| {
        let mut event = of(content.clone());
        if let Event::ClientMessage { message, .. } | Event::GroupMessage { message, .. } =
            &mut event
        {
            message.album = Some("album".into());
        }
        world.delivery(&event)
    };
    let mut first = whole(&contents[0]);
    let items = contents.iter().zip(0..).map(|(content, place)| {
        let mut item = whole(content).album().expect("an album").items[0].clone();
        item.cause.source.message.0 += place;
        item
    });
    let items: Vec<AlbumPart> = items.collect();
    let known = first.album().expect("an album").clone();
    first = first.with_album(Album {
        items,
        stored_ms: NOW_MS - ALBUM_QUIET_MS,
        ..known
    });
    first
}

pub(super) fn world(desk: Desk) -> World {
    World::of(Desk {
        album_key: Some(7),
        ..desk
    })
}

pub(super) fn ann(content: Content) -> Event {
    client_event(from_ann(content))
}

pub(super) fn bob(content: Content) -> Event {
    client_event(in_club(person(8, "Bob"), content))
}

pub(super) fn olga(content: Content) -> Event {
    group_event(operator(content))
}

pub(super) fn apart(delivery: &Delivery, brought: u8, left: usize) -> Delivery {
    let known = delivery.album().expect("an album").clone();
    let (gone, items) = known.items.split_at(known.items.len() - left);
    let refused = gone.iter().skip(usize::from(brought)).cloned().collect();
    let album = Album {
        items: items.to_vec(),
        road: Road::Apart {
            brought,
            refused,
            why: Some(FailReason::TooLong),
        },
        ..known.clone()
    };
    Delivery {
        step: u8::from(brought > 0),
        ..delivery.with_album(album)
    }
}

/// Long words are told by their length.
pub(super) fn short(told: &str) -> String {
    let told = told.replace(&"x".repeat(2_000), "x…2000");
    told.replace(&"y".repeat(1_020), "y…1020")
}

/// Promise: the author stands over the album's words, or before it where there is no room; words too long for a bot are copied
/// into the topic natively and never unread to a client; one item alone is no album.
#[test]
fn an_albums_words_find_their_place() {
    let (private, club) = (world(Desk::with_ann()), world(Desk::with_club()));
    let [nearly, long] = [photo(&"y".repeat(1_020)), photo(&"x".repeat(2_000))];
    let video = || media(MediaKind::Video, "");
    let file = || media(MediaKind::Document, "");
    let after_line = |delivery: Delivery| Delivery {
        step: 1,
        header_message: Some(39),
        ..delivery
    };
    let in_club = |contents: &[Content]| album(&club, bob, contents);
    let rows = [
        (
            "private",
            &private,
            album(&private, ann, &[photo("a"), video(), photo("c")]),
        ),
        (
            "private, one",
            &private,
            album(&private, ann, &[photo("a")]),
        ),
        (
            "private, long",
            &private,
            album(&private, ann, &[photo(""), long.clone()]),
        ),
        (
            "private, one, long",
            &private,
            album(&private, ann, std::slice::from_ref(&long)),
        ),
        ("group, no words", &club, in_club(&[photo(""), photo("")])),
        (
            "group, words behind",
            &club,
            in_club(&[photo(""), photo("b"), photo("c")]),
        ),
        ("group, one", &club, in_club(&[photo("a")])),
        (
            "group, no room",
            &club,
            in_club(&[nearly.clone(), photo("")]),
        ),
        (
            "group, after the line",
            &club,
            after_line(in_club(&[nearly, photo("")])),
        ),
        ("group, long", &club, in_club(&[long.clone(), photo("")])),
        (
            "group, long, after the line",
            &club,
            after_line(in_club(&[long.clone(), photo("")])),
        ),
        (
            "group, apart",
            &club,
            apart(&in_club(&[photo(""), photo("b")]), 0, 2),
        ),
        (
            "group, the next",
            &club,
            apart(&in_club(&[photo(""), photo("b")]), 1, 1),
        ),
        (
            "mixed",
            &private,
            album(&private, ann, &[photo("a"), file()]),
        ),
        (
            "to a client",
            &private,
            album(&private, olga, &[photo("a"), video()]),
        ),
        (
            "to a client, one",
            &private,
            album(&private, olga, &[photo("a")]),
        ),
        (
            "to a client, long",
            &private,
            album(&private, olga, &[photo("a"), long]),
        ),
        (
            "to a client, apart",
            &private,
            apart(&album(&private, olga, &[photo("a"), video()]), 0, 2),
        ),
    ];
    let told = rows.map(|(name, world, delivery)| format!("{name}: {}", world.next(&delivery)));
    assert_snapshot!(short(&told.join("\n")), @r#"
    private: SendAlbum to -100500/11: Photo "a", Video "", Photo "c" for 3
    private, one: SendMedia Photo to -100500/11: "a" for 1
    private, long: CopyMany { to: Send { chat: ChatId(-100500), thread: Some(ThreadId(11)), reply: None, silent: false }, chat: ChatId(42), messages: [MessageId(3), MessageId(4)] } for 2
    private, one, long: Copy 42/3 to -100500/11 for 1
    group, no words: SendAlbum to -100500/11: Photo "🟠 Bob", Photo "" for 2
    group, words behind: SendAlbum to -100500/11: Photo "", Photo "🟠 Bob\nb", Photo "c" for 3
    group, one: SendMedia Photo to -100500/11: "🟠 Bob\na" for 1
    group, no room: SendText to -100500/11: "🟠 Bob" for 1
    group, after the line: SendAlbum to -100500/11 answering 39: Photo "y…1020", Photo "" for 2
    group, long: SendText to -100500/11: "🟠 Bob\nx…2000" for 1
    group, long, after the line: SendText to -100500/11 answering 39: "x…2000" for 1
    group, apart: Copy -100700/3 to -100500/11: "🟠 Bob" for 1
    group, the next: Copy -100700/4 to -100500/11 for 1
    mixed: Copy 42/3 to -100500/11 for 1
    to a client: SendAlbum to 42: Photo "a", Video "" for 2
    to a client, one: SendMedia Photo to 42: "a" for 1
    to a client, long: SendAlbum to 42: Photo "a", Photo "x…2000" for 2
    to a client, apart: Copy -100500/30 to 42: "a" for 1
    "#);
}

/// Promise: more items are awaited until 1.5 seconds of quiet after the last one, counted while the updates are read; not by those
/// who have gone on, nor for ever.
#[test]
fn an_album_is_awaited() {
    let mut world = world(Desk::with_ann());
    let stored = |ago_ms: i64| {
        let delivery = album(&world, ann, &[photo("a"), photo("b")]);
        let known = delivery.album().expect("an album").clone();
        delivery.with_album(Album {
            stored_ms: NOW_MS - ago_ms,
            ..known
        })
    };
    let (now, before, ages) = (stored(0), stored(ALBUM_QUIET_MS), stored(60_000));
    let full = album(&world, ann, &vec![photo("a"); 10]);
    let full = full.with_album(Album {
        stored_ms: NOW_MS,
        ..full.album().expect("an album").clone()
    });
    let up_to_date = |ago_ms: i64| Reading::UpToDate {
        since_ms: NOW_MS - ago_ms,
    };
    let behind = |ago_ms: i64| Reading::Behind {
        since_ms: NOW_MS - ago_ms,
    };
    let cases = [
        ("just stored", &now, up_to_date(9_000), false),
        ("gone on since", &now, up_to_date(9_000), true),
        ("quiet", &before, up_to_date(9_000), false),
        ("quiet, but just caught up", &before, up_to_date(100), false),
        ("behind", &before, behind(9_000), false),
        ("behind, gone on since", &before, behind(9_000), true),
        ("long behind", &ages, behind(60_000), false),
        ("just behind, stored long ago", &ages, behind(100), false),
        ("full", &full, behind(100), false),
    ];
    let mut told = String::new();
    for (name, delivery, reading, followed) in cases {
        world.reading = reading;
        world.followed = followed;
        let next = world.next(delivery);
        let next = next.split(" to ").next().expect("the beginning");
        told += &format!("{name}: {next}\n");
    }
    assert_snapshot!(told, @"
    just stored: not before 1500
    gone on since: SendAlbum
    quiet: SendAlbum
    quiet, but just caught up: not before 1400
    behind: not before 250
    behind, gone on since: SendAlbum
    long behind: SendAlbum
    just behind, stored long ago: not before 250
    full: SendAlbum
    ");
}

/// Promise: whatever the outcome, every item of an album is linked, tried again, asked about, or told of.
#[test]
fn whatever_becomes_of_an_albums_call() {
    let private = world(Desk::with_ann());
    let two = [photo("a"), photo("b")];
    let theirs = album(&private, ann, &two);
    let ours = album(&private, olga, &two);
    let third = |delivery: &Delivery| Delivery {
        attempts: 2,
        repeat: true,
        ..delivery.clone()
    };
    let recalled = |recall: Recall| {
        ours.with_album(Album {
            road: Road::Recalled(recall),
            ..ours.album().expect("an album").clone()
        })
    };
    let sections = [
        ("an album into the topic", theirs.clone(), Method::SendAlbum),
        ("once more", third(&theirs), Method::SendAlbum),
        ("natively, one missing", theirs.clone(), Method::CopyMany),
        (
            "item by item, the first",
            apart(&theirs, 0, 2),
            Method::Copy,
        ),
        (
            "item by item, the last after one refused",
            apart(&theirs, 0, 1),
            Method::Copy,
        ),
        (
            "one alone",
            album(&private, ann, &two[..1]),
            Method::SendMedia,
        ),
        ("an album to a client", ours.clone(), Method::SendAlbum),
        (
            "to a client, the last after one brought",
            apart(&ours, 1, 1),
            Method::Copy,
        ),
        (
            "to a client, the last after one refused",
            apart(&ours, 0, 1),
            Method::Copy,
        ),
        (
            "to a client, taken back meanwhile",
            recalled(Recall::Note),
            Method::SendAlbum,
        ),
        (
            "to a client, a message again meanwhile",
            recalled(Recall::Message),
            Method::SendAlbum,
        ),
        (
            "to a client, one by one, a message again meanwhile",
            recalled(Recall::Message),
            Method::Copy,
        ),
        (
            "to a client, withdrawn meanwhile",
            recalled(Recall::Withdraw),
            Method::SendAlbum,
        ),
    ];
    let told =
        sections.map(|(title, delivery, method)| section(title, &private, &delivery, method));
    assert_snapshot!("albums", told.join("\n"));
}

/// Promise: an album in a client's forum is known to be in its topic, as one or item by item, so that an answer to it goes there.
#[test]
fn an_album_is_known_in_its_source() {
    let club = world(Desk::with_club());
    let ours = Delivery {
        aim: Some(crate::Aim::Source(relevo_telegram::ThreadId(21))),
        ..album(&club, olga, &[photo("a"), photo("b")])
    };
    let made = |messages: &[i64]| messages.iter().map(|id| MessageId(*id)).collect();
    let sources = |delivery: &Delivery, method, receipt| {
        let outcome = Outcome::Done(receipt);
        let ended = (method, &outcome);
        let changes = after_call(delivery, &club.facts(), ended, NOW_MS, &mut fresh());
        let of = |change: Change| match change {
            Change::SourceMessage {
                message, thread, ..
            } => Some((message.0, thread.0)),
            _ => None,
        };
        changes.into_iter().filter_map(of).collect::<Vec<_>>()
    };
    let whole = Receipt::Messages(made(&[40, 41]));
    assert_eq!(
        sources(&ours, Method::SendAlbum, whole),
        [(40, 21), (41, 21)]
    );
    let one = Receipt::Message(MessageId(40));
    assert_eq!(sources(&apart(&ours, 0, 2), Method::Copy, one), [(40, 21)]);
}

/// Promise: the group is looked at before what Telegram does not tell the place of: copies and forwards of albums. One that was sent
/// and stands in no topic is deleted, every item of it.
#[test]
fn no_album_stays_misplaced() {
    for method in [Method::CopyMany, Method::ForwardMany] {
        assert!(crate::is_blind(method), "{method:?}");
    }
    let private = world(Desk::with_ann());
    let theirs = album(&private, ann, &[photo("a"), photo("b")]);
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(90), MessageId(91)]));
    let ended = (Method::SendAlbum, &misplaced);
    let changes = after_call(&theirs, &private.facts(), ended, NOW_MS, &mut fresh());
    assert_snapshot!(crate::decide::tests::desk::told(&changes), @"
    deliver 100 Aside of 5: delete 90
    deliver 101 Aside of 5: delete 91
    cell Paused(NotForum)
    record CellPaused
    deliver 102 Aside: say GroupPaused { why: NotForum } about None buttons []
    100 now Waiting { due_ms: 1060000 } attempts 1
    ");
}

/// Promise: a comment album goes under its post as one, is linked where it is, and is withdrawn there if it was taken back meanwhile.
#[test]
fn a_comment_album_is_beside_its_channel() {
    let newsroom = world(Desk {
        comment: Some(place(CLUB, 88)),
        ..newsroom()
    });
    let ours = album(&newsroom, olga, &[photo("a"), photo("b")]);
    assert_snapshot!(newsroom.next(&ours), @r#"
    SendAlbum to -100700 answering 88: Photo "a", Photo "b" for 2
    "#);
    let made = Receipt::Messages(vec![MessageId(40), MessageId(41)]);
    let known = ours.album().expect("an album").clone();
    let gone = ours.with_album(Album {
        road: Road::Recalled(Recall::Withdraw),
        ..known
    });
    let outcome = Outcome::Done(made);
    let told = [&ours, &gone].map(|one| {
        let ended = (Method::SendAlbum, &outcome);
        let changes = after_call(one, &newsroom.facts(), ended, NOW_MS, &mut fresh());
        let copies = changes.iter().find_map(|change| match change {
            Change::Deliver(Delivery {
                job: Job::Withdraw { copies, .. },
                ..
            }) => Some(copies.clone()),
            _ => None,
        });
        let links = changes.iter().filter_map(|change| match change {
            Change::Link(link) => Some((link.client_chat, link.client_message)),
            _ => None,
        });
        (links.collect::<Vec<_>>(), copies)
    });
    let there = [40, 41].map(|message| place(CLUB, message));
    let links: Vec<_> = there.iter().map(|at| (at.chat, at.message)).collect();
    assert_eq!(told, [(links.clone(), None), (links, Some(there.to_vec()))]);
}

/// Promise: *Retry* tries every item again that did not reach the client, also those refused before all of it was.
#[test]
fn a_retried_album_forgets_no_item() {
    let private = world(Desk::with_ann());
    let ours = album(&private, olga, &[photo("a"), photo("b"), photo("c")]);
    let failed = Delivery {
        state: crate::State::Failed(FailReason::Blocked),
        ..apart(&ours, 1, 1)
    };
    let mut desk = private.desk.clone();
    desk.callback = Some(crate::Callback {
        id: 60,
        cell: desk.cell.id,
        conversation: crate::ConversationId(5),
        seq: failed.seq,
        about: None,
        action: crate::CallbackAction::Retry,
        expires_ms: NOW_MS + 1,
    });
    desk.delivery = Some(failed);
    let changes = desk.decide(&pressed()).changes;
    let again = changes.into_iter().find_map(|change| match change {
        Change::Deliver(one) => one.album().cloned(),
        _ => None,
    });
    let again = again.expect("the album again");
    assert_eq!(again.road, Road::Together);
    assert_eq!(again.items, ours.album().expect("an album").items[1..]);
}

fn pressed() -> Event {
    Event::Pressed {
        mark: mark(),
        press: pressing(&60),
    }
}
