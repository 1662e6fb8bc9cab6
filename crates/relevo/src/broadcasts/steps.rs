//! What a broadcast sends, step by step: quick replies, as its command names them.
//!
//! A step knows its quick reply by id, so that what was planned is what goes out. Only where somebody lets a broadcast go on whose quick
//! reply has gone, and each time one comes again, the names count anew ([`renew`]). Neighbours: `content` reads the replies.

use relevo_core::broadcast::{Content, order_of};
use relevo_core::{Reply, ReplyWhat};

use crate::store::{Broadcast, BroadcastStep, StoreError, Tx};

/// What stands for a reply in a step that is nothing but the button to opt out: it follows what can have no button under it.
pub(super) const OPT_OUT_STEP: i64 = 0;

/// What is sent one after the other: quick replies, each with how many minutes after the one before. Under what is no words there is no
/// button: where one is wanted, it follows.
pub(crate) fn steps(replies: &[(i64, Reply)], opt_out: bool) -> Vec<BroadcastStep> {
    let mut steps = Vec::new();
    for (after_minutes, reply) in replies {
        steps.push(BroadcastStep {
            after_minutes: *after_minutes,
            reply: reply.id.0,
        });
        let has_button = matches!(reply.content.what, ReplyWhat::Words { .. });
        if opt_out && !has_button {
            steps.push(BroadcastStep {
                after_minutes: 0,
                reply: OPT_OUT_STEP,
            });
        }
    }
    steps
}

/// From now on it sends what is saved under the names of its command now. Nothing changes if one of them is missing or not stored yet, nor
/// if somebody has got a part of it and there would be another number of parts.
pub(crate) async fn renew(tx: &mut Tx, of: &mut Broadcast) -> Result<(), StoreError> {
    let Some(order) = order_of(&of.body.order) else {
        return Ok(());
    };
    let Content::Replies(parts) = &order.content else {
        return Ok(());
    };
    let mut replies = Vec::new();
    for part in parts {
        let Some(reply) = tx.reply_by_name(of.cell, &part.reply).await? else {
            return Ok(());
        };
        replies.push((i64::from(part.after_minutes), reply));
    }
    let steps = steps(&replies, order.opt_out);
    if of.started_ms.is_none() || steps.len() == of.steps.len() {
        of.steps = steps;
    }
    Ok(())
}
