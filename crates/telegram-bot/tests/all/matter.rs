//! Albums, places, contacts, polls and reactions: what is asked, what is answered, what is told.

use relevo_telegram::{
    Actor, AlbumItem, Call, ChatId, Contact, Live, Location, MediaFile, MediaKind, MessageId,
    Outcome, Place, Point, Poll, Reaction, Receipt, Text, UpdateKind, Venue,
};
use relevo_telegram_bot::WireAnswer;
use serde_json::{Value, json};

use crate::encoding::check;
use crate::samples::{CHAT, read, to, update};
use crate::script::{failed, ok, outcome};

fn at() -> Place {
    Place {
        chat: CHAT,
        message: MessageId(7),
    }
}

fn item(kind: MediaKind, caption: &str) -> AlbumItem {
    AlbumItem {
        file: MediaFile {
            kind,
            file_id: "F".into(),
            spoiler: kind == MediaKind::Video,
            caption_above: false,
        },
        caption: Text::plain(caption),
    }
}

fn place(live: Option<Live>) -> Location {
    Location {
        point: Point {
            latitude_e7: 404_168_001,
            longitude_e7: -37_038_000,
        },
        accuracy_m: Some(12),
        live,
    }
}

fn album() -> Call {
    Call::SendAlbum {
        to: to(),
        items: vec![item(MediaKind::Photo, "one"), item(MediaKind::Video, "")],
    }
}

/// Promise: an album is one request that names each file with its own caption.
#[tokio::test]
async fn albums_are_asked_for_at_once() {
    let media = json!([
        { "type": "photo", "media": "F", "caption": "one" },
        { "type": "video", "media": "F", "has_spoiler": true },
    ]);
    check(
        album(),
        "sendMediaGroup",
        json!({ "chat_id": CHAT.0, "media": media }),
    )
    .await;
    let copies = Call::CopyMany {
        to: to(),
        chat: ChatId(-5),
        messages: vec![MessageId(3), MessageId(4)],
    };
    let params = json!({ "chat_id": CHAT.0, "from_chat_id": -5, "message_ids": [3, 4] });
    check(copies, "copyMessages", params.clone()).await;
    let forwards = Call::ForwardMany {
        to: to(),
        chat: ChatId(-5),
        messages: vec![MessageId(3), MessageId(4)],
    };
    check(forwards, "forwardMessages", params).await;
}

/// Promise: places, contacts and polls are made anew to the last field, and defaults are not said.
#[tokio::test]
async fn contents_are_made_anew() {
    let live = Some(Live {
        period_s: 900,
        heading: Some(45),
    });
    let moving = json!({ "latitude": 40.416_800_1, "longitude": -3.7038, "horizontal_accuracy": 12,
        "live_period": 900, "heading": 45 });
    let location = |mut more: Value| {
        for (name, value) in moving.as_object().expect("an object") {
            more[name] = value.clone();
        }
        more
    };
    let send = Call::SendLocation {
        to: to(),
        location: place(live),
    };
    check(send, "sendLocation", location(json!({ "chat_id": CHAT.0 }))).await;
    let edit = Call::EditLocation {
        at: at(),
        location: place(live),
    };
    let moved = location(json!({ "chat_id": CHAT.0, "message_id": 7 }));
    check(edit, "editMessageLiveLocation", moved).await;
    check(
        Call::StopLocation(at()),
        "stopMessageLiveLocation",
        json!({ "chat_id": CHAT.0, "message_id": 7 }),
    )
    .await;
    let venue = Call::SendVenue {
        to: to(),
        venue: Venue {
            point: place(None).point,
            title: "Office".into(),
            address: "Main Street".into(),
            ids: vec![("google_place_id", "z".into())],
        },
    };
    let params = json!({ "chat_id": CHAT.0, "latitude": 40.416_800_1, "longitude": -3.7038,
        "title": "Office", "address": "Main Street", "google_place_id": "z" });
    check(venue, "sendVenue", params).await;
    let contact = Call::SendContact {
        to: to(),
        contact: Contact {
            phone: "+1".into(),
            first_name: "Ann".into(),
            last_name: None,
            user: None,
            vcard: None,
        },
    };
    let params = json!({ "chat_id": CHAT.0, "phone_number": "+1", "first_name": "Ann" });
    check(contact, "sendContact", params).await;
}

/// Promise: a poll is anonymous, open and plain unless it says otherwise; a quiz carries its right answer.
#[tokio::test]
async fn polls() {
    let poll = |poll: Poll| Call::SendPoll {
        to: to(),
        poll: Box::new(poll),
    };
    let plain = Poll {
        question: Text::plain("When?"),
        options: vec![Text::plain("Now")],
        anonymous: true,
        ..Poll::default()
    };
    let asked = json!({ "chat_id": CHAT.0, "question": "When?", "options": [{ "text": "Now" }] });
    check(poll(plain.clone()), "sendPoll", asked.clone()).await;
    let quiz = Poll {
        quiz: true,
        correct: vec![0],
        explanation: Text::plain("now is now"),
        description: Text::plain("a copy"),
        anonymous: false,
        multiple: true,
        closed: true,
        ..plain
    };
    let mut asked = asked;
    for (name, value) in [
        ("type", json!("quiz")),
        ("correct_option_ids", json!([0])),
        ("explanation", json!("now is now")),
        ("description", json!("a copy")),
        ("is_anonymous", json!(false)),
        ("allows_multiple_answers", json!(true)),
        ("is_closed", json!(true)),
    ] {
        asked[name] = value;
    }
    check(poll(quiz), "sendPoll", asked).await;
    let rich = Call::SendRich {
        to: to(),
        input: r#"{"blocks":[{"type":"divider"}]}"#.into(),
    };
    let params =
        json!({ "chat_id": CHAT.0, "rich_message": { "blocks": [{ "type": "divider" }] } });
    check(rich, "sendRichMessage", params).await;
}

/// Promise: one reaction is set, or none is left.
#[tokio::test]
async fn reactions_are_set() {
    let react = |reaction| Call::React { at: at(), reaction };
    for (reaction, asked) in [
        (
            Some(Reaction::Emoji("👍".into())),
            json!([{ "type": "emoji", "emoji": "👍" }]),
        ),
        (
            Some(Reaction::Custom("5".into())),
            json!([{ "type": "custom_emoji", "custom_emoji_id": "5" }]),
        ),
        (None, json!([])),
    ] {
        let params = json!({ "chat_id": CHAT.0, "message_id": 7, "reaction": asked });
        check(react(reaction), "setMessageReaction", params).await;
    }
}

/// Promise: an album's answer names each message; one that was sent in part is an unknown outcome, never a refusal.
#[tokio::test]
async fn what_came_of_an_album() {
    let made = json!([{ "message_id": 11 }, { "message_id": 12 }]);
    let receipt = Receipt::Messages(vec![MessageId(11), MessageId(12)]);
    assert_eq!(outcome(&album(), ok(&made)).await, Outcome::Done(receipt));
    for unclear in [
        failed(
            400,
            "Bad Request: failed to send message #2 with the error message \"WEBPAGE_CURL_FAILED\"",
        ),
        failed(400, "Bad Request: group send failed"),
        WireAnswer::Lost,
        ok(&json!([{ "message_id": 11 }, {}])),
    ] {
        assert_eq!(outcome(&album(), unclear).await, Outcome::Unknown);
    }
}

/// Promise: whose reactions a message has, or how many, is read; what is no reaction known here is left out, and what names
/// nobody is passed on by its name.
#[test]
fn reactions_are_told() {
    let change = |who: Value| {
        let mut body = json!({
            "chat": { "id": -9, "type": "supergroup", "title": "t" }, "message_id": 3, "date": 1,
            "old_reaction": [],
            "new_reaction": [{ "type": "emoji", "emoji": "👍" }, { "type": "telepathic" },
                { "type": "custom_emoji", "custom_emoji_id": "5" }, { "type": "paid" }],
        });
        for (name, value) in who.as_object().expect("an object") {
            body[name] = value.clone();
        }
        read(&update("message_reaction", &body)).unwrap().kind
    };
    let UpdateKind::Reaction(by_person) = change(json!({ "user": { "id": 5, "is_bot": false } }))
    else {
        panic!("a reaction");
    };
    assert!(matches!(&by_person.by, Actor::User(user) if user.id.0 == 5));
    let now = [
        Reaction::Emoji("👍".into()),
        Reaction::Custom("5".into()),
        Reaction::Paid,
    ];
    assert_eq!(by_person.now, now);
    let UpdateKind::Reaction(by_chat) =
        change(json!({ "actor_chat": { "id": -9, "type": "supergroup" } }))
    else {
        panic!("a reaction");
    };
    assert!(matches!(&by_chat.by, Actor::Chat(chat) if chat.id.0 == -9));
    assert_eq!(
        change(json!({})),
        UpdateKind::Other("message_reaction".into())
    );
    let counted = json!({ "chat": { "id": -9, "type": "channel" }, "message_id": 3, "date": 1,
        "reactions": [{ "type": { "type": "emoji", "emoji": "❤" }, "total_count": 4 }] });
    let UpdateKind::ReactionCounts(counts) = read(&update("message_reaction_count", &counted))
        .unwrap()
        .kind
    else {
        panic!("numbers of reactions");
    };
    assert_eq!(counts.counts, [(Reaction::Emoji("❤".into()), 4)]);
}
