//! How far each person's talk with the setup bot has come.

use relevo_core::IdentityId;
use relevo_telegram::{MessageId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::row::Row;
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;
use crate::setup::Note;

/// A person's talk with a bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// The bot.
    pub identity: IdentityId,
    /// The person, which is also their private chat with it.
    pub person: UserId,
    /// The message whose buttons work.
    pub message: Option<MessageId>,
    /// Whether what is to be shown has not been shown yet.
    pub owed: bool,
    /// When to look by itself at what the person is waiting for, Unix milliseconds.
    pub due_ms: Option<i64>,
    /// What it shows.
    pub body: DialogBody,
}

/// What is sealed of a dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogBody {
    /// The screen, as `relevo_core::setup` writes it.
    #[serde(rename = "s")]
    pub screen: String,
    /// What is said above it.
    #[serde(rename = "n", default)]
    pub note: Option<Note>,
    /// The language of the person's app, two letters.
    #[serde(rename = "l", default)]
    pub language: Option<String>,
    /// The language that a person chose who is no owner of the installation, two letters.
    #[serde(rename = "c", default)]
    pub chosen: Option<String>,
    /// Until when to look by itself, Unix milliseconds.
    #[serde(rename = "u", default)]
    pub until_ms: i64,
    /// Whether the person has a keyboard on their screen that is to go.
    #[serde(rename = "k", default)]
    pub has_keyboard: bool,
    /// Whether the screen takes the place of the message whose button was pressed.
    #[serde(rename = "e", default)]
    pub in_place: bool,
}

const COLUMNS: &str = "SELECT identity, person, message, owed, due_ms, body FROM dialogs";

impl Store {
    /// A person's talk with a bot, if there was one.
    pub async fn dialog(&self, identity: IdentityId, person: UserId) -> Result<Option<Dialog>> {
        let sql = format!("{COLUMNS} WHERE identity = $1 AND person = $2");
        let rows = self
            .db()
            .rows(sql, vec![identity.0.into(), person.0.into()])
            .await?;
        rows.first().map(|row| self.read_dialog(row)).transpose()
    }

    /// A person's talks with bots.
    pub async fn dialogs_of(&self, person: UserId) -> Result<Vec<Dialog>> {
        let sql = format!("{COLUMNS} WHERE person = $1 ORDER BY identity");
        let rows = self.db().rows(sql, vec![person.0.into()]).await?;
        rows.iter().map(|row| self.read_dialog(row)).collect()
    }

    /// The talks in which something is to be shown, or to be looked at by now.
    pub async fn dialogs_due(&self, now_ms: i64) -> Result<Vec<Dialog>> {
        let sql = format!("{COLUMNS} WHERE owed = 1 OR due_ms <= $1 ORDER BY identity, person");
        let rows = self.db().rows(sql, vec![now_ms.into()]).await?;
        rows.iter().map(|row| self.read_dialog(row)).collect()
    }

    fn read_dialog(&self, row: &Row) -> Result<Dialog> {
        let mut fields = row.fields();
        let (identity, person) = (fields.int()?, fields.int()?);
        let (message, owed, due_ms) = (fields.opt_int()?, fields.flag()?, fields.opt_int()?);
        let place = place(identity, person);
        let plain = self.keys().open(&place, &fields.blob()?);
        let body = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
        Ok(Dialog {
            identity: IdentityId(identity),
            person: UserId(person),
            message: message.map(MessageId),
            owed,
            due_ms,
            body: body.ok_or(StoreError::damaged("a dialog"))?,
        })
    }
}

impl Tx {
    /// Keeps how far a talk has come.
    pub async fn put_dialog(&mut self, dialog: &Dialog) -> Result<()> {
        let plain = Zeroizing::new(serde_json::to_vec(&dialog.body).expect("texts become JSON"));
        let place = place(dialog.identity.0, dialog.person.0);
        let (master, sealed) = self.seal(&place, &plain).await?;
        let sql = "INSERT INTO dialogs (identity, person, message, owed, due_ms, master, body) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                   ON CONFLICT (identity, person) DO UPDATE SET message = excluded.message, owed = excluded.owed, \
                   due_ms = excluded.due_ms, master = excluded.master, body = excluded.body";
        let args = vec![
            dialog.identity.0.into(),
            dialog.person.0.into(),
            dialog.message.map(|message| message.0).into(),
            dialog.owed.into(),
            dialog.due_ms.into(),
            master,
            sealed,
        ];
        self.open.run(sql, args).await.map(drop)
    }
}

pub(super) fn place(identity: i64, person: i64) -> Aad {
    Aad::row("dialogs", &[identity, person])
}
