//! Compares a value with its shape, deeply. Collects every difference, with the path to it.
//!
//! A [`Mismatch`] names fields and shapes, never values: what people write stays out of errors.

use serde_json::{Map, Value};

use super::shape::{Schema, Shape, Tag, TypeBody, TypeId};

const UNKNOWN_FIELD: &str = "unknown field";

/// One difference between a value and the Bot API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where, for example `result.entities[2].offset`.
    pub path: String,
    /// What, for example `missing required field`.
    pub what: String,
}

impl Mismatch {
    pub(super) fn new(path: &str, what: &str) -> Mismatch {
        Mismatch {
            path: path.to_owned(),
            what: what.to_owned(),
        }
    }

    /// The name of the field, if it is one that its type does not have.
    pub(crate) fn unknown_field(&self) -> Option<&str> {
        let field = self.path.rsplit_once('.')?.1;
        self.what.starts_with(UNKNOWN_FIELD).then_some(field)
    }
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}

impl Schema {
    pub(super) fn check_at(
        &self,
        shape: &Shape,
        value: &Value,
        path: &str,
        found: &mut Vec<Mismatch>,
    ) {
        let fits = match (shape, value) {
            (Shape::Integer, Value::Number(number)) => number.is_i64(),
            (Shape::Float, Value::Number(_))
            | (Shape::String | Shape::InputFile, Value::String(_))
            | (Shape::Boolean, Value::Bool(_)) => true,
            (Shape::Array(item), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.check_at(item, value, &format!("{path}[{index}]"), found);
                }
                true
            }
            (Shape::Object(id), _) => return self.check_object(*id, value, path, found),
            (Shape::Union(shapes), _) => return self.check_union(shapes, value, path, found),
            _ => false,
        };
        if !fits {
            let what = format!("{} where {} is expected", kind(value), self.say(shape));
            found.push(Mismatch::new(path, &what));
        }
    }

    fn check_object(&self, id: TypeId, value: &Value, path: &str, found: &mut Vec<Mismatch>) {
        let type_def = &self.types[id.0];
        let (fields, ids, tag) = match &type_def.body {
            TypeBody::OneOf(shapes) => return self.check_union(shapes, value, path, found),
            TypeBody::Fields { fields, ids, tag } => (fields, ids, tag),
        };
        let Value::Object(object) = value else {
            let what = format!("{} where {} is expected", kind(value), type_def.name);
            found.push(Mismatch::new(path, &what));
            return;
        };
        if let Some(tag) = tag
            && object.contains_key(&tag.field)
            && !has_tag(object, tag)
        {
            found.push(Mismatch::new(
                &format!("{path}.{}", tag.field),
                "not the constant of this variant",
            ));
        }
        for (name, value) in object {
            let path = format!("{path}.{name}");
            match ids.get(name) {
                Some(&id) => self.check_at(&fields[id].shape, value, &path, found),
                None => found.push(Mismatch::new(
                    &path,
                    &format!("{UNKNOWN_FIELD} of {}", type_def.name),
                )),
            }
        }
        for field in fields
            .iter()
            .filter(|field| field.required && !object.contains_key(&field.name))
        {
            let what = format!("missing required field of {}", type_def.name);
            found.push(Mismatch::new(&format!("{path}.{}", field.name), &what));
        }
    }

    /// The variant that fits wins. If none does, the differences of the likeliest one are reported:
    /// of those whose constant field agrees, else of those of which some required field is there, else of all, the
    /// one with the fewest differences.
    fn check_union(&self, shapes: &[Shape], value: &Value, path: &str, found: &mut Vec<Mismatch>) {
        let among = |fits: &dyn Fn(&Shape) -> bool| {
            let some: Vec<&Shape> = shapes.iter().filter(|shape| fits(shape)).collect();
            (!some.is_empty()).then_some(some)
        };
        let candidates = among(&|shape| self.tag_agrees(shape, value))
            .or_else(|| among(&|shape| self.is_begun(shape, value)))
            .unwrap_or_else(|| shapes.iter().collect());
        let mut best: Option<Vec<Mismatch>> = None;
        for shape in candidates {
            let mut differences = Vec::new();
            self.check_at(shape, value, path, &mut differences);
            if differences.is_empty() {
                return;
            }
            if best
                .as_ref()
                .is_none_or(|best| differences.len() < best.len())
            {
                best = Some(differences);
            }
        }
        found.extend(best.unwrap_or_default());
    }

    /// Whether some required field of the variant is there.
    fn is_begun(&self, shape: &Shape, value: &Value) -> bool {
        let (Shape::Object(id), Value::Object(object)) = (shape, value) else {
            return false;
        };
        match &self.types[id.0].body {
            TypeBody::Fields { fields, .. } => fields
                .iter()
                .any(|field| field.required && object.contains_key(&field.name)),
            _ => false,
        }
    }

    fn tag_agrees(&self, shape: &Shape, value: &Value) -> bool {
        let (Shape::Object(id), Value::Object(object)) = (shape, value) else {
            return false;
        };
        match &self.types[id.0].body {
            TypeBody::Fields { tag: Some(tag), .. } => has_tag(object, tag),
            _ => false,
        }
    }

    fn say(&self, shape: &Shape) -> String {
        match shape {
            Shape::Integer => "an integer".to_owned(),
            Shape::Float => "a number".to_owned(),
            Shape::String => "a string".to_owned(),
            Shape::Boolean => "a boolean".to_owned(),
            Shape::InputFile => "an upload".to_owned(),
            Shape::Array(item) => format!("an array of {}", self.say(item)),
            Shape::Object(id) => self.types[id.0].name.clone(),
            Shape::Union(shapes) => {
                let names: Vec<String> = shapes.iter().map(|shape| self.say(shape)).collect();
                names.join(" or ")
            }
        }
    }
}

fn has_tag(object: &Map<String, Value>, tag: &Tag) -> bool {
    object.get(&tag.field).and_then(Value::as_str) == Some(tag.value.as_str())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
