//! What copying and forwarding share: which messages may travel, how their content changes on the way,
//! and the rules of the plural forms.

use serde_json::{Value, json};

use super::Call;
use super::send_media_group::album_class;
use super::target::Target;
use crate::request::{Answer, ApiError};
use crate::world::message::{Draft, MessageKey, Place};
use crate::world::{Content, Kind, dice_sides};

/// The two ways in which a message travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Copy,
    Forward,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Way::Copy => "copy",
            Way::Forward => "forward",
        }
    }
}

impl Call<'_> {
    /// The chat in `from_chat_id`.
    pub(super) fn source_chat(&self) -> Result<Place, ApiError> {
        self.world.readable(self.bot, self.chat_id("from_chat_id")?)
    }

    /// The message of the singular form, if it may travel.
    pub(super) fn source_message(&self, way: Way) -> Result<MessageKey, ApiError> {
        let source = self.source_chat()?;
        let id = self.needed_int("message_id")?;
        let key = self
            .world
            .find(self.bot, source, id)
            .ok_or_else(|| ApiError::bad_request(format!("message to {} not found", way.word())))?;
        self.may_travel(key, way)?;
        Ok(key)
    }

    fn may_travel(&self, key: MessageKey, way: Way) -> Result<(), ApiError> {
        let message = self.world.message(key);
        if way == Way::Forward && message.protected {
            return Err(ApiError::bad_request(
                "message has protected content and can't be forwarded",
            ));
        }
        let copy = way == Way::Copy;
        if !message.content.kind.can_travel(copy) || (copy && !self.may_copy_poll(key)) {
            return Err(ApiError::bad_request(match way {
                Way::Copy => "the message can't be copied",
                Way::Forward => "the message can't be forwarded",
            }));
        }
        Ok(())
    }

    /// A quiz can be copied only by those who know its right answers.
    fn may_copy_poll(&self, key: MessageKey) -> bool {
        let message = self.world.message(key);
        let poll = message.content.body();
        if message.content.kind != Kind::Poll || poll["type"] != "quiz" {
            return true;
        }
        poll["is_closed"] == true
            || message.author.account == self.bot
            || (matches!(message.place, Place::Private(..)) && !message.is_forward())
    }

    /// The content that arrives: a copied die is thrown anew, a copied poll starts without votes, a
    /// copied live location stands still, a copied checklist has nothing done.
    pub(super) fn travelled(&mut self, key: MessageKey, way: Way) -> Content {
        let mut content = self.world.message(key).content.travelling();
        if way == Way::Forward {
            return content;
        }
        content = self.world.copied_words(self.bot, content);
        match content.kind {
            Kind::Dice => {
                let emoji = content.body()["emoji"].as_str().unwrap_or("🎲").to_owned();
                let value = 1 + self.world.seed.below(dice_sides(&emoji).unwrap_or(6));
                Content::dice(&emoji, value)
            }
            Kind::Poll => {
                let mut poll = content.body().clone();
                poll["total_voter_count"] = 0.into();
                poll["is_closed"] = false.into();
                for option in poll["options"].as_array_mut().into_iter().flatten() {
                    option["voter_count"] = 0.into();
                }
                self.world.new_poll(poll)
            }
            Kind::Checklist => {
                let tasks = content.body_mut().and_then(|list| list.get_mut("tasks"));
                for task in tasks.and_then(Value::as_array_mut).into_iter().flatten() {
                    if let Some(task) = task.as_object_mut() {
                        task.retain(|field, _| !field.starts_with("complet"));
                    }
                }
                content
            }
            Kind::Location => {
                if let Some(Value::Object(body)) = content.body_mut() {
                    for field in ["live_period", "heading", "proximity_alert_radius"] {
                        body.remove(field);
                    }
                }
                content
            }
            _ => content,
        }
    }

    /// A forward for this destination.
    pub(super) fn forward_draft(
        &self,
        key: MessageKey,
        content: Content,
        target: &Target,
    ) -> Draft {
        let kept = self.world.forwarded(key, content);
        Draft {
            origin: kept.origin,
            via_bot: kept.via_bot,
            markup: kept.markup,
            ..target.draft(kept.content)
        }
    }

    /// Posts a travelled message.
    pub(super) fn arrive(&mut self, key: MessageKey, draft: Draft, place: Place) -> MessageKey {
        let author = self.world.author_in(place, self.bot);
        let born = draft.content.kind == Kind::Poll && draft.origin.is_none();
        let content = born.then(|| draft.content.clone());
        let arrived = self.world.post(place, author, draft);
        debug_assert_ne!(key, arrived, "a message never travels into itself");
        if let Some(content) = content {
            self.world.know_poll(&content, arrived);
        }
        arrived
    }

    /// `copyMessages` and `forwardMessages`: what cannot travel is skipped without a word, so the
    /// answer is not positional.
    pub(super) fn carry_many(&mut self, way: Way) -> Answer {
        let ids: Vec<i64> = self
            .list("message_ids")
            .iter()
            .filter_map(Value::as_i64)
            .collect();
        if ids.is_empty() {
            return Err(ApiError::bad_request(
                "message identifiers are not specified",
            ));
        }
        if ids.len() > 100 {
            return Err(ApiError::bad_request(
                "too many message identifiers specified",
            ));
        }
        if !ids.is_sorted_by(|earlier, later| earlier < later) {
            return Err(ApiError::bad_request(
                "message identifiers must be in a strictly increasing order",
            ));
        }
        let target = self.target(Kind::Text)?;
        let source = self.source_chat()?;
        let keys: Vec<MessageKey> = ids
            .iter()
            .filter_map(|id| self.world.find(self.bot, source, *id))
            .filter(|key| self.may_travel(*key, way).is_ok())
            .collect();
        if keys.is_empty() {
            return Err(ApiError::bad_request("messages can't be forwarded"));
        }
        for key in &keys {
            let kind = self.world.message(*key).content.kind;
            self.world.may_post(self.bot, target.place, kind)?;
        }
        self.spend(target.place, keys.len())?;
        let albums = self.albums(&keys);
        let mut answer = Vec::new();
        let breaking = self.world.breaking_items.remove(&self.bot);
        for (key, album) in keys.into_iter().zip(albums) {
            breaks_at(breaking, answer.len())?;
            let arrived = self.carry_one(key, way, &target, album);
            answer.push(json!({"message_id": arrived}));
        }
        Ok(answer.into())
    }

    fn carry_one(
        &mut self,
        key: MessageKey,
        way: Way,
        target: &Target,
        album: Option<String>,
    ) -> i64 {
        let mut content = self.travelled(key, way);
        if way == Way::Copy && self.flag("remove_caption") && content.kind.has_caption() {
            content = content.captioned(String::new(), Vec::new());
        }
        let draft = Draft {
            album,
            ..match way {
                Way::Copy => target.draft(content),
                Way::Forward => self.forward_draft(key, content, target),
            }
        };
        let arrived = self.arrive(key, draft, target.place);
        self.world.message(arrived).id_for(self.bot).unwrap_or(0)
    }

    /// New album ids: 2-10 items of one sender that fit together become one album even if they were
    /// none; otherwise what was together stays together.
    fn albums(&mut self, keys: &[MessageKey]) -> Vec<Option<String>> {
        let messages: Vec<_> = keys.iter().map(|key| self.world.message(*key)).collect();
        let first = messages[0];
        let class = album_class(first.content.kind);
        let alike = (2..=10).contains(&messages.len())
            && class.is_some()
            && messages.iter().all(|message| {
                album_class(message.content.kind) == class
                    && message.author.account == first.author.account
            });
        let old: Vec<Option<String>> = messages
            .iter()
            .map(|message| message.album.as_deref().map(str::to_owned))
            .collect();
        if alike {
            let album = self.world.album_id();
            return vec![Some(album); keys.len()];
        }
        let mut new: Vec<(String, String)> = Vec::new();
        old.into_iter()
            .map(|album| {
                let album = album?;
                if let Some((_, known)) = new.iter().find(|(source, _)| *source == album) {
                    return Some(known.clone());
                }
                let fresh = self.world.album_id();
                new.push((album, fresh.clone()));
                Some(fresh)
            })
            .collect()
    }
}

/// Fails if the sending of several messages breaks after `sent` of them.
pub(super) fn breaks_at(breaking: Option<usize>, sent: usize) -> Result<(), ApiError> {
    match breaking {
        Some(item) if item == sent + 1 => Err(ApiError::bad_request(format!(
            "failed to send message #{item} with the error message \"MEDIA_INVALID\""
        ))),
        _ => Ok(()),
    }
}
