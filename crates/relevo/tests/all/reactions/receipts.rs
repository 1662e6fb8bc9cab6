//! `RECEIPTS`: success is silent, or 👌 under the operator's message; a client's reaction takes its place. No mark for what the
//! client does not have.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::world::Kind;

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(success_is_silent_unless_asked_for);
on_both!(a_clients_reaction_takes_the_place);
on_both!(only_what_the_client_has_is_marked);
on_both!(an_edit_is_marked_when_the_client_has_it);
on_both!(what_is_taken_back_loses_its_mark);
on_both!(an_album_that_becomes_a_note_loses_its_mark);
on_both!(a_group_without_the_mark_goes_on);
on_both!(an_edit_that_is_not_sent_leaves_no_mark);

const ALL: [(&str, &str); 1] = [("RECEIPTS", "all")];

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// Promise: with `errors` nothing is said of success; with `all` every message of the team that arrived is marked, of an
/// album the first item, and nothing else.
async fn success_is_silent_unless_asked_for(backend: Backend) {
    for (params, marks) in [(&[][..], 0), (&ALL[..], 2)] {
        let mut room = Room::new(backend, params).await;
        room.marta_says(Say::text("words"));
        room.marta_says(Say::photo("one").album("two"));
        room.marta_says(Say::photo("another").album("two"));
        room.marta_says(Say::text("/ a note"));
        room.marta_says(Say::text("/nonsense"));
        room.anna_says(Say::text("thanks"));
        room.stage.settle().await;
        room.stage.pass(Duration::from_secs(9)).await;
        assert_eq!(room.calls("setMessageReaction"), marks);
        if marks > 0 {
            allow_duplicates! { assert_snapshot!(room.team_sees(), @"
            1 Olivia [Service]: 
            2 Olivia [Service]: 
            3 Marta [Service]: 
            4 bot [Service]: 
            5 bot: hello
            6 Marta: words bot 👌
            7 Marta ▦1 [Photo]: one bot 👌
            8 Marta ▦1 [Photo]: another
            9 Marta: / a note
            10 Marta: /nonsense
            11 bot ↩10: There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
            12 bot: thanks
            ") };
        }
    }
}

/// Promise: 👌 gives way to the client's reaction, whenever it comes, and comes back when that is taken away.
async fn a_clients_reaction_takes_the_place(backend: Backend) {
    let mut room = Room::new(backend, &ALL).await;
    room.marta_says(Say::text("quick"));
    // The call is made, and nobody has recorded it yet.
    room.stage.pump.round().await.expect("the store works");
    let quick = room.stage.find(room.stage.bot, room.anna, "quick");
    room.anna_reacts(quick, &["👍"]);
    room.stage.settle().await;
    room.marta_says(Say::text("slow"));
    room.stage.settle().await;
    let slow = room.stage.find(room.stage.bot, room.anna, "slow");
    let mut shown = String::new();
    for emoji in [&["🔥"][..], &[], &["👌"], &[]] {
        room.anna_reacts(slow, emoji);
        room.stage.settle().await;
        let topic = room.team_sees();
        shown.push_str(&format!("{}\n", topic.lines().last().expect("a message")));
    }
    allow_duplicates! { assert_snapshot!(shown, @"
    7 Marta: slow bot 🔥
    7 Marta: slow bot 👌
    7 Marta: slow bot 👌
    7 Marta: slow bot 👌
    ") };
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: quick bot 👍
    7 Marta: slow bot 👌
    ") };
}

/// Promise: what failed or may not have arrived has no mark, until it has arrived.
async fn only_what_the_client_has_is_marked(backend: Backend) {
    let mut room = Room::new(backend, &ALL).await;
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::After });
    room.marta_says(Say::text("held, sent again"));
    room.stage.settle().await;
    room.stage
        .sim
        .with(|world| world.block_bot(room.anna, room.stage.bot));
    room.marta_says(Say::text("failed, tried again"));
    room.marta_says(Say::text("failed"));
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: held, sent again
    7 bot ↩6: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    8 Marta: failed, tried again
    9 Marta: failed
    10 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    11 bot ↩8: ⚠️ Not delivered: The client has blocked the bot. ⌨
    12 bot ↩9: ⚠️ Not delivered: The client has blocked the bot. ⌨
    ") };
    room.stage
        .sim
        .with(|world| world.unblock_bot(room.anna, room.stage.bot));
    for words in ["did not say", "Not delivered"] {
        let rows = room.stage.rows(room.stage.group, room.marta);
        let notice = rows.iter().find(|row| row.text.contains(words));
        let notice = notice.expect("the operator is told").message_id;
        let (marta, group) = (room.marta, room.stage.group);
        room.stage
            .sim
            .with(|world| world.press_button(marta, group, notice, 0))
            .expect("the button is there");
        room.stage.pass(Duration::from_secs(9)).await;
    }
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: held, sent again bot 👌
    7 bot ↩6: ✓ Tried again, and it arrived.
    8 Marta: failed, tried again bot 👌
    9 Marta: failed
    10 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    11 bot ↩8: ✓ Tried again, and it arrived.
    12 bot ↩9: ⚠️ Not delivered: The client has blocked the bot. ⌨
    13 bot: ✅ The client can be reached again.
    ") };
}

/// Promise: the mark stands only while the client has the newest version, in place or as a message of its own.
async fn an_edit_is_marked_when_the_client_has_it(backend: Backend) {
    for append in [false, true] {
        let edits = if append { "append" } else { "replace" };
        let mut room = Room::new(backend, &[ALL[0], ("EDITS", edits)]).await;
        let text = room.marta_says(Say::text("one"));
        let voice = room.marta_says(Say::media(Kind::Voice, "two"));
        room.stage.pass(Duration::from_secs(9)).await;
        room.marta_edits(text, Edit::text("one, corrected"));
        room.stage.pass(Duration::from_secs(2)).await;
        assert!(room.team_sees().contains("Marta: one, corrected bot 👌\n"));
        // Posted as a message of its own, of which nobody knows whether it arrived.
        fault(&room, "sendVoice", Fault::Reset { deed: Deed::Before });
        let other = Say::media(Kind::Voice, "two, spoken again").content;
        room.marta_edits(
            voice,
            Edit {
                content: Some(other),
                ..Edit::default()
            },
        );
        room.stage.pass(Duration::from_secs(9)).await;
        assert!(
            room.team_sees().contains("two, spoken again\n"),
            "{}",
            room.team_sees()
        );
        room.marta_presses(0);
        room.stage.pass(Duration::from_secs(9)).await;
        assert!(
            room.team_sees().contains("two, spoken again bot 👌\n"),
            "{}",
            room.team_sees()
        );
    }
}

/// Promise: a message that became a note, or was withdrawn, is not marked as if the client had it; made a message again, it is.
async fn what_is_taken_back_loses_its_mark(backend: Backend) {
    let mut room = Room::new(backend, &ALL).await;
    let note = room.marta_says(Say::text("a note by mistake"));
    let gone = room.marta_says(Say::text("gone"));
    room.stage.settle().await;
    room.marta_edits(note, Edit::text("/ a note by mistake"));
    room.marta_withdraws(gone);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.team_sees(), @"
    1 Olivia [Service]: 
    2 Olivia [Service]: 
    3 Marta [Service]: 
    4 bot [Service]: 
    5 bot: hello
    6 Marta: / a note by mistake
    7 Marta: gone
    8 Marta ↩7: /del
    9 bot ↩6: 📝 This is a note now. The client still has what you sent before. ⌨
    10 bot ↩7: 🗑 Withdrawn: the client no longer has this message.
    ") };
    room.marta_edits(note, Edit::text("no note at all"));
    room.stage.pass(Duration::from_secs(9)).await;
    assert!(room.team_sees().contains("Marta: no note at all bot 👌\n"));
}

/// Promise: whichever item makes a note of an album that was sent, and whether by an edit or by coming late, the album is not marked any
/// more; a message again, it is.
async fn an_album_that_becomes_a_note_loses_its_mark(backend: Backend) {
    let mut room = Room::new(backend, &ALL).await;
    let marks = |room: &Room| room.team_sees().matches('👌').count();
    for edited in 0..3 {
        let name = format!("edited {edited}");
        let album: Vec<i64> = (0..3)
            .map(|_| room.marta_says(Say::photo("").album(&name)))
            .collect();
        room.stage.pass(Duration::from_secs(9)).await;
        assert_eq!(marks(&room), 1, "sent: {}", room.team_sees());
        room.marta_edits(album[edited], Edit::text("/ our margins"));
        room.stage.pass(Duration::from_secs(9)).await;
        assert_eq!(marks(&room), 0, "a note: {}", room.team_sees());
        room.marta_edits(album[edited], Edit::text("our rooms"));
        room.stage.pass(Duration::from_secs(9)).await;
        assert_eq!(marks(&room), 1, "a message: {}", room.team_sees());
        room.marta_withdraws(album[edited]);
        room.stage.pass(Duration::from_secs(9)).await;
        assert_eq!(marks(&room), 0, "withdrawn: {}", room.team_sees());
    }
    for _ in 0..2 {
        room.marta_says(Say::photo("").album("late"));
    }
    room.stage.pass(Duration::from_secs(9)).await;
    assert_eq!(marks(&room), 1, "sent: {}", room.team_sees());
    room.marta_says(Say::photo("/ our margins").album("late"));
    room.stage.pass(Duration::from_secs(9)).await;
    assert_eq!(marks(&room), 0, "a late note: {}", room.team_sees());
}

/// Promise: in a group that does not allow 👌 the client's reactions still come and go.
async fn a_group_without_the_mark_goes_on(backend: Backend) {
    let mut room = Room::new(backend, &ALL).await;
    room.stage
        .sim
        .with(|world| world.set_reactions(room.stage.group, Some(vec!["👍".to_owned()])))
        .expect("the group is there");
    room.marta_says(Say::text("words"));
    room.stage.settle().await;
    let words = room.stage.find(room.stage.bot, room.anna, "words");
    room.anna_reacts(words, &["👍"]);
    room.stage.settle().await;
    assert!(room.team_sees().ends_with("Marta: words bot 👍\n"));
    room.anna_reacts(words, &[]);
    room.stage.settle().await;
    assert!(room.team_sees().ends_with("Marta: words\n"));
}

/// Promise: what the client has in an older version has no mark, also after they have reacted and taken that back: a person discarded
/// the newer one, or it holds a restricted word. The next version that they have is marked, and so is the one they have already.
async fn an_edit_that_is_not_sent_leaves_no_mark(backend: Backend) {
    let params = [
        ("RECEIPTS", "all"),
        ("RESTRICTED_KEYWORDS_BACKEND", "rabatt"),
    ];
    let mut room = Room::new(backend, &params).await;
    let said = room.marta_says(Say::text("at ten"));
    let other = room.marta_says(Say::text("no discount"));
    room.stage.pass(Duration::from_secs(60)).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.pass(Duration::from_secs(2)).await;
    room.marta_edits(said, Edit::text("at eleven"));
    room.stage.jump(Duration::from_secs(3_600)).await;
    room.stage.set_state(ConnectionState::Running).await;
    room.stage.pass(Duration::from_secs(5)).await;
    room.stage.press(room.marta, "Discard");
    room.marta_edits(other, Edit::text("no rabatt"));
    room.stage.pass(Duration::from_secs(5)).await;
    for words in ["at ten", "no discount"] {
        let copy = room.stage.find(room.stage.bot, room.anna, words);
        for emoji in [&["🔥"][..], &[]] {
            room.anna_reacts(copy, emoji);
            room.stage.pass(Duration::from_secs(5)).await;
        }
    }
    let marks = |room: &Room| {
        let topic = room.team_sees();
        let lines = topic.lines().filter(|line| line.contains("Marta: "));
        lines.collect::<Vec<_>>().join("\n")
    };
    allow_duplicates! { assert_snapshot!(marks(&room), @"
    6 Marta: at eleven
    7 Marta: no rabatt
    ") };
    room.marta_edits(said, Edit::text("at noon"));
    room.marta_edits(other, Edit::text("no discount"));
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(marks(&room), @"
    6 Marta: at noon bot 👌
    7 Marta: no discount bot 👌
    ") };
}
