//! What a person sees of bots besides their messages: what they say about themselves, what they hear in a group, and the one
//! on the person's own account.

use relevo_telegram_sim::control::{NewBot, NewPerson, Say};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, World};
use serde_json::{Value, json};

use super::asking::Open;

/// Promise: a bot's description is shown in the reader's language, else in the one for everybody.
#[tokio::test]
async fn a_bot_says_what_it_is_for() {
    let mut world = World::new(3);
    let readers = ["de", "ru"].map(|language| {
        world.make_person(NewPerson {
            first_name: "Ann".to_owned(),
            language: Some(language.to_owned()),
            ..NewPerson::default()
        })
    });
    let bot = world.make_bot(NewBot {
        username: "desk_bot".to_owned(),
        ..NewBot::default()
    });
    let open = Open::new(world).await;
    let about = async |reader: i64| {
        let path = format!("/api/chat?as={reader}&chat={}", bot.id);
        open.read(&path).await["about"].clone()
    };
    assert_eq!(about(readers[0]).await, Value::Null);
    for set in [
        json!({"description": "Helps"}),
        json!({"description": "Hilft", "language_code": "de"}),
    ] {
        let request = Request::new("setMyDescription", set);
        open.sim.request(&bot.token, request).await;
    }
    assert_eq!(about(readers[0]).await, "Hilft");
    assert_eq!(about(readers[1]).await, "Helps");
}

/// Promise: the list of members says which bots get all messages: administrators, and those that were added without privacy mode.
#[tokio::test]
async fn members_tell_which_bots_see_everything() {
    let mut world = World::new(3);
    let ann = world.make_named("Ann");
    let group = world.make_supergroup("Friends", ann);
    let mut sees = Vec::new();
    for (username, privacy, admin) in [
        ("quiet_bot", true, false),
        ("open_bot", false, false),
        ("admin_bot", true, true),
    ] {
        let bot = world.make_bot(NewBot {
            username: username.to_owned(),
            privacy,
            ..NewBot::default()
        });
        world.add(ann, group, bot.id).expect("both exist");
        world.set_privacy(bot.id, !privacy);
        if admin {
            let bare = AdminRights::bare();
            world.promote(ann, group, bot.id, bare).expect("inside");
        }
        sees.push((bot.id, !privacy || admin));
    }
    let open = Open::new(world).await;
    let details = open.read(&format!("/api/chat?as={ann}&chat={group}")).await;
    let members = details["members"].as_array().expect("a list");
    let of = |id: i64| members.iter().find(|member| member["person"]["id"] == id);
    for (bot, all) in sees {
        assert_eq!(of(bot).expect("inside")["sees_all"], all, "{bot}");
    }
    assert_eq!(of(ann).expect("inside").get("sees_all"), None);
}

/// Promise: the owner of an account, and nobody else, sees the bot on it, whether it works, and what it sent.
#[tokio::test]
async fn only_the_owner_sees_the_bot_on_the_account() {
    let mut world = World::new(3);
    let (ann, kim) = (world.make_named("Ann"), world.make_named("Kim"));
    let bot = world.make_bot(NewBot {
        username: "desk_bot".to_owned(),
        ..NewBot::default()
    });
    let rights = json!({"can_reply": true});
    let id = world.connect_business(ann, bot.id, rights);
    let id = id.expect("both exist");
    world.say(kim, ann, Say::text("Hello")).expect("allowed");
    let open = Open::new(world).await;
    let send = json!({"business_connection_id": id, "chat_id": kim, "text": "Hi"});
    let request = Request::new("sendMessage", send);
    open.sim.request(&bot.token, request).await;
    let seen = async |viewer: i64, chat: i64| {
        let details = format!("/api/chat?as={viewer}&chat={chat}");
        let business = open.read(&details).await["business"].take();
        let page = format!("/api/messages?as={viewer}&chat={chat}&limit=1");
        let message = open.read(&page).await["messages"][0]["message"].take();
        assert_eq!(message["text"], "Hi");
        let by = message["sender_business_bot"]["id"].clone();
        (
            business["bot"]["id"].clone(),
            business["paused"].clone(),
            by,
        )
    };
    let own = (json!(bot.id), json!(false), json!(bot.id));
    assert_eq!(seen(ann, kim).await, own);
    let nothing = (Value::Null, Value::Null, Value::Null);
    assert_eq!(seen(kim, ann).await, nothing);
    let pause = json!({"owner": ann, "on": true, "chat": kim});
    open.act("pause_business", &pause).await;
    assert_eq!(seen(ann, kim).await.1, true);
}
