//! Files and their ids.

use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::Kind;
use serde_json::json;

use super::scene::{Scene, drain, join_bot};

/// A `file_id` belongs to one bot; `file_unique_id` is common; another bot's id is refused.
#[test]
fn file_ids_belong_to_one_bot() {
    let mut scene = Scene::new();
    let group = scene.world.make_supergroup("Clients", scene.owner);
    let open = |username: &str| NewBot {
        username: username.to_owned(),
        privacy: false,
        ..NewBot::default()
    };
    let one = join_bot(&mut scene, group, open("one_bot"));
    let two = join_bot(&mut scene, group, open("two_bot"));
    drain(&mut scene.world, &one.token);
    scene
        .world
        .say(scene.owner, group, Say::media(Kind::Document, ""))
        .expect("allowed");
    let seen = |scene: &mut Scene, token: &str| {
        drain(&mut scene.world, token)[0]["message"]["document"].clone()
    };
    let (first, second) = (seen(&mut scene, &one.token), seen(&mut scene, &two.token));
    assert_eq!(first["file_unique_id"], second["file_unique_id"]);
    assert_ne!(first["file_id"], second["file_id"]);
    let send = |file: &serde_json::Value| {
        Request::new(
            "sendDocument",
            json!({"chat_id": group, "document": file["file_id"]}),
        )
    };
    let sent = scene
        .world
        .call(&one.token, &send(&first))
        .expect("its own id");
    assert_eq!(sent["document"], first);
    let refusal = scene
        .world
        .call(&two.token, &send(&first))
        .expect_err("not its own id");
    assert_eq!(
        refusal.description,
        "Bad Request: wrong file identifier/HTTP URL specified"
    );
    let get = Request::new("getFile", json!({"file_id": first["file_id"]}));
    let refusal = scene
        .world
        .call(&two.token, &get)
        .expect_err("not its own id");
    assert_eq!(
        refusal.description,
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    );
}

/// What was uploaded can be fetched again.
#[test]
fn uploads_can_be_downloaded() {
    let mut scene = Scene::new();
    let sent = scene.upload("sendDocument", json!({"chat_id": scene.client}), "document");
    let document = sent.expect("allowed")["document"].clone();
    assert_eq!(document["file_name"], "note.pdf");
    assert_eq!(document["mime_type"], "application/pdf");
    let file = scene.done("getFile", json!({"file_id": document["file_id"]}));
    let path = file["file_path"].as_str().expect("a path");
    let token = scene.bot.token.clone();
    let (bytes, mime) = scene.world.file_bytes(&token, path).expect("stored");
    assert_eq!(
        (bytes.as_slice(), mime.as_str()),
        (&b"some bytes"[..], "application/pdf")
    );
    assert!(
        scene
            .world
            .file_bytes(&token, "documents/file_999.pdf")
            .is_none()
    );
}

/// A file of one kind cannot be sent as another.
#[test]
fn kinds_of_files_do_not_mix() {
    let mut scene = Scene::new();
    let heard = scene.heard(Say::photo(""));
    let file = heard["photo"]
        .as_array()
        .expect("sizes")
        .last()
        .expect("one")["file_id"]
        .clone();
    let params = json!({"chat_id": scene.client, "document": file});
    assert_eq!(
        scene.refused("sendDocument", params),
        "Bad Request: can't use file of type Photo as Document"
    );
    let again = scene.done("sendPhoto", json!({"chat_id": scene.forum, "photo": file}));
    assert_eq!(again["photo"], heard["photo"]);
}
