//! What bots called lately and how it ended, for people who watch faults at work.
//!
//! No words of messages are kept. Long polls are kept only if they were refused or spoiled.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

use crate::request::Request;
use crate::sim::{Performed, Wire};

/// Calls that are kept.
const CALLS_MAX: usize = 500;
/// Letters of a method's name that are kept, as a caller may write anything there.
const METHOD_CHARS_MAX: usize = 64;

/// One call of a bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Call {
    pub(crate) number: u64,
    pub(crate) at_ms: i64,
    #[serde(skip)]
    pub(crate) bot: i64,
    pub(crate) method: String,
    #[serde(skip)]
    pub(crate) chat: Option<i64>,
    /// 0 = no answer went out.
    pub(crate) status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<u64>,
    /// Kind of the rule that spoiled it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<String>,
}

/// The newest calls.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    kept: VecDeque<Call>,
    made: u64,
}

impl Calls {
    /// Keeps a call and gives it its number.
    pub(crate) fn add(&mut self, call: Call) -> u64 {
        if self.kept.len() == CALLS_MAX {
            self.kept.pop_front();
        }
        self.made += 1;
        self.kept.push_back(Call {
            number: self.made,
            ..call
        });
        self.made
    }

    /// Calls numbered `from` or higher.
    pub(crate) fn from(&self, from: u64) -> Vec<Call> {
        let kept = self.kept.iter().filter(|call| call.number >= from);
        kept.cloned().collect()
    }
}

impl Call {
    /// Updates that a rule spoiled on their way, by poll or webhook.
    pub(crate) fn of_updates(bot: i64, fault: String) -> Call {
        Call {
            number: 0,
            at_ms: 0,
            bot,
            method: "getUpdates".to_owned(),
            chat: None,
            status: 200,
            description: None,
            retry_after: None,
            fault: Some(fault),
        }
    }

    /// A call that came to its end; `None` if it is not worth keeping.
    pub(crate) fn ended(
        bot: Option<i64>,
        request: &Request,
        performed: &Performed,
        fault: Option<String>,
    ) -> Option<Call> {
        let answered = matches!(performed.wire, Wire::Answer | Wire::HalfAnswer);
        let status = if answered { performed.status } else { 0 };
        if request.method == "getUpdates" && status == 200 && fault.is_none() {
            return None;
        }
        let refusal: Value = match status {
            0..400 => Value::Null,
            _ => serde_json::from_slice(&performed.body).unwrap_or_default(),
        };
        Some(Call {
            number: 0,
            at_ms: 0,
            bot: bot?,
            method: request.method.chars().take(METHOD_CHARS_MAX).collect(),
            chat: request.params.get("chat_id").and_then(Value::as_i64),
            status,
            description: refusal["description"].as_str().map(str::to_owned),
            retry_after: refusal["parameters"]["retry_after"].as_u64(),
            fault,
        })
    }
}
