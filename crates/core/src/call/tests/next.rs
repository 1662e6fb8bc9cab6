//! Which call a delivery needs.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, Content, MediaKind, Quote, Reply, Text, ThreadId};

use super::{World, desk_words};
use crate::decide::tests::desk::{
    Desk, NOW_MS, answering, client_event, from_ann, group_event, in_club, media, operator, person,
    photo, text,
};
use crate::{
    CellState, ConnectionId, ContentKind, Delivery, Direction, Event, FailReason, Job, Notice,
    PauseWhy, State, Topic,
};

fn bob(content: Content) -> Event {
    client_event(in_club(person(8, "Bob"), content))
}

/// Promise: each job is one call at its place, with its reply.
#[test]
fn each_job_is_a_call() {
    let mut ann = World::of(Desk::with_ann());
    ann.reply_target = Some(20);
    let quoting = {
        let mut message = answering(operator(text("yes")), 29);
        message.reply = Some(Reply {
            quote: Some(Quote {
                text: Text::plain("really"),
                position: 0,
            }),
            ..message.reply.expect("a reply")
        });
        ann.delivery(&group_event(message))
    };
    let bare = Delivery {
        bare: true,
        ..quoting.clone()
    };
    let forwarded = relevo_telegram::Message {
        origin: Some(relevo_telegram::Origin::Untold),
        ..from_ann(text("news"))
    };
    let resend = {
        let copy = ann.delivery(&client_event(from_ann(photo("look"))));
        let Job::Copy {
            media: Some(media), ..
        } = copy.job.clone()
        else {
            panic!("a copy of a file");
        };
        Delivery {
            job: Job::Resend { media },
            ..copy
        }
    };
    let deliveries = [
        ann.delivery(&client_event(answering(from_ann(photo("look")), 2))),
        ann.delivery(&client_event(forwarded)),
        resend,
        quoting,
        bare,
        ann.delivery(&group_event(answering(operator(photo("look")), 29))),
        ann.delivery(&group_event(operator(media(MediaKind::Sticker, "")))),
    ];
    let rows = deliveries.map(|delivery| ann.next(&delivery));
    assert_snapshot!(rows.join("\n"), @r#"
    Copy 42/3 to -100500/11 answering 20 for 1
    Forward 42/3 to -100500/11 for 1
    SendMedia Photo to -100500/11: "look" for 1
    SendText to 42 answering 20 ("really"): "yes" for 1
    SendText to 42: "yes" for 1
    Copy -100500/30 to 42 answering 20: "look" for 1
    Copy -100500/30 to 42 for 1
    "#);
}

/// Promise: the desk's own words stay in the group, with the buttons they were given.
#[test]
fn own_words_stay_in_the_group() {
    let ann = World::of(Desk::with_ann());
    let say = |direction, notice, about, buttons| {
        ann.next(&desk_words(
            direction,
            Job::Notice {
                notice,
                about,
                buttons,
            },
        ))
    };
    let edit = Job::EditNotice {
        message: 31,
        notice: Notice::Arrived,
    };
    let answer = |notice| Job::AnswerPress {
        press: "press".into(),
        notice,
    };
    let old = Delivery {
        made_ms: NOW_MS - 60_000,
        ..desk_words(Direction::Aside, answer(None))
    };
    let rows = [
        say(
            Direction::ToTopic,
            Notice::OutcomeUnknown,
            Some(30),
            vec![60, 61],
        ),
        say(Direction::ToTopic, Notice::RepeatMark, Some(31), vec![]),
        say(
            Direction::ToTopic,
            Notice::Placeholder {
                kind: ContentKind::Photo,
                reason: FailReason::TooLong,
            },
            None,
            vec![],
        ),
        say(Direction::Aside, Notice::Quarantined, None, vec![]),
        ann.next(&desk_words(Direction::Aside, edit)),
        ann.next(&desk_words(
            Direction::Aside,
            answer(Some(Notice::ButtonExpired)),
        )),
        ann.next(&old),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    SendText to -100500/11 answering 30: "OutcomeUnknown" [button 0 Tell("60")] [button 1 Tell("61")] for 1
    SendText to -100500/11 answering 31 silently: "RepeatMark" for 1
    SendText to -100500/11: "Placeholder" for 1
    SendText to -100500: "Quarantined" for 1
    EditText -100500/31: "Arrived" for 1
    AnswerPress press: Some("ButtonExpired") for 0
    remove 100
    "#);
}

/// Promise: an author line goes before what cannot carry it: once a run, or always when the message answers it.
#[test]
fn an_author_line_goes_first() {
    let mut club = World::of(Desk::with_club());
    club.reply_target = Some(20);
    let sticker = club.delivery(&client_event(answering(
        in_club(person(8, "Bob"), media(MediaKind::Sticker, "")),
        2,
    )));
    let long = club.delivery(&client_event(answering(
        in_club(person(8, "Bob"), photo(&"c".repeat(1_024))),
        2,
    )));
    let stands = |delivery: &Delivery| Delivery {
        step: 1,
        header_message: Some(21),
        ..delivery.clone()
    };
    let mut rows = vec![
        club.next(&sticker),
        club.next(&stands(&sticker)),
        club.next(&long),
        club.next(&stands(&long)),
    ];
    if let Some(known) = club.desk.conversation.as_mut() {
        known.last_author = 8;
    }
    rows.push(club.next(&sticker));
    rows.push(club.next(&long));
    assert_snapshot!(rows.join("\n"), @r#"
    SendText to -100500/11: "🟠 Bob" for 1
    Copy -100700/3 to -100500/11 answering 20 for 1
    SendText to -100500/11 answering 20: "🟠 Bob" for 1
    Copy -100700/3 to -100500/11 answering 21 for 1
    Copy -100700/3 to -100500/11 answering 20 for 1
    SendText to -100500/11 answering 20: "🟠 Bob" for 1
    "#);
}

/// Promise: a topic is made when there is none, awaited while nobody knows, and made again after.
#[test]
fn a_topic_is_made_by_the_first_delivery() {
    let mut ann = World::of(Desk::with_ann());
    let hello = ann.delivery(&client_event(from_ann(text("hello"))));
    let mut at = |topic| {
        if let Some(known) = ann.desk.conversation.as_mut() {
            known.topic = topic;
        }
        ann.next(&hello)
    };
    let unsure = |until_ms| Topic::Unsure { until_ms };
    let rows = [
        at(Topic::None),
        at(unsure(NOW_MS + 1)),
        at(unsure(NOW_MS + 5_000)),
        at(unsure(NOW_MS)),
        at(Topic::Open(ThreadId(12))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    CreateTopic in -100500: "🟪 Ann" #6FB9F0 for 1
    100 now Waiting { due_ms: 1000001 } attempts 0
    100 now Waiting { due_ms: 1000250 } attempts 0
    CreateTopic in -100500: "🟪 Ann" #6FB9F0 for 1
    Copy 42/3 to -100500/12 for 1
    "#);
}

/// Promise: each connection's topics have a colour of their own, or the one that is wanted; an emoji stands beside it, and is given up before the
/// topic is.
#[test]
fn topics_have_a_look() {
    let mut rows = Vec::new();
    let at = |wanted: &str, connection: i64, attempts: u32, icon: Option<&'static str>| {
        let mut desk = Desk::with_ann();
        let params = &mut desk.connection.params;
        params.set("ICON_COLOR", wanted).expect("a value");
        desk.connection.id = crate::ConnectionId(connection);
        let known = desk.conversation.as_mut().expect("there");
        (known.topic, known.connection) = (Topic::None, desk.connection.id);
        let mut ann = World::of(desk);
        ann.icon = icon;
        let hello = crate::Delivery {
            attempts,
            ..ann.delivery(&client_event(from_ann(text("hello"))))
        };
        format!("{wanted} {connection} {attempts}: {}", ann.next(&hello))
    };
    for connection in 1..=7 {
        rows.push(at("auto", connection, 0, None));
    }
    rows.push(at("red", 1, 0, None));
    rows.push(at("💡", 2, 0, None));
    rows.push(at("💡", 2, 2, Some("5312536423851630001")));
    rows.push(at("💡", 2, 3, Some("5312536423851630001")));
    assert_snapshot!(rows.join("\n"), @r#"
    auto 1 0: CreateTopic in -100500: "🟪 Ann" #6FB9F0 for 1
    auto 2 0: CreateTopic in -100500: "🟪 Ann" #FFD67E for 1
    auto 3 0: CreateTopic in -100500: "🟪 Ann" #CB86DB for 1
    auto 4 0: CreateTopic in -100500: "🟪 Ann" #8EEE98 for 1
    auto 5 0: CreateTopic in -100500: "🟪 Ann" #FF93B2 for 1
    auto 6 0: CreateTopic in -100500: "🟪 Ann" #FB6F5F for 1
    auto 7 0: CreateTopic in -100500: "🟪 Ann" #6FB9F0 for 1
    red 1 0: CreateTopic in -100500: "🟪 Ann" #FB6F5F for 1
    💡 2 0: CreateTopic in -100500: "🟪 Ann" #FFD67E for 1
    💡 2 2: CreateTopic in -100500: "🟪 Ann" #FFD67E icon 5312536423851630001 for 1
    💡 2 3: CreateTopic in -100500: "🟪 Ann" #FFD67E for 1
    "#);
}

/// Promise: a paused group changes no call: when one may probe it is the worker's to say, and clients are still answered.
#[test]
fn a_paused_group_changes_no_call() {
    let mut ann = World::of(Desk::with_ann());
    ann.desk.cell.state = CellState::Paused(PauseWhy::NotMember);
    let hello = ann.delivery(&client_event(from_ann(text("hello"))));
    let answer = ann.delivery(&group_event(operator(text("hi"))));
    let rows = [hello, answer].map(|delivery| ann.next(&delivery));
    assert_snapshot!(rows.join("\n"), @r#"
    Copy 42/3 to -100500/11 for 1
    SendText to 42: "hi" for 1
    "#);
}

/// Promise: no call is ever made for a conversation that is not the delivery's own, over its own connection.
#[test]
fn words_never_reach_a_foreign_chat() {
    let spoil: [fn(&mut World); 5] = [
        |world| world.desk.conversation.as_mut().expect("there").id.0 = 6,
        |world| world.desk.conversation.as_mut().expect("there").connection = ConnectionId(2),
        |world| world.desk.connection.id = ConnectionId(2),
        |world| world.desk.cell.id.0 = 2,
        |world| world.desk.conversation = None,
    ];
    let answer = World::of(Desk::with_ann()).delivery(&group_event(operator(text("hi"))));
    for spoil in spoil {
        let mut world = World::of(Desk::with_ann());
        spoil(&mut world);
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.next(&answer)));
        assert!(made.is_err(), "a call was made: {made:?}");
    }
}

/// Promise: the desk's own words, and forwards that name people, are never a client's to read.
#[test]
fn only_a_persons_words_go_to_a_client() {
    let world = World::of(Desk::with_ann());
    let jobs = [
        Job::Forward,
        Job::Notice {
            notice: Notice::UnknownCommand,
            about: None,
            buttons: Vec::new(),
        },
        Job::EditNotice {
            message: 1,
            notice: Notice::Arrived,
        },
    ];
    for job in jobs {
        let delivery = Delivery {
            state: State::Waiting { due_ms: 0 },
            ..desk_words(Direction::ToClient, job)
        };
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.next(&delivery)));
        assert!(made.is_err(), "a call was made: {made:?}");
    }
}

/// Promise: a group that became a supergroup is written to under its new id, by the same delivery.
#[test]
fn a_moved_chat_is_followed() {
    let mut club = World::of(Desk::with_club());
    let answer = club.delivery(&group_event(operator(text("hi"))));
    if let Some(known) = club.desk.conversation.as_mut() {
        known.chat = ChatId(-100_701);
    }
    let hello = club.delivery(&bob(text("hello")));
    let rows = [answer, hello].map(|delivery| club.next(&delivery));
    assert_snapshot!(rows.join("\n"), @r#"
    SendText to -100701: "hi" for 1
    SendText to -100500/11: "🟠 Bob\nhello" for 1
    "#);
}

/// Promise: of a connection that serves another group by now nothing is said in this one: it waits until it is known where that belongs.
#[test]
fn nothing_is_said_where_the_connection_is_no_more() {
    let mut ann = World::of(Desk::with_ann());
    let delivery = ann.delivery(&client_event(from_ann(text("hello"))));
    ann.desk.connection.cell = crate::CellId(99);
    assert_eq!(ann.next(&delivery), "not before 1000");
}
