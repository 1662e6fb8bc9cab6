//! What the team is not shown of clients (`HIDE_INFO`): the message that it may see, made from the one that came. ADR 13.
//!
//! Neighbours: `code_name` names people, `words` filters texts, `address` finds addresses that nobody marked, `message` puts it
//! together; `decide::hidden` sees to it that nothing is copied blind.
//! Deliberately absent: what people type and what is in files. See docs/concepts/hiding.md.

mod address;
mod code_name;
mod message;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use relevo_telegram::ChatKind;

use crate::params::{HideInfo, Language};
use crate::render::{fit, full_name, is_nameless, titled, topic_name};
use crate::{Card, CardId, Connection, ConnectionId, ContentKind, Conversation};
use code_name::code_name;
pub(crate) use words::{cut_off, split};

/// What stands in the place of what is hidden: numbers from which code names are made, and words.
pub trait Codebook: std::fmt::Debug {
    /// Always the same for the same person or chat in one connection; tells nothing about it without the master key.
    fn code(&self, connection: ConnectionId, id: i64) -> i64;

    /// The words for it in the language of the team: `(link)`.
    fn stand_in(&self, language: Language, what: StandIn) -> String;
}

/// What is hidden where words stand in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// An address to open.
    Link,
    /// A username.
    Username,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A content as a whole.
    Content(ContentKind),
}

/// The names in a topic's title.
#[derive(Clone, Copy, Debug)]
pub struct TitleNames<'a> {
    /// The client's own.
    pub card: &'a Card,
    /// The one that the team gave the conversation.
    pub called: Option<&'a Card>,
    /// What is shown for its marks.
    pub ticker: Option<&'a Card>,
    /// Who is responsible.
    pub responsible: Option<&'a Card>,
}

impl<'a> TitleNames<'a> {
    /// The names of a conversation among cards that are at hand; the nameless are called by their number.
    #[must_use]
    pub fn of(
        conversation: &Conversation,
        nameless: &'a Card,
        at_hand: impl Fn(CardId) -> Option<&'a Card>,
    ) -> TitleNames<'a> {
        let handling = &conversation.handling;
        TitleNames {
            card: at_hand(conversation.card).unwrap_or(nameless),
            called: handling.called.and_then(&at_hand),
            ticker: handling.ticker.and_then(&at_hand),
            responsible: handling.responsible.and_then(|who| at_hand(who.card)),
        }
    }
}

/// The title of a conversation's topic: its status as a square, and its name.
#[must_use]
pub fn topic_title(
    names: TitleNames<'_>,
    conversation: &Conversation,
    connection: &Connection,
    codebook: &dyn Codebook,
) -> String {
    let name = topic_name_shown(names, conversation, connection, codebook);
    let tickers = [names.ticker, names.responsible].into_iter().flatten();
    let tickers: Vec<String> = tickers
        .map(|card| fit(&card.name, card.name.len()))
        .filter(|words| !words.is_empty())
        .collect();
    let tickers: Vec<&str> = tickers.iter().map(String::as_str).collect();
    titled(conversation.handling.status, &name, &tickers)
}

/// The name in a topic's title: the one that the team gave, or the client's as it may be seen.
#[must_use]
pub fn topic_name_shown(
    TitleNames { card, called, .. }: TitleNames<'_>,
    conversation: &Conversation,
    connection: &Connection,
    codebook: &dyn Codebook,
) -> String {
    if let Some(called) = called {
        return topic_name(called, conversation.chat.0);
    }
    let hiding = Hiding::of(connection, codebook);
    let chat = conversation.chat.0;
    if !hiding.is_on() {
        return topic_name(card, chat);
    }
    let name = full_name(&card.name, card.last_name.as_deref());
    let shown = match conversation.kind {
        ChatKind::Private => hiding.person(&name, chat),
        _ => hiding.chat_title(&name, chat),
    };
    let card = Card {
        name: shown,
        ..Card::default()
    };
    topic_name(&card, chat)
}

/// Whether a link into a client's chat would show the team what the owner hides from it: whoever comes in sees who is there.
pub(crate) fn hides_the_way_in(connection: &Connection) -> bool {
    let HideInfo {
        name, links, title, ..
    } = connection.params.hide_info;
    name || links || title
}

/// What one connection hides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hiding<'a> {
    info: HideInfo,
    connection: ConnectionId,
    language: Language,
    codebook: &'a dyn Codebook,
}

impl<'a> Hiding<'a> {
    pub(crate) fn of(connection: &Connection, codebook: &'a dyn Codebook) -> Hiding<'a> {
        Hiding {
            info: connection.params.hide_info,
            connection: connection.id,
            language: connection.params.language,
            codebook,
        }
    }

    /// Whether anything about a message is hidden. `command` is not about messages.
    pub(crate) fn is_on(&self) -> bool {
        let HideInfo {
            name, title, links, ..
        } = self.info;
        name || title || links
    }

    /// Whether nothing with words may be copied as it is.
    pub(crate) fn rebuilds(&self) -> bool {
        self.info.name || self.info.links
    }

    /// Whether chats, and the topics of clients' forums, are not called by their titles.
    pub(crate) fn hides_titles(&self) -> bool {
        self.info.title
    }

    /// Whether nothing is told that leads to a person.
    pub(crate) fn hides_people(&self) -> bool {
        self.info.name || self.info.links
    }

    /// Whether nothing is told that leads to a chat.
    pub(crate) fn hides_chats(&self) -> bool {
        self.info.title || self.info.links
    }

    /// How a person is called.
    pub(crate) fn person(&self, name: &str, id: i64) -> String {
        self.called(name, id, self.info.name)
    }

    /// How a group or channel is called.
    pub(crate) fn chat_title(&self, title: &str, id: i64) -> String {
        self.called(title, id, self.info.title)
    }

    /// The nameless have code names too: what stands in for a name elsewhere is made of the id.
    fn called(&self, name: &str, id: i64, hidden: bool) -> String {
        if hidden || is_nameless(name) {
            return self.code_name(id);
        }
        self.without_addresses(name).into_owned()
    }

    fn code_name(&self, id: i64) -> String {
        code_name(self.codebook.code(self.connection, id))
    }

    /// The words in the place of something hidden.
    fn stand_in(&self, what: StandIn) -> String {
        self.codebook.stand_in(self.language, what)
    }

    /// Words that nobody marked: under `links` their addresses go too.
    fn without_addresses<'t>(&self, words: &'t str) -> Cow<'t, str> {
        match self.info.links {
            true => address::replaced(words, |what| self.stand_in(what)),
            false => Cow::Borrowed(words),
        }
    }
}
