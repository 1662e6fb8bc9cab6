//! A JSON object as its fields, in their order, each still raw.
//!
//! Why not typed structs: one field of a surprising type must not cost the others. Why not `serde_json::Value`: it
//! sorts the fields, has a depth limit that rich messages may reach, and copies everything that is never looked at.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The fields of one object. A field that is asked for with another type than it has counts as missing.
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The fields of this JSON, if it is an object.
    pub(crate) fn parse(json: &'a str) -> Option<Fields<'a>> {
        serde_json::from_str(json).ok()
    }

    /// The fields' names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// The field, raw. Null counts as missing.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
            .filter(|value| value.get() != "null")
    }

    /// Whether the field is there, whatever it holds.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        self.value(name)
    }

    pub(crate) fn string(&self, name: &str) -> Option<String> {
        self.value(name)
    }

    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.value(name)
    }

    /// The whole numbers of a list; empty if it is no such list.
    pub(crate) fn numbers(&self, name: &str) -> Vec<i64> {
        self.value(name).unwrap_or_default()
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)
    }

    /// Whether the field is there and true.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.flag(name) == Some(true)
    }

    pub(crate) fn object(&self, name: &str) -> Option<Fields<'a>> {
        self.value(name)
    }

    /// The objects of a list; whatever else is in it is left out. Empty if there is no list.
    pub(crate) fn objects(&self, name: &str) -> Vec<Fields<'a>> {
        let items: Vec<&'a RawValue> = self.value(name).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| Fields::parse(item.get()))
            .collect()
    }

    /// The objects of a list of lists, in their order.
    pub(crate) fn rows(&self, name: &str) -> Vec<Fields<'a>> {
        let rows: Vec<Vec<&'a RawValue>> = self.value(name).unwrap_or_default();
        rows.into_iter()
            .flatten()
            .filter_map(|item| Fields::parse(item.get()))
            .collect()
    }

    fn value<T: Deserialize<'a>>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.raw(name)?.get()).ok()
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Vec::with_capacity(16);
        while let Some((Name(name), value)) = map.next_entry()? {
            fields.push((name, value));
        }
        Ok(Fields(fields))
    }
}

/// A field's name, borrowed unless it holds escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
