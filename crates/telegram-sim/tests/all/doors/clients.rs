//! Clients written by others, unmodified, against the HTTP door: aiogram and python-telegram-bot.
//!
//! Each script does one of everything and prints what it saw; the transcript shows what the world saw.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use relevo_telegram_sim::fault::{Fault, Rule};
use relevo_telegram_sim::sim::{Checks, SimClock};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::stage::Stage;
use super::wire::{Doors, until};

/// An unmodified aiogram bot lives in the simulator as it would in Telegram.
#[tokio::test]
async fn aiogram_works_unmodified() {
    run("aiogram_bot.py", "Bad Request: message thread not found").await;
}

/// An unmodified python-telegram-bot lives in the simulator as it would in Telegram.
#[tokio::test]
async fn python_telegram_bot_works_unmodified() {
    // Its exceptions cut the prefix off and begin with a capital.
    run("ptb_bot.py", "Message thread not found").await;
}

async fn run(script: &str, thread_not_found: &str) {
    let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
    let doors = Doors::open(&stage.sim).await;
    stage.sim.faults(|faults| {
        faults.add(Rule {
            method: Some("sendChatAction".to_owned()),
            ..Rule::new(Fault::TooMany { retry_after: 7 })
        })
    });
    let mut bot = Bot::start(
        script,
        &[
            &format!("http://{}", doors.bot_api),
            &stage.token,
            &stage.forum.to_string(),
        ],
    );

    bot.expect(json!({"saw": "me", "username": stage.username}))
        .await;
    stage.say_private("hello");
    bot.expect(json!({"saw": "message", "text": "hello", "sender": "Ann"}))
        .await;
    bot.expect(json!({"saw": "answered", "reply_to": "hello"}))
        .await;
    assert_eq!(bot.next().await["caption"], "a picture");
    let copied = bot.next().await;
    assert_eq!(copied["saw"], "copied");
    bot.expect(json!({"saw": "edited", "text": "better words", "date": true}))
        .await;
    bot.expect(json!({"saw": "deleted", "result": true})).await;
    bot.expect(json!({"saw": "reacted", "result": true})).await;
    bot.expect(json!({"saw": "bad_request", "text": thread_not_found}))
        .await;
    bot.expect(json!({"saw": "retry_after", "seconds": 7}))
        .await;
    assert_eq!(bot.next().await["saw"], "asked");

    stage.send_document("notes.txt", b"some notes");
    bot.expect(json!({"saw": "document", "name": "notes.txt", "text": "some notes"}))
        .await;
    stage.press_last_button();
    bot.expect(json!({"saw": "callback", "data": "pressed", "answered": true}))
        .await;
    bot.expect(json!({"saw": "stopped"})).await;
    bot.expect_end().await;

    let private = stage.private_rows();
    let texts: Vec<&str> = private.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(
        texts,
        ["hello", "better words", "a picture", "press", ""],
        "the mistake is gone"
    );
    assert_eq!(private[0].reactions, ["👍"]);
    assert!(private[1].edited);
    let topic = stage.topic_texts(copied["thread"].as_i64().expect("a topic has an id"));
    assert_eq!(topic.last().map(String::as_str), Some("hello"));
    assert_eq!(stage.sim.violations(), []);
    doors.shut().await;
}

/// A script under way; it is ended with this.
struct Bot {
    process: Child,
    lines: mpsc::UnboundedReceiver<String>,
}

impl Bot {
    fn start(script: &str, arguments: &[&str]) -> Bot {
        let python = python();
        assert!(
            python.exists(),
            "{} is missing: `./test` makes the Python environment that this test needs",
            python.display()
        );
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/python")
            .join(script);
        let mut process = Command::new(python)
            .arg(script)
            .args(arguments)
            .env("PYTHONUNBUFFERED", "1")
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let output = process.stdout.take().expect("it is piped");
        let (sender, lines) = mpsc::unbounded_channel();
        // Ends with the process, whose output it reads.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _nobody_listens_after_a_failure = sender.send(line);
            }
        });
        Bot { process, lines }
    }

    async fn next(&mut self) -> Value {
        let line = until(self.lines.recv()).await.expect("the script goes on");
        serde_json::from_str(&line).expect("a line is JSON")
    }

    #[track_caller]
    fn expect(&mut self, expected: Value) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move { assert_eq!(self.next().await, expected, "at {caller}") }
    }

    async fn expect_end(&mut self) {
        assert_eq!(until(self.lines.recv()).await, None);
        let status = self.process.wait().expect("it can be waited for");
        assert!(status.success(), "the script ended with {status}");
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It fails if the script has ended, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn python() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "the test's own setting")]
    let named = std::env::var("RELEVO_PYTHON");
    named.map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv/bin/python"),
        PathBuf::from,
    )
}
