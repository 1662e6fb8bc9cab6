//! Shifts as they are stored, and who waits for a first answer.

use std::collections::BTreeSet;

use relevo::store::{Actor, By, Deed};
use relevo_core::params::Timezone;
use relevo_core::shifts::{ByHand, ShiftDone, Substitution, Week, spans};
use relevo_core::{
    CardId, Change, Conversation, ConversationId, Fact, FactKind, Handling, Link, LinkRole,
    Operator, Responsible, Seq, Standing, Status, Topic,
};
use relevo_telegram::{MessageId, ThreadId, UserId};

use super::contracts;
use super::desk::{Desk, NOW_MS, card};

contracts! {
    shifts_are_kept
    who_is_in_the_group_counts
    who_waits_for_a_first_answer
    what_a_shift_has_done
    what_goes_with_the_group
    deeds_come_back
}

const MINUTE_MS: i64 = 60_000;
const ANNA: UserId = UserId(7);
const BEN: UserId = UserId(8);

fn week(words: &str) -> Week {
    spans(words).unwrap()
}

/// Promise: what is put comes back, instead of what was there before; a group without shifts has none.
async fn shifts_are_kept(desk: Desk) {
    let none = desk.store.shifts(desk.cell).await.unwrap();
    assert_eq!(none, relevo::store::Shifts::default());
    assert!(desk.store.groups_with_shifts().await.unwrap().is_empty());
    let one = |day, who: Option<UserId>| Substitution {
        day,
        instead_of: ANNA,
        who,
    };
    let hand = ByHand {
        person: BEN,
        on: true,
        since_ms: NOW_MS,
        until_ms: None,
    };
    let mut tx = desk.locked().await;
    let cell = desk.cell;
    tx.put_week(cell, BEN, &week("mon-sun 0-24")).await.unwrap();
    tx.put_week(cell, ANNA, &week("mon 9-12")).await.unwrap();
    tx.put_week(cell, ANNA, &week("mon 9-14 15-18 fri 22-6"))
        .await
        .unwrap();
    tx.put_week(cell, BEN, &Week::default()).await.unwrap();
    for put in [
        one(20_811, None),
        one(20_811, Some(BEN)),
        one(20_800, None),
        one(20_812, None),
    ] {
        tx.put_substitution(cell, put).await.unwrap();
    }
    assert!(tx.drop_substitution(cell, (20_812, ANNA)).await.unwrap());
    assert!(!tx.drop_substitution(cell, (20_812, ANNA)).await.unwrap());
    tx.forget_substitutions(cell, 20_801).await.unwrap();
    tx.put_hands(cell, &[ByHand { on: false, ..hand }])
        .await
        .unwrap();
    tx.put_hands(cell, &[hand]).await.unwrap();
    tx.put_shift_lead(cell, Some(BEN)).await.unwrap();
    let told: BTreeSet<UserId> = [ANNA, BEN].into();
    tx.told_on_duty(cell, (&[ANNA].into(), None), (None, NOW_MS - 1))
        .await
        .unwrap();
    let before = tx.shifts(cell).await.unwrap().told_at;
    let told_by = (&told, Some(Seq(7)));
    tx.told_on_duty(cell, told_by, (before, NOW_MS))
        .await
        .unwrap();
    let inside = tx.shifts(cell).await.unwrap();
    tx.commit().await.unwrap();
    let kept = desk.store.shifts(cell).await.unwrap();
    assert_eq!(inside, kept);
    assert_eq!((kept.told_seq, kept.before_at), (Some(Seq(7)), before));
    assert!(before.is_some_and(|before| before.at_ms == NOW_MS - 1));
    let rota: Vec<_> = kept.rota.into_iter().collect();
    assert_eq!(rota, [(ANNA, week("mon 9-14 15-18 fri 22-6"))]);
    assert_eq!(kept.substitutions, [one(20_811, Some(BEN))]);
    assert_eq!(kept.by_hand, [hand]);
    assert_eq!((kept.lead, kept.told), (Some(BEN), told));
    assert_eq!(kept.told_at.unwrap().at_ms, NOW_MS);
    assert_eq!(desk.store.groups_with_shifts().await.unwrap(), [cell]);
}

/// Promise: on duty, and lead, is only who is in the group.
async fn who_is_in_the_group_counts(desk: Desk) {
    let mut tx = desk.locked().await;
    for person in [ANNA, BEN] {
        tx.put_week(desk.cell, person, &week("mon-sun 0-24"))
            .await
            .unwrap();
    }
    tx.put_shift_lead(desk.cell, Some(BEN)).await.unwrap();
    tx.commit().await.unwrap();
    let seen = async || {
        let shifts = desk.store.shifts(desk.cell).await.unwrap();
        (shifts.on_duty(&Timezone::UTC, NOW_MS), shifts.lead_here())
    };
    assert_eq!(seen().await, (BTreeSet::new(), None));
    let place = |person, place| Change::Operator {
        cell: desk.cell,
        person,
        place,
    };
    let known = Operator {
        card: Some(CardId(70)),
        digest: 1,
    };
    let names = Change::PutCard {
        id: CardId(70),
        card: card("Anna"),
    };
    desk.apply(&[
        names,
        place(ANNA, Some(known)),
        place(BEN, Some(Operator::default())),
    ])
    .await;
    assert_eq!(seen().await, ([ANNA, BEN].into(), Some(BEN)));
    desk.apply(&[place(BEN, None)]).await;
    assert_eq!(seen().await, ([ANNA].into(), None));
}

impl Desk {
    /// A conversation that waits for its first answer since so many minutes.
    fn unanswered(&self, id: i64, minutes: i64) -> Conversation {
        Conversation {
            topic: Topic::Open(ThreadId(id)),
            handling: Handling {
                unanswered_ms: NOW_MS - minutes * MINUTE_MS,
                ..Handling::default()
            },
            ..self.conversation(id, 1_000 + id)
        }
    }
}

/// Promise: found is who waits for a first answer long enough, where nobody is responsible and somebody is left to be mentioned; the
/// longest waiting first, and no more than asked for.
async fn who_waits_for_a_first_answer(desk: Desk) {
    let with = |id, minutes, handling: fn(&mut Handling)| {
        let mut one = desk.unanswered(id, minutes);
        handling(&mut one.handling);
        one
    };
    let all = [
        with(1, 10, |_| ()),
        with(2, 9, |_| ()),
        with(3, 30, |_| ()),
        with(4, 1_000, |_| ()),
        with(5, 40, |of| of.status = Status::SupportAnswered),
        with(6, 40, |of| of.unanswered_ms = 0),
        with(7, 40, |of| {
            of.responsible = Some(Responsible {
                person: ANNA,
                card: CardId(900),
            });
        }),
        Conversation {
            topic: Topic::None,
            ..with(8, 40, |_| ())
        },
        Conversation {
            standing: Standing::Ignored,
            ..with(9, 40, |_| ())
        },
        // Mentioned once: long enough ago, just now, and before its time is twice over.
        with(10, 20, |of| {
            (of.pings, of.pinged_ms) = (1, NOW_MS - 10 * MINUTE_MS)
        }),
        with(11, 20, |of| {
            (of.pings, of.pinged_ms) = (1, NOW_MS - 9 * MINUTE_MS)
        }),
        with(12, 19, |of| {
            (of.pings, of.pinged_ms) = (1, NOW_MS - 10 * MINUTE_MS)
        }),
        with(13, 40, |of| of.pings = 2),
    ];
    let new: Vec<Change> = all.iter().cloned().map(Change::NewConversation).collect();
    desk.apply(&new).await;
    let at = |minutes: i64| NOW_MS - minutes * MINUTE_MS;
    let times = (at(500), at(10), at(20));
    let found = desk
        .store
        .unanswered(desk.connection, times, 30)
        .await
        .unwrap();
    let ids: Vec<i64> = found.iter().map(|id| id.0).collect();
    assert_eq!(ids, [3, 10, 1]);
    let few = desk
        .store
        .unanswered(desk.connection, times, 1)
        .await
        .unwrap();
    assert_eq!(few, [ConversationId(3)]);
    let mut tx = desk.locked().await;
    let kept = tx.conversations(&[ConversationId(10)]).await.unwrap();
    assert_eq!(kept, [all[9].clone()]);
}

/// Promise: since a change was told, answers are counted as messages that clients have and in how many conversations, whatever is written
/// late; what was closed and taken counts once for each conversation; of other groups nothing. The newest note of each topic is found.
async fn what_a_shift_has_done(desk: Desk) {
    let (one, two) = (desk.unanswered(1, 5), desk.unanswered(2, 5));
    let link = |of: &Conversation, topic: i64, role, after: i64| {
        let link = Link {
            role,
            made_ms: NOW_MS + after,
            ..desk.link(of, topic, topic)
        };
        Change::Link(link)
    };
    let fact = |kind, of: &Conversation| {
        Change::Record(Fact {
            cell: desk.cell,
            conversation: Some(of.id),
            kind,
            at_ms: NOW_MS,
        })
    };
    desk.apply(&[
        Change::NewConversation(one.clone()),
        Change::NewConversation(two.clone()),
        link(&one, 100, LinkRole::Team, -5),
        link(&one, 101, LinkRole::Note, -5),
        link(&one, 2_000, LinkRole::Client, -5),
        fact(FactKind::ConversationClosed, &one),
    ])
    .await;
    let mut tx = desk.locked().await;
    tx.put_shift_lead(desk.cell, None).await.unwrap();
    tx.told_on_duty(desk.cell, (&BTreeSet::new(), None), (None, NOW_MS))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    desk.apply(&[
        // Written before the change was told, and there after it.
        link(&one, 1_999, LinkRole::Team, 5),
        link(&one, 2_001, LinkRole::Team, 6),
        link(&two, 2_002, LinkRole::Unnumbered, 7),
        link(&two, 2_003, LinkRole::Client, 8),
        link(&two, 2_004, LinkRole::Note, 9),
        link(&two, 2_005, LinkRole::Note, 9),
        fact(FactKind::ConversationClosed, &two),
        fact(FactKind::ConversationClosed, &two),
        fact(FactKind::ConversationTaken, &one),
        fact(FactKind::TurnOfClient, &one),
    ])
    .await;
    let since = desk.store.shifts(desk.cell).await.unwrap().told_at.unwrap();
    let done = desk.store.done_since(desk.cell, since).await.unwrap();
    let expected = ShiftDone {
        answers: 3,
        conversations: 2,
        closed: 1,
        taken: 1,
    };
    assert_eq!(done, expected);
    let mut tx = desk.locked().await;
    let notes = tx
        .newest_notes(desk.cell, &[one.id, two.id, ConversationId(99)])
        .await
        .unwrap();
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[&one.id], MessageId(101));
    assert_eq!(notes[&two.id], MessageId(2_005));
}

/// Promise: when the last connection of a group is deleted, its shifts go with it.
async fn what_goes_with_the_group(desk: Desk) {
    let mut tx = desk.locked().await;
    tx.put_week(desk.cell, ANNA, &week("mon 9-12"))
        .await
        .unwrap();
    tx.told_on_duty(desk.cell, (&[ANNA].into(), None), (None, NOW_MS))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let by = By::command_line(NOW_MS);
    relevo::deleting::delete(&desk.store, desk.connection, by)
        .await
        .unwrap();
    let left = desk.store.shifts(desk.cell).await.unwrap();
    assert!(left.rota.is_empty() && left.told.is_empty() && left.told_at.is_none());
    assert!(desk.store.groups_with_shifts().await.unwrap().is_empty());
}

/// Promise: what was done to the rota is read from the audit log as it was written, also where there was or is nothing.
async fn deeds_come_back(desk: Desk) {
    let by = By {
        who: Actor::Person(ANNA),
        at_ms: NOW_MS,
    };
    let deeds = [
        Deed::ShiftWeek {
            person: BEN,
            old: String::new(),
            new: "mon-fri 09:00-14:00, 15:00-18:00".into(),
        },
        Deed::ShiftWeek {
            person: BEN,
            old: "mon 09:00-14:00".into(),
            new: String::new(),
        },
        Deed::ShiftDay {
            date: "2026-12-24".into(),
            instead_of: BEN,
            old: String::new(),
            new: "nobody".into(),
        },
        Deed::ShiftDay {
            date: "2026-12-24".into(),
            instead_of: BEN,
            old: "7".into(),
            new: String::new(),
        },
        Deed::ShiftLead {
            old: None,
            new: Some(BEN),
        },
        Deed::ShiftLead {
            old: Some(BEN),
            new: None,
        },
        Deed::ShiftHand { on: true },
        Deed::ShiftHand { on: false },
    ];
    let mut tx = desk.locked().await;
    for deed in &deeds {
        tx.audit(by, Some(desk.connection), deed).await.unwrap();
    }
    tx.commit().await.unwrap();
    let kept = desk.store.audit(None, 0, 100).await.unwrap();
    let kept: Vec<Deed> = kept.into_iter().rev().map(|entry| entry.deed).collect();
    assert_eq!(kept[kept.len() - deeds.len()..], deeds);
}
