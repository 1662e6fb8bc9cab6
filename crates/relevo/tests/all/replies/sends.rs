//! What the buttons of the list send: each on its own, through the same guards as what is typed.

use std::time::Duration;

use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(each_is_taken_back_on_its_own);
on_both!(one_list_sends_once);
on_both!(buttons_pass_the_guards);
on_both!(the_bot_of_the_topic_sends);

impl Room {
    async fn saves(&mut self, name: &str, words: &str) {
        let saved = self.olivia_says(Say::text(words));
        self.olivia_saves(saved, &format!("/say {name}")).await;
    }

    /// Marta opens the list in Anna's topic and taps what begins so; the panel.
    async fn chooses(&mut self, label: &str) -> i64 {
        self.marta_says("/say").await;
        let rows = self.stage.rows(self.stage.group, self.marta);
        let newest = rows.iter().rev().find(|row| row.markup.is_some());
        let panel = newest.expect("a list").message_id;
        self.tap(self.marta, label);
        self.stage.settle().await;
        panel
    }

    fn has(&self) -> Vec<String> {
        self.sent().into_iter().map(|row| row.text).collect()
    }

    fn panel_says(&self, panel: i64) -> (String, bool) {
        let rows = self.stage.rows(self.stage.group, self.marta);
        let row = rows.into_iter().find(|row| row.message_id == panel);
        let row = row.expect("the panel stands");
        (row.text, row.markup.is_some())
    }
}

/// Promise: what a list sent is that list's and nothing else's: its panel says what the client has, the client's answer stands below it, and `/del` as
/// an answer to it takes back that and no more. It stays where it stands.
async fn each_is_taken_back_on_its_own(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.saves("hi", "Good morning, {first_name}").await;
    room.saves("bye", "Good night").await;
    let first = room.chooses("hi – ").await;
    let second = room.chooses("bye – ").await;
    let third = room.chooses("hi – ").await;
    assert_eq!(
        room.has(),
        ["Good morning, Anna", "Good night", "Good morning, Anna"]
    );
    let said = room.panel_says(first);
    assert_eq!(
        said,
        ("💬 Quick reply “hi”:\nGood morning, Anna".to_owned(), false)
    );
    let about = room.sent()[1].message_id;
    let thanks = Say::text("thank you").reply_to(about);
    room.stage.say(room.anna, room.stage.bot, thanks);
    room.stage.settle().await;
    let rows = room.stage.rows(room.stage.group, room.marta);
    let thanks = rows.iter().find(|row| row.text.contains("thank you"));
    assert_eq!(thanks.and_then(|row| row.reply_to), Some(second));
    let taken = Say::text("/del").thread(room.topic).reply_to(first);
    room.stage.say(room.marta, room.stage.group, taken);
    room.stage.settle().await;
    assert_eq!(room.has(), ["Good night", "Good morning, Anna"]);
    let taken = Say::text("/del").thread(room.topic).reply_to(second);
    room.stage.say(room.marta, room.stage.group, taken);
    room.stage.settle().await;
    room.stage.jump(Duration::from_secs(25 * 3_600)).await;
    room.stage.settle().await;
    assert_eq!(room.has(), ["Good morning, Anna"]);
    assert_eq!(room.panel_says(third), said);
    room.stage.adds_up().await;
}

/// Promise: of two people who tap at once, or one who taps twice, one sends.
async fn one_list_sends_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.saves("hi", "Good morning").await;
    room.saves("bye", "Good night").await;
    room.marta_says("/say").await;
    room.tap(room.marta, "hi – ");
    room.tap(room.stage.owner, "bye – ");
    room.tap(room.marta, "hi – ");
    room.stage.settle().await;
    assert_eq!(room.has(), ["Good morning"]);
    assert_eq!(
        room.known().await.iter().map(|one| one.used).sum::<i64>(),
        1
    );
    room.stage.adds_up().await;
}

/// Promise: a forbidden word is stopped where a button sends it and the list stays; while the connection is stopped what is tapped waits for a word, is
/// not shown as sent and not counted.
async fn buttons_pass_the_guards(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.saves("hi", "A rebate for you").await;
    let parameter = "RESTRICTED_KEYWORDS_BACKEND";
    room.stage.set_parameter(parameter, "rebate").await;
    let panel = room.chooses("hi – ").await;
    assert!(room.panel_says(panel).1, "something else can be tapped");
    room.stage.find(room.stage.group, room.marta, "rebate");
    assert!(room.has().is_empty());
    room.stage.set_parameter(parameter, "NONE").await;
    let panel = room.chooses("hi – ").await;
    assert_eq!(room.has(), ["A rebate for you"]);
    assert!(room.panel_says(panel).0.starts_with("💬 Quick reply"));
    assert_eq!(room.known().await[0].used, 1);
    room.marta_says("/say").await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.tap(room.marta, "hi – ");
    room.stage.pass_minutes(1).await;
    assert_eq!(room.has(), ["A rebate for you"]);
    assert_eq!(room.known().await[0].used, 1);
    room.stage.adds_up().await;
}

/// Promise: in a group of two bots whichever serves the client sends, also what the other one saved, files and all.
async fn the_bot_of_the_topic_sends(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let saved = room.olivia_says(Say::photo("For {first_name}"));
    room.olivia_saves(saved, "/say bill").await;
    room.saves("hi", "Good morning").await;
    let second = room.stage.second_bot(&[]).await;
    let bo = room.stage.person("Bo");
    room.stage
        .sim
        .with(|world| world.start_bot(bo, second, None))
        .expect("Bo opens the chat");
    room.stage.say(bo, second, Say::text("hey"));
    room.stage.settle().await;
    let topic = room.stage.topic("Bo");
    for words in ["/say bill", "/say"] {
        let say = Say::text(words).thread(topic);
        room.stage.say(room.marta, room.stage.group, say);
        room.stage.settle().await;
    }
    room.tap(room.marta, "hi – ");
    room.stage.settle().await;
    let rows = room.stage.rows(second, bo);
    let sent: Vec<&str> = rows
        .iter()
        .filter(|row| row.from == second)
        .map(|row| row.text.as_str())
        .collect();
    assert_eq!(sent, ["For Bo", "Good morning"]);
    assert!(room.has().is_empty(), "Anna sees nothing of it");
    room.stage.adds_up().await;
}
