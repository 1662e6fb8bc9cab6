//! Voting in polls and ending them. The bot that sent a poll hears of both.

use serde_json::{Value, json};

use crate::request::ApiError;
use crate::world::message::{Message, MessageKey};
use crate::world::queue::Fresh;
use crate::world::{Kind, World};

impl World {
    /// A person votes for options of a poll, by number; none = takes the vote back. A new vote takes the place of the one
    /// before, where the poll allows that.
    ///
    /// # Errors
    /// No such message, no open poll, or no second vote allowed.
    pub fn vote(
        &mut self,
        person: i64,
        chat: i64,
        message: i64,
        options: &[usize],
    ) -> Result<(), ApiError> {
        let (id, birth) = self.open_poll(person, chat, message)?;
        let before = self.vote_of(&id, person).map(<[usize]>::to_vec);
        let body = self.message(birth).content.body();
        let count = body["options"].as_array().map_or(0, Vec::len);
        if options.iter().any(|option| *option >= count) {
            return Err(ApiError::bad_request("no such option"));
        }
        if options.len() > 1 && body["allows_multiple_answers"] != true {
            return Err(ApiError::bad_request("OPTIONS_TOO_MUCH"));
        }
        if before.is_some() && body["allows_revoting"] == false {
            return Err(ApiError::bad_request("REVOTE_NOT_ALLOWED"));
        }
        let before = before.unwrap_or_default();
        self.count_votes(birth, &before, options);
        let votes = self.votes.entry(id.clone()).or_default();
        if options.is_empty() {
            votes.remove(&person);
        } else {
            votes.insert(person, options.to_vec());
        }
        let persistent: Vec<String> = options.iter().map(usize::to_string).collect();
        let answer = json!({
            "poll_id": id,
            "user": self.user_json(person),
            "option_ids": options,
            "option_persistent_ids": persistent,
        });
        self.announce_poll(birth);
        if self.message(birth).content.body()["is_anonymous"] == false {
            self.tell_sender(birth, "poll_answer", answer);
        }
        self.record(person, "vote", (chat, message), 0);
        Ok(())
    }

    /// A person ends an own poll.
    ///
    /// # Errors
    /// No such message, no open poll, or somebody else's.
    pub fn close_poll(&mut self, person: i64, chat: i64, message: i64) -> Result<(), ApiError> {
        let (_, birth) = self.open_poll(person, chat, message)?;
        if self.message(birth).author.account != person {
            return Err(ApiError::bad_request("message can't be edited"));
        }
        self.poll_body(birth)["is_closed"] = true.into();
        self.announce_poll(birth);
        self.record(person, "close_poll", (chat, message), 0);
        Ok(())
    }

    /// What a person voted for.
    pub(crate) fn vote_of(&self, poll: &str, person: i64) -> Option<&[usize]> {
        Some(self.votes.get(poll)?.get(&person)?)
    }

    /// Id of the open poll in a message, and the message that first carried it.
    fn open_poll(
        &self,
        person: i64,
        chat: i64,
        message: i64,
    ) -> Result<(String, MessageKey), ApiError> {
        let key = self.found(person, chat, message)?;
        let content = &self.message(key).content;
        let id = content.body()["id"].as_str().unwrap_or_default().to_owned();
        let open = content.kind == Kind::Poll && content.body()["is_closed"] != true;
        let birth = self.polls.get(&id).copied().filter(|_| open);
        let birth = birth.ok_or_else(|| ApiError::bad_request("message is not an open poll"))?;
        Ok((id, birth))
    }

    fn poll_body(&mut self, birth: MessageKey) -> &mut Value {
        let content = &mut self.message_mut(birth).content;
        content.body_mut().expect("a poll has its body")
    }

    fn count_votes(&mut self, birth: MessageKey, before: &[usize], now: &[usize]) {
        let body = self.poll_body(birth);
        let mut add = |option: usize, votes: i64| {
            // A poll that somebody made up of raw fields may have any options.
            if let Some(option) = body["options"][option].as_object_mut() {
                let count = option.get("voter_count").and_then(Value::as_i64);
                let count = count.unwrap_or(0) + votes;
                option.insert("voter_count".to_owned(), count.into());
            }
        };
        before.iter().for_each(|option| add(*option, -1));
        now.iter().for_each(|option| add(*option, 1));
        let voters = i64::from(!now.is_empty()) - i64::from(!before.is_empty());
        let total = &mut body["total_voter_count"];
        *total = (total.as_i64().unwrap_or(0) + voters).into();
    }

    /// A forwarded poll is the same poll: wherever it stands it is as where it was born.
    fn share_poll(&mut self, birth: MessageKey) {
        let body = self.message(birth).content.body().clone();
        let is_it = |message: &Message| {
            message.content.kind == Kind::Poll && message.content.body()["id"] == body["id"]
        };
        let places = self.messages.iter().zip(0..);
        let same: Vec<MessageKey> = places
            .filter_map(|(message, key)| (key != birth && is_it(message)).then_some(key))
            .collect();
        for key in same {
            *self.poll_body(key) = body.clone();
        }
    }

    /// Tells everybody who has a poll how it stands, and the bot that sent it.
    pub(crate) fn announce_poll(&mut self, birth: MessageKey) {
        self.share_poll(birth);
        let poll = lone_poll(self.message(birth).content.body());
        self.tell_sender(birth, "poll", poll);
    }

    fn tell_sender(&mut self, birth: MessageKey, kind: &'static str, payload: Value) {
        let message = self.message(birth);
        let sender = message.author.account;
        let id = message.content.body()["id"].as_str().unwrap_or_default();
        let lane = format!("poll{id}");
        let event_ms = self.now_ms();
        self.enqueue(
            sender,
            Fresh {
                kind,
                payload,
                lane,
                event_ms,
            },
        );
    }
}

/// A poll outside a message, which shows no description.
pub(crate) fn lone_poll(body: &Value) -> Value {
    let mut poll = body.clone();
    if let Some(poll) = poll.as_object_mut() {
        poll.retain(|field, _| !field.starts_with("description"));
    }
    poll
}
