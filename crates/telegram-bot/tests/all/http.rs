//! The wire over HTTP, against a server on loopback that misbehaves on command.

use std::time::Duration;

use relevo_telegram::{Call, Gateway, MessageId, Outcome, PageError, Receipt, Refusal, UpdateId};
use relevo_telegram_bot::{BadAddress, Bot, Http, TimeLimits, Wire, WireAnswer};
use serde_json::json;

use crate::samples::{CHAT, delete, send};
use crate::server::{Behaviour, Server, nobody};

const TOKEN: &str = "12345:AA-secret_Part";
const SECRET: &str = "secret";

/// Long enough for a loaded machine, short enough for a test that waits for it.
fn limits() -> TimeLimits {
    TimeLimits {
        connect: Duration::from_secs(5),
        call: Duration::from_secs(20),
        upload: Duration::from_secs(20),
        download: Duration::from_secs(20),
        pull_extra: Duration::from_secs(20),
    }
}

fn bot(base_url: &str) -> Bot {
    Bot::over_http_within(TOKEN, base_url, limits()).unwrap()
}

async fn sent(behaviour: Behaviour) -> Outcome {
    let server = Server::start([behaviour]).await;
    let outcome = bot(&server.base_url).call(&send()).await;
    assert_eq!(
        server.seen().requests.len(),
        1,
        "a wire never repeats by itself"
    );
    outcome
}

/// Promise: a call goes to the token's address as JSON, and its receipt comes back.
#[tokio::test]
async fn there_and_back() {
    let body = r#"{"ok":true,"result":{"message_id":9}}"#;
    let server = Server::start([Behaviour::Answer(200, body.into())]).await;
    let outcome = bot(&format!("{}/", server.base_url)).call(&send()).await;
    assert_eq!(outcome, Outcome::Done(Receipt::Message(MessageId(9))));
    let (line, body) = server.seen().requests.remove(0);
    assert_eq!(line, format!("POST /bot{TOKEN}/sendMessage HTTP/1.1"));
    let params: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(params, json!({ "chat_id": CHAT.0, "text": "hello" }));
}

/// Promise: an address with a path of its own (a reverse proxy) keeps it.
#[tokio::test]
async fn address_with_a_path() {
    let server = Server::start([Behaviour::Answer(
        200,
        r#"{"ok":true,"result":true}"#.into(),
    )])
    .await;
    bot(&format!("{}/telegram", server.base_url))
        .call(&delete())
        .await;
    let (line, _) = server.seen().requests.remove(0);
    assert_eq!(
        line,
        format!("POST /telegram/bot{TOKEN}/deleteMessage HTTP/1.1")
    );
}

/// Promise: refusals and waits come through HTTP's error statuses.
#[tokio::test]
async fn error_statuses() {
    let flood = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}"#;
    assert_eq!(
        sent(Behaviour::Answer(429, flood.into())).await,
        Outcome::Wait(Duration::from_secs(3))
    );
    let blocked =
        r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#;
    assert_eq!(
        sent(Behaviour::Answer(403, blocked.into())).await,
        Outcome::Refused(Refusal::Blocked)
    );
}

/// Promise: after the request left, nothing but a whole readable answer is taken for one.
#[tokio::test]
async fn after_it_left() {
    let half = r#"{"ok":true,"result":{"message_id":9}}"#;
    let table = [
        Behaviour::Answer(502, "<html>Bad Gateway</html>".into()),
        Behaviour::Answer(200, r#"{"ok":true,"result":{"mess"#.into()),
        Behaviour::Half(half.into()),
        Behaviour::Reset,
    ];
    for behaviour in table {
        let shown = format!("{behaviour:?}");
        assert_eq!(sent(behaviour).await, Outcome::Unknown, "{shown}");
    }
}

/// Promise: a silent server costs a call no more than its limit, and leaves its outcome unknown.
#[tokio::test]
async fn a_silent_server() {
    let server = Server::start([]).await;
    let limits = TimeLimits {
        call: Duration::from_millis(200),
        upload: Duration::from_millis(200),
        download: Duration::from_millis(200),
        pull_extra: Duration::from_millis(200),
        ..limits()
    };
    let bot = Bot::over_http_within(TOKEN, &server.base_url, limits).unwrap();
    assert_eq!(bot.call(&send()).await, Outcome::Unknown);
    assert_eq!(bot.call(&delete()).await, Outcome::NotSent);
    assert_eq!(
        bot.next_page(None, Duration::ZERO).await.err(),
        Some(PageError::Line)
    );
    assert_eq!(server.seen().requests.len(), 3);
}

/// Promise: what certainly never left is `NotSent`, even for a call that must not be done twice: nobody listens, or no TLS.
#[tokio::test]
async fn before_it_left() {
    let refused = bot(&nobody().await);
    assert_eq!(refused.call(&send()).await, Outcome::NotSent);
    let plain = Server::start([]).await;
    let over_tls = bot(&plain.base_url.replace("http:", "https:"));
    assert_eq!(over_tls.call(&send()).await, Outcome::NotSent);
    assert_eq!(plain.seen().connections, 1);
    assert!(plain.seen().requests.is_empty());
}

/// Promise: calls that follow each other share one connection.
#[tokio::test]
async fn connections_are_kept() {
    let done = Behaviour::Answer(200, r#"{"ok":true,"result":true}"#.into());
    let page = Behaviour::Answer(200, r#"{"ok":true,"result":[]}"#.into());
    let server = Server::start([done.clone(), done, page.clone(), page]).await;
    let bot = bot(&server.base_url);
    for _ in 0..2 {
        assert_eq!(bot.call(&delete()).await, Outcome::Done(Receipt::Nothing));
    }
    bot.next_page(None, Duration::ZERO).await.unwrap();
    bot.confirm(UpdateId(3)).await.unwrap();
    let seen = server.seen();
    assert_eq!((seen.connections, seen.requests.len()), (1, 4));
}

/// Promise: a redirect is not followed: it would carry the token to somebody else.
#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Server::start([]).await;
    let to = format!("{}/bot{TOKEN}/sendMessage", elsewhere.base_url);
    assert_eq!(sent(Behaviour::Redirect(to)).await, Outcome::Unknown);
    assert_eq!(elsewhere.seen().connections, 0);
}

/// Promise: a refusal whose words hold the address comes without the token.
#[tokio::test]
async fn a_refusal_that_names_the_address() {
    let words = format!("cannot POST /bot{TOKEN}/sendMessage");
    let body = json!({ "ok": false, "error_code": 400, "description": words }).to_string();
    let outcome = sent(Behaviour::Answer(400, body)).await;
    let Outcome::Refused(Refusal::Other { text, .. }) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(text, "cannot POST /bot(token)/sendMessage");
}

/// Promise: no `Debug`, no error and no outcome shows the token, nor an answer's words.
#[tokio::test]
async fn the_token_is_never_shown() {
    let dead = nobody().await;
    let bot = bot(&dead);
    let wire = Http::new(TOKEN, &dead, &limits()).unwrap();
    let answer = wire
        .request("getMe", json!({}), Duration::from_secs(5))
        .await;
    let words = WireAnswer::Http {
        status: 200,
        body: b"secret words".to_vec(),
    };
    let page = bot.next_page(None, Duration::ZERO).await.err();
    let shown = [
        format!("{bot:?} {bot:#?} {wire:?} {wire:#?}"),
        format!("{answer:?} {words:?} {page:?}"),
        format!("{:?}", bot.call(&Call::GetMe).await),
    ];
    for text in shown {
        assert!(!text.contains(SECRET) && !text.contains("12345"), "{text}");
    }
}

/// Promise: an address or token that cannot be right is told before the first call, without showing either.
#[tokio::test]
async fn bad_addresses() {
    let server = "https://api.telegram.org";
    let table = [
        ("", server, BadAddress::Token),
        ("12345", server, BadAddress::Token),
        (":secret", server, BadAddress::Token),
        ("12345:", server, BadAddress::Token),
        ("12345:secret/../x", server, BadAddress::Token),
        ("12345:secret?x", server, BadAddress::Token),
        ("12345:secret ", server, BadAddress::Token),
        (TOKEN, "", BadAddress::Server),
        (TOKEN, "api.telegram.org", BadAddress::Server),
        (TOKEN, "ftp://api.telegram.org", BadAddress::Server),
        (TOKEN, "https://user:secret@host", BadAddress::Server),
        (TOKEN, "https://host/?secret=1", BadAddress::Server),
        (TOKEN, "https://host/#secret", BadAddress::Server),
    ];
    for (token, base_url, expected) in table {
        let error = Bot::over_http(token, base_url).unwrap_err();
        assert_eq!(error, expected, "{base_url}");
        assert!(!format!("{error} {error:?}").contains(SECRET));
    }
    assert!(Bot::over_http(TOKEN, server).is_ok());
}
