//! The picker of chats: buttons that ask for one, what a person is offered, and what the bot hears.

use relevo_telegram_sim::control::NewChat;
use relevo_telegram_sim::world::{AdminRights, ChatKind, Permissions, Picking};
use serde_json::{Value, json};

use super::scene::{Scene, kind_of};

/// `ChatAdministratorRights` with these rights and no others.
fn rights(given: &[&str]) -> Value {
    let names = [
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_pin_messages",
        "can_manage_topics",
        "can_send_welcome_messages",
    ];
    assert!(given.iter().all(|right| names.contains(right)));
    let rights = names.map(|name| (name.to_owned(), given.contains(&name).into()));
    Value::Object(rights.into_iter().collect())
}

/// What the desk's owner is asked for: a forum in which the bot may manage topics.
pub(super) fn forum_request() -> Value {
    let needed = rights(&["can_manage_topics", "can_pin_messages"]);
    json!({
        "request_id": 7, "chat_is_channel": false, "chat_is_forum": true,
        "user_administrator_rights": needed, "bot_administrator_rights": needed,
    })
}

pub(super) fn keyboard(requests: &[Value]) -> Value {
    let row: Vec<Value> = requests
        .iter()
        .map(|request| json!({"text": "Choose", "request_chat": request}))
        .collect();
    json!({"keyboard": [row]})
}

/// The owner has these buttons on the screen, and no update waits.
pub(super) fn asked(requests: &[Value]) -> Scene {
    let mut scene = Scene::new();
    let (owner, bot) = (scene.owner, scene.bot.id);
    scene.world.start_bot(owner, bot, None).expect("exists");
    scene.done(
        "sendMessage",
        json!({"chat_id": owner, "text": "Where?", "reply_markup": keyboard(requests)}),
    );
    scene.drain();
    scene
}

fn offered(scene: &Scene, person: i64) -> Vec<i64> {
    let chats = scene.world.pickable_chats(person, scene.bot.id, None);
    chats.expect("a button asks for a chat")
}

fn refusal(scene: &mut Scene, chat: i64) -> String {
    let (owner, bot) = (scene.owner, scene.bot.id);
    let refused = scene.world.pick_chat(owner, bot, None, chat);
    assert_eq!(scene.drain(), Vec::<Value>::new(), "nobody hears of it");
    refused.expect_err("not what is asked for").description
}

/// Statuses of `my_chat_member` updates and bodies of `chat_shared`, in order.
fn told(scene: &mut Scene) -> Vec<String> {
    scene
        .drain()
        .iter()
        .filter_map(|update| match kind_of(update).as_str() {
            "my_chat_member" => {
                let status = |of: &str| update["my_chat_member"][of]["status"].clone();
                let (old, new) = (status("old_chat_member"), status("new_chat_member"));
                Some(format!("{old} -> {new}").replace('"', ""))
            }
            _ => update["message"].get("chat_shared").map(Value::to_string),
        })
        .collect()
}

/// The bot comes in with the rights asked for; it hears of that and of the chat, in each of the orders.
#[test]
fn picking_brings_the_bot_in() {
    for (picking, wanted) in [
        (
            Picking::JoinedFirst,
            &["left -> administrator", "shared"][..],
        ),
        (
            Picking::JoinedInSteps,
            &["left -> member", "member -> administrator", "shared"],
        ),
        (Picking::SharedFirst, &["shared", "left -> administrator"]),
        (Picking::SharedOnly, &["shared"]),
    ] {
        let mut scene = asked(&[forum_request()]);
        let (owner, bot) = (scene.owner, scene.bot.id);
        let forum = scene.world.make_forum("Second desk", owner);
        scene.world.set_picking(picking);
        let message = scene.world.pick_chat(owner, bot, None, forum);
        assert!(message.expect("the owner's forum") > 0);
        let shared = json!({"chat_id": forum, "request_id": 7}).to_string();
        let wanted: Vec<String> = wanted
            .iter()
            .map(|line| line.replace("shared", &shared))
            .collect();
        assert_eq!(told(&mut scene), wanted, "{picking:?}");
        if picking == Picking::SharedOnly {
            continue;
        }
        let member = scene.done("getChatMember", json!({"chat_id": forum, "user_id": bot}));
        assert_eq!(member["can_manage_topics"], true);
        assert_eq!(member["can_pin_messages"], true);
        assert_eq!(member["can_manage_chat"], true, "implied");
        assert_eq!(member["can_delete_messages"], false);
    }
}

/// A person's message: the bot sees who picked.
#[test]
fn the_shared_chat_comes_from_the_person() {
    let mut scene = asked(&[forum_request()]);
    let (owner, bot, forum) = (scene.owner, scene.bot.id, scene.forum);
    scene
        .world
        .pick_chat(owner, bot, Some(7), forum)
        .expect("the owner's forum");
    let message = scene.drain().pop().expect("one update")["message"].clone();
    assert_eq!(message["from"]["id"], owner);
    assert_eq!(message["chat"]["id"], owner);
}

/// Title and username are told only if the button asks for them.
#[test]
fn what_is_not_asked_for_is_not_told() {
    let mut request = json!({"request_id": -3, "chat_is_channel": false});
    let plain = request.clone();
    request["request_id"] = 4.into();
    request["request_title"] = true.into();
    request["request_username"] = true.into();
    request["request_photo"] = true.into();
    let mut scene = asked(&[plain, request]);
    let (owner, bot) = (scene.owner, scene.bot.id);
    let chat = scene.world.make_chat(NewChat {
        kind: ChatKind::Supergroup,
        title: "Shop".to_owned(),
        owner,
        forum: false,
        username: Some("the_shop".to_owned()),
    });
    for (id, wanted) in [
        (-3, json!({"request_id": -3, "chat_id": chat})),
        (
            4,
            json!({"request_id": 4, "chat_id": chat, "title": "Shop", "username": "the_shop"}),
        ),
    ] {
        let picked = scene.world.pick_chat(owner, bot, Some(id), chat);
        picked.expect("no restrictions");
        assert_eq!(
            told(&mut scene),
            [wanted.to_string()],
            "the bot stays outside"
        );
    }
    let unknown = scene.world.pick_chat(owner, bot, Some(5), chat);
    unknown.expect_err("no such button");
}

/// A chat without topics, of another sort, or of others is neither offered nor taken.
#[test]
fn only_what_is_asked_for_can_be_picked() {
    let mut scene = asked(&[forum_request()]);
    let (owner, client) = (scene.owner, scene.client);
    let plain = scene.world.make_supergroup("Plain", owner);
    let basic = scene.world.make_group("Basic", owner);
    let channel = scene.world.make_channel("News", owner);
    let foreign = scene.world.make_forum("Foreign", client);
    let gone = scene.world.make_forum("Gone", owner);
    scene.world.delete_chat(gone).expect("exists");
    let forum = scene.forum;
    assert_eq!(offered(&scene, owner), [forum]);
    for (chat, why) in [
        (plain, "Wrong is_forum value"),
        (basic, "Wrong is_forum value"),
        (channel, "Wrong chat type"),
        (foreign, "chat not found"),
        (forum - 1000, "chat not found"),
    ] {
        assert_eq!(refusal(&mut scene, chat), format!("Bad Request: {why}"));
    }
    refusal(&mut scene, gone);
    scene.world.set_forum(plain, true).expect("a supergroup");
    assert!(offered(&scene, owner).contains(&plain));
}

/// Who lacks a right that is asked for, or may not promote, cannot give the chat.
#[test]
fn a_chat_without_the_rights_cannot_be_picked() {
    let mut scene = asked(&[forum_request()]);
    let (owner, client) = (scene.owner, scene.client);
    let forum = scene.world.make_forum("Foreign", client);
    scene.world.join(owner, forum).expect("exists");
    let promote = |scene: &mut Scene, rights: AdminRights| {
        let done = scene.world.promote(client, forum, owner, rights);
        done.expect("exists");
        scene.drain();
    };
    let why = "Bad Request: Not enough rights in the chat";
    assert_eq!(refusal(&mut scene, forum), why, "a member");
    let mut held = AdminRights {
        can_pin_messages: true,
        ..AdminRights::bare()
    };
    promote(&mut scene, held.clone());
    assert_eq!(refusal(&mut scene, forum), why, "one of two rights");
    held.can_manage_topics = true;
    promote(&mut scene, held.clone());
    let why = "Bad Request: The bot can't be promoted in the chat";
    assert_eq!(refusal(&mut scene, forum), why, "may not promote");
    held.can_promote_members = true;
    promote(&mut scene, held);
    assert!(offered(&scene, owner).contains(&forum));
    let bot = scene.bot.id;
    let picked = scene.world.pick_chat(owner, bot, None, forum);
    picked.expect("has the rights");
}

/// A bot that is what is asked for already hears of the chat alone; one with less keeps what it has and gets the rest.
#[test]
fn a_bot_inside_is_not_brought_in_again() {
    let mut scene = asked(&[forum_request()]);
    let (owner, bot, forum) = (scene.owner, scene.bot.id, scene.forum);
    let shared = json!({"chat_id": forum, "request_id": 7}).to_string();
    let pick = |scene: &mut Scene| {
        let picked = scene.world.pick_chat(owner, bot, None, forum);
        picked.expect("the owner's forum");
        told(scene)
    };
    assert_eq!(pick(&mut scene), std::slice::from_ref(&shared));
    let held = AdminRights {
        can_delete_messages: true,
        ..AdminRights::bare()
    };
    scene
        .world
        .promote(owner, forum, bot, held)
        .expect("exists");
    scene.drain();
    let changed = "administrator -> administrator".to_owned();
    assert_eq!(pick(&mut scene), [changed, shared.clone()]);
    let member = scene.done("getChatMember", json!({"chat_id": forum, "user_id": bot}));
    assert_eq!(member["can_delete_messages"], true);
    assert_eq!(member["can_manage_topics"], true);
    scene.world.demote(owner, forum, bot).expect("exists");
    scene.drain();
    let promoted = "member -> administrator".to_owned();
    assert_eq!(pick(&mut scene), [promoted, shared]);
}

/// A bot that only wants to be a member is added by whoever may add.
#[test]
fn a_bot_may_ask_to_be_a_member() {
    let request = json!({"request_id": 1, "chat_is_channel": false, "bot_is_member": true});
    let mut scene = asked(&[request]);
    let (owner, client, bot) = (scene.owner, scene.client, scene.bot.id);
    let group = scene.world.make_supergroup("Friends", client);
    scene.world.join(owner, group).expect("exists");
    let closed = Permissions {
        can_invite_users: false,
        ..Permissions::default()
    };
    let done = scene.world.set_permissions(group, closed);
    done.expect("exists");
    let why = "Bad Request: The bot can't be added to the chat";
    assert_eq!(refusal(&mut scene, group), why);
    let done = scene.world.set_permissions(group, Permissions::default());
    done.expect("exists");
    let shared = json!({"chat_id": group, "request_id": 1}).to_string();
    for wanted in [
        &["left -> member".to_owned(), shared.clone()][..],
        &[shared][..],
    ] {
        let picked = scene.world.pick_chat(owner, bot, None, group);
        picked.expect("may add");
        assert_eq!(told(&mut scene), wanted);
    }
}

/// Own chats, chats with a username, and channels, into which bots come as administrators only.
#[test]
fn requests_restrict_by_owner_and_name() {
    let needed = json!({"request_id": 1, "chat_is_channel": false, "chat_is_created": true});
    let mut scene = asked(&[needed]);
    let (owner, client) = (scene.owner, scene.client);
    let foreign = scene.world.make_forum("Foreign", client);
    scene.world.join(owner, foreign).expect("exists");
    let why = "Bad Request: The chat must be created by the current user";
    scene.drain();
    assert_eq!(refusal(&mut scene, foreign), why);
    assert_eq!(offered(&scene, owner), [scene.forum]);

    let named = json!({"request_id": 1, "chat_is_channel": false, "chat_has_username": true});
    let mut scene = asked(&[named]);
    let forum = scene.forum;
    let why = "Bad Request: Wrong has_username value";
    assert_eq!(refusal(&mut scene, forum), why);
}

/// Rights of the other sort of chat do not count.
#[test]
fn a_channel_takes_the_bot_as_administrator() {
    let needed = rights(&["can_delete_messages", "can_manage_topics"]);
    let request = json!({
        "request_id": 1, "chat_is_channel": true,
        "user_administrator_rights": needed, "bot_administrator_rights": needed,
    });
    let mut scene = asked(&[request]);
    let (owner, bot) = (scene.owner, scene.bot.id);
    let channel = scene.world.make_channel("News", owner);
    scene.world.set_picking(Picking::JoinedInSteps);
    let picked = scene.world.pick_chat(owner, bot, None, channel);
    picked.expect("the owner's channel");
    assert_eq!(told(&mut scene)[0], "left -> administrator");
    let member = scene.done("getChatMember", json!({"chat_id": channel, "user_id": bot}));
    assert_eq!(member["can_delete_messages"], true);
    assert_eq!(member["can_change_info"], false);
}

/// A keyboard that was removed asks for nothing any more.
#[test]
fn a_removed_keyboard_cannot_be_tapped() {
    let mut scene = asked(&[forum_request()]);
    let (owner, bot, forum) = (scene.owner, scene.bot.id, scene.forum);
    let gone = json!({"remove_keyboard": true});
    let params = json!({"chat_id": owner, "text": "Done", "reply_markup": gone});
    scene.done("sendMessage", params);
    refusal(&mut scene, forum);
    let offered = scene.world.pickable_chats(owner, bot, None);
    offered.expect_err("no button");
}
