//! Whether what arrived is what the table promises.

use relevo_core::{ContentKind, Route, Way};
use relevo_telegram_sim::transcript::Row;
use relevo_telegram_sim::world::Kind;
use serde_json::Value;

use super::Chat;
use super::variants::{Twist, Variant};

type Check = Result<(), String>;

fn holds(is_true: bool, problem: impl FnOnce() -> String) -> Check {
    if is_true { Ok(()) } else { Err(problem()) }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: &T, wanted: &T) -> Check {
    holds(got == wanted, || {
        format!("{what} is {got:?}, not {wanted:?}")
    })
}

/// What came to the topic.
pub(crate) fn to_topic(variant: &Variant, chat: &Chat, source: &Row, got: &[Row]) -> Check {
    let over_account = chat.account.is_some();
    let is_private = chat.route == Route::FromPrivate;
    if is_private && is_forwarded(variant) && !over_account {
        same("the number of messages", &got.len(), &1)?;
        holds(got[0].origin.is_some(), || "no origin is shown".into())?;
        return copied(source, &got[0]);
    }
    if over_account && variant.is(Twist::TooLongForBots) {
        return words_above(source, chat, got);
    }
    let way = way_to_topic(variant, chat);
    let line = match variant.origin() {
        origin if over_account => origin.map(|name| format!("↪ {name}")),
        _ if is_private => None,
        Some(name) => Some(format!("{} ↪ {name}", chat.author)),
        None => Some(chat.author.to_owned()),
    };
    let (got, under) = match got.split_last() {
        Some((last, rest)) if hangs_under(variant, way) => (rest, Some(last)),
        _ => (got, None),
    };
    let is_inside = matches!(way, Way::Words | Way::Captioned);
    let above = line.as_deref().filter(|_| !is_inside);
    let (message, lines) = got.split_last().ok_or("nothing arrived")?;
    same(
        "the number of lines",
        &lines.len(),
        &usize::from(above.is_some()),
    )?;
    let answered = match lines.first() {
        Some(first) => {
            holds(first.text.ends_with(above.unwrap_or("")), || {
                format!("the line is {:?}", first.text)
            })?;
            let is_answered = variant.is(Twist::Long)
                || variant.is(Twist::TooLongForBots)
                || over_account
                || way == Way::Placeholder;
            // A line that the message answers answers what the message does.
            let answers = is_answered && (way != Way::Placeholder || over_account);
            let wanted = answers.then_some(chat.anchor.in_topic);
            same("what the line answers", &first.reply_to, &wanted)?;
            if is_answered {
                first.message_id
            } else {
                chat.anchor.in_topic
            }
        }
        None => chat.anchor.in_topic,
    };
    same("what it answers", &message.reply_to, &Some(answered))?;
    if let Some(under) = under {
        same("what hangs under it", &under.text.as_str(), &"Shop\n[Vote]")?;
        same(
            "what the buttons answer",
            &under.reply_to,
            &Some(message.message_id),
        )?;
    }
    let dressed = Dressed {
        line: line.filter(|_| is_inside),
        buttons: (variant.is(Twist::Buttons) && is_inside).then_some("Shop\n[Vote]"),
    };
    travelled(variant, way, (source, message), &dressed)?;
    let says_copy = matches!(variant.kind, ContentKind::Poll | ContentKind::Quiz);
    holds(!says_copy || described(message).contains("A copy"), || {
        "the poll does not say that it is a copy".into()
    })
}

/// What came to the client, and what the topic was told.
pub(crate) fn to_client(
    variant: &Variant,
    chat: &Chat,
    source: &Row,
    (got, told): (&[Row], &[Row]),
) -> Check {
    let answer = |part: &str| {
        told.iter()
            .any(|row| row.reply_to == Some(source.message_id) && row.text.contains(part))
    };
    let way = match variant.kind.row().to_client {
        _ if variant.is(Twist::OpenQuiz) => Way::NotSent,
        Way::Rebuilt if variant.is(Twist::OnlyWords) => Way::Words,
        way => way,
    };
    if variant.is(Twist::TooLongForBots) {
        same("the number of messages", &got.len(), &0)?;
        return holds(answer("Not delivered"), || {
            "nobody says that it failed".into()
        });
    }
    if way == Way::NotSent {
        same("the number of messages", &got.len(), &0)?;
        return holds(answer("Not sent"), || {
            "nobody says that it was not sent".into()
        });
    }
    same("the number of messages", &got.len(), &1)?;
    let message = &got[0];
    same("its origin", &message.origin, &None)?;
    same(
        "what it answers",
        &message.reply_to,
        &Some(chat.anchor.in_chat),
    )?;
    let loses_buttons = variant.is(Twist::Buttons);
    same(
        "whether buttons are missed",
        &answer("without some of its buttons"),
        &loses_buttons,
    )?;
    let is_inside = matches!(way, Way::Words | Way::Captioned);
    let dressed = Dressed {
        line: None,
        buttons: (loses_buttons && is_inside).then_some("Shop"),
    };
    travelled(variant, way, (source, message), &dressed)?;
    holds(!described(message).contains("A copy"), || {
        "the desk speaks to the client".into()
    })
}

/// In a private chat, with its origin.
fn is_forwarded(variant: &Variant) -> bool {
    variant.origin().is_some() && variant.kind != ContentKind::Poll
}

/// The way of the table, or the exception that its words tell.
fn way_to_topic(variant: &Variant, chat: &Chat) -> Way {
    if chat.account.is_some() {
        return match variant.kind.row().from_account() {
            Way::Rebuilt if variant.is(Twist::OnlyWords) => Way::Words,
            Way::Resent => resent(variant),
            way => way,
        };
    }
    let way = variant.kind.row().way(chat.route);
    match (way, variant.kind) {
        (Way::Copied, ContentKind::Text) if variant.is(Twist::Buttons) => Way::Words,
        (Way::Copied, ContentKind::Photo) if variant.is(Twist::Buttons) => Way::Captioned,
        (Way::Words | Way::Captioned, _)
            if variant.is(Twist::Long) || variant.is(Twist::TooLongForBots) =>
        {
            Way::Copied
        }
        _ => way,
    }
}

/// A file that is sent again by its number looks as one that was copied.
fn resent(variant: &Variant) -> Way {
    match variant.kind {
        ContentKind::VideoNote | ContentKind::Sticker => Way::Copied,
        _ => Way::Captioned,
    }
}

/// A caption that no bot may write stands above its file.
fn words_above(source: &Row, chat: &Chat, got: &[Row]) -> Check {
    let [words, file] = got else {
        return Err(format!("{} messages arrived", got.len()));
    };
    same("the words above", &words.text, &source.text)?;
    same(
        "what they answer",
        &words.reply_to,
        &Some(chat.anchor.in_topic),
    )?;
    same("the file", &file.file, &source.file)?;
    same("its caption", &file.text.as_str(), &"")?;
    same("what it answers", &file.reply_to, &Some(words.message_id))
}

fn hangs_under(variant: &Variant, way: Way) -> bool {
    variant.is(Twist::Buttons) && !matches!(way, Way::Words | Way::Captioned)
}

/// What stands around the words of a message.
struct Dressed {
    line: Option<String>,
    buttons: Option<&'static str>,
}

fn travelled(
    variant: &Variant,
    way: Way,
    (source, message): (&Row, &Row),
    dressed: &Dressed,
) -> Check {
    if variant.is(Twist::NoPreview) && way == Way::Words {
        let options = &message.fields["link_preview_options"];
        same("the preview", &options["is_disabled"], &true.into())?;
    }
    match way {
        Way::Copied => copied(source, message),
        Way::Words => {
            same("its kind", &message.kind, &Kind::Text)?;
            worded(&words(source), (source, message), dressed)
        }
        Way::Captioned => {
            same("its kind", &message.kind, &source.kind)?;
            same("its file", &message.file, &source.file)?;
            let spoiler = |row: &Row| row.fields.get("has_media_spoiler").cloned();
            same("its spoiler", &spoiler(message), &spoiler(source))?;
            worded(&source.text, (source, message), dressed)
        }
        Way::Rebuilt => rebuilt(source, message),
        Way::Placeholder => {
            same("its kind", &message.kind, &Kind::Text)?;
            holds(
                message.text.starts_with('📎') && message.text.ends_with(variant.told),
                || format!("the placeholder says {:?}", message.text),
            )
        }
        Way::Resent | Way::NotSent | Way::Inside => Err("it should not be here".into()),
    }
}

/// The words by which a content is told.
fn words(source: &Row) -> String {
    let fields = &source.fields;
    if let Some(dice) = fields.get("dice") {
        return format!("{} {}", dice["emoji"].as_str().unwrap_or(""), dice["value"]);
    }
    if fields.contains_key("checklist") {
        return "To do\n☑ Ask\n☐ Answer".into();
    }
    if fields.contains_key("rich_message") {
        return "Choose".into();
    }
    source.text.clone()
}

/// Words between a line and buttons, with all their formatting.
fn worded(words: &str, (source, message): (&Row, &Row), dressed: &Dressed) -> Check {
    let mut rest = message.text.as_str();
    if let Some(line) = &dressed.line {
        let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
        holds(first.ends_with(line.as_str()), || {
            format!("the line is {first:?}")
        })?;
        rest = after;
    }
    let start = message.text[..message.text.len() - rest.len()]
        .encode_utf16()
        .count();
    let wanted = match dressed.buttons {
        Some(buttons) if words.is_empty() => buttons.to_owned(),
        Some(buttons) => format!("{words}\n{buttons}"),
        None => words.to_owned(),
    };
    same("the words", &rest, &wanted.as_str())?;
    if words != source.text {
        return Ok(());
    }
    let end = start + words.encode_utf16().count();
    let inside = |entity: &Value| {
        let offset = entity["offset"].as_u64().unwrap_or(0);
        let offset = usize::try_from(offset).expect("small");
        (start..end).contains(&offset)
    };
    let here: Vec<Value> = styles(message).into_iter().filter(inside).collect();
    let moved = styles(source).into_iter().map(|mut entity| {
        entity["offset"] = (entity["offset"].as_u64().unwrap_or(0) + start as u64).into();
        entity
    });
    same("the formatting", &here, &moved.collect())
}

/// Formatting that somebody chose; what Telegram finds by itself is found again.
fn styles(row: &Row) -> Vec<Value> {
    let found = [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
    ];
    let chosen = |entity: &&Value| !found.contains(&entity["type"].as_str().unwrap_or(""));
    row.entities.iter().filter(chosen).cloned().collect()
}

fn copied(source: &Row, message: &Row) -> Check {
    same("its kind", &message.kind, &source.kind)?;
    same("its text", &message.text, &source.text)?;
    same("its formatting", &styles(message), &styles(source))?;
    same("its file", &message.file, &source.file)?;
    same("what it holds", &body(message), &body(source))
}

/// The object under the kind's own field.
fn body(row: &Row) -> Option<&Value> {
    match row.kind {
        Kind::Unknown => row.fields.get("hologram"),
        kind => row.fields.get(kind.field()),
    }
}

fn described(row: &Row) -> &str {
    row.fields
        .get("poll")
        .and_then(|poll| poll["description"].as_str())
        .unwrap_or("")
}

/// The parts that can be made anew.
fn rebuilt(source: &Row, message: &Row) -> Check {
    same("its kind", &message.kind, &source.kind)?;
    let (Some(was), Some(is)) = (body(source), body(message)) else {
        return Err("it holds nothing".into());
    };
    for part in [
        "phone_number",
        "first_name",
        "latitude",
        "longitude",
        "title",
        "address",
        "location",
        "question",
        "is_anonymous",
        "is_closed",
        "blocks",
    ] {
        same(part, &is[part], &was[part])?;
    }
    same(
        "whether it is live",
        &is["live_period"].is_i64(),
        &was["live_period"].is_i64(),
    )?;
    let options = |poll: &Value| -> Vec<Value> {
        let options = poll["options"].as_array().cloned().unwrap_or_default();
        options
            .iter()
            .map(|option| option["text"].clone())
            .collect()
    };
    same("its options", &options(is), &options(was))
}
