//! What owners do with the quick replies of a group: call one otherwise, delete one. Neighbour: `modules::replies` does the same for the team.

use relevo_core::setup::Screen;
use relevo_core::{CellId, ConnectionId, Name, ReplyId};

use super::known::Known;
use super::tasks::Done;
use super::{Note, Setup, Talk};
use crate::store::{Deed, Renamed, StoreError};

impl Setup {
    /// Calls one otherwise. What cannot be a name, or is one already, is said.
    pub(super) async fn rename_reply(
        &self,
        talk: &Talk,
        (id, of): (ConnectionId, ReplyId),
        typed: &str,
    ) -> Result<Done, StoreError> {
        let screen = Screen::Reply(id, of);
        let Some(cell) = self.cell_of(id).await? else {
            return Ok((Screen::Connections, None));
        };
        let owners = self.store.owners().await?;
        let voice = Setup::words_of(talk, &owners);
        let Some(new) = Name::read(typed.trim()) else {
            let why = voice.say("setup-reply-no-name", &[]);
            return Ok((screen, Some(Note::Wrong(why))));
        };
        let mut tx = self.store.write().await?;
        tx.lock_cell(cell, 0, 0).await?;
        let Some(reply) = tx.reply(cell, of).await? else {
            return Ok((Screen::Replies(id, 0), None));
        };
        if tx.rename_reply(cell, (&reply.name, &new)).await? != Renamed::Done {
            let why = voice.say("setup-reply-taken", &[]);
            return Ok((screen, Some(Note::Wrong(why))));
        }
        let deed = Deed::Reply {
            old: Some(reply.name),
            new: Some(new),
        };
        tx.audit(self.by(talk), Some(id), &deed).await?;
        tx.commit().await?;
        Ok((screen, Some(Note::Saved)))
    }

    /// Deletes one.
    pub(super) async fn delete_reply(
        &self,
        talk: &Talk,
        (id, of): (ConnectionId, ReplyId),
    ) -> Result<Done, StoreError> {
        let Some(cell) = self.cell_of(id).await? else {
            return Ok((Screen::Connections, None));
        };
        let mut tx = self.store.write().await?;
        tx.lock_cell(cell, 0, 0).await?;
        if let Some(reply) = tx.reply(cell, of).await? {
            tx.remove_reply(cell, of).await?;
            let deed = Deed::Reply {
                old: Some(reply.name),
                new: None,
            };
            tx.audit(self.by(talk), Some(id), &deed).await?;
            tx.commit().await?;
        }
        Ok((Screen::Replies(id, 0), Some(Note::Saved)))
    }

    async fn cell_of(&self, id: ConnectionId) -> Result<Option<CellId>, StoreError> {
        let known = Known::read(&self.store).await?;
        Ok(known.connection(id).map(|one| one.cell))
    }
}
