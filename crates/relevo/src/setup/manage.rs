//! What owners do with a connection beyond its parameters: move it, delete it, add extra bots and co-owners, give it an API key. Neighbour: `consent` lets others into
//! their group.

use relevo_core::setup::{Act, Goal, Screen};
use relevo_core::{ConnectionId, IdentityId};
use relevo_telegram::{Call, ChatId, Place};

use super::known::Known;
use super::note::{LackNote, ProblemNote};
use super::tasks::Done;
use super::{Heard, Note, Setup, Talk};
use crate::connect::{self, ConnectError, add_relay};
use crate::deleting;
use crate::moving::{Moved, move_connection};
use crate::secrets::{Secret, random_code};
use crate::store::{Deed, Purpose, StoreError};

impl Setup {
    /// Does what a button of a connection says.
    pub(super) async fn manage(&self, talk: &mut Talk, act: Act) -> Result<Done, StoreError> {
        let known = Known::read(&self.store).await?;
        match act {
            Act::RemoveRelay(id, relay) => self.remove_relay(talk, &known, (id, relay)).await,
            Act::InviteCoOwner(id) if self.owns(&known, id, talk) => {
                let link = self.invite_link(talk, id).await?;
                Ok((Screen::Team(id), Some(Note::Invite(link))))
            }
            Act::RemoveCoOwner(id, person) if self.owns(&known, id, talk) => {
                let now_ms = self.clock.now_ms();
                let mut tx = self.store.write().await?;
                tx.set_co_owner((id, person), false, now_ms).await?;
                let deed = Deed::CoOwner {
                    person,
                    added: false,
                };
                tx.audit(self.by(talk), Some(id), &deed).await?;
                tx.commit().await?;
                Ok((Screen::Team(id), Some(Note::Saved)))
            }
            Act::InviteCoOwner(id) | Act::RemoveCoOwner(id, _) => {
                Ok((Screen::Team(id), Some(Note::OwnerOnly)))
            }
            Act::MakeKey(id) => {
                let key = format!("relevo_{}{}", random_code(), random_code());
                self.set_key(talk, id, Some(&key)).await?;
                Ok((Screen::ApiKey(id), Some(Note::Key(key))))
            }
            Act::DropKey(id) => {
                self.set_key(talk, id, None).await?;
                Ok((Screen::ApiKey(id), Some(Note::Saved)))
            }
            Act::Agree(cell, person, agreed) => {
                self.agree(talk, &known, (cell, person, agreed)).await
            }
            _ => Ok((talk.screen(), Some(Note::NotHere))),
        }
    }

    fn owns(&self, known: &Known, id: ConnectionId, talk: &Talk) -> bool {
        let one = known.connection(id);
        one.is_some_and(|one| known.owns(one, talk.person))
    }

    async fn set_key(
        &self,
        talk: &Talk,
        id: ConnectionId,
        key: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.set_api_key(id, key, self.clock.now_ms()).await?;
        let deed = Deed::ApiKey {
            made: key.is_some(),
        };
        tx.audit(self.by(talk), Some(id), &deed).await?;
        tx.commit().await
    }

    /// An extra bot by its token; the message that holds the token is deleted at once.
    pub(super) async fn take_relay(
        &self,
        talk: &Talk,
        (id, token): (ConnectionId, &str),
        heard: &Heard,
    ) -> Result<Done, StoreError> {
        if let Some(message) = heard.message {
            let chat = ChatId(talk.person.0);
            let _ = talk.line.call(&Call::Delete(Place { chat, message })).await;
        }
        let known = Known::read(&self.store).await?;
        let cell = known.connection(id).and_then(|one| known.cell(one.cell));
        let (Some(cell), Some(line)) = (cell, self.line_of(token)) else {
            let note = Note::TokenProblem(ProblemNote::Token);
            return Ok((Screen::AskRelay(id), Some(note)));
        };
        let secret = Secret::new(token.trim().to_owned());
        let asked = (&secret, Some(cell.group));
        match add_relay(&self.store, &*line, asked, self.by(talk)).await {
            Ok(added) => {
                let lacks = added.warning.iter().filter_map(LackNote::of).collect();
                let note = Note::RelayAdded(added.username, lacks);
                Ok((Screen::Relays(id), Some(note)))
            }
            Err(ConnectError::Refused(problem)) => {
                let note = Note::TokenProblem(ProblemNote::of(&problem));
                Ok((Screen::AskRelay(id), Some(note)))
            }
            Err(ConnectError::Store(problem)) => Err(problem),
        }
    }

    async fn remove_relay(
        &self,
        talk: &Talk,
        known: &Known,
        (id, relay): (ConnectionId, IdentityId),
    ) -> Result<Done, StoreError> {
        let cell = known.connection(id).map(|one| one.cell);
        let is_theirs = known
            .relays
            .iter()
            .any(|one| one.relay.id == relay && Some(one.cell) == cell);
        let name = known.identity(relay).map(|one| one.username.clone());
        if let Some(name) = name.filter(|_| is_theirs) {
            match connect::remove_relay(&self.store, &name, self.by(talk)).await {
                Ok(_) | Err(ConnectError::Refused(_)) => {}
                Err(ConnectError::Store(problem)) => return Err(problem),
            }
        }
        Ok((Screen::Relays(id), Some(Note::Saved)))
    }

    /// Deletes a connection if its bot's name was typed.
    pub(super) async fn delete(
        &self,
        talk: &Talk,
        (id, typed): (ConnectionId, &str),
    ) -> Result<Done, StoreError> {
        let known = Known::read(&self.store).await?;
        let Some(one) = known.connection(id) else {
            return Ok((Screen::Connections, None));
        };
        if !known.owns(one, talk.person) {
            return Ok((Screen::Connection(id), Some(Note::OwnerOnly)));
        }
        let name = known.name(one.identity);
        let typed = typed.trim().trim_start_matches('@');
        if !typed.eq_ignore_ascii_case(name.trim_start_matches('@')) {
            return Ok((Screen::Delete(id), Some(Note::NotTheName)));
        }
        deleting::delete(&self.store, id, self.by(talk)).await?;
        Ok((Screen::Connections, Some(Note::Deleted(name))))
    }

    /// Moves a connection to a group that is ready for it.
    pub(super) async fn move_to(
        &self,
        talk: &Talk,
        (id, group): (ConnectionId, ChatId),
    ) -> Result<Done, StoreError> {
        let goal = Goal::Move(id);
        let known = Known::read(&self.store).await?;
        let Some(one) = known.connection(id) else {
            return Ok((Screen::Connections, None));
        };
        if !known.owns(one, talk.person) {
            return Ok((Screen::Connection(id), Some(Note::OwnerOnly)));
        }
        let directory = self.shared.now();
        let Some(line) = directory.gateways.get(&one.bot()) else {
            return Ok((Screen::Waiting(goal, group), None));
        };
        match connect::check(&**line, group).await {
            Ok(_) => {}
            Err(ConnectError::Refused(problem)) => {
                return Ok(super::tasks::refused(goal, group, &problem));
            }
            Err(ConnectError::Store(problem)) => return Err(problem),
        }
        let mut tx = self.store.write().await?;
        let of = (Purpose::Group, talk.identity);
        tx.drop_codes(of, Some(talk.person)).await?;
        tx.commit().await?;
        Ok(
            match move_connection(&self.store, id, group, self.by(talk)).await? {
                Moved::Done { left: 0 } => (Screen::Connection(id), Some(Note::Moved)),
                Moved::Done { left } => (Screen::Connection(id), Some(Note::MovedBut(left))),
                Moved::NotYet => (Screen::Waiting(goal, group), Some(Note::StillDelivers)),
                Moved::Undecided(count) => (Screen::Connection(id), Some(Note::Undecided(count))),
            },
        )
    }
}
