//! Deliveries.

use relevo_core::{
    Change, ContentKind, Delivery, Direction, FailReason, Header, HeldWhy, Job, Notice,
    ReplySource, Seq, State,
};
use relevo_telegram::{Entity, EntityKind, Media, MediaKind, Method, Quote, Text, UserId};

use super::contracts;
use super::desk::{Desk, NOW_MS, lanes_of, words};

contracts! {
    every_job_comes_back
    every_state_comes_back
    claimed_survives_a_reopen
    a_rollback_leaves_no_trace
    later_changes_win
}

fn formatted() -> Text {
    let kinds = [
        EntityKind::Bold,
        EntityKind::Italic,
        EntityKind::Underline,
        EntityKind::Strikethrough,
        EntityKind::Spoiler,
        EntityKind::Code,
        EntityKind::Pre(Some("rust".into())),
        EntityKind::Pre(None),
        EntityKind::Blockquote,
        EntityKind::ExpandableBlockquote,
        EntityKind::TextLink("https://example.org/?a=\"b\"".into()),
        EntityKind::TextMention(UserId(7)),
        EntityKind::CustomEmoji("5368324170671202286".into()),
        EntityKind::Found("hashtag".into()),
    ];
    let entities = kinds.into_iter().zip(0..).map(|(kind, offset)| Entity {
        kind,
        offset,
        length: 2,
    });
    Text {
        text: "Ünïcödé 👩‍🚀 \"quoted\" \\ and \u{0} more".into(),
        entities: entities.collect(),
    }
}

fn media() -> Media {
    Media {
        kind: MediaKind::Document,
        file_id: "BQACAgIAAxkBAAI".into(),
        file_unique_id: "AgADxyz".into(),
        size_bytes: Some(20_000_000),
        caption: formatted(),
        caption_above: true,
        spoiler: true,
    }
}

fn plain_copy() -> Job {
    Job::Copy {
        header: None,
        caption: None,
        media: None,
    }
}

fn every_job() -> Vec<Job> {
    let other = FailReason::Other {
        code: 400,
        text: "Bad Request: strange".into(),
    };
    vec![
        Job::Text { text: formatted() },
        plain_copy(),
        Job::Copy {
            header: Some(Header {
                text: formatted(),
                always: true,
            }),
            caption: Some(Text::default()),
            media: Some(Media {
                caption: Text::default(),
                size_bytes: None,
                ..media()
            }),
        },
        Job::Resend { media: media() },
        Job::Forward,
        Job::Notice {
            notice: Notice::NotDelivered {
                reason: other.clone(),
            },
            about: Some(12),
            buttons: vec![3, 4],
        },
        Job::Notice {
            notice: Notice::Placeholder {
                kind: ContentKind::Story,
                reason: FailReason::Uncopyable,
            },
            about: None,
            buttons: vec![],
        },
        Job::EditNotice {
            message: 77,
            notice: Notice::SentAgain,
        },
        Job::AnswerPress {
            press: "4382bfdwdsb323b2d9".into(),
            notice: Some(Notice::ButtonExpired),
        },
        Job::AnswerPress {
            press: "1".into(),
            notice: None,
        },
    ]
}

/// Promise: every kind of job, with and without a reply and a quote, comes back exactly as it was written.
async fn every_job_comes_back(desk: Desk) {
    let reply = |quote: bool| ReplySource {
        message: 55,
        quote: quote.then(|| Quote {
            text: formatted(),
            position: 3,
        }),
    };
    let replies = [None, Some(reply(false)), Some(reply(true))];
    let jobs = every_job();
    let pairs = jobs
        .iter()
        .flat_map(|job| replies.iter().map(move |reply| (job, reply)));
    let expected: Vec<Delivery> = pairs
        .zip(1..)
        .map(|((job, reply), seq)| Delivery {
            reply: reply.clone(),
            ..desk.delivery_of(Seq(seq), job.clone())
        })
        .collect();
    let changes: Vec<Change> = expected.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    let found = desk.lanes().await;
    assert_eq!(found, expected);
    let after = [(Direction::ToTopic, Seq(7))];
    let page = desk.store.outbox(desk.cell, &after, 3).await.unwrap();
    assert_eq!(page, expected[7..10]);
    for delivery in &expected {
        let found = desk.delivery(delivery.seq).await.unwrap();
        assert_eq!(found.as_ref(), Some(delivery));
    }
}

/// Promise: every state and every step comes back; only waiting and claimed deliveries are in the lanes.
async fn every_state_comes_back(desk: Desk) {
    let other = FailReason::Other {
        code: 403,
        text: "Forbidden: strange".into(),
    };
    let states = [
        State::Waiting { due_ms: NOW_MS + 5 },
        State::Claimed {
            epoch: 3,
            method: Method::CreateTopic,
        },
        State::Held(HeldWhy::UnknownOutcome),
        State::Failed(FailReason::Blocked),
        State::Failed(other),
    ];
    for (state, seq) in states.into_iter().zip(1..) {
        let started = Delivery {
            cause: None,
            conversation: None,
            direction: Direction::Aside,
            ..desk.delivery_of(Seq(seq), words("x"))
        };
        desk.apply(&[Change::Deliver(started.clone())]).await;
        let moved = Delivery {
            state: state.clone(),
            attempts: 4_000_000_000,
            step: 1,
            header_message: Some(8),
            repeat: true,
            bare: true,
            ..started
        };
        desk.apply(&[progress(&moved)]).await;
        assert_eq!(desk.delivery(Seq(seq)).await.unwrap(), Some(moved));
    }
    let lanes = desk.lanes().await;
    let seqs: Vec<i64> = lanes.iter().map(|delivery| delivery.seq.0).collect();
    assert_eq!(seqs, [1, 2]);
    let gone = [1, 2, 3, 4, 5].map(|seq| Change::Remove {
        cell: desk.cell,
        seq: Seq(seq),
    });
    desk.apply(&gone).await;
    assert_eq!(desk.delivery(Seq(3)).await.unwrap(), None);
}

fn progress(delivery: &Delivery) -> Change {
    Change::Progress {
        cell: delivery.cell,
        seq: delivery.seq,
        state: delivery.state.clone(),
        attempts: delivery.attempts,
        step: delivery.step,
        header_message: delivery.header_message,
        repeat: delivery.repeat,
        bare: delivery.bare,
    }
}

/// Promise: "claimed" is durable: a program that starts again knows which call may have been made.
async fn claimed_survives_a_reopen(desk: Desk) {
    let claimed = Delivery {
        state: State::Claimed {
            epoch: 7,
            method: Method::SendText,
        },
        ..desk.delivery_of(Seq(1), words("hello"))
    };
    desk.apply(&[Change::Deliver(claimed.clone())]).await;
    let again = desk.reopen().await;
    let found = lanes_of(&again, desk.cell).await;
    assert_eq!(found, [claimed]);
    again.close().await;
}

/// Promise: a transaction that is dropped leaves no row, no number and no key behind, and later ones work.
async fn a_rollback_leaves_no_trace(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let (_, mut fresh) = tx.lock_cell(desk.cell, 5, 5).await.unwrap();
    let (seq, id) = (fresh.seq(), fresh.id());
    let conversation = desk.conversation(id, 9);
    tx.apply(&[
        Change::NewConversation(conversation.clone()),
        Change::Deliver(desk.delivery_of(seq, words("never"))),
    ])
    .await
    .unwrap();
    drop(tx);
    assert_eq!(desk.lanes().await, []);
    assert_eq!(
        desk.locked()
            .await
            .conversations(&[conversation.id])
            .await
            .unwrap(),
        []
    );
    let mut tx = desk.store.write().await.unwrap();
    let (_, mut fresh) = tx.lock_cell(desk.cell, 5, 5).await.unwrap();
    assert_eq!(fresh.seq(), seq, "numbers that nobody saw are given again");
    let kept = desk.delivery_of(seq, words("kept"));
    tx.apply(&[Change::Deliver(kept.clone())]).await.unwrap();
    tx.commit().await.unwrap();
    let again = desk.reopen().await;
    assert_eq!(lanes_of(&again, desk.cell).await, [kept]);
    again.close().await;
}

/// Promise: in one list the last change of a delivery wins, whatever came before it.
async fn later_changes_win(desk: Desk) {
    let one = desk.delivery_of(Seq(1), words("one"));
    let claimed = Delivery {
        state: State::Claimed {
            epoch: 1,
            method: Method::SendText,
        },
        attempts: 1,
        ..one.clone()
    };
    let two = desk.delivery_of(Seq(2), words("two"));
    let other_two = desk.delivery_of(Seq(2), words("another job"));
    let remove = |seq| Change::Remove {
        cell: desk.cell,
        seq: Seq(seq),
    };
    desk.apply(&[
        Change::Deliver(one.clone()),
        progress(&claimed),
        Change::Deliver(two.clone()),
        Change::Deliver(desk.delivery_of(Seq(3), words("three"))),
        remove(3),
    ])
    .await;
    let found = desk.lanes().await;
    assert_eq!(found, [claimed.clone(), two]);
    desk.apply(&[
        progress(&one),
        Change::Replace(other_two.clone()),
        progress(&Delivery {
            attempts: 9,
            ..other_two.clone()
        }),
        remove(1),
    ])
    .await;
    let found = desk.lanes().await;
    let expected = Delivery {
        attempts: 9,
        ..other_two
    };
    assert_eq!(found, [expected]);
}
