//! Answers to commands, in words. Help is one line a command, from the core's list.

use relevo_core::{Answer, Banned, Command, Status};
use relevo_telegram::{EntityKind, MenuCommand, Text};

use super::catalogue::{Catalogue, Fact};
use super::{lists, replies};

/// The commands that people are shown: what only accounts can do is of no use to the team of a bot.
fn shown() -> impl Iterator<Item = Command> {
    let all = Command::ALL.into_iter();
    all.filter(|command| !command.needs_an_account())
}

/// The list of commands, as Telegram shows it to whoever types `/`.
pub(super) fn menu(catalogue: &Catalogue) -> Vec<MenuCommand> {
    let command = |command: Command| MenuCommand {
        name: command.name().to_owned(),
        description: catalogue.text(&format!("command-{}", command.name()), None, &[]),
    };
    shown().map(command).collect()
}

/// Every message of which an answer may be put together.
#[cfg(test)]
pub(super) fn parts() -> Vec<String> {
    let commands = shown().map(|command| format!("command-{}", command.name()));
    let rest = [
        "help-statuses",
        "help-statuses-ageless",
        "help-commands",
        "help-notes",
        "help-deleting",
    ];
    let rest = rest
        .into_iter()
        .chain(lists::PARTS)
        .chain(replies::PARTS)
        .chain(super::cards::PARTS);
    commands.chain(rest.map(String::from)).collect()
}

/// The whole answer.
pub(super) fn text(catalogue: &Catalogue, answer: &Answer) -> Text {
    if let Answer::Help { .. } = answer {
        return help(catalogue, sentence(answer).0);
    }
    if let Answer::Say(said) = answer {
        return replies::answer(catalogue, said);
    }
    let (id, facts) = sentence(answer);
    if let Answer::Waiting { list } | Answer::Mine { list } = answer {
        return lists::text(catalogue, id, list);
    }
    let facts: Vec<Fact<'_>> = facts
        .into_iter()
        .map(|(name, fact)| (name, fact.into()))
        .collect();
    Text::plain(catalogue.text(id, None, &facts))
}

/// The message of an answer, and its facts.
pub(super) fn sentence(answer: &Answer) -> (&'static str, Vec<(&'static str, String)>) {
    let command = |command: &Command| vec![("command", format!("/{}", command.name()))];
    match answer {
        Answer::StatusIs { status } => {
            let id = match status {
                Status::UserAnswered => "answer-turn-of-team",
                Status::SupportAnswered => "answer-turn-of-client",
                Status::Closed => "answer-closed",
            };
            (id, Vec::new())
        }
        Answer::Called { name: None } => ("answer-called-as-before", Vec::new()),
        Answer::Called { name: Some(name) } => ("answer-called", vec![("name", name.clone())]),
        Answer::Responsible { name } => ("answer-responsible", vec![("name", name.clone())]),
        Answer::NobodyResponsible => ("answer-nobody-responsible", Vec::new()),
        Answer::NobodySeen => ("answer-nobody-seen", Vec::new()),
        Answer::Anonymous => ("answer-anonymous", Vec::new()),
        Answer::AnonymousAsks => ("answer-anonymous-asks", Vec::new()),
        Answer::Waiting { list } if list.topics.is_empty() => ("answer-nobody-waits", Vec::new()),
        Answer::Waiting { .. } => ("answer-waiting", Vec::new()),
        Answer::Mine { list } if list.topics.is_empty() => ("answer-none-mine", Vec::new()),
        Answer::Mine { .. } => ("answer-mine", Vec::new()),
        Answer::Help { ages: true } => ("help-statuses", Vec::new()),
        Answer::Help { ages: false } => ("help-statuses-ageless", Vec::new()),
        Answer::InTopic { command: which } => ("answer-in-topic", command(which)),
        Answer::InGeneral { command: which } => ("answer-in-general", command(which)),
        Answer::NeedsAccount { command: which } => ("answer-needs-account", command(which)),
        Answer::NoSuchTopic => ("answer-no-such-topic", Vec::new()),
        Answer::TopicStopped => ("answer-topic-stopped", Vec::new()),
        Answer::Forwarded => ("answer-forwarded", Vec::new()),
        Answer::Ban { who, on } => {
            let id = match (who, on) {
                (Banned::Client, true) => "answer-client-banned",
                (Banned::Client, false) => "answer-client-unbanned",
                (Banned::Participant, true) => "answer-participant-banned",
                (Banned::Participant, false) => "answer-participant-unbanned",
                (Banned::Chat, true) => "answer-chat-banned",
                (Banned::Chat, false) => "answer-chat-unbanned",
            };
            (id, Vec::new())
        }
        Answer::BanAsBefore { on: true } => ("answer-banned-before", Vec::new()),
        Answer::BanAsBefore { on: false } => ("answer-not-banned", Vec::new()),
        Answer::BansFull => ("answer-bans-full", Vec::new()),
        Answer::MayNotBan { command: which } => ("answer-may-not-ban", command(which)),
        Answer::RightUnseen { command: which } => ("answer-right-unseen", command(which)),
        Answer::TryingAgain => ("answer-trying-again", Vec::new()),
        Answer::DecideByButtons { may_have_arrived } => {
            let id = match may_have_arrived {
                true => "answer-decide-unsure",
                false => "answer-decide-by-buttons",
            };
            (id, Vec::new())
        }
        Answer::NothingToRetry => ("answer-nothing-to-retry", Vec::new()),
        Answer::Invite { link, named } => {
            let id = match named {
                true => "answer-invite-named",
                false => "answer-invite",
            };
            (id, vec![("link", link.clone())])
        }
        Answer::InviteForGroups => ("answer-invite-for-groups", Vec::new()),
        Answer::InviteHidden => ("answer-invite-hidden", Vec::new()),
        Answer::MayNotInvite => ("answer-may-not-invite", Vec::new()),
        Answer::NoInvite => ("answer-no-invite", Vec::new()),
        Answer::Say(said) => (replies::sentence(said), Vec::new()),
        Answer::InfoSent => ("answer-info-sent", Vec::new()),
        Answer::InfoNotSent { bot } => ("answer-info-not-sent", vec![("bot", bot.clone())]),
        Answer::InfoRefused => ("answer-info-refused", Vec::new()),
        Answer::InfoToNobody => ("answer-info-to-nobody", Vec::new()),
        Answer::AuthorUnknown { command: which } => ("answer-author-unknown", command(which)),
    }
}

fn help(catalogue: &Catalogue, statuses: &str) -> Text {
    let mut text = Text::default();
    text.push_str(&catalogue.text(statuses, None, &[]));
    text.push_str("\n\n");
    text.push_as(
        &catalogue.text("help-commands", None, &[]),
        EntityKind::Bold,
    );
    text.push_str(&format!("\n{}", catalogue.text("help-notes", None, &[])));
    for command in shown() {
        let what = catalogue.text(&format!("command-{}", command.name()), None, &[]);
        text.push_str(&format!("\n/{} – {what}", command.name()));
    }
    text.push_str(&format!(
        "\n\n{}",
        catalogue.text("help-deleting", None, &[])
    ));
    text
}
