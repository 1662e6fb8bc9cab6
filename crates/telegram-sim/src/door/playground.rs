//! The playground over HTTP: the page, its files, what a person sees, the stream of what is new, and deeds.
//!
//! Every address is listed in `playground/README.md`. What is seen comes from [`crate::view`], what is done goes to the
//! control API's operations. It answers names and addresses of this machine only and takes deeds from its own pages only,
//! because a browser may bring requests here that a website of somebody else made.

mod assets;
mod deeds;
mod events;
mod files;
mod guard;
mod look;
mod query;
mod reply;

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Method, Request};

use super::control::Refused;
use super::socket::Ending;
use crate::playground::Playground;
use crate::sim::Sim;
use reply::Reply;

/// Answers one HTTP request.
pub(crate) async fn answer(
    sim: Arc<Sim>,
    playground: Arc<Playground>,
    http: Request<Incoming>,
) -> Ending {
    let reply = match guard::check(http.method(), http.headers()) {
        Ok(()) => route(sim, playground, http).await,
        Err(refused) => Err(refused),
    };
    Ending::Response(reply.unwrap_or_else(|refused| reply::refused(&refused)))
}

async fn route(
    sim: Arc<Sim>,
    playground: Arc<Playground>,
    http: Request<Incoming>,
) -> Result<Reply, Refused> {
    let path = super::read::decode_path(http.uri().path());
    match *http.method() {
        Method::POST => deeds::answer(&sim, &playground, &path, http).await,
        Method::GET => match path.as_str() {
            "/" => assets::answer("index.html", http.headers()),
            "/api/events" => events::answer(sim, playground, &http),
            _ => match (path.strip_prefix("/assets/"), path.strip_prefix("/files/")) {
                (Some(name), _) => assets::answer(name, http.headers()),
                (_, Some(id)) => files::answer(&sim, id, http.headers()),
                _ => look::answer(&sim, &playground, &path, http.uri().query()).await,
            },
        },
        _ => Err(Refused::new(405, "only GET and POST are served here")),
    }
}
