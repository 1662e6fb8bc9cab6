//! What a message holds: found by which field is there.
//!
//! The order matters where Telegram fills an older field as well, for programs that do not know the newer one:
//! live photo and photo, animation and document, venue and location.

use relevo_telegram::{ChatId, Content, Media, MediaKind, Service, Text, Uncopyable};

use super::Fields;
use super::matter::{checklist, contact, location, poll, venue};
use super::party::user;
use super::rich::rich;
use super::text::text;

/// Fields that say something about a message but are not what it holds (Bot API 10.3, and older names of the same).
const COMMON: &[&str] = &[
    "message_id",
    "message_thread_id",
    "direct_messages_topic",
    "from",
    "sender_chat",
    "sender_boost_count",
    "sender_business_bot",
    "sender_tag",
    "receiver_user",
    "ephemeral_message_id",
    "date",
    "guest_query_id",
    "business_connection_id",
    "chat",
    "forward_origin",
    "forward_from",
    "forward_from_chat",
    "forward_from_message_id",
    "forward_signature",
    "forward_sender_name",
    "forward_date",
    "is_topic_message",
    "is_automatic_forward",
    "reply_to_message",
    "external_reply",
    "quote",
    "reply_to_story",
    "reply_to_checklist_task_id",
    "reply_to_poll_option_id",
    "via_bot",
    "guest_bot_caller_user",
    "guest_bot_caller_chat",
    "edit_date",
    "has_protected_content",
    "is_from_offline",
    "is_paid_post",
    "media_group_id",
    "author_signature",
    "paid_star_count",
    "entities",
    "link_preview_options",
    "suggested_post_info",
    "effect_id",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "reply_markup",
];

/// File messages, newer field first where an older one is filled as well.
const MEDIA: &[(&str, MediaKind)] = &[
    ("live_photo", MediaKind::LivePhoto),
    ("photo", MediaKind::Photo),
    ("animation", MediaKind::Animation),
    ("video", MediaKind::Video),
    ("video_note", MediaKind::VideoNote),
    ("voice", MediaKind::Voice),
    ("audio", MediaKind::Audio),
    ("sticker", MediaKind::Sticker),
    ("document", MediaKind::Document),
];

/// What Telegram never lets a bot copy (Bot API, `copyMessage`), and the fields that hold its title and its stars.
const UNCOPYABLE: &[(&str, &str, &str)] = &[
    ("paid_media", "", "star_count"),
    ("invoice", "title", ""),
    ("giveaway", "prize_description", "prize_star_count"),
    ("giveaway_winners", "prize_description", "prize_star_count"),
    ("gift", "", "star_count"),
    ("unique_gift", "base_name", ""),
];

/// Service messages that the desk does not act on (Bot API 10.3).
const SERVICE: &[&str] = &[
    "chat_owner_left",
    "chat_owner_changed",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "successful_payment",
    "refunded_payment",
    "users_shared",
    "chat_shared",
    "gift_upgrade_sent",
    "connected_website",
    "write_access_allowed",
    "passport_data",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "checklist_tasks_done",
    "checklist_tasks_added",
    "community_chat_added",
    "community_chat_joined",
    "community_chat_removed",
    "direct_message_price_changed",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "giveaway_created",
    "giveaway_completed",
    "managed_bot_created",
    "paid_message_price_changed",
    "poll_option_added",
    "poll_option_deleted",
    "suggested_post_approved",
    "suggested_post_approval_failed",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
    "video_chat_participants_invited",
    "web_app_data",
];

/// What the message holds. What is there but cannot be read is `Unknown` by its name, like what is not known at all.
pub(super) fn content(message: &Fields<'_>) -> Content {
    plain(message)
        .or_else(|| media(message))
        .or_else(|| uncopyable(message))
        .or_else(|| service(message).map(Content::Service))
        .unwrap_or_else(|| Content::Unknown(outstanding(message)))
}

/// Everything but files and events.
fn plain(message: &Fields<'_>) -> Option<Content> {
    if let Some(blocks) = message.raw("rich_message") {
        return Some(Content::Rich(rich(blocks)));
    }
    if let Some(words) = text(message, "text", "entities") {
        return Some(Content::Text(words));
    }
    if let Some(dice) = message.object("dice") {
        return Some(Content::Dice {
            emoji: dice.string("emoji").unwrap_or_default(),
            value: dice.int("value").unwrap_or(0),
        });
    }
    if let Some(poll) = message.object("poll").as_ref().and_then(poll) {
        return Some(Content::Poll(Box::new(poll)));
    }
    if let Some(contact) = message.object("contact").as_ref().and_then(contact) {
        return Some(Content::Contact(contact));
    }
    if let Some(venue) = message.object("venue").as_ref().and_then(venue) {
        return Some(Content::Venue(venue));
    }
    if let Some(location) = message.object("location").as_ref().and_then(location) {
        return Some(Content::Location(location));
    }
    if message.has("story") {
        return Some(Content::Story);
    }
    if message.has("game") {
        return Some(Content::Game);
    }
    message
        .object("checklist")
        .as_ref()
        .and_then(checklist)
        .map(Content::Checklist)
}

fn media(message: &Fields<'_>) -> Option<Content> {
    MEDIA.iter().find_map(|(name, kind)| {
        // A photo is a list of sizes, the largest last.
        let file = match kind {
            MediaKind::Photo => message.objects(name).pop(),
            _ => message.object(name),
        }?;
        Some(Content::Media(Media {
            kind: *kind,
            file_id: file_id(message, &file, *kind)?,
            file_unique_id: file.string("file_unique_id").unwrap_or_default(),
            size_bytes: file.int("file_size"),
            caption: caption(message, *kind),
            caption_above: message.is("show_caption_above_media"),
            spoiler: message.is("has_media_spoiler"),
        }))
    })
}

/// The number by which a file is sent again. A live photo has two: that of its picture follows in a line of its own.
fn file_id(message: &Fields<'_>, file: &Fields<'_>, kind: MediaKind) -> Option<String> {
    let id = file.string("file_id")?;
    let still = || {
        let largest = file.objects("photo").pop();
        let largest = largest.or_else(|| message.objects("photo").pop())?;
        largest.string("file_id")
    };
    match kind {
        MediaKind::LivePhoto => Some(still().map_or(id.clone(), |still| format!("{id}\n{still}"))),
        _ => Some(id),
    }
}

fn caption(message: &Fields<'_>, kind: MediaKind) -> Text {
    if kind.has_caption() {
        text(message, "caption", "caption_entities").unwrap_or_default()
    } else {
        Text::default()
    }
}

fn uncopyable(message: &Fields<'_>) -> Option<Content> {
    let found = |(name, ..): &&(&str, &str, &str)| message.has(name);
    let (name, title, stars) = UNCOPYABLE.iter().find(found)?;
    // A gift stands in an object of its own inside the event that tells of it.
    let told = message.object(name);
    let told = told.map(|told| told.object("gift").unwrap_or(told));
    Some(Content::Uncopyable(Uncopyable {
        name: (*name).to_owned(),
        title: told.as_ref().and_then(|told| told.string(title)),
        stars: told.as_ref().and_then(|told| told.int(stars)),
    }))
}

fn service(message: &Fields<'_>) -> Option<Service> {
    if let Some(created) = message.object("forum_topic_created") {
        let name = created.string("name").unwrap_or_default();
        return Some(Service::TopicCreated(name));
    }
    if let Some(edited) = message.object("forum_topic_edited") {
        return Some(Service::TopicEdited(edited.string("name")));
    }
    if message.has("forum_topic_closed") {
        return Some(Service::TopicClosed);
    }
    if message.has("forum_topic_reopened") {
        return Some(Service::TopicReopened);
    }
    if let Some(chat) = message.int("migrate_to_chat_id") {
        return Some(Service::MigratedTo(ChatId(chat)));
    }
    if let Some(chat) = message.int("migrate_from_chat_id") {
        return Some(Service::MigratedFrom(ChatId(chat)));
    }
    if let Some(title) = message.string("new_chat_title") {
        return Some(Service::NewTitle(title));
    }
    if message.has("new_chat_members") {
        let people = message.objects("new_chat_members");
        return Some(Service::Joined(people.iter().filter_map(user).collect()));
    }
    if let Some(left) = message.object("left_chat_member").as_ref().and_then(user) {
        return Some(Service::Left(left));
    }
    if let Some(shared) = message.object("chat_shared") {
        let chat = shared.int("chat_id").map(ChatId);
        return chat.map(|chat| Service::ChatShared(shared.int("request_id").unwrap_or(0), chat));
    }
    if message.has("pinned_message") {
        return Some(Service::Pinned);
    }
    SERVICE
        .iter()
        .find(|name| message.has(name))
        .map(|name| Service::Other((*name).to_owned()))
}

/// The first field that is not common to all messages.
fn outstanding(message: &Fields<'_>) -> Option<String> {
    message
        .names()
        .find(|name| !COMMON.contains(name) && message.has(name))
        .map(str::to_owned)
}
