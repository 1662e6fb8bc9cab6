//! No call can bring the world down, whatever its parameters are.

use proptest::prelude::*;
use relevo_telegram_sim::request::Request;
use serde_json::{Map, Value, json};

use super::scene::Scene;

/// Every method of the Bot API with its parameters' names.
fn methods() -> Vec<(String, Vec<String>)> {
    let data = include_str!("../../../data/bot-api.json");
    let data: Value = serde_json::from_str(data).expect("the data is JSON");
    let methods = data["methods"].as_object().expect("methods");
    methods
        .iter()
        .map(|(name, method)| {
            let fields = method["fields"].as_array().cloned().unwrap_or_default();
            let names = fields.iter().filter_map(|field| field["name"].as_str());
            (name.clone(), names.map(str::to_owned).collect())
        })
        .collect()
}

/// Values that are wrong, extreme, or right by chance.
fn odd(number: u8, scene: &Scene) -> Value {
    let reply = |id: i64| json!({"message_id": id, "quote": "a", "quote_position": u64::MAX});
    let entity = json!([{"type": "bold", "offset": u64::MAX, "length": u64::MAX}]);
    match number % 20 {
        0 => json!(i64::MIN),
        1 => json!(i64::MAX),
        2 => json!(-1),
        3 => json!(0),
        4 => json!(1),
        5 | 6 => json!(scene.forum),
        7 | 8 => json!(scene.client),
        9 => json!(scene.bot.id),
        10 => json!(""),
        11 => json!("@nobody"),
        12 => json!("a \u{1f600} <b>b"),
        13 => json!(["x", 3, null, {}]),
        14 => json!([3, 4, i64::MAX]),
        15 => reply(i64::MIN),
        16 => reply(3),
        17 => entity,
        18 => json!({"inline_keyboard": [[{}], 5]}),
        _ => Value::Null,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is called: an answer or a refusal, never a panic, and the bot goes on working.
    #[test]
    fn no_call_brings_the_world_down(odds in prop::collection::vec(any::<u8>(), 40)) {
        let mut scene = Scene::new();
        scene.lenient = true;
        scene.sent(scene.forum, "a b");
        let token = scene.bot.token.clone();
        let leaving = ["leaveChat", "setWebhook"];
        for (at, (method, names)) in methods().into_iter().enumerate() {
            if leaving.contains(&method.as_str()) {
                continue;
            }
            let params: Map<String, Value> = names
                .into_iter()
                .enumerate()
                .map(|(index, name)| (name, odd(odds[(at + 7 * index) % odds.len()], &scene)))
                .filter(|(_, value)| !value.is_null())
                .collect();
            let request = Request { method, params, ..Request::default() };
            let answer = scene.world.call(&token, &request);
            if let Err(refusal) = answer {
                prop_assert!((400..=501).contains(&refusal.code));
            }
        }
        scene.done("getMe", Value::Null);
    }
}
