//! Accounts for every stored update of a period: what came in has exactly one fate, and that fate is proven. ADR 18.
//!
//! It follows three paths: from the numbers to updates whose rows are missing (`numbers`), from each update to what proves its fate
//! (`updates`), and from deliveries, links and the quarantine back to their update (`strays`). All in one view of the store, page by
//! page, so that it may run beside `serve` and needs no more memory for a larger desk.
//!
//! Neighbours: `store::evidence` reads, `cli::reconcile` prints. Deliberately absent: repairing anything.

mod numbers;
mod strays;
mod updates;

use relevo_core::{
    CellId, ConnectionId, ConversationId, Fate, IdentityId, InboxMark, LinkRole, Seq,
};
use relevo_telegram::MessageId;

use crate::store::{InboxOf, Period, Source, Store, StoreError, Stored};

/// How many exceptions, and how many updates that wait for somebody, are named; the others are counted.
pub const NAMED_MAX: usize = 1_000;

/// What came in and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// By connection: from when on no row is missing by design, Unix milliseconds; `None`: from the beginning.
    pub reach: Vec<(ConnectionId, Option<i64>)>,
    /// How many updates came in, by their numbers.
    pub came_in: i64,
    /// How many have which fate, by where they came from.
    pub counts: Vec<(Side, Fate, i64)>,
    /// Updates that are not at their end: they wait, are held, failed or in quarantine.
    pub open: Named<Open>,
    /// What does not add up.
    pub exceptions: Named<Exception>,
}

/// Where an update came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// It is about a message of a client chat.
    Clients,
    /// It is about a message of the backend group.
    Team,
    /// It is about no message: a press, a membership, a kind that nobody knows.
    Neither,
}

/// The first of many, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The first.
    pub first: Vec<T>,
    /// How many in all.
    pub count: usize,
}

/// An update that is not at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which.
    pub mark: InboxMark,
    /// What became of it so far.
    pub fate: Fate,
    /// Since when: when it came, Unix milliseconds.
    pub since_ms: i64,
    /// Its cell.
    pub cell: CellId,
    /// The delivery that brings it, for `relevo retry`.
    pub delivery: Option<Seq>,
    /// Its conversation, if it is known.
    pub conversation: Option<ConversationId>,
    /// The message in the backend group that tells of it: a notice, or what stands in its place.
    pub told_at: Option<MessageId>,
}

/// Something that does not add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The update, as far as one is known.
    pub mark: Option<InboxMark>,
    /// When it came, or what hints at it was made, Unix milliseconds.
    pub at_ms: Option<i64>,
    /// Its cell.
    pub cell: CellId,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// So many updates were stored between these two, and their rows are gone.
    Gone {
        /// How many.
        count: i64,
        /// The last before them.
        after: Option<InboxMark>,
        /// The first after them.
        before: Option<InboxMark>,
    },
    /// It has a fate, but no intake stored it.
    NeverCame,
    /// Its fate is none that this version knows.
    UnknownFate,
    /// It counts as delivered, and no link says so.
    Unproven,
    /// It counts as waiting, and nothing waits to bring it.
    Lost,
    /// It counts as held, and nothing is held.
    NotHeld,
    /// It is held, and nobody is asked.
    NotAsked,
    /// It failed, and nobody was told.
    NotTold,
    /// It failed, and what was kept to try it again is gone.
    NotKept,
    /// It counts as quarantined, and is not in quarantine.
    NotInQuarantine,
    /// It counts as kept for a stopped connection, and is not kept.
    NotSetAside,
    /// It is in quarantine, and the inbox says something else.
    StrayQuarantine {
        /// What it says.
        fate: Option<Fate>,
    },
    /// This delivery brings an update that there is not, or whose fate says something else.
    StrayDelivery {
        /// Which.
        delivery: Seq,
        /// What the inbox says.
        fate: Option<Fate>,
    },
    /// This link was made for an update that there is not, or whose fate says that nothing was to be made.
    StrayLink {
        /// Whose.
        conversation: ConversationId,
        /// What it is.
        role: LinkRole,
        /// The message in the backend group.
        topic_message: MessageId,
        /// The message in the client chat.
        client_message: MessageId,
    },
}

impl Account {
    /// Whether everything that came in is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.exceptions.count == 0 && self.came_in == self.went_out()
    }

    /// How many updates have a fate.
    #[must_use]
    pub fn went_out(&self) -> i64 {
        self.counts.iter().map(|(_, _, count)| count).sum()
    }

    /// How many updates have this fate.
    #[must_use]
    pub fn with(&self, fate: Fate) -> i64 {
        let those = self.counts.iter().filter(|(_, known, _)| *known == fate);
        those.map(|(_, _, count)| count).sum()
    }

    fn count(&mut self, side: Side, fate: Fate) {
        let known = self.counts.iter_mut();
        let mut known = known.filter(|(one, what, _)| (*one, *what) == (side, fate));
        match known.next() {
            Some((_, _, count)) => *count += 1,
            None => self.counts.push((side, fate, 1)),
        }
    }

    fn wrong(&mut self, of: &InboxOf, update: (Option<InboxMark>, Option<i64>), what: Wrong) {
        let (mark, at_ms) = update;
        self.exceptions.push(Exception {
            mark,
            at_ms,
            cell: of.cell,
            what,
        });
    }
}

impl Period {
    /// From the beginning to the end of time.
    #[must_use]
    pub fn always() -> Period {
        Period {
            from_ms: i64::MIN,
            to_ms: i64::MAX,
        }
    }
}

impl<T> Default for Named<T> {
    fn default() -> Named<T> {
        Named {
            first: Vec::new(),
            count: 0,
        }
    }
}

impl<T> Named<T> {
    fn push(&mut self, one: T) {
        self.count += 1;
        if self.first.len() < NAMED_MAX {
            self.first.push(one);
        }
    }
}

/// Accounts for the updates of a period, of one connection or of all.
///
/// # Errors
/// If the store cannot be read.
pub async fn account(
    store: &Store,
    period: Period,
    connection: Option<ConnectionId>,
) -> Result<Account, StoreError> {
    let mut look = store.look().await?;
    let all = look.inboxes().await?;
    let mut account = Account::default();
    let wanted = |of: &&InboxOf| connection.is_none_or(|wanted| wanted == of.connection);
    for of in all.iter().filter(wanted) {
        account.reach.push((of.connection, of.swept_ms));
        let cell = all.iter().filter(|other| other.cell == of.cell);
        let cell: Vec<IdentityId> = cell.map(|other| other.identity).collect();
        let numbers = updates::follow(&mut look, (of, &cell), period, &mut account).await?;
        numbers::check(&mut look, (of, period), numbers, &mut account).await?;
        strays::in_quarantine(&mut look, (of, period), &mut account).await?;
    }
    strays::deliveries_and_links(&mut look, (&all, connection), period, &mut account).await?;
    account
        .counts
        .sort_by_key(|(side, fate, _)| (order(*fate), *side));
    Ok(account)
}

/// In which order fates are told.
fn order(fate: Fate) -> (u8, String) {
    let place = match fate {
        Fate::Delivered => 0,
        Fate::Arrived => 1,
        Fate::Internal => 2,
        Fate::Filtered(_) => 3,
        Fate::Waiting => 4,
        Fate::Held => 5,
        Fate::Failed => 6,
        Fate::Quarantined => 7,
        Fate::SetAside => 8,
    };
    (place, format!("{fate:?}"))
}

fn side(update: &Stored) -> Side {
    match update.source {
        Some(Source { chat: Some(_), .. }) => Side::Clients,
        Some(Source { chat: None, .. }) => Side::Team,
        None => Side::Neither,
    }
}
