//! One file per message, a live photo's two: `sendPhoto`, `sendLivePhoto`, `sendDocument`, `sendVideo`, `sendAnimation`, `sendAudio`,
//! `sendVoice`, `sendVideoNote`, `sendSticker`.

use serde_json::{Map, Value};

use super::Call;
use crate::request::{Answer, ApiError};
use crate::world::content::live_photo;
use crate::world::{Content, Kind};

pub(super) fn send_photo(call: &mut Call) -> Answer {
    send(call, Kind::Photo)
}

pub(super) fn send_live_photo(call: &mut Call) -> Answer {
    send(call, Kind::LivePhoto)
}

pub(super) fn send_document(call: &mut Call) -> Answer {
    send(call, Kind::Document)
}

pub(super) fn send_video(call: &mut Call) -> Answer {
    send(call, Kind::Video)
}

pub(super) fn send_animation(call: &mut Call) -> Answer {
    send(call, Kind::Animation)
}

pub(super) fn send_audio(call: &mut Call) -> Answer {
    send(call, Kind::Audio)
}

pub(super) fn send_voice(call: &mut Call) -> Answer {
    send(call, Kind::Voice)
}

pub(super) fn send_video_note(call: &mut Call) -> Answer {
    send(call, Kind::VideoNote)
}

pub(super) fn send_sticker(call: &mut Call) -> Answer {
    send(call, Kind::Sticker)
}

fn send(call: &mut Call, kind: Kind) -> Answer {
    let target = call.target(kind)?;
    let params = &call.request.params;
    let content = call.captioned_media(kind, kind.field(), params)?;
    call.send(&target, content)
}

impl Call<'_> {
    /// A file with its caption and the two switches of its look.
    pub(super) fn captioned_media(
        &mut self,
        kind: Kind,
        field: &str,
        params: &Map<String, Value>,
    ) -> Result<Content, ApiError> {
        let caption = if kind.has_caption() {
            self.caption(params)?
        } else {
            (String::new(), Vec::new())
        };
        let mut content = self.media_content(kind, field, params)?;
        if kind == Kind::LivePhoto {
            let still = self.media_content(Kind::Photo, "photo", params)?;
            content = live_photo(content.body().clone(), still.body().clone());
        }
        let mut content = content.captioned(caption.0, caption.1);
        for (given, shown) in [
            ("has_spoiler", "has_media_spoiler"),
            ("show_caption_above_media", "show_caption_above_media"),
        ] {
            if params.get(given) == Some(&Value::Bool(true)) {
                content.fields.insert(shown.into(), true.into());
            }
        }
        Ok(content)
    }
}
