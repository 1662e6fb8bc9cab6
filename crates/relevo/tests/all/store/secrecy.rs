//! What is on the disk.

use relevo::parameters;
use relevo::store::{By, NewReply};
use relevo_core::{
    Card, Change, Conversation, Delivery, Job, Name, ReplyContent, ReplySource, ReplyWhat, Seq,
    State,
};
use relevo_telegram::{LinkButton, MessageId, Quote, Text};

use crate::database::Backend;

use super::desk::{Desk, NOW_MS, TOKEN, words};
use super::replies::photo;

/// Promise: after bodies, names, tokens and owner texts were written, none of them can be found in SQLite's files, the log
/// included, neither while the program runs nor after it ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_readable_on_disk() {
    super::desk::on(Backend::Sqlite, write_and_search).await;
}

const WORDS: [&str; 12] = [
    "sycamore-body",
    "sycamore-quote",
    "sycamore-name",
    "sycamore_username",
    "sycamore-start",
    "sycamore-welcome",
    "sycamore-raw",
    "gardenia_bot",
    "sycamore-reply",
    "sycamore-called",
    "sycamore-caption",
    "sycamore-button",
];

async fn write_and_search(desk: Desk) {
    let conversation: Conversation = desk.conversation(11, 501);
    let answered = Delivery {
        reply: Some(ReplySource {
            message: 3,
            quote: Some(Quote {
                text: Text::plain("sycamore-quote"),
                position: 0,
            }),
        }),
        ..desk.delivery_of(Seq(2), Job::Forward)
    };
    desk.apply(&[
        Change::NewConversation(conversation.clone()),
        Change::PutCard {
            id: conversation.card,
            card: Card {
                name: "sycamore-name".into(),
                username: Some("sycamore_username".into()),
                start_parameter: Some("sycamore-start".into()),
                ..Card::default()
            },
        },
        Change::Deliver(desk.delivery_of(Seq(1), words("sycamore-body"))),
        Change::Deliver(answered),
    ])
    .await;
    // The second is in the audit log with the first.
    for welcome in ["sycamore-welcome", "sycamore-welcome again"] {
        let wanted = [parameters::wanted("WELCOME", welcome)];
        let by = By::command_line(NOW_MS);
        parameters::change(&desk.store, desk.connection, &wanted, by)
            .await
            .unwrap();
    }
    let mut tx = desk.store.write().await.unwrap();
    tx.quarantine(desk.mark(9), b"{\"text\":\"sycamore-raw\"}", "why", NOW_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    save_replies(&desk).await;
    let failed = Delivery {
        state: State::Waiting { due_ms: 0 },
        ..desk.delivery_of(Seq(1), words("sycamore-body again"))
    };
    desk.apply(&[Change::Replace(failed)]).await;
    search(&desk);
    desk.store.close().await;
    search(&desk);
}

/// A quick reply of words, and one of a file that is posted with an album.
async fn save_replies(desk: &Desk) {
    let caption = photo("sycamore-caption");
    let mut tx = desk.locked().await;
    let item = (MessageId(7), &caption);
    tx.put_group_item((desk.cell, desk.identity, "album"), item, NOW_MS)
        .await
        .unwrap();
    let words = ReplyWhat::Words {
        text: Text::plain("sycamore-reply"),
        no_preview: false,
    };
    for what in [words, ReplyWhat::Files(vec![caption])] {
        let new = NewReply {
            name: Name::read("sycamore-called").unwrap(),
            content: ReplyContent {
                what,
                buttons: vec![LinkButton {
                    label: "sycamore-button".into(),
                    url: None,
                }],
                seen_by: desk.identity,
            },
            saved_ms: NOW_MS,
        };
        tx.save_reply(desk.cell, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn search(desk: &Desk) {
    let folder = desk.folder();
    let mut bytes_seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes_seen += bytes.len();
        for word in WORDS.iter().chain(&[TOKEN]) {
            let found = bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes());
            assert!(!found, "{word} is readable on disk");
        }
    }
    assert!(bytes_seen > 50_000, "the files were read");
}
