//! How far people have read.
//!
//! A mark never moves backwards. Who came into a chat later than a message has read it. Own messages are never unread;
//! service messages of others are, as in Telegram.

use super::World;
use super::feed::Touch;
use super::message::{MessageKey, Place};

/// Counted at most.
const UNREAD_MAX: usize = 999;
/// Looked at for it at most, so that many own or deleted messages do not make counting long.
const LOOKED_AT_MAX: usize = 4_000;

impl World {
    /// Moves the mark of a person to a message. `thread` 0 is General, and everything outside forums.
    pub(crate) fn mark_read(&mut self, account: i64, place: Place, thread: i64, key: MessageKey) {
        let mark = self.reads.entry((account, place, thread)).or_insert(0);
        // Marks are kept one higher, so that 0 means nothing was read.
        if *mark <= key {
            *mark = key + 1;
            self.feed.touch(Touch::Read {
                account,
                place,
                thread,
            });
        }
    }

    /// The first key that the person may not have read.
    pub(crate) fn read_until(&self, account: i64, place: Place, thread: i64) -> MessageKey {
        let mark = self.reads.get(&(account, place, thread)).copied();
        let joined = self
            .chat_of(place)
            .and_then(|chat| chat.members.get(&account))
            .map_or(0, |member| member.joined);
        mark.unwrap_or(0).max(joined)
    }

    /// Unread messages among `keys`, which are the messages of that chat or topic.
    pub(crate) fn unread(
        &self,
        account: i64,
        place: Place,
        thread: i64,
        keys: &[MessageKey],
    ) -> usize {
        let until = self.read_until(account, place, thread);
        keys.iter()
            .rev()
            .take(LOOKED_AT_MAX)
            .take_while(|key| **key >= until)
            .filter(|key| {
                let message = self.message(**key);
                message.author.account != account && self.sees(account, **key)
            })
            .take(UNREAD_MAX)
            .count()
    }

    /// Whether a message is there for the account, whose chat it is.
    pub(crate) fn sees(&self, account: i64, key: MessageKey) -> bool {
        let message = self.message(key);
        !message.deleted && message.id_for(account).is_some()
    }
}
