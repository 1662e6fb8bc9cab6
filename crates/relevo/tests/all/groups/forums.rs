//! A client group that is itself a forum: one conversation, and answers go back to where they belong.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(an_answer_goes_back_to_its_topic);
on_both!(a_plain_message_is_asked_about);
on_both!(an_album_goes_whole_to_the_chosen_topic);
on_both!(nothing_is_made_or_opened_in_a_clients_forum);

/// A client's forum with two topics, and an operator.
struct Forum {
    stage: Stage,
    marta: i64,
    olga: i64,
    acme: i64,
    billing: i64,
    ads: i64,
}

impl Forum {
    async fn new(backend: Backend) -> Forum {
        let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
        let (marta, olga, bot) = (stage.operator("Marta"), stage.person("Olga"), stage.bot);
        let (acme, billing, ads) = stage.sim.with(|world| {
            world.set_root_as_reply(true);
            let acme = world.make_forum("Acme", olga);
            let billing = world.make_topic(olga, acme, "Billing");
            world.add(olga, acme, bot).expect("the bot is added");
            let ads = world.make_topic(olga, acme, "Ads");
            (acme, billing.expect("a topic"), ads.expect("a topic"))
        });
        stage.settle().await;
        Forum {
            stage,
            marta,
            olga,
            acme,
            billing,
            ads,
        }
    }

    fn client(&self, words: &str, thread: Option<i64>) -> i64 {
        let say = Say::text(words);
        let say = match thread {
            Some(thread) => say.thread(thread),
            None => say,
        };
        self.stage.say(self.olga, self.acme, say)
    }

    fn answer(&self, say: Say) -> i64 {
        let topic = self.stage.topic("Acme");
        self.stage
            .say(self.marta, self.stage.group, say.thread(topic))
    }

    /// What the client sees of the bot, topic by topic.
    fn seen(&self) -> String {
        let rows = self.stage.rows(self.acme, self.olga);
        let from_bot = rows.iter().filter(|row| row.from == self.stage.bot);
        let place = |thread: Option<i64>| match thread {
            Some(thread) if thread == self.billing => "Billing",
            Some(thread) if thread == self.ads => "Ads",
            Some(_) => "?",
            None => "General",
        };
        from_bot
            .filter(|row| !row.text.is_empty())
            .map(|row| format!("{}: {}\n", place(row.thread), row.text))
            .collect()
    }
}

/// Promise: who writes in which topic of their own forum is seen, and an answer, also to an answer, goes back to that topic.
async fn an_answer_goes_back_to_its_topic(backend: Backend) {
    let mut forum = Forum::new(backend).await;
    forum.client("the invoice is wrong", Some(forum.billing));
    forum.client("the banner is too small", Some(forum.ads));
    forum.client("hello to all", None);
    forum.stage.settle().await;
    for (to, words) in [
        ("invoice", "we correct it"),
        ("banner", "we enlarge it"),
        ("hello", "good morning"),
    ] {
        let to = forum.stage.find(forum.stage.group, forum.marta, to);
        forum.answer(Say::text(words).reply_to(to));
    }
    forum.stage.settle().await;
    let own = forum
        .stage
        .find(forum.stage.group, forum.marta, "we correct it");
    let more = forum.answer(Say::text("done").reply_to(own));
    forum.stage.settle().await;
    forum
        .stage
        .edit(forum.marta, forum.stage.group, more, Edit::text("done!"));
    forum.stage.settle().await;
    allow_duplicates! { assert_snapshot!(forum.stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga · Billing ⏎ the invoice is wrong
    6 bot: 🔵 Olga · Ads ⏎ the banner is too small
    7 bot: 🔵 Olga ⏎ hello to all
    8 Marta ↩5: we correct it
    9 Marta ↩6: we enlarge it
    10 Marta ↩7: good morning
    11 Marta ↩8: done!
    ") };
    allow_duplicates! { assert_snapshot!(forum.seen(), @"
    Billing: we correct it
    Ads: we enlarge it
    General: good morning
    Billing: done!
    ") };
}

/// Promise: a plain message goes to the only topic of the last day; with several, or none, a person chooses by the topics' names.
async fn a_plain_message_is_asked_about(backend: Backend) {
    let mut forum = Forum::new(backend).await;
    forum.client("the invoice is wrong", Some(forum.billing));
    forum.stage.settle().await;
    forum.answer(Say::text("we look into it"));
    forum.stage.settle().await;
    forum.client("the banner is too small", Some(forum.ads));
    forum.stage.settle().await;
    forum.answer(Say::text("how large shall it be?"));
    forum.answer(Say::text("we meant to ask"));
    forum.stage.settle().await;
    forum.stage.press(forum.marta, "Billing");
    forum.stage.settle().await;
    forum.stage.press(forum.marta, "Ads");
    forum.stage.settle().await;
    forum.stage.jump(Duration::from_secs(25 * 3_600)).await;
    forum.answer(Say::text("is all well?"));
    forum.stage.settle().await;
    allow_duplicates! { assert_snapshot!(forum.stage.topics(), @"
    # 🟨 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga · Billing ⏎ the invoice is wrong
    6 Marta: we look into it
    7 bot: 🔵 Olga · Ads ⏎ the banner is too small
    8 Marta: how large shall it be?
    9 Marta: we meant to ask
    10 bot ↩8: ✓ Sent to the topic “Ads”.
    11 bot ↩9: ✓ Sent to the topic “Billing”.
    13 bot [Service]: 
    14 Marta: is all well?
    15 bot ↩14: ❔ This group has topics of its own, and several of them are active or none is. For which one is this message? To choose without being asked, reply to one of the client's messages. ⌨
    ") };
    allow_duplicates! { assert_snapshot!(forum.seen(), @"
    Billing: we look into it
    Billing: we meant to ask
    Ads: how large shall it be?
    ") };
}

/// Promise: a topic that the client closed or deleted stays so: the operator is told why their message did not arrive.
async fn nothing_is_made_or_opened_in_a_clients_forum(backend: Backend) {
    let mut forum = Forum::new(backend).await;
    forum.client("the invoice is wrong", Some(forum.billing));
    forum.client("the banner is too small", Some(forum.ads));
    forum.stage.settle().await;
    let (olga, acme, billing, ads) = (forum.olga, forum.acme, forum.billing, forum.ads);
    forum
        .stage
        .sim
        .with(|world| {
            world
                .close_topic(olga, acme, billing)
                .and_then(|()| world.delete_topic(olga, acme, ads))
        })
        .expect("Olga may do so");
    for to in ["invoice", "banner"] {
        let to = forum.stage.find(forum.stage.group, forum.marta, to);
        forum.answer(Say::text("too late?").reply_to(to));
    }
    forum.stage.settle().await;
    allow_duplicates! { assert_snapshot!(forum.stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🔵 Olga · Billing ⏎ the invoice is wrong
    6 bot: 🔵 Olga · Ads ⏎ the banner is too small
    7 Marta ↩5: too late?
    8 Marta ↩6: too late?
    9 bot ↩7: ⚠️ Not delivered: The topic is closed in the client's group, and only they can open it. ⌨
    10 bot ↩8: ⚠️ Not delivered: The topic no longer exists in the client's group. ⌨
    ") };
    assert_eq!(forum.seen(), "");
    assert_eq!(forum.stage.calls("reopenForumTopic"), 0);
}

/// Promise: an album for which a topic must be chosen waits whole for the choice and goes there whole; an answer to it follows it.
async fn an_album_goes_whole_to_the_chosen_topic(backend: Backend) {
    let mut forum = Forum::new(backend).await;
    forum.client("the banner is too small", Some(forum.ads));
    forum.client("the invoice is wrong", Some(forum.billing));
    forum.stage.settle().await;
    for words in ["one", "two", "three"] {
        forum.answer(Say::photo(words).album("marta"));
    }
    forum.stage.settle().await;
    forum.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(forum.seen(), "");
    forum.stage.press(forum.marta, "Ads");
    forum.stage.settle().await;
    forum.stage.pass(Duration::from_secs(5)).await;
    let first = forum.stage.find(forum.stage.group, forum.marta, "one");
    forum.answer(Say::text("all three").reply_to(first));
    forum.stage.settle().await;
    allow_duplicates! { assert_snapshot!(forum.seen(), @"
    Ads: one
    Ads: two
    Ads: three
    Ads: all three
    ") };
}
