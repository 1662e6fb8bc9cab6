//! Small methods.

use relevo_telegram_sim::world::AdminRights;
use serde_json::json;

use super::scene::Scene;

/// `getMe` shows the privacy mode.
#[test]
fn get_me_shows_the_bot() {
    let mut scene = Scene::new();
    let me = scene.done("getMe", json!({}));
    assert_eq!(me["id"], scene.bot.id);
    assert_eq!(me["username"], "desk_bot");
    assert_eq!(me["can_read_all_group_messages"], true);
    scene.world.set_privacy(scene.bot.id, true);
    let me = scene.done("GETME", json!({}));
    assert_eq!(
        me["can_read_all_group_messages"], false,
        "names have no letter case"
    );
}

/// Commands are kept per scope and language.
#[test]
fn commands_are_kept_per_scope() {
    let mut scene = Scene::new();
    let scope = json!({"type": "chat", "chat_id": scene.forum});
    let commands = json!([{"command": "close", "description": "Close"}]);
    scene.done(
        "setMyCommands",
        json!({"commands": commands, "scope": scope}),
    );
    assert_eq!(
        scene.done("getMyCommands", json!({"scope": scope})),
        commands
    );
    assert_eq!(scene.done("getMyCommands", json!({})), json!([]));
    scene.done("deleteMyCommands", json!({"scope": scope}));
    assert_eq!(
        scene.done("getMyCommands", json!({"scope": scope})),
        json!([])
    );
    let bad = json!({"commands": [{"command": "No Spaces", "description": "x"}]});
    assert_eq!(
        scene.refused("setMyCommands", bad),
        "Bad Request: BOT_COMMAND_INVALID"
    );
}

/// Members of a chat: standing, administrators, count.
#[test]
fn members_can_be_looked_up() {
    let mut scene = Scene::new();
    let (owner, forum, client) = (scene.owner, scene.forum, scene.client);
    let status = |scene: &mut Scene, user: i64| {
        scene.done("getChatMember", json!({"chat_id": forum, "user_id": user}))["status"].clone()
    };
    assert_eq!(status(&mut scene, owner), "creator");
    assert_eq!(status(&mut scene, client), "left");
    let own = scene.bot.id;
    assert_eq!(status(&mut scene, own), "administrator");
    let words = scene.refused("getChatMember", json!({"chat_id": forum, "user_id": 5}));
    assert_eq!(words, "Bad Request: user not found");
    let admins = scene.done("getChatAdministrators", json!({"chat_id": forum}));
    assert_eq!(admins.as_array().expect("a list").len(), 2);
    assert_eq!(
        scene.done("getChatMemberCount", json!({"chat_id": forum})),
        2
    );
}

/// A chat action shows for five seconds.
#[test]
fn chat_actions_fade() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    scene.done(
        "sendChatAction",
        json!({"chat_id": client, "action": "typing"}),
    );
    assert_eq!(
        scene.world.chat_action(bot, client, bot, None),
        Some("typing")
    );
    scene.move_ms(5_000);
    assert_eq!(scene.world.chat_action(bot, client, bot, None), None);
}

/// A bot makes invite links as an administrator with the right to invite; each is another one, with the name that was asked for.
#[test]
fn a_bot_makes_links_with_the_right_to_invite() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    let asked = json!({"chat_id": forum, "name": "Relevo"});
    for can_invite_users in [true, false] {
        let rights = AdminRights {
            can_invite_users,
            ..AdminRights::all()
        };
        scene
            .world
            .promote(owner, forum, bot, rights)
            .expect("the owner promotes");
        if can_invite_users {
            let one = scene.done("createChatInviteLink", asked.clone());
            let other = scene.done("createChatInviteLink", asked.clone());
            assert_eq!(one["name"], "Relevo");
            assert_ne!(one["invite_link"], other["invite_link"]);
        } else {
            assert_eq!(
                scene.refused("createChatInviteLink", asked.clone()),
                "Bad Request: not enough rights to manage chat invite link"
            );
        }
    }
}
