//! Which menu of commands a bot has registered, so that a restart does not register it again.

use relevo_core::IdentityId;
use relevo_telegram::ChatId;

use super::{Result, Store};

const OF: &str = "SELECT digest FROM menus WHERE identity = $1 AND chat = $2";

const PUT: &str = "INSERT INTO menus (identity, chat, digest) VALUES ($1, $2, $3) \
     ON CONFLICT (identity) DO UPDATE SET chat = excluded.chat, digest = excluded.digest";

const FORGET: &str = "DELETE FROM menus WHERE identity = $1 AND chat = $2";

impl Store {
    /// The digest of the menu that a bot has in this backend group, if Telegram took one.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn menu(&self, identity: IdentityId, group: ChatId) -> Result<Option<i64>> {
        let args = vec![identity.0.into(), group.0.into()];
        let rows = self.db().rows(OF, args).await?;
        rows.first().map(super::row::Row::int).transpose()
    }

    /// Telegram took a menu of a bot in this backend group. One in another group is forgotten.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub async fn put_menu(&self, identity: IdentityId, group: ChatId, digest: i64) -> Result<()> {
        let mut tx = self.write().await?;
        let args = vec![identity.0.into(), group.0.into(), digest.into()];
        tx.open.run(PUT, args).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whatever a bot has registered in this backend group, it is out of it.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub async fn forget_menu(&self, identity: IdentityId, group: ChatId) -> Result<()> {
        let mut tx = self.write().await?;
        let args = vec![identity.0.into(), group.0.into()];
        tx.open.run(FORGET, args).await?;
        tx.commit().await?;
        Ok(())
    }
}
