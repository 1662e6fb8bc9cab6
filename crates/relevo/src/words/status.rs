//! The answer to `/status`, line by line: a headline, the bots, what waits, and where a person is needed. Lines about topics open them.

use relevo_core::{
    BotStanding, BotTrouble, Busy, DeskStatus, Direction, PauseWhy, TopicRef, Waiting,
};
use relevo_telegram::{EntityKind, Text};

use super::catalogue::{Catalogue, Fact};
use super::moment;

/// How many bots are named; beyond them a group has more than anybody reads.
const BOTS_MAX: usize = 12;

/// Every message of which an answer may be put together, apart from its headlines.
#[cfg(test)]
pub(super) const PARTS: &[&str] = &[
    "status-sent",
    "status-bot",
    "status-bot-waits",
    "status-bot-trouble",
    "status-more-bots",
    "status-relay",
    "status-budget",
    "status-budget-learned",
    "status-stopped",
    "status-token",
    "status-second-poller",
    "status-no-updates",
    "status-not-member",
    "status-may-not-send",
    "status-nothing-waits",
    "status-to-topics",
    "status-to-topics-minutes",
    "status-to-clients",
    "status-held",
    "status-failed",
    "status-topic",
    "span-seconds",
    "span-minutes",
    "span-hours",
    "span-days",
];

/// The headline's message.
pub(super) fn headline(paused: Option<PauseWhy>) -> &'static str {
    match paused {
        Some(PauseWhy::NotForum) => "notice-status-not-forum",
        Some(PauseWhy::ManageTopics) => "notice-status-manage-topics",
        // Whoever reads this sees that the desk can write here.
        Some(PauseWhy::NotMember | PauseWhy::Send | PauseWhy::Token) | None => "notice-status",
    }
}

/// The whole answer.
pub(super) fn text(catalogue: &Catalogue, paused: Option<PauseWhy>, counted: &DeskStatus) -> Text {
    let at = moment::time_of_day(catalogue, counted.at_ms.div_euclid(1_000));
    let mut answer = Answer {
        catalogue,
        text: Text::plain(catalogue.text(headline(paused), None, &[("time", at.into())])),
    };
    answer.bots(counted);
    answer.waiting(paused, counted);
    answer.in_question(counted);
    answer.text
}

/// The lines about bots: what each has sent in the last minute, and what holds it back.
pub(super) fn bots(catalogue: &Catalogue, counted: &DeskStatus) -> Text {
    let mut answer = Answer {
        catalogue,
        text: Text::default(),
    };
    answer.bots(counted);
    answer.text
}

struct Answer<'a> {
    catalogue: &'a Catalogue,
    text: Text,
}

impl Answer<'_> {
    fn say(&self, id: &str, facts: &[Fact<'_>]) -> String {
        self.catalogue.text(id, None, facts)
    }

    fn line(&mut self, id: &str, facts: &[Fact<'_>]) {
        let words = self.say(id, facts);
        self.text.push_str("\n");
        self.text.push_str(&words);
    }

    fn bots(&mut self, counted: &DeskStatus) {
        if counted.bots.is_empty() {
            return;
        }
        self.line("status-sent", &[]);
        for bot in counted.bots.iter().take(BOTS_MAX) {
            self.bot(bot, counted.at_ms);
        }
        let more = counted.bots.len().saturating_sub(BOTS_MAX);
        if more > 0 {
            self.line("status-more-bots", &[("more", more.into())]);
        }
    }

    fn bot(&mut self, bot: &BotStanding, now_ms: i64) {
        let name = format!("@{}", bot.username);
        let who = match bot.is_relay {
            true => self.say("status-relay", &[("bot", name.into())]),
            false => name,
        };
        let facts = [
            ("used", bot.used.into()),
            ("of", bot.of.into()),
            ("usual", bot.usual.into()),
        ];
        let budget = match bot.of < bot.usual {
            true => self.say("status-budget-learned", &facts),
            false => self.say("status-budget", &facts[..2]),
        };
        let mut facts = vec![("who", who.into()), ("budget", budget.into())];
        if let Some(trouble) = bot.trouble {
            let why = self.say(trouble_message(trouble), &[]);
            facts.push(("why", why.into()));
            self.line("status-bot-trouble", &facts);
        } else if let Some(until_ms) = bot.wait_until_ms {
            facts.push(("span", self.span(until_ms - now_ms).into()));
            self.line("status-bot-waits", &facts);
        } else {
            self.line("status-bot", &facts);
        }
    }

    fn waiting(&mut self, paused: Option<PauseWhy>, counted: &DeskStatus) {
        let (to_topics, to_clients) = (counted.to_topics, counted.to_clients);
        if (to_topics.count, to_clients.count) == (0, 0) {
            self.line("status-nothing-waits", &[]);
        }
        if to_topics.count > 0 {
            let mut facts = self.counted(to_topics, counted.at_ms);
            match counted.minutes_at_best().filter(|_| paused.is_none()) {
                Some(minutes) => {
                    facts.push(("minutes", minutes.into()));
                    self.line("status-to-topics-minutes", &facts);
                }
                None => self.line("status-to-topics", &facts),
            }
            self.lanes(&counted.busiest, Direction::ToTopic);
        }
        if to_clients.count > 0 {
            let facts = self.counted(to_clients, counted.at_ms);
            self.line("status-to-clients", &facts);
            self.lanes(&counted.busiest, Direction::ToClient);
        }
    }

    fn in_question(&mut self, counted: &DeskStatus) {
        for (id, held, count) in [
            ("status-held", true, counted.held),
            ("status-failed", false, counted.failed),
        ] {
            if count == 0 {
                continue;
            }
            self.line(id, &[("count", count.into())]);
            for one in counted.unsettled.iter().filter(|one| one.held == held) {
                self.topic(&one.topic, one.count);
            }
        }
    }

    fn lanes(&mut self, lanes: &[Busy], direction: Direction) {
        for lane in lanes.iter().filter(|lane| lane.direction == direction) {
            self.topic(&lane.topic, lane.count);
        }
    }

    fn topic(&mut self, topic: &TopicRef, count: u32) {
        let facts = [("title", (&*topic.title).into()), ("count", count.into())];
        let words = self.say("status-topic", &facts);
        self.text.push_str("\n");
        match &topic.link {
            Some(link) => self
                .text
                .push_as(&words, EntityKind::TextLink(link.clone())),
            None => self.text.push_str(&words),
        }
    }

    fn counted(&self, waiting: Waiting, now_ms: i64) -> Vec<Fact<'static>> {
        let span = self.span(now_ms - waiting.oldest_ms);
        vec![("count", waiting.count.into()), ("span", span.into())]
    }

    fn span(&self, span_ms: i64) -> String {
        span(self.catalogue, span_ms)
    }
}

/// A span of time in its largest unit; what has begun counts.
pub(super) fn span(catalogue: &Catalogue, span_ms: i64) -> String {
    let seconds = span_ms.max(0).saturating_add(999) / 1_000;
    let (id, number) = match seconds {
        ..120 => ("span-seconds", seconds),
        120..7_200 => ("span-minutes", seconds / 60),
        7_200..172_800 => ("span-hours", seconds / 3_600),
        _ => ("span-days", seconds / 86_400),
    };
    catalogue.text(id, None, &[("number", number.into())])
}

fn trouble_message(trouble: BotTrouble) -> &'static str {
    match trouble {
        BotTrouble::Stopped => "status-stopped",
        BotTrouble::Token => "status-token",
        BotTrouble::SecondPoller => "status-second-poller",
        BotTrouble::NoUpdates => "status-no-updates",
        BotTrouble::NotMember => "status-not-member",
        BotTrouble::Send => "status-may-not-send",
    }
}
