//! How a quick reply travels: to a client as one delivery, and into the topic "Replies" where it stays.

use relevo_telegram::{LinkButton, Media, MessageId, Text};

use super::{Reply, ReplyContent, ReplyId, ReplyWhat, Variables};
use crate::decide::{CAPTION_UNITS_MAX, words_and_buttons};
use crate::{IdentityId, Job, Matter, Name};

/// What a quick reply brings that no other message could: see `Job::Saved`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Which reply it is.
    pub reply: ReplyId,
    /// What it was called.
    pub name: Name,
    /// What it brings.
    pub brings: Brings,
}

/// What a quick reply brings. Places are in the backend group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brings {
    /// Words with buttons under them.
    Words {
        /// The words, variables filled in.
        text: Text,
        /// Whether to show no link preview.
        no_preview: bool,
        /// The buttons.
        buttons: Vec<LinkButton>,
    },
    /// One stored file, copied with this caption; by the account of a person sent again by its id.
    File {
        /// Where it is stored.
        stored: MessageId,
        /// The file, with the caption to show.
        media: Media,
    },
    /// An album as it is stored.
    Album {
        /// Where its items are stored.
        stored: Vec<MessageId>,
    },
    /// An album sent again by its files' ids: its captions are not those that are stored, or nothing can be copied.
    Anew {
        /// The items, with the captions to show.
        items: Vec<Media>,
    },
    /// The stored messages, forwarded: their source is seen.
    Forward {
        /// Where they are stored.
        stored: Vec<MessageId>,
    },
}

/// Whoever is to send a quick reply, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Whose ids of files they can send by.
    pub identity: IdentityId,
    /// Whether it is a person's account, over which nothing can be copied or forwarded.
    pub is_account: bool,
}

/// Why a quick reply cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// It does not stand in the topic "Replies" yet.
    NotStored,
    /// Its files' ids are another bot's, and they cannot be copied.
    OthersFiles,
    /// An account forwards nothing.
    AccountForwards,
    /// With its variables filled in it is longer than Telegram allows, or nothing is left of it.
    NoRoom,
}

/// Messages of the backend group on their way into the topic "Replies": see `Job::Keep`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Which reply they are.
    pub reply: ReplyId,
    /// What it is called.
    pub name: Name,
    /// The messages, in ascending order.
    pub messages: Vec<MessageId>,
    /// The command that saves them, which is answered.
    pub about: MessageId,
    /// Whether the reply can be sent already, so that nobody waits for this.
    pub is_ready: bool,
    /// Whether they are copied, since they cannot be forwarded.
    pub copied: bool,
}

impl Saved {
    /// How many messages it makes.
    #[must_use]
    pub fn items(&self) -> usize {
        match &self.brings {
            Brings::Words { .. } | Brings::File { .. } => 1,
            Brings::Album { stored } | Brings::Forward { stored } => stored.len(),
            Brings::Anew { items } => items.len(),
        }
    }
}

impl Reply {
    /// The job that sends it to a client.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub fn job(&self, variables: &Variables, by: Sender) -> Result<Job, Unsendable> {
        let content = self.content.filled(variables);
        if !content.has_room() {
            return Err(Unsendable::NoRoom);
        }
        let brings = match content.what {
            ReplyWhat::Words { text, no_preview } if content.buttons.is_empty() => {
                return Ok(Job::Text { text, no_preview });
            }
            ReplyWhat::Words { text, no_preview } => Brings::Words {
                text,
                no_preview,
                buttons: content.buttons,
            },
            ReplyWhat::Blocks { input, .. } => {
                return Ok(Job::Anew {
                    header: None,
                    matter: Matter::Rich(input),
                });
            }
            ReplyWhat::Matter(matter) => {
                return Ok(Job::Anew {
                    header: None,
                    matter,
                });
            }
            ReplyWhat::Files(files) => self.files(files, &content.buttons, by)?,
        };
        Ok(self.saved(brings))
    }

    /// The job that sends it with its source.
    ///
    /// # Errors
    /// Why it cannot be sent so.
    pub fn forward(&self, by: Sender) -> Result<Job, Unsendable> {
        if by.is_account {
            return Err(Unsendable::AccountForwards);
        }
        if self.stored.is_empty() {
            return Err(Unsendable::NotStored);
        }
        let stored = self.stored.clone();
        Ok(self.saved(Brings::Forward { stored }))
    }

    fn saved(&self, brings: Brings) -> Job {
        Job::Saved(Saved {
            reply: self.id,
            name: self.name.clone(),
            brings,
        })
    }

    /// How its files go, whose variables are filled in.
    fn files(
        &self,
        mut files: Vec<Media>,
        buttons: &[LinkButton],
        by: Sender,
    ) -> Result<Brings, Unsendable> {
        let is_own = self.content.seen_by == by.identity;
        let is_filled = self.content.words().any(Variables::are_in);
        let [first_stored, ..] = self.stored.as_slice() else {
            return Err(Unsendable::NotStored);
        };
        let is_one = files.len() == 1;
        if (by.is_account || is_filled && !is_one) && !is_own {
            return Err(Unsendable::OthersFiles);
        }
        if let Some(mut media) = files.pop_if(|_| is_one) {
            media.caption = with_buttons(&media, buttons);
            let stored = *first_stored;
            return Ok(Brings::File { stored, media });
        }
        if is_filled || by.is_account {
            return Ok(Brings::Anew { items: files });
        }
        let stored = self.stored.clone();
        Ok(Brings::Album { stored })
    }
}

impl ReplyContent {
    /// The same with its variables filled in.
    #[must_use]
    pub fn filled(&self, variables: &Variables) -> ReplyContent {
        let what = match &self.what {
            ReplyWhat::Words { text, no_preview } => ReplyWhat::Words {
                text: variables.fill(text),
                no_preview: *no_preview,
            },
            ReplyWhat::Files(files) => {
                let filled = files.iter().map(|media| Media {
                    caption: variables.fill(&media.caption),
                    ..media.clone()
                });
                ReplyWhat::Files(filled.collect())
            }
            // Their words are part of the blocks.
            what @ (ReplyWhat::Blocks { .. } | ReplyWhat::Matter(_)) => what.clone(),
        };
        ReplyContent {
            what,
            ..self.clone()
        }
    }
}

/// A copy has no buttons: they stand in its caption, if it has one and they fit.
fn with_buttons(media: &Media, buttons: &[LinkButton]) -> Text {
    let fitting = words_and_buttons(&media.caption, buttons, CAPTION_UNITS_MAX);
    let fitting = fitting.filter(|_| media.kind.has_caption());
    fitting.unwrap_or_else(|| media.caption.clone())
}
