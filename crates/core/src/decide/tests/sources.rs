//! A client group that is itself a forum.

use insta::assert_snapshot;
use relevo_telegram::{Content, Message, MessageId, Service, ThreadId};

use super::desk::{
    Desk, NOW_MS, answering, client_event, group_event, in_club, mark, operator, person, photo,
    pressing, text,
};
use crate::{
    Callback, CallbackAction, CardId, Change, ConversationId, Delivery, Event, Gathered, Seq,
    Source, State,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn source(thread: i64, name: &str, seen_ms: i64) -> Source {
    Source {
        thread: ThreadId(thread),
        card: (!name.is_empty()).then_some(CardId(thread + 900)),
        name: name.into(),
        seen_ms,
    }
}

fn forum(sources: Vec<Source>) -> Desk {
    Desk {
        sources,
        ..Desk::with_club()
    }
}

/// Bob writes in a topic of the club's own forum; 0 is General.
fn bob(thread: i64, name: Option<&str>, content: Content) -> Message {
    let mut message = in_club(person(8, "Bob"), content);
    message.chat.forum = true;
    message.thread = (thread != 0).then_some(ThreadId(thread));
    message.thread_name = name.map(Into::into);
    message
}

/// Promise: the topic's name is part of the author line, learned from wherever Telegram tells it, and kept once.
#[test]
fn the_topic_is_part_of_the_author_line() {
    let known = || forum(vec![source(21, "Billing", 5), source(22, "", 5)]);
    let service = |service| client_event(bob(21, None, Content::Service(service)));
    let rows = [
        forum(Vec::new()).check(&client_event(bob(21, Some("Billing"), text("hi")))),
        forum(Vec::new()).check(&client_event(bob(21, None, text("hi")))),
        forum(Vec::new()).check(&client_event(bob(0, None, text("hi")))),
        known().check(&client_event(bob(21, None, text("hi")))),
        known().check(&client_event(bob(22, Some("\u{202E}"), text("hi")))),
        forum(Vec::new()).check(&service(Service::TopicCreated("Billing".into()))),
        known().check(&service(Service::TopicEdited(Some("Money".into())))),
        known().check(&service(Service::TopicEdited(Some("Billing".into())))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    card 200: "Billing" start None
    source 21: card Some(200) seen Some(1000000)
    3 is in source 21
    deliver 100 ToTopic of 5: text "🟠 Bob · Billing\nhi" because of -100700/3
    fate Waiting
    source 21: card None seen Some(1000000)
    3 is in source 21
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi" because of -100700/3
    fate Waiting
    source 0: card None seen Some(1000000)
    3 is in source 0
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi" because of -100700/3
    fate Waiting
    source 21: card None seen Some(1000000)
    3 is in source 21
    deliver 100 ToTopic of 5: text "🟠 Bob · Billing\nhi" because of -100700/3
    fate Waiting
    card 200: "\u{202e}" start None
    source 22: card Some(200) seen Some(1000000)
    3 is in source 22
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi" because of -100700/3
    fate Waiting
    card 200: "Billing" start None
    source 21: card Some(200) seen None
    fate Internal
    card 921: "Money" start None
    source 21: card Some(921) seen None
    fate Internal
    source 21: card None seen None
    fate Internal
    "#);
}

/// Promise: a plain message goes to the one topic of the last day, is held if that is not one, and an answer is never held; in a group
/// without topics nothing of this happens.
#[test]
fn a_plain_message_needs_one_active_topic() {
    let plain = group_event(operator(text("hello")));
    let old = NOW_MS - DAY_MS;
    let one = forum(vec![
        source(21, "Billing", NOW_MS - 5),
        source(22, "Old", old),
    ]);
    let two = || {
        forum(vec![
            source(21, "Billing", NOW_MS - 9),
            source(0, "", NOW_MS - 5),
        ])
    };
    let none = forum(vec![source(21, "Billing", old)]);
    let unread = forum(vec![source(21, "Billing", 0)]);
    let rows = [
        one.check(&plain),
        two().check(&plain),
        none.check(&plain),
        unread.check(&plain),
        two().check(&group_event(answering(operator(text("hello")), 30))),
        two().check(&group_event(operator(text("/ a note")))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToClient of 5: text "hello" because of -100500/30 at Source(ThreadId(21))
    fate Waiting
    deliver 100 ToClient of 5: text "hello" because of -100500/30 at Source(ThreadId(0)) held WhichSource
    button 200 PickSource of 0
    button 201 PickSource of 21
    deliver 101 ToTopic of 5: say WhichSource { names: ["", "Billing"] } about Some(30) buttons [200, 201]
    fate Held
    deliver 100 ToClient of 5: text "hello" because of -100500/30 at Source(ThreadId(21)) held WhichSource
    button 200 PickSource of 21
    deliver 101 ToTopic of 5: say WhichSource { names: ["Billing"] } about Some(30) buttons [200]
    fate Held
    deliver 100 ToClient of 5: text "hello" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "hello" answering 30 because of -100500/30 at Source(ThreadId(0))
    fate Waiting
    link Note: client -100700/0 topic 30
    fate Internal
    "#);
}

/// Promise: the chosen topic gets the message, at the end of its lane, once.
#[test]
fn a_topic_is_chosen_by_button() {
    let mut desk = forum(vec![
        source(21, "Billing", NOW_MS),
        source(22, "Ads", NOW_MS),
    ]);
    let changes = desk.decide(&group_event(operator(text("hello")))).changes;
    let held = changes.into_iter().find_map(|change| match change {
        Change::Deliver(delivery) if matches!(delivery.state, State::Held(_)) => Some(delivery),
        _ => None,
    });
    let held = held.expect("a question");
    let press = picking(&mut desk, held);
    assert_snapshot!(desk.check(&press), @r#"
    remove 100
    deliver 100 ToClient of 5: text "hello" because of -100500/30 at Source(ThreadId(21))
    cause Waiting
    nothing told of it
    no button 60
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to SourceChosen { name: "Billing" }
    fate Internal
    "#);
    desk.delivery = None;
    assert!(desk.check(&press).contains("ButtonExpired"));
}

/// Topic 21 is chosen for what is held.
fn picking(desk: &mut Desk, held: Delivery) -> Event {
    desk.callback = Some(Callback {
        id: 60,
        cell: desk.cell.id,
        conversation: ConversationId(5),
        seq: held.seq,
        about: Some(MessageId(21)),
        action: CallbackAction::PickSource,
        expires_ms: NOW_MS + 1,
    });
    desk.delivery = Some(held);
    Event::Pressed {
        mark: mark(),
        press: pressing(&60),
    }
}

/// Promise: an album for which a topic is to be chosen is held whole, and goes whole to the chosen one; what is said later of its items
/// finds it there.
#[test]
fn an_album_is_held_whole() {
    let mut desk = forum(vec![
        source(21, "Billing", NOW_MS),
        source(22, "Ads", NOW_MS - 1),
    ]);
    desk.album_key = Some(77);
    let item = |id| {
        let mut message = operator(photo(""));
        message.album = Some("album".into());
        message.place.message = MessageId(id);
        group_event(message)
    };
    for change in desk.decide(&item(30)).changes {
        match change {
            Change::Deliver(one) if one.album().is_some() => {
                let seq = Seq(50);
                desk.item_pending = vec![Delivery { seq, ..one }];
            }
            Change::Gather(known) => desk.items.push(Gathered {
                seq: Seq(50),
                ..known
            }),
            _ => {}
        }
    }
    assert_snapshot!(desk.check(&item(31)), @r#"
    replace 50 ToClient of 5: album 30 "", 31 "" because of -100500/30 at Source(ThreadId(21)) held WhichSource
    item -100500/31 of album 77 by 50
    fate Held
    "#);
    let joined = desk
        .decide(&item(31))
        .changes
        .into_iter()
        .find_map(|change| match change {
            Change::Replace(one) => Some(one),
            _ => None,
        });
    let press = picking(&mut desk, joined.expect("one album"));
    assert_snapshot!(desk.check(&press), @r#"
    remove 50
    deliver 100 ToClient of 5: album 30 "", 31 "" because of -100500/30 at Source(ThreadId(21))
    item -100500/30 of album 77 by 100
    item -100500/31 of album 77 by 100
    cause Waiting
    cause Waiting
    nothing told of it
    nothing told of it
    no button 60
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to SourceChosen { name: "Billing" }
    fate Internal
    "#);
}
