//! Places, contacts, polls and reactions as parameters.

use relevo_telegram::{Contact, Keyboard, Location, Point, Poll, Reaction, Text, Venue};
use serde_json::{Value, json};

use super::put_text;

pub(super) fn put_location(params: &mut Value, location: &Location) {
    put_point(params, location.point);
    if let Some(accuracy) = location.accuracy_m {
        params["horizontal_accuracy"] = accuracy.into();
    }
    if let Some(live) = &location.live {
        params["live_period"] = live.period_s.into();
        if let Some(heading) = live.heading {
            params["heading"] = heading.into();
        }
    }
}

pub(super) fn put_venue(params: &mut Value, venue: &Venue) {
    put_point(params, venue.point);
    params["title"] = venue.title.as_str().into();
    params["address"] = venue.address.as_str().into();
    for (name, id) in &venue.ids {
        params[*name] = id.as_str().into();
    }
}

pub(super) fn put_contact(params: &mut Value, contact: &Contact) {
    params["phone_number"] = contact.phone.as_str().into();
    params["first_name"] = contact.first_name.as_str().into();
    if let Some(last_name) = &contact.last_name {
        params["last_name"] = last_name.as_str().into();
    }
    if let Some(vcard) = &contact.vcard {
        params["vcard"] = vcard.as_str().into();
    }
}

/// Defaults are not said: anonymous, one answer, open, no quiz.
pub(super) fn put_poll(params: &mut Value, poll: &Poll) {
    put_text(params, "question", "question_entities", &poll.question);
    let option = |words: &Text| {
        let mut option = json!({});
        put_text(&mut option, "text", "text_entities", words);
        option
    };
    params["options"] = poll.options.iter().map(option).collect::<Vec<_>>().into();
    if !poll.description.is_empty() {
        put_text(
            params,
            "description",
            "description_entities",
            &poll.description,
        );
    }
    if !poll.anonymous {
        params["is_anonymous"] = false.into();
    }
    if poll.multiple {
        params["allows_multiple_answers"] = true.into();
    }
    if poll.closed {
        params["is_closed"] = true.into();
    }
    if poll.quiz {
        params["type"] = "quiz".into();
        params["correct_option_ids"] = poll.correct.clone().into();
        if !poll.explanation.is_empty() {
            put_text(
                params,
                "explanation",
                "explanation_entities",
                &poll.explanation,
            );
        }
    }
}

pub(super) fn reaction(reaction: &Reaction) -> Value {
    match reaction {
        Reaction::Emoji(emoji) => json!({ "type": "emoji", "emoji": emoji }),
        Reaction::Custom(id) => json!({ "type": "custom_emoji", "custom_emoji_id": id }),
        Reaction::Paid => json!({ "type": "paid" }),
    }
}

fn put_point(params: &mut Value, point: Point) {
    params["latitude"] = (f64::from(point.latitude_e7) / 1e7).into();
    params["longitude"] = (f64::from(point.longitude_e7) / 1e7).into();
}

/// A keyboard in the place of the person's own. Of rights that are asked for, every mandatory field is given; the person must have what
/// the bot is to get, and be able to give it.
pub(super) fn keyboard(keyboard: Option<&Keyboard>) -> Value {
    let Some(keyboard) = keyboard else {
        return json!({ "remove_keyboard": true });
    };
    let mut bot = json!({
        "is_anonymous": false,
        "can_manage_chat": true,
        "can_delete_messages": true,
        "can_manage_video_chats": false,
        "can_restrict_members": false,
        "can_promote_members": false,
        "can_change_info": false,
        "can_invite_users": false,
        "can_post_stories": false,
        "can_edit_stories": false,
        "can_delete_stories": false,
        "can_pin_messages": true,
        "can_manage_topics": true,
        "can_send_welcome_messages": false,
    });
    let mut person = bot.clone();
    person["can_promote_members"] = true.into();
    let request = json!({
        "request_id": keyboard.request,
        "chat_is_channel": false,
        "chat_is_forum": true,
        "user_administrator_rights": person,
        "bot_administrator_rights": bot.take(),
        "bot_is_member": true,
        "request_title": true,
    });
    json!({
        "keyboard": [
            [{ "text": keyboard.choose, "request_chat": request }],
            [{ "text": keyboard.instead }],
        ],
        "resize_keyboard": true,
        "one_time_keyboard": true,
    })
}
