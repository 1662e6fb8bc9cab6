//! Texts: limits, trimming, entities, parse modes.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::scene::Scene;

fn text(scene: &Scene, text: &str) -> Value {
    json!({"chat_id": scene.client, "text": text})
}

/// 1-4,096 UTF-16 units; an astral character counts two.
#[test]
fn texts_have_a_length() {
    let mut scene = Scene::new();
    let cases = [
        ("x".repeat(4_096), ""),
        ("x".repeat(4_097), "Bad Request: message is too long"),
        ("😀".repeat(2_048), ""),
        ("😀".repeat(2_049), "Bad Request: message is too long"),
        (String::new(), "Bad Request: message text is empty"),
        (" \n ".to_owned(), "Bad Request: message text is empty"),
    ];
    for (words, refusal) in cases {
        let params = text(&scene, &words);
        let answer = scene.call("sendMessage", params);
        let got = answer
            .err()
            .map_or_else(String::new, |error| error.description);
        assert_eq!(got, refusal, "{} bytes", words.len());
    }
}

/// Captions have at most 1,024 units.
#[test]
fn captions_have_a_length() {
    let mut scene = Scene::new();
    let client = scene.client;
    let params = |length: usize| json!({"chat_id": client, "caption": "x".repeat(length)});
    scene
        .upload("sendPhoto", params(1_024), "photo")
        .expect("fits");
    let refusal = scene
        .upload("sendPhoto", params(1_025), "photo")
        .expect_err("too long");
    assert_eq!(
        refusal.description,
        "Bad Request: message caption is too long"
    );
}

/// People with Premium write longer captions: a copy keeps them, a bot's own sending of the same words is refused.
#[test]
fn long_captions_travel_by_copy_only() {
    let mut scene = Scene::new();
    let caption = "x".repeat(2_000);
    let heard = scene.heard(Say::photo(&caption));
    assert_eq!(heard["caption"], caption.as_str());
    let copy = json!({
        "chat_id": scene.forum, "from_chat_id": scene.client, "message_id": heard["message_id"],
    });
    scene.done("copyMessage", copy);
    let row = scene.world.transcript(scene.forum, scene.owner).pop();
    assert_eq!(row.expect("one").text, caption);
    let again = json!({
        "chat_id": scene.forum, "photo": heard["photo"][1]["file_id"], "caption": caption,
    });
    let words = scene.refused("sendPhoto", again);
    assert_eq!(words, "Bad Request: message caption is too long");
}

/// Blanks around a text are cut and entities move along; entities beyond the text are refused.
#[test]
fn texts_are_trimmed_with_their_entities() {
    let mut scene = Scene::new();
    let mut params = text(&scene, "  one  ");
    params["entities"] = json!([{"type": "bold", "offset": 2, "length": 5}]);
    let sent = scene.done("sendMessage", params.clone());
    assert_eq!(sent["text"], "one");
    assert_eq!(
        sent["entities"],
        json!([{"type": "bold", "offset": 0, "length": 3}])
    );
    params["entities"] = json!([{"type": "bold", "offset": 5, "length": 3}]);
    let words = scene.refused("sendMessage", params);
    assert_eq!(
        words,
        "Bad Request: entity beginning at UTF-16 offset 5 ends after the end of the text at UTF-16 offset 8"
    );
}

/// Telegram finds commands, mentions, tags, links and addresses by itself.
#[test]
fn entities_are_found() {
    let mut scene = Scene::new();
    let cases = [
        (
            "/start ads",
            json!([{"type": "bot_command", "offset": 0, "length": 6}]),
        ),
        (
            "😀 @kim_1, hi",
            json!([{"type": "mention", "offset": 3, "length": 6}]),
        ),
        (
            "see https://a.example/x.",
            json!([{"type": "url", "offset": 4, "length": 19}]),
        ),
        (
            "#tag 1/2",
            json!([{"type": "hashtag", "offset": 0, "length": 4}]),
        ),
        (
            "mail a.b@c.example",
            json!([{"type": "email", "offset": 5, "length": 13}]),
        ),
        ("#1 a.b @x", Value::Null),
    ];
    for (words, entities) in cases {
        let params = text(&scene, words);
        let sent = scene.done("sendMessage", params);
        let got = sent.get("entities").cloned().unwrap_or(Value::Null);
        assert_eq!(got, entities, "{words}");
    }
}

/// The two parse modes give text and entities, or say what is wrong.
#[test]
fn parse_modes_are_read() {
    let mut scene = Scene::new();
    let bold =
        |offset: usize, length: usize| json!({"type": "bold", "offset": offset, "length": length});
    let link =
        json!({"type": "text_link", "offset": 0, "length": 1, "url": "https://e.example/?a=1&b"});
    let cases = [
        ("HTML", "a <b>b</b> &lt;", "a b <", json!([bold(2, 1)])),
        (
            "HTML",
            "<b>x<i>y</i></b>",
            "xy",
            json!([bold(0, 1), bold(1, 1), {"type": "italic", "offset": 1, "length": 1}]),
        ),
        (
            "HTML",
            "<a href=\"https://e.example/?a=1&amp;b\">z</a>",
            "z",
            json!([link]),
        ),
        (
            "MarkdownV2",
            "*b* \\. _i_",
            "b . i",
            json!([bold(0, 1), {"type": "italic", "offset": 4, "length": 1}]),
        ),
        (
            "MarkdownV2",
            "`a.b`",
            "a.b",
            json!([{"type": "code", "offset": 0, "length": 3}]),
        ),
        (
            "MarkdownV2",
            "[z](https://e.example/?a=1&b)",
            "z",
            json!([link]),
        ),
    ];
    for (mode, words, plain, entities) in cases {
        let mut params = text(&scene, words);
        params["parse_mode"] = mode.into();
        let sent = scene.done("sendMessage", params);
        assert_eq!(
            (&sent["text"], &sent["entities"]),
            (&json!(plain), &entities),
            "{words}"
        );
    }
    let broken = [
        ("HTML", "<b>x", "Can't find end tag"),
        ("HTML", "<x>y</x>", "Unsupported start tag"),
        ("HTML", "x</b>", "Unexpected end tag"),
        ("MarkdownV2", "a.b", "is reserved and must be escaped"),
        ("MarkdownV2", "*x", "Can't find end"),
    ];
    for (mode, words, reason) in broken {
        let mut params = text(&scene, words);
        params["parse_mode"] = mode.into();
        let refusal = scene.refused("sendMessage", params);
        assert!(
            refusal.starts_with("Bad Request: can't parse entities: "),
            "{refusal}"
        );
        assert!(refusal.contains(reason), "{refusal}");
    }
}

/// Link preview options come back in the message.
#[test]
fn link_preview_options_are_kept() {
    let mut scene = Scene::new();
    let mut params = text(&scene, "https://e.example");
    params["link_preview_options"] = json!({"is_disabled": true});
    let sent = scene.done("sendMessage", params);
    assert_eq!(sent["link_preview_options"]["is_disabled"], true);
}
