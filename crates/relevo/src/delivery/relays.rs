//! The relays of the cell: which of them may be given calls now.
//!
//! What follows from a refusal is decided in the core and stored; here is only when one that is out of service is tried again: by one
//! call every ten minutes, which the others make if it is refused.

use std::collections::HashMap;
use std::sync::Arc;

use relevo_core::{CellId, IdentityId, Relay, RelayOut};
use tracing::{info, warn};

use super::{Worker, is_ahead};
use crate::directory::Directory;
use crate::store::{StoreError, StoredRelay};
use crate::trouble;

/// How often a relay that is out of service is tried, in milliseconds.
const PROBE_MS: i64 = 600_000;

/// What is known of them.
#[derive(Default)]
pub(super) struct Relays {
    known: Vec<Relay>,
    /// When one that is out of service is tried again, Unix milliseconds.
    again_ms: HashMap<IdentityId, i64>,
    /// The configuration that they are from.
    seen: Option<Arc<Directory>>,
}

impl Relays {
    pub(super) fn known(&self) -> &[Relay] {
        &self.known
    }

    /// Takes over what is configured, if that is news.
    fn follow(&mut self, cell: CellId, directory: &Arc<Directory>) {
        if self
            .seen
            .as_ref()
            .is_some_and(|seen| Arc::ptr_eq(seen, directory))
        {
            return;
        }
        self.seen = Some(Arc::clone(directory));
        self.known = directory.relays_of(cell).to_vec();
        let known = &self.known;
        self.again_ms.retain(|id, _| {
            known
                .iter()
                .any(|relay| relay.id == *id && relay.out.is_some())
        });
    }

    /// Takes over what is stored of those that are configured. The configuration says it too, but not anew at each change.
    fn recall(&mut self, stored: &[StoredRelay]) {
        for known in &mut self.known {
            if let Some(stored) = stored.iter().find(|stored| stored.relay.id == known.id) {
                known.out = stored.relay.out;
            }
        }
    }

    /// Those that may be given calls at this time.
    fn usable(&self, now_ms: i64) -> Vec<IdentityId> {
        let usable = self.known.iter().filter(|relay| {
            let again_ms = self.again_ms.get(&relay.id).copied();
            let waits = |again_ms| is_ahead(again_ms, now_ms, PROBE_MS);
            relay.out.is_none() || !again_ms.is_some_and(waits)
        });
        usable.map(|relay| relay.id).collect()
    }
}

impl Worker {
    /// The scheduler is told which relays there are.
    pub(super) fn follow_relays(&mut self, directory: &Arc<Directory>, now_ms: i64) {
        self.relays.follow(self.cell, directory);
        self.scheduler.set_relays(&self.relays.usable(now_ms));
    }

    /// What was decided of relays and not stored is forgotten: it is decided again.
    pub(super) async fn recall_relays(
        &mut self,
        directory: &Arc<Directory>,
    ) -> Result<(), StoreError> {
        self.relays.follow(self.cell, directory);
        self.relays.recall(&self.store.relays().await?);
        Ok(())
    }

    /// A call was given to a relay. One that is out of service gets no other until it is tried again.
    pub(super) fn gave_to_relay(&mut self, relay: IdentityId, now_ms: i64) {
        let known = self.relays.known.iter().find(|known| known.id == relay);
        if known.is_some_and(|known| known.out.is_some()) {
            self.relays.again_ms.insert(relay, now_ms + PROBE_MS);
            self.scheduler.set_relays(&self.relays.usable(now_ms));
        }
    }

    /// A relay is out of service, or in it again.
    pub(super) fn relay_changed(&mut self, relay: IdentityId, out: Option<RelayOut>, now_ms: i64) {
        let Some(known) = self.relays.known.iter_mut().find(|known| known.id == relay) else {
            return;
        };
        known.out = out;
        match out {
            Some(why) => {
                self.relays.again_ms.insert(relay, now_ms + PROBE_MS);
                warn!(
                    cell.id = self.cell.0,
                    identity.id = relay.0,
                    "a relay is out of service: {}; the other bots go on",
                    trouble::of_relay(why)
                );
            }
            None => {
                self.relays.again_ms.remove(&relay);
                info!(
                    cell.id = self.cell.0,
                    identity.id = relay.0,
                    "a relay is in service again"
                );
            }
        }
        self.scheduler.set_relays(&self.relays.usable(now_ms));
    }
}
