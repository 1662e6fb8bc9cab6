//! Where a channel's posts stand in its linked discussion group: what comments answer.

use std::collections::BTreeMap;

use relevo_core::IdentityId;
use relevo_telegram::{ChatId, MessageId, Place};

use super::bulk::Bulk;
use super::row::Arg;
use super::{Result, Tx};

pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO discussions (identity, channel, post, chat, message) VALUES {rows} \
          ON CONFLICT (identity, channel, post) DO UPDATE SET chat = excluded.chat, message = excluded.message",
    lead: 0,
    columns: 5,
};

pub(super) const OF_POST: &str =
    "SELECT chat, message FROM discussions WHERE identity = $1 AND channel = $2 AND post = $3";

impl Tx {
    /// The automatic forward of a post, if this identity has seen it.
    pub async fn discussion(&mut self, identity: IdentityId, post: Place) -> Result<Option<Place>> {
        let args = vec![identity.0.into(), post.chat.0.into(), post.message.0.into()];
        let rows = self.open.rows(OF_POST, args).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let mut fields = row.fields();
        Ok(Some(Place {
            chat: ChatId(fields.int()?),
            message: MessageId(fields.int()?),
        }))
    }

    pub(super) async fn put_discussions(
        &mut self,
        discussions: &BTreeMap<(IdentityId, Place), Place>,
    ) -> Result<()> {
        let columns = discussions.iter().flat_map(|((identity, post), copy)| {
            [
                identity.0,
                post.chat.0,
                post.message.0,
                copy.chat.0,
                copy.message.0,
            ]
        });
        PUT.run(&mut self.open, columns.map(Arg::from).collect())
            .await
            .map(drop)
    }
}
