//! What this intake takes in for others: the setup deals with its owners' words, and what is for a connection that is stopped waits until
//! it runs again. Both are sealed as they came, in the transaction that says that they came.
//!
//! Neighbours: `parts` says whose each is, `setup` deals with the one. Deliberately absent: deciding.

use relevo_core::{Change, ConnectionState, Fate, Filter};
use relevo_telegram::{RawUpdate, UpdateId, UpdateKind};

use super::meanwhile::Meanwhile;
use super::parts::Part;
use super::router::Router;
use super::{Arrival, Intake, Item, about, seen};
use crate::directory::Directory;
use crate::store::{ASIDE_MS, For, StoreError, Subject, Taken};

impl Intake {
    /// Stores a part that is decided about later, or never.
    pub(super) async fn put_aside(
        &mut self,
        part: Part,
        items: Vec<Item>,
        arrival: Arrival,
        directory: &Directory,
    ) -> Result<(), StoreError> {
        let now_ms = self.clock.now_ms();
        let mut tx = self.store.write().await?;
        let meanwhile = Meanwhile::lock(&mut tx, (part, &items), directory).await?;
        let inbox = part.inbox(self.identity, directory);
        let seen = seen(&mut tx, &items, (inbox, arrival)).await?;
        let (mut taken, mut changes, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for item in items
            .iter()
            .filter(|item| !seen.contains(&item.mark.update))
        {
            taken.push(Taken {
                mark: item.mark,
                about: subject(part, item, directory),
            });
            let fate = match (part, &item.read) {
                (Part::Nobody(_), Some(Err(why))) => {
                    unreadable.push((item, *why));
                    Fate::Quarantined
                }
                (Part::Nobody(filter), _) => Fate::Filtered(filter),
                (Part::Stopped(_) | Part::Future, _) => Fate::SetAside,
                (Part::Setup | Part::Account, _) => Fate::Internal,
                // Its connection was deleted meanwhile.
                (Part::Connection(_), _) => Fate::Filtered(Filter::NotActedOn),
            };
            changes.push(Change::Fate {
                mark: item.mark,
                fate,
            });
            let whom = match part {
                Part::Setup => For::Setup,
                Part::Stopped(id) => For::Connection(id),
                Part::Future => For::Future,
                Part::Account => {
                    if let Some(Ok(UpdateKind::BusinessConnection(now))) = &item.read {
                        tx.put_pending(self.identity, now, now_ms).await?;
                    }
                    continue;
                }
                Part::Nobody(_) | Part::Connection(_) => continue,
            };
            tx.put_aside(item.mark, whom, &item.raw.body, now_ms)
                .await?;
        }
        if let Arrival::Now { cursor, .. } = arrival {
            self.number(&mut tx, inbox, (cursor, &taken)).await?;
        }
        for (item, why) in unreadable {
            tx.quarantine(item.mark, &item.raw.body, why, now_ms)
                .await?;
        }
        tx.apply(&changes).await?;
        let told = match meanwhile {
            Some(meanwhile) => Some(meanwhile.tell(&mut tx, &seen, now_ms).await?),
            None => None,
        };
        tx.commit().await?;
        if let Some(cell) = told {
            self.shared.wake(cell).notify_one();
        }
        match part {
            Part::Setup => self.shared.wake_setup(),
            Part::Future => self.unparked.clear(),
            Part::Stopped(id) => {
                self.unparked.remove(&id);
            }
            Part::Account | Part::Nobody(_) | Part::Connection(_) => {}
        }
        Ok(())
    }

    /// Decides about what was set aside while the connection was stopped, if it runs now: a page at a time, before anything newer. As
    /// Telegram would not have kept it for longer, what is older than a day is not mirrored any more. Says whether there was any.
    pub(super) async fn late(&mut self) -> Result<bool, StoreError> {
        let directory = self.shared.now();
        let mut waiting = None;
        for of in directory.served_by(self.identity) {
            let looks = of.state == ConnectionState::Running && !self.unparked.contains(&of.id);
            if !looks || waiting.is_some() {
                continue;
            }
            let found = self.store.for_connection(of.identity, of.id).await?;
            match found.is_empty() {
                true => {
                    self.unparked.insert(of.id);
                }
                false => waiting = Some((of, found)),
            }
        }
        let Some((connection, found)) = waiting else {
            return Ok(false);
        };
        let since_ms = self.clock.now_ms() - ASIDE_MS;
        let (late, gone): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|one| one.at_ms >= since_ms);
        let mut tx = self.store.write().await?;
        for one in gone {
            tx.take_aside(one.mark).await?;
            let fate = Fate::Filtered(Filter::Stopped);
            let mark = one.mark;
            tx.apply(&[Change::Fate { mark, fate }]).await?;
        }
        tx.commit().await?;
        let items = late.into_iter().map(|one| {
            let raw = RawUpdate {
                id: UpdateId(one.mark.update.0),
                body: one.raw,
            };
            let read = Some(self.read(&raw));
            Item {
                mark: one.mark,
                raw,
                read,
            }
        });
        let items: Vec<Item> = items.collect();
        let part = Part::Connection(connection.id);
        if !items.is_empty() {
            self.take_part(part, items, Arrival::Late, &directory)
                .await?;
        }
        Ok(true)
    }
}

/// The message that a parked update is about, which its fate is proven by later.
fn subject(part: Part, item: &Item, directory: &Directory) -> Subject {
    let (Part::Stopped(id), Some(Ok(kind))) = (part, &item.read) else {
        return before(part, item);
    };
    let Some(connection) = directory.connections.get(&id) else {
        return Subject::Nothing;
    };
    let cell = directory.cells.get(&connection.cell);
    cell.map_or(Subject::Nothing, |cell| {
        let event = Router::new(connection, cell, directory).event(item.mark, kind.clone());
        about::subject(&event)
    })
}

/// Before there is a group every message is a client's.
fn before(part: Part, item: &Item) -> Subject {
    match (part, &item.read) {
        (Part::Future, Some(Ok(UpdateKind::Message(message) | UpdateKind::Edited(message)))) => {
            Subject::OfClient(message.place)
        }
        _ => Subject::Nothing,
    }
}
