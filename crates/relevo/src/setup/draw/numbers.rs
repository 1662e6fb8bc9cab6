//! How a connection goes, in numbers: counted when the screen is drawn, and again when *Refresh* is pressed.
//!
//! Neighbours: `store::numbers` counts, `words::numbers` says it. Deliberately absent: history, which is analytics' business.

use relevo_core::setup::{Act, Screen, back};
use relevo_core::{ConnectionId, ListedTopic};

use super::{Key, Page};
use crate::intake::{named::Named, status::standings};
use crate::store::StoreError;
use crate::words::Going;

/// How many days before today the week began.
const DAYS_BEFORE: u8 = 6;

impl Page<'_> {
    /// The screen of numbers.
    pub(super) async fn numbers(&mut self, id: ConnectionId) -> Result<(), StoreError> {
        let directory = self.setup.shared.now();
        let connection = self.known.connection(id);
        let cell = connection.and_then(|one| self.known.cell(one.cell));
        let (Some(connection), Some(cell)) = (connection, cell) else {
            self.plain("setup-not-here", Screen::Numbers(id));
            return Ok(());
        };
        let store = &self.setup.store;
        let at_ms = self.setup.clock.now_ms();
        let zone = connection.params.timezone.clone();
        let since = (
            zone.day_begins_ms(at_ms, DAYS_BEFORE),
            zone.day_begins_ms(at_ms, 0),
        );
        let numbers = store.numbers(id, since).await?;
        let longest = match numbers.longest {
            Some(conversation) => {
                let mut tx = store.write().await?;
                let known = tx.conversations(&[conversation]).await?;
                let named = Named::of(&mut tx, (cell, &directory), &known).await?;
                let topic = named.topic(conversation);
                let known = known.first().zip(topic);
                known.map(|(known, topic)| ListedTopic::of(known, topic))
            }
            None => None,
        };
        let bots = store.cell_bots(cell, at_ms).await?.bots;
        let bots = standings(store, (cell, &directory), bots).await?;
        let going = Going {
            at_ms,
            zone,
            bot: self.known.name(connection.identity),
            id: format!("i{}", id.0),
            numbers,
            longest,
            bots,
        };
        self.formatted = self.voice.going(&going);
        let again = Key::Does(Act::Open(Screen::Numbers(id)));
        self.row(&[("setup-refresh", again)]);
        let back = Key::Does(Act::Open(back(Screen::Numbers(id))));
        self.row(&[("setup-back", back)]);
        Ok(())
    }
}
