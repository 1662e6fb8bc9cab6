//! The stream: whoever follows it knows at any time what somebody reads who comes anew, whatever is done.

use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use relevo_telegram_sim::control::{Edit, NewBot, Say, SayContent};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, Kind, Permissions, World};
use serde_json::json;

use super::asking::Open;
use super::everything::Everything;

/// Who and what is in the world of these tests.
pub(crate) struct Cast {
    pub(crate) people: [i64; 3],
    pub(crate) bot: i64,
    pub(crate) token: String,
    pub(crate) chats: [i64; 4],
}

pub(crate) fn cast() -> (World, Cast) {
    let mut world = World::new(1);
    let people = ["Ann", "Ben", "Cleo"].map(|name| world.make_named(name));
    let made = world.make_bot(NewBot {
        username: "desk_bot".to_owned(),
        ..NewBot::default()
    });
    let [ann, ben, _] = people;
    let chats = [
        world.make_forum("Forum", ann),
        world.make_group("Group", ann),
        world.make_supergroup("Supergroup", ben),
        world.make_channel("Channel", ann),
    ];
    for chat in chats {
        for who in [ann, ben, made.id] {
            world.add(ann, chat, who).expect("it may");
        }
    }
    for chat in [chats[0], chats[3]] {
        world
            .promote(ann, chat, made.id, AdminRights::all())
            .expect("it may");
    }
    world.make_topic(ann, chats[0], "One").expect("a forum");
    world.start_bot(ann, made.id, None).expect("it may");
    (
        world,
        Cast {
            people,
            bot: made.id,
            token: made.token,
            chats,
        },
    )
}

/// A deed; the numbers choose whom and what it meets.
type Step = (u8, [u8; 4]);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // What lets everybody read anew comes seldom, so that it does not hide what is missed.
    let kind = prop_oneof![30 => 0..24_u8, 1 => 24..34_u8];
    prop::collection::vec((kind, any::<[u8; 4]>()), 1..25)
}

/// Does it; whatever is refused is refused.
fn act(world: &mut World, cast: &Cast, (kind, [who, place, what, more]): Step) {
    let pick = |from: &[i64], number: u8| from[usize::from(number) % from.len()];
    let person = pick(&cast.people, who);
    let places = [&cast.chats[..], &[cast.bot, cast.people[0], cast.people[1]]].concat();
    let chat = pick(&places, place);
    let group = pick(&cast.chats, place);
    let other = pick(
        &[cast.people[0], cast.people[1], cast.people[2], cast.bot],
        what,
    );
    let forum = cast.chats[0];
    let rows = world.transcript(chat, person);
    let message = rows
        .iter()
        .map(|row| row.message_id)
        .filter(|id| *id > 0)
        .nth(usize::from(what) % rows.len().max(1))
        .unwrap_or(1);
    let threads: Vec<i64> = world
        .topics(forum)
        .iter()
        .map(|topic| topic.thread)
        .collect();
    let thread = pick(&threads, what);
    let in_topic = |say: Say| {
        if chat == forum && more % 3 > 0 {
            say.thread(pick(&threads, more))
        } else {
            say
        }
    };
    let text = format!("words {what} {more}");
    let poll = SayContent::Poll {
        question: "?".to_owned(),
        options: vec!["a".to_owned(), "b".to_owned()],
        correct: (what % 2 == 0).then_some(0),
        public: true,
    };
    let emoji: &[&str] = if more % 2 == 0 { &["👍"] } else { &[] };
    let yes = more % 2 == 0;
    let rights = if yes {
        AdminRights::all()
    } else {
        AdminRights::bare()
    };
    // The results do not matter: the two readers see the same world.
    let _ = match kind {
        0..4 => world
            .say(person, chat, in_topic(Say::text(&text)))
            .map(|_| ()),
        4 => world
            .say(person, chat, in_topic(Say::photo(&text)))
            .map(|_| ()),
        5..8 => world
            .say(person, chat, Say::text(&text).reply_to(message))
            .map(|_| ()),
        8 => world.edit(person, chat, message, Edit::text(&text)),
        9 => world.delete(person, chat, message),
        10 => world.react(person, chat, message, emoji),
        11 => world.pin_by(person, chat, message),
        12 => world.unpin_by(person, chat),
        13 => world.make_topic(person, forum, &text).map(|_| ()),
        14 => world.rename_topic(person, forum, thread, &text),
        15 if yes => world.close_topic(person, forum, thread),
        15 => world.reopen_topic(person, forum, thread),
        16 if more < 80 => world.delete_topic(person, forum, thread),
        16 => world
            .say(person, chat, in_topic(Say::new(poll)))
            .map(|_| ()),
        17 => world.vote(person, chat, message, &[usize::from(more % 2)]),
        18 => world.close_poll(person, chat, message),
        19 => world.read(person, chat, (chat == forum).then_some(thread), message),
        20 if yes => {
            world.block_bot(person, cast.bot);
            Ok(())
        }
        20 => {
            world.unblock_bot(person, cast.bot);
            Ok(())
        }
        21 => world
            .say(person, chat, Say::forward(chat, message))
            .map(|_| ()),
        22 if yes => world.hide_general(person, forum, what % 2 == 0),
        22 => world.close_general(person, forum, what % 2 == 0),
        23 => world.set_permissions(group, Permissions::all(yes)),
        24 => world.leave(other, group),
        25 => world.kick(person, group, other),
        26 => world.join(other, group),
        27 => world.promote(person, group, other, rights),
        28 => world.demote(person, group, other),
        29 => world.rename_chat(person, group, &text),
        30 => {
            world.rename_account(other, &text, None);
            Ok(())
        }
        31 => world.set_protected(group, yes),
        32 => world.set_forum(forum, yes),
        _ => world.upgrade_group(cast.chats[1]).map(|_| ()),
    };
}

/// The bot acts too.
async fn call(open: &Open, cast: &Cast, (_, [who, place, what, more]): Step) {
    if who % 4 > 0 {
        return;
    }
    let chat = [cast.people[0], cast.chats[0], cast.chats[3]][usize::from(place) % 3];
    let keyboard = json!({"keyboard": [[{"text": format!("{more}")}]]});
    let request = match what % 4 {
        0 => Request::new(
            "sendMessage",
            json!({"chat_id": chat, "text": "from the bot"}),
        ),
        1 => Request::new(
            "sendMessage",
            json!({"chat_id": cast.people[0], "text": "choose", "reply_markup": keyboard}),
        ),
        2 => Request::new(
            "deleteMessage",
            json!({"chat_id": chat, "message_id": more % 20}),
        ),
        _ => Request::new(
            "editMessageText",
            json!({"chat_id": chat, "message_id": more % 20, "text": "edited"}),
        ),
    };
    open.sim.request(&cast.token, request).await;
}

/// Follows the stream up to a message that says so.
async fn follow(open: &Open, cast: &Cast, readers: &mut [Everything], since: u64) -> u64 {
    static ENDS: AtomicUsize = AtomicUsize::new(0);
    let end = format!("end {}", ENDS.fetch_add(1, Ordering::Relaxed));
    let persons: Vec<String> = readers
        .iter()
        .map(|reader| reader.person.to_string())
        .collect();
    let mut events = open.events(&persons.join(","), since).await;
    let [ann, ben, _] = cast.people;
    open.sim
        .with(|world| world.say(ann, ben, Say::text(&end)))
        .expect("they may talk");
    let mut ended = 0;
    while ended < readers.len() {
        let (name, data) = events.next().await;
        ended += usize::from(name == "message" && data["message"]["text"] == end.as_str());
        for reader in &mut *readers {
            if !reader.hear(&name, data.clone()) {
                *reader = Everything::read(open, reader.person).await;
                // What came before the reading began does not come again.
                ended += usize::from(
                    reader
                        .messages
                        .values()
                        .any(|view| view["message"]["text"] == end.as_str()),
                );
            }
        }
    }
    events.seq
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Also when the stream breaks off and goes on from where it was.
    #[test]
    fn whoever_follows_the_stream_misses_nothing(before in steps(), meanwhile in steps(), after in steps()) {
        let missed = runtime().block_on(async {
            let (world, cast) = cast();
            let open = Open::new(world).await;
            before.iter().for_each(|step| open.sim.with(|world| act(world, &cast, *step)));
            let mut readers = Vec::new();
            for person in &cast.people[..2] {
                readers.push(Everything::read(&open, *person).await);
            }
            let mut since = readers[0].seq;
            for steps in [&meanwhile, &after] {
                for step in steps {
                    open.sim.with(|world| act(world, &cast, *step));
                    call(&open, &cast, *step).await;
                }
                since = follow(&open, &cast, &mut readers, since).await;
            }
            for reader in &readers {
                let anew = Everything::read(&open, reader.person).await;
                if let Some(missed) = reader.differs_from(&anew) {
                    return Some(missed);
                }
            }
            None
        });
        prop_assert!(missed.is_none(), "{}", missed.unwrap_or_default());
    }
}

/// A message is there as an event, and the id of that event is where a reload goes on.
#[tokio::test]
async fn a_message_comes_as_an_event() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let [ann, ben, _] = cast.people;
    let start = open.read("/api/start").await["seq"]
        .as_u64()
        .expect("a number");
    let mut events = open.events(&ben.to_string(), start).await;
    assert_eq!(events.next_of("host").await["title"], "A test");
    open.sim
        .with(|world| world.say(ann, ben, Say::text("hello")))
        .expect("they may talk");
    let row = events.next_of("chat").await;
    assert_eq!((&row["id"], &row["unread"]), (&json!(ann), &json!(1)));
    let view = events.next_of("message").await;
    assert_eq!(
        (&view["as"], &view["message"]["text"]),
        (&json!(ben), &json!("hello"))
    );
    let now = open.read("/api/start").await["seq"].as_u64();
    assert_eq!(Some(events.seq), now);
}

/// A deleted topic is one event, however much was in it.
#[tokio::test]
async fn a_deleted_topic_is_one_event() {
    let (mut world, cast) = cast();
    let (ann, forum) = (cast.people[0], cast.chats[0]);
    let thread = world.make_topic(ann, forum, "Long").expect("a forum");
    for _ in 0..9_000 {
        world
            .say(ann, forum, Say::text("words").thread(thread))
            .expect("she may");
    }
    let open = Open::new(world).await;
    let start = open.read("/api/start").await["seq"]
        .as_u64()
        .expect("a number");
    open.sim
        .with(|world| world.delete_topic(ann, forum, thread))
        .expect("she may");
    let mut events = open.events(&ann.to_string(), start).await;
    let (first, _) = events.next().await;
    let (second, topic) = events.next().await;
    assert_eq!((first.as_str(), second.as_str()), ("chat", "topic"));
    assert_eq!(
        (&topic["topic"]["thread"], &topic["topic"]["deleted"]),
        (&json!(thread), &json!(true))
    );
    assert_eq!(events.next().await.0, "host");
}

/// Who fell behind further than the feed reaches reads anew.
#[tokio::test]
async fn too_far_behind_means_reading_anew() {
    let (mut world, cast) = cast();
    let (ann, group) = (cast.people[0], cast.chats[1]);
    for _ in 0..9_000 {
        world
            .say(ann, group, Say::media(Kind::Sticker, ""))
            .expect("she may");
    }
    let open = Open::new(world).await;
    let mut events = open.events(&ann.to_string(), 1).await;
    assert_eq!(events.next().await.0, "resync");
}
