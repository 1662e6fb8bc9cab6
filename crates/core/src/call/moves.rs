//! Moves of live locations, as far as they differ from other edits: they wait for the copy, and nobody asks after those that
//! are lost.

use super::edits::settled;
use super::standing::Ended;
use crate::Change;

/// How often a move looks for its copy, a minute apart: after that the location itself has failed, or is a person's question.
const LOOKS_MAX: u32 = 10;
/// How long it waits in between.
const LOOK_MS: i64 = 60_000;

/// The copy is not there: it is on its way, or will never be.
pub(super) fn waits_for_copy(asked: &Ended<'_>) -> Vec<Change> {
    if asked.delivery.attempts >= LOOKS_MAX {
        return settled(asked);
    }
    vec![asked.waits(asked.now_ms + LOOK_MS, |delivery| delivery.attempts += 1)]
}
