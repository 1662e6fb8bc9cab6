//! What Telegram does to quick replies: the topic deleted, too many calls, answers lost, originals gone, a death while one is sent.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(the_topic_is_made_anew);
on_both!(nobody_knows_whether_it_was_sent);
on_both!(nobody_knows_whether_an_album_was_sent);
on_both!(too_many_at_once_wait);
on_both!(an_original_that_goes_first);

impl Room {
    async fn saves_photo(&mut self, name: &str, caption: &str) {
        let saved = self.olivia_says(Say::photo(caption));
        self.olivia_saves(saved, &format!("/say {name}")).await;
    }

    fn strikes(&self, method: &str, fault: Fault, times: u32) {
        let rule = Rule {
            method: Some(method.into()),
            times,
            ..Rule::new(fault)
        };
        self.stage.sim.faults(|faults| faults.add(rule));
    }

    fn captions(&self) -> Vec<String> {
        self.sent().into_iter().map(|row| row.text).collect()
    }
}

/// Promise: when the topic "Replies" was deleted, what stood in it is said to be gone, with a button that takes it off the list; the next that is saved is
/// put into a new topic and can be sent, also with its source.
async fn the_topic_is_made_anew(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.saves_photo("old", "Old").await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let topic = room.stage.topic("Replies");
    room.stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic))
        .expect("it is deleted");
    room.marta_says("/say old").await;
    room.stage.pass_minutes(1).await;
    assert!(room.captions().is_empty());
    room.stage.find(group, room.marta, "no longer in the topic");
    room.stage.press(room.marta, "Remove it");
    room.stage.settle().await;
    assert!(room.known().await.is_empty());
    room.saves_photo("new", "New").await;
    room.stage.pass_minutes(1).await;
    room.stage.topic("Replies");
    room.marta_says("/say new").await;
    room.marta_says("/say new fwd").await;
    room.stage.pass_minutes(1).await;
    assert_eq!(room.captions(), ["New", "New"]);
    assert!(room.sent()[1].origin.is_some());
    room.stage.adds_up().await;
}

/// Promise: where an answer of Telegram is lost, or the desk dies between a call and its record, a quick reply is not sent a second time unasked, and whoever
/// sent it is asked; one by a button no less than one that was typed.
async fn nobody_knows_whether_it_was_sent(backend: Backend) {
    for dies in [false, true] {
        let mut room = Room::new(backend, &[]).await;
        room.saves_photo("bill", "Bill").await;
        if !dies {
            room.strikes("copyMessage", Fault::AnswerLost, 1);
        }
        room.marta_says_only("/say");
        room.stage.settle().await;
        room.tap(room.marta, "bill – ");
        if dies {
            // Intake, the request, the claim: then the call is made and not recorded.
            for _ in 0..2 {
                room.stage.pump.round().await.expect("the store works");
            }
            room.stage.crash_after_the_calls().await;
        }
        room.stage.pass_minutes(1).await;
        assert_eq!(room.captions(), ["Bill"], "dies: {dies}");
        room.stage.adds_up().await;
    }
}

/// Promise: an album stands once at the client's, copied or forwarded, if its answer is lost, whose sender is asked, and if it is lost before
/// it was sent.
async fn nobody_knows_whether_an_album_was_sent(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let items = ["One", "Two"].map(|caption| room.olivia_says(Say::photo(caption).album("a")));
    room.stage.settle().await;
    room.olivia_saves(items[0], "/say album").await;
    room.stage.pass_minutes(1).await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let asked = |room: &Room| {
        let rows = room.stage.rows(group, owner);
        let asks = rows
            .iter()
            .filter(|row| row.text.contains("Telegram did not say whether"));
        asks.count()
    };
    let mut expected = Vec::new();
    let mut questions = 0;
    for (command, method) in [
        ("/say album", "copyMessages"),
        ("/say album fwd", "forwardMessages"),
    ] {
        for fault in [Fault::AnswerLost, Fault::RequestLost] {
            questions += usize::from(fault == Fault::AnswerLost);
            let name = format!("{command} {fault:?}");
            room.strikes(method, fault, 1);
            room.marta_says(command).await;
            room.stage.pass_minutes(2).await;
            expected.extend(["One", "Two"]);
            assert_eq!(room.captions(), expected, "{name}");
            assert_eq!(asked(&room), questions, "{name}");
        }
    }
    room.stage.adds_up().await;
}

/// Promise: while Telegram asks to wait, saving and sending wait, and then each is done once.
async fn too_many_at_once_wait(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.strikes("forwardMessage", Fault::TooMany { retry_after: 7 }, 2);
    room.saves_photo("bill", "Bill").await;
    assert!(room.known().await.is_empty(), "it is not there yet");
    room.stage.pass_minutes(1).await;
    assert_eq!(room.known().await.len(), 1);
    room.strikes("copyMessage", Fault::TooMany { retry_after: 7 }, 2);
    room.marta_says("/say bill").await;
    room.stage.pass(Duration::from_secs(40)).await;
    assert_eq!(room.captions(), ["Bill"]);
    assert_eq!(
        room.said_in("Replies")
            .iter()
            .filter(|row| row.file.is_some())
            .count(),
        1
    );
    room.stage.adds_up().await;
}

/// Promise: if the message that is saved is deleted before it is stored, nothing is saved, and that is said.
async fn an_original_that_goes_first(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let saved = room.olivia_says(Say::photo("Bill"));
    room.olivia_says(Say::text("/say bill").reply_to(saved));
    room.stage
        .sim
        .with(|world| world.delete(owner, group, saved))
        .expect("it is deleted");
    room.stage.pass_minutes(2).await;
    assert!(room.known().await.is_empty());
    room.stage.find(group, room.marta, "Not saved as “bill”");
    room.stage.adds_up().await;
}

impl Room {
    fn marta_says_only(&self, words: &str) {
        let say = Say::text(words).thread(self.topic);
        self.stage.say(self.marta, self.stage.group, say);
    }
}
