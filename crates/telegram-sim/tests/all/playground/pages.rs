//! Pages of messages: put together they are the whole, and a long chat is no slower than a short one.

use relevo_telegram_sim::control::Say;
use serde_json::Value;

use super::asking::Open;
use super::everything::list;
use super::live::{Cast, cast};

async fn page(
    open: &Open,
    (person, chat, thread): (i64, i64, i64),
    more: &str,
) -> (Vec<i64>, Value) {
    let path = format!("/api/messages?as={person}&chat={chat}&thread={thread}&{more}");
    let page = open.read(&path).await;
    let ids = list(&page["messages"])
        .iter()
        .map(|view| view["id"].as_i64().expect("a number"));
    (ids.collect(), page)
}

/// A playground whose chats each have 40 messages between others', some of them deleted.
async fn talked() -> (Open, Cast) {
    let (mut world, cast) = cast();
    let [ann, ben, _] = cast.people;
    let thread = world.topics(cast.chats[0])[0].thread;
    for number in 0..40 {
        let text = format!("{number}");
        for chat in [ben, cast.chats[0], cast.chats[1], cast.chats[2]] {
            let id = world.say(ann, chat, Say::text(&text)).expect("she may");
            if number % 7 == 3 {
                world.delete(ann, chat, id).expect("her own");
            }
        }
        world
            .say(ann, cast.chats[0], Say::text(&text).thread(thread))
            .expect("she may");
    }
    (Open::new(world).await, cast)
}

#[tokio::test]
async fn pages_put_together_are_the_whole() {
    let (open, cast) = talked().await;
    let [ann, ben, _] = cast.people;
    let forum = cast.chats[0];
    let thread = open.sim.with(|world| world.topics(forum)[0].thread);
    for at in [
        (ann, ben, 0),
        (ben, ann, 0),
        (ann, forum, 0),
        (ann, forum, thread),
        (ben, cast.chats[1], 0),
        (ben, cast.chats[2], 0),
    ] {
        let (whole, all) = page(&open, at, "limit=200").await;
        assert!(whole.len() >= 34, "{at:?}");
        assert_eq!(
            (&all["older"], &all["newer"]),
            (&Value::Bool(false), &Value::Bool(false))
        );
        let (mut back, mut newest) = page(&open, at, "limit=7").await;
        while newest["older"] == true {
            let (older, next) = page(&open, at, &format!("limit=7&before={}", back[0])).await;
            assert_eq!(next["newer"], true);
            back.splice(0..0, older);
            newest = next;
        }
        assert_eq!(back, whole, "{at:?} backwards");
        let (mut forth, mut oldest) =
            page(&open, at, &format!("limit=7&after={}", whole[0] - 1)).await;
        while oldest["newer"] == true {
            let (newer, next) = page(
                &open,
                at,
                &format!("limit=7&after={}", forth.last().expect("some")),
            )
            .await;
            forth.extend(newer);
            oldest = next;
        }
        assert_eq!(forth, whole, "{at:?} forwards");
    }
}

/// Around a message: it is in the middle, or the page is filled from the other side.
#[tokio::test]
async fn a_page_around_a_message_holds_it() {
    let (open, cast) = talked().await;
    let at = (cast.people[1], cast.people[0], 0);
    let (whole, _) = page(&open, at, "limit=200").await;
    for (index, id) in whole.iter().enumerate() {
        let (ids, part) = page(&open, at, &format!("limit=6&around={id}")).await;
        assert_eq!(ids.len(), 6);
        assert!(ids.contains(id));
        assert!(whole.windows(6).any(|window| window == ids), "{ids:?}");
        assert_eq!(part["older"], ids[0] != whole[0], "{index}");
        assert_eq!(part["newer"], ids.last() != whole.last(), "{index}");
    }
    for wrong in ["before=1&after=2", "around=x"] {
        let path = format!("/api/messages?as={}&chat={}&{wrong}", at.0, at.1);
        assert_eq!(open.get(&path).await.status, 400);
    }
}
