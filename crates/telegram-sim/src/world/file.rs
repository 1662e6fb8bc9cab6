//! Files. `file_unique_id` is the same for everybody; a `file_id` belongs to one bot and is of no use
//! to another.

use std::collections::HashMap;
use std::sync::Arc;

use super::content::Kind;

/// A stored file.
#[derive(Clone)]
pub(crate) struct StoredFile {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Arc<Vec<u8>>,
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

/// `bot`'s id for a file.
pub(crate) fn file_id(bot: i64, unique_id: &str) -> String {
    format!("BQAC{bot:011x}{unique_id}")
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
        Kind::Video | Kind::VideoNote | Kind::Animation => ("video/mp4", "mp4"),
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
