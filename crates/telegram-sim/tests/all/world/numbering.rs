//! Message numbers: one sequence per supergroup or channel, a box of its own per account elsewhere.

use relevo_telegram_sim::control::Say;
use serde_json::json;

use super::scene::{Scene, drain};

/// In a private chat the same message has another number on each side.
#[test]
fn private_chats_have_a_number_per_side() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let mine = scene
        .world
        .say(client, bot, Say::text("hi"))
        .expect("allowed");
    let theirs = scene.drain()[0]["message"]["message_id"].clone();
    assert_ne!(theirs, mine);
    let rows = scene.world.transcript(bot, client);
    assert_eq!(rows.last().expect("one").message_id, mine);
    let rows = scene.world.transcript(client, bot);
    assert_eq!(rows.last().expect("one").message_id, theirs);
}

/// All private chats of a bot share one ascending sequence.
#[test]
fn a_bots_private_chats_share_its_box() {
    let mut scene = Scene::new();
    let other = scene.world.make_named("Lee");
    let bot = scene.bot.id;
    scene.world.start_bot(other, bot, None).expect("exists");
    scene
        .world
        .say(scene.client, bot, Say::text("a"))
        .expect("allowed");
    scene
        .world
        .say(other, bot, Say::text("b"))
        .expect("allowed");
    let updates = scene.drain();
    let number = |at: usize| {
        updates[at]["message"]["message_id"]
            .as_i64()
            .expect("a number")
    };
    assert_eq!(number(1), number(0) + 1);
    assert_eq!(number(2), number(1) + 1);
}

/// Supergroups count from 1 for everybody together; basic groups number per member.
#[test]
fn supergroups_count_together_and_basic_groups_apart() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.clone());
    let before = scene.world.transcript(scene.forum, owner).len();
    let sent = scene.sent(scene.forum, "hello");
    assert_eq!(usize::try_from(sent), Ok(before + 1));
    let said = scene
        .world
        .say(owner, scene.forum, Say::text("x"))
        .expect("allowed");
    assert_eq!(said, sent + 1);
    let group = scene.world.make_group("Small", owner);
    scene.world.add(owner, group, bot.id).expect("exists");
    drain(&mut scene.world, &bot.token);
    let said = scene
        .world
        .say(owner, group, Say::text("y"))
        .expect("allowed");
    let heard = scene.drain()[0]["message"]["message_id"].clone();
    assert_ne!(heard, said);
    let reply = json!({"chat_id": group, "text": "z", "reply_parameters": {"message_id": heard}});
    let answer = scene.done("sendMessage", reply);
    assert_eq!(answer["reply_to_message"]["message_id"], heard);
    assert_eq!(
        scene
            .world
            .transcript(group, owner)
            .last()
            .expect("one")
            .reply_to,
        Some(said)
    );
}
