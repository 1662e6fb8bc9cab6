//! When an album is complete, and what becomes of items that come later, while the desk dies and Telegram asks to wait.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use super::photos;
use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(an_album_is_complete_when_nothing_more_comes);
on_both!(a_straggler_answers_its_album);
on_both!(the_same_persons_next_message_completes_it);
on_both!(a_crash_between_items_leaves_one_album);
on_both!(a_crash_after_the_call_repeats_it_marked);
on_both!(an_item_is_edited_where_it_waits_and_where_it_went);
on_both!(what_telegram_delays_gathers_on);
on_both!(one_item_alone_is_an_ordinary_message);
on_both!(a_backlog_cuts_no_album);

/// Promise: an album waits until 1.5 seconds after its last item, and no longer.
async fn an_album_is_complete_when_nothing_more_comes(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for item in photos(4, "four") {
        room.anna_says(item.album("anna"));
        room.stage.settle().await;
        room.stage.jump(Duration::from_millis(1_499)).await;
        assert_eq!(room.calls("sendMediaGroup"), 0);
    }
    room.stage.jump(Duration::from_millis(1)).await;
    assert_eq!(room.calls("sendMediaGroup"), 1);
    // Ten items are an album at once.
    room.anna_sends("ten", photos(10, "ten"));
    room.stage.settle().await;
    assert_eq!(room.calls("sendMediaGroup"), 2);
}

/// Promise: what comes six seconds later answers the album, both ways; several of those are one again.
async fn a_straggler_answers_its_album(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.anna_sends("anna", photos(2, "two"));
    room.marta_sends("marta", photos(2, "two"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(4)).await;
    room.anna_says(Say::photo("late").album("anna"));
    room.marta_sends("marta", photos(2, "late"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: two
    7 Marta ▦1 [Photo]: 
    8 bot ▦2 [Photo]: two
    9 bot ▦2 [Photo]: 
    10 Marta ▦1 [Photo]: late
    11 Marta ▦1 [Photo]: 
    12 bot ↩8 [Photo]: late
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦3 [Photo]: two
    8123 Anna ▦3 [Photo]: 
    8124 bot ▦4 [Photo]: two
    8125 bot ▦4 [Photo]: 
    8126 Anna ▦3 [Photo]: late
    8127 bot ↩8124 ▦5 [Photo]: late
    8128 bot ↩8124 ▦5 [Photo]:
    ") };
}

/// Promise: whoever writes on has sent their album; nobody waits then, and the order stays.
async fn the_same_persons_next_message_completes_it(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.anna_sends("anna", photos(2, "two"));
    room.stage.settle().await;
    assert_eq!(room.calls("sendMediaGroup"), 0);
    room.anna_says(Say::text("look"));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot ▦1 [Photo]: two
    7 bot ▦1 [Photo]: 
    8 bot: look
    ") };
}

/// Promise: a desk that dies between items sends one album of ten, once, both ways.
async fn a_crash_between_items_leaves_one_album(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    for (place, item) in photos(10, "ten").into_iter().enumerate() {
        room.anna_says(item.clone().album("anna"));
        room.marta_says(item.album("marta"));
        match place % 3 {
            0 => room.stage.crash_after_the_calls().await,
            1 => room.stage.settle().await,
            _ => {}
        }
    }
    room.gathered().await;
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.calls("sendMediaGroup"), 2);
    let albums = |text: &str| text.lines().filter(|line| line.contains("▦")).count();
    assert_eq!(albums(&room.stage.topics()), 20);
    assert_eq!(albums(&room.seen_by_anna()), 20);
    assert!(!room.stage.topics().contains('⟳'));
}

/// Promise: a desk that dies between the call and its record repeats the album in the topic, marked, and asks about the client's.
async fn a_crash_after_the_call_repeats_it_marked(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.anna_sends("anna", photos(10, "ten"));
    let ours = room.marta_sends("marta", photos(10, "ours"));
    room.stage.settle().await;
    assert_eq!(
        room.calls("sendMediaGroup"),
        2,
        "both were complete at once"
    );
    room.anna_sends("more", photos(2, "two"));
    room.marta_sends("more", photos(2, "two of ours"));
    room.stage.settle().await;
    room.stage.clock.advance(Duration::from_secs(61));
    let now_ms = room.stage.clock.now_ms();
    room.stage.sim.with(|world| world.set_now_ms(now_ms));
    room.stage.crash_after_the_calls().await;
    room.gathered().await;
    room.stage.pass_minutes(1).await;
    let more = |text: String| {
        let lines = text.lines().skip_while(|line| !line.contains("two"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert!(ours.len() == 10);
    allow_duplicates! { assert_snapshot!(more(room.stage.topics()), @"
    26 Marta ▦3 [Photo]: two of ours
    27 Marta ▦3 [Photo]: 
    28 bot ▦4 [Photo]: two
    29 bot ▦4 [Photo]: 
    30 bot ▦5 [Photo]: two
    31 bot ▦5 [Photo]: 
    32 bot ↩26: ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. ⌨
    33 bot ↩30: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    34 bot [Service]:
    ") };
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(more(room.seen_by_anna()), @"
    8142 Anna ▦3 [Photo]: two
    8143 Anna ▦3 [Photo]: 
    8144 bot ▦8 [Photo]: two of ours
    8145 bot ▦8 [Photo]: 
    8146 bot ▦9 [Photo]: two of ours
    8147 bot ▦9 [Photo]:
    ") };
}

/// Promise: an edit changes the one item, where it waits and where it went.
async fn an_item_is_edited_where_it_waits_and_where_it_went(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let theirs = room.anna_sends("anna", photos(3, "three"));
    let ours = room.marta_sends("marta", photos(3, "three of ours"));
    room.stage.settle().await;
    room.anna_edits(theirs[1], Edit::text("the second"));
    room.marta_edits(ours[0], Edit::text("three of ours, corrected"));
    room.gathered().await;
    room.stage.pass(Duration::from_secs(5)).await;
    room.anna_edits(theirs[2], Edit::text("the third"));
    room.marta_edits(ours[2], Edit::text("the third of ours"));
    room.anna_edits(theirs[0], Edit::default());
    room.stage.pass(Duration::from_secs(5)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: three of ours, corrected
    7 Marta ▦1 [Photo]: 
    8 Marta ▦1 [Photo]: the third of ours
    9 bot ▦2 [Photo]: three
    10 bot ▦2 [Photo]: the second
    11 bot ▦2 [Photo]: the third
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦3 [Photo]: three
    8123 Anna ▦3 [Photo]: the second
    8124 Anna ▦3 [Photo]: the third
    8125 bot ▦4 [Photo]: three of ours, corrected
    8126 bot ▦4 [Photo]: 
    8127 bot ▦4 [Photo]: the third of ours
    ") };
    assert_eq!(room.calls("editMessageCaption"), 2);
}

/// Promise: what Telegram delays is open for items that come meanwhile.
async fn what_telegram_delays_gathers_on(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let rule = Rule {
        method: Some("sendMediaGroup".into()),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    room.anna_sends("anna", photos(2, "three"));
    room.gathered().await;
    room.anna_says(Say::photo("the third").album("anna"));
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot ▦1 [Photo]: three
    7 bot ▦1 [Photo]: 
    8 bot ▦1 [Photo]: the third
    ") };
}

/// Promise: an album of which one item came is that item, as an ordinary message.
async fn one_item_alone_is_an_ordinary_message(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    room.anna_sends("anna", photos(1, "alone"));
    room.marta_sends("marta", photos(1, "alone too"));
    room.gathered().await;
    let olga = room.stage.person("Olga");
    let acme = room.stage.client_group("Acme", &[olga]);
    room.stage.settle().await;
    room.stage
        .say(olga, acme, Say::photo("in a group").album("olga"));
    room.gathered().await;
    assert_eq!(room.calls("sendMediaGroup"), 0);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta ▦1 [Photo]: alone too
    7 bot [Photo]: alone
    # 🟪 Acme
    8 bot [Service]: 
    9 bot [Photo]: 🟣 Olga ⏎ in a group
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna ▦2 [Photo]: alone
    8123 bot [Photo]: alone too
    ") };
}

/// Promise: while a backlog is read, page by page, the end of an album is awaited.
async fn a_backlog_cuts_no_album(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.settle().await;
    for _ in 0..97 {
        room.anna_says(Say::text("/start"));
    }
    room.anna_sends("anna", photos(6, "six"));
    // The first page ends in the middle of the album, and the next one is late.
    room.stage.pump.round().await.expect("the store works");
    assert_eq!(room.stage.pump.waiting(), 1);
    room.stage.clock.advance(Duration::from_secs(5));
    let rule = Rule {
        method: Some("getUpdates".into()),
        ..Rule::new(Fault::TooMany { retry_after: 1 })
    };
    room.stage.sim.faults(|faults| faults.add(rule));
    room.stage.pump.round().await.expect("the store works");
    assert_eq!(room.calls("sendMediaGroup"), 0);
    room.stage.pass(Duration::from_secs(3)).await;
    assert_eq!(room.calls("sendMediaGroup"), 1);
    let topics = room.stage.topics();
    let items = topics.lines().filter(|line| line.contains("▦1 "));
    assert_eq!(items.count(), 6);
}
