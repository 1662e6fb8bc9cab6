//! Buttons below a message. Kinds of buttons that nothing here looks into are told as disabled ones with their words.

use grammers_tl_types as tl;
use serde_json::Value;

/// `ReplyInlineMarkup` of the Bot API's `InlineKeyboardMarkup`.
pub(in crate::mtproto) fn inline(markup: &Value) -> Option<tl::enums::ReplyMarkup> {
    let rows = markup.get("inline_keyboard")?.as_array()?;
    let rows = rows.iter().filter_map(Value::as_array).map(|row| {
        let buttons = row.iter().map(button).collect();
        tl::types::KeyboardInlineButtonRow { buttons }.into()
    });
    Some(
        tl::types::ReplyInlineMarkup {
            force_reply: false,
            rows: rows.collect(),
        }
        .into(),
    )
}

fn button(button: &Value) -> tl::enums::KeyboardInlineButton {
    let text = |field: &str| button[field].as_str().map(str::to_owned);
    let kind = if let Some(url) = text("url") {
        tl::types::InlineButtonTypeUrl { url }.into()
    } else if let Some(data) = text("callback_data") {
        tl::types::InlineButtonTypeCallback {
            requires_password: false,
            data: data.into_bytes(),
        }
        .into()
    } else {
        tl::enums::InlineButtonType::Disabled
    };
    tl::types::KeyboardInlineButton {
        style: None,
        text: text("text").unwrap_or_default(),
        r#type: kind,
    }
    .into()
}
