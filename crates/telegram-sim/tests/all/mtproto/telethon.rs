//! Telethon, unmodified: a person's app with the real handshake.

use serde_json::{Value, json};

use super::stage::Open;
use crate::doors::script::Script;
use crate::doors::wire::until;

/// A person on unmodified Telethon logs in by code and password, and again by QR code; what she says arrives at a bot over the
/// Bot API, what the bot answers arrives at both of her apps.
#[tokio::test(flavor = "multi_thread")]
async fn telethon_works_unmodified() {
    let open = Open::doors().await;
    let cleo = open.person("Cleo", "+44 7700 900123");
    open.sim()
        .with(|world| world.set_password(cleo, Some("correct horse")));
    let mut app = Script::start(
        "telethon_user.py",
        &[
            &open.mtproto.ip().to_string(),
            &open.mtproto.port().to_string(),
            &format!("http://{}", open.control),
            "+447700900123",
            "correct horse",
            open.stage.username,
        ],
    );

    app.expect(json!({"saw": "connected", "authorized": false}))
        .await;
    app.expect(json!({"saw": "wrong code", "error": "PhoneCodeInvalidError"}))
        .await;
    app.expect(json!({"saw": "password needed"})).await;
    app.expect(json!({"saw": "wrong password"})).await;
    app.expect(json!({"saw": "me", "name": "Cleo", "phone": "447700900123", "own": true}))
        .await;
    app.expect(json!({"saw": "scanned", "name": "Cleo", "logins": 2}))
        .await;
    app.expect(json!({"saw": "sent", "text": "hello, bot", "bold": 1}))
        .await;
    app.expect(json!({"saw": "other app", "text": "hello, bot"}))
        .await;

    let update = until(next_update(&open)).await;
    assert_eq!(update["message"]["text"], "hello, bot");
    assert_eq!(update["message"]["from"]["id"], cleo);
    assert_eq!(update["message"]["entities"][0]["type"], "bold");
    let words = json!({"chat_id": cleo, "text": "hello, Cleo"});
    open.stage.done("sendMessage", words).await;

    app.expect(json!({"saw": "heard", "text": "hello, Cleo"}))
        .await;
    app.expect(json!({"saw": "dialogs", "names": ["desk_bot"]}))
        .await;
    app.expect(json!({"saw": "logged out", "result": true}))
        .await;
    app.expect_end().await;
    assert!(open.sim().violations().is_empty());
}

async fn next_update(open: &Open) -> Value {
    let updates = open.stage.done("getUpdates", json!({"timeout": 50})).await;
    updates[0].clone()
}
