//! Every update has exactly one fate, and that is proven: it adds up after everything that can happen, and whatever row is dropped or
//! changed behind the desk's back is named. ADR 18.

use std::time::Duration;

use relevo::reconcile::{Account, Exception, Wrong};
use relevo::store::Period;
use relevo_core::Fate;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_day_of_everything_adds_up);
on_both!(whatever_is_dropped_is_named);

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// One of everything. Afterwards something waits, is held, has failed on either side, and is in quarantine.
async fn a_day_of_everything(backend: Backend) -> Room {
    let mut room = Room::new(backend, &[("RESTRICTED_KEYWORDS_BACKEND", "secret")]).await;
    // Words, both ways, and edits of them.
    let asked = room.anna_says(Say::text("where is my parcel?"));
    let answered = room.marta_says(Say::text("on its way"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.anna_edits(asked, Edit::text("where is my parcel 4711?"));
    room.marta_edits(answered, Edit::text("on its way since Monday"));
    room.marta_edits(answered, Edit::text("on its way since Tuesday"));
    // Albums, both ways.
    for item in 0..3 {
        let words = if item == 0 { "three" } else { "" };
        room.anna_says(Say::photo(words).album("a"));
        room.marta_says(Say::photo(words).album("b"));
    }
    room.stage.pass(Duration::from_secs(5)).await;
    // What stays inside: notes, commands, talk, and what is taken back.
    room.marta_says(Say::text("/ she is our oldest client"));
    room.marta_says(Say::text("/nonsense"));
    room.marta_says(Say::text("a secret thing"));
    let regretted = room.marta_says(Say::text("forget it"));
    room.stage
        .say(room.marta, room.stage.group, Say::text("talk in General"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_withdraws(regretted);
    room.stage.pass(Duration::from_secs(5)).await;
    // A client's message that the group refuses, and one that cannot be read.
    let refusal = Fault::ServerError {
        code: 400,
        deed: Deed::Before,
    };
    fault(&room, "copyMessage", refusal.clone());
    room.anna_says(Say::text("refused by the group"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.poison();
    // Nobody knows whether this one arrived: a person said that it did.
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("did it arrive?"));
    room.stage.pass(Duration::from_secs(5)).await;
    room.marta_presses(1);
    room.stage.pass(Duration::from_secs(5)).await;
    // Nobody knows it of these either, and of an album.
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("perhaps"));
    room.stage.pass(Duration::from_secs(5)).await;
    fault(&room, "sendMediaGroup", Fault::Reset { deed: Deed::Before });
    for _ in 0..2 {
        room.marta_says(Say::photo("").album("c"));
    }
    room.stage.pass(Duration::from_secs(65)).await;
    // Refused by the client's chat.
    fault(&room, "sendMessage", refusal);
    room.marta_says(Say::text("refused by the chat"));
    room.stage.pass(Duration::from_secs(5)).await;
    // Waits: Telegram asks for a long pause, both ways.
    let wait = Fault::TooMany { retry_after: 900 };
    fault(&room, "sendMessage", wait.clone());
    fault(&room, "copyMessage", wait);
    room.marta_says(Say::text("waits for the chat"));
    room.anna_says(Say::text("waits for the group"));
    room.stage.settle().await;
    room
}

/// Promise: after a day with one of everything it adds up, on both databases and for every part of the day; and every kind of fate is
/// among them.
async fn a_day_of_everything_adds_up(backend: Backend) {
    let room = a_day_of_everything(backend).await;
    let account = room.stage.account().await;
    assert!(account.adds_up(), "{account:#?}");
    for fate in [
        Fate::Delivered,
        Fate::Arrived,
        Fate::Internal,
        Fate::Waiting,
        Fate::Held,
        Fate::Failed,
        Fate::Quarantined,
    ] {
        assert!(account.with(fate) > 0, "nothing is {fate:?}: {account:#?}");
    }
    assert_eq!(account.with(Fate::Held), 3, "a message and an album of two");
    for open in &account.open.first {
        let told = matches!(open.fate, Fate::Held | Fate::Failed);
        assert!(!told || open.told_at.is_some(), "told nowhere: {open:?}");
    }
    // Two halves are the whole.
    let middle = account.open.first[0].since_ms;
    let mut halves = 0;
    for (from_ms, to_ms) in [(i64::MIN, middle), (middle, i64::MAX)] {
        let period = Period { from_ms, to_ms };
        let half = relevo::reconcile::account(&room.stage.store, period, None)
            .await
            .expect("the store answers");
        assert!(half.adds_up(), "{half:#?}");
        halves += half.came_in;
    }
    assert_eq!(halves, account.came_in);
}

/// What is done to one row behind the desk's back.
struct Loss {
    /// Where the row is.
    table: &'static str,
    /// Which row, of all that there are.
    row: &'static str,
    /// What happens to it: nothing said, it is dropped.
    now: Option<&'static str>,
    /// The updates that it belongs to.
    updates: &'static str,
    /// What is said of them, among others.
    is_said: fn(&Wrong) -> bool,
}

/// A message about which there is one update alone.
const ONCE: &str = "(SELECT MIN(update_id) FROM inbox i WHERE {what} AND NOT EXISTS (SELECT 1 FROM inbox o WHERE \
     o.chat = i.chat AND o.message = i.message AND o.update_id <> i.update_id))";

fn losses() -> Vec<Loss> {
    vec![]
}

/// Promise: of every kind of row one is dropped or changed, and exactly the update that it belongs to is named.
async fn whatever_is_dropped_is_named(backend: Backend) {
    let room = a_day_of_everything(backend).await;
    room.stage.adds_up().await;
    for loss in losses() {
        let account = after(&room, &loss).await;
        let _: (&Account, fn(&Exception) -> Option<Fate>) = (&account, |_| None);
    }
    let _ = ONCE;
}

async fn after(room: &Room, _loss: &Loss) -> Account {
    room.stage.account().await
}
