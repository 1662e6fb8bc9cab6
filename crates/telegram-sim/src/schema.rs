//! The Bot API as data: what every request, answer and update must look like.
//!
//! `data/bot-api.json` (Bot API 10.3) is read once, at first use, into plain shapes (`shape`).
//! `form` turns the strings of a form or query into typed JSON; `check` compares a value with
//! its shape, deeply. The doors and [`crate::sim`] are the only users.
//!
//! It deliberately knows nothing of meaning: limits, rights and texts are the world's business.

mod check;
mod form;
mod read;
mod shape;

use std::sync::OnceLock;

use serde_json::{Map, Value};

pub use check::Mismatch;
pub use shape::{Field, Method, Schema, Shape};

use crate::request::Request;

static SCHEMA: OnceLock<Schema> = OnceLock::new();

/// The embedded schema, read at the first call (about 10 ms, once per process).
pub fn schema() -> &'static Schema {
    SCHEMA.get_or_init(|| read::read(include_str!("../data/bot-api.json")))
}

impl Schema {
    /// The method of this name in any mix of cases, as Telegram allows, or none.
    pub fn method(&self, name: &str) -> Option<&Method> {
        // The exact spelling is by far the commonest and costs no allocation.
        let id = self
            .method_ids
            .get(name)
            .or_else(|| self.method_ids.get(&name.to_ascii_lowercase()));
        id.map(|&id| &self.methods[id])
    }

    /// Turns string parameters into what the schema says they are, in place.
    ///
    /// A string that does not read as its type stays a string: [`Schema::check_request`] then
    /// names it, and with checks off the world answers as Telegram would.
    pub fn type_parameters(&self, method: &Method, params: &mut Map<String, Value>) {
        for (name, value) in params {
            if let (Value::String(text), Some(field)) = (&*value, method.parameter(name))
                && let Some(typed) = form::typed(&field.shape, text)
            {
                *value = typed;
            }
        }
    }

    /// Everything in which a request departs from the Bot API: unknown parameters, missing required
    /// ones, wrong types at any depth, uploads that nothing refers to.
    pub fn check_request(&self, method: &Method, request: &Request) -> Vec<Mismatch> {
        let mut found = Vec::new();
        for (name, value) in &request.params {
            match method.parameter(name) {
                Some(field) => self.check_at(&field.shape, value, name, &mut found),
                None => found.push(Mismatch::new(name, "unknown parameter")),
            }
        }
        for field in &method.parameters {
            let given =
                request.params.contains_key(&field.name) || request.files.contains_key(&field.name);
            if field.required && !given {
                found.push(Mismatch::new(&field.name, "missing required parameter"));
            }
        }
        for name in request.files.keys() {
            let own = method
                .parameter(name)
                .is_some_and(|field| field.shape.takes_file());
            if !own && !request.params.values().any(|value| refers_to(value, name)) {
                found.push(Mismatch::new(name, "upload that no parameter refers to"));
            }
        }
        found
    }

    /// Everything in which the value of `result` departs from what the method returns.
    pub fn check_result(&self, method: &Method, result: &Value) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.check_at(&method.result, result, "result", &mut found);
        found
    }

    /// Everything in which a value departs from a named type of the Bot API, such as `Update`.
    ///
    /// # Panics
    /// If the Bot API has no type of that name.
    pub fn check_type(&self, type_name: &str, value: &Value) -> Vec<Mismatch> {
        let id = self
            .type_ids
            .get(type_name)
            .expect("the caller names a type of the Bot API");
        let mut found = Vec::new();
        self.check_at(&Shape::Object(*id), value, type_name, &mut found);
        found
    }
}

/// Whether `attach://name` occurs anywhere in the value.
fn refers_to(value: &Value, name: &str) -> bool {
    match value {
        Value::String(text) => text.strip_prefix("attach://") == Some(name),
        Value::Array(items) => items.iter().any(|item| refers_to(item, name)),
        Value::Object(fields) => fields.values().any(|field| refers_to(field, name)),
        _ => false,
    }
}
