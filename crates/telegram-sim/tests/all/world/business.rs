//! Bots that answer on behalf of a person's account.

use relevo_telegram_sim::control::{Edit, MadeBot, NewBot, Say};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::{Scene, drain};

/// The owner's account is connected to the bot; somebody has written to the owner.
fn connected() -> (Scene, String, Value) {
    let mut scene = Scene::new();
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let rights = json!({"can_reply": true, "can_delete_sent_messages": true});
    let id = scene
        .world
        .connect_business(owner, bot, rights)
        .expect("both exist");
    let update = scene.drain().pop().expect("told");
    assert_eq!(update["business_connection"]["id"], id.as_str());
    scene
        .world
        .say(client, owner, Say::media(Kind::Document, "help"))
        .expect("allowed");
    let heard = scene.drain().pop().expect("told")["business_message"].clone();
    (scene, id, heard)
}

/// Incoming messages and the owner's own are told, with the owner's chat and numbers, and file ids that
/// the bot can use; what the bot itself sent is not told.
#[test]
fn business_messages_are_the_owners() {
    let (mut scene, id, heard) = connected();
    let (owner, client) = (scene.owner, scene.client);
    assert_eq!(heard["business_connection_id"], id.as_str());
    assert_eq!(heard["chat"]["id"], client);
    assert_eq!(heard["from"]["id"], client);
    scene.done("getFile", json!({"file_id": heard["document"]["file_id"]}));
    let own = scene
        .world
        .say(owner, client, Say::text("hello"))
        .expect("allowed");
    assert_eq!(scene.drain()[0]["business_message"]["message_id"], own);
    let params = json!({
        "business_connection_id": id, "chat_id": client, "text": "how can I help?",
        "reply_parameters": {"message_id": heard["message_id"]},
    });
    let sent = scene.done("sendMessage", params);
    assert_eq!(sent["from"]["id"], owner);
    assert_eq!(sent["sender_business_bot"]["id"], scene.bot.id);
    assert_eq!(sent["reply_to_message"]["message_id"], heard["message_id"]);
    assert!(scene.drain().is_empty());
    let edit = json!({
        "business_connection_id": id, "chat_id": client, "message_id": sent["message_id"], "text": "x",
    });
    assert_eq!(scene.done("editMessageText", edit)["text"], "x");
    let rows = scene.world.transcript(owner, client);
    assert_eq!(rows.last().expect("one").text, "x");
}

/// Edits and deletions in business chats are told.
#[test]
fn business_edits_and_deletions_are_told() {
    let (mut scene, _, heard) = connected();
    let (owner, client) = (scene.owner, scene.client);
    let theirs = scene
        .world
        .transcript(owner, client)
        .last()
        .expect("one")
        .message_id;
    scene
        .world
        .edit(client, owner, theirs, Edit::text("help me"))
        .expect("own");
    scene.world.delete(client, owner, theirs).expect("own");
    let updates = scene.drain();
    assert_eq!(updates[0]["edited_business_message"]["caption"], "help me");
    let deleted = &updates[1]["deleted_business_messages"];
    assert_eq!(deleted["message_ids"], json!([heard["message_id"]]));
    assert_eq!(deleted["chat"]["id"], client);
}

/// A bot may write where something came in within 24 hours.
#[test]
fn business_chats_are_open_for_24_hours() {
    let (mut scene, id, _) = connected();
    let (owner, client) = (scene.owner, scene.client);
    let params = json!({"business_connection_id": id, "chat_id": client, "text": "x"});
    scene.move_ms(24 * 3_600_000);
    scene
        .world
        .say(owner, client, Say::text("only the owner"))
        .expect("allowed");
    let words = scene.refused("sendMessage", params.clone());
    assert_eq!(words, "Bad Request: BUSINESS_PEER_USAGE_MISSING");
    scene
        .world
        .say(client, owner, Say::text("again"))
        .expect("allowed");
    scene.done("sendMessage", params);
}

/// A changed connection has a new id; the old one is invalid, a foreign one unknown; an ended one says
/// so.
#[test]
fn connections_change_their_id() {
    let (mut scene, old, _) = connected();
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let new = scene
        .world
        .connect_business(owner, bot, json!({}))
        .expect("exists");
    assert_ne!(new, old);
    let send = |id: &str| json!({"business_connection_id": id, "chat_id": client, "text": "x"});
    let cases = [
        (old.as_str(), "BUSINESS_CONNECTION_INVALID"),
        ("unknown", "business connection not found"),
        (new.as_str(), "BUSINESS_CONNECTION_NOT_ALLOWED"),
    ];
    for (id, words) in cases {
        let refusal = scene.refused("sendMessage", send(id));
        assert_eq!(refusal, format!("Bad Request: {words}"));
    }
    let params = json!({"business_connection_id": new});
    assert_eq!(
        scene.done("getBusinessConnection", params.clone())["is_enabled"],
        true
    );
    scene.drain();
    scene.world.disconnect_business(owner);
    assert_eq!(scene.drain()[0]["business_connection"]["is_enabled"], false);
    assert_eq!(
        scene.done("getBusinessConnection", params)["is_enabled"],
        false
    );
    scene
        .world
        .say(client, owner, Say::text("unheard"))
        .expect("allowed");
    assert!(scene.drain().is_empty());
}

/// Another bot of this name.
fn other_bot(scene: &mut Scene, username: &str) -> MadeBot {
    scene.world.make_bot(NewBot {
        username: username.to_owned(),
        ..NewBot::default()
    })
}

/// Promise: what is deleted is told to the bots of both sides, whoever deletes it; several at once in one update. The bot that deletes
/// is not told.
#[test]
fn deletions_reach_the_bots_of_both_sides() {
    let (mut scene, id, heard) = connected();
    let (owner, client) = (scene.owner, scene.client);
    let theirs = other_bot(&mut scene, "theirs_bot");
    let rights = json!({"can_reply": true});
    scene
        .world
        .connect_business(client, theirs.id, rights)
        .expect("both exist");
    let own: Vec<i64> = ["one", "two"]
        .map(|text| scene.world.say(owner, client, Say::text(text)))
        .into_iter()
        .map(|said| said.expect("allowed"))
        .collect();
    let numbers = |scene: &Scene, of: i64, with: i64| -> Vec<i64> {
        let rows = scene.world.transcript(with, of);
        rows.iter()
            .rev()
            .take(2)
            .rev()
            .map(|row| row.message_id)
            .collect()
    };
    assert_eq!(numbers(&scene, owner, client), own);
    let clients = numbers(&scene, client, owner);
    assert_ne!(clients, own, "numbers are each side's own");
    scene.drain();
    drain(&mut scene.world, &theirs.token);
    scene
        .world
        .delete_many(owner, client, &own)
        .expect("its own dialog");
    let deleted = |scene: &mut Scene, token: &str| -> Vec<Value> {
        let updates = drain(&mut scene.world, token);
        updates
            .iter()
            .map(|update| update["deleted_business_messages"]["message_ids"].clone())
            .collect()
    };
    let token = scene.bot.token.clone();
    assert_eq!(deleted(&mut scene, &token), [json!(own)]);
    assert_eq!(deleted(&mut scene, &theirs.token), [json!(clients)]);

    let params = json!({"business_connection_id": id, "message_ids": [heard["message_id"]]});
    assert_eq!(
        scene.refused("deleteBusinessMessages", params),
        "Bad Request: message can't be deleted"
    );
    let send = json!({"business_connection_id": id, "chat_id": client, "text": "x"});
    let sent = scene.done("sendMessage", send)["message_id"].clone();
    drain(&mut scene.world, &theirs.token);
    let params = json!({"business_connection_id": id, "message_ids": [sent]});
    scene.done("deleteBusinessMessages", params);
    assert_eq!(deleted(&mut scene, &token), [Value::Null; 0]);
    assert_eq!(deleted(&mut scene, &theirs.token).len(), 1);
}

/// Promise: a chat may be paused without a word to the bot, everything with one (`is_enabled`); both can go on.
#[test]
fn a_connection_can_be_paused() {
    let (mut scene, id, _) = connected();
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let say = |scene: &mut Scene, text: &str| {
        scene
            .world
            .say(client, owner, Say::text(text))
            .expect("allowed");
        scene.kinds()
    };
    let send = json!({"business_connection_id": id, "chat_id": client, "text": "x"});
    let pause = |scene: &mut Scene, on: bool, chat: Option<i64>| {
        let paused = scene.world.pause_business(owner, on, chat);
        paused.expect("a bot is connected");
    };
    pause(&mut scene, true, Some(client));
    assert!(say(&mut scene, "unheard").is_empty());
    let words = scene.refused("sendMessage", send.clone());
    assert_eq!(words, "Bad Request: BUSINESS_PEER_INVALID");
    let row = scene.world.business_connection(owner).expect("connected");
    assert_eq!(
        (row.bot, row.enabled, row.paused),
        (bot, true, vec![client])
    );
    pause(&mut scene, false, Some(client));
    assert_eq!(say(&mut scene, "heard"), ["business_message"]);
    scene.done("sendMessage", send.clone());

    pause(&mut scene, true, None);
    let update = scene.drain().pop().expect("told");
    let told = &update["business_connection"];
    assert_eq!(
        (&told["id"], &told["is_enabled"]),
        (&json!(id), &json!(false))
    );
    assert!(say(&mut scene, "unheard").is_empty());
    let words = scene.refused("sendMessage", send.clone());
    assert_eq!(words, "Bad Request: BUSINESS_CONNECTION_INVALID");
    pause(&mut scene, false, None);
    assert_eq!(scene.drain()[0]["business_connection"]["is_enabled"], true);
    scene.done("sendMessage", send);

    scene.world.disconnect_business(owner);
    assert_eq!(scene.world.business_connection(owner), None);
    let refused = scene.world.pause_business(owner, true, None);
    let words = refused.expect_err("nothing is connected").description;
    assert_eq!(words, "Bad Request: BUSINESS_BOT_MISSING");
}

/// Promise: an account has one bot: another takes the place of the first, which is told. Rights are told as far as they are given.
#[test]
fn an_account_has_one_bot() {
    let (mut scene, first, _) = connected();
    let owner = scene.owner;
    let other = other_bot(&mut scene, "other_bot");
    let rights = json!({"can_reply": true, "can_read_messages": false});
    let second = scene
        .world
        .connect_business(owner, other.id, rights)
        .expect("both exist");
    let told = scene.drain();
    assert_eq!(told.len(), 1);
    let ended = &told[0]["business_connection"];
    assert_eq!(
        (&ended["id"], &ended["is_enabled"]),
        (&json!(first), &json!(false))
    );
    let begun = drain(&mut scene.world, &other.token);
    let begun = &begun[0]["business_connection"];
    assert_eq!(begun["id"], second.as_str());
    assert_eq!(begun["rights"], json!({"can_reply": true}));
    let row = scene.world.business_connection(owner).expect("connected");
    assert_eq!((row.id, row.bot), (second, other.id));
}

/// Promise: only a bot in Secretary Mode can be connected, with rights that there are; `getMe` says so.
#[test]
fn a_bot_must_be_one_to_be_connected() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    scene.world.set_business_mode(bot, false);
    let me = scene.done("getMe", json!({}));
    assert_eq!(me["can_connect_to_business"], false);
    let refused = scene.world.connect_business(owner, bot, json!({}));
    let words = refused.expect_err("not one to be connected").description;
    assert_eq!(words, "Bad Request: BOT_BUSINESS_MISSING");
    scene.world.set_business_mode(bot, true);
    let me = scene.done("getMe", json!({}));
    assert_eq!(me["can_connect_to_business"], true);
    for rights in [json!({"can_fly": true}), json!({"can_reply": 1}), json!([])] {
        assert!(scene.world.connect_business(owner, bot, rights).is_err());
    }
}
