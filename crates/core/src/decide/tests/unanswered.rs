//! Since when a conversation waits for its first answer.

use relevo_telegram::{ChatId, ChatKind};

use super::desk::{
    ANN, Desk, client_event, conversation, from_ann, group_event, operator, photo, text,
};
use crate::{Change, Conversation, Event, Handling, Status};

/// What the conversation is after each of these, a minute apart.
fn course(begin: Option<Conversation>, events: &[Event]) -> Vec<i64> {
    let mut desk = Desk {
        conversation: begin,
        turns: true,
        ..Desk::new()
    };
    let start_ms = desk.now_ms;
    let mut seen = Vec::new();
    for event in events {
        desk.now_ms += 60_000;
        for change in desk.decide(event).changes {
            if let Change::NewConversation(now) | Change::UpdateConversation(now) = change {
                desk.conversation = Some(now);
            }
        }
        let handling = desk.conversation.as_ref().map(|known| known.handling);
        let since_ms = handling.unwrap_or_default().unanswered_ms;
        seen.push(if since_ms == 0 {
            0
        } else {
            (since_ms - start_ms) / 60_000
        });
    }
    seen
}

fn ann(words: &str) -> Event {
    client_event(from_ann(text(words)))
}

fn team(words: &str) -> Event {
    group_event(operator(text(words)))
}

/// Promise: a new conversation waits from its first message until somebody answers, whatever else is written; after that it is no news,
/// unless it was closed and its client opens it again.
#[test]
fn new_until_the_first_answer() {
    let closed = |unanswered_ms| Conversation {
        handling: Handling {
            status: Status::Closed,
            unanswered_ms,
            pings: 2,
            pinged_ms: 5,
            ..Handling::default()
        },
        ..conversation(ChatId(ANN), ChatKind::Private)
    };
    let first = [
        ann("/start"),
        ann("hello"),
        ann("anybody?"),
        client_event(from_ann(photo("look"))),
    ];
    assert_eq!(course(None, &first), [0, 2, 2, 2]);
    let again = [
        ann("hello"),
        team("/ a note"),
        team("/take"),
        team("an answer"),
        ann("thanks"),
    ];
    assert_eq!(course(Some(closed(0)), &again), [1, 1, 1, 0, 0]);
    for ended in ["/wait", "/close"] {
        let course = course(Some(closed(0)), &[ann("hello"), team("/hold"), team(ended)]);
        assert_eq!(course, [1, 1, 0], "{ended}");
    }
    // Who of the team opens it is there.
    assert_eq!(course(Some(closed(0)), &[team("/open")]), [0]);
}
