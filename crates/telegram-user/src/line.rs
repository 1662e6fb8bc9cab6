//! The line itself: raw requests over grammers' connections, and what an answer means for whoever asked.
//!
//! Nothing is repeated here and nothing waited for: flood waits, cut connections and server trouble are told as they are. Neighbours:
//! `refusal` understands error names, `batches` and `calls` know what to ask.

use std::sync::Arc;
use std::time::Duration;

use grammers_mtsender::{
    ConnectionParams, InvocationError, RpcError, SenderPool, SenderPoolHandle,
};
use grammers_session::updates::UpdatesLike;
use grammers_tl_types as tl;
use grammers_tl_types::Deserializable as _;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::session::Session;

/// How many pushes wait to be taken in. What does not fit is lost, and the difference has it.
const PUSHES_MAX: std::num::NonZeroUsize = std::num::NonZeroUsize::new(10_000).expect("not zero");

/// Who the program says it is. People see it in their list of devices.
#[derive(Clone, Debug)]
pub struct App {
    /// The number of the application, from my.telegram.org.
    pub id: i32,
    /// Its hash, from there.
    pub hash: String,
    /// What the list of devices calls it.
    pub device: String,
}

/// A request that gave nothing.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Telegram says no, by an error's name.
    Refused(RpcError),
    /// Telegram asks to wait.
    Wait(Duration),
    /// The connection, or Telegram's server, failed: nobody knows whether it was done.
    Lost,
}

/// An account's connections.
pub(crate) struct Line {
    pub(crate) session: Arc<Session>,
    pub(crate) app: App,
    handle: SenderPoolHandle,
    running: JoinHandle<()>,
}

impl Line {
    /// Connections that are made when something is asked, and what is pushed over them.
    pub(crate) fn open(session: Arc<Session>, app: App) -> (Line, mpsc::Receiver<UpdatesLike>) {
        let parameters = ConnectionParams {
            device_model: app.device.clone(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            updates_channel_capacity: PUSHES_MAX,
            ..ConnectionParams::default()
        };
        let pool = SenderPool::with_configuration(session.clone(), app.id, parameters);
        let running = tokio::spawn(pool.runner.run());
        let line = Line {
            session,
            app,
            handle: pool.handle.thin,
            running,
        };
        (line, pool.updates)
    }

    /// Asks Telegram, once.
    pub(crate) async fn ask<R: tl::RemoteCall>(&self, request: &R) -> Result<R::Return, Trouble> {
        let body = request.to_bytes();
        let answer = self
            .handle
            .raw_invoke_in_dc(self.session.home(), body)
            .await;
        let answer = answer.map_err(Trouble::of)?;
        // An answer that cannot be read came after the deed.
        R::Return::from_bytes(&answer).map_err(|_| Trouble::Lost)
    }

    /// Goes on at another server, where Telegram keeps the account.
    pub(crate) async fn move_to(&self, server: i32) {
        use grammers_session::Session as _;
        let old = self.session.home();
        self.handle.disconnect_from_dc(old);
        let Ok(()) = self.session.set_home_dc_id(server).await;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Trouble {
    fn of(error: InvocationError) -> Trouble {
        match error {
            InvocationError::Rpc(refused) => Trouble::of_name(refused),
            _ => Trouble::Lost,
        }
    }

    fn of_name(refused: RpcError) -> Trouble {
        let seconds = refused.value.map(|value| Duration::from_secs(value.into()));
        match (refused.code, refused.name.as_str(), seconds) {
            (420, "FLOOD_WAIT" | "SLOWMODE_WAIT" | "FLOOD_PREMIUM_WAIT", Some(time)) => {
                Trouble::Wait(time)
            }
            // -500 and below come from grammers for a lost connection; Telegram's own server trouble is 500 and above.
            (500.., ..) | (..=0, ..) => Trouble::Lost,
            _ => Trouble::Refused(refused),
        }
    }

    /// Whether Telegram gave this error's name.
    pub(crate) fn is(&self, name: &str) -> bool {
        matches!(self, Trouble::Refused(refused) if refused.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: i32, words: &str) -> Trouble {
        Trouble::of_name(RpcError::from(tl::types::RpcError {
            error_code: code,
            error_message: words.into(),
        }))
    }

    /// Promise: a wait keeps its seconds, a refusal its name, and server trouble is neither.
    #[test]
    fn errors_mean_what_follows_from_them() {
        for words in ["FLOOD_WAIT_31", "SLOWMODE_WAIT_31"] {
            assert!(matches!(error(420, words), Trouble::Wait(time) if time.as_secs() == 31));
        }
        assert!(error(400, "PEER_FLOOD").is("PEER_FLOOD"));
        assert!(error(303, "USER_MIGRATE_4").is("USER_MIGRATE"));
        for code in [500, 503, -503] {
            assert!(matches!(error(code, "TIMEOUT"), Trouble::Lost));
        }
    }
}
