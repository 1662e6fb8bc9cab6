//! The offline Telegram's in-process door as a wire of the Bot API gateway: the same reading and writing of JSON as over
//! HTTP, without sockets and without time.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use relevo_telegram::BoxFuture;
use relevo_telegram_bot::{Attached, Download, Wire, WireAnswer};
use relevo_telegram_sim::request::{Request, Upload};
use relevo_telegram_sim::sim::{RawAnswer, Sim};
use serde_json::Value;

/// One bot's line into a simulated world.
pub struct SimWire {
    sim: Arc<Sim>,
    token: String,
}

impl SimWire {
    /// The line of the bot with this token.
    #[must_use]
    pub fn new(sim: Arc<Sim>, token: String) -> SimWire {
        SimWire { sim, token }
    }
}

impl SimWire {
    async fn ask(
        &self,
        method: &'static str,
        params: Value,
        files: HashMap<String, Upload>,
    ) -> WireAnswer {
        let Value::Object(params) = params else {
            return WireAnswer::NotSent;
        };
        let request = Request {
            method: method.to_owned(),
            params,
            files,
        };
        match self.sim.request(&self.token, request).await {
            RawAnswer::Http { status, body } => WireAnswer::Http { status, body },
            RawAnswer::NotSent => WireAnswer::NotSent,
            RawAnswer::Lost => WireAnswer::Lost,
        }
    }
}

impl Wire for SimWire {
    fn download<'a>(
        &'a self,
        path: &'a str,
        bytes_max: usize,
        _patience: Duration,
    ) -> BoxFuture<'a, Download> {
        Box::pin(async move {
            match self.sim.download(&self.token, path).await {
                RawAnswer::Http { status: 200, body } if body.len() > bytes_max => {
                    Download::TooLarge
                }
                RawAnswer::Http { status: 200, body } => Download::Whole(body),
                RawAnswer::Http { .. } | RawAnswer::NotSent | RawAnswer::Lost => Download::Failed,
            }
        })
    }

    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        _patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        Box::pin(self.ask(method, params, HashMap::new()))
    }

    fn upload<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        Attached { field, file }: Attached<'a>,
        _patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        let upload = Upload {
            name: file.name.clone(),
            mime: String::new(),
            bytes: file.bytes.to_vec(),
        };
        let files = HashMap::from([(field.to_owned(), upload)]);
        Box::pin(self.ask(method, params, files))
    }
}
