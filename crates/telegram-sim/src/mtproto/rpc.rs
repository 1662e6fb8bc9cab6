//! One request: wrappers off, faults before the deed, the method, faults after it, the answer in TL.
//!
//! Which methods there are says `methods`. Whoever is not logged in may do nothing but log in. A method that is not
//! simulated is refused with code 501, which Telegram never answers, and its name.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

use grammers_tl_types::{self as tl, Deserializable, RemoteCall, Serializable};

use super::cipher::KeyId;
use super::door::State;
use super::envelope::{self, Wrapped};
use super::{methods, nesting};
use crate::fault::{CallSeen, Deed, Fault, Faults};
use crate::request::ApiError;
use crate::sim::Sim;
use crate::world::World;

/// Who calls, and over what.
#[derive(Clone, Copy)]
pub(super) struct Caller {
    pub(super) connection: u64,
    pub(super) key: KeyId,
    /// Where the door listens.
    pub(super) address: SocketAddr,
}

/// One call on its way; world and door are locked.
pub(super) struct Call<'a> {
    pub(super) world: &'a mut World,
    pub(super) state: &'a mut State,
    pub(super) faults: &'a Mutex<Faults>,
    pub(super) caller: Caller,
    /// The account that is logged in; 0 if none is.
    pub(super) me: i64,
}

/// What a client gets.
pub(super) enum Ending {
    Answer(Vec<u8>),
    /// Nothing; the connection ends.
    Silence,
}

/// A refusal: `rpc_error`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: i32,
    pub(super) text: String,
}

/// What a method gives.
pub(super) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    pub(super) fn new(code: i32, text: impl Into<String>) -> Refusal {
        Refusal {
            code,
            text: text.into(),
        }
    }

    pub(super) fn bad(text: &str) -> Refusal {
        Refusal::new(400, text)
    }

    /// The simulator does not know `what`.
    pub(super) fn not_simulated(what: &str) -> Refusal {
        Refusal::new(501, format!("NOT_SIMULATED: {what}"))
    }
}

/// The world's refusals speak the Bot API's words; these are MTProto's for the same.
const WORDS: &[(&str, i32, &str)] = &[
    ("chat not found", 400, "PEER_ID_INVALID"),
    ("user not found", 400, "USER_ID_INVALID"),
    ("message not found", 400, "MESSAGE_ID_INVALID"),
    (
        "message to be replied not found",
        400,
        "REPLY_MESSAGE_ID_INVALID",
    ),
    ("message to forward not found", 400, "MESSAGE_ID_INVALID"),
    ("the message can't be forwarded", 400, "MESSAGE_ID_INVALID"),
    ("message thread not found", 400, "TOPIC_ID_INVALID"),
    ("message can't be edited", 403, "MESSAGE_AUTHOR_REQUIRED"),
    ("message text is empty", 400, "MESSAGE_EMPTY"),
    ("message is too long", 400, "MESSAGE_TOO_LONG"),
    (
        "have no write access to the chat",
        403,
        "CHAT_WRITE_FORBIDDEN",
    ),
    (
        "need administrator rights in the channel chat",
        403,
        "CHAT_ADMIN_REQUIRED",
    ),
    ("bot was blocked by the user", 400, "YOU_BLOCKED_USER"),
    ("user is deactivated", 400, "INPUT_USER_DEACTIVATED"),
    ("the group chat was deleted", 400, "CHAT_ID_INVALID"),
    (
        "group chat was upgraded to a supergroup chat",
        400,
        "CHAT_ID_INVALID",
    ),
    ("user was kicked", 400, "USER_BANNED_IN_CHANNEL"),
    ("the chat is not a forum", 400, "CHANNEL_FORUM_MISSING"),
    (
        "the chat is not a supergroup forum",
        400,
        "CHANNEL_FORUM_MISSING",
    ),
    ("TOPIC_CLOSED", 400, "TOPIC_CLOSED"),
];

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Refusal {
        let text = error
            .description
            .split_once(": ")
            .map_or(error.description.as_str(), |(_, text)| text);
        if let Some((_, code, name)) = WORDS.iter().find(|(words, ..)| *words == text) {
            return Refusal::new(*code, *name);
        }
        if text.starts_with("not enough rights to send") {
            return Refusal::new(403, "CHAT_WRITE_FORBIDDEN");
        }
        let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        match text.chars().all(is_name) {
            true => Refusal::new(i32::from(error.code), text),
            false => Refusal::not_simulated(text),
        }
    }
}

/// Parses the request of a method, carries it out and serializes what it gives.
pub(super) fn run<F>(
    call: &mut Call<'_>,
    body: &[u8],
    method: fn(&mut Call<'_>, &F) -> Answer<F::Return>,
) -> Answer<Vec<u8>>
where
    F: RemoteCall + Deserializable,
    F::Return: Serializable,
{
    let request = F::from_bytes(body).map_err(|_| Refusal::bad("INPUT_REQUEST_INVALID"))?;
    method(call, &request).map(|answer| answer.to_bytes())
}

/// Answers one request; also says whether this connection is to get updates from now on.
pub(super) async fn answer(sim: &Sim, caller: Caller, body: Vec<u8>) -> (Ending, bool) {
    if nesting::is_too_deep(&body) {
        return (refused(&Refusal::bad("INPUT_REQUEST_TOO_LONG")), false);
    }
    let query = match envelope::unwrap(body) {
        Ok(query) => query,
        Err(wrapped) => return (refused(&refusal_of(&wrapped)), false),
    };
    let constructor = envelope::constructor(&query.body);
    let name = tl::name_for_id(constructor);
    let account = sim.mtproto.lock().keys.account(&caller.key);
    let fault = sim.strike_call(CallSeen {
        bot: account,
        method: name,
        chat: None,
        updates: false,
    });
    if let Some(Fault::Slow { ms }) = fault {
        sim.clock.wait(Duration::from_millis(ms)).await;
    }
    if let Some(ending) = fault.as_ref().and_then(before_deed) {
        return (ending, false);
    }
    let done = sim.with(|world| {
        let mut state = sim.mtproto.lock();
        let me = state.keys.account(&caller.key).unwrap_or(0);
        let mut call = Call {
            world,
            state: &mut state,
            faults: sim.fault_rules(),
            caller,
            me,
        };
        methods::call(
            &mut call,
            constructor,
            query.body.get(4..).unwrap_or_default(),
        )
    });
    let ending = match (done, fault.as_ref().and_then(after_deed)) {
        (_, Some(ending)) => ending,
        (Ok(answer), None) => Ending::Answer(answer),
        (Err(refusal), None) => refused(&refusal),
    };
    if sim.mtproto.lock().keys.account(&caller.key).is_some() {
        sim.mtproto.activate();
    }
    // A login, too, is worth listening after: a client introduces itself only once for each connection.
    (ending, !query.quiet)
}

fn refusal_of(wrapped: &Wrapped) -> Refusal {
    match wrapped {
        Wrapped::Unreadable => Refusal::bad("INPUT_REQUEST_INVALID"),
        Wrapped::Layer(layer) => {
            Refusal::not_simulated(&format!("layer {layer}, only {:?}", super::LAYERS))
        }
        Wrapped::NotSimulated(id) => Refusal::not_simulated(tl::name_for_id(*id)),
    }
}

fn refused(refusal: &Refusal) -> Ending {
    let error = tl::types::RpcError {
        error_code: refusal.code,
        error_message: refusal.text.clone(),
    };
    Ending::Answer(tl::enums::RpcError::Error(error).to_bytes())
}

fn before_deed(fault: &Fault) -> Option<Ending> {
    match fault {
        Fault::TooMany { retry_after } => Some(refused(&Refusal::new(
            420,
            format!("FLOOD_WAIT_{retry_after}"),
        ))),
        Fault::ServerError {
            code,
            deed: Deed::Before,
        } => Some(refused(&Refusal::new(i32::from(*code), "INTERNAL"))),
        Fault::Refused {
            code, description, ..
        } => Some(refused(&Refusal::new(i32::from(*code), description))),
        Fault::RequestLost | Fault::RefuseConnection | Fault::Reset { deed: Deed::Before } => {
            Some(Ending::Silence)
        }
        _ => None,
    }
}

fn after_deed(fault: &Fault) -> Option<Ending> {
    match fault {
        Fault::AnswerLost | Fault::Reset { .. } | Fault::HalfAnswer | Fault::BrokenJson => {
            Some(Ending::Silence)
        }
        Fault::ServerError { code, .. } => {
            Some(refused(&Refusal::new(i32::from(*code), "INTERNAL")))
        }
        _ => None,
    }
}
