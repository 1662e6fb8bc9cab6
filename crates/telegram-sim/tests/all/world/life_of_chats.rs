//! Chats change: members, titles, pins, and the upgrade to a supergroup.

use relevo_telegram_sim::control::{Say, SayContent};
use serde_json::json;

use super::scene::Scene;

/// Adding or joining again takes no rank away and says nothing.
#[test]
fn who_is_inside_stays_as_it_is() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    scene.drain();
    let before = scene.done("getChatMember", json!({"chat_id": forum, "user_id": bot}));
    scene.world.add(owner, forum, bot).expect("exists");
    scene.world.join(owner, forum).expect("exists");
    let after = scene.done("getChatMember", json!({"chat_id": forum, "user_id": bot}));
    assert_eq!(after, before);
    let member = json!({"chat_id": forum, "user_id": owner});
    assert_eq!(scene.done("getChatMember", member)["status"], "creator");
    assert!(scene.drain().is_empty());
}

/// An upgraded group refuses calls with the new id; both chats get a service message; old messages do
/// not exist in the new one.
#[test]
fn an_upgraded_group_names_its_new_id() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    let group = scene.world.make_group("Small", owner);
    scene.world.add(owner, group, bot).expect("exists");
    let old = scene.sent(group, "before");
    scene.drain();
    let new = scene.world.upgrade_group(group).expect("a basic group");
    let updates = scene.drain();
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], new);
    assert_eq!(updates[0]["message"]["chat"]["id"], group);
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], group);
    assert_eq!(updates[1]["message"]["message_id"], 1);
    let refusal = scene.refusal("sendMessage", json!({"chat_id": group, "text": "x"}));
    assert_eq!(refusal.migrate_to_chat_id, Some(new));
    assert_eq!(
        refusal.description,
        "Bad Request: group chat was upgraded to a supergroup chat"
    );
    let edit = json!({"chat_id": new, "message_id": old, "text": "after"});
    assert_eq!(
        scene.refused("editMessageText", edit),
        "Bad Request: message to edit not found"
    );
    scene.sent(new, "after");
    scene.world.set_forum(new, true).expect("a supergroup now");
}

/// Joining and leaving give a service message and, to administrators that asked, `chat_member`.
#[test]
fn members_come_and_go() {
    let mut scene = Scene::new();
    let kinds = json!(["message", "chat_member", "my_chat_member"]);
    scene.done("getUpdates", json!({"allowed_updates": kinds}));
    let (owner, client, forum, bot) = (scene.owner, scene.client, scene.forum, scene.bot.id);
    scene.world.join(client, forum).expect("exists");
    scene.world.kick(owner, forum, client).expect("exists");
    let updates = scene.drain();
    assert_eq!(
        updates[0]["chat_member"]["new_chat_member"]["status"],
        "member"
    );
    assert_eq!(updates[1]["message"]["new_chat_members"][0]["id"], client);
    assert_eq!(
        updates[2]["chat_member"]["new_chat_member"]["status"],
        "kicked"
    );
    assert_eq!(updates[2]["chat_member"]["from"]["id"], owner);
    assert_eq!(updates[3]["message"]["left_chat_member"]["id"], client);
    scene.world.demote(owner, forum, bot).expect("exists");
    let update = scene.drain().pop().expect("one");
    assert_eq!(
        update["my_chat_member"]["old_chat_member"]["status"],
        "administrator"
    );
    assert_eq!(
        update["my_chat_member"]["new_chat_member"]["status"],
        "member"
    );
    let member = json!({"chat_id": forum, "user_id": client});
    assert_eq!(scene.done("getChatMember", member)["status"], "kicked");
}

/// Titles and pins are told by service messages; the bot's own come back to it.
#[test]
fn titles_and_pins_are_told() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    scene
        .world
        .rename_chat(owner, forum, "New desk")
        .expect("exists");
    let id = scene.sent(forum, "important");
    scene.done(
        "pinChatMessage",
        json!({"chat_id": forum, "message_id": id}),
    );
    let updates = scene.drain();
    assert_eq!(updates[0]["message"]["new_chat_title"], "New desk");
    assert_eq!(updates[0]["message"]["chat"]["title"], "New desk");
    assert_eq!(updates[1]["message"]["pinned_message"]["text"], "important");
    let full = scene.done("getChat", json!({"chat_id": forum}));
    assert_eq!(full["pinned_message"]["message_id"], id);
}

/// What would lead the world around in a circle is refused.
#[test]
fn nothing_shows_or_forwards_itself() {
    let mut scene = Scene::new();
    let (owner, world) = (scene.owner, &mut scene.world);
    let channel = world.make_channel("News", owner);
    let group = world.make_supergroup("Talk", owner);
    let small = world.make_group("Small", owner);
    for (from, to) in [
        (channel, channel),
        (group, group),
        (group, channel),
        (channel, small),
    ] {
        assert!(world.link_discussion(from, to).is_err(), "{from} {to}");
    }
    // The number of the message that would be made, and one that is nowhere.
    for number in [0, 1, 2, 3, 999_999] {
        let fields = [("pinned_message".to_owned(), json!(number))]
            .into_iter()
            .collect();
        let raw = Say::new(SayContent::Raw { fields });
        assert!(world.say(owner, group, raw).is_err());
        let service = world.say_service(owner, group, "pinned_message", json!(number));
        assert!(service.is_err());
    }
    let poll = json!({"id": "1", "options": ["no object"]});
    let fields = [("poll".to_owned(), poll)].into_iter().collect();
    let poll = world.say(owner, group, Say::new(SayContent::Raw { fields }));
    let poll = poll.expect("anything may be said");
    world.vote(owner, group, poll, &[0]).expect("it is open");
}

/// A protected chat marks its messages, which then cannot be forwarded.
#[test]
fn a_protected_chat_forbids_forwarding() {
    let mut scene = Scene::new();
    let (owner, client) = (scene.owner, scene.client);
    let group = scene.world.make_supergroup("Secret", owner);
    scene.world.add(owner, group, scene.bot.id).expect("exists");
    scene.world.set_protected(group, true).expect("exists");
    scene.drain();
    let id = scene
        .world
        .say(owner, group, Say::text("x"))
        .expect("allowed");
    assert_eq!(scene.drain()[0]["message"]["has_protected_content"], true);
    let params = json!({"chat_id": client, "from_chat_id": group, "message_id": id});
    assert_eq!(
        scene.refused("forwardMessage", params.clone()),
        "Bad Request: message has protected content and can't be forwarded"
    );
    scene.done("copyMessage", params);
}
