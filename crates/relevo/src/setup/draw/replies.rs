//! The screens of quick replies: the list of a group's, and one of them with what it says.

use relevo_core::setup::{Act, Screen};
use relevo_core::{ConnectionId, Reply, ReplyId, cut_text, reply_page};
use relevo_telegram::{EntityKind, Text};

use super::{Key, Page};
use crate::store::StoreError;

/// How much of its words is shown of one, in UTF-16 units.
const SHOWN_UNITS_MAX: usize = 3_000;

impl Page<'_> {
    pub(super) async fn replies(&mut self, id: ConnectionId, page: u16) -> Result<(), StoreError> {
        let all = self.replies_of(id).await?;
        match all.is_empty() {
            true => self.say("setup-replies-none"),
            false => self.say_of("setup-replies-text", &[("count", all.len().to_string())]),
        }
        let (shown, page, pages) = reply_page(&all, usize::from(page));
        for reply in shown {
            let screen = Screen::Reply(id, reply.id);
            self.named_row(reply.name.as_str().to_owned(), &opens(screen));
        }
        let turn = |page: usize| Screen::Replies(id, u16::try_from(page).unwrap_or(u16::MAX));
        if page > 0 {
            self.named_row(format!("◀ {page}/{pages}"), &opens(turn(page - 1)));
        }
        if page + 1 < pages {
            self.named_row(format!("{}/{pages} ▶", page + 2), &opens(turn(page + 1)));
        }
        self.row(&[("setup-back", opens(Screen::Connection(id)))]);
        Ok(())
    }

    pub(super) async fn reply(&mut self, id: ConnectionId, of: ReplyId) -> Result<(), StoreError> {
        let all = self.replies_of(id).await?;
        match all.iter().find(|reply| reply.id == of) {
            Some(reply) => {
                let used = ("count", reply.used.to_string());
                self.say_of("setup-reply-text", &[used]);
                self.formatted = self.shown(reply);
                self.row(&[("replies-delete", Key::Does(Act::DeleteReply(id, of)))]);
            }
            None => self.say("replies-gone"),
        }
        self.row(&[("setup-back", opens(Screen::Replies(id, 0)))]);
        Ok(())
    }

    fn shown(&self, reply: &Reply) -> Text {
        let mut text = Text::default();
        text.push_as(reply.name.as_str(), EntityKind::Bold);
        text.push_str(" – ");
        text.push_str(&self.voice.kind(reply.content.kind()));
        for words in reply.content.words().filter(|words| !words.is_empty()) {
            text.push_str("\n\n");
            text.push(&cut_text(words, SHOWN_UNITS_MAX));
        }
        text
    }

    async fn replies_of(&self, id: ConnectionId) -> Result<Vec<Reply>, StoreError> {
        match self.known.connection(id) {
            Some(one) => self.setup.store.replies_of(one.cell).await,
            None => Ok(Vec::new()),
        }
    }
}

fn opens(screen: Screen) -> Key {
    Key::Does(Act::Open(screen))
}
