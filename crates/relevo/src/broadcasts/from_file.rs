//! To whom a broadcast goes that names its recipients in a file: those of the group's conversations that are named and meet the other
//! conditions, some numbers after the others. A number that nobody here has is counted; whoever has it elsewhere is never looked for.

use std::collections::HashSet;

use relevo_core::audience::{ListedPart, Selection};
use relevo_core::{CellId, Conversation};

use super::Broadcasts;
use super::gather::Found;
use crate::store::{AudienceAfter, Broadcast, LISTED_AT_ONCE, StoreError};

/// How many numbers are looked for before the lock is taken for those who are found.
const AT_A_TIME: usize = 4 * LISTED_AT_ONCE;

impl Broadcasts {
    /// The next of those whom the file names.
    pub(super) async fn next_named(
        &self,
        of: &Broadcast,
        (file, selection): (i64, &Selection),
    ) -> Result<Found, StoreError> {
        let (part, begin) = of.gathered;
        let Some(listed) = self.store.listed(file, part).await? else {
            return Ok(Found::default());
        };
        let begin = usize::try_from(begin).unwrap_or(usize::MAX);
        let some = listed.some(begin, AT_A_TIME);
        let everybody = Selection::default();
        let known = self.all(of.cell, &everybody.among(&some)).await?;
        let nobody = some.count() - numbers(&some, &known);
        let conversations = match *selection == everybody {
            true => known,
            false => self.all(of.cell, &selection.among(&some)).await?,
        };
        let end = begin.saturating_add(some.count());
        let next = match end < listed.count() {
            true => (part, i64::try_from(end).unwrap_or(i64::MAX)),
            false => (part + 1, 0),
        };
        Ok(Found {
            conversations,
            nobody: i64::try_from(nobody).unwrap_or(i64::MAX),
            next: Some(next),
        })
    }

    async fn all(
        &self,
        cell: CellId,
        selection: &Selection,
    ) -> Result<Vec<Conversation>, StoreError> {
        let mut found = Vec::new();
        let mut after = Some(AudienceAfter::default());
        while let Some(from) = after {
            let page = self.store.audience(cell, selection, from, 1).await?;
            found.extend(page.conversations);
            after = page.next;
        }
        Ok(found)
    }
}

/// How many of these numbers somebody has.
fn numbers(some: &ListedPart, known: &[Conversation]) -> usize {
    let number = |one: &Conversation| match some {
        ListedPart::Chats(_) => one.chat.0,
        ListedPart::Conversations(_) => one.id.0,
    };
    let numbers: HashSet<i64> = known.iter().map(number).collect();
    numbers.len()
}
