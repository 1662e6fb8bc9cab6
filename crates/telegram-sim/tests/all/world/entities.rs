//! Entities, as TDLib keeps them: offsets, nesting, cleaning, kinds.

use relevo_telegram_sim::control::{Edit, Say, SayContent};
use serde_json::{Value, json};

use super::scene::Scene;

/// An entity of a plain kind.
pub(crate) fn plain(kind: &str, offset: usize, length: usize) -> Value {
    json!({"type": kind, "offset": offset, "length": length})
}

fn link(offset: usize, length: usize) -> Value {
    json!({"type": "text_link", "offset": offset, "length": length, "url": "https://e.example/"})
}

pub(crate) fn params(scene: &Scene, text: &str, entities: &Value) -> Value {
    json!({"chat_id": scene.client, "text": text, "entities": entities})
}

/// What becomes of a text with entities that the bot sends.
pub(crate) fn sent(scene: &mut Scene, text: &str, entities: &Value) -> (String, Value) {
    let params = params(scene, text, entities);
    let sent = scene.done("sendMessage", params);
    let entities = sent.get("entities").cloned().unwrap_or_else(|| json!([]));
    (sent["text"].as_str().expect("a text").to_owned(), entities)
}

/// Offsets count UTF-16 units; what ends outside the text or inside of a character is refused, with the place.
#[test]
fn entities_end_between_characters() {
    let mut scene = Scene::new();
    let cases = [
        ("a😀b", 1, 2, ""),
        (
            "a😀b",
            1,
            1,
            "entity beginning at UTF-16 offset 1 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (
            "a😀b",
            2,
            1,
            "entity begins in a middle of a UTF-16 symbol at byte offset 5",
        ),
        (
            "a😀b",
            3,
            2,
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 5",
        ),
        (
            "a😀b",
            9,
            1,
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        ("👩‍💻 x", 0, 5, ""),
    ];
    for (text, offset, length, words) in cases {
        let params = params(&scene, text, &json!([plain("bold", offset, length)]));
        let got = scene
            .call("sendMessage", params)
            .err()
            .map(|error| error.description);
        let expected = (!words.is_empty()).then(|| format!("Bad Request: {words}"));
        assert_eq!(got, expected, "{text} {offset}+{length}");
    }
    for (field, words) in [
        ("offset", "incorrect offset -1"),
        ("length", "incorrect length -1"),
    ] {
        let mut entity = plain("bold", 0, 1);
        entity[field] = (-1).into();
        let params = params(&scene, "ab", &json!([entity]));
        let refusal = scene.refused("sendMessage", params);
        assert_eq!(
            refusal,
            format!("Bad Request: receive an entity with {words}")
        );
    }
}

/// Styles are joined, and cut wherever something else begins or ends; so entities never cross.
#[test]
fn styles_are_cut_where_others_begin() {
    let mut scene = Scene::new();
    let cases = [
        // Crossing styles are cut where the second begins.
        (
            json!([plain("bold", 0, 5), plain("italic", 3, 5)]),
            json!([
                plain("bold", 0, 3),
                plain("italic", 3, 5),
                plain("bold", 3, 2)
            ]),
        ),
        // The same style twice is one.
        (
            json!([
                plain("bold", 2, 3),
                plain("bold", 0, 2),
                plain("bold", 1, 2)
            ]),
            json!([plain("bold", 0, 5)]),
        ),
        // A link is never cut, the style around it is.
        (
            json!([plain("bold", 0, 8), link(2, 3)]),
            json!([
                plain("bold", 0, 2),
                link(2, 3),
                plain("bold", 2, 3),
                plain("bold", 5, 3)
            ]),
        ),
        (
            json!([link(0, 4), plain("spoiler", 2, 4)]),
            json!([link(0, 4), plain("spoiler", 2, 2), plain("spoiler", 4, 2)]),
        ),
    ];
    for (given, kept) in cases {
        assert_eq!(sent(&mut scene, "abcdefgh", &given).1, kept, "{given}");
    }
}

/// Code contains nothing and stands in quotations only; quotations do not nest; links, mentions and emoji do not contain each
/// other: the first and longest stays.
#[test]
fn some_entities_exclude_others() {
    let mut scene = Scene::new();
    let cases = [
        (
            json!([
                plain("code", 0, 4),
                plain("bold", 1, 2),
                plain("bold", 3, 3)
            ]),
            json!([plain("code", 0, 4), plain("bold", 4, 2)]),
        ),
        (
            json!([link(0, 4), plain("code", 1, 2)]),
            json!([link(0, 4)]),
        ),
        (
            json!([
                plain("blockquote", 0, 6),
                plain("expandable_blockquote", 1, 2),
                plain("pre", 1, 3)
            ]),
            json!([plain("blockquote", 0, 6), plain("pre", 1, 3)]),
        ),
        (
            json!([plain("blockquote", 0, 4), link(2, 4)]),
            json!([plain("blockquote", 0, 4)]),
        ),
        (json!([link(0, 5), link(4, 2)]), json!([link(0, 5)])),
    ];
    for (given, kept) in cases {
        assert_eq!(sent(&mut scene, "abcdefgh", &given).1, kept, "{given}");
    }
}

/// Control characters become blanks; carriage returns, direction overrides and lines through letters go; blanks at the ends go
/// too, and entities move along.
#[test]
fn texts_are_cleaned_with_their_entities() {
    let mut scene = Scene::new();
    let cases = [
        (
            "a\r\nb",
            plain("bold", 3, 1),
            "a\nb",
            json!([plain("bold", 2, 1)]),
        ),
        (
            "a\tb",
            plain("bold", 0, 3),
            "a b",
            json!([plain("bold", 0, 3)]),
        ),
        (
            "\u{202e}ab\u{202c}",
            plain("bold", 0, 4),
            "ab",
            json!([plain("bold", 0, 2)]),
        ),
        (
            "a\u{30a}b",
            plain("bold", 2, 1),
            "ab",
            json!([plain("bold", 1, 1)]),
        ),
        (
            " \n ab \n",
            plain("bold", 0, 7),
            "ab",
            json!([plain("bold", 0, 2)]),
        ),
        (" \n ab", plain("bold", 0, 3), "ab", json!([])),
        (
            "a  b",
            plain("bold", 1, 3),
            "a  b",
            json!([plain("bold", 3, 1)]),
        ),
        ("a  b", link(1, 2), "a  b", json!([link(1, 2)])),
        ("  ab", link(0, 3), "  ab", json!([link(0, 3)])),
    ];
    for (text, given, clean, kept) in cases {
        let got = sent(&mut scene, text, &json!([given]));
        assert_eq!(got, (clean.to_owned(), kept), "{text:?}");
    }
    for invisible in ["\u{200b}", " \u{2800} ", "\r", "\u{a0}"] {
        let refusal = scene.refused(
            "sendMessage",
            json!({"chat_id": scene.client, "text": invisible}),
        );
        assert_eq!(refusal, "Bad Request: message text is empty");
    }
}

/// What Telegram finds by itself counts only where it can find it, and gives way to what was given.
#[test]
fn given_kinds_must_be_found_too() {
    let mut scene = Scene::new();
    let none = json!([]);
    assert_eq!(
        sent(&mut scene, "no mention", &json!([plain("mention", 0, 2)])).1,
        none
    );
    let phone = json!([plain("phone_number", 0, 12)]);
    assert_eq!(sent(&mut scene, "+49301234567", &phone).1, phone);
    let hidden = json!([link(0, 9)]);
    assert_eq!(sent(&mut scene, "@kim_kim!", &hidden).1, hidden);
    let bold = json!([plain("bold", 0, 12)]);
    let cut = json!([
        plain("bold", 0, 3),
        plain("mention", 3, 6),
        plain("bold", 3, 6),
        plain("bold", 10, 2),
    ]);
    assert_eq!(sent(&mut scene, "hi @kim_k ok", &bold).1, cut);
    let tag = json!([plain("cashtag", 0, 4)]);
    assert_eq!(sent(&mut scene, "$USD up", &none).1, tag);
    let params = params(&scene, "ab", &json!([plain("sparkle", 0, 1)]));
    let refusal = scene.refused("sendMessage", params);
    assert_eq!(
        refusal,
        "Bad Request: can't parse MessageEntity: Unsupported type specified"
    );
}

/// Links get scheme and path; what is no link is refused, in a parse mode it is plain words.
#[test]
fn links_are_completed() {
    let mut scene = Scene::new();
    let url = |url: &str| json!([{"type": "text_link", "offset": 0, "length": 1, "url": url}]);
    let cases = [
        ("E.example", "http://e.example/"),
        ("https://e.example?a=1", "https://e.example/?a=1"),
        ("https://e.example/A#b", "https://e.example/A#b"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ];
    for (given, whole) in cases {
        assert_eq!(sent(&mut scene, "x", &url(given)).1, url(whole));
    }
    let params = params(&scene, "x", &url("localhost"));
    let refusal = scene.refused("sendMessage", params);
    assert_eq!(
        refusal,
        "Bad Request: entity URL 'localhost' is invalid: Wrong HTTP URL"
    );
    let html = json!({"chat_id": scene.client, "text": "<a href=\"localhost\">x</a>", "parse_mode": "HTML"});
    assert!(scene.done("sendMessage", html).get("entities").is_none());
}

/// A person can be mentioned by id if the bot has met them; others are plain words.
#[test]
fn people_are_mentioned_by_id() {
    let mut scene = Scene::new();
    let (client, stranger) = (scene.client, scene.world.make_named("Far"));
    let mention = |user: i64| {
        let user = json!({"id": user, "is_bot": false, "first_name": "wrong"});
        json!([{"type": "text_mention", "offset": 0, "length": 2, "user": user}])
    };
    let kept = sent(&mut scene, "hi", &mention(client)).1;
    assert_eq!(kept[0]["user"]["first_name"], "Kim");
    assert_eq!(sent(&mut scene, "hi", &mention(stranger)).1, json!([]));
    let html = format!("<a href=\"tg://user?id={client}\">hi</a>");
    let params = json!({"chat_id": client, "text": html, "parse_mode": "HTML"});
    let kept = scene.done("sendMessage", params)["entities"].clone();
    assert_eq!(kept[0]["type"], "text_mention");
    let say = Say::new(SayContent::Text {
        text: "hi".to_owned(),
        entities: mention(stranger).as_array().expect("a list").clone(),
    });
    let heard = scene.heard(say);
    assert_eq!(heard["entities"][0]["user"]["first_name"], "Far");
}

/// Custom emoji stay only if the bot's owner has Premium: in texts, captions, polls and copies. People's stay.
#[test]
fn custom_emoji_need_an_owner_with_premium() {
    let mut scene = Scene::new();
    let emoji = json!({"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "7"});
    let say = Say::new(SayContent::Text {
        text: "😀 hi".to_owned(),
        entities: vec![emoji.clone()],
    });
    let heard = scene.heard(say);
    assert_eq!(heard["entities"], json!([emoji]));
    for (premium, kept) in [(false, json!([])), (true, json!([emoji]))] {
        scene.world.set_owner_premium(scene.bot.id, premium);
        let got = sent(&mut scene, "😀 hi", &json!([emoji]));
        assert_eq!(got, ("😀 hi".to_owned(), kept.clone()));
        let copy = json!({
            "chat_id": scene.forum, "from_chat_id": scene.client, "message_id": heard["message_id"],
        });
        scene.done("copyMessage", copy.clone());
        let row = scene
            .world
            .transcript(scene.forum, scene.owner)
            .pop()
            .expect("one");
        assert_eq!(json!(row.entities), kept);
        let forward = scene.done("forwardMessage", copy);
        assert_eq!(
            forward["entities"],
            json!([emoji]),
            "forwards are as they were"
        );
    }
    let wrong = json!([{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "x"}]);
    let params = params(&scene, "😀", &wrong);
    let refusal = scene.refused("sendMessage", params);
    assert_eq!(
        refusal,
        "Bad Request: invalid custom emoji identifier specified"
    );
}

/// Dates keep their time; code keeps its language.
#[test]
fn dates_and_languages_are_kept() {
    let mut scene = Scene::new();
    let date = json!([{"type": "date_time", "offset": 0, "length": 5, "unix_time": 1_790_000_000, "date_time_format": "short"}]);
    assert_eq!(sent(&mut scene, "today", &date).1, date);
    let bare = params(&scene, "today", &json!([plain("date_time", 0, 5)]));
    let refusal = scene.refused("sendMessage", bare);
    assert_eq!(
        refusal,
        "Bad Request: can't parse MessageEntity: Can't find field \"unix_time\""
    );
    let html = json!({
        "chat_id": scene.client, "parse_mode": "HTML",
        "text": "<pre><code class=\"language-rust\">fn</code></pre> <code>x</code>",
    });
    let entities = scene.done("sendMessage", html)["entities"].clone();
    let pre = json!({"type": "pre", "offset": 0, "length": 2, "language": "rust"});
    assert_eq!(entities, json!([pre, plain("code", 3, 1)]));
}

/// Captions and edits by people go the same way.
#[test]
fn captions_and_edits_are_settled_too() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let heard = scene.heard(Say::photo("  see /help "));
    assert_eq!(heard["caption"], "see /help");
    let id = scene
        .world
        .transcript(bot, client)
        .pop()
        .expect("one")
        .message_id;
    let edit = Edit {
        text: Some("\u{202e}abc".to_owned()),
        entities: vec![plain("bold", 0, 4), plain("italic", 2, 2)],
        ..Edit::default()
    };
    scene.world.edit(client, bot, id, edit).expect("own");
    let edited = scene.drain().pop().expect("one")["edited_message"].clone();
    assert_eq!(edited["caption"], "abc");
    let kept = json!([
        plain("bold", 0, 1),
        plain("bold", 1, 2),
        plain("italic", 1, 2)
    ]);
    assert_eq!(edited["caption_entities"], kept);
}
