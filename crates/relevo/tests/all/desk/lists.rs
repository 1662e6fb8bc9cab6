//! `/waiting` and `/mine` in General: what is listed, in which order, for whom, and that it stays one message.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use super::Room;
use crate::database::{Backend, on_both};
use crate::hiding::{ID, Masquerade, NAMES};
use crate::stage::Stage;

on_both!(nobody_waits);
on_both!(the_longest_wait_first);
on_both!(mine_are_those_that_i_took);
on_both!(an_anonymous_administrator_has_none);
on_both!(many_are_counted);
on_both!(the_team_is_told_no_hidden_name);
on_both!(one_bot_lists_for_all);

/// The answers to a message in General.
fn answers_to(stage: &Stage, asked: i64) -> Vec<Row> {
    let rows = stage.rows(stage.group, stage.owner).into_iter();
    rows.filter(|row| row.reply_to == Some(asked)).collect()
}

/// A person asks, and the answer is this.
async fn asked(stage: &mut Stage, person: i64, words: &str) -> Row {
    let asked = stage.say(person, stage.group, Say::text(words));
    stage.settle().await;
    let mut answers = answers_to(stage, asked);
    assert_eq!(answers.len(), 1, "one answer to {words}");
    answers.remove(0)
}

/// Where the lines lead.
fn links(answer: &Row) -> Vec<&str> {
    let entities = answer.entities.iter();
    entities
        .filter_map(|entity| entity["url"].as_str())
        .collect()
}

/// A client of this name writes.
async fn writes(stage: &mut Stage, name: &str) -> i64 {
    let client = stage.client(name);
    stage.say(client, stage.bot, Say::text("hello"));
    stage.settle().await;
    client
}

async fn marta_in(room: &mut Room, name: &str, words: &str) {
    let topic = room.stage.topic(name);
    let say = Say::text(words).thread(topic);
    room.stage.say(room.marta, room.stage.group, say);
    room.stage.settle().await;
}

/// Promise: where nobody waits and nothing is anybody's, both say so in a sentence; nothing of it reaches the client.
async fn nobody_waits(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_says("/close").await;
    let marta = room.marta;
    let waiting = asked(&mut room.stage, marta, "/waiting").await;
    let mine = asked(&mut room.stage, marta, "/mine").await;
    assert_eq!((waiting.thread, mine.thread), (None, None));
    allow_duplicates! { assert_snapshot!(format!("{}\n{}", waiting.text, mine.text), @"
    ✅ Nobody is waiting for an answer.
    👤 You have no open topics. Write /take in a topic to take it.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    ") };
    room.stage.pass_minutes(11).await;
    let text = room.stage.chat(room.stage.group, marta);
    assert!(!text.contains(&waiting.text) && !text.contains(&mine.text));
}

/// Promise: what waits for the team is listed, the longest first, each with how long and a link to its topic, and a name in a right-to-left
/// script or a very long one leaves the line as it is; what was answered, set aside for the client or closed is not listed.
async fn the_longest_wait_first(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let long = "Donaudampfschifffahrtsgesellschaftskapitän ".repeat(3);
    let long = long.trim_end();
    for (name, minutes) in [("Ben", 3), ("שירות לקוחות 24", 2), ("Chen", 2), ("Dana", 2)]
    {
        room.stage.pass_minutes(minutes).await;
        writes(&mut room.stage, name).await;
    }
    room.stage.pass_minutes(1).await;
    let (marta, group) = (room.marta, room.stage.group);
    writes(&mut room.stage, long).await;
    marta_in(&mut room, "Ben", "an answer").await;
    marta_in(&mut room, "Chen", "/wait").await;
    marta_in(&mut room, "Dana", "/close").await;
    room.stage.pass(Duration::from_secs(70)).await;
    // The client writes once more: the team has owed an answer since the first message.
    room.anna_says("are you there?").await;
    let waiting = asked(&mut room.stage, marta, "/waiting").await;
    allow_duplicates! { assert_snapshot!(waiting.text, @"
    Topics that need an answer, the longest first: 3
    🟪 11 min – Anna
    🟪 6 min – שירות לקוחות 24
    🟪 70 s – Donaudampfschifffahrtsgesellschaftskapitän Donaudampfschifffahrtsgesellschaftsk…
    ") };
    let number = group.to_string();
    let number = number.strip_prefix("-100").expect("a supergroup");
    let titles = room.stage.sim.with(|world| world.topics(group));
    let thread = |prefix: &str| {
        let mut titles = titles.iter();
        let title =
            titles.find(|topic| relevo_core::without_square(&topic.name).starts_with(prefix));
        title.expect("the topic is there").thread
    };
    let expected = ["Anna", "שירות", "Donau"];
    let expected = expected.map(|name| format!("https://t.me/c/{number}/{}", thread(name)));
    assert_eq!(links(&waiting), expected);
}

/// Promise: whoever asks sees what they took and is not closed: what waits for the team first; not what another has, and not what they gave
/// back.
async fn mine_are_those_that_i_took(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for name in ["Ben", "Chen", "Dana", "Emil"] {
        room.stage.pass_minutes(1).await;
        writes(&mut room.stage, name).await;
    }
    for (name, words) in [
        ("Anna", "an answer"),
        ("Anna", "/take"),
        ("Ben", "/take"),
        ("Chen", "/take"),
        ("Chen", "/close"),
        ("Dana", "/take"),
        ("Dana", "/drop"),
    ] {
        marta_in(&mut room, name, words).await;
    }
    room.stage.pass_minutes(3).await;
    let marta = room.marta;
    let nora = room.stage.operator("Nora");
    let mine = asked(&mut room.stage, marta, "/mine").await;
    let noras = asked(&mut room.stage, nora, "/mine").await;
    allow_duplicates! { assert_snapshot!(format!("{}\n{}", mine.text, noras.text), @"
    👤 Your topics: 2
    🟪 6 min – Ben
    🟨 3 min – Anna
    👤 You have no open topics. Write /take in a topic to take it.
    ") };
    assert_eq!(links(&mine).len(), 2);
}

/// Promise: an anonymous administrator is told what waits, and why their own topics cannot be known.
async fn an_anonymous_administrator_has_none(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, group) = (room.marta, room.stage.group);
    room.stage.anonymous(marta);
    let mut seen = Vec::new();
    for words in ["/waiting", "/mine"] {
        let say = Say::text(words).anonymously();
        let asked = room.stage.say(marta, group, say);
        room.stage.settle().await;
        let answers = answers_to(&room.stage, asked);
        seen.extend(answers.into_iter().map(|row| row.text));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    Topics that need an answer, the longest first: 1
    🟪 0 s – Anna
    You write as the group, so nobody can see which topics are yours. Switch off “Remain anonymous” for yourself and try again.
    ") };
}

/// Promise: thirty are named, the others are counted.
async fn many_are_counted(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    for number in 1..=32 {
        let name = format!("{} {number}", "Maximiliane ".repeat(5).trim_end());
        let client = stage.client(&name);
        stage.say(client, stage.bot, Say::text("hello"));
    }
    stage.pass_minutes(5).await;
    let waiting = asked(&mut stage, marta, "/waiting").await;
    let lines: Vec<&str> = waiting.text.lines().collect();
    assert_eq!(lines.len(), 32);
    assert_eq!(links(&waiting).len(), 30);
    let told = [lines[0], lines[1], lines[30], lines[31]].join("\n");
    allow_duplicates! { assert_snapshot!(told, @"
    Topics that need an answer, the longest first: 32
    🟪 4 min – Maximiliane Maximiliane Maximiliane Maximiliane Maximiliane 1
    🟪 4 min – Maximiliane Maximiliane Maximiliane Maximiliane Maximiliane 30
    … and 2 more
    ") };
}

/// Promise: under `HIDE_INFO` a list names its topics as they are titled.
async fn the_team_is_told_no_hidden_name(backend: Backend) {
    let mut masquerade = Masquerade::new(backend, "name, title, links").await;
    let marta = masquerade.stage.operator("Marta");
    let client = masquerade.client;
    let stage = &mut masquerade.stage;
    stage.say(client, stage.bot, Say::text("hello"));
    stage.pass(Duration::from_secs(2)).await;
    let titles = stage.sim.with(|world| world.topics(stage.group));
    let title = &titles.last().expect("a topic").name;
    let title = relevo_core::without_square(title).to_owned();
    let thread = stage.topic(&title);
    let take = Say::text("/take").thread(thread);
    stage.say(marta, stage.group, take);
    stage.settle().await;
    for words in ["/waiting", "/mine"] {
        let list = asked(stage, marta, words).await;
        let line = list.text.lines().last().expect("a line");
        assert!(line.ends_with(&format!("– {title}")), "{line}");
        assert!(!list.text.contains(&ID.to_string()));
    }
    assert_eq!(masquerade.found(&NAMES), Vec::<&str>::new());
}

/// Promise: of several bots of a group one answers, with the topics of all of them, each once; where the desk bot's connection is stopped
/// another answers.
async fn one_bot_lists_for_all(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let second = room.stage.second_bot(&[]).await;
    room.stage.settle().await;
    room.stage.pass_minutes(1).await;
    let ben = room.stage.person("Ben");
    room.stage
        .sim
        .with(|world| world.start_bot(ben, second, None))
        .expect("Ben may");
    room.stage.say(ben, second, Say::text("hello"));
    room.stage.settle().await;
    for name in ["Anna", "Ben"] {
        marta_in(&mut room, name, "/take").await;
    }
    let marta = room.marta;
    let mut seen = Vec::new();
    for words in ["/waiting", "/mine", "/waiting@acme_sales_bot"] {
        seen.push(asked(&mut room.stage, marta, words).await);
    }
    let stopped = relevo_core::ConnectionState::Stopped;
    room.stage.set_state(stopped).await;
    room.stage.settle().await;
    seen.push(asked(&mut room.stage, marta, "/waiting").await);
    let seen: Vec<String> = seen
        .iter()
        .map(|row| format!("{}: {}", room.stage.name(row.from), row.text))
        .collect();
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    bot: Topics that need an answer, the longest first: 2
    🟪 60 s – Anna
    🟪 0 s – Ben
    bot: 👤 Your topics: 2
    🟪 60 s – Anna
    🟪 0 s – Ben
    bot: Topics that need an answer, the longest first: 2
    🟪 60 s – Anna
    🟪 0 s – Ben
    second bot: Topics that need an answer, the longest first: 2
    🟪 60 s – Anna
    🟪 0 s – Ben
    ") };
}
