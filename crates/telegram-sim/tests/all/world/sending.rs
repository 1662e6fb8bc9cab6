//! The rules of methods that send: albums, rich messages, places, contacts, polls, reactions on albums.

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::{Kind, Permissions};
use serde_json::{Value, json};

use super::scene::Scene;

/// File ids of the bot for one file of each of these kinds.
fn files(scene: &mut Scene, kinds: &[Kind]) -> Vec<Value> {
    let mut items = Vec::new();
    for kind in kinds {
        let heard = scene.heard(Say::media(*kind, ""));
        let body = &heard[kind.field()];
        let file = body
            .as_array()
            .and_then(|sizes| sizes.last())
            .unwrap_or(body);
        let mut item = json!({"type": kind.field(), "media": file["file_id"]});
        if *kind == Kind::LivePhoto {
            item["photo"] = heard["photo"][1]["file_id"].clone();
        }
        items.push(item);
    }
    items
}

/// An album answers item by item in the order given, each with its own caption and entities, in the topic and as the reply
/// asked for.
#[test]
fn an_albums_answer_is_positional() {
    let mut scene = Scene::new();
    let forum = scene.forum;
    let mut items = files(&mut scene, &[Kind::Photo, Kind::Video, Kind::LivePhoto]);
    items[0]["caption"] = "one".into();
    items[2]["caption"] = "three".into();
    items[2]["caption_entities"] = json!([{"type": "bold", "offset": 0, "length": 5}]);
    let topic = scene.done("createForumTopic", json!({"chat_id": forum, "name": "A"}));
    let thread = topic["message_thread_id"].clone();
    let question = json!({"chat_id": forum, "message_thread_id": thread, "text": "?"});
    let question = scene.done("sendMessage", question)["message_id"].clone();
    let sent = scene.done(
        "sendMediaGroup",
        json!({
            "chat_id": forum, "message_thread_id": thread, "media": items,
            "reply_parameters": {"message_id": question},
        }),
    );
    for (at, field) in ["photo", "video", "live_photo"].iter().enumerate() {
        assert!(sent[at].get(*field).is_some());
        assert_eq!(sent[at]["message_thread_id"], thread);
        assert_eq!(sent[at]["reply_to_message"]["message_id"], question);
        assert_eq!(sent[at]["media_group_id"], sent[0]["media_group_id"]);
    }
    assert_eq!(sent[0]["caption"], "one");
    assert!(sent[1].get("caption").is_none());
    assert_eq!(sent[2]["caption_entities"][0]["type"], "bold");
}

/// One wrong file spoils the whole album, and nothing of it is sent; so does one kind that may not be sent there.
#[test]
fn a_wrong_item_spoils_the_album() {
    let mut scene = Scene::new();
    let (owner, forum, bot) = (scene.owner, scene.forum, scene.bot.id);
    let mut items = files(&mut scene, &[Kind::Photo, Kind::Photo, Kind::Video]);
    items[1]["media"] = "BQACwrong".into();
    let album = |items: &[Value]| json!({"chat_id": forum, "media": items});
    let before = scene.world.transcript(forum, owner).len();
    let words = scene.refused("sendMediaGroup", album(&items));
    assert_eq!(
        words,
        "Bad Request: wrong file identifier/HTTP URL specified"
    );
    scene.world.demote(owner, forum, bot).expect("exists");
    let no_videos = Permissions {
        can_send_videos: false,
        ..Permissions::default()
    };
    scene
        .world
        .set_permissions(forum, no_videos)
        .expect("exists");
    items.remove(1);
    let words = scene.refused("sendMediaGroup", album(&items));
    assert_eq!(
        words,
        "Bad Request: not enough rights to send videos to the chat"
    );
    assert_eq!(scene.world.transcript(forum, owner).len(), before);
}

/// When an item fails on Telegram's side, the call answers with an error, but the items before it were sent.
#[test]
fn a_broken_album_leaves_what_was_sent() {
    let mut scene = Scene::new();
    let (owner, forum) = (scene.owner, scene.forum);
    let items = files(&mut scene, &[Kind::Photo, Kind::Photo, Kind::Photo]);
    let album = json!({"chat_id": forum, "media": items});
    let before = scene.world.transcript(forum, owner).len();
    scene.world.break_next_multi_send(scene.bot.id, 2);
    let words = scene.refused("sendMediaGroup", album.clone());
    assert_eq!(
        words,
        "Bad Request: failed to send message #2 with the error message \"MEDIA_INVALID\""
    );
    assert_eq!(scene.world.transcript(forum, owner).len(), before + 1);
    scene.done("sendMediaGroup", album);
    assert_eq!(scene.world.transcript(forum, owner).len(), before + 4);
}

/// A rich message of text blocks is sent, copied and edited; blocks that are not simulated are refused loudly.
#[test]
fn rich_messages_of_text_are_sent() {
    let mut scene = Scene::new();
    let client = scene.client;
    let blocks = json!([
        {"type": "heading", "text": "News", "size": 2},
        {"type": "paragraph", "text": ["All ", {"type": "bold", "text": "good"}]},
        {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "one"}]}]},
        {"type": "blockquote", "blocks": [{"type": "pre", "text": "x"}]},
    ]);
    let rich = |blocks: &Value| json!({"chat_id": client, "rich_message": {"blocks": blocks}});
    let sent = scene.done("sendRichMessage", rich(&blocks));
    assert_eq!(sent["rich_message"]["blocks"][1], blocks[1]);
    assert_eq!(sent["rich_message"]["blocks"][2]["items"][0]["label"], "•");
    let mut edit = rich(&json!([{"type": "paragraph", "text": "new"}]));
    edit["message_id"] = sent["message_id"].clone();
    let edited = scene.done("editMessageText", edit.clone());
    assert_eq!(edited["rich_message"]["blocks"][0]["text"], "new");
    let refused = [
        (json!([]), "Bad Request: message text is empty"),
        (
            json!([{"type": "divider"}]),
            "Bad Request: message text is empty",
        ),
        (
            json!([{"type": "paragraph", "text": "x".repeat(32_769)}]),
            "Bad Request: message is too long",
        ),
        (
            json!([{"type": "map", "location": {}}]),
            "Not Implemented: InputRichMessage.blocks (map) is not simulated",
        ),
    ];
    for (blocks, words) in refused {
        assert_eq!(scene.refused("sendRichMessage", rich(&blocks)), words);
    }
    let html = json!({"chat_id": client, "rich_message": {"html": "<b>x</b>"}});
    assert_eq!(scene.refusal("sendRichMessage", html).code, 501);
}

/// Places must be on the globe; a live location has a period, and only within it can it be moved.
#[test]
fn locations_have_limits() {
    let mut scene = Scene::new();
    let client = scene.client;
    let place = |latitude: f64, period: i64| json!({"chat_id": client, "latitude": latitude, "longitude": 2.0, "live_period": period});
    let words = scene.refused("sendLocation", place(91.0, 60));
    assert_eq!(words, "Bad Request: invalid location specified");
    for period in [59, 86_401] {
        let words = scene.refused("sendLocation", place(1.0, period));
        assert_eq!(words, "Bad Request: wrong live location period specified");
    }
    let still = scene.done("sendLocation", place(1.0, 0));
    assert!(still["location"].get("live_period").is_none());
    let id = scene.done("sendLocation", place(1.0, 60))["message_id"].clone();
    let mut moved = json!({
        "chat_id": client, "message_id": id, "latitude": 1.5, "longitude": 2.0, "heading": 90,
    });
    let answer = scene.done("editMessageLiveLocation", moved.clone());
    assert_eq!(answer["location"]["live_period"], 60);
    assert_eq!(answer["location"]["heading"], 90);
    moved["latitude"] = 1.6.into();
    scene.move_ms(60_000);
    let words = scene.refused("editMessageLiveLocation", moved.clone());
    assert_eq!(words, "Bad Request: message can't be edited");
    moved["message_id"] = scene.sent(client, "words").into();
    let words = scene.refused("editMessageLiveLocation", moved);
    assert_eq!(
        words,
        "Bad Request: there is no live location in the message to edit"
    );
    let forever = scene.done("sendLocation", place(1.0, 0x7FFF_FFFF));
    scene.move_ms(90_000_000);
    let stop = json!({"chat_id": client, "message_id": forever["message_id"]});
    scene.done("stopMessageLiveLocation", stop);
}

/// A contact needs number and name.
#[test]
fn contacts_need_number_and_name() {
    let mut scene = Scene::new();
    let mut contact = json!({"chat_id": scene.client, "phone_number": "+100", "first_name": " "});
    let words = scene.refused("sendContact", contact.clone());
    assert_eq!(words, "Bad Request: first name not specified");
    contact["first_name"] = "Lee".into();
    contact["vcard"] = "x".repeat(2_049).into();
    assert_eq!(
        scene.refused("sendContact", contact),
        "Bad Request: vCard is too long"
    );
}

/// Questions and options keep custom emoji only, descriptions keep everything; the description is not in polls outside
/// messages.
#[test]
fn polls_have_words_with_entities() {
    let mut scene = Scene::new();
    let client = scene.client;
    scene.world.set_owner_premium(scene.bot.id, true);
    let emoji = json!({"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "1"});
    let bold = json!({"type": "bold", "offset": 0, "length": 2});
    let poll = json!({
        "chat_id": client, "question": "😀 When?", "question_entities": [emoji, bold],
        "options": [{"text": "😀", "text_entities": [emoji]}, {"text": "later"}],
        "description": "no hurry", "description_entities": [bold], "is_anonymous": false,
    });
    let sent = scene.done("sendPoll", poll);
    assert_eq!(sent["poll"]["question_entities"], json!([emoji]));
    assert_eq!(sent["poll"]["options"][0]["text_entities"], json!([emoji]));
    assert_eq!(sent["poll"]["description_entities"], json!([bold]));
    let stop = json!({"chat_id": client, "message_id": sent["message_id"]});
    let stopped = scene.done("stopPoll", stop);
    assert!(stopped.get("description").is_none());
    let told = scene.drain().pop().expect("one");
    assert_eq!(
        told["poll"], stopped,
        "a stopped poll is told to its sender"
    );
}

/// A quiz needs right answers among its options and takes one vote unless it says otherwise.
#[test]
fn quizzes_need_right_answers() {
    let mut scene = Scene::new();
    let client = scene.client;
    let quiz = |correct: &Value| {
        json!({
            "chat_id": client, "question": "2+2?", "type": "quiz", "correct_option_ids": correct,
            "options": [{"text": "3"}, {"text": "4"}], "explanation": "count",
        })
    };
    let cases = [
        (json!([]), "Bad Request: quiz has no correct option"),
        (json!([2]), "Bad Request: wrong correct option ID specified"),
        (
            json!([1, 0]),
            "Bad Request: wrong correct option ID specified",
        ),
    ];
    for (correct, words) in cases {
        assert_eq!(scene.refused("sendPoll", quiz(&correct)), words);
    }
    let sent = scene.done("sendPoll", quiz(&json!([1])));
    assert_eq!(sent["poll"]["allows_revoting"], false);
    assert_eq!(sent["poll"]["explanation"], "count");
}

/// A bot's reaction to an album goes to its first item that is left.
#[test]
fn an_albums_reaction_goes_to_its_first_item() {
    let mut scene = Scene::new();
    let (client, bot) = (scene.client, scene.bot.id);
    let ids: Vec<Value> = (0..3)
        .map(|_| scene.heard(Say::photo("").album("a"))["message_id"].clone())
        .collect();
    let thumb = json!([{"type": "emoji", "emoji": "👍"}]);
    let react = json!({"chat_id": client, "message_id": ids[2], "reaction": thumb});
    scene.done("setMessageReaction", react.clone());
    let reacted = |scene: &Scene| -> Vec<bool> {
        let rows = scene.world.transcript(bot, client);
        rows[1..]
            .iter()
            .map(|row| !row.reactions.is_empty())
            .collect()
    };
    assert_eq!(reacted(&scene), [true, false, false]);
    let first = scene.world.transcript(bot, client)[1].message_id;
    scene.world.delete(client, bot, first).expect("own");
    scene.done("setMessageReaction", react);
    assert_eq!(reacted(&scene), [true, true, false]);
}
