//! Which bot hears of which message.

use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::AdminRights;
use serde_json::json;

use super::scene::{Scene, drain, join_bot};

fn bot(username: &str) -> NewBot {
    NewBot {
        username: username.to_owned(),
        ..NewBot::default()
    }
}

/// With privacy mode on a bot hears commands to it, replies to it and service messages; general
/// commands only if it spoke last; nothing else.
#[test]
fn privacy_mode_hides_ordinary_messages() {
    let mut scene = Scene::new();
    let group = scene.world.make_supergroup("Clients", scene.owner);
    let private = join_bot(&mut scene, group, bot("quiet_bot"));
    let other = join_bot(&mut scene, group, bot("other_bot"));
    let own = Request::new("sendMessage", json!({"chat_id": group, "text": "hi"}));
    let sent = scene.world.call(&private.token, &own).expect("allowed");
    let sent = sent["message_id"].as_i64().expect("a number");
    drain(&mut scene.world, &private.token);
    let cases = [
        (Say::text("plain words"), 0, 0),
        (Say::text("/help@quiet_bot"), 1, 0),
        (Say::text("/help@other_bot"), 0, 1),
        (Say::text("/help"), 1, 0),
        (Say::text("thanks").reply_to(sent), 1, 0),
        (Say::text("@quiet_bot hello"), 0, 0),
    ];
    for (say, to_private, to_other) in cases {
        let words = format!("{say:?}");
        scene.world.say(scene.owner, group, say).expect("allowed");
        let heard = drain(&mut scene.world, &private.token).len();
        assert_eq!(heard, to_private, "{words}");
        assert_eq!(
            drain(&mut scene.world, &other.token).len(),
            to_other,
            "{words}"
        );
    }
    scene
        .world
        .rename_chat(scene.owner, group, "New")
        .expect("exists");
    assert_eq!(drain(&mut scene.world, &other.token).len(), 1);
}

/// Switching privacy mode off counts only after the bot was added again; administrators hear all.
#[test]
fn a_changed_privacy_mode_needs_readding() {
    let mut scene = Scene::new();
    let group = scene.world.make_supergroup("Clients", scene.owner);
    let quiet = join_bot(&mut scene, group, bot("quiet_bot"));
    let owner = scene.owner;
    let hears = |scene: &mut Scene| {
        drain(&mut scene.world, &quiet.token);
        scene
            .world
            .say(owner, group, Say::text("plain"))
            .expect("allowed");
        drain(&mut scene.world, &quiet.token).len() == 1
    };
    assert!(!hears(&mut scene));
    scene.world.set_privacy(quiet.id, false);
    assert!(!hears(&mut scene));
    scene.world.kick(owner, group, quiet.id).expect("exists");
    scene.world.unban(owner, group, quiet.id).expect("exists");
    scene.world.add(owner, group, quiet.id).expect("exists");
    assert!(hears(&mut scene));
    scene.world.set_privacy(quiet.id, true);
    assert!(hears(&mut scene));
    scene.world.leave(quiet.id, group).expect("exists");
    scene.world.add(owner, group, quiet.id).expect("exists");
    assert!(!hears(&mut scene));
    let rights = AdminRights::bare();
    scene
        .world
        .promote(owner, group, quiet.id, rights)
        .expect("exists");
    assert!(hears(&mut scene));
}

/// A bot hears its own service messages, but not its own ordinary ones.
#[test]
fn own_service_messages_come_back() {
    let mut scene = Scene::new();
    let topic = scene.done(
        "createForumTopic",
        json!({"chat_id": scene.forum, "name": "A"}),
    );
    let thread = topic["message_thread_id"].clone();
    scene.done(
        "sendMessage",
        json!({"chat_id": scene.forum, "message_thread_id": thread, "text": "x"}),
    );
    let updates = scene.drain();
    assert_eq!(updates.len(), 1);
    let echo = &updates[0]["message"];
    assert_eq!(echo["from"]["id"], scene.bot.id);
    assert_eq!(echo["message_id"], thread);
    assert_eq!(echo["message_thread_id"], thread);
    assert_eq!(echo["is_topic_message"], true);
    assert_eq!(echo["forum_topic_created"]["name"], "A");
}

/// Bots do not see other bots, unless bot-to-bot mode is on as the matrix says.
#[test]
fn other_bots_are_heard_by_the_bot_to_bot_matrix() {
    let mut scene = Scene::new();
    let group = scene.world.make_supergroup("Clients", scene.owner);
    let speaker = join_bot(&mut scene, group, bot("speaker_bot"));
    let reader = join_bot(&mut scene, group, bot("reader_bot"));
    let say = |scene: &mut Scene, text: &str| {
        let call = Request::new("sendMessage", json!({"chat_id": group, "text": text}));
        scene.world.call(&speaker.token, &call).expect("allowed");
        drain(&mut scene.world, &reader.token).len()
    };
    assert_eq!(say(&mut scene, "hello"), 0);
    assert_eq!(say(&mut scene, "/run@reader_bot"), 0);
    scene.world.set_bot_to_bot(speaker.id, true);
    assert_eq!(say(&mut scene, "/run@reader_bot"), 1);
    assert_eq!(say(&mut scene, "hello"), 0);
    let rights = AdminRights::bare();
    scene
        .world
        .promote(scene.owner, group, reader.id, rights)
        .expect("exists");
    drain(&mut scene.world, &reader.token);
    assert_eq!(say(&mut scene, "hello"), 0);
    scene.world.set_bot_to_bot(reader.id, true);
    assert_eq!(say(&mut scene, "hello"), 1);
}

/// Who speaks on behalf of a chat is shown by Telegram's stand-in accounts.
#[test]
fn anonymous_speakers_have_stand_ins() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let channel = scene.world.make_channel("News", owner);
    scene
        .world
        .say(owner, forum, Say::text("a").anonymously())
        .expect("allowed");
    scene
        .world
        .say(owner, forum, Say::text("b").on_behalf_of(channel))
        .expect("allowed");
    let updates = scene.drain();
    assert_eq!(updates[0]["message"]["from"]["id"], 1_087_968_824);
    assert_eq!(updates[0]["message"]["sender_chat"]["id"], forum);
    assert_eq!(updates[1]["message"]["from"]["id"], 136_817_688);
    assert_eq!(updates[1]["message"]["sender_chat"]["id"], channel);
}

/// Channel posts have no author; each is forwarded into the discussion group by account 777000, and
/// comments are replies to that forward.
#[test]
fn channel_posts_are_forwarded_into_the_discussion_group() {
    let mut scene = Scene::new();
    let owner = scene.owner;
    let channel = scene.world.make_channel("News", owner);
    let group = scene.world.make_supergroup("Talk", owner);
    scene
        .world
        .link_discussion(channel, group)
        .expect("both exist");
    let (bot, client) = (scene.bot.id, scene.client);
    scene.world.add(owner, channel, bot).expect("exists");
    scene.world.add(owner, group, bot).expect("exists");
    scene.world.join(client, group).expect("exists");
    scene.drain();
    let post = scene
        .world
        .say(owner, channel, Say::photo("today"))
        .expect("allowed");
    let updates = scene.drain();
    let news = &updates[0]["channel_post"];
    assert_eq!(news["message_id"], post);
    assert!(news.get("from").is_none());
    assert_eq!(news["sender_chat"]["id"], channel);
    let copy = &updates[1]["message"];
    assert_eq!(copy["is_automatic_forward"], true);
    assert_eq!(copy["from"]["id"], 777_000);
    assert_eq!(copy["sender_chat"]["id"], channel);
    assert_eq!(copy["forward_origin"]["type"], "channel");
    assert_eq!(copy["forward_origin"]["message_id"], post);
    let target = copy["message_id"].as_i64().expect("a number");
    scene
        .world
        .say(client, group, Say::text("nice").reply_to(target))
        .expect("allowed");
    let comment = &scene.drain()[0]["message"];
    assert_eq!(comment["reply_to_message"]["message_id"], target);
    assert_eq!(comment["message_thread_id"], target);
    assert!(comment.get("is_topic_message").is_none());
}

/// A person's edit reaches the bot as `edited_message`, also if nothing visible changed.
#[test]
fn edits_are_heard_even_without_a_change() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let id = scene
        .world
        .say(client, bot, Say::text("one"))
        .expect("allowed");
    scene.move_ms(5_000);
    let edit = relevo_telegram_sim::control::Edit::text("two");
    scene
        .world
        .edit(client, bot, id, edit)
        .expect("own message");
    scene
        .world
        .edit(client, bot, id, Default::default())
        .expect("own message");
    let updates = scene.drain();
    assert_eq!(updates[1]["edited_message"]["text"], "two");
    assert_eq!(
        updates[1]["edited_message"]["message_id"],
        updates[0]["message"]["message_id"]
    );
    assert_eq!(updates[2]["edited_message"]["text"], "two");
    assert!(updates[2]["edited_message"]["edit_date"].is_i64());
}
