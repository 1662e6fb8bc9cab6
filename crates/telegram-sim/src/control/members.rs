//! Members: joining, leaving, kicking, promoting, restricting. The performer's own rights are not
//! asked for: the world's people are what the test needs them to be.

use crate::request::ApiError;
use crate::world::World;
use crate::world::member::Standing;
use crate::world::{AdminRights, Permissions};

impl World {
    fn change_member(
        &mut self,
        what: &'static str,
        chat: i64,
        who: (i64, i64),
        standing: Standing,
    ) -> Result<(), ApiError> {
        let (performer, subject) = who;
        if self.account(subject).is_none() {
            return Err(ApiError::bad_request("user not found"));
        }
        self.chat_mut(chat)?;
        self.set_standing(chat, performer, subject, standing);
        self.record(performer, what, (chat, subject), 0);
        Ok(())
    }

    /// The account joins by itself; who is inside stays as it is.
    ///
    /// # Errors
    /// No such account or chat, or it was kicked before.
    pub fn join(&mut self, account: i64, chat: i64) -> Result<(), ApiError> {
        if *self.chat_mut(chat)?.standing(account) == Standing::Kicked {
            return Err(ApiError::forbidden("user was kicked"));
        }
        if self.chat_mut(chat)?.standing(account).inside() {
            return Ok(());
        }
        self.change_member("join", chat, (account, account), Standing::Member)
    }

    /// A person adds another account, for instance a bot; who is inside stays as it is. Bots enter channels as administrators only.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn add(&mut self, person: i64, chat: i64, account: i64) -> Result<(), ApiError> {
        let state = self.chat_mut(chat)?;
        let channel = state.is_channel();
        if state.standing(account).inside() {
            return Ok(());
        }
        let standing = match channel && self.bot(account).is_some() {
            true => Standing::Administrator(Box::new(AdminRights::all())),
            false => Standing::Member,
        };
        self.change_member("add", chat, (person, account), standing)
    }

    /// The account leaves.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn leave(&mut self, account: i64, chat: i64) -> Result<(), ApiError> {
        self.change_member("leave", chat, (account, account), Standing::Left)
    }

    /// A person removes an account and keeps it out.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn kick(&mut self, person: i64, chat: i64, account: i64) -> Result<(), ApiError> {
        self.change_member("kick", chat, (person, account), Standing::Kicked)
    }

    /// A person lets a kicked account come again.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn unban(&mut self, person: i64, chat: i64, account: i64) -> Result<(), ApiError> {
        self.change_member("unban", chat, (person, account), Standing::Left)
    }

    /// Makes an account an administrator with these rights.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn promote(
        &mut self,
        person: i64,
        chat: i64,
        account: i64,
        rights: AdminRights,
    ) -> Result<(), ApiError> {
        let standing = match self.chat_mut(chat)?.standing(account) {
            Standing::Owner { .. } => Standing::Owner {
                anonymous: rights.is_anonymous,
            },
            _ => Standing::Administrator(Box::new(rights)),
        };
        self.change_member("promote", chat, (person, account), standing)
    }

    /// Makes an administrator an ordinary member again.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn demote(&mut self, person: i64, chat: i64, account: i64) -> Result<(), ApiError> {
        self.change_member("demote", chat, (person, account), Standing::Member)
    }

    /// Limits what one member may do.
    ///
    /// # Errors
    /// No such account or chat.
    pub fn restrict(
        &mut self,
        person: i64,
        chat: i64,
        account: i64,
        permissions: Permissions,
    ) -> Result<(), ApiError> {
        let standing = Standing::Restricted {
            permissions: Box::new(permissions),
            inside: true,
        };
        self.change_member("restrict", chat, (person, account), standing)
    }
}
