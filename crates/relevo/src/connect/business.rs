//! Connecting a person's account to a backend group, over a bot to which that person has connected it, or will.
//!
//! Nothing is waited for: the connection comes alive when Telegram tells of it, which may have been before.

use relevo_core::{AccountState, Change, ConnectionId, Delivery, Notice};
use relevo_telegram::{ChatId, Gateway, User, UserId};

use super::problem::refused;
use super::{
    Checked, ConnectError, Connected, Lack, Problem, check, checked, is_relay, set,
    without_effect_in,
};
use crate::secrets::Secret;
use crate::store::{By, Deed, PendingAccount, Store};

/// What the owner gives.
pub struct NewAccount {
    /// The token of the bot that the person connects to their account.
    pub token: Secret,
    /// The person's Telegram id.
    pub account: UserId,
    /// The forum group.
    pub group: ChatId,
    /// Who owns the connection.
    pub owner: Option<UserId>,
    /// Parameters, as name and text. Without `WELCOME` among them clients are not greeted: a person's account does not greet by itself.
    pub params: Vec<(String, String)>,
    /// Who connects it, and when.
    pub by: By,
}

/// Connects an account. The answer's username is the bot's.
///
/// # Errors
/// If a parameter is wrong, the token is not valid, the group is no forum, rights are missing, or the account serves another group already.
pub async fn connect_business(
    store: &Store,
    line: &dyn Gateway,
    new: NewAccount,
) -> Result<Connected, ConnectError> {
    checked(&new.params)?;
    let Checked {
        me,
        business,
        lacks: mut warnings,
        ..
    } = check(line, new.group).await?;
    if !business {
        warnings.push(Lack::BusinessMode);
    }
    warnings.extend(without_effect_in(&new.params));
    if is_relay(store, me.id).await? {
        return refused(Problem::IsRelay);
    }
    if new.account == me.id {
        return refused(Problem::NotAPerson);
    }
    let (connection, renewed) = write(store, &me, &new).await?;
    Ok(Connected {
        connection,
        username: me.username.unwrap_or_default(),
        renewed,
        warnings,
    })
}

async fn write(
    store: &Store,
    me: &User,
    new: &NewAccount,
) -> Result<(ConnectionId, bool), ConnectError> {
    let known = store.connections().await?;
    let known = known.into_iter().find(|one| one.user == new.account);
    let pending = store.pending_accounts().await?;
    let bots = store.identities().await?;
    let bot = bots.iter().find(|one| one.user == me.id);
    let told = bot.and_then(|bot| {
        let of_it =
            |one: &&PendingAccount| one.bot == bot.id && one.connection.user.id == new.account;
        pending.iter().find(of_it)
    });
    let before = bots.iter().find(|one| one.user == new.account);
    let mut tx = store.write().await?;
    let username = me.username.as_deref().unwrap_or_default();
    let via = tx.put_identity(me.id, username, &new.token).await?;
    let name = told
        .and_then(|one| one.connection.user.username.clone())
        .or_else(|| before.map(|one| one.username.clone()))
        .unwrap_or_default();
    let identity = tx.put_account(new.account, &name, via).await?;
    let cell = tx.put_cell(new.group, via).await?;
    let (connection, renewed) = match known {
        Some(known) if known.cell == cell => (known.id, true),
        Some(known) => {
            return refused(Problem::AccountServesAnother(known.id));
        }
        None => {
            let made = tx.add_connection(identity, cell, new.owner).await?;
            tx.audit(new.by, Some(made), &Deed::Connected).await?;
            (made, false)
        }
    };
    if let Some(owner) = new.owner.filter(|_| renewed) {
        tx.set_owner(connection, owner).await?;
    }
    let mut params = new.params.clone();
    let greets = |(name, _): &(String, String)| name.eq_ignore_ascii_case("WELCOME");
    if !renewed && !params.iter().any(greets) {
        params.push(("WELCOME".into(), "OFF".into()));
    }
    set(&mut tx, connection, &params, new.by).await?;
    if let Some(told) = told {
        tx.set_account(identity, &told.connection).await?;
        tx.forget_pending(via, new.account).await?;
    }
    tx.commit().await?;
    if let Some(told) = told {
        said(store, connection, told).await?;
    }
    Ok((connection, renewed))
}

/// What is possible in the account's name, told in General as if Telegram told of the connection now.
async fn said(
    store: &Store,
    connection: ConnectionId,
    told: &PendingAccount,
) -> Result<(), ConnectError> {
    let known = store.connections().await?;
    let Some(known) = known.into_iter().find(|one| one.id == connection) else {
        return Ok(());
    };
    let notice = match AccountState::of(&told.connection).hinders() {
        None => Notice::AccountConnected,
        Some(reason) => Notice::AccountLost { reason },
    };
    let mut tx = store.write().await?;
    let (_, mut fresh) = tx.lock_cell(known.cell, 1, 0).await?;
    let line = Delivery::in_general(notice, &known, &mut fresh, told.at_ms);
    tx.apply(&[Change::Deliver(line)]).await?;
    tx.commit().await?;
    Ok(())
}
