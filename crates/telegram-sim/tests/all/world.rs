//! The rules of the world, one test each.
