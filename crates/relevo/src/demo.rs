//! x
mod panes;
