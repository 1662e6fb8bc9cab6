//! What is different in the chats of a person's account (ADR 22): nothing can be copied from there, its owner writes there too, and a day
//! after the client's last word nothing can be sent.
//!
//! Neighbours: `client` decides about what clients write, `deleted` about what is gone, `mirror` asks for the line here. Deliberately
//! absent: how calls are made in the account's name, which is `call::account`'s business.

use std::borrow::Cow;

use relevo_telegram::{Author, BusinessConnection, ChatKind, Content, Message, Text, User, UserId};

use super::client::{open, opened, ours, to_topic};
use super::hidden::captioned;
use super::{Context, Decision, Incoming, Scene, filter, first, notice, rebuilt, sent, statuses};
use crate::byline::{EDITED, OPERATOR, byline, origin_line};
use crate::render::{card_of_chat, card_of_user};
use crate::{
    AccountState, Change, Conversation, Delivery, FailReason, Fate, Filter, Fresh, Header, Job,
    Matter, Notice, Standing, Status,
};

/// What marks what Telegram sent by itself in its owner's name: an away message, a greeting, a message that was scheduled.
const AUTOMATIC: &str = "⚙";

/// How long after a client's last message Telegram lets something be sent in an account's name, in milliseconds.
pub const WINDOW_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long before its end the team is told, in milliseconds.
pub const WINDOW_TOLD_MS: i64 = 60 * 60 * 1_000;

/// The account in whose chats the event of this context is, if it is in those of one.
pub(super) fn account(context: &Context<'_>) -> Option<UserId> {
    let connection = context.connection;
    connection.account().map(|_| connection.user)
}

/// Whether the account itself wrote this.
fn is_own(message: &Message, account: UserId) -> bool {
    matches!(&message.author, Author::User(user) if user.id == account)
}

/// The line above a message of an account's private chat: its owner's name above what they wrote, where a client's message was forwarded
/// from; `edited` marks a newer version that is posted as a message of its own.
pub(super) fn line(message: &Message, scene: &Scene<'_>, edited: bool) -> Option<Text> {
    let account = scene.account?;
    if !is_own(message, account) {
        let origin = origin_line(message);
        return match (origin, edited) {
            (Some(mut line), true) => {
                line.push_str(" ");
                line.push_str(EDITED);
                Some(line)
            }
            (line, _) => line,
        };
    }
    let as_one = Scene {
        operator: false,
        ..*scene
    };
    let mut line = byline(message, &as_one, edited);
    line.push_str(" ");
    line.push_str(OPERATOR);
    if message.offline {
        line.push_str(" ");
        line.push_str(AUTOMATIC);
    }
    Some(line)
}

/// The message as the team may see it: what an account's owner writes is hidden as what clients write is, but not who they are.
pub(super) fn shown<'m>(
    shown: Cow<'m, Message>,
    message: &'m Message,
    context: &Context<'_>,
) -> Cow<'m, Message> {
    match account(context) {
        Some(account) if is_own(message, account) => Cow::Owned(Message {
            author: message.author.clone(),
            ..shown.into_owned()
        }),
        _ => shown,
    }
}

/// The same job without a copy, which would bring a message of the bot's own chat with the same number.
pub(super) fn resent(job: Job, shown: &Message) -> Job {
    match (job, &shown.content) {
        (
            Job::Copy {
                header,
                caption,
                media: Some(file),
            },
            _,
        ) if file.kind.has_caption() => captioned(header, caption, &file),
        (
            Job::Copy {
                header,
                media: None,
                ..
            },
            Content::Text(text),
        ) => said(header, sent(text), shown),
        (
            Job::Copy {
                header,
                media: None,
                ..
            },
            content,
        ) => {
            let notice = rebuilt::lost(content);
            let otherwise = Box::new(Job::Notice {
                notice,
                about: None,
                buttons: Vec::new(),
            });
            Job::CopyOr { header, otherwise }
        }
        (job, _) => job,
    }
}

fn said(header: Option<Header>, words: Text, shown: &Message) -> Job {
    match header {
        None => Job::Text {
            text: words,
            no_preview: shown.no_preview,
        },
        header => Job::Anew {
            header,
            matter: Matter::Words(words),
        },
    }
}

/// The account itself wrote: its topic shows it under its owner's name, and it is an answer unless Telegram wrote it.
pub(super) fn own(
    incoming: &Incoming<'_>,
    with: Option<&User>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    if let Content::Service(_) = message.content {
        return Decision::nothing(Fate::Internal);
    }
    if !message.place.message.is_linkable() {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    let params = &context.connection.params;
    let to_a_bot_of_ours = context.fleet.iter().any(|bot| bot.0 == message.chat.id.0);
    if to_a_bot_of_ours {
        return Decision::nothing(Fate::Filtered(Filter::OwnFleet));
    }
    if let Some(reason) = filter::chat_left_out(&message.chat, params) {
        return Decision::nothing(Fate::Filtered(reason));
    }
    if first::is_new(context) && !filter::wakes(message, params) {
        return Decision::nothing(Fate::Filtered(Filter::Keywords));
    }
    let mut changes = Vec::new();
    let known = match ours(context) {
        Some(known) => known.clone(),
        None => {
            let new = opened(&message.chat, context, fresh);
            let names = with.map_or_else(|| card_of_chat(&message.chat), card_of_user);
            open(&mut changes, &new, names, context);
            changes.push(notice(
                Notice::AccountWindow,
                None,
                &of(&new, context),
                fresh,
            ));
            new
        }
    };
    let mut now = Conversation {
        standing: Standing::Served,
        ..known.clone()
    };
    if !message.offline {
        changes.extend(statuses::answered(&mut now, context, fresh));
    }
    if now != known {
        changes.push(Change::UpdateConversation(now.clone()));
    }
    changes.extend(to_topic(incoming, &now, context, fresh));
    Decision {
        changes,
        fate: Fate::Waiting,
    }
}

/// The same context for a conversation that begins with it.
fn of<'a>(new: &'a Conversation, context: &Context<'a>) -> Context<'a> {
    Context {
        conversation: Some(new),
        ..*context
    }
}

/// A client of the account wrote: from now on a day is left to answer.
pub(super) fn client_wrote(now: &mut Conversation, message: &Message, context: &Context<'_>) {
    if account(context).is_some() && now.kind == ChatKind::Private {
        let wrote_ms = message.date.saturating_mul(1_000);
        let known = &mut now.handling.client_wrote_ms;
        *known = (*known).max(wrote_ms);
    }
}

/// How long answers are possible, at the beginning of a new topic.
pub(super) fn explained(
    new: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Option<Change> {
    account(context)?;
    Some(notice(
        Notice::AccountWindow,
        None,
        &of(new, context),
        fresh,
    ))
}

/// The account is connected otherwise than before: what changes for the team is told once, in General.
pub(super) fn changed(
    now: &BusinessConnection,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let connection = context.connection;
    let Some(before) = connection.account() else {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    };
    let mut changes = vec![Change::Account {
        identity: connection.identity,
        now: now.clone(),
    }];
    let told = told(before.state, AccountState::of(now));
    changes.extend(told.map(|notice| {
        let line = Delivery::in_general(notice, connection, fresh, context.now_ms);
        Change::Deliver(line)
    }));
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// What is said of a new state, if anything is new in it for the team.
fn told(before: AccountState, now: AccountState) -> Option<Notice> {
    let was_heard = before != AccountState::Unheard;
    match (before.hinders(), now.hinders()) {
        (Some(_), None) if was_heard => Some(Notice::AccountBack),
        (Some(_), None) => Some(Notice::AccountConnected),
        (Some(before), Some(reason)) if before == reason && was_heard => None,
        (_, Some(reason)) => Some(Notice::AccountLost { reason }),
        (None, None) => None,
    }
}

/// An account's clients never see what the team reacts: said once in a topic.
pub(super) fn reacted(
    about: i64,
    known: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Vec<Change> {
    if known.handling.reactions_told {
        return Vec::new();
    }
    let mut now = known.clone();
    now.handling.reactions_told = true;
    vec![
        Change::UpdateConversation(now),
        notice(Notice::ReactionsStay, Some(about), context, fresh),
    ]
}

/// What keeps words from being sent in the account's name now, if it is known already.
pub(super) fn hinders(context: &Context<'_>) -> Option<FailReason> {
    context.connection.account()?.state.hinders()
}

/// The context's conversation is one of an account: if an answer is owed and will soon be impossible, its topic is told, once for each
/// last message of the client.
#[must_use]
pub fn window_closes(context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let Some(known) = context.conversation else {
        return Vec::new();
    };
    let handling = known.handling;
    let closes_ms = handling.client_wrote_ms + WINDOW_MS;
    let is_soon = (closes_ms - WINDOW_TOLD_MS..closes_ms).contains(&context.now_ms);
    let is_owed = handling.status == Status::UserAnswered
        && handling.client_wrote_ms > handling.window_told_ms;
    if !(is_soon && is_owed && hinders(context).is_none()) {
        return Vec::new();
    }
    let mut now = known.clone();
    now.handling.window_told_ms = handling.client_wrote_ms;
    vec![
        Change::UpdateConversation(now),
        notice(Notice::WindowCloses, None, context, fresh),
    ]
}
