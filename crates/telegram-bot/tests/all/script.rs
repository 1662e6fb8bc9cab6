//! A wire that answers from a script and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use relevo_telegram::{BoxFuture, Call, Gateway, Outcome};
use relevo_telegram_bot::{Bot, Wire, WireAnswer};
use serde_json::{Value, json};

/// One request as it reached the wire.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) params: Value,
    pub(crate) patience: Duration,
}

/// Answers in order; beyond the script every request is lost.
#[derive(Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<WireAnswer>>,
    asked: Mutex<Vec<Asked>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = WireAnswer>) -> Arc<Script> {
        Arc::new(Script {
            answers: Mutex::new(answers.into_iter().collect()),
            asked: Mutex::default(),
        })
    }

    /// What was asked since the last time.
    pub(crate) fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Wire for Script {
    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        self.asked.lock().unwrap().push(Asked {
            method,
            params,
            patience,
        });
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move { answer.unwrap_or(WireAnswer::Lost) })
    }
}

pub(crate) fn http(status: u16, body: &Value) -> WireAnswer {
    raw(status, &body.to_string())
}

pub(crate) fn raw(status: u16, body: &str) -> WireAnswer {
    WireAnswer::Http {
        status,
        body: body.as_bytes().to_vec(),
    }
}

pub(crate) fn ok(result: &Value) -> WireAnswer {
    http(200, &json!({ "ok": true, "result": result }))
}

pub(crate) fn failed(code: u16, description: &str) -> WireAnswer {
    http(
        code,
        &json!({ "ok": false, "error_code": code, "description": description }),
    )
}

/// What comes of the call if the wire gives this answer.
pub(crate) async fn outcome(call: &Call, answer: WireAnswer) -> Outcome {
    Bot::over(Script::new([answer])).call(call).await
}
