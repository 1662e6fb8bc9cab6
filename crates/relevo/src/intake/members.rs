//! Whether those who press buttons are in the backend group: what was seen counts for [`PRESENCE_MS`], then Telegram is asked again.
//!
//! Telegram tells the bots of a group who leaves it, and that counts at once; but a bot that was no administrator at that moment is
//! not told, and a button stays in the sight of who has left. Asked before the page's transaction. Neighbours: `scenes` puts what
//! the page itself tells above it, `relevo_core::decide` refuses. Deliberately absent: who writes, since Telegram lets only members
//! write.

use std::collections::HashMap;

use relevo_core::{Change, PRESENCE_MS, Presence};
use relevo_telegram::{Call, ChatId, Gateway, Outcome, Receipt, UpdateKind, UserId};

/// Whom Telegram has shown lately, and when (Unix milliseconds).
#[derive(Default)]
pub(super) struct Members {
    seen: HashMap<UserId, (Presence, i64)>,
}

impl Members {
    /// What is known of those who pressed a button in this page; whoever was not seen lately is asked about.
    pub(super) async fn of_page(
        &mut self,
        page: &[Result<UpdateKind, &'static str>],
        (gateway, group): (&dyn Gateway, ChatId),
        now_ms: i64,
    ) -> HashMap<UserId, Presence> {
        let mut known = HashMap::new();
        for read in page {
            let Ok(UpdateKind::Pressed(press)) = read else {
                continue;
            };
            let who = press.by.id;
            if known.contains_key(&who) || press.at.is_none_or(|at| at.chat != group) {
                continue;
            }
            self.seen
                .retain(|_, (_, at_ms)| now_ms - *at_ms < PRESENCE_MS);
            let presence = match self.seen.get(&who) {
                Some((presence, _)) => *presence,
                None => asked(gateway, group, who).await,
            };
            if presence != Presence::Unseen {
                self.seen.entry(who).or_insert((presence, now_ms));
            }
            known.insert(who, presence);
        }
        known
    }

    /// Who came and who left, as a page told.
    pub(super) fn learn(&mut self, changes: &[Change], now_ms: i64) {
        for change in changes {
            if let Change::Operator { person, place, .. } = change {
                let presence = match place {
                    Some(_) => Presence::Present,
                    None => Presence::Absent,
                };
                self.seen.insert(*person, (presence, now_ms));
            }
        }
    }
}

/// What Telegram refuses to say shows nothing.
async fn asked(gateway: &dyn Gateway, group: ChatId, who: UserId) -> Presence {
    match gateway.call(&Call::GetMember(group, who)).await {
        Outcome::Done(Receipt::Member(place)) if place.is_in() => Presence::Present,
        Outcome::Done(Receipt::Member(_)) => Presence::Absent,
        _ => Presence::Unseen,
    }
}
