//! The page's own files: from the checkout in a debug build, carried along in a release build.

use hyper::StatusCode;
use hyper::header::{CACHE_CONTROL, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use rust_embed::RustEmbed;

use super::reply::{Reply, reply, whole};
use crate::door::control::Refused;

#[derive(RustEmbed)]
#[folder = "playground"]
struct Assets;

/// What is served, by ending; everything else in the folder is for its readers.
const SERVED: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("woff2", "font/woff2"),
];

/// One file of the page.
pub(super) fn answer(name: &str, asked: &HeaderMap) -> Result<Reply, Refused> {
    let missing = || Refused::new(404, format!("the page has no file {name}"));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (_, content_type) = SERVED
        .iter()
        .find(|(served, _)| *served == ending)
        .ok_or_else(missing)?;
    let file = Assets::get(name).ok_or_else(missing)?;
    let mark = file.metadata.sha256_hash()[..16]
        .iter()
        .fold(String::new(), |mark, byte| format!("{mark}{byte:02x}"));
    let mark = HeaderValue::from_str(&format!("\"{mark}\"")).map_err(|_| missing())?;
    let known = asked.get(IF_NONE_MATCH) == Some(&mark);
    let mut answer = if known {
        reply(StatusCode::NOT_MODIFIED, content_type, whole(Vec::new()))
    } else {
        reply(StatusCode::OK, content_type, whole(file.data.into_owned()))
    };
    let headers = answer.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(ETAG, mark);
    Ok(answer)
}
