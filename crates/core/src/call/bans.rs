//! A ban is carried out if Telegram says that whoever asked for it may ban members of the backend group.
//!
//! That is not known beforehand, and may be another tomorrow: it is looked at each time. Neighbour: `decide::bans` reads the command.
//! Deliberately absent: removing anybody from a chat.

use relevo_telegram::{Call, Membership, Outcome, Receipt, Refusal};

use super::Next;
use super::next::made_by_us;
use super::refused;
use super::standing::Ended;
use crate::params::LIST_ENTRIES_MAX;
use crate::{Answer, Ban, Change, Fresh, Ignoring, Notice, PauseWhy};

/// The call that looks at the place in the group of whoever asked.
pub(super) fn next(asked: &Ended<'_>, ban: Ban) -> Next {
    made_by_us(asked, Call::GetMember(asked.facts.cell.group, ban.by))
}

/// What the look has shown. What Telegram refuses to say is taken for the less.
pub(super) fn ended(
    ended: &Ended<'_>,
    ban: Ban,
    outcome: &Outcome,
    fresh: &mut Fresh,
) -> Vec<Change> {
    match outcome {
        Outcome::Done(Receipt::Member(place)) if may_ban(*place) => carried_out(ended, ban, fresh),
        Outcome::Done(Receipt::Member(_)) => refuses(ended, ban, fresh),
        Outcome::Wait(wait) => vec![ended.waits_out(*wait)],
        Outcome::Done(_) | Outcome::NotSent | Outcome::Unknown => {
            vec![ended.backs_off(|_| ())]
        }
        Outcome::Refused(Refusal::TokenInvalid) => refused::paused(ended, PauseWhy::Token, fresh),
        Outcome::Refused(Refusal::Migrated(chat)) => refused::migrated(ended, *chat),
        Outcome::Refused(Refusal::NotMember | Refusal::ChatMissing) => {
            refused::paused(ended, PauseWhy::NotMember, fresh)
        }
        Outcome::Refused(_) => refuses(ended, ban, fresh),
    }
}

fn may_ban(place: Membership) -> bool {
    match place {
        Membership::Owner => true,
        Membership::Administrator {
            restrict_members, ..
        } => restrict_members,
        Membership::Member
        | Membership::Restricted { .. }
        | Membership::Left
        | Membership::Banned
        | Membership::Other => false,
    }
}

fn refuses(ended: &Ended<'_>, ban: Ban, fresh: &mut Fresh) -> Vec<Change> {
    let command = ban.command();
    answered(ended, ban, Answer::MayNotBan { command }, fresh)
}

/// What is so already is no change, and not in the audit log.
fn carried_out(ended: &Ended<'_>, ban: Ban, fresh: &mut Fresh) -> Vec<Change> {
    let connection = ended.facts.connection;
    let by_parameter = &connection.params.ignore_chats;
    let ignored = ended.facts.ignored.unwrap_or(by_parameter);
    let Ban { who, on, .. } = ban;
    if ignored.contains(&ban.whom) == on {
        return answered(ended, ban, Answer::BanAsBefore { on }, fresh);
    }
    if on && ignored.len() >= LIST_ENTRIES_MAX {
        return answered(ended, ban, Answer::BansFull, fresh);
    }
    let mut changes = vec![Change::Ignore(Ignoring {
        connection: connection.id,
        whom: ban.whom,
        on,
        by: ban.by,
        at_ms: ended.now_ms,
    })];
    changes.extend(answered(ended, ban, Answer::Ban { who, on }, fresh));
    changes
}

fn answered(ended: &Ended<'_>, ban: Ban, said: Answer, fresh: &mut Fresh) -> Vec<Change> {
    let below = (Some(ban.about.0), Vec::new());
    vec![
        ended.notice(Notice::Answer(said), below, fresh),
        ended.removed(),
    ]
}
