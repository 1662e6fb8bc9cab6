//! Olga's clients, her team and Olga herself talk.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::world::Kind;

use super::Office;
use crate::database::{Backend, on_both};

on_both!(the_team_answers_in_her_name);
on_both!(she_writes_herself);
on_both!(edits_and_deletions_are_followed);
on_both!(deletions_are_mirrored_if_asked_for);
on_both!(an_album_stays_one);
on_both!(names_stay_hidden);

/// Promise: clients of an account and their team talk as those of a bot do, replies and withdrawals included; the first topic says how
/// long answers are possible, and that reactions stay is said once.
async fn the_team_answers_in_her_name(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let hello = office.writes(anna, "Hello Olga");
    office.stage.settle().await;
    office.answers("Anna", "Hello Anna");
    office.stage.settle().await;
    let hers = office.stage.find(office.olga, anna, "Hello Anna");
    office
        .stage
        .say(anna, office.olga, Say::text("Thank you!").reply_to(hers));
    office.stage.settle().await;
    let (group, marta) = (office.stage.group, office.marta);
    let copy = office.stage.find(group, marta, "Hello Olga");
    let thread = office.stage.topic("Anna");
    let reply = Say::text("/del").thread(thread);
    let own = office.stage.find(group, marta, "Hello Anna");
    office.stage.say(
        marta,
        group,
        Say::text("About your parcel").thread(thread).reply_to(copy),
    );
    office.stage.settle().await;
    office.stage.say(marta, group, reply.reply_to(own));
    for emoji in ["👍", "🔥"] {
        office
            .stage
            .sim
            .with(|world| world.react(marta, group, copy, &[emoji]))
            .unwrap();
        office.stage.settle().await;
    }
    office.rest().await;
    let _ = hello;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"") }
    allow_duplicates! { assert_snapshot!(office.general(), @"") }
    office.stage.adds_up().await;
}

/// Promise: what Olga writes from her own app stands in the topic under her name, is an answer, can be answered and edited; what Telegram
/// wrote for her is marked.
async fn she_writes_herself(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let ben = office.stage.person("Ben");
    office.writes(anna, "Are you open?");
    office.stage.settle().await;
    let mut away = Say::text("I am away until Monday");
    away.more.insert("is_from_offline".into(), true.into());
    office.stage.say(office.olga, anna, away);
    office.stage.settle().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    let yes = office
        .stage
        .say(office.olga, anna, Say::text("Yes, until six"));
    office
        .stage
        .say(office.olga, anna, Say::media(Kind::Document, "Our hours"));
    office
        .stage
        .say(office.olga, ben, Say::text("Hello Ben, a question"));
    office.stage.settle().await;
    office
        .stage
        .edit(office.olga, anna, yes, Edit::text("Yes, until seven"));
    office.stage.settle().await;
    let hers = office.stage.find(office.olga, anna, "until seven");
    let reply = Say::text("Great").reply_to(hers);
    office.stage.say(anna, office.olga, reply);
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    office.stage.adds_up().await;
}

/// Promise: edits travel both ways, and what a client or Olga deletes is marked where it was said; nothing is marked that the team took
/// back itself.
async fn edits_and_deletions_are_followed(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let first = office.writes(anna, "I need two");
    let second = office.writes(anna, "No, wait");
    office.stage.settle().await;
    let answer = office.answers("Anna", "Two it is");
    office.stage.settle().await;
    office
        .stage
        .edit(anna, office.olga, first, Edit::text("I need three"));
    office.stage.edit(
        office.marta,
        office.stage.group,
        answer,
        Edit::text("Three it is"),
    );
    office.stage.settle().await;
    let delete = |person: i64, chat: i64, message: i64| {
        office
            .stage
            .sim
            .with(|world| world.delete(person, chat, message))
            .unwrap();
    };
    delete(anna, office.olga, second);
    let hers = office.stage.find(anna, office.olga, "Three it is");
    delete(office.olga, anna, hers);
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"") }
    office.stage.adds_up().await;
}

/// Promise: with `DELETES=mirror` the copies go, of a client's message and of Olga's with her line; the team's own messages stay.
async fn deletions_are_mirrored_if_asked_for(backend: Backend) {
    let mut office = Office::new(backend, &[("DELETES", "mirror")]).await;
    let anna = office.stage.person("Anna");
    let first = office.writes(anna, "Forget this");
    office.writes(anna, "But not that");
    office.stage.settle().await;
    office.answers("Anna", "From the team");
    let sticker = office
        .stage
        .say(office.olga, anna, Say::media(Kind::Sticker, ""));
    office.stage.settle().await;
    office.rest().await;
    let hers = office.stage.find(office.olga, anna, "From the team");
    for (person, chat, message) in [
        (anna, office.olga, first),
        (anna, office.olga, hers),
        (office.olga, anna, sticker),
    ] {
        office
            .stage
            .sim
            .with(|world| world.delete(person, chat, message))
            .unwrap();
    }
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    office.stage.adds_up().await;
}

/// Promise: albums stay albums, both ways and from Olga's own hand.
async fn an_album_stays_one(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let album = |name: &str, caption: &str| {
        vec![Say::photo(caption).album(name), Say::photo("").album(name)]
    };
    for one in album("a", "from Anna") {
        office.stage.say(anna, office.olga, one);
    }
    office.stage.settle().await;
    office.rest().await;
    let thread = office.stage.topic("Anna");
    for one in album("b", "from the team") {
        let say = one.thread(thread);
        office.stage.say(office.marta, office.stage.group, say);
    }
    office.stage.settle().await;
    office.rest().await;
    for one in album("c", "from Olga") {
        office.stage.say(office.olga, anna, one);
    }
    office.stage.settle().await;
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"") }
    office.stage.adds_up().await;
}

/// Promise: what is hidden of clients of a bot is hidden of those of an account; Olga, who is none, keeps her name.
async fn names_stay_hidden(backend: Backend) {
    let mut office = Office::new(backend, &[("HIDE_INFO", "name, links")]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "See https://anna.example");
    office.stage.settle().await;
    office.stage.say(office.olga, anna, Say::text("Hello"));
    office.rest().await;
    let shown = office.stage.topics();
    assert!(
        !shown.contains("Anna") && !shown.contains("anna.example"),
        "{shown}"
    );
    assert!(shown.contains("Olga 👤"), "{shown}");
}
