//! The plain shapes into which the Bot API is read. No behaviour beyond look-ups.

use std::collections::HashMap;

/// The whole Bot API, ready for look-ups.
#[derive(Debug)]
pub struct Schema {
    pub(super) methods: Vec<Method>,
    /// By exact name and by lower-cased name.
    pub(super) method_ids: HashMap<String, usize>,
    pub(super) types: Vec<TypeDef>,
    pub(super) type_ids: HashMap<String, TypeId>,
}

/// Index into the schema's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeId(pub(super) usize);

/// One method of the Bot API.
#[derive(Debug)]
pub struct Method {
    /// In the documentation's spelling, whatever the caller wrote.
    pub name: String,
    /// In the documentation's order.
    pub parameters: Vec<Field>,
    /// What `result` holds on success.
    pub result: Shape,
    pub(super) parameter_ids: HashMap<String, usize>,
}

impl Method {
    /// The parameter of this exact name.
    pub fn parameter(&self, name: &str) -> Option<&Field> {
        self.parameter_ids.get(name).map(|&id| &self.parameters[id])
    }
}

/// A parameter of a method or a field of an object.
#[derive(Debug)]
pub struct Field {
    /// As on the wire.
    pub name: String,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A 64-bit integer.
    Integer,
    /// Any number.
    Float,
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// An upload: a part of the form, or `attach://name`.
    InputFile,
    /// An array with items of one shape.
    Array(Box<Shape>),
    /// A named type, which may itself be a union.
    Object(TypeId),
    /// One of several.
    Union(Vec<Shape>),
}

impl Shape {
    /// Whether an upload may stand here.
    pub fn takes_file(&self) -> bool {
        match self {
            Shape::InputFile => true,
            Shape::Union(shapes) => shapes.iter().any(Shape::takes_file),
            _ => false,
        }
    }
}

/// A named type.
#[derive(Debug)]
pub(super) struct TypeDef {
    pub(super) name: String,
    pub(super) body: TypeBody,
}

#[derive(Debug)]
pub(super) enum TypeBody {
    /// An object with these fields and no others.
    Fields {
        fields: Vec<Field>,
        ids: HashMap<String, usize>,
        tag: Option<Tag>,
    },
    /// One of these shapes.
    OneOf(Vec<Shape>),
}

/// The constant field by which variants of a union are told apart: `type`, `status` or `source`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) field: String,
    pub(super) value: String,
}
