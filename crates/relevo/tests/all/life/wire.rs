//! The line between desk and Telegram, watched: counts calls, notes whose outcome the desk cannot know, and is where the process dies.
//!
//! A death is a future that never ends: whoever runs the desk hears of it, and drops all of it.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use relevo::app::Lines;
use relevo::sim_wire::SimWire;
use relevo::store::{Commit, CommitWatch};
use relevo_telegram::BoxFuture;
use relevo_telegram_bot::{Bot, Wire, WireAnswer};
use relevo_telegram_sim::sim::Sim;
use serde_json::Value;
use tokio::sync::Notify;

use super::step::KillPoint;

/// What is watched.
#[derive(Default)]
pub(crate) struct Watch {
    state: Mutex<State>,
    died: Notify,
}

#[derive(Default)]
struct State {
    /// Where the process dies, one after the other, and how many such instants pass before.
    armed: VecDeque<(KillPoint, u32)>,
    /// Nobody dies for the moment.
    spared: bool,
    /// How many deaths were asked for.
    asked: usize,
    /// Nobody calls any more.
    dead: bool,
    calls: usize,
    kills: BTreeMap<KillPoint, usize>,
    /// By chat and topic there: posts whose outcome the desk cannot know.
    doubts: HashMap<(i64, Option<i64>), usize>,
}

impl Watch {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics while holding it")
    }

    pub(crate) fn arm(&self, at: KillPoint, nth: u32) {
        let mut state = self.state();
        state.armed.push_back((at, nth));
        state.asked += 1;
    }

    /// What has not fallen waits.
    pub(crate) fn spare(&self, spared: bool) {
        self.state().spared = spared;
    }

    pub(crate) fn asked(&self) -> usize {
        self.state().asked
    }

    /// Resolves when the process dies.
    pub(crate) async fn death(&self) {
        self.died.notified().await;
    }

    /// Another process lives.
    pub(crate) fn rise(&self) {
        self.state().dead = false;
    }

    pub(crate) fn calls(&self) -> usize {
        self.state().calls
    }

    pub(crate) fn kills(&self) -> BTreeMap<KillPoint, usize> {
        self.state().kills.clone()
    }

    /// Posts of unknown outcome, by chat and topic.
    pub(crate) fn doubts(&self) -> HashMap<(i64, Option<i64>), usize> {
        self.state().doubts.clone()
    }

    /// One of the instants at which the process may die. Then it never goes on.
    async fn instant(&self, at: KillPoint) {
        let dies = {
            let mut state = self.state();
            let is_spared = state.spared;
            let due = state.armed.front_mut();
            let due = due.filter(|(armed, _)| *armed == at && !is_spared);
            let dies = due.is_some_and(|(_, left)| {
                *left = left.saturating_sub(1);
                *left == 0
            });
            if dies {
                state.armed.pop_front();
                state.dead = true;
                *state.kills.entry(at).or_default() += 1;
                self.died.notify_one();
            }
            dies || state.dead
        };
        if dies {
            std::future::pending().await
        }
    }

    fn note(&self, method: &str, params: &Value, answer: &WireAnswer) {
        let mut state = self.state();
        state.calls += 1;
        let clear = match answer {
            WireAnswer::NotSent => true,
            WireAnswer::Lost => false,
            WireAnswer::Http { status, body } => {
                *status < 500 && serde_json::from_slice::<Value>(body).is_ok()
            }
        };
        let posts = ["send", "copy", "forward"];
        if clear || !posts.iter().any(|begin| method.starts_with(begin)) {
            return;
        }
        if let Some(chat) = params["chat_id"].as_i64() {
            let thread = params["message_thread_id"].as_i64();
            *state.doubts.entry((chat, thread)).or_default() += 1;
        }
    }
}

/// Tells the watch of commits.
pub(crate) fn commits_of(watch: &Arc<Watch>) -> CommitWatch {
    let watch = Arc::clone(watch);
    Arc::new(move |commit| {
        let watch = Arc::clone(&watch);
        Box::pin(async move {
            watch
                .instant(match commit {
                    Commit::Before => KillPoint::BeforeCommit,
                    Commit::After => KillPoint::AfterCommit,
                })
                .await;
        })
    })
}

/// Watched lines of bots into a simulated world.
pub(crate) fn lines_of(sim: &Arc<Sim>, watch: &Arc<Watch>) -> Lines {
    let (sim, watch) = (Arc::clone(sim), Arc::clone(watch));
    Arc::new(move |identity| {
        let wire = SimWire::new(Arc::clone(&sim), identity.token.expose().to_owned());
        let watch = Arc::clone(&watch);
        Arc::new(Bot::over(Arc::new(Watched { wire, watch })))
    })
}

/// Promise: of the deaths asked for each comes after the one before, and none while the process is spared.
#[test]
fn deaths_wait_for_each_other() {
    use futures_util::FutureExt as _;
    let watch = Watch::default();
    let dies = |at| watch.instant(at).now_or_never().is_none();
    watch.arm(KillPoint::BeforeCall, 2);
    watch.arm(KillPoint::AfterCall, 1);
    assert!(!dies(KillPoint::AfterCall), "it is not its turn");
    assert!(!dies(KillPoint::BeforeCall), "the first of two");
    watch.spare(true);
    assert!(!dies(KillPoint::BeforeCall));
    watch.spare(false);
    assert!(dies(KillPoint::BeforeCall));
    assert!(dies(KillPoint::BeforePull), "the dead do nothing");
    watch.rise();
    assert!(dies(KillPoint::AfterCall));
    watch.rise();
    assert!(!dies(KillPoint::AfterCall));
    assert_eq!(
        (watch.kills().values().sum::<usize>(), watch.asked()),
        (2, 2)
    );
}

struct Watched {
    wire: SimWire,
    watch: Arc<Watch>,
}

impl Wire for Watched {
    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        Box::pin(async move {
            let (before, after) = match method {
                "getUpdates" => (KillPoint::BeforePull, KillPoint::AfterPull),
                _ => (KillPoint::BeforeCall, KillPoint::AfterCall),
            };
            self.watch.instant(before).await;
            let answer = self.wire.request(method, params.clone(), patience).await;
            self.watch.note(method, &params, &answer);
            self.watch.instant(after).await;
            answer
        })
    }
}
