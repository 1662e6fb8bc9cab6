//! Deliveries.

use relevo::store::Side;
use relevo_core::{
    Backlog, Change, ContentKind, Delivery, Direction, FailReason, Header, HeldWhy, Job, Line,
    Notice, ReplySource, Said, Seq, State,
};
use relevo_telegram::{
    Entity, EntityKind, Media, MediaKind, MessageId, Method, Quote, Text, ThreadId, UserId,
};

use super::contracts;
use super::desk::{Desk, FROM_THE_START, NOW_MS, lanes_of, read, words};

contracts! {
    every_job_comes_back
    every_state_comes_back
    claimed_survives_a_reopen
    a_rollback_leaves_no_trace
    later_changes_win
    a_long_backlog_hides_no_other_direction
    a_lane_is_read_and_counted_by_itself
    a_line_about_a_backlog_does_not_wait
    claims_are_found_behind_any_backlog
    any_words_of_telegram_can_be_stored
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

fn line(line: Line, said: Option<Option<u32>>) -> Job {
    let said = said.map(|minutes| Said {
        more: 30,
        minutes,
        last: Seq(9),
        at_ms: NOW_MS,
    });
    Job::Backlog(Backlog { line, said })
}

fn every_job() -> Vec<Job> {
    let other = FailReason::Other {
        code: 400,
        text: "Bad Request: strange".into(),
    };
    vec![
        Job::Text {
            text: formatted(),
            no_preview: false,
        },
        Job::Text {
            text: formatted(),
            no_preview: true,
        },
        Job::CopyOr {
            header: None,
            otherwise: Box::new(Job::Notice {
                notice: Notice::Lost {
                    kind: ContentKind::Invoice,
                    title: Some("Ticket".into()),
                    stars: Some(5),
                },
                about: None,
                buttons: Vec::new(),
            }),
        },
        Job::Under { text: formatted() },
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
        line(Line::None, None),
        line(Line::Posting(ThreadId(5)), Some(None)),
        line(Line::Gone(ThreadId(5)), Some(Some(3))),
        line(
            Line::Stands {
                thread: ThreadId(5),
                message: MessageId(6),
                changing: true,
            },
            Some(None),
        ),
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
    let after = [(Side::Lanes(Direction::ToTopic), Seq(7))];
    let page = read(&desk.store, desk.cell, (&after, 3)).await;
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
            relay: None,
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
            relay: None,
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
            relay: None,
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

/// Promise: each direction is loaded by itself, after its own number and up to the limit, so that a thousand messages to
/// the topics never keep an answer to a client waiting; all come in the order of their numbers.
async fn a_long_backlog_hides_no_other_direction(desk: Desk) {
    let of = |direction, seq| {
        let row = desk.delivery_of(Seq(seq), words("x"));
        Change::Deliver(Delivery { direction, ..row })
    };
    let backlog = (1..=1_000).map(|seq| of(Direction::ToTopic, seq));
    let others = [
        of(Direction::ToClient, 1_001),
        of(Direction::Aside, 1_002),
        of(Direction::ToClient, 1_003),
    ];
    desk.apply(&backlog.chain(others).collect::<Vec<_>>()).await;
    let load = async |after: &[(Side, Seq)], limit| -> Vec<i64> {
        let found = read(&desk.store, desk.cell, (after, limit)).await;
        found.iter().map(|delivery| delivery.seq.0).collect()
    };
    assert_eq!(load(&FROM_THE_START, 2).await, [1, 2, 1_001, 1_002, 1_003]);
    assert_eq!(load(&FROM_THE_START, 1).await, [1, 1_001, 1_002]);
    let after = [
        (Side::Lanes(Direction::ToTopic), Seq(998)),
        (Side::Lanes(Direction::ToClient), Seq(1_001)),
    ];
    assert_eq!(load(&after, 9).await, [999, 1_000, 1_003]);
    let aside = [(Side::Lanes(Direction::Aside), Seq(0))];
    assert_eq!(load(&aside, 9).await, [1_002]);
    assert!(load(&[], 9).await.is_empty());
}

/// Promise: what follows in one lane is found, and counted, whatever else waits: other conversations, what is beside the same one's
/// sequence, and what has left the lane.
async fn a_lane_is_read_and_counted_by_itself(desk: Desk) {
    let conversation = desk.delivery_of(Seq(1), words("x")).conversation;
    let of = |seq, conversation, job: Job| {
        let row = desk.delivery_of(Seq(seq), job);
        Delivery {
            conversation,
            direction: Direction::ToTopic,
            ..row
        }
    };
    let other = Some(relevo_core::ConversationId(99));
    let rows = (1..=40).map(|seq| match seq % 4 {
        0 => of(seq, other, words("x")),
        1 => of(seq, None, words("x")),
        2 => of(seq, conversation, Job::React),
        _ => of(seq, conversation, words("x")),
    });
    let rows: Vec<Delivery> = rows.collect();
    let changes = rows.iter().cloned().map(Change::Deliver);
    desk.apply(&changes.collect::<Vec<_>>()).await;
    let claimed = State::Claimed {
        epoch: 1,
        method: Method::Copy,
        relay: None,
    };
    for (seq, state) in [(3, claimed), (39, State::Held(HeldWhy::UnknownOutcome))] {
        let row = rows[seq - 1].clone();
        desk.apply(&[Change::Replace(Delivery { state, ..row })])
            .await;
    }
    let lane = |seq: usize| rows[seq - 1].lane();
    let after = [
        (lane(3), Seq(7)),
        (lane(1), Seq(30)),
        (lane(2), Seq(0)),
        (lane(4), Seq(36)),
    ];
    let found = desk.store.further_in(desk.cell, &after, 3).await.unwrap();
    let found: Vec<i64> = found.iter().map(|one| one.seq.0).collect();
    assert_eq!(found, [2, 11, 15, 19, 33, 37, 40]);
    let of = (desk.cell, conversation.unwrap());
    let mut tx = desk.locked().await;
    let counted = tx.backlog(of, Some(Seq(15))).await.unwrap();
    assert_eq!(
        (counted.waiting, counted.left, counted.last),
        (9, 4, Seq(35))
    );
    let nothing = tx.backlog((desk.cell, relevo_core::ConversationId(98)), None);
    let nothing = nothing.await.unwrap();
    assert_eq!((nothing.waiting, nothing.last), (0, Seq(0)));
}

/// Promise: who asks what waits is told of messages: the line that tells the topic of them is none, and it is as old as the backlog, not
/// as what is in it. One that was given up is told.
async fn a_line_about_a_backlog_does_not_wait(desk: Desk) {
    let stands = Line::Stands {
        thread: ThreadId(5),
        message: MessageId(6),
        changing: false,
    };
    let of_lane = |seq, state| Delivery {
        direction: Direction::Aside,
        made_ms: NOW_MS - 7_200_000,
        cause: None,
        state,
        ..desk.delivery_of(Seq(seq), line(stands, Some(None)))
    };
    let claimed = State::Claimed {
        epoch: 1,
        method: Method::EditText,
        relay: None,
    };
    let rows = [
        of_lane(1, State::Waiting { due_ms: NOW_MS }),
        of_lane(2, claimed),
        of_lane(3, State::Failed(FailReason::Blocked)),
        desk.delivery_of(Seq(4), words("x")),
    ];
    desk.apply(&rows.map(Change::Deliver)).await;
    let status = desk.store.status().await.unwrap();
    let one = &status.connections[0];
    assert_eq!((one.waiting, one.claimed, one.failed), (1, 0, 1));
    assert_eq!(one.oldest_waiting_ms, Some(NOW_MS));
    let backlog = &desk.store.bots(NOW_MS).await.unwrap()[0].backlog;
    let told = backlog.iter().map(|one| (one.direction, one.waiting));
    let told: Vec<_> = told.collect();
    assert_eq!(told, [(Direction::ToTopic, 1)]);
}

/// Promise: every claim of the cell is found, however much waits before it, and nothing that is not claimed.
async fn claims_are_found_behind_any_backlog(desk: Desk) {
    let claimed = |seq, direction| Delivery {
        direction,
        state: State::Claimed {
            epoch: 1,
            method: Method::Copy,
            relay: None,
        },
        ..desk.delivery_of(Seq(seq), words("x"))
    };
    let elsewhere = Delivery {
        cell: relevo_core::CellId(desk.cell.0 + 1),
        ..claimed(5, Direction::ToTopic)
    };
    let held = Delivery {
        state: State::Held(HeldWhy::UnknownOutcome),
        ..desk.delivery_of(Seq(1_003), words("x"))
    };
    let expected = [
        claimed(700, Direction::ToTopic),
        claimed(1_001, Direction::Aside),
        claimed(1_002, Direction::ToClient),
    ];
    let waiting = (1..=1_000).filter(|seq| *seq != 700);
    let waiting = waiting.map(|seq| desk.delivery_of(Seq(seq), words("x")));
    let rows = waiting.chain(expected.clone()).chain([elsewhere, held]);
    desk.apply(&rows.map(Change::Deliver).collect::<Vec<_>>())
        .await;
    assert_eq!(desk.store.claimed(desk.cell).await.unwrap(), expected);
    desk.apply(&[
        progress(&desk.delivery_of(Seq(700), words("x"))),
        Change::Remove {
            cell: desk.cell,
            seq: Seq(1_001),
        },
    ])
    .await;
    let left = desk.store.claimed(desk.cell).await.unwrap();
    assert_eq!(left, expected[2..]);
}

/// Promise: a refusal in whatever words, even such as no database takes, ends its delivery and keeps the row small.
async fn any_words_of_telegram_can_be_stored(desk: Desk) {
    let failed = |text: String| Delivery {
        state: State::Failed(FailReason::Other { code: 400, text }),
        ..desk.delivery_of(Seq(1), words("x"))
    };
    desk.apply(&[Change::Deliver(failed("a\0b".into()))]).await;
    let found = desk.delivery(Seq(1)).await.unwrap();
    assert_eq!(found, Some(failed("ab".into())));
    let long = format!("{}\0", "ж".repeat(100_000));
    desk.apply(&[progress(&failed(long))]).await;
    let found = desk.delivery(Seq(1)).await.unwrap();
    assert_eq!(found, Some(failed("ж".repeat(300))));
}
