//! *Retry* and *Send again*: under everything that did not arrive, on both sides; and what became of it is told.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_refused_client_message_can_be_tried_again);
on_both!(an_edit_supersedes_what_was_refused);
on_both!(an_edit_supersedes_what_is_about_to_be_told);
on_both!(what_cannot_be_tried_a_third_time_is_told);
on_both!(what_became_of_it_is_told);
on_both!(a_question_in_a_new_topic_can_be_answered);

fn fault(room: &Room, method: &str, fault: Fault) {
    let rule = Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    };
    room.stage.sim.faults(|faults| faults.add(rule));
}

/// A refusal that nobody foresaw.
fn refuse(room: &Room, method: &str) {
    let fault_of = Fault::ServerError {
        code: 400,
        deed: Deed::Before,
    };
    fault(room, method, fault_of);
}

/// Promise: a client's message that the group refuses for an unforeseen reason leaves a placeholder at its place, with *Retry*;
/// that brings the message itself, and the placeholder says so. If it is refused again, it can be tried again.
async fn a_refused_client_message_can_be_tried_again(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    refuse(&room, "copyMessage");
    room.anna_says(Say::text("one"));
    room.anna_says(Say::photo("two"));
    room.stage.pass(Duration::from_secs(9)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Text: Telegram said: Internal Server Error: restart (400) ⌨
    7 bot [Photo]: two
    ") };
    let status = room.stage.store.status().await.expect("the store answers");
    assert_eq!(
        status.connections[0].failed, 1,
        "the message waits for a person"
    );
    refuse(&room, "copyMessage");
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(9)).await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(9)).await;
    // An answer to the placeholder is an answer to the message.
    let placeholder = room
        .stage
        .find(room.stage.group, room.marta, "Trying again");
    room.marta_says(Say::text("seen").reply_to(placeholder));
    room.stage.settle().await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: ↻ Trying again, after everything that is waiting.
    7 bot [Photo]: two
    8 bot: ✓ Tried again, and it arrived.
    9 bot: one
    10 Marta ↩6: seen
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna: one
    8123 Anna [Photo]: two
    8124 bot ↩8122: seen
    ") };
    let status = room.stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].failed, 0);
}

/// Promise: when the client edits a message that was refused, the newest version stands, and the old one can no longer be brought.
async fn an_edit_supersedes_what_was_refused(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    refuse(&room, "copyMessage");
    let one = room.anna_says(Say::text("one"));
    room.stage.pass(Duration::from_secs(2)).await;
    room.anna_edits(one, Edit::text("one, corrected"));
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: one, corrected
    ") };
    let status = room.stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].failed, 0);
}

/// Promise: it makes no difference when the client edits it: while its placeholder waits, while the placeholder's call is under way, and
/// also where the new version is refused for good. The newest version stands, or a placeholder does, and everything is accounted for.
async fn an_edit_supersedes_what_is_about_to_be_told(backend: Backend) {
    let mut told = String::new();
    for (is_under_way, is_refused) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut room = Room::new(backend, &[]).await;
        refuse(&room, "copyMessage");
        let one = room.anna_says(Say::text("one"));
        let calls = room.calls("sendMessage");
        if is_under_way {
            room.until_called("sendMessage", calls + 1).await;
        } else {
            fault(&room, "sendMessage", Fault::TooMany { retry_after: 5 });
            room.stage.settle().await;
        }
        room.stage.adds_up().await;
        room.anna_edits(one, Edit::text("one, corrected"));
        if is_refused {
            let description = "Bad Request: message is too long".to_owned();
            let too_long = Fault::Refused {
                code: 400,
                description,
                migrate_to_chat_id: None,
            };
            for method in ["copyMessage", "editMessageText"] {
                fault(&room, method, too_long.clone());
            }
        }
        room.stage.settle().await;
        room.stage.adds_up().await;
        room.stage.pass(Duration::from_secs(9)).await;
        let status = room.stage.store.status().await.expect("the store answers");
        assert_eq!(status.connections[0].failed, 0, "nothing stands aside");
        told += &format!(
            "== under way: {is_under_way}, refused: {is_refused}\n{}",
            room.stage.topics()
        );
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == under way: false, refused: false
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: one, corrected
    == under way: false, refused: true
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Text: It is too long or too large for Telegram.
    == under way: true, refused: false
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: one, corrected
    == under way: true, refused: true
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Text: Telegram said: Internal Server Error: restart (400) ⌨
    7 bot ↩6: ✏️ one, corrected
    ") };
}

/// Promise: what is refused again after *Retry*, and this time for good, is told by its placeholder, and nobody looks for what was kept before.
async fn what_cannot_be_tried_a_third_time_is_told(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    refuse(&room, "copyMessage");
    let one = room.anna_says(Say::text("one"));
    room.stage.pass(Duration::from_secs(5)).await;
    let (anna, bot) = (room.anna, room.stage.bot);
    room.stage
        .sim
        .with(|world| world.delete(anna, bot, one))
        .expect("Anna may");
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(5)).await;
    let topics = room.stage.topics();
    let told = "Text: It was deleted before it could be sent.";
    assert_eq!(topics.matches(told).count(), 1, "{topics}");
    let status = room.stage.store.status().await.expect("the store answers");
    assert_eq!(status.connections[0].failed, 0);
}

/// Promise: a notice that says "sent again" or "trying again" says it only until it is known what became of it: that it arrived,
/// or, in a notice of its own, that it did not.
async fn what_became_of_it_is_told(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    fault(&room, "sendMessage", Fault::Reset { deed: Deed::Before });
    room.marta_says(Say::text("one"));
    room.stage.settle().await;
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(2)).await;
    room.stage
        .sim
        .with(|world| world.block_bot(room.anna, room.stage.bot));
    room.marta_says(Say::text("two"));
    room.stage.pass(Duration::from_secs(2)).await;
    // Still blocked.
    room.marta_presses(0);
    room.stage.pass(Duration::from_secs(2)).await;
    room.stage
        .sim
        .with(|world| world.unblock_bot(room.anna, room.stage.bot));
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 bot ↩6: ✓ Tried again, and it arrived.
    8 Marta: two
    9 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    10 bot ↩8: ↻ Trying again, after everything that is waiting.
    11 bot ↩8: ⚠️ Not delivered: The client has blocked the bot. ⌨
    12 bot: ✅ The client can be reached again.
    ") };
    let (marta, group) = (room.marta, room.stage.group);
    let notice = room.stage.find(group, marta, "Not delivered");
    room.stage
        .sim
        .with(|world| world.press_button(marta, group, notice, 0))
        .expect("the button is there");
    room.stage.pass(Duration::from_secs(2)).await;
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta: one
    7 bot ↩6: ✓ Tried again, and it arrived.
    8 Marta: two
    9 bot: 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.
    10 bot ↩8: ↻ Trying again, after everything that is waiting.
    11 bot ↩8: ✓ Tried again, and it arrived.
    12 bot: ✅ The client can be reached again.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: one
    8123 bot: two
    ") };
}

/// Promise: a question that finds its topic deleted, and with it the message that it is about, is asked in the new topic, and its
/// buttons do what they say: the person is answered, the question says what was done, and it is done.
async fn a_question_in_a_new_topic_can_be_answered(backend: Backend) {
    let mut told = String::new();
    for label in ["Send again", "It arrived", "Send", "Discard", "Withdraw"] {
        let mut room = Room::new(backend, &[]).await;
        asked_in_a_new_topic(&mut room, label).await;
        let answered = room.calls("answerCallbackQuery");
        room.stage.press(room.marta, label);
        room.stage.pass(Duration::from_secs(20)).await;
        let answers = room.calls("answerCallbackQuery") - answered;
        let (topics, anna) = (room.stage.topics(), room.seen_by_anna());
        told += &format!("== {label}, answers: {answers}\n{topics}{anna}\n");
    }
    allow_duplicates! { assert_snapshot!(told, @"
    == Send again, answers: 1
    # 🟨 Anna
    7 bot [Service]: 
    8 bot: ✓ Tried again, and it arrived.
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at ten

    == It arrived, answers: 1
    # 🟨 Anna
    7 bot [Service]: 
    8 bot: ✓ Noted: it arrived.
    8120 Anna: /start
    8121 Anna: hello

    == Send, answers: 1
    # 🟪 Anna
    7 bot [Service]: 
    8 bot: ✓ It is sent now, after everything that was waiting.
    8120 Anna: /start
    8121 Anna: hello
    8122 bot: at ten

    == Discard, answers: 1
    # 🟪 Anna
    7 bot [Service]: 
    8 bot: ✓ Not sent. It stays here as a note.
    8120 Anna: /start
    8121 Anna: hello

    == Withdraw, answers: 1
    # 🟨 Anna
    7 bot [Service]: 
    8 bot: 🗑 Taking it back from the client …
    9 bot: 🗑 Withdrawn: the client no longer has this message.
    8120 Anna: /start
    8121 Anna: hello
    ") };
}

/// Marta is asked something about her words, and the topic is deleted before the question stands in it.
async fn asked_in_a_new_topic(room: &mut Room, label: &str) {
    let delete = |room: &Room| {
        let (owner, group, topic) = (room.stage.owner, room.stage.group, room.topic);
        let deleted = room
            .stage
            .sim
            .with(|world| world.delete_topic(owner, group, topic));
        deleted.expect("the owner deletes the topic");
    };
    match label {
        "Send" | "Discard" => {
            room.stage.set_state(ConnectionState::Stopped).await;
            room.stage.pass(Duration::from_secs(2)).await;
            room.marta_says(Say::text("at ten"));
            delete(room);
            room.stage.jump(Duration::from_secs(60)).await;
            room.stage.set_state(ConnectionState::Running).await;
        }
        "Withdraw" => {
            let said = room.marta_says(Say::text("at ten"));
            room.stage.pass(Duration::from_secs(2)).await;
            fault(room, "sendMessage", Fault::TooMany { retry_after: 5 });
            room.marta_edits(said, Edit::text("/ at ten"));
            room.stage.settle().await;
            delete(room);
        }
        _ => {
            fault(room, "sendMessage", Fault::Reset { deed: Deed::Before });
            fault(room, "sendMessage", Fault::TooMany { retry_after: 5 });
            room.marta_says(Say::text("at ten"));
            room.stage.settle().await;
            delete(room);
        }
    }
    room.stage.pass(Duration::from_secs(20)).await;
}
