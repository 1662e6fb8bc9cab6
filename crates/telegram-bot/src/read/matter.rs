//! Contents that are more than words or a file: places, contacts, polls, checklists. A part that is missing costs the whole,
//! which is then copied by its number like anything that is not read.

use relevo_telegram::{
    Checklist, Contact, LinkButton, Live, Location, Point, Poll, Text, UserId, Venue,
};

use super::Fields;
use super::text::text;

/// The ids of a venue in other services.
const VENUE_IDS: [&str; 4] = [
    "foursquare_id",
    "foursquare_type",
    "google_place_id",
    "google_place_type",
];

/// A place (`Location`).
pub(super) fn location(fields: &Fields<'_>) -> Option<Location> {
    let live = fields.int("live_period").map(|period_s| Live {
        period_s,
        heading: fields.int("heading").and_then(|it| u16::try_from(it).ok()),
    });
    Some(Location {
        point: point(fields)?,
        accuracy_m: fields.number("horizontal_accuracy").map(metres),
        live,
    })
}

/// A named place (`Venue`).
pub(super) fn venue(fields: &Fields<'_>) -> Option<Venue> {
    let id = |name: &'static str| Some((name, fields.string(name)?));
    Some(Venue {
        point: point(&fields.object("location")?)?,
        title: fields.string("title")?,
        address: fields.string("address").unwrap_or_default(),
        ids: VENUE_IDS.into_iter().filter_map(id).collect(),
    })
}

/// A contact (`Contact`).
pub(super) fn contact(fields: &Fields<'_>) -> Option<Contact> {
    Some(Contact {
        phone: fields.string("phone_number")?,
        first_name: fields.string("first_name").unwrap_or_default(),
        last_name: fields.string("last_name"),
        user: fields.int("user_id").map(UserId),
        vcard: fields.string("vcard"),
    })
}

/// A poll (`Poll`).
pub(super) fn poll(fields: &Fields<'_>) -> Option<Poll> {
    let options = fields.objects("options");
    let words = |option: &Fields<'_>| text(option, "text", "text_entities");
    let correct: Vec<i64> = fields.numbers("correct_option_ids");
    Some(Poll {
        question: text(fields, "question", "question_entities")?,
        options: options.iter().filter_map(words).collect(),
        quiz: fields.string("type").as_deref() == Some("quiz"),
        correct: correct
            .into_iter()
            .filter_map(|id| u8::try_from(id).ok())
            .collect(),
        explanation: text(fields, "explanation", "explanation_entities").unwrap_or_default(),
        description: text(fields, "description", "description_entities").unwrap_or_default(),
        anonymous: fields.flag("is_anonymous").unwrap_or(true),
        multiple: fields.is("allows_multiple_answers"),
        closed: fields.is("is_closed"),
    })
}

/// A checklist (`Checklist`).
pub(super) fn checklist(fields: &Fields<'_>) -> Option<Checklist> {
    let task = |task: &Fields<'_>| -> Option<(Text, bool)> {
        let words = text(task, "text", "text_entities")?;
        Some((words, task.int("completion_date").unwrap_or(0) > 0))
    };
    let tasks = fields.objects("tasks");
    Some(Checklist {
        title: text(fields, "title", "title_entities")?,
        tasks: tasks.iter().filter_map(task).collect(),
    })
}

/// The inline buttons under a message, row by row.
pub(super) fn buttons(message: &Fields<'_>) -> Vec<LinkButton> {
    let rows = message
        .object("reply_markup")
        .map(|markup| markup.rows("inline_keyboard"))
        .unwrap_or_default();
    let button = |button: &Fields<'_>| {
        Some(LinkButton {
            label: button.string("text")?,
            url: button.string("url"),
        })
    };
    rows.iter().filter_map(button).collect()
}

fn point(fields: &Fields<'_>) -> Option<Point> {
    Some(Point {
        latitude_e7: degrees(fields.number("latitude")?, 90.0)?,
        longitude_e7: degrees(fields.number("longitude")?, 180.0)?,
    })
}

/// Degrees in ten-millionths; none for what is no place on Earth.
fn degrees(value: f64, most: f64) -> Option<i32> {
    let fits = value.is_finite() && value.abs() <= most;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 180 degrees are 1,800,000,000"
    )]
    fits.then(|| (value * 1e7).round() as i32)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what the Bot API allows"
)]
fn metres(value: f64) -> u16 {
    value.clamp(0.0, 1_500.0).round() as u16
}
