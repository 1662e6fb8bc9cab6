//! What somebody missed: `updates.getDifference` and `updates.getChannelDifference`.

use grammers_tl_types as tl;

use super::Boxes;
use super::update_box::{Entry, Event};
use super::write::Written;
use crate::mtproto::peers::bare;
use crate::mtproto::tell::int;
use crate::world::World;
use crate::world::message::MessageKey;

/// Entries in one answer; the rest comes with the next.
const SLICE_MAX: usize = 100;

/// What an account missed.
pub(in crate::mtproto) enum Missed {
    /// Nothing.
    Nothing,
    /// More than is kept; only the state is known.
    TooLong,
    /// This, up to a `pts`; `more` is to follow.
    Some {
        written: Box<Written>,
        pts: i32,
        more: bool,
    },
}

impl Boxes {
    /// What the account missed after `pts`, and in its channels since `date` (Unix seconds).
    pub(in crate::mtproto) fn missed(
        &self,
        world: &World,
        account: i64,
        (pts, date): (i32, i32),
    ) -> Missed {
        let Some(its) = self.accounts.get(&account) else {
            return Missed::Nothing;
        };
        let Some(entries) = its.since(pts, i64::from(date)) else {
            return Missed::TooLong;
        };
        let (mut written, reached, more) = self.slice(world, account, entries, SLICE_MAX);
        for (chat, channel) in &self.channels {
            let inside = world
                .chats
                .get(chat)
                .is_some_and(|chat| chat.standing(account).inside());
            if inside && !more && channel.moved_since(i64::from(date)) {
                written.cast.name(*chat);
                let update = tl::types::UpdateChannelTooLong {
                    channel_id: bare(*chat),
                    pts: Some(channel.pts),
                };
                written.updates.push(update.into());
            }
        }
        if written.messages.is_empty() && written.updates.is_empty() && reached.is_none() {
            return Missed::Nothing;
        }
        Missed::Some {
            written: Box::new(written),
            pts: if more {
                reached.unwrap_or(its.pts)
            } else {
                its.pts
            },
            more,
        }
    }

    /// What the account missed in a channel after `pts`, at most `limit` entries.
    pub(in crate::mtproto) fn missed_in_channel(
        &self,
        world: &World,
        (account, chat): (i64, i64),
        pts: i32,
        limit: i32,
    ) -> Missed {
        let Some(its) = self.channels.get(&chat) else {
            return Missed::Nothing;
        };
        let limit = usize::try_from(limit).unwrap_or(1).clamp(1, SLICE_MAX);
        let Some(entries) = its.since(pts, i64::MAX) else {
            return Missed::TooLong;
        };
        let (written, reached, more) = self.slice(world, account, entries, limit);
        match reached {
            None => Missed::Nothing,
            Some(reached) => Missed::Some {
                written: Box::new(written),
                pts: if more { reached } else { its.pts },
                more,
            },
        }
    }

    /// The state after a difference.
    pub(in crate::mtproto) fn state_at(
        &self,
        world: &World,
        account: i64,
        pts: Option<i32>,
    ) -> tl::enums::updates::State {
        let (now, seq) = self.state(account);
        tl::types::updates::State {
            pts: pts.unwrap_or(now),
            qts: 0,
            date: int(world.now_s()),
            seq,
            unread_count: 0,
        }
        .into()
    }

    /// The first entries, how far they reach, and whether more follow. Those that move no `pts` do not count.
    fn slice<'a>(
        &self,
        world: &World,
        account: i64,
        entries: impl Iterator<Item = &'a Entry>,
        limit: usize,
    ) -> (Written, Option<i32>, bool) {
        let mut written = Written::new(account);
        let (mut reached, mut number) = (None, 0);
        for entry in entries {
            number += usize::from(entry.count > 0);
            if number > limit {
                return (written, reached, true);
            }
            if let Event::New(key) = entry.event {
                self.add_number(world, key, &mut written);
            }
            written.add_apart(world, entry);
            reached = Some(entry.pts);
        }
        (written, reached, false)
    }

    /// Whoever lost the answer to a sending learns here what became of it.
    fn add_number(&self, world: &World, key: MessageKey, written: &mut Written) {
        let message = world.message(key);
        let own = message.author.account == written.cast.viewer;
        if let Some(random_id) = self.drawn.get(&key).filter(|_| own)
            && let Some(id) = message.id_for(written.cast.viewer)
        {
            let update = tl::types::UpdateMessageId {
                id: int(id),
                random_id: *random_id,
            };
            written.updates.push(update.into());
        }
    }
}
