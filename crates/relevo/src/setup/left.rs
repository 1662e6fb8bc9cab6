//! In the topics of a group that a connection has left: the line that says where each conversation goes on, its closing, and a word to
//! whoever of the team still writes there.
//!
//! What is to be done is kept (`store::left`), noted by a move (`moving`) and by intake (`intake::left`); it is done one call after the
//! other, beside everything else. Nothing hangs on it: where the bot may not (any more), it is let be.

use std::sync::Arc;

use relevo_core::topic_link;
use relevo_telegram::{Call, Gateway, Outcome, Refusal, ReplyTo, Send, Text, ThreadId};

use super::Setup;
use crate::store::{GoesOn, LeftTopic, Owes, StoreError};
use crate::words::Voice;

/// How far apart two calls are, in milliseconds.
const PACE_MS: i64 = 1_000;
/// How far apart a topic's line and its closing are, in milliseconds.
const CLOSES_AFTER_MS: i64 = 3_000;
/// How long the new topic is awaited, whose link the line holds, in milliseconds; then it leads to the group.
const NEW_TOPIC_MS: i64 = 60_000;
/// When it is tried again, in milliseconds, after Telegram could not be reached, and how often it is looked for a new topic.
const AGAIN_MS: i64 = 5_000;

/// The topic General, to which a group's own link leads.
const GENERAL: ThreadId = ThreadId(1);

/// What became of a call.
enum Ended {
    /// It was made, or may have been.
    Done,
    /// It is made a little later.
    NotYet,
    /// Nothing is done in this group for so many milliseconds.
    Later(i64),
    /// It cannot be made in this topic.
    NotHere,
    /// It cannot be made in this group.
    Nowhere,
}

impl Setup {
    /// Does the next thing that is due in a topic that was left behind, if it is time for one. Says whether it did.
    pub(super) async fn tell_left(&mut self) -> Result<bool, StoreError> {
        let now_ms = self.clock.now_ms();
        // A clock that was set back does not make anybody wait.
        if (self.left_ms - PACE_MS..self.left_ms).contains(&now_ms) {
            return Ok(false);
        }
        self.left_ms = now_ms + PACE_MS;
        let Some(topic) = self.store.left_due(now_ms).await? else {
            return Ok(false);
        };
        let goes_on = self.store.goes_on(topic.conversation).await?;
        let directory = self.shared.now();
        let ended = match (goes_on, directory.gateways.get(&topic.identity)) {
            (Some(to), Some(_)) if waits(&topic, to, now_ms) => Ended::NotYet,
            (Some(to), Some(line)) => self.do_left(&topic, to, Arc::clone(line)).await,
            _ => Ended::NotHere,
        };
        self.did_left(topic, &ended, now_ms).await?;
        Ok(true)
    }

    async fn do_left(&self, topic: &LeftTopic, to: GoesOn, line: Arc<dyn Gateway>) -> Ended {
        let say = |sentence| {
            let directory = self.shared.now();
            let connection = directory.connections.get(&to.connection);
            let language = connection.map(|of| of.params.language);
            let link = topic_link(to.group, to.thread.unwrap_or(GENERAL)).unwrap_or_default();
            let text = Voice::of(language.unwrap_or_default()).say(sentence, &[("link", link)]);
            let reply = topic.about.map(|message| ReplyTo {
                message,
                quote: None,
            });
            Call::SendText {
                to: Send {
                    chat: topic.group,
                    thread: Some(topic.thread),
                    reply,
                    silent: topic.about.is_none(),
                },
                text: Text::plain(text),
                no_preview: true,
                buttons: Vec::new(),
            }
        };
        let call = match topic.owes {
            Owes::Nothing => return Ended::NotHere,
            Owes::Farewell => say("setup-left-goes-on"),
            Owes::Closing => Call::CloseTopic(topic.group, topic.thread),
            Owes::Answer => say("setup-left-not-here"),
        };
        ended(&line.call(&call).await, topic.owes)
    }

    /// Keeps what is to be done then.
    async fn did_left(
        &self,
        topic: LeftTopic,
        ended: &Ended,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let of = (topic.identity, topic.group);
        let nothing = LeftTopic {
            owes: Owes::Nothing,
            about: None,
            ..topic
        };
        let mut tx = self.store.write().await?;
        match ended {
            Ended::Done if topic.owes == Owes::Farewell => {
                let closing = LeftTopic {
                    owes: Owes::Closing,
                    due_ms: now_ms + CLOSES_AFTER_MS,
                    ..topic
                };
                tx.put_left(&closing).await?;
            }
            Ended::Done | Ended::NotHere => tx.put_left(&nothing).await?,
            Ended::NotYet => {
                let later = LeftTopic {
                    due_ms: now_ms + AGAIN_MS,
                    ..topic
                };
                tx.put_left(&later).await?;
            }
            Ended::Later(wait_ms) => tx.put_off_left(of, now_ms + wait_ms).await?,
            Ended::Nowhere => tx.drop_left(of.0, of.1).await?,
        }
        tx.commit().await
    }
}

/// Whether a line waits for the new topic to be there.
fn waits(topic: &LeftTopic, to: GoesOn, now_ms: i64) -> bool {
    let is_early = (topic.left_ms..topic.left_ms + NEW_TOPIC_MS).contains(&now_ms);
    topic.owes == Owes::Farewell && to.thread.is_none() && is_early
}

fn ended(outcome: &Outcome, owes: Owes) -> Ended {
    match outcome {
        Outcome::Done(_) | Outcome::Unknown => Ended::Done,
        Outcome::NotSent => Ended::Later(AGAIN_MS),
        Outcome::Wait(time) => Ended::Later(i64::try_from(time.as_millis()).unwrap_or(AGAIN_MS)),
        // That it may not close topics says nothing about what else it may.
        Outcome::Refused(_) if owes == Owes::Closing => Ended::NotHere,
        Outcome::Refused(
            Refusal::NotMember
            | Refusal::ChatMissing
            | Refusal::RightMissing(_)
            | Refusal::NotForum
            | Refusal::TokenInvalid
            | Refusal::Migrated(_),
        ) => Ended::Nowhere,
        Outcome::Refused(_) => Ended::NotHere,
    }
}
