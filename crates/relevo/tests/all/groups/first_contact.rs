//! First contact: how a client came, and which words wake a conversation.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_start_parameter_stands_above_the_first_message);
on_both!(keywords_wake_and_restricted_words_stay_out);
on_both!(a_restricted_word_does_not_leave);

/// Promise: who comes by a link and says nothing makes no topic; the link's parameter stands above what they say first, once, also
/// when both come in one page.
async fn a_start_parameter_stands_above_the_first_message(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = ["Anna", "Ben"].map(|name| stage.person(name));
    let start = |stage: &Stage, person: i64, parameter: &str| {
        stage
            .sim
            .with(|world| world.start_bot(person, stage.bot, Some(parameter)))
            .expect("the person starts the bot");
    };
    start(&stage, people[0], "ads_2026");
    stage.settle().await;
    assert_eq!(stage.topics(), "", "nobody has said anything");
    stage.say(people[0], stage.bot, Say::text("hello"));
    stage.say(people[0], stage.bot, Say::text("anybody there?"));
    start(&stage, people[1], "flyer");
    stage.say(people[1], stage.bot, Say::text("me too"));
    stage.settle().await;
    start(&stage, people[0], "again");
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: /start ads_2026
    6 bot: hello
    8 bot: anybody there?
    10 bot: /start again
    # 🟪 Ben
    4 bot [Service]: 
    7 bot: /start flyer
    9 bot: me too
    ") };
}

/// Promise: only a message with a keyword wakes a new conversation, and everything goes on from there; a restricted word is never
/// mirrored, in an edit neither. All of it is counted by reason.
async fn keywords_wake_and_restricted_words_stay_out(backend: Backend) {
    let params = [
        ("PRIVATE_KEYWORDS", "price*, \"talk to sales\""),
        ("RESTRICTED_KEYWORDS_FRONTEND", "casino"),
    ];
    let mut stage = Stage::new(backend, &params).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    let mut said = Vec::new();
    for words in [
        "hello?",
        "prices of your casino",
        "What are your PRICES?",
        "hello?",
        "my Casino wins",
    ] {
        said.push(stage.say(anna, stage.bot, Say::text(words)));
    }
    stage.settle().await;
    stage.edit(
        anna,
        stage.bot,
        said[3],
        Edit::text("hello from the casino"),
    );
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: What are your PRICES?
    5 bot: hello?
    ") };
    let left_out = stage.left_out().await;
    allow_duplicates! { assert_snapshot!(left_out, @"Start 1, Keywords 1, Restricted 3") };
}

/// Promise: what an operator writes with a restricted word is stopped, and they are told which; an edit does not bring it through, and
/// without the word a new message goes.
async fn a_restricted_word_does_not_leave(backend: Backend) {
    let params = [(
        "RESTRICTED_KEYWORDS_BACKEND",
        "guarantee, \"wire transfer\"",
    )];
    let mut stage = Stage::new(backend, &params).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    let answer = |stage: &Stage, say: Say| stage.say(marta, stage.group, say.thread(topic));
    answer(&stage, Say::text("we GUARANTEE it"));
    answer(&stage, Say::photo("pay by wire transfer"));
    answer(&stage, Say::text("/ no guarantee, of course"));
    let sent = answer(&stage, Say::text("it will arrive"));
    stage.settle().await;
    stage.edit(
        marta,
        stage.group,
        sent,
        Edit::text("it will arrive, guarantee!"),
    );
    let waits = answer(&stage, Say::text("on Monday"));
    stage.edit(
        marta,
        stage.group,
        waits,
        Edit::text("on Monday, guarantee"),
    );
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: we GUARANTEE it
    7 Marta [Photo]: pay by wire transfer
    8 Marta: / no guarantee, of course
    9 Marta: it will arrive, guarantee!
    10 bot ↩6: ⛔ Not sent to the client: it says “guarantee”, which is a restricted word.
    11 bot ↩7: ⛔ Not sent to the client: it says “wire transfer”, which is a restricted word.
    12 Marta: on Monday, guarantee
    13 bot ↩9: ⛔ Not sent to the client: it says “guarantee”, which is a restricted word.
    14 bot ↩12: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    15 bot ↩12: ⛔ Not sent to the client: it says “guarantee”, which is a restricted word.
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: it will arrive
    ") };
}
