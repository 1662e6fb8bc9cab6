//! Reads the data file into shapes. Runs once; a malformed file is a mistake of this repository, so
//! it panics with a reason.

use std::collections::HashMap;

use serde::Deserialize;

use super::shape::{Field, Method, Schema, Shape, Tag, TypeBody, TypeDef, TypeId};

#[derive(Deserialize)]
struct RawApi {
    methods: HashMap<String, RawMethod>,
    types: HashMap<String, RawType>,
}

#[derive(Deserialize)]
struct RawMethod {
    name: String,
    returns: Vec<String>,
    #[serde(default)]
    fields: Vec<RawField>,
}

#[derive(Deserialize)]
struct RawType {
    name: String,
    #[serde(default)]
    fields: Vec<RawField>,
    #[serde(default)]
    subtypes: Vec<String>,
}

#[derive(Deserialize)]
struct RawField {
    name: String,
    types: Vec<String>,
    required: bool,
    description: String,
}

pub(super) fn read(text: &str) -> Schema {
    let raw: RawApi =
        serde_json::from_str(text).expect("data/bot-api.json has the expected layout");
    let mut raw_types: Vec<RawType> = raw.types.into_values().collect();
    raw_types.sort_by(|a, b| a.name.cmp(&b.name));
    let type_ids: HashMap<String, TypeId> = raw_types
        .iter()
        .enumerate()
        .map(|(id, raw)| (raw.name.clone(), TypeId(id)))
        .collect();
    let types = raw_types
        .into_iter()
        .map(|raw| type_def(raw, &type_ids))
        .collect();

    let mut methods: Vec<Method> = raw
        .methods
        .into_values()
        .map(|raw| method(raw, &type_ids))
        .collect();
    methods.sort_by(|a, b| a.name.cmp(&b.name));
    let mut method_ids = HashMap::new();
    for (id, method) in methods.iter().enumerate() {
        method_ids.insert(method.name.clone(), id);
        method_ids.insert(method.name.to_ascii_lowercase(), id);
    }
    Schema {
        methods,
        method_ids,
        types,
        type_ids,
    }
}

fn method(raw: RawMethod, ids: &HashMap<String, TypeId>) -> Method {
    let parameters: Vec<Field> = raw.fields.into_iter().map(|raw| field(raw, ids)).collect();
    Method {
        name: raw.name,
        parameter_ids: by_name(&parameters),
        parameters,
        result: shape(&raw.returns, ids),
    }
}

fn type_def(raw: RawType, ids: &HashMap<String, TypeId>) -> TypeDef {
    let body = if raw.subtypes.is_empty() {
        let tag = raw.fields.iter().find_map(tag);
        let fields: Vec<Field> = raw.fields.into_iter().map(|raw| field(raw, ids)).collect();
        TypeBody::Fields {
            ids: by_name(&fields),
            fields,
            tag,
        }
    } else {
        TypeBody::OneOf(raw.subtypes.iter().map(|name| single(name, ids)).collect())
    };
    TypeDef {
        name: raw.name,
        body,
    }
}

fn field(raw: RawField, ids: &HashMap<String, TypeId>) -> Field {
    Field {
        shape: shape(&raw.types, ids),
        name: raw.name,
        required: raw.required,
    }
}

fn by_name(fields: &[Field]) -> HashMap<String, usize> {
    fields
        .iter()
        .enumerate()
        .map(|(id, field)| (field.name.clone(), id))
        .collect()
}

/// The documentation marks a variant only in words: "…, always 'user'" or "Type of the media, must be photo".
fn tag(raw: &RawField) -> Option<Tag> {
    if !matches!(raw.name.as_str(), "type" | "status" | "source") {
        return None;
    }
    let (_, value) = raw
        .description
        .rsplit_once("always ")
        .or_else(|| raw.description.rsplit_once("must be "))?;
    let value = value.trim_matches('\'');
    let plain = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain.then(|| Tag {
        field: raw.name.clone(),
        value: value.to_owned(),
    })
}

fn shape(names: &[String], ids: &HashMap<String, TypeId>) -> Shape {
    let mut shapes: Vec<Shape> = names.iter().map(|name| single(name, ids)).collect();
    if shapes.len() == 1 {
        return shapes.remove(0);
    }
    // "Array of A or Array of B" (the media of an album) means an array whose items are A or B.
    if shapes.iter().all(|shape| matches!(shape, Shape::Array(_))) {
        let items = shapes.into_iter().filter_map(|shape| match shape {
            Shape::Array(item) => Some(*item),
            _ => None,
        });
        return Shape::Array(Box::new(Shape::Union(items.collect())));
    }
    Shape::Union(shapes)
}

fn single(name: &str, ids: &HashMap<String, TypeId>) -> Shape {
    if let Some(item) = name.strip_prefix("Array of ") {
        return Shape::Array(Box::new(single(item, ids)));
    }
    let named = |name: &str| {
        let id = ids.get(name);
        Shape::Object(*id.expect("every type that a field names is in the file"))
    };
    match name {
        // Said in the type's words only: "For simple text buttons, String can be used instead of this object".
        "KeyboardButton" => Shape::Union(vec![Shape::String, named(name)]),
        "Integer" => Shape::Integer,
        "Float" => Shape::Float,
        "String" => Shape::String,
        "Boolean" => Shape::Boolean,
        "InputFile" => Shape::InputFile,
        _ => named(name),
    }
}
