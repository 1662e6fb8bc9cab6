//! Every kind of fault, once through the in-process door and once at the socket: what the caller
//! sees, and whether the deed is done.

use relevo_telegram_sim::fault::{Deed, Fault, Rule, Strange, When};
use relevo_telegram_sim::request::Request;
use relevo_telegram_sim::sim::{Checks, RawAnswer, SimClock};
use serde_json::{Value, json};

use super::stage::Stage;
use super::wire::{Doors, Seen, exchange, post_json};

/// What is expected of a fault on `sendMessage`.
struct Case {
    fault: Fault,
    in_process: Expected,
    at_socket: Expected,
    done: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Status(u16),
    BrokenJson,
    NotSent,
    Lost,
    Part,
    Closed,
    Reset,
    Refused,
}

fn cases() -> Vec<Case> {
    use Expected::{BrokenJson, Closed, Lost, NotSent, Part, Refused, Reset, Status};
    let case = |fault, in_process, at_socket, done| Case {
        fault,
        in_process,
        at_socket,
        done,
    };
    let (before, after) = (Deed::Before, Deed::After);
    vec![
        case(Fault::RequestLost, NotSent, Closed, false),
        case(Fault::AnswerLost, Lost, Closed, true),
        case(
            Fault::TooMany { retry_after: 7 },
            Status(429),
            Status(429),
            false,
        ),
        case(
            Fault::ServerError {
                code: 502,
                deed: before,
            },
            Status(502),
            Status(502),
            false,
        ),
        case(
            Fault::ServerError {
                code: 500,
                deed: after,
            },
            Status(500),
            Status(500),
            true,
        ),
        case(
            Fault::Refused {
                code: 400,
                description: "Bad Request: TOPIC_DELETED".into(),
                migrate_to_chat_id: None,
            },
            Status(400),
            Status(400),
            false,
        ),
        case(Fault::Reset { deed: before }, Lost, Reset, false),
        case(Fault::Reset { deed: after }, Lost, Reset, true),
        case(Fault::BrokenJson, BrokenJson, BrokenJson, true),
        case(Fault::HalfAnswer, Lost, Part, true),
        case(Fault::Slow { ms: 50 }, Status(200), Status(200), true),
        case(Fault::RefuseConnection, NotSent, Refused, false),
    ]
}

fn of_raw(answer: RawAnswer) -> Expected {
    match answer {
        RawAnswer::Http { status, body } => of_body(status, &body),
        RawAnswer::NotSent => Expected::NotSent,
        RawAnswer::Lost => Expected::Lost,
    }
}

fn of_seen(seen: Seen) -> Expected {
    match seen {
        Seen::Answer { status, body } => of_body(status, &body),
        Seen::Part { body, .. } => {
            assert!(!body.is_empty(), "half of the body arrives");
            Expected::Part
        }
        Seen::Closed => Expected::Closed,
        Seen::Reset => Expected::Reset,
        Seen::Refused => Expected::Refused,
    }
}

fn of_body(status: u16, body: &[u8]) -> Expected {
    match serde_json::from_slice::<Value>(body) {
        Ok(_) => Expected::Status(status),
        Err(_) => Expected::BrokenJson,
    }
}

/// In-process, a program sees of each fault what its transport would have told it.
#[tokio::test]
async fn every_fault_strikes_in_process() {
    for case in cases() {
        let stage = Stage::new(SimClock::Manual, Checks::On);
        stage
            .sim
            .faults(|faults| faults.add(Rule::new(case.fault.clone())));
        let first = stage
            .raw(
                "sendMessage",
                json!({"chat_id": stage.person, "text": "first"}),
            )
            .await;
        assert_eq!(of_raw(first), case.in_process, "{:?}", case.fault);
        assert_eq!(
            stage.private_texts(),
            expected_texts(case.done),
            "{:?}",
            case.fault
        );
        let second = stage
            .raw(
                "sendMessage",
                json!({"chat_id": stage.person, "text": "second"}),
            )
            .await;
        assert_eq!(
            of_raw(second),
            Expected::Status(200),
            "it strikes once: {:?}",
            case.fault
        );
    }
}

/// At the socket, each fault is carried out on the connection itself.
#[tokio::test]
async fn every_fault_strikes_at_the_socket() {
    for case in cases() {
        let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
        let doors = Doors::open(&stage.sim).await;
        // Nobody listens as long as a refusing rule is in force; the others strike once.
        let times = if case.fault == Fault::RefuseConnection {
            u32::MAX
        } else {
            1
        };
        let rule = Rule {
            times,
            ..Rule::new(case.fault.clone())
        };
        let rule = stage.sim.faults(|faults| faults.add(rule));
        let path = format!("/bot{}/sendMessage", stage.token);
        let send = |text: &str| post_json(&path, &json!({"chat_id": stage.person, "text": text}));
        let mut first = exchange(doors.bot_api, &send("first")).await;
        // The door stops listening a moment after the rule is set; until then connections are cut.
        for _ in 0..1000 {
            if case.fault != Fault::RefuseConnection || first == Seen::Refused {
                break;
            }
            first = exchange(doors.bot_api, &send("first")).await;
        }
        assert_eq!(of_seen(first), case.at_socket, "{:?}", case.fault);
        assert_eq!(
            stage.private_texts(),
            expected_texts(case.done),
            "{:?}",
            case.fault
        );
        stage.sim.faults(|faults| faults.remove(rule));
        let mut second = exchange(doors.bot_api, &send("second")).await;
        for _ in 0..100_000 {
            if second != Seen::Refused {
                break;
            }
            second = exchange(doors.bot_api, &send("second")).await;
        }
        assert_eq!(
            of_seen(second),
            Expected::Status(200),
            "the door works again: {:?}",
            case.fault
        );
        doors.shut().await;
    }
}

fn expected_texts(done: bool) -> Vec<String> {
    if done {
        vec!["first".to_owned()]
    } else {
        Vec::new()
    }
}

/// Server errors carry the texts that Telegram gives with their codes.
#[tokio::test]
async fn server_errors_have_their_usual_texts() {
    let cases = [
        (401, "Unauthorized"),
        (
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
        (502, "Bad Gateway"),
    ];
    for (code, text) in cases {
        let stage = Stage::new(SimClock::Manual, Checks::On);
        let fault = Fault::ServerError {
            code,
            deed: Deed::Before,
        };
        stage.sim.faults(|faults| faults.add(Rule::new(fault)));
        let body = format!(r#"{{"ok":false,"error_code":{code},"description":"{text}"}}"#);
        let expected = RawAnswer::Http {
            status: code,
            body: body.into_bytes(),
        };
        assert_eq!(stage.raw("getUpdates", json!({})).await, expected);
    }
}

/// A slow answer takes its time where time is real.
#[tokio::test]
async fn a_slow_answer_takes_the_worlds_time() {
    let stage = Stage::new(SimClock::Real { factor: 10 }, Checks::On);
    stage
        .sim
        .faults(|faults| faults.add(Rule::new(Fault::Slow { ms: 2_000 })));
    let before_ms = stage.sim.with(|world| world.now_ms());
    stage.raw("getMe", json!({})).await;
    let passed_ms = stage.sim.with(|world| world.now_ms()) - before_ms;
    assert!(passed_ms >= 2_000, "{passed_ms} ms passed in the world");
}

/// A doubled page comes again in front of the next one, although it was confirmed.
#[tokio::test]
async fn a_doubled_page_comes_again() {
    let stage = Stage::new(SimClock::Manual, Checks::On);
    stage
        .sim
        .faults(|faults| faults.add(Rule::new(Fault::DoubleUpdates)));
    stage.say_private("one");
    let first = stage.updates(0).await;
    assert_eq!(texts(&first), ["one"]);
    stage.say_private("two");
    let second = stage.updates(next_offset(&first)).await;
    assert_eq!(texts(&second), ["one", "two"]);
    assert_eq!(second[0]["update_id"], first[0]["update_id"]);
    assert_eq!(stage.updates(next_offset(&second)).await, [Value::Null; 0]);
}

/// A late update is passed by those of other chats; ids ascend, order inside its chat is kept, and
/// nothing is lost when the page is asked for twice.
#[tokio::test]
async fn a_late_update_is_passed_by_other_chats() {
    let stage = Stage::new(SimClock::Manual, Checks::On);
    stage
        .sim
        .faults(|faults| faults.add(Rule::new(Fault::LateUpdate)));
    stage.say_private("late one");
    stage.say_in_forum("punctual");
    stage.say_private("late two");
    let first = stage.updates(0).await;
    assert_eq!(texts(&first), ["punctual"]);
    let again = stage.updates(0).await;
    assert_eq!(texts(&again), ["punctual", "late one", "late two"]);
    assert_eq!(again[0], first[0]);
    let ids: Vec<i64> = again
        .iter()
        .filter_map(|update| update["update_id"].as_i64())
        .collect();
    assert!(ids.is_sorted() && ids.len() == 3);
    let rest = stage.updates(next_offset(&first)).await;
    assert_eq!(texts(&rest), ["late one", "late two"]);
    assert_eq!(stage.updates(next_offset(&rest)).await, [Value::Null; 0]);
}

/// An update may come in a shape that nobody expects, alike each time until it is confirmed; the
/// others of its page come as always, and the checks stay silent.
#[tokio::test]
async fn an_update_may_be_strange() {
    for (how, kind) in [
        (Strange::UnknownKind, "hologram"),
        (Strange::Malformed, "message"),
    ] {
        let stage = Stage::new(SimClock::Manual, Checks::On);
        stage
            .sim
            .faults(|faults| faults.add(Rule::new(Fault::StrangeUpdate { how })));
        stage.say_private("strange");
        stage.say_private("usual");
        let first = stage.updates(0).await;
        assert_eq!(texts(&first), ["usual"]);
        assert_eq!(first[0].as_object().expect("an object").len(), 2);
        assert_eq!(first[0][kind].is_object(), how == Strange::UnknownKind);
        assert_eq!(stage.updates(0).await, first);
        assert_eq!(stage.updates(next_offset(&first)).await, [Value::Null; 0]);
        assert_eq!(stage.sim.violations(), []);
    }
}

/// A rule strikes only the calls it means, from the n-th on, as often as it says.
#[tokio::test]
async fn rules_choose_their_calls() {
    let stage = Stage::new(SimClock::Manual, Checks::On);
    stage.sim.faults(|faults| {
        faults.add(Rule {
            method: Some("sendmessage".to_owned()),
            chat: Some(stage.person),
            bot: Some(stage.bot),
            when: When::Nth(2),
            times: 2,
            fault: Fault::AnswerLost,
        })
    });
    let mut seen = Vec::new();
    for _ in 0..5 {
        let other = stage
            .raw("sendMessage", json!({"chat_id": stage.forum, "text": "x"}))
            .await;
        assert_eq!(of_raw(other), Expected::Status(200));
        seen.push(of_raw(
            stage
                .raw("sendMessage", json!({"chat_id": stage.person, "text": "x"}))
                .await,
        ));
    }
    let (well, lost) = (Expected::Status(200), Expected::Lost);
    assert_eq!(seen, [well, lost, lost, well, well]);
}

/// Chance comes from the seed: the same seed spoils the same calls.
#[tokio::test]
async fn chance_is_seeded() {
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let stage = Stage::new(SimClock::Manual, Checks::On);
        stage.sim.seed_faults(seed);
        let rule = Rule {
            when: When::PerMille(500),
            times: 1000,
            ..Rule::new(Fault::RequestLost)
        };
        stage.sim.faults(|faults| faults.add(rule));
        let mut run = Vec::new();
        for _ in 0..64 {
            run.push(
                stage
                    .sim
                    .request(&stage.token, Request::new("getMe", json!({})))
                    .await
                    == RawAnswer::NotSent,
            );
        }
        let lost = run.iter().filter(|lost| **lost).count();
        assert!((16..48).contains(&lost), "{lost} of 64 at one half");
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

fn texts(updates: &[Value]) -> Vec<&str> {
    updates
        .iter()
        .filter_map(|update| update["message"]["text"].as_str())
        .collect()
}

fn next_offset(updates: &[Value]) -> i64 {
    updates
        .iter()
        .filter_map(|update| update["update_id"].as_i64())
        .max()
        .map_or(0, |id| id + 1)
}
