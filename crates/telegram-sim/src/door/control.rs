//! The control API over HTTP (being built).

use std::sync::Arc;

use hyper::Request;
use hyper::body::Incoming;

use super::socket::Ending;
use crate::sim::Sim;

/// Answers one HTTP request.
pub(crate) async fn answer(_sim: Arc<Sim>, _http: Request<Incoming>) -> Ending {
    Ending::json(404, b"{}".to_vec())
}
