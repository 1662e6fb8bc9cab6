//! The control API over HTTP: what people do, faults, time and transcripts, as JSON.
//!
//! `POST /<operation>` with an object of arguments answers `{"result": …}`, or an error status with
//! `{"error": "…"}`. `GET /` lists every operation with its arguments; the list is what is served, so
//! it cannot be wrong. Names and meanings are those of the Rust API ([`crate::control`], [`crate::sim`]).
//!
//! It has no access control: it is for loopback, and for programs. What a website makes a browser on this machine send is
//! refused; a browser's way in is `door::playground`.

mod arguments;
mod bots;
mod business;
mod faults;
mod logins;
mod people;
mod places;
mod talk;

use std::sync::Arc;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, ORIGIN};
use hyper::{Method, Request};
use serde_json::{Map, Value, json};

use arguments::Arguments;

use super::socket::Ending;
use crate::request::ApiError;
use crate::sim::Sim;
use crate::world::World;

/// Contents travel inside the arguments; this bounds them.
pub(super) const BODY_BYTES_MAX: usize = 64 << 20;

/// One thing that can be done over the control API.
struct Operation {
    name: &'static str,
    /// Names of the arguments; those with a question mark may be left out.
    takes: &'static [&'static str],
    does: &'static str,
    run: Run,
}

/// On what an operation acts.
enum Run {
    World(fn(&mut World, &Arguments) -> Outcome),
    Sim(fn(&Sim, &Arguments) -> Outcome),
}

pub(super) type Outcome = Result<Value, Refused>;

/// Why an operation was not done.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) status: u16,
    pub(super) why: String,
}

impl Refused {
    pub(super) fn new(status: u16, why: impl Into<String>) -> Refused {
        Refused {
            status,
            why: why.into(),
        }
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Refused {
        Refused::new(error.code, error.description)
    }
}

/// The result of an operation that has nothing to say.
fn done(result: Result<(), ApiError>) -> Outcome {
    result?;
    Ok(Value::Bool(true))
}

fn operations() -> impl Iterator<Item = &'static Operation> {
    [
        people::OPERATIONS,
        bots::OPERATIONS,
        business::OPERATIONS,
        places::OPERATIONS,
        talk::OPERATIONS,
        faults::OPERATIONS,
        logins::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}

/// Answers one HTTP request.
pub(crate) async fn answer(sim: Arc<Sim>, http: Request<Incoming>) -> Ending {
    let (head, body) = http.into_parts();
    let outcome = match (&head.method, head.uri.path().trim_start_matches('/')) {
        (&Method::GET, "") => Ok(list()),
        (&Method::POST, _) if from_a_page(&head.headers) => Err(Refused::new(
            403,
            "this door is for programs; pages of a browser are played through the playground",
        )),
        (&Method::POST, name) => match Limited::new(body, BODY_BYTES_MAX).collect().await {
            Ok(body) => perform(&sim, name, &body.to_bytes()),
            Err(_) => Err(Refused::new(413, "the body is too long or broke off")),
        },
        _ => Err(Refused::new(
            405,
            "POST an operation, or GET / for the list of them",
        )),
    };
    let (status, body) = match outcome {
        Ok(result) => (200, json!({"result": result})),
        Err(refused) => (refused.status, json!({"error": refused.why})),
    };
    Ending::json(status, body.to_string().into_bytes())
}

/// Whether a browser sends this for some page. With every `POST` it says for whose, and no page can prevent that: neither
/// one of another website, nor one that lets its own name point here.
fn from_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-site")
}

fn list() -> Value {
    operations()
        .map(|operation| json!({"name": operation.name, "takes": operation.takes, "does": operation.does}))
        .collect()
}

/// Carries out one operation with a JSON object of arguments.
pub(super) fn perform(sim: &Sim, name: &str, body: &Bytes) -> Outcome {
    let operation = operations()
        .find(|operation| operation.name == name)
        .ok_or_else(|| Refused::new(404, "no such operation; GET / lists them"))?;
    let given: Map<String, Value> = if body.is_empty() {
        Map::new()
    } else {
        serde_json::from_slice(body)
            .map_err(|error| Refused::new(400, format!("not a JSON object: {error}")))?
    };
    let arguments = Arguments::new(given, operation.takes)?;
    match operation.run {
        Run::World(run) => sim.with(|world| run(world, &arguments)),
        Run::Sim(run) => run(sim, &arguments),
    }
}
