//! Connection parameters: typed, validated when set.

/// The parameters of one connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params;
