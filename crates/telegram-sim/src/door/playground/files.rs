//! What people and bots sent: shown if its kind is harmless, else given as a download.
//!
//! A file's content is a stranger's. Nothing of it may run as part of the page, whatever it calls itself.

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    HeaderMap, HeaderValue, RANGE,
};

use super::reply::{Reply, reply};
use crate::door::control::Refused;
use crate::door::socket::AnswerBody;
use crate::sim::Sim;

/// Kinds that a browser may show. Vector images may carry scripts and are not among them.
const SHOWN: &[&str] = &[
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "video/mp4",
    "video/webm",
    "audio/mpeg",
    "audio/ogg",
    "audio/mp4",
    "audio/wav",
    "text/plain",
];

/// The content of a file by its unique id, or the part of it that is asked for.
pub(super) fn answer(sim: &Sim, unique_id: &str, asked: &HeaderMap) -> Result<Reply, Refused> {
    let found = sim.with_quietly(|world| world.files.get(unique_id).cloned());
    let file = found.ok_or_else(|| Refused::new(404, "there is no such file"))?;
    let shown = SHOWN.iter().find(|shown| **shown == file.mime);
    let content_type = match shown.copied() {
        Some("text/plain") => "text/plain; charset=utf-8",
        Some(shown) => shown,
        None => "application/octet-stream",
    };
    let length = file.bytes.len();
    let range = asked.get(RANGE).and_then(|range| range.to_str().ok());
    let part = range.and_then(|range| part_of(range, length));
    let (status, bytes) = match &part {
        Some(Part::Bytes(first, end)) => (StatusCode::PARTIAL_CONTENT, &file.bytes[*first..*end]),
        Some(Part::Outside) => (StatusCode::RANGE_NOT_SATISFIABLE, &[][..]),
        None => (StatusCode::OK, &file.bytes[..]),
    };
    let body = AnswerBody::Whole(Bytes::copy_from_slice(bytes));
    let mut answer = reply(status, content_type, body);
    let headers = answer.headers_mut();
    let span = match part {
        Some(Part::Bytes(first, end)) => Some(format!("bytes {first}-{}/{length}", end - 1)),
        Some(Part::Outside) => Some(format!("bytes */{length}")),
        None => None,
    };
    if let Some(span) = span.and_then(|span| HeaderValue::from_str(&span).ok()) {
        headers.insert(CONTENT_RANGE, span);
    }
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(
        CONTENT_DISPOSITION,
        disposition(shown.is_some(), &file.name)?,
    );
    Ok(answer)
}

/// What a `Range` asks for.
enum Part {
    /// From the first byte up to, not including, the last number.
    Bytes(usize, usize),
    Outside,
}

/// A single range; several, or none that can be read, mean the whole file.
fn part_of(range: &str, length: usize) -> Option<Part> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let (first, end) = match (first.is_empty(), last.is_empty()) {
        (true, true) => return None,
        (true, false) => (length.saturating_sub(last.parse().ok()?), length),
        (false, true) => (first.parse().ok()?, length),
        (false, false) => {
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            if last < first {
                return None;
            }
            (first, last.saturating_add(1).min(length))
        }
    };
    Some(if first < end {
        Part::Bytes(first, end)
    } else {
        Part::Outside
    })
}

/// The file's name, percent-encoded but for letters and digits (RFC 5987).
fn disposition(shown: bool, name: &str) -> Result<HeaderValue, Refused> {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let how = if shown { "inline" } else { "attachment" };
    HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{encoded}"))
        .map_err(|_| Refused::new(500, "the file's name cannot be sent"))
}
