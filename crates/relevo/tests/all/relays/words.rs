//! What relays say, and what follows from it later.
