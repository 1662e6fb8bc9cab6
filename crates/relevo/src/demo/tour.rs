//! The guided tour: which step is shown, in which phase, and what the visitor's wishes do to it.
//!
//! Levers are pulled whenever a visitor pulls them, also while a step is told. Deliberately absent: what a step does
//! (`story`).

use std::future::Future;

use relevo_telegram_sim::playground::{Check, Guide, Look, Phase, Step, Wish};
use tokio::sync::mpsc;

use super::pace::{Pace, pause};
use super::stage::Stage;
use super::story::Card;

/// How often it is looked, while a step is told, whether a topic has come that is to be shown.
const LOOK: std::time::Duration = std::time::Duration::from_millis(100);

/// The tour.
pub(super) struct Tour<'s> {
    stage: &'s Stage,
    cards: Vec<Card>,
    wishes: mpsc::UnboundedReceiver<Wish>,
    pace: Pace,
    at: usize,
    phase: Phase,
    checks: Vec<Check>,
    shown: Option<Guide>,
}

impl<'s> Tour<'s> {
    /// A tour with these cards; not shown yet.
    pub(super) fn new(
        stage: &'s Stage,
        cards: Vec<Card>,
        wishes: mpsc::UnboundedReceiver<Wish>,
        pace: Pace,
    ) -> Tour<'s> {
        Tour {
            stage,
            cards,
            wishes,
            pace,
            at: 0,
            phase: Phase::Ready,
            checks: Vec::new(),
            shown: None,
        }
    }

    /// Shows a step in a phase.
    pub(super) fn show(&mut self, at: usize, phase: Phase) {
        (self.at, self.phase) = (at, phase);
        self.refresh();
    }

    /// Does something while levers work and a visitor in a hurry is heard. To press *Next* has no meaning meanwhile.
    pub(super) async fn during<T>(&mut self, deed: impl Future<Output = T>) -> T {
        tokio::pin!(deed);
        loop {
            tokio::select! {
                done = &mut deed => return done,
                wish = self.wish() => if wish == Wish::Skip {
                    self.pace.hurry();
                },
                () = pause(LOOK) => if self.shown.is_some() {
                    self.refresh();
                },
            }
        }
    }

    /// Waits for *Next*, unless somebody is in a hurry.
    pub(super) async fn next(&mut self) {
        while !self.pace.is_hurried() {
            match self.wish().await {
                Wish::Next => return,
                Wish::Skip => self.pace.hurry(),
                Wish::Again | Wish::Lever(_) => {}
            }
        }
    }

    /// The story is over: its last step is shown with what was counted, and steps can be read again.
    pub(super) fn end(&mut self, checks: Vec<Check>) {
        self.checks = checks;
        self.show(self.cards.len() - 1, Phase::Over);
    }

    /// Turns the pages of the tour that is over, for ever.
    pub(super) async fn read_again(&mut self) {
        let last = self.cards.len() - 1;
        loop {
            let at = match self.wish().await {
                Wish::Next => (self.at + 1).min(last),
                Wish::Skip => last,
                Wish::Again => 0,
                Wish::Lever(_) => continue,
            };
            self.show(at, Phase::Over);
        }
    }

    /// The next wish. Levers are pulled on the way.
    async fn wish(&mut self) -> Wish {
        loop {
            match self.wishes.recv().await {
                Some(Wish::Lever(lever)) => self.stage.desk.pull(lever),
                Some(wish) => return wish,
                None => std::future::pending().await,
            }
        }
    }

    /// Tells the page, if there is anything to tell.
    fn refresh(&mut self) {
        let guide = Guide {
            steps: self.cards.iter().map(|card| self.step(card)).collect(),
            at: self.at,
            phase: self.phase,
            checks: self.checks.clone(),
        };
        if self.shown.as_ref() != Some(&guide) {
            self.shown = Some(guide.clone());
            self.stage.playground.set_guide(Some(guide));
        }
    }

    fn step(&self, card: &Card) -> Step {
        let (client, chat) = card.left;
        let (operator, topic) = card.right;
        let look = |person, chat, thread| Look {
            person,
            chat,
            thread,
        };
        let thread = topic.and_then(|chat| self.stage.thread(chat));
        Step {
            title: card.title.into(),
            text: card.text.into(),
            hint: card.hint.into(),
            look: vec![
                look(client, chat.id, None),
                look(operator, self.stage.cast.support, thread),
            ],
        }
    }
}
