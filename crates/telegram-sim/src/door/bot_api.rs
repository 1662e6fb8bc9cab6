//! The Bot API over HTTP: `/bot<token>/METHOD` and `/file/bot<token>/<path>`.
//!
//! It reads the call, hands it to [`Sim`], and carries the answer or the fault out. Nothing here
//! knows a method.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Method, Request};

use super::read::{decode, read};
use super::socket::Ending;
use crate::answer::{encode, server_error};
use crate::request::ApiError;
use crate::sim::{Performed, Sim, Wire};

/// Answers one HTTP request.
pub(crate) async fn answer(sim: Arc<Sim>, http: Request<Incoming>) -> Ending {
    let path = http.uri().path();
    // Some callers escape the colon of the token.
    let path = if path.contains('%') {
        decode(path)
    } else {
        path.to_owned()
    };
    if let Some(rest) = path.strip_prefix("/file/bot") {
        let found = rest.split_once('/');
        return match found {
            Some((token, path)) => carried(sim.file(token, path).await, FILE_TYPE),
            None => refuse(server_error(404)),
        };
    }
    let call = path
        .strip_prefix("/bot")
        .and_then(|rest| rest.split_once('/'));
    let Some((token, method)) =
        call.filter(|_| matches!(*http.method(), Method::GET | Method::POST))
    else {
        return refuse(server_error(404));
    };
    let request = match read(method, http).await {
        Ok(request) => request,
        Err(error) => return refuse(error),
    };
    carried(sim.perform(token, request, true).await, "application/json")
}

/// Telegram's file server names no kind, whatever the file is.
const FILE_TYPE: &str = "application/octet-stream";

fn carried(performed: Performed, content_type: &'static str) -> Ending {
    let (status, body) = (performed.status, performed.body);
    match performed.wire {
        Wire::Answer if status == 200 => Ending::Answer {
            status,
            content_type,
            body,
        },
        Wire::Answer => Ending::json(status, body),
        Wire::HalfAnswer => Ending::Half { status, body },
        Wire::Close | Wire::NeverArrived => Ending::Close,
        Wire::Reset | Wire::Refused => Ending::Reset,
    }
}

fn refuse(error: ApiError) -> Ending {
    let (status, body) = encode(&Err(error));
    Ending::json(status, body)
}
