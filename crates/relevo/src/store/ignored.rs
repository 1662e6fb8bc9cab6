//! Who a connection ignores, where the desk itself changes that: a ban is an entry of `IGNORE_CHATS`, and in the audit log like any other
//! change of a parameter.

use relevo_core::{ConnectionId, Ignoring, Params};

use super::audit::{Actor, By};
use super::{Result, StoreError, Tx};
use crate::parameters;

const NAME: &str = "IGNORE_CHATS";

impl Tx {
    /// The ids that a connection ignores. Nobody else changes the configuration until this transaction ends.
    pub async fn ignored(&mut self, connection: ConnectionId) -> Result<Vec<i64>> {
        let stored = self.lock_parameters(connection).await?;
        Ok(read(&stored))
    }

    /// Lets ids come and go, in order. One that is there already, or not there, is no change.
    pub(super) async fn set_ignored(&mut self, changes: &[Ignoring]) -> Result<()> {
        for change in changes {
            let stored = self.lock_parameters(change.connection).await?;
            let mut ignored = read(&stored);
            ignored.retain(|id| *id != change.whom);
            if change.on {
                ignored.push(change.whom);
            }
            let params = Params {
                ignore_chats: ignored,
                ..Params::default()
            };
            let value = params.get(NAME).expect("there is such a parameter");
            let wanted = [parameters::wanted(NAME, &value)];
            let by = By {
                who: Actor::Person(change.by),
                at_ms: change.at_ms,
            };
            let plan = parameters::plan(&stored, &wanted);
            for parameter in plan.map_err(|_| StoreError::damaged("a parameter"))? {
                let connection = change.connection;
                self.change_parameter(connection, &parameter, by).await?;
            }
        }
        Ok(())
    }
}

fn read(stored: &[(String, String)]) -> Vec<i64> {
    let mut params = Params::default();
    for (name, text) in stored {
        // What this version does not understand is at its default, as where it is read to be used.
        let _ = params.set(name, text);
    }
    params.ignore_chats
}
