//! How a connection goes, in numbers, in the setup.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};

use relevo_telegram_sim::control::Edit;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(what_came_in_and_what_went_out);

/// Promise: the numbers are those of what people did: edits, notes and reactions are no messages, yesterday is not today, and *Refresh*
/// counts anew; who waits longest is a link.
async fn what_came_in_and_what_went_out(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    cradle.set("WELCOME", "OFF").await;
    cradle.set("TIMEZONE", "Europe/Madrid").await;
    let (anna, berta) = (cradle.person("Anna"), cradle.person("Berta"));
    cradle.write(anna, "yesterday's").await;
    // 15 hours later it is a quarter past one of the next day in Madrid.
    cradle.jump(Duration::from_secs(15 * 3_600)).await;
    cradle.write(berta, "today's").await;
    cradle.write(berta, "and another").await;
    let thread = cradle.thread(group, "Berta");
    cradle
        .say_in(olivia, group, "an answer", Some(thread))
        .await;
    cradle.say_in(olivia, group, "/ a note", Some(thread)).await;
    let bot = cradle.bot;
    let (old, new) = (
        cradle.rows(anna)[0].message_id,
        cradle.rows(berta)[0].message_id,
    );
    cradle.sim.with(|world| {
        world
            .edit(anna, bot, old, Edit::text("yesterday's, edited today"))
            .expect("it is hers");
        world.react(berta, bot, new, &["👍"]).expect("she may");
    });
    cradle.pass(Duration::from_secs(5)).await;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "📊").await;
    let seen = cradle.last(olivia);
    allow_duplicates!(assert_snapshot!(seen, @"
    📊 @acme_support_bot · i1, 2026-11-24 01:00 (Europe/Madrid)

    🟪 1 conversation waits for the team
    🟨 1 conversation waits for the client
    Waiting longest: 🟪 15 h – Anna

    Today 2 messages came in, and 1 answer went out.
    In 7 days 3 messages came in, and 1 answer went out.
    ✅ 4 of them have been delivered
    ⏳ 0 messages are on their way

    Messages sent here in the last minute:
    🤖 @acme_support_bot: 5 of 20
    "));
    let row = cradle.newest(olivia);
    let links = row.entities.iter().filter(|one| one["type"] == "text_link");
    assert_eq!(links.count(), 1);
    cradle.write(anna, "still here").await;
    cradle.press(olivia, "🔄").await;
    assert!(
        cradle.last(olivia).contains("Today 3 messages came in"),
        "{}",
        cradle.last(olivia)
    );
    for language in ["Español", "Русский", "Deutsch"] {
        cradle.write(olivia, "/language").await;
        cradle.press(olivia, language).await;
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        cradle.press(olivia, "📊").await;
        assert!(
            cradle.last(olivia).contains("Anna"),
            "{}",
            cradle.last(olivia)
        );
    }
    allow_duplicates!(assert_snapshot!(cradle.last(olivia), @"
    📊 @acme_support_bot · i1, 24.11.2026 um 01:01 Uhr (Europe/Madrid)

    🟪 1 Gespräch wartet auf das Team
    🟨 1 Gespräch wartet auf den Kunden
    Am längsten wartet: 🟪 15 h – Anna

    Heute sind 3 Nachrichten eingegangen, und 1 Antwort ist hinausgegangen.
    In 7 Tagen sind 4 Nachrichten eingegangen, und 1 Antwort ist hinausgegangen.
    ✅ Davon sind 5 zugestellt
    ⏳ 0 Nachrichten sind unterwegs

    Hier gesendete Nachrichten in der letzten Minute:
    🤖 @acme_support_bot: 2 von 20
    "));
}
