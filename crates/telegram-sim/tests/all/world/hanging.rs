//! What a message that people say brings along: origin, buttons, inline bot, an answer to another chat, further fields.

use relevo_telegram_sim::control::{NewBot, NewPerson, Say};
use serde_json::json;

use super::scene::{Scene, join_bot};

/// A forward keeps a keyboard of links and the inline bot, but no buttons that would be pressed.
#[test]
fn forwards_keep_links() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let link = json!({"text": "Site", "url": "https://e.example"});
    let press = json!({"text": "Press", "callback_data": "x"});
    for (buttons, kept) in [(json!([link]), true), (json!([link, press]), false)] {
        let markup = json!({"inline_keyboard": [buttons]});
        let params = json!({"chat_id": client, "text": "offer", "reply_markup": markup});
        let id = scene.done("sendMessage", params)["message_id"].clone();
        let own = scene
            .world
            .transcript(bot, client)
            .pop()
            .expect("one")
            .message_id;
        let by_person = scene.heard(Say::forward(bot, own));
        let params = json!({"chat_id": scene.forum, "from_chat_id": client, "message_id": id});
        let by_bot = scene.done("forwardMessage", params);
        for forward in [by_person, by_bot] {
            assert_eq!(forward["forward_origin"]["sender_user"]["id"], bot);
            assert_eq!(forward.get("reply_markup").is_some(), kept, "{forward}");
        }
    }
    let forum = scene.forum;
    let inline = join_bot(&mut scene, forum, NewBot::default());
    let heard = scene.heard(Say::text("found").via(inline.id));
    assert_eq!(heard["via_bot"]["id"], inline.id);
}

/// A forward can come from any of the four kinds of places, from this world or from outside.
#[test]
fn forwards_have_every_origin() {
    let mut scene = Scene::new();
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let channel = scene.world.make_channel("News", owner);
    let group = scene.world.make_supergroup("Talk", owner);
    for chat in [channel, group] {
        scene.world.join(client, chat).expect("exists");
    }
    let shy = scene.world.make_person(NewPerson {
        first_name: "Shy".to_owned(),
        private_forwards: true,
        ..Default::default()
    });
    scene.world.join(shy, group).expect("exists");
    let say = |scene: &mut Scene, who: i64, chat: i64, say: Say| {
        scene.world.say(who, chat, say).expect("allowed")
    };
    let sources = [
        (
            group,
            say(&mut scene, client, group, Say::text("own")),
            "user",
        ),
        (
            group,
            say(&mut scene, shy, group, Say::text("shy")),
            "hidden_user",
        ),
        (
            group,
            say(&mut scene, owner, group, Say::text("we").anonymously()),
            "chat",
        ),
        (
            group,
            say(
                &mut scene,
                owner,
                group,
                Say::text("ch").on_behalf_of(channel),
            ),
            "chat",
        ),
        (
            channel,
            say(&mut scene, owner, channel, Say::text("post")),
            "channel",
        ),
    ];
    for (chat, id, kind) in sources {
        let heard = scene.heard(Say::forward(chat, id));
        assert_eq!(heard["forward_origin"]["type"], kind);
    }
    let origin = json!({"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "Zoë"});
    let heard = scene.heard(Say::photo("x").from_outside(origin.clone()));
    assert_eq!(heard["forward_origin"], origin);
    let services = scene.world.transcript(group, client)[0].message_id;
    let refusal = scene.world.say(client, bot, Say::forward(group, services));
    assert_eq!(
        refusal.expect_err("a service message").description,
        "Bad Request: the message can't be forwarded"
    );
}

/// An answer to a message of another chat shows where it is from and what was in it, with files of the reader's own.
#[test]
fn replies_from_elsewhere_show_the_media() {
    let mut scene = Scene::new();
    let (owner, client) = (scene.owner, scene.client);
    let group = scene.world.make_supergroup("Talk", owner);
    scene.world.join(client, group).expect("exists");
    let photo = scene
        .world
        .say(owner, group, Say::photo("see"))
        .expect("allowed");
    let heard = scene.heard(Say::text("this one?").reply_across(group, photo));
    let external = &heard["external_reply"];
    assert_eq!(external["chat"]["id"], group);
    assert_eq!(external["message_id"], photo);
    let file_id = external["photo"][1]["file_id"].clone();
    scene.done("getFile", json!({"file_id": file_id}));
    let row = scene
        .world
        .transcript(scene.bot.id, client)
        .pop()
        .expect("one");
    assert!(row.external_reply.is_some());
}

/// Further fields of a message come along.
#[test]
fn more_fields_come_along() {
    let mut scene = Scene::new();
    let more =
        json!({"link_preview_options": {"is_disabled": true}, "effect_id": "5104841245755180586"});
    let heard = scene.heard(Say {
        more: more.as_object().expect("an object").clone(),
        ..Say::text("https://e.example")
    });
    assert_eq!(heard["link_preview_options"], more["link_preview_options"]);
    assert_eq!(heard["effect_id"], more["effect_id"]);
}
