//! `/mark`: what the team pins to its conversations. In General marks are made and listed, in a topic they are set and taken away.
//!
//! Neighbours: `relevo_core::marks` reads what is written and says what follows, `store::marks` keeps it, `setting` sets a mark for whoever
//! wants that, `draw` makes pages. Deliberately absent: sending a reply by hand, which is `/say`.

mod change;
mod draw;
mod leaving;
mod setting;
mod taken;

use relevo_core::marks::{Mark, MarkAct, MarkCause, MarkCommand, MarkId, MarkRefusal, MarkScreen};
use relevo_core::{CellId, Conversation, Name, Stands};
use relevo_telegram::UserId;

pub(crate) use change::{Changing, delete, hook, written as changed};
pub(super) use draw::draw;
pub(crate) use draw::{lines, refused};
pub(crate) use leaving::page as leave_page;
pub(crate) use setting::{Setting, set_mark};
pub(crate) use taken::taken_along;

use super::{Asking, Said, What};
use crate::store::{StoreError, Tx};

/// What came of it.
type Shown = Result<MarkScreen, StoreError>;

/// Does what is asked, and says which screen follows.
pub(super) async fn asked(mut asking: Asking<'_>) -> Result<Said, StoreError> {
    let (screen, stands) = match asking.what {
        What::Written { argument, .. } => (written(&mut asking, argument).await?, Stands::Menu),
        What::Pressed { panel, act } => {
            let known = MarkAct::from_code(act);
            let Some(act) = known else {
                return Ok(Said::Nothing);
            };
            match pressed(&mut asking, act).await? {
                MarkScreen::Refused(MarkRefusal::NotAllowed) => return Ok(Said::NotAllowed),
                screen => (screen, panel.stands),
            }
        }
    };
    let stands = match screen {
        MarkScreen::Refused(_) => Stands::Answer,
        // Nothing on it could be tapped.
        MarkScreen::List | MarkScreen::Board(_)
            if asking.tx.marks(asking.cell.id).await?.is_empty() =>
        {
            Stands::Answer
        }
        _ => stands,
    };
    Ok(Said::Panel {
        screen: screen.code(),
        stands,
    })
}

/// A command.
async fn written(asking: &mut Asking<'_>, argument: &str) -> Shown {
    let command = match MarkCommand::read(argument) {
        Ok(command) => command,
        Err(mistake) => return Ok(MarkScreen::Refused(MarkRefusal::Mistake(mistake))),
    };
    if let Some(conversation) = asking.conversation {
        return in_topic(asking, conversation, command).await;
    }
    match command {
        MarkCommand::Show => Ok(MarkScreen::List),
        MarkCommand::One(name) => {
            let found = find(asking.tx, asking.cell.id, &name).await?;
            Ok(found.map_or_else(|refusal| refusal, |(_, mark)| MarkScreen::One(mark.id)))
        }
        command => match may_change(asking) {
            Ok(by) => change::written(&mut changing(asking, by), command).await,
            Err(refusal) => Ok(MarkScreen::Refused(refusal)),
        },
    }
}

/// A command in a client's topic is about that client.
async fn in_topic(
    asking: &mut Asking<'_>,
    conversation: &Conversation,
    command: MarkCommand,
) -> Shown {
    let (name, on) = match command {
        MarkCommand::Show => return Ok(MarkScreen::Board(None)),
        MarkCommand::One(name) => (name, true),
        MarkCommand::Remove(name) => (name, false),
        _ => return Ok(MarkScreen::Refused(MarkRefusal::InGeneral)),
    };
    let (marks, mark) = match find(asking.tx, asking.cell.id, &name).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(refusal),
    };
    set(asking, conversation, (&marks, mark.id, on)).await
}

/// A button.
async fn pressed(asking: &mut Asking<'_>, act: MarkAct) -> Shown {
    let marks = asking.tx.marks(asking.cell.id).await?;
    let one = |id: MarkId| marks.iter().find(|mark| mark.id == id);
    let id = match act {
        MarkAct::List => return Ok(MarkScreen::List),
        MarkAct::One(id)
        | MarkAct::Hook(id, _)
        | MarkAct::AskDelete(id)
        | MarkAct::Delete(id)
        | MarkAct::Set(id, _) => id,
    };
    // What a button is about may be gone since.
    let rest = match asking.conversation {
        Some(_) => MarkScreen::Board(None),
        None => MarkScreen::List,
    };
    let Some(mark) = one(id) else {
        return Ok(rest);
    };
    match (act, asking.conversation) {
        (MarkAct::Set(_, on), Some(conversation)) => {
            set(asking, conversation, (&marks, id, on)).await
        }
        (MarkAct::Set(..), None) | (MarkAct::List, _) => Ok(rest),
        (MarkAct::One(_), _) => Ok(MarkScreen::One(id)),
        (act, _) => match (may_change(asking), act) {
            (Err(refusal), _) => Ok(MarkScreen::Refused(refusal)),
            (Ok(by), MarkAct::Hook(_, on)) => {
                change::hook(&mut changing(asking, by), mark, on).await
            }
            (Ok(by), MarkAct::Delete(_)) => change::delete(&mut changing(asking, by), mark).await,
            (Ok(_), _) => Ok(MarkScreen::Delete(id)),
        },
    }
}

/// Whether whoever asks may change marks: nobody whom the audit log could not name.
fn may_change(asking: &Asking<'_>) -> Result<UserId, MarkRefusal> {
    match (asking.by, asking.may_extend()) {
        (None, _) => Err(MarkRefusal::Anonymous),
        (Some(_), false) => Err(MarkRefusal::NotAllowed),
        (Some(by), true) => Ok(by),
    }
}

fn changing<'a>(asking: &'a mut Asking<'_>, by: UserId) -> Changing<'a> {
    Changing {
        tx: asking.tx,
        cell: asking.cell.id,
        directory: asking.directory,
        connection: asking.connection.id,
        by,
        now_ms: asking.now_ms,
    }
}

/// The mark of a name, among all that there are; or why nothing can be done.
async fn find(
    tx: &mut Tx,
    cell: CellId,
    name: &Name,
) -> Result<Result<(Vec<Mark>, Mark), MarkScreen>, StoreError> {
    let marks = tx.marks(cell).await?;
    let found = of_name(&marks, name).cloned();
    Ok(match found {
        Some(mark) => Ok((marks, mark)),
        None => Err(MarkScreen::Refused(MarkRefusal::NoMark(
            name.as_str().to_owned(),
        ))),
    })
}

/// The mark of a name.
pub(crate) fn of_name<'a>(marks: &'a [Mark], name: &Name) -> Option<&'a Mark> {
    let folded = name.folded();
    marks.iter().find(|mark| mark.name.folded() == folded)
}

async fn set(
    asking: &mut Asking<'_>,
    conversation: &Conversation,
    (marks, mark, on): (&[Mark], MarkId, bool),
) -> Shown {
    let connection = asking.directory.connections.get(&conversation.connection);
    let setting = Setting {
        conversation,
        connection: connection.unwrap_or(asking.connection),
        by: asking.by,
        name: asking.name,
        cause: MarkCause::Person,
        now_ms: asking.now_ms,
    };
    let unsent = set_mark(asking.tx, asking.fresh, &setting, (marks, mark, on)).await?;
    let unsent = unsent.map(|reply| reply.as_str().to_owned());
    Ok(MarkScreen::Board(unsent))
}
