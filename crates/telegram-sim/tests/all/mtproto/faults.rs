//! What goes wrong: floods, limits, lost answers, ended logins, worthless salts.

use grammers_client::{InvocationError, tl};
use relevo_telegram_sim::fault::{Fault, Rule};
use serde_json::json;

use super::grammers::{App, told, words};
use super::stage::Open;
use crate::doors::wire::until;

/// What is sent twice under one number is there once, also after the answer was lost; the difference tells its number.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_spent_once() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    let before = app.ask(&tl::functions::updates::GetState {}).await;
    open.sim().faults(|faults| {
        faults.add(Rule {
            bot: Some(dora),
            method: Some("messages.sendMessage".to_owned()),
            ..Rule::new(Fault::AnswerLost)
        })
    });
    // grammers connects again and repeats the request by itself.
    let first = told(app.ask(&words(&bot, "once", 77)).await);

    let tl::enums::updates::State::State(before) = before;
    let missed = app
        .ask(&tl::functions::updates::GetDifference {
            pts: before.pts,
            pts_limit: None,
            pts_total_limit: None,
            date: before.date,
            qts: 0,
            qts_limit: None,
        })
        .await;
    let tl::enums::updates::Difference::Difference(missed) = missed else {
        panic!("one message was missed")
    };
    assert_eq!(missed.new_messages.len(), 1);
    assert!(missed.other_updates.iter().any(
        |update| matches!(update, tl::enums::Update::MessageId(named) if named.random_id == 77)
    ));
    let again = told(app.ask(&words(&bot, "once", 77)).await);
    let more = told(app.ask(&words(&bot, "twice", 78)).await);
    assert_eq!(
        (again[0].message.as_str(), again[0].id),
        ("once", first[0].id)
    );
    assert_eq!(missed.new_messages[0].id(), again[0].id);
    assert_eq!(more[0].id, again[0].id + 1);
    assert_eq!(open.stage.pending(), 2);
}

/// Flood waits and other refusals of an account are the same rules as a bot's.
#[tokio::test(flavor = "multi_thread")]
async fn floods_and_limits_are_refusals() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    let rule = |fault| Rule {
        bot: Some(dora),
        method: Some("messages.sendMessage".to_owned()),
        ..Rule::new(fault)
    };
    // Longer than grammers waits by itself.
    let wait = Fault::TooMany { retry_after: 300 };
    open.sim().faults(|faults| faults.add(rule(wait)));
    let refused = app.refused(&words(&bot, "a", 1)).await;
    assert_eq!(refused, ("FLOOD_WAIT".to_owned(), Some(300)));
    let limited = Fault::Refused {
        code: 400,
        description: "PEER_FLOOD".to_owned(),
        migrate_to_chat_id: None,
    };
    open.sim().faults(|faults| faults.add(rule(limited)));
    let refused = app.refused(&words(&bot, "b", 2)).await;
    assert_eq!(refused, ("PEER_FLOOD".to_owned(), None));
    assert_eq!(open.stage.pending(), 0);
}

/// Whose login was ended is told so; whoever has a key but no login may do nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_ended_login_is_unregistered() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    app.ask(&tl::functions::updates::GetState {}).await;
    assert_eq!(open.sim().revoke_logins(dora), 1);
    let refused = until(async {
        loop {
            match app
                .client
                .invoke(&tl::functions::updates::GetState {})
                .await
            {
                Err(InvocationError::Rpc(refused)) => return refused.name,
                Ok(_) => panic!("nobody is logged in"),
                // The connection was cut: calls are lost with it.
                Err(_) => {}
            }
        }
    })
    .await;
    assert_eq!(refused, "AUTH_KEY_UNREGISTERED");
    assert_eq!(open.sim().logins(dora), 0);
}

/// Clients take new salts when the old ones are worthless, and nothing is lost.
#[tokio::test(flavor = "multi_thread")]
async fn worthless_salts_are_replaced() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    open.sim().renew_salts();
    let sent = told(app.ask(&words(&bot, "with a new salt", 1)).await);
    assert_eq!(sent[0].message, "with a new salt");
}

/// A QR code is of no use after half a minute, and a second one is shown then; a code by phone after five minutes.
#[tokio::test(flavor = "multi_thread")]
async fn codes_run_out() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "15550100");
    let app = App::start(&open, 1, None).await;
    let ask = tl::functions::auth::ExportLoginToken {
        api_id: 1,
        api_hash: String::new(),
        except_ids: Vec::new(),
    };
    let tl::enums::auth::LoginToken::Token(first) = app.ask(&ask).await else {
        panic!("a token")
    };
    open.sim()
        .with(|world| world.set_now_ms(world.now_ms() + 31_000));
    let late = open.sim().scan_login_token(dora, &first.token);
    assert_eq!(late, Err("AUTH_TOKEN_EXPIRED".to_owned()));
    let tl::enums::auth::LoginToken::Token(second) = app.ask(&ask).await else {
        panic!("another token")
    };
    assert_ne!(first.token, second.token);
    assert_eq!(open.sim().scan_login_token(dora, &second.token), Ok(()));
    let done = app.ask(&ask).await;
    assert!(matches!(done, tl::enums::auth::LoginToken::Success(_)));

    let other = App::start(&open, 2, None).await;
    let send = tl::functions::auth::SendCode {
        phone_number: "15550100".to_owned(),
        api_id: 1,
        api_hash: String::new(),
        settings: tl::types::CodeSettings {
            allow_flashcall: false,
            current_number: false,
            allow_app_hash: false,
            allow_missed_call: false,
            allow_firebase: false,
            unknown_number: false,
            logout_tokens: None,
            token: None,
            app_sandbox: None,
        }
        .into(),
    };
    let tl::enums::auth::SentCode::Code(sent) = other.ask(&send).await else {
        panic!("a code")
    };
    let code = open.sim().login_code("15550100").expect("it was sent");
    open.sim()
        .with(|world| world.set_now_ms(world.now_ms() + 300_000));
    let sign_in = tl::functions::auth::SignIn {
        phone_number: "15550100".to_owned(),
        phone_code_hash: sent.phone_code_hash,
        phone_code: Some(code),
        email_verification: None,
    };
    let (late, _) = other.refused(&sign_in).await;
    assert_eq!(late, "PHONE_CODE_EXPIRED");
}

/// What is not simulated is refused by its name.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_simulated_is_refused_by_name() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let unknown = tl::functions::account::GetWallPapers { hash: 0 };
    let (name, _) = app.refused(&unknown).await;
    assert!(name.contains("account.getWallPapers"), "{name}");
    let bot = app.find(open.stage.username).await;
    let later = tl::functions::messages::SendMessage {
        schedule_date: Some(2_000_000_000),
        ..words(&bot, "later", 1)
    };
    let (name, _) = app.refused(&later).await;
    assert!(name.contains("schedule_date"), "{name}");
    open.stage.done("getMe", json!({})).await;
}
