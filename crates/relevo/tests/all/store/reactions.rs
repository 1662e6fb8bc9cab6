//! What reactions ask of the store: who reacts how, the newest first, for a while.

use relevo_core::{COUNTED, Change, ConnectionId, Delivery, Direction, Fact, FactKind, Job, Seq};
use relevo_telegram::{ChatId, MessageId, Place, Reaction};

use super::contracts;
use super::desk::{DAY_MS, Desk, GROUP, NOW_MS};

contracts! {
    the_newest_comes_first
    what_stays_keeps_its_age
    counts_are_always_new
    what_is_refused_is_not_asked_for_again
    messages_and_connections_are_apart
    old_reactions_go
    reactions_are_no_backlog
    jobs_about_other_messages_come_back
    a_database_of_before_gets_the_table
}

const CLIENT: ChatId = ChatId(5_000_000_001);

fn at(chat: ChatId, message: i64) -> Place {
    Place {
        chat,
        message: MessageId(message),
    }
}

fn emoji(emoji: &str) -> Reaction {
    Reaction::Emoji(emoji.to_owned())
}

fn reacts(desk: &Desk, place: Place, actor: i64, now: &[&str], number: i64) -> Change {
    Change::Reactions {
        connection: desk.connection,
        place,
        actor,
        now: now.iter().map(|one| emoji(one)).collect(),
        number,
        at_ms: NOW_MS,
    }
}

async fn newest(desk: &Desk, places: &[Place]) -> Vec<String> {
    let mut tx = desk.locked().await;
    let found = tx.reactions(desk.connection, places).await.unwrap();
    let names = found.into_iter().map(|reaction| match reaction {
        Reaction::Emoji(emoji) => emoji,
        other => format!("{other:?}"),
    });
    names.collect()
}

/// Promise: of several people's reactions to several messages the newest comes first, of one person's the last; custom ones come
/// back as they were, paid ones are nobody's to set.
async fn the_newest_comes_first(desk: Desk) {
    let (one, two) = (at(CLIENT, 3), at(CLIENT, 4));
    let custom = Change::Reactions {
        connection: desk.connection,
        place: two,
        actor: 8,
        now: vec![Reaction::Custom("77".into()), Reaction::Paid],
        number: 12,
        at_ms: NOW_MS,
    };
    desk.apply(&[
        reacts(&desk, one, 7, &["👍", "🔥"], 10),
        reacts(&desk, two, 7, &["❤"], 11),
        custom,
        reacts(&desk, one, 8, &["👏"], 13),
    ])
    .await;
    assert_eq!(
        newest(&desk, &[one, two, at(CLIENT, 5)]).await,
        ["👏", r#"Custom("77")"#, "❤", "🔥", "👍"]
    );
    assert_eq!(newest(&desk, &[two]).await, [r#"Custom("77")"#, "❤"]);
    assert!(newest(&desk, &[]).await.is_empty());
}

/// Promise: a reaction that stays is as old as before; one that was taken back is gone, and comes back as a new one; also within one
/// page.
async fn what_stays_keeps_its_age(desk: Desk) {
    let place = at(CLIENT, 3);
    desk.apply(&[
        reacts(&desk, place, 7, &["👍"], 10),
        reacts(&desk, place, 8, &["🔥"], 11),
    ])
    .await;
    desk.apply(&[reacts(&desk, place, 7, &["👍", "👏"], 12)])
        .await;
    assert_eq!(newest(&desk, &[place]).await, ["👏", "🔥", "👍"]);
    desk.apply(&[reacts(&desk, place, 7, &["👍"], 13)]).await;
    assert_eq!(newest(&desk, &[place]).await, ["🔥", "👍"]);
    desk.apply(&[
        reacts(&desk, place, 7, &[], 14),
        reacts(&desk, place, 7, &["👍"], 15),
    ])
    .await;
    assert_eq!(newest(&desk, &[place]).await, ["👍", "🔥"]);
    desk.apply(&[
        reacts(&desk, place, 7, &[], 16),
        reacts(&desk, place, 8, &[], 17),
    ])
    .await;
    assert!(newest(&desk, &[place]).await.is_empty());
}

/// Promise: where only counts are told, their order is the new one.
async fn counts_are_always_new(desk: Desk) {
    let place = at(CLIENT, 3);
    desk.apply(&[reacts(&desk, place, COUNTED, &["👍", "🔥"], 10)])
        .await;
    desk.apply(&[reacts(&desk, place, COUNTED, &["🔥", "👍"], 11)])
        .await;
    assert_eq!(newest(&desk, &[place]).await, ["👍", "🔥"]);
}

/// Promise: what Telegram refused is left out for these messages, as long as it stays; whoever sets it anew has it tried anew.
async fn what_is_refused_is_not_asked_for_again(desk: Desk) {
    let (one, two) = (at(CLIENT, 3), at(CLIENT, 4));
    desk.apply(&[
        reacts(&desk, one, 7, &["👍", "🔥"], 10),
        reacts(&desk, two, 7, &["🔥"], 11),
        Change::RefuseReaction {
            connection: desk.connection,
            places: vec![one],
            reaction: emoji("🔥"),
        },
    ])
    .await;
    assert_eq!(newest(&desk, &[one]).await, ["👍"]);
    assert_eq!(newest(&desk, &[two]).await, ["🔥"]);
    desk.apply(&[reacts(&desk, one, 7, &["🔥"], 12)]).await;
    assert!(newest(&desk, &[one]).await.is_empty());
    desk.apply(&[reacts(&desk, one, 7, &[], 13)]).await;
    desk.apply(&[reacts(&desk, one, 7, &["🔥"], 14)]).await;
    assert_eq!(newest(&desk, &[one]).await, ["🔥"]);
}

/// Promise: a message of another chat or another connection with the same number has none of them; a forgotten one has none either.
async fn messages_and_connections_are_apart(desk: Desk) {
    let (theirs, ours) = (at(CLIENT, 3), at(GROUP, 3));
    let Change::Reactions {
        place,
        actor,
        now,
        number,
        at_ms,
        ..
    } = reacts(&desk, theirs, 7, &["❤"], 12)
    else {
        unreachable!("that is what it makes")
    };
    let another = Change::Reactions {
        connection: ConnectionId(desk.connection.0 + 1_000),
        place,
        actor,
        now,
        number,
        at_ms,
    };
    desk.apply(&[
        reacts(&desk, theirs, 7, &["👍"], 10),
        reacts(&desk, ours, 7, &["🔥"], 11),
        another,
    ])
    .await;
    assert_eq!(newest(&desk, &[theirs]).await, ["👍"]);
    assert_eq!(newest(&desk, &[theirs, ours]).await, ["🔥", "👍"]);
    desk.apply(&[Change::ForgetReactions {
        connection: desk.connection,
        place: theirs,
    }])
    .await;
    assert_eq!(newest(&desk, &[theirs, ours]).await, ["🔥"]);
}

/// Promise: after 30 days nobody knows any more who reacted to what.
async fn old_reactions_go(desk: Desk) {
    let place = at(CLIENT, 3);
    desk.apply(&[reacts(&desk, place, 7, &["👍", "🔥"], 10)])
        .await;
    let swept = desk.store.sweep(NOW_MS + 30 * DAY_MS - 1).await.unwrap();
    assert_eq!(swept.reactions, 0);
    let swept = desk.store.sweep(NOW_MS + 30 * DAY_MS).await.unwrap();
    assert_eq!(swept.reactions, 2);
    assert!(newest(&desk, &[place]).await.is_empty());
}

/// Promise: a reaction that waits for its message is no message that waits; what was skipped and dropped is counted.
async fn reactions_are_no_backlog(desk: Desk) {
    let parked = Delivery {
        direction: Direction::Aside,
        conversation: None,
        ..desk.delivery_of(Seq(1), Job::React)
    };
    let fact = |kind| {
        Change::Record(Fact {
            cell: desk.cell,
            conversation: None,
            kind,
            at_ms: NOW_MS,
        })
    };
    desk.apply(&[
        Change::Deliver(parked.clone()),
        fact(FactKind::ReactionSkipped),
        fact(FactKind::ReactionSkipped),
        fact(FactKind::ReactionDropped),
    ])
    .await;
    assert_eq!(desk.lanes().await, [parked]);
    let status = desk.store.status().await.unwrap();
    let one = &status.connections[0];
    assert_eq!((one.waiting, one.oldest_waiting_ms), (0, None));
    assert_eq!((status.reactions_skipped, status.reactions_dropped), (2, 1));
}

/// Promise: what is to be told of a message that was sent again comes back as it was written.
async fn jobs_about_other_messages_come_back(desk: Desk) {
    let about = at(GROUP, 9_001);
    let written = [
        desk.delivery_of(Seq(1), Job::TellArrived { notice: 31, about }),
        desk.delivery_of(Seq(2), Job::React),
    ];
    desk.apply(&written.clone().map(Change::Deliver)).await;
    assert_eq!(desk.lanes().await, written);
}

/// Promise: a database made before there were reactions gets their table when it is opened, and keeps what it has.
async fn a_database_of_before_gets_the_table(desk: Desk) {
    let words = desk.delivery_of(Seq(1), Job::Forward);
    desk.apply(&[Change::Deliver(words.clone())]).await;
    desk.run_sql("DROP TABLE reactions; DELETE FROM migrations WHERE number = 3")
        .await;
    let later = desk.reopen().await;
    later.close().await;
    let place = at(CLIENT, 3);
    desk.apply(&[reacts(&desk, place, 7, &["👍"], 10)]).await;
    assert_eq!(newest(&desk, &[place]).await, ["👍"]);
    assert_eq!(desk.lanes().await, [words]);
}
