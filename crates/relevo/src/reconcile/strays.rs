//! From deliveries, links and the quarantine back to the update that each was made for.

use relevo_core::{CellId, ConnectionId, Fate, IdentityId, LinkRole, Seq};

use super::{Account, Exception, Wrong};
use crate::store::{InboxOf, Look, Period, Source, Stands, StoreError, StrayLink};

/// How many updates are held in memory at a time while links are looked at: sixteen bytes each. Of more, all links are read again.
const PLACES_MAX: i64 = 1_000_000;

/// How long after its update a link may be made at the latest: what failed or is held keeps its text for seven days.
const LATE_MS: i64 = 8 * 24 * 3_600 * 1_000;

/// The quarantine against the inbox.
pub(super) async fn in_quarantine(
    look: &mut Look,
    (of, period): (&InboxOf, Period),
    account: &mut Account,
) -> Result<(), StoreError> {
    let mut after = (i64::MIN, i64::MIN);
    loop {
        let page = look.quarantine_of(of, period, after).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = (last.mark.epoch, last.mark.update.0);
        for one in page {
            if one.fate != Some(Fate::Quarantined) {
                let what = Wrong::StrayQuarantine { fate: one.fate };
                account.wrong(of, (Some(one.mark), Some(one.at_ms)), what);
            }
        }
    }
}

/// What waits, and what was made, in every cell.
pub(super) async fn deliveries_and_links(
    look: &mut Look,
    (all, connection): (&[InboxOf], Option<ConnectionId>),
    period: Period,
    account: &mut Account,
) -> Result<(), StoreError> {
    let mut cells: Vec<CellId> = all.iter().map(|of| of.cell).collect();
    cells.sort_unstable();
    cells.dedup();
    for cell in cells {
        let cell: Vec<InboxOf> = all.iter().filter(|of| of.cell == cell).copied().collect();
        let wanted = |identity: IdentityId| {
            let of = cell.iter().find(|of| of.identity == identity);
            connection.is_none_or(|wanted| of.is_some_and(|of| of.connection == wanted))
        };
        if !cell.iter().any(|of| wanted(of.identity)) {
            continue;
        }
        deliveries(look, (cell[0].cell, &wanted), period, account).await?;
        links(look, (&cell, &wanted), period, account).await?;
    }
    Ok(())
}

async fn deliveries(
    look: &mut Look,
    (cell, wanted): (CellId, &impl Fn(IdentityId) -> bool),
    period: Period,
    account: &mut Account,
) -> Result<(), StoreError> {
    let mut after = Seq(0);
    loop {
        let page = look.caused(cell, period, after).await?;
        let last = page.last().and_then(|one| one.bearer);
        let Some(last) = last else {
            return Ok(());
        };
        after = last.seq;
        for one in page {
            let Some(bearer) = one.bearer else { continue };
            if wanted(one.mark.identity) && !fits(bearer.stands, one.fate) {
                let what = Wrong::StrayDelivery {
                    delivery: bearer.seq,
                    fate: one.fate,
                };
                account.exceptions.push(Exception {
                    mark: Some(one.mark),
                    at_ms: Some(one.at_ms),
                    cell,
                    what,
                });
            }
        }
    }
}

/// What hangs under a copy waits when its message has been delivered; an item of an album that failed may be followed by others that
/// wait; what stands aside for *Retry* has failed while its placeholder waits.
fn fits(stands: Stands, fate: Option<Fate>) -> bool {
    match (stands, fate) {
        (_, None) => false,
        (Stands::Waiting, Some(fate)) => matches!(
            fate,
            Fate::Waiting | Fate::Delivered | Fate::Arrived | Fate::Failed
        ),
        (Stands::Held, Some(fate)) => fate == Fate::Held,
        (Stands::Failed, Some(fate)) => matches!(fate, Fate::Failed | Fate::Waiting),
    }
}

/// The updates of a cell that may have brought something, as far as they are in memory: hashes, so that a million take little.
#[derive(Default)]
struct Places {
    /// What was to reach the other side.
    sent: Vec<u64>,
    /// Everything.
    any: Vec<u64>,
}

impl Places {
    async fn load(
        look: &mut Look,
        cell: &[InboxOf],
        (part, parts): (u64, u64),
    ) -> Result<Places, StoreError> {
        let mut places = Places::default();
        for of in cell {
            let mut after = (i64::MIN, i64::MIN);
            loop {
                let page = look.places(of, after).await?;
                let Some((last, ..)) = page.last() else { break };
                after = *last;
                for (_, source, fate) in page {
                    let hash = hash(of.identity, source);
                    if hash % parts != part {
                        continue;
                    }
                    places.any.push(hash);
                    if !matches!(fate, Some(Fate::Internal | Fate::Quarantined) | None) {
                        places.sent.push(hash);
                    }
                }
            }
        }
        places.sent.sort_unstable();
        places.any.sort_unstable();
        Ok(places)
    }

    /// Whether there is an update for a link.
    fn explain(&self, link: &StrayLink, hash: u64) -> bool {
        let known = match link.trace.role {
            LinkRole::Note => &self.any,
            _ => &self.sent,
        };
        known.binary_search(&hash).is_ok()
    }
}

async fn links(
    look: &mut Look,
    (cell, wanted): (&[InboxOf], &impl Fn(IdentityId) -> bool),
    period: Period,
    account: &mut Account,
) -> Result<(), StoreError> {
    let mut count = 0;
    for of in cell {
        count += look.count_places(of).await?;
    }
    let parts = u64::try_from(count / PLACES_MAX + 1).unwrap_or(1);
    let reach_ms = cell.iter().filter_map(|of| of.swept_ms).max();
    let from_ms = reach_ms.map_or(i64::MIN, |reach_ms| reach_ms.saturating_add(LATE_MS));
    let period = Period {
        from_ms: period.from_ms.max(from_ms),
        ..period
    };
    for part in 0..parts {
        let places = Places::load(look, cell, (part, parts)).await?;
        let mut after = (i64::MIN, i64::MIN);
        loop {
            let page = look.links_of_period(cell[0].cell, period, after).await?;
            let Some(last) = page.last() else { break };
            after = (last.trace.topic_message.0, last.client_message.0);
            for link in page.iter().filter(|link| wanted(link.identity)) {
                let own = hash(link.identity, link.source);
                if own % parts != part || places.explain(link, own) {
                    continue;
                }
                name(look, cell, link, account).await?;
            }
        }
    }
    Ok(())
}

async fn name(
    look: &mut Look,
    cell: &[InboxOf],
    link: &StrayLink,
    account: &mut Account,
) -> Result<(), StoreError> {
    let of = cell.iter().find(|of| of.identity == link.identity);
    let mark = match of.filter(|_| account.exceptions.count < super::NAMED_MAX) {
        Some(of) => look.update_about(of, link.source).await?,
        None => None,
    };
    account.exceptions.push(Exception {
        mark,
        at_ms: Some(link.made_ms),
        cell: cell[0].cell,
        what: Wrong::StrayLink {
            conversation: link.trace.conversation,
            role: link.trace.role,
            topic_message: link.trace.topic_message,
            client_message: link.client_message,
        },
    });
    Ok(())
}

/// A message in 64 bits. In a group another bot of the cell may have received it than the one that the link names.
fn hash(identity: IdentityId, source: Source) -> u64 {
    let (chat, is_group) = match source.chat {
        Some(chat) => (chat.0, chat.0 < 0),
        None => (0, true),
    };
    let identity = if is_group { 0 } else { identity.0 };
    [identity, chat, source.message.0]
        .into_iter()
        .fold(0x9e37_79b9_7f4a_7c15, |sum: u64, value| {
            let mixed = (sum ^ value.cast_unsigned()).wrapping_mul(0xff51_afd7_ed55_8ccd);
            (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) ^ (mixed >> 29)
        })
}
