//! Decides the updates of a page, one after the other, each seeing what follows from those before it.
//!
//! Neighbours: `working_set` holds the facts, `relevo_core::decide` decides; the transaction that surrounds this writes.
//! Deliberately absent: reading and writing.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use relevo_core::{
    Change, Delivery, Event, Fate, Fresh, InboxMark, Notice, decide, tells_too_late,
};
use relevo_telegram::UpdateId;
use tracing::error;

use super::working_set::WorkingSet;
use super::{Item, about};
use crate::store::{Subject, Taken};

/// What follows from a page.
pub(super) struct Decided<'p> {
    /// Everything, with the fate of each update.
    pub(super) changes: Vec<Change>,
    /// The updates that are new.
    pub(super) taken: Vec<Taken>,
    /// Those that cannot be processed, with what Telegram sent and why.
    pub(super) poisoned: Vec<(InboxMark, &'p [u8], &'static str)>,
}

impl<'p> Decided<'p> {
    pub(super) fn page(
        (items, events): (&'p [Item], Vec<Result<Event, &'static str>>),
        seen: &HashSet<UpdateId>,
        set: &mut WorkingSet<'_>,
        (now_ms, fresh): (i64, &mut Fresh),
    ) -> Decided<'p> {
        let mut decided = Decided {
            changes: Vec::with_capacity(items.len() * 3),
            taken: Vec::with_capacity(items.len()),
            poisoned: Vec::new(),
        };
        for (item, event) in items.iter().zip(events) {
            if !seen.contains(&item.mark.update) {
                decided.update(item, event, set, (now_ms, fresh));
            }
        }
        if !decided.poisoned.is_empty() {
            let line = Delivery::in_general(Notice::Quarantined, set.connection(), fresh, now_ms);
            decided.changes.push(Change::Deliver(line));
        }
        let is_late = |change: &Change| match change {
            Change::Deliver(line) => tells_too_late(line, set.cell()),
            _ => false,
        };
        decided.changes.retain(|change| !is_late(change));
        decided
    }

    fn update(
        &mut self,
        item: &'p Item,
        event: Result<Event, &'static str>,
        set: &mut WorkingSet<'_>,
        (now_ms, fresh): (i64, &mut Fresh),
    ) {
        self.taken.push(Taken {
            mark: item.mark,
            about: event.as_ref().map_or(Subject::Nothing, about::subject),
        });
        let decision = event.and_then(|event| {
            catch_unwind(AssertUnwindSafe(|| {
                set.within(&event, now_ms, |context| decide(&event, context, fresh))
            }))
            .map_err(|_| "deciding it panicked")
        });
        let fate = match decision {
            Ok(decision) => {
                set.apply(&decision.changes);
                let own = Some((item.mark, decision.fate));
                let told = relevo_core::told(&decision.changes, own);
                self.changes.extend(decision.changes);
                self.changes.extend(told);
                decision.fate
            }
            Err(why) => {
                error!(
                    identity.id = item.mark.identity.0,
                    update.id = item.mark.update.0,
                    why,
                    "an update is quarantined; `relevo status` counts it"
                );
                self.poisoned.push((item.mark, &item.raw.body, why));
                Fate::Quarantined
            }
        };
        self.changes.push(Change::Fate {
            mark: item.mark,
            fate,
        });
    }
}
