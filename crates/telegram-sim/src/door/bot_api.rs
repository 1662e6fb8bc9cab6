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
use crate::sim::{Sim, Wire};

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
        return file(&sim, rest);
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
    let performed = sim.perform(token, request, true).await;
    match performed.wire {
        Wire::Answer => Ending::json(performed.status, performed.body),
        Wire::HalfAnswer => Ending::Half {
            status: performed.status,
            body: performed.body,
        },
        Wire::Close | Wire::NeverArrived => Ending::Close,
        Wire::Reset | Wire::Refused => Ending::Reset,
    }
}

fn file(sim: &Sim, rest: &str) -> Ending {
    let found = rest
        .split_once('/')
        .and_then(|(token, path)| sim.with(|world| world.file_bytes(token, path)));
    match found {
        // Telegram's file server names no kind either, whatever the file is.
        Some((body, _mime)) => Ending::Answer {
            status: 200,
            content_type: "application/octet-stream",
            body,
        },
        None => refuse(server_error(404)),
    }
}

fn refuse(error: ApiError) -> Ending {
    let (status, body) = encode(&Err(error));
    Ending::json(status, body)
}
