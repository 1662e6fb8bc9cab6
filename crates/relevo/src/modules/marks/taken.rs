//! A connection that moves to another backend group takes the marks of its conversations along, by name.

use relevo_core::marks::{MARKS_MAX, Mark};
use relevo_core::{CellId, ConnectionId};

use super::of_name;
use crate::store::{StoreError, Tx};

/// See the module; both cells are locked. A mark that the other group does not have is made there, as far as there is room; what it sends
/// belongs to the old group and stays there.
pub(crate) async fn taken_along(
    tx: &mut Tx,
    (connection, old, to): (ConnectionId, CellId, CellId),
    now_ms: i64,
) -> Result<(), StoreError> {
    let used = tx.marks_of_connection(connection).await?;
    if used.is_empty() {
        return Ok(());
    }
    let (before, mut there) = (tx.marks(old).await?, tx.marks(to).await?);
    let mut made = Vec::new();
    for (id, _) in used {
        let Some(mark) = before.iter().find(|mark| mark.id == id) else {
            continue;
        };
        let known = of_name(&there, &mark.name).map(|known| known.id);
        let new = match known {
            Some(known) => known,
            None if there.len() < MARKS_MAX => {
                let new = tx.new_mark(to, &mark.name).await?;
                there.push(new.clone());
                made.push((mark, new.clone()));
                new.id
            }
            None => {
                tx.clear_mark_of(connection, id).await?;
                continue;
            }
        };
        tx.exchange_mark(connection, (id, new), now_ms).await?;
    }
    for (mark, new) in made {
        let name_of = |id| before.iter().find(|one| one.id == id).map(|one| &one.name);
        let after = mark.after.iter().copied().filter_map(name_of);
        let after = after.filter_map(|name| of_name(&there, name));
        let now = Mark {
            ticker: mark.ticker.clone(),
            after: after.map(|one| one.id).collect(),
            hook: mark.hook,
            ..new
        };
        tx.put_mark(to, &now).await?;
    }
    Ok(())
}
