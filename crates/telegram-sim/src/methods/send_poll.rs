//! `sendPoll` and `stopPoll`. Votes come from people through `control`.

use serde_json::{Map, Value, json};

use super::Call;
use super::arguments::int_of;
use crate::control::polls::lone_poll;
use crate::request::{Answer, ApiError};
use crate::world::entity::units;
use crate::world::{Content, Kind};

pub(super) fn send_poll(call: &mut Call) -> Answer {
    for field in ["media", "explanation_media", "allow_adding_options"] {
        if call.params().contains_key(field) {
            return Err(ApiError::not_simulated(&format!("sendPoll.{field}")));
        }
    }
    let target = call.target(Kind::Poll)?;
    let body = body(call)?;
    call.spend(target.place, 1)?;
    let content = call.world.new_poll(body);
    let author = call.author(target.place);
    let key = call
        .world
        .post(target.place, author, target.draft(content.clone()));
    call.world.know_poll(&content, key);
    Ok(call.shown(key))
}

/// `Poll` without its id.
fn body(call: &Call) -> Result<Value, ApiError> {
    let params = call.params();
    let names = ("question", "question_parse_mode", "question_entities");
    let (question, entities) = call.styled(params, names)?;
    if question.is_empty() {
        return Err(ApiError::bad_request("poll question must be non-empty"));
    }
    if units(&question) > 300 {
        return Err(ApiError::bad_request(
            "poll question length must not exceed 300",
        ));
    }
    if params.contains_key("open_period") && params.contains_key("close_date") {
        return Err(ApiError::bad_request(
            "can't use open_period and close_date together",
        ));
    }
    let flag = |field: &str| params.get(field) == Some(&Value::Bool(true));
    let kind = params
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("regular");
    let mut poll = json!({
        "question": question,
        "options": options(call)?,
        "total_voter_count": 0,
        "is_closed": flag("is_closed"),
        "is_anonymous": params.get("is_anonymous") != Some(&Value::Bool(false)),
        "type": kind,
        "allows_multiple_answers": flag("allows_multiple_answers"),
        "allows_revoting": match params.get("allows_revoting") {
            Some(given) => given == &Value::Bool(true),
            None => kind != "quiz",
        },
        "members_only": false,
    });
    put_entities(&mut poll, "question_entities", emoji_only(entities));
    if kind == "quiz" {
        poll["correct_option_ids"] = correct_options(params, poll["options"].as_array())?;
        put_words(call, &mut poll, "explanation", 200)?;
    }
    put_words(call, &mut poll, "description", 1_024)?;
    for field in ["open_period", "close_date"] {
        if let Some(value) = int_of(params, field) {
            poll[field] = value.into();
        }
    }
    Ok(poll)
}

/// In questions and options only custom emoji are kept.
fn emoji_only(mut entities: Vec<Value>) -> Vec<Value> {
    entities.retain(|entity| entity["type"] == "custom_emoji");
    entities
}

fn put_entities(object: &mut Value, field: &str, entities: Vec<Value>) {
    if !entities.is_empty() {
        object[field] = entities.into();
    }
}

/// Explanation and description: words with entities of every kind.
fn put_words(call: &Call, poll: &mut Value, field: &str, units_max: usize) -> Result<(), ApiError> {
    let (mode, list) = (format!("{field}_parse_mode"), format!("{field}_entities"));
    let (words, entities) = call.styled(call.params(), (field, &mode, &list))?;
    if units(&words) > units_max {
        return Err(ApiError::bad_request(format!(
            "poll {field} length must not exceed {units_max}"
        )));
    }
    if !words.is_empty() {
        poll[field] = words.into();
        put_entities(poll, &list, entities);
    }
    Ok(())
}

/// The right answers of a quiz: ascending numbers of its options.
fn correct_options(
    params: &Map<String, Value>,
    options: Option<&Vec<Value>>,
) -> Result<Value, ApiError> {
    let given = params.get("correct_option_ids").and_then(Value::as_array);
    let numbers: Vec<i64> = given
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .collect();
    let count = options
        .and_then(|all| i64::try_from(all.len()).ok())
        .unwrap_or(0);
    let fit = numbers.iter().all(|number| (0..count).contains(number));
    match (
        numbers.is_empty(),
        fit && numbers.is_sorted_by(|one, next| one < next),
    ) {
        (true, _) => Err(ApiError::bad_request("quiz has no correct option")),
        (false, false) => Err(ApiError::bad_request("wrong correct option ID specified")),
        (false, true) => Ok(numbers.into()),
    }
}

/// `PollOption` objects without votes.
fn options(call: &Call) -> Result<Vec<Value>, ApiError> {
    let params = call.params();
    let given = params.get("options").and_then(Value::as_array);
    let given = given.map_or(&[][..], Vec::as_slice);
    if given.is_empty() {
        return Err(ApiError::bad_request("poll must have at least 1 option"));
    }
    if given.len() > 12 {
        return Err(ApiError::bad_request(
            "poll can't have more than 12 options",
        ));
    }
    let mut options = Vec::new();
    for (number, option) in given.iter().enumerate() {
        if option.get("media").is_some() {
            return Err(ApiError::not_simulated("InputPollOption.media"));
        }
        let names = ("text", "text_parse_mode", "text_entities");
        let none = Map::new();
        let (text, entities) = call.styled(option.as_object().unwrap_or(&none), names)?;
        if text.is_empty() || units(&text) > 100 {
            return Err(ApiError::bad_request(
                "poll options length must not exceed 100",
            ));
        }
        let mut made = json!({"persistent_id": number.to_string(), "text": text, "voter_count": 0});
        put_entities(&mut made, "text_entities", emoji_only(entities));
        options.push(made);
    }
    Ok(options)
}

pub(super) fn stop_poll(call: &mut Call) -> Answer {
    let place = call.workable_chat()?;
    let id = call.needed_int("message_id")?;
    let markup = call.inline_keyboard()?;
    let key = call
        .world
        .find(call.bot, place, id)
        .ok_or_else(|| ApiError::bad_request("message with poll to stop not found"))?;
    let message = call.world.message(key);
    if message.content.kind != Kind::Poll || message.author.account != call.bot {
        return Err(ApiError::bad_request("message is not a poll"));
    }
    if message.content.body()["is_closed"] == true {
        return Err(ApiError::bad_request("poll has already been closed"));
    }
    call.spend(place, 1)?;
    let message = call.world.message_mut(key);
    message.markup = markup.map(Box::new);
    let body = message.content.body_mut().expect("a poll has its body");
    body["is_closed"] = true.into();
    let answer = lone_poll(body);
    call.world.announce_poll(key);
    Ok(answer)
}

impl crate::world::World {
    /// A poll of its own, with a new id and no votes.
    pub(crate) fn new_poll(&mut self, mut body: Value) -> Content {
        body["id"] = format!("5{}", 100_000_000_000 + self.seed.below(900_000_000_000)).into();
        Content::of(Kind::Poll, body)
    }

    /// Remembers in which message a poll was born.
    pub(crate) fn know_poll(&mut self, content: &Content, key: crate::world::message::MessageKey) {
        if let Some(id) = content.body().get("id").and_then(Value::as_str) {
            self.polls.insert(id.to_owned(), key);
        }
    }

    /// A fresh `media_group_id`.
    pub(crate) fn album_id(&mut self) -> String {
        format!("1{:017}", self.seed.below(100_000_000_000_000_000))
    }
}
