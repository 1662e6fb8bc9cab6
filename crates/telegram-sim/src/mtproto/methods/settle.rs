//! After a deed: everybody is told, and the caller's own part of it becomes its answer.

use grammers_tl_types as tl;

use crate::mtproto::rpc::Call;
use crate::mtproto::tell::int;
use crate::world::message::MessageKey;

impl Call<'_> {
    /// Tells everybody what has changed; gives what the caller is to know of it. Its other connections are pushed to.
    pub(super) fn settle(&mut self) -> tl::types::Updates {
        let own = Some((self.caller.connection, self.me));
        match self.state.catch_up(self.world, own, self.faults) {
            Some(tl::enums::Updates::Updates(updates)) => updates,
            _ => self.nothing(),
        }
    }

    /// As [`Call::settle`], for messages that were sent under numbers that the client drew.
    pub(super) fn settle_sent(&mut self, sent: &[(i64, MessageKey)]) -> tl::enums::Updates {
        let mut updates = self.settle();
        self.name_sent(&mut updates, sent);
        updates.into()
    }

    /// The answer to a sending that was done before.
    pub(super) fn sent_before(&mut self, sent: &[(i64, MessageKey)]) -> tl::enums::Updates {
        let mut all = self.nothing();
        for (_, key) in sent {
            let again = self.state.boxes.update_of(self.world, self.me, *key);
            if let Some(tl::enums::Updates::Updates(again)) = again {
                all.updates.extend(again.updates);
                all.users.extend(again.users);
                all.chats.extend(again.chats);
            }
        }
        self.name_sent(&mut all, sent);
        all.into()
    }

    fn name_sent(&self, updates: &mut tl::types::Updates, sent: &[(i64, MessageKey)]) {
        let named = sent.iter().filter_map(|(random_id, key)| {
            let id = int(self.world.message(*key).id_for(self.me)?);
            let random_id = *random_id;
            Some(tl::types::UpdateMessageId { id, random_id }.into())
        });
        let named: Vec<_> = named.collect();
        updates.updates.splice(0..0, named);
    }

    fn nothing(&self) -> tl::types::Updates {
        tl::types::Updates {
            updates: Vec::new(),
            users: Vec::new(),
            chats: Vec::new(),
            date: int(self.world.now_s()),
            seq: 0,
        }
    }
}
