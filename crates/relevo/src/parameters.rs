//! Changing the parameters of a connection while the desk runs: checked first, then written in one transaction together with the
//! audit log. `serve` notices within a second, as it does of every change of the configuration.
//!
//! Used by the command line today, and by the setup bot and the API later. Deliberately absent: who may do so.

pub mod schema;

use relevo_core::params::{Definition, ParamError, definition};
use relevo_core::{ConnectionId, Params};

use crate::store::{By, ParameterChange, Store, StoreError, Tx};

/// What somebody wants of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its name, in any case.
    pub name: String,
    /// Its value as a text; none: the default.
    pub value: Option<String>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ParametersError {
    /// A name or a value is wrong; it says what would be right.
    #[error(transparent)]
    Wrong(#[from] ParamError),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wanted of a parameter: a value.
#[must_use]
pub fn wanted(name: &str, value: &str) -> Wanted {
    Wanted {
        name: name.into(),
        value: Some(value.into()),
    }
}

/// Changes parameters of a connection, all or none; tells those that have another value now.
///
/// # Errors
/// If a name or a value is wrong, or the store cannot be written.
pub async fn change(
    store: &Store,
    connection: ConnectionId,
    wanted: &[Wanted],
    by: By,
) -> Result<Vec<ParameterChange>, ParametersError> {
    let mut tx = store.write().await?;
    let changes = change_in(&mut tx, connection, wanted, by).await?;
    if !changes.is_empty() {
        tx.commit().await?;
    }
    Ok(changes)
}

/// As [`change`], as a part of a transaction, which is not to be committed after an error.
///
/// # Errors
/// As [`change`].
pub async fn change_in(
    tx: &mut Tx,
    connection: ConnectionId,
    wanted: &[Wanted],
    by: By,
) -> Result<Vec<ParameterChange>, ParametersError> {
    let stored = tx.lock_parameters(connection).await?;
    let changes = plan(&stored, wanted)?;
    for change in &changes {
        tx.change_parameter(connection, change, by).await?;
    }
    Ok(changes)
}

/// What [`change`] would change, given what is stored now. A value that is the same is no change; of several for one name the last counts.
///
/// # Errors
/// If a name or a value is wrong.
pub fn plan(
    stored: &[(String, String)],
    wanted: &[Wanted],
) -> Result<Vec<ParameterChange>, ParamError> {
    let mut params = Params::default();
    for (name, text) in stored {
        // What this version does not understand is at its default, as where it is read to be used.
        let _ = params.set(name, text);
    }
    let mut changes: Vec<ParameterChange> = Vec::new();
    for one in wanted {
        let definition = definition(&one.name)?;
        let old = definition.value(&params);
        let text = one.value.clone();
        params.set(
            definition.name,
            &text.unwrap_or_else(|| definition.default()),
        )?;
        let (new, reset) = (definition.value(&params), one.value.is_none());
        match changes
            .iter_mut()
            .find(|known| known.name == definition.name)
        {
            Some(known) => (known.new, known.reset) = (new, reset),
            None => changes.push(ParameterChange {
                name: definition.name,
                old,
                new,
                reset,
            }),
        }
    }
    // A reset also forgets what is stored and says no more than the default.
    let is_stored = |change: &ParameterChange| {
        stored
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(change.name))
    };
    changes.retain(|change| change.old != change.new || change.reset && is_stored(change));
    Ok(changes)
}

/// Says of a parameter that this version does not act on yet that it is kept.
#[must_use]
pub fn without_effect(definition: &Definition) -> Option<String> {
    let words = "is kept, and has no effect in this version yet";
    let idle = definition.since.is_none();
    idle.then(|| format!("{} {words}", definition.name))
}
