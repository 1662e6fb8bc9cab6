//! People talk: each conversation has one topic, answers reach exactly that chat, notes reach nobody. The same transcript
//! on both databases.

use insta::assert_snapshot;
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_private_client_and_a_group_of_three_talk);
on_both!(notes_commands_and_strangers_stay_inside);
on_both!(every_copyable_medium_crosses_both_ways);
on_both!(replies_and_quotes_are_native_on_both_sides);

/// Promise: a private client and a client group of three people each have one topic; an operator's reply reaches exactly that
/// chat.
async fn a_private_client_and_a_group_of_three_talk(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let anna = stage.client("Anna");
    let (olga, ben, chen) = (stage.person("Olga"), stage.person("Ben"), stage.person("Chen"));
    let acme = stage.client_group("Acme × Us", &[olga, ben, chen]);
    stage.settle().await;

    stage.say(anna, stage.bot, Say::text("Hello! My parcel 4711 has not arrived."));
    stage.say(olga, acme, Say::text("Good morning, the export is broken"));
    stage.say(ben, acme, Say::text("Since yesterday 🙁"));
    stage.say(ben, acme, Say::text("For me too"));
    stage.say(chen, acme, Say::photo("The error"));
    stage.settle().await;
    stage.pass(std::time::Duration::from_secs(3)).await; eprintln!("{} {:?}", stage.topics(), stage.pump.waiting());
    let to_anna = stage.topic("Anna");
    let to_acme = stage.topic("Acme × Us");
    stage.say(marta, stage.group, Say::text("Hi Anna, I am looking into it.").thread(to_anna));
    let bens = stage.find(stage.group, marta, "Since yesterday");
    stage.say(marta, stage.group, Say::text("Fixed, please try again").thread(to_acme).reply_to(bens));
    stage.settle().await;

    assert_snapshot!(stage.topics(), @"");
    assert_snapshot!(stage.chat(stage.bot, anna), @"");
    assert_snapshot!(stage.chat(acme, olga), @"");
}

/// Promise: notes, commands, answers to notes and notices, and what is written as a channel never leave the group.
async fn notes_commands_and_strangers_stay_inside(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    let channel = stage.sim.with(|world| world.make_channel("Rumours", marta));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    let note = stage.say(marta, stage.group, Say::text("/ she is our oldest client").thread(topic));
    stage.settle().await;
    stage.say(marta, stage.group, Say::text("I did not know").thread(topic).reply_to(note));
    stage.say(marta, stage.group, Say::text("/refund 100").thread(topic));
    stage.say(marta, stage.group, Say::text("as a channel").thread(topic).on_behalf_of(channel));
    stage.say(marta, stage.group, Say::text("plain talk in General"));
    let team = stage.sim.with(|world| world.make_topic(stage.owner, stage.group, "Coffee")).expect("a team topic");
    stage.say(marta, stage.group, Say::text("who wants some?").thread(team));
    stage.settle().await;
    let hint = stage.find(stage.group, marta, "command");
    stage.say(marta, stage.group, Say::text("oh, thanks").thread(topic).reply_to(hint));
    stage.settle().await;

    assert_snapshot!(stage.topics(), @"");
    assert_snapshot!(stage.chat(stage.bot, anna), @"");
}

/// Promise: every medium that Telegram can copy crosses in both directions, with its caption.
async fn every_copyable_medium_crosses_both_ways(backend: Backend) {
    use relevo_telegram_sim::world::Kind;
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, anna, olga) = (stage.operator("Marta"), stage.client("Anna"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("first"));
    stage.say(olga, acme, Say::text("first"));
    stage.settle().await;
    let (to_anna, to_acme) = (stage.topic("Anna"), stage.topic("Acme"));
    let kinds = [
        Kind::Photo,
        Kind::Video,
        Kind::Animation,
        Kind::Audio,
        Kind::Document,
        Kind::Voice,
        Kind::VideoNote,
        Kind::Sticker,
    ];
    for kind in kinds {
        let caption = if matches!(kind, Kind::VideoNote | Kind::Sticker) { "" } else { "look" };
        stage.say(anna, stage.bot, Say::media(kind, caption));
        stage.say(olga, acme, Say::media(kind, caption));
        stage.say(marta, stage.group, Say::media(kind, caption).thread(to_anna));
        stage.say(marta, stage.group, Say::media(kind, caption).thread(to_acme));
        stage.pass_minutes(1).await;
    }
    assert_snapshot!(stage.topics(), @"");
    assert_snapshot!(stage.chat(stage.bot, anna), @"");
    assert_snapshot!(stage.chat(acme, olga), @"");
}

/// Promise: a reply, and a quote in it, points at the right message on the other side, in both directions.
async fn replies_and_quotes_are_native_on_both_sides(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    let asked = stage.say(anna, stage.bot, Say::text("Do you ship to Chile, and what does it cost?"));
    // An answer to something that still waits to be mirrored finds it too.
    stage.say(anna, stage.bot, Say::text("To Santiago, I mean").reply_to(asked));
    stage.settle().await;
    let topic = stage.topic("Anna");
    let in_topic = stage.find(stage.group, marta, "Chile");
    stage.say(marta, stage.group, Say::text("Yes, we do").thread(topic).reply_to(in_topic).quote("ship to Chile"));
    stage.settle().await;
    let answer = stage.find(stage.bot, anna, "Yes, we do");
    stage.say(anna, stage.bot, Say::text("Great!").reply_to(answer).quote("we do"));
    stage.settle().await;
    assert_snapshot!(stage.topics(), @"");
    assert_snapshot!(stage.chat(stage.bot, anna), @"");
}
