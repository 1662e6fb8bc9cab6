//! What reactions change, row by row.

use insta::assert_snapshot;
use relevo_telegram::{
    Actor, Author, Chat, ChatId, ChatKind, MessageId, Place, Reaction, ReactionChange,
    ReactionCounts,
};

use super::desk::{
    ANN, BOT, CLUB, Desk, GROUP, NOW_MS, bot, client_event, from_ann, group_event, mark, operator,
    person, text,
};
use crate::{
    Change, ConnectionId, ConnectionState, ContentKind, Delivery, Event, FailReason, HeldWhy, Link,
    LinkRole, Seq, State,
};

fn emoji(emoji: &str) -> Reaction {
    Reaction::Emoji(emoji.to_owned())
}

fn actor(author: Author) -> Actor {
    match author {
        Author::User(user) => Actor::User(user),
        Author::Chat { chat, .. } => Actor::Chat(chat),
        Author::Nobody => unreachable!("somebody reacts"),
    }
}

fn chat(id: ChatId) -> Chat {
    let kind = if id.0 > 0 {
        ChatKind::Private
    } else {
        ChatKind::Supergroup
    };
    Chat {
        id,
        kind,
        title: None,
        forum: id == GROUP,
    }
}

fn change(by: Author, at: (ChatId, i64), now: &[Reaction]) -> ReactionChange {
    ReactionChange {
        place: Place {
            chat: at.0,
            message: MessageId(at.1),
        },
        chat: chat(at.0),
        by: actor(by),
        date: 1,
        now: now.to_vec(),
    }
}

fn by_client(by: Author, at: (ChatId, i64), now: &[Reaction]) -> Event {
    Event::ClientReacted {
        mark: mark(),
        change: change(by, at, now),
    }
}

fn ann(message: i64, now: &[Reaction]) -> Event {
    by_client(person(ANN, "Ann"), (ChatId(ANN), message), now)
}

fn by_team(by: Author, message: i64) -> Event {
    Event::GroupReacted {
        mark: mark(),
        change: change(by, (GROUP, message), &[emoji("👍")]),
    }
}

fn olga(message: i64) -> Event {
    by_team(person(77, "Olga"), message)
}

fn counted(counts: &[(Reaction, i64)]) -> Event {
    Event::ClientCounted {
        mark: mark(),
        counts: ReactionCounts {
            place: Place {
                chat: CLUB,
                message: MessageId(3),
            },
            chat: chat(CLUB),
            date: 1,
            counts: counts.to_vec(),
        },
    }
}

/// The client's message is 3 and the topic's 30, which the team wrote or the bot copied.
fn linked(mut desk: Desk, role: LinkRole) -> Desk {
    let conversation = desk.conversation.as_ref().expect("there");
    let inside = matches!(role, LinkRole::Note | LinkRole::Notice);
    desk.links = vec![Link {
        conversation: conversation.id,
        cell: desk.cell.id,
        identity: desk.connection.identity,
        client_chat: conversation.chat,
        client_message: MessageId(if inside { 0 } else { 3 }),
        topic_message: MessageId(30),
        relay: None,
        role,
        kind: ContentKind::Text,
        digest: 0,
        author: 0,
        made_ms: NOW_MS,
    }];
    desk
}

/// What an event delivers stands like this.
fn standing(desk: &Desk, event: &Event, state: &State) -> Vec<Delivery> {
    let changes = desk.decide(event).changes;
    let delivered = changes.into_iter().filter_map(|change| match change {
        Change::Deliver(delivery) => Some(Delivery {
            seq: Seq(50),
            state: state.clone(),
            ..delivery
        }),
        _ => None,
    });
    delivered.collect()
}

fn states() -> [(&'static str, State); 4] {
    let method = relevo_telegram::Method::React;
    [
        ("waiting", State::Waiting { due_ms: NOW_MS }),
        (
            "claimed",
            State::Claimed {
                epoch: 1,
                method,
                relay: None,
            },
        ),
        ("held", State::Held(HeldWhy::UnknownOutcome)),
        ("failed", State::Failed(FailReason::Blocked)),
    ]
}

fn rows(rows: impl IntoIterator<Item = (String, String)>) -> String {
    let rows = rows.into_iter();
    rows.map(|(name, follows)| format!("== {name}\n{follows}\n"))
        .collect()
}

fn row(name: &str, desk: &Desk, event: &Event) -> (String, String) {
    (name.to_owned(), desk.check(event))
}

/// Promise: whose message is meant, by what is known of it; what has no other side changes nothing.
#[test]
fn whose_message_is_meant() {
    let roles = [
        LinkRole::Client,
        LinkRole::AuthorLine,
        LinkRole::Team,
        LinkRole::TeamNote,
        LinkRole::Withdrawn,
        LinkRole::Note,
        LinkRole::Notice,
    ];
    let mut all = Vec::new();
    for role in roles {
        let desk = linked(Desk::with_ann(), role);
        if !matches!(role, LinkRole::Note | LinkRole::Notice) {
            all.push(row(
                &format!("a client reacts, {role:?}"),
                &desk,
                &ann(3, &[emoji("👍")]),
            ));
        }
        all.push(row(
            &format!("an operator reacts, {role:?}"),
            &desk,
            &olga(30),
        ));
    }
    assert_snapshot!(rows(all), @r#"
    == a client reacts, Client
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == an operator reacts, Client
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 ToClient of 5: react because of 42/3
    fate Internal
    == a client reacts, AuthorLine
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == an operator reacts, AuthorLine
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 ToClient of 5: react because of 42/3
    fate Internal
    == a client reacts, Team
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 ToTopic of 5: react because of -100500/30
    fate Internal
    == an operator reacts, Team
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 ToClient of 5: react because of -100500/30
    fate Internal
    == a client reacts, TeamNote
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 ToTopic of 5: react because of -100500/30
    fate Internal
    == an operator reacts, TeamNote
    fate Internal
    == a client reacts, Withdrawn
    fate Internal
    == an operator reacts, Withdrawn
    fate Internal
    == an operator reacts, Note
    fate Internal
    == an operator reacts, Notice
    fate Internal
    "#);
}

/// Promise: a reaction to what waits, or is not known yet, is parked; to what failed it goes. What is parked, or waits, is not
/// parked twice; what is under way gets another behind it.
#[test]
fn what_is_not_there_yet() {
    let unknown = Desk::with_ann();
    let nobody = Desk::new();
    let mut all = vec![
        row(
            "a client, nothing is known",
            &unknown,
            &ann(3, &[emoji("👍")]),
        ),
        row(
            "a client of whom nothing is known",
            &nobody,
            &ann(3, &[emoji("👍")]),
        ),
        row("an operator, nothing is known", &nobody, &olga(30)),
    ];
    for (name, state) in states() {
        let mut desk = Desk::with_ann();
        desk.pending = standing(&desk, &client_event(from_ann(text("hello"))), &state);
        all.push(row(
            &format!("a client, their message is {name}"),
            &desk,
            &ann(3, &[emoji("👍")]),
        ));
        let mut desk = Desk::with_ann();
        desk.pending = standing(&desk, &group_event(operator(text("hello"))), &state);
        all.push(row(
            &format!("an operator, their message is {name}"),
            &desk,
            &olga(30),
        ));
    }
    for (name, state) in states().into_iter().take(2) {
        let mut parked = Desk::with_ann();
        parked.reacting = standing(&parked, &ann(3, &[emoji("👍")]), &state);
        all.push(row(
            &format!("one is parked, {name}"),
            &parked,
            &ann(3, &[emoji("🔥")]),
        ));
        let mut known = linked(Desk::with_ann(), LinkRole::Client);
        known.reacting = standing(&known, &ann(3, &[emoji("👍")]), &state);
        all.push(row(
            &format!("one is {name}"),
            &known,
            &ann(3, &[emoji("🔥")]),
        ));
        known.reacting.clone_from(&parked.reacting);
        all.push(row(
            &format!("one is still parked, {name}"),
            &known,
            &ann(3, &[emoji("🔥")]),
        ));
    }
    assert_snapshot!(rows(all), @r#"
    == a client, nothing is known
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == a client of whom nothing is known
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == an operator, nothing is known
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 Aside: react because of -100500/30
    fate Internal
    == a client, their message is waiting
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == an operator, their message is waiting
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 Aside: react because of -100500/30
    fate Internal
    == a client, their message is claimed
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == an operator, their message is claimed
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 Aside: react because of -100500/30
    fate Internal
    == a client, their message is held
    42 reacts to 42/3 with [Emoji("👍")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == an operator, their message is held
    77 reacts to -100500/30 with [Emoji("👍")]
    deliver 101 Aside: react because of -100500/30
    fate Internal
    == a client, their message is failed
    fate Internal
    == an operator, their message is failed
    fate Internal
    == one is parked, waiting
    42 reacts to 42/3 with [Emoji("🔥")]
    fate Internal
    == one is waiting
    42 reacts to 42/3 with [Emoji("🔥")]
    fate Internal
    == one is still parked, waiting
    42 reacts to 42/3 with [Emoji("🔥")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == one is parked, claimed
    42 reacts to 42/3 with [Emoji("🔥")]
    deliver 101 Aside: react because of 42/3
    fate Internal
    == one is claimed
    42 reacts to 42/3 with [Emoji("🔥")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == one is still parked, claimed
    42 reacts to 42/3 with [Emoji("🔥")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    "#);
}

/// Promise: who does not count changes nothing, and why is counted.
#[test]
fn who_counts() {
    let ours = || linked(Desk::with_ann(), LinkRole::Client);
    let mut ignored = ours();
    ignored.connection.params.ignore_chats = vec![ANN];
    let mut not_white = ours();
    not_white.connection.params.white_list = Some(vec![1]);
    let mut not_monitored = ours();
    not_monitored.connection.params.monitor_private = false;
    let mut stopped = ours();
    stopped.connection.state = ConnectionState::Stopped;
    let mut anothers = linked(Desk::with_club(), LinkRole::Client);
    anothers.conversation.as_mut().expect("there").connection = ConnectionId(2);
    let thumb = [emoji("👍")];
    let anonymous = super::desk::speaking_chat(CLUB, "Club");
    let club = linked(Desk::with_club(), LinkRole::Client);
    let in_club = |by| by_client(by, (CLUB, 3), &thumb);
    assert_snapshot!(rows([
        row("our own bot, at the client's", &ours(), &by_client(person(BOT.0, "Bot"), (ChatId(ANN), 3), &thumb)),
        row("our own bot, in the topic", &ours(), &by_team(person(BOT.0, "Bot"), 30)),
        row("another bot, at the client's", &club, &in_club(bot(9))),
        row("another bot, in the topic", &ours(), &by_team(bot(9), 30)),
        row("an anonymous participant", &club, &in_club(anonymous)),
        row("ignored", &ignored, &ann(3, &thumb)),
        row("not on the white list", &not_white, &ann(3, &thumb)),
        row("not monitored", &not_monitored, &ann(3, &thumb)),
        row("stopped", &stopped, &ann(3, &thumb)),
        row("stopped, an operator", &stopped, &olga(30)),
        row("another connection's group", &anothers, &in_club(person(8, "Bob"))),
        row("another connection's topic", &anothers, &olga(30)),
        row("an ephemeral message", &ours(), &ann(0, &thumb)),
    ]), @r#"
    == our own bot, at the client's
    fate Filtered(OwnFleet)
    == our own bot, in the topic
    fate Filtered(OwnFleet)
    == another bot, at the client's
    fate Internal
    == another bot, in the topic
    fate Internal
    == an anonymous participant
    -100700 reacts to -100700/3 with [Emoji("👍")]
    deliver 101 ToTopic of 5: react because of -100700/3
    fate Internal
    == ignored
    fate Filtered(Ignored)
    == not on the white list
    fate Filtered(NotWhite)
    == not monitored
    fate Filtered(NotMonitored)
    == stopped
    fate Filtered(Stopped)
    == stopped, an operator
    fate Filtered(Stopped)
    == another connection's group
    fate Filtered(Elsewhere)
    == another connection's topic
    fate Filtered(Elsewhere)
    == an ephemeral message
    fate Filtered(NotActedOn)
    "#);
}

/// Promise: all of a person's reactions are kept, the newest last, without paid ones; of counts the most frequent last, and the first
/// of equals behind the others.
#[test]
fn what_is_kept() {
    let desk = linked(Desk::with_ann(), LinkRole::Client);
    let club = linked(Desk::with_club(), LinkRole::Client);
    let custom = Reaction::Custom("77".into());
    let many: Vec<Reaction> = (0..9).map(|one| emoji(&one.to_string())).collect();
    assert_snapshot!(rows([
        row("none", &desk, &ann(3, &[])),
        row("two", &desk, &ann(3, &[emoji("👍"), custom.clone()])),
        row("a paid one", &desk, &ann(3, &[emoji("👍"), Reaction::Paid])),
        row("nine", &desk, &ann(3, &many)),
        row("counts", &club, &counted(&[(emoji("👍"), 2), (emoji("🔥"), 5), (emoji("👏"), 5), (custom, 0)])),
        row("no counts", &club, &counted(&[])),
    ]), @r#"
    == none
    42 reacts to 42/3 with []
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == two
    42 reacts to 42/3 with [Emoji("👍"), Custom("77")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == a paid one
    42 reacts to 42/3 with [Emoji("👍")]
    record ReactionSkipped
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == nine
    42 reacts to 42/3 with [Emoji("5"), Emoji("6"), Emoji("7"), Emoji("8")]
    deliver 101 ToTopic of 5: react because of 42/3
    fate Internal
    == counts
    0 reacts to -100700/3 with [Emoji("👍"), Emoji("👏"), Emoji("🔥")]
    deliver 101 ToTopic of 5: react because of -100700/3
    fate Internal
    == no counts
    0 reacts to -100700/3 with []
    deliver 101 ToTopic of 5: react because of -100700/3
    fate Internal
    "#);
}
