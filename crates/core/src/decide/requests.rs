//! What somebody of the team asks of a module, by a command or a panel's button: set aside, and dealt with right after. ADR 23.
//!
//! Neighbours: `commands` asks here; `crate::panel` says what a module answers with. Deliberately absent: carrying anything out.

use relevo_telegram::CallbackPress;

use super::{Context, Decision, Incoming, pressed};
use crate::{Change, Conversation, Fate, Fresh, InboxMark, PANEL_MARK, Request};

/// A command of a module.
pub(super) fn asked(
    incoming: &Incoming<'_>,
    conversation: Option<&Conversation>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let request = request(incoming.mark, conversation, context, fresh);
    Decision {
        changes: vec![request],
        fate: Fate::Internal,
    }
}

/// Whether a press is of a panel's button.
pub(super) fn is_of_a_panel(press: &CallbackPress) -> bool {
    press.data.starts_with(PANEL_MARK)
}

/// A panel's button. Whether we made it is looked at where it is dealt with.
pub(super) fn pressed(
    mark: InboxMark,
    press: &CallbackPress,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    if let Some(refused) = pressed::refused(press, context, fresh) {
        return refused;
    }
    let changes = match pressed::is_in_its_group(press, context) {
        true => vec![request(mark, None, context, fresh)],
        false => vec![pressed::expired(press, context, fresh)],
    };
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

fn request(
    mark: InboxMark,
    conversation: Option<&Conversation>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Change {
    Change::Request(Request {
        number: fresh.id(),
        mark,
        cell: context.cell.id,
        connection: context.connection.id,
        conversation: conversation.map(|known| known.id),
        at_ms: context.now_ms,
    })
}
