//! Reply keyboards: the screen of a private chat, and picking a chat with it.

use relevo_telegram_sim::control::Say;
use serde_json::json;

use super::scene::Scene;

/// A reply keyboard stays on the person's screen until it is removed, and is not part of the message.
#[test]
fn a_reply_keyboard_belongs_to_the_screen() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let markup = json!({"keyboard": [[{"text": "Yes"}]]});
    let params = json!({"chat_id": client, "text": "?", "reply_markup": markup});
    let sent = scene.done("sendMessage", params);
    assert!(sent.get("reply_markup").is_none());
    scene.sent(client, "still there");
    assert_eq!(scene.world.keyboard(client, bot), Some(&markup));
    let gone = json!({"remove_keyboard": true});
    let params = json!({"chat_id": client, "text": "!", "reply_markup": gone});
    scene.done("sendMessage", params);
    assert_eq!(scene.world.keyboard(client, bot), None);
}

/// A wish for a reply stays on the person's screen until the person says something.
#[test]
fn a_wish_for_a_reply_ends_with_what_the_person_says() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let markup = json!({"force_reply": true});
    let params = json!({"chat_id": client, "text": "?", "reply_markup": markup});
    scene.done("sendMessage", params);
    assert_eq!(scene.world.keyboard(client, bot), Some(&markup));
    let say = Say::text("here it is");
    scene.world.say(client, bot, say).expect("may speak");
    assert_eq!(scene.world.keyboard(client, bot), None);
}

/// Picking a chat adds the bot with the rights asked for and tells it `chat_shared`; a chat that is not
/// what the button asks for cannot be picked.
#[test]
fn a_picked_chat_is_shared_and_joined() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    scene.world.start_bot(owner, bot, None).expect("exists");
    let rights: serde_json::Map<_, _> = [
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_topics",
        "can_pin_messages",
        "can_invite_users",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
        "is_anonymous",
    ]
    .into_iter()
    .map(|right| {
        (
            right.to_owned(),
            json!(right.contains("topics") || right.contains("delete_m")),
        )
    })
    .collect();
    let button = json!({"text": "Choose the group", "request_chat": {
        "request_id": 7, "chat_is_channel": false, "chat_is_forum": true,
        "bot_administrator_rights": rights, "user_administrator_rights": rights,
    }});
    let params = json!({
        "chat_id": owner, "text": "Where?", "reply_markup": {"keyboard": [[button]]},
    });
    scene.done("sendMessage", params);
    let plain = scene.world.make_supergroup("Plain", owner);
    let forum = scene.world.make_forum("Second desk", owner);
    scene.drain();
    scene
        .world
        .pick_chat(owner, bot, plain)
        .expect_err("no forum");
    scene
        .world
        .pick_chat(owner, bot, forum)
        .expect("a forum of the owner's");
    let updates = scene.drain();
    let shared = updates
        .iter()
        .find_map(|update| update["message"].get("chat_shared"));
    assert_eq!(shared, Some(&json!({"request_id": 7, "chat_id": forum})));
    let member = scene.done("getChatMember", json!({"chat_id": forum, "user_id": bot}));
    assert_eq!(member["can_manage_topics"], true);
    assert_eq!(member["can_promote_members"], false);
}
