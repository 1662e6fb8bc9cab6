//! When may a call be made? Lanes, priorities and budgets of one cell, in memory, fed with `now`.

/// Telegram's budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budgets;
/// Whether a call may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Now.
    Now,
    /// Not before this time (Unix milliseconds); the lane is looked at again then.
    At(i64),
}
/// The scheduler of one cell.
#[derive(Debug)]
pub struct Scheduler;
