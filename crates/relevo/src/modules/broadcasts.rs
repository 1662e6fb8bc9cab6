//! `/send`: makes broadcasts, and starts, pauses and ends them.
//!
//! A broadcast that is made gathers its recipients and then shows its plan; nothing goes out before somebody presses *Start*, but what goes
//! to whoever asks alone. Only those whom `EXTENSIONS_ALLOWED` of some connection names may do any of it; others' clients are left out. Neighbours: `relevo_core::broadcast` reads the command
//! and knows the screens, `draw` draws them, `crate::broadcasts` sends. Deliberately absent: `/send REPLY` in a client's topic, which goes
//! the way of `/say REPLY`.

mod answered;
mod draw;

use relevo_core::broadcast::{
    Act, Content, Group, Halt, Handle, NoMoment, Note, Order, PLAN_KEPT_MS, Part, Screen,
    SendCommand, Stage, StageAct, Tested, line_to, line_with, order_of, read,
};
use relevo_core::table::{self, FileWrong};
use relevo_core::{Name, Panel, Reply, ReplyId, Stands, may_extend};
use relevo_telegram::{ChatId, Media, Message, UserId};

use super::{Asking, Brought, Said, What};
use crate::broadcasts::report::follows;
use crate::broadcasts::{Below, new_panel, redraw, renew, steps};
use crate::panels;
use crate::store::{Actor, Broadcast, BroadcastBody, By, Deed, StoreError};

pub(super) use draw::draw;

/// How many broadcasts of a group may be under way at a time.
const UNDER_WAY_MAX: usize = 20;

type Refused<T> = Result<T, Note>;

pub(super) async fn asked(mut asking: Asking<'_>) -> Result<Said, StoreError> {
    let may = may_send(&asking);
    match asking.what {
        What::Written { .. } if asking.conversation.is_some() => {
            Ok(answer(&Screen::Note(Note::InGeneral)))
        }
        What::Written { .. } if !may => Ok(answer(&Screen::Note(match asking.by {
            Some(_) => Note::NotAllowed,
            None => Note::Nameless,
        }))),
        // The panel is for those who may.
        What::Pressed { .. } if !may => Ok(Said::NotAllowed),
        What::Written {
            argument,
            message,
            file,
        } => written(&mut asking, (argument, message, file)).await,
        What::Pressed { panel, act } => match Act::from_code(act) {
            Some(act) => pressed(&mut asking, panel, act).await,
            None => Ok(Said::Nothing),
        },
    }
}

/// Whether whoever asks may send to the clients of some connection of the group; those of the others are left out one by one.
fn may_send(asking: &Asking<'_>) -> bool {
    let of_the_group = asking.directory.connections.values();
    let mut here = of_the_group.filter(|one| one.cell == asking.cell.id);
    here.any(|one| may_extend(asking.by, one))
}

/// What stands for ten minutes.
fn answer(screen: &Screen) -> Said {
    Said::Panel {
        screen: screen.code(),
        stands: Stands::Answer,
    }
}

/// What stands for a day.
fn menu(screen: &Screen) -> Said {
    Said::Panel {
        screen: screen.code(),
        stands: Stands::Menu,
    }
}

async fn written(
    asking: &mut Asking<'_>,
    (argument, message, file): (&str, &Message, Option<&Brought>),
) -> Result<Said, StoreError> {
    match read(argument) {
        Ok(SendCommand::Form) => Ok(match answered::saved(asking, message).await? {
            Some(Ok(reply)) => menu(&Screen::Whom(Some(reply.name.as_str().to_owned()))),
            Some(Err(note)) => answer(&Screen::Note(note)),
            None => menu(&Screen::Content {
                page: 0,
                answers: false,
            }),
        }),
        Ok(SendCommand::List) => Ok(answer(&Screen::List)),
        Ok(SendCommand::Handle(handle, number)) => {
            let below = below(asking, message);
            match handled(asking, (handle, number), below).await? {
                Ok(()) => Ok(Said::Nothing),
                Err(note) => Ok(answer(&Screen::Note(note))),
            }
        }
        Ok(SendCommand::Order(order)) => match made(asking, &order, (Some(message), file)).await? {
            Ok(mut broadcast) => {
                let below = Some(below(asking, message));
                shown(asking, &mut broadcast, below).await?;
                Ok(Said::Nothing)
            }
            Err(note) => Ok(answer(&Screen::Note(note))),
        },
        Err(_) => Ok(answer(&Screen::Mistake(argument.to_owned()))),
    }
}

fn below(asking: &Asking<'_>, message: &Message) -> Below {
    Below {
        about: message.place.message,
        thread: message.thread,
        by: asking.by,
    }
}

/// The broadcast has a panel of its own from now on.
async fn shown(
    asking: &mut Asking<'_>,
    broadcast: &mut Broadcast,
    below: Option<Below>,
) -> Result<(), StoreError> {
    let screen = Screen::of(broadcast.number);
    let of = (asking.connection, below);
    let with = (&mut *asking.fresh, asking.now_ms);
    broadcast.panel = Some(new_panel(asking.tx, of, &screen, with).await?);
    asking.tx.set_broadcast(broadcast).await
}

/// `/send pause 3` and its like. The panel of the broadcast follows; it is shown anew below the command.
async fn handled(
    asking: &mut Asking<'_>,
    (handle, number): (Handle, i64),
    below: Below,
) -> Result<Refused<()>, StoreError> {
    let Some(mut broadcast) = asking.tx.broadcast(asking.cell.id, number).await? else {
        return Ok(Err(Note::NoBroadcast(number)));
    };
    let act = match handle {
        Handle::Show => None,
        Handle::Pause => Some(StageAct::Pause),
        Handle::Resume => Some(StageAct::Resume),
        Handle::Cancel => Some(StageAct::Cancel),
    };
    if let Some(act) = act
        && !turned(asking, &mut broadcast, act).await?
    {
        return Ok(Err(Note::NotNow(number)));
    }
    // Whoever looks wants to see how it stands now.
    broadcast.recount = true;
    shown(asking, &mut broadcast, Some(below)).await?;
    Ok(Ok(()))
}

/// Lets a broadcast begin, rest, go on or end. Says whether that can be done with it now.
async fn turned(
    asking: &mut Asking<'_>,
    broadcast: &mut Broadcast,
    act: StageAct,
) -> Result<bool, StoreError> {
    let Some(stage) = broadcast.stage.after(act, broadcast.due_ms.is_some()) else {
        return Ok(false);
    };
    if !may_turn(asking, broadcast, act) {
        return Ok(false);
    }
    broadcast.stage = stage;
    match stage {
        Stage::Running => {
            if matches!(broadcast.halt, Halt::Gone | Halt::Restricted) {
                renew(asking.tx, broadcast).await?;
                asking.tx.put_broadcast_steps(broadcast).await?;
            }
            broadcast.halt = Halt::No;
            broadcast.started_ms = broadcast.started_ms.or(Some(asking.now_ms));
        }
        Stage::Cancelled => broadcast.ended_ms = Some(asking.now_ms),
        _ => {}
    }
    broadcast.recount = true;
    asking.tx.set_broadcast(broadcast).await?;
    if let Some(file) = broadcast.file {
        asking.tx.forget_listed(file).await?;
    }
    if stage == Stage::Cancelled {
        let of = (&*broadcast, asking.connection);
        follows(asking.tx, of, (&mut *asking.fresh, asking.now_ms)).await?;
    }
    noted(asking, broadcast.number, act).await?;
    Ok(true)
}

/// Whether time and trouble let it be turned so: one whose time is over does not begin at once, and what comes again begins the next time.
fn may_turn(asking: &Asking<'_>, broadcast: &mut Broadcast, act: StageAct) -> bool {
    match act {
        StageAct::Start => {
            let order = order_of(&broadcast.body.order);
            let is_over = broadcast
                .due_ms
                .is_some_and(|due_ms| due_ms <= asking.now_ms);
            let every = order.and_then(|order| order.every).filter(|_| is_over);
            if let Some(every) = every {
                let zone = &asking.connection.params.timezone;
                broadcast.due_ms = every.next_ms(asking.now_ms, zone);
                return true;
            }
            !is_over && asking.now_ms < broadcast.made_ms + PLAN_KEPT_MS
        }
        // What has never begun may not know all of its recipients.
        StageAct::Resume => broadcast.halt != Halt::Broken || broadcast.started_ms.is_some(),
        StageAct::Pause | StageAct::Cancel => true,
    }
}

/// The file in which it stands whom a broadcast goes to, if a command says so: the one that comes with it, or the one that it answers. Where it
/// sends what it answers, that is no list.
pub(super) fn file_for<'a>(argument: &str, message: &'a Message) -> Option<&'a Media> {
    let Ok(SendCommand::Order(order)) = read(argument) else {
        return None;
    };
    let answered = match order.content {
        Content::Answered => None,
        Content::Replies(_) => table::answered(message),
    };
    let file = table::attached(message).or(answered);
    file.filter(|_| order.to.needs_file())
}

/// In the audit log.
async fn noted(asking: &mut Asking<'_>, number: i64, act: StageAct) -> Result<(), StoreError> {
    let by = By {
        who: Actor::Person(asking.by.unwrap_or(UserId(0))),
        at_ms: asking.now_ms,
    };
    let deed = Deed::Broadcast { number, act };
    asking.tx.audit(by, Some(asking.connection.id), &deed).await
}

/// A broadcast from a command: its recipients are gathered from now on.
async fn made(
    asking: &mut Asking<'_>,
    order: &Order,
    (message, file): (Option<&Message>, Option<&Brought>),
) -> Result<Refused<Broadcast>, StoreError> {
    let under_way = asking.tx.broadcasts_under_way(asking.cell.id).await?;
    if under_way >= UNDER_WAY_MAX {
        return Ok(Err(Note::TooMany));
    }
    let marks = asking.tx.marks(asking.cell.id).await?;
    let find = |name: &Name| {
        let found = marks
            .iter()
            .find(|mark| mark.name.folded() == name.folded());
        found.map(|mark| mark.id)
    };
    if let Err(name) = order.to.selection(asking.now_ms, find) {
        return Ok(Err(Note::NoMark(name.as_str().to_owned())));
    }
    let listed = match file {
        _ if !order.to.needs_file() => None,
        Some(Brought::Listed(listed)) => Some(listed),
        Some(Brought::Wrong(wrong)) => return Ok(Err(Note::File(*wrong))),
        Some(Brought::Table(_)) | None => return Ok(Err(Note::File(FileWrong::Missing))),
    };
    let zone = &asking.connection.params.timezone;
    let due_ms = match (order.at, order.every) {
        (Some(at), _) => match at.moment(zone, asking.now_ms) {
            Ok(at_ms) => Some(at_ms),
            Err(NoMoment::Past) => return Ok(Err(Note::Past)),
            Err(NoMoment::LeftOut) => return Ok(Err(Note::LeftOut)),
        },
        (None, Some(every)) => every.next_ms(asking.now_ms, zone),
        (None, None) => None,
    };
    // Last: it may save what the command answers.
    let (name, replies) = match replies(asking, &order.content, message).await? {
        Ok(found) => found,
        Err(note) => return Ok(Err(note)),
    };
    if let Some(word) = restricted(asking, &replies) {
        return Ok(Err(Note::Restricted(word)));
    }
    let steps = steps(&replies, order.opt_out);
    let new = Broadcast {
        id: 0,
        cell: asking.cell.id,
        number: 0,
        connection: asking.connection.id,
        person: asking.by.unwrap_or(UserId(0)),
        stage: Stage::Gathering,
        starts: order.to.is_test() && due_ms.is_none(),
        halt: Halt::No,
        recount: false,
        gathered: (0, 0),
        made_ms: asking.now_ms,
        due_ms,
        started_ms: None,
        ended_ms: None,
        panel: None,
        file: None,
        misread: listed.map_or(0, |listed| listed.misread),
        nobody: 0,
        body: BroadcastBody {
            order: order.print(),
            name,
        },
        steps,
    };
    let mut new = asking.tx.add_broadcast(new).await?;
    if let Some(listed) = listed {
        new.file = Some(new.id);
        asking.tx.put_listed(new.id, listed).await?;
        asking.tx.set_broadcast(&new).await?;
    }
    if new.starts {
        noted(asking, new.number, StageAct::Start).await?;
    }
    Ok(Ok(new))
}

/// A word in these that some connection over which they would go does not let out.
fn restricted(asking: &Asking<'_>, replies: &[(i64, Reply)]) -> Option<String> {
    let connections = asking.directory.connections.values();
    let here = connections.filter(|one| one.cell == asking.cell.id && one.account().is_none());
    let mut theirs = here.filter(|one| may_extend(asking.by, one));
    theirs.find_map(|connection| {
        let mut contents = replies.iter().map(|(_, reply)| &reply.content);
        let found = contents.find_map(|content| {
            content.says_one_of(&connection.params.restricted_keywords_backend)
        });
        found.map(str::to_owned)
    })
}

/// The quick replies that are sent, if there are such, each with how many minutes after the one before, and how the broadcast is called: like
/// the first of them.
async fn replies(
    asking: &mut Asking<'_>,
    content: &Content,
    message: Option<&Message>,
) -> Result<Refused<(String, Vec<(i64, Reply)>)>, StoreError> {
    let parts = match (content, message) {
        (Content::Replies(parts), _) => parts,
        (Content::Answered, None) => return Ok(Err(Note::NothingAnswered)),
        (Content::Answered, Some(message)) => {
            return Ok(match answered::saved(asking, message).await? {
                None => Err(Note::NothingAnswered),
                Some(Err(note)) => Err(note),
                Some(Ok(reply)) => Ok((reply.name.as_str().to_owned(), vec![(0, reply)])),
            });
        }
    };
    let mut replies = Vec::new();
    for Part {
        after_minutes,
        reply: name,
    } in parts
    {
        let known = asking.tx.reply_by_name(asking.cell.id, name).await?;
        let name = name.as_str().to_owned();
        let Some(reply) = known else {
            return Ok(Err(Note::NoReply(name)));
        };
        if !reply.is_ready() {
            return Ok(Err(Note::NotReady(name)));
        }
        replies.push((i64::from(*after_minutes), reply));
    }
    let first = parts.first().map(|part| part.reply.as_str().to_owned());
    Ok(Ok((first.unwrap_or_default(), replies)))
}

async fn pressed(asking: &mut Asking<'_>, panel: &Panel, act: Act) -> Result<Said, StoreError> {
    let Some(screen) = Screen::from_code(&panel.screen) else {
        return Ok(Said::Nothing);
    };
    match screen {
        Screen::Broadcast { number, .. } => on_broadcast(asking, number, act).await,
        Screen::Content { answers, .. } => on_content(asking, answers, act).await,
        Screen::Whom(reply) => on_whom(asking, reply.as_deref(), act).await,
        Screen::Options(line) => on_options(asking, panel, (&line, act)).await,
        Screen::List | Screen::Mistake(_) | Screen::Note(_) => Ok(match act {
            Act::Open(number) => menu(&Screen::of(number)),
            _ => Said::Nothing,
        }),
    }
}

/// A button under a broadcast. One that does not fit any more changes nothing: the panel shows how things stand.
async fn on_broadcast(asking: &mut Asking<'_>, number: i64, act: Act) -> Result<Said, StoreError> {
    let Some(mut broadcast) = asking.tx.broadcast(asking.cell.id, number).await? else {
        return Ok(menu(&Screen::Note(Note::NoBroadcast(number))));
    };
    let turn = match act {
        Act::Start => StageAct::Start,
        Act::Pause => StageAct::Pause,
        Act::Resume => StageAct::Resume,
        Act::Cancel => StageAct::Cancel,
        Act::Test => {
            let test = Some(tested(asking, &broadcast).await?);
            return Ok(menu(&Screen::Broadcast { number, test }));
        }
        _ => return Ok(Said::Nothing),
    };
    turned(asking, &mut broadcast, turn).await?;
    let of = (&broadcast, asking.connection);
    redraw(asking.tx, of, (&mut *asking.fresh, asking.now_ms)).await?;
    Ok(menu(&Screen::of(number)))
}

/// Whoever asks gets what everybody would.
async fn tested(asking: &mut Asking<'_>, of: &Broadcast) -> Result<Tested, StoreError> {
    let Some(person) = asking.by else {
        return Ok(Tested::NoDialog);
    };
    let chat = [ChatId(person.0)];
    let dialogs = asking
        .tx
        .conversations_by_chat(asking.connection.id, &chat)
        .await?;
    let Some(order) = order_of(&of.body.order).filter(|_| !dialogs.is_empty()) else {
        return Ok(Tested::NoDialog);
    };
    let to_me = line_to(None, Group::Test, None).and_then(|line| order_of(&line));
    let Some(to_me) = to_me else {
        return Ok(Tested::NoDialog);
    };
    let test = Order {
        to: to_me.to,
        at: None,
        every: None,
        quiet: None,
        ..order
    };
    let test = Broadcast {
        connection: asking.connection.id,
        person,
        stage: Stage::Gathering,
        starts: true,
        halt: Halt::No,
        recount: false,
        gathered: (0, 0),
        made_ms: asking.now_ms,
        due_ms: None,
        started_ms: None,
        ended_ms: None,
        panel: None,
        file: None,
        misread: 0,
        nobody: 0,
        body: BroadcastBody {
            order: test.print(),
            name: of.body.name.clone(),
        },
        ..of.clone()
    };
    let test = asking.tx.add_broadcast(test).await?;
    noted(asking, test.number, StageAct::Start).await?;
    Ok(Tested::Sent)
}

async fn on_content(asking: &mut Asking<'_>, answers: bool, act: Act) -> Result<Said, StoreError> {
    Ok(match act {
        Act::Page(page) => menu(&Screen::Content { page, answers }),
        Act::Reply(None) => menu(&Screen::Whom(None)),
        Act::Reply(Some(id)) => match asking.tx.reply(asking.cell.id, ReplyId(id)).await? {
            Some(reply) => menu(&Screen::Whom(Some(reply.name.as_str().to_owned()))),
            None => menu(&Screen::Content { page: 0, answers }),
        },
        Act::Close => menu(&Screen::Note(Note::Closed)),
        _ => Said::Nothing,
    })
}

async fn on_whom(
    asking: &mut Asking<'_>,
    reply: Option<&str>,
    act: Act,
) -> Result<Said, StoreError> {
    let group = match act {
        Act::To(group) => group,
        Act::Close => return Ok(menu(&Screen::Note(Note::Closed))),
        _ => return Ok(Said::Nothing),
    };
    let marks = asking.tx.marks(asking.cell.id).await?;
    let mark = match group {
        Group::Mark(id) => marks.iter().find(|mark| mark.id.0 == id),
        _ => None,
    };
    let line = line_to(reply, group, mark.map(|mark| &mark.name));
    Ok(line.map_or(Said::Nothing, |line| menu(&Screen::Options(line))))
}

async fn on_options(
    asking: &mut Asking<'_>,
    panel: &Panel,
    (line, act): (&str, Act),
) -> Result<Said, StoreError> {
    match act {
        Act::Close => Ok(menu(&Screen::Note(Note::Closed))),
        Act::Plan => {
            let Some(order) = order_of(line) else {
                return Ok(Said::Nothing);
            };
            match made(asking, &order, (None, None)).await? {
                Ok(mut broadcast) => {
                    broadcast.panel = Some(panel.id.0);
                    asking.tx.set_broadcast(&broadcast).await?;
                    // From now on the panel is kept.
                    let kept = Panel {
                        screen: Screen::of(broadcast.number).code(),
                        stands: Stands::Always,
                        ..panel.clone()
                    };
                    let of = (&kept, asking.connection);
                    panels::show(asking.tx, of, (&mut *asking.fresh, asking.now_ms)).await?;
                    Ok(Said::Nothing)
                }
                Err(note) => Ok(menu(&Screen::Note(note))),
            }
        }
        act => Ok(match line_with(line, &act) {
            Some(line) => menu(&Screen::Options(line)),
            None => Said::Nothing,
        }),
    }
}
