//! A call as the Bot API wants it: a method's name and a JSON object.
//!
//! Formatting travels as explicit entities, never as `parse_mode`, so that no client's words are taken for markup.
//! Spans that Telegram finds by itself are not sent: it finds them again.

use relevo_telegram::{
    Button, ButtonAct, Call, ChatId, Entity, EntityKind, MediaFile, MediaKind, MenuCommand, Place,
    ReplyTo, Send, Text, ThreadId,
};

mod matter;

use serde_json::{Map, Value, json};

/// The method and the parameters that make this call.
pub(crate) fn request(call: &Call) -> (&'static str, Value) {
    match call {
        Call::GetMe => ("getMe", json!({})),
        Call::ManagedBotToken(bot) => ("getManagedBotToken", json!({ "user_id": bot.0 })),
        Call::GetChat(chat) => ("getChat", json!({ "chat_id": chat.0 })),
        Call::GetMember(chat, user) => (
            "getChatMember",
            json!({ "chat_id": chat.0, "user_id": user.0 }),
        ),
        Call::CountMembers(chat) => ("getChatMemberCount", json!({ "chat_id": chat.0 })),
        Call::SendText {
            to,
            text,
            no_preview,
            buttons,
        } => {
            let mut params = answering_target(to);
            put_words(&mut params, text, *no_preview);
            put_buttons(&mut params, buttons);
            ("sendMessage", params)
        }
        Call::SendKeyboard { to, text, keyboard } => {
            let mut params = answering_target(to);
            put_words(&mut params, text, true);
            params["reply_markup"] = matter::keyboard(keyboard.as_ref());
            ("sendMessage", params)
        }
        Call::SendMedia { to, file, caption } => media(to, file, caption),
        // The document itself travels beside these.
        Call::SendFile { to, caption, .. } => {
            let mut params = answering_target(to);
            if !caption.is_empty() {
                put_text(&mut params, "caption", "caption_entities", caption);
            }
            ("sendDocument", params)
        }
        Call::SendAlbum { to, items } => {
            let mut params = answering_target(to);
            let items = items
                .iter()
                .map(|item| input_media(&item.file, &item.caption));
            params["media"] = items.collect::<Vec<Value>>().into();
            ("sendMediaGroup", params)
        }
        Call::CopyMany { to, chat, messages } => {
            let mut params = target(to);
            params["from_chat_id"] = chat.0.into();
            params["message_ids"] = messages.iter().map(|message| message.0).collect();
            ("copyMessages", params)
        }
        Call::ForwardMany { to, chat, messages } => {
            let mut params = target(to);
            params["from_chat_id"] = chat.0.into();
            params["message_ids"] = messages.iter().map(|message| message.0).collect();
            ("forwardMessages", params)
        }
        Call::SendLocation { to, location } => {
            let mut params = answering_target(to);
            matter::put_location(&mut params, location);
            ("sendLocation", params)
        }
        Call::SendVenue { to, venue } => {
            let mut params = answering_target(to);
            matter::put_venue(&mut params, venue);
            ("sendVenue", params)
        }
        Call::SendContact { to, contact } => {
            let mut params = answering_target(to);
            matter::put_contact(&mut params, contact);
            ("sendContact", params)
        }
        Call::SendPoll { to, poll } => {
            let mut params = answering_target(to);
            matter::put_poll(&mut params, poll);
            ("sendPoll", params)
        }
        Call::SendRich { to, input } => {
            let mut params = answering_target(to);
            params["rich_message"] = serde_json::from_str(input).unwrap_or_default();
            ("sendRichMessage", params)
        }
        Call::Copy { to, from, caption } => {
            let mut params = answering_target(to);
            put_source(&mut params, *from);
            if let Some(caption) = caption {
                put_text(&mut params, "caption", "caption_entities", caption);
            }
            ("copyMessage", params)
        }
        Call::Forward { to, from } => {
            let mut params = target(to);
            put_source(&mut params, *from);
            ("forwardMessage", params)
        }
        Call::EditText {
            at,
            text,
            no_preview,
            buttons,
        } => {
            let mut params = place(*at);
            put_words(&mut params, text, *no_preview);
            // Without `reply_markup` an edit removes the buttons, which is what no rows mean.
            put_buttons(&mut params, buttons);
            ("editMessageText", params)
        }
        Call::EditCaption { at, caption, above } => {
            let mut params = place(*at);
            put_text(&mut params, "caption", "caption_entities", caption);
            // Without it an edit puts the caption below.
            if *above {
                params["show_caption_above_media"] = true.into();
            }
            ("editMessageCaption", params)
        }
        Call::EditMedia { at, file, caption } => {
            let mut params = place(*at);
            params["media"] = input_media(file, caption);
            ("editMessageMedia", params)
        }
        Call::EditLocation { at, location } => {
            let mut params = place(*at);
            matter::put_location(&mut params, location);
            ("editMessageLiveLocation", params)
        }
        Call::StopLocation(at) => ("stopMessageLiveLocation", place(*at)),
        Call::React { at, reaction } => {
            let mut params = place(*at);
            let reactions = reaction.iter().map(matter::reaction);
            params["reaction"] = reactions.collect::<Vec<Value>>().into();
            ("setMessageReaction", params)
        }
        Call::SetCommands {
            chat,
            language,
            commands,
        } => {
            let mut params = json!({ "scope": { "type": "chat", "chat_id": chat.0 } });
            let of =
                |one: &MenuCommand| json!({ "command": one.name, "description": one.description });
            params["commands"] = commands.iter().map(of).collect();
            if let Some(language) = language {
                params["language_code"] = (*language).into();
            }
            ("setMyCommands", params)
        }
        Call::LeaveChat(chat) => ("leaveChat", json!({ "chat_id": chat.0 })),
        Call::CreateInviteLink { chat, name } => (
            "createChatInviteLink",
            json!({ "chat_id": chat.0, "name": name }),
        ),
        Call::Delete(at) => ("deleteMessage", place(*at)),
        Call::TopicIcons => ("getForumTopicIconStickers", json!({})),
        Call::CreateTopic {
            chat,
            name,
            icon_color,
            icon_emoji,
        } => {
            let mut params = json!({ "chat_id": chat.0, "name": name });
            if let Some(color) = icon_color {
                params["icon_color"] = (*color).into();
            }
            if let Some(emoji) = icon_emoji {
                params["icon_custom_emoji_id"] = emoji.as_str().into();
            }
            ("createForumTopic", params)
        }
        Call::RenameTopic { chat, thread, name } => {
            let mut params = topic(*chat, *thread);
            params["name"] = name.as_str().into();
            ("editForumTopic", params)
        }
        Call::CloseTopic(chat, thread) => ("closeForumTopic", topic(*chat, *thread)),
        Call::ReopenTopic(chat, thread) => ("reopenForumTopic", topic(*chat, *thread)),
        Call::GetBusiness(id) => (
            "getBusinessConnection",
            json!({ "business_connection_id": id.0 }),
        ),
        Call::OnBehalf { of, call } => {
            let (method, mut params) = on_behalf(call);
            params["business_connection_id"] = of.0.as_str().into();
            (method, params)
        }
        Call::AnswerPress { id, text } => {
            let mut params = json!({ "callback_query_id": id });
            if let Some(text) = text {
                params["text"] = text.as_str().into();
            }
            ("answerCallbackQuery", params)
        }
    }
}

/// The same in an account's chat, where messages are deleted by a method of its own that names no chat.
fn on_behalf(call: &Call) -> (&'static str, Value) {
    match call {
        Call::Delete(at) => (
            "deleteBusinessMessages",
            json!({ "message_ids": [at.message.0] }),
        ),
        call => request(call),
    }
}

/// The Bot API's method for a kind of file, and its name for the kind.
fn kind_names(kind: MediaKind) -> (&'static str, &'static str) {
    match kind {
        MediaKind::Photo => ("sendPhoto", "photo"),
        MediaKind::LivePhoto => ("sendLivePhoto", "live_photo"),
        MediaKind::Video => ("sendVideo", "video"),
        MediaKind::Animation => ("sendAnimation", "animation"),
        MediaKind::Audio => ("sendAudio", "audio"),
        MediaKind::Document => ("sendDocument", "document"),
        MediaKind::Voice => ("sendVoice", "voice"),
        MediaKind::VideoNote => ("sendVideoNote", "video_note"),
        MediaKind::Sticker => ("sendSticker", "sticker"),
    }
}

/// The file's number, and that of a live photo's picture, which its method requires. Where that is not known, Telegram decides.
fn numbers(file: &MediaFile) -> (&str, Option<&str>) {
    let whole = file.file_id.as_str();
    match file.kind {
        MediaKind::LivePhoto => {
            let (id, still) = whole.split_once('\n').unwrap_or((whole, whole));
            (id, Some(still))
        }
        _ => (whole, None),
    }
}

/// An `InputMedia`. Telegram refuses the kinds that cannot be put in a message's place.
fn input_media(file: &MediaFile, caption: &Text) -> Value {
    let (id, still) = numbers(file);
    let mut item = json!({ "type": kind_names(file.kind).1, "media": id });
    if let Some(still) = still {
        item["photo"] = still.into();
    }
    put_caption(&mut item, file, caption);
    item
}

fn media(to: &Send, file: &MediaFile, caption: &Text) -> (&'static str, Value) {
    let (method, field) = kind_names(file.kind);
    let mut params = answering_target(to);
    let (id, still) = numbers(file);
    params[field] = id.into();
    if let Some(still) = still {
        params["photo"] = still.into();
    }
    put_caption(&mut params, file, caption);
    (method, params)
}

/// The caption of a file and how both are shown.
fn put_caption(params: &mut Value, file: &MediaFile, caption: &Text) {
    if file.kind.has_caption() && !caption.is_empty() {
        put_text(params, "caption", "caption_entities", caption);
    }
    // Only pictures can be hidden or stand below their caption.
    let is_picture = matches!(
        file.kind,
        MediaKind::Photo | MediaKind::LivePhoto | MediaKind::Video | MediaKind::Animation
    );
    if is_picture && file.spoiler {
        params["has_spoiler"] = true.into();
    }
    if is_picture && file.caption_above {
        params["show_caption_above_media"] = true.into();
    }
}

/// Where to, without the reply: a forward answers nothing, its method has no such parameter.
fn target(to: &Send) -> Value {
    let mut params = json!({ "chat_id": to.chat.0 });
    if let Some(thread) = to.thread {
        params["message_thread_id"] = thread.0.into();
    }
    if to.silent {
        params["disable_notification"] = true.into();
    }
    params
}

fn answering_target(to: &Send) -> Value {
    let mut params = target(to);
    if let Some(reply) = &to.reply {
        params["reply_parameters"] = reply_parameters(reply);
    }
    params
}

fn reply_parameters(reply: &ReplyTo) -> Value {
    let mut params = json!({
        "message_id": reply.message.0,
        "allow_sending_without_reply": true,
    });
    if let Some(quote) = &reply.quote {
        put_text(&mut params, "quote", "quote_entities", &quote.text);
        params["quote_position"] = quote.position.into();
    }
    params
}

fn place(at: Place) -> Value {
    json!({ "chat_id": at.chat.0, "message_id": at.message.0 })
}

fn topic(chat: ChatId, thread: ThreadId) -> Value {
    json!({ "chat_id": chat.0, "message_thread_id": thread.0 })
}

fn put_source(params: &mut Value, from: Place) {
    params["from_chat_id"] = from.chat.0.into();
    params["message_id"] = from.message.0.into();
}

/// The words of a message that holds nothing else.
fn put_words(params: &mut Value, text: &Text, no_preview: bool) {
    put_text(params, "text", "entities", text);
    if no_preview {
        params["link_preview_options"] = json!({ "is_disabled": true });
    }
}

fn put_text(params: &mut Value, words_field: &str, entities_field: &str, text: &Text) {
    params[words_field] = text.text.as_str().into();
    let entities: Vec<Value> = text.entities.iter().filter_map(entity).collect();
    if !entities.is_empty() {
        params[entities_field] = entities.into();
    }
}

fn put_buttons(params: &mut Value, rows: &[Vec<Button>]) {
    if rows.is_empty() {
        return;
    }
    let rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|row| row.iter().map(button).collect())
        .collect();
    params["reply_markup"] = json!({ "inline_keyboard": rows });
}

fn button(button: &Button) -> Value {
    match &button.act {
        ButtonAct::Tell(data) => json!({ "text": button.label, "callback_data": data }),
        ButtonAct::Open(url) => json!({ "text": button.label, "url": url }),
    }
}

/// The entity as Telegram wants it; none for what it finds by itself.
fn entity(entity: &Entity) -> Option<Value> {
    let mut fields = Map::new();
    let name = match &entity.kind {
        EntityKind::Bold => "bold",
        EntityKind::Italic => "italic",
        EntityKind::Underline => "underline",
        EntityKind::Strikethrough => "strikethrough",
        EntityKind::Spoiler => "spoiler",
        EntityKind::Code => "code",
        EntityKind::Pre(language) => {
            if let Some(language) = language {
                fields.insert("language".into(), language.as_str().into());
            }
            "pre"
        }
        EntityKind::Blockquote => "blockquote",
        EntityKind::ExpandableBlockquote => "expandable_blockquote",
        EntityKind::TextLink(url) => {
            fields.insert("url".into(), url.as_str().into());
            "text_link"
        }
        EntityKind::TextMention(user) => {
            // The server reads only the id; the schema requires the other two.
            let user = json!({ "id": user.0, "is_bot": false, "first_name": "" });
            fields.insert("user".into(), user);
            "text_mention"
        }
        EntityKind::DateTime { unix_s, format } => {
            fields.insert("unix_time".into(), (*unix_s).into());
            if let Some(format) = format {
                fields.insert("date_time_format".into(), format.as_str().into());
            }
            "date_time"
        }
        EntityKind::CustomEmoji(id) => {
            fields.insert("custom_emoji_id".into(), id.as_str().into());
            "custom_emoji"
        }
        EntityKind::Found(_) => return None,
    };
    fields.insert("type".into(), name.into());
    fields.insert("offset".into(), entity.offset.into());
    fields.insert("length".into(), entity.length.into());
    Some(fields.into())
}
