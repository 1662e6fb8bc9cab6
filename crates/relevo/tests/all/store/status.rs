//! What `/status` counts, and its answer while it waits.

use relevo_core::{
    Answer, Backlog, Banned, BotStanding, BotTrouble, Busy, Cell, Change, ConversationId, Delivery,
    DeskStatus, Direction, FailReason, HeldWhy, Job, Line, ListedTopic, Notice, PauseWhy, Seq,
    State, TopicList, TopicRef, Unsettled, Until, Waiting,
};

use super::contracts;
use super::desk::{DAY_MS, Desk, NOW_MS, words};

contracts! {
    the_fullest_lanes_are_told
    what_a_person_must_see_to_is_told
    what_is_wanted_is_no_backlog
    an_answer_comes_back
}

const ANN: ConversationId = ConversationId(5);
const BEN: ConversationId = ConversationId(6);

/// A message of a conversation in some state, on some way.
fn message(desk: &Desk, seq: i64, of: (ConversationId, Direction), state: State) -> Change {
    Change::Deliver(Delivery {
        conversation: Some(of.0),
        direction: of.1,
        state,
        ..desk.delivery_of(Seq(seq), words("hello"))
    })
}

const WAITING: State = State::Waiting { due_ms: NOW_MS };
const HELD: State = State::Held(HeldWhy::UnknownOutcome);
const FAILED: State = State::Failed(FailReason::Blocked);

/// Promise: the lanes that bring most are told, fullest first, and only messages in lanes count.
async fn the_fullest_lanes_are_told(desk: Desk) {
    use Direction::{Aside, Broadcast, ToClient, ToTopic};
    let lanes = [
        ((ANN, ToTopic), WAITING, 2),
        ((BEN, ToTopic), WAITING, 3),
        ((ANN, ToClient), WAITING, 1),
        ((ANN, ToClient), HELD, 5),
        ((BEN, Broadcast), WAITING, 5),
        ((BEN, Aside), WAITING, 5),
    ];
    let mut changes = Vec::new();
    for (of, state, count) in lanes {
        for _ in 0..count {
            let seq = i64::try_from(changes.len()).unwrap() + 1;
            changes.push(message(&desk, seq, of, state.clone()));
        }
    }
    for (seq, job) in [(90, Job::React), (91, Job::OpenOrClose)] {
        changes.push(Change::Deliver(desk.delivery_of(Seq(seq), job)));
    }
    desk.apply(&changes).await;
    let found = desk.store.busiest(desk.cell, 10).await.unwrap();
    let told = found
        .iter()
        .map(|lane| (lane.conversation, lane.direction, lane.waiting));
    let expected = [(BEN, ToTopic, 3), (ANN, ToTopic, 2), (ANN, ToClient, 1)];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let fullest = desk.store.busiest(desk.cell, 1).await.unwrap();
    assert_eq!(fullest, found[..1]);
}

/// Promise: held and failed messages are told with where most of them are, as long as their buttons work.
async fn what_a_person_must_see_to_is_told(desk: Desk) {
    let to = |conversation| (conversation, Direction::ToClient);
    let none = desk.store.in_question(desk.cell, NOW_MS, 9).await.unwrap();
    assert_eq!(none, relevo::store::InQuestion::default());
    desk.apply(&[
        message(&desk, 1, to(ANN), HELD),
        message(&desk, 2, to(ANN), FAILED),
        message(&desk, 3, to(BEN), FAILED),
        message(&desk, 4, to(BEN), FAILED),
        message(&desk, 5, to(BEN), WAITING),
    ])
    .await;
    let found = desk.store.in_question(desk.cell, NOW_MS, 2).await.unwrap();
    assert_eq!((found.held, found.failed), (1, 3));
    assert_eq!(found.most, [(BEN, false, 2), (ANN, true, 1)]);
    desk.store.sweep(NOW_MS).await.unwrap();
    let later = async |days: i64| {
        let now_ms = NOW_MS + days * DAY_MS;
        let found = desk.store.in_question(desk.cell, now_ms, 9).await.unwrap();
        found.held + found.failed
    };
    assert_eq!([later(6).await, later(7).await], [4, 0]);
}

/// Promise: what takes an answer in General away again, a title and the line that says how much waits are not told as waiting.
async fn what_is_wanted_is_no_backlog(desk: Desk) {
    let tidies = Delivery {
        conversation: None,
        direction: Direction::Aside,
        state: State::Waiting {
            due_ms: NOW_MS + 600_000,
        },
        cause: None,
        ..desk.delivery_of(
            Seq(1),
            Job::Unpost {
                message: 60,
                relay: None,
            },
        )
    };
    let line = Job::Backlog(Backlog {
        line: Line::None,
        said: None,
    });
    let mut all = vec![tidies];
    for (seq, job) in [(2, Job::Rename { said: None }), (3, line)] {
        all.push(Delivery {
            direction: Direction::Aside,
            ..desk.delivery_of(Seq(seq), job)
        });
    }
    let changes: Vec<Change> = all.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    assert_eq!(desk.lanes().await, all);
    let cell: Cell = desk.store.cells().await.unwrap().remove(0);
    let bots = desk.store.cell_bots(&cell, NOW_MS).await.unwrap();
    assert_eq!(bots.backlog, []);
    let status = desk.store.status().await.unwrap();
    assert_eq!(status.connections[0].waiting, 0);
}

/// Promise: an answer that waits comes back as it was, whatever it holds.
async fn an_answer_comes_back(desk: Desk) {
    let topic = |link: Option<&str>| TopicRef {
        title: "Ann {\"x\"} 🙂".into(),
        link: link.map(str::to_owned),
    };
    let bot = |trouble, wait_until_ms| BotStanding {
        username: "gardenia_bot".into(),
        is_relay: trouble == Some(BotTrouble::Send),
        used: 3,
        of: 14,
        usual: 20,
        wait_until_ms,
        trouble,
    };
    let waiting = |count| Waiting {
        count,
        oldest_ms: NOW_MS - 5,
    };
    let full = DeskStatus {
        at_ms: NOW_MS,
        bots: vec![
            bot(None, Some(NOW_MS + 30)),
            bot(Some(BotTrouble::Send), None),
            bot(Some(BotTrouble::Stopped), None),
        ],
        to_topics: waiting(120),
        to_clients: waiting(2),
        busiest: vec![Busy {
            direction: Direction::ToClient,
            topic: topic(Some("https://t.me/c/1/2")),
            count: 9,
        }],
        held: 1,
        failed: 2,
        unsettled: vec![Unsettled {
            topic: topic(None),
            held: true,
            count: 1,
        }],
    };
    let answers = [
        (None, DeskStatus::default()),
        (Some(PauseWhy::NotForum), full),
    ];
    let mut sent = Vec::new();
    for (seq, (paused, counted)) in (1..).zip(answers) {
        let notice = Notice::Status {
            paused,
            counted: Box::new(counted),
        };
        let job = Job::Notice {
            notice,
            about: Some(30),
            buttons: Vec::new(),
        };
        sent.push(desk.delivery_of(Seq(seq), job));
    }
    let command = relevo_core::Command::Rename;
    let listed = |since_ms, link| ListedTopic {
        status: relevo_core::Status::SupportAnswered,
        since_ms,
        topic: topic(link),
    };
    let list = Box::new(TopicList {
        at_ms: NOW_MS,
        topics: vec![
            listed(Some(NOW_MS), None),
            listed(None, Some("https://t.me/c/1/2")),
        ],
        more: 3,
    });
    let notices = [
        Notice::Closed {
            until: Until::Writes,
        },
        Notice::Closed {
            until: Until::Matches,
        },
        Notice::ClosedByItself {
            hours: 48,
            until: Until::Team,
        },
        Notice::OpenedAgain,
        Notice::OpenedToWrite,
        Notice::Answer(Answer::Called {
            name: Some("VIP".into()),
        }),
        Notice::Answer(Answer::Responsible {
            name: "Marta".into(),
        }),
        Notice::Answer(Answer::NobodyResponsible),
        Notice::Answer(Answer::Anonymous),
        Notice::Answer(Answer::AnonymousAsks),
        Notice::Answer(Answer::Waiting { list: list.clone() }),
        Notice::Answer(Answer::Mine { list }),
        Notice::Answer(Answer::Help { ages: true }),
        Notice::Answer(Answer::Help { ages: false }),
        Notice::Answer(Answer::TopicStopped),
        Notice::Answer(Answer::Forwarded),
        Notice::IconUnknown,
        Notice::Answer(Answer::InTopic { command }),
        Notice::Answer(Answer::InGeneral { command }),
        Notice::Answer(Answer::NeedsAccount { command }),
        Notice::Answer(Answer::NoSuchTopic),
        Notice::Answer(Answer::BansFull),
        Notice::Answer(Answer::NobodySeen),
        Notice::Answer(Answer::TryingAgain),
        Notice::Answer(Answer::NothingToRetry),
        Notice::Answer(Answer::DecideByButtons {
            may_have_arrived: true,
        }),
        Notice::Answer(Answer::Invite {
            link: "https://t.me/+abc".into(),
            named: true,
        }),
        Notice::Answer(Answer::InviteForGroups),
        Notice::Answer(Answer::InviteHidden),
        Notice::Answer(Answer::MayNotInvite),
        Notice::Answer(Answer::NoInvite),
        Notice::AssigneeLeft,
        Notice::WhoIsResponsible {
            names: vec!["Marta".into(), "Nora @nora".into()],
            now: Some("Olivia".into()),
            unmatched: true,
        },
        Notice::Answer(Answer::InfoSent),
        Notice::Answer(Answer::InfoNotSent {
            bot: "acme_support_bot".into(),
        }),
        Notice::Answer(Answer::InfoRefused),
        Notice::Answer(Answer::InfoToNobody),
        Notice::Answer(Answer::MayNotBan { command }),
        Notice::Answer(Answer::RightUnseen { command }),
        Notice::Answer(Answer::AuthorUnknown { command }),
        Notice::Answer(Answer::StatusIs {
            status: relevo_core::Status::Closed,
        }),
    ];
    let bans = [true, false].into_iter().flat_map(|on| {
        let who = Banned::ALL.map(|who| Answer::Ban { who, on });
        who.into_iter().chain([Answer::BanAsBefore { on }])
    });
    let notices = notices.into_iter().chain(bans.map(Notice::Answer));
    for (seq, notice) in (3..).zip(notices) {
        let job = Job::Notice {
            notice,
            about: Some(30),
            buttons: Vec::new(),
        };
        sent.push(desk.delivery_of(Seq(seq), job));
    }
    let changes: Vec<Change> = sent.iter().cloned().map(Change::Deliver).collect();
    desk.apply(&changes).await;
    assert_eq!(desk.lanes().await, sent);
}
