//! Client groups: whether they are served, who is who there, what happens to them.

use insta::assert_snapshot;
use relevo_telegram::{Chat, ChatKind, Content, MemberChange, Membership, Service, User, UserId};

use super::desk::{
    BOT, CLUB, Desk, NOW_MS, client_event, conversation, group_event, in_club, in_topic, mark,
    operator, person, pressing, text,
};
use crate::params::AcceptGroups;
use crate::{
    Callback, CallbackAction, Conversation, ConversationId, Event, Seq, Standing, Title, Topic,
};

fn user(id: i64, name: &str) -> User {
    User {
        id: UserId(id),
        bot: id == BOT.0,
        first_name: name.into(),
        last_name: None,
        username: None,
        language: None,
    }
}

fn bob(content: Content) -> Event {
    client_event(in_club(person(8, "Bob"), content))
}

/// A desk that is asked about groups, and the club as far as it has come.
fn asking(standing: Option<Standing>) -> Desk {
    let mut desk = Desk::new();
    desk.connection.params.accept_groups = AcceptGroups::Ask;
    desk.conversation = standing.map(|standing| Conversation {
        standing,
        topic: Topic::None,
        ..conversation(CLUB, ChatKind::Supergroup)
    });
    desk
}

fn moved(by: i64, old: Membership, new: Membership) -> Event {
    Event::OwnMembership {
        mark: mark(),
        change: MemberChange {
            chat: Chat {
                id: CLUB,
                kind: ChatKind::Supergroup,
                title: Some("Club".into()),
                forum: false,
            },
            by: UserId(by),
            who: user(BOT.0, "Robot"),
            old,
            new,
            date: 1,
        },
    }
}

fn added(by: i64) -> Event {
    moved(by, Membership::Left, Membership::Member)
}

/// Promise: a group to which a stranger adds the bot is asked about once, in General; a member of the team or the owner need not be
/// asked, and what is ignored, not monitored or white-listed is no question.
#[test]
fn a_strangers_group_is_asked_about() {
    let mut owned = asking(None);
    owned.connection.owner = Some(UserId(8));
    let mut listed = asking(None);
    listed.connection.params.white_list = Some(vec![CLUB.0]);
    let mut unmonitored = asking(None);
    unmonitored.connection.params.monitor_groups = false;
    let rows = [
        asking(None).check(&added(8)),
        asking(None).check(&added(77)),
        owned.check(&added(8)),
        listed.check(&added(8)),
        unmonitored.check(&added(8)),
        asking(Some(Standing::Ignored)).check(&added(8)),
        asking(Some(Standing::Ignored)).check(&added(77)),
        asking(Some(Standing::Asked)).check(&added(8)),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    new conversation 200 chat -100700 (Supergroup) Asked
    card 201: "Club" start None
    record ConversationCreated
    button 202 AcceptGroup of 0
    button 203 IgnoreGroup of 0
    button 204 LeaveGroup of 0
    deliver 100 Aside of 200: say GroupAsked { title: "Club", sight: ByPrivacy } about None buttons [202, 203, 204]
    fate Internal
    new conversation 200 chat -100700 (Supergroup)
    card 201: "Club" start None
    record ConversationCreated
    fate Internal
    new conversation 200 chat -100700 (Supergroup)
    card 201: "Club" start None
    record ConversationCreated
    fate Internal
    fate Internal
    fate Internal
    fate Internal
    now conversation 5 chat -100700 None last author 0
    fate Internal
    button 200 AcceptGroup of 0
    button 201 IgnoreGroup of 0
    button 202 LeaveGroup of 0
    deliver 100 Aside of 5: say GroupAsked { title: "Club", sight: ByPrivacy } about None buttons [200, 201, 202]
    fate Internal
    "#);
}

/// Promise: until it is accepted nothing of a group is mirrored; a group that is not known yet is asked about with its first message.
#[test]
fn nothing_is_mirrored_before_the_team_accepts() {
    let hello = bob(text("hello"));
    let mut all = asking(Some(Standing::Asked));
    all.connection.params.accept_groups = AcceptGroups::All;
    let rows = [
        asking(None).check(&hello),
        asking(Some(Standing::Asked)).check(&hello),
        asking(Some(Standing::Ignored)).check(&hello),
        asking(Some(Standing::Served)).check(&hello),
        all.check(&hello),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    new conversation 200 chat -100700 (Supergroup) Asked
    card 201: "Club" start None
    record ConversationCreated
    button 202 AcceptGroup of 0
    button 203 IgnoreGroup of 0
    button 204 LeaveGroup of 0
    deliver 100 Aside of 200: say GroupAsked { title: "Club", sight: Unknown } about None buttons [202, 203, 204]
    fate Filtered(NotAccepted)
    fate Filtered(NotAccepted)
    fate Filtered(Ignored)
    now conversation 5 chat -100700 None last author 0
    deliver 100 ToTopic of 5: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    now conversation 5 chat -100700 None last author 0
    deliver 100 ToTopic of 5: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    "#);
}

/// The press of one of the three buttons, whose rows begin with 60.
fn pressed(action: CallbackAction, id: i64) -> (Desk, Event) {
    let mut desk = asking(Some(Standing::Asked));
    desk.title = Some("Club".into());
    desk.callback = Some(Callback {
        id,
        cell: desk.cell.id,
        conversation: ConversationId(5),
        seq: Seq(0),
        about: None,
        action,
        expires_ms: NOW_MS + 1,
    });
    let press = pressing(&id);
    let mark = mark();
    (desk, Event::Pressed { mark, press })
}

/// Promise: each button settles the question once, and all three go.
#[test]
fn a_press_settles_the_question() {
    let mut rows = Vec::new();
    for (action, id) in [
        (CallbackAction::AcceptGroup, 60),
        (CallbackAction::IgnoreGroup, 61),
        (CallbackAction::LeaveGroup, 62),
    ] {
        let (mut desk, press) = pressed(action, id);
        rows.push(desk.check(&press));
        desk.conversation.as_mut().expect("there").standing = Standing::Served;
        assert!(desk.check(&press).contains("ButtonExpired"));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    Accepted -100700 by 77
    now conversation 5 chat -100700 None last author 0 🟨
    no button 60
    no button 61
    no button 62
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to GroupAccepted { title: "Club" }
    fate Internal
    Ignored -100700 by 77
    now conversation 5 chat -100700 None last author 0 Ignored 🟨
    no button 60
    no button 61
    no button 62
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to GroupIgnored { title: "Club" }
    fate Internal
    Left -100700 by 77
    no button 60
    no button 61
    no button 62
    deliver 100 Aside of 5: leave
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to GroupLeft { title: "Club" }
    fate Internal
    "#);
}

/// Promise: a group that loses the bot and gets it back keeps its topic, and both are told there.
#[test]
fn a_group_keeps_its_topic_when_the_bot_comes_back() {
    let mut gone = Desk::with_club();
    gone.conversation.as_mut().expect("there").unreachable = true;
    let leaves = moved(8, Membership::Member, Membership::Banned);
    let promoted = moved(
        8,
        Membership::Member,
        Membership::Administrator {
            manage_topics: false,
            delete_messages: false,
            restrict_members: false,
            pin_messages: false,
        },
    );
    let rows = [
        Desk::with_club().check(&leaves),
        gone.check(&leaves),
        gone.check(&added(8)),
        Desk::with_club().check(&added(8)),
        Desk::with_club().check(&promoted),
    ];
    assert_snapshot!(rows.join("\n"), @"
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 unreachable wanted Closed
    record ClientUnreachable
    deliver 100 ToTopic of 5: say RemovedFromGroup about None buttons []
    deliver 101 Aside of 5: open or close
    fate Internal
    fate Internal
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    record ClientReachable
    deliver 100 ToTopic of 5: say AddedToGroup about None buttons []
    fate Internal
    fate Internal
    fate Internal
    ");
}

/// Promise: who comes, leaves and pins is told in one line each, if the owner wants it and there is a topic.
#[test]
fn events_are_lines_if_wanted() {
    let people = (1..=12).map(|n| user(n, &format!("P{n}"))).collect();
    let events = [
        bob(Content::Service(Service::Joined(vec![
            user(9, "Eve"),
            user(10, "\u{202E}"),
        ]))),
        bob(Content::Service(Service::Joined(vec![user(
            BOT.0, "Robot",
        )]))),
        bob(Content::Service(Service::Joined(people))),
        bob(Content::Service(Service::Left(user(9, "Eve")))),
        bob(Content::Service(Service::Pinned)),
        bob(Content::Service(Service::Other("new_chat_photo".into()))),
    ];
    let mut wanted = Desk::with_club();
    wanted.connection.params.group_events = true;
    let rows: Vec<String> = events.iter().map(|event| wanted.check(event)).collect();
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: say PeopleJoined { names: ["Eve", "User 0010"] } about None buttons []
    fate Internal
    fate Internal
    deliver 100 ToTopic of 5: say PeopleJoined { names: ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "+2"] } about None buttons []
    fate Internal
    deliver 100 ToTopic of 5: say PersonLeft { name: "Eve" } about None buttons []
    fate Internal
    deliver 100 ToTopic of 5: say MessagePinned { name: "Bob" } about None buttons []
    fate Internal
    fate Internal
    "#);
    let mut topicless = Desk::with_club();
    topicless.connection.params.group_events = true;
    topicless.conversation.as_mut().expect("there").topic = Topic::None;
    for event in &events {
        for desk in [&Desk::with_club(), &topicless, &Desk::new()] {
            assert_eq!(desk.check(event), "fate Internal");
        }
    }
}

/// Promise: new names rename the topic once, beside its lane; what the team calls it stays.
#[test]
fn new_names_rename_the_topic() {
    let renamed = bob(Content::Service(Service::NewTitle("Club 2".into())));
    let desk = |title, topic| {
        let mut desk = Desk::with_club();
        desk.card_digest = 8;
        let known = desk.conversation.as_mut().expect("there");
        (known.title, known.topic) = (title, topic);
        desk
    };
    let open = Topic::Open(super::desk::THREAD);
    let by_a_person = group_event(operator(Content::Service(Service::TopicEdited(Some(
        "VIP".into(),
    )))));
    let by_us = group_event(in_topic(
        super::desk::bot(BOT.0),
        Content::Service(Service::TopicEdited(Some("Club".into()))),
    ));
    let mut called = desk(Title::Ours, open);
    let known = called.conversation.as_mut().expect("there");
    known.handling.called = Some(crate::CardId(9));
    let rows = [
        desk(Title::Ours, open).check(&renamed),
        desk(Title::Due, open).check(&renamed),
        called.check(&renamed),
        desk(Title::Ours, Topic::None).check(&renamed),
        Desk::with_club().check(&by_a_person),
        Desk::with_club().check(&by_us),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    card 6: "Club" start None
    deliver 100 Aside of 5: rename, saying None
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 title Due
    fate Internal
    card 6: "Club" start None
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 title Due
    fate Internal
    card 6: "Club" start None
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 called as on card 9
    fate Internal
    card 6: "Club" start None
    now conversation 5 chat -100700 None last author 0
    fate Internal
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨 called as on card 200 title Due
    card 200: "VIP" start None
    deliver 100 Aside of 5: rename, saying None
    fate Internal
    fate Internal
    "#);
}

/// Promise: whoever is seen in the backend group is known there from then on, until they are seen leaving; bots are nobody.
#[test]
fn the_team_is_learned_from_its_group() {
    let change = |who: User, new| Event::GroupMember {
        mark: mark(),
        change: MemberChange {
            chat: in_topic(person(1, "x"), text("x")).chat,
            by: UserId(1),
            who,
            old: Membership::Left,
            new,
            date: 1,
        },
    };
    let joined = vec![user(79, "Eve"), user(BOT.0, "Robot")];
    let rows = [
        Desk::with_ann().check(&group_event(in_topic(person(78, "New"), text("/ hi")))),
        Desk::with_ann().check(&group_event(operator(Content::Service(Service::Joined(
            joined,
        ))))),
        Desk::with_ann().check(&group_event(operator(Content::Service(Service::Left(
            user(77, "Olga"),
        ))))),
        Desk::new().check(&change(user(80, "Ivo"), Membership::Member)),
        Desk::new().check(&change(user(80, "Ivo"), Membership::Banned)),
        Desk::new().check(&change(user(BOT.0, "Robot"), Membership::Member)),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    link Note: client 42/0 topic 30
    card 200: "New" start None
    78 is in, card 200
    fate Internal
    card 200: "Eve" start None
    79 is in, card 200
    fate Internal
    77 is out
    fate Internal
    card 200: "Ivo" start None
    80 is in, card 200
    fate Internal
    80 is out
    fate Internal
    fate Internal
    "#);
}

/// Promise: a member of the team who writes in a client group from their own account is marked.
#[test]
fn an_operator_in_a_client_group_is_marked() {
    let event = client_event(in_club(person(77, "Olga"), text("I am on it")));
    assert_snapshot!(Desk::with_club().check(&event), @r#"
    deliver 100 ToTopic of 5: text "🔴 Olga 👤\nI am on it" because of -100700/3
    fate Waiting
    "#);
    assert!(!Desk::with_club().check(&bob(text("hi"))).contains('👤'));
}

/// Promise: a message that comes from a group without topics pauses it, one that comes with topics resumes what was paused for that; the
/// client chats say nothing about it.
#[test]
fn every_message_tells_whether_there_are_topics() {
    let with = |forum| {
        let mut message = operator(text("/ hi"));
        message.chat.forum = forum;
        group_event(message)
    };
    let mut paused = Desk::with_ann();
    paused.cell.state = crate::CellState::Paused(crate::PauseWhy::NotForum);
    let mut mute = Desk::with_ann();
    mute.cell.state = crate::CellState::Paused(crate::PauseWhy::Send);
    let rows = [
        Desk::with_ann().check(&with(false)),
        paused.check(&with(false)),
        paused.check(&with(true)),
        mute.check(&with(true)),
        paused.check(&bob(text("hi"))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    link Note: client 42/0 topic 30
    cell Paused(NotForum)
    record CellPaused
    deliver 100 Aside: say GroupPaused { why: NotForum } about None buttons []
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    link Note: client 42/0 topic 30
    cell Running
    record CellResumed
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi" because of -100700/3
    fate Waiting
    "#);
}
