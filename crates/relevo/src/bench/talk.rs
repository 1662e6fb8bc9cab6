//! People talk: who says what, how far ahead of the desk they may be, and whether all of it arrived, once and in order.

use anyhow::{Result, ensure};
use relevo_telegram_sim::control::Say;

use super::stage::{Lane, PATIENCE_MS, Stage};

/// How many messages people may be ahead of the desk: pages stay full, queues stay short.
const AHEAD_MAX: usize = 1_000;

/// About as long as what people write.
const WORDS: &str = "Good morning, my parcel was to arrive yesterday and the tracking page has not changed since Monday.";

/// Who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// Clients only.
    Clients,
    /// Clients and the operator in turn.
    Both,
}

/// What the n-th message is.
struct Line {
    lane: usize,
    by_client: bool,
    words: String,
}

impl Mix {
    fn line(self, number: usize, lanes: usize) -> Line {
        let (turn, by_client) = match self {
            Mix::Clients => (number, true),
            Mix::Both => (number / 2, number.is_multiple_of(2)),
        };
        Line {
            lane: turn % lanes,
            by_client,
            words: format!("{number}: {WORDS}"),
        }
    }
}

impl Stage {
    /// Says the n-th message.
    pub(super) fn speak(&self, mix: Mix, number: usize) -> Result<()> {
        let line = mix.line(number, self.lanes.len());
        let Lane { person, thread } = self.lanes[line.lane];
        match line.by_client {
            true => self.say(person, self.bot, Say::text(&line.words)),
            false => self.say(
                self.operator,
                self.group,
                Say::text(&line.words).thread(thread),
            ),
        }
    }

    /// How many messages of a mix are in the topics.
    pub(super) fn mirrored(&self) -> usize {
        let rows = self
            .sim
            .with(|world| world.transcript(self.group, self.operator));
        rows.iter()
            .filter(|row| row.from == self.bot && row.text.ends_with(WORDS))
            .count()
    }

    /// Says `messages` as fast as the desk delivers them; wall microseconds until the last was delivered.
    pub(super) async fn talk(&self, mix: Mix, messages: usize) -> Result<i64> {
        let before = self.tally.posted();
        let began_us = self.wall.now_us();
        let (mut said, mut seen) = (0, 0);
        let mut end_ms = self.wall.now_ms() + PATIENCE_MS;
        loop {
            let posted = usize::try_from(self.tally.posted() - before)?;
            if posted >= messages {
                return Ok(self.tally.last_posted_us() - began_us);
            }
            let now_ms = self.wall.now_ms();
            if posted > seen {
                seen = posted;
                end_ms = now_ms + PATIENCE_MS;
            }
            ensure!(
                now_ms < end_ms,
                "nothing moves any more: {posted} of {messages} messages delivered"
            );
            for _ in 0..messages.min(posted + AHEAD_MAX).saturating_sub(said) {
                self.speak(mix, said)?;
                said += 1;
            }
            self.wall.wait_until(now_ms + 2).await;
        }
    }

    /// Whether people see the first `messages` of a mix, each once, in the order in which they were said.
    pub(super) fn check(&self, mix: Mix, messages: usize) -> Result<()> {
        let mut to_topics: Vec<Vec<String>> = self.lanes.iter().map(|_| Vec::new()).collect();
        let mut to_clients = to_topics.clone();
        for line in (0..messages).map(|number| mix.line(number, self.lanes.len())) {
            let side = if line.by_client {
                &mut to_topics
            } else {
                &mut to_clients
            };
            side[line.lane].push(line.words);
        }
        let in_group = self
            .sim
            .with(|world| world.transcript(self.group, self.operator));
        for (number, lane) in self.lanes.iter().enumerate() {
            let rows = in_group
                .iter()
                .filter(|row| row.from == self.bot && row.thread == Some(lane.thread));
            let seen = rows
                .map(|row| &row.text)
                .filter(|text| text.ends_with(WORDS));
            ensure!(
                seen.eq(&to_topics[number]),
                "a topic does not show what its client said: this is a bug of the desk"
            );
            let chat = self
                .sim
                .with(|world| world.transcript(self.bot, lane.person));
            let rows = chat
                .iter()
                .filter(|row| row.from == self.bot)
                .map(|row| &row.text);
            ensure!(
                rows.eq(&to_clients[number]),
                "a client does not see what was answered: this is a bug of the desk"
            );
        }
        Ok(())
    }
}
