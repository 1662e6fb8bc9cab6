//! The menu that Telegram opens when somebody of the team types `/` in the backend group: the desk bot registers the list of commands, in
//! each language of the team's apps.
//!
//! Beside everything else: it costs no budget and keeps nobody waiting. Neighbours: `words::menu` has the words, the store remembers what
//! Telegram took, so that nothing is asked twice. A bot that is out of the group can take nothing back there; what it had registered is
//! forgotten, and registered again when it is back. Deliberately absent: a menu of every bot of a group (each command would be offered
//! several times), and menus in clients' chats.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use relevo_core::params::Language;
use relevo_core::{Cell, CellState, ConnectionState, IdentityId, PauseWhy};
use relevo_telegram::{Call, ChatId, Gateway, MenuCommand, Outcome};
use tracing::{debug, warn};

use crate::directory::{Directory, Shared};
use crate::store::{Store, StoreError};
use crate::words;

/// After how long it is tried again where nobody knows whether Telegram took it, in milliseconds.
const AGAIN_MS: i64 = 60_000;

/// The commands, in the language of each app; English stands first and for every other language.
pub type Menu = Vec<(Option<&'static str>, Vec<MenuCommand>)>;

/// This version's menu.
#[must_use]
pub fn menu() -> Menu {
    let own = [Language::Es, Language::Ru, Language::De];
    let own = own.map(|language| (Some(language.tag()), words::menu(language)));
    let mut menu = vec![(None, words::menu(Language::En))];
    menu.extend(own);
    menu
}

/// Registers menus. Remembers what it has nothing more to do about.
pub struct Menus {
    store: Store,
    shared: Shared,
    menu: Menu,
    digest: i64,
    /// When each bot's menu of a group is looked at again, Unix milliseconds; `None`: not by this process.
    noted: HashMap<(IdentityId, ChatId), Option<i64>>,
    /// Bots that are out of their group, whose menu is forgotten.
    out: HashSet<(IdentityId, ChatId)>,
}

/// What became of one menu.
enum Registered {
    Yes,
    Refused,
    NotYet { wait_ms: i64 },
}

impl Menus {
    /// This menu for every backend group.
    #[must_use]
    pub fn new(store: Store, shared: Shared, menu: Menu) -> Menus {
        let digest = digest(&store, &menu);
        Menus {
            store,
            shared,
            menu,
            digest,
            noted: HashMap::new(),
            out: HashSet::new(),
        }
    }

    /// Registers what is not registered yet. Says whether anything was asked of Telegram.
    ///
    /// # Errors
    /// If the store cannot be read or written; the next step does it again, which changes nothing.
    pub async fn step(&mut self, now_ms: i64) -> Result<bool, StoreError> {
        let directory = self.shared.now();
        let mut any = false;
        for cell in directory.cells.values() {
            if let Some(line) = line_of(cell, &directory) {
                any |= self.look(cell, &line, now_ms).await?;
            }
        }
        Ok(any)
    }

    async fn look(
        &mut self,
        cell: &Cell,
        line: &Arc<dyn Gateway>,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let of = (cell.desk, cell.group);
        if cell.state == CellState::Paused(PauseWhy::NotMember) {
            if self.out.insert(of) {
                self.store.forget_menu(cell.desk, cell.group).await?;
                self.noted.remove(&of);
            }
            return Ok(false);
        }
        self.out.remove(&of);
        match self.noted.get(&of) {
            Some(None) => return Ok(false),
            Some(Some(again_ms)) if now_ms < *again_ms => return Ok(false),
            _ => {}
        }
        if self.store.menu(cell.desk, cell.group).await? == Some(self.digest) {
            self.noted.insert(of, None);
            return Ok(false);
        }
        let again_ms = match self.register(cell, line).await {
            Registered::Yes => {
                self.store
                    .put_menu(cell.desk, cell.group, self.digest)
                    .await?;
                None
            }
            Registered::Refused => None,
            Registered::NotYet { wait_ms } => Some(now_ms + wait_ms),
        };
        self.noted.insert(of, again_ms);
        Ok(true)
    }

    /// One call a language.
    async fn register(&self, cell: &Cell, line: &Arc<dyn Gateway>) -> Registered {
        for (language, commands) in &self.menu {
            let call = Call::SetCommands {
                chat: cell.group,
                language: *language,
                commands: commands.clone(),
            };
            let bot = cell.desk.0;
            match line.call(&call).await {
                Outcome::Done(_) => {}
                Outcome::Refused(refusal) => {
                    warn!(
                        identity.id = bot,
                        ?refusal,
                        "Telegram refuses the menu of commands: typing / in the backend group lists none; the commands work all the same"
                    );
                    return Registered::Refused;
                }
                Outcome::Wait(time) => {
                    let wait_ms = i64::try_from(time.as_millis()).unwrap_or(AGAIN_MS);
                    return Registered::NotYet { wait_ms };
                }
                Outcome::NotSent | Outcome::Unknown => {
                    debug!(
                        identity.id = bot,
                        "the menu of commands is registered later"
                    );
                    return Registered::NotYet { wait_ms: AGAIN_MS };
                }
            }
        }
        Registered::Yes
    }
}

/// The line of the bot that serves a backend group, if its connection runs.
fn line_of(cell: &Cell, directory: &Directory) -> Option<Arc<dyn Gateway>> {
    let mut served = directory.served_by(cell.desk).into_iter();
    let serves = served.any(|one| one.cell == cell.id && one.state == ConnectionState::Running);
    let line = directory.gateways.get(&cell.desk).filter(|_| serves)?;
    Some(Arc::clone(line))
}

/// What tells this menu from any other.
fn digest(store: &Store, menu: &Menu) -> i64 {
    let mut parts = vec!["menu"];
    for (language, commands) in menu {
        parts.push(language.unwrap_or_default());
        for command in commands {
            parts.extend([command.name.as_str(), command.description.as_str()]);
        }
    }
    store.digest(&parts)
}
