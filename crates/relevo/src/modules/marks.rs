//! To come.

pub(super) use super::later::{asked, draw};
