//! What the desk answers to a command, as data. Answers are for the moment: they tidy themselves away.

use crate::{Banned, Command, Status, TopicList};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The conversation's status is this now.
    StatusIs {
        /// Which.
        status: Status,
    },
    /// The conversation is called so now.
    Called {
        /// The name; none: as the client calls themselves.
        name: Option<String>,
    },
    /// Somebody is responsible now.
    Responsible {
        /// Their name.
        name: String,
    },
    /// Nobody is responsible now.
    NobodyResponsible,
    /// There is nobody whom the desk could offer: it knows no name.
    NobodySeen,
    /// Whoever writes as the group cannot be responsible: nobody knows who it is.
    Anonymous,
    /// The same about whoever wants to know their own topics.
    AnonymousAsks,
    /// The topics that need an answer.
    Waiting {
        /// Which, the longest first.
        list: Box<TopicList>,
    },
    /// The topics for which whoever asks is responsible.
    Mine {
        /// Which: first those that wait for the team, and of each status the longest first.
        list: Box<TopicList>,
    },
    /// Which statuses and commands there are.
    Help {
        /// Whether what waits for the client closes by itself.
        ages: bool,
    },
    /// The command belongs into the topic of a client.
    InTopic {
        /// Which.
        command: Command,
    },
    /// The command belongs into General.
    InGeneral {
        /// Which.
        command: Command,
    },
    /// Only a personal account can do that.
    NeedsAccount {
        /// Which.
        command: Command,
    },
    /// What should be the link of a client's topic is none.
    NoSuchTopic,
    /// The connection of the topic whose link was given is stopped.
    TopicStopped,
    /// A command that somebody forwarded is not their own word.
    Forwarded,
    /// What they write is not mirrored any more, or is again.
    Ban {
        /// Who.
        who: Banned,
        /// Whether they are banned now.
        on: bool,
    },
    /// They were banned, or not banned, before.
    BanAsBefore {
        /// Whether they are banned.
        on: bool,
    },
    /// No more can be banned: the list is as long as it may be.
    BansFull,
    /// Whoever wrote the command has not the right to ban in the group.
    MayNotBan {
        /// Which.
        command: Command,
    },
    /// Whoever writes as the group cannot ban: nobody sees whether they have the right.
    RightUnseen {
        /// Which.
        command: Command,
    },
    /// What did not arrive is tried again.
    TryingAgain,
    /// What is answered waits for a person's word, for which there are buttons.
    DecideByButtons {
        /// Whether the client may have it: a second copy would be one too many.
        may_have_arrived: bool,
    },
    /// What is answered did not fail, or is not there any more.
    NothingToRetry,
    /// A link by which people come into the client's group or channel.
    Invite {
        /// The link.
        link: String,
        /// Whether somebody was named, whom a bot cannot add.
        named: bool,
    },
    /// A private chat: nobody can be invited there.
    InviteForGroups,
    /// The owner hides from the team what a link would show.
    InviteHidden,
    /// The bot has not the right to make links in the client's group.
    MayNotInvite,
    /// The bot is not in the client's group, or Telegram makes no link for another reason.
    NoInvite,
    /// The card was sent to whoever asked, alone.
    InfoSent,
    /// It could not be: they have not started the bot.
    InfoNotSent {
        /// The bot's username, without `@`; empty if it has none.
        bot: String,
    },
    /// Only those who may see what is hidden get the card.
    InfoRefused,
    /// Whoever writes as the group may see it, and nobody sees to whom it would have to be sent.
    InfoToNobody,
    /// What is said about quick replies.
    Say(crate::SayAnswer),
    /// Nobody knows who wrote the message that the command answers.
    AuthorUnknown {
        /// Which.
        command: Command,
    },
}
