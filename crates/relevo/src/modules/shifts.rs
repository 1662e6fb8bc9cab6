//! `/shift`: who is on duty, the rota, substitutions and the shift lead.
//!
//! Looking and saying that one is on duty is for everybody in the group; what changes the rota is for those whom `EXTENSIONS_ALLOWED` names,
//! and in the audit log. Neighbours: `relevo_core::shifts` reads and computes, `change` writes, `draw` makes pages, `crate::shifts` tells and
//! mentions by itself.

mod change;
mod draw;
mod people;

use relevo_core::Stands;
use relevo_core::shifts::{ShiftAct, ShiftCommand, ShiftScreen, ShiftTrouble, Unclear, read};
use relevo_core::table;
use relevo_telegram::{Content, Media, Message};

use super::{Asking, Brought, Said, What};
use crate::store::StoreError;
use change::Asked;
pub(super) use draw::draw;

/// What was asked comes to a screen, or something is in the way.
type Shown = Result<ShiftScreen, ShiftTrouble>;

pub(super) async fn asked(asking: Asking<'_>) -> Result<Said, StoreError> {
    let what = asking.what;
    let mut asked = Asked::new(asking).await?;
    let shown = match what {
        What::Written {
            file: Some(Brought::Table(table)),
            ..
        } => asked.read_table(table).await?,
        What::Written {
            file: Some(Brought::Wrong(wrong)),
            ..
        } => match asked.may_change() {
            Ok(()) => Err(ShiftTrouble::File(*wrong)),
            Err(trouble) => Err(trouble),
        },
        What::Written { message, .. } if matches!(message.content, Content::Media(_)) => {
            Err(ShiftTrouble::NoFile)
        }
        What::Written { argument, .. } => written(&mut asked, read(argument)).await?,
        What::Pressed { act, .. } => match ShiftAct::from_code(act) {
            Some(act) => pressed(&mut asked, act).await?,
            None => Ok(ShiftScreen::Now),
        },
    };
    if matches!(
        (&what, &shown),
        (What::Pressed { .. }, Err(ShiftTrouble::MayNot))
    ) {
        return Ok(Said::NotAllowed);
    }
    let screen = shown.unwrap_or_else(ShiftScreen::Trouble);
    Ok(Said::Panel {
        screen: screen.code(),
        stands: match what {
            What::Written { .. } if screen == ShiftScreen::Now => Stands::Answer,
            _ => Stands::Menu,
        },
    })
}

/// The largest file of a rota that is read, in bytes: some thousand lines.
const FILE_BYTES_MAX: usize = 256 << 10;

/// The file with the rota, if a command says that it is one: `/shift rota` below it, or in answer to it.
pub(super) fn file_for<'a>(argument: &str, message: &'a Message) -> Option<(&'a Media, usize)> {
    let file = table::attached(message).or_else(|| table::answered(message));
    let file = file.filter(|_| read(argument) == ShiftCommand::Rota)?;
    Some((file, FILE_BYTES_MAX))
}

async fn written(asked: &mut Asked<'_>, command: ShiftCommand) -> Result<Shown, StoreError> {
    Ok(match command {
        ShiftCommand::Show => Ok(ShiftScreen::Now),
        ShiftCommand::Hand(on) => asked.by_hand(on).await?,
        ShiftCommand::Rota => Ok(ShiftScreen::Rota(0)),
        ShiftCommand::Table => Ok(ShiftScreen::Table),
        ShiftCommand::ReadTable(table) => asked.read_table(&table).await?,
        ShiftCommand::WeekOf(name) => asked.called(&name).map(ShiftScreen::Person),
        ShiftCommand::SetWeek(name, week) => match asked.called(&name) {
            Ok(person) => {
                let shown = ShiftScreen::Person(person);
                asked.set_week(person, &week, shown).await?
            }
            Err(trouble) => Err(trouble),
        },
        ShiftCommand::Substitutions => Ok(ShiftScreen::Substitutions),
        ShiftCommand::Substitute {
            day,
            instead_of,
            by,
        } => asked.substitute(day, &instead_of, &by).await?,
        ShiftCommand::Lead => Ok(ShiftScreen::Lead(0)),
        ShiftCommand::SetLead(None) => asked.set_lead(None).await?,
        ShiftCommand::SetLead(Some(name)) => match asked.called(&name) {
            Ok(person) => asked.set_lead(Some(person)).await?,
            Err(trouble) => Err(trouble),
        },
        ShiftCommand::Unclear(Unclear::What) => Err(ShiftTrouble::Unclear),
        ShiftCommand::Unclear(Unclear::Spans) => Err(ShiftTrouble::NoSpans),
        ShiftCommand::Unclear(Unclear::Substitution) => Err(ShiftTrouble::NoSubstitution),
    })
}

async fn pressed(asked: &mut Asked<'_>, act: ShiftAct) -> Result<Shown, StoreError> {
    Ok(match act {
        ShiftAct::Open(screen) => Ok(screen),
        ShiftAct::Hand(on) => asked.by_hand(on).await?,
        ShiftAct::Add(person, span) => {
            let week = asked.week(person).with(span);
            let shown = ShiftScreen::Day(person, span.day);
            asked.set_week(person, &week, shown).await?
        }
        ShiftAct::Remove(person, day, from) => {
            let week = asked.week(person).without(day, from);
            let shown = ShiftScreen::Day(person, day);
            asked.set_week(person, &week, shown).await?
        }
        ShiftAct::Clear(person) => {
            let shown = ShiftScreen::Person(person);
            asked.set_week(person, &Default::default(), shown).await?
        }
        ShiftAct::AsUsual(day, person) => asked.except(day, person, None).await?,
        ShiftAct::Lead(lead) => asked.set_lead(lead).await?,
    })
}
