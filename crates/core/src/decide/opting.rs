//! A client wants no broadcasts (`/stop`, or the button under one), or wants them again (`/start`).
//!
//! Neighbours: `client` asks here, `pressed` for the button. What people write otherwise, and what they are written, is not touched by it.
//! Deliberately absent: groups and channels, whose members cannot decide for each other, and accounts, in whose name no broadcast is sent.

use relevo_telegram::{CallbackPress, ChatKind, Content, Message};

use super::client::ours;
use super::{Context, Decision, filter, first, pressed};
use crate::broadcast::OPT_OUT;
use crate::{Change, Conversation, Fate, Filter, Fresh, Notice};

/// Whether this is `/stop` and nothing else, in a private chat with a bot.
pub(super) fn is_stop(message: &Message, context: &Context<'_>) -> bool {
    is_command(message, context, "/stop") && is_alone(message)
}

/// The client gets no broadcasts any more, and reads what the owner wants said about that.
pub(super) fn stopped(message: &Message, context: &Context<'_>, fresh: &mut Fresh) -> Decision {
    let mut changes = Vec::new();
    if let Some(known) = ours(context) {
        changes.push(out(known, context));
        let text = context.connection.params.opt_out_text.as_ref();
        let text = text.map(|text| filter::said_to(text, message));
        changes.extend(text.map(|text| first::said(text, known, context, fresh)));
    }
    Decision {
        changes,
        fate: Fate::Filtered(Filter::OptedOut),
    }
}

/// Whoever starts the bot again wants them again.
pub(super) fn started(message: &Message, context: &Context<'_>) -> Option<Change> {
    let known = ours(context).filter(|_| is_command(message, context, "/start"))?;
    Some(Change::OptedOut(known.id, None))
}

/// The button under a broadcast. None: it is not that.
pub(super) fn pressed(
    press: &CallbackPress,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let known = ours(context).filter(|_| press.data == OPT_OUT)?;
    let at = press.at.filter(|at| at.chat == known.chat)?;
    if known.kind != ChatKind::Private || at.chat == context.cell.group {
        return None;
    }
    let mut changes = vec![
        out(known, context),
        pressed::answer(press, None::<Notice>, context, fresh),
    ];
    let text = context.connection.params.opt_out_text.as_ref();
    let language = press.by.language.as_deref();
    let name = press.by.first_name.as_str();
    let text = text.map(|text| text.filled(language, name, name));
    changes.extend(text.map(|text| first::said(text, known, context, fresh)));
    Some(changes)
}

fn out(known: &Conversation, context: &Context<'_>) -> Change {
    Change::OptedOut(known.id, Some(context.now_ms))
}

fn is_command(message: &Message, context: &Context<'_>, name: &str) -> bool {
    let Content::Text(text) = &message.content else {
        return false;
    };
    let word = text.text.split_whitespace().next().unwrap_or_default();
    let word = word.split_once('@').map_or(word, |(word, _)| word);
    message.chat.kind == ChatKind::Private
        && context.connection.account().is_none()
        && word.eq_ignore_ascii_case(name)
}

fn is_alone(message: &Message) -> bool {
    let Content::Text(text) = &message.content else {
        return false;
    };
    text.text.split_whitespace().count() == 1
}
