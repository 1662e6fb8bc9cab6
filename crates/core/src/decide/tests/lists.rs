//! `/waiting` and `/mine`: who is answered with which list, and who is not.

use relevo_telegram::{ChatId, Message, ThreadId};

use super::desk::{Desk, GROUP, NOW_MS, bot, group_event, operator, speaking_chat, text};
use crate::{
    Aim, Answer, Change, Command, Conversation, Decision, Direction, Handling, Job, ListedTopic,
    Notice, Status, TopicList, TopicRef, asks_for_list,
};

/// A list that is told from others by what else there is.
fn list(more: u32) -> TopicList {
    TopicList {
        at_ms: NOW_MS,
        topics: Vec::new(),
        more,
    }
}

/// A desk whose connection speaks for its group, and that has looked.
fn desk() -> Desk {
    Desk {
        speaks: true,
        waiting: Some(list(1)),
        mine: Some(list(2)),
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

fn answer(decision: &Decision) -> Option<&Answer> {
    decision.changes.iter().find_map(|change| match change {
        Change::Deliver(delivery) => match &delivery.job {
            Job::Notice {
                notice: Notice::Answer(answer),
                about: Some(30),
                ..
            } => Some(answer),
            _ => None,
        },
        _ => None,
    })
}

/// Promise: each command is answered in General with its own list; an anonymous administrator has no topics that could be known, and is
/// told so.
#[test]
fn each_list_has_its_command() {
    let waiting = Answer::Waiting {
        list: Box::new(list(1)),
    };
    let mine = Answer::Mine {
        list: Box::new(list(2)),
    };
    let anonymous = |words| Message {
        author: speaking_chat(GROUP, "Team"),
        ..in_general(words)
    };
    for (message, expected) in [
        (in_general("/waiting"), &waiting),
        (in_general("/Waiting@desk_bot please"), &waiting),
        (anonymous("/waiting"), &waiting),
        (in_general("/mine"), &mine),
        (anonymous("/mine"), &Answer::AnonymousAsks),
    ] {
        let decision = desk().decide(&group_event(message));
        assert_eq!(answer(&decision), Some(expected));
        assert_eq!(decision.changes.len(), 1);
    }
}

/// Promise: nobody answers for another bot, for a connection that does not speak, long after, to a channel that speaks, or where nobody
/// looked. In a client's topic it is said where the command belongs.
#[test]
fn nobody_else_is_answered() {
    for words in ["/waiting", "/mine"] {
        let silent = Desk {
            speaks: false,
            ..desk()
        };
        let unlooked = Desk {
            waiting: None,
            mine: None,
            ..desk()
        };
        let late = Message {
            date: NOW_MS / 1_000 - 601,
            ..in_general(words)
        };
        let channel = Message {
            author: speaking_chat(ChatId(-100_900), "News"),
            ..in_general(words)
        };
        let other = in_general(&format!("{words}@other_bot"));
        for (desk, message) in [
            (silent, in_general(words)),
            (unlooked, in_general(words)),
            (desk(), late),
            (desk(), channel),
            (desk(), other),
        ] {
            let decision = desk.decide(&group_event(message));
            assert_eq!(answer(&decision), None, "{words}");
        }
        let in_topic = Desk {
            conversation: Desk::with_ann().conversation,
            ..desk()
        };
        let decision = in_topic.decide(&group_event(operator(text(words))));
        let command = Command::find(&words[1..]).expect("a command");
        assert_eq!(answer(&decision), Some(&Answer::InGeneral { command }));
    }
}

/// Promise: the program looks where, and only where, somebody may be answered.
#[test]
fn it_is_looked_where_somebody_asks() {
    for (words, expected) in [
        ("/waiting", Some(Command::Waiting)),
        (" /MINE@any_bot now", Some(Command::Mine)),
        ("/status", None),
        ("/ waiting", None),
        ("waiting", None),
    ] {
        assert_eq!(asks_for_list(&in_general(words)), expected, "{words}");
    }
}

/// Promise: what another bot writes commands nothing, whatever command it is and wherever it stands.
#[test]
fn a_bot_commands_nothing() {
    let theirs = |thread| Message {
        thread,
        author: bot(88),
        ..in_general("")
    };
    for command in Command::ALL {
        let content = text(&format!("/{}", command.name()));
        for (conversation, thread) in [
            (None, None),
            (None, Some(ThreadId(9))),
            (Desk::with_ann().conversation, operator(text("")).thread),
        ] {
            let desk = Desk {
                conversation,
                ..desk()
            };
            let message = Message {
                content: content.clone(),
                ..theirs(thread)
            };
            let decision = desk.decide(&group_event(message));
            assert_eq!(decision.changes, [], "{command:?} in {thread:?}");
        }
    }
}

/// Promise: a conversation whose link is given is opened by its own connection; while that is stopped, the one that speaks says so.
#[test]
fn a_link_is_answered_by_one() {
    let ours = Desk::with_ann().conversation.expect("there");
    let theirs = Conversation {
        connection: crate::ConnectionId(2),
        ..ours.clone()
    };
    let mut rows = Vec::new();
    for (linked, whose) in [(&ours, "ours"), (&theirs, "theirs")] {
        for (speaks, linked_stopped) in [(true, false), (false, false), (true, true), (false, true)]
        {
            let desk = Desk {
                linked: Some(linked.clone()),
                linked_stopped,
                speaks,
                ..desk()
            };
            let decision = desk.decide(&group_event(in_general("/open https://t.me/c/500/11")));
            let said = answer(&decision);
            rows.push(format!(
                "{whose} speaks {speaks} stopped {linked_stopped}: {said:?}"
            ));
        }
    }
    insta::assert_snapshot!(rows.join("\n"), @"
    ours speaks true stopped false: Some(StatusIs { status: UserAnswered })
    ours speaks false stopped false: Some(StatusIs { status: UserAnswered })
    ours speaks true stopped true: Some(TopicStopped)
    ours speaks false stopped true: None
    theirs speaks true stopped false: None
    theirs speaks false stopped false: None
    theirs speaks true stopped true: Some(TopicStopped)
    theirs speaks false stopped true: None
    ");
}

/// Promise: in a topic of the team's own an answer stands in that topic.
#[test]
fn an_answer_stands_where_it_was_asked() {
    for (thread, aim) in [
        (None, None),
        (Some(ThreadId(9)), Some(Aim::Team(ThreadId(9)))),
    ] {
        for words in ["/waiting", "/mine", "/help", "/hold", "/open x", "/new"] {
            let asked = Message {
                thread,
                ..in_general(words)
            };
            let decision = desk().decide(&group_event(asked));
            let aims: Vec<_> = decision
                .changes
                .iter()
                .map(|change| match change {
                    Change::Deliver(one) => (one.direction, one.conversation, one.aim),
                    other => panic!("{words}: {other:?}"),
                })
                .collect();
            assert_eq!(aims, [(Direction::Aside, None, aim)], "{words}");
        }
    }
}

/// Promise: a long name is cut, what is not known is not made up.
#[test]
fn a_line_is_short_and_true() {
    let known = Desk::with_ann().conversation.expect("Ann is known");
    let of = |status_ms, title: &str| {
        let handling = Handling {
            status: Status::SupportAnswered,
            status_ms,
            ..known.handling
        };
        let conversation = Conversation {
            handling,
            ..known.clone()
        };
        let topic = TopicRef {
            title: title.into(),
            link: None,
        };
        ListedTopic::of(&conversation, topic)
    };
    let long = of(NOW_MS, &"é".repeat(128));
    assert_eq!(long.topic.title, format!("{}…", "é".repeat(79)));
    assert_eq!(long.since_ms, Some(NOW_MS));
    let old = of(0, "Ann");
    assert_eq!((old.since_ms, old.status), (None, Status::SupportAnswered));
    assert_eq!(old.topic.title, "Ann");
}
