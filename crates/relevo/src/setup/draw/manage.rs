//! The screens of extra bots, co-owners, the API key, deleting, and of who asks for a group.

use relevo_core::setup::{Act, Screen};
use relevo_core::{CellId, ConnectionId};
use relevo_telegram::UserId;

use super::{Key, Page};
use crate::setup::Note;
use crate::store::StoreError;

/// How many open questions are shown at home at a time.
const QUESTIONS_MAX: usize = 5;

impl Page<'_> {
    pub(super) fn relays(&mut self, id: ConnectionId) {
        let cell = self.known.connection(id).map(|one| one.cell);
        let relays = self.known.relays.iter();
        let own: Vec<_> = relays
            .filter(|one| Some(one.cell) == cell)
            .map(|one| (one.relay, self.known.name(one.relay.id)))
            .collect();
        self.say(match own.is_empty() {
            true => "setup-relays-none",
            false => "setup-relays-text",
        });
        for (relay, name) in own {
            let mark = if relay.out.is_some() {
                "⚠️"
            } else {
                "📣"
            };
            let lines = format!("{mark} {name}");
            self.words.push(lines);
            let label = self.voice.say("setup-remove", &[("what", name)]);
            self.named_row(label, &Key::Does(Act::RemoveRelay(id, relay.id)));
        }
        self.row(&[("setup-add-relay", opens(Screen::AskRelay(id)))]);
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
    }

    pub(super) fn team(&mut self, id: ConnectionId) {
        let person = self.talk.person;
        let one = self.known.connection(id);
        let is_owner = one.is_some_and(|one| self.known.owns(one, person));
        let owner = one.and_then(|one| one.owner);
        self.say_of(
            "setup-team-text",
            &[(
                "owner",
                owner.map_or_else(|| "–".to_owned(), |owner| owner.0.to_string()),
            )],
        );
        let co_owners = self.known.owners.of.get(&id).cloned().unwrap_or_default();
        for co_owner in co_owners {
            let name = co_owner.0.to_string();
            self.words.push(format!("👤 {name}"));
            if is_owner {
                let label = self.voice.say("setup-remove", &[("what", name)]);
                self.named_row(label, &Key::Does(Act::RemoveCoOwner(id, co_owner)));
            }
        }
        if is_owner {
            self.row(&[("setup-invite", Key::Does(Act::InviteCoOwner(id)))]);
        }
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
    }

    pub(super) async fn api_key(&mut self, id: ConnectionId) -> Result<(), StoreError> {
        let made_ms = self.setup.store.api_key_made_ms(id).await?;
        let is_new = matches!(self.talk.dialog.body.note, Some(Note::Key(_)));
        match made_ms {
            Some(_) if is_new => {}
            Some(_) => self.say("setup-key-there"),
            None => self.say("setup-key-none"),
        }
        let label = match made_ms {
            Some(_) => "setup-key-anew",
            None => "setup-key-make",
        };
        self.row(&[(label, Key::Does(Act::MakeKey(id)))]);
        if made_ms.is_some() {
            self.row(&[("setup-key-drop", Key::Does(Act::DropKey(id)))]);
        }
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
        Ok(())
    }

    pub(super) fn delete(&mut self, id: ConnectionId) {
        let one = self.known.connection(id);
        let name = one.map(|one| self.known.name(one.identity));
        let name = name.unwrap_or_default();
        self.say_of("setup-delete-text", &[("bot", name)]);
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
    }

    /// What this person was asked about their groups and has not answered.
    pub(super) async fn open_questions(&mut self) -> Result<(), StoreError> {
        let person = self.talk.person;
        let mut open = self.setup.store.open_consents().await?;
        open.retain(|(cell, _)| self.known.owns_in(*cell, person));
        open.truncate(QUESTIONS_MAX);
        let several = open.len() > 1;
        for (cell, asker) in open {
            let group = self.known.cell(cell).map(|cell| cell.group);
            let title = match group {
                Some(group) => self.title(group).await,
                None => String::new(),
            };
            let number = asker.0.to_string();
            let facts = [("group", title), ("person", number.clone())];
            self.say_of("setup-home-asked", &facts);
            for (label, agreed) in [("setup-agree", true), ("setup-refuse", false)] {
                let label = self.voice.say(label, &[]);
                let label = match several {
                    true => format!("{label} · {number}"),
                    false => label,
                };
                self.named_row(label, &Key::Does(Act::Agree(cell, asker, agreed)));
            }
        }
        Ok(())
    }

    pub(super) async fn consent(&mut self, cell: CellId, person: UserId) {
        let group = self.known.cell(cell).map(|cell| cell.group);
        let title = match group {
            Some(group) => self.title(group).await,
            None => String::new(),
        };
        let facts = [("group", title), ("person", person.0.to_string())];
        self.say_of("setup-consent-text", &facts);
        self.row(&[
            ("setup-agree", Key::Does(Act::Agree(cell, person, true))),
            ("setup-refuse", Key::Does(Act::Agree(cell, person, false))),
        ]);
    }
}

fn opens(screen: Screen) -> Key {
    Key::Does(Act::Open(screen))
}
