//! Telegram makes a link by which people come into the client's group; the topic is told.
//!
//! It is asked again where nobody knows whether it was made: a second link harms nobody. Neighbour: `decide::invites` reads the command.

use relevo_telegram::{Call, Outcome, Receipt, Refusal};

use super::Next;
use super::next::made_by_us;
use super::refused;
use super::standing::Ended;
use super::status::ANSWER_AGE_MAX_MS;
use crate::hide::hides_the_way_in;
use crate::{Answer, Change, Delivery, Direction, Fresh, Invite, Notice, PauseWhy};

/// What the link is called where the group's administrators see it.
const NAME: &str = "Relevo";

pub(super) fn next(asked: &Ended<'_>) -> Next {
    let is_late = asked.now_ms - asked.delivery.made_ms >= ANSWER_AGE_MAX_MS;
    let Some(known) = asked.facts.conversation.filter(|_| !is_late) else {
        return Next::Settle(vec![asked.removed()]);
    };
    let call = Call::CreateInviteLink {
        chat: known.chat,
        name: NAME,
    };
    made_by_us(asked, call)
}

pub(super) fn ended(
    ended: &Ended<'_>,
    invite: Invite,
    outcome: &Outcome,
    fresh: &mut Fresh,
) -> Vec<Change> {
    let said = match outcome {
        // The owner may have begun to hide it meanwhile.
        Outcome::Done(Receipt::Link(_)) if hides_the_way_in(ended.facts.connection) => {
            Answer::InviteHidden
        }
        Outcome::Done(Receipt::Link(link)) => Answer::Invite {
            link: link.clone(),
            named: invite.named,
        },
        Outcome::Wait(wait) => return vec![ended.waits_out(*wait)],
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => {
            return vec![ended.backs_off(|_| ())];
        }
        Outcome::Refused(Refusal::TokenInvalid) => {
            return refused::paused(ended, PauseWhy::Token, fresh);
        }
        Outcome::Refused(Refusal::Migrated(chat)) if !ended.facts.taken => {
            // It is the client's group that was upgraded, not the team's.
            let of_the_client = Delivery {
                direction: Direction::ToClient,
                ..ended.delivery.clone()
            };
            return refused::migrated(&ended.of(&of_the_client), *chat);
        }
        Outcome::Refused(Refusal::RightMissing(_)) => Answer::MayNotInvite,
        Outcome::Refused(_) => Answer::NoInvite,
    };
    let below = (Some(invite.about.0), Vec::new());
    vec![
        ended.notice(Notice::Answer(said), below, fresh),
        ended.removed(),
    ]
}
