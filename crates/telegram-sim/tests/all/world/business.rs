//! Bots that answer on behalf of a person's account.

use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use super::scene::Scene;

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
