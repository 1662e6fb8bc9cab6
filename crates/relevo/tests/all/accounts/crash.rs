//! The desk dies after its calls were made.

use super::Office;
use crate::database::{Backend, on_both};

on_both!(what_may_have_arrived_is_asked_about);

/// Promise: after a crash what came in stands in the topic, at most twice and then marked; what the team wrote is at the client's once, and
/// the team is asked about it.
async fn what_may_have_arrived_is_asked_about(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    let answer = office.answers("Anna", "the answer");
    office.writes(anna, "more");
    office.stage.crash_after_the_calls().await;
    office.stage.settle().await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "more", "the answer"]);
    let rows = office.stage.rows(office.stage.group, office.marta);
    let asked = rows.iter().filter(|row| row.reply_to == Some(answer));
    assert_eq!(asked.filter(|row| row.text.starts_with('❔')).count(), 1);
    let bot = office.stage.bot;
    let more = rows
        .iter()
        .filter(|row| row.from == bot && row.text == "more");
    let marks = rows.iter().filter(|row| row.text.starts_with('⟳'));
    assert_eq!(more.count(), 1 + marks.count());
    office
        .press("did not say whether this message reached", 1)
        .await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "more", "the answer"]);
    office.stage.adds_up().await;
}
