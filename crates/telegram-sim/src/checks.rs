//! Holds requests, answers and updates against the Bot API, and keeps what departs from it.
//!
//! [`crate::schema`] finds departures; here they become refusals and a list that tests read at their end.

use std::sync::{Mutex, MutexGuard};

use serde_json::Value;

use crate::answer::server_error;
use crate::request::{Answer, ApiError, Request};
use crate::schema::{Method, Mismatch, schema};

/// Whether requests, answers and updates are compared with the Bot API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// A departure is refused (400 for requests, 500 for our own answers) and kept in
    /// [`Sim::violations`](crate::sim::Sim::violations).
    On,
    /// For benchmarks.
    Off,
}

/// A departure from the Bot API that the checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Method of the call, or `Update` for a webhook's update.
    pub method: String,
    /// Whose mistake it is.
    pub side: Side,
    /// Where and what; never empty.
    pub mismatches: Vec<Mismatch>,
}

/// Whose words departed from the Bot API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The caller's request.
    Request,
    /// The simulator's answer.
    Answer,
}

const UNPOISONED: &str = "nothing panics while this lock is held";

/// The checks of one simulator, and what they found.
#[derive(Debug)]
pub(crate) struct Checker {
    checks: Checks,
    violations: Mutex<Vec<Violation>>,
    /// Fields of answers that are unknown on purpose.
    tolerated: Mutex<Vec<String>>,
}

impl Checker {
    pub(crate) fn new(checks: Checks) -> Checker {
        Checker {
            checks,
            violations: Mutex::default(),
            tolerated: Mutex::default(),
        }
    }

    pub(crate) fn tolerate(&self, field: &str) {
        let mut tolerated = self.tolerated.lock().expect(UNPOISONED);
        tolerated.push(field.to_owned());
    }

    /// What is left of the departures of an answer when the intended ones are taken out.
    fn unintended(&self, mut found: Vec<Mismatch>) -> Vec<Mismatch> {
        if !found.is_empty() {
            let tolerated = self.tolerated.lock().expect(UNPOISONED);
            found.retain(|mismatch| {
                let field = mismatch.unknown_field();
                !field.is_some_and(|field| tolerated.iter().any(|known| known == field))
            });
        }
        found
    }

    pub(crate) fn violations(&self) -> MutexGuard<'_, Vec<Violation>> {
        self.violations.lock().expect(UNPOISONED)
    }

    /// The refusal of a method that the Bot API does not have.
    pub(crate) fn unknown_method(&self, name: &str) -> ApiError {
        let path = "method".to_owned();
        let what = "not in the Bot API".to_owned();
        self.violated(name, Side::Request, vec![Mismatch { path, what }]);
        ApiError::not_found("method not found")
    }

    /// Refuses a request that departs from the Bot API.
    pub(crate) fn request(&self, method: &Method, request: &Request) -> Result<(), ApiError> {
        if self.checks == Checks::Off {
            return Ok(());
        }
        let found = schema().check_request(method, request);
        let Some(first) = found.first() else {
            return Ok(());
        };
        let refusal =
            ApiError::bad_request(format!("not in the Bot API: {}: {first}", method.name));
        self.violated(&method.name, Side::Request, found);
        Err(refusal)
    }

    /// The answer, or a server error in place of one that departs from the Bot API.
    pub(crate) fn answer(&self, method: &Method, answer: Answer) -> Answer {
        let (Checks::On, Ok(result)) = (self.checks, &answer) else {
            return answer;
        };
        let found = self.unintended(schema().check_result(method, result));
        let Some(first) = found.first() else {
            return answer;
        };
        let name = &method.name;
        let description = format!("Internal Server Error: not in the Bot API: {name}: {first}");
        self.violated(name, Side::Answer, found);
        Err(ApiError {
            description,
            ..server_error(500)
        })
    }

    /// Looks at an update that leaves by webhook.
    pub(crate) fn update(&self, update: &Value) {
        if self.checks == Checks::On {
            let found = self.unintended(schema().check_type("Update", update));
            if !found.is_empty() {
                self.violated("Update", Side::Answer, found);
            }
        }
    }

    fn violated(&self, method: &str, side: Side, mismatches: Vec<Mismatch>) {
        if self.checks == Checks::On {
            tracing::error!(
                method,
                ?side,
                ?mismatches,
                "a call departed from the Bot API"
            );
            self.violations().push(Violation {
                method: method.to_owned(),
                side,
                mismatches,
            });
        }
    }
}
