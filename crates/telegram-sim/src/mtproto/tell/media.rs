//! What a message carries beside words. Kinds that no client of ours looks into are `messageMediaUnsupported`.

use grammers_tl_types as tl;
use serde_json::Value;

use super::int;
use crate::mtproto::peers::access_hash;
use crate::world::file::StoredFile;
use crate::world::{Content, Kind, World};

/// The data centre of all files.
const DC: i32 = 2;

/// `MessageMedia`; none for words alone.
pub(in crate::mtproto) fn media(
    world: &World,
    viewer: i64,
    content: &Content,
) -> Option<tl::enums::MessageMedia> {
    let body = content.body();
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    Some(match content.kind {
        Kind::Text | Kind::Service => return None,
        Kind::Contact => tl::types::MessageMediaContact {
            phone_number: text("phone_number"),
            first_name: text("first_name"),
            last_name: text("last_name"),
            vcard: text("vcard"),
            user_id: body["user_id"].as_i64().unwrap_or(0),
        }
        .into(),
        Kind::Location => match body["live_period"].as_i64() {
            None => tl::types::MessageMediaGeo { geo: point(body) }.into(),
            Some(period) => tl::types::MessageMediaGeoLive {
                geo: point(body),
                heading: body["heading"].as_i64().map(int),
                period: int(period),
                proximity_notification_radius: None,
            }
            .into(),
        },
        Kind::Venue => tl::types::MessageMediaVenue {
            geo: point(&body["location"]),
            title: text("title"),
            address: text("address"),
            provider: String::new(),
            venue_id: String::new(),
            venue_type: String::new(),
        }
        .into(),
        Kind::Dice => tl::types::MessageMediaDice {
            value: int(body["value"].as_i64().unwrap_or(0)),
            emoticon: text("emoji"),
            game_outcome: None,
        }
        .into(),
        _ => {
            let stored = content.file_unique_id().and_then(|id| world.files.get(id));
            let spoiler = content.fields.contains_key("has_media_spoiler");
            match stored {
                Some(stored) => file(viewer, stored, spoiler),
                None => tl::enums::MessageMedia::Unsupported,
            }
        }
    })
}

fn point(place: &Value) -> tl::enums::GeoPoint {
    tl::types::GeoPoint {
        long: place["longitude"].as_f64().unwrap_or(0.0),
        lat: place["latitude"].as_f64().unwrap_or(0.0),
        access_hash: 0,
        accuracy_radius: None,
    }
    .into()
}

/// A stored file as the media of a message.
pub(in crate::mtproto) fn file(
    viewer: i64,
    stored: &StoredFile,
    spoiler: bool,
) -> tl::enums::MessageMedia {
    if stored.kind == Kind::Photo {
        return tl::types::MessageMediaPhoto {
            spoiler,
            live_photo: false,
            photo: Some(photo(viewer, stored)),
            ttl_seconds: None,
            video: None,
        }
        .into();
    }
    tl::types::MessageMediaDocument {
        nopremium: false,
        spoiler,
        video: matches!(stored.kind, Kind::Video | Kind::Animation | Kind::LivePhoto),
        round: stored.kind == Kind::VideoNote,
        voice: stored.kind == Kind::Voice,
        document: Some(document(viewer, stored)),
        alt_documents: None,
        video_cover: None,
        video_timestamp: None,
        ttl_seconds: None,
    }
    .into()
}

/// The number of a file for clients.
pub(in crate::mtproto) fn file_id(stored: &StoredFile) -> i64 {
    i64::try_from(stored.number).unwrap_or(i64::MAX - 1) + 1
}

/// The hash by which `viewer` may name a file.
pub(in crate::mtproto) fn file_hash(viewer: i64, id: i64) -> i64 {
    access_hash(viewer ^ 0x000f_11e5, id)
}

fn photo(viewer: i64, stored: &StoredFile) -> tl::enums::Photo {
    let id = file_id(stored);
    let sizes = stored.body.as_array().into_iter().flatten().zip(["s", "x"]);
    let sizes = sizes.map(|(size, name)| {
        let number = |field: &str| int(size[field].as_i64().unwrap_or(0));
        tl::types::PhotoSize {
            r#type: name.to_owned(),
            w: number("width"),
            h: number("height"),
            size: number("file_size"),
        }
        .into()
    });
    tl::types::Photo {
        has_stickers: false,
        id,
        access_hash: file_hash(viewer, id),
        file_reference: id.to_le_bytes().to_vec(),
        date: 0,
        sizes: sizes.collect(),
        video_sizes: None,
        dc_id: DC,
    }
    .into()
}

fn document(viewer: i64, stored: &StoredFile) -> tl::enums::Document {
    let id = file_id(stored);
    tl::types::Document {
        id,
        access_hash: file_hash(viewer, id),
        file_reference: id.to_le_bytes().to_vec(),
        date: 0,
        mime_type: stored.mime.clone(),
        size: i64::try_from(stored.bytes.len()).unwrap_or(i64::MAX),
        thumbs: None,
        video_thumbs: None,
        dc_id: DC,
        attributes: attributes(stored),
    }
    .into()
}

fn attributes(stored: &StoredFile) -> Vec<tl::enums::DocumentAttribute> {
    let body = &stored.body;
    let number = |field: &str| int(body[field].as_i64().unwrap_or(0));
    let text = |field: &str| body[field].as_str().map(str::to_owned);
    let video = |side: (&str, &str), round| {
        tl::types::DocumentAttributeVideo {
            round_message: round,
            supports_streaming: false,
            nosound: stored.kind == Kind::Animation,
            duration: body["duration"].as_f64().unwrap_or(0.0),
            w: number(side.0),
            h: number(side.1),
            preload_prefix_size: None,
            video_start_ts: None,
            video_codec: None,
        }
        .into()
    };
    let audio = |voice| {
        tl::types::DocumentAttributeAudio {
            voice,
            duration: number("duration"),
            title: text("title"),
            performer: text("performer"),
            waveform: None,
        }
        .into()
    };
    let mut list: Vec<tl::enums::DocumentAttribute> = match stored.kind {
        Kind::Video | Kind::LivePhoto => vec![video(("width", "height"), false)],
        Kind::Animation => vec![
            video(("width", "height"), false),
            tl::enums::DocumentAttribute::Animated,
        ],
        Kind::VideoNote => vec![video(("length", "length"), true)],
        Kind::Audio => vec![audio(false)],
        Kind::Voice => vec![audio(true)],
        Kind::Sticker => vec![
            tl::types::DocumentAttributeImageSize {
                w: number("width"),
                h: number("height"),
            }
            .into(),
            tl::types::DocumentAttributeSticker {
                mask: false,
                alt: text("emoji").unwrap_or_default(),
                stickerset: tl::enums::InputStickerSet::Empty,
                mask_coords: None,
            }
            .into(),
        ],
        _ => Vec::new(),
    };
    if let Some(file_name) = text("file_name") {
        list.push(tl::types::DocumentAttributeFilename { file_name }.into());
    }
    list
}
