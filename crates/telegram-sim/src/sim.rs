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
pub use crate::checks::{Checks, Side, Violation};
pub use crate::clock::SimClock;

use crate::answer::{encode, server_error};
use crate::calls::{Call, Calls};
use crate::checks::Checker;
use crate::clock::Ticker;
use crate::fault::{CallSeen, Deed, Fault, Faults};
use crate::mtproto::Door;
use crate::poll::{Disorder, Pollers, WEBHOOK_SET, estrange, get_updates};
use crate::request::{Answer, ApiError, Request};
use crate::schema::schema;
use crate::world::World;
use crate::world::feed::Touch;

/// Under which name rules strike files that are fetched.
pub const DOWNLOAD: &str = "download";

/// One world behind doors.
pub struct Sim {
    world: Mutex<World>,
    pub(crate) clock: SimClock,
    /// None if time is moved by hand. Locked only with the world locked.
    ticker: Option<Mutex<Ticker>>,
    pub(crate) checker: Checker,
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
    calls: Mutex<Calls>,
    /// The MTProto door.
    pub(crate) mtproto: Door,
    /// How far the world's feed has come, for those who watch.
    touched: watch::Sender<u64>,
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
            checker: Checker::new(checks),
            faults: Mutex::new(Faults::new(0)),
            faults_in_force: AtomicBool::new(false),
            refusing: watch::Sender::new(false),
            pollers: Pollers::default(),
            disorder: Mutex::default(),
            hooked,
            hooks: Notify::new(),
            calls: Mutex::default(),
            mtproto: Door::default(),
            touched: watch::Sender::new(0),
        })
    }

    /// Does something with the world, then wakes those for whom there are updates.
    pub fn with<R>(&self, deed: impl FnOnce(&mut World) -> R) -> R {
        let mut world = lock(&self.world);
        if let Some(ticker) = &self.ticker {
            lock(ticker).tick(&mut world);
        }
        let result = deed(&mut world);
        self.mtproto.after_deed(&world, &self.faults);
        self.pollers.wake(&world);
        // Whoever begins to watch looks at the world first, so nothing is missed.
        if self.touched.receiver_count() > 0 {
            let seq = world.feed.seq();
            self.touched
                .send_if_modified(|now| std::mem::replace(now, seq) != seq);
        }
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

    /// Changes whenever something was touched that somebody may be looking at.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.touched.subscribe()
    }

    /// Calls of bots numbered `from` or higher, the newest ones.
    pub(crate) fn calls(&self, from: u64) -> Vec<Call> {
        lock(&self.calls).from(from)
    }

    fn keep_call(&self, call: Call) {
        self.with(|world| {
            let at_ms = world.now_ms();
            let number = lock(&self.calls).add(Call { at_ms, ..call });
            world.feed.touch(Touch::Call(number));
        });
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
        self.checker.violations().clone()
    }

    /// Lets a field through that the Bot API does not know, for tests of what a later version of it
    /// may bring: people say it with raw content.
    pub fn tolerate_field(&self, name: &str) {
        self.checker.tolerate(name);
    }

    /// How many bots are waiting in a long poll at the moment, for those who wait for that.
    pub fn long_polls(&self) -> watch::Receiver<usize> {
        self.pollers.counted()
    }

    /// The in-process door: one call, a long poll included. Faults come back as what a program would
    /// see of them.
    pub async fn request(&self, token: &str, request: Request) -> RawAnswer {
        let waits = self.clock != SimClock::Manual;
        raw(self.perform(token, request, waits).await)
    }

    /// The in-process door for files: what is under the `file_path` that `getFile` gave.
    pub async fn download(&self, token: &str, file_path: &str) -> RawAnswer {
        raw(self.file(token, file_path).await)
    }

    /// A file from any door. Rules strike it under the name [`DOWNLOAD`], which is no method of the Bot API.
    pub(crate) async fn file(&self, token: &str, file_path: &str) -> Performed {
        let seen = CallSeen {
            bot: bot_id(token),
            method: DOWNLOAD,
            chat: None,
            updates: false,
        };
        let fault = self.has_faults().then(|| self.strike_call(seen)).flatten();
        if let Some(end) = fault.as_ref().and_then(before_deed) {
            return end;
        }
        let found = self.with(|world| world.file_bytes(token, file_path));
        let (status, body) = match found {
            Some((bytes, _)) => (200, bytes),
            None => encode(&Err(server_error(404))),
        };
        match fault {
            Some(fault) => after_deed(&fault, status, body),
            None => Performed {
                status,
                body,
                wire: Wire::Answer,
            },
        }
    }

    /// One call from any door. `waits` = a long poll may wait on the wall.
    pub(crate) async fn perform(
        &self,
        token: &str,
        mut request: Request,
        waits: bool,
    ) -> Performed {
        let (performed, fault) = self.perform_unseen(token, &mut request, waits).await;
        let fault = fault.as_ref().map(Fault::kind);
        if let Some(call) = Call::ended(bot_id(token), &request, &performed, fault) {
            self.keep_call(call);
        }
        performed
    }

    async fn perform_unseen(
        &self,
        token: &str,
        request: &mut Request,
        waits: bool,
    ) -> (Performed, Option<Fault>) {
        let Some(method) = schema().method(&request.method) else {
            let refusal = self.checker.unknown_method(&request.method);
            return (answered(&Err(refusal)), None);
        };
        request.method.clone_from(&method.name);
        schema().type_parameters(method, &mut request.params);
        if let Err(refusal) = self.checker.request(method, request) {
            return (answered(&Err(refusal)), None);
        }
        let fault = self.strike(token, request);
        match fault {
            Some(Fault::Slow { ms }) if waits => self.clock.wait(Duration::from_millis(ms)).await,
            Some(ref fault) => {
                if let Some(end) = before_deed(fault) {
                    return (end, Some(fault.clone()));
                }
            }
            None => {}
        }
        let answer = self.act(token, request, waits).await;
        let mut answer = self.checker.answer(method, answer);
        if request.method == "getUpdates" && self.has_faults() {
            estrange(self, token, &mut answer);
        }
        let (status, body) = encode(&answer);
        let performed = match &fault {
            Some(fault) => after_deed(fault, status, body),
            None => Performed {
                status,
                body,
                wire: Wire::Answer,
            },
        };
        (performed, fault)
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
        self.strike_call(CallSeen {
            bot: bot_id(token),
            method: &request.method,
            chat,
            updates: false,
        })
    }

    /// The fault that strikes the updates about to be delivered to this bot, if any.
    pub(crate) fn strike_updates(&self, token: &str) -> Option<Fault> {
        let struck = self.strike_call(CallSeen {
            bot: bot_id(token),
            method: "getUpdates",
            chat: None,
            updates: true,
        });
        if let (Some(fault), Some(bot)) = (&struck, bot_id(token)) {
            self.keep_call(Call::of_updates(bot, fault.kind()));
        }
        struck
    }

    pub(crate) fn strike_call(&self, call: CallSeen<'_>) -> Option<Fault> {
        self.faults(|faults| faults.strike(call))
    }

    /// The rules, for those who hold the world's lock.
    pub(crate) fn fault_rules(&self) -> &Mutex<Faults> {
        &self.faults
    }

    fn note(&self, faults: &Faults) {
        self.faults_in_force
            .store(faults.any_in_force(), Ordering::Release);
        let refuses = faults.refuses_connections();
        self.refusing
            .send_if_modified(|now| std::mem::replace(now, refuses) != refuses);
    }
}

fn raw(performed: Performed) -> RawAnswer {
    match performed.wire {
        Wire::Answer => RawAnswer::Http {
            status: performed.status,
            body: performed.body,
        },
        Wire::Refused | Wire::NeverArrived => RawAnswer::NotSent,
        Wire::HalfAnswer | Wire::Close | Wire::Reset => RawAnswer::Lost,
    }
}

fn before_deed(fault: &Fault) -> Option<Performed> {
    match fault {
        Fault::RequestLost => Some(silent(Wire::NeverArrived)),
        Fault::RefuseConnection => Some(silent(Wire::Refused)),
        Fault::Reset { deed: Deed::Before } => Some(silent(Wire::Reset)),
        Fault::TooMany { retry_after } => Some(answered(&Err(ApiError::too_many(*retry_after)))),
        Fault::ServerError {
            code,
            deed: Deed::Before,
        } => Some(answered(&Err(server_error(*code)))),
        Fault::Refused {
            code,
            description,
            migrate_to_chat_id,
        } => Some(answered(&Err(ApiError {
            code: *code,
            description: description.clone(),
            retry_after: None,
            migrate_to_chat_id: *migrate_to_chat_id,
        }))),
        _ => None,
    }
}

fn after_deed(fault: &Fault, status: u16, mut body: Vec<u8>) -> Performed {
    match fault {
        Fault::AnswerLost => silent(Wire::Close),
        Fault::Reset { .. } => silent(Wire::Reset),
        Fault::ServerError { code, .. } => answered(&Err(server_error(*code))),
        Fault::HalfAnswer => Performed {
            status,
            body,
            wire: Wire::HalfAnswer,
        },
        Fault::BrokenJson => {
            body.truncate(body.len() / 2);
            Performed {
                status,
                body,
                wire: Wire::Answer,
            }
        }
        _ => Performed {
            status,
            body,
            wire: Wire::Answer,
        },
    }
}

fn answered(answer: &Answer) -> Performed {
    let (status, body) = encode(answer);
    Performed {
        status,
        body,
        wire: Wire::Answer,
    }
}

fn silent(wire: Wire) -> Performed {
    Performed {
        status: 0,
        body: Vec::new(),
        wire,
    }
}

/// The bot's user id is the part of its token before the colon.
fn bot_id(token: &str) -> Option<i64> {
    token.split_once(':')?.0.parse().ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .expect("a panic while this was locked is a bug of the simulator")
}
