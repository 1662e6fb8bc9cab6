//! Whoever of the team writes in a group that the connection has left is told where things go on: noted here, before the page is taken in,
//! and said by `setup::left`. A page that comes again is no new word within the minute.
//!
//! Deliberately absent: what else becomes of such a message, which is nothing.

use std::collections::HashMap;

use relevo_telegram::{Author, ChatId, Content, Message, MessageId, ThreadId, UpdateKind};

use super::{Intake, Item};
use crate::directory::Directory;
use crate::store::StoreError;

/// How often somebody is told in a topic, in milliseconds.
const TOLD_AGAIN_MS: i64 = 60_000;

impl Intake {
    /// Notes what was written in groups of the installation in which this bot is nobody's.
    pub(super) async fn note_left(
        &self,
        items: &[Item],
        directory: &Directory,
    ) -> Result<(), StoreError> {
        let served = directory.served_by(self.identity);
        let others = |chat: ChatId| {
            let mut cells = directory.cells.values();
            let cell = cells.find(|cell| cell.group == chat);
            cell.is_some_and(|cell| served.iter().all(|one| one.cell != cell.id))
        };
        let mut written: HashMap<(ChatId, ThreadId), MessageId> = HashMap::new();
        for item in items {
            let Some(Ok(UpdateKind::Message(message))) = &item.read else {
                continue;
            };
            if let Some(thread) = message.thread.filter(|_| is_a_persons(message))
                && others(message.chat.id)
            {
                let place = (message.chat.id, thread);
                written.entry(place).or_insert(message.place.message);
            }
        }
        if written.is_empty() {
            return Ok(());
        }
        let now_ms = self.clock.now_ms();
        let mut any = false;
        let mut tx = self.store.write().await?;
        for ((group, thread), message) in written {
            let at = (self.identity, group, thread);
            let time = (now_ms, now_ms - TOLD_AGAIN_MS);
            any |= tx.wrote_in_left(at, message, time).await?;
        }
        tx.commit().await?;
        if any {
            self.shared.wake_setup();
        }
        Ok(())
    }
}

fn is_a_persons(message: &Message) -> bool {
    let is_bot = matches!(&message.author, Author::User(user) if user.bot);
    !is_bot && !matches!(message.content, Content::Service(_))
}
