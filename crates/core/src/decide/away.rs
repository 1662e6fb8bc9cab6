//! The away text: who writes in private while nobody works is told so, once a local day.
//!
//! Neighbours: `client` asks here for each message that is mirrored, `first` welcomes, which comes before. What counts is when the desk
//! answers, not when the client wrote: that nobody is here has to be true when it is read. Deliberately absent: groups and channels.

use relevo_telegram::{ChatKind, Message, Text};

use super::{Context, filter};
use crate::Conversation;

/// The local day on which the client of a conversation is to be told now; `None`: they are not.
pub(super) fn day(now: &Conversation, context: &Context<'_>) -> Option<i64> {
    let params = &context.connection.params;
    let (Some(hours), Some(_)) = (&params.working_hours, &params.away) else {
        return None;
    };
    if now.kind != ChatKind::Private || hours.are_at(context.now_ms, &params.timezone) {
        return None;
    }
    let today = params.timezone.local_day(context.now_ms);
    (now.handling.away_day != Some(today)).then_some(today)
}

/// The words for whoever wrote this.
pub(super) fn text(message: &Message, context: &Context<'_>) -> Option<Text> {
    let away = context.connection.params.away.as_ref()?;
    Some(filter::said_to(away, message))
}
