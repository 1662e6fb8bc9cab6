//! `/retry`, as a reply to what did not arrive: it is tried again, as by *Retry* under the line that tells of it.
//!
//! The reply may be to the team's own message, to the desk's line about it, or to the placeholder of a client's message. What is held is
//! not: a second copy may reach the client, so that needs the buttons. Neighbour: `pressed` lets it be tried again.

use relevo_telegram::Message;

use super::{Context, Decision, Incoming, commands, pressed};
use crate::{Answer, Command, Conversation, Delivery, Fate, Fresh, HeldWhy, State};

/// Whether this message asks for what it answers to be tried again, as far as its words decide that.
#[must_use]
pub fn asks_to_retry(message: &Message) -> bool {
    commands::is_one_of(message, &[Command::Retry])
}

/// Of several versions that failed the oldest goes first, as it did before.
pub(super) fn asked(
    incoming: &Incoming<'_>,
    conversation: &Conversation,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let unsettled = context.scene.unsettled.iter();
    let mut failed = unsettled.filter(|(one, _)| matches!(one.state, State::Failed(_)));
    let again = failed.find_map(|(one, question)| pressed::retry(one, question, context, fresh));
    let (mut changes, said) = match again {
        Some(changes) => (changes, Answer::TryingAgain),
        None => (Vec::new(), not_tried(context)),
    };
    let answer = commands::answer(said, Some(conversation), incoming, context, fresh);
    changes.push(answer);
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

fn not_tried(context: &Context<'_>) -> Answer {
    let held = |(one, _): &(Delivery, _)| match one.state {
        State::Held(why) => Some(why),
        _ => None,
    };
    match context.scene.unsettled.iter().find_map(held) {
        Some(why) => Answer::DecideByButtons {
            may_have_arrived: why == HeldWhy::UnknownOutcome,
        },
        None => Answer::NothingToRetry,
    }
}
