//! The calls of the program: what is claimed and checked, and how they end.

use std::collections::BTreeSet;

use relevo_telegram::{Call, MessageId, Outcome, Receipt, Refusal};

use super::Program;
use crate::call::tests::albums::Heard;
use crate::call::tests::claimed;
use crate::call::{Next, after_call, next_call};
use crate::{ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, CallbackAction, Cause, Delivery, Direction, State};

impl Program {
    /// The head of the lane says which call it needs, and it is claimed.
    pub(super) fn claim(&mut self) {
        let in_lane = |one: &&Delivery| !matches!(one.state, State::Held(_) | State::Failed(_));
        let Some(head) = self.kept.outbox.values().find(in_lane).cloned() else {
            return;
        };
        if self.flight.is_some() {
            return;
        }
        match self.with_facts(&head, |facts| next_call(&head, facts, self.now_ms)) {
            Next::NotYet { until_ms } => assert!(until_ms > self.now_ms, "asked again at once"),
            Next::Settle(changes) => self.apply(&changes),
            Next::Call { call, .. } => {
                self.check(&head, &call);
                self.kept
                    .outbox
                    .insert(head.seq, claimed(&head, call.method()));
                self.flight = Some((head.seq, call));
            }
        }
    }

    /// What a call brings, in order: which of the things said, in which words.
    fn brought(&self, head: &Delivery, call: &Call) -> Vec<(usize, String)> {
        let causes: Vec<Cause> = match (head.album(), head.cause) {
            (Some(album), _) => album.items.iter().map(|part| part.cause).collect(),
            (None, cause) => cause.into_iter().collect(),
        };
        let which = causes.iter().map(|cause| Self::which(cause.source));
        let words: Vec<String> = match call {
            Call::SendAlbum { items, .. } => {
                items.iter().map(|item| item.caption.text.clone()).collect()
            }
            Call::SendText { text: words, .. }
            | Call::Copy {
                caption: Some(words),
                ..
            }
            | Call::SendMedia { caption: words, .. } => vec![words.text.clone()],
            // A copy has the words that its original has at this moment.
            Call::Copy { caption: None, .. } => {
                let original = which.clone().next();
                let words = original.map(|which| self.said[which].words.clone());
                words.into_iter().collect()
            }
            _ => Vec::new(),
        };
        which.zip(words).collect()
    }

    /// At the moment of the call: no note leaves and nothing of its album, nothing that was withdrawn; and an album that goes
    /// out for the first time is complete and whole.
    fn check(&mut self, head: &Delivery, call: &Call) {
        let brought = self.brought(head, call);
        for (which, words) in &brought {
            let kept = self
                .whole(*which)
                .into_iter()
                .any(|other| self.said[other].is_note);
            let first = !self.said[*which].left;
            assert!(!words.starts_with('/'), "a note leaves: {call:?}");
            assert!(!first || !kept, "what a note keeps inside leaves: {call:?}");
            assert!(
                self.direction == Direction::ToTopic || !self.withdrawn.contains(which),
                "what was withdrawn leaves: {call:?}"
            );
        }
        if let Call::SendAlbum { .. } = call {
            let album = self.whole(brought[0].0);
            let is_new = album.iter().all(|which| !self.said[*which].left);
            let names: BTreeSet<usize> = brought.iter().map(|(which, _)| *which).collect();
            assert!(!is_new || names == album, "a part of an album: {call:?}");
            let stored_ms = names.iter().map(|which| self.said[*which].stored_ms).max();
            let quiet = stored_ms.is_some_and(|at_ms| self.now_ms >= at_ms + ALBUM_QUIET_MS);
            let is_full = names.len() == ALBUM_ITEMS_MAX;
            assert!(
                quiet || is_full || self.is_followed(head),
                "too early: {call:?}"
            );
        }
        for (which, _) in brought {
            self.said[which].left = true;
        }
    }

    /// The call under way ends. Telegram may have done it or not, and the desk may hear of it or not.
    pub(super) fn end(&mut self, done: bool, heard: Heard) {
        let Some((seq, call)) = self.flight.take() else {
            return;
        };
        let one = self.kept.outbox[&seq].clone();
        let done = match heard {
            Heard::Answer => true,
            Heard::Lost => done,
            Heard::NotSent | Heard::Refused => false,
        };
        let receipt = if done {
            self.telegram(&one, &call)
        } else {
            None
        };
        let outcome = match (heard, receipt) {
            (Heard::Answer, Some(receipt)) => Outcome::Done(receipt),
            (Heard::Answer, None) => Outcome::Refused(Refusal::SourceMissing),
            (Heard::NotSent, _) => Outcome::NotSent,
            (Heard::Refused, _)
                if matches!(call, Call::SendAlbum { .. } | Call::SendMedia { .. }) =>
            {
                let text = "wrong file identifier".into();
                Outcome::Refused(Refusal::Other { code: 400, text })
            }
            (Heard::Refused, _) if one.album().is_some() => {
                let team = self.direction == Direction::ToClient;
                for (which, _) in self.brought(&one, &call) {
                    // What was refused to a client can be tried again.
                    self.said[which].refused = !team;
                }
                Outcome::Refused(Refusal::Uncopyable)
            }
            (Heard::Refused, _) => Outcome::NotSent,
            (Heard::Lost, _) => {
                for (which, _) in self.brought(&one, &call) {
                    self.said[which].unsure = true;
                }
                Outcome::Unknown
            }
        };
        let mut fresh = self.fresh();
        let changes = self.with_facts(&one, |facts| {
            let ended = (call.method(), &outcome);
            after_call(&one, facts, ended, self.now_ms, &mut fresh)
        });
        self.apply(&changes);
    }

    fn telegram(&mut self, one: &Delivery, call: &Call) -> Option<Receipt> {
        let mut made = Vec::new();
        for brought in self.brought(one, call) {
            self.next += 1;
            made.push(MessageId(self.next));
            self.there.insert(MessageId(self.next), brought);
        }
        match call {
            Call::SendAlbum { .. } => Some(Receipt::Messages(made)),
            Call::SendText { .. } | Call::Copy { .. } | Call::SendMedia { .. } => {
                Some(Receipt::Message(made[0]))
            }
            Call::EditText {
                at, text: words, ..
            }
            | Call::EditCaption {
                at, caption: words, ..
            } => {
                self.there.get_mut(&at.message)?.1.clone_from(&words.text);
                Some(Receipt::Nothing)
            }
            Call::Delete(at) => self.there.remove(&at.message).map(|_| Receipt::Nothing),
            other => panic!("a call that nobody asked for: {other:?}"),
        }
    }

    /// Telegram obeys, the updates are read, and the operator sends again what is held, until nothing is left to do.
    pub(in crate::call::tests) fn come_to_rest(&mut self) {
        self.read(true);
        for _ in 0..2_000 {
            self.end(true, Heard::Answer);
            self.now_ms += 500;
            self.claim();
            if self.flight.is_none() {
                let held = self.kept.callbacks.values().find(|row| {
                    matches!(
                        row.action,
                        CallbackAction::SendAgain
                            | CallbackAction::Retry
                            | CallbackAction::SendHeld
                            | CallbackAction::Publish
                    ) && self.kept.outbox.contains_key(&row.seq)
                });
                match held.cloned() {
                    Some(row) => self.press(&row),
                    None if self.kept.outbox.is_empty() => return,
                    None => {}
                }
            }
        }
        panic!("the lane never empties: {:?}", self.kept.outbox);
    }
}
