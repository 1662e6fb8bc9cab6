//! The connection gets another name in the middle of work.

use std::time::Duration;

use relevo_telegram_sim::control::Say;

use super::Office;
use super::office::rights;
use crate::database::{Backend, on_both};

on_both!(nothing_is_lost_or_doubled);
on_both!(a_name_that_nobody_told_is_asked_for);

const ROUNDS: usize = 12;

/// Promise: while Olga changes the connection again and again, whatever clients and the team write arrives once and in order.
async fn nothing_is_lost_or_doubled(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    for round in 0..ROUNDS {
        office.writes(anna, &format!("in {round} before"));
        office.answers("Anna", &format!("out {round} before"));
        // The desk works with the old name, and hears of the new one only afterwards.
        if round % 2 == 0 {
            office.stage.pump.round().await.unwrap();
        }
        office.open(&rights());
        office.answers("Anna", &format!("out {round} after"));
        office.writes(anna, &format!("in {round} after"));
        office.stage.jump(Duration::from_secs(20)).await;
    }
    office.rest().await;
    office.rest().await;
    let sent = |way: &str| -> Vec<String> {
        let rounds = 0..ROUNDS;
        rounds
            .flat_map(|round| ["before", "after"].map(|when| format!("{way} {round} {when}")))
            .collect()
    };
    let came = |rows: Vec<String>, way: &str| -> Vec<String> {
        rows.into_iter()
            .filter(|row| row.starts_with(way))
            .collect()
    };
    assert_eq!(came(office.words(anna), "out"), sent("out"));
    let rows = office.stage.rows(office.stage.group, office.marta);
    let bot = office.stage.bot;
    let posted = rows.into_iter().filter(|row| row.from == bot);
    let posted: Vec<String> = posted.map(|row| row.text).collect();
    assert_eq!(came(posted, "in"), sent("in"));
    office.stage.adds_up().await;
}

impl Office {
    /// How often Telegram was asked what a connection is.
    fn looks(&self) -> usize {
        let asked = self.stage.asked.lock().unwrap();
        let looks = asked
            .iter()
            .filter(|(method, _)| *method == "getBusinessConnection");
        looks.count()
    }
}

/// Promise: a message over a connection of which nobody has told, because its update is lost, finds its account by asking Telegram once.
async fn a_name_that_nobody_told_is_asked_for(backend: Backend) {
    let mut office = Office::closed(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.open(&rights());
    // Telegram drops what is older than a day.
    office.stage.tick(Duration::from_secs(25 * 3_600));
    office.writes(anna, "still here?");
    office.stage.settle().await;
    office.answers("Anna", "yes");
    office.stage.settle().await;
    assert_eq!(office.words(anna), ["still here?", "yes"]);
    assert_eq!(office.looks(), 1);
    office.stage.say(anna, office.olga, Say::text("thanks"));
    office.stage.settle().await;
    assert_eq!(office.looks(), 1);
    office.stage.adds_up().await;
}
