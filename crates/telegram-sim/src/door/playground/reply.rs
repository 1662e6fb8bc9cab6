//! Answers with the headers that keep a page to itself.

use hyper::Response;
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use serde::Serialize;
use serde_json::json;

use crate::door::control::Refused;
use crate::door::socket::AnswerBody;

/// An answer of this door.
pub(super) type Reply = Response<AnswerBody>;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// An answer with a body of this type.
pub(super) fn reply(status: StatusCode, content_type: &'static str, body: AnswerBody) -> Reply {
    let mut reply = Response::new(body);
    *reply.status_mut() = status;
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in headers {
        reply
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    reply
}

/// An object.
pub(super) fn json(object: &impl Serialize) -> Reply {
    let body = serde_json::to_vec(object).expect("what is shown always serializes");
    reply(StatusCode::OK, "application/json", whole(body))
}

/// A refusal.
pub(super) fn refused(refused: &Refused) -> Reply {
    let status = StatusCode::from_u16(refused.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = json!({"error": refused.why}).to_string();
    reply(status, "application/json", whole(body.into_bytes()))
}

pub(super) fn whole(body: Vec<u8>) -> AnswerBody {
    AnswerBody::Whole(Bytes::from(body))
}
