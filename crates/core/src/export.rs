//! What a line of an export tells of a client, as far as the team may see it (`HIDE_INFO`).
//!
//! Neighbours: the store finds the facts, the program writes the lines. Deliberately absent: the file, and whose words are in which language.

use relevo_telegram::{ChatId, ChatKind};

use crate::hide::Hiding;
use crate::render::{fit, full_name};
use crate::{Card, Codebook, Connection, Conversation};

/// The longest of the words in a cell, in UTF-16 units: longer than anything that Telegram lets people write there.
const WORD_UNITS_MAX: usize = 256;

/// A client, as an export names them. What is hidden is empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ExportedClient {
    /// Telegram's id of the chat.
    pub chat: Option<i64>,
    /// What the conversation is called: by the team, or as the client calls themselves.
    pub title: String,
    /// Without `@`.
    pub username: String,
    /// Of a private chat.
    pub first_name: String,
    /// Of a private chat.
    pub last_name: String,
    /// The phone number that they have shared of themselves.
    pub phone: String,
    /// IETF language tag of their app.
    pub language: String,
    /// With which link they came.
    pub start_parameter: String,
}

impl ExportedClient {
    /// The client of a conversation with these names.
    #[must_use]
    pub fn of(
        (card, called): (&Card, Option<&Card>),
        (conversation, connection): (&Conversation, &Connection),
        codebook: &dyn Codebook,
    ) -> ExportedClient {
        let hiding = Hiding::of(connection, codebook);
        let id = conversation.chat.0;
        let is_person = conversation.kind == ChatKind::Private;
        let (hides_name, told) = match is_person {
            true => (hiding.hides_people(), !hiding.hides_people()),
            false => (hiding.hides_chats(), !hiding.hides_chats()),
        };
        let name = full_name(&card.name, card.last_name.as_deref());
        let own = match (hiding.is_on(), is_person) {
            (false, _) => name,
            (true, true) => hiding.person(&name, id),
            (true, false) => hiding.chat_title(&name, id),
        };
        let called = called.map(|card| card.name.clone());
        let word = |words: &str| fit(words, WORD_UNITS_MAX);
        let shown = |words: &Option<String>, told: bool| {
            let words = words.as_deref().filter(|_| told);
            words.map(word).unwrap_or_default()
        };
        let names = is_person && !hides_name;
        ExportedClient {
            chat: Some(id).filter(|_| told),
            title: word(&called.unwrap_or(own)),
            username: shown(&card.username, told),
            first_name: if names {
                word(&card.name)
            } else {
                String::new()
            },
            last_name: shown(&card.last_name, names),
            phone: shown(&card.phone, told),
            language: shown(&card.language, true),
            start_parameter: shown(&card.start_parameter, true),
        }
    }
}

/// Telegram's id of a client chat, as a table may show it.
#[must_use]
pub fn exported_chat(
    chat: ChatId,
    connection: &Connection,
    codebook: &dyn Codebook,
) -> Option<i64> {
    let hiding = Hiding::of(connection, codebook);
    // The sign of a chat's id tells a private chat from a group.
    let is_hidden = match chat.0 > 0 {
        true => hiding.hides_people(),
        false => hiding.hides_chats(),
    };
    (!is_hidden).then_some(chat.0)
}

impl std::fmt::Debug for ExportedClient {
    /// Nothing: names never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExportedClient").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::tests::desk::Desk;

    fn anna() -> Card {
        Card {
            name: "Anna".into(),
            last_name: Some("Gómez".into()),
            username: Some("anna_g".into()),
            language: Some("es".into()),
            start_parameter: Some("spring".into()),
            phone: Some("+34600".into()),
        }
    }

    fn line(hide: &str, called: Option<&Card>) -> String {
        let desk = Desk::with_ann();
        let mut connection = desk.connection.clone();
        connection.params.set("HIDE_INFO", hide).unwrap();
        let known = desk.conversation.clone().unwrap();
        let one = ExportedClient::of(
            (&anna(), called),
            (&known, &connection),
            &crate::decide::tests::desk::Numbers,
        );
        format!(
            "{:?} {} @{} {}|{} {} {} {}",
            one.chat.is_some(),
            one.title,
            one.username,
            one.first_name,
            one.last_name,
            one.phone,
            one.language,
            one.start_parameter
        )
    }

    /// Promise: what `HIDE_INFO` hides in topics is in no line, and what the team called the client is.
    #[test]
    fn what_is_hidden_is_not_exported() {
        assert_eq!(
            line("NONE", None),
            "true Anna Gómez @anna_g Anna|Gómez +34600 es spring"
        );
        for hide in ["name", "name, links", "links"] {
            let hidden = line(hide, None);
            for word in ["anna_g", "+34600", "true"] {
                assert!(!hidden.contains(word), "{hide}: {hidden}");
            }
            assert!(
                hide == "links" || !hidden.contains("Anna"),
                "{hide}: {hidden}"
            );
            assert!(hidden.ends_with("es spring"));
        }
        let called = Card {
            name: "Order 17".into(),
            ..Card::default()
        };
        assert!(line("name", Some(&called)).starts_with("false Order 17 @"));
    }

    /// Promise: whatever is hidden, of people, groups and channels, nothing that leads to them is in a line, and no name where names or titles
    /// are hidden.
    #[test]
    fn every_hiding_of_every_kind() {
        let desk = Desk::with_ann();
        let card = Card {
            name: "Anna @anna_g https://anna.example".into(),
            ..anna()
        };
        for kind in [ChatKind::Private, ChatKind::Supergroup, ChatKind::Channel] {
            for hide in [
                "NONE",
                "name",
                "title",
                "links",
                "name, title",
                "name, links",
                "title, links",
                "name, title, links",
            ] {
                let mut connection = desk.connection.clone();
                connection.params.set("HIDE_INFO", hide).unwrap();
                let known = Conversation {
                    kind,
                    ..desk.conversation.clone().unwrap()
                };
                let codes = &crate::decide::tests::desk::Numbers;
                let one = ExportedClient::of((&card, None), (&known, &connection), codes);
                let is_person = kind == ChatKind::Private;
                let hides_name = hide.contains(if is_person { "name" } else { "title" });
                let hides_links = hide.contains("links");
                let hidden = hides_name || hides_links;
                let what = format!("{kind:?}, {hide}: {}", one.title);
                assert_eq!(one.chat.is_none(), hidden, "{what}");
                assert_eq!(one.username.is_empty(), hidden, "{what}");
                assert_eq!(one.phone.is_empty(), hidden, "{what}");
                assert_eq!(one.first_name.is_empty(), hidden || !is_person, "{what}");
                assert_eq!(one.last_name.is_empty(), hidden || !is_person, "{what}");
                assert_eq!(one.title.contains("Anna"), !hides_name, "{what}");
                let leads = one.title.contains("anna_g") || one.title.contains("anna.example");
                assert_eq!(leads, !hidden, "{what}");
            }
        }
    }
}
