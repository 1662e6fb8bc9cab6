//! Who may press the desk's buttons: members of the backend group, as Telegram sees them within the last minute.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::Fault;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(who_has_left_presses_nothing);
on_both!(telegram_is_asked_once_a_minute);
on_both!(who_was_never_seen_is_looked_at);
on_both!(no_answer_locks_out_only_strangers);

impl Room {
    /// A closed conversation, whose *Open* somebody is to press.
    async fn closed(backend: Backend) -> Room {
        let mut room = Room::new(backend, &[]).await;
        room.marta_says("/close").await;
        room.stage.pass(Duration::from_secs(70)).await;
        assert_eq!(room.title(), "⬛ Anna (closed)");
        room
    }

    /// Somebody presses *Open*; what they are told.
    async fn presses_open(&mut self, person: i64) -> Vec<String> {
        let before = self.told().len();
        self.stage.press(person, "Open");
        self.stage.settle().await;
        self.stage.pass(Duration::from_secs(5)).await;
        self.told().split_off(before)
    }

    /// What those who pressed buttons were told, one entry a press.
    fn told(&self) -> Vec<String> {
        let asked = self.stage.asked.lock().expect("nobody panicked");
        let answers = asked
            .iter()
            .filter(|(method, _)| *method == "answerCallbackQuery");
        let told = answers.map(|(_, asked)| asked["text"].as_str().unwrap_or_default().to_owned());
        told.collect()
    }

    fn looks(&self) -> usize {
        let asked = self.stage.asked.lock().expect("nobody panicked");
        let looks = asked
            .iter()
            .filter(|(method, _)| *method == "getChatMember");
        looks.count()
    }

    /// The topic is closed as before, and the button works for whoever may.
    async fn is_closed_still(&mut self) {
        assert_eq!(self.title(), "⬛ Anna (closed)");
        let owner = self.stage.owner;
        assert_eq!(self.presses_open(owner).await, [""]);
        self.stage.pass(Duration::from_secs(70)).await;
        assert_eq!(self.title(), "🟪 Anna");
    }
}

/// Promise: who leaves or is removed loses at once what they could do, also where the button is in the same page of updates as the leaving.
async fn who_has_left_presses_nothing(backend: Backend) {
    let mut room = Room::closed(backend).await;
    let (marta, group, owner) = (room.marta, room.stage.group, room.stage.owner);
    let dora = room.stage.operator("Dora");
    room.stage.settle().await;
    let refused = ["Only members of this group can do that."];
    room.stage
        .sim
        .with(|world| world.leave(dora, group))
        .expect("Dora leaves");
    assert_eq!(room.presses_open(dora).await, refused);
    room.stage
        .sim
        .with(|world| world.kick(owner, group, marta))
        .expect("the owner may");
    room.stage.settle().await;
    assert_eq!(room.presses_open(marta).await, refused);
    room.is_closed_still().await;
}

/// Promise: somebody seen there counts for a minute, then Telegram is asked again; what it tells by itself needs no question.
async fn telegram_is_asked_once_a_minute(backend: Backend) {
    let mut room = Room::closed(backend).await;
    let before = room.looks();
    let mut looks = Vec::new();
    for pause_s in [0, 15, 15, 40] {
        room.stage.pass(Duration::from_secs(pause_s)).await;
        let marta = room.marta;
        assert_eq!(room.presses_open(marta).await, [""]);
        looks.push(room.looks() - before);
        // Who owns the group can write in a closed topic.
        let (owner, say) = (room.stage.owner, Say::text("/close").thread(room.topic));
        room.stage.say(owner, room.stage.group, say);
        room.stage.pass(Duration::from_secs(5)).await;
    }
    assert_eq!(looks, [1, 1, 1, 2]);
    let eve = room.stage.operator("Eve");
    room.stage.settle().await;
    assert_eq!(room.presses_open(eve).await, [""]);
    assert_eq!(room.looks() - before, 2);
}

/// Promise: who was in the group before the bot and never wrote may as anybody else.
async fn who_was_never_seen_is_looked_at(backend: Backend) {
    let mut room = Room::closed(backend).await;
    let looks = room.looks();
    room.is_closed_still().await;
    assert_eq!(room.looks(), looks + 1);
}

/// Promise: while Telegram does not say who is there, those who were seen there may, and others are told to press again.
async fn no_answer_locks_out_only_strangers(backend: Backend) {
    let mut room = Room::closed(backend).await;
    let stranger = room.stage.person("Mallory");
    room.stage.settle().await;
    room.stage
        .goes_wrong("getChatMember", Fault::TooMany { retry_after: 7 }, 2);
    let told = room.presses_open(stranger).await;
    assert_eq!(
        told,
        [
            "Telegram does not confirm yet that you are in this group. Please press again in a moment."
        ]
    );
    assert_eq!(room.title(), "⬛ Anna (closed)");
    let marta = room.marta;
    assert_eq!(room.presses_open(marta).await, [""]);
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.title(), "🟪 Anna");
}
