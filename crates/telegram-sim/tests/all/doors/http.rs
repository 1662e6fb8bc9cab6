//! The Bot API over HTTP: ways to call, exact bodies, files, long polls and their quarrels.

use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::sim::{Checks, SimClock};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::stage::Stage;
use super::wire::{Doors, Seen, exchange, get, post, post_json, until};

const REAL: SimClock = SimClock::Real { factor: 1 };

async fn staged() -> (Stage, Doors) {
    let stage = Stage::new(REAL, Checks::On);
    let doors = Doors::open(&stage.sim).await;
    (stage, doors)
}

/// GET, JSON, urlencoded and multipart forms mean the same call, in any case of the method's name.
#[tokio::test]
async fn every_way_of_calling_means_the_same() {
    let (stage, doors) = staged().await;
    let (token, person) = (&stage.token, stage.person);
    let entities = r#"[{"type":"bold","offset":0,"length":1}]"#;
    let escaped = "%5B%7B%22type%22%3A%22bold%22%2C%22offset%22%3A0%2C%22length%22%3A1%7D%5D";
    let part = |name: &str, value: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let form = format!(
        "{}{}{}--cut--\r\n",
        part("chat_id", &person.to_string()),
        part("text", "a b+c"),
        part("entities", entities)
    );
    let urlencoded = format!("chat_id={person}&text=a+b%2Bc&entities={escaped}");
    let json = json!({"chat_id": person, "text": "a b+c", "entities": serde_json::from_str::<Value>(entities).unwrap()});
    let requests = [
        get(&format!("/bot{token}/sendMessage?{urlencoded}")),
        get(&format!(
            "/bot{}/SENDMESSAGE?{urlencoded}",
            token.replace(':', "%3A")
        )),
        post_json(&format!("/bot{token}/sendmessage"), &json),
        post(
            &format!("/bot{token}/sendMessage"),
            "application/x-www-form-urlencoded",
            urlencoded.as_bytes(),
        ),
        post(
            &format!("/bot{token}/sendMessage"),
            "multipart/form-data; boundary=cut",
            form.as_bytes(),
        ),
    ];
    for request in &requests {
        let (status, body) = exchange(doors.bot_api, request).await.json();
        assert_eq!((status, &body["ok"]), (200, &json!(true)), "{body}");
        assert_eq!(body["result"]["text"], "a b+c");
        assert_eq!(
            body["result"]["entities"],
            json!([{"type": "bold", "offset": 0, "length": 1}])
        );
    }
    assert_eq!(stage.private_texts(), ["a b+c"; 5]);
    assert_eq!(stage.sim.violations(), []);
    doors.shut().await;
}

/// Refusals have exactly Telegram's bodies.
#[tokio::test]
async fn refusals_have_the_exact_bodies() {
    let (stage, doors) = staged().await;
    stage.sim.faults(|faults| {
        faults.add(Rule {
            bot: Some(stage.bot),
            ..Rule::new(Fault::TooMany { retry_after: 7 })
        })
    });
    let token = &stage.token;
    let cases = [
        (
            "/".to_owned(),
            404,
            r#"{"ok":false,"error_code":404,"description":"Not Found"}"#,
        ),
        (
            format!("/bot{token}"),
            404,
            r#"{"ok":false,"error_code":404,"description":"Not Found"}"#,
        ),
        (
            "/bot42:nobody/getMe".to_owned(),
            401,
            r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#,
        ),
        (
            format!("/bot{token}/getMee"),
            404,
            r#"{"ok":false,"error_code":404,"description":"Not Found: method not found"}"#,
        ),
        (
            format!("/bot{token}/getMe"),
            429,
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#,
        ),
        (
            format!("/bot{token}/sendMessage?chat_id=1&text=x"),
            400,
            r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#,
        ),
    ];
    for (path, status, body) in cases {
        let seen = exchange(doors.bot_api, &get(&path)).await;
        assert_eq!(
            seen,
            Seen::Answer {
                status,
                body: body.as_bytes().to_vec()
            },
            "{path}"
        );
    }
    doors.shut().await;
}

/// What is not in the Bot API is refused, and kept for the test's end.
#[tokio::test]
async fn departures_from_the_bot_api_are_refused_and_kept() {
    let (stage, doors) = staged().await;
    let body = json!({"chat_id": stage.person, "text": "x", "colour": "red"});
    let request = post_json(&format!("/bot{}/sendMessage", stage.token), &body);
    let (status, body) = exchange(doors.bot_api, &request).await.json();
    assert_eq!(status, 400);
    assert_eq!(
        body["description"],
        "Bad Request: not in the Bot API: sendMessage: colour: unknown parameter"
    );
    assert_eq!(stage.private_texts(), [""; 0]);
    assert_eq!(stage.sim.violations().len(), 1);
    doors.shut().await;
}

/// A file goes up in a form and comes down by its path, byte for byte; a wrong path is not found.
#[tokio::test]
async fn files_go_up_and_come_down() {
    let (stage, doors) = staged().await;
    let token = &stage.token;
    let mut form = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n{}\r\n\
         --cut\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.bin\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n",
        stage.person
    )
    .into_bytes();
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    form.extend_from_slice(&content);
    form.extend_from_slice(b"\r\n--cut--\r\n");
    let path = format!("/bot{token}/sendDocument");
    let sent = exchange(
        doors.bot_api,
        &post(&path, "multipart/form-data; boundary=cut", &form),
    )
    .await;
    let (status, sent) = sent.json();
    assert_eq!(status, 200, "{sent}");
    let document = &sent["result"]["document"];
    assert_eq!(
        (&document["file_name"], &document["file_size"]),
        (&json!("a.bin"), &json!(100_000))
    );

    let file_id = document["file_id"].as_str().expect("a file has an id");
    let (_, file) = exchange(
        doors.bot_api,
        &get(&format!("/bot{token}/getFile?file_id={file_id}")),
    )
    .await
    .json();
    let file_path = file["result"]["file_path"]
        .as_str()
        .expect("a file has a path");
    let got = exchange(
        doors.bot_api,
        &get(&format!("/file/bot{token}/{file_path}")),
    )
    .await;
    assert_eq!(
        got,
        Seen::Answer {
            status: 200,
            body: content
        }
    );
    let (status, _) = exchange(doors.bot_api, &get(&format!("/file/bot{token}/no/such")))
        .await
        .json();
    assert_eq!(status, 404);
    doors.shut().await;
}

/// A long poll answers as soon as there is an update, not when its time is over.
#[tokio::test]
async fn a_long_poll_is_woken_by_an_update() {
    let (stage, doors) = staged().await;
    let poll = tokio::spawn(poll(&stage, &doors, 50));
    stage.until_polling().await;
    stage.say_private("wake up");
    let (status, body) = until(poll).await.expect("no panic").json();
    assert_eq!(
        (status, &body["result"][0]["message"]["text"]),
        (200, &json!("wake up"))
    );
    doors.shut().await;
}

/// A long poll without updates ends empty after its timeout, which a speed factor shortens.
#[tokio::test]
async fn a_long_poll_ends_empty() {
    let stage = Stage::new(SimClock::Real { factor: 1000 }, Checks::On);
    let doors = Doors::open(&stage.sim).await;
    // 9999 is clamped to 50 s of the world's time, which are 50 ms here.
    let (status, body) = poll(&stage, &doors, 9999).await.json();
    assert_eq!((status, &body["result"]), (200, &json!([])));
    doors.shut().await;
}

/// Of two pollers the older is told so; the younger goes on.
#[tokio::test]
async fn of_two_pollers_the_older_gets_409() {
    let (stage, doors) = staged().await;
    let older = tokio::spawn(poll(&stage, &doors, 50));
    stage.until_polling().await;
    let younger = tokio::spawn(poll(&stage, &doors, 50));
    let (status, body) = until(older).await.expect("no panic").json();
    let text = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!((status, &body["description"]), (409, &json!(text)));
    stage.say_private("for the younger");
    assert_eq!(until(younger).await.expect("no panic").json().0, 200);
    doors.shut().await;
}

/// Polling and a webhook exclude each other: setting one ends the poll, and polls are refused after.
#[tokio::test]
async fn a_webhook_ends_and_forbids_polling() {
    let (stage, doors) = staged().await;
    let running = tokio::spawn(poll(&stage, &doors, 50));
    stage.until_polling().await;
    stage
        .done("setWebhook", json!({"url": "http://127.0.0.1:1/"}))
        .await;
    let (status, body) = until(running).await.expect("no panic").json();
    assert_eq!(
        (status, &body["description"]),
        (409, &json!("Conflict: terminated by setWebhook request"))
    );
    let (status, body) = poll(&stage, &doors, 0).await.json();
    let text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    assert_eq!((status, &body["description"]), (409, &json!(text)));
    doors.shut().await;
}

/// A caller that hangs up in the middle of a long poll leaves the turn to the next one, unharmed.
#[tokio::test]
async fn a_poller_that_hangs_up_is_forgotten() {
    let (stage, doors) = staged().await;
    let mut stream = TcpStream::connect(doors.bot_api)
        .await
        .expect("the door is open");
    let request = get(&format!("/bot{}/getUpdates?timeout=50", stage.token));
    stream.write_all(&request).await.expect("it is sent");
    stage.until_polling().await;
    drop(stream);
    stage.until_nobody_polls().await;
    stage.say_private("after the hang-up");
    let (_, body) = poll(&stage, &doors, 0).await.json();
    assert_eq!(body["result"][0]["message"]["text"], "after the hang-up");
    doors.shut().await;
}

/// Shutting the doors ends long polls at once.
#[tokio::test]
async fn shutting_ends_long_polls() {
    let (stage, doors) = staged().await;
    let running = tokio::spawn(poll(&stage, &doors, 50));
    stage.until_polling().await;
    doors.shut().await;
    let seen = until(running).await.expect("no panic");
    assert!(matches!(seen, Seen::Closed | Seen::Reset), "{seen:?}");
}

/// One connection carries many calls.
#[tokio::test]
async fn connections_are_kept_alive() {
    let (stage, doors) = staged().await;
    let mut stream = TcpStream::connect(doors.bot_api)
        .await
        .expect("the door is open");
    let request = format!(
        "GET /bot{}/getMe HTTP/1.1\r\nHost: sim\r\n\r\n",
        stage.token
    );
    for _ in 0..3 {
        stream
            .write_all(request.as_bytes())
            .await
            .expect("it is sent");
        let mut answer = [0; 4096];
        let length = until(stream.read(&mut answer))
            .await
            .expect("it is answered");
        assert!(answer[..length].starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
    doors.shut().await;
}

fn poll(stage: &Stage, doors: &Doors, timeout: u32) -> impl Future<Output = Seen> + use<> {
    let (address, request) = (
        doors.bot_api,
        get(&format!("/bot{}/getUpdates?timeout={timeout}", stage.token)),
    );
    async move { exchange(address, &request).await }
}
