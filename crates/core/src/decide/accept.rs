//! Whether a client group is served: the team is asked about a group to which nobody of the team added the bot.
//!
//! Until it is accepted nothing of it is mirrored. Channels are not asked about: there a bot is only where an administrator put it.

use relevo_telegram::{CallbackPress, Chat, ChatKind, MemberChange, Membership};

use super::client::{open, opened, ours};
use super::{
    Context, Decision, Order, deliver, filter, hidden, notice, pressed, put_buttons, record, wanted,
};
use crate::params::AcceptGroups;
use crate::render::{card_of_chat, chat_shown};
use crate::{
    Callback, CallbackAction, Change, Conversation, Direction, FactKind, Fate, Filter, Fresh,
    GroupVerdict, Job, Notice, Seq, Sight, Standing, Topic, Verdict,
};

/// How long the buttons of the question work: thirty days.
const ASKED_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// The buttons, in the order in which their rows are drawn.
const ACTIONS: [CallbackAction; 3] = [
    CallbackAction::AcceptGroup,
    CallbackAction::IgnoreGroup,
    CallbackAction::LeaveGroup,
];

/// What becomes of a message of a group that is not served. `None`: it is.
pub(super) fn not_served(
    chat: &Chat,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Decision> {
    let changes = match ours(context).map(|known| known.standing) {
        Some(Standing::Served | Standing::Greeted) => return None,
        Some(Standing::Ignored) => return Some(Decision::nothing(Fate::Filtered(Filter::Ignored))),
        Some(Standing::Asked) if is_asked_about(chat, context) => Vec::new(),
        None if is_asked_about(chat, context) => asked((chat, Sight::Unknown), context, fresh),
        Some(Standing::Asked) | None => return None,
    };
    Some(Decision {
        changes,
        fate: Fate::Filtered(Filter::NotAccepted),
    })
}

/// Whether the team has a say in it. A white list has said it already.
fn is_asked_about(chat: &Chat, context: &Context<'_>) -> bool {
    let params = &context.connection.params;
    let listed = params
        .white_list
        .as_ref()
        .is_some_and(|list| list.contains(&chat.id.0));
    matches!(chat.kind, ChatKind::Group | ChatKind::Supergroup)
        && params.accept_groups == AcceptGroups::Ask
        && !listed
}

/// The question in General, and the conversation that it is about.
fn asked((chat, sight): (&Chat, Sight), context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let mut changes = Vec::new();
    let now = Conversation {
        standing: Standing::Asked,
        unreachable: false,
        ..ours(context)
            .cloned()
            .unwrap_or_else(|| opened(chat, context, fresh))
    };
    put(&now, chat, context, &mut changes);
    let until = (Seq(0), context.now_ms + ASKED_MS);
    let (buttons, rows) = put_buttons(&ACTIONS, until, &now, (context, fresh));
    changes.extend(rows);
    let order = Order {
        conversation: Some(&now),
        direction: Direction::Aside,
        job: Job::Notice {
            notice: Notice::GroupAsked {
                title: chat_shown(&hidden::hiding(context).chat(chat)),
                sight,
            },
            about: None,
            buttons,
        },
    };
    changes.push(Change::Deliver(deliver(order, context, fresh)));
    changes
}

/// The conversation as it is now, new or not.
fn put(now: &Conversation, chat: &Chat, context: &Context<'_>, changes: &mut Vec<Change>) {
    match ours(context) {
        None => open(changes, now, card_of_chat(chat), context),
        Some(known) if known != now => changes.push(Change::UpdateConversation(now.clone())),
        Some(_) => {}
    }
}

/// The bot was added to, or removed from, a client group or channel.
pub(super) fn moved(
    change: &MemberChange,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if context.conversation.is_some() && ours(context).is_none() {
        // Another connection serves it; this one stands by.
        return Vec::new();
    }
    match (change.old.is_in(), change.new.is_in()) {
        (false, true) => added(change, context, fresh),
        (true, false) => removed(context, fresh),
        _ => Vec::new(),
    }
}

fn added(change: &MemberChange, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let chat = &change.chat;
    let params = &context.connection.params;
    if filter::chat_left_out(chat, params).is_some() {
        return Vec::new();
    }
    let by_the_team = context.scene.operator || context.connection.owner == Some(change.by);
    let sight = match change.new {
        Membership::Owner | Membership::Administrator { .. } => Sight::All,
        _ => Sight::ByPrivacy,
    };
    match ours(context) {
        Some(known) if known.standing == Standing::Served => back(known, context, fresh),
        known if by_the_team => {
            let mut changes = Vec::new();
            let standing = Standing::Served;
            let now = match known {
                Some(known) => Conversation {
                    standing,
                    unreachable: false,
                    ..known.clone()
                },
                None => opened(chat, context, fresh),
            };
            put(&now, chat, context, &mut changes);
            changes
        }
        Some(known) if known.standing == Standing::Ignored => Vec::new(),
        _ if is_asked_about(chat, context) => asked((chat, sight), context, fresh),
        _ => Vec::new(),
    }
}

/// The bot is in a served group again: its topic goes on.
fn back(known: &Conversation, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    if !known.unreachable {
        return Vec::new();
    }
    let now = Conversation {
        unreachable: false,
        ..known.clone()
    };
    told(
        now,
        (FactKind::ClientReachable, Notice::AddedToGroup),
        context,
        fresh,
    )
}

fn removed(context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let Some(known) = ours(context).filter(|known| !known.unreachable) else {
        return Vec::new();
    };
    let now = Conversation {
        unreachable: true,
        ..known.clone()
    };
    told(
        now,
        (FactKind::ClientUnreachable, Notice::RemovedFromGroup),
        context,
        fresh,
    )
}

fn told(
    mut now: Conversation,
    (kind, words): (FactKind, Notice),
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let has_topic = now.topic != Topic::None;
    let fact = record(kind, Some(&now), context);
    let line = has_topic.then(|| notice(words, None, context, fresh));
    let door = wanted::opened_or_closed((&mut now, wanted::WANTED_AFTER_MS), context, fresh);
    let mut changes = vec![Change::UpdateConversation(now), fact];
    changes.extend(line);
    changes.extend(door);
    changes
}

/// *Accept*, *Ignore*, *Leave*. `None`: it was settled already.
pub(super) fn pressed(
    press: &CallbackPress,
    callback: &Callback,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let known = ours(context)?;
    if known.id != callback.conversation || known.standing != Standing::Asked {
        return None;
    }
    let title = context.scene.title.unwrap_or_default();
    let title = hidden::hiding(context).chat_title(title, known.chat.0);
    let (standing, verdict, words) = match callback.action {
        CallbackAction::AcceptGroup => {
            let words = Notice::GroupAccepted { title };
            (Standing::Served, Verdict::Accepted, words)
        }
        CallbackAction::IgnoreGroup => {
            let words = Notice::GroupIgnored { title };
            (Standing::Ignored, Verdict::Ignored, words)
        }
        // The next time that somebody adds the bot, it is asked about again.
        CallbackAction::LeaveGroup => {
            let words = Notice::GroupLeft { title };
            (Standing::Asked, Verdict::Left, words)
        }
        _ => return None,
    };
    let mut changes = vec![Change::Verdict(GroupVerdict {
        connection: context.connection.id,
        chat: known.chat,
        verdict,
        by: press.by.id,
        at_ms: context.now_ms,
    })];
    if standing != known.standing {
        changes.push(Change::UpdateConversation(Conversation {
            standing,
            ..known.clone()
        }));
    }
    let nth = ACTIONS
        .iter()
        .position(|action| *action == callback.action)?;
    let first = callback.id - i64::try_from(nth).expect("three buttons");
    changes.extend((first..).take(ACTIONS.len()).map(Change::RemoveCallback));
    if callback.action == CallbackAction::LeaveGroup {
        let order = Order {
            conversation: Some(known),
            direction: Direction::Aside,
            job: Job::Leave,
        };
        changes.push(Change::Deliver(deliver(order, context, fresh)));
    }
    changes.push(pressed::answer(press, None, context, fresh));
    changes.extend(pressed::said(press, words, context, fresh));
    Some(changes)
}
