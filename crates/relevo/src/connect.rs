//! Connecting a bot, or a person's account, to a backend group: checks everything first, then writes it in one transaction.
//!
//! Used by the CLI today and by the setup bot and the API later. Every refusal says what to do next.

mod business;
mod relay;

use relevo_core::params::definition;
use relevo_core::{ConnectionId, Params};
use relevo_telegram::{
    Call, ChatId, ChatKind, Gateway, Membership, Outcome, Receipt, Refusal, User, UserId,
};

use crate::parameters::{self, ParametersError, Wanted, without_effect};
use crate::secrets::Secret;
use crate::store::{By, Deed, Store, StoreError, Tx};
pub use business::{NewAccount, connect_business};
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
    pub warnings: Vec<String>,
}

/// Why a bot could not be connected, in words for the owner.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The owner can mend it.
    #[error("{0}")]
    Refused(String),
    /// The store cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn refused<T>(words: impl Into<String>) -> Result<T, ConnectError> {
    Err(ConnectError::Refused(words.into()))
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
    let Me { me, reads_all, .. } = who(line).await?;
    check_group(line, new.group).await?;
    let mut warnings = check_rights(line, new.group, me.id).await?;
    if params.monitor_groups && !reads_all {
        warnings.push(
            "privacy mode is on: in client groups the bot sees only commands and replies to it. Switch it off with \
             @BotFather (/setprivacy), then remove the bot from each group and add it again"
                .into(),
        );
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

/// The parameters that are asked for, if all of them can be.
fn checked(asked: &[(String, String)]) -> Result<Params, ConnectError> {
    let mut params = Params::default();
    for (name, text) in asked {
        if let Err(problem) = params.set(name, text) {
            return refused(format!("--param {name}: {problem}"));
        }
    }
    Ok(params)
}

fn without_effect_in(asked: &[(String, String)]) -> impl Iterator<Item = String> {
    let known = asked.iter().filter_map(|(name, _)| definition(name).ok());
    known.filter_map(without_effect)
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
        }) => Ok(Me {
            me,
            reads_all,
            business,
        }),
        Outcome::Refused(_) => refused(
            "the token is not valid: copy it whole from @BotFather (it looks like 123456:ABC-…), or make a new one there",
        ),
        Outcome::Wait(time) => refused(format!(
            "Telegram asks to wait {} seconds; try again then",
            time.as_secs()
        )),
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => refused(
            "Telegram cannot be reached: check the network, and --bot-api-url if you run a Bot API server of your own",
        ),
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
            refused(
                "the group is not a forum: switch Topics on in the group's settings (its owner can), then try again",
            )
        }
        Outcome::Done(_) => refused(
            "that id is not a group's: --group takes the id of a forum group, like -1001234567890",
        ),
        Outcome::Refused(Refusal::Migrated(to)) => refused(format!(
            "the group has become a supergroup: use its new id, --group {to}"
        )),
        Outcome::Refused(_) => refused(
            "the bot does not know that group: add the bot to it as an administrator, and check the id (like -1001234567890)",
        ),
        Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown => {
            refused("Telegram did not answer about the group; try again")
        }
    }
}

async fn check_rights(
    line: &dyn Gateway,
    group: ChatId,
    me: UserId,
) -> Result<Vec<String>, ConnectError> {
    let membership = match line.call(&Call::GetMember(group, me)).await {
        Outcome::Done(Receipt::Member(membership)) => membership,
        _ => {
            return refused(
                "the bot is not in the group: add it as an administrator, then try again",
            );
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
                (delete_messages, "Delete messages"),
                (pin_messages, "Pin messages"),
            ];
            Ok(lacks
                .into_iter()
                .filter(|(has, _)| !has)
                .map(|(_, right)| format!("the bot lacks the right “{right}”; give it in the group's administrator settings"))
                .collect())
        }
        Membership::Administrator { .. } => refused(
            "the bot lacks the right “Manage topics”: give it in the group's administrator settings, then try again",
        ),
        Membership::Owner => Ok(Vec::new()),
        Membership::Member | Membership::Restricted { member: true } => refused(
            "the bot is only a member of the group: make it an administrator with “Manage topics”, then try again",
        ),
        Membership::Restricted { .. }
        | Membership::Left
        | Membership::Banned
        | Membership::Other => {
            refused("the bot is not in the group: add it as an administrator, then try again")
        }
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
    if relay::known_relay(store, me.id).await? {
        return refused(
            "this bot is a relay: remove it first with `relevo relay remove`, or connect another bot",
        );
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
            return refused(format!(
                "this bot already serves another group (connection i{}): one bot has one backend group",
                connection.id.0
            ));
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
        Err(ParametersError::Wrong(problem)) => refused(problem.to_string()),
        Err(ParametersError::Store(problem)) => Err(problem.into()),
    }
}
