//! `/status`: who is answered, and who is not.

use relevo_telegram::{ChatId, Message, MessageId, Origin, Place, UserId};

use super::desk::{
    BOT, Desk, GROUP, NOW_MS, bot, client_event, from_ann, group_event, mark, olga, operator,
    person, photo, speaking_chat, text,
};
use crate::{
    BotStanding, Change, Connection, Decision, Delivery, DeskStatus, Event, Fate, Filter, Job,
    Notice, PauseWhy, Waiting,
};

/// What was counted: two bots, something that waits.
fn counted() -> DeskStatus {
    let bot = |username: &str, is_relay| BotStanding {
        username: username.into(),
        is_relay,
        used: 12,
        of: 20,
        usual: 20,
        wait_until_ms: None,
        trouble: None,
    };
    DeskStatus {
        at_ms: NOW_MS,
        bots: vec![bot("Acme_bot", false), bot("acme_relay_bot", true)],
        to_topics: Waiting {
            count: 3,
            oldest_ms: NOW_MS - 5_000,
        },
        ..DeskStatus::default()
    }
}

/// A desk whose connection speaks for its group, and that was asked to count.
fn desk() -> Desk {
    Desk {
        speaks: true,
        status: Some(counted()),
        ..Desk::new()
    }
}

/// Olga writes in General, just now.
fn in_general(words: &str) -> Message {
    Message {
        thread: None,
        date: NOW_MS / 1_000,
        ..operator(text(words))
    }
}

/// The answer among the changes, with why nothing comes into topics.
fn answer(decision: &Decision) -> Option<(&Delivery, Option<PauseWhy>)> {
    decision.changes.iter().find_map(|change| match change {
        Change::Deliver(delivery) => match &delivery.job {
            Job::Notice {
                notice: Notice::Status { paused, .. },
                ..
            } => Some((delivery, *paused)),
            _ => None,
        },
        _ => None,
    })
}

/// Promise: who asks in General is answered there with what was counted, as a reply, and nothing else changes.
#[test]
fn general_is_answered() {
    let desk = desk();
    for words in [
        "/status",
        "/Status please",
        " \u{200f}／status",
        "/status@acme_BOT",
        "/status@acme_relay_bot",
    ] {
        let decision = desk.decide(&group_event(in_general(words)));
        let (delivery, _) = answer(&decision).unwrap_or_else(|| panic!("{words:?}"));
        assert_eq!(decision.changes.len(), 1, "{words:?}");
        assert_eq!(decision.fate, Fate::Internal);
        assert_eq!(delivery.conversation, None);
        let expected = Job::Notice {
            notice: Notice::Status {
                paused: None,
                counted: Box::new(counted()),
            },
            about: Some(30),
            buttons: Vec::new(),
        };
        assert_eq!(delivery.job, expected);
    }
    let anonymous = Message {
        author: speaking_chat(GROUP, "Team"),
        ..in_general("/status")
    };
    assert!(answer(&desk.decide(&group_event(anonymous))).is_some());
}

/// Promise: nobody else is, and nothing of it goes anywhere: other words, other bots' commands, bots, strangers' channels, forwards,
/// what was asked long ago, what another connection answers, what nobody was asked to count.
#[test]
fn nothing_else_is() {
    let desk = desk();
    let mut messages: Vec<(&str, Message)> = [
        "/status@other_bot",
        "/status@",
        "/statusx",
        "/ status",
        "status",
        "please /status",
        "/stats",
    ]
    .map(|words| (words, in_general(words)))
    .into();
    let by = |author| Message {
        author,
        ..in_general("/status")
    };
    let origin = Some(Origin::User(olga()));
    messages.extend([
        ("a bot", by(bot(55))),
        ("our bot", by(person(BOT.0, "Desk"))),
        ("a channel", by(speaking_chat(ChatId(-100_900), "News"))),
        ("nobody", by(relevo_telegram::Author::Nobody)),
        (
            "a forward",
            Message {
                origin,
                ..in_general("/status")
            },
        ),
        (
            "a caption",
            Message {
                content: photo("/status"),
                ..in_general("")
            },
        ),
        (
            "long ago",
            Message {
                date: NOW_MS / 1_000 - 601,
                ..in_general("/status")
            },
        ),
        (
            "for its author",
            Message {
                offline: true,
                ..in_general("/status")
            },
        ),
    ]);
    let mut silent = desk.clone();
    silent.speaks = false;
    let mut uncounted = desk.clone();
    uncounted.status = None;
    let cases = messages
        .into_iter()
        .map(|(name, message)| (name, &desk, message))
        .chain([
            ("another speaks", &silent, in_general("/status")),
            ("not counted", &uncounted, in_general("/status")),
        ]);
    for (name, desk, message) in cases {
        let decision = desk.decide(&group_event(message));
        let delivers = |change: &Change| matches!(change, Change::Deliver(_));
        assert!(!decision.changes.iter().any(delivers), "{name}");
        assert_eq!(decision.fate, Fate::Filtered(Filter::Elsewhere), "{name}");
    }
}

/// Promise: in a topic it is a command like any other: the client gets nothing, and it is said where it is answered. As an edit it is
/// nothing at all. A client's are words.
#[test]
fn in_a_topic_it_is_a_command() {
    let desk = Desk {
        conversation: Desk::with_ann().conversation,
        ..desk()
    };
    let words = desk.check(&group_event(operator(text("/status"))));
    insta::assert_snapshot!(words, @"
    deliver 100 ToTopic of 5: say Answer(InGeneral { command: Status }) about Some(30) buttons []
    fate Internal
    ");
    let words = desk.check(&group_event(operator(text("/status@other_bot"))));
    insta::assert_snapshot!(words, @"fate Internal");
    let words = desk.check(&client_event(from_ann(text("/status"))));
    insta::assert_snapshot!(words, @"
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    ");
    for message in [in_general("/status"), operator(text("/status"))] {
        let edited = Event::GroupEdited {
            mark: mark(),
            message: Message {
                edit_date: Some(NOW_MS / 1_000),
                ..message
            },
        };
        assert_eq!(answer(&desk.decide(&edited)), None);
    }
    let elsewhere = Desk {
        status: Some(counted()),
        speaks: true,
        ..Desk::new()
    };
    let decision = elsewhere.decide(&group_event(operator(text("/status"))));
    assert_eq!(decision.fate, Fate::Filtered(Filter::Elsewhere));
}

/// Promise: that there are no topics is said as the question itself tells it; what would keep the answer from being read is not.
#[test]
fn what_keeps_messages_from_topics_is_said() {
    use crate::CellState::{Paused, Running};
    let asked = |state, forum| {
        let mut desk = desk();
        desk.cell.state = state;
        let mut message = in_general("/status");
        message.chat.forum = forum;
        let decision = desk.decide(&group_event(message));
        let (_, paused) = answer(&decision).expect("an answer");
        paused
    };
    assert_eq!(asked(Running, true), None);
    assert_eq!(asked(Running, false), Some(PauseWhy::NotForum));
    assert_eq!(asked(Paused(PauseWhy::NotForum), true), None);
    let rights = PauseWhy::ManageTopics;
    assert_eq!(asked(Paused(rights), true), Some(rights));
    for unreadable in [PauseWhy::Send, PauseWhy::NotMember, PauseWhy::Token] {
        assert_eq!(asked(Paused(unreadable), true), None);
    }
}

/// Promise: a stopped connection answers nothing, and somebody who is new to the team is answered and remembered.
#[test]
fn the_stopped_are_silent_and_the_new_are_answered() {
    let mut stopped = desk();
    stopped.connection = Connection {
        state: crate::ConnectionState::Stopped,
        ..stopped.connection
    };
    let decision = stopped.decide(&group_event(in_general("/status")));
    assert_eq!(answer(&decision), None);
    let mut message = in_general("/status");
    message.author = person(78, "Nora");
    message.place = Place {
        message: MessageId(31),
        ..message.place
    };
    let decision = desk().decide(&group_event(message));
    assert!(answer(&decision).is_some());
    let learned = decision.changes.iter().any(|change| {
        matches!(change, Change::Operator { person, place: Some(_), .. } if *person == UserId(78))
    });
    assert!(learned);
}
