//! Quick replies, as far as they are no words to a client: saving, listing, finding, renaming, deleting; and sending by a button. ADR 24.
//!
//! Neighbours: `relevo_core::say` sends, typed commands in their place among what the team types and buttons here; `store::replies` keeps;
//! `draw` shows. What is saved is written with the request that asks for it; its files follow as a delivery (`Job::Keep`), and only once they
//! stand in Telegram can it be sent. Deliberately absent: calls to Telegram.

mod draw;
mod send;

use relevo_core::{
    Aim, Answer, Change, Delivery, Direction, Fate, InboxMark, Job, Keep, Name, Notice, Reply,
    ReplyId, ReplyWhat, SayAct, SayAnswer, SayCommand, SayMistake, SayScreen, Stands, Unsavable,
    reply_matches, saved_content,
};
use relevo_telegram::{Author, Content, Message, MessageId, ThreadId};

pub(super) use draw::draw;
pub(crate) use send::send;

use super::{Asking, Said, What};
use crate::store::{Actor, By, Deed, Kept, NewReply, Renamed, StoreError};

/// Where something was asked.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// The message.
    pub message: MessageId,
    /// Its topic, if it is in one.
    pub thread: Option<ThreadId>,
    /// The update that brought it.
    pub mark: InboxMark,
}

impl At {
    /// A command as it was written.
    pub(crate) fn of(message: &Message, mark: InboxMark) -> At {
        At {
            message: message.place.message,
            thread: message.thread,
            mark,
        }
    }
}

pub(super) async fn asked(mut asking: Asking<'_>) -> Result<Said, StoreError> {
    match asking.what {
        What::Written {
            argument, message, ..
        } => written(&mut asking, argument, message).await,
        What::Pressed { panel, act } => {
            let screen = SayScreen::from_code(&panel.screen);
            let at = At {
                message: panel.message.unwrap_or(MessageId(0)),
                thread: panel.thread,
                mark: asking.mark,
            };
            match SayAct::from_code(act) {
                Some(act) => pressed(&mut asking, act, screen, at).await,
                None => Ok(Said::Nothing),
            }
        }
    }
}

async fn written(
    asking: &mut Asking<'_>,
    argument: &str,
    message: &Message,
) -> Result<Said, StoreError> {
    let at = At::of(message, asking.mark);
    let command = match SayCommand::read(argument) {
        Ok(command) => command,
        Err(mistake) => {
            let said = match mistake {
                SayMistake::Name => SayAnswer::BadName,
                SayMistake::Reserved => SayAnswer::Reserved,
                SayMistake::Form => SayAnswer::Help,
            };
            return answered(asking, at, said).await;
        }
    };
    match command {
        SayCommand::List => list(asking, (0, String::new())).await,
        SayCommand::Find { words } => list(asking, (0, words)).await,
        SayCommand::Say { name, .. } => say(asking, &name, message).await,
        SayCommand::Save { name } => {
            let said = save(asking, name, message).await?;
            match said {
                Some(said) => answered(asking, at, said).await,
                None => Ok(Said::Nothing),
            }
        }
        SayCommand::Rename { name, new } => {
            let said = renamed(asking, name, new).await?;
            answered(asking, at, said).await
        }
        SayCommand::Delete { name } => delete(asking, name, at).await,
    }
}

/// The list, or what is found. One without anything to tap is an answer and no menu.
async fn list(asking: &mut Asking<'_>, (page, find): (usize, String)) -> Result<Said, StoreError> {
    let known = asking.tx.replies_of(asking.cell.id).await?;
    let mut known = known.iter();
    let is_empty = !known.any(|reply| find.is_empty() || reply_matches(reply, &find));
    let screen = SayScreen::List { page, find };
    Ok(match is_empty {
        true => told(&screen, Stands::Answer),
        false => panel(&screen),
    })
}

fn panel(screen: &SayScreen) -> Said {
    told(screen, Stands::Menu)
}

fn told(screen: &SayScreen, stands: Stands) -> Said {
    Said::Panel {
        screen: screen.code(),
        stands,
    }
}

/// `/say NAME` that sends nothing: as an answer to something it saves that under a new name; in General one is shown.
async fn say(asking: &mut Asking<'_>, name: &Name, message: &Message) -> Result<Said, StoreError> {
    let at = At::of(message, asking.mark);
    let known = asking.tx.reply_by_name(asking.cell.id, name).await?;
    let answers = answered_message(message).is_some();
    let said = match known {
        Some(reply) if answers => SayAnswer::Taken { name: reply.name },
        Some(reply) if asking.conversation.is_none() => {
            return Ok(panel(&SayScreen::One(reply.id)));
        }
        // It was saved a moment ago, after the command was read.
        Some(reply) => {
            send(asking, &reply, at, true).await?;
            return Ok(Said::Nothing);
        }
        None if answers => match save(asking, name.clone(), message).await? {
            Some(said) => said,
            None => return Ok(Said::Nothing),
        },
        None => SayAnswer::Missing { name: name.clone() },
    };
    answered(asking, at, said).await
}

fn answered_message(message: &Message) -> Option<&Message> {
    message.reply.as_ref()?.answered.as_deref()
}

/// Saves what a command answers. `None`: the answer follows once its files are stored.
async fn save(
    asking: &mut Asking<'_>,
    name: Name,
    message: &Message,
) -> Result<Option<SayAnswer>, StoreError> {
    if asking.by.is_none() {
        return Ok(Some(SayAnswer::Anonymous));
    }
    let Some(source) = answered_message(message) else {
        return Ok(Some(SayAnswer::NothingToSave));
    };
    let Some(items) = items(asking, source).await? else {
        return Ok(Some(SayAnswer::AlbumForgotten));
    };
    let content = match saved_content(&items, asking.connection.bot()) {
        Ok(content) => content,
        Err(Unsavable::Kind(kind)) => return Ok(Some(SayAnswer::Unsavable { kind })),
        Err(Unsavable::StaysInside) => return Ok(Some(SayAnswer::StaysInside)),
    };
    let is_ready = !matches!(content.what, ReplyWhat::Files(_));
    let new = NewReply {
        name: name.clone(),
        content,
        saved_ms: asking.now_ms,
    };
    let Kept::As(reply) = asking.tx.save_reply(asking.cell.id, &new).await? else {
        return Ok(Some(SayAnswer::Full));
    };
    audit(asking, None, Some(name.clone())).await?;
    let job = Job::Keep(Keep {
        reply,
        name: name.clone(),
        messages: items.iter().map(|item| item.place.message).collect(),
        about: message.place.message,
        is_ready,
        copied: false,
    });
    let delivery = Delivery {
        aim: message.thread.map(Aim::Team),
        ..Delivery::beside(asking.connection, job, asking.fresh, asking.now_ms)
    };
    asking.tx.apply(&[Change::Deliver(delivery)]).await?;
    Ok(is_ready.then_some(SayAnswer::Saved { name }))
}

/// The messages that are saved together: of an album all its items, in order. `None`: not all of them are known any more.
pub(super) async fn items(
    asking: &mut Asking<'_>,
    source: &Message,
) -> Result<Option<Vec<Message>>, StoreError> {
    let Some(album) = &source.album else {
        return Ok(Some(vec![source.clone()]));
    };
    let whose = (asking.cell.id, asking.connection.bot(), album.as_str());
    let known = asking.tx.group_items(whose).await?;
    if known
        .iter()
        .all(|(message, _)| *message != source.place.message)
    {
        // Of an album that a bot of ours has brought nobody told us: the item alone.
        let is_a_bots = matches!(&source.author, Author::User(user) if user.bot);
        return Ok(is_a_bots.then(|| vec![source.clone()]));
    }
    let item = |(message, media)| {
        let mut item = source.clone();
        item.place.message = message;
        item.content = Content::Media(media);
        item
    };
    Ok(Some(known.into_iter().map(item).collect()))
}

async fn renamed(asking: &mut Asking<'_>, old: Name, new: Name) -> Result<SayAnswer, StoreError> {
    if asking.by.is_none() {
        return Ok(SayAnswer::Anonymous);
    }
    let names = (&old, &new);
    Ok(match asking.tx.rename_reply(asking.cell.id, names).await? {
        Renamed::Done => {
            audit(asking, Some(old.clone()), Some(new.clone())).await?;
            SayAnswer::Renamed { old, new }
        }
        Renamed::Taken => SayAnswer::Taken { name: new },
        Renamed::Missing => SayAnswer::Missing { name: old },
    })
}

/// What nobody has used is deleted at once; for the rest there is a question.
async fn delete(asking: &mut Asking<'_>, name: Name, at: At) -> Result<Said, StoreError> {
    if asking.by.is_none() {
        return answered(asking, at, SayAnswer::Anonymous).await;
    }
    let known = asking.tx.reply_by_name(asking.cell.id, &name).await?;
    let Some(reply) = known else {
        // It may be on its way into the topic: then it never gets ready.
        let cell = asking.cell.id;
        let said = match asking.tx.forget_waiting_reply(cell, &name).await? {
            true => SayAnswer::Deleted { name: name.clone() },
            false => SayAnswer::Missing { name: name.clone() },
        };
        if matches!(said, SayAnswer::Deleted { .. }) {
            audit(asking, Some(name), None).await?;
        }
        return answered(asking, at, said).await;
    };
    if reply.used > 0 {
        return Ok(panel(&SayScreen::Sure(reply.id)));
    }
    let name = deleted(asking, reply).await?;
    answered(asking, at, SayAnswer::Deleted { name }).await
}

async fn deleted(asking: &mut Asking<'_>, reply: Reply) -> Result<Name, StoreError> {
    let cell = asking.cell.id;
    asking.tx.remove_reply(cell, reply.id).await?;
    // Else what was to take its place would be there again in a moment.
    asking.tx.forget_waiting_reply(cell, &reply.name).await?;
    audit(asking, Some(reply.name.clone()), None).await?;
    Ok(reply.name)
}

async fn pressed(
    asking: &mut Asking<'_>,
    act: SayAct,
    screen: Option<SayScreen>,
    at: At,
) -> Result<Said, StoreError> {
    match act {
        SayAct::Page(page) => {
            let find = match screen {
                Some(SayScreen::List { find, .. }) => find,
                _ => String::new(),
            };
            list(asking, (page, find)).await
        }
        SayAct::Open(id) => Ok(panel(&SayScreen::One(id))),
        SayAct::Send(id) => match (known(asking, id).await?, screen) {
            (Some(reply), Some(SayScreen::List { .. })) => sent_from_list(asking, &reply, at).await,
            // Somebody else was faster: this panel stands for what they sent.
            (Some(_), _) => Ok(Said::Nothing),
            (None, _) => list(asking, (0, String::new())).await,
        },
        SayAct::Ask(id) => Ok(panel(&SayScreen::Sure(id))),
        SayAct::Delete(id) => match known(asking, id).await? {
            Some(reply) => {
                let name = deleted(asking, reply).await?;
                let gone = SayScreen::Gone(name.as_str().to_owned());
                Ok(told(&gone, Stands::Answer))
            }
            None => list(asking, (0, String::new())).await,
        },
    }
}

/// What the list sends goes out as if the panel's message had been written: the panel stands for it from now on, so that an answer to it, or
/// `/del`, is about what it sent and nothing else.
async fn sent_from_list(
    asking: &mut Asking<'_>,
    reply: &Reply,
    at: At,
) -> Result<Said, StoreError> {
    let name = reply.name.as_str().to_owned();
    // The press is accounted for as that message from now on.
    asking.tx.is_about(asking.mark, at.message).await?;
    let fate = send(asking, reply, at, false).await?;
    Ok(match fate {
        Some(Fate::Waiting) => {
            let said = SayScreen::Said {
                reply: reply.id,
                name,
                operator: asking.name.to_owned(),
            };
            told(&said, Stands::Always)
        }
        Some(Fate::Held) => told(&SayScreen::Asked(name), Stands::Always),
        // Why not stands below; something else can be tapped.
        _ => Said::Nothing,
    })
}

async fn known(asking: &mut Asking<'_>, id: ReplyId) -> Result<Option<Reply>, StoreError> {
    let reply = asking.tx.reply(asking.cell.id, id).await?;
    Ok(reply.filter(Reply::is_ready))
}

async fn audit(
    asking: &mut Asking<'_>,
    old: Option<Name>,
    new: Option<Name>,
) -> Result<(), StoreError> {
    let Some(person) = asking.by else {
        // Whoever writes as the group: nobody knows who it is.
        return Ok(());
    };
    let by = By {
        who: Actor::Person(person),
        at_ms: asking.now_ms,
    };
    let deed = Deed::Reply { old, new };
    let connection = Some(asking.connection.id);
    asking.tx.audit(by, connection, &deed).await
}

/// An answer of the desk, below what was written.
async fn answered(asking: &mut Asking<'_>, at: At, said: SayAnswer) -> Result<Said, StoreError> {
    let job = Job::Notice {
        notice: Notice::Answer(Answer::Say(said)),
        about: Some(at.message.0),
        buttons: Vec::new(),
    };
    let mut delivery = Delivery::beside(asking.connection, job, asking.fresh, asking.now_ms);
    match asking.conversation {
        Some(conversation) => {
            delivery.conversation = Some(conversation.id);
            delivery.direction = Direction::ToTopic;
        }
        None => delivery.aim = at.thread.map(Aim::Team),
    }
    asking.tx.apply(&[Change::Deliver(delivery)]).await?;
    Ok(Said::Nothing)
}
