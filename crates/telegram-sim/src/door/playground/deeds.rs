//! What a page does: operations of the control API, and wishes to the host.

use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::{Bytes, Incoming};
use serde_json::json;

use super::reply::{self, Reply};
use crate::door::control::{self, BODY_BYTES_MAX, Refused};
use crate::playground::{Playground, Wish};
use crate::sim::Sim;

/// Answers one `POST`.
pub(super) async fn answer(
    sim: &Sim,
    playground: &Playground,
    path: &str,
    http: Request<Incoming>,
) -> Result<Reply, Refused> {
    let body = Limited::new(http.into_body(), BODY_BYTES_MAX)
        .collect()
        .await
        .map_err(|_| Refused::new(413, "the body is too long or broke off"))?
        .to_bytes();
    if let Some(operation) = path.strip_prefix("/api/do/") {
        return act(sim, operation, &body);
    }
    let wish = match path {
        "/api/guide/next" => Wish::Next,
        "/api/guide/skip" => Wish::Skip,
        "/api/guide/again" => Wish::Again,
        _ => {
            let lever = path
                .strip_prefix("/api/levers/")
                .and_then(|name| playground.lever_named(name));
            Wish::Lever(lever.ok_or_else(|| Refused::new(404, "there is nothing to do here"))?)
        }
    };
    if playground.wish(wish) {
        Ok(reply::json(&json!({"result": true})))
    } else {
        Err(Refused::new(409, "that cannot be done now"))
    }
}

fn act(sim: &Sim, operation: &str, body: &Bytes) -> Result<Reply, Refused> {
    let result = control::perform(sim, operation, body)?;
    Ok(reply::json(&json!({"result": result})))
}
