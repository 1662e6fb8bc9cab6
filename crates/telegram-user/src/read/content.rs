//! What a message holds. Files travel by forward, so of a file only its kind and Telegram's number of it are read.

use grammers_session::types::PeerId;
use grammers_tl_types as tl;
use relevo_telegram::{
    ChatId, Contact, Content, Live, Location, Media, MediaKind, Point, Service, Text, UserId, Venue,
};

use super::party::Parties;

/// A message's content: its file or other matter, or its words.
pub(crate) fn content(media: Option<tl::enums::MessageMedia>, words: Text) -> Content {
    use tl::enums::MessageMedia as Told;
    match media {
        None | Some(Told::Empty | Told::WebPage(_)) => Content::Text(words),
        Some(Told::Photo(photo)) => match photo.photo {
            Some(tl::enums::Photo::Photo(file)) => Content::Media(Media {
                spoiler: photo.spoiler,
                ..media_of(MediaKind::Photo, file.id, None, words)
            }),
            _ => unknown("photo"),
        },
        Some(Told::Document(told)) => match told.document {
            Some(tl::enums::Document::Document(file)) => {
                let kind = kind_of(&file);
                Content::Media(Media {
                    spoiler: told.spoiler,
                    ..media_of(kind, file.id, Some(file.size), words)
                })
            }
            _ => unknown("document"),
        },
        Some(Told::Contact(told)) => Content::Contact(Contact {
            phone: told.phone_number,
            first_name: told.first_name,
            last_name: Some(told.last_name).filter(|name| !name.is_empty()),
            user: (told.user_id != 0).then_some(UserId(told.user_id)),
            vcard: Some(told.vcard).filter(|card| !card.is_empty()),
        }),
        Some(Told::Geo(told)) => match point(&told.geo) {
            Some(point) => Content::Location(location(point, None)),
            None => unknown("location"),
        },
        Some(Told::GeoLive(told)) => match point(&told.geo) {
            Some(point) => Content::Location(location(
                point,
                Some(Live {
                    period_s: told.period.into(),
                    heading: told.heading.and_then(|degrees| u16::try_from(degrees).ok()),
                }),
            )),
            None => unknown("location"),
        },
        Some(Told::Venue(told)) => match point(&told.geo) {
            Some(point) => Content::Venue(Venue {
                point,
                title: told.title,
                address: told.address,
                ids: Vec::new(),
            }),
            None => unknown("venue"),
        },
        Some(Told::Dice(told)) => Content::Dice {
            emoji: told.emoticon,
            value: told.value.into(),
        },
        Some(Told::Game(_)) => Content::Game,
        Some(Told::Story(_)) => Content::Story,
        Some(Told::Invoice(_)) => Content::Uncopyable("invoice".into()),
        Some(Told::PaidMedia(_)) => Content::Uncopyable("paid_media".into()),
        Some(Told::Giveaway(_)) => Content::Uncopyable("giveaway".into()),
        Some(Told::Poll(_)) => unknown("poll"),
        Some(Told::ToDo(_)) => unknown("checklist"),
        Some(_) => Content::Unknown(None),
    }
}

fn unknown(name: &str) -> Content {
    Content::Unknown(Some(name.to_owned()))
}

fn media_of(kind: MediaKind, id: i64, size_bytes: Option<i64>, caption: Text) -> Media {
    Media {
        kind,
        file_id: id.to_string(),
        file_unique_id: id.to_string(),
        size_bytes,
        caption,
        caption_above: false,
        spoiler: false,
    }
}

/// What kind of file it is, by what it says of itself.
fn kind_of(file: &tl::types::Document) -> MediaKind {
    use tl::enums::DocumentAttribute as Told;
    let mut kind = MediaKind::Document;
    for attribute in &file.attributes {
        kind = match attribute {
            Told::Sticker(_) => return MediaKind::Sticker,
            Told::Animated => return MediaKind::Animation,
            Told::Video(video) if video.round_message => MediaKind::VideoNote,
            Told::Video(_) => MediaKind::Video,
            Told::Audio(audio) if audio.voice => MediaKind::Voice,
            Told::Audio(_) => MediaKind::Audio,
            _ => kind,
        };
    }
    kind
}

/// Ten-millionths of a degree; none where Telegram does not say where.
fn point(told: &tl::enums::GeoPoint) -> Option<Point> {
    let tl::enums::GeoPoint::Point(told) = told else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "degrees are at most 180, so they fit; a float that is none becomes the nearest"
    )]
    let e7 = |degrees: f64| (degrees * 1e7).round() as i32;
    Some(Point {
        latitude_e7: e7(told.lat),
        longitude_e7: e7(told.long),
    })
}

fn location(point: Point, live: Option<Live>) -> Location {
    Location {
        point,
        accuracy_m: None,
        live,
    }
}

/// What Telegram tells about the chat.
pub(crate) fn service(
    parties: &Parties<'_>,
    action: tl::enums::MessageAction,
    by: Option<PeerId>,
) -> Content {
    use tl::enums::MessageAction as Told;
    let joined = |ids: Vec<i64>| {
        let people = ids.into_iter().map(|id| parties.user(id));
        Service::Joined(people.collect())
    };
    Content::Service(match action {
        Told::TopicCreate(topic) => Service::TopicCreated(topic.title),
        Told::TopicEdit(edit) => match edit.closed {
            Some(true) => Service::TopicClosed,
            Some(false) => Service::TopicReopened,
            None => Service::TopicEdited(edit.title),
        },
        Told::ChatEditTitle(title) => Service::NewTitle(title.title),
        Told::ChatMigrateTo(to) => Service::MigratedTo(channel(to.channel_id)),
        Told::ChannelMigrateFrom(from) => {
            let peer = PeerId::chat_unchecked(from.chat_id);
            Service::MigratedFrom(ChatId(peer.bot_api_dialog_id_unchecked()))
        }
        Told::ChatAddUser(added) => joined(added.users),
        Told::ChatJoinedByLink(_) | Told::ChatJoinedByRequest => {
            joined(by.and_then(PeerId::bare_id).into_iter().collect())
        }
        Told::ChatDeleteUser(left) => Service::Left(parties.user(left.user_id)),
        Told::PinMessage => Service::Pinned,
        other => Service::Other(name_of(&other)),
    })
}

fn channel(id: i64) -> ChatId {
    ChatId(PeerId::channel_unchecked(id).bot_api_dialog_id_unchecked())
}

/// TL's name of an event that is not read.
fn name_of(action: &tl::enums::MessageAction) -> String {
    use tl::Serializable as _;
    let bytes = action.to_bytes();
    let id = bytes.first_chunk::<4>().map(|id| u32::from_le_bytes(*id));
    id.map(tl::name_for_id).unwrap_or_default().to_owned()
}
