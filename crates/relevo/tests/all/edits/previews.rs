//! A link preview that somebody has taken away stays away, whatever they edit.

use relevo_telegram_sim::control::{Edit, Say};
use serde_json::json;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(an_edit_leaves_the_preview_away);

fn without_preview(words: &str) -> Say {
    let mut say = Say::text(words);
    let off = json!({ "is_disabled": true });
    say.more.insert("link_preview_options".into(), off);
    say
}

/// Whether the preview was taken away by each request of this method.
fn taken_away(room: &Room, method: &str) -> Vec<bool> {
    let asked = room.stage.asked.lock().expect("nobody panicked");
    let of = asked.iter().filter(|(of, _)| *of == method);
    of.map(|(_, body)| body["link_preview_options"]["is_disabled"] == true)
        .collect()
}

/// Promise: the copy of a text without link preview gets none by an edit, in private, in a group and at the client, where it has been
/// sent and where it waits; one with a preview keeps it.
async fn an_edit_leaves_the_preview_away(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let club = room.stage.client_group("Club", &[room.anna]);
    let words = || without_preview("see example.com");
    let private = room.anna_says(words());
    let group = room.stage.say(room.anna, club, words());
    let team = room.marta_says(words());
    let shown = room.anna_says(Say::text("see example.org"));
    room.stage.settle().await;
    let changed = || Edit::text("see example.net");
    room.anna_edits(private, changed());
    room.stage.edit(room.anna, club, group, changed());
    room.marta_edits(team, changed());
    room.stage.settle().await;
    let all = taken_away(&room, "editMessageText");
    assert_eq!(all, [true; 3], "of the edits");
    room.anna_edits(shown, changed());
    room.stage.settle().await;
    assert_eq!(
        taken_away(&room, "editMessageText"),
        [true, true, true, false]
    );
    // Nobody was asked: what has not gone says the new version at once.
    let waits = room.marta_says(words());
    room.marta_edits(waits, Edit::text("see example.net at last"));
    room.stage.settle().await;
    assert_eq!(taken_away(&room, "sendMessage").last(), Some(&true));
}
