//! The shared handle of one world: every door goes through it.
//!
//! [`Sim`] owns what is not the world's: the clock that moves it, the rules that spoil calls, the
//! polls in progress, and the check of everything against the Bot API. A call's way is: schema →
//! faults before the deed → the world → faults after it. The world's lock is never held over an
//! await. It deliberately knows no method by meaning except `getUpdates` and the webhook's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{Notify, watch};

pub use crate::answer::RawAnswer;
pub use crate::clock::SimClock;

use crate::answer::{encode, server_error};
use crate::clock::Ticker;
use crate::fault::{CallSeen, Deed, Fault, Faults};
use crate::poll::{Disorder, Pollers, WEBHOOK_SET, get_updates};
use crate::request::{Answer, ApiError, Request};
use crate::schema::{Method, Mismatch, schema};
use crate::world::World;

/// Whether requests, answers and updates are compared with the Bot API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// A departure is refused (400 for requests, 500 for our own answers) and kept in
    /// [`Sim::violations`].
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

/// One world behind doors.
pub struct Sim {
    world: Mutex<World>,
    pub(crate) clock: SimClock,
    /// None if time is moved by hand. Locked only with the world locked.
    ticker: Option<Mutex<Ticker>>,
    checks: Checks,
    faults: Mutex<Faults>,
    /// Whether any rule is in force: keeps the common way free of the lock.
    faults_in_force: AtomicBool,
    /// Whether the HTTP door is to stop listening.
    pub(crate) refusing: watch::Sender<bool>,
    pub(crate) pollers: Pollers,
    pub(crate) disorder: Mutex<Disorder>,
    /// Tokens of the bots that had a webhook when one was last set or deleted.
    hooked: Mutex<Vec<String>>,
    /// A webhook was set or has something to deliver.
    pub(crate) hooks: Notify,
    violations: Mutex<Vec<Violation>>,
}

/// How an exchange is to end at the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    Answer,
    HalfAnswer,
    /// Ends without a byte.
    Close,
    /// Ends with RST.
    Reset,
    /// As if nobody had listened.
    Refused,
    /// Ends without a byte; the request never arrived.
    NeverArrived,
}

/// What came of a call: what to send, and how.
#[derive(Debug)]
pub(crate) struct Performed {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) wire: Wire,
}

impl Sim {
    /// A handle on a world. Faults draw from a fixed seed; see [`Sim::seed_faults`].
    pub fn new(world: World, clock: SimClock, checks: Checks) -> Arc<Sim> {
        let ticker = Ticker::new(clock, &world).map(Mutex::new);
        let hooked = Mutex::new(world.webhook_tokens());
        Arc::new(Sim {
            world: Mutex::new(world),
            clock,
            ticker,
            checks,
            faults: Mutex::new(Faults::new(0)),
            faults_in_force: AtomicBool::new(false),
            refusing: watch::Sender::new(false),
            pollers: Pollers::default(),
            disorder: Mutex::default(),
            hooked,
            hooks: Notify::new(),
            violations: Mutex::default(),
        })
    }

    /// Does something with the world, then wakes those for whom there are updates.
    pub fn with<R>(&self, deed: impl FnOnce(&mut World) -> R) -> R {
        let mut world = lock(&self.world);
        if let Some(ticker) = &self.ticker {
            lock(ticker).tick(&mut world);
        }
        let result = deed(&mut world);
        self.pollers.wake(&world);
        let hooked = lock(&self.hooked);
        if hooked.iter().any(|token| world.pending_updates(token) > 0) {
            self.hooks.notify_one();
        }
        result
    }

    /// Reads the world without waking anybody: for those who are themselves awake because of it.
    pub(crate) fn with_quietly<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        look(&lock(&self.world))
    }

    /// Reads or changes the rules that spoil calls.
    pub fn faults<R>(&self, change: impl FnOnce(&mut Faults) -> R) -> R {
        let mut faults = lock(&self.faults);
        let result = change(&mut faults);
        self.note(&faults);
        result
    }

    /// Starts the faults anew, without rules, with this seed.
    pub fn seed_faults(&self, seed: u64) {
        self.faults(|faults| *faults = Faults::new(seed));
    }

    /// Every departure from the Bot API so far. A test expects none at its end.
    pub fn violations(&self) -> Vec<Violation> {
        lock(&self.violations).clone()
    }

    /// How many bots are waiting in a long poll at the moment, for those who wait for that.
    pub fn long_polls(&self) -> watch::Receiver<usize> {
        self.pollers.counted()
    }

    /// The in-process door: one call, a long poll included. Faults come back as what a program would
    /// see of them.
    pub async fn request(&self, token: &str, request: Request) -> RawAnswer {
        let waits = self.clock != SimClock::Manual;
        let performed = self.perform(token, request, waits).await;
        match performed.wire {
            Wire::Answer => RawAnswer::Http { status: performed.status, body: performed.body },
            Wire::Refused | Wire::NeverArrived => RawAnswer::NotSent,
            Wire::HalfAnswer | Wire::Close | Wire::Reset => RawAnswer::Lost,
        }
    }

    /// One call from any door. `waits` = a long poll may wait on the wall.
    pub(crate) async fn perform(&self, token: &str, mut request: Request, waits: bool) -> Performed {
        let Some(method) = schema().method(&request.method) else {
            let found = vec![Mismatch { path: "method".to_owned(), what: "not in the Bot API".to_owned() }];
            self.violated(&request.method, Side::Request, found);
            return answered(&Err(ApiError::not_found("method not found")));
        };
        request.method.clone_from(&method.name);
        schema().type_parameters(method, &mut request.params);
        if let Err(refusal) = self.check_request(method, &request) {
            return answered(&Err(refusal));
        }
        let fault = self.strike(token, &request);
        match fault {
            Some(Fault::Slow { ms }) if waits => self.clock.wait(Duration::from_millis(ms)).await,
            Some(ref fault) => {
                if let Some(end) = before_deed(fault) {
                    return end;
                }
            }
            None => {}
        }
        let answer = self.check_answer(method, self.act(token, &request, waits).await);
        let (status, body) = encode(&answer);
        match fault {
            Some(fault) => after_deed(&fault, status, body),
            None => Performed { status, body, wire: Wire::Answer },
        }
    }

    async fn act(&self, token: &str, request: &Request, waits: bool) -> Answer {
        match request.method.as_str() {
            "getUpdates" => get_updates(self, token, request, waits).await,
            "setWebhook" | "deleteWebhook" => {
                let answer = self.with(|world| world.call(token, request));
                if answer.is_ok() {
                    self.webhook_changed(token);
                }
                answer
            }
            _ => self.with(|world| world.call(token, request)),
        }
    }

    fn webhook_changed(&self, token: &str) {
        if self.with(|world| world.webhook_of(token)).is_some() {
            self.pollers.end(token, WEBHOOK_SET);
        }
        let tokens = self.with(|world| world.webhook_tokens());
        *lock(&self.hooked) = tokens;
        self.hooks.notify_one();
    }

    /// Tokens of the bots with a webhook.
    pub(crate) fn hooked(&self) -> Vec<String> {
        lock(&self.hooked).clone()
    }

    pub(crate) fn has_faults(&self) -> bool {
        self.faults_in_force.load(Ordering::Acquire) || self.disorder_is_pending()
    }

    fn disorder_is_pending(&self) -> bool {
        lock(&self.disorder).is_pending()
    }

    fn strike(&self, token: &str, request: &Request) -> Option<Fault> {
        if !self.faults_in_force.load(Ordering::Acquire) {
            return None;
        }
        let chat = request.params.get("chat_id").and_then(Value::as_i64);
        self.strike_call(CallSeen { bot: bot_id(token), method: &request.method, chat, updates: false })
    }

    /// The fault that strikes the updates about to be delivered to this bot, if any.
    pub(crate) fn strike_updates(&self, token: &str) -> Option<Fault> {
        self.strike_call(CallSeen { bot: bot_id(token), method: "getUpdates", chat: None, updates: true })
    }

    fn strike_call(&self, call: CallSeen<'_>) -> Option<Fault> {
        self.faults(|faults| faults.strike(call))
    }

    fn note(&self, faults: &Faults) {
        self.faults_in_force.store(faults.any_in_force(), Ordering::Release);
        let refuses = faults.refuses_connections();
        self.refusing.send_if_modified(|now| std::mem::replace(now, refuses) != refuses);
    }

    fn check_request(&self, method: &Method, request: &Request) -> Result<(), ApiError> {
        if self.checks == Checks::Off {
            return Ok(());
        }
        let found = schema().check_request(method, request);
        let Some(first) = found.first() else { return Ok(()) };
        let refusal = ApiError::bad_request(format!("not in the Bot API: {}: {first}", method.name));
        self.violated(&method.name, Side::Request, found);
        Err(refusal)
    }

    fn check_answer(&self, method: &Method, answer: Answer) -> Answer {
        let (Checks::On, Ok(result)) = (self.checks, &answer) else { return answer };
        let found = schema().check_result(method, result);
        let Some(first) = found.first() else { return answer };
        let description = format!("Internal Server Error: not in the Bot API: {}: {first}", method.name);
        self.violated(&method.name, Side::Answer, found);
        Err(ApiError { description, ..server_error(500) })
    }

    /// Checks an update that leaves by webhook.
    pub(crate) fn check_update(&self, update: &Value) {
        if self.checks == Checks::On {
            let found = schema().check_type("Update", update);
            if !found.is_empty() {
                self.violated("Update", Side::Answer, found);
            }
        }
    }

    fn violated(&self, method: &str, side: Side, mismatches: Vec<Mismatch>) {
        if self.checks == Checks::On {
            tracing::error!(method, ?side, ?mismatches, "a call departed from the Bot API");
            lock(&self.violations).push(Violation { method: method.to_owned(), side, mismatches });
        }
    }
}

fn before_deed(fault: &Fault) -> Option<Performed> {
    match fault {
        Fault::RequestLost => Some(silent(Wire::NeverArrived)),
        Fault::RefuseConnection => Some(silent(Wire::Refused)),
        Fault::Reset { deed: Deed::Before } => Some(silent(Wire::Reset)),
        Fault::TooMany { retry_after } => Some(answered(&Err(ApiError::too_many(*retry_after)))),
        Fault::ServerError { code, deed: Deed::Before } => Some(answered(&Err(server_error(*code)))),
        _ => None,
    }
}

fn after_deed(fault: &Fault, status: u16, mut body: Vec<u8>) -> Performed {
    match fault {
        Fault::AnswerLost => silent(Wire::Close),
        Fault::Reset { .. } => silent(Wire::Reset),
        Fault::ServerError { code, .. } => answered(&Err(server_error(*code))),
        Fault::HalfAnswer => Performed { status, body, wire: Wire::HalfAnswer },
        Fault::BrokenJson => {
            body.truncate(body.len() / 2);
            Performed { status, body, wire: Wire::Answer }
        }
        _ => Performed { status, body, wire: Wire::Answer },
    }
}

fn answered(answer: &Answer) -> Performed {
    let (status, body) = encode(answer);
    Performed { status, body, wire: Wire::Answer }
}

fn silent(wire: Wire) -> Performed {
    Performed { status: 0, body: Vec::new(), wire }
}

/// The bot's user id is the part of its token before the colon.
fn bot_id(token: &str) -> Option<i64> {
    token.split_once(':')?.0.parse().ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("a panic while this was locked is a bug of the simulator")
}
