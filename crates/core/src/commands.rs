//! What the team can write in the backend group: one list, from which reading, help and menus come.
//!
//! Neighbour: `decide::commands` carries them out. A command is a message that begins with `/name`; whatever does is never sent to a
//! client. Deliberately absent: what modules and owners add, which have lists of their own.

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// 🟪: the team comes back to it.
    Hold,
    /// 🟨: the client is to answer.
    Wait,
    /// ⬛.
    Close,
    /// 🟪 again.
    Open,
    /// Whoever writes it is responsible.
    Take,
    /// Somebody of the team is responsible: whom whoever writes it names.
    Assign,
    /// Nobody is responsible.
    Drop,
    /// The conversation is called so from now on.
    Rename,
    /// What is known of the client or chat.
    Info,
    /// Takes a message back from the client.
    Del,
    /// Tries again what did not arrive.
    Retry,
    /// A link by which people come into the client's group.
    Invite,
    /// What somebody writes is not mirrored any more.
    Ban,
    /// It is mirrored again.
    Unban,
    /// The topics that need an answer.
    Waiting,
    /// The topics for which whoever asks is responsible.
    Mine,
    /// How the desk stands.
    Status,
    /// The list of commands.
    Help,
    /// Quick replies.
    Say,
    /// Marks.
    Mark,
    /// Broadcasts; in a topic a quick reply to its client.
    Send,
    /// Who the clients are, as a table.
    Export,
    /// Who is on duty.
    Shift,
    /// Opens a conversation: accounts only.
    New,
    /// Makes a client group: accounts only.
    NewChat,
    /// Joins a chat: accounts only.
    Join,
    /// Leaves a chat: accounts only.
    Leave,
}

/// Where a command works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandPlace {
    /// In the topic of a conversation.
    Topic,
    /// In General.
    General,
    /// There as well, with the link of a topic.
    TopicOrLink,
    /// Everywhere.
    Anywhere,
}

impl Command {
    /// Every command, in the order in which people are shown them.
    pub const ALL: [Command; 27] = [
        Command::Hold,
        Command::Wait,
        Command::Close,
        Command::Open,
        Command::Take,
        Command::Assign,
        Command::Drop,
        Command::Rename,
        Command::Info,
        Command::Del,
        Command::Retry,
        Command::Invite,
        Command::Ban,
        Command::Unban,
        Command::Waiting,
        Command::Mine,
        Command::Status,
        Command::Help,
        Command::Say,
        Command::Mark,
        Command::Send,
        Command::Export,
        Command::Shift,
        Command::New,
        Command::NewChat,
        Command::Join,
        Command::Leave,
    ];

    /// Its name, without the slash.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Command::Hold => "hold",
            Command::Wait => "wait",
            Command::Close => "close",
            Command::Open => "open",
            Command::Take => "take",
            Command::Assign => "assign",
            Command::Drop => "drop",
            Command::Rename => "rename",
            Command::Info => "info",
            Command::Del => "del",
            Command::Retry => "retry",
            Command::Invite => "invite",
            Command::Ban => "ban",
            Command::Unban => "unban",
            Command::Waiting => "waiting",
            Command::Mine => "mine",
            Command::Status => "status",
            Command::Help => "help",
            Command::Say => "say",
            Command::Mark => "mark",
            Command::Send => "send",
            Command::Export => "export",
            Command::Shift => "shift",
            Command::New => "new",
            Command::NewChat => "newchat",
            Command::Join => "join",
            Command::Leave => "leave",
        }
    }

    /// Where it works.
    #[must_use]
    pub fn place(self) -> CommandPlace {
        match self {
            Command::Hold
            | Command::Wait
            | Command::Close
            | Command::Take
            | Command::Assign
            | Command::Drop
            | Command::Rename
            | Command::Info
            | Command::Del
            | Command::Retry
            | Command::Invite
            | Command::Ban
            | Command::Unban
            | Command::Leave => CommandPlace::Topic,
            Command::Open => CommandPlace::TopicOrLink,
            Command::Waiting
            | Command::Mine
            | Command::Status
            | Command::Export
            | Command::New
            | Command::NewChat
            | Command::Join => CommandPlace::General,
            Command::Help | Command::Say | Command::Mark | Command::Send | Command::Shift => {
                CommandPlace::Anywhere
            }
        }
    }

    /// Whether only a personal account can do it, not a bot.
    #[must_use]
    pub fn needs_an_account(self) -> bool {
        matches!(
            self,
            Command::New | Command::NewChat | Command::Join | Command::Leave
        )
    }

    /// The command of a name, in any case.
    #[must_use]
    pub fn find(name: &str) -> Option<Command> {
        let mut all = Command::ALL.into_iter();
        all.find(|command| command.name().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: every command is found by its name in any case, as Telegram takes it for a menu: at most 32 of a to z.
    #[test]
    fn every_command_has_a_name() {
        for command in Command::ALL {
            let name = command.name();
            assert_eq!(Command::find(&name.to_uppercase()), Some(command));
            assert!(name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase()));
        }
        assert_eq!(Command::find("refund"), None);
        assert_eq!(Command::find(""), None);
    }
}
