//! Files that people sent, fetched over HTTP from a server on loopback that misbehaves on command.

use std::time::Duration;

use relevo_telegram::{Fetched, Gateway, Refusal};
use relevo_telegram_bot::{Bot, TimeLimits};
use serde_json::json;

use crate::server::{Behaviour, Server, nobody};

const TOKEN: &str = "12345:AA-secret_Part";

fn limits(download: Duration) -> TimeLimits {
    TimeLimits {
        connect: Duration::from_secs(5),
        call: Duration::from_secs(20),
        upload: Duration::from_secs(20),
        download,
        pull_extra: Duration::from_secs(20),
    }
}

fn bot(base_url: &str) -> Bot {
    Bot::over_http_within(TOKEN, base_url, limits(Duration::from_secs(20))).unwrap()
}

/// What `getFile` says.
fn told(path: &str, size: Option<u64>) -> Behaviour {
    let mut file = json!({ "file_id": "id", "file_unique_id": "unique", "file_path": path });
    if let Some(size) = size {
        file["file_size"] = size.into();
    }
    Behaviour::Answer(200, json!({ "ok": true, "result": file }).to_string())
}

/// What comes of fetching at most ten bytes, and what was asked for after `getFile`.
async fn fetched(script: Vec<Behaviour>) -> (Fetched, Vec<String>) {
    let server = Server::start(script).await;
    let fetched = bot(&server.base_url).fetch("id", 10).await;
    let asked = server.seen().requests.into_iter().skip(1);
    (fetched, asked.map(|(line, _)| line).collect())
}

/// Promise: the file is asked for by its id, and comes from the token's folder, also behind a reverse proxy's path.
#[tokio::test]
async fn there_and_back() {
    let held = Behaviour::Answer(200, "chat_id\n".into());
    let server = Server::start([told("documents/file 1.csv", Some(8)), held]).await;
    let fetched = bot(&format!("{}/telegram", server.base_url))
        .fetch("id", 10)
        .await;
    assert_eq!(fetched, Fetched::Whole(b"chat_id\n".to_vec()));
    let asked = server.seen().requests;
    assert_eq!(
        asked[0].0,
        format!("POST /telegram/bot{TOKEN}/getFile HTTP/1.1")
    );
    assert_eq!(asked[0].1, r#"{"file_id":"id"}"#);
    let line = format!("GET /telegram/file/bot{TOKEN}/documents/file%201.csv HTTP/1.1");
    assert_eq!(asked[1].0, line);
    assert_eq!(format!("{fetched:?}"), "Whole { bytes: 8 }");
}

/// Promise: whatever path the server tells, the token goes to no other place.
#[tokio::test]
async fn the_token_stays_where_it_belongs() {
    for path in [
        "",
        "/var/lib/telegram-bot-api/file.csv",
        "//evil.example/file",
        "../../getMe",
        "documents/../../getMe",
        "./file",
        "documents//file",
    ] {
        let (fetched, asked) = fetched(vec![told(path, None)]).await;
        assert_eq!((fetched, asked), (Fetched::Line, vec![]), "{path}");
    }
    for path in ["http:evil.example", "a?b#c", "%2e%2e%2fgetMe", "\\evil"] {
        let held = Behaviour::Answer(200, "held".into());
        let (_, asked) = fetched(vec![told(path, None), held]).await;
        assert!(
            asked[0].starts_with(&format!("GET /file/bot{TOKEN}/")),
            "{path}: {asked:?}"
        );
        assert!(!asked[0].contains('?'), "{path}: {asked:?}");
    }
}

/// Promise: what is too large is not read, whether it is told before, in the headline, or not at all.
#[tokio::test]
async fn too_large() {
    let (before, asked) = fetched(vec![told("file", Some(11))]).await;
    assert_eq!((before, asked), (Fetched::TooLarge, vec![]));
    let held = Behaviour::Answer(200, "eleven byte".into());
    let (headline, _) = fetched(vec![told("file", None), held]).await;
    assert_eq!(headline, Fetched::TooLarge);
    let endless = Behaviour::Unmeasured("eleven byte".into());
    let (body, _) = fetched(vec![told("file", None), endless]).await;
    assert_eq!(body, Fetched::TooLarge);
    let refused = r#"{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}"#;
    let (refused, _) = fetched(vec![Behaviour::Answer(400, refused.into())]).await;
    assert_eq!(refused, Fetched::TooLarge);
    let ten = Behaviour::Answer(200, "ten bytes.".into());
    let (whole, _) = fetched(vec![told("file", Some(10)), ten]).await;
    assert_eq!(whole, Fetched::Whole(b"ten bytes.".to_vec()));
}

/// Promise: half a file is none: it is asked for again, as is one that the server does not bring.
#[tokio::test]
async fn half_a_file_is_none() {
    for held in [
        Behaviour::Half("half".into()),
        Behaviour::Reset,
        Behaviour::Answer(404, "gone".into()),
        Behaviour::Answer(502, "<html>".into()),
        Behaviour::Redirect("http://127.0.0.1:1/".into()),
        Behaviour::Answer(200, "nine byte".into()),
        Behaviour::Unmeasured("8 bytes.".into()),
    ] {
        let shown = format!("{held:?}");
        let server = Server::start([told("file", Some(10)), held]).await;
        let fetched = bot(&server.base_url).fetch("id", 100).await;
        assert_eq!(fetched, Fetched::Line, "{shown}");
    }
    let server = Server::start([told("file", None)]).await;
    let limits = limits(Duration::from_millis(200));
    let bot_in_haste = Bot::over_http_within(TOKEN, &server.base_url, limits).unwrap();
    assert_eq!(bot_in_haste.fetch("id", 10).await, Fetched::Line);
    assert_eq!(bot(&nobody().await).fetch("id", 10).await, Fetched::Line);
}

/// Promise: waits and refusals of `getFile` come through.
#[tokio::test]
async fn waits_and_refusals() {
    let flood = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}"#;
    let (fetched_late, _) = fetched(vec![Behaviour::Answer(429, flood.into())]).await;
    assert_eq!(fetched_late, Fetched::Wait(Duration::from_secs(3)));
    let gone = "Bad Request: wrong file_id or the file is temporarily unavailable";
    let answer = json!({ "ok": false, "error_code": 400, "description": gone }).to_string();
    let (refused, _) = fetched(vec![Behaviour::Answer(400, answer)]).await;
    assert!(
        matches!(&refused, Fetched::Refused(Refusal::Other { code: 400, .. })),
        "{refused:?}"
    );
    let nameless = r#"{"ok":true,"result":{"file_id":"id"}}"#;
    let (fetched, _) = fetched(vec![Behaviour::Answer(200, nameless.into())]).await;
    assert_eq!(fetched, Fetched::Line);
}
