//! What owners do with the marks of a group: make one, change what it does, delete it. Neighbour: `modules::marks` does it, for the team as well.

use relevo_core::marks::{
    Mark, MarkCommand, MarkId, MarkMistake, MarkRefusal, MarkScreen, MarkWrong,
};
use relevo_core::setup::Screen;
use relevo_core::{Connection, ConnectionId};

use relevo_telegram::UserId;

use super::known::Known;
use super::tasks::Done;
use super::{Note, Setup, Talk};
use crate::directory::Directory;
use crate::modules::marks::{Changing, changed, delete, hook, refused};
use crate::store::{StoreError, Tx};

impl Setup {
    /// Makes a mark, or changes one as behind `/mark NAME`. What cannot be is said.
    pub(super) async fn mark(
        &self,
        talk: &Talk,
        (id, of): (ConnectionId, Option<MarkId>),
        typed: &str,
    ) -> Result<Done, StoreError> {
        let Some(connection) = self.connection_of(id).await? else {
            return Ok((Screen::Connections, None));
        };
        let mut tx = self.store.write().await?;
        tx.lock_cell(connection.cell, 0, 0).await?;
        let known = match of {
            Some(of) => match one(&mut tx, &connection, of).await? {
                Some(mark) => Some(mark),
                None => return Ok((Screen::Marks(id), None)),
            },
            None => None,
        };
        let screen = of.map_or(Screen::Marks(id), |of| Screen::Mark(id, of));
        let shown = match command(known.as_ref(), typed) {
            Ok(command) => {
                let directory = self.shared.now();
                let about = (&connection, &*directory);
                let mut changing = changing(&mut tx, about, talk.person, self.clock.now_ms());
                changed(&mut changing, command).await?
            }
            Err(mistake) => MarkScreen::Refused(MarkRefusal::Mistake(mistake)),
        };
        if let MarkScreen::Refused(refusal) = shown {
            let owners = self.store.owners().await?;
            let why = refused(Setup::words_of(talk, &owners), &refusal);
            let why = why.trim_start_matches(['❗', ' ']).to_owned();
            return Ok((screen, Some(Note::Wrong(why))));
        }
        tx.commit().await?;
        let screen = match shown {
            MarkScreen::One(made) => Screen::Mark(id, made),
            _ => screen,
        };
        Ok((screen, Some(Note::Saved)))
    }

    /// Lets webhooks hear of one, or not.
    pub(super) async fn hook_mark(
        &self,
        talk: &Talk,
        (id, of): (ConnectionId, MarkId),
        on: bool,
    ) -> Result<Done, StoreError> {
        let Some(connection) = self.connection_of(id).await? else {
            return Ok((Screen::Connections, None));
        };
        let mut tx = self.store.write().await?;
        tx.lock_cell(connection.cell, 0, 0).await?;
        let Some(mark) = one(&mut tx, &connection, of).await? else {
            return Ok((Screen::Marks(id), None));
        };
        let directory = self.shared.now();
        let about = (&connection, &*directory);
        let mut changing = changing(&mut tx, about, talk.person, self.clock.now_ms());
        hook(&mut changing, &mark, on).await?;
        tx.commit().await?;
        Ok((Screen::Mark(id, of), Some(Note::Saved)))
    }

    /// Deletes one. Its conversations lose it afterwards.
    pub(super) async fn delete_mark(
        &self,
        talk: &Talk,
        (id, of): (ConnectionId, MarkId),
    ) -> Result<Done, StoreError> {
        let Some(connection) = self.connection_of(id).await? else {
            return Ok((Screen::Connections, None));
        };
        let mut tx = self.store.write().await?;
        tx.lock_cell(connection.cell, 0, 0).await?;
        if let Some(mark) = one(&mut tx, &connection, of).await? {
            let directory = self.shared.now();
            let about = (&connection, &*directory);
            let mut changing = changing(&mut tx, about, talk.person, self.clock.now_ms());
            delete(&mut changing, &mark).await?;
            tx.commit().await?;
            self.shared.wake_requests();
        }
        Ok((Screen::Marks(id), Some(Note::Saved)))
    }

    async fn connection_of(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let known = Known::read(&self.store).await?;
        Ok(known.connection(id).cloned())
    }
}

/// What the owner changes, in the name of this connection.
fn changing<'a>(
    tx: &'a mut Tx,
    (connection, directory): (&Connection, &'a Directory),
    by: UserId,
    now_ms: i64,
) -> Changing<'a> {
    Changing {
        tx,
        cell: connection.cell,
        directory,
        connection: connection.id,
        by,
        now_ms,
    }
}

async fn one(tx: &mut Tx, connection: &Connection, id: MarkId) -> Result<Option<Mark>, StoreError> {
    let marks = tx.marks(connection.cell).await?;
    Ok(marks.into_iter().find(|mark| mark.id == id))
}

/// What is typed is what stands behind `/mark new`, or behind `/mark NAME`.
fn command(of: Option<&Mark>, typed: &str) -> Result<MarkCommand, MarkMistake> {
    let Some(mark) = of else {
        return MarkCommand::read(&format!("new {typed}"));
    };
    match MarkCommand::read(&format!("{} {typed}", mark.name.as_str()))? {
        MarkCommand::Show | MarkCommand::One(_) => Err(MarkMistake {
            wrong: MarkWrong::Property,
            word: String::new(),
        }),
        command => Ok(command),
    }
}
