//! The screen of business accounts, and the way to a bot that Telegram makes.

use relevo_core::setup::{Act, Goal, Screen};
use relevo_telegram::{Call, Outcome, Receipt};

use super::{Key, Page};
use crate::store::StoreError;

/// How many accounts are listed.
const LISTED_MAX: usize = 20;

impl Page<'_> {
    /// How an account is linked, and those that wait for a group.
    pub(super) async fn business(&mut self) -> Result<(), StoreError> {
        let bot = self.bot();
        self.say_of("setup-business", &[("bot", bot)]);
        let pending = self.setup.store.pending_accounts().await?;
        let own = pending
            .iter()
            .filter(|one| one.bot == self.talk.identity)
            .take(LISTED_MAX);
        for one in own {
            let user = &one.connection.user;
            let label = self
                .voice
                .say("setup-account-waits", &[("name", user.first_name.clone())]);
            let goal = Goal::Account(user.id);
            let act = Act::Open(Screen::ChooseGroup(goal));
            self.named_row(label, &Key::Does(act));
        }
        let again = Key::Does(Act::Open(Screen::Business));
        self.row(&[("setup-check", again)]);
        let back = Key::Does(Act::Open(Screen::NewConnection));
        self.row(&[("setup-back", back)]);
        Ok(())
    }

    /// The link by which Telegram makes a bot for this person, if it lets this bot do so.
    pub(super) async fn maker(&self) -> Option<String> {
        let me = match self.talk.line.call(&Call::GetMe).await {
            Outcome::Done(Receipt::Me {
                user,
                manages: true,
                ..
            }) => user.username?,
            _ => return None,
        };
        Some(format!("https://t.me/newbot/{me}/support_bot"))
    }
}
