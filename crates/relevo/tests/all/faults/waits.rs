//! Telegram asks to wait: that bot in that chat waits, however long, and nobody else.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(one_chat_waits_alone);
on_both!(a_whole_bot_waits);
on_both!(a_clock_that_goes_back_holds_nothing_up);

impl Stage {
    /// The words of the bot in a client's chat.
    pub(crate) fn received(&self, client: i64) -> Vec<String> {
        let rows = self.rows(self.bot, client);
        let from_bot = rows.into_iter().filter(|row| row.from == self.bot);
        from_bot.map(|row| row.text).collect()
    }

    /// The words of the bot in a client's topic.
    fn mirrored(&self, name: &str) -> Vec<String> {
        let topic = self.topic(name);
        let rows = self.rows(self.group, self.owner).into_iter();
        let from_bot = rows.filter(|row| row.thread == Some(topic) && row.from == self.bot);
        let words = from_bot.map(|row| row.text);
        words.filter(|words| !words.is_empty()).collect()
    }
}

/// Promise: a wait of three hours for one client's chat holds up nobody else, is obeyed to the second, and keeps the order.
async fn one_chat_waits_alone(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna, ben) = (
        stage.operator("Marta"),
        stage.client("Anna"),
        stage.client("Ben"),
    );
    stage.settle().await;
    for client in [anna, ben] {
        stage.say(client, stage.bot, Say::text("hello"));
    }
    stage.settle().await;
    let retry_after = 3 * 3_600;
    let rule = Rule {
        chat: Some(anna),
        ..Rule::new(Fault::TooMany { retry_after })
    };
    stage.sim.faults(|faults| faults.add(rule));
    for words in ["one", "two"] {
        for name in ["Anna", "Ben"] {
            let topic = stage.topic(name);
            stage.say(marta, stage.group, Say::text(words).thread(topic));
        }
    }
    stage.pass(Duration::from_secs(5)).await;
    assert_eq!(stage.received(ben), ["one", "two"]);
    let asked = stage.calls("sendMessage");
    stage.jump(Duration::from_secs(3 * 3_600 - 10)).await;
    assert_eq!(stage.received(anna), [""; 0]);
    assert_eq!(stage.calls("sendMessage"), asked, "nothing is tried before");
    stage.pass(Duration::from_secs(10)).await;
    assert_eq!(stage.received(anna), ["one", "two"]);
    assert_eq!(stage.standing().await, (0, 0, 0));
}

/// Promise: when Telegram asks to wait in every chat, everything waits and then follows in its order, on both sides.
async fn a_whole_bot_waits(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let marta = stage.operator("Marta");
    let people = ["Anna", "Ben", "Chen"].map(|name| (name, stage.client(name)));
    stage.settle().await;
    for (_, client) in people {
        stage.say(client, stage.bot, Say::text("hello"));
    }
    stage.pass(Duration::from_secs(61)).await;
    for method in ["sendMessage", "copyMessage", "getUpdates"] {
        stage.goes_wrong(method, Fault::TooMany { retry_after: 40 }, 4);
    }
    for words in ["one", "two", "three"] {
        for (name, client) in people {
            stage.say(client, stage.bot, Say::text(words));
            let topic = stage.topic(name);
            stage.say(marta, stage.group, Say::text(words).thread(topic));
        }
    }
    stage.pass_minutes(6).await;
    for (name, client) in people {
        assert_eq!(stage.received(client), ["one", "two", "three"], "to {name}");
        let words = ["hello", "one", "two", "three"];
        assert_eq!(stage.mirrored(name), words, "from {name}");
    }
    assert_eq!(stage.standing().await, (0, 0, 0));
}

/// Promise: a clock that steps back by a day holds nothing up and loses nothing: what waits goes on within minutes.
async fn a_clock_that_goes_back_holds_nothing_up(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.settle().await;
    for words in ["one", "two"] {
        stage.say(anna, stage.bot, Say::text(words));
    }
    stage.settle().await;
    let topic = stage.topic("Anna");
    stage.goes_wrong("copyMessage", Fault::TooMany { retry_after: 20 }, 1);
    stage.say(anna, stage.bot, Say::text("three"));
    stage.settle().await;
    stage.clock.step_back(Duration::from_secs(24 * 3_600));
    stage.say(anna, stage.bot, Say::text("four"));
    stage.say(marta, stage.group, Say::text("an answer").thread(topic));
    for _ in 0..180 {
        stage.clock.advance(Duration::from_secs(1));
        stage.settle().await;
    }
    assert_eq!(stage.mirrored("Anna"), ["one", "two", "three", "four"]);
    assert_eq!(stage.received(anna), ["an answer"]);
    assert_eq!(stage.standing().await, (0, 0, 0));
    assert_eq!(stage.general(), "", "no gap");
}
