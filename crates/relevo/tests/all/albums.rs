//! Albums stay albums, both ways, and one note in an album keeps the whole of it inside. ADR 10.

mod notes;
