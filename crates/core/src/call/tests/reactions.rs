//! Which reaction is set, where, and what follows; and what is told of what was sent again.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, MessageId, Method, Place, Reaction};

use super::table::section;
use super::{World, desk_words};
use crate::decide::tests::desk::{ANN, Desk, GROUP, NOW_MS, mark};
use crate::params::Receipts;
use crate::{
    Cause, ContentKind, Delivery, Direction, FailReason, HeldWhy, Job, Link, LinkRole,
    ReactionFacts, State, Topic,
};

const HOUR_MS: i64 = 60 * 60 * 1_000;

fn emoji(emoji: &str) -> Reaction {
    Reaction::Emoji(emoji.to_owned())
}

fn place(chat: ChatId, message: i64) -> Place {
    Place {
        chat,
        message: MessageId(message),
    }
}

/// The client's 3 is the topic's 30.
fn link(role: LinkRole) -> Link {
    let desk = Desk::with_ann();
    Link {
        conversation: desk.conversation.expect("there").id,
        cell: desk.cell.id,
        identity: desk.connection.identity,
        client_chat: ChatId(ANN),
        client_message: MessageId(if role == LinkRole::Note { 0 } else { 3 }),
        topic_message: MessageId(30),
        relay: None,
        role,
        kind: ContentKind::Text,
        digest: 17,
        author: 0,
        made_ms: NOW_MS,
    }
}

fn react(direction: Direction, source: Place) -> Delivery {
    let delivery = desk_words(direction, Job::React);
    Delivery {
        conversation: delivery
            .conversation
            .filter(|_| direction != Direction::Aside),
        cause: Some(Cause {
            mark: mark(),
            source,
            kind: ContentKind::Unknown,
            author: 0,
            digest: 0,
        }),
        ..delivery
    }
}

fn world(links: &[Link], reactions: &[Reaction]) -> World {
    let mut world = World::of(Desk::with_ann());
    world.reactions = Some(ReactionFacts {
        links: links.to_vec(),
        versions: Vec::new(),
        reactions: reactions.to_vec(),
        asked: reactions.first().cloned(),
    });
    world
}

fn rows(rows: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let rows = rows.into_iter();
    rows.map(|(name, follows)| format!("== {name}\n{follows}\n"))
        .collect()
}

/// Promise: the newest that may be set goes to the message's other side: the copy, or the message itself. No topic is made for it.
#[test]
fn where_it_is_set() {
    let (to_topic, to_client) = (Direction::ToTopic, Direction::ToClient);
    let (theirs, ours) = (place(ChatId(ANN), 3), place(GROUP, 30));
    let (client, team) = (link(LinkRole::Client), link(LinkRole::Team));
    let newer = |link: Link, client, topic| Link {
        client_message: MessageId(client),
        topic_message: MessageId(topic),
        ..link
    };
    let line = newer(link(LinkRole::AuthorLine), 3, 29);
    let two = [emoji("👍"), emoji("🔥")];
    let set =
        |links: &[Link], direction, source| world(links, &two).next(&react(direction, source));
    let mut topicless = world(&[client], &two);
    topicless.desk.conversation.as_mut().expect("there").topic = Topic::None;
    let mut moved = world(&[client], &two);
    moved.desk.conversation.as_mut().expect("there").chat = ChatId(-100_900);
    let mut awaited = world(&[line], &two);
    awaited.reactions.as_mut().expect("there").versions = vec![State::Waiting { due_ms: NOW_MS }];
    assert_snapshot!(rows([
        ("to the client's message", set(&[line, client], to_client, theirs)),
        ("to its copy", set(&[line, client], to_topic, theirs)),
        ("to its newest copy", set(&[client, newer(client, 3, 33)], to_topic, theirs)),
        ("to the team's message", set(&[team], to_topic, ours)),
        ("to its copy at the client's", set(&[team], to_client, ours)),
        ("to its newest copy at the client's", set(&[team, newer(team, 8, 30)], to_client, ours)),
        ("none is wanted", world(&[client], &[]).next(&react(to_topic, theirs))),
        ("the topic is gone", topicless.next(&react(to_topic, theirs))),
        ("the chat has another id", moved.next(&react(to_client, theirs))),
        ("withdrawn, at the client's", set(&[link(LinkRole::Withdrawn)], to_client, ours)),
        ("withdrawn, in the topic", set(&[link(LinkRole::Withdrawn)], to_topic, ours)),
        ("only its author line stands", awaited.next(&react(to_topic, theirs))),
        ("nothing is known", set(&[], to_topic, theirs)),
    ]), @r#"
    == to the client's message
    React { at: Place { chat: ChatId(42), message: MessageId(3) }, reaction: Some(Emoji("👍")) } for 0
    == to its copy
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👍")) } for 0
    == to its newest copy
    React { at: Place { chat: ChatId(-100500), message: MessageId(33) }, reaction: Some(Emoji("👍")) } for 0
    == to the team's message
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👍")) } for 0
    == to its copy at the client's
    React { at: Place { chat: ChatId(42), message: MessageId(3) }, reaction: Some(Emoji("👍")) } for 0
    == to its newest copy at the client's
    React { at: Place { chat: ChatId(42), message: MessageId(8) }, reaction: Some(Emoji("👍")) } for 0
    == none is wanted
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == the topic is gone
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👍")) } for 0
    == the chat has another id
    remove 100
    == withdrawn, at the client's
    remove 100
    == withdrawn, in the topic
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👍")) } for 0
    == only its author line stands
    100 now Waiting { due_ms: 1001000 } attempts 1
    == nothing is known
    remove 100
    "#);
}

/// Promise: what is parked goes into its lane with the link, waits with its message, and otherwise for an hour.
#[test]
fn what_is_parked() {
    let (theirs, ours) = (place(ChatId(ANN), 3), place(GROUP, 30));
    let parked = |source| react(Direction::Aside, source);
    let late = |source| Delivery {
        made_ms: NOW_MS - HOUR_MS,
        attempts: 20,
        ..parked(source)
    };
    let world = |links: &[Link], reactions: &[Reaction]| {
        let mut world = world(links, reactions);
        world.desk.conversation = None;
        world
    };
    let none = || world(&[], &[]);
    let with = |state: State| {
        let mut world = none();
        world.reactions.as_mut().expect("there").versions = vec![state];
        world
    };
    let anothers = Link {
        identity: crate::IdentityId(2),
        ..link(LinkRole::Team)
    };
    let linked = |role| world(&[link(role)], &[emoji("👍")]);
    assert_snapshot!(rows([
        ("a client's message has a copy", linked(LinkRole::Client).next(&parked(theirs))),
        ("an operator reacted to that copy", linked(LinkRole::Client).next(&parked(ours))),
        ("to its author line", linked(LinkRole::AuthorLine).next(&parked(ours))),
        ("a client reacted to a copy of ours", linked(LinkRole::Team).next(&parked(theirs))),
        ("a note", linked(LinkRole::Note).next(&parked(ours))),
        ("another connection's", world(&[anothers], &[]).next(&parked(ours))),
        ("nothing is known", none().next(&parked(theirs))),
        ("nothing for an hour", none().next(&late(theirs))),
        ("it waits", with(State::Waiting { due_ms: NOW_MS }).next(&late(theirs))),
        ("it is held", with(State::Held(HeldWhy::UnknownOutcome)).next(&late(ours))),
        ("it has failed", with(State::Failed(FailReason::Blocked)).next(&parked(ours))),
    ]), @"
    == a client's message has a copy
    replace 100 ToTopic of 5: react because of 42/3
    == an operator reacted to that copy
    replace 100 ToClient of 5: react because of 42/3
    == to its author line
    replace 100 ToClient of 5: react because of 42/3
    == a client reacted to a copy of ours
    replace 100 ToTopic of 5: react because of -100500/30
    == a note
    remove 100
    no reactions to -100500/30
    == another connection's
    remove 100
    no reactions to -100500/30
    == nothing is known
    100 now Waiting { due_ms: 1001000 } attempts 1
    == nothing for an hour
    remove 100
    no reactions to 42/3
    record ReactionDropped
    == it waits
    100 now Waiting { due_ms: 1300000 } attempts 21
    == it is held
    100 now Waiting { due_ms: 1300000 } attempts 21
    == it has failed
    remove 100
    no reactions to -100500/30
    record ReactionDropped
    ");
}

/// Promise: a refusal skips, ends, or is waited for; it is never told, holds and fails nothing, and pauses nobody.
#[test]
fn what_follows() {
    let theirs = place(ChatId(ANN), 3);
    let two = [emoji("👍"), emoji("🔥")];
    let world = |reactions: &[Reaction]| world(&[link(LinkRole::Client)], reactions);
    let set = react(Direction::ToTopic, theirs);
    let often = Delivery {
        step: 8,
        ..set.clone()
    };
    let sections = [
        section("a reaction", &world(&two), &set, Method::React),
        section("a reaction taken back", &world(&[]), &set, Method::React),
        section("one refused too often", &world(&two), &often, Method::React),
    ];
    assert_snapshot!(sections.join("\n"));
}

/// Promise: 👌 stands in the topic, under the team's message, if the client has it as it stands and nobody reacts.
#[test]
fn receipts() {
    let ours = place(GROUP, 30);
    let with = |role, state: Option<State>, reactions: &[Reaction]| {
        let mut world = world(&[link(role)], reactions);
        world.desk.connection.params.receipts = Receipts::All;
        world.reactions.as_mut().expect("there").versions = state.into_iter().collect();
        world
    };
    let team = |state| with(LinkRole::Team, state, &[]);
    let here = || react(Direction::ToTopic, ours);
    let there = || react(Direction::ToClient, ours);
    let refused = Delivery {
        bare: true,
        ..here()
    };
    let mut quiet = team(None);
    quiet.desk.connection.params.receipts = Receipts::Errors;
    let mut older = team(None);
    older.reactions.as_mut().expect("there").links[0].digest = Link::OLDER;
    let mut asked = team(None);
    asked.reactions.as_mut().expect("there").asked = Some(emoji("👌"));
    assert_snapshot!(rows([
        ("the client has it", team(None).next(&here())),
        ("nobody asked for receipts", quiet.next(&here())),
        ("the client reacts", with(LinkRole::Team, None, &[emoji("👍")]).next(&here())),
        ("an edit waits", team(Some(State::Waiting { due_ms: NOW_MS })).next(&here())),
        ("an edit is held", team(Some(State::Held(HeldWhy::UnknownOutcome))).next(&here())),
        ("an edit has failed", team(Some(State::Failed(FailReason::Blocked))).next(&here())),
        ("an edit was not sent", older.next(&here())),
        ("it became a note", with(LinkRole::TeamNote, None, &[]).next(&here())),
        ("it was withdrawn", with(LinkRole::Withdrawn, None, &[]).next(&here())),
        ("a client's message", with(LinkRole::Client, None, &[]).next(&react(Direction::ToTopic, place(ChatId(ANN), 3)))),
        ("at the client's", team(None).next(&there())),
        ("the group does not allow it", team(None).next(&refused)),
    ]), @r#"
    == the client has it
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👌")) } for 0
    == nobody asked for receipts
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == the client reacts
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: Some(Emoji("👍")) } for 0
    == an edit waits
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == an edit is held
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == an edit has failed
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == an edit was not sent
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == it became a note
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == it was withdrawn
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == a client's message
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    == at the client's
    React { at: Place { chat: ChatId(42), message: MessageId(3) }, reaction: None } for 0
    == the group does not allow it
    React { at: Place { chat: ChatId(-100500), message: MessageId(30) }, reaction: None } for 0
    "#);
    assert_snapshot!(section("a receipt", &asked, &here(), Method::React), @"
    == a receipt (React)

    done, not modified
        remove 100

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1

    topic missing, topic closed, not a forum, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, second poller, other
        remove 100
        record ReactionSkipped

    token invalid
        100 now Waiting { due_ms: 1060000 } attempts 0

    reaction invalid
        record ReactionSkipped
        100 now Waiting { due_ms: 1000000 } attempts 0 bare
    ");
}

/// Promise: a notice says that what was sent again has arrived when it has, and not before.
#[test]
fn what_is_told_of_what_was_sent_again() {
    let tell = |chat, message| {
        let about = place(chat, message);
        desk_words(Direction::Aside, Job::TellArrived { notice: 31, about })
    };
    let ours = || tell(GROUP, 30);
    let with = |role, state: Option<State>| {
        let mut world = world(&[link(role)], &[]);
        world.reactions.as_mut().expect("there").versions = state.into_iter().collect();
        world
    };
    let team = |state| with(LinkRole::Team, state);
    assert_snapshot!(rows([
        ("it has arrived", team(None).next(&ours())),
        ("a client's message has arrived", with(LinkRole::Client, None).next(&tell(ChatId(ANN), 3))),
        ("it waits", team(Some(State::Waiting { due_ms: NOW_MS })).next(&ours())),
        ("it is held", team(Some(State::Held(HeldWhy::UnknownOutcome))).next(&ours())),
        ("it has failed again", team(Some(State::Failed(FailReason::Blocked))).next(&ours())),
        ("it was withdrawn", with(LinkRole::Withdrawn, None).next(&ours())),
        ("nothing is known", world(&[], &[]).next(&ours())),
    ]), @r#"
    == it has arrived
    EditText -100500/31: "ArrivedAtLast" for 1
    == a client's message has arrived
    EditText -100500/31: "ArrivedAtLast" for 1
    == it waits
    100 now Waiting { due_ms: 1001000 } attempts 1
    == it is held
    remove 100
    == it has failed again
    remove 100
    == it was withdrawn
    remove 100
    == nothing is known
    remove 100
    "#);
    assert_snapshot!(section("the notice", &team(None), &ours(), Method::EditText), @"
    == the notice (EditText)

    done, topic missing, topic closed, not a forum, not modified, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, token invalid, second poller, reaction invalid, other
        remove 100

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1
    ");
}
