//! The same seed and the same operations give the same world.

use proptest::prelude::*;
use relevo_telegram_sim::control::{MadeBot, NewBot, Say, SayContent};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::world::{AdminRights, Kind, World};
use serde_json::{Value, json};

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Say(u8, u8),
    Photo(u8),
    Dice(u8),
    Sample(u8, u8),
    Album(u8),
    Rich,
    Send(u8),
    Copy(u8, u8),
    Topic,
    DeleteTopic(u8),
    React(u8, u8),
    Wait(u16),
    Poll,
}

/// Kinds whose samples draw on chance, files or people.
const KINDS: [Kind; 8] = [
    Kind::LivePhoto,
    Kind::PaidMedia,
    Kind::Game,
    Kind::Gift,
    Kind::Poll,
    Kind::Dice,
    Kind::GiveawayWinners,
    Kind::Unknown,
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (any::<u8>(), any::<u8>()).prop_map(|(who, what)| Step::Say(who, what)),
        any::<u8>().prop_map(Step::Photo),
        any::<u8>().prop_map(Step::Dice),
        (any::<u8>(), any::<u8>()).prop_map(|(who, kind)| Step::Sample(who, kind)),
        any::<u8>().prop_map(Step::Album),
        Just(Step::Rich),
        any::<u8>().prop_map(Step::Send),
        (any::<u8>(), any::<u8>()).prop_map(|(from, at)| Step::Copy(from, at)),
        Just(Step::Topic),
        any::<u8>().prop_map(Step::DeleteTopic),
        (any::<u8>(), any::<u8>()).prop_map(|(who, at)| Step::React(who, at)),
        any::<u16>().prop_map(Step::Wait),
        Just(Step::Poll),
    ]
}

/// Two people, a bot, a forum.
fn start(seed: u64) -> (World, [i64; 2], MadeBot, i64) {
    let mut world = World::new(seed);
    let people = [world.make_named("A"), world.make_named("B")];
    let bot = world.make_bot(NewBot {
        username: "b_bot".to_owned(),
        ..NewBot::default()
    });
    let forum = world.make_forum("F", people[0]);
    world.add(people[0], forum, bot.id).expect("exists");
    world
        .promote(people[0], forum, bot.id, AdminRights::all())
        .expect("exists");
    world.start_bot(people[0], bot.id, None).expect("exists");
    (world, people, bot, forum)
}

/// Everything that can be seen of a world after these steps: answers, updates, log, transcripts.
fn run(seed: u64, steps: &[Step]) -> String {
    let (mut world, people, bot, forum) = start(seed);
    let mut seen = Vec::new();
    for step in steps {
        let person = |who: &u8| people[usize::from(*who) % 2];
        let call = |world: &mut World, method: &str, params: Value| {
            format!(
                "{:?}",
                world.call(&bot.token, &Request::new(method, params))
            )
        };
        seen.push(match step {
            Step::Say(who, what) => {
                format!(
                    "{:?}",
                    world.say(person(who), bot.id, Say::text(&format!("t{what}")))
                )
            }
            Step::Photo(who) => {
                format!(
                    "{:?}",
                    world.say(person(who), forum, Say::media(Kind::Photo, "c"))
                )
            }
            Step::Dice(who) => {
                let emoji = "🎰".to_owned();
                let say = Say::new(SayContent::Dice { emoji });
                format!("{:?}", world.say(person(who), bot.id, say))
            }
            Step::Sample(who, kind) => {
                let kind = KINDS[usize::from(*kind) % KINDS.len()];
                format!("{:?}", world.say(person(who), bot.id, Say::sample(kind)))
            }
            Step::Album(who) => {
                let item = || Say::photo("c").album("a");
                let one = world.say(person(who), forum, item());
                format!("{one:?} {:?}", world.say(person(who), forum, item()))
            }
            Step::Rich => {
                let blocks = json!([{"type": "paragraph", "text": "x"}]);
                let params = json!({"chat_id": forum, "rich_message": {"blocks": blocks}});
                call(&mut world, "sendRichMessage", params)
            }
            Step::Send(who) => call(
                &mut world,
                "sendMessage",
                json!({"chat_id": person(who), "text": "x"}),
            ),
            Step::Copy(who, at) => {
                let from = person(who);
                let params = json!({"chat_id": forum, "from_chat_id": from, "message_id": at});
                call(&mut world, "copyMessage", params)
            }
            Step::Topic => call(
                &mut world,
                "createForumTopic",
                json!({"chat_id": forum, "name": "T"}),
            ),
            Step::DeleteTopic(at) => {
                format!("{:?}", world.delete_topic(people[0], forum, i64::from(*at)))
            }
            Step::React(who, at) => {
                format!(
                    "{:?}",
                    world.react(person(who), forum, i64::from(*at), &["👍"])
                )
            }
            Step::Wait(ms) => {
                let now_ms = world.now_ms();
                world.set_now_ms(now_ms + i64::from(*ms) * 1_000);
                String::new()
            }
            Step::Poll => call(&mut world, "getUpdates", json!({"offset": -50})),
        });
    }
    let log = serde_json::to_string(world.log()).expect("plain");
    let rows = serde_json::to_string(&world.transcript(forum, people[0])).expect("plain");
    format!("{}\n{log}\n{rows}\n{}", seen.join("\n"), bot.token)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Same seed, same steps: the same answers, updates, log and transcript, byte for byte.
    #[test]
    fn same_seed_same_world(seed in any::<u64>(), steps in prop::collection::vec(step(), 0..60)) {
        prop_assert_eq!(run(seed, &steps), run(seed, &steps));
    }
}

/// Another seed gives other tokens and numbers.
#[test]
fn another_seed_is_another_world() {
    let steps = [Step::Say(0, 1), Step::Poll];
    assert_ne!(run(1, &steps), run(2, &steps));
}
