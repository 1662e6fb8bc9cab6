//! Everything about a message or update but what it holds: who, where, what it answers.

use relevo_telegram::{
    Author, CallbackPress, Chat, ChatId, ChatKind, Content, Entity, EntityKind, MemberChange,
    Membership, MessageId, Place, Quote, Reply, Text, ThreadId, UpdateId, UpdateKind, User, UserId,
};
use serde_json::{Value, json};

use crate::samples::{CHAT, message, read, read_message, update};

fn ada() -> User {
    User {
        id: UserId(100),
        bot: false,
        first_name: "Ada".into(),
        last_name: None,
        username: None,
        language: Some("pt-BR".into()),
    }
}

/// Promise: who, where and when are read, and the marks that decide how a message is treated.
#[test]
fn the_common_parts() {
    let got = read_message(&message(&json!({
        "text": "x", "edit_date": 1_790_000_060, "media_group_id": "A",
        "forward_origin": { "type": "hidden_user" }, "has_protected_content": true,
        "via_bot": { "id": 8, "is_bot": true, "first_name": "gif" },
        "is_from_offline": true, "is_automatic_forward": true,
    })));
    assert_eq!(got.author, Author::User(ada()));
    assert_eq!(
        got.place,
        Place {
            chat: CHAT,
            message: MessageId(42)
        }
    );
    assert_eq!(
        got.chat,
        Chat {
            id: CHAT,
            kind: ChatKind::Supergroup,
            title: Some("Desk".into()),
            forum: true,
        }
    );
    assert_eq!(
        (got.date, got.edit_date),
        (1_790_000_000, Some(1_790_000_060))
    );
    assert_eq!(
        (got.album.as_deref(), got.via_bot),
        (Some("A"), Some(UserId(8)))
    );
    assert!(got.origin.is_some() && got.protected && got.offline && got.automatic_forward);
    let bare = read_message(&message(&json!({ "text": "x" })));
    assert!(bare.origin.is_none() && !bare.protected && !bare.offline && !bare.automatic_forward);
}

/// Promise: an automatic forward names its post, and a message in a topic the topic's name, where Telegram tells them; nothing else does.
#[test]
fn posts_and_topics_are_named_where_telegram_tells() {
    let origin = json!({
        "type": "channel", "date": 1, "message_id": 7,
        "chat": { "id": -100_900, "type": "channel", "title": "News" },
    });
    let forwarded = |automatic: bool| {
        let message = message(&json!({
            "text": "x", "forward_origin": origin, "is_automatic_forward": automatic,
        }));
        read_message(&message).forwarded_post
    };
    let post = Place {
        chat: relevo_telegram::ChatId(-100_900),
        message: MessageId(7),
    };
    assert_eq!((forwarded(true), forwarded(false)), (Some(post), None));
    let named = |root: i64| {
        let message = message(&json!({
            "text": "x", "is_topic_message": true, "message_thread_id": 21,
            "reply_to_message": {
                "message_id": root, "date": 1, "chat": { "id": CHAT.0, "type": "supergroup" },
                "forum_topic_created": { "name": "Billing", "icon_color": 7_322_096 },
            },
        }));
        read_message(&message).thread_name
    };
    assert_eq!((named(21).as_deref(), named(22)), (Some("Billing"), None));
}

/// Promise: the chat that speaks goes before the stand-in Telegram names as the person.
#[test]
fn authors() {
    let group = json!({ "id": CHAT.0, "type": "supergroup", "title": "Desk" });
    let anonymous = read_message(&message(&json!({
        "from": { "id": 1_087_968_824, "is_bot": true, "first_name": "Group" },
        "sender_chat": group, "author_signature": "Boss",
    })));
    let Author::Chat { chat, signature } = anonymous.author else {
        panic!("a chat speaks");
    };
    assert_eq!((chat.id, signature.as_deref()), (CHAT, Some("Boss")));
    let channel = json!({ "id": -1_009, "type": "channel", "title": "News" });
    let mut post = message(&json!({ "chat": channel, "text": "x" }));
    post.as_object_mut().unwrap().remove("from");
    let UpdateKind::Message(post) = read(&update("channel_post", &post)).unwrap().kind else {
        panic!("a channel post is a message");
    };
    assert!(matches!(post.author, Author::Chat { chat, .. } if chat.id == ChatId(-1_009)));
    let mut nobody = message(&json!({ "text": "x" }));
    nobody.as_object_mut().unwrap().remove("from");
    assert_eq!(read_message(&nobody).author, Author::Nobody);
}

/// Promise: a thread is a topic only when Telegram says so.
#[test]
fn threads() {
    let thread = |extra: Value| read_message(&message(&extra)).thread;
    assert_eq!(
        thread(json!({ "message_thread_id": 9, "is_topic_message": true })),
        Some(ThreadId(9))
    );
    assert_eq!(thread(json!({ "message_thread_id": 9 })), None);
    assert_eq!(
        thread(json!({ "message_thread_id": 9, "is_topic_message": false })),
        None
    );
}

/// Promise: an answer is an answer to a message of this chat, never to the topic's root.
#[test]
fn replies() {
    let answered = |id: i64, extra: Value| {
        let mut body = message(&extra);
        body["message_id"] = id.into();
        body
    };
    let reply = |extra: Value| {
        let mut reply = read_message(&message(&extra)).reply;
        if let Some(reply) = &mut reply {
            reply.answered = None;
        }
        reply
    };
    let to = |id| {
        Some(Reply {
            to: Some(MessageId(id)),
            answered: None,
            external: false,
            quote: None,
        })
    };
    let topic = |id: i64, extra: Value| {
        reply(json!({
            "message_thread_id": 9, "is_topic_message": true, "reply_to_message": answered(id, extra),
        }))
    };
    assert_eq!(topic(11, json!({ "text": "q" })), to(11));
    assert_eq!(topic(9, json!({})), None, "the root by its number");
    assert_eq!(
        topic(11, json!({ "forum_topic_created": { "name": "n" } })),
        None,
        "the root by its kind"
    );
    // Outside topics the first message of a chain has the chain's number, and answering it is an answer.
    let chain =
        json!({ "message_thread_id": 9, "reply_to_message": answered(9, json!({ "text": "q" })) });
    assert_eq!(reply(chain), to(9));
    let elsewhere = answered(11, json!({ "chat": { "id": 1, "type": "private" } }));
    assert_eq!(reply(json!({ "reply_to_message": elsewhere })), None);
    assert_eq!(reply(json!({ "text": "x" })), None);
}

/// Promise: a quote keeps its words, formatting and position, also when the original lies in another chat.
#[test]
fn quotes() {
    let quote = json!({ "text": "bc", "position": 1, "is_manual": true,
        "entities": [{ "type": "bold", "offset": 0, "length": 2 }] });
    let expected = Quote {
        text: Text {
            text: "bc".into(),
            entities: vec![Entity {
                kind: EntityKind::Bold,
                offset: 0,
                length: 2,
            }],
        },
        position: 1,
    };
    let answered = message(&json!({ "text": "abcd", "media_group_id": "7" }));
    let here = read_message(&message(
        &json!({ "reply_to_message": answered, "quote": quote }),
    ));
    assert_eq!(
        here.reply,
        Some(Reply {
            to: Some(MessageId(42)),
            // What is answered is told with it.
            answered: Some(Box::new(read_message(&answered))),
            external: false,
            quote: Some(expected.clone()),
        })
    );
    let there = read_message(&message(&json!({ "external_reply": {}, "quote": quote })));
    assert_eq!(
        there.reply,
        Some(Reply {
            to: None,
            answered: None,
            external: true,
            quote: Some(expected),
        })
    );
}

/// Promise: formatting is read with its details; what Telegram found by itself keeps its name.
#[test]
fn entities() {
    let table = [
        (json!({ "type": "bold" }), EntityKind::Bold),
        (json!({ "type": "italic" }), EntityKind::Italic),
        (json!({ "type": "underline" }), EntityKind::Underline),
        (
            json!({ "type": "strikethrough" }),
            EntityKind::Strikethrough,
        ),
        (json!({ "type": "spoiler" }), EntityKind::Spoiler),
        (json!({ "type": "code" }), EntityKind::Code),
        (
            json!({ "type": "pre", "language": "c" }),
            EntityKind::Pre(Some("c".into())),
        ),
        (json!({ "type": "pre" }), EntityKind::Pre(None)),
        (json!({ "type": "blockquote" }), EntityKind::Blockquote),
        (
            json!({ "type": "expandable_blockquote" }),
            EntityKind::ExpandableBlockquote,
        ),
        (
            json!({ "type": "text_link", "url": "https://example.org/" }),
            EntityKind::TextLink("https://example.org/".into()),
        ),
        (
            json!({ "type": "text_mention", "user": { "id": 3 } }),
            EntityKind::TextMention(UserId(3)),
        ),
        (
            json!({ "type": "custom_emoji", "custom_emoji_id": "7" }),
            EntityKind::CustomEmoji("7".into()),
        ),
        (
            json!({ "type": "hashtag" }),
            EntityKind::Found("hashtag".into()),
        ),
        (
            json!({ "type": "hologram" }),
            EntityKind::Found("hologram".into()),
        ),
        (
            json!({ "type": "text_link" }),
            EntityKind::Found("text_link".into()),
        ),
    ];
    for (mut entity, kind) in table {
        entity["offset"] = 1.into();
        entity["length"] = 2.into();
        // An entity without a span is dropped, its words stay.
        let got = read_message(&message(
            &json!({ "text": "abcd", "entities": [{ "type": "bold" }, entity] }),
        ));
        let expected = Text {
            text: "abcd".into(),
            entities: vec![Entity {
                kind,
                offset: 1,
                length: 2,
            }],
        };
        assert_eq!(got.content, Content::Text(expected));
    }
}

/// Promise: each kind of update reads as what it tells; kinds the desk does not act on keep their name.
#[test]
fn kinds_of_update() {
    let body = message(&json!({ "text": "x" }));
    for kind in ["message", "channel_post"] {
        let got = read(&update(kind, &body)).unwrap();
        assert_eq!(got.id, UpdateId(5));
        assert!(matches!(got.kind, UpdateKind::Message(_)), "{kind}");
    }
    for kind in ["edited_message", "edited_channel_post"] {
        let got = read(&update(kind, &body)).unwrap();
        assert!(matches!(got.kind, UpdateKind::Edited(_)), "{kind}");
    }
    for kind in ["guest_message", "chat_boost", "poll", "hologram"] {
        let got = read(&update(kind, &body)).unwrap();
        assert_eq!(got.kind, UpdateKind::Other(kind.into()));
    }
}

/// Promise: a pressed button names its presser, its place (also of a vanished message) and its data.
#[test]
fn presses() {
    let press = json!({
        "id": "q1", "chat_instance": "1", "data": "row:1",
        "from": { "id": 100, "is_bot": false, "first_name": "Ada", "language_code": "pt-BR" },
        "message": { "message_id": 7, "date": 0, "chat": { "id": CHAT.0, "type": "supergroup" } },
    });
    let expected = CallbackPress {
        id: "q1".into(),
        by: ada(),
        at: Some(Place {
            chat: CHAT,
            message: MessageId(7),
        }),
        data: "row:1".into(),
    };
    assert_eq!(
        read(&update("callback_query", &press)).unwrap().kind,
        UpdateKind::Pressed(expected)
    );
}

/// Promise: a changed place names who changed whose place, from what to what.
#[test]
fn changed_places() {
    let person =
        json!({ "id": 100, "is_bot": false, "first_name": "Ada", "language_code": "pt-BR" });
    let change = |status: Value| {
        let mut new = status;
        new["user"] = person.clone();
        let body = json!({
            "chat": { "id": 100, "type": "private" }, "from": { "id": 200 }, "date": 9,
            "old_chat_member": { "status": "member", "user": person }, "new_chat_member": new,
        });
        (
            read(&update("my_chat_member", &body)).unwrap().kind,
            read(&update("chat_member", &body)).unwrap().kind,
        )
    };
    let rights =
        json!({ "status": "administrator", "can_manage_topics": true, "can_pin_messages": true });
    let administrator = Membership::Administrator {
        manage_topics: true,
        delete_messages: false,
        restrict_members: false,
        pin_messages: true,
    };
    let table = [
        (json!({ "status": "creator" }), Membership::Owner),
        (rights, administrator),
        (json!({ "status": "member" }), Membership::Member),
        (
            json!({ "status": "restricted", "is_member": true }),
            Membership::Restricted { member: true },
        ),
        (json!({ "status": "left" }), Membership::Left),
        (json!({ "status": "kicked" }), Membership::Banned),
        (json!({ "status": "hologram" }), Membership::Other),
    ];
    for (status, new) in table {
        let expected = MemberChange {
            chat: Chat {
                id: ChatId(100),
                kind: ChatKind::Private,
                title: None,
                forum: false,
            },
            by: UserId(200),
            who: ada(),
            old: Membership::Member,
            new,
            date: 9,
        };
        let (own, other) = change(status);
        assert_eq!(own, UpdateKind::OwnMembership(expected.clone()));
        assert_eq!(other, UpdateKind::Membership(expected));
    }
}
