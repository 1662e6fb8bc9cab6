//! Unread messages and the marks that make them read.

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::World;
use serde_json::json;

use super::asking::Open;
use super::everything::list;
use super::live::cast;

async fn unread(open: &Open, person: i64, chat: i64) -> u64 {
    let chats = open.read(&format!("/api/chats?as={person}")).await;
    let row = list(&chats["chats"]).iter().find(|row| row["id"] == chat);
    row.expect("it is in the list")["unread"]
        .as_u64()
        .expect("a number")
}

fn say(world: &mut World, person: i64, chat: i64, text: &str) -> i64 {
    world
        .say(person, chat, Say::text(text))
        .expect("they may talk")
}

/// What others wrote after the mark is unread; the mark never moves back.
#[tokio::test]
async fn marks_move_forward_only() {
    let (mut world, cast) = cast();
    let [ann, ben, _] = cast.people;
    for text in ["one", "two", "three"] {
        say(&mut world, ann, ben, text);
    }
    let own = say(&mut world, ben, ann, "four");
    let open = Open::new(world).await;
    assert_eq!(
        unread(&open, ben, ann).await,
        3,
        "the own message is not unread"
    );
    assert_eq!(unread(&open, ann, ben).await, 1);
    for (message, left) in [(own - 2, 1), (own - 3, 1), (own, 0), (own - 3, 0)] {
        let mark = json!({"person": ben, "chat": ann, "message": message});
        assert_eq!(open.act("read", &mark).await.0, 200);
        assert_eq!(unread(&open, ben, ann).await, left, "{message}");
    }
    open.sim.with(|world| {
        let id = say(world, ann, ben, "five");
        world.delete(ann, ben, id).expect("her own");
    });
    assert_eq!(
        unread(&open, ben, ann).await,
        0,
        "what is deleted is not unread"
    );
}

/// In forums each topic has its mark; the chat's count is their sum. Service messages count; what is older than one's
/// coming does not.
#[tokio::test]
async fn topics_are_read_one_by_one() {
    let (mut world, cast) = cast();
    let [ann, ben, cleo] = cast.people;
    let forum = cast.chats[0];
    let old = world.make_topic(ann, forum, "Old").expect("a forum");
    world.add(ann, forum, cleo).expect("she may");
    let new = world.make_topic(ann, forum, "New").expect("a forum");
    for thread in [old, new] {
        world
            .say(ben, forum, Say::text("words").thread(thread))
            .expect("he may");
    }
    let open = Open::new(world).await;
    let counts = async || {
        let topics = open
            .read(&format!("/api/topics?as={cleo}&chat={forum}"))
            .await;
        let count = |thread: i64| {
            let row = list(&topics["topics"])
                .iter()
                .find(|row| row["thread"] == thread);
            row.expect("it is there")["unread"]
                .as_u64()
                .expect("a number")
        };
        (count(0), count(old), count(new))
    };
    // In General: that she was added. In the new topic: its birth, and the words.
    assert_eq!(counts().await, (1, 1, 2));
    assert_eq!(unread(&open, cleo, forum).await, 4);
    let mark = json!({"person": cleo, "chat": forum, "thread": new, "message": new + 2});
    assert_eq!(open.act("read", &mark).await.0, 200);
    assert_eq!(counts().await, (1, 1, 0));
    assert_eq!(unread(&open, cleo, forum).await, 2);
}
