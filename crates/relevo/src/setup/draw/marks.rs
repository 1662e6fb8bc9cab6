//! The screens of marks: all of a group's, one of them with what it does, and whether it is to be deleted.

use std::collections::HashMap;

use relevo_core::ConnectionId;
use relevo_core::marks::{Mark, MarkId};
use relevo_core::setup::{Act, Screen};

use super::{Key, Page};
use crate::modules::marks::lines;
use crate::store::StoreError;

impl Page<'_> {
    pub(super) async fn marks(&mut self, id: ConnectionId) -> Result<(), StoreError> {
        let (all, counts) = self.marks_of(id).await?;
        match all.is_empty() {
            true => self.say("setup-marks-none"),
            false => self.say_of("setup-marks-text", &[("count", all.len().to_string())]),
        }
        for mark in &all {
            let count = counts.get(&mark.id).copied().unwrap_or(0);
            let label = format!("{} – {count}", mark.name.as_str());
            self.named_row(label, &opens(Screen::Mark(id, mark.id)));
        }
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
        Ok(())
    }

    pub(super) async fn mark(&mut self, id: ConnectionId, of: MarkId) -> Result<(), StoreError> {
        let (all, counts) = self.marks_of(id).await?;
        match all.iter().find(|mark| mark.id == of) {
            Some(mark) => {
                let count = counts.get(&of).copied().unwrap_or(0);
                let does = lines(self.voice, (&all, mark), count).join("\n");
                let name = ("name", mark.name.as_str().to_owned());
                self.say_of("setup-mark-text", &[name, ("does", does)]);
                let label = match mark.hook {
                    true => "marks-key-hook-off",
                    false => "marks-key-hook-on",
                };
                let hook = Act::HookMark(id, of, !mark.hook);
                self.row(&[(label, Key::Does(hook))]);
                self.row(&[("marks-key-delete", opens(Screen::DeleteMark(id, of)))]);
            }
            None => self.say("setup-mark-gone"),
        }
        self.row(&[("setup-back", opens(Screen::Marks(id)))]);
        Ok(())
    }

    pub(super) async fn delete_mark(
        &mut self,
        id: ConnectionId,
        of: MarkId,
    ) -> Result<(), StoreError> {
        let (all, _) = self.marks_of(id).await?;
        match all.iter().find(|mark| mark.id == of) {
            Some(mark) => {
                self.say_of("marks-delete", &[("name", mark.name.as_str().to_owned())]);
                let delete = Key::Does(Act::DeleteMark(id, of));
                self.row(&[("marks-key-delete-now", delete)]);
            }
            None => self.say("setup-mark-gone"),
        }
        self.row(&[("setup-back", opens(Screen::Mark(id, of)))]);
        Ok(())
    }

    async fn marks_of(
        &self,
        id: ConnectionId,
    ) -> Result<(Vec<Mark>, HashMap<MarkId, i64>), StoreError> {
        let Some(one) = self.known.connection(id) else {
            return Ok((Vec::new(), HashMap::new()));
        };
        let store = &self.setup.store;
        Ok((
            store.marks(one.cell).await?,
            store.mark_counts(one.cell).await?,
        ))
    }
}

fn opens(screen: Screen) -> Key {
    Key::Does(Act::Open(screen))
}
