//! What else marks do: circles, files that are sent by themselves, whoever writes as the group, names in any script.

use std::time::Duration;

use relevo_core::marks::MarkCause;
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::desk::Room;

on_both!(marks_that_take_each_other_away);
on_both!(an_album_by_itself);
on_both!(who_writes_as_the_group);
on_both!(names_in_any_script);

/// Promise: marks that take each other away do so once: whichever is set last stands alone.
async fn marks_that_take_each_other_away(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for words in [
        "new a",
        "new b",
        "new c",
        "a after b,c",
        "b after a,c",
        "c after a",
    ] {
        room.olivia_asks(&format!("/mark {words}")).await;
    }
    for (name, set) in [("a", "a"), ("b", "b"), ("c", "b, c"), ("a", "a")] {
        room.marta_says(&format!("/mark {name}")).await;
        let board = room.newest_panel().message_id;
        assert_eq!(room.text_of(board), format!("🏷 Set here: {set}"));
    }
    let noted = room.noted().await;
    let by_person = noted.iter().filter(|one| one.2 == MarkCause::Person);
    assert_eq!(by_person.count(), 4);
    assert_eq!(noted.len(), 4 + 3);
}

/// Promise: a mark sends an album whole, with every caption, and a file with the name filled in; as no answer, and never what holds a forbidden word.
async fn an_album_by_itself(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (owner, group) = (room.stage.owner, room.stage.group);
    let items =
        ["One", "Two"].map(|words| room.stage.say(owner, group, Say::photo(words).album("a")));
    room.stage.settle().await;
    room.stage
        .say(owner, group, Say::text("/say album").reply_to(items[0]));
    let bill = room
        .stage
        .say(owner, group, Say::photo("For {first_name} by {operator}"));
    room.stage.settle().await;
    room.stage
        .say(owner, group, Say::text("/say bill").reply_to(bill));
    room.stage.pass(Duration::from_secs(20)).await;
    for words in [
        "new trial",
        "new paid",
        "trial sends album",
        "paid sends bill",
    ] {
        room.olivia_asks(&format!("/mark {words}")).await;
    }
    room.marta_says("/mark trial").await;
    room.marta_says("/mark paid").await;
    room.stage.pass(Duration::from_secs(20)).await;
    let rows = room.stage.rows(room.stage.bot, room.anna);
    let sent: Vec<_> = rows
        .iter()
        .filter(|row| row.from == room.stage.bot)
        .collect();
    let captions: Vec<&str> = sent.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(captions, ["One", "Two", "For Anna by Marta"]);
    assert!(sent[0].album.is_some() && sent[0].album == sent[1].album);
    assert!(room.title().starts_with('🟪'), "it is no answer");
    room.stage
        .set_parameter("RESTRICTED_KEYWORDS_BACKEND", "two")
        .await;
    room.marta_says("/mark del trial").await;
    room.marta_says("/mark trial").await;
    let board = room.newest_panel().message_id;
    assert!(room.text_of(board).contains("was not sent"));
    assert_eq!(room.seen().matches("One").count(), 1);
}

/// Promise: whoever writes as the group sets marks, since everybody may, and changes none, since the audit log could not say who it was.
async fn who_writes_as_the_group(backend: Backend) {
    let mut room = Room::new(backend, &[("EXTENSIONS_ALLOWED", "everyone")]).await;
    room.olivia_asks("/mark new vip").await;
    let (marta, group) = (room.marta, room.stage.group);
    room.stage.anonymous(marta);
    for words in ["/mark new other", "/mark vip ticker x", "/mark del vip"] {
        let asked = room.stage.say(marta, group, Say::text(words).anonymously());
        room.stage.settle().await;
        let rows = room.stage.rows(group, marta);
        let answer = rows.iter().find(|row| row.reply_to == Some(asked));
        assert!(
            answer.is_some_and(|row| row.text.starts_with("🔒")),
            "{words}"
        );
    }
    let setting = Say::text("/mark vip").thread(room.topic).anonymously();
    room.stage.say(marta, group, setting);
    room.stage.settle().await;
    let noted = room.noted().await;
    assert_eq!(noted, [("vip".to_owned(), true, MarkCause::Person, None)]);
    assert_eq!(room.marks().await.len(), 1);
}

/// Promise: a mark is called by a word of any script, combining marks included; emoji, punctuation and what shows nothing are no names.
async fn names_in_any_script(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let names = ["عميل", "कृपया", "हिन्दी", "顧客", "Ação", "ลูกค้า", "고객"];
    for name in names {
        room.olivia_asks(&format!("/mark new {name}")).await;
    }
    for name in ["⭐", "vip⭐", "👩‍🚀", "a.b", "\u{200d}"] {
        let told = room.olivia_asks(&format!("/mark new {name}")).await;
        assert!(told.starts_with('❗'), "{name}: {told}");
    }
    for name in names {
        room.marta_says(&format!("/mark {name}")).await;
    }
    // More than Telegram lets a bot say in a group in a minute.
    room.stage.pass_minutes(2).await;
    let board = room.newest_panel().message_id;
    let said = format!("🏷 Set here: {}", names.join(", "));
    assert_eq!(room.text_of(board), said);
    // Another way to write the same letters is the same name.
    room.marta_says("/mark del AC\u{327}A\u{303}O").await;
    room.stage.pass_minutes(2).await;
    let board = room.newest_panel().message_id;
    assert!(!room.text_of(board).contains("Ação"));
}
