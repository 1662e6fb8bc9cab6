//! Every answer to a command.

use relevo_core::{Answer, Banned, Command, Status};

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
        Answer::Help,
        Answer::NoSuchTopic,
        Answer::BansFull,
    ];
    answers.extend(Status::ALL.map(|status| Answer::StatusIs { status }));
    for command in Command::ALL {
        answers.push(Answer::InTopic { command });
        answers.push(Answer::InGeneral { command });
        answers.push(Answer::NeedsAccount { command });
        answers.push(Answer::MayNotBan { command });
        answers.push(Answer::RightUnseen { command });
        answers.push(Answer::AuthorUnknown { command });
    }
    for on in [true, false] {
        answers.push(Answer::BanAsBefore { on });
        answers.extend(Banned::ALL.map(|who| Answer::Ban { who, on }));
    }
    answers
}
