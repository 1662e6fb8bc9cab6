//! From the command to the report, with a few people.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::groups::labels_of;
use crate::stage::Stage;

on_both!(a_plan_is_correct_to_the_person);
on_both!(nothing_of_it_is_in_topics_but_answers);
on_both!(it_is_paused_resumed_and_cancelled);
on_both!(the_form_makes_the_same);
on_both!(what_is_answered_can_be_sent);

/// People of every sort: three who get it, and one each who is left out.
async fn everybody(stage: &mut Stage) -> Vec<i64> {
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(3);
    let (stops, blocks, banned) = (stage.fan("Stops"), stage.fan("Blocks"), stage.fan("Banned"));
    let club = stage.client_group("Club", &[fans[0]]);
    stage.say(fans[0], club, Say::text("hello"));
    stage.seconds(10).await;
    stage.say(stops, stage.bot, Say::text("/stop"));
    stage.sim.with(|world| world.block_bot(blocks, stage.bot));
    stage
        .set_parameter("IGNORE_CHATS", &banned.to_string())
        .await;
    stage.settle().await;
    fans
}

/// Promise: the plan says how many get it, who is left out and why, and a sample; nothing goes out before *Start*; then everybody gets it
/// once, and the report adds up. Whoever may not, and what cannot be read, is told so.
async fn a_plan_is_correct_to_the_person(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let marta = stage.operator("Marta");
    let fans = everybody(&mut stage).await;
    stage.orders("/send spring to all");
    stage.say(marta, stage.group, Say::text("/send spring to all"));
    stage.orders("/send spring for all");
    stage.orders("/send sprong to all");
    stage.orders("/send spring to mark vip");
    stage.seconds(2).await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    /send spring to all
    /send spring to all
    /send spring for all
    /send sprong to all
    /send spring to mark vip
    ❗ There is no mark “vip”. /mark in General lists them.
    There is no quick reply “sprong”.
    The name of a quick reply belongs here.
    Here: “spring for all”
    So it is right: /send spring to mark vip
    Broadcasts are for those whom the owner allows to use administrative commands.
    📣 Broadcast 1, “spring”
    /send spring to all
    Nothing has been sent yet. “Start” sends it.
    7 chats in all.
    3 will get it.
    ▫️ 4 are left out:
    ↳ has blocked the bot: 1
    ↳ wants no broadcasts: 1
    ↳ banned, or not served: 1
    ↳ a group (“kind group” includes them): 1
    Takes about 1 minute.
    Among them: Fan 0, Fan 1, Fan 2 [▶️ Start] [Test to me] [⏹ Cancel]
    "); }
    assert_eq!(stage.got(fans[0], "Spring!"), 0);
    stage.press(marta, "▶️ Start");
    stage.seconds(2).await;
    assert_eq!(stage.got(fans[0], "Spring!"), 0);
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(12).await;
    for fan in &fans {
        assert_eq!(stage.got(*fan, "Spring!"), 1);
    }
    allow_duplicates! { assert_snapshot!(stage.panel(), @"
    📣 Broadcast 1, “spring”
    /send spring to all
    ✅ Finished: 2026-11-23 09:00 UTC.
    7 chats in all.
    ✅ 3 have got it.
    ▫️ 4 are left out:
    ↳ has blocked the bot: 1
    ↳ wants no broadcasts: 1
    ↳ banned, or not served: 1
    ↳ a group (“kind group” includes them): 1
    []
    "); }
    let log = stage.store.audit(None, 0, 10).await.expect("it answers");
    let deeds = log.iter().filter(|entry| entry.deed.word() == "broadcast");
    let deeds: Vec<_> = deeds.map(|entry| entry.deed.values()).collect();
    assert_eq!(deeds, [("1".to_owned(), "started".to_owned())]);
    stage.adds_up().await;
}

/// Promise: a broadcast makes no topic, opens none and turns no status; an answer to it comes into the client's topic below a line that
/// names it, and what is no answer comes without that line.
async fn nothing_of_it_is_in_topics_but_answers(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let ann = stage.client("Ann");
    let fan = stage.fan("Fan");
    stage.say(ann, stage.bot, Say::text("hello"));
    stage.saved("spring", "Spring!").await;
    stage.seconds(10).await;
    let thread = stage.topic("Ann");
    let marta = stage.operator("Marta");
    // In a topic it is that client alone.
    stage.say(marta, stage.group, Say::text("/send spring").thread(thread));
    stage.seconds(10).await;
    assert_eq!(
        (stage.got(ann, "Spring!"), stage.got(fan, "Spring!")),
        (1, 0)
    );
    stage.say(marta, stage.group, Say::text("/close").thread(thread));
    stage.seconds(60).await;
    let before = stage.topics();
    stage.orders("/send spring to all");
    stage.starts().await;
    stage.seconds(30).await;
    assert_eq!(
        (stage.got(ann, "Spring!"), stage.got(fan, "Spring!")),
        (2, 1)
    );
    assert_eq!(stage.topics(), before);
    let message = stage.find(stage.bot, fan, "Spring!");
    stage.say(fan, stage.bot, Say::text("how much?").reply_to(message));
    stage.seconds(10).await;
    stage.say(fan, stage.bot, Say::text("hello?"));
    stage.seconds(10).await;
    let thread = stage.topic("Fan");
    let rows = stage.rows(stage.group, stage.owner);
    let said: Vec<&str> = rows
        .iter()
        .filter(|row| row.thread == Some(thread) && !row.text.is_empty())
        .map(|row| row.text.as_str())
        .collect();
    allow_duplicates! { assert_snapshot!(said.join("\n"), @"
    /start link
    📣 Answers broadcast 1, “spring”:
    how much?
    hello?
    "); }
    stage.adds_up().await;
}

/// Promise: paused, nothing more goes out; resumed, it goes on where it was; cancelled, who waited is left out. By buttons and in words.
async fn it_is_paused_resumed_and_cancelled(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(30);
    stage.settle().await;
    let reached = |stage: &Stage| {
        fans.iter()
            .filter(|fan| stage.got(**fan, "Spring!") > 0)
            .count()
    };
    stage.orders("/send spring to all rate 2/s");
    stage.starts().await;
    stage.seconds(5).await;
    stage.press(stage.owner, "⏸ Pause");
    stage.seconds(3).await;
    let paused = reached(&stage);
    assert!((4..=14).contains(&paused), "{paused}");
    stage.seconds(30).await;
    assert_eq!(reached(&stage), paused);
    stage.orders("/send resume 1");
    stage.seconds(4).await;
    let resumed = reached(&stage);
    assert!(resumed > paused && resumed < 30, "{resumed}");
    stage.orders("/send cancel 1");
    stage.seconds(10).await;
    let cancelled = reached(&stage);
    assert!(cancelled < 30);
    stage.seconds(30).await;
    assert_eq!(reached(&stage), cancelled);
    let panel = stage.panel();
    assert!(
        panel.contains(&format!("✅ {cancelled} have got it")),
        "{panel}"
    );
    let left = 30 - cancelled;
    assert!(
        panel.contains(&format!("cancelled before their turn: {left}")),
        "{panel}"
    );
    stage.orders("/send resume 1");
    stage.orders("/send pause 7");
    stage.settle().await;
    let general = stage.general();
    assert!(
        general.contains("cannot be done with broadcast 1 now"),
        "{general}"
    );
    assert!(general.contains("There is no broadcast 7"), "{general}");
}

/// Promise: what is pressed in the form makes the broadcast that the line would make, with the test to oneself and the button to opt out.
async fn the_form_makes_the_same(backend: Backend) {
    let words = [("OPT_OUT_TEXT", "You are out, {first_name}.")];
    let mut stage = Stage::new(backend, &words).await;
    stage.saved("spring", "Spring, {first_name}!").await;
    let fan = stage.fan("Fan");
    stage.settle().await;
    stage.orders("/send");
    stage.settle().await;
    for label in ["spring", "Everybody", "▫️ Button to opt out", "5/s", "Next"] {
        stage.press(stage.owner, label);
        stage.seconds(3).await;
    }
    allow_duplicates! { assert_snapshot!(stage.panel(), @"
    📣 Broadcast 1, “spring”
    /send spring to all rate 5/s optout
    Nothing has been sent yet. “Start” sends it.
    1 chat in all.
    1 will get it.
    Takes about 1 minute.
    Among them: Fan
    [▶️ Start] [Test to me] [⏹ Cancel]
    "); }
    stage.press(stage.owner, "Test to me");
    stage.seconds(3).await;
    assert!(stage.panel().contains("Open your own chat"));
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(12).await;
    assert_eq!(stage.got(fan, "Spring, Fan!"), 1);
    let message = stage.find(stage.bot, fan, "Spring, Fan!");
    let rows = stage.rows(stage.bot, fan);
    let row = rows.iter().find(|row| row.message_id == message);
    assert_eq!(
        labels_of(row.expect("it is there")),
        ["No more such messages"]
    );
    stage
        .sim
        .with(|world| world.press_button(fan, stage.bot, message, 0))
        .expect("the button can be pressed");
    stage.seconds(2).await;
    assert_eq!(stage.got(fan, "You are out, Fan."), 1);
    stage.orders("/send spring to all");
    stage.seconds(3).await;
    let panel = stage.panel();
    assert!(panel.contains("wants no broadcasts: 1"), "{panel}");
    stage
        .sim
        .with(|world| world.start_bot(fan, stage.bot, None))
        .expect("it is started");
    stage.settle().await;
    stage.orders("/send spring to all");
    stage.seconds(3).await;
    assert!(stage.panel().contains("1 will get it"), "{}", stage.panel());
    stage.adds_up().await;
}

/// Promise: the message that the command answers is sent as it is, also after it was deleted, with the button to opt out below it; whoever answers nothing is told how.
async fn what_is_answered_can_be_sent(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let fan = stage.fan("Fan");
    let news = stage.say(stage.owner, stage.group, Say::photo("Look at this!"));
    stage.seconds(2).await;
    stage.orders("/send to all");
    stage.say(
        stage.owner,
        stage.group,
        Say::text("/send to all optout").reply_to(news),
    );
    stage.seconds(10).await;
    assert!(stage.general().contains("save it first"));
    stage
        .sim
        .with(|world| world.delete(stage.owner, stage.group, news))
        .expect("it is deleted");
    stage.starts().await;
    stage.seconds(12).await;
    assert_eq!(stage.got(fan, "Look at this!"), 1, "{}", stage.panel());
    // A copy can have no button: it follows.
    let rows = stage.rows(stage.bot, fan);
    let last = rows.last().expect("it is there");
    assert_eq!(labels_of(last), ["No more such messages"], "{last:?}");
}
