//! Every fault on every method that the setup calls: the owner gets there all the same, a little later.

use std::time::Duration;

use relevo_core::ConnectionState;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(every_fault_on_every_method);

const FAULTS: [Fault; 8] = [
    Fault::TooMany { retry_after: 7 },
    Fault::ServerError {
        code: 502,
        deed: Deed::Before,
    },
    Fault::ServerError {
        code: 502,
        deed: Deed::After,
    },
    Fault::Reset { deed: Deed::After },
    Fault::AnswerLost,
    Fault::RefuseConnection,
    Fault::BrokenJson,
    Fault::HalfAnswer,
];

const METHODS: [&str; 7] = [
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "getMe",
    "getChat",
    "getChatMember",
    "getUpdates",
];

impl Cradle {
    /// The next calls of this method go wrong.
    pub(super) fn goes_wrong(&self, method: &str, fault: Fault) {
        let rule = Rule {
            method: Some(method.into()),
            times: 2,
            ..Rule::new(fault)
        };
        self.sim.faults(|faults| faults.add(rule));
    }
}

/// Promise: whatever goes wrong twice with any method, from the group to the first topic and at the buttons, the owner ends where they would have,
/// within half a minute; a screen may be there twice, a connection never.
async fn every_fault_on_every_method(backend: Backend) {
    // Each takes a second: on PostgreSQL, where it takes longer, a few of them.
    let every = if backend == Backend::Postgres { 5 } else { 1 };
    let all = METHODS
        .iter()
        .flat_map(|method| FAULTS.iter().map(move |fault| (*method, fault)));
    for (method, fault) in all.step_by(every) {
        let mut cradle = Cradle::new(backend).await;
        let (code, olivia) = (cradle.code(), cradle.olivia);
        cradle.start(olivia, Some(&code)).await;
        cradle.goes_wrong(method, fault.clone());
        cradle.choose(cradle.group).await;
        cradle.pass(Duration::from_secs(30)).await;
        let told = |words: &str| cradle.last(olivia).contains(words);
        assert!(
            told("Connected"),
            "{method} {fault:?}: {}",
            cradle.chat(olivia)
        );
        assert_eq!(cradle.connections().await.len(), 1, "{method} {fault:?}");
        cradle.write(olivia, "/connections").await;
        cradle.press(olivia, "i1").await;
        // What did not go wrong yet does so here.
        cradle.pass(Duration::from_secs(30)).await;
        cradle.goes_wrong(method, fault.clone());
        cradle.press(olivia, "Stop").await;
        cradle.pass(Duration::from_secs(30)).await;
        let state = cradle.connection().await.state;
        assert_eq!(state, ConnectionState::Stopped, "{method} {fault:?}");
        assert!(
            cradle.last(olivia).contains("is stopped"),
            "{method} {fault:?}"
        );
    }
}
