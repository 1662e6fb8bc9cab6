//! One of every kind of message, with contents of the world's own: for tests that walk through all kinds.
//!
//! Every sample is what the Bot API says such a message looks like, with files that can be fetched. Whoever
//! cares about the details says the kind itself, or `Raw`.

use serde_json::{Map, Value, json};

use super::upload::file;
use crate::request::ApiError;
use crate::world::message::Place;
use crate::world::{Content, Kind, World};

/// The field that carries a message of a kind that nobody knows. Where answers are held against the Bot API,
/// [`tolerate_field`](crate::sim::Sim::tolerate_field) lets it through.
pub const UNKNOWN_FIELD: &str = "hologram";

/// A message of this kind. `words` are its text or caption, if it can have any.
pub(super) fn sample(
    world: &mut World,
    person: i64,
    kind: Kind,
    words: &str,
) -> Result<Content, ApiError> {
    if !words.is_empty() && kind != Kind::Text && !kind.has_caption() {
        return Err(ApiError::bad_request("this kind has no caption"));
    }
    let content = match kind {
        Kind::Service => return Err(ApiError::bad_request("say a service message instead")),
        Kind::Text if words.is_empty() => return Ok(Content::text("Hello", Vec::new())),
        Kind::Text => Content::text("", Vec::new()),
        Kind::PaidMedia => paid_media(world)?,
        Kind::Game => game(world)?,
        Kind::Gift => gift(world)?,
        Kind::Poll => world.new_poll(poll()),
        Kind::Dice => Content::dice("🎲", 1 + world.seed.below(6)),
        Kind::Venue => venue(),
        Kind::Story | Kind::Giveaway | Kind::GiveawayWinners => of_chat(world, person, kind),
        Kind::RichMessage
        | Kind::Contact
        | Kind::Location
        | Kind::Checklist
        | Kind::Invoice
        | Kind::Unknown => plain(kind),
        _ => file(world, kind, "", Vec::new())?,
    };
    let (text, entities) = world.settled(person, words, Vec::new())?;
    Ok(content.captioned(text, entities))
}

/// Kinds that name neither files nor anybody.
fn plain(kind: Kind) -> Content {
    let body = match kind {
        Kind::RichMessage => json!({"blocks": [
            {"type": "heading", "text": "Results", "size": 1},
            {"type": "paragraph", "text": ["All ", {"type": "bold", "text": "good"}, "."]},
        ]}),
        Kind::Contact => json!({"phone_number": "+49301234567", "first_name": "Lee"}),
        Kind::Location => json!({"latitude": 52.5, "longitude": 13.4}),
        Kind::Checklist => json!({"title": "To do", "tasks": [
            {"id": 1, "text": "Ask"}, {"id": 2, "text": "Answer"},
        ]}),
        Kind::Invoice => json!({
            "title": "Ticket", "description": "One seat", "start_parameter": "ticket",
            "currency": "EUR", "total_amount": 1_250,
        }),
        _ => {
            return Content {
                kind: Kind::Unknown,
                ..Content::service(UNKNOWN_FIELD, json!({"depth": 3}))
            };
        }
    };
    Content::of(kind, body)
}

fn poll() -> Value {
    let option = |number: u8, text: &str| json!({"persistent_id": number.to_string(), "text": text, "voter_count": 0});
    json!({
        "question": "Tea or coffee?",
        "options": [option(0, "Tea"), option(1, "Coffee")],
        "total_voter_count": 0,
        "is_closed": false,
        "is_anonymous": true,
        "type": "regular",
        "allows_multiple_answers": false,
        "allows_revoting": true,
        "members_only": false,
    })
}

fn venue() -> Content {
    let location = json!({"latitude": 52.5, "longitude": 13.4});
    let body = json!({"location": location, "title": "Office", "address": "Street 1"});
    let mut content = Content::of(Kind::Venue, body);
    content.fields.insert("location".into(), location);
    content
}

/// Kinds that name a chat: here the person who says it.
fn of_chat(world: &World, person: i64, kind: Kind) -> Content {
    let chat = world.chat_json(Place::seen(0, person), 0);
    let at = world.now_s();
    let body = match kind {
        Kind::Story => json!({"chat": chat, "id": 3}),
        Kind::Giveaway => json!({
            "chats": [chat], "winners_selection_date": at + 86_400, "winner_count": 2,
            "prize_star_count": 500,
        }),
        _ => json!({
            "chat": chat, "giveaway_message_id": 12, "winners_selection_date": at,
            "winner_count": 1, "winners": [world.user_json(person)], "prize_star_count": 500,
        }),
    };
    Content::of(kind, body)
}

fn paid_media(world: &mut World) -> Result<Content, ApiError> {
    let photo = file(world, Kind::Photo, "", Vec::new())?;
    let body = json!({"star_count": 5, "paid_media": [
        {"type": "photo", "photo": photo.body()},
        {"type": "preview", "width": 640, "height": 480, "duration": 7},
    ]});
    Ok(Content::of(Kind::PaidMedia, body))
}

fn game(world: &mut World) -> Result<Content, ApiError> {
    let photo = file(world, Kind::Photo, "", Vec::new())?;
    let body = json!({"title": "Chess", "description": "Mate in two", "photo": photo.body()});
    Ok(Content::of(Kind::Game, body))
}

fn gift(world: &mut World) -> Result<Content, ApiError> {
    let sticker = file(world, Kind::Sticker, "", Vec::new())?;
    let body = json!({
        "gift": {"id": "5170145012310081615", "sticker": sticker.body(), "star_count": 15},
        "text": "For you",
    });
    Ok(Content::of(Kind::Gift, body))
}

/// A poll given as raw fields gets an id, so that people can vote in it, and what else no poll is without.
pub(super) fn complete_poll(world: &mut World, fields: &mut Map<String, Value>) {
    let Some(Value::Object(given)) = fields.get_mut("poll") else {
        return;
    };
    if given.contains_key("id") {
        return;
    }
    let Value::Object(mut whole) = poll() else {
        return;
    };
    whole.extend(std::mem::take(given));
    let made = world.new_poll(Value::Object(whole));
    fields.insert("poll".to_owned(), made.body().clone());
}
