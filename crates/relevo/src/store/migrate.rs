//! One history of the schema for both databases, embedded in the program.
//!
//! A migration that was applied never changes: its checksum is kept. Type aliases are replaced when loaded.

use sha2::{Digest as _, Sha256};

use super::db::{Db, Open};
use super::{Result, StoreError};

struct Migration {
    number: i64,
    sql: &'static str,
}

/// In the order in which they are applied. Numbers may have gaps.
const HISTORY: &[Migration] = &[
    Migration {
        number: 1,
        sql: include_str!("../../migrations/0001_store.sql"),
    },
    Migration {
        number: 2,
        sql: include_str!("../../migrations/0002_albums.sql"),
    },
    Migration {
        number: 3,
        sql: include_str!("../../migrations/0003_reactions.sql"),
    },
    Migration {
        number: 4,
        sql: include_str!("../../migrations/0004_groups.sql"),
    },
    Migration {
        number: 5,
        sql: include_str!("../../migrations/0005_wanted.sql"),
    },
    Migration {
        number: 6,
        sql: include_str!("../../migrations/0006_relays.sql"),
    },
    Migration {
        number: 7,
        sql: include_str!("../../migrations/0007_lanes.sql"),
    },
    Migration {
        number: 8,
        sql: include_str!("../../migrations/0008_fates.sql"),
    },
    Migration {
        number: 9,
        sql: include_str!("../../migrations/0009_faults.sql"),
    },
    Migration {
        number: 10,
        sql: include_str!("../../migrations/0010_upgraded.sql"),
    },
    Migration {
        number: 11,
        sql: include_str!("../../migrations/0011_handling.sql"),
    },
    Migration {
        number: 12,
        sql: include_str!("../../migrations/0012_audit.sql"),
    },
    Migration {
        number: 13,
        sql: include_str!("../../migrations/0013_authors.sql"),
    },
    Migration {
        number: 14,
        sql: include_str!("../../migrations/0014_lists.sql"),
    },
    Migration {
        number: 15,
        sql: include_str!("../../migrations/0015_info.sql"),
    },
    Migration {
        number: 16,
        sql: include_str!("../../migrations/0016_names.sql"),
    },
    Migration {
        number: 17,
        sql: include_str!("../../migrations/0017_texts_and_icons.sql"),
    },
    Migration {
        number: 18,
        sql: include_str!("../../migrations/0018_setup.sql"),
    },
    Migration {
        number: 20,
        sql: include_str!("../../migrations/0020_accounts.sql"),
    },
    Migration {
        number: 21,
        sql: include_str!("../../migrations/0021_left_topics.sql"),
    },
    Migration {
        number: 22,
        sql: include_str!("../../migrations/0022_replies.sql"),
    },
    Migration {
        number: 23,
        sql: include_str!("../../migrations/0023_marks.sql"),
    },
    Migration {
        number: 24,
        sql: include_str!("../../migrations/0024_broadcasts.sql"),
    },
    Migration {
        number: 25,
        sql: include_str!("../../migrations/0025_shifts.sql"),
    },
    Migration {
        number: 26,
        sql: include_str!("../../migrations/0026_requests.sql"),
    },
    Migration {
        number: 27,
        sql: include_str!("../../migrations/0027_exports.sql"),
    },
    Migration {
        number: 40,
        sql: include_str!("../../migrations/0040_hand_overs.sql"),
    },
    Migration {
        number: 41,
        sql: include_str!("../../migrations/0041_files.sql"),
    },
    Migration {
        number: 45,
        sql: include_str!("../../migrations/0045_marks_held.sql"),
    },
];

/// Alias, SQLite's text, PostgreSQL's text.
const ALIASES: &[(&str, &str, &str)] = &[
    ("{{id}}", "INTEGER", "BIGINT"),
    (
        "{{serial}}",
        "INTEGER",
        "BIGINT GENERATED ALWAYS AS IDENTITY",
    ),
    ("{{blob}}", "BLOB", "BYTEA"),
    ("{{rowless}}", "WITHOUT ROWID", ""),
];

/// Any number will do, as long as every version of the program takes the same: two that start at once take turns.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(7305808869229538671)";

/// Brings the schema up to date, in one transaction.
pub(super) async fn migrate(db: &Db) -> Result<()> {
    let mut open = db.begin().await?;
    if matches!(open, Open::Postgres(_)) {
        open.script(POSTGRES_LOCK.into()).await?;
    }
    open.script(
        "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, checksum TEXT NOT NULL)"
            .into(),
    )
    .await?;
    let applied = open
        .rows(
            "SELECT number, checksum FROM migrations ORDER BY number",
            vec![],
        )
        .await?;
    let mut numbers = Vec::with_capacity(applied.len());
    for row in &applied {
        let mut fields = row.fields();
        let (number, sum) = (fields.int()?, fields.text()?);
        numbers.push(number);
        let known = HISTORY
            .iter()
            .find(|migration| migration.number == number)
            .ok_or(StoreError::NewerSchema)?;
        if checksum(known.sql) != sum {
            return Err(StoreError::Other(format!(
                "migration {number} is not the one that was applied to this database"
            )));
        }
    }
    let missing = |migration: &&Migration| !numbers.contains(&migration.number);
    for migration in HISTORY.iter().filter(missing) {
        let sql = for_database(migration.sql, &open);
        open.script(sql).await?;
        open.run(
            "INSERT INTO migrations (number, checksum) VALUES ($1, $2)",
            vec![
                migration.number.into(),
                super::row::Arg::Text(checksum(migration.sql)),
            ],
        )
        .await?;
    }
    open.commit().await
}

fn for_database(sql: &str, open: &Open) -> String {
    ALIASES
        .iter()
        .fold(sql.to_owned(), |sql, (alias, sqlite, postgres)| {
            sql.replace(
                alias,
                match open {
                    Open::Sqlite(_) => sqlite,
                    Open::Postgres(_) => postgres,
                },
            )
        })
}

fn checksum(sql: &str) -> String {
    Sha256::digest(sql)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
