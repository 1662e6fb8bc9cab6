//! The parameters of connections, as texts, sealed. What they mean and whether they are valid is `relevo_core::params`' business.

use std::collections::HashMap;

use relevo_core::ConnectionId;

use super::audit::By;
use super::deed::Deed;
use super::row::{Arg, Row};
use super::{Result, Store, StoreError, Tx};
use crate::secrets::Aad;

/// A parameter that gets another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterChange {
    /// Its name, in capitals.
    pub name: &'static str,
    /// Its value before, as `Params::get` prints it.
    pub old: String,
    /// Its value from now on.
    pub new: String,
    /// Whether nothing is stored any more: it follows the default.
    pub reset: bool,
}

impl Store {
    /// The parameters that were set, as texts, by connection.
    pub async fn parameters(&self) -> Result<HashMap<ConnectionId, Vec<(String, String)>>> {
        let sql = "SELECT name, value, connection FROM parameters ORDER BY connection, name";
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for row in self.db().rows(sql, vec![]).await? {
            let mut fields = row.fields();
            let (_name, _value) = (fields.text()?, fields.blob()?);
            let connection = ConnectionId(fields.int()?);
            let texts = found.entry(connection).or_default();
            texts.push(self.parameter(connection, &row)?);
        }
        Ok(found)
    }

    /// Name and text of a row that begins with name and value.
    fn parameter(&self, connection: ConnectionId, row: &Row) -> Result<(String, String)> {
        let mut fields = row.fields();
        let (name, sealed) = (fields.text()?, fields.blob()?);
        let place = place(connection, &name);
        let plain = self.keys().open(&place, &sealed);
        let text = plain
            .and_then(|plain| String::from_utf8(plain.to_vec()).ok())
            .ok_or(StoreError::damaged("a parameter"))?;
        Ok((name, text))
    }
}

impl Tx {
    /// The parameters of a connection that were set, as texts. Nobody else changes the configuration until this transaction ends.
    pub async fn lock_parameters(
        &mut self,
        connection: ConnectionId,
    ) -> Result<Vec<(String, String)>> {
        self.bump_config().await?;
        let sql = "SELECT name, value FROM parameters WHERE connection = $1 ORDER BY name";
        let rows = self.open.rows(sql, vec![connection.0.into()]).await?;
        rows.iter()
            .map(|row| self.store.parameter(connection, row))
            .collect()
    }

    /// Changes a parameter, and writes down who did so: there is no other way to change one. Whether it is valid is the caller's
    /// question.
    pub async fn change_parameter(
        &mut self,
        connection: ConnectionId,
        change: &ParameterChange,
        by: By,
    ) -> Result<()> {
        // Earlier versions kept names in the case in which they were typed.
        let clear = "DELETE FROM parameters WHERE connection = $1 AND UPPER(name) = $2";
        let args = vec![connection.0.into(), Arg::Text(change.name.into())];
        self.open.run(clear, args).await?;
        if !change.reset {
            let place = place(connection, change.name);
            let (master, sealed) = self.seal(&place, change.new.as_bytes()).await?;
            let put =
                "INSERT INTO parameters (connection, name, master, value) VALUES ($1, $2, $3, $4)";
            let args = vec![
                connection.0.into(),
                Arg::Text(change.name.into()),
                master,
                sealed,
            ];
            self.open.run(put, args).await?;
        }
        let deed = Deed::Parameter {
            name: change.name.into(),
            old: change.old.clone(),
            new: change.new.clone(),
        };
        self.audit(by, Some(connection), &deed).await?;
        self.bump_config().await
    }
}

pub(super) fn place(connection: ConnectionId, name: &str) -> Aad {
    Aad::named("parameters", connection.0, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::MasterKey;

    /// Promise: a name that an earlier version kept in another case is found, and replaced by the one in capitals.
    #[tokio::test]
    async fn names_of_earlier_versions_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("names.db").display());
        let key = MasterKey::from_bytes([1; 32]);
        let store = Store::open(&url, key).await.unwrap();
        let connection = ConnectionId(1);
        let mut tx = store.write().await.unwrap();
        let sealed = tx.seal(&place(connection, "edits"), b"APPEND").await;
        let (_, sealed) = sealed.unwrap();
        let old =
            "INSERT INTO parameters (connection, name, master, value) VALUES (1, 'edits', 1, $1)";
        tx.open.run(old, vec![sealed]).await.unwrap();
        let found = tx.lock_parameters(connection).await.unwrap();
        assert_eq!(found, [("edits".to_owned(), "APPEND".to_owned())]);
        let change = ParameterChange {
            name: "EDITS",
            old: "append".into(),
            new: "replace".into(),
            reset: false,
        };
        let by = By::command_line(0);
        tx.change_parameter(connection, &change, by).await.unwrap();
        tx.commit().await.unwrap();
        let found = store.parameters().await.unwrap();
        let expected = [("EDITS".to_owned(), "replace".to_owned())];
        assert_eq!(found[&connection], expected);
    }
}
