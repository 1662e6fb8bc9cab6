//! The demo's desk: the one that `relevo serve` runs, as a task that can be killed and is then started anew.
//!
//! A kill is without a goodbye: the task and all that it started are dropped where they stand, with everything in memory;
//! what is left is the database, and what waits at Telegram. A keeper does this, one order at a time, and says on the
//! playground's levers how things stand. Deliberately absent: who gives the orders (`tour`, `story`).

mod run;

use std::sync::Arc;
use std::time::Duration;

use relevo_telegram_sim::playground::{Lever, Playground};
use relevo_telegram_sim::sim::Sim;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use super::pace::pause;
use crate::clock::Clock;
use crate::store::Store;
use run::Run;

/// How long a killed desk stays down, on the wall: long enough to see what waits meanwhile.
const DOWN: Duration = Duration::from_secs(3);
/// How long a desk may take to end in peace; what it has not recorded by then counts as unknown.
const END_PATIENCE: Duration = Duration::from_secs(10);

const KILL: &str = "kill_desk";
const START: &str = "start_desk";

/// How the desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Started; it has not caught up with Telegram yet.
    Starting,
    /// It waits for what comes.
    Running,
    /// There is none.
    Down,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Starting => "starting",
            State::Running => "running",
            State::Down => "down",
        }
    }
}

/// What the keeper is told.
enum Order {
    Kill,
    Start,
    Stop,
}

/// What a desk is made of.
pub(super) struct Parts {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) sim: Arc<Sim>,
    pub(super) playground: Arc<Playground>,
    /// Where the Bot API is.
    pub(super) url: String,
}

/// A desk that is kept running.
pub(super) struct Desk {
    orders: mpsc::UnboundedSender<Order>,
    state: watch::Receiver<State>,
    keeper: JoinHandle<()>,
}

impl Desk {
    /// Starts it, and offers its levers.
    pub(super) fn new(parts: Parts) -> Desk {
        let (orders, told) = mpsc::unbounded_channel();
        let (says, state) = watch::channel(State::Starting);
        parts.playground.set_levers(levers());
        let keeper = tokio::spawn(keep(parts, told, says));
        Desk {
            orders,
            state,
            keeper,
        }
    }

    /// Pulls one of the levers; another's name is of no effect.
    pub(super) fn pull(&self, lever: &str) {
        match lever {
            KILL => self.kill(),
            START => self.start(),
            _ => {}
        }
    }

    /// Kills it; it is started anew by itself. If it is down, nothing happens.
    pub(super) fn kill(&self) {
        self.tell(Order::Kill);
    }

    /// Starts it if it is down.
    pub(super) fn start(&self) {
        self.tell(Order::Start);
    }

    fn tell(&self, order: Order) {
        // The keeper ends only when the demo does.
        let _ = self.orders.send(order);
    }

    /// How it is now.
    pub(super) fn state(&self) -> State {
        *self.state.borrow()
    }

    /// Ends it in peace, or by force if that takes too long.
    pub(super) async fn close(mut self) {
        self.tell(Order::Stop);
        if tokio::time::timeout(END_PATIENCE, &mut self.keeper)
            .await
            .is_err()
        {
            self.keeper.abort();
        }
    }
}

fn levers() -> Vec<Lever> {
    vec![
        Lever {
            name: KILL,
            label: "Kill the desk".into(),
            does: "Ends the desk at once, whatever it is doing. It starts anew by itself three seconds later.".into(),
            enabled: true,
            state: State::Starting.word().into(),
        },
        Lever {
            name: START,
            label: "Start the desk".into(),
            does: "Starts the desk now, without waiting for it.".into(),
            enabled: false,
            state: String::new(),
        },
    ]
}

/// Keeps a desk running until told to stop.
async fn keep(parts: Parts, mut told: mpsc::UnboundedReceiver<Order>, says: watch::Sender<State>) {
    let say = |state: State| {
        let down = state == State::Down;
        parts.playground.set_lever(KILL, !down, state.word());
        parts.playground.set_lever(START, down, "");
        says.send_replace(state);
    };
    loop {
        say(State::Starting);
        let mut run = Run::begin(&parts);
        let stopping = loop {
            tokio::select! {
                order = told.recv() => match order {
                    Some(Order::Kill) => break false,
                    Some(Order::Start) => {}
                    Some(Order::Stop) | None => break true,
                },
                // Whoever supervises a real desk starts it anew, too.
                () = run.ended() => break false,
                () = caught_up(&parts.sim), if *says.borrow() == State::Starting => say(State::Running),
            }
        };
        if stopping {
            return run.end().await;
        }
        run.kill().await;
        say(State::Down);
        if !rest(&mut told).await {
            return;
        }
    }
}

/// Waits while the desk is down. Whether it is to be started again.
async fn rest(told: &mut mpsc::UnboundedReceiver<Order>) -> bool {
    let over = pause(DOWN);
    tokio::pin!(over);
    loop {
        tokio::select! {
            () = &mut over => return true,
            order = told.recv() => match order {
                Some(Order::Start) => return true,
                Some(Order::Kill) => {}
                Some(Order::Stop) | None => return false,
            },
        }
    }
}

/// Resolves when the desk has taken in what was there and waits for more.
async fn caught_up(sim: &Sim) {
    // The simulator outlives its desk.
    let _ = sim.long_polls().wait_for(|waiting| *waiting > 0).await;
}
