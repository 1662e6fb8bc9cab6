//! How a connection goes, in numbers, as its owner is told.
//!
//! Neighbours: `setup::draw` counts and shows it; what the team is told of the group stands in `status`, whose lines about bots are these.
//! Deliberately absent: names of clients other than the title of a topic, as the team sees it.

use relevo_core::params::Timezone;
use relevo_core::{BotStanding, DeskStatus, ListedTopic};
use relevo_telegram::{EntityKind, Text};

use super::catalogue::Fact;
use super::setup::Voice;
use super::{lists, moment, status};
use crate::store::Numbers;

/// What was counted.
pub(crate) struct Going {
    /// When, Unix milliseconds.
    pub(crate) at_ms: i64,
    /// The connection's zone, in which that is told.
    pub(crate) zone: Timezone,
    /// The frontend's username with `@`.
    pub(crate) bot: String,
    /// The connection, like `i1`.
    pub(crate) id: String,
    /// The counts.
    pub(crate) numbers: Numbers,
    /// The topic that waits longest for the team.
    pub(crate) longest: Option<ListedTopic>,
    /// The group's bots.
    pub(crate) bots: Vec<BotStanding>,
}

impl Voice {
    /// The whole screen.
    pub(crate) fn going(self, going: &Going) -> Text {
        let numbers = going.numbers;
        let time = moment::in_zone(self.0, &going.zone, going.at_ms);
        let facts = [
            ("bot", going.bot.clone()),
            ("id", going.id.clone()),
            ("time", time),
        ];
        let mut text = Text::plain(self.say("setup-numbers-title", &facts));
        text.push_str("\n");
        if (numbers.of_team, numbers.of_client) == (0, 0) {
            self.line(&mut text, "setup-numbers-none-open", &[]);
        } else {
            self.counted(&mut text, "setup-numbers-of-team", numbers.of_team);
            self.counted(&mut text, "setup-numbers-of-client", numbers.of_client);
        }
        if let Some(topic) = &going.longest {
            self.line(&mut text, "setup-numbers-longest", &[]);
            text.push_str(" ");
            let words = lists::line(self.0, topic, going.at_ms);
            match &topic.topic.link {
                Some(link) => text.push_as(&words, EntityKind::TextLink(link.clone())),
                None => text.push_str(&words),
            }
        }
        text.push_str("\n");
        for (id, (came_in, answered)) in [
            ("setup-numbers-today", numbers.today),
            ("setup-numbers-week", numbers.week),
        ] {
            let facts = [("in", came_in.into()), ("out", answered.into())];
            self.line(&mut text, id, &facts);
        }
        self.counted(&mut text, "setup-numbers-delivered", numbers.delivered);
        self.counted(&mut text, "setup-numbers-on-the-way", numbers.on_the_way);
        for (id, count) in [
            ("setup-numbers-held", numbers.held),
            ("setup-numbers-failed", numbers.failed),
        ] {
            if count > 0 {
                self.counted(&mut text, id, count);
            }
        }
        let counted = DeskStatus {
            at_ms: going.at_ms,
            bots: going.bots.clone(),
            ..DeskStatus::default()
        };
        text.push_str("\n");
        text.push(&status::bots(self.0, &counted));
        text
    }

    fn line(self, text: &mut Text, id: &str, facts: &[Fact<'_>]) {
        text.push_str("\n");
        text.push_str(&self.0.text(id, None, facts));
    }

    fn counted(self, text: &mut Text, id: &str, count: i64) {
        text.push_str("\n");
        text.push_str(&self.count(id, count));
    }
}
