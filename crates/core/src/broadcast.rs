//! Broadcasts: the same to many, one after the other, behind everything that people say to each other.
//!
//! `grammar` reads `/send`, `schedule` knows when, `pace` how fast, `state` what may become of one; how a step ends `call::broadcasts` says.
//! A broadcast belongs to a backend group; each of its recipients has a row, and is sent one step at a time. Neighbour: the program's
//! `broadcasts` lets steps into their lanes. Deliberately absent: topics. Nothing of a broadcast is said there; a client's answer is, which
//! names it.

mod doubles;
mod grammar;
mod pace;
mod panel;
mod schedule;
mod state;
mod wrong;

/// What the button under a broadcast says to us that lets a client opt out.
pub const OPT_OUT: &str = "optout";

/// The address by which that button is known among those that open one: no address that Telegram would open.
pub const OPT_OUT_URL: &str = "relevo:optout";

/// A broadcast as an answer to it names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its number.
    pub number: i64,
    /// How it is called.
    pub name: String,
}

pub use doubles::{Met, kept};
pub use grammar::{
    Content, Handle, Order, Part, Rate, STEPS_MAX, SendCommand, read, read_in_topic,
};
pub use pace::{LANES_MAX, LOOK_MS, Pace, expected_ms, lane_room, window};
pub use panel::{Act, Group, Note, RATES, Screen, Tested, line_to, line_with, order_of};
pub use schedule::{Every, LocalTime, Minute, NoMoment, Quiet};
pub use state::{Candidate, Ended, Go, Halt, PLAN_KEPT_MS, Recipient, Stage, StageAct, Why};
pub use wrong::{SendError, SendWhy};
