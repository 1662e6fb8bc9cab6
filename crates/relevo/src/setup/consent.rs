//! A group that serves somebody else's connection is shared only if its owner agrees: who is asked, when they are asked anew, and what
//! follows from their answer.
//!
//! A question stays open until it is answered, and is shown at home meanwhile. Neighbours: `store::consents` keeps questions and answers,
//! `draw` shows them. Deliberately absent: connecting, which is `tasks`' business.

use std::sync::Arc;

use relevo_core::setup::Screen;
use relevo_core::{Cell, CellId, ConnectionState, IdentityId};
use relevo_telegram::{ChatId, UserId};

use super::known::Known;
use super::tasks::Done;
use super::{Note, Setup, Talk};
use crate::connect::Problem;
use crate::directory::Directory;
use crate::store::{Consent, StoreError};

/// After how long without an answer a person may be asked anew, in milliseconds: a day.
const UNANSWERED_MS: i64 = 24 * 3_600 * 1_000;

impl Setup {
    /// Why this person may not use a group, if it is somebody else's backend group. Its owner is asked once; `wanted`: the person wants them
    /// to be asked anew, if they refused or have not answered for long.
    pub(super) async fn whose_group(
        &self,
        talk: &Talk,
        group: ChatId,
        wanted: bool,
    ) -> Result<Option<Problem>, StoreError> {
        let known = Known::read(&self.store).await?;
        let Some(cell) = known.cells.iter().find(|cell| cell.group == group) else {
            return Ok(None);
        };
        let is_others = known
            .connections
            .iter()
            .any(|one| one.cell == cell.id && !known.may(one.id, talk.person));
        if !is_others {
            return Ok(None);
        }
        let answer = self.store.answer_of(cell.id, talk.person).await?;
        let is_old = |at_ms| self.clock.now_ms() - at_ms >= UNANSWERED_MS;
        match answer {
            Some((Consent::Yes, _)) => return Ok(None),
            Some((Consent::No, _)) if !wanted => return Ok(Some(Problem::NoConsent)),
            Some((Consent::Asked, at_ms)) if !(wanted && is_old(at_ms)) => {
                return Ok(Some(Problem::ConsentAsked));
            }
            _ => {}
        }
        let is_asked = self.ask(&known, cell, talk.person).await?;
        Ok(Some(match (is_asked, answer) {
            (true, _) => Problem::ConsentAsked,
            (false, Some((Consent::No, _))) => Problem::NoConsent,
            (false, _) => Problem::NobodyToAsk,
        }))
    }

    /// Asks an owner of the group, where they talk to the setup. Says whether there is one who can be asked.
    async fn ask(&self, known: &Known, cell: &Cell, person: UserId) -> Result<bool, StoreError> {
        let directory = self.shared.now();
        for (bot, owner) in owners(known, cell.id, person) {
            let talked = self.store.dialogs_of(owner).await?;
            let talked = talked.iter().map(|dialog| dialog.identity);
            let there: Vec<IdentityId> = talked
                .filter(|bot| hears(&directory, *bot, owner))
                .collect();
            let at = there.iter().find(|one| **one == bot).or(there.first());
            let line = at.and_then(|at| Some((*at, directory.gateways.get(at)?)));
            let Some((at, line)) = line else {
                continue;
            };
            let mut theirs = self.talk_with((at, owner), Arc::clone(line)).await?;
            theirs.show(Screen::Consent(cell.id, person), None, false);
            let mut tx = self.store.write().await?;
            let asked = (cell.id, person);
            tx.put_consent(asked, Consent::Asked, self.clock.now_ms())
                .await?;
            tx.put_dialog(&theirs.dialog).await?;
            tx.commit().await?;
            return Ok(true);
        }
        Ok(false)
    }

    /// An owner answers: whoever waits for that hears of it at once.
    pub(super) async fn agree(
        &self,
        talk: &Talk,
        known: &Known,
        (cell, person, agreed): (CellId, UserId, bool),
    ) -> Result<Done, StoreError> {
        if !known.owns_in(cell, talk.person) {
            return Ok((Screen::Home, Some(Note::NotYours)));
        }
        let consent = if agreed { Consent::Yes } else { Consent::No };
        let group = known.cell(cell).map(|cell| cell.group);
        let waiting = self.store.dialogs_of(person).await?;
        let mut tx = self.store.write().await?;
        tx.put_consent((cell, person), consent, self.clock.now_ms())
            .await?;
        for mut dialog in waiting {
            let screen = Screen::from_code(&dialog.body.screen);
            if matches!(screen, Some(Screen::Waiting(_, chat)) if Some(chat) == group) {
                self.look_now(&mut dialog);
                tx.put_dialog(&dialog).await?;
            }
        }
        tx.commit().await?;
        Ok((Screen::Home, Some(Note::Saved)))
    }
}

/// Who may answer for a group, each with the bot of their connection there: the owner of one that the asker may not configure, or, where
/// the host made it for nobody, any owner of the installation.
fn owners(known: &Known, cell: CellId, asker: UserId) -> Vec<(IdentityId, UserId)> {
    let mut found = Vec::new();
    for one in &known.connections {
        if one.cell != cell || known.may(one.id, asker) {
            continue;
        }
        match one.owner {
            Some(owner) => found.push((one.bot(), owner)),
            None => found.extend(known.owners.all.keys().map(|owner| (one.bot(), *owner))),
        }
    }
    found.sort_unstable_by_key(|(bot, owner)| (bot.0, owner.0));
    found
}

/// Whether a bot is there and takes in what this person presses in their chat with it.
fn hears(directory: &Directory, bot: IdentityId, person: UserId) -> bool {
    let served = directory.served_by(bot);
    let mut served = served.iter();
    let runs = served.any(|one| one.state == ConnectionState::Running);
    directory.gateways.contains_key(&bot)
        && directory.is_owner(bot, person)
        && (runs || directory.serves_setup(bot))
}
