//! Several connections, and a connection that was stopped.

use insta::assert_snapshot;
use relevo_telegram::{Content, MemberChange, Membership, Message, UserId};

use super::desk::{
    CLUB, Desk, NOW_MS, answering, bot, client_event, from_ann, group_event, in_club, in_topic,
    mark, operator, person, text,
};
use crate::{Connection, ConnectionId, ConnectionState, Event, IdentityId, LinkRole, Standing};

fn bob(content: Content) -> Event {
    client_event(in_club(person(8, "Bob"), content))
}

/// Another connection of the group, which is stopped.
fn other() -> Connection {
    Connection {
        id: ConnectionId(2),
        identity: IdentityId(2),
        user: UserId(901),
        state: ConnectionState::Stopped,
        last_stop: Some((NOW_MS - 600_000, None)),
        ..Desk::new().connection
    }
}

/// The club, mirrored by another connection of the group.
fn anothers() -> Desk {
    let mut desk = Desk::with_club();
    desk.conversation.as_mut().expect("there").connection = ConnectionId(2);
    desk
}

/// Promise: who stands by does nothing while the other is there, whatever was decided about the group; when the other has left or is
/// stopped, the conversation with what waits in it is taken over, by a message that is mirrored and by no other.
#[test]
fn the_other_takes_over_when_the_first_is_gone() {
    let mut left = anothers();
    left.conversation.as_mut().expect("there").unreachable = true;
    let mut stopped = anothers();
    stopped.stopped_owner = Some(other());
    let mut ignored = anothers();
    ignored.stopped_owner = Some(other());
    ignored.conversation.as_mut().expect("there").standing = Standing::Ignored;
    let mut filtered = anothers();
    filtered.stopped_owner = Some(other());
    filtered.connection.params.monitor_groups = false;
    let hello = bob(text("hello"));
    let rows = [
        anothers().check(&hello),
        left.check(&hello),
        stopped.check(&hello),
        ignored.check(&hello),
        filtered.check(&hello),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    fate Filtered(Elsewhere)
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 unreachable
    take over 5
    deliver 100 ToTopic of 5: say TakenOver about None buttons []
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    record ClientReachable
    deliver 101 ToTopic of 5: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    take over 5
    deliver 100 ToTopic of 5: say TakenOver about None buttons []
    deliver 101 ToTopic of 5: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    fate Filtered(Elsewhere)
    fate Filtered(NotMonitored)
    "#);
}

/// Promise: a second bot that is added to a group that another serves asks nobody.
#[test]
fn a_second_bot_asks_nothing() {
    let mut desk = anothers();
    desk.connection.params.accept_groups = crate::params::AcceptGroups::Ask;
    let message = in_club(person(8, "Bob"), text("x"));
    let relevo_telegram::Author::User(bob) = message.author else {
        unreachable!("Bob is a person")
    };
    let added = Event::OwnMembership {
        mark: mark(),
        change: MemberChange {
            chat: message.chat,
            by: UserId(8),
            who: bob,
            old: Membership::Left,
            new: Membership::Member,
            date: 1,
        },
    };
    assert_eq!(desk.check(&added), "fate Internal");
    assert_eq!(desk.conversation.expect("there").chat, CLUB);
}

/// Promise: what was written while the connection was stopped is told to be old, or asked about; what was written before or after is not.
#[test]
fn what_came_while_stopped_is_old() {
    let second = |s: i64| NOW_MS / 1_000 + s;
    let mut desk = Desk::with_ann();
    desk.connection.last_stop = Some((NOW_MS - 600_000, Some(NOW_MS - 10_000)));
    let ann = |at: i64| {
        let mut message = from_ann(text("hello"));
        message.date = second(at);
        client_event(message)
    };
    let olga = |at: i64| {
        let mut message = operator(text("hi"));
        message.date = second(at);
        group_event(message)
    };
    let mut told = Desk::with_ann();
    told.connection.last_stop = desk.connection.last_stop;
    told.told_s = Some(second(-500));
    let rows = [
        desk.check(&ann(-601)),
        desk.check(&ann(-400)),
        told.check(&ann(-400)),
        desk.check(&ann(-100)),
        desk.check(&olga(-601)),
        desk.check(&olga(-600)),
        desk.check(&olga(-11)),
        desk.check(&olga(-5)),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: say WrittenAt { unix_s: 600 } about None buttons []
    deliver 101 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "hi" because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say HeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    deliver 100 ToClient of 5: text "hi" because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say HeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    fate Waiting
    "#);
}

/// Promise: with `REPLY_ONLY` only what answers a mirrored message goes out; the rest is a note.
#[test]
fn only_answers_go_out_if_wanted() {
    let mut desk = Desk::with_ann();
    desk.connection.params.reply_only = true;
    let mut rows = vec![desk.check(&group_event(operator(text("who takes it?"))))];
    for role in [
        LinkRole::Client,
        LinkRole::Team,
        LinkRole::Unnumbered,
        LinkRole::AuthorLine,
        LinkRole::Withdrawn,
    ] {
        desk.reply_role = Some(role);
        rows.push(desk.check(&group_event(answering(operator(text("hi")), 20))));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    link Note: client 42/0 topic 30
    fate Internal
    deliver 100 ToClient of 5: text "hi" answering 20 because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "hi" answering 20 because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "hi" answering 20 because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "hi" answering 20 because of -100500/30
    fate Waiting
    link Note: client 42/0 topic 30
    fate Internal
    "#);
}

/// Promise: an operator who writes in the topic of a stopped connection is told at once that the client does not have it, as a reply, by
/// the one bot that speaks for it, once a minute; notes, commands, what would not have gone anyway and what is old are not
/// answered.
#[test]
fn who_writes_to_a_stopped_connection_is_told() {
    let at = |at: i64, mut message: Message| {
        message.date = NOW_MS / 1_000 + at;
        group_event(message)
    };
    let hi = |seconds: i64| at(seconds, operator(text("hi")));
    let mut desk = anothers();
    desk.stopped_owner = Some(other());
    let mut rows = vec![desk.check(&hi(-5))];
    desk.speaks = true;
    rows.push(desk.check(&hi(-5)));
    rows.push(desk.check(&hi(-601)));
    for inside in ["/ who takes it?", "/close"] {
        rows.push(desk.check(&at(-5, operator(text(inside)))));
    }
    desk.reply_role = Some(LinkRole::Notice);
    rows.push(desk.check(&hi(-5)));
    desk.reply_role = None;
    let mut only_answers = desk.clone();
    let owner = only_answers.stopped_owner.as_mut().expect("there");
    owner.params.reply_only = true;
    rows.push(only_answers.check(&hi(-5)));
    rows.push(desk.check(&at(-5, in_topic(bot(55), text("hi")))));
    let mut told = |ago_ms: i64| {
        desk.conversation.as_mut().expect("there").stop_told_ms = NOW_MS - ago_ms;
        rows.push(desk.check(&hi(-5)));
    };
    told(59_999);
    told(60_000);
    told(-3_600_000);
    // It was told of an earlier stop.
    desk.conversation.as_mut().expect("there").stop_told_ms = NOW_MS - 20_000;
    let owner = desk.stopped_owner.as_mut().expect("there");
    owner.last_stop = Some((NOW_MS - 10_000, None));
    rows.push(desk.check(&hi(-5)));
    assert_snapshot!(rows.join("\n"), @"
    fate Filtered(Elsewhere)
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 Aside of 5: say ConnectionStopped about Some(30) buttons []
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 Aside of 5: say ConnectionStopped about Some(30) buttons []
    fate Filtered(Elsewhere)
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 Aside of 5: say ConnectionStopped about Some(30) buttons []
    fate Filtered(Elsewhere)
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 Aside of 5: say ConnectionStopped about Some(30) buttons []
    fate Filtered(Elsewhere)
    ");
}
