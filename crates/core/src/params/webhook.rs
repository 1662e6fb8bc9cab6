//! Addresses that are told of events.

use super::value::{Value, clears};
use super::{Shape, Why};

/// The events that a webhook may ask for.
const EVENTS: [&str; 19] = [
    "conversation.created",
    "conversation.reopened",
    "conversation.closed",
    "conversation.status_changed",
    "conversation.assigned",
    "conversation.marked",
    "conversation.unmarked",
    "message.received",
    "message.sent",
    "message.edited",
    "message.deleted",
    "message.failed",
    "message.intercepted",
    "client.blocked",
    "client.unblocked",
    "broadcast.finished",
    "connection.degraded",
    "connection.recovered",
    "shift.changed",
];
/// The most webhooks of a connection.
pub const WEBHOOKS_MAX: usize = 20;

/// One address and what it is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// An `https://` or `http://` address of at most 2,000 characters.
    pub url: String,
    /// Names of events; empty: all.
    pub events: Vec<String>,
}

impl Value for Vec<Webhook> {
    const SHAPE: Shape = Shape::Pattern(
        r"^(NONE|https?://[^/\s][^\s]*( [a-z_.]+)*(\nhttps?://[^/\s][^\s]*( [a-z_.]+)*)*)$",
    );

    fn read(text: &str) -> Result<Vec<Webhook>, Why> {
        if clears(text) {
            return Ok(Vec::new());
        }
        let mut webhooks = Vec::new();
        for (place, line) in (1..).zip(text.lines().filter(|line| !line.trim().is_empty())) {
            let mut words = line.split_whitespace();
            let url = words.next().unwrap_or_default();
            let host = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"));
            if url.len() > 2_000 || host.is_none_or(|host| host.is_empty() || host.starts_with('/'))
            {
                return Err(Why::NoAddress(place));
            }
            let events: Vec<String> = words.map(|word| word.trim_matches(',').into()).collect();
            if !events.iter().all(|event| EVENTS.contains(&event.as_str())) {
                return Err(Why::NoEvent(place));
            }
            webhooks.push(Webhook {
                url: url.into(),
                events,
            });
        }
        match webhooks.len() {
            0 => Err(Why::NoAddresses),
            1..=WEBHOOKS_MAX => Ok(webhooks),
            _ => Err(Why::TooManyAddresses),
        }
    }

    fn print(&self) -> String {
        if self.is_empty() {
            return "NONE".into();
        }
        let line = |webhook: &Webhook| {
            let words = std::iter::once(&webhook.url).chain(&webhook.events);
            words.cloned().collect::<Vec<_>>().join(" ")
        };
        self.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
