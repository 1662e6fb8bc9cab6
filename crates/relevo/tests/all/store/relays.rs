//! Relays, who posted what, and what is known of budgets.

use relevo::secrets::Secret;
use relevo::store::Spent;
use relevo_core::{
    Change, Delivery, Direction, Fact, FactKind, IdentityId, Link, LinkRole, RelayOut, Seq, State,
    Taught,
};
use relevo_telegram::{MessageId, Method, UserId};

use super::contracts;
use super::desk::{Desk, GROUP, NOW_MS, words};

contracts! {
    relays_come_and_go
    claims_and_links_name_the_relay
    what_was_spent_is_known_again
    what_was_taught_is_kept
    bots_and_backlog_are_told
}

async fn relay(desk: &Desk) -> IdentityId {
    let mut tx = desk.store.write().await.unwrap();
    let token = Secret::new("220:relay".into());
    let relay = tx
        .put_identity(UserId(220), "relay_bot", &token)
        .await
        .unwrap();
    tx.put_relay(relay, desk.cell).await.unwrap();
    tx.commit().await.unwrap();
    relay
}

/// Promise: a relay is found again with its state, and removed it is gone with its token.
async fn relays_come_and_go(desk: Desk) {
    let id = relay(&desk).await;
    let out = |out| Change::Relay {
        relay: id,
        out,
        at_ms: NOW_MS,
    };
    desk.apply(&[out(Some(RelayOut::Send)), out(Some(RelayOut::Token))])
        .await;
    let found = desk.store.relays().await.unwrap();
    assert_eq!((found.len(), found[0].cell), (1, desk.cell));
    assert_eq!(found[0].relay.out, Some(RelayOut::Token));
    assert_eq!(found[0].out_ms, Some(NOW_MS));
    desk.apply(&[out(None)]).await;
    let found = desk.store.relays().await.unwrap();
    assert_eq!((found[0].relay.out, found[0].out_ms), (None, None));
    desk.apply(&[out(Some(RelayOut::Send))]).await;
    assert_eq!(relay(&desk).await, id);
    assert_eq!(desk.store.relays().await.unwrap()[0].relay.out, None);
    let mut tx = desk.store.write().await.unwrap();
    tx.remove_relay(id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.store.relays().await.unwrap(), []);
    assert_eq!(desk.store.identities().await.unwrap().len(), 1);
}

/// Promise: a claim and a link remember which bot they are of, and a claim that is over forgets it.
async fn claims_and_links_name_the_relay(desk: Desk) {
    let id = relay(&desk).await;
    let claimed = Delivery {
        state: State::Claimed {
            epoch: 3,
            method: Method::SendText,
            relay: Some(id),
        },
        ..desk.delivery_of(Seq(1), words("one"))
    };
    desk.apply(&[Change::Deliver(claimed.clone())]).await;
    assert_eq!(
        desk.store.claimed(desk.cell).await.unwrap(),
        std::slice::from_ref(&claimed)
    );
    let moved = |state| Change::Progress {
        cell: desk.cell,
        seq: Seq(1),
        state,
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
    };
    desk.apply(&[moved(State::Claimed {
        epoch: 4,
        method: Method::SendText,
        relay: None,
    })])
    .await;
    let again = desk.store.claimed(desk.cell).await.unwrap();
    assert!(matches!(again[0].state, State::Claimed { relay: None, .. }));
    desk.apply(&[moved(claimed.state.clone())]).await;
    assert_eq!(desk.store.claimed(desk.cell).await.unwrap(), [claimed]);
    let ann = desk.conversation(5, 5_000_000_001);
    let of_relay = Link {
        relay: Some(id),
        ..desk.link(&ann, 10, 20)
    };
    let of_frontend = desk.link(&ann, 11, 21);
    desk.apply(&[Change::Link(of_relay), Change::Link(of_frontend)])
        .await;
    let mut tx = desk.store.write().await.unwrap();
    let all = [MessageId(20), MessageId(21)];
    assert_eq!(
        tx.links_of_topic(desk.cell, &all).await.unwrap(),
        [of_relay, of_frontend]
    );
    let posted = tx.posted_by_relays(desk.cell, &[20, 21, 22]).await;
    assert_eq!(posted.unwrap(), [(20, id)]);
}

/// Promise: what was spent in the last minute is told by whom, from all that tells of it, and nothing older or anybody else's.
async fn what_was_spent_is_known_again(desk: Desk) {
    let id = relay(&desk).await;
    let ann = desk.conversation(5, 5_000_000_001);
    let link = |topic, relay, role, at_ms| {
        Change::Link(Link {
            relay,
            role,
            made_ms: at_ms,
            ..desk.link(&ann, topic + 1_000, topic)
        })
    };
    let late_ms = NOW_MS - 60_000;
    desk.apply(&[
        link(1, None, LinkRole::Client, late_ms),
        link(2, None, LinkRole::Client, late_ms + 1),
        link(3, Some(id), LinkRole::AuthorLine, NOW_MS),
        link(4, None, LinkRole::Team, NOW_MS),
        link(5, None, LinkRole::Notice, NOW_MS),
        Change::Record(Fact {
            cell: desk.cell,
            conversation: None,
            kind: FactKind::TopicCreated,
            at_ms: NOW_MS - 5,
        }),
    ])
    .await;
    let edit = |bot, at_ms| Spent {
        bot,
        chat: None,
        at_ms,
        units: 2,
        part: 0,
    };
    let mut tx = desk.store.write().await.unwrap();
    let spent = [edit(id, NOW_MS - 9), edit(id, late_ms)];
    tx.spend(desk.cell, &spent).await.unwrap();
    tx.commit().await.unwrap();
    let asked = (desk.cell, desk.identity);
    let mut found = desk.store.spent_lately(asked, NOW_MS).await.unwrap();
    found.sort();
    let one = |bot, at_ms, units| Spent {
        bot,
        chat: None,
        at_ms,
        units,
        part: 0,
    };
    assert_eq!(
        found,
        [
            one(desk.identity, late_ms + 1, 1),
            one(desk.identity, NOW_MS - 5, 1),
            one(desk.identity, NOW_MS, 1),
            one(id, NOW_MS - 9, 2),
            one(id, NOW_MS, 1),
        ]
    );
    desk.store.sweep(NOW_MS).await.unwrap();
    let after = desk
        .store
        .spent_lately(asked, NOW_MS - 30_000)
        .await
        .unwrap();
    assert!(
        after
            .iter()
            .all(|one| one.at_ms != late_ms || one.units == 1)
    );
}

/// Promise: waits and ceilings are kept, the last one counts, and waits that are over go.
async fn what_was_taught_is_kept(desk: Desk) {
    let wait = Taught {
        bot: desk.identity,
        chat: None,
        wait_until_ms: NOW_MS + 5,
        rate: None,
    };
    let rate = Taught {
        bot: desk.identity,
        chat: Some(GROUP),
        wait_until_ms: NOW_MS,
        rate: Some((14, 14, NOW_MS, 300_000)),
    };
    let put = async |taught: &[Taught]| {
        let mut tx = desk.store.write().await.unwrap();
        tx.put_taught(taught).await.unwrap();
        tx.commit().await.unwrap();
    };
    put(&[wait, Taught { rate: None, ..rate }]).await;
    put(&[rate]).await;
    put(&[]).await;
    let mut found = desk.store.taught().await.unwrap();
    found.sort_by_key(|one| one.chat);
    assert_eq!(found, [wait, rate]);
    desk.store.sweep(NOW_MS + 6).await.unwrap();
    assert_eq!(desk.store.taught().await.unwrap(), [rate]);
}

/// Promise: who looks sees the bots of a group with what they have spent, and what waits.
async fn bots_and_backlog_are_told(desk: Desk) {
    let id = relay(&desk).await;
    let one = desk.delivery_of(Seq(1), words("one"));
    let two = Delivery {
        made_ms: NOW_MS - 900,
        ..desk.delivery_of(Seq(2), words("two"))
    };
    desk.apply(&[
        Change::Deliver(one),
        Change::Deliver(two),
        Change::Relay {
            relay: id,
            out: Some(RelayOut::NotMember),
            at_ms: NOW_MS,
        },
    ])
    .await;
    let mut tx = desk.store.write().await.unwrap();
    let taught = Taught {
        bot: desk.identity,
        chat: Some(GROUP),
        wait_until_ms: NOW_MS + 30_000,
        rate: Some((14, 14, NOW_MS, 300_000)),
    };
    tx.put_taught(&[taught]).await.unwrap();
    tx.commit().await.unwrap();
    let found = desk.store.bots(NOW_MS).await.unwrap();
    assert_eq!(found.len(), 1);
    let told: Vec<_> = found[0]
        .bots
        .iter()
        .map(|bot| (bot.id, bot.is_relay, bot.out, bot.of, bot.wait_until_ms))
        .collect();
    assert_eq!(
        told,
        [
            (desk.identity, false, None, 14, Some(NOW_MS + 30_000)),
            (id, true, Some(RelayOut::NotMember), 20, None),
        ]
    );
    let backlog = &found[0].backlog;
    assert_eq!(backlog.len(), 1);
    assert_eq!(
        (
            backlog[0].direction,
            backlog[0].waiting,
            backlog[0].oldest_ms
        ),
        (Direction::ToTopic, 2, NOW_MS - 900)
    );
}
