//! Files that come with a call: an upload, or the bot's own `file_id`. Sending by URL is refused, as
//! the world has no network.

use serde_json::{Map, Value};

use super::Call;
use crate::request::ApiError;
use crate::world::{Content, Kind, file};

const UPLOAD_BYTES_MAX: usize = 50 << 20;
const PHOTO_BYTES_MAX: usize = 10 << 20;

impl Call<'_> {
    /// The message content for a file given in `value` (or uploaded under `field`), without caption.
    pub(super) fn media_content(
        &mut self,
        kind: Kind,
        field: &str,
        attributes: &Map<String, Value>,
    ) -> Result<Content, ApiError> {
        let given = attributes.get(field).and_then(Value::as_str);
        let upload = match given {
            Some(text) => text
                .strip_prefix("attach://")
                .map(|name| self.request.files.get(name)),
            None => Some(self.request.files.get(field)),
        };
        let unique_id = match (upload, given) {
            (Some(Some(upload)), _) => {
                if upload.bytes.is_empty() {
                    return Err(ApiError::bad_request("file must be non-empty"));
                }
                if upload.bytes.len() > UPLOAD_BYTES_MAX {
                    return Err(ApiError::too_large());
                }
                if kind == Kind::Photo && upload.bytes.len() > PHOTO_BYTES_MAX {
                    return Err(ApiError::bad_request("file is too big"));
                }
                self.world.add_file(kind, upload, attributes)
            }
            (None, Some(url)) if url.starts_with("http://") || url.starts_with("https://") => {
                return Err(ApiError::not_simulated("sending a file by URL"));
            }
            (None, Some(file_id)) => self.own_file(kind, file_id)?,
            _ => {
                let name = field.replace('_', " ");
                return Err(ApiError::bad_request(format!(
                    "there is no {name} in the request"
                )));
            }
        };
        Ok(content_of(kind, self.stored_body(&unique_id)))
    }

    /// Unique id of a file that this bot knows by `file_id`.
    fn own_file(&self, kind: Kind, file_id: &str) -> Result<String, ApiError> {
        let (unique_id, stored) = self
            .world
            .files
            .of_bot(self.bot, file_id)
            .ok_or_else(|| ApiError::bad_request("wrong file identifier/HTTP URL specified"))?;
        if stored.kind != kind {
            let (is, wanted) = (file::folder(stored.kind).1, file::folder(kind).1);
            return Err(ApiError::bad_request(format!(
                "can't use file of type {is} as {wanted}"
            )));
        }
        Ok(unique_id)
    }

    fn stored_body(&self, unique_id: &str) -> Value {
        self.world
            .files
            .get(unique_id)
            .map_or(Value::Null, |stored| stored.body.clone())
    }
}

/// A message of one file. Animations fill `document` too, as the Bot API does for old clients.
pub(crate) fn content_of(kind: Kind, body: Value) -> Content {
    let mut content = Content::of(kind, body);
    if kind == Kind::Animation {
        let mut document = content.body().clone();
        if let Some(document) = document.as_object_mut() {
            for field in ["width", "height", "duration"] {
                document.remove(field);
            }
        }
        content.fields.insert("document".into(), document);
    }
    content
}
