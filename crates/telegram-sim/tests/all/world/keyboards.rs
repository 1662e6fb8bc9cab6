//! Reply keyboards: the screen of a private chat.

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
