//! All tests of the desk in one binary: every file in `tests/` of its own would be linked anew.

mod store;
