//! The desk dies at an instant that a scenario chooses: just before a commit or just after one. Whatever was done in Telegram between two
//! commits is done by then, so before a commit is also "the call was made, and nobody noted it", and after one "it was claimed, and never made".
//!
//! Neighbours: `stage` and `setup` let their desks die by it and start them anew.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relevo::store::Store;

/// When a desk dies: at the so many-th instant from when that was said.
#[derive(Default)]
pub(crate) struct Death {
    /// How many instants are left; 0: it lives on.
    left: AtomicUsize,
    dead: tokio::sync::Notify,
}

impl Death {
    /// From now on whatever this store's desk commits counts.
    pub(crate) fn watches(store: &Store) -> Arc<Death> {
        let death = Arc::new(Death::default());
        let watch = Arc::clone(&death);
        store.watch_commits(Arc::new(move |_| {
            let watch = Arc::clone(&watch);
            Box::pin(async move { watch.at_a_commit().await })
        }));
        death
    }

    async fn at_a_commit(&self) {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(1), Ordering::Relaxed);
        if left == 1 {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
    }

    /// It is to die at this instant from now on.
    pub(crate) fn comes_at(&self, instant: usize) {
        self.left.store(instant, Ordering::Relaxed);
    }

    /// Whether it has died as it was to.
    pub(crate) fn has_come(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    /// Lets a desk work, unless it dies meanwhile. Says whether it did.
    pub(crate) async fn interrupts<T, E: std::fmt::Debug>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> bool {
        // On the heap: a desk's work is large, and scenarios nest deeply.
        let work = Box::pin(work);
        tokio::select! {
            done = work => {
                done.expect("the store works");
                false
            }
            () = self.dead.notified() => true,
        }
    }
}
