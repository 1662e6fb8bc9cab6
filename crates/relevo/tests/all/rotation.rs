//! A new master key for a desk at work: killed in the middle, and everything goes on as if nothing had happened.

use relevo::clock::Clock;
use relevo::rotation::rotate;
use relevo::secrets::KeyFile;
use relevo::store::{By, Deed, Store};
use relevo_telegram::UserId;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::life::check::check;
use crate::stage::Stage;
use crate::town::{Desk, Town};

on_both!(what_was_before_is_still_known);
on_both!(real killed_beside_a_desk_under_load);

/// Enough that a change of the key takes about a second.
const ENTRIES: i64 = 8_000;

/// Promise: after the key was changed under a running desk, what was before is known as before: an edit of an old message changes its copy, an edit
/// that changes nothing makes no call, an old button works, parameters and names are read, and code names are the same.
async fn what_was_before_is_still_known(backend: Backend) {
    let mut stage = Stage::new(backend, &[("HIDE_INFO", "name"), ("WELCOME", "welcome!")]).await;
    let marta = stage.operator("Marta");
    let anna = stage.client("Anna");
    stage.settle().await;
    let hello = stage.say(anna, stage.bot, Say::text("hello"));
    let same = stage.say(anna, stage.bot, Say::text("the same"));
    stage.settle().await;
    let lost = Rule {
        chat: Some(anna),
        ..Rule::new(Fault::AnswerLost)
    };
    stage.sim.faults(|faults| faults.add(lost));
    let topics = stage.sim.with(|world| world.topics(stage.group));
    let topic = topics[0].thread;
    stage.say(marta, stage.group, Say::text("an answer").thread(topic));
    stage.settle().await;
    let titles = titles(&stage);
    let other = Store::open(&stage.database.url, stage.key.masters().expect("a key"))
        .await
        .expect("the store opens");
    let done = rotate(&other, &stage.key, &Clock::real(), |_| {}).await;
    assert!(done.expect("the key is changed").resealed > 0);
    other.close().await;

    stage.edit(anna, stage.bot, hello, Edit::text("hello, corrected"));
    stage.edit(anna, stage.bot, same, Edit::text("the same"));
    stage.settle().await;
    assert_eq!(
        stage.calls("editMessageText"),
        1,
        "one edit changed something"
    );
    let ben = stage.client("Ben");
    stage.settle().await;
    stage.say(ben, stage.bot, Say::text("hi"));
    stage.settle().await;
    let topics = stage.topics();
    assert!(topics.contains("hello, corrected"), "{topics}");
    assert!(
        stage.chat(stage.bot, ben).contains("welcome!"),
        "parameters are read"
    );
    let after = self::titles(&stage);
    assert!(after.starts_with(&titles), "{titles:?} became {after:?}");
    stage.press(marta, "Send again");
    stage.settle().await;
    let seen = stage.chat(stage.bot, anna);
    assert_eq!(seen.matches("an answer").count(), 2, "{seen}");
}

/// What topics are called, without the square that turns.
fn titles(stage: &Stage) -> Vec<String> {
    let topics = stage.sim.with(|world| world.topics(stage.group));
    let named = topics
        .iter()
        .map(|topic| relevo_core::without_square(&topic.name));
    named.map(str::to_owned).collect()
}

/// Promise: `relevo key rotate` beside a desk under load, killed in the middle: the desk goes on with both keys, also when it is killed and
/// started anew; run again it is finished; nothing is lost, and edits of what was said before follow. Only the new key is in the file.
async fn killed_beside_a_desk_under_load(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let file = KeyFile::in_folder(town.database.folder.path());
    many_entries(&town, &file).await;
    let mut desk = town.serve();
    town.talk(0);
    let mut rotation = Desk::start(town.command().args(["key", "rotate"]));
    let some = "SELECT COUNT(*) FROM audit WHERE master = 2";
    while town.database.numbers(some).await == [0] {
        assert!(
            rotation.runs(),
            "it ended before it could be killed: {}",
            town.log()
        );
    }
    rotation.kill();
    let old = "SELECT COUNT(*) FROM audit WHERE master = 1";
    assert_ne!(
        town.database.numbers(old).await,
        [0],
        "it was killed in the middle"
    );
    assert_eq!(file.read().expect("the keys").len(), 2);
    town.talk(1);
    let calls = town.calls() + 10;
    town.until("the desk works with both keys", |town| {
        town.calls() >= calls
    })
    .await;
    desk.kill();
    let mut desk = town.serve();
    town.answer(0);
    town.relevo(&["key", "rotate"]);
    assert_eq!(file.read().expect("the key").len(), 1);
    for table in ["data_keys", "identities", "parameters", "cards", "audit"] {
        let masters = format!("SELECT DISTINCT master FROM {table} WHERE master <> 2");
        assert_eq!(town.database.numbers(&masters).await, [0_i64; 0], "{table}");
    }
    town.talk(2);
    town.book.kills = 1;
    town.until_it_rests("all is seen", |town| {
        check(&town.book, &town.view()).0.is_empty()
    })
    .await;
    desk.kill();
    let mut desk = town.serve();
    let (_, chat, person) = town.chats[0].clone();
    let first = town
        .rows(chat, person)
        .into_iter()
        .find(|row| row.text.contains("says 0.0"));
    let first = first.expect("what was said first").message_id;
    let edit = Edit::text("client 0 says it better");
    town.sim
        .with(|world| world.edit(person, chat, first, edit))
        .expect("the person may edit it");
    town.until("the old copy follows", |town| {
        let mirrored = town.mirrored(0);
        mirrored
            .iter()
            .any(|(_, words)| words.contains("says it better"))
            && mirrored
                .iter()
                .all(|(_, words)| !words.contains("says 0.0"))
    })
    .await;
    desk.kill();
}

async fn many_entries(town: &Town, file: &KeyFile) {
    let store = Store::open(&town.database.url, file.masters().expect("a key"))
        .await
        .expect("the store opens");
    let mut tx = store.write().await.expect("a transaction");
    for number in 0..ENTRIES {
        let deed = Deed::Owner {
            old: None,
            new: UserId(number),
        };
        let by = By::command_line(town.clock.now_ms());
        tx.audit(by, None, &deed).await.expect("an entry");
    }
    tx.commit().await.expect("a commit");
    store.close().await;
}
