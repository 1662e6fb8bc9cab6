//! One life of the demo's desk: begun, and ended in peace or without a goodbye.

use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use relevo_core::Budgets;
use relevo_telegram::Gateway;
use relevo_telegram_bot::Bot;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::super::pace::pause;
use super::Parts;
use crate::app::{App, Lines};
use crate::directory::Shared;

/// How often it is looked whether everything of a killed desk is gone, and how often at most.
const GONE_LOOK: Duration = Duration::from_millis(1);
const GONE_LOOKS_MAX: usize = 1_000;

/// One life of the desk.
pub(super) struct Run {
    task: JoinSet<()>,
    stop: watch::Sender<bool>,
    /// Its lines to Telegram. All that works holds one, or the directory that holds them.
    lines: Arc<Mutex<Vec<Weak<dyn Gateway>>>>,
}

impl Run {
    /// It starts.
    pub(super) fn begin(parts: &Parts) -> Run {
        let made: Arc<Mutex<Vec<Weak<dyn Gateway>>>> = Arc::default();
        let (url, known) = (parts.url.clone(), Arc::clone(&made));
        let lines: Lines = Arc::new(move |identity| {
            let bot = Bot::over_http(identity.token.expose(), &url)
                .expect("the door's address is an address");
            let line: Arc<dyn Gateway> = Arc::new(bot);
            known.lock().expect(UNPOISONED).push(Arc::downgrade(&line));
            line
        });
        let app = App {
            store: parts.store.clone(),
            clock: parts.clock.clone(),
            shared: Shared::default(),
            lines,
            budgets: Budgets::default(),
        };
        let (stop, mut stopped) = watch::channel(false);
        let mut task = JoinSet::new();
        task.spawn(async move {
            let told = async move {
                // A keeper that is gone counts as told, too.
                let _ = stopped.wait_for(|stopped| *stopped).await;
            };
            if let Err(problem) = app.serve(told).await {
                tracing::error!(error = %problem, "the desk ended");
            }
        });
        Run {
            task,
            stop,
            lines: made,
        }
    }

    /// Resolves when it has ended by itself.
    pub(super) async fn ended(&mut self) {
        self.task.join_next().await;
    }

    /// In peace: calls in flight are recorded.
    pub(super) async fn end(mut self) {
        self.stop.send_replace(true);
        while self.task.join_next().await.is_some() {}
    }

    /// Without a goodbye. Over when nothing of it is left that could make a call or write a row.
    pub(super) async fn kill(mut self) {
        self.task.shutdown().await;
        for _ in 0..GONE_LOOKS_MAX {
            let lines = self.lines.lock().expect(UNPOISONED).clone();
            if lines.iter().all(|line| line.strong_count() == 0) {
                return;
            }
            pause(GONE_LOOK).await;
        }
        tracing::error!("something of the killed desk is still there");
    }
}

const UNPOISONED: &str = "nothing panics while this lock is held";
