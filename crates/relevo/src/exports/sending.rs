//! Exports that somebody asked for in General, and reports of broadcasts that are over: sent there as documents.

use relevo_core::{Connection, IdentityId, PanelId};
use relevo_telegram::{
    Call, ChatId, Gateway, MessageId, NewFile, Outcome, ReplyTo, Send, Text, ThreadId,
};
use tracing::warn;

use super::source::{self, Source};
use crate::clock::Clock;
use crate::directory::{Charge, Directory, Shared};
use crate::panels;
use crate::requests::Glance;
use crate::sheet::Sheet;
use crate::store::{AudienceAfter, Export, ExportState, Spent, Store, StoreError};

/// A part ends once it is so large. Telegram takes 50 MB from bots; a part is held in memory, and once more while it is sent.
pub const PART_BYTES_MAX: usize = 15 << 20;

/// How often a part is tried before the export has failed.
const ATTEMPTS_MAX: i64 = 8;

/// After how long a part is tried again that did not arrive, or of which nobody knows whether it did, in milliseconds.
const AGAIN_MS: i64 = 30_000;

/// How long to wait between two parts, in milliseconds: they take from the budget of the group, where clients' messages come first.
const BETWEEN_MS: i64 = 5_000;

/// How long the report of a cancelled broadcast waits at most for steps that are on their way, in milliseconds.
const STEPS_MS: i64 = 3_600_000;

/// Whoever sends exports.
pub struct Exports {
    store: Store,
    clock: Clock,
    shared: Shared,
    part_bytes_max: usize,
    glance: Glance,
}

/// A part that is ready to be sent.
struct Part {
    file: NewFile,
    clients: i64,
    next: Option<AudienceAfter>,
}

impl Exports {
    /// Over this store.
    #[must_use]
    pub fn new(store: Store, clock: Clock, shared: Shared) -> Exports {
        Exports {
            store,
            clock,
            shared,
            part_bytes_max: PART_BYTES_MAX,
            glance: Glance::default(),
        }
    }

    /// With smaller parts.
    #[must_use]
    pub fn in_parts_of(self, part_bytes_max: usize) -> Exports {
        Exports {
            part_bytes_max,
            ..self
        }
    }

    /// Sends the part that is due. Says whether there was one.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again.
    pub async fn step(&mut self) -> Result<bool, StoreError> {
        let (asked, now_ms) = (self.shared.asked(), self.clock.now_ms());
        if !self.glance.is_due(asked, now_ms) {
            return Ok(false);
        }
        let due = self.store.export_due(now_ms).await?;
        self.glance.looked(asked, now_ms, due.is_some());
        let Some(export) = due else {
            return Ok(false);
        };
        let directory = self.shared.now();
        let connection = directory.connections.get(&export.connection);
        let connection = connection.filter(|known| known.cell == export.cell);
        let line = connection.and_then(|known| directory.gateways.get(&known.bot()));
        let (Some(connection), Some(line)) = (connection, line) else {
            // It has moved or was deleted: there is nobody to bring it.
            return self.settle(&failed(&export), connection).await;
        };
        if self.is_early(&export, now_ms).await? {
            let later = Export {
                due_ms: now_ms + BETWEEN_MS,
                ..export
            };
            return self.settle(&later, Some(connection)).await;
        }
        let Some(part) = self.part(&export, &directory).await? else {
            return self.settle(&failed(&export), Some(connection)).await;
        };
        let about = self.asked_by(&export).await?;
        let group = directory.cells.get(&export.cell).map(|cell| cell.group);
        let Some(group) = group else {
            return self.settle(&failed(&export), Some(connection)).await;
        };
        let place = (group, None, about);
        let outcome = document(&**line, place, part.file.clone(), Text::default()).await;
        let ended_ms = self.clock.now_ms();
        let charge = charge_of(connection.bot(), (&outcome, ended_ms));
        if let Some(charge) = charge {
            self.shared.charge(export.cell, charge);
        }
        let now = after(&export, &part, (&outcome, ended_ms));
        self.settle_with(&now, Some(connection), charge).await
    }

    /// Whether what is told would not hold: of a cancelled broadcast some steps are still on their way.
    async fn is_early(&self, export: &Export, now_ms: i64) -> Result<bool, StoreError> {
        match export.broadcast {
            Some(of) if now_ms < export.at_ms + STEPS_MS => {
                Ok(self.store.recipients_in_lane(of).await? > 0)
            }
            _ => Ok(false),
        }
    }

    /// Reads the next part; none: what it is of is gone, or means nothing any more.
    async fn part(
        &self,
        export: &Export,
        directory: &Directory,
    ) -> Result<Option<Part>, StoreError> {
        let broadcast = match export.broadcast {
            Some(id) => self.store.broadcast_of_row(id).await?,
            None => None,
        };
        let from = (&self.store, directory);
        let Some(mut source) = Source::of(export, broadcast.as_ref(), from).await? else {
            return Ok(None);
        };
        let mut sheet = Sheet::new(source.headline());
        while sheet.bytes() < self.part_bytes_max {
            if !source.write_some(&mut sheet).await? {
                break;
            }
        }
        let next = source.after();
        let name = source::name(export, broadcast.as_ref(), next.is_none());
        Ok(Some(Part {
            clients: i64::try_from(sheet.rows()).unwrap_or(i64::MAX),
            file: NewFile {
                name,
                bytes: sheet.into_bytes().into(),
            },
            next,
        }))
    }

    /// The message that asked for it.
    async fn asked_by(&self, export: &Export) -> Result<Option<MessageId>, StoreError> {
        let mut tx = self.store.write().await?;
        let id = PanelId(export.panel);
        let panel = tx.panels(&[id]).await?.remove(&id);
        Ok(panel.and_then(|panel| panel.about))
    }

    /// The export is so from now on, and its panel shows it.
    async fn settle(
        &self,
        export: &Export,
        connection: Option<&Connection>,
    ) -> Result<bool, StoreError> {
        self.settle_with(export, connection, None).await
    }

    /// As `settle`; what the part cost is known to the next process too.
    async fn settle_with(
        &self,
        export: &Export,
        connection: Option<&Connection>,
        charge: Option<Charge>,
    ) -> Result<bool, StoreError> {
        let now_ms = self.clock.now_ms();
        let mut tx = self.store.write().await?;
        let (_, mut fresh) = tx.lock_cell(export.cell, 1, 0).await?;
        if let Some(Charge::Spent(spent)) = charge {
            tx.spend(export.cell, &[spent]).await?;
        }
        tx.put_export(export).await?;
        let id = PanelId(export.panel);
        let panel = tx.panels(&[id]).await?.remove(&id);
        if let (Some(panel), Some(connection)) = (panel, connection) {
            panels::redraw(&mut tx, (&panel, connection), (&mut fresh, now_ms)).await?;
        }
        tx.commit().await?;
        self.shared.wake(export.cell).notify_one();
        Ok(true)
    }
}

fn failed(export: &Export) -> Export {
    Export {
        state: ExportState::Failed,
        ..export.clone()
    }
}

/// What a part did to the budget of the group: what may have arrived has cost a unit.
fn charge_of(bot: IdentityId, (outcome, at_ms): (&Outcome, i64)) -> Option<Charge> {
    match outcome {
        Outcome::Done(_) | Outcome::Unknown => Some(Charge::Spent(Spent {
            bot,
            chat: None,
            at_ms,
            units: 1,
            part: 0,
        })),
        Outcome::Wait(time) => Some(Charge::Waits {
            bot,
            until_ms: at_ms + i64::try_from(time.as_millis()).unwrap_or(AGAIN_MS),
        }),
        Outcome::Refused(_) | Outcome::NotSent => None,
    }
}

/// How the export stands after a part was sent, or was not.
fn after(export: &Export, part: &Part, (outcome, now_ms): (&Outcome, i64)) -> Export {
    let again = |due_ms| Export {
        attempts: export.attempts + 1,
        due_ms,
        ..export.clone()
    };
    match outcome {
        Outcome::Done(_) => Export {
            state: match part.next {
                Some(_) => ExportState::GoesOn,
                None => ExportState::Done,
            },
            part: export.part + 1,
            after: part.next.unwrap_or(export.after),
            clients: export.clients + part.clients,
            attempts: 0,
            due_ms: now_ms + BETWEEN_MS,
            ..export.clone()
        },
        Outcome::Wait(time) => {
            let wait_ms = i64::try_from(time.as_millis()).unwrap_or(AGAIN_MS);
            Export {
                due_ms: now_ms + wait_ms,
                ..export.clone()
            }
        }
        Outcome::NotSent | Outcome::Unknown if export.attempts < ATTEMPTS_MAX => {
            again(now_ms + AGAIN_MS)
        }
        _ => failed(export),
    }
}

/// Sends a document into a backend group: to General, or into a topic, as the answer to a message.
pub(crate) async fn document(
    line: &dyn Gateway,
    (chat, thread, about): (ChatId, Option<ThreadId>, Option<MessageId>),
    file: NewFile,
    caption: Text,
) -> Outcome {
    let to = Send {
        chat,
        thread,
        reply: about.map(|message| ReplyTo {
            message,
            quote: None,
        }),
        silent: false,
    };
    let call = Call::SendFile { to, file, caption };
    line.call(&call).await
}

/// Sends exports until its future is dropped.
pub async fn run(mut exports: Exports) {
    let clock = exports.clock.clone();
    loop {
        match exports.step().await {
            Ok(true) => {}
            Ok(false) => clock.wait_until(clock.now_ms() + 1_000).await,
            Err(problem) => {
                warn!(error = %problem, "exports have to wait");
                clock.wait_until(clock.now_ms() + AGAIN_MS).await;
            }
        }
    }
}
