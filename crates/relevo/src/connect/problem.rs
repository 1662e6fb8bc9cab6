//! Why a bot cannot be connected, or works only in part, each with its fix. Here in words for the command line; the setup bot has its own, in
//! the person's language.

use relevo_core::ConnectionId;
use relevo_telegram::ChatId;

use crate::store::StoreError;

/// Why a bot could not be connected.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The owner can mend it.
    #[error("{0}")]
    Refused(Problem),
    /// The store cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A parameter's name or value.
    #[error("--param {name}: {why}")]
    Parameter {
        /// Its name, as it was given.
        name: String,
        /// What would be right.
        why: String,
    },
    /// Telegram does not know the token.
    #[error(
        "the token is not valid: copy it whole from @BotFather (it looks like 123456:ABC-…), or make a new one there"
    )]
    Token,
    /// Telegram wants to be left alone for so many seconds.
    #[error("Telegram asks to wait {0} seconds; try again then")]
    Wait(u64),
    /// No answer.
    #[error(
        "Telegram cannot be reached: check the network, and --bot-api-url if you run a Bot API server of your own"
    )]
    Unreachable,
    /// Topics are off.
    #[error(
        "the group is not a forum: switch Topics on in the group's settings (its owner can), then try again"
    )]
    NotForum,
    /// A private chat or a channel.
    #[error("that id is not a group's: --group takes the id of a forum group, like -1001234567890")]
    NotGroup,
    /// The group has another id now.
    #[error("the group has become a supergroup: use its new id, --group {0}")]
    Migrated(ChatId),
    /// The bot cannot see the group.
    #[error(
        "the bot does not know that group: add the bot to it as an administrator, and check the id (like -1001234567890)"
    )]
    GroupUnknown,
    /// Nothing is known of the group.
    #[error("Telegram did not answer about the group; try again")]
    GroupSilent,
    /// The bot is not a member.
    #[error("the bot is not in the group: add it as an administrator, then try again")]
    NotMember,
    /// The bot is a member, and no more.
    #[error(
        "the bot is only a member of the group: make it an administrator with “Manage topics”, then try again"
    )]
    OnlyMember,
    /// The right that nothing works without.
    #[error(
        "the bot lacks the right “Manage topics”: give it in the group's administrator settings, then try again"
    )]
    ManageTopics,
    /// It lends its voice to a connection already.
    #[error(
        "this bot is a relay: remove it first with `relevo relay remove`, or connect another bot"
    )]
    IsRelay,
    /// It has a group already.
    #[error(
        "this bot already serves another group (connection i{}): one bot has one backend group", .0.0
    )]
    ServesAnother(ConnectionId),
    /// The account has a group already.
    #[error(
        "this account already serves another group (connection i{}): one account has one backend group", .0.0
    )]
    AccountServesAnother(ConnectionId),
    /// The id is the bot's.
    #[error("--account takes the id of the person whose account it is, not of the bot")]
    NotAPerson,
    /// It is a frontend, so it cannot be a relay.
    #[error(
        "this bot is the frontend of connection i{}: a relay is an extra bot, make one with @BotFather", .0.0
    )]
    IsFrontend(ConnectionId),
    /// It belongs to somebody else.
    #[error("this bot belongs to another owner of this desk")]
    NotYours,
    /// The group belongs to somebody else, who has not agreed.
    #[error("this group is another owner's backend group, and they have not agreed to share it")]
    NoConsent,
    /// As before, and they are asked.
    #[error("this group is another owner's backend group: they are asked whether they share it")]
    ConsentAsked,
    /// As before, and there is no way to ask them.
    #[error("this group is another owner's backend group, and there is no way to ask them")]
    NobodyToAsk,
    /// No relay is called so.
    #[error("there is no relay @{0}: `relevo relay list` lists those that there are")]
    NoSuchRelay(String),
    /// The group is none of the desk's.
    #[error(
        "that group is no backend group of this desk: `relevo connections` lists them; connect a bot to it first"
    )]
    NotOurs,
    /// It does not say which group.
    #[error(
        "there are several backend groups: say which one with --group; `relevo connections` lists them"
    )]
    WhichGroup,
    /// Nothing is connected.
    #[error(
        "there is no backend group yet: connect a bot first, relevo connect bot --token TOKEN --group ID"
    )]
    NoGroup,
}

/// What works only in part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    /// Commands and answers stay in the group.
    #[error(
        "the bot lacks the right “Delete messages”; give it in the group's administrator settings"
    )]
    DeleteMessages,
    /// Nothing is pinned.
    #[error(
        "the bot lacks the right “Pin messages”; give it in the group's administrator settings"
    )]
    PinMessages,
    /// Of clients' groups the bot hears little.
    #[error(
        "privacy mode is on: in client groups the bot sees only commands and replies to it. Switch it off with @BotFather (/setprivacy), then remove the bot from each group and add it again"
    )]
    Privacy,
    /// Nobody can connect the bot to their account.
    #[error(
        "people cannot connect this bot to their accounts yet: switch on “Business Mode” for it with @BotFather (Bot Settings)"
    )]
    BusinessMode,
    /// A parameter that nothing follows from yet.
    #[error("{0}")]
    NoEffect(String),
    /// A relay that cannot write in closed topics.
    #[error(
        "the bot lacks the right “Manage topics”, so it cannot write in closed topics; the connected bot does that. Give it the right in the group's administrator settings"
    )]
    RelayTopics,
}

pub(super) fn refused<T>(problem: Problem) -> Result<T, ConnectError> {
    Err(ConnectError::Refused(problem))
}
