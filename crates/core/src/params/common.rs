//! Values that many want, of parameters whose values are written: forms offer them.
//!
//! Deliberately absent: values that follow from a parameter's shape.

use super::Definition;

/// Values that many want, of parameters whose values are written.
const COMMON: &[(&str, &[&str])] = &[
    ("AUTOCLOSE", &["12", "24", "48", "72", "168"]),
    (
        "ICON_COLOR",
        &["auto", "blue", "yellow", "violet", "green", "rose", "red"],
    ),
    ("RETAIN_BODIES", &["NONE", "7", "30", "90", "forever"]),
    ("RETAIN_LINKS", &["30", "90", "365", "forever"]),
    ("SHIFT_PING", &["5", "10", "15", "30", "60"]),
    (
        "TIMEZONE",
        &[
            "UTC",
            "Europe/London",
            "Europe/Madrid",
            "Europe/Berlin",
            "Europe/Kyiv",
            "Europe/Moscow",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Shanghai",
            "America/New_York",
            "America/Los_Angeles",
            "America/Mexico_City",
            "America/Bogota",
            "America/Sao_Paulo",
        ],
    ),
    ("WORKING_HOURS", &["Mon-Fri 09:00-18:00"]),
];

impl Definition {
    /// Values that many want, beside those that its shape names.
    #[must_use]
    pub fn common(&self) -> &'static [&'static str] {
        let found = COMMON.iter().find(|(name, _)| *name == self.name);
        found.map_or(&[], |(_, values)| values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::definition;

    /// Promise: they are of parameters that there are.
    #[test]
    fn they_are_of_parameters() {
        assert!(COMMON.iter().all(|(name, _)| definition(name).is_ok()));
    }
}
