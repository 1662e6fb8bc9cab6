//! A quick reply goes to a client: its call, and what follows.
//!
//! Its files are copied from the topic "Replies", where they are stored. Neighbours: `crate::replies` says how it travels, `keep` stores it.
//! Deliberately absent: words without buttons and what is made anew, which go as any message of the team.

use relevo_telegram::{
    AlbumItem, Button, ButtonAct, Call, Media, MediaFile, MessageId, Place, Receipt, Refusal, Send,
};

use super::after::{in_its_source, reached};
use super::next::file_call;
use super::reactions;
use super::standing::Ended;
use super::{account, unsettled};
use crate::broadcast::{OPT_OUT, OPT_OUT_URL};
use crate::{
    Brings, Callback, CallbackAction, Change, FactKind, FailReason, Fate, Fresh, LinkRole, Notice,
    Saved,
};

/// The call that brings it.
pub(super) fn call(asked: &Ended<'_>, saved: &Saved, to: Send) -> Call {
    let group = asked.facts.cell.group;
    let place = |message: MessageId| Place {
        chat: group,
        message,
    };
    match &saved.brings {
        Brings::Words {
            text,
            no_preview,
            buttons,
        } => {
            let row = |label: &str, url: &str| {
                vec![Button {
                    label: label.to_owned(),
                    act: match url {
                        OPT_OUT_URL => ButtonAct::Tell(OPT_OUT.to_owned()),
                        url => ButtonAct::Open(url.to_owned()),
                    },
                }]
            };
            let rows = buttons.iter().filter_map(|button| {
                let url = button.url.as_deref()?;
                Some(row(&button.label, url))
            });
            Call::SendText {
                to,
                text: text.clone(),
                no_preview: *no_preview,
                buttons: rows.collect(),
            }
        }
        Brings::File { media, .. } if account::account(asked).is_some() => file_call(to, media),
        Brings::File { stored, media } => Call::Copy {
            to,
            from: place(*stored),
            caption: media.kind.has_caption().then(|| media.caption.clone()),
        },
        Brings::Album { stored } => Call::CopyMany {
            to: Send { reply: None, ..to },
            chat: group,
            messages: stored.clone(),
        },
        Brings::Anew { items } => Call::SendAlbum {
            to,
            items: items.iter().map(item).collect(),
        },
        Brings::Forward { stored } => {
            let to = Send { reply: None, ..to };
            match stored.as_slice() {
                [one] => Call::Forward {
                    to,
                    from: place(*one),
                },
                _ => Call::ForwardMany {
                    to,
                    chat: group,
                    messages: stored.clone(),
                },
            }
        }
    }
}

fn item(media: &Media) -> AlbumItem {
    AlbumItem {
        file: MediaFile {
            kind: media.kind,
            file_id: media.file_id.clone(),
            spoiler: media.spoiler,
            caption_above: media.caption_above,
        },
        caption: media.caption.clone(),
    }
}

/// Several messages were made by one call. All of them are what the command stands for.
pub(super) fn arrived(
    ended: &Ended<'_>,
    saved: &Saved,
    receipt: &Receipt,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let Receipt::Messages(made) = receipt else {
        return None;
    };
    if made.is_empty() {
        return Some(gone(ended, saved, fresh));
    }
    let mut changes = Vec::new();
    for one in made {
        changes.extend(ended.link(*one, LinkRole::Team));
        changes.extend(in_its_source(ended, *one));
    }
    changes.extend(reached(ended));
    changes.push(ended.removed());
    changes.extend(ended.fates(Fate::Delivered));
    changes.extend(reactions::receipt_of_cause(ended, fresh));
    // What is not there any more is left out without a word of Telegram.
    if made.len() < saved.items() {
        changes.extend(told_gone(ended, saved, true, fresh));
    }
    Some(changes)
}

/// What follows where what is stored is not there any more. `None`: that is not what is wrong.
pub(super) fn refused(
    ended: &Ended<'_>,
    saved: &Saved,
    refusal: &Refusal,
    fresh: &mut Fresh,
) -> Option<Vec<Change>> {
    let is_gone = match (&saved.brings, refusal) {
        (
            Brings::File { .. } | Brings::Album { .. } | Brings::Forward { .. },
            Refusal::SourceMissing,
        ) => true,
        // Of several that are all gone Telegram says that there is nothing to copy.
        (Brings::Album { .. } | Brings::Forward { .. }, Refusal::Uncopyable) => true,
        _ => false,
    };
    is_gone.then(|| gone(ended, saved, fresh))
}

/// Nothing of it is left to send: whoever wanted it is told, and may take it off the list.
fn gone(ended: &Ended<'_>, saved: &Saved, fresh: &mut Fresh) -> Vec<Change> {
    if ended.delivery.cause.is_none() {
        return unsettled::failed(ended, FailReason::SourceMissing, fresh);
    }
    let mut changes = vec![ended.removed()];
    changes.extend(ended.fates(Fate::Failed));
    changes.push(ended.record(FactKind::DeliveryFailed));
    changes.extend(told_gone(ended, saved, false, fresh));
    changes
}

fn told_gone(ended: &Ended<'_>, saved: &Saved, partly: bool, fresh: &mut Fresh) -> Vec<Change> {
    let Some(conversation) = ended.facts.conversation else {
        return Vec::new();
    };
    let button = Callback {
        id: fresh.id(),
        cell: ended.delivery.cell,
        conversation: conversation.id,
        seq: ended.delivery.seq,
        about: Some(MessageId(saved.reply.0)),
        action: CallbackAction::RemoveReply,
        expires_ms: ended.now_ms + unsettled::KEPT_MS,
    };
    let about = ended.delivery.cause.map(|cause| cause.source.message.0);
    let notice = Notice::ReplyGone {
        name: saved.name.clone(),
        partly,
    };
    let below = (about, vec![button.id]);
    vec![
        Change::PutCallback(button),
        ended.notice(notice, below, fresh),
    ]
}
