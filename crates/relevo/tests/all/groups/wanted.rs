//! What topics are to be: closed while the bot is not in the client's group, and called as the client is, with what messages leave of
//! the budget.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_topic_is_closed_while_the_bot_is_out);
on_both!(ten_changes_in_a_minute_are_two_calls);
on_both!(what_people_close_and_open_is_theirs);
on_both!(a_closed_topic_takes_messages);
on_both!(a_missing_right_is_told_once);
on_both!(what_was_done_before_a_crash_is_known_after_it);
on_both!(titles_take_what_messages_leave);
on_both!(titles_keep_their_tenth_across_a_restart);

/// A client group with a topic: its people's first, and its number.
async fn served(backend: Backend) -> (Stage, i64, i64) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = stage.person("Olga");
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("hello"));
    stage.settle().await;
    (stage, olga, acme)
}

impl Stage {
    fn put_out(&self, by: i64, group: i64) {
        let bot = self.bot;
        let out = self.sim.with(|world| world.kick(by, group, bot));
        out.expect("the bot is removed");
    }

    fn take_back(&self, by: i64, group: i64) {
        let bot = self.bot;
        self.sim
            .with(|world| {
                world.unban(by, group, bot)?;
                world.add(by, group, bot)
            })
            .expect("the bot is added");
    }

    /// How often a topic was closed or opened, or that was tried.
    fn doors(&self) -> (usize, usize) {
        let [closed, opened] = ["closeForumTopic", "reopenForumTopic"].map(|what| self.calls(what));
        (closed, opened)
    }

    /// When calls of this method were made, in seconds since the first.
    fn times(&self, method: &str) -> Vec<i64> {
        let deeds = self.sim.with(|world| world.log().to_vec());
        let made = deeds.iter().filter(|deed| deed.what == method);
        let times: Vec<i64> = made.map(|deed| deed.at_ms / 1_000).collect();
        let first = times.first().copied().unwrap_or_default();
        times.iter().map(|time| time - first).collect()
    }
}

/// Promise: the bot is removed: a line, and in a while the topic is closed; it is added again: the same topic, open.
async fn a_topic_is_closed_while_the_bot_is_out(backend: Backend) {
    let (mut stage, olga, acme) = served(backend).await;
    stage.put_out(olga, acme);
    stage.settle().await;
    assert_eq!(stage.doors(), (0, 0));
    stage.pass(Duration::from_secs(31)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme (closed)
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ hello
    5 bot: The bot is no longer in this group. What you write here will not arrive.
    6 bot [Service]:
    ") };
    stage.take_back(olga, acme);
    stage.say(olga, acme, Say::text("we are back"));
    stage.pass(Duration::from_secs(31)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ hello
    5 bot: The bot is no longer in this group. What you write here will not arrive.
    6 bot [Service]: 
    7 bot: ✅ The bot is in this group again.
    8 bot: 🟢 Olga ⏎ we are back
    9 bot [Service]:
    ") };
    assert_eq!(stage.doors(), (1, 1));
    stage.pass_minutes(3).await;
    assert_eq!(stage.doors(), (1, 1));
}

/// Promise: ten changes in a minute cost at most two calls, and the last one counts; a change that is taken back at once costs none.
async fn ten_changes_in_a_minute_are_two_calls(backend: Backend) {
    let (mut stage, olga, acme) = served(backend).await;
    stage.put_out(olga, acme);
    stage.pass(Duration::from_secs(5)).await;
    stage.take_back(olga, acme);
    stage.pass_minutes(2).await;
    assert_eq!(stage.doors(), (0, 0));
    for change in 0..10 {
        match change % 2 {
            0 => stage.put_out(olga, acme),
            _ => stage.take_back(olga, acme),
        }
        stage.pass(Duration::from_secs(6)).await;
    }
    stage.put_out(olga, acme);
    stage.pass_minutes(2).await;
    let (closed, opened) = stage.doors();
    assert!(closed + opened <= 2, "{closed} and {opened}");
    assert!(stage.topics().contains("Acme (closed)"));
}

/// Promise: a topic that a person closed is not opened because the bot is back in the client's group, and one that a person opened is not
/// closed again.
async fn what_people_close_and_open_is_theirs(backend: Backend) {
    let (mut stage, olga, acme) = served(backend).await;
    let (owner, group, topic) = (stage.owner, stage.group, stage.topic("Acme"));
    let door = |stage: &Stage, closed: bool| {
        stage
            .sim
            .with(|world| match closed {
                true => world.close_topic(owner, group, topic),
                false => world.reopen_topic(owner, group, topic),
            })
            .expect("the owner may");
    };
    door(&stage, true);
    stage.put_out(olga, acme);
    stage.pass(Duration::from_secs(31)).await;
    stage.take_back(olga, acme);
    stage.pass(Duration::from_secs(31)).await;
    assert_eq!(stage.doors(), (0, 0), "it was closed already");
    assert!(stage.topics().contains("Acme (closed)"));
    door(&stage, false);
    stage.put_out(olga, acme);
    stage.pass(Duration::from_secs(31)).await;
    assert_eq!(stage.doors(), (1, 0));
    door(&stage, false);
    stage.pass_minutes(2).await;
    assert!(!stage.topics().contains("(closed)"));
    stage.take_back(olga, acme);
    stage.pass(Duration::from_secs(31)).await;
    assert_eq!(stage.doors(), (1, 0), "it was open already");
}

/// Promise: what a client writes comes into a closed topic and opens it, and what an administrator answers there meanwhile arrives.
async fn a_closed_topic_takes_messages(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (owner, group, anna) = (stage.owner, stage.group, stage.client("Anna"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let topic = stage.topic("Anna");
    stage
        .sim
        .with(|world| world.close_topic(owner, group, topic))
        .expect("the owner may");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("still here"));
    stage.settle().await;
    stage.say(owner, group, Say::text("so am I").thread(topic));
    stage.pass_minutes(2).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟨 Anna
    3 bot [Service]: 
    4 bot: hello
    5 Olivia [Service]: 
    6 bot: ⬛ Closed. When the client writes, it opens by itself. ⌨
    7 bot: still here
    8 Olivia: so am I
    9 bot [Service]: 
    10 bot [Service]:
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(stage.bot, anna), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna: still here
    3045 bot: so am I
    ") };
    assert_eq!(stage.doors(), (0, 1));
}

/// Promise: a bot that may not close a topic says so there, once; the group goes on, and nothing is tried for ever.
async fn a_missing_right_is_told_once(backend: Backend) {
    let (mut stage, olga, acme) = served(backend).await;
    let second = stage.second_bot(&[("MONITOR_GROUPS", "TRUE")]).await;
    let (owner, group) = (stage.owner, stage.group);
    let mut rights = AdminRights::all();
    rights.can_manage_topics = false;
    stage
        .sim
        .with(|world| {
            world.promote(owner, group, second, rights)?;
            world.add(olga, acme, second)
        })
        .expect("the second bot is an administrator without the right");
    stage.put_out(olga, acme);
    stage.settle().await;
    stage.say(olga, acme, Say::text("taken over"));
    stage.pass(Duration::from_secs(31)).await;
    assert_eq!(stage.doors(), (0, 0), "the second bot is there");
    for _ in 0..2 {
        stage
            .sim
            .with(|world| world.kick(olga, acme, second))
            .expect("the second bot is removed");
        stage.pass_minutes(3).await;
        stage
            .sim
            .with(|world| {
                world.unban(olga, acme, second)?;
                world.add(olga, acme, second)
            })
            .expect("the second bot is added");
        stage.pass_minutes(1).await;
    }
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ hello
    6 bot: The bot is no longer in this group. What you write here will not arrive.
    7 second bot: 🔁 From here on another of your bots serves this group: the first one has left it, or its connection is stopped.
    8 second bot: 🟢 Olga ⏎ taken over
    9 second bot: The bot is no longer in this group. What you write here will not arrive.
    10 second bot: ⚠️ The bot may not rename, close or open this topic. Give it the right to manage topics; this time, please do it by hand.
    11 second bot: ✅ The bot is in this group again.
    12 second bot: The bot is no longer in this group. What you write here will not arrive.
    13 second bot: ✅ The bot is in this group again.
    ") };
    assert_eq!(stage.doors(), (2, 0));
    let anna = stage.client("Anna");
    stage.say(anna, stage.bot, Say::text("does it go on?"));
    stage.settle().await;
    assert!(stage.topics().contains("does it go on?"));
}

/// Promise: a topic that was closed by a call of which nobody knows the outcome counts as closed by the desk, and is opened again.
async fn what_was_done_before_a_crash_is_known_after_it(backend: Backend) {
    for crash in [true, false] {
        let (mut stage, olga, acme) = served(backend).await;
        stage.put_out(olga, acme);
        stage.pass(Duration::from_secs(30)).await;
        if crash {
            stage.clock.advance(Duration::from_secs(1));
            stage.crash_after_the_calls().await;
        } else {
            let lost = Rule {
                method: Some("closeForumTopic".into()),
                ..Rule::new(Fault::ServerError {
                    code: 500,
                    deed: Deed::After,
                })
            };
            stage.sim.faults(|faults| faults.add(lost));
        }
        stage.pass_minutes(2).await;
        assert!(stage.topics().contains("Acme (closed)"));
        stage.take_back(olga, acme);
        stage.pass(Duration::from_secs(31)).await;
        assert!(!stage.topics().contains("(closed)"));
        assert_eq!(stage.doors(), (2, 1));
    }
}

/// Six client groups with topics.
async fn six(backend: Backend) -> (Stage, i64, Vec<i64>) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = stage.person("Olga");
    let mut groups = Vec::new();
    for number in 1..=6 {
        groups.push(stage.client_group(&format!("Group {number}"), &[olga]));
    }
    stage.settle().await;
    for group in &groups {
        stage.say(olga, *group, Say::text("hello"));
    }
    stage.pass_minutes(2).await;
    for group in &groups {
        stage
            .sim
            .with(|world| world.rename_chat(olga, *group, "Renamed"))
            .expect("Olga may rename it");
    }
    (stage, olga, groups)
}

/// Promise: titles never go ahead of messages, and take at most two of the twenty units of any minute.
async fn titles_take_what_messages_leave(backend: Backend) {
    let (mut stage, olga, groups) = six(backend).await;
    stage.pass(Duration::from_secs(29)).await;
    for number in 0..50 {
        let words = format!("message {number}");
        stage.say(olga, groups[number % 6], Say::text(&words));
    }
    stage.pass(Duration::from_secs(115)).await;
    assert_eq!(stage.calls("editForumTopic"), 0, "messages wait");
    assert_eq!(stage.topics().matches("message").count(), 40);
    stage.pass(Duration::from_secs(10)).await;
    assert_eq!(stage.topics().matches("message").count(), 50);
    stage.pass_minutes(4).await;
    assert_eq!(stage.topics().matches("🟪 Renamed").count(), 6);
    allow_duplicates! { assert_snapshot!(format!("{:?}", stage.times("editForumTopic")), @"[0, 0, 60, 60, 120, 120]") };
}

/// Promise: a desk that starts anew knows what it has spent on titles.
async fn titles_keep_their_tenth_across_a_restart(backend: Backend) {
    let (mut stage, ..) = six(backend).await;
    stage.pass(Duration::from_secs(31)).await;
    assert_eq!(stage.calls("editForumTopic"), 2);
    stage.crash_after_the_calls().await;
    stage.pass_minutes(4).await;
    allow_duplicates! { assert_snapshot!(format!("{:?}", stage.times("editForumTopic")), @"[0, 0, 60, 60, 120, 120]") };
}
