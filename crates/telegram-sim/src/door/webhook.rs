//! Pushes updates to the bots that set a webhook, by the rules of Telegram's `WebhookActor.cpp`.
//!
//! Updates with one key go strictly one after the other, different keys in parallel up to
//! `max_connections`. Any 2xx confirms. Otherwise the same update is tried again: at once the first
//! time, then after a doubling wait, or after the answer's `Retry-After` (at most an hour). The body
//! of a 2xx answer may be a method call; its result is never known.
//!
//! Only plain HTTP: receivers stand on the same machine. Updates that grow older than 24 h are dropped by the world.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER};
use hyper::{Request as HttpRequest, Uri};
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::fault::Fault;
use crate::poll::spoil;
use crate::request::Request;
use crate::sim::Sim;
use crate::world::{Waiting, Webhook};

/// Updates looked at in one round of one bot.
const ROUND_UPDATES_MAX: usize = 100;
/// Telegram draws the longest wait between 60 and 120 s; here it is the lower end, so that runs are alike.
const RETRY_SECONDS_MAX: u64 = 60;
/// A receiver may ask for at most this much patience.
const RETRY_AFTER_SECONDS_MAX: u64 = 3600;
/// A receiver that does not answer within this time has failed.
const ANSWER_SECONDS_MAX: u64 = 60;
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// What a delivery under way is known by: token and key.
type Lane = (String, String);

/// Delivers until dropped.
pub(crate) async fn deliver(sim: Arc<Sim>) {
    let mut tries: HashMap<(String, i64), u32> = HashMap::new();
    let mut busy: HashSet<Lane> = HashSet::new();
    let mut under_way: JoinSet<Delivered> = JoinSet::new();
    // Every round follows a notification or the end of a delivery.
    loop {
        for token in sim.hooked() {
            start_deliveries(&sim, &token, &mut busy, &mut under_way, &tries);
        }
        tokio::select! {
            () = sim.hooks.notified() => {}
            Some(done) = under_way.join_next(), if !under_way.is_empty() => {
                // A panic inside a delivery is the simulator's bug and ends the door loudly.
                let done = done.expect("a delivery does not panic");
                busy.remove(&done.lane);
                let id = (done.lane.0.clone(), done.update_id);
                if done.confirmed {
                    tries.remove(&id);
                } else {
                    *tries.entry(id).or_default() += 1;
                }
            }
        }
    }
}

/// How a delivery ended.
struct Delivered {
    lane: Lane,
    update_id: i64,
    confirmed: bool,
}

fn start_deliveries(
    sim: &Arc<Sim>,
    token: &str,
    busy: &mut HashSet<Lane>,
    under_way: &mut JoinSet<Delivered>,
    tries: &HashMap<(String, i64), u32>,
) {
    let (hook, waiting) = sim.with_quietly(|world| {
        (
            world.webhook_of(token),
            world.waiting_updates(token, ROUND_UPDATES_MAX),
        )
    });
    let Some(hook) = hook else { return };
    let mut room = (hook.max_connections as usize)
        .saturating_sub(busy.iter().filter(|lane| lane.0 == token).count());
    for update in waiting {
        let lane = (token.to_owned(), update.lane.clone());
        // The first of a lane blocks the rest of it, whether it is under way or has no room.
        if room == 0 || !busy.insert(lane.clone()) {
            continue;
        }
        room -= 1;
        let tries = tries
            .get(&(token.to_owned(), update.id))
            .copied()
            .unwrap_or(0);
        under_way.spawn(push(sim.clone(), hook.clone(), lane, update, tries));
    }
}

/// Sends one update once, and waits out the back-off if that failed.
async fn push(sim: Arc<Sim>, hook: Webhook, lane: Lane, update: Waiting, tries: u32) -> Delivered {
    let token = &lane.0;
    sim.checker.update(&update.json);
    let fault = sim
        .has_faults()
        .then(|| sim.strike_updates(token))
        .flatten();
    if fault == Some(Fault::LateUpdate) {
        sim.clock.wait(Duration::from_secs(1)).await;
    }
    let mut update = update;
    if let Some(Fault::StrangeUpdate { how }) = fault {
        spoil(&mut update.json, how);
    }
    let body = Bytes::from(update.json.to_string());
    let answered = post_in_time(&sim, &hook, body.clone()).await;
    let confirmed = answered.is_ok();
    match answered {
        Ok(answer) => {
            if fault == Some(Fault::DoubleUpdates) {
                // The second copy's fate does not matter: the update is confirmed.
                let _ = post_in_time(&sim, &hook, body).await;
            }
            sim.with(|world| world.confirm_update(token, update.id));
            perform_answer(&sim, token, &answer).await;
        }
        Err(Failed { retry_after, why }) => {
            sim.with(|world| world.note_webhook_error(token, &why));
            let doubled = if tries == 0 {
                0
            } else {
                1 << (tries - 1).min(6)
            };
            let seconds = retry_after.unwrap_or(doubled).min(RETRY_AFTER_SECONDS_MAX);
            let bound = if retry_after.is_some() {
                RETRY_AFTER_SECONDS_MAX
            } else {
                RETRY_SECONDS_MAX
            };
            sim.clock
                .wait(Duration::from_secs(seconds.min(bound)))
                .await;
        }
    }
    Delivered {
        lane,
        update_id: update.id,
        confirmed,
    }
}

async fn post_in_time(sim: &Sim, hook: &Webhook, body: Bytes) -> Result<Bytes, Failed> {
    let post = post(hook, body);
    let answered = sim
        .clock
        .within(Duration::from_secs(ANSWER_SECONDS_MAX), post)
        .await;
    answered.unwrap_or_else(|| Err(failed("Read timeout expired")))
}

/// Why a delivery failed.
struct Failed {
    /// Seconds that the receiver asks to be left alone.
    retry_after: Option<u64>,
    /// In the words of `getWebhookInfo`.
    why: String,
}

fn failed(why: &str) -> Failed {
    Failed {
        retry_after: None,
        why: why.to_owned(),
    }
}

/// The body of a 2xx answer.
async fn post(hook: &Webhook, body: Bytes) -> Result<Bytes, Failed> {
    let uri: Uri = hook
        .url
        .parse()
        .map_err(|_| failed("the address cannot be read"))?;
    let host = uri.host().filter(|_| uri.scheme_str() == Some("http"));
    let host = host.ok_or_else(|| failed("the simulator delivers by plain HTTP only"))?;
    let port = uri.port_u16().unwrap_or(80);
    let stream = TcpStream::connect((host, port))
        .await
        .map_err(|_| failed("Connection refused"))?;
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(|_| failed("Connection reset by peer"))?;
    let mut request = HttpRequest::post(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header(
            HOST,
            uri.authority().map_or(host, |authority| authority.as_str()),
        )
        .header(CONTENT_TYPE, "application/json");
    if let Some(secret) = &hook.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    let request = request
        .body(Full::new(body))
        .map_err(|_| failed("the address cannot be read"))?;
    let exchange = async {
        let gone = |_| failed("Connection closed by the remote end");
        let response = sender.send_request(request).await.map_err(gone)?;
        let status = response.status();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.parse().ok());
        let body = Limited::new(response.into_body(), ANSWER_BYTES_MAX)
            .collect()
            .await;
        let body = body.map_err(|_| failed("Connection closed by the remote end"))?;
        if status.is_success() {
            return Ok(body.to_bytes());
        }
        Err(Failed {
            retry_after,
            why: format!("Wrong response from the webhook: {status}"),
        })
    };
    // The connection is driven until the exchange is over; its own end shows in the exchange.
    let driver = async {
        let _shown_in_the_exchange = connection.await;
        std::future::pending().await
    };
    tokio::select! {
        answer = exchange => answer,
        () = driver => Err(failed("Connection closed by the remote end")),
    }
}

/// Performs the method call that a receiver may put into its answer. Reading methods and the
/// webhook's own are not allowed there.
async fn perform_answer(sim: &Sim, token: &str, body: &[u8]) {
    let Ok(mut params) = serde_json::from_slice::<Map<String, Value>>(body) else {
        return;
    };
    let Some(Value::String(method)) = params.remove("method") else {
        return;
    };
    let name = method.to_ascii_lowercase();
    let allowed = !name.starts_with("get")
        && !["setwebhook", "deletewebhook", "close", "logout"].contains(&name.as_str());
    if allowed {
        let _never_known = sim
            .perform(token, Request::new(&method, Value::Object(params)), true)
            .await;
    }
}
