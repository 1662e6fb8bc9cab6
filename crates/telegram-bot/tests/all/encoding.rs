//! What each call asks of Telegram, to the field.

use relevo_telegram::{
    Button, ButtonAct, Call, Entity, EntityKind, Gateway, MediaFile, MediaKind, MenuCommand,
    MessageId, Place, Quote, ReplyTo, Send, Text, ThreadId, UserId,
};
use relevo_telegram_bot::Bot;
use serde_json::{Value, json};

use crate::samples::{CHAT, to};
use crate::script::Script;

pub(crate) async fn check(call: Call, method: &str, params: Value) {
    let script = Script::new([]);
    Bot::over(script.clone()).call(&call).await;
    let asked = script.take_asked();
    assert_eq!(asked.len(), 1, "one call is one request");
    assert_eq!((asked[0].method, &asked[0].params), (method, &params));
    assert!(!asked[0].params.to_string().contains("parse_mode"));
}

fn at() -> Place {
    Place {
        chat: CHAT,
        message: MessageId(7),
    }
}

fn entity(kind: EntityKind, offset: u32) -> Entity {
    Entity {
        kind,
        offset,
        length: 1,
    }
}

/// Promise: a full text carries its topic, reply, quote, formatting and buttons, and nothing that Telegram finds by itself.
#[tokio::test]
async fn text_with_everything() {
    let call = Call::SendText {
        to: Send {
            thread: Some(ThreadId(9)),
            silent: true,
            reply: Some(ReplyTo {
                message: MessageId(3),
                quote: Some(Quote {
                    text: Text {
                        text: "bc".into(),
                        entities: vec![
                            entity(EntityKind::Italic, 0),
                            entity(EntityKind::Found("hashtag".into()), 1),
                        ],
                    },
                    position: 1,
                }),
            }),
            ..to()
        },
        text: Text {
            text: "<b>not markup</b>".into(),
            entities: vec![
                entity(EntityKind::Bold, 0),
                entity(EntityKind::Found("url".into()), 1),
            ],
        },
        no_preview: true,
        buttons: vec![vec![
            Button {
                label: "Take".into(),
                act: ButtonAct::Tell("row:1".into()),
            },
            Button {
                label: "Open".into(),
                act: ButtonAct::Open("https://example.org/".into()),
            },
        ]],
    };
    check(
        call,
        "sendMessage",
        json!({
            "chat_id": CHAT.0,
            "message_thread_id": 9,
            "disable_notification": true,
            "text": "<b>not markup</b>",
            "entities": [{ "type": "bold", "offset": 0, "length": 1 }],
            "link_preview_options": { "is_disabled": true },
            "reply_parameters": {
                "message_id": 3,
                "allow_sending_without_reply": true,
                "quote": "bc",
                "quote_entities": [{ "type": "italic", "offset": 0, "length": 1 }],
                "quote_position": 1,
            },
            "reply_markup": { "inline_keyboard": [[
                { "text": "Take", "callback_data": "row:1" },
                { "text": "Open", "url": "https://example.org/" },
            ]] },
        }),
    )
    .await;
}

/// Promise: a bare text is the chat and the words, nothing else.
#[tokio::test]
async fn bare_text() {
    check(
        crate::samples::send(),
        "sendMessage",
        json!({ "chat_id": CHAT.0, "text": "hello" }),
    )
    .await;
}

/// Promise: every kind of entity that is sent has Telegram's name and its detail.
#[tokio::test]
async fn every_entity() {
    let kinds = [
        (EntityKind::Bold, json!({ "type": "bold" })),
        (EntityKind::Italic, json!({ "type": "italic" })),
        (EntityKind::Underline, json!({ "type": "underline" })),
        (
            EntityKind::Strikethrough,
            json!({ "type": "strikethrough" }),
        ),
        (EntityKind::Spoiler, json!({ "type": "spoiler" })),
        (EntityKind::Code, json!({ "type": "code" })),
        (EntityKind::Pre(None), json!({ "type": "pre" })),
        (
            EntityKind::Pre(Some("rust".into())),
            json!({ "type": "pre", "language": "rust" }),
        ),
        (EntityKind::Blockquote, json!({ "type": "blockquote" })),
        (
            EntityKind::ExpandableBlockquote,
            json!({ "type": "expandable_blockquote" }),
        ),
        (
            EntityKind::TextLink("https://example.org/".into()),
            json!({ "type": "text_link", "url": "https://example.org/" }),
        ),
        (
            EntityKind::TextMention(UserId(100)),
            json!({ "type": "text_mention", "user": { "id": 100, "is_bot": false, "first_name": "" } }),
        ),
        (
            EntityKind::CustomEmoji("55".into()),
            json!({ "type": "custom_emoji", "custom_emoji_id": "55" }),
        ),
    ];
    for (kind, mut expected) in kinds {
        expected["offset"] = 0.into();
        expected["length"] = 1.into();
        let call = Call::EditText {
            at: at(),
            text: Text {
                text: "x".into(),
                entities: vec![entity(kind, 0)],
            },
            no_preview: true,
            buttons: Vec::new(),
        };
        let off = json!({ "is_disabled": true });
        let params = json!({
            "chat_id": CHAT.0, "message_id": 7, "text": "x", "entities": [expected], "link_preview_options": off,
        });
        check(call, "editMessageText", params).await;
    }
}

/// Promise: each kind of file has its method and field, and only the options that method has.
#[tokio::test]
async fn every_file() {
    let kinds = [
        (MediaKind::Photo, "sendPhoto", "photo", true, true),
        (MediaKind::Video, "sendVideo", "video", true, true),
        (
            MediaKind::Animation,
            "sendAnimation",
            "animation",
            true,
            true,
        ),
        (MediaKind::Audio, "sendAudio", "audio", true, false),
        (MediaKind::Document, "sendDocument", "document", true, false),
        (MediaKind::Voice, "sendVoice", "voice", true, false),
        (
            MediaKind::VideoNote,
            "sendVideoNote",
            "video_note",
            false,
            false,
        ),
        (MediaKind::Sticker, "sendSticker", "sticker", false, false),
    ];
    for (kind, method, field, has_caption, is_picture) in kinds {
        let call = Call::SendMedia {
            to: to(),
            file: MediaFile {
                kind,
                file_id: "F".into(),
                spoiler: true,
                caption_above: true,
            },
            caption: Text {
                text: "c".into(),
                entities: vec![entity(EntityKind::Bold, 0)],
            },
        };
        let mut params = json!({ "chat_id": CHAT.0, field: "F" });
        if has_caption {
            params["caption"] = "c".into();
            params["caption_entities"] = json!([{ "type": "bold", "offset": 0, "length": 1 }]);
        }
        if is_picture {
            params["has_spoiler"] = true.into();
            params["show_caption_above_media"] = true.into();
        }
        check(call, method, params).await;
    }
}

/// Promise: a file put in place names its kind, its caption and how both are shown; no caption removes the old one.
#[tokio::test]
async fn media_in_place() {
    let table = [
        (MediaKind::Photo, "photo", true),
        (MediaKind::Video, "video", true),
        (MediaKind::Animation, "animation", true),
        (MediaKind::Audio, "audio", false),
        (MediaKind::Document, "document", false),
    ];
    for (kind, name, is_picture) in table {
        for caption in ["", "c"] {
            let call = Call::EditMedia {
                at: at(),
                file: MediaFile {
                    kind,
                    file_id: "F".into(),
                    spoiler: true,
                    caption_above: true,
                },
                caption: Text::plain(caption),
            };
            let mut media = json!({ "type": name, "media": "F" });
            if !caption.is_empty() {
                media["caption"] = caption.into();
            }
            if is_picture {
                media["has_spoiler"] = true.into();
                media["show_caption_above_media"] = true.into();
            }
            let params = json!({ "chat_id": CHAT.0, "message_id": 7, "media": media });
            check(call, "editMessageMedia", params).await;
        }
    }
}

/// Promise: a live photo names both files its method requires.
#[tokio::test]
async fn live_photo() {
    let call = Call::SendMedia {
        to: to(),
        file: MediaFile {
            kind: MediaKind::LivePhoto,
            file_id: "F\nS".into(),
            spoiler: false,
            caption_above: false,
        },
        caption: Text::default(),
    };
    check(
        call,
        "sendLivePhoto",
        json!({ "chat_id": CHAT.0, "live_photo": "F", "photo": "S" }),
    )
    .await;
}

/// Promise: a copy keeps its caption unless one is given; an empty one removes it. A forward has no reply.
#[tokio::test]
async fn copies_and_forwards() {
    let source = Place {
        chat: relevo_telegram::ChatId(100),
        message: MessageId(55),
    };
    let params = json!({ "chat_id": CHAT.0, "from_chat_id": 100, "message_id": 55 });
    let copy = |caption| Call::Copy {
        to: to(),
        from: source,
        caption,
    };
    check(copy(None), "copyMessage", params.clone()).await;
    let mut emptied = params.clone();
    emptied["caption"] = "".into();
    check(copy(Some(Text::default())), "copyMessage", emptied).await;
    let forward = Call::Forward {
        to: Send {
            reply: Some(ReplyTo {
                message: MessageId(3),
                quote: None,
            }),
            ..to()
        },
        from: source,
    };
    check(forward, "forwardMessage", params).await;
}

/// Promise: the remaining calls are exactly their parameters.
#[tokio::test]
async fn the_rest() {
    let chat = json!({ "chat_id": CHAT.0 });
    let topic = json!({ "chat_id": CHAT.0, "message_thread_id": 9 });
    let place = json!({ "chat_id": CHAT.0, "message_id": 7 });
    let with = |base: &Value, name: &str, value: Value| {
        let mut params = base.clone();
        params[name] = value;
        params
    };
    let create = |icon_color, icon_emoji: Option<&str>| Call::CreateTopic {
        chat: CHAT,
        name: "Ada".into(),
        icon_color,
        icon_emoji: icon_emoji.map(str::to_owned),
    };
    let press = |text| Call::AnswerPress {
        id: "q".into(),
        text,
    };
    let named = with(&chat, "name", "Ada".into());
    let menu = |language| Call::SetCommands {
        chat: CHAT,
        language,
        commands: vec![MenuCommand {
            name: "close".into(),
            description: "⬛ close it".into(),
        }],
    };
    let offered = json!({
        "scope": { "type": "chat", "chat_id": CHAT.0 },
        "commands": [{ "command": "close", "description": "⬛ close it" }],
    });
    let table = [
        (Call::GetMe, "getMe", json!({})),
        (menu(None), "setMyCommands", offered.clone()),
        (
            menu(Some("es")),
            "setMyCommands",
            with(&offered, "language_code", "es".into()),
        ),
        (
            Call::CreateInviteLink {
                chat: CHAT,
                name: "Relevo",
            },
            "createChatInviteLink",
            with(&chat, "name", "Relevo".into()),
        ),
        (Call::GetChat(CHAT), "getChat", chat.clone()),
        (
            Call::GetMember(CHAT, UserId(100)),
            "getChatMember",
            with(&chat, "user_id", 100.into()),
        ),
        (Call::CountMembers(CHAT), "getChatMemberCount", chat.clone()),
        (
            create(Some(7_322_096), None),
            "createForumTopic",
            with(&named, "icon_color", 7_322_096.into()),
        ),
        (
            create(None, Some("5312536423851630001")),
            "createForumTopic",
            with(&named, "icon_custom_emoji_id", "5312536423851630001".into()),
        ),
        (create(None, None), "createForumTopic", named),
        (Call::TopicIcons, "getForumTopicIconStickers", json!({})),
        (
            Call::RenameTopic {
                chat: CHAT,
                thread: ThreadId(9),
                name: "Bo".into(),
            },
            "editForumTopic",
            with(&topic, "name", "Bo".into()),
        ),
        (
            Call::CloseTopic(CHAT, ThreadId(9)),
            "closeForumTopic",
            topic.clone(),
        ),
        (
            Call::ReopenTopic(CHAT, ThreadId(9)),
            "reopenForumTopic",
            topic,
        ),
        (
            Call::EditCaption {
                at: at(),
                caption: Text::plain("c"),
                above: false,
            },
            "editMessageCaption",
            with(&place, "caption", "c".into()),
        ),
        (
            Call::EditCaption {
                at: at(),
                caption: Text::default(),
                above: true,
            },
            "editMessageCaption",
            with(
                &with(&place, "caption", "".into()),
                "show_caption_above_media",
                true.into(),
            ),
        ),
        (Call::Delete(at()), "deleteMessage", place),
        (
            press(None),
            "answerCallbackQuery",
            json!({ "callback_query_id": "q" }),
        ),
        (
            press(Some("done".into())),
            "answerCallbackQuery",
            json!({ "callback_query_id": "q", "text": "done" }),
        ),
    ];
    for (call, method, params) in table {
        check(call, method, params).await;
    }
}
