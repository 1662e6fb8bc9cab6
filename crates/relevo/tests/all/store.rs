//! Store contracts: every query, on SQLite and on PostgreSQL.
