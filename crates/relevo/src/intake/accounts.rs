//! How Telegram calls the connections of accounts: what the directory knows, what a page tells, and if a message came over a connection
//! that nobody has told of, what Telegram answers. Asked before the transactions of the page.
//!
//! Neighbour: `served` finds the connection by the name.

use std::collections::HashMap;

use relevo_core::{Change, IdentityId};
use relevo_telegram::{BusinessConnection, BusinessId, Call, Outcome, Receipt, UpdateKind, UserId};

use super::{Intake, Item};
use crate::directory::Directory;
use crate::store::StoreError;

/// How many are asked about in one page: clients' messages wait for it.
const LOOKS_MAX: usize = 5;

impl Intake {
    /// The names that may occur in this page, with their accounts.
    pub(super) async fn names(
        &self,
        items: &[Item],
        directory: &Directory,
    ) -> Result<HashMap<BusinessId, IdentityId>, StoreError> {
        let mut names: HashMap<BusinessId, IdentityId> = directory
            .businesses
            .iter()
            .map(|(account, name)| (name.clone(), *account))
            .collect();
        let mut unknown: Vec<&BusinessId> = Vec::new();
        for kind in kinds(items) {
            if let UpdateKind::BusinessConnection(now) = kind {
                if let Some(account) = self.account_of(now.user.id, directory) {
                    names.insert(now.id.clone(), account);
                }
                continue;
            }
            let Some(name) = name_in(kind) else {
                continue;
            };
            if !names.contains_key(name) && !unknown.contains(&name) {
                unknown.push(name);
            }
        }
        for name in unknown.into_iter().take(LOOKS_MAX) {
            let Some(now) = self.asked(name).await else {
                continue;
            };
            if let Some(account) = self.account_of(now.user.id, directory) {
                names.insert(name.clone(), account);
                self.renewed(account, now).await?;
            }
        }
        Ok(names)
    }

    /// Whether something is told of an account that the directory does not know, or over a connection that it does not know.
    pub(super) fn tells_of_somebody_unknown(&self, items: &[Item], directory: &Directory) -> bool {
        kinds(items).any(|kind| match kind {
            UpdateKind::BusinessConnection(now) => {
                self.account_of(now.user.id, directory).is_none()
            }
            told => name_in(told).is_some_and(|name| directory.account_called(name).is_none()),
        })
    }

    /// The account of a person that is reached over this bot.
    fn account_of(&self, person: UserId, directory: &Directory) -> Option<IdentityId> {
        let served = directory.served_by(self.identity);
        let mut accounts = served.iter().filter(|one| one.account().is_some());
        accounts
            .find(|one| one.user == person)
            .map(|one| one.identity)
    }

    async fn asked(&self, name: &BusinessId) -> Option<BusinessConnection> {
        match self.gateway.call(&Call::GetBusiness(name.clone())).await {
            Outcome::Done(Receipt::Business(now)) => Some(now),
            _ => None,
        }
    }

    /// Keeps what nobody has told.
    async fn renewed(
        &self,
        identity: IdentityId,
        now: BusinessConnection,
    ) -> Result<(), StoreError> {
        let changes = [Change::Account { identity, now }];
        let mut tx = self.store.write().await?;
        tx.apply(&changes).await?;
        tx.commit().await?;
        self.shared.accounts_are(&changes);
        Ok(())
    }
}

fn kinds(items: &[Item]) -> impl Iterator<Item = &UpdateKind> {
    items
        .iter()
        .filter_map(|item| item.read.as_ref()?.as_ref().ok())
}

/// Over which connection something of an account's chats is told.
fn name_in(kind: &UpdateKind) -> Option<&BusinessId> {
    match kind {
        UpdateKind::BusinessMessage(told) | UpdateKind::BusinessEdited(told) => {
            Some(&told.connection)
        }
        UpdateKind::BusinessDeleted(gone) => Some(&gone.connection),
        _ => None,
    }
}
