//! Broadcasts where something changes between the command and the last recipient: words that must not go out, names that hide, several at
//! once, and what waits behind Telegram's refusals.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(who_writes_as_the_group_makes_none);
on_both!(words_that_must_not_go_out_do_not);
on_both!(nobody_of_the_team_says_it);
on_both!(several_show_their_progress_by_turns);
on_both!(a_ban_counts_behind_a_refusal);
on_both!(quiet_hours_count_behind_a_refusal);
on_both!(a_group_that_moves_gets_it_once);

const RESTRICTED: &str = "RESTRICTED_KEYWORDS_BACKEND";

/// From now on the bot is told to wait so long when it sends words to this chat, or to anybody.
fn refused(stage: &Stage, chat: Option<i64>, seconds: u32) {
    let rule = Rule {
        bot: Some(stage.bot),
        method: Some("sendMessage".into()),
        chat,
        times: u32::MAX,
        ..Rule::new(Fault::TooMany {
            retry_after: seconds,
        })
    };
    stage.sim.faults(|faults| faults.add(rule));
}

/// Promise: a broadcast is made under one's own name. Whoever writes as the group, also the owner, is told how, and nothing is made; buttons,
/// which carry the name, work.
async fn who_writes_as_the_group_makes_none(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let marta = stage.operator("Marta");
    let fan = stage.fan("Fan");
    stage
        .set_parameter("EXTENSIONS_ALLOWED", &marta.to_string())
        .await;
    stage.anonymous(marta);
    for order in ["/send spring to all", "/send", "/send cancel 1"] {
        let asked = stage.say(marta, stage.group, Say::text(order).anonymously());
        stage.seconds(2).await;
        let rows = stage.rows(stage.group, stage.owner);
        let answer = rows.iter().find(|row| row.reply_to == Some(asked));
        let answer = answer.map_or("", |row| row.text.as_str());
        assert!(answer.contains("Remain anonymous"), "{order}: {answer}");
    }
    assert!(!stage.general().contains("📣 Broadcast 1"));
    stage.orders("/send spring to all");
    stage.seconds(2).await;
    stage.press(marta, "▶️ Start");
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Spring!"), 1);
}

/// Promise: what says a forbidden word makes no plan. A word that is forbidden after *Start* pauses the broadcast, which says why, and it
/// goes on to the others once the quick reply is saved without it; nobody gets the word, and nobody gets it twice.
async fn words_that_must_not_go_out_do_not(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "A rebate for you").await;
    let fans = stage.fans(30);
    stage.set_parameter(RESTRICTED, "rebate").await;
    stage.seconds(2).await;
    stage.orders("/send spring to all");
    stage.seconds(2).await;
    let general = stage.general();
    let told = "A word in it must not be sent: “rebate”. Nothing was made.";
    assert!(general.contains(told), "{general}");
    assert!(!general.contains("📣 Broadcast 1"));

    stage.set_parameter(RESTRICTED, "NONE").await;
    stage.orders("/send spring to all rate 2/s");
    stage.starts().await;
    stage.seconds(4).await;
    stage.set_parameter(RESTRICTED, "rebate").await;
    stage.seconds(3).await;
    let sum = |stage: &Stage, words: &str| -> usize {
        fans.iter().map(|fan| stage.got(*fan, words)).sum()
    };
    let before = sum(&stage, "A rebate for you");
    assert!((1..30).contains(&before), "{before}");
    stage.seconds(10).await;
    assert_eq!(sum(&stage, "A rebate for you"), before);
    let panel = stage.panel();
    assert!(panel.contains("a word in it must not be sent"), "{panel}");

    stage.press(stage.owner, "▶️ Resume");
    stage.seconds(3).await;
    assert_eq!(sum(&stage, "A rebate for you"), before);
    assert!(stage.panel().contains("a word in it must not be sent"));
    let better = stage.say(stage.owner, stage.group, Say::text("Spring!"));
    let save = Say::text("/say save spring").reply_to(better);
    stage.say(stage.owner, stage.group, save);
    stage.seconds(3).await;
    stage.press(stage.owner, "▶️ Resume");
    stage.seconds(30).await;
    assert_eq!(sum(&stage, "A rebate for you"), before);
    assert_eq!(sum(&stage, "Spring!"), 30 - before, "{}", stage.general());
    assert!(stage.panel().contains("✅ Finished"), "{}", stage.panel());
    stage.adds_up().await;
}

/// Promise: the plan says that a quick reply would name whoever sends it, and that nobody does.
async fn nobody_of_the_team_says_it(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage
        .saved("hi", "Dear {first_name}, {operator} greets you")
        .await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    stage.orders("/send hi to all");
    stage.seconds(2).await;
    let told = "“{operator}” stays empty";
    assert!(stage.panel().contains(told), "{}", stage.panel());
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    assert_eq!(stage.got(fan, "Dear Fan,  greets you"), 1);
    assert!(!stage.panel().contains(told), "{}", stage.panel());
}

/// Promise: however many broadcasts run in a group, it sees one edit of progress in thirty seconds, and each of them has its turn.
async fn several_show_their_progress_by_turns(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    stage.fans(150);
    stage.settle().await;
    for _ in 0..3 {
        stage.orders("/send spring to all rate 1/s");
        stage.starts().await;
    }
    stage.seconds(5).await;
    let panels = |stage: &Stage| -> Vec<String> {
        let rows = stage.rows(stage.group, stage.owner);
        let panels = rows.iter().filter(|row| row.text.contains("📣 Broadcast"));
        panels.map(|row| row.text.clone()).collect()
    };
    let mut before = panels(&stage);
    let mut edits = vec![0; 3];
    for _ in 0..120 {
        stage.seconds(1).await;
        let now = panels(&stage);
        for (index, count) in edits.iter_mut().enumerate() {
            *count += usize::from(now[index] != before[index]);
        }
        before = now;
    }
    let all: usize = edits.iter().sum();
    assert!((3..=5).contains(&all), "{edits:?} {before:#?}");
    assert!(
        edits.iter().all(|count| *count >= 1),
        "{edits:?} {before:#?}"
    );
}

/// Promise: whoever is banned while their step waits for a bot that Telegram wants nothing of gets nothing, and is reported as banned.
async fn a_ban_counts_behind_a_refusal(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(3);
    stage.seconds(2).await;
    stage.orders("/send spring to all");
    stage.starts().await;
    refused(&stage, None, 60);
    stage.seconds(5).await;
    stage
        .set_parameter("IGNORE_CHATS", &fans[0].to_string())
        .await;
    stage.sim.faults(|faults| faults.clear());
    stage.seconds(130).await;
    let got: Vec<usize> = fans.iter().map(|fan| stage.got(*fan, "Spring!")).collect();
    assert_eq!(got, [0, 1, 1], "{}", stage.panel());
    let panel = stage.panel();
    assert!(panel.contains("banned, or not served: 1"), "{panel}");
    stage.adds_up().await;
}

/// Promise: a step that waits for a bot that Telegram wants nothing of does not go when the quiet hours have begun meanwhile; it goes when
/// they are over.
async fn quiet_hours_count_behind_a_refusal(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    // It is 09:00.
    stage.orders("/send spring to all quiet 09:05-10:00");
    stage.starts().await;
    refused(&stage, None, 600);
    stage.seconds(5).await;
    stage.sim.faults(|faults| faults.clear());
    for _ in 0..50 {
        stage.jump(Duration::from_secs(60)).await;
    }
    assert_eq!(stage.got(fan, "Spring!"), 0, "{}", stage.panel());
    for _ in 0..15 {
        stage.jump(Duration::from_secs(60)).await;
    }
    assert_eq!(stage.got(fan, "Spring!"), 1, "{}", stage.panel());
    stage.adds_up().await;
}

/// Promise: a client's group that becomes a supergroup while its step waits gets the broadcast once, and the report adds up.
async fn a_group_that_moves_gets_it_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    stage.saved("spring", "Spring!").await;
    let olga = stage.person("Olga");
    let small = stage.sim.with(|world| {
        let group = world.make_group("Acme", olga);
        world.add(olga, group, stage.bot).expect("the bot is added");
        group
    });
    stage.say(olga, small, Say::text("hello"));
    stage.seconds(10).await;
    stage.orders("/send spring to kind group");
    stage.seconds(2).await;
    assert!(
        stage.panel().contains("1 will get it."),
        "{}",
        stage.panel()
    );
    refused(&stage, Some(small), 60);
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    let large = stage
        .sim
        .with(|world| world.upgrade_group(small))
        .expect("the group is upgraded");
    stage.seconds(130).await;
    let count = |chat: i64| {
        let rows = stage.rows(chat, olga);
        rows.iter().filter(|row| row.text == "Spring!").count()
    };
    assert_eq!((count(small), count(large)), (0, 1), "{}", stage.panel());
    assert!(stage.panel().contains("✅ Finished"), "{}", stage.panel());
    stage.adds_up().await;
}
