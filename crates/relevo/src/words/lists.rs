//! The answers to `/waiting` and `/mine`: a headline, then a line for each topic, which opens it.
//!
//! A line tells the time before the name, so that a name in a right-to-left script cannot turn it round.

use relevo_core::{ListedTopic, TopicList};
use relevo_telegram::{EntityKind, Text};

use super::catalogue::Catalogue;
use super::status::span;

/// Every message of which the lines are put together.
#[cfg(test)]
pub(super) const PARTS: [&str; 3] = ["list-topic", "list-topic-timeless", "list-more"];

/// The whole answer, below this headline.
pub(super) fn text(catalogue: &Catalogue, headline: &str, list: &TopicList) -> Text {
    let named = u32::try_from(list.topics.len()).unwrap_or(u32::MAX);
    let count = named.saturating_add(list.more);
    let mut text = Text::plain(catalogue.text(headline, None, &[("count", count.into())]));
    for one in &list.topics {
        let words = line(catalogue, one, list.at_ms);
        text.push_str("\n");
        match &one.topic.link {
            Some(link) => text.push_as(&words, EntityKind::TextLink(link.clone())),
            None => text.push_str(&words),
        }
    }
    if list.more > 0 {
        let more = catalogue.text("list-more", None, &[("more", list.more.into())]);
        text.push_str(&format!("\n{more}"));
    }
    text
}

pub(super) fn line(catalogue: &Catalogue, one: &ListedTopic, now_ms: i64) -> String {
    let mut facts = vec![
        ("square", one.status.square().to_string().into()),
        ("title", (&*one.topic.title).into()),
    ];
    match one.since_ms {
        Some(since_ms) => {
            facts.push(("span", span(catalogue, now_ms - since_ms).into()));
            catalogue.text("list-topic", None, &facts)
        }
        None => catalogue.text("list-topic-timeless", None, &facts),
    }
}
