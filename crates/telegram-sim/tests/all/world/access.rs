//! Who may do what, and Telegram's words when not.

use relevo_telegram_sim::control::{NewBot, NewPerson, Say};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, Kind, Permissions};
use serde_json::json;

use super::scene::{Scene, join_bot};

fn text_to(chat: i64) -> serde_json::Value {
    json!({"chat_id": chat, "text": "hello"})
}

/// Tokens: an unknown one is unauthorized, a malformed one is not found, a revoked one stops working.
#[test]
fn tokens_are_checked() {
    let mut scene = Scene::new();
    let me = Request::new("getMe", json!({}));
    let old = scene.bot.token.clone();
    let new = scene.world.revoke_token(scene.bot.id).expect("a bot");
    let code = |scene: &mut Scene, token: &str| {
        scene
            .world
            .call(token, &me)
            .err()
            .map(|error| (error.code, error.description))
    };
    assert_eq!(
        code(&mut scene, &old),
        Some((401, "Unauthorized".to_owned()))
    );
    assert_eq!(
        code(&mut scene, "nonsense"),
        Some((404, "Not Found".to_owned()))
    );
    assert_eq!(code(&mut scene, &new), None);
}

/// A bot writes to people who started it, have not blocked it, and still exist.
#[test]
fn private_chats_need_a_started_living_unblocked_person() {
    let mut scene = Scene::new();
    let stranger = scene.world.make_named("Stranger");
    let met = scene.world.make_named("Met");
    scene.world.join(met, scene.forum).expect("exists");
    let (client, bot) = (scene.client, scene.bot.id);
    let other = scene.world.make_bot(NewBot {
        username: "other_bot".to_owned(),
        ..NewBot::default()
    });
    scene
        .world
        .add(scene.owner, scene.forum, other.id)
        .expect("exists");
    let cases = [
        (stranger, "Bad Request: chat not found"),
        (99, "Bad Request: chat not found"),
        (
            met,
            "Forbidden: bot can't initiate conversation with a user",
        ),
        (
            other.id,
            "Forbidden: the bot can't send messages to the bot",
        ),
    ];
    for (chat, words) in cases {
        assert_eq!(scene.refused("sendMessage", text_to(chat)), words);
    }
    scene.sent(client, "works");
    scene.drain();
    scene.world.block_bot(client, bot);
    let update = scene.drain().pop().expect("an update");
    assert_eq!(
        update["my_chat_member"]["new_chat_member"]["status"],
        "kicked"
    );
    let words = scene.refused("sendMessage", text_to(client));
    assert_eq!(words, "Forbidden: bot was blocked by the user");
    scene.world.unblock_bot(client, bot);
    assert_eq!(scene.kinds(), ["my_chat_member"]);
    scene.sent(client, "works again");
    scene.world.delete_account(client);
    let words = scene.refused("sendMessage", text_to(client));
    assert_eq!(words, "Forbidden: user is deactivated");
}

/// Out of a group: never in it, left, kicked, the group deleted.
#[test]
fn groups_need_membership() {
    let mut scene = Scene::new();
    let owner = scene.owner;
    let bot = scene.bot.id;
    let group = scene.world.make_supergroup("Clients", owner);
    let small = scene.world.make_group("Small", owner);
    let words = scene.refused("sendMessage", text_to(group));
    assert_eq!(words, "Bad Request: chat not found");
    for (chat, noun) in [(group, "supergroup chat"), (small, "group chat")] {
        scene.world.add(owner, chat, bot).expect("exists");
        scene.sent(chat, "works");
        scene.done("leaveChat", json!({"chat_id": chat}));
        let words = scene.refused("sendMessage", text_to(chat));
        assert_eq!(
            words,
            format!("Forbidden: bot is not a member of the {noun}")
        );
        scene.world.add(owner, chat, bot).expect("exists");
        scene.drain();
        scene.world.kick(owner, chat, bot).expect("exists");
        let update = scene.drain().pop().expect("an update");
        assert_eq!(
            update["my_chat_member"]["new_chat_member"]["status"],
            "kicked"
        );
        let words = scene.refused("getChat", json!({"chat_id": chat}));
        assert_eq!(words, format!("Forbidden: bot was kicked from the {noun}"));
    }
    scene.world.unban(owner, group, bot).expect("exists");
    scene.world.add(owner, group, bot).expect("exists");
    scene.world.delete_chat(group).expect("exists");
    let words = scene.refused("sendMessage", text_to(group));
    assert_eq!(words, "Forbidden: the group chat was deleted");
}

/// Members without permission are refused by kind; administrators are not.
#[test]
fn permissions_are_by_kind() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    let group = scene.world.make_supergroup("Clients", owner);
    scene.world.add(owner, group, bot).expect("exists");
    let no_photos = Permissions {
        can_send_photos: false,
        ..Permissions::default()
    };
    scene
        .world
        .set_permissions(group, no_photos)
        .expect("exists");
    scene.sent(group, "words are allowed");
    let refusal = scene.upload("sendPhoto", json!({"chat_id": group}), "photo");
    assert_eq!(
        refusal.expect_err("refused").description,
        "Bad Request: not enough rights to send photos to the chat"
    );
    scene
        .world
        .restrict(owner, group, bot, Permissions::all(false))
        .expect("exists");
    assert_eq!(
        scene.refused("sendMessage", text_to(group)),
        "Bad Request: not enough rights to send text messages to the chat"
    );
    scene
        .world
        .promote(owner, group, bot, AdminRights::bare())
        .expect("exists");
    scene
        .upload("sendPhoto", json!({"chat_id": group}), "photo")
        .expect("an administrator");
}

/// Channels take posts only from administrators with the right.
#[test]
fn channels_need_the_right_to_post() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    let channel = scene.world.make_channel("News", owner);
    scene.world.add(owner, channel, bot).expect("exists");
    scene.sent(channel, "works");
    scene
        .world
        .promote(owner, channel, bot, AdminRights::bare())
        .expect("exists");
    assert_eq!(
        scene.refused("sendMessage", text_to(channel)),
        "Bad Request: need administrator rights in the channel chat"
    );
}

/// Some people do not take voice and video notes.
#[test]
fn voice_may_be_forbidden() {
    let mut scene = Scene::new();
    let person = scene.world.make_person(NewPerson {
        first_name: "Quiet".to_owned(),
        no_voice: true,
        ..NewPerson::default()
    });
    scene
        .world
        .start_bot(person, scene.bot.id, None)
        .expect("exists");
    for (method, field) in [("sendVoice", "voice"), ("sendVideoNote", "video_note")] {
        let answer = scene.upload(method, json!({"chat_id": person}), field);
        assert_eq!(
            answer.expect_err("refused").description,
            "Bad Request: VOICE_MESSAGES_FORBIDDEN"
        );
    }
    let full = scene.done("getChat", json!({"chat_id": person}));
    assert_eq!(full["has_restricted_voice_and_video_messages"], true);
    assert_eq!(Kind::Voice.field(), "voice");
}

/// What is not simulated is refused unmistakably: methods and parameters.
#[test]
fn what_is_not_simulated_is_refused_loudly() {
    let mut scene = Scene::new();
    let refusal = scene.refusal("sendInvoice", json!({}));
    assert_eq!(refusal.code, 501);
    assert_eq!(
        refusal.description,
        "Not Implemented: sendInvoice is not simulated"
    );
    let paid = json!({"chat_id": scene.client, "text": "x", "allow_paid_broadcast": true});
    assert_eq!(
        scene.refused("sendMessage", paid),
        "Not Implemented: sendMessage.allow_paid_broadcast is not simulated"
    );
    let url = json!({"chat_id": scene.client, "photo": "https://example.org/a.jpg"});
    assert_eq!(
        scene.refused("sendPhoto", url),
        "Not Implemented: sending a file by URL is not simulated"
    );
    let legacy = json!({"chat_id": scene.client, "text": "x", "parse_mode": "Markdown"});
    assert_eq!(scene.refusal("sendMessage", legacy).code, 501);
}

/// A public chat is found by its name, in any letter case.
#[test]
fn public_chats_have_names() {
    let mut scene = Scene::new();
    let owner = scene.owner;
    let chat = scene
        .world
        .make_chat(relevo_telegram_sim::control::NewChat {
            kind: relevo_telegram_sim::world::ChatKind::Supergroup,
            title: "Open".to_owned(),
            owner,
            forum: false,
            username: Some("OpenTalk".to_owned()),
        });
    join_bot(&mut scene, chat, NewBot::default());
    scene.world.add(owner, chat, scene.bot.id).expect("exists");
    let full = scene.done("getChat", json!({"chat_id": "@opentalk"}));
    assert_eq!(full["id"], chat);
    scene
        .world
        .say(owner, chat, Say::text("x"))
        .expect("allowed");
}
