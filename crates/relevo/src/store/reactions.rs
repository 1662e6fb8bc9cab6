//! Who reacts to what, how. An emoji is kept readable, as kinds of content are.

use std::collections::BTreeMap;

use relevo_core::{COUNTED, Change, ConnectionId};
use relevo_telegram::{Place, Reaction};

use super::bulk::Bulk;
use super::row::Arg;
use super::{Result, StoreError, Tx};

const EMOJI: i64 = 0;
const CUSTOM: i64 = 1;

/// What stays keeps its age.
pub(super) const PUT: Bulk = Bulk {
    sql: "INSERT INTO reactions (connection, chat, message, actor, kind, value, number, position, refused, at_ms) \
          VALUES {rows} ON CONFLICT (connection, chat, message, actor, kind, value) DO NOTHING",
    lead: 0,
    columns: 10,
};

/// Only the newest are looked at: a post that thousands react to costs no more to show.
pub(super) const NEWEST: Bulk = Bulk {
    sql: "SELECT number, position, kind, value FROM reactions \
          WHERE connection = $1 AND chat = $2 AND refused = 0 AND message IN ({rows}) \
          ORDER BY number DESC, position DESC LIMIT 16",
    lead: 2,
    columns: 1,
};

/// One actor's reactions to one message: connection, chat, message, actor.
pub(super) const OF_ACTOR: &str = "SELECT kind, value FROM reactions \
     WHERE connection = $1 AND chat = $2 AND message = $3 AND actor = $4";

pub(super) const REMOVE: &str = "DELETE FROM reactions \
     WHERE connection = $1 AND chat = $2 AND message = $3 AND actor = $4 AND kind = $5 AND value = $6";

pub(super) const REFUSE: &str = "UPDATE reactions SET refused = 1 \
     WHERE connection = $1 AND chat = $2 AND message = $3 AND kind = $4 AND value = $5";

pub(super) const FORGET: &str =
    "DELETE FROM reactions WHERE connection = $1 AND chat = $2 AND message = $3";

/// A reaction as columns; none for what nobody can set for others.
fn columns(reaction: &Reaction) -> Option<(i64, &str)> {
    match reaction {
        Reaction::Emoji(emoji) => Some((EMOJI, emoji)),
        Reaction::Custom(id) => Some((CUSTOM, id)),
        Reaction::Paid => None,
    }
}

fn reaction(kind: i64, value: String) -> Result<Reaction> {
    match kind {
        EMOJI => Ok(Reaction::Emoji(value)),
        CUSTOM => Ok(Reaction::Custom(value)),
        _ => Err(StoreError::damaged("a reaction")),
    }
}

impl Tx {
    /// The reactions to these messages that Telegram has not refused, the newest first, as far as anybody asks.
    pub async fn reactions(
        &mut self,
        connection: ConnectionId,
        places: &[Place],
    ) -> Result<Vec<Reaction>> {
        let mut by_chat: BTreeMap<i64, Vec<Arg>> = BTreeMap::new();
        for place in places {
            let messages = by_chat.entry(place.chat.0).or_default();
            messages.push(place.message.0.into());
        }
        let mut found = Vec::new();
        for (chat, messages) in by_chat {
            let lead = [connection.0.into(), chat.into()];
            for row in NEWEST.read(&mut self.open, &lead, messages).await? {
                let mut fields = row.fields();
                let age = (fields.int()?, fields.int()?);
                found.push((age, reaction(fields.int()?, fields.text()?)?));
            }
        }
        found.sort_by_key(|(age, _)| std::cmp::Reverse(*age));
        Ok(found.into_iter().map(|(_, reaction)| reaction).collect())
    }

    /// Writes changes of reactions, one after the other: what somebody did twice in one page keeps its age as if it had come in two.
    pub(super) async fn flush_reactions(&mut self, changes: &[&Change]) -> Result<()> {
        for change in changes {
            match change {
                Change::Reactions { .. } => self.put_reactions(change).await?,
                Change::RefuseReaction { .. } => self.refuse_reaction(change).await?,
                Change::ForgetReactions { connection, place } => {
                    let key = [connection.0, place.chat.0, place.message.0];
                    self.open.run(FORGET, key.map(Arg::from).to_vec()).await?;
                }
                _ => unreachable!("only changes of reactions come here"),
            }
        }
        Ok(())
    }

    async fn put_reactions(&mut self, change: &Change) -> Result<()> {
        let Change::Reactions {
            connection,
            place,
            actor,
            now,
            number,
            at_ms,
        } = change
        else {
            return Ok(());
        };
        let key: [Arg; 4] = [connection.0, place.chat.0, place.message.0, *actor].map(Arg::from);
        let wanted: Vec<(i64, &str)> = now.iter().filter_map(columns).collect();
        for row in self.open.rows(OF_ACTOR, key.to_vec()).await? {
            let mut fields = row.fields();
            let (kind, value) = (fields.int()?, fields.text()?);
            if *actor == COUNTED || !wanted.contains(&(kind, value.as_str())) {
                let args = [&key[..], &[kind.into(), Arg::Text(value)]].concat();
                self.open.run(REMOVE, args).await?;
            }
        }
        let mut args = Vec::with_capacity(wanted.len() * PUT.columns);
        for ((kind, value), position) in wanted.into_iter().zip(0_i64..) {
            args.extend(key.clone());
            args.extend([kind.into(), Arg::Text(value.to_owned())]);
            args.extend([*number, position, 0, *at_ms].map(Arg::from));
        }
        PUT.run(&mut self.open, args).await.map(drop)
    }

    async fn refuse_reaction(&mut self, change: &Change) -> Result<()> {
        let Change::RefuseReaction {
            connection,
            places,
            reaction,
        } = change
        else {
            return Ok(());
        };
        let Some((kind, value)) = columns(reaction) else {
            return Ok(());
        };
        for place in places {
            let args = vec![
                connection.0.into(),
                place.chat.0.into(),
                place.message.0.into(),
                kind.into(),
                Arg::Text(value.to_owned()),
            ];
            self.open.run(REFUSE, args).await?;
        }
        Ok(())
    }
}
