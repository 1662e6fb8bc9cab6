//! A connected account's line to Telegram: its bot's line, with every call made in the account's name.
//!
//! The account and the bot have chats with the same people under the same numbers, so a call that went by the wrong one would say
//! the right words in the wrong chat. Therefore the account has a line of its own, which can do nothing but write to its clients, while the
//! bot's line cannot act in anybody's name; which of them a call takes is decided where it is decided who makes it (ADR 22).
//! The connection's name is looked up when a call is made, so that a renewed connection is used at once.
//! Deliberately absent: updates, which come in with the bot's.

use std::time::Duration;

use relevo_core::IdentityId;
use relevo_telegram::{
    BoxFuture, Call, Gateway, Outcome, Page, PageError, RawUpdate, Refusal, Unreadable, Update,
    UpdateId,
};

use crate::directory::Snapshots;

/// See the module.
pub struct AccountLine {
    directory: Snapshots,
    account: IdentityId,
    via: IdentityId,
}

impl AccountLine {
    /// The line of an account that is reached over this bot, as the directory says at each call.
    #[must_use]
    pub fn new(directory: Snapshots, account: IdentityId, via: IdentityId) -> AccountLine {
        AccountLine {
            directory,
            account,
            via,
        }
    }

    async fn make(&self, call: &Call) -> Outcome {
        if !call.is_on_behalf() {
            return Outcome::Refused(Refusal::Other {
                code: 0,
                // Nothing asks for it: the core would have failed.
                text: "account".into(),
            });
        }
        let Some(directory) = self.directory.now() else {
            return Outcome::NotSent;
        };
        let Some(line) = directory.gateways.get(&self.via) else {
            // The bot is being reconnected: its line comes with the next directory.
            return Outcome::NotSent;
        };
        let Some(of) = directory.businesses.get(&self.account) else {
            return Outcome::Refused(Refusal::BusinessGone);
        };
        let call = Call::OnBehalf {
            of: of.clone(),
            call: Box::new(call.clone()),
        };
        line.call(&call).await
    }
}

impl Gateway for AccountLine {
    fn next_page(
        &self,
        _: Option<UpdateId>,
        _: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        Box::pin(async { Err(PageError::Line) })
    }

    fn confirm(&self, _: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        Box::pin(async { Ok(()) })
    }

    fn read(&self, _: &RawUpdate) -> Result<Update, Unreadable> {
        Err(Unreadable { reason: "account" })
    }

    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        Box::pin(self.make(call))
    }
}

#[cfg(test)]
mod tests;
