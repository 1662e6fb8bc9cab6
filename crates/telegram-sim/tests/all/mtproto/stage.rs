//! The door, open on loopback, with the small world of the other doors behind it.

use std::net::SocketAddr;
use std::sync::Arc;

use relevo_telegram_sim::control::NewPerson;
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::doors::stage::Stage;

/// MTProto, Bot API and control API of one world; they shut with this.
pub(crate) struct Open {
    pub(crate) stage: Stage,
    pub(crate) mtproto: SocketAddr,
    pub(crate) control: SocketAddr,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Open {
    pub(crate) async fn doors() -> Open {
        let stage = Stage::new(SimClock::Real { factor: 1 }, Checks::On);
        let (mtproto, control) = (free_port().await, free_port().await);
        let (mtproto_at, control_at) = (mtproto.local_addr(), control.local_addr());
        let listeners = Listeners {
            mtproto: Some(mtproto),
            control: Some(control),
            ..Listeners::default()
        };
        let serving = serve(stage.sim.clone(), listeners, std::future::pending());
        Open {
            stage,
            mtproto: mtproto_at.expect("it is bound"),
            control: control_at.expect("it is bound"),
            serving: tokio::spawn(serving),
        }
    }

    pub(crate) fn sim(&self) -> &Arc<Sim> {
        &self.stage.sim
    }

    /// Somebody who can log in.
    pub(crate) fn person(&self, first_name: &str, phone: &str) -> i64 {
        let new = NewPerson {
            first_name: first_name.to_owned(),
            phone: Some(phone.to_owned()),
            ..NewPerson::default()
        };
        self.sim().with(|world| world.make_person(new))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn free_port() -> TcpListener {
    TcpListener::bind("127.0.0.1:0")
        .await
        .expect("loopback has a free port")
}
