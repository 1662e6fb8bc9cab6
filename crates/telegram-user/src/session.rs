//! An account's session: in memory while its line is up, kept by whoever owns the line in between.
//!
//! grammers asks and fills it; [`Session::saved`] is what must outlive the process, to be written, sealed, in the transaction of the page
//! whose updates it accounts for (`batches` takes it at that moment). Deliberately absent: files, databases, encryption.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard};

use grammers_session::types::{
    ChannelState, DcOption, PeerId, PeerInfo, UpdateState, UpdatesState,
};
use grammers_session::{BoxFuture, SessionData};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const UNPOISONED: &str = "nothing panics while this lock is held";

/// Where an account logs in, what it may decrypt with, whom it knows, and how far its updates are taken in.
#[derive(Default)]
pub struct Session {
    data: Mutex<SessionData>,
}

/// What is saved: the form on disk before it is sealed. A new field needs a default, so that older sessions can be read.
#[derive(Serialize, Deserialize)]
struct Saved {
    home: i32,
    servers: Vec<DcOption>,
    peers: Vec<PeerInfo>,
    updates: UpdatesState,
}

/// Bytes that are no session of this program.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the session cannot be read; log the account in again")
    }
}

impl std::error::Error for Unreadable {}

impl Session {
    /// A session nobody has logged in with, at this server of Telegram.
    #[must_use]
    pub fn at(server: DcOption) -> Session {
        let session = Session::default();
        {
            let mut data = session.data();
            data.home_dc = server.id;
            data.dc_options.insert(server.id, server);
        }
        session
    }

    /// The session that was saved.
    ///
    /// # Errors
    /// If these bytes are none.
    pub fn read(saved: &[u8]) -> Result<Session, Unreadable> {
        let saved: Saved = serde_json::from_slice(saved).map_err(|_| Unreadable)?;
        let session = Session::default();
        {
            let mut data = session.data();
            data.home_dc = saved.home;
            for server in saved.servers {
                data.dc_options.insert(server.id, server);
            }
            data.peer_infos = saved
                .peers
                .into_iter()
                .map(|peer| (peer.id(), peer))
                .collect();
            data.updates_state = saved.updates;
        }
        Ok(session)
    }

    /// All of it, to be sealed and kept: whoever has these bytes is the account.
    #[must_use]
    pub fn saved(&self) -> Zeroizing<Vec<u8>> {
        self.saved_at(self.updates())
    }

    /// As [`Session::saved`], with updates taken in so far.
    pub(crate) fn saved_at(&self, updates: UpdatesState) -> Zeroizing<Vec<u8>> {
        let data = self.data();
        let mut servers: Vec<DcOption> = data.dc_options.values().cloned().collect();
        servers.sort_unstable_by_key(|server| server.id);
        let mut peers: Vec<PeerInfo> = data.peer_infos.values().cloned().collect();
        peers.sort_unstable_by_key(|peer| peer.id().bot_api_dialog_id());
        let saved = Saved {
            home: data.home_dc,
            servers,
            peers,
            updates,
        };
        Zeroizing::new(serde_json::to_vec(&saved).expect("a session becomes JSON"))
    }

    /// The server it logs in at.
    pub(crate) fn home(&self) -> i32 {
        self.data().home_dc
    }

    /// How far updates were taken in when it was saved.
    pub(crate) fn updates(&self) -> UpdatesState {
        self.data().updates_state.clone()
    }

    /// What is known of somebody, or of a chat.
    pub(crate) fn known(&self, peer: PeerId) -> Option<PeerInfo> {
        self.data().peer_infos.get(&peer).cloned()
    }

    /// Keeps what was told of these.
    pub(crate) fn learn(&self, peers: impl IntoIterator<Item = PeerInfo>) {
        let mut data = self.data();
        for peer in peers {
            let known = data.peer_infos.entry(peer.id());
            known.or_insert_with(|| peer.clone()).extend_info(&peer);
        }
    }

    /// Forgets who was logged in.
    pub(crate) fn forget(&self) {
        let mut data = self.data();
        data.peer_infos = HashMap::new();
        data.updates_state = UpdatesState::default();
    }

    fn data(&self) -> MutexGuard<'_, SessionData> {
        self.data.lock().expect(UNPOISONED)
    }
}

impl std::fmt::Debug for Session {
    /// Nothing: it is the account.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(…)")
    }
}

fn done<T: Send + 'static>(value: T) -> BoxFuture<'static, Result<T, Infallible>> {
    Box::pin(std::future::ready(Ok(value)))
}

impl grammers_session::Session for Session {
    type Error = Infallible;

    fn home_dc_id(&self) -> Result<i32, Infallible> {
        Ok(self.home())
    }

    fn set_home_dc_id(&self, dc_id: i32) -> BoxFuture<'_, Result<(), Infallible>> {
        self.data().home_dc = dc_id;
        done(())
    }

    fn dc_option(&self, dc_id: i32) -> Result<Option<DcOption>, Infallible> {
        Ok(self.data().dc_options.get(&dc_id).cloned())
    }

    fn set_dc_option(&self, dc_option: &DcOption) -> BoxFuture<'_, Result<(), Infallible>> {
        let server = dc_option.clone();
        self.data().dc_options.insert(server.id, server);
        done(())
    }

    fn peer(&self, peer: PeerId) -> BoxFuture<'_, Result<Option<PeerInfo>, Infallible>> {
        done(self.known(peer))
    }

    fn cache_peer(&self, peer: PeerInfo) -> BoxFuture<'_, Result<(), Infallible>> {
        self.learn([peer]);
        done(())
    }

    fn updates_state(&self) -> BoxFuture<'_, Result<UpdatesState, Infallible>> {
        done(self.updates())
    }

    fn set_update_state(&self, update: UpdateState) -> BoxFuture<'_, Result<(), Infallible>> {
        let mut data = self.data();
        let state = &mut data.updates_state;
        match update {
            UpdateState::All(all) => *state = all,
            UpdateState::Primary { pts, date, seq } => {
                (state.pts, state.date, state.seq) = (pts, date, seq);
            }
            UpdateState::Secondary { qts } => state.qts = qts,
            UpdateState::Channel { id, pts } => {
                state.channels.retain(|channel| channel.id != id);
                state.channels.push(ChannelState { id, pts });
            }
        }
        done(())
    }
}

#[cfg(test)]
mod tests {
    use grammers_session::Session as _;
    use grammers_session::types::PeerAuth;

    use super::*;

    fn server() -> DcOption {
        DcOption {
            id: 2,
            ipv4: "127.0.0.1:4430".parse().unwrap(),
            ipv6: "[::1]:4430".parse().unwrap(),
            auth_key: Some([7; 256]),
        }
    }

    /// Promise: what was saved is the session again, whom it knows and how far it was included; anything else is refused in words.
    #[test]
    fn what_is_saved_comes_back() {
        let session = Session::at(server());
        let known = PeerInfo::User {
            id: 4_200,
            auth: Some(PeerAuth::from_hash(-9)),
            bot: Some(false),
            is_self: Some(true),
        };
        session.learn([known.clone()]);
        let state = UpdatesState {
            pts: 5,
            qts: 1,
            date: 9,
            seq: 3,
            channels: vec![ChannelState { id: 77, pts: 8 }],
        };
        let saved = session.saved_at(state.clone());
        let again = Session::read(&saved).unwrap();
        assert_eq!(again.home(), 2);
        assert_eq!(
            again.dc_option(2).unwrap().unwrap().auth_key,
            Some([7; 256])
        );
        assert_eq!(again.known(PeerId::user(4_200).unwrap()), Some(known));
        assert_eq!(again.updates().channels, state.channels);
        assert_eq!(*again.saved(), *saved);
        assert_eq!(Session::read(b"{}").unwrap_err(), Unreadable);
        assert_eq!(format!("{again:?}"), "Session(…)");
    }
}
