//! The parameters as one JSON schema (draft 2020-12), made of the same table as the parser and the reference.
//!
//! Values are texts in it, as `Params::set` reads and `Params::get` prints them. Whoever sends one that fits may still be refused: the
//! schema knows shapes, `Params::set` decides.

use relevo_core::params::{Definition, Shape, definitions};
use serde_json::{Value, json};

/// One document: an object with a property for each parameter.
#[must_use]
pub fn document() -> Value {
    let fragments = definitions().iter();
    let properties: serde_json::Map<String, Value> = fragments
        .map(|known| (known.name.to_owned(), fragment(known)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Parameters of a connection",
        "description": "Each is a text, as `relevo param set` takes it.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// The schema of one parameter.
#[must_use]
pub fn fragment(known: &Definition) -> Value {
    let mut fragment = shape(&known.shape);
    let rest = json!({
        "title": known.name,
        "description": format!("{} It takes {}.", known.meaning, known.kind),
        "default": known.default(),
        "examples": [known.example],
    });
    let (Value::Object(fragment_keys), Value::Object(rest)) = (&mut fragment, rest) else {
        unreachable!("both are objects");
    };
    fragment_keys.extend(rest);
    fragment
}

fn shape(of: &Shape) -> Value {
    match of {
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::Subset(words) => list(&words.join("|"), &["NONE"]),
        Shape::List { item, words } => list(item, words),
        Shape::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
        Shape::Text | Shape::Keywords => json!({ "type": "string", "minLength": 1 }),
        Shape::OrOff(inner) => json!({
            "type": "string",
            "anyOf": [{ "const": "OFF" }, shape(inner)],
        }),
    }
}

/// Entries between commas, or one of these words.
fn list(item: &str, words: &[&str]) -> Value {
    let words = words.join("|");
    let pattern = format!("^({words}|({item})(, ?({item}))*)$");
    json!({ "type": "string", "pattern": pattern })
}
