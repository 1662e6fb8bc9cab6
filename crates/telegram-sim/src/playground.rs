//! What the playground shows beside the world: levers and a guide of the program that runs it.
//!
//! The simulator knows nothing of any desk. Whoever serves the playground may offer *levers* (named deeds of its own, for
//! instance to restart a program) and a *guide* (steps of a tour). They are names and words here; pulling and walking are told
//! to the host through [`Wish`]es. The door that serves them is `door::playground`.

use std::sync::{Arc, Mutex, MutexGuard};

use serde::Serialize;
use tokio::sync::{mpsc, watch};

/// A deed that the host offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lever {
    /// Its name in the address.
    pub name: &'static str,
    /// What is on the button.
    pub label: String,
    /// What it does, in one sentence.
    pub does: String,
    /// Whether it can be pulled now.
    pub enabled: bool,
    /// How things stand, in a word or two; may be empty.
    pub state: String,
}

/// What a pane should show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Look {
    /// Through whose eyes.
    pub person: i64,
    /// Chat as that person names it.
    pub chat: i64,
    /// Topic of a forum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<i64>,
}

/// A step of the tour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// A few words.
    pub title: String,
    /// What happens, in a sentence or two.
    pub text: String,
    /// What to look at or click; may be empty.
    pub hint: String,
    /// What the panes should show, from left to right.
    pub look: Vec<Look>,
}

/// Where the tour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the first step.
    Ready,
    /// The step is being told.
    Telling,
    /// The visitor is to go on.
    Waiting,
    /// The tour is over: the visitor is free.
    Over,
}

/// Something counted at the end of the tour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Whether it is so.
    pub kept: bool,
    /// What was counted.
    pub words: String,
}

/// The tour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guide {
    /// All steps.
    pub steps: Vec<Step>,
    /// The step that is shown, from 0.
    pub at: usize,
    /// Where it is.
    pub phase: Phase,
    /// Counted at the end.
    pub checks: Vec<Check>,
}

/// What a visitor wants of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The next step.
    Next,
    /// The rest of the tour at once.
    Skip,
    /// The tour again from its first step, for looking only.
    Again,
    /// A lever is pulled.
    Lever(&'static str),
}

/// What the page is told of the host.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Host {
    pub(crate) title: String,
    pub(crate) levers: Vec<Lever>,
    pub(crate) guide: Option<Guide>,
}

/// Shared by the host and the door.
pub struct Playground {
    host: Mutex<Host>,
    wishes: mpsc::UnboundedSender<Wish>,
    changed: watch::Sender<u64>,
}

impl Playground {
    /// A playground with this title, and the end at which its visitors' wishes come out.
    pub fn new(title: &str) -> (Arc<Playground>, mpsc::UnboundedReceiver<Wish>) {
        let (wishes, heard) = mpsc::unbounded_channel();
        let playground = Playground {
            host: Mutex::new(Host {
                title: title.to_owned(),
                ..Host::default()
            }),
            wishes,
            changed: watch::Sender::new(0),
        };
        (Arc::new(playground), heard)
    }

    /// Offers these levers and no others.
    pub fn set_levers(&self, levers: Vec<Lever>) {
        self.change(|host| host.levers = levers);
    }

    /// Says how things stand with one lever.
    pub fn set_lever(&self, name: &str, enabled: bool, state: &str) {
        self.change(|host| {
            if let Some(lever) = host.levers.iter_mut().find(|lever| lever.name == name) {
                lever.enabled = enabled;
                state.clone_into(&mut lever.state);
            }
        });
    }

    /// Shows this tour; `None` = no tour.
    pub fn set_guide(&self, guide: Option<Guide>) {
        self.change(|host| host.guide = guide);
    }

    fn change(&self, change: impl FnOnce(&mut Host)) {
        change(&mut self.lock());
        self.changed.send_modify(|version| *version += 1);
    }

    /// The tour as it is shown now.
    pub fn guide(&self) -> Option<Guide> {
        self.lock().guide.clone()
    }

    /// The levers as they are now.
    pub fn levers(&self) -> Vec<Lever> {
        self.lock().levers.clone()
    }

    /// As it is now.
    pub(crate) fn host(&self) -> Host {
        self.lock().clone()
    }

    /// Counts up at every change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// The lever of this name, if there is one.
    pub(crate) fn lever_named(&self, name: &str) -> Option<&'static str> {
        let host = self.lock();
        let lever = host.levers.iter().find(|lever| lever.name == name)?;
        Some(lever.name)
    }

    /// A visitor tells the host; `false` if there is no such lever, it cannot be pulled now, or nobody listens.
    pub fn wish(&self, wish: Wish) -> bool {
        if let Wish::Lever(name) = &wish
            && !self
                .lock()
                .levers
                .iter()
                .any(|lever| lever.name == *name && lever.enabled)
        {
            return false;
        }
        self.wishes.send(wish).is_ok()
    }

    fn lock(&self) -> MutexGuard<'_, Host> {
        self.host
            .lock()
            .expect("a panic while this was locked is a bug of the simulator")
    }
}
