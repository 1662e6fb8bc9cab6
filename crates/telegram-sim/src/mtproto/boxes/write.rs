//! Entries of boxes as updates for one account, with everybody and everything that they name.

use grammers_tl_types as tl;

use super::update_box::{Entry, Event};
use crate::mtproto::peers::bare;
use crate::mtproto::tell::message::message;
use crate::mtproto::tell::reaction::all;
use crate::mtproto::tell::{Cast, int};
use crate::world::World;
use crate::world::message::{MessageKey, Place};

/// Updates for one account, in the making.
pub(in crate::mtproto) struct Written {
    pub(in crate::mtproto) cast: Cast,
    pub(in crate::mtproto) messages: Vec<tl::enums::Message>,
    pub(in crate::mtproto) updates: Vec<tl::enums::Update>,
    /// Whether something in it moves no `pts`, so that only `seq` tells whether it was lost.
    pub(super) has_unnumbered: bool,
}

impl Written {
    pub(super) fn new(viewer: i64) -> Written {
        Written {
            cast: Cast::new(viewer),
            messages: Vec::new(),
            updates: Vec::new(),
            has_unnumbered: false,
        }
    }

    /// Adds the update of an entry. A message that is gone by now moves `pts` all the same.
    pub(super) fn add(&mut self, world: &World, entry: &Entry) {
        self.has_unnumbered |= entry.count == 0;
        let told = self.is_told(world, entry);
        match told.then(|| self.update(world, entry)).flatten() {
            Some(update) => self.updates.push(update),
            None if entry.count > 0 => self.updates.push(self.nothing(entry)),
            None => {}
        }
    }

    /// As [`Written::add`], with new messages apart, as differences have them.
    pub(super) fn add_apart(&mut self, world: &World, entry: &Entry) {
        if !self.is_told(world, entry) {
            return;
        }
        match entry.event {
            Event::New(key) => self.messages.extend(message(world, &mut self.cast, key)),
            _ => {
                let update = self.update(world, entry);
                self.updates.extend(update);
            }
        }
    }

    /// People are told everything of their chats; bots what they hear, what they said, and no reactions.
    fn is_told(&self, world: &World, entry: &Entry) -> bool {
        let viewer = self.cast.viewer;
        if world.bot(viewer).is_none() {
            return true;
        }
        match &entry.event {
            Event::New(key) | Event::Edited(key) => {
                world.message(*key).author.account == viewer || world.hears(viewer, *key)
            }
            Event::Reactions(_) => false,
            _ => true,
        }
    }

    pub(super) fn finish(self, world: &World, seq: i32) -> tl::enums::Updates {
        tl::types::Updates {
            users: self.cast.users(world),
            chats: self.cast.chats(world),
            updates: self.updates,
            date: int(world.now_s()),
            seq,
        }
        .into()
    }

    fn update(&mut self, world: &World, entry: &Entry) -> Option<tl::enums::Update> {
        let (pts, pts_count) = (entry.pts, entry.count);
        let channel = channel_of(world, entry.place);
        Some(match &entry.event {
            Event::New(key) => {
                let message = message(world, &mut self.cast, *key)?;
                match channel {
                    None => tl::types::UpdateNewMessage {
                        message,
                        pts,
                        pts_count,
                    }
                    .into(),
                    Some(_) => tl::types::UpdateNewChannelMessage {
                        message,
                        pts,
                        pts_count,
                    }
                    .into(),
                }
            }
            Event::Edited(key) => {
                let message = message(world, &mut self.cast, *key)?;
                match channel {
                    None => tl::types::UpdateEditMessage {
                        message,
                        pts,
                        pts_count,
                    }
                    .into(),
                    Some(_) => tl::types::UpdateEditChannelMessage {
                        message,
                        pts,
                        pts_count,
                    }
                    .into(),
                }
            }
            Event::Deleted(keys) => self.deletion(world, keys, entry),
            Event::Reactions(key) => {
                let its = world.message(*key);
                tl::types::UpdateMessageReactions {
                    peer: self.cast.name(entry.place.id_for(self.cast.viewer)),
                    msg_id: int(its.id_for(self.cast.viewer)?),
                    top_msg_id: its.thread.map(int),
                    saved_peer_id: None,
                    reactions: all(world, &mut self.cast, *key),
                }
                .into()
            }
            Event::ReadInbox { key, thread } => self.read_inbox(world, entry, (*key, *thread))?,
            Event::ReadOutbox { key } => tl::types::UpdateReadHistoryOutbox {
                peer: self.cast.name(entry.place.id_for(self.cast.viewer)),
                max_id: int(world.message(*key).id_for(self.cast.viewer)?),
                pts,
                pts_count,
            }
            .into(),
            Event::Standing { .. } => {
                let Place::Chat(chat) = entry.place else {
                    return None;
                };
                self.cast.name(chat);
                let id = bare(chat);
                match channel {
                    None => tl::types::UpdateChat { chat_id: id }.into(),
                    Some(_) => tl::types::UpdateChannel { channel_id: id }.into(),
                }
            }
            Event::Read { .. } => return None,
        })
    }

    fn read_inbox(
        &mut self,
        world: &World,
        entry: &Entry,
        (key, thread): (MessageKey, i64),
    ) -> Option<tl::enums::Update> {
        let viewer = self.cast.viewer;
        let max_id = int(world.message(key).id_for(viewer)?);
        let list = crate::mtproto::tell::message::in_place(world, entry.place);
        let unread = world.unread(viewer, entry.place, thread, list);
        let still_unread_count = crate::mtproto::tell::count(unread);
        let place_id = entry.place.id_for(viewer);
        self.cast.name(place_id);
        let Some(channel) = channel_of(world, entry.place) else {
            let update = tl::types::UpdateReadHistoryInbox {
                folder_id: None,
                peer: self.cast.name(place_id),
                top_msg_id: None,
                max_id,
                still_unread_count,
                pts: entry.pts,
                pts_count: entry.count,
            };
            return Some(update.into());
        };
        Some(match thread {
            0 => tl::types::UpdateReadChannelInbox {
                folder_id: None,
                channel_id: bare(channel),
                max_id,
                still_unread_count,
                pts: 0,
            }
            .into(),
            _ => tl::types::UpdateReadChannelDiscussionInbox {
                channel_id: bare(channel),
                top_msg_id: int(thread),
                read_max_id: max_id,
                broadcast_id: None,
                broadcast_post: None,
            }
            .into(),
        })
    }

    fn deletion(&mut self, world: &World, keys: &[MessageKey], entry: &Entry) -> tl::enums::Update {
        let viewer = self.cast.viewer;
        let ids = keys
            .iter()
            .filter_map(|key| world.message(*key).id_for(viewer));
        let messages = ids.map(int).collect();
        let (pts, pts_count) = (entry.pts, entry.count);
        match channel_of(world, entry.place) {
            None => tl::types::UpdateDeleteMessages {
                messages,
                pts,
                pts_count,
            }
            .into(),
            Some(chat) => {
                self.cast.name(chat);
                tl::types::UpdateDeleteChannelMessages {
                    channel_id: bare(chat),
                    messages,
                    pts,
                    pts_count,
                }
                .into()
            }
        }
    }

    /// An update that moves `pts` and says nothing: no message was deleted.
    fn nothing(&self, entry: &Entry) -> tl::enums::Update {
        let (pts, pts_count) = (entry.pts, entry.count);
        match entry.place {
            Place::Chat(chat) if chat <= -1_000_000_000_000 => {
                tl::types::UpdateDeleteChannelMessages {
                    channel_id: bare(chat),
                    messages: Vec::new(),
                    pts,
                    pts_count,
                }
                .into()
            }
            _ => tl::types::UpdateDeleteMessages {
                messages: Vec::new(),
                pts,
                pts_count,
            }
            .into(),
        }
    }
}

fn channel_of(world: &World, place: Place) -> Option<i64> {
    match place {
        Place::Chat(id) if super::is_channel_like(world, id) => Some(id),
        _ => None,
    }
}
