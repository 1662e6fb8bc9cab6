//! A new master key instead of the old one: `relevo key rotate`.
//!
//! The order is what makes it safe to be killed at any moment. First the new key is on the disk, in the file beside the old one; then the database
//! names it, so that nothing more is sealed under the old one; then everything is sealed anew; only then the old key leaves the file. Whoever
//! finds two keys in the file goes on from where it was left. `relevo serve` works meanwhile: it opens with either key, and seals under the
//! one that the database names.
//!
//! Neighbours: `secrets::KeyFile` changes the file, `store` the database. Deliberately absent: what digests are made with. That key stays the same
//! (ADR 21).

use crate::clock::Clock;
use crate::secrets::{KeyError, KeyFile};
use crate::store::{Sealed, Store, StoreError};

/// How long to wait between two bites, in milliseconds: about as long as one takes, so that a desk that writes finds its turn.
const PAUSE_MS: i64 = 10;

/// How often all tables are gone through before it is given up: once, and again for what others held at that moment.
const PASSES_MAX: usize = 100;

/// How long to wait for what others hold, in milliseconds.
const HELD_MS: i64 = 200;

/// What became of a change of the master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// How many rows were sealed anew.
    pub resealed: u64,
    /// Whether this finished what was interrupted, rather than made a new key.
    pub went_on: bool,
    /// Whether SQLite's log could be emptied: if not, it holds copies of what was sealed under the old key, until somebody stops the desk.
    pub log_is_empty: bool,
}

/// Why the master key was not changed, or not to the end.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The key's file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Rows that no key opens.
    #[error(
        "{0} sealed rows open with neither key: the database is damaged. Both keys stay in the file, and the desk works with both"
    )]
    Unreadable(u64),
    /// Somebody held rows all the time.
    #[error("{0} rows were in use all the time; run it again")]
    Held(u64),
}

/// Makes a new master key, or goes on with what was interrupted, and tells after each bite how many rows it has sealed anew. Afterwards the
/// file holds the new key alone.
///
/// # Errors
/// If the file or the database cannot be read or written, or rows do not open. What is done stays done; running it again goes on from there.
pub async fn rotate(
    store: &Store,
    file: &KeyFile,
    clock: &Clock,
    mut tell: impl FnMut(u64),
) -> Result<Rotated, RotationError> {
    let _alone = file.lock()?;
    let went_on = file.read()?.len() > 1;
    if !went_on {
        file.add()?;
    }
    store.name_newest_master().await?;
    let (mut resealed, mut left, mut passes) = (0, u64::MAX, 0);
    while left > 0 {
        if passes == PASSES_MAX {
            return Err(RotationError::Held(left));
        }
        if passes > 0 {
            clock.wait_until(clock.now_ms() + HELD_MS).await;
        }
        passes += 1;
        let mut unreadable = 0;
        for sealed in Sealed::ALL {
            let mut after = Some(i64::MIN);
            while let Some(from) = after {
                let bite = store.reseal(sealed, from).await?;
                resealed += bite.resealed;
                unreadable += bite.unreadable;
                // Nothing but what no key opens: the rows of one connection or bot would be found again and again.
                after = bite.last.filter(|_| bite.resealed > 0);
                tell(resealed);
                clock.wait_until(clock.now_ms() + PAUSE_MS).await;
            }
        }
        left = store.sealed_before().await?;
        if unreadable > 0 {
            return Err(RotationError::Unreadable(unreadable));
        }
    }
    let log_is_empty = store.forget_what_was().await?;
    file.keep_newest()?;
    Ok(Rotated {
        resealed,
        went_on,
        log_is_empty,
    })
}
