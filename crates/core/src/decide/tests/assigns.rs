//! `/assign`, `/retry` and `/invite`: what is offered, tried again and asked for.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, ChatKind, Message, UserId};

use super::desk::{Desk, answering, card, conversation, group_event, operator, pressing, text};
use crate::{
    Callback, CallbackAction, CellId, Colleague, ConversationId, Delivery, Direction, Event,
    FailReason, HeldWhy, Job, Question, Seq, State,
};

fn command(words: &str) -> Message {
    operator(text(words))
}

fn knowing(names: &[(i64, &str)]) -> Desk {
    let colleague = |(id, name): &(i64, &str)| Colleague {
        person: UserId(*id),
        names: card(name),
    };
    Desk {
        colleagues: names.iter().map(colleague).collect(),
        ..Desk::with_ann()
    }
}

fn rows(rows: &[(&str, String)]) -> String {
    let rows = rows.iter().map(|(what, said)| format!("{what}\n{said}"));
    rows.collect::<Vec<_>>().join("\n")
}

/// Promise: whoever writes the command is offered with those who are known, ten at most; a name that one person has needs no button.
#[test]
fn who_is_offered() {
    let desk = knowing(&[(78, "Nora"), (79, "Eve"), (80, "Eve")]);
    let many: Vec<(i64, &str)> = (100..130).map(|id| (id, "Nora")).collect();
    let crowd = knowing(&many).check(&group_event(command("/assign")));
    assert_eq!(crowd.matches("Assign").count(), 10, "{crowd}");
    assert_snapshot!(rows(&[
        ("plain", desk.check(&group_event(command("/assign")))),
        ("one", desk.check(&group_event(command("/assign nora")))),
        ("two", desk.check(&group_event(command("/assign Eve")))),
    ]), @r#"
    plain
    button 200 Assign of 77
    button 201 Assign of 78
    button 202 Assign of 79
    button 203 Assign of 80
    deliver 100 ToTopic of 5: say WhoIsResponsible { names: ["Olga", "Nora", "Eve", "Eve"], now: None, unmatched: false } about Some(30) buttons [200, 201, 202, 203]
    fate Internal
    one
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 🟨 responsible 78 title Due
    card 200: "Nora" start None
    record ConversationTaken
    deliver 100 Aside of 5: rename, saying None
    deliver 101 ToTopic of 5: say Answer(Responsible { name: "Nora" }) about Some(30) buttons []
    fate Internal
    two
    button 200 Assign of 79
    button 201 Assign of 80
    deliver 100 ToTopic of 5: say WhoIsResponsible { names: ["Eve", "Eve"], now: None, unmatched: true } about Some(30) buttons [200, 201]
    fate Internal
    "#);
}

/// Promise: a press by whomever makes that person responsible and uses up every button; of whoever has left, it changes nothing.
#[test]
fn who_is_pressed() {
    let button = Callback {
        id: 201,
        cell: CellId(1),
        conversation: ConversationId(5),
        seq: Seq(100),
        about: Some(relevo_telegram::MessageId(78)),
        action: CallbackAction::Assign,
        expires_ms: i64::MAX,
    };
    let event = Event::Pressed {
        mark: super::desk::mark(),
        press: pressing(&201),
    };
    let with = |desk: Desk, button: &Callback| Desk {
        callback: Some(button.clone()),
        beside: vec![200, 201],
        ..desk
    };
    let other_cell = Callback {
        cell: CellId(2),
        ..button.clone()
    };
    let other_client = Callback {
        conversation: ConversationId(6),
        ..button.clone()
    };
    let known = || knowing(&[(78, "Nora")]);
    assert_snapshot!(rows(&[
        ("pressed", with(known(), &button).check(&event)),
        ("left", with(knowing(&[(79, "Eve")]), &button).check(&event)),
        ("of another group", with(known(), &other_cell).check(&event)),
        ("of another client", with(known(), &other_client).check(&event)),
    ]), @r#"
    pressed
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 🟨 responsible 78 title Due
    card 200: "Nora" start None
    record ConversationTaken
    deliver 100 Aside of 5: rename, saying None
    no button 200
    no button 201
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to Answer(Responsible { name: "Nora" })
    fate Internal
    left
    deliver 100 Aside of 5: answer press Some(AssigneeLeft)
    fate Internal
    of another group
    deliver 100 Aside of 5: answer press Some(ButtonExpired)
    fate Internal
    of another client
    deliver 100 Aside of 5: answer press Some(ButtonExpired)
    fate Internal
    "#);
}

/// Promise: only what failed is tried again; what is held waits for its buttons.
#[test]
fn what_is_tried_again() {
    let with = |state: State| {
        let desk = Desk::with_ann();
        let decision = desk.decide(&group_event(command("hello")));
        let mut made = decision.changes.iter().filter_map(|change| match change {
            crate::Change::Deliver(one) if one.direction == Direction::ToClient => Some(one),
            _ => None,
        });
        let made = made.next().expect("the words leave").clone();
        let question = Question {
            notice: Some(relevo_telegram::MessageId(40)),
            rows: vec![9],
        };
        Desk {
            unsettled: vec![(Delivery { state, ..made }, question)],
            ..desk
        }
    };
    let retry = |desk: Desk| desk.check(&group_event(answering(command("/retry"), 30)));
    assert_snapshot!(rows(&[
        ("failed", retry(with(State::Failed(FailReason::NotMember)))),
        ("held", retry(with(State::Held(HeldWhy::UnknownOutcome)))),
        ("unpublished", retry(with(State::Held(HeldWhy::Unpublished)))),
        ("nothing", retry(Desk::with_ann())),
    ]), @r#"
    failed
    remove 100
    deliver 100 ToClient of 5: text "hello" because of -100500/30
    record DeliverySentAgain
    cause Waiting
    nothing told of it
    no button 9
    deliver 101 Aside of 5: edit 40 to Retried
    deliver 102 Aside of 5: tell in 40 that -100500/30 arrived
    deliver 103 ToTopic of 5: say Answer(TryingAgain) about Some(30) buttons []
    fate Internal
    held
    deliver 100 ToTopic of 5: say Answer(DecideByButtons { may_have_arrived: true }) about Some(30) buttons []
    fate Internal
    unpublished
    deliver 100 ToTopic of 5: say Answer(DecideByButtons { may_have_arrived: false }) about Some(30) buttons []
    fate Internal
    nothing
    deliver 100 ToTopic of 5: say Answer(NothingToRetry) about Some(30) buttons []
    fate Internal
    "#);
}

/// Promise: a link is asked for where people can come in and nothing of the chat is hidden.
#[test]
fn where_a_link_is_asked_for() {
    let hiding = |value: &str| {
        let mut desk = Desk::with_club();
        desk.connection
            .params
            .set("HIDE_INFO", value)
            .expect("a value of HIDE_INFO");
        desk
    };
    let mut channel = Desk::with_club();
    channel.conversation = Some(conversation(ChatId(-100_800), ChatKind::Channel));
    let invite = |desk: &Desk| desk.check(&group_event(command("/invite")));
    assert_snapshot!(rows(&[
        ("private", invite(&Desk::with_ann())),
        ("group", invite(&Desk::with_club())),
        ("channel", invite(&channel)),
        ("somebody", Desk::with_club().check(&group_event(command("/invite @dora")))),
        ("names hidden", invite(&hiding("NAME"))),
        ("links hidden", invite(&hiding("LINKS"))),
        ("titles hidden", invite(&hiding("TITLE"))),
    ]), @"
    private
    deliver 100 ToTopic of 5: say Answer(InviteForGroups) about Some(30) buttons []
    fate Internal
    group
    deliver 100 Aside of 5: make a link below 30
    fate Internal
    channel
    deliver 100 Aside of 5: make a link below 30
    fate Internal
    somebody
    deliver 100 Aside of 5: make a link for whoever is named below 30
    fate Internal
    names hidden
    deliver 100 ToTopic of 5: say Answer(InviteHidden) about Some(30) buttons []
    fate Internal
    links hidden
    deliver 100 ToTopic of 5: say Answer(InviteHidden) about Some(30) buttons []
    fate Internal
    titles hidden
    deliver 100 ToTopic of 5: say Answer(InviteHidden) about Some(30) buttons []
    fate Internal
    ");
    let asks = |job: &Job| matches!(job, Job::Invite(_));
    let decision = Desk::with_club().decide(&group_event(command("/invite")));
    assert!(decision.changes.iter().any(
        |change| matches!(change, crate::Change::Deliver(one) if asks(&one.job) && one.direction == Direction::Aside)
    ));
}
