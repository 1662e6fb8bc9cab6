//! Buttons, our own membership, and what is not acted on.

use insta::assert_snapshot;
use relevo_telegram::{
    CallbackPress, Chat, ChatId, ChatKind, MemberChange, Membership, MessageId, Place, User, UserId,
};

use super::desk::{
    ANN, BOT, CLUB, Desk, GROUP, NOW_MS, from_ann, group_event, mark, olga, operator, pressing,
    text,
};
use crate::{
    Callback, CallbackAction, Change, ConversationId, Direction, Event, FactKind, FailReason,
    HeldWhy, Presence, Seq, State, Topic,
};

fn press(data: &str, chat: ChatId) -> Event {
    Event::Pressed {
        mark: mark(),
        press: CallbackPress {
            at: Some(Place {
                chat,
                message: MessageId(31),
            }),
            ..pressing(&data)
        },
    }
}

fn user(id: i64) -> User {
    User {
        id: UserId(id),
        bot: id == BOT.0,
        ..olga()
    }
}

/// A delivery to Ann that waits for a person, and the button of it.
fn unsettled(action: CallbackAction, id: i64) -> Desk {
    let mut desk = Desk::with_ann();
    let changes = desk.decide(&group_event(operator(text("hi")))).changes;
    let [Change::Deliver(mut delivery)] = <[Change; 1]>::try_from(changes).expect("one change")
    else {
        panic!("a delivery");
    };
    delivery.seq = Seq(50);
    delivery.attempts = 3;
    delivery.state = match action {
        CallbackAction::Retry => State::Failed(FailReason::Blocked),
        _ => State::Held(HeldWhy::UnknownOutcome),
    };
    desk.callback = Some(Callback {
        id,
        cell: desk.cell.id,
        conversation: ConversationId(5),
        seq: Seq(50),
        about: None,
        action,
        expires_ms: NOW_MS + 1,
    });
    desk.delivery = Some(delivery);
    desk
}

/// Promise: a person's word settles a held or failed message once, and all its buttons go.
#[test]
fn a_press_settles_a_message() {
    let rows = [
        unsettled(CallbackAction::SendAgain, 60).check(&press("60", GROUP)),
        unsettled(CallbackAction::Arrived, 61).check(&press("61", GROUP)),
        unsettled(CallbackAction::Retry, 60).check(&press("60", GROUP)),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    remove 50
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    record DeliverySentAgain
    cause Waiting
    nothing told of it
    no button 60
    no button 61
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to SentAgain
    deliver 103 Aside of 5: tell in 31 that -100500/30 arrived
    fate Internal
    remove 50
    cause Arrived
    nothing told of it
    no button 60
    no button 61
    link Unnumbered: client 42/0 topic 30
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to Arrived
    fate Internal
    remove 50
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    record DeliverySentAgain
    cause Waiting
    nothing told of it
    no button 60
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to Retried
    deliver 103 Aside of 5: tell in 31 that -100500/30 arrived
    fate Internal
    "#);
}

/// Promise: what is sent to the client again by a person's word is an answer; that it has arrived is none, and neither is what goes to the
/// topic.
#[test]
fn sending_again_answers() {
    let turns = |action, id: &str, spoil: fn(&mut Desk)| {
        let mut desk = unsettled(action, id.parse().expect("a number"));
        desk.turns = true;
        spoil(&mut desk);
        let decision = desk.decide(&press(id, GROUP));
        let mut facts = decision.changes.iter();
        facts.any(
            |change| matches!(change, Change::Record(fact) if fact.kind == FactKind::TurnOfClient),
        )
    };
    assert!(turns(CallbackAction::SendAgain, "60", |_| ()));
    assert!(turns(CallbackAction::Retry, "60", |_| ()));
    assert!(!turns(CallbackAction::Arrived, "61", |_| ()));
    assert!(!turns(CallbackAction::Retry, "60", |desk| {
        let delivery = desk.delivery.as_mut().expect("there");
        delivery.direction = Direction::ToTopic;
    }));
}

/// Promise: a button works only in its group, for its delivery, in its time, while the message still waits for a person.
#[test]
fn whatever_does_not_fit_has_expired() {
    let expired = Desk::new().check(&press("60", GROUP));
    assert_snapshot!(expired, @r"
    deliver 100 Aside: answer press Some(ButtonExpired)
    fate Internal
    ");
    let good = || unsettled(CallbackAction::SendAgain, 60);
    assert!(good().check(&press("60", CLUB)).contains("ButtonExpired"));
    assert!(good().check(&press("61", GROUP)).contains("ButtonExpired"));
    let spoil: [fn(&mut Desk); 5] = [
        |desk| desk.delivery = None,
        |desk| desk.callback.as_mut().expect("there").expires_ms = NOW_MS,
        |desk| desk.callback.as_mut().expect("there").seq = Seq(51),
        |desk| desk.delivery.as_mut().expect("there").conversation = Some(ConversationId(9)),
        |desk| {
            desk.delivery.as_mut().expect("there").state = State::Waiting { due_ms: 0 };
        },
    ];
    for spoil in spoil {
        let mut desk = good();
        spoil(&mut desk);
        let said = desk.check(&press("60", GROUP));
        assert!(
            said.contains("ButtonExpired") && !said.contains("ToClient"),
            "{said}"
        );
    }
}

/// Promise: who is not in the group presses nothing; while Telegram does not say, who is known to be there may.
#[test]
fn who_is_not_there_presses_nothing() {
    let stranger = || match press("60", GROUP) {
        Event::Pressed { mark, press } => {
            let press = CallbackPress {
                by: user(78),
                ..press
            };
            Event::Pressed { mark, press }
        }
        _ => unreachable!(),
    };
    let rows = [
        (Presence::Absent, stranger(), "Some(NotInGroup)"),
        (Presence::Unseen, stranger(), "Some(PressAgain)"),
        (Presence::Unseen, press("60", GROUP), ""),
        (Presence::Present, stranger(), ""),
    ];
    for (presence, event, refused) in rows {
        let mut desk = unsettled(CallbackAction::SendAgain, 60);
        desk.presence = presence;
        let said = desk.check(&event);
        let nothing = format!("deliver 100 Aside of 5: answer press {refused}\nfate Internal");
        assert_eq!(
            said.trim() == nothing,
            !refused.is_empty(),
            "{presence:?}: {said}"
        );
    }
}

/// Promise: who turns out to have left unseen is none of the team any more; of a stranger nothing is changed.
#[test]
fn who_left_unseen_is_forgotten() {
    let mut desk = unsettled(CallbackAction::SendAgain, 60);
    desk.presence = Presence::Absent;
    let said = desk.check(&press("60", GROUP));
    let refused = "deliver 100 Aside of 5: answer press Some(NotInGroup)";
    assert_eq!(said.trim(), format!("{refused}\n77 is out\nfate Internal"));
    desk.operators.clear();
    let said = desk.check(&press("60", GROUP));
    assert_eq!(said.trim(), format!("{refused}\nfate Internal"));
}

/// Promise: whoever presses a button in another chat reads nothing of groups: there it has expired.
#[test]
fn elsewhere_a_button_has_expired() {
    for presence in [Presence::Absent, Presence::Unseen, Presence::Present] {
        let mut desk = unsettled(CallbackAction::SendAgain, 60);
        desk.presence = presence;
        desk.operators.clear();
        assert!(
            desk.check(&press("60", CLUB))
                .contains("Some(ButtonExpired)")
        );
    }
}

fn membership(chat: ChatId, kind: ChatKind, new: Membership) -> Event {
    Event::OwnMembership {
        mark: mark(),
        change: MemberChange {
            chat: Chat {
                id: chat,
                kind,
                title: None,
                forum: false,
            },
            by: UserId(ANN),
            who: user(BOT.0),
            old: Membership::Member,
            new,
            date: 1,
        },
    }
}

/// Promise: a client who blocks or unblocks the bot is told of once, and only where there is a topic to tell it in.
#[test]
fn blocking_is_told_once() {
    let blocked = membership(ChatId(ANN), ChatKind::Private, Membership::Banned);
    let back = membership(ChatId(ANN), ChatKind::Private, Membership::Member);
    let mut gone = Desk::with_ann();
    gone.conversation.as_mut().expect("there").unreachable = true;
    let mut topicless = Desk::with_ann();
    topicless.conversation.as_mut().expect("there").topic = Topic::None;
    let rows = [
        Desk::with_ann().check(&blocked),
        Desk::with_ann().check(&back),
        gone.check(&blocked),
        gone.check(&back),
        topicless.check(&blocked),
    ];
    assert_snapshot!(rows.join("\n"), @r"
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 unreachable
    record ClientUnreachable
    deliver 100 ToTopic of 5: say ClientUnreachable about None buttons []
    fate Internal
    fate Internal
    fate Internal
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0
    record ClientReachable
    deliver 100 ToTopic of 5: say ClientReachable about None buttons []
    fate Internal
    now conversation 5 chat 42 None last author 0 unreachable
    record ClientUnreachable
    fate Internal
    ");
}

/// Promise: rights lost in the backend group pause it, rights given back resume it; removal from a client group is told.
#[test]
fn our_place_in_groups_matters() {
    let admin = |manage_topics| Membership::Administrator {
        manage_topics,
        delete_messages: true,
        restrict_members: false,
        pin_messages: false,
    };
    let backend = |new| membership(GROUP, ChatKind::Supergroup, new);
    let mut paused = Desk::new();
    paused.cell.state = crate::CellState::Paused(crate::PauseWhy::NotMember);
    let rows = [
        Desk::new().check(&backend(Membership::Left)),
        Desk::new().check(&backend(admin(false))),
        Desk::new().check(&backend(admin(true))),
        paused.check(&backend(Membership::Banned)),
        paused.check(&backend(admin(true))),
        Desk::with_club().check(&membership(CLUB, ChatKind::Supergroup, Membership::Banned)),
    ];
    assert_snapshot!(rows.join("\n"), @"
    cell Paused(NotMember)
    record CellPaused
    fate Internal
    cell Paused(ManageTopics)
    record CellPaused
    deliver 100 Aside: say GroupPaused { why: ManageTopics } about None buttons []
    fate Internal
    fate Internal
    fate Internal
    cell Running
    record CellResumed
    fate Internal
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 unreachable wanted Closed
    record ClientUnreachable
    deliver 100 ToTopic of 5: say RemovedFromGroup about None buttons []
    deliver 101 Aside of 5: open or close
    fate Internal
    ");
}

/// Promise: edits of what was never mirrored and unknown updates are counted, not guessed at.
#[test]
fn the_rest_is_counted() {
    let edited = Event::ClientEdited {
        mark: mark(),
        message: from_ann(text("hello!")),
    };
    let rows = [edited, Event::Other { mark: mark() }].map(|event| Desk::with_ann().check(&event));
    assert_snapshot!(rows.join("\n"), @r"
    fate Filtered(NotActedOn)
    fate Filtered(NotActedOn)
    ");
}
