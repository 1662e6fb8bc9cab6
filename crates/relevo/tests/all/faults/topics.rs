//! Topics heal: whatever Telegram says of one that is gone, the message that found out is the first of the next; and there are never
//! two in use.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault};

use super::refused;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(every_spelling_of_a_lost_topic_heals);
on_both!(a_topic_as_it_should_be_is_success);
on_both!(one_topic_is_made_at_a_time);
on_both!(a_topic_left_by_a_crash_is_found);
on_both!(a_topic_whose_echo_is_late_is_found);
on_both!(a_topic_that_was_not_made_is_made);

/// Promise: each spelling of "this topic is gone" makes it anew, with that message first and the next ones after it.
async fn every_spelling_of_a_lost_topic_heals(backend: Backend) {
    for words in [
        "Bad Request: message thread not found",
        "Bad Request: TOPIC_DELETED",
        "Bad Request: TOPIC_ID_INVALID",
        "Bad Request: invalid forum topic identifier specified",
    ] {
        let mut stage = Stage::new(backend, &[]).await;
        let anna = stage.client("Anna");
        stage.settle().await;
        stage.say(anna, stage.bot, Say::text("before"));
        stage.settle().await;
        let old = stage.topic("Anna");
        stage.goes_wrong("copyMessage", refused(400, words), 1);
        for words in ["after", "and more"] {
            stage.say(anna, stage.bot, Say::text(words));
        }
        stage.settle().await;
        let (owner, group) = (stage.owner, stage.group);
        stage
            .sim
            .with(|world| world.delete_topic(owner, group, old))
            .expect("it is gone");
        allow_duplicates! { assert_snapshot!(stage.topics(), @"
        # 🟪 Anna
        5 bot [Service]: 
        6 bot: after
        7 bot: and more
        ") };
        assert_eq!(stage.standing().await.1, 0, "{words}");
    }
}

/// Promise: "not modified" for a title that is as it should be is success: nothing waits, nothing is told.
async fn a_topic_as_it_should_be_is_success(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    let words = "Bad Request: TOPIC_NOT_MODIFIED";
    stage.goes_wrong("editForumTopic", refused(400, words), 1);
    stage
        .sim
        .with(|world| world.rename_account(anna, "Annette", None));
    stage.say(anna, stage.bot, Say::text("two"));
    stage.pass_minutes(2).await;
    let struck = stage.sim.faults(|faults| faults.list()[0].struck);
    assert_eq!(struck, 1, "it was tried once, and never again");
    assert_eq!(stage.calls("editForumTopic"), 0);
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.rows_saying("two"), 1);
}

/// Promise: of many clients who write at once each gets one topic, one made after the other, whatever becomes of the answers.
async fn one_topic_is_made_at_a_time(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let people = ["Anna", "Ben", "Chen", "Dana"].map(|name| stage.client(name));
    stage.settle().await;
    stage.goes_wrong("createForumTopic", Fault::AnswerLost, 4);
    for person in people {
        stage.say(person, stage.bot, Say::text("hello"));
    }
    stage.pass_minutes(1).await;
    let topics = stage.sim.with(|world| world.topics(stage.group));
    let mut names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["🟪 Anna", "🟪 Ben", "🟪 Chen", "🟪 Dana"]);
    assert_eq!(stage.rows_saying("hello"), 4);
}

/// Promise: a topic that was made when the desk died is found by its echo and used: no second one.
async fn a_topic_left_by_a_crash_is_found(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    // What the desk does last is to make the topic.
    stage.crash_after_the_calls().await;
    stage.say(anna, stage.bot, Say::text("two"));
    stage.jump(Duration::from_secs(600)).await;
    stage.pass(Duration::from_secs(10)).await;
    assert_eq!(stage.calls("createForumTopic"), 1);
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    5 bot: two
    ") };
}

/// Promise: while updates cannot be read the echo may still come, so no second topic is made, though others may write meanwhile.
async fn a_topic_whose_echo_is_late_is_found(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (anna, ben) = (stage.client("Anna"), stage.client("Ben"));
    stage.settle().await;
    stage.say(anna, stage.bot, Say::text("one"));
    stage.say(ben, stage.bot, Say::text("and I"));
    stage.crash_after_the_calls().await;
    stage.goes_wrong("getUpdates", Fault::RequestLost, 1_000_000);
    stage.pass(Duration::from_secs(60)).await;
    stage.sim.faults(|faults| faults.clear());
    stage.pass(Duration::from_secs(20)).await;
    assert_eq!(stage.calls("createForumTopic"), 2);
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    5 bot: one
    # 🟪 Ben
    4 bot [Service]: 
    6 bot: and I
    ") };
}

/// Promise: a topic that was not made after all is made when its echo has been awaited long enough, also while nothing can be read.
async fn a_topic_that_was_not_made_is_made(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    stage.settle().await;
    let lost = Fault::Reset { deed: Deed::Before };
    stage.goes_wrong("createForumTopic", lost, 1);
    stage.say(anna, stage.bot, Say::text("one"));
    stage.settle().await;
    stage.goes_wrong("getUpdates", Fault::RequestLost, 1_000_000);
    stage.pass_minutes(4).await;
    assert_eq!(stage.rows_saying("one"), 0, "it is awaited");
    stage.pass_minutes(3).await;
    assert_eq!(stage.rows_saying("one"), 1, "and then made");
}
