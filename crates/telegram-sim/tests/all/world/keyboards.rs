//! Reply keyboards: the screen of a private chat, and buttons that are refused.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::picker::{asked, forum_request, keyboard};
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

/// Nothing is sent, nothing changes on the screen, and the words are these.
fn refused(cases: Vec<(Value, String)>) {
    let mut scene = asked(&[forum_request()]);
    let owner = scene.owner;
    for (markup, why) in cases {
        let params = json!({"chat_id": owner, "text": "Where?", "reply_markup": markup});
        let refused = scene.refused("sendMessage", params);
        assert_eq!(refused, format!("Bad Request: {why}"));
    }
    let kept = scene.world.keyboard(owner, scene.bot.id);
    assert_eq!(kept, Some(&keyboard(&[forum_request()])));
}

/// What cannot be read is refused in Telegram's words.
#[test]
fn misread_buttons_are_refused() {
    let with = |field: &str, value: Value| {
        let mut request = json!({"request_id": 1, "chat_is_channel": false});
        request[field] = value;
        keyboard(&[request])
    };
    let nameless = keyboard(&[json!({"chat_is_channel": false})]);
    let partial = json!({"can_manage_chat": 1});
    let cases = [
        (
            with("request_id", json!(2_147_483_648_i64)),
            "Can't parse as an integer string \"2147483648\"",
        ),
        (nameless, "Can't find field \"request_id\""),
        (
            with("chat_is_forum", json!("yes")),
            "Field \"chat_is_forum\" must be of type Boolean",
        ),
        (
            with("bot_administrator_rights", Value::Null),
            "ChatAdministratorRights must be an Object",
        ),
        (
            with("user_administrator_rights", partial),
            "Field \"can_manage_chat\" must be of type Boolean",
        ),
    ];
    let words = |why: &str| format!("can't parse keyboard button: {why}");
    refused(cases.map(|(markup, why)| (markup, words(why))).to_vec());
}

/// So are buttons that do not fit together, or ask for too much.
#[test]
fn wrong_buttons_are_refused() {
    let plain = json!({"request_id": 1, "chat_is_channel": false});
    let mut more = forum_request();
    more["bot_administrator_rights"]["can_change_info"] = true.into();
    let mut alone = forum_request();
    let object = alone.as_object_mut().expect("an object");
    object.remove("user_administrator_rights");
    let two = json!({"text": "Choose", "request_chat": plain, "request_contact": true});
    let users = json!({"text": "Who?", "request_users": {"request_id": 1}});
    let chats = json!({"text": "Where?", "request_chat": plain});
    let empty = json!({"text": " ", "request_chat": plain});
    let cases = [
        (keyboard(&[more]), "BUTTON_INVALID"),
        (keyboard(&[alone]), "BUTTON_INVALID"),
        (json!({"keyboard": [[chats], [users]]}), "BUTTON_ID_INVALID"),
        (json!({"keyboard": [[two]]}), "BUTTON_TYPE_INVALID"),
        (
            json!({"keyboard": [[empty]]}),
            "keyboard button text must be non-empty",
        ),
    ];
    refused(cases.map(|(markup, why)| (markup, why.to_owned())).to_vec());
}

/// Groups have no buttons that ask for something.
#[test]
fn chats_are_asked_for_in_private_only() {
    let mut scene = Scene::new();
    let forum = scene.forum;
    let markup = keyboard(&[forum_request()]);
    let params = json!({"chat_id": forum, "text": "Where?", "reply_markup": markup});
    assert_eq!(
        scene.refused("sendMessage", params),
        "Bad Request: chats can be requested in private chats only"
    );
    let plain = json!({"keyboard": [["Yes", {"text": "No"}]]});
    let params = json!({"chat_id": forum, "text": "Well?", "reply_markup": plain});
    scene.lenient = true;
    scene.done("sendMessage", params);
}
