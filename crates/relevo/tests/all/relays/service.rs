//! Relays that come, fail and go.
