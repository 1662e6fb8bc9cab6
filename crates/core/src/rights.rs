//! Who may do what only some of the team may (`EXTENSIONS_ALLOWED`).
//!
//! Deliberately absent: Telegram's own rights in the group, which are asked for where they matter (`call::bans`).

use relevo_telegram::UserId;

use crate::Connection;
use crate::params::Extensions;

/// Whether somebody may use the administrative functions of a connection. None: whoever writes as the group, of whom nobody knows who
/// it is; only where everybody may, may they.
#[must_use]
pub fn may_extend(person: Option<UserId>, connection: &Connection) -> bool {
    let is_owner = person.is_some() && person == connection.owner;
    match &connection.params.extensions_allowed {
        Extensions::Everyone => true,
        Extensions::Owners => is_owner,
        Extensions::People(people) => {
            is_owner || person.is_some_and(|person| people.contains(&person.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use relevo_telegram::UserId;

    use super::may_extend;
    use crate::decide::tests::desk::Desk;
    use crate::params::Extensions;

    /// Promise: the owner always may, others if they are named or everybody is, and nobody unknown unless everybody may.
    #[test]
    fn who_may() {
        let (owner, marta) = (UserId(1), UserId(2));
        let rows = [
            (Extensions::Owners, [true, false, false]),
            (Extensions::People(vec![2]), [true, true, false]),
            (Extensions::People(vec![3]), [true, false, false]),
            (Extensions::Everyone, [true, true, true]),
        ];
        for (allowed, expected) in rows {
            let mut connection = Desk::with_ann().connection;
            connection.owner = Some(owner);
            connection.params.extensions_allowed = allowed;
            let who = [Some(owner), Some(marta), None];
            assert_eq!(who.map(|who| may_extend(who, &connection)), expected);
            connection.owner = None;
            let everybody = connection.params.extensions_allowed == Extensions::Everyone;
            assert_eq!(may_extend(None, &connection), everybody);
        }
    }
}
