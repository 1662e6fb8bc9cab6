//! People talk: each conversation has one topic, answers reach exactly that chat, notes reach nobody. The same transcript
//! on both databases.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_private_client_and_a_group_of_three_talk);
on_both!(notes_commands_and_strangers_stay_inside);
on_both!(every_copyable_medium_crosses_both_ways);
on_both!(replies_and_quotes_are_native_on_both_sides);
on_both!(what_nobody_knows_survives);

/// Promise: a private client and a client group of three people each have one topic; an operator's reply reaches exactly that
/// chat.
async fn a_private_client_and_a_group_of_three_talk(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let anna = stage.client("Anna");
    let (olga, ben, chen) = (
        stage.person("Olga"),
        stage.person("Ben"),
        stage.person("Chen"),
    );
    let acme = stage.client_group("Acme × Us", &[olga, ben, chen]);
    stage.settle().await;

    stage.say(
        anna,
        stage.bot,
        Say::text("Hello! My parcel 4711 has not arrived."),
    );
    stage.say(olga, acme, Say::text("Good morning, the export is broken"));
    stage.say(ben, acme, Say::text("Since yesterday 🙁"));
    stage.say(ben, acme, Say::text("For me too"));
    stage.say(chen, acme, Say::photo("The error"));
    stage.settle().await;
    stage.pass(std::time::Duration::from_secs(3)).await;
    eprintln!("{} {:?}", stage.topics(), stage.pump.waiting());
    let to_anna = stage.topic("Anna");
    let to_acme = stage.topic("Acme × Us");
    stage.say(
        marta,
        stage.group,
        Say::text("Hi Anna, I am looking into it.").thread(to_anna),
    );
    let bens = stage.find(stage.group, marta, "Since yesterday");
    stage.say(
        marta,
        stage.group,
        Say::text("Fixed, please try again")
            .thread(to_acme)
            .reply_to(bens),
    );
    stage.settle().await;

    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    6 bot: Hello! My parcel 4711 has not arrived.
    11 Marta: Hi Anna, I am looking into it.
    # 🟪 Acme × Us
    5 bot [Service]: 
    7 bot: 🟣 Olga ⏎ Good morning, the export is broken
    8 bot: 🟤 Ben ⏎ Since yesterday 🙁
    9 bot: 🟤 Ben ⏎ For me too
    10 bot [Photo]: 🔴 Chen ⏎ The error
    12 Marta ↩8: Fixed, please try again
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: Hello! My parcel 4711 has not arrived.
    8122 bot: Hi Anna, I am looking into it.
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(acme, olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 Olga [Service]: 
    4 Olga [Service]: 
    5 Olga: Good morning, the export is broken
    6 Ben: Since yesterday 🙁
    7 Ben: For me too
    8 Chen [Photo]: The error
    9 bot ↩6: Fixed, please try again
    ") };
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
    let note = stage.say(
        marta,
        stage.group,
        Say::text("/ she is our oldest client").thread(topic),
    );
    stage.settle().await;
    stage.say(
        marta,
        stage.group,
        Say::text("I did not know").thread(topic).reply_to(note),
    );
    stage.say(marta, stage.group, Say::text("/refund 100").thread(topic));
    stage.say(
        marta,
        stage.group,
        Say::text("as a channel")
            .thread(topic)
            .on_behalf_of(channel),
    );
    stage.say(marta, stage.group, Say::text("plain talk in General"));
    let team = stage
        .sim
        .with(|world| world.make_topic(stage.owner, stage.group, "Coffee"))
        .expect("a team topic");
    stage.say(
        marta,
        stage.group,
        Say::text("who wants some?").thread(team),
    );
    stage.settle().await;
    let hint = stage.find(stage.group, marta, "command");
    stage.say(
        marta,
        stage.group,
        Say::text("oh, thanks").thread(topic).reply_to(hint),
    );
    stage.settle().await;

    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / she is our oldest client
    7 Marta ↩6: I did not know
    8 Marta: /refund 100
    9 Marta: as a channel
    13 bot ↩8: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    14 bot ↩9: Not sent to the client: it was written as a channel or another chat, so nobody knows who wrote it. Please write as yourself.
    15 Marta ↩13: oh, thanks
    # Coffee
    11 Olivia [Service]: 
    12 Marta: who wants some?
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    ") };
}

/// Promise: every medium that Telegram can copy crosses in both directions, with its caption.
async fn every_copyable_medium_crosses_both_ways(backend: Backend) {
    use relevo_telegram_sim::world::Kind;
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (marta, anna, olga) = (
        stage.operator("Marta"),
        stage.client("Anna"),
        stage.person("Olga"),
    );
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
        let caption = if matches!(kind, Kind::VideoNote | Kind::Sticker) {
            ""
        } else {
            "look"
        };
        stage.say(anna, stage.bot, Say::media(kind, caption));
        stage.say(olga, acme, Say::media(kind, caption));
        stage.say(
            marta,
            stage.group,
            Say::media(kind, caption).thread(to_anna),
        );
        stage.say(
            marta,
            stage.group,
            Say::media(kind, caption).thread(to_acme),
        );
        stage.pass_minutes(1).await;
    }
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    6 bot: first
    8 Marta [Photo]: look
    10 bot [Photo]: look
    12 bot [Service]: 
    14 Marta [Video]: look
    16 bot [Video]: look
    18 Marta [Animation]: look
    20 bot [Animation]: look
    22 Marta [Audio]: look
    24 bot [Audio]: look
    26 Marta [Document]: look
    28 bot [Document]: look
    30 Marta [Voice]: look
    32 bot [Voice]: look
    34 Marta [VideoNote]: 
    36 bot [VideoNote]: 
    39 Marta [Sticker]: 
    41 bot [Sticker]: 
    # 🟨 Acme
    5 bot [Service]: 
    7 bot: 🟣 Olga ⏎ first
    9 Marta [Photo]: look
    11 bot [Photo]: 🟣 Olga ⏎ look
    13 bot [Service]: 
    15 Marta [Video]: look
    17 bot [Video]: 🟣 Olga ⏎ look
    19 Marta [Animation]: look
    21 bot [Animation]: 🟣 Olga ⏎ look
    23 Marta [Audio]: look
    25 bot [Audio]: 🟣 Olga ⏎ look
    27 Marta [Document]: look
    29 bot [Document]: 🟣 Olga ⏎ look
    31 Marta [Voice]: look
    33 bot [Voice]: 🟣 Olga ⏎ look
    35 Marta [VideoNote]: 
    37 bot: 🟣 Olga
    38 bot [VideoNote]: 
    40 Marta [Sticker]: 
    42 bot: 🟣 Olga
    43 bot [Sticker]:
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: first
    8122 Anna [Photo]: look
    8123 bot [Photo]: look
    8124 Anna [Video]: look
    8125 bot [Video]: look
    8126 Anna [Animation]: look
    8127 bot [Animation]: look
    8128 Anna [Audio]: look
    8129 bot [Audio]: look
    8130 Anna [Document]: look
    8131 bot [Document]: look
    8132 Anna [Voice]: look
    8133 bot [Voice]: look
    8134 Anna [VideoNote]: 
    8135 bot [VideoNote]: 
    8136 Anna [Sticker]: 
    8137 bot [Sticker]:
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(acme, olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 Olga: first
    4 Olga [Photo]: look
    5 bot [Photo]: look
    6 Olga [Video]: look
    7 bot [Video]: look
    8 Olga [Animation]: look
    9 bot [Animation]: look
    10 Olga [Audio]: look
    11 bot [Audio]: look
    12 Olga [Document]: look
    13 bot [Document]: look
    14 Olga [Voice]: look
    15 bot [Voice]: look
    16 Olga [VideoNote]: 
    17 bot [VideoNote]: 
    18 Olga [Sticker]: 
    19 bot [Sticker]:
    ") };
}

/// Promise: a reply, and a quote in it, points at the right message on the other side, in both directions.
async fn replies_and_quotes_are_native_on_both_sides(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    let asked = stage.say(
        anna,
        stage.bot,
        Say::text("Do you ship to Chile, and what does it cost?"),
    );
    // An answer to something that still waits to be mirrored finds it too.
    stage.say(
        anna,
        stage.bot,
        Say::text("To Santiago, I mean").reply_to(asked),
    );
    stage.settle().await;
    let topic = stage.topic("Anna");
    let in_topic = stage.find(stage.group, marta, "Chile");
    stage.say(
        marta,
        stage.group,
        Say::text("Yes, we do")
            .thread(topic)
            .reply_to(in_topic)
            .quote("ship to Chile"),
    );
    stage.settle().await;
    let answer = stage.find(stage.bot, anna, "Yes, we do");
    stage.say(
        anna,
        stage.bot,
        Say::text("Great!").reply_to(answer).quote("we do"),
    );
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: Do you ship to Chile, and what does it cost?
    6 bot ↩5: To Santiago, I mean
    7 Marta ↩5 “ship to Chile”: Yes, we do
    8 bot ↩7 “we do”: Great!
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: Do you ship to Chile, and what does it cost?
    8122 Anna ↩8121: To Santiago, I mean
    8123 bot ↩8121 “ship to Chile”: Yes, we do
    8124 Anna ↩8123 “we do”: Great!
    ") };
}

/// Promise: a content that this version does not know is copied by its number, and an update of an unknown kind harms nobody.
async fn what_nobody_knows_survives(backend: Backend) {
    use relevo_telegram_sim::control::SayContent;
    use relevo_telegram_sim::fault::{Fault, Rule, Strange};
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna, ben) = (
        stage.operator("Marta"),
        stage.client("Anna"),
        stage.client("Ben"),
    );
    stage.settle().await;
    stage.sim.tolerate_field("hologram");
    let hologram = serde_json::json!({ "hologram": { "depth": 3 } });
    let fields = hologram.as_object().expect("an object").clone();
    stage.say(anna, stage.bot, Say::text("look at this"));
    stage.say(anna, stage.bot, Say::new(SayContent::Raw { fields }));
    stage.say(anna, stage.bot, Say::text("did you see it?"));
    stage.settle().await;
    let how = Strange::UnknownKind;
    let rule = Rule::new(Fault::StrangeUpdate { how });
    stage.sim.faults(|faults| faults.add(rule));
    stage.say(ben, stage.bot, Say::text("of a kind that nobody knows"));
    stage.say(anna, stage.bot, Say::text("and goodbye"));
    stage.settle().await;
    let copied = stage
        .rows(stage.group, marta)
        .iter()
        .any(|row| row.fields.contains_key("hologram"));
    assert!(copied, "the unknown content stands in the topic");
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: look at this
    6 bot [Unknown]: 
    7 bot: did you see it?
    8 bot: and goodbye
    ") };
}
