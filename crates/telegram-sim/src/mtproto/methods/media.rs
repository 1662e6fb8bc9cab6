//! Files: sent, in albums too, prepared for an album, and fetched.

use grammers_tl_types as tl;
use serde_json::{Map, Value, json};

use super::send::{Target, refuse_options};
use crate::control::{Say, SayContent};
use crate::methods::content_of;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::media::{file, file_hash, file_id};
use crate::request::Upload;
use crate::world::entity::{CAPTION_UNITS_MAX, units};
use crate::world::file::StoredFile;
use crate::world::message::MessageKey;
use crate::world::{Kind, dice_sides};

/// Items of an album at most.
const ALBUM_MAX: usize = 10;
/// The most of a file in one answer (bytes).
const FETCHED_MAX: i32 = 1 << 20;

/// `messages.sendMedia`.
pub(super) fn send_media(
    call: &mut Call<'_>,
    request: &tl::functions::messages::SendMedia,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("schedule_date", request.schedule_date.is_some()),
        ("send_as", request.send_as.is_some()),
        (
            "quick_reply_shortcut",
            request.quick_reply_shortcut.is_some(),
        ),
        ("effect", request.effect.is_some()),
        ("suggested_post", request.suggested_post.is_some()),
        ("reply_markup", request.reply_markup.is_some()),
    ])?;
    let target = call.target(&request.peer, request.reply_to.as_ref(), None)?;
    if let Some(sent) = call.sent_under(target.chat, &[request.random_id]) {
        return Ok(call.sent_before(&sent));
    }
    let content = call.media(&request.media)?;
    let words = (request.message.as_str(), request.entities.as_ref());
    let say = Say {
        protect: request.noforwards,
        ..call.captioned(content, words)?
    };
    let key = call.say(&target, say, request.random_id)?;
    Ok(call.settle_sent(&[(request.random_id, key)]))
}

/// `messages.sendMultiMedia`: items that the server has already.
pub(super) fn send_album(
    call: &mut Call<'_>,
    request: &tl::functions::messages::SendMultiMedia,
) -> Answer<tl::enums::Updates> {
    refuse_options(&[
        ("schedule_date", request.schedule_date.is_some()),
        ("send_as", request.send_as.is_some()),
        (
            "quick_reply_shortcut",
            request.quick_reply_shortcut.is_some(),
        ),
        ("effect", request.effect.is_some()),
    ])?;
    let target = call.target(&request.peer, request.reply_to.as_ref(), None)?;
    let items = request.multi_media.iter();
    let items: Vec<_> = items
        .map(|tl::enums::InputSingleMedia::Media(item)| item)
        .collect();
    if items.is_empty() || items.len() > ALBUM_MAX {
        return Err(Refusal::bad("MULTI_MEDIA_TOO_LONG"));
    }
    let drawn: Vec<i64> = items.iter().map(|item| item.random_id).collect();
    if let Some(sent) = call.sent_under(target.chat, &drawn) {
        return Ok(call.sent_before(&sent));
    }
    let mut says = Vec::new();
    for item in items {
        let there = matches!(
            item.media,
            tl::enums::InputMedia::Photo(_) | tl::enums::InputMedia::Document(_)
        );
        if !there {
            return Err(Refusal::bad("MEDIA_INVALID"));
        }
        let content = call.media(&item.media)?;
        let say = call.captioned(content, (&item.message, item.entities.as_ref()))?;
        says.push((item.random_id, say));
    }
    let sent = call.say_together(&target, says, request.noforwards)?;
    Ok(call.settle_sent(&sent))
}

/// `messages.uploadMedia`: a file that an album may name.
pub(super) fn upload_media(
    call: &mut Call<'_>,
    request: &tl::functions::messages::UploadMedia,
) -> Answer<tl::enums::MessageMedia> {
    refuse_options(&[(
        "business_connection_id",
        request.business_connection_id.is_some(),
    )])?;
    let fields = call.media(&request.media)?;
    let unique = fields.values().find_map(|body| {
        let main = body
            .as_array()
            .and_then(|sizes| sizes.last())
            .unwrap_or(body);
        main["file_unique_id"].as_str()
    });
    let stored = unique.and_then(|unique| call.world.files.get(unique));
    let stored = stored.ok_or_else(|| Refusal::bad("MEDIA_INVALID"))?;
    Ok(file(call.me, stored, false))
}

/// `upload.getFile`.
pub(super) fn get_file(
    call: &mut Call<'_>,
    request: &tl::functions::upload::GetFile,
) -> Answer<tl::enums::upload::File> {
    use tl::enums::InputFileLocation as Location;
    let (id, hash) = match &request.location {
        Location::InputDocumentFileLocation(place) => (place.id, place.access_hash),
        Location::InputPhotoFileLocation(place) => (place.id, place.access_hash),
        _ => return Err(Refusal::not_simulated("this kind of place of a file")),
    };
    let step: i32 = if request.precise { 1 << 10 } else { 4 << 10 };
    if request.limit <= 0 || request.limit > FETCHED_MAX || request.limit % step != 0 {
        return Err(Refusal::bad("LIMIT_INVALID"));
    }
    if request.offset < 0 || request.offset % i64::from(step) != 0 {
        return Err(Refusal::bad("OFFSET_INVALID"));
    }
    let bytes = &call.stored(id, hash)?.bytes;
    let start = usize::try_from(request.offset)
        .unwrap_or(usize::MAX)
        .min(bytes.len());
    let limit = usize::try_from(request.limit).unwrap_or(0);
    let end = start.saturating_add(limit).min(bytes.len());
    Ok(tl::types::upload::File {
        r#type: tl::enums::storage::FileType::FilePartial,
        mtime: 0,
        bytes: bytes[start..end].to_vec(),
    }
    .into())
}

impl Call<'_> {
    fn stored(&self, id: i64, hash: i64) -> Answer<&StoredFile> {
        let number = id
            .checked_sub(1)
            .and_then(|number| usize::try_from(number).ok());
        let stored = number.and_then(|number| self.world.files.numbered(number));
        let stored = stored.filter(|stored| hash == file_hash(self.me, file_id(stored)));
        stored.ok_or_else(|| Refusal::bad("FILE_ID_INVALID"))
    }

    /// The fields of a message that carries this.
    fn media(&mut self, input: &tl::enums::InputMedia) -> Answer<Map<String, Value>> {
        use tl::enums::InputMedia as Input;
        let field = |name: &str, body: Value| Map::from_iter([(name.to_owned(), body)]);
        match input {
            Input::UploadedPhoto(photo) => {
                refuse_options(&[
                    ("ttl_seconds", photo.ttl_seconds.is_some()),
                    ("live_photo", photo.live_photo),
                ])?;
                let upload = self.upload(&photo.file, "")?;
                Ok(self.stored_anew((Kind::Photo, photo.spoiler), &upload, &Map::new()))
            }
            Input::UploadedDocument(document) => {
                refuse_options(&[("ttl_seconds", document.ttl_seconds.is_some())])?;
                let mut upload = self.upload(&document.file, &document.mime_type)?;
                let (kind, about) = described(document, &mut upload.name);
                Ok(self.stored_anew((kind, document.spoiler), &upload, &about))
            }
            Input::Photo(photo) => {
                refuse_options(&[("ttl_seconds", photo.ttl_seconds.is_some())])?;
                let tl::enums::InputPhoto::Photo(id) = &photo.id else {
                    return Err(Refusal::bad("PHOTO_INVALID"));
                };
                let stored = self.stored(id.id, id.access_hash)?;
                Ok(fields_of(stored, photo.spoiler))
            }
            Input::Document(document) => {
                refuse_options(&[("ttl_seconds", document.ttl_seconds.is_some())])?;
                let tl::enums::InputDocument::Document(id) = &document.id else {
                    return Err(Refusal::bad("DOCUMENT_INVALID"));
                };
                let stored = self.stored(id.id, id.access_hash)?;
                Ok(fields_of(stored, document.spoiler))
            }
            Input::Contact(contact) => Ok(field(
                "contact",
                json!({"phone_number": contact.phone_number, "first_name": contact.first_name}),
            )),
            Input::GeoPoint(place) => {
                let tl::enums::InputGeoPoint::Point(at) = &place.geo_point else {
                    return Err(Refusal::bad("MEDIA_INVALID"));
                };
                let place = json!({"latitude": at.lat, "longitude": at.long});
                Ok(field("location", place))
            }
            Input::Dice(dice) => {
                let sides = dice_sides(&dice.emoticon);
                let sides = sides.ok_or_else(|| Refusal::bad("EMOTICON_INVALID"))?;
                let value = 1 + self.world.seed.below(sides);
                Ok(field(
                    "dice",
                    json!({"emoji": dice.emoticon, "value": value}),
                ))
            }
            _ => Err(Refusal::not_simulated("this kind of media")),
        }
    }

    fn upload(&mut self, input: &tl::enums::InputFile, mime: &str) -> Answer<Upload> {
        let name = match input {
            tl::enums::InputFile::File(file) => file.name.clone(),
            tl::enums::InputFile::Big(file) => file.name.clone(),
            tl::enums::InputFile::StoryDocument(_) => String::new(),
        };
        Ok(Upload {
            name,
            mime: mime.to_owned(),
            bytes: self.state.uploads.take(self.me, input)?,
        })
    }

    fn stored_anew(
        &mut self,
        (kind, spoiler): (Kind, bool),
        upload: &Upload,
        about: &Map<String, Value>,
    ) -> Map<String, Value> {
        let unique = self.world.add_file(kind, upload, about);
        let stored = self.world.files.get(&unique);
        stored.map_or_else(Map::new, |stored| fields_of(stored, spoiler))
    }

    fn captioned(
        &self,
        mut fields: Map<String, Value>,
        (text, entities): (&str, Option<&Vec<tl::enums::MessageEntity>>),
    ) -> Answer<Say> {
        let entities = self.entities(entities)?;
        let (text, entities) = self.world.settled(self.me, text, entities)?;
        if units(&text) > CAPTION_UNITS_MAX {
            return Err(Refusal::bad("MEDIA_CAPTION_TOO_LONG"));
        }
        if !text.is_empty() {
            fields.insert("caption".to_owned(), text.into());
            fields.insert("caption_entities".to_owned(), entities.into());
        }
        Ok(Say::new(SayContent::Raw { fields }))
    }

    fn say_together(
        &mut self,
        target: &Target,
        says: Vec<(i64, Say)>,
        protect: bool,
    ) -> Answer<Vec<(i64, MessageKey)>> {
        let album = (says.len() > 1).then(|| self.world.album_id());
        let mut sent = Vec::new();
        for (random_id, say) in says {
            let say = Say {
                media_group: album.clone(),
                protect,
                ..say
            };
            sent.push((random_id, self.say(target, say, random_id)?));
        }
        Ok(sent)
    }
}

fn fields_of(stored: &StoredFile, spoiler: bool) -> Map<String, Value> {
    let mut fields = content_of(stored.kind, stored.body.clone()).fields;
    if spoiler {
        fields.insert("has_media_spoiler".to_owned(), true.into());
    }
    fields
}

/// What kind of file a client sends, by what it says about it.
fn described(
    document: &tl::types::InputMediaUploadedDocument,
    name: &mut String,
) -> (Kind, Map<String, Value>) {
    use tl::enums::DocumentAttribute as Attribute;
    let mut about = Map::new();
    let mut kind = Kind::Document;
    let mut animated = false;
    for attribute in &document.attributes {
        match attribute {
            Attribute::Filename(file) => name.clone_from(&file.file_name),
            Attribute::Animated => animated = true,
            Attribute::Audio(audio) => {
                kind = if audio.voice {
                    Kind::Voice
                } else {
                    Kind::Audio
                };
                about.insert("duration".to_owned(), audio.duration.into());
                for (field, text) in [("title", &audio.title), ("performer", &audio.performer)] {
                    if let Some(text) = text {
                        about.insert(field.to_owned(), text.as_str().into());
                    }
                }
            }
            Attribute::Video(video) => {
                kind = if video.round_message {
                    Kind::VideoNote
                } else {
                    Kind::Video
                };
                #[expect(clippy::cast_possible_truncation, reason = "whole seconds are told")]
                let seconds = video.duration as i64;
                about.insert("duration".to_owned(), seconds.into());
                about.insert("width".to_owned(), video.w.into());
                about.insert("height".to_owned(), video.h.into());
                about.insert("length".to_owned(), video.w.into());
            }
            Attribute::Sticker(sticker) => {
                kind = Kind::Sticker;
                about.insert("emoji".to_owned(), sticker.alt.as_str().into());
            }
            _ => {}
        }
    }
    if animated && matches!(kind, Kind::Video | Kind::Document) {
        kind = Kind::Animation;
    }
    if document.force_file {
        kind = Kind::Document;
    }
    (kind, about)
}
