//! Every kind of thing a person can say.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::samples::{complete_poll, sample};
use super::saying::made_outside;
use super::upload::{bytes, file};
use crate::request::ApiError;
use crate::world::{Content, Kind, World, dice_sides, entity};

/// What a person says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SayContent {
    /// Words. Commands, mentions and links are found by themselves.
    Text {
        /// 1-4,096 UTF-16 units.
        text: String,
        /// `MessageEntity` objects.
        #[serde(default)]
        entities: Vec<Value>,
    },
    /// A file: photo, live photo, video, animation, audio, document, voice, video note or sticker.
    Media {
        /// Which of them.
        media: Kind,
        /// Words under it, for the kinds that have any.
        #[serde(default)]
        caption: String,
        /// `MessageEntity` objects of the caption.
        #[serde(default)]
        entities: Vec<Value>,
        /// File name; empty = a usual one.
        #[serde(default)]
        name: String,
        /// Content; empty = a few bytes of the world's own, for photos a small picture. In JSON a list of numbers or
        /// a string in base64.
        #[serde(default, deserialize_with = "bytes")]
        bytes: Vec<u8>,
        /// Covered by a spoiler.
        #[serde(default)]
        spoiler: bool,
    },
    /// A point on the map, live if it has a period.
    Location {
        /// Degrees.
        latitude: f64,
        /// Degrees.
        longitude: f64,
        /// Seconds for which it moves.
        #[serde(default)]
        live_period: Option<i64>,
    },
    /// A place with a name.
    Venue {
        /// Degrees.
        latitude: f64,
        /// Degrees.
        longitude: f64,
        /// Name.
        title: String,
        /// Street and number.
        address: String,
    },
    /// Somebody's phone number.
    Contact {
        /// The number.
        phone_number: String,
        /// First name.
        first_name: String,
        /// User id, if it is a Telegram user.
        #[serde(default)]
        user_id: Option<i64>,
    },
    /// A thrown die.
    Dice {
        /// Which one.
        emoji: String,
    },
    /// A poll or quiz.
    Poll {
        /// The question.
        question: String,
        /// The options.
        options: Vec<String>,
        /// Number of the right option: makes it a quiz.
        #[serde(default)]
        correct: Option<usize>,
        /// Votes are visible.
        #[serde(default)]
        public: bool,
    },
    /// One of this kind, with contents of the world's own.
    Sample {
        /// Any kind but service messages.
        of: Kind,
        /// Text or caption, for the kinds that have any.
        #[serde(default)]
        text: String,
    },
    /// Anything else: `Message` fields as they are, for instance `story`, `rich_message`, or a field
    /// that nobody knows. A `file_id` in there is a file's unique id. A poll without id gets one.
    Raw {
        /// The fields.
        fields: Map<String, Value>,
    },
}

impl SayContent {
    /// The content; nothing is left in its place.
    pub(super) fn taken(&mut self) -> SayContent {
        let nothing = SayContent::Raw { fields: Map::new() };
        std::mem::replace(self, nothing)
    }

    pub(super) fn build(self, world: &mut World, person: i64) -> Result<Content, ApiError> {
        match self {
            SayContent::Text { text, entities } => {
                let (text, entities) = world.settled(person, &text, entities)?;
                if text.is_empty() {
                    return Err(ApiError::bad_request("message text is empty"));
                }
                if entity::units(&text) > entity::TEXT_UNITS_MAX {
                    return Err(ApiError::bad_request("message is too long"));
                }
                Ok(Content::text(text, entities))
            }
            SayContent::Media {
                media,
                caption,
                entities,
                name,
                bytes,
                spoiler,
            } => {
                let caption = world.settled(person, &caption, entities)?;
                if !caption.0.is_empty() && !media.has_caption() {
                    return Err(ApiError::bad_request("this kind has no caption"));
                }
                let mut content = file(world, media, &name, bytes)?;
                if spoiler {
                    content
                        .fields
                        .insert("has_media_spoiler".into(), true.into());
                }
                Ok(content.captioned(caption.0, caption.1))
            }
            SayContent::Dice { emoji } => {
                let sides =
                    dice_sides(&emoji).ok_or_else(|| ApiError::bad_request("wrong dice emoji"))?;
                Ok(Content::dice(&emoji, 1 + world.seed.below(sides)))
            }
            SayContent::Poll {
                question,
                options,
                correct,
                public,
            } => Ok(world.new_poll(poll(&question, &options, correct, public))),
            SayContent::Sample { of, text } => sample(world, person, of, &text),
            SayContent::Raw { mut fields } => {
                complete_poll(world, &mut fields);
                made_outside(raw(fields))
            }
            other => Ok(point(other)),
        }
    }
}

fn poll(question: &str, options: &[String], correct: Option<usize>, public: bool) -> Value {
    let options: Vec<Value> = options
        .iter()
        .enumerate()
        .map(|(number, text)| {
            json!({"persistent_id": number.to_string(), "text": text, "voter_count": 0})
        })
        .collect();
    let mut poll = json!({
        "question": question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": false,
        "is_anonymous": !public,
        "type": if correct.is_some() { "quiz" } else { "regular" },
        "allows_multiple_answers": false,
        "allows_revoting": correct.is_none(),
        "members_only": false,
    });
    if let Some(correct) = correct {
        poll["correct_option_ids"] = json!([correct]);
    }
    poll
}

fn raw(mut fields: Map<String, Value>) -> Content {
    let is_text = fields.contains_key("text");
    let mut take = |names: [&str; 2]| names.iter().find_map(|name| fields.remove(*name));
    let text = take(["caption", "text"]);
    let entities = take(["caption_entities", "entities"]);
    let kind = Kind::of_fields(&fields);
    let kind = match kind {
        Kind::Unknown if is_text => Kind::Text,
        _ => kind,
    };
    Content {
        kind,
        text: text
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        entities: entities
            .and_then(|list| list.as_array().cloned())
            .unwrap_or_default(),
        fields,
    }
}

/// Locations, venues and contacts.
fn point(content: SayContent) -> Content {
    match content {
        SayContent::Venue {
            latitude,
            longitude,
            title,
            address,
        } => {
            let location = json!({"latitude": latitude, "longitude": longitude});
            let body = json!({"location": location, "title": title, "address": address});
            let mut content = Content::of(Kind::Venue, body);
            content.fields.insert("location".into(), location);
            content
        }
        SayContent::Location {
            latitude,
            longitude,
            live_period,
        } => {
            let mut body = json!({"latitude": latitude, "longitude": longitude});
            if let Some(period) = live_period {
                body["live_period"] = period.into();
            }
            Content::of(Kind::Location, body)
        }
        SayContent::Contact {
            phone_number,
            first_name,
            user_id,
        } => {
            let mut body = json!({"phone_number": phone_number, "first_name": first_name});
            if let Some(user_id) = user_id {
                body["user_id"] = user_id.into();
            }
            Content::of(Kind::Contact, body)
        }
        _ => raw(Map::new()),
    }
}
