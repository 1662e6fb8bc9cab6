//! Serves the doors that need sockets, until told to stop.

use std::future::Future;
use std::io;
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::door::{bot_api, control, playground, socket, webhook};
use crate::mtproto;
use crate::playground::Playground;
use crate::sim::Sim;

/// Where to listen. A door without a listener stays shut.
#[derive(Default)]
pub struct Listeners {
    /// The Bot API.
    pub bot_api: Option<TcpListener>,
    /// MTProto.
    pub mtproto: Option<TcpListener>,
    /// The control API.
    pub control: Option<TcpListener>,
    /// The playground, with what its host shows there.
    pub playground: Option<(TcpListener, Arc<Playground>)>,
}

/// Serves until `shutdown` is done; then every connection ends at once, long polls included.
/// Updates of bots with a webhook are delivered meanwhile.
///
/// # Errors
/// If a listener fails for good.
pub async fn serve(
    sim: Arc<Sim>,
    listeners: Listeners,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let bot_api = async {
        let Some(listener) = listeners.bot_api else {
            return std::future::pending().await;
        };
        let refusing = sim.refusing.subscribe();
        let sim = sim.clone();
        socket::accept(listener, refusing, move |http| {
            bot_api::answer(sim.clone(), http)
        })
        .await
    };
    let mtproto = async {
        match listeners.mtproto {
            Some(listener) => mtproto::accept(listener, sim.clone()).await,
            None => std::future::pending().await,
        }
    };
    let control = async {
        let Some(listener) = listeners.control else {
            return std::future::pending().await;
        };
        // Whoever refuses connections must be able to stop refusing.
        let never = tokio::sync::watch::Sender::new(false);
        let sim = sim.clone();
        socket::accept(listener, never.subscribe(), move |http| {
            control::answer(sim.clone(), http)
        })
        .await
    };
    let playground = async {
        let Some((listener, playground)) = listeners.playground else {
            return std::future::pending().await;
        };
        let never = tokio::sync::watch::Sender::new(false);
        let sim = sim.clone();
        socket::accept(listener, never.subscribe(), move |http| {
            playground::answer(sim.clone(), playground.clone(), http)
        })
        .await
    };
    tokio::select! {
        () = shutdown => Ok(()),
        ended = playground => ended,
        ended = bot_api => ended,
        ended = control => ended,
        ended = mtproto => ended,
        () = webhook::deliver(sim.clone()) => Ok(()),
    }
}
