//! The data of a button: an act and a signature that binds it to the bot, the person and the act, so that nobody can make one up, or press
//! one that was made for somebody else. Which message a button stands on is compared as well: only the newest screen's work.

use relevo_core::IdentityId;
use relevo_core::setup::Act;
use relevo_telegram::UserId;

use crate::store::Store;

/// What tells these buttons from those of the desk, whose data is a number.
const MARK: char = '!';

/// The data of a button that does this; none if it would be too long (64 bytes).
pub(super) fn write(store: &Store, of: (IdentityId, UserId), act: &Act) -> Option<String> {
    let code = act.code()?;
    let signature = sign(store, of, &code);
    Some(format!("{MARK}{signature:016x}{code}"))
}

/// What a button does; none if we did not make it for this person at this bot.
pub(super) fn read(store: &Store, of: (IdentityId, UserId), data: &str) -> Option<Act> {
    let rest = data.strip_prefix(MARK)?;
    let (signature, code) = rest.split_at_checked(16)?;
    let given = u64::from_str_radix(signature, 16).ok()?;
    (given == sign(store, of, code)).then(|| Act::from_code(code))?
}

fn sign(store: &Store, (identity, person): (IdentityId, UserId), code: &str) -> u64 {
    let (identity, person) = (identity.0.to_string(), person.0.to_string());
    store
        .digest(&["setup", "button", &identity, &person, code])
        .cast_unsigned()
}
