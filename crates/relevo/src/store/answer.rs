//! The store's own shape of answers to commands.

use relevo_core::{Answer, Banned, Command, ListedTopic, Status, TopicList, TopicRef};
use serde::{Deserialize, Serialize};

use super::codes::Code as _;
use super::reply_words::SayShape;

#[derive(Serialize, Deserialize)]
pub(super) enum AnswerShape {
    #[serde(rename = "0")]
    StatusIs(i64),
    #[serde(rename = "1")]
    Called(Option<String>),
    #[serde(rename = "2")]
    Responsible(String),
    #[serde(rename = "3")]
    NobodyResponsible,
    #[serde(rename = "4")]
    Anonymous,
    #[serde(rename = "5")]
    Help,
    /// A command by its name.
    #[serde(rename = "6")]
    InTopic(String),
    #[serde(rename = "7")]
    InGeneral(String),
    #[serde(rename = "8")]
    NeedsAccount(String),
    #[serde(rename = "9")]
    NoSuchTopic,
    /// What kind of somebody, and whether they are banned now.
    #[serde(rename = "10")]
    Ban(i64, bool),
    #[serde(rename = "11")]
    BanAsBefore(bool),
    #[serde(rename = "12")]
    BansFull,
    #[serde(rename = "13")]
    MayNotBan(String),
    #[serde(rename = "14")]
    RightUnseen(String),
    #[serde(rename = "15")]
    AuthorUnknown(String),
    #[serde(rename = "40")]
    NobodySeen,
    #[serde(rename = "41")]
    TryingAgain,
    /// Whether the client may have it.
    #[serde(rename = "42")]
    DecideByButtons(bool),
    #[serde(rename = "43")]
    NothingToRetry,
    /// The link, and whether somebody was named.
    #[serde(rename = "44")]
    Invite(String, bool),
    #[serde(rename = "45")]
    InviteForGroups,
    #[serde(rename = "46")]
    InviteHidden,
    #[serde(rename = "47")]
    MayNotInvite,
    #[serde(rename = "48")]
    NoInvite,
    #[serde(rename = "150")]
    InfoSent,
    #[serde(rename = "151")]
    InfoNotSent(String),
    #[serde(rename = "152")]
    InfoRefused,
    #[serde(rename = "153")]
    InfoToNobody,
    #[serde(rename = "300")]
    Say(SayShape),
    #[serde(rename = "20")]
    AnonymousAsks,
    #[serde(rename = "21")]
    Waiting(ListShape),
    #[serde(rename = "22")]
    Mine(ListShape),
    #[serde(rename = "54")]
    TopicStopped,
    #[serde(rename = "55")]
    Forwarded,
    /// Where nothing closes by itself.
    #[serde(rename = "56")]
    HelpWithout,
}

/// When it was made, the topics, how many more.
#[derive(Serialize, Deserialize)]
pub(super) struct ListShape(i64, Vec<ListedShape>, u32);

/// Status, since when, title, link.
#[derive(Serialize, Deserialize)]
struct ListedShape(i64, Option<i64>, String, Option<String>);

impl AnswerShape {
    pub(super) fn of(answer: &Answer) -> AnswerShape {
        let name = |command: &Command| command.name().to_owned();
        match answer {
            Answer::StatusIs { status } => AnswerShape::StatusIs(status.code()),
            Answer::Called { name } => AnswerShape::Called(name.clone()),
            Answer::Responsible { name } => AnswerShape::Responsible(name.clone()),
            Answer::NobodyResponsible => AnswerShape::NobodyResponsible,
            Answer::Anonymous => AnswerShape::Anonymous,
            Answer::Help { ages: true } => AnswerShape::Help,
            Answer::Help { ages: false } => AnswerShape::HelpWithout,
            Answer::InTopic { command } => AnswerShape::InTopic(name(command)),
            Answer::InGeneral { command } => AnswerShape::InGeneral(name(command)),
            Answer::NeedsAccount { command } => AnswerShape::NeedsAccount(name(command)),
            Answer::NoSuchTopic => AnswerShape::NoSuchTopic,
            Answer::TopicStopped => AnswerShape::TopicStopped,
            Answer::Forwarded => AnswerShape::Forwarded,
            Answer::Ban { who, on } => AnswerShape::Ban(who.code(), *on),
            Answer::BanAsBefore { on } => AnswerShape::BanAsBefore(*on),
            Answer::BansFull => AnswerShape::BansFull,
            Answer::MayNotBan { command } => AnswerShape::MayNotBan(name(command)),
            Answer::RightUnseen { command } => AnswerShape::RightUnseen(name(command)),
            Answer::AuthorUnknown { command } => AnswerShape::AuthorUnknown(name(command)),
            Answer::NobodySeen => AnswerShape::NobodySeen,
            Answer::TryingAgain => AnswerShape::TryingAgain,
            Answer::DecideByButtons { may_have_arrived } => {
                AnswerShape::DecideByButtons(*may_have_arrived)
            }
            Answer::NothingToRetry => AnswerShape::NothingToRetry,
            Answer::Invite { link, named } => AnswerShape::Invite(link.clone(), *named),
            Answer::InviteForGroups => AnswerShape::InviteForGroups,
            Answer::InviteHidden => AnswerShape::InviteHidden,
            Answer::MayNotInvite => AnswerShape::MayNotInvite,
            Answer::NoInvite => AnswerShape::NoInvite,
            Answer::InfoSent => AnswerShape::InfoSent,
            Answer::InfoNotSent { bot } => AnswerShape::InfoNotSent(bot.clone()),
            Answer::InfoRefused => AnswerShape::InfoRefused,
            Answer::InfoToNobody => AnswerShape::InfoToNobody,
            Answer::Say(said) => AnswerShape::Say(SayShape::of(said)),
            Answer::AnonymousAsks => AnswerShape::AnonymousAsks,
            Answer::Waiting { list } => AnswerShape::Waiting(ListShape::of(list)),
            Answer::Mine { list } => AnswerShape::Mine(ListShape::of(list)),
        }
    }

    pub(super) fn read(self) -> Option<Answer> {
        Some(match self {
            AnswerShape::StatusIs(code) => Answer::StatusIs {
                status: Status::from_code(code)?,
            },
            AnswerShape::Called(name) => Answer::Called { name },
            AnswerShape::Responsible(name) => Answer::Responsible { name },
            AnswerShape::NobodyResponsible => Answer::NobodyResponsible,
            AnswerShape::Anonymous => Answer::Anonymous,
            AnswerShape::Help => Answer::Help { ages: true },
            AnswerShape::HelpWithout => Answer::Help { ages: false },
            AnswerShape::InTopic(name) => Answer::InTopic {
                command: Command::find(&name)?,
            },
            AnswerShape::InGeneral(name) => Answer::InGeneral {
                command: Command::find(&name)?,
            },
            AnswerShape::NeedsAccount(name) => Answer::NeedsAccount {
                command: Command::find(&name)?,
            },
            AnswerShape::NoSuchTopic => Answer::NoSuchTopic,
            AnswerShape::TopicStopped => Answer::TopicStopped,
            AnswerShape::Forwarded => Answer::Forwarded,
            AnswerShape::Ban(code, on) => Answer::Ban {
                who: Banned::from_code(code)?,
                on,
            },
            AnswerShape::BanAsBefore(on) => Answer::BanAsBefore { on },
            AnswerShape::BansFull => Answer::BansFull,
            AnswerShape::MayNotBan(name) => Answer::MayNotBan {
                command: Command::find(&name)?,
            },
            AnswerShape::RightUnseen(name) => Answer::RightUnseen {
                command: Command::find(&name)?,
            },
            AnswerShape::AuthorUnknown(name) => Answer::AuthorUnknown {
                command: Command::find(&name)?,
            },
            AnswerShape::NobodySeen => Answer::NobodySeen,
            AnswerShape::TryingAgain => Answer::TryingAgain,
            AnswerShape::DecideByButtons(may_have_arrived) => {
                Answer::DecideByButtons { may_have_arrived }
            }
            AnswerShape::NothingToRetry => Answer::NothingToRetry,
            AnswerShape::Invite(link, named) => Answer::Invite { link, named },
            AnswerShape::InviteForGroups => Answer::InviteForGroups,
            AnswerShape::InviteHidden => Answer::InviteHidden,
            AnswerShape::MayNotInvite => Answer::MayNotInvite,
            AnswerShape::NoInvite => Answer::NoInvite,
            AnswerShape::InfoSent => Answer::InfoSent,
            AnswerShape::InfoNotSent(bot) => Answer::InfoNotSent { bot },
            AnswerShape::InfoRefused => Answer::InfoRefused,
            AnswerShape::InfoToNobody => Answer::InfoToNobody,
            AnswerShape::Say(said) => Answer::Say(said.read()?),
            AnswerShape::AnonymousAsks => Answer::AnonymousAsks,
            AnswerShape::Waiting(list) => Answer::Waiting { list: list.read()? },
            AnswerShape::Mine(list) => Answer::Mine { list: list.read()? },
        })
    }
}

impl ListShape {
    fn of(list: &TopicList) -> ListShape {
        let listed = |one: &ListedTopic| {
            let TopicRef { title, link } = one.topic.clone();
            ListedShape(one.status.code(), one.since_ms, title, link)
        };
        ListShape(
            list.at_ms,
            list.topics.iter().map(listed).collect(),
            list.more,
        )
    }

    fn read(self) -> Option<Box<TopicList>> {
        let ListShape(at_ms, listed, more) = self;
        let listed = listed.into_iter().map(|one| {
            let ListedShape(status, since_ms, title, link) = one;
            Some(ListedTopic {
                status: Status::from_code(status)?,
                since_ms,
                topic: TopicRef { title, link },
            })
        });
        Some(Box::new(TopicList {
            at_ms,
            topics: listed.collect::<Option<_>>()?,
            more,
        }))
    }
}
