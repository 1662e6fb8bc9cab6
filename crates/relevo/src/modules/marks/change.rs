//! What administrators do with marks, in General or in the setup bot: make them, change what they do, delete them. Every change is in the audit log.

use relevo_core::marks::{MARKS_MAX, Mark, MarkCommand, MarkId, MarkRefusal, MarkScreen};
use relevo_core::{CellId, ConnectionId, Name};
use relevo_telegram::UserId;

use super::setting::follow_title;
use super::{Shown, find, of_name};
use crate::directory::Directory;
use crate::store::{Actor, By, Deed, StoreError, Tx};

/// In how many topics the title follows at once when a mark shows something else there: the newest that are open. The others follow when one
/// of their marks changes.
const TITLES_AT_ONCE: i64 = 300;

/// Somebody who changes marks, and may; the cell is locked.
pub(crate) struct Changing<'a> {
    /// The transaction.
    pub tx: &'a mut Tx,
    /// Whose marks.
    pub cell: CellId,
    /// Everything that is configured.
    pub directory: &'a Directory,
    /// Over which connection.
    pub connection: ConnectionId,
    /// Who.
    pub by: UserId,
    /// Unix milliseconds.
    pub now_ms: i64,
}

/// Does what was written.
pub(crate) async fn written(of: &mut Changing<'_>, command: MarkCommand) -> Shown {
    let name = match &command {
        MarkCommand::Show => return Ok(MarkScreen::List),
        MarkCommand::New(name) => return new(of, name).await,
        MarkCommand::One(name)
        | MarkCommand::Remove(name)
        | MarkCommand::Rename(name, _)
        | MarkCommand::After(name, _)
        | MarkCommand::Sends(name, _)
        | MarkCommand::Ticker(name, _)
        | MarkCommand::Hook(name, _) => name,
    };
    let (marks, mark) = match find(of.tx, of.cell, name).await? {
        Ok(found) => found,
        Err(refusal) => return Ok(refusal),
    };
    let now = match command {
        MarkCommand::Remove(_) => return Ok(MarkScreen::Delete(mark.id)),
        MarkCommand::Rename(_, to) => match of_name(&marks, &to) {
            Some(other) if other.id != mark.id => return refused_as_known(&to),
            _ => Mark {
                name: to,
                ..mark.clone()
            },
        },
        MarkCommand::After(_, names) => match after(&marks, &mark, &names) {
            Ok(after) => Mark {
                after,
                ..mark.clone()
            },
            Err(refusal) => return Ok(MarkScreen::Refused(refusal)),
        },
        MarkCommand::Sends(_, reply) => match known_reply(of, reply).await? {
            Ok(sends) => Mark {
                sends,
                ..mark.clone()
            },
            Err(refusal) => return Ok(MarkScreen::Refused(refusal)),
        },
        MarkCommand::Ticker(_, ticker) => Mark {
            ticker,
            ..mark.clone()
        },
        MarkCommand::Hook(_, hook) => Mark {
            hook,
            ..mark.clone()
        },
        MarkCommand::Show | MarkCommand::New(_) | MarkCommand::One(_) => mark.clone(),
    };
    change(of, (&marks, &mark), &now).await
}

/// Lets the webhook hear of a mark, or not.
pub(crate) async fn hook(of: &mut Changing<'_>, mark: &Mark, hook: bool) -> Shown {
    let marks = of.tx.marks(of.cell).await?;
    let now = Mark {
        hook,
        ..mark.clone()
    };
    change(of, (&marks, mark), &now).await
}

/// Deletes a mark. Its conversations lose it afterwards (`leaving`); what was noted of it stays, for the figures of the past.
pub(crate) async fn delete(of: &mut Changing<'_>, mark: &Mark) -> Shown {
    let why = (of.now_ms, Some(of.by));
    of.tx.leave_mark(mark.id, why).await?;
    let deed = Deed::Mark {
        old: mark.name.as_str().to_owned(),
        new: String::new(),
    };
    audit(of, &deed).await?;
    Ok(MarkScreen::List)
}

async fn new(of: &mut Changing<'_>, name: &Name) -> Shown {
    let marks = of.tx.marks(of.cell).await?;
    if of_name(&marks, name).is_some() {
        return refused_as_known(name);
    }
    if marks.len() >= MARKS_MAX {
        return Ok(MarkScreen::Refused(MarkRefusal::Full));
    }
    let mark = of.tx.new_mark(of.cell, name).await?;
    let deed = Deed::Mark {
        old: String::new(),
        new: name.as_str().to_owned(),
    };
    audit(of, &deed).await?;
    Ok(MarkScreen::One(mark.id))
}

/// A mark is as it is from now on.
async fn change(of: &mut Changing<'_>, (marks, before): (&[Mark], &Mark), now: &Mark) -> Shown {
    if before == now {
        return Ok(MarkScreen::One(now.id));
    }
    of.tx.put_mark(of.cell, now).await?;
    if before.ticker != now.ticker {
        let topics = of.tx.open_with(now.id, TITLES_AT_ONCE).await?;
        titles(of, topics).await?;
    }
    let deed = Deed::Mark {
        old: described(marks, before),
        new: described(marks, now),
    };
    audit(of, &deed).await?;
    Ok(MarkScreen::One(now.id))
}

/// The titles of these conversations follow.
async fn titles(
    of: &mut Changing<'_>,
    topics: Vec<relevo_core::Conversation>,
) -> Result<(), StoreError> {
    if topics.is_empty() {
        return Ok(());
    }
    let marks = of.tx.marks(of.cell).await?;
    let numbers = i64::try_from(topics.len()).unwrap_or(TITLES_AT_ONCE);
    let (_, mut fresh) = of.tx.lock_cell(of.cell, numbers, numbers).await?;
    for conversation in &topics {
        let connection = of.directory.connections.get(&conversation.connection);
        if let Some(connection) = connection {
            let whose = (conversation, connection);
            let why = (marks.as_slice(), of.now_ms);
            follow_title(of.tx, &mut fresh, whose, why).await?;
        }
    }
    Ok(())
}

/// The name of a quick reply, as it is called; none for none.
async fn known_reply(
    of: &mut Changing<'_>,
    reply: Option<Name>,
) -> Result<Result<Option<Name>, MarkRefusal>, StoreError> {
    let Some(name) = reply else {
        return Ok(Ok(None));
    };
    let known = of.tx.reply_by_name(of.cell, &name).await?;
    let missing = || MarkRefusal::NoReply(name.as_str().to_owned());
    Ok(known.map(|reply| Some(reply.name)).ok_or_else(missing))
}

/// The marks that are to go when one is set.
fn after(marks: &[Mark], mark: &Mark, names: &[Name]) -> Result<Vec<MarkId>, MarkRefusal> {
    let mut after = Vec::new();
    for name in names {
        let Some(found) = of_name(marks, name) else {
            return Err(MarkRefusal::NoMark(name.as_str().to_owned()));
        };
        if found.id == mark.id {
            return Err(MarkRefusal::Itself);
        }
        after.push(found.id);
    }
    after.sort_unstable();
    after.dedup();
    Ok(after)
}

fn refused_as_known(name: &Name) -> Shown {
    Ok(MarkScreen::Refused(MarkRefusal::Exists(
        name.as_str().to_owned(),
    )))
}

/// A mark, as the audit log shows it.
fn described(marks: &[Mark], mark: &Mark) -> String {
    let name = |id: &MarkId| {
        let found = marks.iter().find(|one| one.id == *id);
        found.map_or("?", |one| one.name.as_str())
    };
    let mut words = vec![mark.name.as_str().to_owned()];
    if !mark.after.is_empty() {
        let after: Vec<&str> = mark.after.iter().map(name).collect();
        words.push(format!("after {}", after.join(",")));
    }
    let sends = mark.sends.iter().map(Name::as_str);
    words.extend(sends.map(|reply| format!("sends {reply}")));
    words.extend(mark.ticker.iter().map(|ticker| format!("ticker {ticker}")));
    words.extend(mark.hook.then(|| "hook on".to_owned()));
    words.join(" ")
}

async fn audit(of: &mut Changing<'_>, deed: &Deed) -> Result<(), StoreError> {
    let by = By {
        who: Actor::Person(of.by),
        at_ms: of.now_ms,
    };
    of.tx.audit(by, Some(of.connection), deed).await
}
