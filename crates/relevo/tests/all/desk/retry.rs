//! `/retry`, as a reply to what did not arrive: the same as the button, by whatever message shows it.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_reply_to_whatever_shows_it);
on_both!(only_what_failed);
on_both!(what_is_held_needs_the_buttons);
on_both!(it_goes_once);
on_both!(it_survives_a_crash);

impl Room {
    fn fault(&self, method: &str, fault: Fault) {
        let rule = Rule {
            method: Some(method.into()),
            ..Rule::new(fault)
        };
        self.stage.sim.faults(|faults| faults.add(rule));
    }

    /// The next call of this method is refused, for a reason that nobody foresaw.
    fn refuse(&self, method: &str) {
        self.fault(
            method,
            Fault::ServerError {
                code: 400,
                deed: Deed::Before,
            },
        );
    }

    /// Marta writes something that does not reach Anna.
    async fn marta_fails_with(&mut self, words: &str) -> i64 {
        self.refuse("sendMessage");
        let said = self.marta_says(words).await;
        self.stage.pass(Duration::from_secs(5)).await;
        said
    }

    /// Marta answers a message with `/retry`; what the desk answers, with a while for what follows.
    async fn marta_retries(&mut self, message: i64) -> String {
        let say = Say::text("/retry").thread(self.topic).reply_to(message);
        let answer = self.asks(self.marta, say).await;
        self.stage.pass(Duration::from_secs(5)).await;
        answer
    }
}

/// Promise: a reply to the message itself, to the line that tells of it and to the placeholder of a client's message all try it again, and
/// the line says what became of that, without its button.
async fn a_reply_to_whatever_shows_it(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let one = room.marta_fails_with("one").await;
    room.marta_retries(one).await;
    let two = room.marta_fails_with("two").await;
    let line = room
        .stage
        .rows(room.stage.group, room.marta)
        .iter()
        .find(|row| row.reply_to == Some(two))
        .expect("the line that tells of it")
        .message_id;
    room.marta_retries(line).await;
    room.refuse("copyMessage");
    room.anna_says("three").await;
    room.stage.pass(Duration::from_secs(5)).await;
    let placeholder = room.stage.find(room.stage.group, room.marta, "📎");
    room.marta_retries(placeholder).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟨 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 bot ↩6: ✓ Tried again, and it arrived.
    8 Marta ↩6: /retry
    9 bot ↩8: ↻ Trying again.
    10 Marta: two
    11 bot ↩10: ✓ Tried again, and it arrived.
    12 Marta ↩11: /retry
    13 bot ↩12: ↻ Trying again.
    14 bot [Service]: 
    15 bot: ✓ Tried again, and it arrived.
    16 Marta ↩15: /retry
    17 bot: three
    18 bot ↩16: ↻ Trying again.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 bot: one
    3045 bot: two
    3046 Anna: three
    ") };
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: what did not fail, a note and nothing at all are answered and change nothing; in General it is said where it belongs.
async fn only_what_failed(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let marta = room.marta;
    let arrived = room.marta_says("arrived").await;
    let note = room.marta_says("/ a note").await;
    let hello = room.stage.find(room.stage.group, marta, "hello");
    let failed = room.marta_fails_with("failed").await;
    room.marta_retries(failed).await;
    room.stage.pass(Duration::from_secs(60)).await;
    let before = (room.seen(), room.title());
    let mut rows = Vec::new();
    for (what, message) in [
        ("arrived", arrived),
        ("a note", note),
        ("the client's", hello),
        ("arrived by now", failed),
    ] {
        rows.push(format!("{what}: {}", room.marta_retries(message).await));
    }
    let plain = Say::text("/retry").thread(room.topic);
    rows.push(format!("nothing: {}", room.asks(marta, plain).await));
    let general = Say::text("/retry");
    rows.push(format!("in General: {}", room.asks(marta, general).await));
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    arrived: There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.
    a note: There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.
    the client's: There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.
    arrived by now: There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.
    nothing: There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.
    in General: /retry belongs in a client's topic. Nothing was changed.
    ") };
    assert_eq!((room.seen(), room.title()), before);
}

/// Promise: what nobody knows about is not sent by a command, since the client may have it; its buttons go on working.
async fn what_is_held_needs_the_buttons(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.fault("sendMessage", Fault::Reset { deed: Deed::After });
    let said = room.marta_says("perhaps").await;
    room.stage.pass(Duration::from_secs(5)).await;
    let answer = room.marta_retries(said).await;
    allow_duplicates! { assert_snapshot!(answer, @"Nothing was changed: the client may have this message already. Please decide with the buttons under it.") };
    assert_eq!(room.seen().matches("perhaps").count(), 1);
    room.marta_presses(1).await;
    assert_eq!(room.stage.standing().await, (0, 0, 0));
    assert_eq!(room.seen().matches("perhaps").count(), 1);
}

/// Promise: two commands and a press at the same time send it once, also where the new attempt has to wait.
async fn it_goes_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = room.marta_fails_with("once").await;
    room.fault("sendMessage", Fault::TooMany { retry_after: 3 });
    let again = |room: &Room| Say::text("/retry").thread(room.topic).reply_to(said);
    room.stage.say(room.marta, room.stage.group, again(&room));
    room.stage.say(room.marta, room.stage.group, again(&room));
    room.marta_presses(0).await;
    room.stage.pass(Duration::from_secs(15)).await;
    assert_eq!(room.seen().matches("once").count(), 1);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: a desk that dies with the new attempt on its way does not forget it: nobody knows then whether it arrived, and it is asked.
async fn it_survives_a_crash(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let said = room.marta_fails_with("through a crash").await;
    let again = Say::text("/retry").thread(room.topic).reply_to(said);
    room.stage.say(room.marta, room.stage.group, again);
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(15)).await;
    assert_eq!(room.seen().matches("through a crash").count(), 1);
    let (_, held, failed) = room.stage.standing().await;
    assert_eq!((held, failed), (1, 0));
    room.stage.adds_up().await;
}
