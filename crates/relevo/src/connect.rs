//! Connecting a bot, or a person's account, to a backend group: checks everything first, then writes it in one transaction.
//!
//! Used by the CLI today and by the setup bot and the API later. Every refusal says what to do next.

mod business;
mod problem;
mod relay;

use relevo_core::params::definition;
use relevo_core::{ConnectionId, Params};
use relevo_telegram::{
    Call, ChatId, ChatKind, Gateway, Membership, Outcome, Receipt, Refusal, User, UserId,
};

use crate::parameters::{self, ParametersError, Wanted, without_effect};
use crate::secrets::Secret;
use crate::store::{By, Deed, Store, Tx};
pub use business::{NewAccount, connect_business};
use problem::refused;
pub use problem::{ConnectError, Lack, Problem};
pub(crate) use relay::is_relay;
pub use relay::{Added, add_relay, remove_relay};

/// What the owner gives.
pub struct NewBot {
    /// The bot's token from @BotFather.
    pub token: Secret,
    /// The forum group.
    pub group: ChatId,
    /// Who owns the connection.
    pub owner: Option<UserId>,
    /// Parameters, as name and text.
    pub params: Vec<(String, String)>,
    /// Who connects it, and when.
    pub by: By,
}

/// A connected bot.
#[derive(Debug)]
pub struct Connected {
    /// The connection.
    pub connection: ConnectionId,
    /// The bot's username, without `@`.
    pub username: String,
    /// Whether it was connected before: its token and parameters are the new ones now.
    pub renewed: bool,
    /// What works only in part, each with its fix.
    pub warnings: Vec<Lack>,
}

/// Connects a bot.
///
/// # Errors
/// If a parameter is wrong, the token is not valid, the group is no forum, rights are missing, or the bot serves another
/// group already.
pub async fn connect_bot(
    store: &Store,
    line: &dyn Gateway,
    new: NewBot,
) -> Result<Connected, ConnectError> {
    let params = checked(&new.params)?;
    let Checked {
        me,
        reads_all,
        lacks: mut warnings,
        ..
    } = check(line, new.group).await?;
    if params.monitor_groups && !reads_all {
        warnings.push(Lack::Privacy);
    }
    warnings.extend(without_effect_in(&new.params));
    let username = me.username.clone().unwrap_or_default();
    let (connection, renewed) = write(store, &me, &new).await?;
    Ok(Connected {
        connection,
        username,
        renewed,
        warnings,
    })
}

/// A bot that a group is ready for.
pub(crate) struct Checked {
    me: User,
    reads_all: bool,
    business: bool,
    lacks: Vec<Lack>,
}

/// Whether a group is ready for this bot to be its frontend.
///
/// # Errors
/// If the token is not valid, the group is no forum, or rights are missing.
pub(crate) async fn check(line: &dyn Gateway, group: ChatId) -> Result<Checked, ConnectError> {
    let Me {
        me,
        reads_all,
        business,
    } = who(line).await?;
    check_group(line, group).await?;
    let lacks = check_rights(line, group, me.id).await?;
    Ok(Checked {
        me,
        reads_all,
        business,
        lacks,
    })
}

/// The bot behind a line, as Telegram knows it.
///
/// # Errors
/// If the token is not valid, or Telegram cannot be reached.
pub(crate) async fn known_to_telegram(line: &dyn Gateway) -> Result<User, ConnectError> {
    who(line).await.map(|known| known.me)
}

/// The parameters that are asked for, if all of them can be.
fn checked(asked: &[(String, String)]) -> Result<Params, ConnectError> {
    let mut params = Params::default();
    for (name, text) in asked {
        if let Err(problem) = params.set(name, text) {
            return refused(Problem::Parameter {
                name: name.clone(),
                why: problem.to_string(),
            });
        }
    }
    Ok(params)
}

fn without_effect_in(asked: &[(String, String)]) -> impl Iterator<Item = Lack> {
    let known = asked.iter().filter_map(|(name, _)| definition(name).ok());
    known.filter_map(without_effect).map(Lack::NoEffect)
}

/// The bot itself, and what is switched on for it.
struct Me {
    me: User,
    reads_all: bool,
    business: bool,
}

async fn who(line: &dyn Gateway) -> Result<Me, ConnectError> {
    match line.call(&Call::GetMe).await {
        Outcome::Done(Receipt::Me {
            user: me,
            reads_all,
            business,
            ..
        }) => Ok(Me {
            me,
            reads_all,
            business,
        }),
        Outcome::Refused(_) => refused(Problem::Token),
        Outcome::Wait(time) => refused(Problem::Wait(time.as_secs())),
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => refused(Problem::Unreachable),
    }
}

async fn check_group(line: &dyn Gateway, group: ChatId) -> Result<(), ConnectError> {
    match line.call(&Call::GetChat(group)).await {
        Outcome::Done(Receipt::Chat(chat)) if chat.kind == ChatKind::Supergroup && chat.forum => {
            Ok(())
        }
        Outcome::Done(Receipt::Chat(chat))
            if matches!(chat.kind, ChatKind::Supergroup | ChatKind::Group) =>
        {
            refused(Problem::NotForum)
        }
        Outcome::Done(_) => refused(Problem::NotGroup),
        Outcome::Refused(Refusal::Migrated(to)) => refused(Problem::Migrated(to)),
        Outcome::Refused(_) => refused(Problem::GroupUnknown),
        Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown => refused(Problem::GroupSilent),
    }
}

async fn check_rights(
    line: &dyn Gateway,
    group: ChatId,
    me: UserId,
) -> Result<Vec<Lack>, ConnectError> {
    let membership = match line.call(&Call::GetMember(group, me)).await {
        Outcome::Done(Receipt::Member(membership)) => membership,
        _ => {
            return refused(Problem::NotMember);
        }
    };
    match membership {
        Membership::Administrator {
            manage_topics: true,
            delete_messages,
            pin_messages,
            ..
        } => {
            let lacks = [
                (delete_messages, Lack::DeleteMessages),
                (pin_messages, Lack::PinMessages),
            ];
            Ok(lacks
                .into_iter()
                .filter(|(has, _)| !has)
                .map(|(_, right)| right)
                .collect())
        }
        Membership::Administrator { .. } => refused(Problem::ManageTopics),
        Membership::Owner => Ok(Vec::new()),
        Membership::Member | Membership::Restricted { member: true } => {
            refused(Problem::OnlyMember)
        }
        Membership::Restricted { .. }
        | Membership::Left
        | Membership::Banned
        | Membership::Other => refused(Problem::NotMember),
    }
}

async fn write(
    store: &Store,
    me: &User,
    new: &NewBot,
) -> Result<(ConnectionId, bool), ConnectError> {
    let known = store
        .connections()
        .await?
        .into_iter()
        .find(|connection| connection.user == me.id);
    if is_relay(store, me.id).await? {
        return refused(Problem::IsRelay);
    }
    let mut tx = store.write().await?;
    let identity = tx
        .put_identity(
            me.id,
            me.username.as_deref().unwrap_or_default(),
            &new.token,
        )
        .await?;
    let cell = tx.put_cell(new.group, identity).await?;
    let (connection, renewed) = match known {
        Some(connection) if connection.cell == cell => {
            if let Some(owner) = new.owner {
                tx.set_owner(connection.id, owner).await?;
                let old = connection.owner.filter(|old| *old != owner);
                if connection.owner != Some(owner) {
                    let deed = Deed::Owner { old, new: owner };
                    tx.audit(new.by, Some(connection.id), &deed).await?;
                }
            }
            (connection.id, true)
        }
        Some(connection) => {
            return refused(Problem::ServesAnother(connection.id));
        }
        None => {
            let made = tx.add_connection(identity, cell, new.owner).await?;
            tx.audit(new.by, Some(made), &Deed::Connected).await?;
            (made, false)
        }
    };
    set(&mut tx, connection, &new.params, new.by).await?;
    tx.commit().await?;
    Ok((connection, renewed))
}

/// Gives a connection the parameters that were asked for.
async fn set(
    tx: &mut Tx,
    connection: ConnectionId,
    asked: &[(String, String)],
    by: By,
) -> Result<(), ConnectError> {
    let wanted: Vec<Wanted> = asked
        .iter()
        .map(|(name, text)| parameters::wanted(name, text))
        .collect();
    match parameters::change_in(tx, connection, &wanted, by).await {
        Ok(_) => Ok(()),
        Err(ParametersError::Wrong(problem)) => refused(Problem::Parameter {
            name: String::new(),
            why: problem.to_string(),
        }),
        Err(ParametersError::Store(problem)) => Err(problem.into()),
    }
}
