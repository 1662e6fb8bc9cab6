//! Nobody knows whether a call was done, in every spelling of it, for everything that the desk does: to the topic again with a mark, to
//! a client never again unasked, and what is the same when done twice is simply done again.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Kind;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(every_unknown_outcome);
on_both!(what_was_not_claimed_is_not_unknown);

/// Every way not to know: a fault, or none for a crash between the call and its record.
fn spellings() -> [(&'static str, Option<Fault>); 8] {
    let after = |code| Fault::ServerError {
        code,
        deed: Deed::After,
    };
    [
        ("time-out", Some(Fault::AnswerLost)),
        ("reset after", Some(Fault::Reset { deed: Deed::After })),
        ("reset before", Some(Fault::Reset { deed: Deed::Before })),
        ("half answer", Some(Fault::HalfAnswer)),
        ("broken JSON", Some(Fault::BrokenJson)),
        ("502 after", Some(after(502))),
        ("504 after", Some(after(504))),
        ("crash", None),
    ]
}

/// What somebody does, and the call that goes wrong.
const ACTS: [(&str, &str); 9] = [
    ("first words", "createForumTopic"),
    ("sticker, its line", "sendMessage"),
    ("sticker, itself", "copyMessage"),
    ("client edits", "editMessageText"),
    ("client reacts", "setMessageReaction"),
    ("team edits", "editMessageText"),
    ("team withdraws", "deleteMessage"),
    ("team's file", "copyMessage"),
    ("notice", "sendMessage"),
];

/// Promise: for each of these the table says what people see half a minute later. Nothing is missing, a client gets nothing twice, and
/// what stands in a topic twice is marked.
async fn every_unknown_outcome(backend: Backend) {
    let mut table = String::new();
    for (act, method) in ACTS {
        let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
        for (name, fault) in spellings() {
            let seen = one(backend, (act, method), fault).await;
            match lines.iter_mut().find(|(line, _)| *line == seen) {
                Some((_, names)) => names.push(name),
                None => lines.push((seen, vec![name])),
            }
        }
        for (seen, names) in lines {
            table.push_str(&format!("{act} ({}): {seen}\n", names.join(", ")));
        }
    }
    allow_duplicates! { assert_snapshot!(table, @"
    first words (time-out, reset after, reset before, half answer, broken JSON, 502 after, 504 after, crash): hello | 
    sticker, its line (time-out, reset after, half answer, broken JSON, 502 after, 504 after, crash): hello · 🔵 Anna · 🔵 Anna · Sticker · ⟳ | an answer
    sticker, its line (reset before): hello · 🔵 Anna · Sticker · ⟳ | an answer
    sticker, itself (time-out, reset after, half answer, broken JSON, 502 after, 504 after, crash): hello · 🔵 Anna · Sticker · Sticker · ⟳ | an answer
    sticker, itself (reset before): hello · 🔵 Anna · Sticker · ⟳ | an answer
    client edits (time-out, reset after, reset before, half answer, broken JSON, 502 after, 504 after, crash): hello there | an answer
    client reacts (time-out, reset after, reset before, half answer, broken JSON, 502 after, 504 after, crash): hello👍 | an answer
    team edits (time-out, reset after, reset before, half answer, broken JSON, 502 after, 504 after, crash): hello | the answer
    team withdraws (time-out, reset after, reset before, half answer, broken JSON, 502 after, 504 after, crash): hello · 🗑 Withdrawn: the client  | 
    team's file (time-out, reset after, half answer, broken JSON, 502 after, 504 after, crash): hello · ❔ | an answer · Photo
    team's file (reset before): hello · ❔ | an answer
    notice (time-out, reset after, half answer, broken JSON, 502 after, 504 after, crash): hello · There is no such command · There is no such command · ⟳ | an answer
    notice (reset before): hello · There is no such command · ⟳ | an answer
    ") };
}

async fn one(backend: Backend, (act, method): (&str, &str), fault: Option<Fault>) -> String {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    let in_group = act.starts_with("sticker");
    let chat = match in_group {
        true => stage.client_group("Acme", &[anna]),
        false => stage.bot,
    };
    stage.pass(Duration::from_secs(12)).await;
    let (mut topic, mut said, mut answered) = (0, 0, 0);
    if act != "first words" {
        said = stage.say(anna, chat, Say::text("hello"));
        stage.settle().await;
        topic = stage.topic(if in_group { "Acme" } else { "Anna" });
        answered = stage.say(marta, stage.group, Say::text("an answer").thread(topic));
        stage.pass(Duration::from_secs(2)).await;
    }
    let crashes = fault.is_none();
    if act == "sticker, itself" && crashes {
        // The line stands and is recorded; the sticker is the next call.
        stage.say(anna, chat, Say::sample(Kind::Sticker));
        stage.pump.round().await.expect("the store works");
        stage.crash_after_the_calls().await;
    } else {
        if let Some(fault) = fault {
            stage.goes_wrong(method, fault, 1);
        }
        let in_topic = |say: Say| say.thread(topic);
        match act {
            "first words" => drop(stage.say(anna, chat, Say::text("hello"))),
            "sticker, its line" | "sticker, itself" => {
                stage.say(anna, chat, Say::sample(Kind::Sticker));
            }
            "client edits" => stage.edit(anna, chat, said, Edit::text("hello there")),
            "client reacts" => stage
                .sim
                .with(|world| world.react(anna, chat, said, &["👍"]))
                .expect("Anna may react"),
            "team edits" => stage.edit(marta, stage.group, answered, Edit::text("the answer")),
            "team withdraws" => {
                let command = Say::text("/del").reply_to(answered);
                stage.say(marta, stage.group, in_topic(command));
            }
            "team's file" => drop(stage.say(marta, stage.group, in_topic(Say::photo("a file")))),
            "notice" => drop(stage.say(marta, stage.group, in_topic(Say::text("/nonsense")))),
            other => panic!("nobody does “{other}”"),
        }
        if crashes {
            stage.crash_after_the_calls().await;
        }
    }
    stage.pass(Duration::from_secs(30)).await;
    if !crashes {
        let struck = stage.sim.faults(|faults| faults.list()[0].struck);
        assert_eq!(struck, 1, "{act}: {method} was called and went wrong");
    }
    let topics = stage.sim.with(|world| world.topics(stage.group));
    assert_eq!(topics.iter().filter(|topic| !topic.deleted).count(), 1);
    let in_group = seen(&stage, &stage.rows(stage.group, marta));
    let by_client = seen(&stage, &stage.rows(chat, anna));
    format!("{in_group} | {by_client}")
}

/// What the bot has put there.
fn seen(stage: &Stage, rows: &[Row]) -> String {
    let from_bot = rows.iter().filter(|row| row.from == stage.bot);
    let shown = from_bot.filter(|row| row.kind != Kind::Service).map(|row| {
        let words = row.text.lines().last().unwrap_or_default();
        let mut shown = match row.kind {
            _ if words.starts_with('⟳') => "⟳".to_owned(),
            _ if words.starts_with('❔') => "❔".to_owned(),
            Kind::Text => words.chars().take(24).collect(),
            kind => format!("{kind:?}"),
        };
        for (_, reaction) in &row.reactions {
            shown.push_str(reaction["emoji"].as_str().unwrap_or("?"));
        }
        shown
    });
    shown.collect::<Vec<_>>().join(" · ")
}

/// Promise: a delivery that was not claimed when the desk died goes as if nothing had happened: no mark, no question.
async fn what_was_not_claimed_is_not_unknown(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    for words in ["one", "two"] {
        stage.say(anna, stage.bot, Say::text(words));
        stage.say(marta, stage.group, Say::text(words).thread(topic));
    }
    // Of each lane the first is claimed and called, the second waits behind it.
    stage.crash_after_the_calls().await;
    stage.pass(Duration::from_secs(10)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 Marta: two
    8 bot: one
    9 bot: one
    10 bot: two
    11 bot ↩6: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    12 bot ↩9: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    ") };
    assert_eq!(stage.received(anna), ["one", "two"]);
    assert_eq!(stage.standing().await, (0, 1, 0));
}
