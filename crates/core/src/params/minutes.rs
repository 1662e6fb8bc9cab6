//! A number of minutes: a day at most.

use super::value::Value;
use super::{Shape, Why};

/// The most minutes.
const MINUTES_MAX: u32 = 24 * 60;

/// A number of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes(pub u32);

impl Value for Minutes {
    const SHAPE: Shape = Shape::Pattern("^([1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440)$");

    fn read(text: &str) -> Result<Minutes, Why> {
        match text.parse() {
            Ok(minutes @ 1..=MINUTES_MAX) => Ok(Minutes(minutes)),
            _ => Err(Why::Minutes),
        }
    }

    fn print(&self) -> String {
        self.0.to_string()
    }
}
