//! Accounts of people that are connected to a bot, and bots that Telegram makes for an owner.

use relevo_core::setup::{Goal, Screen};
use relevo_telegram::{Call, ChatId, Outcome, Receipt, UserId};

use super::note::LackNote;
use super::tasks::{Done, refused};
use super::{Note, Setup, Talk};
use crate::connect::{ConnectError, NewAccount, connect_business};
use crate::store::{Identity, StoreError};

impl Setup {
    /// Connects the account of somebody who has connected this bot to it.
    pub(super) async fn connect_account(
        &self,
        talk: &Talk,
        bot: &Identity,
        (account, group): (UserId, ChatId),
    ) -> Result<Done, StoreError> {
        let goal = Goal::Account(account);
        let new = NewAccount {
            token: bot.token.clone(),
            account,
            group,
            owner: Some(talk.person),
            params: Vec::new(),
            by: self.by(talk),
        };
        match connect_business(&self.store, &*talk.line, new).await {
            Ok(connected) => {
                self.drop_group_code(talk).await?;
                let lacks = connected.warnings.iter().filter_map(LackNote::of).collect();
                let note = Note::Connected(lacks);
                Ok((Screen::Connection(connected.connection), Some(note)))
            }
            Err(ConnectError::Refused(problem)) => Ok(refused(goal, group, &problem)),
            Err(ConnectError::Store(problem)) => Err(problem),
        }
    }

    /// Telegram has made a bot for this person: it is taken in as if they had sent its token.
    pub(super) async fn take_made_bot(&self, talk: &Talk, bot: UserId) -> Result<Done, StoreError> {
        match talk.line.call(&Call::ManagedBotToken(bot)).await {
            Outcome::Done(Receipt::Token(token)) => self.take_bot(talk, &token.0).await,
            _ => Ok((Screen::AskToken, Some(Note::NotHandedOver))),
        }
    }
}
