//! Bots that other bots manage: who may, what a person is asked, what the manager hears, and whose tokens it has.

use relevo_telegram_sim::control::{MadeBot, NewManagedBot};
use relevo_telegram_sim::request::Request;
use serde_json::{Value, json};

use super::scene::Scene;

/// The scene's bot manages bots and has asked the client for one.
fn asked() -> Scene {
    let mut scene = Scene::new();
    scene.world.set_manages_bots(scene.bot.id, true);
    let wish =
        json!({"request_id": 9, "suggested_name": "Shop", "suggested_username": "kims_shop_bot"});
    let params = json!({
        "chat_id": scene.client, "text": "One more step",
        "reply_markup": {"keyboard": [[{"text": "Make the bot", "request_managed_bot": wish}]]},
    });
    scene.done("sendMessage", params);
    scene.drain();
    scene
}

fn new(scene: &Scene, request: Option<i32>, username: &str) -> NewManagedBot {
    NewManagedBot {
        person: scene.client,
        manager: scene.bot.id,
        request,
        name: "Kim's shop".to_owned(),
        username: username.to_owned(),
    }
}

fn made(scene: &mut Scene) -> MadeBot {
    let wish = new(scene, Some(9), "kims_shop_bot");
    scene.world.make_managed_bot(wish).expect("asked for")
}

fn refusal(scene: &mut Scene, wish: NewManagedBot) -> String {
    let refused = scene.world.make_managed_bot(wish);
    assert_eq!(scene.drain(), Vec::<Value>::new(), "nobody hears of it");
    refused.expect_err("not allowed").description
}

/// Promise: a bot asked for by a button: the manager hears of it by an update and by a message of the person's.
#[test]
fn the_manager_hears_of_a_bot_that_it_asked_for() {
    let mut scene = asked();
    let bot = made(&mut scene);
    let updates = scene.drain();
    assert_eq!(updates.len(), 2);
    let told = &updates[0]["managed_bot"];
    assert_eq!(told["user"]["id"], scene.client);
    assert_eq!(told["bot"]["id"], bot.id);
    assert_eq!(told["bot"]["username"], "kims_shop_bot");
    let message = &updates[1]["message"];
    assert_eq!(message["from"]["id"], scene.client);
    assert_eq!(
        message["managed_bot_created"]["bot"]["first_name"],
        "Kim's shop"
    );
    let settings = scene.world.bot_settings(bot.id).expect("a bot");
    assert_eq!(settings.manager, Some(scene.bot.id));
}

/// Promise: a bot made by a link: only the update tells of it, since the person may have no chat with the manager.
#[test]
fn a_bot_made_by_a_link_is_told_by_the_update_alone() {
    let mut scene = asked();
    let mut wish = new(&scene, None, "linked_bot");
    wish.person = scene.owner;
    scene.world.make_managed_bot(wish).expect("allowed");
    assert_eq!(scene.kinds(), ["managed_bot"]);
}

/// Promise: the manager, and nobody else, gets the token, and may replace it: the old one stops working, and the change is told.
#[test]
fn a_manager_has_the_tokens_of_its_bots() {
    let mut scene = asked();
    let bot = made(&mut scene);
    let whose = json!({"user_id": bot.id});
    let token = scene.done("getManagedBotToken", whose.clone());
    assert_eq!(token, bot.token);
    let new = scene.done("replaceManagedBotToken", whose.clone());
    assert_ne!(new, token);
    let works = |scene: &mut Scene, token: &Value| {
        let token = token.as_str().expect("a token");
        let me = scene.world.call(token, &Request::new("getMe", json!({})));
        me.map(|me| me["id"].clone()).ok()
    };
    assert_eq!(works(&mut scene, &token), None);
    assert_eq!(works(&mut scene, &new), Some(bot.id.into()));
    scene.drain();
    scene.world.revoke_token(bot.id).expect("a bot");
    assert_eq!(scene.kinds(), ["managed_bot"], "its owner took another one");

    for (user, words) in [
        (scene.client, "BOT_INVALID"),
        (scene.bot.id, "BOT_INVALID"),
        (5, "user not found"),
    ] {
        let refused = scene.refused("getManagedBotToken", json!({"user_id": user}));
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
    scene.world.set_manages_bots(scene.bot.id, false);
    for method in ["getManagedBotToken", "replaceManagedBotToken"] {
        let refused = scene.refused(method, whose.clone());
        assert_eq!(refused, "Bad Request: MANAGER_PERMISSION_MISSING");
    }
}

/// Promise: a bot whose maker has not let it manage others can neither ask for one nor get one; `getMe` says which it is.
#[test]
fn managing_must_be_switched_on() {
    let mut scene = asked();
    assert_eq!(scene.done("getMe", json!({}))["can_manage_bots"], true);
    scene.world.set_manages_bots(scene.bot.id, false);
    assert_eq!(scene.done("getMe", json!({}))["can_manage_bots"], false);
    let wish = new(&scene, Some(9), "kims_shop_bot");
    let words = refusal(&mut scene, wish);
    assert_eq!(words, "Bad Request: MANAGER_PERMISSION_MISSING");
    let button = json!({"text": "Make", "request_managed_bot": {"request_id": 1}});
    let params = json!({
        "chat_id": scene.client, "text": "x", "reply_markup": {"keyboard": [[button]]},
    });
    let words = scene.refused("sendMessage", params);
    assert_eq!(words, "Bad Request: MANAGER_PERMISSION_MISSING");
    let mut wish = new(&scene, None, "linked_bot");
    wish.manager = scene.owner;
    assert_eq!(refusal(&mut scene, wish), "Bad Request: MANAGER_INVALID");
}

/// Promise: only what a button asks for is made, under names that Telegram takes and nobody has.
#[test]
fn names_of_managed_bots_are_checked() {
    let mut scene = asked();
    for (request, username, words) in [
        (Some(8), "kims_shop_bot", "no button asks for a bot"),
        (Some(9), "desk_bot", "USERNAME_OCCUPIED"),
        (Some(9), "kims_shop", "USERNAME_INVALID"),
        (Some(9), "1st_bot", "USERNAME_INVALID"),
        (Some(9), "bot", "USERNAME_INVALID"),
        (Some(9), "shop bot", "USERNAME_INVALID"),
    ] {
        let wish = new(&scene, request, username);
        let refused = refusal(&mut scene, wish);
        assert_eq!(refused, format!("Bad Request: {words}"), "{username}");
    }
    for name in [" ".to_owned(), "n".repeat(65)] {
        let mut wish = new(&scene, Some(9), "kims_shop_bot");
        wish.name = name;
        assert_eq!(refusal(&mut scene, wish), "Bad Request: FIRSTNAME_INVALID");
    }
}
