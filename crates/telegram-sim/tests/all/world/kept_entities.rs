//! What is true of the entities of every text.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::entities::{params, plain, sent};
use super::scene::Scene;

const KINDS: [&str; 9] = [
    "bold",
    "italic",
    "underline",
    "spoiler",
    "code",
    "pre",
    "blockquote",
    "custom_emoji",
    "mention",
];

fn anything() -> impl Strategy<Value = (String, Vec<(usize, usize, usize)>)> {
    let letters = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\r",
        "😀",
        "👩‍💻",
        "e\u{301}",
        "א",
        "\u{202e}",
        "@kim_k",
        "é",
        "\u{2800}",
        ".",
    ]);
    let text = prop::collection::vec(letters, 0..12).prop_map(|parts| parts.concat());
    let entities = prop::collection::vec((0..KINDS.len(), 0..16_usize, 0..12_usize), 0..6);
    (text, entities)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is sent comes back in order, inside the text, between characters, nested and never crossing; and what came back
    /// once comes back the same when it is sent again.
    #[test]
    fn what_is_kept_is_kept_again((text, given) in anything()) {
        let mut scene = Scene::new();
        scene.lenient = true;
        scene.world.set_owner_premium(scene.bot.id, true);
        let entities: Vec<Value> = given
            .iter()
            .map(|(kind, offset, length)| {
                let mut entity = plain(KINDS[*kind], *offset, *length);
                entity["custom_emoji_id"] = "7".into();
                entity
            })
            .collect();
        let params = params(&scene, &text, &json!(entities));
        let Ok(first) = scene.call("sendMessage", params) else {
            return Ok(());
        };
        let kept = first.get("entities").cloned().unwrap_or_else(|| json!([]));
        let text = first["text"].as_str().expect("a text");
        let ends: Vec<u64> = text
            .chars()
            .scan(0, |at, c| { *at += c.len_utf16() as u64; Some(*at) })
            .collect();
        let number = |entity: &Value, field: &str| entity[field].as_u64().expect("a number");
        let spans: Vec<(u64, u64)> = kept
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| (number(one, "offset"), number(one, "offset") + number(one, "length")))
            .collect();
        for (at, (start, end)) in spans.iter().enumerate() {
            prop_assert!(start < end && (*start == 0 || ends.contains(start)) && ends.contains(end));
            for (other, stop) in &spans[at + 1..] {
                prop_assert!(other >= start && (other >= end || stop <= end), "{kept}");
            }
        }
        let again = sent(&mut scene, text, &kept);
        prop_assert_eq!(again, (text.to_owned(), kept));
    }
}
