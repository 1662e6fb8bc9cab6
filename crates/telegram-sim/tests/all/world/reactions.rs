//! Reactions, both ways.

use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::scene::Scene;

fn subscribe(scene: &mut Scene) {
    let kinds = json!([
        "message",
        "channel_post",
        "message_reaction",
        "message_reaction_count"
    ]);
    scene.done("getUpdates", json!({"allowed_updates": kinds}));
}

fn set(chat: i64, message: &Value, reactions: &Value) -> Value {
    json!({"chat_id": chat, "message_id": message, "reaction": reactions})
}

/// A person's reaction carries the whole old and new lists, to administrating bots that asked.
#[test]
fn peoples_reactions_carry_both_lists() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let (owner, forum) = (scene.owner, scene.forum);
    let id = scene.sent(forum, "hello");
    scene
        .world
        .react(owner, forum, id, &["👍"])
        .expect("exists");
    scene
        .world
        .react(owner, forum, id, &["🔥", "👏"])
        .expect("exists");
    scene.world.react(owner, forum, id, &[]).expect("exists");
    let updates = scene.drain();
    let emoji = |at: usize, field: &str| -> Vec<Value> {
        let list = updates[at]["message_reaction"][field]
            .as_array()
            .expect("a list");
        list.iter().map(|one| one["emoji"].clone()).collect()
    };
    assert_eq!(
        (emoji(0, "old_reaction").len(), emoji(0, "new_reaction")),
        (0, vec![json!("👍")])
    );
    assert_eq!(emoji(1, "new_reaction"), [json!("🔥"), json!("👏")]);
    assert_eq!(emoji(2, "old_reaction").len(), 2);
    assert_eq!(updates[2]["message_reaction"]["new_reaction"], json!([]));
    assert_eq!(updates[0]["message_reaction"]["user"]["id"], owner);
    scene
        .world
        .demote(owner, forum, scene.bot.id)
        .expect("exists");
    scene.drain();
    scene
        .world
        .react(owner, forum, id, &["👍"])
        .expect("exists");
    assert!(scene.drain().is_empty(), "not an administrator any more");
}

/// In channels only counts are told; anonymous administrators cannot react.
#[test]
fn channels_tell_counts() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let channel = scene.world.make_channel("News", owner);
    scene.world.add(owner, channel, bot).expect("exists");
    scene.world.join(client, channel).expect("exists");
    let post = scene
        .world
        .say(owner, channel, Say::text("news"))
        .expect("allowed");
    scene
        .world
        .react(client, channel, post, &["👍"])
        .expect("exists");
    scene
        .world
        .react(owner, channel, post, &["👍"])
        .expect("exists");
    let last = scene.drain().pop().expect("one");
    let counts = &last["message_reaction_count"]["reactions"];
    assert_eq!(counts[0]["total_count"], 2);
    let rights = relevo_telegram_sim::world::AdminRights {
        is_anonymous: true,
        ..relevo_telegram_sim::world::AdminRights::all()
    };
    scene
        .world
        .promote(owner, scene.forum, owner, rights)
        .expect("exists");
    let id = scene.sent(scene.forum, "x");
    let refusal = scene
        .world
        .react(owner, scene.forum, id, &["👍"])
        .expect_err("anonymous");
    assert_eq!(
        refusal.description,
        "Bad Request: ANONYMOUS_REACTIONS_DISABLED"
    );
}

/// Reactions in private chats reach the bot, unless the world says otherwise.
#[test]
fn private_reactions_are_a_switch() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let (client, bot) = (scene.client, scene.bot.id);
    let id = scene.sent(client, "hello");
    let theirs = scene
        .world
        .transcript(bot, client)
        .last()
        .expect("one")
        .message_id;
    scene
        .world
        .react(client, bot, theirs, &["👍"])
        .expect("exists");
    assert_eq!(scene.drain()[0]["message_reaction"]["message_id"], id);
    scene.world.set_private_reactions(false);
    scene.world.react(client, bot, theirs, &[]).expect("exists");
    assert!(scene.drain().is_empty());
}

/// Who reacts in the name of a channel is told as that chat, not as a person; it must be their channel.
#[test]
fn channels_react_as_chats() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let (owner, client, forum) = (scene.owner, scene.client, scene.forum);
    let channel = scene.world.make_channel("News", owner);
    let id = scene.sent(forum, "hello");
    let thumb = vec![json!({"type": "emoji", "emoji": "👍"})];
    scene
        .world
        .react_on_behalf_of(channel, owner, (forum, id), thumb.clone())
        .expect("own");
    scene
        .world
        .react(owner, forum, id, &["🔥"])
        .expect("exists");
    let updates = scene.drain();
    let told = &updates[0]["message_reaction"];
    assert_eq!(told["actor_chat"]["id"], channel);
    assert!(told.get("user").is_none());
    assert_eq!(updates[1]["message_reaction"]["old_reaction"], json!([]));
    let refusal = scene
        .world
        .react_on_behalf_of(channel, client, (forum, id), thumb);
    assert_eq!(
        refusal.expect_err("not theirs").description,
        "Bad Request: SEND_AS_PEER_INVALID"
    );
}

/// People react with what Telegram offers and the chat allows; custom emoji and stars are theirs to give.
#[test]
fn people_react_with_what_is_allowed() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let (owner, forum) = (scene.owner, scene.forum);
    let id = scene.sent(forum, "hello");
    let refused = |scene: &mut Scene, emoji: &str| {
        let refusal = scene.world.react(owner, forum, id, &[emoji]);
        refusal.err().map(|error| error.description)
    };
    let words = Some("Bad Request: REACTION_INVALID".to_owned());
    assert_eq!(refused(&mut scene, "✅"), words);
    assert_eq!(refused(&mut scene, "🔥"), None);
    let allowed = Some(vec!["👍".to_owned()]);
    scene.world.set_reactions(forum, allowed).expect("exists");
    assert_eq!(refused(&mut scene, "🔥"), words);
    let custom = json!({"type": "custom_emoji", "custom_emoji_id": "7"});
    let given = vec![custom.clone(), json!({"type": "paid"})];
    scene
        .world
        .react_with(owner, forum, id, given.clone())
        .expect("allowed");
    let told = scene.drain().pop().expect("one");
    assert_eq!(told["message_reaction"]["new_reaction"], json!(given));
    scene.done(
        "setMessageReaction",
        set(forum, &json!(id), &json!([custom])),
    );
    let other = json!([{"type": "custom_emoji", "custom_emoji_id": "8"}]);
    for reaction in [other, json!([{"type": "paid"}])] {
        let words = scene.refused("setMessageReaction", set(forum, &json!(id), &reaction));
        assert_eq!(words, "Bad Request: REACTION_INVALID");
    }
    assert!(scene.drain().is_empty(), "nobody hears of a bot's reaction");
}

/// A bot that does not know the message hears of no reaction to it.
#[test]
fn unknown_messages_have_no_reactions() {
    let mut scene = Scene::new();
    let owner = scene.owner;
    let group = scene.world.make_group("Old", owner);
    let before = scene
        .world
        .say(owner, group, Say::text("before"))
        .expect("allowed");
    scene.world.add(owner, group, scene.bot.id).expect("exists");
    let rights = relevo_telegram_sim::world::AdminRights::all();
    scene
        .world
        .promote(owner, group, scene.bot.id, rights)
        .expect("exists");
    subscribe(&mut scene);
    scene.drain();
    scene
        .world
        .react(owner, group, before, &["👍"])
        .expect("exists");
    assert!(scene.drain().is_empty());
}

/// A bot sets one reaction from Telegram's list; nobody is told of it.
#[test]
fn a_bot_sets_one_allowed_reaction() {
    let mut scene = Scene::new();
    subscribe(&mut scene);
    let client = scene.client;
    let id = scene.heard(Say::text("x"))["message_id"].clone();
    let emoji = |emoji: &str| json!({"type": "emoji", "emoji": emoji});
    scene.done(
        "setMessageReaction",
        set(client, &id, &json!([emoji("👌")])),
    );
    let row = scene
        .world
        .transcript(scene.bot.id, client)
        .pop()
        .expect("one");
    assert_eq!(row.reactions, [(scene.bot.id, emoji("👌"))]);
    let cases = [
        (
            json!([emoji("👌"), emoji("🔥")]),
            "Bad Request: REACTIONS_TOO_MANY",
        ),
        (json!([emoji("✅")]), "Bad Request: REACTION_INVALID"),
    ];
    for (reactions, words) in cases {
        assert_eq!(
            scene.refused("setMessageReaction", set(client, &id, &reactions)),
            words
        );
    }
    let words = scene.refused(
        "setMessageReaction",
        set(client, &json!(88_888), &json!([])),
    );
    assert_eq!(words, "Bad Request: message to react not found");
    scene.done("setMessageReaction", set(client, &id, &json!([])));
    assert!(scene.drain().is_empty());
    let forum = scene.forum;
    scene
        .world
        .set_reactions(forum, Some(vec!["👍".to_owned()]))
        .expect("exists");
    let id = json!(scene.sent(forum, "x"));
    let words = scene.refused("setMessageReaction", set(forum, &id, &json!([emoji("🔥")])));
    assert_eq!(words, "Bad Request: REACTION_INVALID");
}
