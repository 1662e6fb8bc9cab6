//! A caption too long for the file that is sent in its stead stands above it, and none of it is lost.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(the_longest_caption_arrives_whole);
on_both!(an_edit_between_the_words_and_the_file);

async fn room(backend: Backend) -> (Room, i64) {
    let params = [("HIDE_INFO", "links"), ("MONITOR_GROUPS", "TRUE")];
    let room = Room::new(backend, &params).await;
    let club = room.stage.client_group("Club", &[room.anna]);
    (room, club)
}

/// The newest lines of the group, long words told by their length.
fn last_posts(room: &Room, count: usize) -> String {
    let rows = room.stage.rows(room.stage.group, room.marta);
    let lines = rows[rows.len() - count..].iter().map(|row| {
        let line = room.stage.line(row);
        let letters: Vec<char> = line.chars().collect();
        let runs = letters.chunk_by(|one, next| one == next);
        let runs = runs.map(|run| match run.len() {
            many @ 5.. => format!("{}×{many}", run[0]),
            _ => run.iter().collect(),
        });
        runs.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Promise: a caption of 4,096 characters, of somebody with Premium, is whole under the author's line, new and edited.
async fn the_longest_caption_arrives_whole(backend: Backend) {
    let (mut room, club) = room(backend).await;
    let said = Say::photo(&"z".repeat(4_096));
    let sent = room.stage.say(room.anna, club, said);
    room.stage.pass(Duration::from_secs(30)).await;
    let edit = Edit::text(&"b".repeat(4_096));
    room.stage.edit(room.anna, club, sent, edit);
    room.stage.pass(Duration::from_secs(30)).await;
    allow_duplicates! { assert_snapshot!(last_posts(&room, 4), @"
    7 bot: 🔵 Anna ⏎ z×4088
    8 bot ↩7 [Photo]: z×8
    9 bot ↩8: 🔵 Anna ✏️ ⏎ b×4085
    10 bot ↩9 [Photo]: b×11
    ") };
}

/// Promise: what a client edits while their words stand above their file and the file is not there yet is said anew, above the file.
async fn an_edit_between_the_words_and_the_file(backend: Backend) {
    let (mut room, club) = room(backend).await;
    let not_yet = Rule {
        method: Some("copyMessage".into()),
        ..Rule::new(Fault::TooMany { retry_after: 5 })
    };
    room.stage.sim.faults(|faults| faults.add(not_yet));
    let said = Say::photo(&"a".repeat(1_500));
    let sent = room.stage.say(room.anna, club, said);
    room.stage.settle().await;
    let edit = Edit::text(&"b".repeat(1_500));
    room.stage.edit(room.anna, club, sent, edit);
    room.stage.pass(Duration::from_secs(30)).await;
    allow_duplicates! { assert_snapshot!(last_posts(&room, 3), @"
    7 bot: 🔵 Anna ⏎ a×1500
    8 bot: 🔵 Anna ⏎ b×1500
    9 bot ↩8 [Photo]: 
    ") };
}
