//! `/info` where something is hidden: for everybody as it may be seen, for those who may see more in their own chat with the bot.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{NewPerson, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::{Room, with_club};
use crate::database::{Backend, on_both};

on_both!(each_word_hides_its_part);
on_both!(who_may_see_it_gets_it_alone);
on_both!(who_has_not_started_the_bot_is_told_how);
on_both!(who_is_a_client_too);
on_both!(whoever_writes_as_the_group);
on_both!(telegram_asks_to_wait);

/// Anna's topic was made when nothing was hidden yet.
async fn hidden(backend: Backend, hides: &str, params: &[(&str, &str)]) -> Room {
    let room = Room::new(backend, params).await;
    room.stage.set_parameter("HIDE_INFO", hides).await;
    room
}

/// A client whom everybody would recognise.
fn ben(room: &Room) -> i64 {
    let bot = room.stage.bot;
    room.stage.sim.with(|world| {
        let ben = world.make_person(NewPerson {
            first_name: "Maximiliane".into(),
            last_name: Some("t.me/maximust".into()),
            username: Some("maximust".into()),
            id: Some(7_788_990_011),
            ..NewPerson::default()
        });
        world.start_bot(ben, bot, None).expect("the bot is started");
        world
            .say(ben, bot, Say::text("hello"))
            .expect("they may write");
        ben
    })
}

/// The newest topic.
fn newest(room: &Room) -> i64 {
    let topics = room.stage.sim.with(|world| world.topics(room.stage.group));
    let newest = topics.iter().map(|topic| topic.thread).max();
    newest.expect("there is one")
}

/// Promise: whoever may not see it finds nothing on the card that `HIDE_INFO` hides, and under `command` no card.
async fn each_word_hides_its_part(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (club, of_club) = with_club(&mut room).await;
    ben(&room);
    room.stage.settle().await;
    let of_ben = newest(&room);
    let mut rows = Vec::new();
    for words in ["name", "title", "links", "name, title, links", "command"] {
        room.stage.set_parameter("HIDE_INFO", words).await;
        for topic in [of_ben, of_club] {
            let answer = room.info(room.marta, topic).await;
            let answer = answer.replace(&club.to_string(), "ID");
            let known: Vec<&str> = answer
                .lines()
                .filter(|line| !line.contains("message:"))
                .collect();
            rows.push(format!("{words}: {}", known.join(" ⏎ ")));
        }
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    name: Client ⏎ Name: Dinzal Lonsal 156 ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    name: Group ⏎ Title: Club ⏎ ID: ID ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1) ⏎ Members: 3 ⏎ Have written so far: 2 ⏎ • Zermir Gelkur 193 ⏎ • Sunbar Zonfol 207
    title: Client ⏎ Name: Maximiliane t.me/maximust ⏎ Username: @maximust ⏎ ID: 7788990011 ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    title: Group ⏎ Title: Solbun Lirpur 114 ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1) ⏎ Members: 3 ⏎ Have written so far: 2 ⏎ • Carl ⏎ • Dora
    links: Client ⏎ Name: Maximiliane (link) ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    links: Group ⏎ Title: Club ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1) ⏎ Members: 3 ⏎ Have written so far: 2 ⏎ • Carl ⏎ • Dora
    name, title, links: Client ⏎ Name: Dinzal Lonsal 156 ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1)
    name, title, links: Group ⏎ Title: Solbun Lirpur 114 ⏎ 🟪 Waits for the team. ⏎ 👤 Nobody is responsible. ⏎ Bot: @acme_support_bot (i1) ⏎ Members: 3 ⏎ Have written so far: 2 ⏎ • Zermir Gelkur 193 ⏎ • Sunbar Zonfol 207
    command: Only the owner and those they have named (EXTENSIONS_ALLOWED) may see this.
    command: Only the owner and those they have named (EXTENSIONS_ALLOWED) may see this.
    ") };
}

/// Promise: the owner, and whoever they name, get everything in their own chat with the bot; in the topic stands only that it was sent.
/// Nobody else is told anything, and no conversation comes of it.
async fn who_may_see_it_gets_it_alone(backend: Backend) {
    let mut room = hidden(backend, "name, links, command", &[]).await;
    let (owner, marta, bot) = (room.stage.owner, room.marta, room.stage.bot);
    ben(&room);
    room.stage.settle().await;
    let topic = newest(&room);
    for person in [owner, marta] {
        room.stage
            .sim
            .with(|world| world.start_bot(person, bot, None))
            .expect("the bot is started");
    }
    room.stage.settle().await;
    let before = room.stage.topics().matches("# ").count();
    let mut rows = vec![format!("Marta: {}", room.info(marta, topic).await)];
    rows.push(format!("the owner: {}", room.info(owner, topic).await));
    room.stage
        .set_parameter("EXTENSIONS_ALLOWED", &marta.to_string())
        .await;
    rows.push(format!("Marta, named: {}", room.info(marta, topic).await));
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    Marta: Only the owner and those they have named (EXTENSIONS_ALLOWED) may see this.
    the owner: 👤 Sent to you in private.
    Marta, named: 👤 Sent to you in private.
    ") };
    for person in [owner, marta] {
        let chat = room.stage.chat(bot, person);
        assert_eq!(chat.matches("Name: Maximiliane t.me/maximust").count(), 1);
        assert_eq!(chat.matches("ID: 7788990011").count(), 1, "{chat}");
    }
    let topics = room.stage.topics();
    assert!(!topics.contains("7788990011") && !topics.contains("Maximiliane"));
    assert_eq!(topics.matches("# ").count(), before);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: where Telegram does not let the bot write to them, the topic says how to change that, and asked again it is sent.
async fn who_has_not_started_the_bot_is_told_how(backend: Backend) {
    let mut room = hidden(backend, "name", &[]).await;
    let (owner, bot) = (room.stage.owner, room.stage.bot);
    let mut rows = vec![room.info(owner, room.topic).await];
    room.stage
        .sim
        .with(|world| world.start_bot(owner, bot, None))
        .expect("the bot is started");
    rows.push(room.info(owner, room.topic).await);
    room.stage.sim.with(|world| world.block_bot(owner, bot));
    rows.push(room.info(owner, room.topic).await);
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    Telegram does not let the bot write to you. Open https://t.me/acme_support_bot, press “Start” and send /info again.
    👤 Sent to you in private.
    Telegram does not let the bot write to you. Open https://t.me/acme_support_bot, press “Start” and send /info again.
    ") };
    assert_eq!(room.stage.chat(bot, owner).matches("Name: Anna").count(), 1);
}

/// Promise: to somebody who is a client as well, the card is no message of the conversation: it is in no topic, and what they answer to it is
/// a client's word like any other. That Telegram refuses it says nothing about the client.
async fn who_is_a_client_too(backend: Backend) {
    let params = [("EXTENSIONS_ALLOWED", "everyone")];
    let mut room = hidden(backend, "name", &params).await;
    let (marta, bot) = (room.marta, room.stage.bot);
    room.stage
        .sim
        .with(|world| world.start_bot(marta, bot, None))
        .expect("Marta starts the bot");
    room.stage.say(marta, bot, Say::text("I am a client too"));
    room.stage.settle().await;
    let hers = newest(&room);
    room.info(marta, room.topic).await;
    let card = room.stage.find(bot, marta, "Name: Anna");
    let answer = Say::text("what is this?").reply_to(card);
    room.stage.say(marta, bot, answer);
    room.stage.settle().await;
    let topics = room.stage.topics();
    assert!(topics.contains("bot: what is this?"), "{topics}");
    assert!(!topics.contains("Name: Anna"), "{topics}");
    let blocked = Fault::Refused {
        code: 403,
        description: "Forbidden: bot was blocked by the user".into(),
        migrate_to_chat_id: None,
    };
    let rule = Rule {
        chat: Some(marta),
        ..Rule::new(blocked)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    let said = room.info(marta, room.topic).await;
    assert!(said.contains("https://t.me/acme_support_bot"), "{said}");
    let owner = room.stage.owner;
    let words = Say::text("hello, client").thread(hers);
    assert_eq!(room.asks(owner, words).await, "");
    assert!(room.stage.chat(bot, marta).contains("hello, client"));
}

/// Promise: to whoever writes as the group nothing can be sent alone; where everybody may see it that is said, otherwise they see what
/// everybody sees.
async fn whoever_writes_as_the_group(backend: Backend) {
    let mut room = hidden(backend, "name", &[]).await;
    let (owner, topic) = (room.stage.owner, room.topic);
    let asks = || Say::text("/info").thread(topic).anonymously();
    let as_hidden = room.asks(owner, asks()).await;
    assert!(as_hidden.contains("Name: ") && !as_hidden.contains("Anna"));
    let mut rows = Vec::new();
    room.stage
        .set_parameter("EXTENSIONS_ALLOWED", "everyone")
        .await;
    rows.push(room.asks(owner, asks()).await);
    room.stage.set_parameter("HIDE_INFO", "command").await;
    rows.push(room.asks(owner, asks()).await);
    room.stage.set_parameter("EXTENSIONS_ALLOWED", "NONE").await;
    rows.push(room.asks(owner, asks()).await);
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    You write as the group, so nobody can see whom to send this to. Switch off “Remain anonymous” for yourself and send /info again.
    You write as the group, so nobody can see whom to send this to. Switch off “Remain anonymous” for yourself and send /info again.
    Only the owner and those they have named (EXTENSIONS_ALLOWED) may see this.
    ") };
}

/// Promise: where Telegram asks to wait with what is sent alone, it comes later, and nobody else waits for it; a desk that dies after a card
/// was counted and sent goes on.
async fn telegram_asks_to_wait(backend: Backend) {
    let params = [("MONITOR_GROUPS", "TRUE")];
    let mut room = hidden(backend, "name", &params).await;
    let (owner, bot) = (room.stage.owner, room.stage.bot);
    let (_, topic) = with_club(&mut room).await;
    room.stage
        .sim
        .with(|world| world.start_bot(owner, bot, None))
        .expect("the bot is started");
    room.stage.settle().await;
    let cards = |room: &Room| room.stage.chat(bot, owner).matches("Members: 3").count();
    for (number, fault) in [
        Fault::TooMany { retry_after: 15 },
        Fault::Reset { deed: Deed::Before },
    ]
    .into_iter()
    .enumerate()
    {
        let rule = Rule {
            chat: Some(owner),
            ..Rule::new(fault)
        };
        room.stage.sim.faults(|faults| faults.add(rule));
        let command = Say::text("/info").thread(topic);
        let asked = room.stage.say(owner, room.stage.group, command);
        room.stage.settle().await;
        assert_eq!(cards(&room), number);
        assert_eq!(room.stage.answers_to(asked), "");
        room.anna_says("meanwhile").await;
        room.stage.pass(Duration::from_secs(20)).await;
        assert_eq!(cards(&room), number + 1);
        assert_eq!(room.stage.answers_to(asked).lines().count(), 1);
    }
    assert!(room.stage.topics().contains("bot: meanwhile"));
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}
