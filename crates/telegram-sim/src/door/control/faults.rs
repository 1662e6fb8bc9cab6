//! Operations on the simulator itself: faults, time, limits, switches, and what went on.

use serde_json::{Value, json};

use super::Run::{Sim, World};
use super::{Operation, Refused};
use crate::fault::Rule;

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "add_fault",
        takes: &["bot?", "method?", "chat?", "when?", "times?", "fault"],
        does: "Sets a rule that spoils calls; the result is its id. fault: {\"kind\": request_lost | answer_lost | \
               too_many (retry_after) | server_error (code, deed) | reset (deed) | broken_json | half_answer | slow (ms) | \
               refuse_connection | withheld_push | double_updates | late_update | strange_update (how: unknown_kind | malformed)}; deed: before | after; \
               when: {\"nth\": n} (default 1) or {\"per_mille\": p}; times: default 1.",
        run: Sim(|sim, given| {
            let rule: Rule = given.all()?;
            Ok(sim.faults(|faults| faults.add(rule)).into())
        }),
    },
    Operation {
        name: "remove_fault",
        takes: &["id"],
        does: "Takes a rule back; false if there is none of this id.",
        run: Sim(|sim, given| {
            let id = given.get("id")?;
            Ok(sim.faults(|faults| faults.remove(id)).into())
        }),
    },
    Operation {
        name: "clear_faults",
        takes: &[],
        does: "Takes all rules back.",
        run: Sim(|sim, _| {
            sim.faults(crate::fault::Faults::clear);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "seed_faults",
        takes: &["seed"],
        does: "Takes all rules back and starts the faults' dice anew.",
        run: Sim(|sim, given| {
            sim.seed_faults(given.get("seed")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "faults",
        takes: &[],
        does: "All rules, with how many calls each has meant (seen) and spoiled (struck).",
        run: Sim(|sim, _| Ok(sim.faults(|faults| json!(faults.list())))),
    },
    Operation {
        name: "violations",
        takes: &[],
        does: "Every departure from the Bot API so far.",
        run: Sim(|sim, _| Ok(sim.violations().iter().map(violation).collect())),
    },
    Operation {
        name: "tolerate_field",
        takes: &["name"],
        does: "Lets a field through in answers that the Bot API does not know, said with raw content.",
        run: Sim(|sim, given| {
            sim.tolerate_field(&given.text("name")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "now",
        takes: &[],
        does: "The world's time, Unix milliseconds.",
        run: World(|world, _| Ok(world.now_ms().into())),
    },
    Operation {
        name: "move_time",
        takes: &["by_ms?", "to_ms?"],
        does: "Moves the world's clock by a span (backwards if negative) or to a time; the result is the new time.",
        run: World(|world, given| {
            let (by_ms, to_ms): (Option<i64>, Option<i64>) =
                (given.get("by_ms")?, given.get("to_ms")?);
            let target_ms = match (by_ms, to_ms) {
                (Some(by_ms), None) => world.now_ms().saturating_add(by_ms),
                (None, Some(to_ms)) => to_ms,
                _ => return Err(Refused::new(400, "give either by_ms or to_ms")),
            };
            world.set_now_ms(target_ms);
            Ok(target_ms.into())
        }),
    },
    Operation {
        name: "set_budgets",
        takes: &[
            "on?",
            "group_units_per_minute?",
            "private_burst?",
            "bot_units_per_second?",
        ],
        does: "Sets the flood limits of all bots; what is left out gets its usual value.",
        run: World(|world, given| {
            world.set_budgets(given.all()?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "budgets",
        takes: &[],
        does: "The flood limits in force.",
        run: World(|world, _| Ok(json!(world.budgets()))),
    },
    Operation {
        name: "set_root_as_reply",
        takes: &["on"],
        does: "Messages of a topic show the topic's root as the message they reply to.",
        run: World(|world, given| {
            world.set_root_as_reply(given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_picking",
        takes: &["picking"],
        does: "What a bot hears of a picked chat, and in which order: joined_first, joined_in_steps, shared_first, or shared_only without coming in.",
        run: World(|world, given| {
            world.set_picking(given.get("picking")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_private_reactions",
        takes: &["on"],
        does: "Reactions in private chats reach bots that asked for them.",
        run: World(|world, given| {
            world.set_private_reactions(given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "break_next_multi_send",
        takes: &["bot", "item"],
        does: "The bot's next album or multiple copy fails at this item, from 1; the earlier ones stay in the chat.",
        run: World(|world, given| {
            world.break_next_multi_send(given.id("bot")?, given.get("item")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_logging",
        takes: &["on"],
        does: "Whether the log of deeds grows.",
        run: World(|world, given| {
            world.set_logging(given.on("on")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "log",
        takes: &["from?"],
        does: "The deeds so far, from this number on.",
        run: World(|world, given| {
            let from: Option<usize> = given.get("from")?;
            Ok(json!(
                world
                    .log()
                    .iter()
                    .skip(from.unwrap_or(0))
                    .collect::<Vec<_>>()
            ))
        }),
    },
    Operation {
        name: "pending_updates",
        takes: &["token"],
        does: "How many updates wait for the bot.",
        run: World(|world, given| Ok(world.pending_updates(&given.text("token")?).into())),
    },
];

fn violation(violation: &crate::sim::Violation) -> Value {
    let mismatches: Vec<String> = violation
        .mismatches
        .iter()
        .map(ToString::to_string)
        .collect();
    json!({"method": violation.method, "side": format!("{:?}", violation.side), "mismatches": mismatches})
}
