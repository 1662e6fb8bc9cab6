//! The backend group cannot be written to: everything waits, the owner is told once and what to do, and all goes on by itself.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::PauseWhy;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::Fault;
use relevo_telegram_sim::world::AdminRights;

use super::refused;
use crate::database::{Backend, on_both};
use crate::log::Log;
use crate::stage::Stage;

on_both!(a_right_taken_pauses_the_group);
on_both!(a_look_finds_the_right_given_back);
on_both!(a_closed_topic_is_a_missing_right);
on_both!(a_removed_bot_is_told_of_when_it_is_back);
on_both!(what_a_removed_bot_was_to_copy_to_a_client_waits);
on_both!(an_owner_is_told_in_private_where_general_is_closed);
on_both!(an_owner_is_told_in_private_where_general_refuses);
on_both!(a_bot_that_is_back_without_rights_says_so);
on_both!(an_answer_stands_when_the_group_is_repaired);
on_both!(a_silenced_bot_waits);
on_both!(topics_switched_off_are_told_of_once);
on_both!(a_right_given_at_once_is_no_news);

/// A desk with Anna, who has a topic, and Ben, who has none.
async fn desk(backend: Backend) -> (Stage, [i64; 2]) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = [stage.client("Anna"), stage.client("Ben")];
    stage.settle().await;
    stage.say(people[0], stage.bot, Say::text("one"));
    stage.pass(Duration::from_secs(15)).await;
    (stage, people)
}

impl Stage {
    fn may_manage_topics(&self, may: bool) {
        let rights = AdminRights {
            can_manage_topics: may,
            ..AdminRights::all()
        };
        self.sim
            .with(|world| world.promote(self.owner, self.group, self.bot, rights))
            .expect("the owner decides what the bot may do");
    }

    /// The two say one thing each.
    fn both_say(&self, people: [i64; 2], words: &str) {
        for person in people {
            self.say(person, self.bot, Say::text(words));
        }
    }
}

/// Promise: without the right to manage topics nothing is sent into any, however long; General says so once, and when the right is
/// given back everything follows in its order.
async fn a_right_taken_pauses_the_group(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let log = Log::listen();
    stage.may_manage_topics(false);
    stage.both_say(people, "two");
    stage.pass_minutes(5).await;
    stage.both_say(people, "three");
    stage.pass_minutes(2).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::ManageTopics));
    assert_eq!(stage.standing().await, (4, 0, 0));
    assert_eq!(log.count("the backend group is paused"), 1);
    stage.may_manage_topics(true);
    stage.pass(Duration::from_secs(10)).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(log.count("can be written to again"), 1);
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ⏸ The topics cannot be written to: please give the bot the administrator right “Manage topics”. Until then everything waits, and then it goes on by itself.
    ▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.
    ") };
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    8 bot: two
    10 bot: three
    # 🟪 Ben
    6 bot [Service]: 
    9 bot: two
    11 bot: three
    ") };
}

/// Promise: also where Telegram does not tell that the right is back, it is found within two minutes.
async fn a_look_finds_the_right_given_back(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    stage.may_manage_topics(false);
    stage.both_say(people, "two");
    stage.pass(Duration::from_secs(5)).await;
    stage.goes_wrong("getUpdates", Fault::RequestLost, 1_000_000);
    stage.may_manage_topics(true);
    stage.pass(Duration::from_secs(121)).await;
    assert_eq!(stage.paused().await, None);
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("two"), 2);
}

/// Promise: a topic closed by hand is written to all the same; where Telegram refuses that, a right is missing, and the owner is told.
async fn a_closed_topic_is_a_missing_right(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let (owner, group, topic) = (stage.owner, stage.group, stage.topic("Anna"));
    stage
        .sim
        .with(|world| world.close_topic(owner, group, topic))
        .expect("the owner closes the topic");
    stage.say(people[0], stage.bot, Say::text("two"));
    stage.pass(Duration::from_secs(2)).await;
    assert_eq!(stage.rows_saying("two"), 1);
    stage.goes_wrong("copyMessage", refused(400, "Bad Request: TOPIC_CLOSED"), 1);
    stage.say(people[0], stage.bot, Say::text("three"));
    stage.pass(Duration::from_secs(12)).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::ManageTopics));
    stage.pass_minutes(2).await;
    assert_eq!(stage.rows_saying("three"), 1);
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ⏸ The topics cannot be written to: please give the bot the administrator right “Manage topics”. Until then everything waits, and then it goes on by itself.
    ▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.
    ") };
}

/// Promise: a bot that was removed says when it is back since when everything had waited.
async fn a_removed_bot_is_told_of_when_it_is_back(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    stage
        .sim
        .with(|world| world.kick(owner, group, bot))
        .expect("the owner removes the bot");
    stage.both_say(people, "two");
    stage.pass_minutes(3).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotMember));
    stage
        .sim
        .with(|world| {
            world.unban(owner, group, bot)?;
            world.add(owner, group, bot)?;
            world.promote(owner, group, bot, AdminRights::all())
        })
        .expect("the owner takes the bot in again");
    stage.pass(Duration::from_secs(70)).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    allow_duplicates! { assert_snapshot!(stage.general(), @"▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.") };
    assert_eq!(stage.rows_saying("two"), 2);
}

/// Promise: being outside the backend group is not taken for being outside the client's, of which Telegram speaks in the same words.
async fn what_a_removed_bot_was_to_copy_to_a_client_waits(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (anna, olga) = (stage.client("Anna"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    let (owner, group, bot, marta) = (stage.owner, stage.group, stage.bot, stage.operator("Marta"));
    stage.settle().await;
    stage.say(anna, bot, Say::text("one"));
    stage.say(olga, acme, Say::text("one"));
    stage.pass(Duration::from_secs(15)).await;
    stage.goes_wrong("copyMessage", Fault::TooMany { retry_after: 7 }, 2);
    for name in ["Anna", "Acme"] {
        let say = Say::photo("the plan").thread(stage.topic(name));
        stage.say(marta, group, say);
    }
    stage.settle().await;
    stage
        .sim
        .with(|world| world.kick(owner, group, bot))
        .expect("the owner removes the bot");
    stage.pass_minutes(3).await;
    let taken = stage.sim.with(|world| {
        world.unban(owner, group, bot)?;
        world.add(owner, group, bot)?;
        world.promote(owner, group, bot, AdminRights::all())
    });
    taken.expect("the owner takes the bot in again");
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    allow_duplicates! { assert_snapshot!(stage.chat(bot, anna), @"
    3042 Anna: /start
    3043 Anna: one
    3044 bot [Photo]: the plan
    ") };
    allow_duplicates! { assert_snapshot!(stage.chat(acme, olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 Olga: one
    4 bot [Photo]: the plan
    ") };
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    6 bot: one
    8 Marta [Photo]: the plan
    13 bot [Service]: 
    # 🟨 Acme
    5 bot [Service]: 
    7 bot: 🔵 Olga ⏎ one
    9 Marta [Photo]: the plan
    14 bot [Service]:
    ") };
    stage.adds_up().await;
}

/// Promise: an owner who talks with the bot is told there, once, that it was removed; one who does not is not waited for.
async fn an_owner_is_told_in_private_where_general_is_closed(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    let told = |stage: &Stage| stage.chat(bot, owner);
    let kick = |stage: &Stage| {
        let kicked = stage.sim.with(|world| world.kick(owner, group, bot));
        kicked.expect("the owner removes the bot");
    };
    let take_in = |stage: &Stage| {
        let taken = stage.sim.with(|world| {
            world.unban(owner, group, bot)?;
            world.add(owner, group, bot)?;
            world.promote(owner, group, bot, AdminRights::all())
        });
        taken.expect("the owner takes the bot in again");
    };
    kick(&stage);
    stage.both_say(people, "two");
    stage.pass_minutes(2).await;
    assert_eq!(told(&stage), "");
    take_in(&stage);
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    stage
        .sim
        .with(|world| world.start_bot(owner, bot, None))
        .expect("the owner starts the bot");
    stage.settle().await;
    stage.goes_wrong("sendMessage", Fault::TooMany { retry_after: 20 }, 1);
    kick(&stage);
    stage.both_say(people, "three");
    stage.pass_minutes(60).await;
    allow_duplicates! { assert_snapshot!(told(&stage), @"
    7637 Olivia: /start
    7638 bot: 👋 This is the setup of your support desk. ⏎  ⏎ Clients write to your bots as to anybody else; only you and your co-owners see this here. ⌨
    7639 bot: ⏸ The topics cannot be written to: please take the bot into your team’s group again, as an administrator. Until then everything waits, and then it goes on by itself.
    ") };
    take_in(&stage);
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("three"), 2);
}

/// Promise: General is closed by hand and the right is taken: the owner is told in private, once.
async fn an_owner_is_told_in_private_where_general_refuses(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    stage
        .sim
        .with(|world| {
            world.start_bot(owner, bot, None)?;
            world.close_general(owner, group, true)
        })
        .expect("the owner closes General");
    stage.settle().await;
    stage.may_manage_topics(false);
    stage.both_say(people, "two");
    stage.pass_minutes(10).await;
    assert_eq!(stage.general(), "");
    allow_duplicates! { assert_snapshot!(stage.chat(bot, owner), @"
    7637 Olivia: /start
    7638 bot: 👋 This is the setup of your support desk. ⏎  ⏎ Clients write to your bots as to anybody else; only you and your co-owners see this here. ⌨
    7639 bot: ⏸ The topics cannot be written to: please give the bot the administrator right “Manage topics”. Until then everything waits, and then it goes on by itself.
    ") };
    stage.may_manage_topics(true);
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("two"), 2);
}

/// Promise: a bot that was removed and is taken in again without its right says in General what is missing, once.
async fn a_bot_that_is_back_without_rights_says_so(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let (owner, group, bot) = (stage.owner, stage.group, stage.bot);
    let done = stage.sim.with(|world| world.kick(owner, group, bot));
    done.expect("the owner removes the bot");
    stage.both_say(people, "two");
    stage.pass_minutes(2).await;
    let done = stage.sim.with(|world| {
        world.unban(owner, group, bot)?;
        world.add(owner, group, bot)
    });
    done.expect("the owner takes the bot in again");
    stage.pass_minutes(10).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::ManageTopics));
    stage.may_manage_topics(true);
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("two"), 2);
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ⏸ The topics cannot be written to: please give the bot the administrator right “Manage topics”. Until then everything waits, and then it goes on by itself.
    ▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.
    ") };
}

/// Promise: an answer to `/status` that was given while the group was paused stands its ten minutes, though all else goes on at once.
async fn an_answer_stands_when_the_group_is_repaired(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let marta = stage.operator("Marta");
    stage.may_manage_topics(false);
    stage.both_say(people, "two");
    stage.pass_minutes(1).await;
    stage.say(marta, stage.group, Say::text("/status"));
    stage.pass(Duration::from_secs(5)).await;
    stage.may_manage_topics(true);
    stage.pass_minutes(2).await;
    assert_eq!(stage.rows_saying("two"), 2);
    assert!(stage.general().contains("in the last minute"));
    stage.pass_minutes(9).await;
    assert!(!stage.general().contains("in the last minute"));
}

/// Promise: a bot that may not write waits, also where it is told of that by a refusal alone; clients are answered meanwhile.
async fn a_silenced_bot_waits(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let marta = stage.operator("Marta");
    let (group, topic) = (stage.group, stage.topic("Anna"));
    let text = "Bad Request: not enough rights to send text messages to the chat";
    stage.goes_wrong("copyMessage", refused(400, text), 2);
    stage.say(people[0], stage.bot, Say::text("two"));
    stage.pass(Duration::from_secs(2)).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::Send));
    stage.say(marta, group, Say::text("an answer").thread(topic));
    stage.pass(Duration::from_secs(2)).await;
    assert!(stage.chat(stage.bot, people[0]).contains("an answer"));
    stage.pass_minutes(3).await;
    assert_eq!(stage.paused().await, None);
    allow_duplicates! { assert_snapshot!(stage.general(), @"▶ The topics can be written to again. What had waited since 2026-11-23 09:00 UTC follows now, in its order.") };
    assert_eq!(stage.rows_saying("two"), 1);
}

/// Promise: topics switched off without a word of Telegram: one line in General however long it lasts, one when they are back.
async fn topics_switched_off_are_told_of_once(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    let group = stage.group;
    let topics_are = |stage: &Stage, on: bool| {
        stage
            .sim
            .with(|world| world.set_forum(group, on))
            .expect("the owner may do so");
    };
    topics_are(&stage, false);
    stage.pass_minutes(2).await;
    stage.both_say(people, "two");
    stage.pass_minutes(10).await;
    assert_eq!(stage.paused().await, Some(PauseWhy::NotForum));
    topics_are(&stage, true);
    stage.pass_minutes(2).await;
    assert_eq!(stage.standing().await, (0, 0, 0));
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ⏸ The topics cannot be written to: please switch on Topics in this group’s settings. Until then everything waits, and then it goes on by itself.
    ▶ The topics can be written to again. What had waited since 2026-11-23 09:02 UTC follows now, in its order.
    ") };
    assert_eq!(stage.rows_saying("two"), 2);
}

/// Promise: a right that is taken and given back within seconds is no news, and costs nothing.
async fn a_right_given_at_once_is_no_news(backend: Backend) {
    let (mut stage, people) = desk(backend).await;
    stage.may_manage_topics(false);
    stage.settle().await;
    stage.both_say(people, "two");
    stage.pass(Duration::from_secs(3)).await;
    stage.may_manage_topics(true);
    stage.pass(Duration::from_secs(15)).await;
    assert_eq!(stage.general(), "");
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("two"), 2);
}

impl Stage {
    /// How many messages of the bot in topics end with these words.
    pub(crate) fn rows_saying(&self, words: &str) -> usize {
        let rows = self.rows(self.group, self.owner);
        let from_bot = rows.iter().filter(|row| row.from == self.bot);
        from_bot
            .filter(|row| row.thread.is_some() && row.text.ends_with(words))
            .count()
    }
}
