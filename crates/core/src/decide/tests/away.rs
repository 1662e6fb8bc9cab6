//! The away text: who gets it, when, and how often.

use insta::assert_snapshot;
use jiff::Timestamp;
use relevo_telegram::{Author, ChatId, ChatKind, Message, User};

use super::desk::{ANN, Desk, client_event, conversation, from_ann, in_club, person, photo, text};
use crate::params::{ChatKinds, Keywords};
use crate::{Change, Status, Topic};

/// A desk that works in Madrid from nine to six, at a moment.
fn madrid(moment: &str) -> Desk {
    let mut desk = Desk::new();
    let params = &mut desk.connection.params;
    params.welcome = None;
    for (name, value) in [
        ("TIMEZONE", "Europe/Madrid"),
        ("WORKING_HOURS", "Mon-Fri 09:00-18:00"),
        ("AWAY", "Back at nine, {first_name}."),
    ] {
        params.set(name, value).expect("a value");
    }
    desk.now_ms = at_ms(moment);
    desk
}

fn at_ms(moment: &str) -> i64 {
    let moment: Timestamp = moment.parse().expect("a moment");
    moment.as_millisecond()
}

/// The same with Ann's conversation.
fn with_ann(moment: &str) -> Desk {
    Desk {
        conversation: Some(conversation(ChatId(ANN), ChatKind::Private)),
        ..madrid(moment)
    }
}

/// What a message does; the desk is as it was left.
fn goes_on(desk: &mut Desk, message: Message) -> String {
    let event = client_event(message);
    let said = desk.check(&event);
    for change in desk.decide(&event).changes {
        if let Change::NewConversation(now) | Change::UpdateConversation(now) = change {
            desk.conversation = Some(now);
        }
    }
    said
}

/// Promise: the first message in the evening brings the welcome and then the away text; the next nothing; a bare `/start` only the welcome.
#[test]
fn the_welcome_comes_first() {
    let mut desk = madrid("2026-11-23T18:00:00Z");
    desk.connection
        .params
        .set("WELCOME", "Hello!")
        .expect("a value");
    let mut rows = vec![
        goes_on(&mut desk, from_ann(text("hello"))),
        goes_on(&mut desk, from_ann(text("anybody?"))),
    ];
    desk.conversation = None;
    rows.push(goes_on(&mut desk, from_ann(text("/start"))));
    rows.push(goes_on(&mut desk, from_ann(text("hello"))));
    assert_snapshot!(rows.join("\n"), @r#"
    new conversation 200 chat 42 (Private) away on day 20780
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToTopic of 200: copy because of 42/3
    deliver 101 ToClient of 200: text "Hello!"
    deliver 102 ToClient of 200: text "Back at nine, Ann."
    fate Waiting
    deliver 100 ToTopic of 200: copy because of 42/3
    fate Waiting
    new conversation 200 chat 42 (Private) Greeted
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToClient of 200: text "Hello!"
    fate Filtered(Start)
    now conversation 200 chat 42 None last author 0 away on day 20780
    deliver 100 ToTopic of 200: copy because of 42/3
    deliver 101 ToClient of 200: text "Back at nine, Ann."
    fate Waiting
    "#);
}

/// Promise: outside the hours once a local day, which begins at midnight: one night may bring two.
#[test]
fn once_a_local_day() {
    let mut desk = with_ann("2026-11-23T16:59:59Z");
    let mut told = Vec::new();
    for moment in [
        "2026-11-23T16:59:59Z",
        "2026-11-23T17:00:00Z",
        "2026-11-23T22:59:59Z",
        "2026-11-23T23:00:00Z",
        "2026-11-24T07:59:59Z",
        "2026-11-24T08:00:00Z",
        "2026-11-24T17:00:00Z",
        "2026-11-28T11:00:00Z",
        "2026-11-28T12:00:00Z",
        "2026-11-29T12:00:00Z",
    ] {
        desk.now_ms = at_ms(moment);
        told.push(format!("{moment} {}", is_told(&mut desk)));
    }
    assert_snapshot!(told.join("\n"), @"
    2026-11-23T16:59:59Z -
    2026-11-23T17:00:00Z told
    2026-11-23T22:59:59Z -
    2026-11-23T23:00:00Z told
    2026-11-24T07:59:59Z -
    2026-11-24T08:00:00Z -
    2026-11-24T17:00:00Z -
    2026-11-28T11:00:00Z told
    2026-11-28T12:00:00Z -
    2026-11-29T12:00:00Z told
    ");
}

fn is_told(desk: &mut Desk) -> &'static str {
    let said = goes_on(desk, from_ann(text("hello")));
    match said.matches("Back at nine").count() {
        0 => "-",
        1 => "told",
        _ => "told twice",
    }
}

/// Promise: in the nights in which the clocks are changed the day still begins at midnight and the hours are the wall's, the hour that
/// comes twice included.
#[test]
fn nights_of_changed_clocks() {
    let mut told = Vec::new();
    for (hours, moments) in [
        // 2026-03-29: 02:00 is 03:00.
        (
            "Sun 03:00-04:00",
            [
                "2026-03-28T22:59:59Z",
                "2026-03-28T23:00:00Z",
                "2026-03-29T00:59:59Z",
                "2026-03-29T01:00:00Z",
                "2026-03-29T02:00:00Z",
                "2026-03-29T21:59:59Z",
                "2026-03-29T22:00:00Z",
            ],
        ),
        // 2026-10-25: 03:00 is 02:00 again.
        (
            "Sun 02:00-02:30",
            [
                "2026-10-24T21:59:59Z",
                "2026-10-25T00:00:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-25T01:00:00Z",
                "2026-10-25T01:30:00Z",
                "2026-10-25T22:59:59Z",
                "2026-10-25T23:00:00Z",
            ],
        ),
    ] {
        let mut desk = with_ann(moments[0]);
        let params = &mut desk.connection.params;
        params.set("WORKING_HOURS", hours).expect("a value");
        for moment in moments {
            desk.now_ms = at_ms(moment);
            told.push(format!("{hours} | {moment} {}", is_told(&mut desk)));
        }
    }
    assert_snapshot!(told.join("\n"), @"
    Sun 03:00-04:00 | 2026-03-28T22:59:59Z told
    Sun 03:00-04:00 | 2026-03-28T23:00:00Z told
    Sun 03:00-04:00 | 2026-03-29T00:59:59Z -
    Sun 03:00-04:00 | 2026-03-29T01:00:00Z -
    Sun 03:00-04:00 | 2026-03-29T02:00:00Z -
    Sun 03:00-04:00 | 2026-03-29T21:59:59Z -
    Sun 03:00-04:00 | 2026-03-29T22:00:00Z told
    Sun 02:00-02:30 | 2026-10-24T21:59:59Z told
    Sun 02:00-02:30 | 2026-10-25T00:00:00Z -
    Sun 02:00-02:30 | 2026-10-25T00:30:00Z told
    Sun 02:00-02:30 | 2026-10-25T01:00:00Z -
    Sun 02:00-02:30 | 2026-10-25T01:30:00Z -
    Sun 02:00-02:30 | 2026-10-25T22:59:59Z -
    Sun 02:00-02:30 | 2026-10-25T23:00:00Z told
    ");
}

/// Promise: an album's items bring one text; what is woken brings it, and so does what stays closed, whose status it does not change.
#[test]
fn albums_and_what_is_closed() {
    let mut album = with_ann("2026-11-23T18:00:00Z");
    let item = |id: i64| {
        let mut item = from_ann(photo(""));
        item.place.message.0 = id;
        Message {
            album: Some("album".into()),
            ..item
        }
    };
    let mut rows = vec![goes_on(&mut album, item(3)), goes_on(&mut album, item(4))];
    for leaves in [false, true] {
        let mut desk = with_ann("2026-11-23T18:00:00Z");
        desk.connection.params.leave_closed = ChatKinds {
            private: leaves,
            ..ChatKinds::default()
        };
        let known = desk.conversation.as_mut().expect("there");
        known.handling.status = Status::Closed;
        known.topic = Topic::None;
        rows.push(goes_on(&mut desk, from_ann(text("one more thing"))));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 away on day 20780
    deliver 100 ToTopic of 5: copy or Photo because of 42/3
    deliver 101 ToClient of 5: text "Back at nine, Ann."
    fate Waiting
    deliver 100 ToTopic of 5: copy or Photo because of 42/4
    fate Waiting
    record TurnOfTeam
    now conversation 5 chat 42 None last author 0 away on day 20780
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToClient of 5: text "Back at nine, Ann."
    fate Waiting
    now conversation 5 chat 42 None last author 0 ⬛ away on day 20780
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToClient of 5: text "Back at nine, Ann."
    fate Waiting
    "#);
}

/// Promise: without either parameter, in groups, and for what is filtered, nothing is said and no day is remembered.
#[test]
fn who_is_not_told() {
    let late = "2026-11-23T18:00:00Z";
    let without = |name: &str, value: &str| {
        let mut desk = with_ann(late);
        desk.connection.params.set(name, value).expect("a value");
        desk
    };
    let mut closed = with_ann(late);
    let known = closed.conversation.as_mut().expect("there");
    known.handling.status = Status::Closed;
    closed.connection.params.private_keywords = Keywords::parse("price").ok();
    let mut rows = Vec::new();
    for (what, mut desk) in [
        ("no hours", without("WORKING_HOURS", "OFF")),
        ("no text", without("AWAY", "OFF")),
        ("ignored", without("IGNORE_CHATS", "42")),
        (
            "restricted",
            without("RESTRICTED_KEYWORDS_FRONTEND", "hello"),
        ),
        ("no keyword", closed),
    ] {
        let said = goes_on(&mut desk, from_ann(text("hello")));
        rows.push(format!("{what}\n{said}"));
    }
    let mut club = Desk {
        conversation: Desk::with_club().conversation,
        ..madrid(late)
    };
    let said = in_club(person(8, "Bob"), text("hello"));
    rows.push(format!("a group\n{}", goes_on(&mut club, said)));
    assert_snapshot!(rows.join("\n"), @r#"
    no hours
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    no text
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    ignored
    fate Filtered(Ignored)
    restricted
    fate Filtered(Restricted)
    no keyword
    fate Filtered(Keywords)
    a group
    deliver 100 ToTopic of 5: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    "#);
}

/// Promise: the text is in the language of the client's app, with their name.
#[test]
fn the_text_is_in_the_clients_language() {
    let mut rows = Vec::new();
    for language in [None, Some("es-ES"), Some("ru")] {
        let mut desk = with_ann("2026-11-23T18:00:00Z");
        let texts = "Back at nine, {first_name} of {title}.\n[es]\nA las nueve, {first_name}.";
        desk.connection.params.set("AWAY", texts).expect("a value");
        let Author::User(user) = person(ANN, "Ann") else {
            unreachable!("a person is a user")
        };
        let author = Author::User(User {
            language: language.map(Into::into),
            ..user
        });
        let said = Message {
            author,
            ..from_ann(text("hello"))
        };
        rows.push(goes_on(&mut desk, said));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 away on day 20780
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToClient of 5: text "Back at nine, Ann of Ann."
    fate Waiting
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 away on day 20780
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToClient of 5: text "A las nueve, Ann."
    fate Waiting
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 away on day 20780
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToClient of 5: text "Back at nine, Ann of Ann."
    fate Waiting
    "#);
}
