//! What a bot is told of its own standing in a group, and what it hears there with and without privacy mode.

use relevo_telegram_sim::control::{NewBot, Say};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, Permissions};
use serde_json::{Value, json};

use super::scene::{Scene, drain, join_bot, kind_of};

/// `my_chat_member` updates as "old -> new by performer", and the service messages that came with them.
fn told(scene: &mut Scene, group: i64) -> Vec<String> {
    let line = |update: &Value| {
        if kind_of(update) == "message" {
            let message = &update["message"];
            let service = ["new_chat_members", "left_chat_member"];
            let service = service.iter().find(|field| message.get(**field).is_some());
            return service.map_or_else(|| "message".to_owned(), ToString::to_string);
        }
        let change = &update["my_chat_member"];
        assert_eq!(change["chat"]["id"], group);
        let status = |of: &str| change[of]["status"].as_str().unwrap_or("?").to_owned();
        let (old, new) = (status("old_chat_member"), status("new_chat_member"));
        format!(
            "{old} -> {new} by {}",
            change["from"]["first_name"].as_str().unwrap_or("?")
        )
    };
    scene.drain().iter().map(line).collect()
}

/// Promise: every change of the bot's own standing is told once, with who did it: added, made an administrator, given other rights,
/// dismissed, restricted, removed, allowed to come again, added again, gone by itself.
#[test]
fn a_bot_hears_of_its_own_standing() {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    let group = scene.world.make_supergroup("Clients", owner);
    type Step = fn(&mut Scene, i64, i64);
    let steps: [(&str, Step, &[&str]); 9] = [
        (
            "add",
            |scene, group, bot| scene.world.add(scene.owner, group, bot).expect("exists"),
            &["left -> member by Olga", "new_chat_members"],
        ),
        (
            "promote",
            |scene, group, bot| {
                let promoted = scene
                    .world
                    .promote(scene.owner, group, bot, AdminRights::all());
                promoted.expect("exists");
            },
            &["member -> administrator by Olga"],
        ),
        (
            "other rights",
            |scene, group, bot| {
                let promoted = scene
                    .world
                    .promote(scene.owner, group, bot, AdminRights::bare());
                promoted.expect("exists");
            },
            &["administrator -> administrator by Olga"],
        ),
        (
            "demote",
            |scene, group, bot| scene.world.demote(scene.owner, group, bot).expect("exists"),
            &["administrator -> member by Olga"],
        ),
        (
            "restrict",
            |scene, group, bot| {
                let muted = Permissions::all(false);
                let restricted = scene.world.restrict(scene.owner, group, bot, muted);
                restricted.expect("exists");
            },
            &["member -> restricted by Olga"],
        ),
        (
            "kick",
            |scene, group, bot| scene.world.kick(scene.owner, group, bot).expect("exists"),
            &["restricted -> kicked by Olga"],
        ),
        (
            "unban",
            |scene, group, bot| scene.world.unban(scene.owner, group, bot).expect("exists"),
            &["kicked -> left by Olga"],
        ),
        (
            "add again",
            |scene, group, bot| scene.world.add(scene.owner, group, bot).expect("exists"),
            &["left -> member by Olga", "new_chat_members"],
        ),
        (
            "leave",
            |scene, group, _| {
                scene.done("leaveChat", json!({"chat_id": group}));
            },
            &["member -> left by desk_bot"],
        ),
    ];
    for (what, step, wanted) in steps {
        step(&mut scene, group, bot);
        assert_eq!(told(&mut scene, group), wanted, "{what}");
    }
}

/// Promise: privacy mode counts from when a bot was added, whatever `getMe` says by now; an administrator hears all, and who is dismissed
/// hears again what it was added for.
#[test]
fn privacy_counts_from_when_a_bot_was_added() {
    let mut scene = Scene::new();
    let owner = scene.owner;
    let group = scene.world.make_supergroup("Clients", owner);
    let quiet = join_bot(
        &mut scene,
        group,
        NewBot {
            username: "quiet_bot".to_owned(),
            ..NewBot::default()
        },
    );
    let hears = |scene: &mut Scene| {
        let me = scene
            .world
            .call(&quiet.token, &Request::new("getMe", json!({})));
        let flag = me.expect("a bot")["can_read_all_group_messages"] == true;
        drain(&mut scene.world, &quiet.token);
        let said = scene.world.say(owner, group, Say::text("plain"));
        said.expect("allowed");
        (flag, drain(&mut scene.world, &quiet.token).len() == 1)
    };
    assert_eq!(hears(&mut scene), (false, false));
    scene.world.set_privacy(quiet.id, false);
    assert_eq!(
        hears(&mut scene),
        (true, false),
        "not before it is added again"
    );
    let bare = AdminRights::bare();
    let promoted = scene.world.promote(owner, group, quiet.id, bare);
    promoted.expect("exists");
    assert_eq!(hears(&mut scene), (true, true));
    scene.world.demote(owner, group, quiet.id).expect("exists");
    assert_eq!(hears(&mut scene), (true, false));
    scene.world.kick(owner, group, quiet.id).expect("exists");
    scene.world.add(owner, group, quiet.id).expect("exists");
    assert_eq!(hears(&mut scene), (true, true));
}
