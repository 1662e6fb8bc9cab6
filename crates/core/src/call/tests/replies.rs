//! Quick replies: the calls that bring and store them, and what each outcome makes of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{
    ChatId, LinkButton, Media, MediaKind, MessageId, Method, Outcome, Receipt, Refusal, Text,
    ThreadId,
};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, group_event, operator, text, told};
use crate::{Aim, Brings, Delivery, Direction, Job, Keep, Name, ReplyId, Saved};

fn name() -> Name {
    Name::read("hi").unwrap()
}

fn photo(caption: &str) -> Media {
    Media {
        kind: MediaKind::Photo,
        file_id: "file".into(),
        file_unique_id: "unique".into(),
        size_bytes: None,
        caption: Text::plain(caption),
        caption_above: false,
        spoiler: false,
    }
}

fn two() -> Vec<MessageId> {
    vec![MessageId(9), MessageId(10)]
}

fn bring(brings: Brings) -> Delivery {
    let world = World::of(Desk::with_ann());
    let event = group_event(operator(text("hi")));
    Delivery {
        job: Job::Saved(Saved {
            reply: ReplyId(3),
            name: name(),
            brings,
        }),
        ..world.delivery(&event)
    }
}

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, &Outcome)) -> String {
    let delivery = claimed(delivery, method);
    let ended = (method, outcome);
    told(&after_call(
        &delivery,
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    ))
}

/// Promise: each way has its call, for as many units as it makes messages; what stands in the group is copied from there.
#[test]
fn each_way_has_its_call() {
    let world = World::of(Desk::with_ann());
    let button = LinkButton {
        label: "Pay".into(),
        url: Some("https://example.org/".into()),
    };
    let all = [
        Brings::Words {
            text: Text::plain("Pay here"),
            no_preview: true,
            buttons: vec![button],
        },
        Brings::File {
            stored: MessageId(9),
            media: photo("Bill"),
        },
        Brings::Album { stored: two() },
        Brings::Anew {
            items: vec![photo("One"), photo("Two")],
        },
        Brings::Forward { stored: two() },
        Brings::Forward {
            stored: vec![MessageId(9)],
        },
    ];
    let calls = all.map(|brings| world.next(&bring(brings)));
    assert_snapshot!(calls.join("\n"), @r#"
    SendText to 42: "Pay here" [Pay Open("https://example.org/")] for 1
    Copy -100500/9 to 42: "Bill" for 1
    CopyMany { to: Send { chat: ChatId(42), thread: None, reply: None, silent: false }, chat: ChatId(-100500), messages: [MessageId(9), MessageId(10)] } for 2
    SendAlbum to 42: Photo "One", Photo "Two" for 2
    ForwardMany { to: Send { chat: ChatId(42), thread: None, reply: None, silent: false }, chat: ChatId(-100500), messages: [MessageId(9), MessageId(10)] } for 2
    Forward -100500/9 to 42 for 1
    "#);
}

/// Promise: every message of an album is what the command stands for; what is stored no more is told, with a way to take it off the list.
#[test]
fn what_is_gone_is_told() {
    let world = World::of(Desk::with_ann());
    let album = bring(Brings::Album { stored: two() });
    let made = |numbers: &[i64]| {
        let made = numbers.iter().map(|number| MessageId(*number)).collect();
        Outcome::Done(Receipt::Messages(made))
    };
    let file = bring(Brings::File {
        stored: MessageId(9),
        media: photo("Bill"),
    });
    let gone = Outcome::Refused(Refusal::SourceMissing);
    let rows = [
        after(&world, &album, (Method::CopyMany, &made(&[81, 82]))),
        after(&world, &album, (Method::CopyMany, &made(&[81]))),
        after(&world, &album, (Method::CopyMany, &gone)),
        after(&world, &file, (Method::Copy, &gone)),
        after(
            &world,
            &file,
            (Method::Copy, &Outcome::Refused(Refusal::Blocked)),
        ),
    ];
    assert_snapshot!(rows.join("\n"), @"
    link Team: client 42/81 topic 30
    link Team: client 42/82 topic 30
    remove 100
    cause Delivered

    link Team: client 42/81 topic 30
    remove 100
    cause Delivered
    button 200 RemoveReply of 3
    deliver 100 ToTopic of 5: say ReplyGone { name: Name(…), partly: true } about Some(30) buttons [200]

    remove 100
    cause Failed
    record DeliveryFailed
    button 200 RemoveReply of 3
    deliver 100 ToTopic of 5: say ReplyGone { name: Name(…), partly: false } about Some(30) buttons [200]

    remove 100
    cause Failed
    record DeliveryFailed
    button 200 RemoveReply of 3
    deliver 100 ToTopic of 5: say ReplyGone { name: Name(…), partly: false } about Some(30) buttons [200]

    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 unreachable
    record ClientUnreachable
    100 now Failed(Blocked) attempts 1
    cause Failed
    record DeliveryFailed
    button 200 Retry of 100
    deliver 100 ToTopic of 5: say NotDelivered { reason: Blocked } about Some(30) buttons [200]
    ");
}

fn keep(messages: Vec<MessageId>, copied: bool) -> Delivery {
    let keep = Keep {
        reply: ReplyId(3),
        name: name(),
        messages,
        about: MessageId(30),
        is_ready: false,
        copied,
    };
    Delivery {
        conversation: None,
        aim: Some(Aim::Team(ThreadId(4))),
        ..desk_words(Direction::Aside, Job::Keep(keep))
    }
}

/// Promise: what nobody wants any more when it stands in the topic is taken away again, and whoever saved it is told.
#[test]
fn what_was_overtaken_goes() {
    let mut world = World::of(Desk::new());
    world.reply_topic = Some(ThreadId(12));
    world.reply_wanted = false;
    let made = Outcome::Done(Receipt::Messages(vec![MessageId(90), MessageId(91)]));
    let said = after(&world, &keep(two(), false), (Method::ForwardMany, &made));
    assert!(
        said.contains("Overtaken") && !said.contains("stored"),
        "{said}"
    );
    assert_eq!(said.matches("Aside: delete").count(), 2, "{said}");
    let gone = Outcome::Refused(Refusal::SourceMissing);
    let said = after(&world, &keep(two(), false), (Method::ForwardMany, &gone));
    assert!(said.contains("Overtaken"), "{said}");
}

/// Promise: the topic is made first, and anew when it is gone; what is stored is ready, and its command answered; what can be kept in no way is
/// no reply.
#[test]
fn replies_are_stored() {
    let mut world = World::of(Desk::new());
    let one = vec![MessageId(7)];
    let mut rows = vec![world.next(&keep(one.clone(), false))];
    let topic = Outcome::Done(Receipt::Topic(ThreadId(12)));
    rows.push(after(
        &world,
        &keep(one.clone(), false),
        (Method::CreateTopic, &topic),
    ));
    world.reply_topic = Some(ThreadId(12));
    rows.push(world.next(&keep(one.clone(), false)));
    rows.push(world.next(&keep(one.clone(), true)));
    rows.push(world.next(&keep(two(), false)));
    rows.push(world.next(&keep(two(), true)));
    let refused = |refusal| Outcome::Refused(refusal);
    let made = Outcome::Done(Receipt::Message(MessageId(90)));
    let partly = Outcome::Done(Receipt::Messages(vec![MessageId(90)]));
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(90)]));
    for (what, keep, method, outcome) in [
        ("stored", keep(one.clone(), false), Method::Forward, made),
        (
            "partly",
            keep(two(), false),
            Method::ForwardMany,
            partly.clone(),
        ),
        ("partly copied", keep(two(), true), Method::CopyMany, partly),
        (
            "misplaced",
            keep(one.clone(), false),
            Method::Forward,
            misplaced,
        ),
        (
            "no topic",
            keep(one.clone(), false),
            Method::Forward,
            refused(Refusal::TopicMissing),
        ),
        (
            "protected",
            keep(one.clone(), false),
            Method::Forward,
            refused(Refusal::Uncopyable),
        ),
        (
            "lost",
            keep(one.clone(), true),
            Method::Copy,
            refused(Refusal::SourceMissing),
        ),
        (
            "not a member",
            keep(one.clone(), true),
            Method::Copy,
            refused(Refusal::NotMember),
        ),
        (
            "upgraded",
            keep(one.clone(), true),
            Method::Copy,
            refused(Refusal::Migrated(ChatId(-100_900))),
        ),
        (
            "wait",
            keep(one.clone(), true),
            Method::Copy,
            Outcome::Wait(Duration::from_secs(3)),
        ),
        ("unknown", keep(one, true), Method::Copy, Outcome::Unknown),
    ] {
        rows.push(format!(
            "{what}\n{}",
            after(&world, &keep, (method, &outcome))
        ));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    CreateTopic in -100500: "ReplyTopic" for 1
    replies stand in Some(ThreadId(12))
    100 now Waiting { due_ms: 1000000 } attempts 0

    Forward -100500/7 to -100500/12 silently for 1
    Copy -100500/7 to -100500/12 silently for 1
    ForwardMany { to: Send { chat: ChatId(-100500), thread: Some(ThreadId(12)), reply: None, silent: true }, chat: ChatId(-100500), messages: [MessageId(9), MessageId(10)] } for 2
    CopyMany { to: Send { chat: ChatId(-100500), thread: Some(ThreadId(12)), reply: None, silent: true }, chat: ChatId(-100500), messages: [MessageId(9), MessageId(10)] } for 2
    stored
    reply 3 stored as [90]
    remove 100
    deliver 100 Aside: say Answer(Say(Saved { name: Name(…) })) about Some(30) buttons [] at Team(ThreadId(4))

    partly
    deliver 100 Aside: delete 90
    replace 100 Aside: keep reply 3 of [9, 10] copied at Team(ThreadId(4))

    partly copied
    deliver 100 Aside: delete 90
    remove 100
    reply 3 lost
    deliver 101 Aside: say Answer(Say(NotKept { name: Name(…), reason: SourceMissing })) about Some(30) buttons [] at Team(ThreadId(4))

    misplaced
    deliver 100 Aside: delete 90
    replies stand in None
    100 now Waiting { due_ms: 1001000 } attempts 1

    no topic
    replies stand in None
    100 now Waiting { due_ms: 1001000 } attempts 1

    protected
    replace 100 Aside: keep reply 3 of [7] copied at Team(ThreadId(4))

    lost
    remove 100
    reply 3 lost
    deliver 100 Aside: say Answer(Say(NotKept { name: Name(…), reason: SourceMissing })) about Some(30) buttons [] at Team(ThreadId(4))

    not a member
    cell Paused(NotMember)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1

    upgraded
    cell's group -100900
    record GroupMigrated
    100 now Waiting { due_ms: 1000000 } attempts 0

    wait
    100 now Waiting { due_ms: 1003000 } attempts 0

    unknown
    100 now Waiting { due_ms: 1001000 } attempts 1
    "#);
}
