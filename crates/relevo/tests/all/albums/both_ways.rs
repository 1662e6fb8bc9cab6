//! Albums of every size and kind travel as one, with their words, replies, quotes and authors.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::Kind;

use super::{media, photos};
use crate::database::{Backend, on_both};
use crate::edits::Room;
use crate::stage::Stage;

on_both!(every_size_and_kind_stays_one);
on_both!(replies_and_quotes_find_items);
on_both!(in_a_busy_group_albums_stay_apart);
on_both!(long_captions_lose_no_word);
on_both!(a_forwarded_album_shows_where_it_is_from);

/// Promise: albums of two to ten items, photos and videos mixed, files and music, are one album on the other side, by one call,
/// every caption at its item.
async fn every_size_and_kind_stays_one(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let kinds = [
        vec![Kind::Photo, Kind::Video],
        vec![Kind::Document; 3],
        vec![Kind::Audio; 2],
        [
            Kind::Photo,
            Kind::Video,
            Kind::Video,
            Kind::Photo,
            Kind::Photo,
        ]
        .repeat(2),
    ];
    for (number, kinds) in kinds.iter().enumerate() {
        let mut items = media(kinds);
        items[1] = Say::media(kinds[1], &format!("words {number}"));
        room.anna_sends(&format!("anna {number}"), items.clone());
        room.marta_sends(&format!("marta {number}"), items);
        room.gathered().await;
        room.stage.pass_minutes(1).await;
    }
    assert_eq!(room.calls("sendMediaGroup"), 8);
    assert_eq!(room.calls("copyMessage"), 1, "of what came before");
    for number in 1..=4 {
        let (topic, anna) = (room.stage.topics(), room.seen_by_anna());
        let count =
            |text: &str, mark: &str| text.lines().filter(|line| line.contains(mark)).count();
        assert_eq!(count(&topic, &format!("words {}", number - 1)), 2);
        assert_eq!(count(&anna, &format!("words {}", number - 1)), 2);
    }
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦9 [Photo]: 
    8123 Anna ▦9 [Video]: words 0
    8124 bot ▦10 [Photo]: 
    8125 bot ▦10 [Video]: words 0
    8126 Anna ▦11 [Document]: 
    8127 Anna ▦11 [Document]: words 1
    8128 Anna ▦11 [Document]: 
    8129 bot ▦12 [Document]: 
    8130 bot ▦12 [Document]: words 1
    8131 bot ▦12 [Document]: 
    8132 Anna ▦13 [Audio]: 
    8133 Anna ▦13 [Audio]: words 2
    8134 bot ▦14 [Audio]: 
    8135 bot ▦14 [Audio]: words 2
    8136 Anna ▦15 [Photo]: 
    8137 Anna ▦15 [Video]: words 3
    8138 Anna ▦15 [Video]: 
    8139 Anna ▦15 [Photo]: 
    8140 Anna ▦15 [Photo]: 
    8141 Anna ▦15 [Photo]: 
    8142 Anna ▦15 [Video]: 
    8143 Anna ▦15 [Video]: 
    8144 Anna ▦15 [Photo]: 
    8145 Anna ▦15 [Photo]: 
    8146 bot ▦16 [Photo]: 
    8147 bot ▦16 [Video]: words 3
    8148 bot ▦16 [Video]: 
    8149 bot ▦16 [Photo]: 
    8150 bot ▦16 [Photo]: 
    8151 bot ▦16 [Photo]: 
    8152 bot ▦16 [Video]: 
    8153 bot ▦16 [Video]: 
    8154 bot ▦16 [Photo]: 
    8155 bot ▦16 [Photo]:
    ") };
}

/// Promise: an album answers what its first answering item answers; an answer to any item is an answer to that item's copy, quote
/// included.
async fn replies_and_quotes_find_items(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let question = room.anna_says(Say::text("which one do you mean?"));
    room.stage.settle().await;
    let copy = room.stage.find(room.stage.group, room.marta, "which one");
    let mut items = photos(3, "these");
    items[0] = items[0].clone().reply_to(copy).quote("which one");
    let album = room.marta_sends("marta", items);
    room.gathered().await;
    room.marta_says(Say::text("the third").reply_to(album[2]));
    room.stage.pass(Duration::from_secs(9)).await;
    let rows = room.stage.rows(room.stage.bot, room.anna);
    let second = rows.iter().filter(|row| row.album.is_some()).nth(1);
    let second = second.expect("the album arrived").message_id;
    let mut items = photos(2, "ours");
    items[1] = items[1].clone().reply_to(question);
    let ours = room.anna_sends("anna", items);
    room.anna_says(Say::text("not that one").reply_to(second));
    room.anna_says(Say::text("rather this").reply_to(ours[1]));
    room.gathered().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: which one do you mean?
    7 Marta ↩6 “which one” ▦1 [Photo]: these
    8 Marta ▦1 [Photo]: 
    9 Marta ▦1 [Photo]: 
    10 Marta ↩9: the third
    11 bot ↩6 ▦2 [Photo]: ours
    12 bot ↩6 ▦2 [Photo]: 
    13 bot ↩8: not that one
    14 bot ↩12: rather this
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: which one do you mean?
    8123 bot ↩8122 “which one” ▦3 [Photo]: these
    8124 bot ↩8122 “which one” ▦3 [Photo]: 
    8125 bot ↩8122 “which one” ▦3 [Photo]: 
    8126 bot ↩8125: the third
    8127 Anna ▦4 [Photo]: ours
    8128 Anna ↩8122 ▦4 [Photo]: 
    8129 Anna ↩8124: not that one
    8130 Anna ↩8128: rather this
    ") };
}

/// Promise: in a group where several people send at once, each album is one, under its author's name, which stands in the caption
/// of the item that has one; what others say keeps its place.
async fn in_a_busy_group_albums_stay_apart(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (olga, bob, zoe) = (
        stage.person("Olga"),
        stage.person("Bob"),
        stage.person("Zoe"),
    );
    let acme = stage.client_group("Acme", &[olga, bob, zoe]);
    stage.settle().await;
    for item in 0..4 {
        let words = if item == 2 { "our office" } else { "" };
        stage.say(olga, acme, Say::photo(words).album("olga"));
        stage.settle().await;
        stage.say(bob, acme, Say::media(Kind::Document, "").album("bob"));
        stage.say(zoe, acme, Say::text(&format!("zoe says {item}")));
        stage.settle().await;
    }
    stage.pass(Duration::from_secs(3)).await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot ▦1 [Photo]: 
    5 bot ▦1 [Photo]: 
    6 bot ▦1 [Photo]: 🟢 Olga ⏎ our office
    7 bot ▦1 [Photo]: 
    8 bot ▦2 [Document]: 🔵 Bob
    9 bot ▦2 [Document]: 
    10 bot ▦2 [Document]: 
    11 bot ▦2 [Document]: 
    12 bot: 🟣 Zoe ⏎ zoe says 0
    13 bot: 🟣 Zoe ⏎ zoe says 1
    14 bot: 🟣 Zoe ⏎ zoe says 2
    15 bot: 🟣 Zoe ⏎ zoe says 3
    ") };
}

/// Promise: captions longer than a bot may send arrive whole: in the topic as one album, or above it under the author's line.
async fn long_captions_lose_no_word(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let long = "x".repeat(2_000);
    room.anna_sends("anna", photos(3, &long));
    room.gathered().await;
    let olga = room.stage.person("Olga");
    let acme = room.stage.client_group("Acme", &[olga]);
    room.stage.settle().await;
    let nearly = "y".repeat(1_020);
    for (album, caption) in [("nearly", &nearly), ("long", &long)] {
        for item in photos(2, caption) {
            room.stage.say(olga, acme, item.album(album));
        }
        room.gathered().await;
    }
    let seen = room
        .stage
        .topics()
        .replace(&long, "x…")
        .replace(&nearly, "y…");
    allow_duplicates! { assert_snapshot!(seen, @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot ▦1 [Photo]: x…
    7 bot ▦1 [Photo]: 
    8 bot ▦1 [Photo]: 
    # 🟪 Acme
    9 bot [Service]: 
    10 bot: 🟣 Olga
    11 bot ↩10 ▦2 [Photo]: y…
    12 bot ↩10 ▦2 [Photo]: 
    13 bot: 🟣 Olga ⏎ x…
    14 bot ↩13 ▦3 [Photo]: 
    15 bot ↩13 ▦3 [Photo]:
    ") };
}

/// Promise: a client's forwarded album is forwarded as one, its origin visible; an operator's goes to the client without it.
async fn a_forwarded_album_shows_where_it_is_from(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let olga = room.stage.person("Olga");
    let news = room
        .stage
        .client_group("News", &[olga, room.anna, room.marta]);
    let originals: Vec<i64> = photos(3, "news")
        .into_iter()
        .map(|item| room.stage.say(olga, news, item.album("news")))
        .collect();
    room.stage.settle().await;
    let forwards = |original: &i64| Say::forward(news, *original);
    let theirs = room.anna_sends("anna", originals.iter().map(forwards).collect());
    room.marta_sends("marta", originals.iter().map(forwards).collect());
    room.gathered().await;
    room.marta_says(
        Say::text("the third?").reply_to(room.stage.find(room.stage.group, room.marta, "news") + 2),
    );
    room.gathered().await;
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(theirs.len(), 3);
    assert_eq!(
        ["forwardMessages", "sendMediaGroup"].map(|method| room.calls(method)),
        [1, 1]
    );
    let origins = |rows: Vec<relevo_telegram_sim::transcript::Row>| {
        let copies = rows
            .into_iter()
            .filter(|row| row.from == room.stage.bot && row.album.is_some());
        copies.map(|row| row.origin.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(
        origins(room.stage.rows(room.stage.group, room.marta)),
        [true; 3]
    );
    assert_eq!(
        origins(room.stage.rows(room.stage.bot, room.anna)),
        [false; 3]
    );
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: news
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: 
    9 bot ▦2 [Photo]: news
    10 bot ▦2 [Photo]: 
    11 bot ▦2 [Photo]: 
    12 Marta ↩11: the third?
    ") };
}
