//! Webhooks: order inside a key, different keys in parallel, retries, the secret, and method calls in
//! the receiver's answer.

use std::net::SocketAddr;

use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::sim::{Checks, SimClock};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::stage::Stage;
use super::wire::{Doors, header, until};

/// A receiver that hands each delivery to the test, which answers it.
struct Receiver {
    address: SocketAddr,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
}

/// A delivery that waits for its answer.
struct Delivery {
    head: String,
    update: Value,
    stream: TcpStream,
}

impl Receiver {
    async fn open() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let (sender, deliveries) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            // Ends with the test's runtime.
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(receive(stream, sender.clone()));
            }
        });
        Receiver {
            address,
            deliveries,
        }
    }

    async fn next(&mut self) -> Delivery {
        until(self.deliveries.recv())
            .await
            .expect("the receiver is open")
    }

    fn nothing_yet(&mut self) -> bool {
        self.deliveries.try_recv().is_err()
    }
}

async fn receive(mut stream: TcpStream, sender: mpsc::UnboundedSender<Delivery>) {
    let mut bytes = Vec::new();
    // Bounded by the end of the connection.
    while stream.read_buf(&mut bytes).await.is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length: usize = header(head, "content-length")
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        if body.len() >= length {
            let (head, update) = (
                head.to_owned(),
                serde_json::from_str(body).expect("an update is JSON"),
            );
            let _the_test_is_over = sender.send(Delivery {
                head,
                update,
                stream,
            });
            return;
        }
    }
}

impl Delivery {
    fn text(&self) -> &str {
        self.update["message"]["text"]
            .as_str()
            .expect("a text message")
    }

    async fn answer(self, status: &str, body: &str) {
        let mut stream = self.stream;
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream
            .write_all(answer.as_bytes())
            .await
            .expect("the simulator listens");
    }
}

async fn staged(factor: u32) -> (Stage, Doors, Receiver) {
    let stage = Stage::new(SimClock::Real { factor }, Checks::On);
    let doors = Doors::open(&stage.sim).await;
    let receiver = Receiver::open().await;
    let url = format!("http://{}/hook?a=b", receiver.address);
    stage
        .done("setWebhook", json!({"url": url, "secret_token": "s3cret"}))
        .await;
    (stage, doors, receiver)
}

/// Updates come as Telegram sends them: POST, JSON, with the secret; 2xx confirms.
#[tokio::test]
async fn updates_are_pushed_with_the_secret() {
    let (stage, doors, mut receiver) = staged(1).await;
    stage.say_private("one");
    let delivery = receiver.next().await;
    assert!(delivery.head.starts_with("POST /hook?a=b HTTP/1.1"));
    assert_eq!(
        header(&delivery.head, "x-telegram-bot-api-secret-token"),
        Some("s3cret")
    );
    assert_eq!(delivery.text(), "one");
    delivery.answer("204 No Content", "").await;
    stage.say_private("two");
    let delivery = receiver.next().await;
    assert_eq!(delivery.text(), "two");
    assert_eq!(stage.pending(), 1, "the first is confirmed");
    delivery.answer("200 OK", "").await;
    doors.shut().await;
}

/// Inside one key the next update waits for the one before; another chat's update does not.
#[tokio::test]
async fn keys_are_serial_and_apart() {
    let (stage, doors, mut receiver) = staged(1).await;
    stage.say_private("first");
    stage.say_private("second");
    let first = receiver.next().await;
    stage.say_in_forum("elsewhere");
    let elsewhere = receiver.next().await;
    assert_eq!((first.text(), elsewhere.text()), ("first", "elsewhere"));
    assert!(receiver.nothing_yet());
    first.answer("200 OK", "").await;
    assert_eq!(receiver.next().await.text(), "second");
    doors.shut().await;
}

/// A refused update comes again until it is taken, before the later ones of its key; the trouble
/// shows in getWebhookInfo.
#[tokio::test]
async fn a_refused_update_comes_again() {
    let (stage, doors, mut receiver) = staged(100).await;
    stage.say_private("stubborn");
    stage.say_private("patient");
    for status in [
        "500 Internal Server Error",
        "302 Found",
        "429 Too Many Requests",
    ] {
        let delivery = receiver.next().await;
        assert_eq!(delivery.text(), "stubborn");
        delivery.answer(status, "").await;
    }
    let delivery = receiver.next().await;
    assert_eq!(delivery.text(), "stubborn");
    let info = stage.done("getWebhookInfo", json!({})).await;
    assert_eq!(
        info["last_error_message"],
        "Wrong response from the webhook: 429 Too Many Requests"
    );
    delivery.answer("200 OK", "").await;
    assert_eq!(receiver.next().await.text(), "patient");
    doors.shut().await;
}

/// A receiver that asks for patience gets it, in the world's time.
#[tokio::test]
async fn retry_after_is_kept() {
    let (stage, doors, mut receiver) = staged(1000).await;
    stage.say_private("later");
    let asked_ms = stage.sim.with(|world| world.now_ms());
    let mut stream = receiver.next().await.stream;
    stream
        .write_all(b"HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")
        .await
        .expect("the simulator listens");
    assert_eq!(receiver.next().await.text(), "later");
    let waited_ms = stage.sim.with(|world| world.now_ms()) - asked_ms;
    assert!(waited_ms >= 120_000, "{waited_ms} ms");
    doors.shut().await;
}

/// A method call in the receiver's answer is performed; a reading one is not.
#[tokio::test]
async fn a_method_call_in_the_answer_is_performed() {
    let (stage, doors, mut receiver) = staged(1).await;
    stage.say_private("one");
    let call = json!({"method": "sendMessage", "chat_id": stage.person, "text": "by answer"});
    receiver
        .next()
        .await
        .answer("200 OK", &call.to_string())
        .await;
    stage.say_private("two");
    receiver
        .next()
        .await
        .answer("200 OK", r#"{"method":"deleteWebhook"}"#)
        .await;
    stage.say_private("three");
    assert_eq!(
        receiver.next().await.text(),
        "three",
        "the webhook is still set"
    );
    // The call was performed before the next update of its key went out.
    assert!(stage.private_texts().contains(&"by answer".to_owned()));
    doors.shut().await;
}

/// Deliveries can be doubled by a fault.
#[tokio::test]
async fn a_fault_doubles_a_delivery() {
    let (stage, doors, mut receiver) = staged(1).await;
    stage
        .sim
        .faults(|faults| faults.add(Rule::new(Fault::DoubleUpdates)));
    stage.say_private("twice");
    stage.say_private("once");
    for text in ["twice", "twice", "once"] {
        let delivery = receiver.next().await;
        assert_eq!(delivery.text(), text);
        delivery.answer("200 OK", "").await;
    }
    doors.shut().await;
}
