//! Quick replies, and the albums from which they may be saved.

use relevo::store::{Deed, Kept, NewReply, Renamed};
use relevo_core::{
    Brings, Change, Job, Keep, Matter, Name, REPLIES_MAX, RemovedReply, Reply, ReplyContent,
    ReplyId, ReplyWhat, Saved, Seq,
};
use relevo_telegram::{
    Contact, Entity, EntityKind, LinkButton, Media, MediaKind, MessageId, Text, ThreadId, UserId,
};

use super::contracts;
use super::desk::{DAY_MS, Desk, NOW_MS};

contracts! {
    replies_come_back
    names_are_found_in_any_case
    files_are_ready_once_they_are_stored
    what_nothing_brings_is_swept_out
    what_replaces_another_keeps_its_count
    a_group_has_five_hundred
    what_is_gone_is_in_the_audit_log
    albums_are_known_for_two_days
    the_topic_is_known
    jobs_of_replies_come_back
}

fn name(written: &str) -> Name {
    Name::read(written).unwrap()
}

fn words(text: &str) -> ReplyWhat {
    ReplyWhat::Words {
        text: Text {
            text: text.into(),
            entities: vec![Entity {
                kind: EntityKind::Bold,
                offset: 0,
                length: 1,
            }],
        },
        no_preview: true,
    }
}

pub(super) fn photo(caption: &str) -> Media {
    Media {
        kind: MediaKind::Photo,
        file_id: "AgACAgI".into(),
        file_unique_id: "AQAD".into(),
        size_bytes: Some(5),
        caption: Text::plain(caption),
        caption_above: true,
        spoiler: true,
    }
}

fn button() -> LinkButton {
    LinkButton {
        label: "Open".into(),
        url: Some("https://example.org/".into()),
    }
}

impl Desk {
    async fn save_reply(&self, written: &str, what: ReplyWhat) -> Kept {
        let mut tx = self.locked().await;
        let new = NewReply {
            name: name(written),
            content: ReplyContent {
                what,
                buttons: vec![button()],
                seen_by: self.identity,
            },
            saved_ms: NOW_MS,
        };
        let kept = tx.save_reply(self.cell, &new).await.unwrap();
        tx.commit().await.unwrap();
        kept
    }

    async fn saved_as(&self, written: &str, what: ReplyWhat) -> ReplyId {
        match self.save_reply(written, what).await {
            Kept::As(id) => id,
            Kept::Full => panic!("there is room"),
        }
    }

    async fn reply(&self, written: &str) -> Option<Reply> {
        let mut tx = self.locked().await;
        tx.reply_by_name(self.cell, &name(written)).await.unwrap()
    }

    async fn names(&self) -> Vec<String> {
        let replies = self.store.replies_of(self.cell).await.unwrap();
        let names = replies.iter().map(|reply| reply.name.as_str().to_owned());
        names.collect()
    }
}

/// Promise: whatever a reply says comes back as it was saved.
async fn replies_come_back(desk: Desk) {
    let contact = Matter::Contact(Contact {
        phone: "+34600100200".into(),
        first_name: "Acme".into(),
        last_name: None,
        user: None,
        vcard: None,
    });
    let all = [
        ("b", words("Hello {first_name}")),
        ("a", ReplyWhat::Matter(contact)),
    ];
    for (written, what) in &all {
        desk.saved_as(written, what.clone()).await;
        let reply = desk.reply(written).await.unwrap();
        assert_eq!(reply.content.what, *what);
        assert_eq!(reply.content.buttons, [button()]);
        assert_eq!((reply.used, reply.saved_ms), (0, NOW_MS));
        assert_eq!(reply.content.seen_by, desk.identity);
    }
    assert_eq!(desk.names().await, ["a", "b"]);
    let elsewhere = relevo_core::CellId(desk.cell.0 + 1);
    assert!(desk.store.replies_of(elsewhere).await.unwrap().is_empty());
}

/// Promise: capitals do not matter in any script, a new name finds it and the old one does not, and no two have one name.
async fn names_are_found_in_any_case(desk: Desk) {
    let id = desk.saved_as("Grüße", words("Hello")).await;
    desk.saved_as("привет", words("Hi")).await;
    assert_eq!(desk.reply("GRÜSSE").await.unwrap().id, id);
    assert!(desk.reply("ПРИВЕТ").await.is_some());
    let rename = async |old: &str, new: &str| {
        let mut tx = desk.locked().await;
        let names = (&name(old), &name(new));
        let renamed = tx.rename_reply(desk.cell, names).await.unwrap();
        tx.commit().await.unwrap();
        renamed
    };
    assert_eq!(rename("grüße", "Привет").await, Renamed::Taken);
    assert_eq!(rename("nobody", "hi").await, Renamed::Missing);
    assert_eq!(rename("grüße", "GRÜSSE").await, Renamed::Done);
    assert_eq!(rename("grüsse", "hello").await, Renamed::Done);
    assert!(desk.reply("Grüße").await.is_none());
    assert_eq!(desk.reply("hello").await.unwrap().id, id);
}

/// Promise: what holds files is offered to nobody until they stand in Telegram; what is wanted no more is not stored.
async fn files_are_ready_once_they_are_stored(desk: Desk) {
    let id = desk
        .saved_as("logo", ReplyWhat::Files(vec![photo("ours")]))
        .await;
    assert!(desk.reply("logo").await.is_none() && desk.names().await.is_empty());
    let stored = async |id| {
        let mut tx = desk.locked().await;
        let wanted = tx
            .reply_stored(desk.cell, id, &[MessageId(70)])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        wanted
    };
    assert!(stored(id).await);
    let reply = desk.reply("logo").await.unwrap();
    assert_eq!(reply.stored, [MessageId(70)]);
    assert_eq!(reply.content.what, ReplyWhat::Files(vec![photo("ours")]));
    // Saved again and again before the first was stored: the last one counts.
    let first = desk
        .saved_as("logo", ReplyWhat::Files(vec![photo("one")]))
        .await;
    let second = desk
        .saved_as("logo", ReplyWhat::Files(vec![photo("two")]))
        .await;
    assert_eq!(desk.reply("logo").await.unwrap().id, id);
    assert!(!stored(first).await);
    assert!(stored(second).await);
    assert_eq!(desk.reply("logo").await.unwrap().id, second);
    assert_eq!(desk.names().await, ["logo"]);
}

/// Promise: what has been on its way to Telegram for a week is given up: nothing brings it any more; what is stored stays.
async fn what_nothing_brings_is_swept_out(desk: Desk) {
    desk.saved_as("hi", words("Hello")).await;
    let lost = desk
        .saved_as("logo", ReplyWhat::Files(vec![photo("ours")]))
        .await;
    let waits = async || {
        let mut tx = desk.locked().await;
        let found = tx.reply(desk.cell, lost).await.unwrap();
        found.is_some()
    };
    desk.store.sweep(NOW_MS + 7 * DAY_MS - 1).await.unwrap();
    assert!(waits().await);
    desk.store.sweep(NOW_MS + 7 * DAY_MS).await.unwrap();
    assert!(!waits().await);
    assert_eq!(desk.names().await, ["hi"]);
}

/// Promise: a reply that takes another's place keeps the count of its name.
async fn what_replaces_another_keeps_its_count(desk: Desk) {
    let id = desk.saved_as("hi", words("Hello")).await;
    let used = |reply| Change::ReplyUsed {
        cell: desk.cell,
        reply,
    };
    desk.apply(&[used(id), used(id)]).await;
    assert_eq!(desk.reply("hi").await.unwrap().used, 2);
    let id = desk.saved_as("HI", ReplyWhat::Files(vec![photo("")])).await;
    desk.apply(&[Change::ReplyStored {
        cell: desk.cell,
        reply: id,
        messages: vec![MessageId(8)],
    }])
    .await;
    let reply = desk.reply("hi").await.unwrap();
    assert_eq!((reply.id, reply.used), (id, 2));
}

/// Promise: a group has five hundred at most; one of a known name can still be saved.
async fn a_group_has_five_hundred(desk: Desk) {
    let mut tx = desk.locked().await;
    for number in 0..REPLIES_MAX {
        let new = NewReply {
            name: name(&format!("n{number}")),
            content: ReplyContent {
                what: words("x"),
                buttons: Vec::new(),
                seen_by: desk.identity,
            },
            saved_ms: NOW_MS,
        };
        let kept = tx.save_reply(desk.cell, &new).await.unwrap();
        assert!(matches!(kept, Kept::As(_)));
    }
    tx.commit().await.unwrap();
    assert_eq!(desk.save_reply("more", words("x")).await, Kept::Full);
    assert!(matches!(
        desk.save_reply("N7", words("y")).await,
        Kept::As(_)
    ));
}

/// Promise: who took a reply off the list is in the audit log, once.
async fn what_is_gone_is_in_the_audit_log(desk: Desk) {
    let id = desk.saved_as("hi", words("Hello")).await;
    let removed = Change::RemoveReply(RemovedReply {
        cell: desk.cell,
        reply: id,
        connection: desk.connection,
        by: UserId(77),
        at_ms: NOW_MS,
    });
    desk.apply(std::slice::from_ref(&removed)).await;
    desk.apply(&[removed]).await;
    assert!(desk.reply("hi").await.is_none());
    let log = desk.store.audit(Some(desk.connection), 0, 9).await.unwrap();
    let deeds: Vec<Deed> = log.into_iter().map(|entry| entry.deed).collect();
    let gone = Deed::Reply {
        old: Some(name("hi")),
        new: None,
    };
    assert_eq!(deeds, [gone]);
}

/// Promise: the items of an album come back in order, of this album and group alone, for two days.
async fn albums_are_known_for_two_days(desk: Desk) {
    let mut tx = desk.locked().await;
    for (message, caption) in [(8, "second"), (7, "first"), (8, "again")] {
        let item = (MessageId(message), &photo(caption));
        tx.put_group_item((desk.cell, desk.identity, "album"), item, NOW_MS)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let items = async |album: &str| {
        let mut tx = desk.locked().await;
        let items = tx
            .group_items((desk.cell, desk.identity, album))
            .await
            .unwrap();
        let shown = items
            .iter()
            .map(|(message, media)| (message.0, media.caption.text.clone()));
        shown.collect::<Vec<_>>()
    };
    let both = vec![(7, "first".to_owned()), (8, "second".to_owned())];
    assert_eq!(items("album").await, both);
    assert!(items("other").await.is_empty());
    desk.store.sweep(NOW_MS + 2 * DAY_MS - 1).await.unwrap();
    assert_eq!(items("album").await, both);
    desk.store.sweep(NOW_MS + 2 * DAY_MS).await.unwrap();
    assert!(items("album").await.is_empty());
}

/// Promise: the topic in which replies are stored is known until it is gone.
async fn the_topic_is_known(desk: Desk) {
    let topic = |thread: Option<i64>| Change::ReplyTopic {
        cell: desk.cell,
        thread: thread.map(ThreadId),
    };
    for thread in [Some(5), Some(9), None] {
        desk.apply(&[topic(thread)]).await;
        let known = desk.store.reply_topic(desk.cell).await.unwrap();
        assert_eq!(known, thread.map(ThreadId));
    }
}

/// Promise: whatever a delivery does about a quick reply comes back.
async fn jobs_of_replies_come_back(desk: Desk) {
    let saved = |brings| {
        Job::Saved(Saved {
            reply: ReplyId(3),
            name: name("Grüße"),
            brings,
        })
    };
    let jobs = [
        saved(Brings::Words {
            text: Text::plain("Hello"),
            no_preview: true,
            buttons: vec![button()],
        }),
        saved(Brings::File {
            stored: MessageId(7),
            media: photo("one"),
        }),
        saved(Brings::Album {
            stored: vec![MessageId(7), MessageId(8)],
        }),
        saved(Brings::Anew {
            items: vec![photo("one"), photo("two")],
        }),
        saved(Brings::Forward {
            stored: vec![MessageId(7)],
        }),
        Job::Keep(Keep {
            reply: ReplyId(3),
            name: name("hi"),
            messages: vec![MessageId(4), MessageId(5)],
            about: MessageId(6),
            is_ready: true,
            copied: true,
        }),
    ];
    for (seq, job) in (1..).zip(jobs) {
        let delivery = desk.delivery_of(Seq(seq), job);
        desk.apply(&[Change::Deliver(delivery.clone())]).await;
        assert_eq!(desk.delivery(Seq(seq)).await.unwrap(), Some(delivery));
    }
}
