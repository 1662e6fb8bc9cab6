//! Who is meant by a name, and who may be chosen: the members of the group whose names are known.

use std::collections::BTreeSet;

use relevo_core::Colleague;
use relevo_core::shifts::ShiftTrouble;
use relevo_telegram::UserId;

/// Whoever is called so: by username, by the whole name or the first, or by number.
pub(super) fn called(team: &[Colleague], words: &str) -> Result<UserId, ShiftTrouble> {
    let words = words.trim();
    let is_meant = |one: &&Colleague| one.is_called(words) || one.person.0.to_string() == words;
    let meant: Vec<&Colleague> = team.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(one.person),
        [] => Err(ShiftTrouble::NobodyCalled),
        _ => Err(ShiftTrouble::SeveralCalled),
    }
}

/// Everybody to choose from: first those who are in already, each by their names.
pub(super) fn offered(team: &[Colleague], first: &BTreeSet<UserId>) -> Vec<(UserId, String)> {
    let named = team.iter().map(|one| (one.person, one.shown()));
    let mut offered: Vec<(UserId, String)> = named.filter(|(_, name)| !name.is_empty()).collect();
    offered.sort_by_key(|(person, name)| (!first.contains(person), name.to_lowercase(), *person));
    offered
}
