//! What is kept of groups and channels.

use relevo_core::{
    Aim, Audience, Ban, Banned, Card, CardId, Change, Closed, Colleague, ConversationId, Delivery,
    FailReason, IdentityId, Info, Invite, Job, Notice, Operator, Seq, Sight, Source, Standing,
    Title, Topic, Wanted,
};
use relevo_telegram::{ChatId, MessageId, Place, ThreadId, UserId};

use super::contracts;
use super::desk::Desk;

contracts! {
    who_is_in_the_group_is_known
    names_go_with_whoever_they_belong_to
    a_conversation_keeps_its_standing_and_title
    a_conversation_keeps_what_is_wanted
    topics_of_a_clients_forum_are_known_by_name
    discussions_are_found_by_their_post
    what_waits_goes_to_another_connection
    jobs_notices_and_aims_come_back
}

/// Promise: who came is known once, and who left is not known any more.
async fn who_is_in_the_group_is_known(desk: Desk) {
    let is = |person, member: bool| Change::Operator {
        cell: desk.cell,
        person: UserId(person),
        place: member.then(Operator::default),
    };
    desk.apply(&[is(7, true), is(8, true), is(7, true)]).await;
    desk.apply(&[is(8, false), is(9, false), is(7, true)]).await;
    let known = desk.locked().await.operators(desk.cell).await.unwrap();
    assert_eq!(known, [(UserId(7), Operator::default())].into());
}

/// Promise: of each member there is one card at most, whoever wrote it: the one that another took the place of goes, theirs when they leave,
/// and what nothing refers to any more. Whoever is only seen keeps their names.
async fn names_go_with_whoever_they_belong_to(desk: Desk) {
    let named = |id, name: &str| Change::PutCard {
        id: CardId(id),
        card: Card {
            name: name.into(),
            ..Card::default()
        },
    };
    let is = |person, card: Option<i64>| Change::Operator {
        cell: desk.cell,
        person: UserId(person),
        place: Some(Operator {
            card: card.map(CardId),
            digest: card.unwrap_or_default(),
        }),
    };
    let left = |person| Change::Operator {
        cell: desk.cell,
        person: UserId(person),
        place: None,
    };
    desk.apply(&[
        named(21, "Marta"),
        is(7, Some(21)),
        named(22, "Nora"),
        is(8, Some(22)),
    ])
    .await;
    desk.apply(&[
        named(23, "Marta L."),
        is(7, Some(23)),
        is(8, None),
        is(9, None),
    ])
    .await;
    let all = [21, 22, 23, 24].map(CardId);
    let (colleagues, cards) = {
        let mut tx = desk.locked().await;
        let colleagues = tx.colleagues(desk.cell).await.unwrap();
        (colleagues, tx.cards(&all).await.unwrap())
    };
    let known = |one: &Colleague| (one.person.0, one.names.name.clone());
    let known: Vec<(i64, String)> = colleagues.iter().map(known).collect();
    assert_eq!(known, [(7, "Marta L.".into()), (8, "Nora".into())]);
    assert_eq!(cards.len(), 2, "the first of Marta's is gone");
    desk.apply(&[
        left(7),
        left(9),
        named(24, "by /take"),
        Change::DropCard(CardId(24)),
    ])
    .await;
    let mut tx = desk.locked().await;
    let cards = tx.cards(&all).await.unwrap();
    assert_eq!(cards.into_keys().collect::<Vec<_>>(), [CardId(22)]);
    assert_eq!(tx.operators(desk.cell).await.unwrap().len(), 1);
}

/// Promise: every standing and every state of a title comes back.
async fn a_conversation_keeps_its_standing_and_title(desk: Desk) {
    let mut one = desk.conversation(5, -100);
    desk.apply(&[Change::NewConversation(one.clone())]).await;
    for (standing, title) in [
        (Standing::Greeted, Title::Ours),
        (Standing::Asked, Title::Due),
        (Standing::Ignored, Title::Ours),
        (Standing::Served, Title::Ours),
    ] {
        (one.standing, one.title) = (standing, title);
        desk.apply(&[Change::UpdateConversation(one.clone())]).await;
        let found = desk.locked().await.conversations(&[one.id]).await.unwrap();
        assert_eq!(found, [one.clone()]);
    }
}

/// Promise: what a topic is to be comes back, and what Telegram confirmed, however it is asked for.
async fn a_conversation_keeps_what_is_wanted(desk: Desk) {
    let thread = ThreadId(21);
    let mut one = desk.conversation(5, -100);
    one.topic = Topic::Open(thread);
    let owned = Change::PutTopic {
        cell: desk.cell,
        thread,
        conversation: Some(one.id),
    };
    desk.apply(&[Change::NewConversation(one.clone()), owned])
        .await;
    for (wanted, closed) in [
        (Wanted::Closed, Closed::No),
        (Wanted::Open, Closed::Yes),
        (Wanted::Settled, Closed::Refused),
    ] {
        (one.wanted, one.closed, one.stop_told_ms) = (wanted, closed, 7);
        desk.apply(&[Change::UpdateConversation(one.clone())]).await;
        let mut tx = desk.locked().await;
        assert_eq!(tx.conversations(&[one.id]).await.unwrap(), [one.clone()]);
        let found = tx.conversations_by_chat(desk.connection, &[one.chat]).await;
        assert_eq!(found.unwrap(), [one.clone()]);
        let found = tx.conversations_in_cell(desk.cell, &[one.chat]).await;
        assert_eq!(found.unwrap(), [one.clone()]);
        let found = tx.conversations_by_thread(desk.cell, &[thread]).await;
        assert_eq!(found.unwrap(), [(thread, one.clone())]);
    }
}

/// Promise: a topic keeps its name and the newest time; a message is found in its topic, and only in its conversation.
async fn topics_of_a_clients_forum_are_known_by_name(desk: Desk) {
    let conversation = ConversationId(5);
    let source = |card, seen_ms| Change::Source {
        conversation,
        thread: ThreadId(21),
        card,
        seen_ms,
    };
    let named = |name: &str| Change::PutCard {
        id: CardId(70),
        card: Card {
            name: name.into(),
            ..Card::default()
        },
    };
    desk.apply(&[named("Billing"), source(Some(CardId(70)), None)])
        .await;
    desk.apply(&[source(None, Some(9)), source(None, Some(8))])
        .await;
    desk.apply(&[
        named("Money"),
        Change::SourceMessage {
            conversation,
            message: MessageId(3),
            thread: ThreadId(21),
        },
    ])
    .await;
    let mut tx = desk.locked().await;
    let found = tx
        .sources(&[conversation, ConversationId(6)])
        .await
        .unwrap();
    let expected = Source {
        thread: ThreadId(21),
        card: Some(CardId(70)),
        name: "Money".into(),
        seen_ms: 9,
    };
    assert_eq!(found[&conversation], [expected]);
    assert!(!found.contains_key(&ConversationId(6)));
    let messages = [MessageId(3), MessageId(4)];
    let found = tx.source_messages(conversation, &messages).await.unwrap();
    assert_eq!(found, [(MessageId(3), ThreadId(21))].into());
    let elsewhere = tx.source_messages(ConversationId(6), &messages).await;
    assert!(elsewhere.unwrap().is_empty());
}

/// Promise: the automatic forward of a post is found by the identity that saw it, the newest if there were several.
async fn discussions_are_found_by_their_post(desk: Desk) {
    let place = |chat, message| Place {
        chat: ChatId(chat),
        message: MessageId(message),
    };
    let seen = |copy| Change::Discussion {
        identity: desk.identity,
        post: place(-1, 7),
        copy,
    };
    desk.apply(&[seen(place(-2, 70))]).await;
    desk.apply(&[seen(place(-2, 71))]).await;
    let mut tx = desk.locked().await;
    let found = tx.discussion(desk.identity, place(-1, 7)).await.unwrap();
    assert_eq!(found, Some(place(-2, 71)));
    assert_eq!(
        tx.discussion(desk.identity, place(-1, 8)).await.unwrap(),
        None
    );
}

/// Promise: what waits in a conversation that is taken over is the other connection's, and delivery is told to read it anew.
async fn what_waits_goes_to_another_connection(desk: Desk) {
    let job = || Job::Notice {
        notice: Notice::TakenOver,
        about: None,
        buttons: Vec::new(),
    };
    let mine = desk.delivery_of(Seq(1), job());
    let mut others = desk.delivery_of(Seq(2), job());
    others.conversation = Some(ConversationId(6));
    let other = relevo_core::ConnectionId(desk.connection.0 + 1);
    desk.apply(&[Change::Deliver(mine), Change::Deliver(others)])
        .await;
    desk.apply(&[Change::TakeOver {
        cell: desk.cell,
        conversation: ConversationId(5),
        connection: other,
    }])
    .await;
    let owners: Vec<_> = desk
        .lanes()
        .await
        .iter()
        .map(|delivery| (delivery.seq, delivery.connection))
        .collect();
    assert_eq!(owners, [(Seq(1), other), (Seq(2), desk.connection)]);
    let revised = desk.locked().await.take_revised(desk.cell).await.unwrap();
    assert_eq!(revised, [Seq(1)]);
}

fn notices() -> Vec<Notice> {
    let words = || "Ünïcödé 👩‍🚀".to_owned();
    let sights = [
        Sight::Unknown,
        Sight::ByPrivacy,
        Sight::All,
        Sight::Addressed,
    ];
    let asked = sights.map(|sight| Notice::GroupAsked {
        title: words(),
        sight,
    });
    let mut notices = vec![
        Notice::Started { parameter: words() },
        Notice::NotSentRestricted { word: words() },
        Notice::GroupAccepted { title: words() },
        Notice::GroupIgnored { title: words() },
        Notice::GroupLeft { title: words() },
        Notice::AddedToGroup,
        Notice::PeopleJoined {
            names: vec![words(), words()],
        },
        Notice::PersonLeft { name: words() },
        Notice::MessagePinned { name: words() },
        Notice::WhichSource {
            names: vec![words(), String::new()],
        },
        Notice::SourceChosen { name: words() },
        Notice::Unpublished,
        Notice::NoDiscussion,
        Notice::Published,
        Notice::WrittenAt { unix_s: 1 },
        Notice::HeldWhileStopped,
        Notice::SentLate,
        Notice::ConnectionStopped,
        Notice::TopicRightMissing,
        Notice::Discarded,
        Notice::Gap { from_s: 1, to_s: 2 },
        Notice::Outage { from_s: 1, to_s: 2 },
        Notice::GroupPaused {
            why: relevo_core::PauseWhy::ManageTopics,
        },
        Notice::GroupResumed { since_s: 3 },
        Notice::TakenOver,
        Notice::EditRefused {
            reason: FailReason::Upgraded,
        },
    ];
    notices.extend(asked);
    notices
}

/// Promise: what the desk says about groups, where words are aimed and what else is to be done come back exactly.
async fn jobs_notices_and_aims_come_back(desk: Desk) {
    let of = |notice| Job::Notice {
        notice,
        about: None,
        buttons: Vec::new(),
    };
    let mut jobs: Vec<Job> = notices().into_iter().map(of).collect();
    jobs.extend([
        Job::Rename { said: None },
        Job::Rename { said: Some(-7) },
        Job::OpenOrClose,
        Job::Leave,
        Job::Unpost {
            message: 9,
            relay: None,
        },
        Job::Unpost {
            message: 9,
            relay: Some(IdentityId(7)),
        },
        Job::Forward,
    ]);
    let ban = Ban {
        by: UserId(77),
        whom: -1_009,
        who: Banned::Chat,
        on: true,
        about: MessageId(9),
    };
    jobs.push(Job::Ban(ban));
    jobs.push(Job::Invite(Invite {
        about: MessageId(30),
        named: true,
    }));
    jobs.extend(Banned::ALL.map(|who| {
        Job::Ban(Ban {
            who,
            on: false,
            ..ban
        })
    }));
    for audience in [
        Audience::Topic,
        Audience::Everybody {
            about: MessageId(9),
        },
        Audience::Alone {
            by: UserId(7),
            about: MessageId(9),
        },
    ] {
        let counted = [None, Some(0), Some(212)];
        jobs.extend(counted.map(|members| Job::Info(Info { audience, members })));
    }
    let aims = [
        None,
        Some(Aim::Source(ThreadId(0))),
        Some(Aim::Comment(Place {
            chat: ChatId(-2),
            message: MessageId(70),
        })),
    ];
    let all = jobs
        .iter()
        .flat_map(|job| aims.iter().map(move |aim| (job.clone(), *aim)));
    let expected: Vec<Delivery> = all
        .zip(1..)
        .map(|((job, aim), seq)| Delivery {
            aim,
            ..desk.delivery_of(Seq(seq), job)
        })
        .collect();
    let changes: Vec<Change> = expected.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    assert_eq!(desk.lanes().await, expected);
}
