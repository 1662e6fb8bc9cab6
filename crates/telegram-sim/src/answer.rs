//! Answers as bytes, in exactly the body shapes of the Bot API server.

use serde::Serialize;

use crate::request::{Answer, ApiError};

/// What the in-process door gives back: what a program would see of an HTTP exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawAnswer {
    /// An answer arrived, whole or broken.
    Http {
        /// HTTP status.
        status: u16,
        /// Body as sent.
        body: Vec<u8>,
    },
    /// Refused before anything happened: the deed is certainly not done.
    NotSent,
    /// Reset or timed out: the deed may be done.
    Lost,
}

/// Status and body of an answer.
pub(crate) fn encode(answer: &Answer) -> (u16, Vec<u8>) {
    match answer {
        Ok(result) => {
            let mut body = Vec::with_capacity(512);
            body.extend_from_slice(b"{\"ok\":true,\"result\":");
            serde_json::to_writer(&mut body, result).expect("JSON values always serialize");
            body.push(b'}');
            (200, body)
        }
        Err(error) => (error.code, encode_error(error)),
    }
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    ok: bool,
    error_code: u16,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<Parameters>,
}

#[derive(Serialize)]
struct Parameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    migrate_to_chat_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
}

fn encode_error(error: &ApiError) -> Vec<u8> {
    let parameters =
        (error.retry_after.is_some() || error.migrate_to_chat_id.is_some()).then_some(Parameters {
            migrate_to_chat_id: error.migrate_to_chat_id,
            retry_after: error.retry_after,
        });
    let body = ErrorBody {
        ok: false,
        error_code: error.code,
        description: &error.description,
        parameters,
    };
    serde_json::to_vec(&body).expect("error bodies always serialize")
}

/// The refusal that a server error of this code carries.
pub(crate) fn server_error(code: u16) -> ApiError {
    let description = match code {
        401 => "Unauthorized",
        404 => "Not Found",
        409 => {
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        }
        413 => "Request Entity Too Large",
        421 => "Misdirected Request",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Internal Server Error: restart",
    };
    ApiError {
        code,
        description: description.to_owned(),
        retry_after: None,
        migrate_to_chat_id: None,
    }
}
