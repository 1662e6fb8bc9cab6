//! The MTProto door: people's own apps, and other programs that log in as people, on the shared world.
//!
//! Layers, each a file or folder that knows the ones below: `transport` (frames) → `cipher`, `rsa`, `handshake` (keys) → `session`,
//! `envelope` (messages) → `connection` (one socket) → `rpc` (the table of methods, `methods/`, `login/`) → the world. `boxes` turns what changed
//! in the world into updates with `pts` for each account, `tell` shows the world's things in TL. [`Door`] is what all
//! connections share; [`Sim`](crate::sim::Sim) owns it, so that the control API and deeds through other doors reach it.
//!
//! It has one layer of TL, that of the pinned grammers; what is not simulated is refused by name. It never blocks on a client:
//! whoever reads too slowly loses pushes and fetches the difference. Decisions: ADR 28.

mod boxes;
mod cipher;
mod connection;
mod door;
mod envelope;
mod handle;
mod handshake;
mod keys;
mod login;
mod methods;
mod nesting;
mod peers;
mod rpc;
mod rsa;
mod session;
mod tell;
mod transport;
mod uploads;

use std::io;
use std::ops::RangeInclusive;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub(crate) use door::Door;
pub(crate) use login::code::digits as phone_digits;

use crate::sim::Sim;

/// The layers that are spoken: grammers' own, and the one before it, whose types are the same where both have them.
const LAYERS: RangeInclusive<i32> = 229..=grammers_tl_types::LAYER;

/// Connections at a time; more wait until one ends.
const CONNECTIONS_MAX: usize = 1_000;

/// Accepts until the future holding this is dropped, which ends every connection.
///
/// # Errors
/// If the listener fails for good.
pub(crate) async fn accept(listener: TcpListener, sim: Arc<Sim>) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < CONNECTIONS_MAX => {
                // A client that is gone before it was accepted is nobody's trouble.
                if let Ok((stream, _)) = accepted {
                    connections.spawn(connection::serve(stream, address, sim.clone()));
                }
            }
        }
    }
}
