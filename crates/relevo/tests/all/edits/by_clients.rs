//! A client edits: the copy in the topic follows, in place or as an answer.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::world::Kind;

use super::Room;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_private_clients_copy_follows);
on_both!(appended_versions_answer_what_they_change);
on_both!(in_a_group_the_author_stays_above);
on_both!(an_edit_before_delivery_changes_what_waits);
on_both!(edits_of_a_night_are_one);
on_both!(an_edit_that_changes_nothing_makes_no_call);
on_both!(what_cannot_be_changed_is_answered);
on_both!(an_edit_after_the_topic_was_deleted_begins_the_new_one);

/// Promise: text, caption and file of a copy follow, by one call each, and replies still find it.
async fn a_private_clients_copy_follows(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let text = room.anna_says(Say::text("one"));
    let photo = room.anna_says(Say::photo("two"));
    let video = room.anna_says(Say::media(Kind::Video, "three"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one, corrected"));
    room.anna_edits(photo, Edit::text("two, corrected"));
    room.anna_edits(
        video,
        Edit {
            content: Some(Say::photo("three, another file").content),
            ..Edit::default()
        },
    );
    room.stage.settle().await;
    let calls = ["editMessageText", "editMessageCaption", "editMessageMedia"];
    assert_eq!(calls.map(|method| room.calls(method)), [1, 1, 1]);
    let copy = room.stage.find(room.stage.group, room.marta, "corrected");
    room.marta_says(Say::text("thanks").reply_to(copy));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: one, corrected
    7 bot [Photo]: two, corrected
    8 bot [Photo]: three, another file
    9 Marta ↩7: thanks
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: one, corrected
    8123 Anna [Photo]: two, corrected
    8124 Anna [Photo]: three, another file
    8125 bot ↩8123: thanks
    ") };
}

/// Promise: with `EDITS=append` nothing is changed: each version answers the one before.
async fn appended_versions_answer_what_they_change(backend: Backend) {
    let mut room = Room::new(backend, &[("EDITS", "append")]).await;
    let text = room.anna_says(Say::text("one"));
    let photo = room.anna_says(Say::photo("two"));
    let words = room.marta_says(Say::text("answer"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one, corrected"));
    room.anna_edits(photo, Edit::text("two, corrected"));
    room.marta_edits(words, Edit::text("answer, corrected"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one, at last"));
    room.stage.settle().await;
    assert_eq!(room.calls("editMessageText"), 0);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: answer, corrected
    7 bot: one
    8 bot [Photo]: two
    9 bot ↩7: ✏️ one, corrected
    10 bot ↩8 [Photo]: ✏️ two, corrected
    11 bot ↩9: ✏️ one, at last
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: one, at last
    8123 Anna [Photo]: two, corrected
    8124 bot: answer
    8125 bot ↩8124: ✏️ answer, corrected
    ") };
}

/// Promise: in a group the name stays above the new words; what no longer fits under it answers the copy.
async fn in_a_group_the_author_stays_above(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = stage.person("Olga");
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    let text = stage.say(olga, acme, Say::text("one"));
    let photo = stage.say(olga, acme, Say::photo("two"));
    let long = stage.say(olga, acme, Say::text(&"x".repeat(4_096)));
    stage.settle().await;
    stage.edit(olga, acme, text, Edit::text("one, corrected"));
    stage.edit(olga, acme, photo, Edit::text("two, corrected"));
    stage.edit(olga, acme, long, Edit::text("short now"));
    stage.settle().await;
    stage.edit(olga, acme, text, Edit::text(&"y".repeat(4_096)));
    stage.settle().await;
    let seen = stage
        .topics()
        .replace(&"x".repeat(4_096), "x…")
        .replace(&"y".repeat(4_096), "y…");
    allow_duplicates! { assert_snapshot!(seen, @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ one, corrected
    5 bot [Photo]: 🟢 Olga ⏎ two, corrected
    6 bot: 🟢 Olga
    7 bot ↩6: short now
    8 bot ↩4: 🟢 Olga ✏️
    9 bot ↩8: y…
    ") };
}

/// Promise: what waits is changed where it waits, in the middle of a 429 as well: it arrives once, corrected.
async fn an_edit_before_delivery_changes_what_waits(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = room.stage.person("Olga");
    let acme = room.stage.client_group("Acme", &[olga]);
    room.stage.settle().await;
    room.stage.say(olga, acme, Say::text("hello"));
    room.stage.settle().await;
    let rule = Rule {
        method: Some("sendMessage".into()),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    let words = room.stage.say(olga, acme, Say::text("three"));
    room.stage.settle().await;
    room.stage
        .edit(olga, acme, words, Edit::text("three, corrected"));
    let rule = Rule {
        method: Some("copyMessage".into()),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    let text = room.anna_says(Say::text("one"));
    let photo = room.anna_says(Say::photo("two"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one, corrected"));
    room.anna_edits(photo, Edit::text("two, corrected"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one, at last"));
    room.stage.pass(Duration::from_secs(20)).await;
    assert_eq!(
        room.calls("editMessageText") + room.calls("editMessageCaption"),
        0
    );
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    9 bot: one, at last
    10 bot [Photo]: two, corrected
    # 🟪 Acme
    6 bot [Service]: 
    7 bot: 🟣 Olga ⏎ hello
    8 bot: 🟣 Olga ⏎ three, corrected
    ") };
}

/// Promise: a message and its edits that come while the desk is down arrive as the newest version; several edits of what was
/// there before are one call.
async fn edits_of_a_night_are_one(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let before = room.anna_says(Say::text("before"));
    room.stage.settle().await;
    let during = room.anna_says(Say::text("during"));
    for words in ["one", "two", "three"] {
        room.anna_edits(before, Edit::text(&format!("before, {words}")));
        room.anna_edits(during, Edit::text(&format!("during, {words}")));
    }
    room.stage.settle().await;
    assert_eq!(room.calls("editMessageText"), 1);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: before, three
    7 bot: during, three
    ") };
}

/// Promise: Telegram reports edits in which nothing visible changed; they cause no call, and neither does one that takes itself
/// back while it waits beyond the one that puts it right.
async fn an_edit_that_changes_nothing_makes_no_call(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let text = room.anna_says(Say::text("one"));
    let photo = room.anna_says(Say::photo("two"));
    let words = room.marta_says(Say::text("three"));
    let note = room.marta_says(Say::text("/ four"));
    room.stage.settle().await;
    let before = room.stage.posts();
    for _ in 0..2 {
        room.anna_edits(text, Edit::default());
        room.anna_edits(photo, Edit::default());
        room.marta_edits(words, Edit::default());
        room.marta_edits(note, Edit::default());
        room.stage.settle().await;
    }
    assert_eq!(room.stage.posts(), before);
    // There and back again: the copy is as the message is.
    room.anna_edits(text, Edit::text("one!"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::text("one"));
    room.stage.settle().await;
    room.anna_edits(text, Edit::default());
    room.stage.settle().await;
    assert_eq!(room.calls("editMessageText"), 2);
    let copy = room.stage.find(room.stage.group, room.marta, "one");
    assert!(room.stage.topics().contains(&format!("{copy} bot: one\n")));
}

/// Promise: where Telegram changes nothing (a forward, a voice's file, a copy deleted by hand) the new version answers, marked.
async fn what_cannot_be_changed_is_answered(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let text = room.anna_says(Say::text("one"));
    room.stage.settle().await;
    let copy = room.stage.find(room.stage.group, room.marta, "one");
    let (owner, group) = (room.stage.owner, room.stage.group);
    room.stage
        .sim
        .with(|world| world.delete(owner, group, copy))
        .expect("the owner may");
    room.anna_edits(text, Edit::text("one, corrected"));
    room.stage.settle().await;
    // The answer is the copy from now on.
    room.anna_edits(text, Edit::text("one, at last"));
    room.stage.settle().await;
    let voice = room.anna_says(Say::media(Kind::Voice, "two"));
    room.stage.settle().await;
    let other = Say::media(Kind::Voice, "two, spoken again");
    room.anna_edits(
        voice,
        Edit {
            content: Some(other.content),
            ..Edit::default()
        },
    );
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    7 bot: ✏️ one, at last
    8 bot [Voice]: two
    9 bot ↩8 [Voice]: ✏️ two, spoken again
    ") };
}

/// Promise: an edit whose copy went with its topic is the first message of the new one.
async fn an_edit_after_the_topic_was_deleted_begins_the_new_one(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let text = room.anna_says(Say::text("one"));
    room.stage.settle().await;
    let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
    room.stage
        .sim
        .with(|world| world.delete_topic(owner, group, topic))
        .expect("the owner may");
    room.anna_edits(text, Edit::text("one, corrected"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    7 bot [Service]: 
    8 bot: ✏️ one, corrected
    ") };
}
