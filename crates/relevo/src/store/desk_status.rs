//! The store's own shape of an answer to `/status`, which may wait for the desk bot's budget like any other notice.

use relevo_core::{
    BotStanding, BotTrouble, Busy, DeskStatus, Direction, Notice, PauseWhy, TopicRef, Unsettled,
    Waiting,
};
use serde::{Deserialize, Serialize};

use super::codes::Code as _;

#[derive(Serialize, Deserialize)]
pub(super) struct StatusShape {
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    paused: Option<i64>,
    #[serde(rename = "t")]
    at_ms: i64,
    #[serde(rename = "b")]
    bots: Vec<BotShape>,
    /// To topics, then to clients: how many, and the oldest.
    #[serde(rename = "w")]
    waiting: [(u32, i64); 2],
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    busiest: Vec<BusyShape>,
    /// Held, failed.
    #[serde(rename = "s")]
    settled: (u32, u32),
    #[serde(rename = "u", default, skip_serializing_if = "Vec::is_empty")]
    unsettled: Vec<UnsettledShape>,
}

/// Username, whether it is a relay, used, of, usually, the wait, the trouble.
#[derive(Serialize, Deserialize)]
struct BotShape(String, bool, u32, u32, u32, Option<i64>, Option<i64>);

/// Direction, the topic, how many.
#[derive(Serialize, Deserialize)]
struct BusyShape(i64, TopicShape, u32);

/// The topic, whether held, how many.
#[derive(Serialize, Deserialize)]
struct UnsettledShape(TopicShape, bool, u32);

/// Title, link.
#[derive(Serialize, Deserialize)]
struct TopicShape(String, Option<String>);

impl StatusShape {
    pub(super) fn of(paused: Option<PauseWhy>, counted: &DeskStatus) -> StatusShape {
        let waiting = |one: Waiting| (one.count, one.oldest_ms);
        let busy =
            |one: &Busy| BusyShape(one.direction.code(), TopicShape::of(&one.topic), one.count);
        let unsettled =
            |one: &Unsettled| UnsettledShape(TopicShape::of(&one.topic), one.held, one.count);
        StatusShape {
            paused: paused.map(PauseWhy::code),
            at_ms: counted.at_ms,
            bots: counted.bots.iter().map(BotShape::of).collect(),
            waiting: [waiting(counted.to_topics), waiting(counted.to_clients)],
            busiest: counted.busiest.iter().map(busy).collect(),
            settled: (counted.held, counted.failed),
            unsettled: counted.unsettled.iter().map(unsettled).collect(),
        }
    }

    pub(super) fn read(self) -> Option<Notice> {
        let [to_topics, to_clients] = self
            .waiting
            .map(|(count, oldest_ms)| Waiting { count, oldest_ms });
        let busy = |BusyShape(direction, topic, count)| {
            Some(Busy {
                direction: Direction::from_code(direction)?,
                topic: topic.read(),
                count,
            })
        };
        let unsettled = |UnsettledShape(topic, held, count)| Unsettled {
            topic: topic.read(),
            held,
            count,
        };
        let paused = match self.paused {
            Some(code) => Some(PauseWhy::from_code(code)?),
            None => None,
        };
        let counted = DeskStatus {
            at_ms: self.at_ms,
            bots: self
                .bots
                .into_iter()
                .map(BotShape::read)
                .collect::<Option<_>>()?,
            to_topics,
            to_clients,
            busiest: self.busiest.into_iter().map(busy).collect::<Option<_>>()?,
            held: self.settled.0,
            failed: self.settled.1,
            unsettled: self.unsettled.into_iter().map(unsettled).collect(),
        };
        Some(Notice::Status {
            paused,
            counted: Box::new(counted),
        })
    }
}

impl BotShape {
    fn of(bot: &BotStanding) -> BotShape {
        BotShape(
            bot.username.clone(),
            bot.is_relay,
            bot.used,
            bot.of,
            bot.usual,
            bot.wait_until_ms,
            bot.trouble.map(BotTrouble::code),
        )
    }

    fn read(self) -> Option<BotStanding> {
        let BotShape(username, is_relay, used, of, usual, wait_until_ms, trouble) = self;
        Some(BotStanding {
            username,
            is_relay,
            used,
            of,
            usual,
            wait_until_ms,
            trouble: match trouble {
                Some(code) => Some(BotTrouble::from_code(code)?),
                None => None,
            },
        })
    }
}

impl TopicShape {
    fn of(topic: &TopicRef) -> TopicShape {
        TopicShape(topic.title.clone(), topic.link.clone())
    }

    fn read(self) -> TopicRef {
        let TopicShape(title, link) = self;
        TopicRef { title, link }
    }
}
