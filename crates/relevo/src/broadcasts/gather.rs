//! Writes down to whom a broadcast goes, a page at a time: whoever is meant, and of those who are left out why.
//!
//! Neighbours: the store's `audience` finds conversations, `relevo_core::broadcast` says who is left out.

use std::collections::{HashMap, HashSet};

use relevo_core::audience::{Condition, Selection, Whom, WhomKind};
use relevo_core::broadcast::{Candidate, Met, Stage, Why, kept};
use relevo_core::{
    Connection, ConnectionState, Conversation, ConversationId, Standing, may_extend,
};
use relevo_telegram::{ChatId, UserId};

use super::{BITE, Broadcasts, On, ROOM, Turn, progress};
use crate::store::{AudienceAfter, Broadcast, NewRecipient, StoreError, Tx};

/// Where a broadcast has come whose recipients are all written down, and not counted yet.
const WRITTEN: (i64, i64) = (i64::MAX, 0);

/// Some of those who are meant.
#[derive(Default)]
pub(super) struct Found {
    pub(super) conversations: Vec<Conversation>,
    /// How many were named whom nobody here knows.
    pub(super) nobody: i64,
    /// How far it is read; none: these are the last.
    pub(super) next: Option<(i64, i64)>,
}

impl Broadcasts {
    /// Another page. The last one lets the broadcast be looked at, or begin.
    pub(super) async fn gather(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let of = turn.broadcast;
        if of.gathered == WRITTEN {
            return self.gathered(turn).await;
        }
        let marks = self.store.marks(of.cell).await?;
        let find = |name: &relevo_core::Name| {
            let mut marks = marks.iter();
            let found = marks.find(|mark| mark.name.folded() == name.folded())?;
            Some(found.id)
        };
        let selection = turn.order.to.selection(of.made_ms.max(turn.now_ms), find);
        // A file that is not there any more names nobody; without one nobody knows who is meant.
        let is_known = selection.is_ok() && (of.file.is_some() || !turn.order.to.needs_file());
        let page = match &selection {
            Ok(selection) if is_known && !turn.order.to.is_test() => Some(match of.file {
                Some(file) => self.next_named(of, (file, selection)).await?,
                None => self.next_page(of, selection).await?,
            }),
            _ => None,
        };
        let Some((mut tx, _, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(On::did(turn.now_ms));
        };
        let page = match page {
            Some(page) => page,
            None if is_known => Found {
                conversations: self.testers(&mut tx, turn).await?,
                ..Found::default()
            },
            None => {
                // A mark that it names is gone, or called otherwise: whom is meant nobody knows, so nobody gets it.
                now.stage = Stage::Cancelled;
                (now.ended_ms, now.recount) = (Some(turn.now_ms), true);
                tx.set_broadcast(&now).await?;
                forget_file(&mut tx, &now).await?;
                tx.commit().await?;
                return Ok(On::did(turn.now_ms));
            }
        };
        let new = recipients(&mut tx, turn, &page.conversations).await?;
        let new = once_each(&mut tx, turn, new).await?;
        tx.add_recipients(now.id, &new, turn.now_ms).await?;
        now.nobody += page.nobody;
        now.gathered = match page.next {
            Some(next) => next,
            None => {
                let missing = missing(turn, selection.ok().as_ref());
                self.left_over(&mut tx, turn, missing).await?;
                WRITTEN
            }
        };
        tx.set_broadcast(&now).await?;
        tx.commit().await?;
        Ok(On::did(turn.now_ms))
    }

    /// Everybody is written down, and nothing changes that until it begins: they are counted outside of the lock.
    async fn gathered(&mut self, turn: &Turn<'_>) -> Result<On, StoreError> {
        let counts = self.store.recipient_counts(turn.broadcast.id).await?;
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(On::did(turn.now_ms));
        };
        now.gathered = (0, 0);
        now.stage = match now.starts {
            true => Stage::Running,
            false => Stage::Ready,
        };
        now.started_ms = now.starts.then_some(turn.now_ms);
        tx.set_broadcast(&now).await?;
        tx.put_broadcast_counts(now.id, &counts).await?;
        forget_file(&mut tx, &now).await?;
        let of = (&now, turn.connection);
        progress::redraw(&mut tx, of, (&mut fresh, turn.now_ms)).await?;
        tx.commit().await?;
        Ok(On::did(turn.now_ms))
    }

    /// The next of those who meet the conditions.
    async fn next_page(&self, of: &Broadcast, selection: &Selection) -> Result<Found, StoreError> {
        let after = AudienceAfter {
            connection: of.gathered.0,
            row: of.gathered.1,
        };
        let page = self.store.audience(of.cell, selection, after, BITE).await?;
        Ok(Found {
            conversations: page.conversations,
            nobody: 0,
            next: page.next.map(|next| (next.connection, next.row)),
        })
    }

    /// Whoever wrote the command, where they have a chat with the bot.
    async fn testers(&self, tx: &mut Tx, turn: &Turn<'_>) -> Result<Vec<Conversation>, StoreError> {
        let chat = ChatId(turn.broadcast.person.0);
        tx.conversations_by_chat(turn.connection.id, &[chat]).await
    }

    /// Those who were listed and have no conversation here.
    async fn left_over(
        &self,
        tx: &mut Tx,
        turn: &Turn<'_>,
        listed: Vec<ChatId>,
    ) -> Result<(), StoreError> {
        let known = tx.recipient_chats(turn.broadcast.id, &listed).await?;
        let known: HashSet<ChatId> = known.into_iter().collect();
        let missing = listed.into_iter().filter(|chat| !known.contains(chat));
        let missing: Vec<NewRecipient> = missing
            .map(|chat| NewRecipient {
                connection: None,
                chat,
                conversation: None,
                why: Some(Why::NoDialog),
            })
            .collect();
        tx.add_recipients(turn.broadcast.id, &missing, turn.now_ms)
            .await
    }
}

/// The chats that were named one by one.
fn missing(turn: &Turn<'_>, selection: Option<&Selection>) -> Vec<ChatId> {
    if turn.order.to.is_test() {
        return vec![ChatId(turn.broadcast.person.0)];
    }
    let only_listed = |one: &Condition| matches!(one, Condition::List(_));
    // With other conditions, whoever is not found may be there and not meant. Those of a file are counted as it is read.
    if !turn.order.to.conditions.iter().all(only_listed) {
        return Vec::new();
    }
    selection
        .and_then(|one| one.chats.clone())
        .unwrap_or_default()
}

/// Whether groups were asked for in words, or named one by one.
pub(crate) fn groups_asked(whom: &Whom) -> bool {
    whom.conditions.iter().any(|one| {
        matches!(
            one,
            Condition::Kind(WhomKind::Group) | Condition::List(_) | Condition::File
        )
    })
}

async fn recipients(
    tx: &mut Tx,
    turn: &Turn<'_>,
    found: &[Conversation],
) -> Result<Vec<NewRecipient>, StoreError> {
    let groups = groups_asked(&turn.order.to);
    let ids: Vec<ConversationId> = found.iter().map(|one| one.id).collect();
    let out = tx.opted_out(&ids).await?;
    let recipient = |one: &Conversation| NewRecipient {
        connection: Some(one.connection),
        chat: one.chat,
        conversation: Some(one.id),
        why: match turn.directory.connections.get(&one.connection) {
            Some(connection) => {
                let opted_out = out.contains(&one.id);
                let person = turn.broadcast.person;
                candidate((one, connection), opted_out, person).left_out(groups)
            }
            None => Some(Why::Gone),
        },
    };
    Ok(found.iter().map(recipient).collect())
}

/// Whoever has chats with several bots of the group is one recipient: those of a page who are to be written down, after others of the same
/// people were taken off the list for them.
async fn once_each(
    tx: &mut Tx,
    turn: &Turn<'_>,
    new: Vec<NewRecipient>,
) -> Result<Vec<NewRecipient>, StoreError> {
    let of_the_group = turn.directory.connections.values();
    let bots = of_the_group.filter(|one| one.cell == turn.broadcast.cell);
    if bots.count() < 2 {
        return Ok(new);
    }
    let chats: Vec<ChatId> = new.iter().map(|one| one.chat).collect();
    let known = tx.recipients_met(turn.broadcast.id, &chats).await?;
    let mut of_chats: HashMap<ChatId, Vec<(NewRecipient, bool)>> = HashMap::new();
    let all = known.into_iter().map(|one| (one, true));
    for (one, is_known) in all.chain(new.into_iter().map(|one| (one, false))) {
        of_chats.entry(one.chat).or_default().push((one, is_known));
    }
    let mut stays = Vec::new();
    for of_one in of_chats.into_values() {
        let mut met = Vec::with_capacity(of_one.len());
        for (one, _) in &of_one {
            let contact_ms = match one.conversation {
                Some(conversation) if of_one.len() > 1 => tx.contact_ms(conversation).await?,
                _ => None,
            };
            let contact_ms = contact_ms.map_or(0, |(_, last_ms)| last_ms);
            met.push(Met {
                why: one.why,
                contact_ms,
            });
        }
        let kept = kept(&met);
        for (place, (one, is_known)) in of_one.iter().enumerate() {
            match (place == kept, is_known) {
                (true, true) | (false, false) => {}
                (true, false) => stays.push(*one),
                (false, true) => tx.remove_recipient(turn.broadcast.id, one).await?,
            }
        }
    }
    Ok(stays)
}

/// What is known of somebody who may be a recipient of what this person sends.
pub(crate) fn candidate(
    (one, connection): (&Conversation, &Connection),
    opted_out: bool,
    person: UserId,
) -> Candidate {
    let is_ignored = connection.params.ignore_chats.contains(&one.chat.0);
    // Whoever writes as the group has no number.
    let person = (person.0 != 0).then_some(person);
    Candidate {
        kind: one.kind,
        unreachable: one.unreachable,
        opted_out,
        banned: is_ignored || matches!(one.standing, Standing::Asked | Standing::Ignored),
        account: connection.account().is_some(),
        stopped: connection.state == ConnectionState::Stopped,
        not_yours: !may_extend(person, connection),
    }
}

/// A file is forgotten that is of no use any more.
async fn forget_file(tx: &mut Tx, now: &Broadcast) -> Result<(), StoreError> {
    match now.file {
        Some(file) => tx.forget_listed(file).await,
        None => Ok(()),
    }
}
