//! What came of a call, by what the wire gave back.

use std::time::Duration;

use relevo_telegram::{
    AlbumItem, Call, Chat, ChatKind, MediaFile, MediaKind, Membership, MessageId, Outcome, Place,
    Receipt, Send, Text, ThreadId, TopicIcon, User, UserId,
};
use relevo_telegram_bot::WireAnswer;
use serde_json::json;

use crate::samples::{CHAT, delete, send, to};
use crate::script::{failed, http, ok, outcome, raw};

/// Promise: a call that must not be done twice is `Unknown` whenever it may have been done, and only then.
#[tokio::test]
async fn what_may_have_been_done() {
    let unclear = [
        WireAnswer::Lost,
        failed(500, "Internal Server Error: restart"),
        raw(502, "<html>Bad Gateway</html>"),
        raw(504, ""),
        raw(200, r#"{"ok":true,"result":{"messa"#),
        raw(200, "[]"),
        raw(200, r#"{"ok":true}"#),
        raw(200, r#"{"ok":"yes","result":true}"#),
        ok(&json!({ "no": "message_id" })),
    ];
    for answer in unclear {
        let shown = format!("{answer:?}");
        assert_eq!(outcome(&send(), answer).await, Outcome::Unknown, "{shown}");
    }
    assert_eq!(
        outcome(&send(), WireAnswer::NotSent).await,
        Outcome::NotSent
    );
}

/// Promise: a call that may be repeated is never `Unknown`: it is simply to be made again.
#[tokio::test]
async fn what_may_be_repeated() {
    let unclear = [
        WireAnswer::NotSent,
        WireAnswer::Lost,
        failed(500, "Internal Server Error"),
        raw(502, "<html>Bad Gateway</html>"),
        raw(200, r#"{"ok":true,"resu"#),
    ];
    for answer in unclear {
        let shown = format!("{answer:?}");
        assert_eq!(
            outcome(&delete(), answer).await,
            Outcome::NotSent,
            "{shown}"
        );
    }
}

/// Promise: Telegram's wait is kept to the second, is at least one second, and has a limit.
#[tokio::test]
async fn waits() {
    let flood = |parameters| {
        http(
            429,
            &json!({ "ok": false, "error_code": 429, "description": "Too Many Requests", "parameters": parameters }),
        )
    };
    let table = [
        (flood(json!({ "retry_after": 17 })), 17),
        (flood(json!({ "retry_after": 10_072 })), 10_072),
        (flood(json!({ "retry_after": 0 })), 1),
        (flood(json!({ "retry_after": -5 })), 1),
        (flood(json!({ "retry_after": i64::MAX })), 86_400),
        (flood(json!({})), 1),
        (flood(json!(null)), 1),
        (failed(429, "Too Many Requests: retry after 31"), 31),
        (failed(400, "Bad Request: FLOOD_WAIT_12"), 12),
        (failed(400, "Bad Request: SLOWMODE_WAIT_9"), 9),
        (failed(400, "Bad Request: FLOOD_PREMIUM_WAIT_3"), 3),
        (raw(429, "<html>slow down</html>"), 1),
    ];
    for (answer, seconds) in table {
        assert_eq!(
            outcome(&send(), answer).await,
            Outcome::Wait(Duration::from_secs(seconds))
        );
    }
}

/// Promise: the code inside the answer counts, not what a proxy makes of the status.
#[tokio::test]
async fn the_inner_code_counts() {
    let answer = http(
        200,
        &json!({ "ok": false, "error_code": 500, "description": "Internal Server Error" }),
    );
    assert_eq!(outcome(&send(), answer).await, Outcome::Unknown);
}

/// Promise: each call gets the receipt it needs, and nothing more.
#[tokio::test]
async fn receipts() {
    let message =
        || ok(&json!({ "message_id": 77, "date": 1, "chat": { "id": 1, "type": "private" } }));
    let from = Place {
        chat: CHAT,
        message: MessageId(1),
    };
    let made = [
        (send(), message()),
        (Call::Forward { to: to(), from }, message()),
        (
            Call::Copy {
                to: to(),
                from,
                caption: None,
            },
            ok(&json!({ "message_id": 77 })),
        ),
    ];
    for (call, answer) in made {
        let receipt = Receipt::Message(MessageId(77));
        assert_eq!(outcome(&call, answer).await, Outcome::Done(receipt));
    }
    let topic = Call::CreateTopic {
        chat: CHAT,
        name: "n".into(),
        icon_color: None,
        icon_emoji: None,
    };
    assert_eq!(
        outcome(
            &topic,
            ok(&json!({ "message_thread_id": 12, "name": "n", "icon_color": 7_322_096 }))
        )
        .await,
        Outcome::Done(Receipt::Topic(ThreadId(12)))
    );
    let icons = json!([
        { "emoji": "💡", "custom_emoji_id": "5312536423851630001", "type": "custom_emoji" },
        { "emoji": "🦄" },
    ]);
    let icon = TopicIcon {
        emoji: "💡".into(),
        id: "5312536423851630001".into(),
    };
    assert_eq!(
        outcome(&Call::TopicIcons, ok(&icons)).await,
        Outcome::Done(Receipt::Icons(vec![icon]))
    );
    let edit = Call::EditText {
        at: from,
        text: Text::plain("x"),
        no_preview: false,
        buttons: Vec::new(),
    };
    for answer in [message(), ok(&json!(true))] {
        assert_eq!(
            outcome(&edit, answer).await,
            Outcome::Done(Receipt::Nothing)
        );
    }
    assert_eq!(
        outcome(&delete(), ok(&json!(true))).await,
        Outcome::Done(Receipt::Nothing)
    );
}

/// Promise: a message that was to stand in a topic of a chat without topics is told as misplaced; a copy, which names no chat, cannot be.
#[tokio::test]
async fn what_stands_in_no_topic_is_told() {
    let into = |call: Call| match call {
        Call::SendText {
            to,
            text,
            no_preview,
            buttons,
        } => Call::SendText {
            to: Send {
                thread: Some(ThreadId(12)),
                ..to
            },
            text,
            no_preview,
            buttons,
        },
        other => other,
    };
    let made = |forum: bool| {
        let mut chat = json!({ "id": -1, "type": "supergroup", "title": "Team" });
        if forum {
            chat["is_forum"] = true.into();
        }
        ok(&json!({ "message_id": 77, "date": 1, "chat": chat }))
    };
    let message = Outcome::Done(Receipt::Message(MessageId(77)));
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(77)]));
    assert_eq!(outcome(&into(send()), made(true)).await, message);
    assert_eq!(outcome(&into(send()), made(false)).await, misplaced);
    assert_eq!(outcome(&send(), made(false)).await, message);
    let copy = Call::Copy {
        to: Send {
            thread: Some(ThreadId(12)),
            ..to()
        },
        from: Place {
            chat: CHAT,
            message: MessageId(1),
        },
        caption: None,
    };
    let copied = ok(&json!({ "message_id": 77 }));
    assert_eq!(outcome(&copy, copied).await, message);
    let item = AlbumItem {
        file: MediaFile {
            kind: MediaKind::Photo,
            file_id: "file".into(),
            spoiler: false,
            caption_above: false,
        },
        caption: Text::plain(""),
    };
    let album = Call::SendAlbum {
        to: Send {
            thread: Some(ThreadId(12)),
            ..to()
        },
        items: vec![item.clone(), item],
    };
    let chat = json!({ "id": -1, "type": "supergroup", "title": "Team" });
    let items = [77, 78].map(|id| json!({ "message_id": id, "date": 1, "chat": chat }));
    let misplaced = Outcome::Done(Receipt::Misplaced(vec![MessageId(77), MessageId(78)]));
    assert_eq!(outcome(&album, ok(&json!(items))).await, misplaced);
}

/// Promise: the three questions are answered with what the desk checks before it trusts a group.
#[tokio::test]
async fn answers_to_questions() {
    let me = ok(&json!({
        "id": 9, "is_bot": true, "first_name": "Desk", "username": "desk_bot",
        "can_read_all_group_messages": true,
    }));
    assert_eq!(
        outcome(&Call::GetMe, me).await,
        Outcome::Done(Receipt::Me {
            user: User {
                id: UserId(9),
                bot: true,
                first_name: "Desk".into(),
                last_name: None,
                username: Some("desk_bot".into()),
                language: None,
            },
            reads_all: true,
            business: false,
            manages: false,
        })
    );
    let chat = ok(&json!({
        "id": CHAT.0, "type": "supergroup", "title": "Desk", "is_forum": true, "accent_color_id": 3,
    }));
    assert_eq!(
        outcome(&Call::GetChat(CHAT), chat).await,
        Outcome::Done(Receipt::Chat(Chat {
            id: CHAT,
            kind: ChatKind::Supergroup,
            title: Some("Desk".into()),
            forum: true,
        }))
    );
    let invite = || Call::CreateInviteLink {
        chat: CHAT,
        name: "Relevo",
    };
    let link = ok(&json!({ "invite_link": "https://t.me/+abc", "is_primary": false }));
    assert_eq!(
        outcome(&invite(), link).await,
        Outcome::Done(Receipt::Link("https://t.me/+abc".into()))
    );
    assert_eq!(outcome(&invite(), ok(&json!({}))).await, Outcome::NotSent);
    assert_eq!(
        outcome(&Call::CountMembers(CHAT), ok(&json!(12))).await,
        Outcome::Done(Receipt::Count(12))
    );
    assert_eq!(
        outcome(&Call::CountMembers(CHAT), ok(&json!("many"))).await,
        Outcome::NotSent
    );
    let member = ok(&json!({ "status": "administrator", "user": {}, "can_manage_topics": true }));
    assert_eq!(
        outcome(&Call::GetMember(CHAT, UserId(9)), member).await,
        Outcome::Done(Receipt::Member(Membership::Administrator {
            manage_topics: true,
            delete_messages: false,
            restrict_members: false,
            pin_messages: false,
        }))
    );
}
