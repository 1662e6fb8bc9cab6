//! Arguments of an operation: checked against its list, then read as types.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Refused;

/// What the caller gave; every name in it is one that the operation takes.
#[derive(Debug)]
pub(super) struct Arguments {
    given: Map<String, Value>,
}

impl Arguments {
    /// Refuses names that the operation does not take, and missing ones that it needs.
    pub(super) fn new(given: Map<String, Value>, takes: &[&str]) -> Result<Arguments, Refused> {
        let name_of = |take: &str| take.trim_end_matches('?').to_owned();
        for name in given.keys() {
            if !takes.iter().any(|take| name_of(take) == *name) {
                return Err(Refused::new(400, format!("unknown argument: {name}")));
            }
        }
        for take in takes.iter().filter(|take| !take.ends_with('?')) {
            if !given.contains_key(*take) {
                return Err(Refused::new(400, format!("missing argument: {take}")));
            }
        }
        Ok(Arguments { given })
    }

    /// One argument. One that may be left out is read as an `Option`.
    pub(super) fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T, Refused> {
        read(name, self.given.get(name).cloned().unwrap_or(Value::Null))
    }

    /// All arguments as one.
    pub(super) fn all<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        read("arguments", Value::Object(self.given.clone()))
    }

    /// An account, chat, topic or message.
    pub(super) fn id(&self, name: &str) -> Result<i64, Refused> {
        self.get(name)
    }

    /// A switch.
    pub(super) fn on(&self, name: &str) -> Result<bool, Refused> {
        self.get(name)
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Result<String, Refused> {
        self.get(name)
    }
}

/// A value as a type; `name` is for the error.
pub(super) fn read<T: DeserializeOwned>(name: &str, value: Value) -> Result<T, Refused> {
    serde_json::from_value(value).map_err(|error| Refused::new(400, format!("{name}: {error}")))
}
