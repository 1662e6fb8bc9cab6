//! How a backend group's desk stands, as its team is told: counted by the program, said by a notice (`/status`).
//!
//! Neighbours: `decide::status` answers who asks, `call::status` keeps the answer from growing old.
//! Deliberately absent: what is only the host's business (quarantine, fates); `relevo status` tells that.

use relevo_telegram::{ChatId, ThreadId};

use crate::Direction;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskStatus {
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// The group's bots: the desk bot, the other frontends, the relays.
    pub bots: Vec<BotStanding>,
    /// What waits for topics.
    pub to_topics: Waiting,
    /// What waits for clients.
    pub to_clients: Waiting,
    /// The lanes in which most waits, fullest first.
    pub busiest: Vec<Busy>,
    /// How many messages a person is asked about.
    pub held: u32,
    /// How many did not arrive.
    pub failed: u32,
    /// The topics in which most of these two are.
    pub unsettled: Vec<Unsettled>,
}

/// How one bot of the group stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BotStanding {
    /// Its username without `@`.
    pub username: String,
    /// Whether it is a relay.
    pub is_relay: bool,
    /// Units spent in the group in the last minute.
    pub used: u32,
    /// Of so many.
    pub of: u32,
    /// Of so many where Telegram has not taught less.
    pub usual: u32,
    /// Until when Telegram wants nothing from it in the group (Unix milliseconds), if it said so.
    pub wait_until_ms: Option<i64>,
    /// What is wrong with it.
    pub trouble: Option<BotTrouble>,
}

/// What is wrong with a bot of the group. Codes are the database's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BotTrouble {
    /// Its connection is stopped.
    Stopped,
    /// Its token is not valid (any more).
    Token,
    /// Another program receives its updates.
    SecondPoller,
    /// Telegram gives it no updates for another reason.
    NoUpdates,
    /// It is not in the group (any more).
    NotMember,
    /// It may not write in the group.
    Send,
}

/// What waits on one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many messages.
    pub count: u32,
    /// Unix milliseconds of the decision that the oldest comes from; of no interest if there is none.
    pub oldest_ms: i64,
}

/// A lane with much in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// Which way.
    pub direction: Direction,
    /// Whose.
    pub topic: TopicRef,
    /// How many messages wait.
    pub count: u32,
}

/// A topic in which a person is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// Which.
    pub topic: TopicRef,
    /// Whether these are asked about; otherwise they did not arrive.
    pub held: bool,
    /// How many.
    pub count: u32,
}

/// A topic as a line names it.
#[derive(Clone, PartialEq, Eq)]
pub struct TopicRef {
    /// Its title, as the team may see it.
    pub title: String,
    /// What opens it, if it is there.
    pub link: Option<String>,
}

impl std::fmt::Debug for TopicRef {
    /// Only what opens it: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TopicRef({:?})", self.link)
    }
}

impl DeskStatus {
    /// In how many minutes all that waits for topics can be there at the earliest, if that takes more than one: what is in the way
    /// of calls besides budgets is not known here.
    #[must_use]
    pub fn minutes_at_best(&self) -> Option<u32> {
        let able = self.bots.iter().filter(|bot| bot.lends());
        let a_minute = able.fold(0_u32, |sum, bot| sum.saturating_add(bot.of));
        let waits = self.to_topics.count;
        (a_minute > 0 && waits > a_minute).then(|| waits.div_ceil(a_minute))
    }
}

impl BotStanding {
    /// Whether its budget brings messages to topics. A stopped connection still delivers what waits.
    fn lends(&self) -> bool {
        matches!(
            self.trouble,
            None | Some(BotTrouble::Stopped | BotTrouble::SecondPoller | BotTrouble::NoUpdates)
        )
    }
}

/// What opens a topic of a supergroup, for its members.
#[must_use]
pub fn topic_link(group: ChatId, thread: ThreadId) -> Option<String> {
    // The Bot API puts -100 before a supergroup's own number.
    let number = group.0.to_string();
    let number = number.strip_prefix("-100")?;
    Some(format!("https://t.me/c/{number}/{}", thread.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bot(of: u32, trouble: Option<BotTrouble>) -> BotStanding {
        BotStanding {
            username: "desk_bot".into(),
            is_relay: false,
            used: 0,
            of,
            usual: 20,
            wait_until_ms: None,
            trouble,
        }
    }

    /// Promise: the time is never less than the budgets of all bots that can bring something need, and not said where it is no news.
    #[test]
    fn the_time_is_at_best() {
        let of = |count, bots: &[BotStanding]| {
            let status = DeskStatus {
                to_topics: Waiting {
                    count,
                    oldest_ms: 0,
                },
                bots: bots.to_vec(),
                ..DeskStatus::default()
            };
            status.minutes_at_best()
        };
        let two = [bot(20, None), bot(14, Some(BotTrouble::Stopped))];
        assert_eq!(
            [0, 34, 35, 340].map(|n| of(n, &two)),
            [None, None, Some(2), Some(10)]
        );
        let gone = [
            bot(20, Some(BotTrouble::NotMember)),
            bot(20, Some(BotTrouble::Token)),
        ];
        assert_eq!(of(100, &gone), None);
        assert_eq!(of(100, &[]), None);
    }

    /// Promise: a link opens the topic of a supergroup, and there is none where there could be none.
    #[test]
    fn topics_have_links() {
        let link = topic_link(ChatId(-1_001_234_567_890), ThreadId(5));
        assert_eq!(link.as_deref(), Some("https://t.me/c/1234567890/5"));
        assert_eq!(topic_link(ChatId(-4_200), ThreadId(5)), None);
    }
}
