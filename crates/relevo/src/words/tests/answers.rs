//! Every answer to a command.

use relevo_core::{Answer, Banned, Command, Status, TopicList};

use super::{LANGUAGES, lists};
use crate::words::menu;

pub(super) fn all() -> Vec<Answer> {
    let mut answers = vec![
        Answer::Called { name: None },
        Answer::Called {
            name: Some("VIP".into()),
        },
        Answer::Responsible {
            name: "Marta".into(),
        },
        Answer::NobodyResponsible,
        Answer::Anonymous,
        Answer::AnonymousAsks,
        Answer::Help { ages: true },
        Answer::Help { ages: false },
        Answer::NoSuchTopic,
        Answer::TopicStopped,
        Answer::Forwarded,
        Answer::BansFull,
        Answer::NobodySeen,
        Answer::TryingAgain,
        Answer::NothingToRetry,
        Answer::InviteForGroups,
        Answer::InviteHidden,
        Answer::MayNotInvite,
        Answer::NoInvite,
        Answer::InfoSent,
        Answer::InfoNotSent {
            bot: "acme_support_bot".into(),
        },
        Answer::InfoRefused,
        Answer::InfoToNobody,
    ];
    answers.extend(Status::ALL.map(|status| Answer::StatusIs { status }));
    for list in [TopicList::default(), lists::some()] {
        let list = Box::new(list);
        answers.push(Answer::Waiting { list: list.clone() });
        answers.push(Answer::Mine { list });
    }
    for command in Command::ALL {
        answers.push(Answer::InTopic { command });
        answers.push(Answer::InGeneral { command });
        answers.push(Answer::NeedsAccount { command });
        answers.push(Answer::MayNotBan { command });
        answers.push(Answer::RightUnseen { command });
        answers.push(Answer::AuthorUnknown { command });
    }
    for on in [true, false] {
        answers.push(Answer::DecideByButtons {
            may_have_arrived: on,
        });
        answers.push(Answer::Invite {
            link: "https://t.me/+abc".into(),
            named: on,
        });
        answers.push(Answer::BanAsBefore { on });
        answers.extend(Banned::ALL.map(|who| Answer::Ban { who, on }));
    }
    answers
}

/// Promise: the menu of every language fits what Telegram takes (100 commands, 256 characters each), in one line each.
#[test]
fn menus_are_taken() {
    for language in LANGUAGES {
        let menu = menu(language);
        assert!((1..=100).contains(&menu.len()));
        for command in menu {
            let words = command.description;
            assert!((1..=256).contains(&words.chars().count()), "{words}");
            assert!(!words.contains('\n'), "{words}");
        }
    }
}
