//! Reading chats back, and the log of deeds.

use relevo_telegram_sim::control::{Edit, Say};
use serde_json::json;

use super::scene::Scene;

/// A transcript shows edits, deletions, replies and reactions in the reader's own numbers.
#[test]
fn a_transcript_shows_what_became_of_messages() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let first = scene
        .world
        .say(client, bot, Say::text("one"))
        .expect("allowed");
    let second = scene
        .world
        .say(client, bot, Say::text("two").reply_to(first))
        .expect("allowed");
    scene
        .world
        .edit(client, bot, first, Edit::text("uno"))
        .expect("own");
    scene.world.delete(client, bot, second).expect("own");
    let heard = scene.drain()[0]["message"]["message_id"].clone();
    let reaction = json!([{"type": "emoji", "emoji": "👌"}]);
    scene.done(
        "setMessageReaction",
        json!({"chat_id": client, "message_id": heard, "reaction": reaction}),
    );
    let rows = scene.world.transcript_from(bot, client, 1);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].message_id, rows[0].text.as_str()), (first, "uno"));
    assert!(rows[0].edited.is_some() && !rows[0].deleted);
    assert_eq!(rows[0].reactions.len(), 1);
    assert_eq!((rows[1].reply_to, rows[1].deleted), (Some(first), true));
    let chats = scene.world.chats_of(client);
    assert_eq!((chats[0].id, chats[0].messages), (bot, 3));
}

/// The log names who did what, when, and what was refused.
#[test]
fn the_log_names_every_deed() {
    let mut scene = Scene::new();
    let before = scene.world.log().len();
    let id = scene.sent(scene.client, "x");
    scene.move_ms(1_234);
    scene.refused("sendMessage", json!({"chat_id": 99, "text": "x"}));
    let deeds = &scene.world.log()[before..];
    assert_eq!(deeds.len(), 2);
    assert_eq!(
        (deeds[0].who, &*deeds[0].what),
        (scene.bot.id, "sendMessage")
    );
    assert_eq!(
        (deeds[0].chat, deeds[0].message, deeds[0].refused),
        (scene.client, id, 0)
    );
    assert_eq!((deeds[1].chat, deeds[1].refused), (99, 400));
    assert_eq!(deeds[1].at_ms, deeds[0].at_ms + 1_234);
    assert_eq!(deeds[1].number, deeds[0].number + 1);
}

/// Every test that `FIDELITY.md` names exists.
#[test]
fn fidelity_names_tests_that_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(root.join("FIDELITY.md")).expect("the file is there");
    let mut sources = String::new();
    let folders = [
        "tests/all/world",
        "tests/all/doors",
        "tests/all/playground",
        "tests/all/mtproto",
        "src/mtproto",
    ];
    for folder in folders {
        for file in std::fs::read_dir(root.join(folder)).expect("a folder") {
            let path = file.expect("readable").path();
            if path.is_file() {
                sources.push_str(&std::fs::read_to_string(path).expect("a text"));
            }
        }
    }
    let mut named = 0;
    for line in table.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let column = line.split(" | ").nth(2).unwrap_or_default();
        for test in column.split('`').skip(1).step_by(2) {
            assert!(
                sources.contains(&format!("fn {test}(")),
                "{test} does not exist"
            );
            named += 1;
        }
    }
    assert!(named > 60, "{named} tests are named");
}
