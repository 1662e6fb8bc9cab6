//! `/export`: the clients of the backend group as a table, sent to General.
//!
//! Neighbour: `crate::exports` reads and sends it; here the wish is taken and shown. Deliberately absent: what stands in the table.

use relevo_core::audience::{Whom, WhomError, WhomWrong};
use relevo_core::{Name, Panel, PanelId, Stands};
use relevo_telegram::Text;

use super::marks::of_name;
use super::{Asking, Drawing, Page, Said, What};
use crate::panels;
use crate::store::{Actor, AudienceAfter, By, Deed, Export, ExportState, StoreError};
use crate::words::whom;

/// What a panel shows.
enum Screen {
    /// How far an export has come.
    Export(i64),
    /// What is wrong with these words.
    Wrong(String),
    /// There is no such mark.
    NoMark(String),
    /// An export goes on already.
    Busy,
    /// Whoever asks may not.
    NotAllowed,
    /// Nobody knows who asks.
    Anonymous,
}

impl Screen {
    fn code(&self) -> String {
        match self {
            Screen::Export(id) => format!("export.{id}"),
            Screen::Wrong(words) => format!("wrong.{words}"),
            Screen::NoMark(name) => format!("nomark.{name}"),
            Screen::Busy => "busy".into(),
            Screen::NotAllowed => "notallowed".into(),
            Screen::Anonymous => "anonymous".into(),
        }
    }

    fn from_code(code: &str) -> Option<Screen> {
        let (word, rest) = code.split_once('.').unwrap_or((code, ""));
        Some(match word {
            "export" => Screen::Export(rest.parse().ok()?),
            "wrong" => Screen::Wrong(rest.into()),
            "nomark" => Screen::NoMark(rest.into()),
            "busy" => Screen::Busy,
            "notallowed" => Screen::NotAllowed,
            "anonymous" => Screen::Anonymous,
            _ => return None,
        })
    }
}

/// For whom: everybody, if nothing is said.
fn read(argument: &str) -> Result<Whom, WhomError> {
    let words = match argument.trim() {
        "" => "all",
        words => words,
    };
    let whom = Whom::read(words)?;
    match whom.is_test() || whom.needs_file() {
        true => Err(WhomError {
            wrong: WhomWrong::Unknown,
            word: words.to_owned(),
            at: 0,
        }),
        false => Ok(whom),
    }
}

/// Takes the wish.
pub(super) async fn asked(mut asking: Asking<'_>) -> Result<Said, StoreError> {
    let What::Written {
        argument, message, ..
    } = asking.what
    else {
        return Ok(Said::Nothing);
    };
    let refused = match wanted(&mut asking, argument).await? {
        Ok(whom) => {
            let panel = Panel {
                id: PanelId(asking.fresh.id()),
                cell: asking.cell.id,
                connection: asking.connection.id,
                conversation: None,
                thread: message.thread,
                about: Some(message.place.message),
                by: asking.by,
                module: relevo_core::Module::Exports,
                screen: String::new(),
                stands: Stands::Menu,
                message: None,
                shown: None,
            };
            begin(&mut asking, &whom, panel).await?;
            return Ok(Said::Nothing);
        }
        Err(refused) => refused,
    };
    Ok(Said::Panel {
        screen: refused.code(),
        stands: Stands::Answer,
    })
}

/// For whom it is, if it may be begun.
async fn wanted(
    asking: &mut Asking<'_>,
    argument: &str,
) -> Result<Result<Whom, Screen>, StoreError> {
    if asking.by.is_none() {
        return Ok(Err(Screen::Anonymous));
    }
    if !asking.may_extend() {
        return Ok(Err(Screen::NotAllowed));
    }
    let Ok(whom) = read(argument) else {
        return Ok(Err(Screen::Wrong(argument.to_owned())));
    };
    let marks = asking.tx.marks(asking.cell.id).await?;
    let found = whom.selection(0, |name: &Name| of_name(&marks, name).map(|mark| mark.id));
    if let Err(missing) = found {
        return Ok(Err(Screen::NoMark(missing.as_str().to_owned())));
    }
    match asking.tx.export_goes_on(asking.cell.id).await? {
        true => Ok(Err(Screen::Busy)),
        false => Ok(Ok(whom)),
    }
}

/// From now on it is on its way.
async fn begin(asking: &mut Asking<'_>, whom: &Whom, panel: Panel) -> Result<(), StoreError> {
    let Some(person) = asking.by else {
        return Ok(());
    };
    let id = asking.fresh.id();
    let panel = Panel {
        screen: Screen::Export(id).code(),
        ..panel
    };
    let export = Export {
        id,
        cell: asking.cell.id,
        connection: asking.connection.id,
        panel: panel.id.0,
        person,
        at_ms: asking.now_ms,
        whom: whom.to_string(),
        broadcast: None,
        state: ExportState::GoesOn,
        part: 0,
        after: AudienceAfter::default(),
        clients: 0,
        attempts: 0,
        due_ms: asking.now_ms,
    };
    asking.tx.put_export(&export).await?;
    let by = By {
        who: Actor::Person(person),
        at_ms: asking.now_ms,
    };
    let deed = Deed::Export { whom: export.whom };
    asking
        .tx
        .audit(by, Some(asking.connection.id), &deed)
        .await?;
    let with = (&mut *asking.fresh, asking.now_ms);
    panels::show(asking.tx, (&panel, asking.connection), with).await
}

/// Draws a panel.
pub(super) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let screen = Screen::from_code(&drawing.panel.screen);
    let words = match screen {
        Some(Screen::Export(id)) => match drawing.tx.export(id).await? {
            Some(export) => standing(voice, &export),
            None => voice.say("export-failed", &[]),
        },
        Some(Screen::Wrong(argument)) => match read(&argument) {
            Err(error) => whom::wrong(voice, &error),
            Ok(_) => voice.say("export-failed", &[]),
        },
        Some(Screen::NoMark(name)) => match Name::read(&name) {
            Some(name) => whom::no_mark(voice, &name),
            None => voice.say("export-failed", &[]),
        },
        Some(Screen::Busy) => voice.say("export-busy", &[]),
        Some(Screen::NotAllowed) => voice.say("export-not-allowed", &[]),
        Some(Screen::Anonymous) => voice.say("export-anonymous", &[]),
        None => voice.say("export-failed", &[]),
    };
    Ok(Page {
        text: Text::plain(words),
        rows: Vec::new(),
    })
}

fn standing(voice: crate::words::Voice, export: &Export) -> String {
    match (export.state, export.part) {
        (ExportState::GoesOn, 0) => voice.say("export-begins", &[]),
        (ExportState::GoesOn, _) => voice.count("export-goes-on", export.clients),
        (ExportState::Done, _) => voice.count("export-done", export.clients),
        (ExportState::Failed, _) => voice.say("export-failed", &[]),
    }
}
