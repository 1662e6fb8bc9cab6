//! Quick replies in the setup bot.

use relevo::store::NewReply;
use relevo_core::{Name, ReplyContent, ReplyWhat};
use relevo_telegram::Text;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(they_are_shown_renamed_and_deleted);

impl Cradle {
    async fn reply_names(&self) -> Vec<String> {
        let cell = self.connection().await.cell;
        let known = self.store.replies_of(cell).await;
        let known = known.expect("the store answers").into_iter();
        known.map(|one| one.name.as_str().to_owned()).collect()
    }

    async fn save_reply(&self, name: &str, words: &str) {
        let of = self.connection().await;
        let new = NewReply {
            name: Name::read(name).expect("a name"),
            content: ReplyContent {
                what: ReplyWhat::Words {
                    text: Text::plain(words),
                    no_preview: false,
                },
                buttons: Vec::new(),
                seen_by: of.identity,
            },
            saved_ms: 0,
        };
        let mut tx = self.store.write().await.expect("the store writes");
        let saved = tx.save_reply(of.cell, &new).await;
        saved.expect("the store writes");
        tx.commit().await.expect("the store writes");
    }
}

/// Promise: an owner sees the quick replies of their group and what each says; words are a new name, if they can be one and nothing else is called
/// so; a button deletes one; all of it is in the audit log.
async fn they_are_shown_renamed_and_deleted(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.save_reply("hi", "Good morning").await;
    cradle.save_reply("bye", "Good night").await;
    cradle.open("Quick replies").await;
    cradle.press(olivia, "hi").await;
    assert!(cradle.last(olivia).contains("Good morning"));
    for (typed, said) in [("good day", "one word"), ("BYE", "already")] {
        cradle.write(olivia, typed).await;
        let last = cradle.last(olivia);
        assert!(last.contains(said), "{last}");
    }
    cradle.write(olivia, "Grüße").await;
    assert_eq!(cradle.reply_names().await, ["bye", "Grüße"]);
    cradle.press(olivia, "Delete").await;
    assert_eq!(cradle.reply_names().await, ["bye"]);
    let log = cradle.store.audit(None, 0, 20).await;
    let log = log.expect("the store answers");
    let deeds = log.iter().filter(|one| one.deed.word() == "quick reply");
    assert_eq!(deeds.count(), 2);
}
