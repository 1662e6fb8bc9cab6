//! Master key and envelope encryption.
