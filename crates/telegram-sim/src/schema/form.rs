//! Strings of a form or a query as typed JSON, the way the Bot API server reads them.

use serde_json::Value;

use super::shape::Shape;

/// The typed value of a parameter's text, or none if it is to stay a string.
pub(super) fn typed(shape: &Shape, text: &str) -> Option<Value> {
    match shape {
        Shape::String | Shape::InputFile => None,
        Shape::Integer => text.trim().parse::<i64>().ok().map(Value::from),
        Shape::Float => text.trim().parse::<f64>().ok().map(Value::from),
        Shape::Boolean => boolean(text),
        Shape::Array(_) | Shape::Object(_) => structured(text),
        Shape::Union(shapes) => shapes.iter().find_map(|shape| typed(shape, text)),
    }
}

/// The server takes "true", "yes" and "1" in any case for true; what else it gets is false there,
/// here only the usual spellings are, so that a slip is seen.
fn boolean(text: &str) -> Option<Value> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some(Value::Bool(true)),
        "false" | "no" | "0" | "" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// Arrays and objects arrive as JSON text. A bare string stays what it is.
fn structured(text: &str) -> Option<Value> {
    let first = text.trim_start().bytes().next()?;
    if first != b'[' && first != b'{' {
        return None;
    }
    serde_json::from_str(text).ok()
}
