//! Broadcasts as people see them: the plan, what goes out, what is told, and what the team sees of it, which is next to nothing.

mod edges;
pub(crate) mod files;
mod many;
mod plan;
mod running;
mod times;

use std::time::Duration;

use relevo::store::{Kept, NewReply};
use relevo_core::{Name, ReplyContent, ReplyWhat};
use relevo_telegram::Text;
use relevo_telegram_sim::control::Say;

use crate::groups::labels_of;
use crate::stage::Stage;

impl Stage {
    /// A quick reply of these words.
    async fn saved(&self, name: &str, words: &str) {
        let connection = self.store.connections().await.expect("it answers")[0].clone();
        let mut tx = self.store.write().await.expect("the store is free");
        let new = NewReply {
            name: Name::read(name).expect("a name"),
            content: ReplyContent {
                what: ReplyWhat::Words {
                    text: Text::plain(words),
                    no_preview: false,
                },
                buttons: Vec::new(),
                seen_by: connection.identity,
            },
            saved_ms: self.clock.now_ms(),
        };
        let kept = tx.save_reply(connection.cell, &new).await;
        assert!(matches!(kept, Ok(Kept::As(_))));
        tx.commit().await.expect("it is stored");
    }

    /// Somebody who came by a link and has written nothing yet: known, and without a topic.
    fn fan(&self, name: &str) -> i64 {
        let person = self.person(name);
        self.follows(person, self.bot);
        person
    }

    fn follows(&self, person: i64, bot: i64) {
        self.sim
            .with(|world| world.start_bot(person, bot, Some("link")))
            .expect("the person starts the bot");
    }

    fn fans(&self, count: usize) -> Vec<i64> {
        (0..count)
            .map(|number| self.fan(&format!("Fan {number}")))
            .collect()
    }

    /// The owner writes this in General.
    fn orders(&self, words: &str) {
        self.say(self.owner, self.group, Say::text(words));
    }

    /// The newest panel of a broadcast, with its buttons.
    fn panel(&self) -> String {
        let rows = self.rows(self.group, self.owner);
        let panel = rows
            .iter()
            .rev()
            .find(|row| row.text.starts_with("📣 Broadcast"));
        let panel = panel.expect("there is a panel");
        format!("{}\n[{}]", panel.text, labels_of(panel).join("] ["))
    }

    /// How often somebody has got these words from the bot.
    fn got(&self, person: i64, words: &str) -> usize {
        self.got_from(self.bot, person, words)
    }

    fn got_from(&self, bot: i64, person: i64, words: &str) -> usize {
        let rows = self.rows(bot, person);
        rows.iter()
            .filter(|row| row.from == bot && row.text == words)
            .count()
    }

    /// The plan is there, and the owner starts it.
    async fn starts(&mut self) {
        self.seconds(2).await;
        self.press(self.owner, "▶️ Start");
    }

    async fn seconds(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.jump(Duration::from_secs(1)).await;
        }
    }
}
