//! What a file that goes to a group is made of: clients, or the report of a broadcast. Both are read bit by bit.

use relevo_core::Connection;
use relevo_core::audience::Whom;

use super::lines::{self, Exporter};
use crate::broadcasts::report::{self, Report};
use crate::directory::Directory;
use crate::sheet::Sheet;
use crate::store::{AudienceAfter, Broadcast, Export, Store, StoreError};
use crate::words::moment;

/// See the module.
pub(super) enum Source<'a> {
    Clients(Exporter<'a>),
    Report(Report<'a>),
}

impl<'a> Source<'a> {
    /// Of an export, from where its next part begins; none: what it is of is gone, or means nothing any more. `broadcast`: that of which it is
    /// the report.
    pub(super) async fn of(
        export: &Export,
        broadcast: Option<&'a Broadcast>,
        (store, directory): (&'a Store, &'a Directory),
    ) -> Result<Option<Source<'a>>, StoreError> {
        let here = |one: &&Connection| one.cell == export.cell;
        let connections = directory.connections.values().filter(here);
        if export.broadcast.is_some() {
            let report = broadcast.map(|of| Report::new(store, of, connections));
            return Ok(report.map(|report| Source::Report(report.from(export.after))));
        }
        let (Ok(whom), Some(cell)) = (Whom::read(&export.whom), directory.cells.get(&export.cell))
        else {
            return Ok(None);
        };
        let exporter = Exporter::new(store, (cell, connections), (&whom, export.at_ms)).await?;
        let exporter = exporter.ok().map(|one| one.from(export.after));
        Ok(exporter.map(Source::Clients))
    }

    pub(super) fn headline(&self) -> &'static [&'static str] {
        match self {
            Source::Clients(_) => &lines::HEADLINE,
            Source::Report(_) => &report::HEADLINE,
        }
    }

    /// Writes some lines; whether there were any.
    pub(super) async fn write_some(&mut self, sheet: &mut Sheet) -> Result<bool, StoreError> {
        match self {
            Source::Clients(exporter) => Ok(exporter.write_some(sheet).await?.is_some()),
            Source::Report(report) => report.write_some(sheet).await,
        }
    }

    pub(super) fn after(&self) -> Option<AudienceAfter> {
        match self {
            Source::Clients(exporter) => exporter.after(),
            Source::Report(report) => report.after(),
        }
    }
}

/// What a part is called.
pub(super) fn name(export: &Export, broadcast: Option<&Broadcast>, is_last: bool) -> String {
    let stem = match broadcast {
        Some(of) => format!("relevo-broadcast-{}", of.number),
        None => format!("relevo-{}", moment::day(export.at_ms)),
    };
    match (export.part, is_last) {
        (0, true) => format!("{stem}.csv"),
        (before, _) => format!("{stem}-{}.csv", before + 1),
    }
}
