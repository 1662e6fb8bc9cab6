//! Files. `file_unique_id` is the same for everybody; a `file_id` belongs to one bot and is of no use
//! to another.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::World;
use super::content::Kind;
use super::picture::{mime_of, size_of};
use crate::request::Upload;

/// A photo whose content is no picture is said to be this large.
const PHOTO_SIZE: (u32, u32) = (800, 600);
/// The longer side of a photo's smaller size.
const SMALL_SIDE: u32 = 90;

/// A stored file.
#[derive(Clone)]
pub(crate) struct StoredFile {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Arc<Vec<u8>>,
    /// The Bot API object of this file (for photos the array of sizes), unique ids in place of file ids.
    pub(crate) body: Value,
    /// Number in `file_path`.
    pub(crate) number: usize,
}

/// All files.
#[derive(Default)]
pub(crate) struct Files {
    by_number: Vec<StoredFile>,
    by_unique_id: HashMap<String, usize>,
}

impl Files {
    pub(crate) fn len(&self) -> usize {
        self.by_number.len()
    }

    pub(crate) fn insert(&mut self, unique_id: String, file: StoredFile) {
        self.by_unique_id.insert(unique_id, self.by_number.len());
        self.by_number.push(file);
    }

    pub(crate) fn get(&self, unique_id: &str) -> Option<&StoredFile> {
        self.numbered(*self.by_unique_id.get(unique_id)?)
    }

    pub(crate) fn numbered(&self, number: usize) -> Option<&StoredFile> {
        self.by_number.get(number)
    }

    /// The file that `bot` calls `file_id`, with its unique id.
    pub(crate) fn of_bot(&self, bot: i64, file_id: &str) -> Option<(String, &StoredFile)> {
        let unique_id = unique_id_of(bot, file_id)?;
        Some((unique_id.to_owned(), self.get(unique_id)?))
    }
}

impl World {
    /// Stores a file and gives its unique id. `attributes` are the sender's width, duration and so on.
    pub(crate) fn add_file(
        &mut self,
        kind: Kind,
        upload: &Upload,
        attributes: &Map<String, Value>,
    ) -> String {
        let bytes = Arc::new(upload.bytes.clone());
        self.add_bytes(kind, (&upload.name, &upload.mime), bytes, attributes)
    }

    /// As [`World::add_file`], for content that others may share.
    pub(crate) fn add_bytes(
        &mut self,
        kind: Kind,
        (name, given_mime): (&str, &str),
        bytes: Arc<Vec<u8>>,
        attributes: &Map<String, Value>,
    ) -> String {
        let unique_id = format!("AgAD{}", self.seed.letters(12));
        let (mime, ending) = usual_mime(kind);
        let number = self.files.len();
        let mut file = StoredFile {
            kind,
            name: name.to_owned(),
            mime: if given_mime.is_empty() {
                mime_of(name, &bytes).unwrap_or(mime).to_owned()
            } else {
                given_mime.to_owned()
            },
            bytes,
            body: Value::Null,
            number,
        };
        if file.name.is_empty() {
            file.name = format!("file.{ending}");
        }
        file.body = body_of(&unique_id, &file, attributes);
        if kind == Kind::Photo {
            let small = StoredFile {
                number: number + 1,
                ..file.clone()
            };
            self.files.insert(unique_id.clone(), file);
            self.files.insert(format!("{unique_id}s"), small);
        } else {
            self.files.insert(unique_id.clone(), file);
        }
        unique_id
    }
}

/// `bot`'s id for a file.
pub(crate) fn file_id(bot: i64, unique_id: &str) -> String {
    format!("BQAC{bot:011x}{unique_id}")
}

/// Another account's id for the same file.
pub(crate) fn handed_over(from: i64, to: i64, known: &str) -> Option<String> {
    Some(file_id(to, unique_id_of(from, known)?))
}

fn unique_id_of(bot: i64, file_id: &str) -> Option<&str> {
    let rest = file_id.strip_prefix("BQAC")?;
    let owner = rest.get(..11)?;
    (i64::from_str_radix(owner, 16) == Ok(bot)).then(|| &rest[11..])
}

/// Folder in `file_path`, and the word for the kind in Telegram's refusals.
pub(crate) fn folder(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Photo => ("photos", "Photo"),
        Kind::Video => ("videos", "Video"),
        Kind::LivePhoto => ("live_photos", "LivePhoto"),
        Kind::Animation => ("animations", "Animation"),
        Kind::Audio => ("music", "Audio"),
        Kind::Voice => ("voice", "VoiceNote"),
        Kind::VideoNote => ("video_notes", "VideoNote"),
        Kind::Sticker => ("stickers", "Sticker"),
        _ => ("documents", "Document"),
    }
}

/// Media type and file ending when the sender gave none.
pub(crate) fn usual_mime(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Photo => ("image/jpeg", "jpg"),
        Kind::Video | Kind::VideoNote | Kind::Animation | Kind::LivePhoto => ("video/mp4", "mp4"),
        Kind::Audio => ("audio/mpeg", "mp3"),
        Kind::Voice => ("audio/ogg", "oga"),
        Kind::Sticker => ("image/webp", "webp"),
        _ => ("application/octet-stream", "bin"),
    }
}

/// `file_path` of a stored file.
pub(crate) fn path_of(file: &StoredFile) -> String {
    let ending = file
        .name
        .rsplit_once('.')
        .map_or(usual_mime(file.kind).1, |(_, ending)| ending);
    format!("{}/file_{}.{ending}", folder(file.kind).0, file.number)
}

/// The Bot API object of a new file.
fn body_of(unique_id: &str, file: &StoredFile, attributes: &Map<String, Value>) -> Value {
    let size = file.bytes.len();
    if file.kind == Kind::Photo {
        let (width, height) = size_of(&file.bytes).unwrap_or(PHOTO_SIZE);
        let longer = width.max(height);
        let small = |side: u32| (side.saturating_mul(SMALL_SIDE) / longer).max(1);
        return json!([
            photo_size(
                &format!("{unique_id}s"),
                (small(width), small(height)),
                size
            ),
            photo_size(unique_id, (width, height), size),
        ]);
    }
    let mut body = json!({"file_id": unique_id, "file_unique_id": unique_id, "file_size": size});
    let mut with = |fields: &[(&str, Value)]| {
        for (field, usual) in fields {
            body[*field] = attributes.get(*field).unwrap_or(usual).clone();
        }
    };
    let picture = [
        ("width", json!(640)),
        ("height", json!(480)),
        ("duration", json!(7)),
    ];
    match file.kind {
        Kind::Video | Kind::Animation | Kind::LivePhoto => with(&picture),
        Kind::Audio | Kind::Voice => with(&picture[2..]),
        Kind::VideoNote => with(&[("length", json!(240)), ("duration", json!(7))]),
        Kind::Sticker => with(&[
            ("type", json!("regular")),
            ("width", json!(512)),
            ("height", json!(512)),
            ("is_animated", json!(false)),
            ("is_video", json!(false)),
        ]),
        _ => {}
    }
    for field in ["performer", "title", "emoji", "set_name"] {
        if let Some(value) = attributes.get(field) {
            body[field] = value.clone();
        }
    }
    let nameless = [Kind::Voice, Kind::VideoNote, Kind::Sticker, Kind::LivePhoto];
    if !nameless.contains(&file.kind) {
        body["file_name"] = file.name.as_str().into();
    }
    if !matches!(file.kind, Kind::VideoNote | Kind::Sticker) {
        body["mime_type"] = file.mime.as_str().into();
    }
    body
}

fn photo_size(unique_id: &str, (width, height): (u32, u32), size: usize) -> Value {
    json!({
        "file_id": unique_id,
        "file_unique_id": unique_id,
        "width": width,
        "height": height,
        "file_size": size,
    })
}
