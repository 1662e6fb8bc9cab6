//! Writes down to whom a broadcast goes, a page at a time: whoever is meant, and of those who are left out why.
//!
//! Neighbours: the store's `audience` finds conversations, `relevo_core::broadcast` says who is left out.

use std::collections::HashSet;

use relevo_core::audience::{Condition, Selection, Whom, WhomKind};
use relevo_core::broadcast::{Candidate, Stage, Why};
use relevo_core::{Connection, ConnectionState, Conversation, ConversationId, Fresh, Standing};
use relevo_telegram::ChatId;

use super::{Broadcasts, ROOM, Turn, progress};
use crate::directory::Directory;
use crate::store::{AudienceAfter, Broadcast, NewRecipient, StoreError, Tx};

/// How many conversations a page looks at: some milliseconds under the lock.
const STRETCH: i64 = 500;

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
    pub(super) async fn gather(&mut self, turn: &Turn<'_>) -> Result<bool, StoreError> {
        let of = turn.broadcast;
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
        let Some((mut tx, mut fresh, mut now)) = self.locked(turn, ROOM).await? else {
            return Ok(true);
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
                now.ended_ms = Some(turn.now_ms);
                self.gathered(&mut tx, (turn, &now), &mut fresh).await?;
                tx.commit().await?;
                return Ok(true);
            }
        };
        let groups = asks_for_groups(&turn.order.to);
        let found = (page.conversations.as_slice(), groups);
        let new = recipients(&mut tx, turn.directory, found).await?;
        tx.add_recipients(now.id, &new, turn.now_ms).await?;
        now.nobody += page.nobody;
        match page.next {
            Some(next) => now.gathered = next,
            None => {
                let missing = missing(turn, selection.ok().as_ref());
                self.left_over(&mut tx, turn, missing).await?;
                now.gathered = (0, 0);
                now.stage = if now.starts {
                    Stage::Running
                } else {
                    Stage::Ready
                };
                now.started_ms = now.starts.then_some(turn.now_ms);
            }
        }
        match now.stage {
            Stage::Gathering => tx.set_broadcast(&now).await?,
            _ => self.gathered(&mut tx, (turn, &now), &mut fresh).await?,
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Everybody is written down, or nobody will be: it is counted and shown, and a file is forgotten that is of no use any more.
    async fn gathered(
        &self,
        tx: &mut Tx,
        (turn, now): (&Turn<'_>, &Broadcast),
        fresh: &mut Fresh,
    ) -> Result<(), StoreError> {
        tx.set_broadcast(now).await?;
        if let Some(file) = now.file {
            tx.forget_listed(file).await?;
        }
        progress::count(tx, now).await?;
        progress::redraw(tx, (now, turn.connection), (fresh, turn.now_ms)).await
    }

    /// The next of those who meet the conditions.
    async fn next_page(&self, of: &Broadcast, selection: &Selection) -> Result<Found, StoreError> {
        let after = AudienceAfter {
            connection: of.gathered.0,
            row: of.gathered.1,
        };
        let page = self
            .store
            .audience(of.cell, selection, after, STRETCH)
            .await?;
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
pub(super) fn asks_for_groups(whom: &Whom) -> bool {
    whom.conditions.iter().any(|one| {
        matches!(
            one,
            Condition::Kind(WhomKind::Group) | Condition::List(_) | Condition::File
        )
    })
}

async fn recipients(
    tx: &mut Tx,
    directory: &Directory,
    (found, groups): (&[Conversation], bool),
) -> Result<Vec<NewRecipient>, StoreError> {
    let ids: Vec<ConversationId> = found.iter().map(|one| one.id).collect();
    let out = tx.opted_out(&ids).await?;
    let recipient = |one: &Conversation| NewRecipient {
        connection: Some(one.connection),
        chat: one.chat,
        conversation: Some(one.id),
        why: match directory.connections.get(&one.connection) {
            Some(connection) => candidate((one, connection), &out).left_out(groups),
            None => Some(Why::Gone),
        },
    };
    Ok(found.iter().map(recipient).collect())
}

/// What is known of somebody who may be a recipient.
pub(super) fn candidate(
    (one, connection): (&Conversation, &Connection),
    opted_out: &HashSet<ConversationId>,
) -> Candidate {
    let is_ignored = connection.params.ignore_chats.contains(&one.chat.0);
    Candidate {
        kind: one.kind,
        unreachable: one.unreachable,
        opted_out: opted_out.contains(&one.id),
        banned: is_ignored || matches!(one.standing, Standing::Asked | Standing::Ignored),
        account: connection.account().is_some(),
        stopped: connection.state == ConnectionState::Stopped,
    }
}
