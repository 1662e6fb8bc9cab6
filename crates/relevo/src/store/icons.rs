//! The emoji that connections want for their topics, as Telegram offered them, so that a restart asks and tells nothing again.

use relevo_core::ConnectionId;

use super::row::Arg;
use super::{Result, Store, Tx};
use crate::directory::Icon;

const OF: &str = "SELECT wanted, emoji FROM icons WHERE connection = $1";

const PUT: &str = "INSERT INTO icons (connection, wanted, emoji) VALUES ($1, $2, $3) \
     ON CONFLICT (connection) DO UPDATE SET wanted = excluded.wanted, emoji = excluded.emoji";

impl Store {
    /// What became of the emoji that a connection wanted last, if Telegram was asked.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn icon(&self, connection: ConnectionId) -> Result<Option<Icon>> {
        let rows = self.db().rows(OF, vec![connection.0.into()]).await?;
        rows.first()
            .map(|row| {
                let mut fields = row.fields();
                Ok(Icon {
                    wanted: fields.text()?,
                    id: fields.opt_text()?,
                })
            })
            .transpose()
    }
}

impl Tx {
    /// What became of the emoji that a connection wants.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub async fn put_icon(&mut self, connection: ConnectionId, icon: &Icon) -> Result<()> {
        let args = vec![
            connection.0.into(),
            Arg::Text(icon.wanted.clone()),
            Arg::OptText(icon.id.clone()),
        ];
        self.open.run(PUT, args).await?;
        Ok(())
    }
}
