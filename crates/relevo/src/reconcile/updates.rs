//! From each update to what proves its fate.

use std::collections::{HashMap, HashSet};

use relevo_core::{Fate, IdentityId, InboxMark, LinkRole};

use super::numbers::Numbers;
use super::{Account, Open, Wrong, side};
use crate::store::{
    Bearer, InboxOf, Look, Notified, Period, Source, Stands, StoreError, Stored, Trace,
};

/// What the store knows about the updates of a page.
struct Evidence {
    traces: HashMap<Source, Vec<Trace>>,
    bearers: HashMap<InboxMark, Vec<Bearer>>,
    notices: HashMap<InboxMark, Notified>,
    quarantined: HashSet<InboxMark>,
    set_aside: HashSet<InboxMark>,
}

/// Goes through a bot's updates of the period; their numbers.
pub(super) async fn follow(
    look: &mut Look,
    (of, cell): (&InboxOf, &[IdentityId]),
    period: Period,
    account: &mut Account,
) -> Result<Numbers, StoreError> {
    let mut numbers = Numbers::default();
    let mut after = None;
    loop {
        let page = look.updates(of, period, after).await?;
        let Some(last) = page.last() else {
            return Ok(numbers);
        };
        after = Some(last.mark);
        let evidence = Evidence::of(look, (of, cell), &page).await?;
        for update in &page {
            match update.number {
                Some(number) => numbers.see(number),
                None => numbers.unnumbered += 1,
            }
            judge(of, update, &evidence, account);
        }
    }
}

impl Evidence {
    async fn of(
        look: &mut Look,
        (of, cell): (&InboxOf, &[IdentityId]),
        page: &[Stored],
    ) -> Result<Evidence, StoreError> {
        let with = |fates: &'static [Fate]| {
            let those = page.iter();
            those.filter(move |update| update.fate.is_some_and(|fate| fates.contains(&fate)))
        };
        let sources: Vec<Source> = with(&[Fate::Delivered, Fate::Failed])
            .filter_map(|update| update.source)
            .collect();
        let open: Vec<Stored> = with(&[Fate::Waiting, Fate::Held, Fate::Failed])
            .copied()
            .collect();
        let bearers = look.bearers(of, &open).await?;
        let told = with(&[Fate::Held, Fate::Failed]).map(|update| update.mark);
        // Of an album that was asked about, the item that began it was.
        let causes = bearers.values().flatten().map(|one| one.cause);
        let mut told: Vec<InboxMark> = told.chain(causes).collect();
        told.sort_unstable();
        told.dedup();
        let set_apart: Vec<InboxMark> = with(&[Fate::Quarantined])
            .map(|update| update.mark)
            .collect();
        let set_aside: Vec<InboxMark> = with(&[Fate::SetAside]).map(|update| update.mark).collect();
        Ok(Evidence {
            traces: look.traces(of, cell, &sources).await?,
            notices: look.notices(&told).await?,
            quarantined: look.in_quarantine(&set_apart).await?.into_iter().collect(),
            set_aside: look.set_aside(&set_aside).await?.into_iter().collect(),
            bearers,
        })
    }

    fn bearers(&self, update: &Stored) -> &[Bearer] {
        self.bearers.get(&update.mark).map_or(&[], Vec::as_slice)
    }

    fn bearer(&self, update: &Stored, stands: Stands) -> Option<&Bearer> {
        self.bearers(update).iter().find(|one| one.stands == stands)
    }

    /// What stands for the message on the other side.
    fn copy(&self, update: &Stored) -> Option<&Trace> {
        let traces = self.traces.get(&update.source?)?;
        traces.iter().find(|trace| is_copy(trace.role))
    }

    /// A notice of the update, or of the delivery that brings it.
    fn notice(&self, update: &Stored) -> Option<&Notified> {
        let of_delivery = || {
            let mut causes = self.bearers(update).iter().map(|one| one.cause);
            causes.find_map(|cause| self.notices.get(&cause))
        };
        self.notices.get(&update.mark).or_else(of_delivery)
    }
}

/// What stands beside a message is not the message, and a note has no other side.
pub(super) fn is_copy(role: LinkRole) -> bool {
    role.is_copy()
        || matches!(
            role,
            LinkRole::Team | LinkRole::TeamNote | LinkRole::Withdrawn
        )
}

fn is_seen(notice: &Notified) -> bool {
    notice.waits || notice.stands.is_some()
}

fn judge(of: &InboxOf, update: &Stored, evidence: &Evidence, account: &mut Account) {
    let named = (Some(update.mark), update.at_ms);
    if update.at_ms.is_none() {
        account.wrong(of, named, Wrong::NeverCame);
    }
    let Some(fate) = update.fate else {
        account.wrong(of, named, Wrong::UnknownFate);
        return;
    };
    account.count(side(update), fate);
    if matches!(
        fate,
        Fate::Waiting | Fate::Held | Fate::Failed | Fate::Quarantined | Fate::SetAside
    ) {
        account.open.push(open(of, (update, fate), evidence));
    }
    // What was stored before there were numbers does not say what it is about.
    let is_old = update.number.is_none();
    if let Some(what) = wrong((update, fate), evidence).filter(|_| !is_old) {
        account.wrong(of, named, what);
    }
}

fn wrong((update, fate): (&Stored, Fate), evidence: &Evidence) -> Option<Wrong> {
    let told = || evidence.notice(update).is_some_and(is_seen);
    let stands = |where_: Stands| evidence.bearer(update, where_).is_some();
    match fate {
        Fate::Delivered => evidence.copy(update).is_none().then_some(Wrong::Unproven),
        Fate::Waiting => (!stands(Stands::Waiting)).then_some(Wrong::Lost),
        Fate::Held if !stands(Stands::Held) => Some(Wrong::NotHeld),
        Fate::Held => (!told()).then_some(Wrong::NotAsked),
        // What is told of offers to try it again.
        Fate::Failed if is_kept(update, evidence) == Some(false) => Some(Wrong::NotKept),
        Fate::Failed => {
            let seen = evidence.copy(update).is_some()
                || told()
                || (!evidence.bearers(update).is_empty() && evidence.notice(update).is_none());
            (!seen).then_some(Wrong::NotTold)
        }
        Fate::Quarantined => {
            let there = evidence.quarantined.contains(&update.mark);
            (!there).then_some(Wrong::NotInQuarantine)
        }
        Fate::SetAside => {
            (!evidence.set_aside.contains(&update.mark)).then_some(Wrong::NotSetAside)
        }
        Fate::Arrived | Fate::Internal | Fate::Filtered(_) => None,
    }
}

/// Whether what was kept for a person is still there; `None` if nothing was.
fn is_kept(update: &Stored, evidence: &Evidence) -> Option<bool> {
    let kept = evidence.notices.get(&update.mark)?.kept?;
    let bearers = evidence.bearers(update);
    Some(bearers.iter().any(|one| one.seq == kept))
}

fn open(of: &InboxOf, (update, fate): (&Stored, Fate), evidence: &Evidence) -> Open {
    let bearer = match fate {
        Fate::Held => evidence.bearer(update, Stands::Held),
        Fate::Failed => evidence.bearer(update, Stands::Failed),
        _ => evidence.bearer(update, Stands::Waiting),
    };
    let notice = evidence.notice(update).and_then(|notice| notice.stands);
    let stands = notice.or_else(|| evidence.copy(update).copied());
    let known = bearer.and_then(|bearer| bearer.conversation);
    Open {
        mark: update.mark,
        fate,
        since_ms: update.at_ms.unwrap_or(0),
        cell: of.cell,
        delivery: bearer.map(|bearer| bearer.seq),
        conversation: known.or_else(|| stands.map(|trace| trace.conversation)),
        told_at: stands.map(|trace| trace.topic_message),
    }
}
