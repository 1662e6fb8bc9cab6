//! Who may ask: pages that came from this door, under a name or address of this machine.
//!
//! A website that lets its own name point here (DNS rebinding) names itself in `Host`; one that posts a form from
//! elsewhere names itself in `Origin`.

use std::net::IpAddr;

use hyper::Method;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, ORIGIN, TRANSFER_ENCODING};

use crate::door::control::Refused;

/// Refuses what a browser may have been talked into.
pub(super) fn check(method: &Method, headers: &HeaderMap) -> Result<(), Refused> {
    let text = |name| {
        let value = headers.get(name)?;
        Some(value.to_str().unwrap_or_default())
    };
    let host = text(HOST).unwrap_or_default();
    if !is_here(host) {
        return Err(Refused::new(
            403,
            "the playground answers only under localhost or an IP address",
        ));
    }
    if method != Method::POST {
        return Ok(());
    }
    if let Some(origin) = text(ORIGIN)
        && origin.split_once("://").map(|(_, rest)| rest) != Some(host)
    {
        return Err(Refused::new(
            403,
            "the playground takes deeds from its own page only, not from another website",
        ));
    }
    let empty = text(CONTENT_LENGTH).is_none_or(|length| length == "0");
    let body = !empty || headers.contains_key(TRANSFER_ENCODING);
    let kind = text(CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if body && !kind.eq_ignore_ascii_case("application/json") {
        return Err(Refused::new(415, "Content-Type must be application/json"));
    }
    Ok(())
}

/// Whether `Host` is a literal address, or the name that always means this machine.
fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((inside, _port)) => inside,
        None => host.split_once(':').map_or(host, |(name, _port)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}
