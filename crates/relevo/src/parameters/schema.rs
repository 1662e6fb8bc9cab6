//! The parameters as a JSON schema.
use serde_json::{Value, json};

/// One document.
#[must_use]
pub fn document() -> Value {
    json!({})
}
