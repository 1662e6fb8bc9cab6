//! Every answer to a command.

use relevo_core::{Answer, Command, Status, TopicList};

use super::lists;

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
        Answer::Help,
        Answer::NoSuchTopic,
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
    }
    answers
}
