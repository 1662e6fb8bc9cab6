//! The raw seam: one request in, raw bytes or their absence out.
//!
//! Two real implementations: `Http`, and the in-process door of the offline Telegram. Below this seam nobody knows
//! what a call means; above it nobody knows how it travels.

use std::time::Duration;

use relevo_telegram::{BoxFuture, NewFile};
use serde_json::Value;

/// Carries requests of one bot to a Bot API server.
pub trait Wire: Send + Sync {
    /// Makes one request, once: a wire never repeats by itself.
    ///
    /// `method` is the Bot API's name; `params` is a JSON object; `patience` is how long the whole answer may take
    /// before it counts as lost. A wire that has no time of its own may ignore `patience`.
    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer>;

    /// As `request`, with a file in the field of this name. A wire that cannot carry files has not sent it.
    fn upload<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        file: Attached<'a>,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        let _ = (method, params, file, patience);
        Box::pin(std::future::ready(WireAnswer::NotSent))
    }

    /// Fetches what the server keeps at this path (`getFile` tells it), reading no more than `bytes_max` of it. From a wire that cannot
    /// carry files it does not come.
    fn download<'a>(
        &'a self,
        path: &'a str,
        bytes_max: usize,
        patience: Duration,
    ) -> BoxFuture<'a, Download> {
        let _ = (path, bytes_max, patience);
        Box::pin(std::future::ready(Download::Failed))
    }
}

/// What came of fetching a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Download {
    /// All that the server has of it.
    Whole(Vec<u8>),
    /// It is larger than asked for; what there is of it was dropped.
    TooLarge,
    /// It did not come, or not as a whole.
    Failed,
}

impl std::fmt::Debug for Download {
    /// The file is left out: it holds people's words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Download::Whole(_) => "Whole",
            Download::TooLarge => "TooLarge",
            Download::Failed => "Failed",
        })
    }
}

/// A file that goes with a request.
#[derive(Clone, Copy)]
pub struct Attached<'a> {
    /// The field that it is for.
    pub field: &'static str,
    /// The file.
    pub file: &'a NewFile,
}

/// How a request ended, as far as the wire can tell.
#[derive(Clone, PartialEq, Eq)]
pub enum WireAnswer {
    /// A whole HTTP answer came. It may still be no JSON.
    Http {
        /// The HTTP status.
        status: u16,
        /// The body, with clients' words in it.
        body: Vec<u8>,
    },
    /// The request certainly never left: no connection, no name, no TLS.
    NotSent,
    /// The request may have left, and no whole answer came.
    Lost,
}

impl std::fmt::Debug for WireAnswer {
    /// The body is left out: it holds clients' words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WireAnswer::Http { status, body } => f
                .debug_struct("Http")
                .field("status", status)
                .field("body_bytes", &body.len())
                .finish(),
            WireAnswer::NotSent => f.write_str("NotSent"),
            WireAnswer::Lost => f.write_str("Lost"),
        }
    }
}
