//! A day after the client's last message.

use std::time::Duration;

use super::Office;
use crate::database::{Backend, on_both};

on_both!(an_answer_after_a_day_fails_and_can_be_tried_again);
on_both!(the_team_is_told_an_hour_before);

const HOUR: Duration = Duration::from_secs(3_600);

impl Office {
    /// Hours go by, minute by minute where it matters and at once elsewhere.
    async fn hours(&mut self, hours: u32) {
        for _ in 0..hours {
            self.stage.jump(HOUR).await;
        }
    }

    fn reminders(&self) -> usize {
        let rows = self.stage.rows(self.stage.group, self.marta);
        let told = rows.iter().filter(|row| row.text.contains("In an hour"));
        told.count()
    }
}

/// Promise: an answer after a day of silence is not sent, and its topic says why and what to do; *Retry* sends it once the client wrote.
async fn an_answer_after_a_day_fails_and_can_be_tried_again(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    office.answers("Anna", "in time");
    office.stage.settle().await;
    office.hours(25).await;
    office.answers("Anna", "too late");
    office.stage.settle().await;
    assert_eq!(office.words(anna), ["hello", "in time"]);
    let why = "has not written for 24 hours";
    office.press(why, 0).await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "in time"]);
    office.writes(anna, "hello again");
    office.stage.settle().await;
    office.press(why, 0).await;
    office.rest().await;
    assert_eq!(
        office.words(anna),
        ["hello", "in time", "hello again", "too late"]
    );
    office.stage.adds_up().await;
}

/// Promise: who owes an answer is told an hour before it becomes impossible, once for each last message, whatever becomes of the process;
/// who has answered is not told.
async fn the_team_is_told_an_hour_before(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let (anna, ben) = (office.stage.person("Anna"), office.stage.person("Ben"));
    office.writes(anna, "hello");
    office.writes(ben, "hello");
    office.stage.settle().await;
    office.answers("Ben", "hello Ben");
    office.stage.settle().await;
    office.hours(22).await;
    assert_eq!(office.reminders(), 0);
    office.stage.crash_after_the_calls().await;
    office.hours(1).await;
    office.stage.pass_minutes(2).await;
    assert_eq!(office.reminders(), 1);
    office.stage.crash_after_the_calls().await;
    office.stage.pass_minutes(3).await;
    assert_eq!(office.reminders(), 1);
    office.writes(anna, "anybody?");
    office.stage.settle().await;
    office.hours(23).await;
    office.stage.pass_minutes(2).await;
    assert_eq!(office.reminders(), 2);
    office.stage.adds_up().await;
}
