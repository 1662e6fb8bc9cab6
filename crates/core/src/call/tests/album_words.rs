//! An album's words that are too long for a caption stand above it: the calls one after the other, and whose words are whose.

use insta::assert_snapshot;
use relevo_telegram::{Call, Content, MediaKind, MessageId, Outcome, Receipt, Refusal, Text};

use super::album_calls::{album, ann, apart, bob, olga, short, world};
use super::kept::Kept;
use super::{World, told_call};
use crate::call::{Next, after_call, next_call};
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, media, photo};
use crate::{Change, Delivery, Link, ReplySource, State};

fn hidden(mut desk: Desk) -> Desk {
    desk.connection.params.hide_info.links = true;
    desk
}

/// Telegram: captions that are too long are refused, everything else gets the next numbers.
fn telegram(call: &Call, made: &mut i64) -> Outcome {
    let is_long = |caption: &Text| caption.units() > 1_024;
    let refused = match call {
        Call::SendAlbum { items, .. } => items.iter().any(|item| is_long(&item.caption)),
        Call::SendMedia { caption, .. } => is_long(caption),
        Call::Copy { caption, .. } => caption.as_ref().is_some_and(is_long),
        _ => false,
    };
    if refused {
        return Outcome::Refused(Refusal::TooLong);
    }
    let mut number = || {
        *made += 1;
        MessageId(*made)
    };
    Outcome::Done(match call {
        Call::SendAlbum { items, .. } => {
            Receipt::Messages(items.iter().map(|_| number()).collect())
        }
        Call::CopyMany { messages, .. } => {
            Receipt::Messages(messages.iter().map(|_| number()).collect())
        }
        _ => Receipt::Message(number()),
    })
}

/// All calls of a delivery with what is said in the end, and the links that they leave.
fn brought(world: &World, delivery: &Delivery) -> (String, Vec<Link>) {
    let mut kept = Kept::new(delivery.direction);
    kept.outbox.insert(delivery.seq, delivery.clone());
    let (mut told, mut made) = (String::new(), 40);
    for _ in 0..20 {
        let known = kept.outbox.get(&delivery.seq).cloned();
        let Some(one) = known.filter(|one| matches!(one.state, State::Waiting { .. })) else {
            return (told, kept.links);
        };
        let call = match next_call(&one, &world.facts(), NOW_MS) {
            Next::Call { call, .. } => call,
            other => panic!("no call: {other:?}"),
        };
        told += &format!("  {}\n", told_call(&call));
        let outcome = telegram(&call, &mut made);
        let ended = (call.method(), &outcome);
        for change in after_call(&one, &world.facts(), ended, NOW_MS, &mut fresh()) {
            if let Change::Deliver(notice) = &change {
                told += &format!("  then {:?}\n", notice.job);
            }
            kept.apply(change);
        }
    }
    panic!("it never ends: {told}");
}

fn told(world: &World, delivery: &Delivery) -> String {
    let (mut told, links) = brought(world, delivery);
    for link in links {
        let (client, topic) = (link.client_message, link.topic_message);
        told += &format!("  {topic} is {client}, {:?}\n", link.role);
    }
    told
}

/// Promise: words too long for a caption stand above the album, under their author's line, and the album answers them; every item's
/// words arrive, and a reply to them means their item.
#[test]
fn long_words_stand_above_their_album() {
    let (private, club) = (world(Desk::with_ann()), world(Desk::with_club()));
    let (hidden_ann, hidden_club) = (
        world(hidden(Desk::with_ann())),
        world(hidden(Desk::with_club())),
    );
    let mut answering = world(Desk::with_ann());
    answering.reply_target = Some(39);
    let answer = |delivery: Delivery| Delivery {
        reply: Some(ReplySource {
            message: 2,
            quote: None,
        }),
        ..delivery
    };
    let long = || photo(&"x".repeat(2_000));
    let longest = || photo(&"z".repeat(4_090));
    let file = || media(MediaKind::Document, "");
    let one = [long(), photo("b")];
    let two = [photo("a"), long(), longest()];
    let mixed = [file(), long(), photo("c")];
    let of = |world: &World, whose: fn(Content) -> crate::Event, contents: &[Content]| {
        album(world, whose, contents)
    };
    let rows = [
        ("private", &private, of(&private, ann, &one)),
        (
            "private, answering",
            &answering,
            answer(of(&answering, ann, &one)),
        ),
        (
            "private, answering, one",
            &answering,
            answer(of(&answering, ann, &one[..1])),
        ),
        ("private, hidden", &hidden_ann, of(&hidden_ann, ann, &one)),
        (
            "private, hidden, two",
            &hidden_ann,
            of(&hidden_ann, ann, &two),
        ),
        (
            "private, hidden, one",
            &hidden_ann,
            of(&hidden_ann, ann, &one[..1]),
        ),
        (
            "private, hidden, apart",
            &hidden_ann,
            apart(&of(&hidden_ann, ann, &two), 0, 3),
        ),
        (
            "private, hidden, mixed",
            &hidden_ann,
            of(&hidden_ann, ann, &mixed),
        ),
        ("group", &club, of(&club, bob, &one)),
        ("group, two", &club, of(&club, bob, &two)),
        ("group, one", &club, of(&club, bob, &one[..1])),
        ("group, apart", &club, apart(&of(&club, bob, &two), 0, 3)),
        ("group, mixed", &club, of(&club, bob, &mixed)),
        (
            "group, mixed, words behind",
            &club,
            of(&club, bob, &[file(), photo("b")]),
        ),
        ("group, hidden", &hidden_club, of(&hidden_club, bob, &one)),
        (
            "group, hidden, two",
            &hidden_club,
            of(&hidden_club, bob, &two),
        ),
        (
            "group, hidden, apart",
            &hidden_club,
            apart(&of(&hidden_club, bob, &two), 0, 3),
        ),
        (
            "group, hidden, mixed",
            &hidden_club,
            of(&hidden_club, bob, &mixed),
        ),
        ("to a client", &private, of(&private, olga, &one)),
    ];
    let told = rows.map(|(name, world, delivery)| format!("{name}:\n{}", told(world, &delivery)));
    let told = short(&told.concat()).replace(&"z".repeat(4_090), "z…4090");
    assert_snapshot!("long_words", told);
}
