//! The one flush: a list of changes becomes a few statements, one or two a table.

use relevo_core::{CellState, Change, Conversation};

use super::batch::{Batch, Novelty, OutboxChange};
use super::codes::cell_state_code;
use super::{Result, Tx};

impl Tx {
    /// Writes the changes. Of several changes of one row the last wins; progress of a delivery that the same list makes is
    /// written with it. A conversation's or delivery's change whose row is gone does nothing.
    ///
    /// # Errors
    /// `Conflict` if a client chat would get a second conversation.
    pub async fn apply(&mut self, changes: &[Change]) -> Result<()> {
        let batch = Batch::of(changes);
        self.flush_conversations(&batch).await?;
        for ((cell, conversation), connection) in &batch.taken_over {
            self.take_over(*cell, *conversation, *connection).await?;
        }
        if !batch.outbox.is_empty() {
            self.flush_outbox(batch.outbox).await?;
        }
        let links: Vec<_> = batch.links.into_values().collect();
        self.put_links(&links).await?;
        self.set_link_roles(&batch.roles).await?;
        self.set_link_versions(&batch.versions).await?;
        let fates: Vec<_> = batch.fates.into_iter().collect();
        self.put_fates(&fates).await?;
        self.put_told(&batch.told).await?;
        self.set_told_at(&batch.told_at).await?;
        let buttons: Vec<_> = batch.callbacks.values().copied().flatten().collect();
        self.put_callbacks(&buttons).await?;
        let used = batch.callbacks.iter().filter(|(_, row)| row.is_none());
        let used: Vec<i64> = used.map(|(id, _)| *id).collect();
        self.remove_callbacks(&used).await?;
        self.append_facts(&batch.facts).await?;
        self.put_operators(&batch.operators).await?;
        self.put_sources(&batch.sources).await?;
        self.put_source_messages(&batch.source_messages).await?;
        self.put_participants(&batch.participants).await?;
        self.put_discussions(&batch.discussions).await?;
        self.flush_reactions(&batch.reactions).await?;
        let items: Vec<_> = batch.items.into_values().collect();
        self.put_items(&items).await?;
        for change in &batch.replies {
            self.change_reply(change).await?;
        }
        for (panel, shows) in batch.panels {
            match shows {
                Some((message, shown)) => self.panel_shows(panel, message, shown).await?,
                None => self.remove_panel(panel).await?,
            }
        }
        self.end_steps(&batch.steps).await?;
        self.set_opted_out(&batch.opted_out).await?;
        for (cell, (state, paused_ms)) in batch.cell_states {
            self.set_cell_state(cell, state, paused_ms).await?;
        }
        self.set_ignored(&batch.ignored).await?;
        for said in &batch.verdicts {
            self.audit_verdict(said).await?;
        }
        for (account, now) in batch.accounts {
            self.set_account(account, now).await?;
        }
        for (relay, out) in batch.relays {
            self.set_relay_out(relay, out).await?;
        }
        for (cell, group) in batch.cell_groups {
            let sql = "UPDATE cells SET group_chat = $2 WHERE id = $1";
            self.open
                .run(sql, vec![cell.0.into(), group.0.into()])
                .await
                .map_err(|error| error.conflict_as("this group is another cell's"))?;
            self.bump_config().await?;
        }
        Ok(())
    }

    async fn flush_conversations(&mut self, batch: &Batch<'_>) -> Result<()> {
        let cards: Vec<_> = batch.cards.iter().map(|(id, card)| (*id, *card)).collect();
        self.put_cards(&cards).await?;
        let of = |wanted: Novelty| -> Vec<Conversation> {
            let rows = batch.conversations.values();
            rows.filter(|(novelty, _)| *novelty == wanted)
                .map(|(_, conversation)| (*conversation).clone())
                .collect()
        };
        self.insert_conversations(&of(Novelty::New)).await?;
        self.update_conversations(&of(Novelty::Known)).await?;
        self.drop_cards(&batch.dropped).await?;
        let topics: Vec<_> = batch
            .topics
            .iter()
            .map(|(key, owner)| (*key, *owner))
            .collect();
        self.put_topics(&topics).await
    }

    async fn flush_outbox(
        &mut self,
        outbox: std::collections::BTreeMap<(relevo_core::CellId, relevo_core::Seq), OutboxChange>,
    ) -> Result<()> {
        let (mut written, mut moved, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (key, change) in outbox {
            match change {
                OutboxChange::Write(novelty, delivery) => {
                    if novelty == Novelty::Known {
                        gone.push(key);
                    }
                    written.push(delivery);
                }
                OutboxChange::Move(stand) => moved.push((key, stand)),
                OutboxChange::Remove => gone.push(key),
            }
        }
        self.remove_deliveries(&gone).await?;
        self.move_deliveries(&moved).await?;
        self.insert_deliveries(&written).await
    }

    async fn set_cell_state(
        &mut self,
        cell: relevo_core::CellId,
        state: CellState,
        paused_ms: Option<i64>,
    ) -> Result<()> {
        let sql = "UPDATE cells SET state = $2, paused_ms = $3 WHERE id = $1";
        let code = cell_state_code(state);
        let args = vec![cell.0.into(), code.into(), paused_ms.into()];
        self.open.run(sql, args).await?;
        self.bump_config().await
    }
}
