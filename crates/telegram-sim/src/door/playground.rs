//! The playground over HTTP.

use std::sync::Arc;

use hyper::Request;
use hyper::body::Incoming;

use super::socket::Ending;
use crate::playground::Playground;
use crate::sim::Sim;

/// Answers one HTTP request.
pub(crate) async fn answer(
    _sim: Arc<Sim>,
    _playground: Arc<Playground>,
    _http: Request<Incoming>,
) -> Ending {
    Ending::json(404, Vec::new())
}
