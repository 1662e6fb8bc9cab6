//! What a door hands to the world and what it gets back.
//!
//! A door turns its wire format into a [`Request`] with typed JSON; the world never sees forms or
//! sockets. Error texts are complete, with Telegram's prefix ("Bad Request: …").

use std::collections::HashMap;

use serde_json::{Map, Value};

/// One Bot API call, its parameters already typed JSON.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Name of the method, in any letter case.
    pub method: String,
    /// Parameters; nested ones are objects and arrays, never strings of JSON.
    pub params: Map<String, Value>,
    /// Uploaded files by the name of their form field.
    pub files: HashMap<String, Upload>,
}

/// A file that came with a request.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// File name given by the caller.
    pub name: String,
    /// Media type given by the caller; may be empty.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A refusal, as the Bot API words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// HTTP status and `error_code`.
    pub code: u16,
    /// Whole text, prefix included.
    pub description: String,
    /// Seconds to wait, with code 429.
    pub retry_after: Option<u32>,
    /// New id of a group that became a supergroup.
    pub migrate_to_chat_id: Option<i64>,
}

/// The value of `result`, or the refusal.
pub type Answer = Result<Value, ApiError>;

impl Request {
    /// A call without files. `params` that is no object counts as no parameters.
    pub fn new(method: &str, params: Value) -> Request {
        let params = match params {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Request {
            method: method.to_owned(),
            params,
            files: HashMap::new(),
        }
    }

    /// The same call with one more uploaded file.
    #[must_use]
    pub fn with_file(mut self, field: &str, upload: Upload) -> Request {
        self.files.insert(field.to_owned(), upload);
        self
    }
}

impl ApiError {
    fn plain(code: u16, description: String) -> ApiError {
        ApiError {
            code,
            description,
            retry_after: None,
            migrate_to_chat_id: None,
        }
    }

    /// 400 with the prefix "Bad Request: ".
    pub fn bad_request(text: impl AsRef<str>) -> ApiError {
        ApiError::plain(400, format!("Bad Request: {}", text.as_ref()))
    }

    /// 403 with the prefix "Forbidden: ".
    pub fn forbidden(text: impl AsRef<str>) -> ApiError {
        ApiError::plain(403, format!("Forbidden: {}", text.as_ref()))
    }

    /// 409 with the prefix "Conflict: ".
    pub fn conflict(text: impl AsRef<str>) -> ApiError {
        ApiError::plain(409, format!("Conflict: {}", text.as_ref()))
    }

    /// 401: nobody has this token (any more).
    pub fn unauthorized() -> ApiError {
        ApiError::plain(401, "Unauthorized".to_owned())
    }

    /// 404: no such method in the Bot API, or a token that cannot be one.
    pub fn not_found(text: &str) -> ApiError {
        let description = if text.is_empty() {
            "Not Found".to_owned()
        } else {
            format!("Not Found: {text}")
        };
        ApiError::plain(404, description)
    }

    /// 501, which Telegram never answers: the simulator does not know `what`.
    pub fn not_simulated(what: &str) -> ApiError {
        ApiError::plain(501, format!("Not Implemented: {what} is not simulated"))
    }

    /// 413: an upload above the cloud server's limit.
    pub fn too_large() -> ApiError {
        ApiError::plain(413, "Request Entity Too Large".to_owned())
    }

    /// 429 with the seconds to wait.
    pub fn too_many(retry_after: u32) -> ApiError {
        ApiError {
            retry_after: Some(retry_after),
            ..ApiError::plain(429, format!("Too Many Requests: retry after {retry_after}"))
        }
    }

    /// 400 that names the supergroup which the group has become.
    pub fn migrated(to: i64) -> ApiError {
        ApiError {
            migrate_to_chat_id: Some(to),
            ..ApiError::bad_request("group chat was upgraded to a supergroup chat")
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.code, self.description)
    }
}

impl std::error::Error for ApiError {}
