//! Clients who want no broadcasts, and answers to broadcasts.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, MessageId, Place};

use super::desk::{ANN, CLUB, Desk, client_event, from_ann, in_club, mark, person, pressing, text};
use crate::Event;
use crate::broadcast::{Named, OPT_OUT};

fn desk() -> Desk {
    let mut desk = Desk::with_ann();
    let set = |name, text| (name, text);
    let (name, words) = set("OPT_OUT_TEXT", "You are out, {first_name}.");
    desk.connection.params.set(name, words).expect("a text");
    desk
}

fn ann(words: &str) -> Event {
    client_event(from_ann(text(words)))
}

/// Promise: `/stop` alone in private opts out, with the owner's words if there are any, and makes nothing in the topic; `/start` opts in;
/// with other words, in a group, or from somebody unknown it is what it was.
#[test]
fn stop_and_start() {
    let silent = Desk::with_ann();
    let club = Desk::with_club();
    let rows = [
        desk().check(&ann("/stop")),
        desk().check(&ann("/STOP@acme_bot")),
        silent.check(&ann("/stop")),
        silent.check(&ann("/start")),
        silent.check(&ann("/stop it")),
        silent.check(&ann("stop")),
        Desk::new().check(&ann("/stop")),
        club.check(&client_event(in_club(person(8, "Bob"), text("/stop")))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    5 opted out since Some(1000000)
    deliver 100 ToClient of 5: text "You are out, Ann."
    fate Filtered(OptedOut)
    5 opted out since Some(1000000)
    deliver 100 ToClient of 5: text "You are out, Ann."
    fate Filtered(OptedOut)
    5 opted out since Some(1000000)
    fate Filtered(OptedOut)
    5 opted out since None
    fate Filtered(Start)
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    fate Filtered(OptedOut)
    deliver 100 ToTopic of 5: text "🟠 Bob\n/stop" because of -100700/3
    fate Waiting
    "#);
}

/// Promise: the button under a broadcast does the same, for whoever has the chat; in a group it does nothing.
#[test]
fn the_button() {
    let press = |chat, data: &str| {
        let mut press = pressing(&data);
        press.at = Some(Place {
            chat,
            message: MessageId(50),
        });
        Event::Pressed {
            mark: mark(),
            press,
        }
    };
    let rows = [
        desk().check(&press(ChatId(ANN), OPT_OUT)),
        Desk::with_ann().check(&press(ChatId(ANN), OPT_OUT)),
        desk().check(&press(ChatId(ANN), "something")),
        Desk::with_club().check(&press(CLUB, OPT_OUT)),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    5 opted out since Some(1000000)
    deliver 100 Aside of 5: answer press None
    deliver 101 ToClient of 5: text "You are out, Olga."
    fate Internal
    5 opted out since Some(1000000)
    deliver 100 Aside of 5: answer press None
    fate Internal
    deliver 100 Aside of 5: answer press Some(ButtonExpired)
    fate Internal
    deliver 100 Aside of 5: answer press Some(ButtonExpired)
    fate Internal
    "#);
}

/// Promise: above an answer to a broadcast stands which one it is.
#[test]
fn an_answer_names_its_broadcast() {
    let mut desk = Desk::with_ann();
    desk.broadcast = Some(Named {
        number: 3,
        name: "spring".into(),
    });
    assert_snapshot!(desk.check(&ann("yes, please")), @r#"
    deliver 100 ToTopic of 5: say AnswersBroadcast { number: 3, name: "spring" } about None buttons []
    deliver 101 ToTopic of 5: copy because of 42/3
    fate Waiting
    "#);
}
