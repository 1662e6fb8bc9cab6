//! What the setup promises, it keeps: nothing is said to be tried again where nobody tries, and where looking ends that is said.

use std::time::Duration;

use relevo_telegram_sim::fault::Fault;
use relevo_telegram_sim::world::{AdminRights, Picking};

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(a_token_is_sent_again);
on_both!(an_hour_of_looking_ends_with_words);
on_both!(the_first_message_is_told_however_late);

const HOUR: Duration = Duration::from_secs(3_600);

/// Promise: where a token could not be tried, its message is deleted and the person is asked to send it again; nobody says that it is tried
/// by itself.
async fn a_token_is_sent_again(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    let (_, token) = cradle.make_bot("acme_other_bot");
    cradle.write(olivia, "/start").await;
    for way in [["New connection", "A bot"], ["i1", "Relay"]] {
        if way[0] == "i1" {
            cradle.write(olivia, "/connections").await;
        }
        cradle.press(olivia, way[0]).await;
        cradle.press(olivia, way[1]).await;
        if way[0] == "i1" {
            cradle.press(olivia, "Add").await;
        }
        for fault in [Fault::RefuseConnection, Fault::TooMany { retry_after: 7 }] {
            cradle.goes_wrong("getMe", fault);
            cradle.write(olivia, &token).await;
            let said = cradle.last(olivia);
            assert!(said.contains("send it again"), "{said}");
            assert!(!said.contains("by itself"), "{said}");
        }
    }
}

/// Promise: it is looked for an hour whether the group is ready; then that is said, once, and a button looks again.
async fn an_hour_of_looking_ends_with_words(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    cradle
        .sim
        .with(|world| world.set_picking(Picking::SharedOnly));
    let code = cradle.code();
    let (olivia, group, bot) = (cradle.olivia, cradle.group, cradle.bot);
    cradle.start(olivia, Some(&code)).await;
    cradle.choose(group).await;
    cradle.pass(Duration::from_secs(10)).await;
    assert!(cradle.last(olivia).contains("is not in this group yet"));
    cradle.jump(HOUR).await;
    cradle.pass(Duration::from_secs(3)).await;
    let said = cradle.last(olivia);
    assert!(said.contains("I have looked for an hour"), "{said}");
    let told = cradle.rows(olivia).len();
    cradle.jump(HOUR).await;
    assert_eq!(cradle.rows(olivia).len(), told, "said once");
    cradle.press(olivia, "Check again").await;
    assert!(cradle.last(olivia).contains("is not in this group yet"));
    cradle.promote(olivia, group, bot, AdminRights::all());
    cradle.pass(Duration::from_secs(3)).await;
    assert!(
        cradle.last(olivia).contains("✅ Connected"),
        "it looks again"
    );
}

/// Promise: that the first message stands in its topic is told, also when it comes hours later.
async fn the_first_message_is_told_however_late(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
    cradle.jump(5 * HOUR).await;
    cradle.write(anna, "hello").await;
    cradle.pass(Duration::from_secs(60)).await;
    let said = cradle.last(olivia);
    assert!(said.contains("✅ It works"), "{said}");
}
