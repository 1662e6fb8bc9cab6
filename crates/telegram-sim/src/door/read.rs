//! Reads a Bot API call from an HTTP request: query, JSON, urlencoded and multipart forms.
//!
//! Strings stay strings here; [`crate::schema`] gives them their types.

use std::collections::HashMap;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use crate::request::{ApiError, Request, Upload};

/// The cloud server takes files up to 50 MB; a little more for the form around them.
const BODY_BYTES_MAX: usize = 52 << 20;

/// The call of `method` that an HTTP request carries. Parameters of the body win over the query's.
///
/// # Errors
/// 413 for a body over the limit, 400 for one that cannot be read.
pub(super) async fn read(
    method: &str,
    http: hyper::Request<Incoming>,
) -> Result<Request, ApiError> {
    let (head, body) = http.into_parts();
    let mut request = Request {
        method: method.to_owned(),
        params: Map::new(),
        files: HashMap::new(),
    };
    if let Some(query) = head.uri.query() {
        add_pairs(query, &mut request.params);
    }
    let bytes = Limited::new(body, BODY_BYTES_MAX)
        .collect()
        .await
        .map_err(|error| {
            if error.is::<http_body_util::LengthLimitError>() {
                return ApiError {
                    description: "Request Entity Too Large".to_owned(),
                    code: 413,
                    ..unreadable()
                };
            }
            unreadable()
        })?;
    let bytes = bytes.to_bytes();
    if bytes.is_empty() {
        return Ok(request);
    }
    let content_type = head
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let kind = content_type.split(';').next().unwrap_or("").trim();
    if kind.eq_ignore_ascii_case("application/json") {
        let params: Map<String, Value> =
            serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
        if request.params.is_empty() {
            request.params = params;
        } else {
            request.params.extend(params);
        }
        // Telegram takes a null for an absent parameter.
        request.params.retain(|_, value| !value.is_null());
    } else if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        add_pairs(
            std::str::from_utf8(&bytes).map_err(|_| unreadable())?,
            &mut request.params,
        );
    } else if kind.eq_ignore_ascii_case("multipart/form-data") {
        add_parts(bytes, content_type, &mut request)
            .await
            .map_err(|_| unreadable())?;
    }
    Ok(request)
}

fn unreadable() -> ApiError {
    ApiError::bad_request("can't parse the request")
}

fn add_pairs(text: &str, params: &mut Map<String, Value>) {
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        params.insert(decode(name), Value::String(decode(value)));
    }
}

/// Percent-decoding of a path, where a plus is a plus.
pub(super) fn decode_path(path: &str) -> String {
    decode(&path.replace('+', "%2B"))
}

/// Percent-decoding of a form; broken escapes stay as they are.
pub(super) fn decode(text: &str) -> String {
    if !text.bytes().any(|byte| byte == b'%' || byte == b'+') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |offset: usize| {
            bytes
                .get(at + offset)
                .and_then(|&byte| (byte as char).to_digit(16))
        };
        match (bytes[at], digit(1), digit(2)) {
            (b'+', _, _) => out.push(b' '),
            (b'%', Some(high), Some(low)) => {
                // Two hexadecimal digits make a byte.
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (byte, _, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

async fn add_parts(
    bytes: Bytes,
    content_type: &str,
    request: &mut Request,
) -> Result<(), multer::Error> {
    let boundary = multer::parse_boundary(content_type)?;
    let body =
        futures_util::stream::once(async move { Ok::<Bytes, std::convert::Infallible>(bytes) });
    let mut form = multer::Multipart::new(body, boundary);
    // Bounded by the body's length.
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or("").to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            request
                .params
                .insert(name, Value::String(part.text().await?));
            continue;
        };
        let mime = part
            .content_type()
            .map(ToString::to_string)
            .unwrap_or_default();
        let upload = Upload {
            name: file_name,
            mime,
            bytes: part.bytes().await?.to_vec(),
        };
        request.files.insert(name, upload);
    }
    Ok(())
}
