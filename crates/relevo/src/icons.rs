//! The emoji that are icons of topics (`ICON_COLOR`): each connection's is looked up once among those that Telegram offers.
//!
//! Beside everything else, as `menus`: it costs no budget and keeps nobody waiting. Until an emoji is found, and where it is not, topics
//! have the connection's colour; one that Telegram does not offer is said in General once. Neighbours: the store remembers what
//! was found, `directory` holds it for delivery. Deliberately absent: topics that are there already, which keep their icon.

use std::collections::HashMap;

use relevo_core::{Change, Connection, ConnectionId, ConnectionState, Delivery, Notice};
use relevo_telegram::{Call, Outcome, Receipt, TopicIcon};
use tracing::warn;

use crate::directory::{Icon, Shared};
use crate::store::{Store, StoreError};

/// After how long Telegram is asked again that did not answer, in milliseconds.
const AGAIN_MS: i64 = 60_000;

/// Looks emoji up. Remembers what it has nothing more to do about.
pub struct IconFinder {
    store: Store,
    shared: Shared,
    /// When Telegram is asked again about a connection's emoji, Unix milliseconds.
    again_ms: HashMap<ConnectionId, i64>,
}

impl IconFinder {
    /// For every connection.
    #[must_use]
    pub fn new(store: Store, shared: Shared) -> IconFinder {
        IconFinder {
            store,
            shared,
            again_ms: HashMap::new(),
        }
    }

    /// Looks up what is not known yet. Says whether anything was.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self, now_ms: i64) -> Result<bool, StoreError> {
        let directory = self.shared.now();
        let mut any = false;
        for connection in directory.connections.values() {
            let Some(wanted) = connection.params.icon_color.emoji() else {
                continue;
            };
            let icons = self.shared.icons();
            let is_known = icons
                .get(&connection.id)
                .is_some_and(|known| known.wanted == wanted);
            let waits = self
                .again_ms
                .get(&connection.id)
                .is_some_and(|again_ms| now_ms < *again_ms);
            if is_known || waits || connection.state == ConnectionState::Stopped {
                continue;
            }
            any |= self.look_up(connection, wanted, now_ms).await?;
        }
        Ok(any)
    }

    async fn look_up(
        &mut self,
        connection: &Connection,
        wanted: &str,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let stored = self.store.icon(connection.id).await?;
        if let Some(icon) = stored.filter(|icon| icon.wanted == wanted) {
            self.shared.put_icon(connection.id, icon);
            return Ok(false);
        }
        let directory = self.shared.now();
        let Some(line) = directory.gateways.get(&connection.bot()) else {
            return Ok(false);
        };
        let offered = match line.call(&Call::TopicIcons).await {
            Outcome::Done(Receipt::Icons(offered)) => offered,
            Outcome::Wait(time) => {
                let wait_ms = i64::try_from(time.as_millis()).unwrap_or(AGAIN_MS);
                self.again_ms.insert(connection.id, now_ms + wait_ms);
                return Ok(true);
            }
            _ => {
                self.again_ms.insert(connection.id, now_ms + AGAIN_MS);
                return Ok(true);
            }
        };
        let icon = Icon {
            wanted: wanted.to_owned(),
            id: found(&offered, wanted),
        };
        self.remember(connection, &icon, now_ms).await?;
        self.shared.put_icon(connection.id, icon);
        Ok(true)
    }

    /// Stored with the line that tells of it, so that nothing is told twice.
    async fn remember(
        &self,
        connection: &Connection,
        icon: &Icon,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        let (_, mut fresh) = tx.lock_cell(connection.cell, 1, 0).await?;
        tx.put_icon(connection.id, icon).await?;
        if icon.id.is_none() {
            warn!(
                connection.id = connection.id.0,
                "ICON_COLOR is an emoji that Telegram does not offer for topics: they have a colour instead"
            );
            let line = Delivery::in_general(Notice::IconUnknown, connection, &mut fresh, now_ms);
            tx.apply(&[Change::Deliver(line)]).await?;
        }
        tx.commit().await?;
        self.shared.wake(connection.cell).notify_one();
        Ok(())
    }
}

/// The id of the emoji, by that or as itself. Whether it is asked to be shown in colour makes no other emoji of it.
fn found(offered: &[TopicIcon], wanted: &str) -> Option<String> {
    let plain = |emoji: &str| emoji.replace('\u{fe0f}', "");
    let is_meant = |icon: &&TopicIcon| icon.id == wanted || plain(&icon.emoji) == plain(wanted);
    offered.iter().find(is_meant).map(|icon| icon.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: an emoji is found by its id and as itself, with or without the sign that asks for colour.
    #[test]
    fn an_emoji_is_found() {
        let offered = [("⚡\u{fe0f}", "7"), ("💡", "8")].map(|(emoji, id)| TopicIcon {
            emoji: emoji.into(),
            id: id.into(),
        });
        for (wanted, id) in [
            ("⚡", Some("7")),
            ("⚡\u{fe0f}", Some("7")),
            ("💡\u{fe0f}", Some("8")),
            ("8", Some("8")),
            ("9", None),
            ("🦄", None),
        ] {
            assert_eq!(found(&offered, wanted).as_deref(), id, "{wanted}");
        }
    }
}
