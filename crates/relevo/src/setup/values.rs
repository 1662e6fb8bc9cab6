//! Changes parameters as a person wants it: by a button, or by a message that is the value.
//!
//! A change is one transaction with its entry in the audit log, and may be repeated after a crash: every button says what is to be, none
//! says "the other way round". Neighbours: `draw::parameters` shows them, `relevo_core::params` reads and judges them.

use relevo_core::params::{self, ParamError, definition};
use relevo_core::setup::{Offer, Screen, offer};
use relevo_core::{ConnectionId, Params};

use super::{Heard, Note, Setup, Talk};
use crate::parameters::{ParametersError, Wanted, change_in};
use crate::store::StoreError;

/// What is to become of a parameter.
pub(super) enum Change {
    /// It gets this value.
    To(String),
    /// It gets its default.
    Default,
    /// A word is in its set from now on, or is not.
    Word(String, bool),
}

/// A value as `Params::set` reads it: what stands on a button is one; what was written may be formatted.
pub(super) fn typed(name: &str, value: String, heard: &Heard) -> String {
    match (definition(name), &heard.text) {
        (Ok(known), Some(text)) => params::typed(known, text),
        _ => value,
    }
}

impl Setup {
    /// Changes a parameter, and shows it as it is then.
    pub(super) async fn set(
        &self,
        talk: &Talk,
        (id, name): (ConnectionId, &'static str),
        change: Change,
    ) -> Result<(Screen, Option<Note>), StoreError> {
        let mut tx = self.store.write().await?;
        let value = match change {
            Change::To(value) => Some(value),
            Change::Default => None,
            Change::Word(word, is_in) => {
                let stored = tx.lock_parameters(id).await?;
                Some(with_word(name, &stored, (&word, is_in)))
            }
        };
        let wanted = [Wanted {
            name: name.into(),
            value,
        }];
        let note = match change_in(&mut tx, id, &wanted, self.by(talk)).await {
            Ok(changes) => {
                if !changes.is_empty() {
                    tx.commit().await?;
                }
                Note::Saved
            }
            Err(ParametersError::Wrong(ParamError::Wrong { why, .. })) => {
                let owners = self.store.owners().await?;
                Note::Wrong(Setup::words_of(talk, &owners).why(&why))
            }
            Err(ParametersError::Wrong(_)) => Note::NotHere,
            Err(ParametersError::Store(problem)) => return Err(problem),
        };
        Ok((Screen::Parameter(id, name), Some(note)))
    }
}

/// The set of words with one more or less, whoever changed the others meanwhile.
fn with_word(name: &str, stored: &[(String, String)], (word, is_in): (&str, bool)) -> String {
    let mut now = Params::default();
    for (name, text) in stored {
        // What this version does not understand is at its default, as where it is read to be used.
        let _ = now.set(name, text);
    }
    let value = now.get(name).unwrap_or_default();
    let words = match definition(name).map(offer) {
        Ok(Offer::Some(words)) => words,
        _ => &[],
    };
    let those: Vec<&str> = words
        .iter()
        .copied()
        .filter(|one| match *one == word {
            true => is_in,
            false => value.split(", ").any(|known| known == *one),
        })
        .collect();
    match those.is_empty() {
        true => "NONE".into(),
        false => those.join(", "),
    }
}
