//! The codes that people bring: with the link that makes an owner, and in the group that is to be the backend group.

use relevo_telegram::{Content, Message};

/// What stands before a claim code in the parameter of a link.
pub(crate) const CLAIM: &str = "claim_";

/// The code of a claim link that somebody opened: `/start claim_CODE`.
#[must_use]
pub fn claim_code(message: &Message) -> Option<&str> {
    argument(message, "/start")?.strip_prefix(CLAIM)
}

/// The code that was written into a group: `/connect CODE`.
#[must_use]
pub fn connect_code(message: &Message) -> Option<&str> {
    argument(message, "/connect")
}

/// The word after a command; the command may name the bot.
fn argument<'a>(message: &'a Message, command: &str) -> Option<&'a str> {
    let Content::Text(text) = &message.content else {
        return None;
    };
    let mut words = text.text.split_whitespace();
    let first = words.next()?;
    let name = first.split_once('@').map_or(first, |(name, _)| name);
    name.eq_ignore_ascii_case(command)
        .then(|| words.next())
        .flatten()
}
