//! What Telegram tells an account, in order and without gaps, a batch at a time.
//!
//! grammers' message boxes say what is missing and when to ask for it; here they are fed and asked, and each batch leaves with the state of the
//! boxes that accounts for it. So a batch and its state can be kept in one transaction, and a process that dies between two batches fetches
//! the second again. (grammers' own stream hands out updates one by one while its state is already past the whole batch.) Taking is
//! cancel-safe: whoever drops the future loses nothing. Neighbour: `account` numbers what comes out. Deliberately absent: what an update means.

use std::time::Duration;

use grammers_session::types::{PeerId, PeerInfo, UpdatesState};
use grammers_session::updates::{MessageBoxes, PrematureEndReason, State, UpdatesLike};
use grammers_tl_types as tl;
use tokio::sync::mpsc;

use crate::dialogs;
use crate::line::{Line, Trouble};
use crate::peers::input_channel;

/// How much of a channel's difference is asked for at a time; Telegram gives people no more.
const CHANNEL_SLICE: i32 = 100;

/// Some updates that belong together, and whom they are about.
pub(crate) struct Batch {
    pub(crate) updates: Vec<tl::enums::Update>,
    pub(crate) users: Vec<tl::enums::User>,
    pub(crate) chats: Vec<tl::enums::Chat>,
    /// How far updates are taken in once these are.
    pub(crate) state: UpdatesState,
}

/// Where an account's updates come out.
pub(crate) struct Batches {
    boxes: MessageBoxes,
    pushes: mpsc::Receiver<UpdatesLike>,
}

impl Batches {
    /// From where the session was saved.
    pub(crate) fn resume(state: UpdatesState, pushes: mpsc::Receiver<UpdatesLike>) -> Batches {
        let boxes = MessageBoxes::load(state);
        Batches { boxes, pushes }
    }

    /// The next batch; none: nothing came for so long.
    pub(crate) async fn next(
        &mut self,
        line: &Line,
        patience: Duration,
    ) -> Result<Option<Batch>, Trouble> {
        let taken = tokio::time::timeout(patience, self.take(line));
        taken.await.unwrap_or(Ok(None))
    }

    async fn take(&mut self, line: &Line) -> Result<Option<Batch>, Trouble> {
        if self.boxes.is_empty() {
            self.begin(line).await?;
        }
        loop {
            // First, as it may find that something is missing.
            let deadline = self.boxes.check_deadlines();
            let told = if let Some(request) = self.boxes.get_difference() {
                let difference = line.ask(&request).await?;
                Some(self.boxes.apply_difference(difference))
            } else if let Some(request) = self.boxes.get_channel_difference() {
                self.of_channel(line, request).await?
            } else {
                match tokio::time::timeout_at(deadline.into(), self.pushes.recv()).await {
                    Ok(Some(pushed)) => self.boxes.process_updates(pushed).ok(),
                    // The connections are gone for good.
                    Ok(None) => return Err(Trouble::Lost),
                    Err(_) => None,
                }
            };
            if let Some((updates, users, chats)) = told {
                line.session.learn(users.iter().map(PeerInfo::from));
                line.session.learn(chats.iter().map(PeerInfo::from));
                if !updates.is_empty() {
                    return Ok(Some(self.batch(updates, users, chats)));
                }
            }
        }
    }

    /// The first time: what was before is nobody's business. Supergroups and channels count for themselves, so all that the account is in
    /// are looked at: what is told there later is missed by nobody who knows where they stood.
    async fn begin(&mut self, line: &Line) -> Result<(), Trouble> {
        let tl::enums::updates::State::State(state) =
            line.ask(&tl::functions::updates::GetState {}).await?;
        let stood = dialogs::channels(line).await?;
        self.boxes.set_state(state);
        for (channel, pts) in stood {
            self.boxes.try_set_channel_state(channel, pts);
        }
        Ok(())
    }

    /// A part of what a supergroup or channel has told; none: nothing more can be had of it now.
    async fn of_channel(
        &mut self,
        line: &Line,
        mut request: tl::functions::updates::GetChannelDifference,
    ) -> Result<Option<Told>, Trouble> {
        let tl::enums::InputChannel::Channel(channel) = &request.channel else {
            return Err(Trouble::Lost);
        };
        let known = input_channel(&line.session, PeerId::channel_unchecked(channel.channel_id));
        let Some(channel) = known else {
            self.boxes
                .end_channel_difference(PrematureEndReason::Banned);
            return Ok(None);
        };
        (request.channel, request.limit) = (channel, CHANNEL_SLICE);
        match line.ask(&request).await {
            Ok(difference) => Ok(Some(self.boxes.apply_channel_difference(difference))),
            Err(Trouble::Refused(refused)) => {
                // "Channel internal replication issues" pass; whoever may not look there any more does not.
                let reason = match refused.name.as_str() {
                    "PERSISTENT_TIMESTAMP_OUTDATED" => PrematureEndReason::TemporaryServerIssues,
                    "CHANNEL_PRIVATE" | "CHANNEL_INVALID" => PrematureEndReason::Banned,
                    _ => return Err(Trouble::Refused(refused)),
                };
                self.boxes.end_channel_difference(reason);
                Ok(None)
            }
            Err(trouble) => Err(trouble),
        }
    }

    fn batch(
        &self,
        updates: Vec<(tl::enums::Update, State)>,
        users: Vec<tl::enums::User>,
        chats: Vec<tl::enums::Chat>,
    ) -> Batch {
        Batch {
            updates: updates.into_iter().map(|(update, _)| update).collect(),
            users,
            chats,
            state: self.boxes.session_state(),
        }
    }
}

type Told = grammers_session::updates::UpdateAndPeers;
