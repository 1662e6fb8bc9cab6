//! What the filter leaves, and how people are called.

mod names;
mod text;

use relevo_telegram::Message;

use super::Hiding;
use crate::decide::tests::desk::{Desk, Numbers};
use crate::params::HideInfo;
use crate::{Codebook, Connection};

/// A connection that hides these.
fn connection(words: &str) -> Connection {
    let mut connection = Desk::new().connection;
    connection.params.hide_info = info(words);
    connection
}

fn info(words: &str) -> HideInfo {
    let has = |word: &str| words.split(' ').any(|known| known == word);
    HideInfo {
        name: has("name"),
        title: has("title"),
        links: has("links"),
        command: has("command"),
    }
}

fn hiding(connection: &Connection) -> Hiding<'_> {
    Hiding::of(connection, &Numbers)
}

/// How a person or chat is called by code in that connection.
fn code_name(connection: &Connection, id: i64) -> String {
    super::code_name::code_name(Numbers.code(connection.id, id))
}

fn hidden(words: &str, message: &Message) -> Message {
    let connection = connection(words);
    hiding(&connection).message(message).into_owned()
}
