//! Live locations move.

use insta::assert_snapshot;
use relevo_telegram::{Content, Live, Location, Message, Point};

use super::desk::{ANN, Desk, GROUP, NOW_MS, from_ann, mark, matter, operator};
use crate::{
    Change, ContentKind, Delivery, Direction, Event, Job, Lane, Link, LinkRole, Matter, State,
    Version,
};

fn at(longitude_e7: i32, period_s: Option<i64>) -> Content {
    Content::Location(Location {
        point: Point {
            latitude_e7: 0,
            longitude_e7,
        },
        accuracy_m: None,
        live: period_s.map(|period_s| Live {
            period_s,
            heading: None,
        }),
    })
}

/// Sent as many seconds ago.
fn ago(seconds: i64, message: Message) -> Message {
    Message {
        date: NOW_MS / 1_000 - seconds,
        ..message
    }
}

fn moved(message: Message) -> Event {
    Event::ClientEdited {
        mark: mark(),
        message,
    }
}

fn deliveries(desk: &Desk, event: &Event) -> Vec<Delivery> {
    let changes = desk.decide(event).changes.into_iter();
    changes
        .filter_map(|change| match change {
            Change::Deliver(delivery) | Change::Replace(delivery) => Some(delivery),
            _ => None,
        })
        .collect()
}

fn linked(desk: Desk, kind: ContentKind, made_ms: i64) -> Desk {
    let link = Link {
        conversation: crate::ConversationId(5),
        cell: desk.cell.id,
        identity: desk.connection.identity,
        client_chat: relevo_telegram::ChatId(ANN),
        client_message: relevo_telegram::MessageId(3),
        topic_message: relevo_telegram::MessageId(30),
        relay: None,
        role: LinkRole::Client,
        kind,
        digest: 5,
        author: 0,
        made_ms,
    };
    Desk {
        links: vec![link],
        ..desk
    }
}

fn period(delivery: &Delivery) -> Option<i64> {
    let place = match &delivery.job {
        Job::Anew {
            matter: Matter::Location(place),
            ..
        }
        | Job::Edit {
            version: Version::Location(place),
            ..
        } => place,
        other => panic!("{other:?} is no place"),
    };
    place.live.map(|live| live.period_s)
}

/// Promise: a live location is live for the time that is left, if that is at least a minute.
#[test]
fn what_is_left_is_live() {
    let left = |seconds: i64, period_s: i64| {
        let event = Event::ClientMessage {
            mark: mark(),
            message: ago(seconds, from_ann(at(1, Some(period_s)))),
        };
        period(&deliveries(&Desk::with_ann(), &event)[0])
    };
    assert_eq!(left(0, 900), Some(900));
    assert_eq!(left(100, 900), Some(800));
    assert_eq!(left(841, 900), None);
    assert_eq!(left(90_000, 0x7FFF_FFFF), Some(0x7FFF_FFFF));
}

/// Promise: a move waits a minute in a lane of its own, and the next one takes its place there.
#[test]
fn moves_are_one_a_minute() {
    let mut desk = linked(Desk::with_ann(), ContentKind::LiveLocation, NOW_MS - 9_000);
    let first = deliveries(&desk, &moved(ago(10, from_ann(at(2, Some(900))))));
    assert_eq!(first.len(), 1);
    assert_eq!(
        first[0].state,
        State::Waiting {
            due_ms: NOW_MS + 60_000
        }
    );
    // The copy was made a second after the message.
    assert_eq!(period(&first[0]), Some(899));
    assert_eq!(
        first[0].lane(),
        Lane {
            conversation: Some(crate::ConversationId(5)),
            direction: Direction::ToTopic,
            part: -3
        }
    );
    desk.pending = first;
    desk.content_digest = 18;
    let end = desk.check(&moved(ago(10, from_ann(at(3, None)))));
    assert_snapshot!(end, @r"
    replace 100 ToTopic of 5: edit to place None, else anew place None answering 3 because of 42/3
    fate Internal
    ");
}

/// Promise: what still waits begins where it is now; what never was live, or was a forward, does not move; an edit that
/// changes nothing is none.
#[test]
fn moves_of_what_is_not_there_or_never_was_live() {
    let mut waiting = Desk::with_ann();
    let begins = Event::ClientMessage {
        mark: mark(),
        message: ago(0, from_ann(matter::location(true))),
    };
    waiting.pending = deliveries(&waiting, &begins);
    waiting.content_digest = 18;
    let mut same = linked(Desk::with_ann(), ContentKind::LiveLocation, NOW_MS);
    same.links[0].digest = same.content_digest;
    let plain = linked(Desk::with_ann(), ContentKind::Location, NOW_MS);
    let ends = || moved(ago(5, from_ann(at(3, None))));
    let rows = [
        waiting.check(&moved(ago(5, from_ann(at(2, Some(900)))))),
        waiting.check(&ends()),
        plain.check(&ends()),
        same.check(&ends()),
        Desk::with_ann().check(&ends()),
    ];
    assert_snapshot!(rows.join("\n"), @r"
    replace 100 ToTopic of 5: anew place Some(Live { period_s: 895, heading: None }) because of 42/3
    fate Internal
    replace 100 ToTopic of 5: anew place None because of 42/3
    fate Internal
    fate Filtered(NotActedOn)
    fate Filtered(Unchanged)
    fate Filtered(NotActedOn)
    ");
}

/// Promise: a live location that a person sends again later is live for what is left of its time.
#[test]
fn sent_again_it_has_less_time() {
    let event = Event::ClientMessage {
        mark: mark(),
        message: ago(0, from_ann(at(1, Some(900)))),
    };
    let first = &deliveries(&Desk::with_ann(), &event)[0];
    let left = |passed_s: i64| {
        let job = super::super::rebuilt::later(&first.job, passed_s * 1_000);
        period(&Delivery {
            job,
            ..first.clone()
        })
    };
    assert_eq!(left(800), Some(100));
    assert_eq!(left(850), None);
}

/// Promise: an operator's live location moves at the client the same way.
#[test]
fn an_operator_moves() {
    let mut desk = linked(Desk::with_ann(), ContentKind::LiveLocation, NOW_MS);
    desk.links[0].role = LinkRole::Team;
    desk.links[0].topic_message = relevo_telegram::MessageId(30);
    let event = Event::GroupEdited {
        mark: mark(),
        message: ago(0, operator(at(2, Some(900)))),
    };
    let one = &deliveries(&desk, &event)[0];
    assert_eq!(one.direction, Direction::ToClient);
    assert_eq!(one.cause.map(|cause| cause.source.chat), Some(GROUP));
    assert!(one.is_move());
}
