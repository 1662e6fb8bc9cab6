//! Edits that were made while the connection was stopped.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, Message, MessageId, Method};

use super::albums::rows;
use super::desk::{ANN, Desk, NOW_MS, mark, operator, pressing, text};
use super::held::{MEANWHILE_S, started_again};
use crate::{
    Callback, CallbackAction, CellId, Change, ContentKind, ConversationId, Delivery, Event,
    HeldWhy, IdentityId, Link, LinkRole, Seq, State,
};

/// Olga edits what the client has, at this time.
fn edit(words: &str, edited_s: i64) -> Event {
    Event::GroupEdited {
        mark: mark(),
        message: Message {
            edit_date: Some(edited_s),
            ..operator(text(words))
        },
    }
}

/// The client has "at ten".
fn sent() -> Desk {
    let mut desk = started_again(Desk::with_ann());
    desk.content_digest = 18;
    desk.links = vec![Link {
        relay: None,
        conversation: ConversationId(5),
        cell: CellId(1),
        identity: IdentityId(1),
        client_chat: ChatId(ANN),
        client_message: MessageId(900),
        topic_message: MessageId(30),
        role: LinkRole::Team,
        kind: ContentKind::Text,
        digest: 17,
        author: 0,
        made_ms: NOW_MS - 300_000,
    }];
    desk
}

/// An edit of it is there, and stands like this.
fn edited(state: State) -> Desk {
    let mut desk = sent();
    let changes = desk.decide(&edit("at eleven", MEANWHILE_S)).changes;
    let first = changes.into_iter().find_map(|change| match change {
        Change::Deliver(one) => Some(one),
        _ => None,
    });
    desk.pending = vec![Delivery {
        seq: Seq(50),
        state,
        ..first.expect("an edit")
    }];
    desk.content_digest = 19;
    desk
}

fn pressed(action: CallbackAction) -> Desk {
    let mut desk = edited(State::Held(HeldWhy::WhileStopped));
    desk.callback = Some(Callback {
        id: 60 + i64::from(action == CallbackAction::Discard),
        cell: desk.cell.id,
        conversation: ConversationId(5),
        seq: Seq(50),
        about: None,
        action,
        expires_ms: NOW_MS + 1,
    });
    desk.delivery = desk.pending.first().cloned();
    desk
}

/// Promise: an edit of that time is held with a question, or takes the place of the one that is; it joins none that goes by itself. One
/// of another time goes, unless one is held. Into a note it is one, and nothing older is sent.
#[test]
fn an_edit_of_a_stop_is_held() {
    let now_s = NOW_MS / 1_000;
    let held = edited(State::Held(HeldWhy::WhileStopped));
    let waits = edited(State::Waiting { due_ms: NOW_MS });
    let away = edited(State::Claimed {
        relay: None,
        epoch: 1,
        method: Method::EditText,
    });
    let mut first_away = held.clone();
    first_away.pending.insert(
        0,
        Delivery {
            seq: Seq(40),
            state: away.pending[0].state.clone(),
            job: crate::Job::Text {
                text: relevo_telegram::Text::plain("at ten"),
                no_preview: false,
            },
            ..held.pending[0].clone()
        },
    );
    first_away.links.clear();
    let mut note = held.clone();
    note.links[0].role = LinkRole::TeamNote;
    let mut restricted = held.clone();
    restricted.connection.params.restricted_keywords_backend = vec!["rabat".into()];
    let mut all = sent();
    all.connection.params.receipts = crate::params::Receipts::All;
    let mut append = sent();
    append.connection.params.edits = crate::params::Edits::Append;
    assert_snapshot!(rows([
        ("of the stop", &sent(), &edit("at eleven", MEANWHILE_S)),
        ("with receipts", &all, &edit("at eleven", MEANWHILE_S)),
        ("as an answer", &append, &edit("at eleven", MEANWHILE_S)),
        ("of later", &sent(), &edit("at eleven", now_s)),
        ("one is held", &held, &edit("at twelve", MEANWHILE_S)),
        ("one is held, of later", &held, &edit("at twelve", now_s)),
        ("one waits", &waits, &edit("at twelve", MEANWHILE_S)),
        ("one is on its way", &away, &edit("at twelve", MEANWHILE_S)),
        ("a note", &sent(), &edit("/ at eleven", MEANWHILE_S)),
        ("a note, one is held", &held, &edit("/ at eleven", now_s)),
        ("a note again, one is held", &note, &edit("/ at eleven", now_s)),
        ("a note, the first is on its way", &first_away, &edit("/ at eleven", now_s)),
        ("a restricted word, one is held", &restricted, &edit("rabat", now_s)),
    ]), @r#"
    == of the stop
    deliver 100 ToClient of 5: edit to text "at eleven", else text "✏\u{fe0f} at eleven" answering 30 because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say EditHeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    == with receipts
    deliver 100 ToClient of 5: edit to text "at eleven", else text "✏\u{fe0f} at eleven" answering 30 because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say EditHeldWhileStopped about Some(30) buttons [200, 201]
    deliver 102 ToTopic of 5: react because of -100500/30
    fate Held
    == as an answer
    deliver 100 ToClient of 5: no edit to text "at eleven", else text "✏\u{fe0f} at eleven" answering 30 because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say EditHeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    == of later
    deliver 100 ToClient of 5: edit to text "at eleven", else text "✏\u{fe0f} at eleven" answering 30 because of -100500/30
    fate Waiting
    == one is held
    replace 50 ToClient of 5: edit to text "at twelve", else text "✏\u{fe0f} at twelve" answering 30 because of -100500/30 held WhileStopped
    fate Internal
    == one is held, of later
    replace 50 ToClient of 5: edit to text "at twelve", else text "✏\u{fe0f} at twelve" answering 30 because of -100500/30 held WhileStopped
    fate Internal
    == one waits
    deliver 100 ToClient of 5: edit to text "at twelve", else text "✏\u{fe0f} at twelve" answering 30 because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say EditHeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    == one is on its way
    deliver 100 ToClient of 5: edit to text "at twelve", else text "✏\u{fe0f} at twelve" answering 30 because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say EditHeldWhileStopped about Some(30) buttons [200, 201]
    fate Held
    == a note
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == a note, one is held
    remove 50
    cause Internal
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == a note again, one is held
    remove 50
    cause Internal
    fate Internal
    == a note, the first is on its way
    remove 50
    cause Internal
    replace 40 ToClient of 5: recalled answering 30 because of -100500/30
    fate Internal
    == a restricted word, one is held
    remove 50
    cause Internal
    copies of -100500/30 hold 0
    deliver 100 ToTopic of 5: say NotSentRestricted { word: "rabat" } about Some(30) buttons []
    fate Failed
    "#);
}

/// Promise: *Send* lets the copy follow at the end of the lane, *Discard* leaves it, and the message is no note.
#[test]
fn a_held_edit_is_decided_about() {
    let press = |id: i64| Event::Pressed {
        mark: mark(),
        press: pressing(&id),
    };
    let mut twice = pressed(CallbackAction::SendHeld);
    twice.delivery = None;
    assert_snapshot!(rows([
        ("send", &pressed(CallbackAction::SendHeld), &press(60)),
        ("discard", &pressed(CallbackAction::Discard), &press(61)),
        ("twice", &twice, &press(60)),
    ]), @r#"
    == send
    remove 50
    deliver 100 ToClient of 5: edit to text "at eleven", else text "✏\u{fe0f} at eleven" answering 30 because of -100500/30
    cause Waiting
    nothing told of it
    no button 60
    no button 61
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to SentLate
    fate Internal
    == discard
    remove 50
    cause Internal
    copies of -100500/30 hold 0
    no button 60
    no button 61
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to EditDiscarded
    fate Internal
    == twice
    deliver 100 Aside of 5: answer press Some(ButtonExpired)
    fate Internal
    "#);
}
