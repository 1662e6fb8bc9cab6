//! A bot as a gateway: puts the four steps together.
//!
//! Deliberately absent: retries, pacing, logging, any memory of what was asked. A bot is a line, not a worker.

use std::sync::Arc;
use std::time::Duration;

use relevo_telegram::{
    BoxFuture, Call, Fetched, Gateway, Outcome, Page, PageError, RawUpdate, Unreadable, Update,
    UpdateId,
};
use serde_json::json;

use crate::{Attached, BadAddress, Download, Http, Wire, answer, encode, read};

/// The kinds of update the desk asks for, always sent in full: an omitted list keeps whatever was asked for last, and
/// an empty one leaves out `chat_member` and the reactions (Bot API, `getUpdates`).
const ALLOWED_UPDATES: [&str; 15] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "message_reaction_count",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "managed_bot",
];

/// Most updates in one page (Bot API, `getUpdates.limit`).
pub(crate) const PAGE_MAX: usize = 100;

/// The server clamps a longer wait to this (Bot API server).
const POLL_SECONDS_MAX: u64 = 50;

/// How long things may take on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLimits {
    /// Making a connection.
    pub connect: Duration,
    /// A whole call.
    pub call: Duration,
    /// A call that brings a file.
    pub upload: Duration,
    /// Fetching a file, once it is known where it is.
    pub download: Duration,
    /// What a pull may take beyond the patience it was asked with.
    pub pull_extra: Duration,
}

impl Default for TimeLimits {
    fn default() -> TimeLimits {
        TimeLimits {
            connect: Duration::from_secs(10),
            call: Duration::from_secs(30),
            upload: Duration::from_secs(300),
            download: Duration::from_secs(120),
            pull_extra: Duration::from_secs(10),
        }
    }
}

/// One bot's line to a Bot API server.
#[derive(Clone)]
pub struct Bot {
    wire: Arc<dyn Wire>,
    limits: TimeLimits,
}

impl Bot {
    /// A bot over HTTP, with the ordinary time limits.
    ///
    /// # Errors
    /// If the token or the address cannot be right.
    pub fn over_http(token: &str, base_url: &str) -> Result<Bot, BadAddress> {
        Bot::over_http_within(token, base_url, TimeLimits::default())
    }

    /// A bot over HTTP, with time limits of one's own.
    ///
    /// # Errors
    /// If the token or the address cannot be right.
    pub fn over_http_within(
        token: &str,
        base_url: &str,
        limits: TimeLimits,
    ) -> Result<Bot, BadAddress> {
        let wire = Arc::new(Http::new(token, base_url, &limits)?);
        Ok(Bot { wire, limits })
    }

    /// A bot over any wire, with the ordinary time limits.
    #[must_use]
    pub fn over(wire: Arc<dyn Wire>) -> Bot {
        Bot {
            wire,
            limits: TimeLimits::default(),
        }
    }

    async fn bring(&self, file_id: &str, bytes_max: usize) -> Fetched {
        let params = json!({ "file_id": file_id });
        let answer = self.wire.request("getFile", params, self.limits.call).await;
        let file = match answer::file(answer) {
            Ok(file) => file,
            Err(fetched) => return fetched,
        };
        let told = file.size_bytes;
        if told.is_some_and(|told| told > bytes_max as u64) {
            return Fetched::TooLarge;
        }
        let patience = self.limits.download;
        match self.wire.download(&file.path, bytes_max, patience).await {
            // Less or more than was told: it broke on the way.
            Download::Whole(bytes) if told.is_some_and(|told| told != bytes.len() as u64) => {
                Fetched::Line
            }
            Download::Whole(bytes) => Fetched::Whole(bytes),
            Download::TooLarge => Fetched::TooLarge,
            Download::Failed => Fetched::Line,
        }
    }

    async fn pull(
        &self,
        offset: Option<i64>,
        limit: usize,
        patience: Duration,
    ) -> Result<Page, PageError> {
        let wait_seconds = patience.as_secs().min(POLL_SECONDS_MAX);
        let mut params = json!({
            "limit": limit,
            "timeout": wait_seconds,
            "allowed_updates": ALLOWED_UPDATES,
        });
        if let Some(offset) = offset {
            params["offset"] = offset.into();
        }
        let allowed = Duration::from_secs(wait_seconds) + self.limits.pull_extra;
        let answer = self.wire.request("getUpdates", params, allowed).await;
        answer::page(answer, offset)
    }
}

impl Gateway for Bot {
    fn next_page(
        &self,
        after: Option<UpdateId>,
        patience: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        Box::pin(self.pull(after.map(offset_after), PAGE_MAX, patience))
    }

    fn confirm(&self, through: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        // The one update that may come along is not confirmed by this, so it comes again: dropping it loses nothing.
        Box::pin(async move {
            self.pull(Some(offset_after(through)), 1, Duration::ZERO)
                .await
                .map(drop)
        })
    }

    fn read(&self, raw: &RawUpdate) -> Result<Update, Unreadable> {
        read::update(raw)
    }

    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let (method, params) = encode::request(call);
            let answer = match call {
                Call::SendFile { file, .. } => {
                    let file = Attached {
                        field: "document",
                        file,
                    };
                    let patience = self.limits.upload;
                    self.wire.upload(method, params, file, patience).await
                }
                _ => self.wire.request(method, params, self.limits.call).await,
            };
            answer::outcome(call, answer)
        })
    }

    fn fetch<'a>(&'a self, file_id: &'a str, bytes_max: usize) -> BoxFuture<'a, Fetched> {
        Box::pin(self.bring(file_id, bytes_max))
    }
}

impl std::fmt::Debug for Bot {
    /// The wire is left out: it knows the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bot")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Asking from here on confirms everything up to and including `last`.
fn offset_after(last: UpdateId) -> i64 {
    last.0.saturating_add(1)
}
