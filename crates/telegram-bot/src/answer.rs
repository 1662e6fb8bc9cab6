//! Raw answers, understood: what came of a call, and what a page holds.
//!
//! The order of questions is the order of certainty: did it leave, did a whole answer come, is it Telegram's, what
//! does it say. Error texts are understood next door, in `refusal`.

use std::time::Duration;

use relevo_telegram::{
    BotToken, Call, Fetched, Method, Outcome, Page, PageError, RawUpdate, Receipt, Refusal,
    ThreadId, TopicIcon, UpdateId,
};
use serde_json::value::RawValue;

use crate::WireAnswer;
use crate::bot::PAGE_MAX;
use crate::read::{Fields, business_connection, chat, membership, message_id, user};
use crate::refusal::{is_partial, refusal, wait_seconds};

/// The longest wait that is believed, in seconds. Waits of nearly three hours have been seen.
const WAIT_SECONDS_MAX: u64 = 86_400;

/// What a whole HTTP answer says.
enum Verdict<'a> {
    /// Telegram did it.
    Done(&'a RawValue),
    /// Telegram refuses.
    Refused(Refusal),
    /// Telegram asks to wait.
    Wait(Duration),
    /// Not Telegram's words, half of them, or its trouble (5xx): it may have been done.
    Unclear,
}

/// What came of a call.
pub(crate) fn outcome(call: &Call, answer: WireAnswer) -> Outcome {
    // Doing such a call again is harmless, so "nobody knows" is as good as "not done".
    let unclear = if call.is_repeatable() {
        Outcome::NotSent
    } else {
        Outcome::Unknown
    };
    let (status, body) = match answer {
        WireAnswer::NotSent => return Outcome::NotSent,
        WireAnswer::Lost => return unclear,
        WireAnswer::Http { status, body } => (status, into_text(body)),
    };
    match verdict(status, &body) {
        Verdict::Done(result) => {
            let receipt = receipt(call.method(), result);
            let receipt = receipt.map(|receipt| placed(call, receipt, result));
            receipt.map_or(unclear, Outcome::Done)
        }
        Verdict::Refused(refusal) => Outcome::Refused(refusal),
        Verdict::Wait(wait) => Outcome::Wait(wait),
        Verdict::Unclear => unclear,
    }
}

/// Where it was made: Telegram ignores the topic without a word when the chat is no forum, and only the message tells.
fn placed(call: &Call, receipt: Receipt, result: &RawValue) -> Receipt {
    let first = match &receipt {
        Receipt::Message(_) => Fields::parse(result.get()),
        Receipt::Messages(_) => serde_json::from_str::<Vec<&RawValue>>(result.get())
            .ok()
            .and_then(|made| Fields::parse(made.first()?.get())),
        _ => None,
    };
    // Where only numbers are told, nothing is known.
    let chat = first.and_then(|fields| fields.object("chat"));
    let is_no_forum = chat.is_some_and(|chat| !chat.is("is_forum"));
    match receipt {
        Receipt::Message(made) if is_no_forum && call.thread().is_some() => {
            Receipt::Misplaced(vec![made])
        }
        Receipt::Messages(made) if is_no_forum && call.thread().is_some() => {
            Receipt::Misplaced(made)
        }
        receipt => receipt,
    }
}

/// What a pull gave; `offset` is what was asked for, if anything.
pub(crate) fn page(answer: WireAnswer, offset: Option<i64>) -> Result<Page, PageError> {
    let (status, body) = match answer {
        WireAnswer::NotSent | WireAnswer::Lost => return Err(PageError::Line),
        WireAnswer::Http { status, body } => (status, into_text(body)),
    };
    let result = match verdict(status, &body) {
        Verdict::Done(result) => result,
        Verdict::Refused(refusal) => return Err(PageError::Refused(refusal)),
        Verdict::Wait(wait) => return Err(PageError::Wait(wait)),
        Verdict::Unclear => return Err(PageError::Line),
    };
    let items: Vec<&RawValue> = serde_json::from_str(result.get()).map_err(|_| PageError::Line)?;
    let ids = numbers(&items, offset);
    Ok(Page {
        kept: None,
        full: items.len() >= PAGE_MAX,
        updates: items
            .iter()
            .zip(ids)
            .map(|(item, id)| RawUpdate {
                id: UpdateId(id),
                body: item.get().as_bytes().to_vec(),
            })
            .collect(),
    })
}

/// Where a file is, as `getFile` tells it.
pub(crate) struct File {
    /// Below the folder of the token's files.
    pub(crate) path: String,
    /// How large it is, if that is told.
    pub(crate) size_bytes: Option<u64>,
}

/// Where a file is, or why it cannot be fetched.
pub(crate) fn file(answer: WireAnswer) -> Result<File, Fetched> {
    let (status, body) = match answer {
        WireAnswer::NotSent | WireAnswer::Lost => return Err(Fetched::Line),
        WireAnswer::Http { status, body } => (status, into_text(body)),
    };
    let result = match verdict(status, &body) {
        Verdict::Done(result) => result,
        Verdict::Refused(Refusal::TooLong) => return Err(Fetched::TooLarge),
        Verdict::Refused(refusal) => return Err(Fetched::Refused(refusal)),
        Verdict::Wait(wait) => return Err(Fetched::Wait(wait)),
        Verdict::Unclear => return Err(Fetched::Line),
    };
    let fields = Fields::parse(result.get()).ok_or(Fetched::Line)?;
    let size = fields.int("file_size");
    Ok(File {
        path: fields.string("file_path").ok_or(Fetched::Line)?,
        size_bytes: size.and_then(|size| u64::try_from(size).ok()),
    })
}

/// The updates' numbers. Telegram counts by one within a page, so an update whose number cannot be read gets the one
/// after its predecessor (at the page's start: the asked-for offset, or what leads up to the next readable one):
/// confirming it then confirms it and nothing that has not been seen.
fn numbers(items: &[&RawValue], offset: Option<i64>) -> Vec<i64> {
    let read: Vec<Option<i64>> = items
        .iter()
        .map(|item| Fields::parse(item.get()).and_then(|fields| fields.int("update_id")))
        .collect();
    let first_read = read
        .iter()
        .zip(0_i64..)
        .find_map(|(id, index)| id.map(|id| id.saturating_sub(index)));
    let mut next = offset.or(first_read).unwrap_or(0);
    read.into_iter()
        .map(|id| {
            let id = id.unwrap_or(next);
            next = id.saturating_add(1);
            id
        })
        .collect()
}

fn verdict(status: u16, body: &str) -> Verdict<'_> {
    let answer = Fields::parse(body);
    let answer = answer.as_ref();
    match answer.and_then(|answer| answer.flag("ok")) {
        Some(true) => answer
            .and_then(|answer| answer.raw("result"))
            .map_or(Verdict::Unclear, Verdict::Done),
        // A 429 in whoever's words: whatever stands before Telegram did not let it through.
        None if status == 429 => Verdict::Wait(wait_of(None)),
        None => Verdict::Unclear,
        Some(false) => answer.map_or(Verdict::Unclear, |answer| failure(status, answer)),
    }
}

fn failure<'a>(status: u16, answer: &Fields<'_>) -> Verdict<'a> {
    let code = answer
        .int("error_code")
        .and_then(|code| u16::try_from(code).ok())
        .unwrap_or(status);
    let description = answer.string("description").unwrap_or_default();
    let parameters = answer.object("parameters");
    let parameter = |name| parameters.as_ref().and_then(|fields| fields.int(name));
    if code >= 500 {
        return Verdict::Unclear;
    }
    let wait = parameter("retry_after")
        .and_then(|seconds| u64::try_from(seconds).ok())
        .or_else(|| wait_seconds(&description));
    if is_partial(&description) {
        return Verdict::Unclear;
    }
    if code == 429 || wait.is_some() {
        return Verdict::Wait(wait_of(wait));
    }
    let migrated_to = parameter("migrate_to_chat_id");
    Verdict::Refused(refusal(code, &description, migrated_to))
}

/// At least a second: a wait of nothing would be asked again at once.
fn wait_of(seconds: Option<u64>) -> Duration {
    Duration::from_secs(seconds.unwrap_or(1).clamp(1, WAIT_SECONDS_MAX))
}

/// What was made; nothing if the answer does not name it, which leaves a done call without its receipt.
fn receipt(method: Method, result: &RawValue) -> Option<Receipt> {
    let fields = || Fields::parse(result.get());
    match method {
        Method::GetMe => {
            let fields = fields()?;
            Some(Receipt::Me {
                user: user(&fields)?,
                reads_all: fields.is("can_read_all_group_messages"),
                business: fields.is("can_connect_to_business"),
                manages: fields.is("can_manage_bots"),
            })
        }
        Method::ManagedBotToken => {
            let token: String = serde_json::from_str(result.get()).ok()?;
            Some(Receipt::Token(BotToken(token)))
        }
        Method::GetChat => Some(Receipt::Chat(chat(&fields()?)?)),
        Method::GetBusiness => Some(Receipt::Business(business_connection(&fields()?)?)),
        Method::GetMember => Some(Receipt::Member(membership(&fields()?))),
        Method::CountMembers => Some(Receipt::Count(result.get().parse().ok()?)),
        Method::SendText
        | Method::SendKeyboard
        | Method::SendMedia
        | Method::SendFile
        | Method::SendLocation
        | Method::SendVenue
        | Method::SendContact
        | Method::SendPoll
        | Method::SendRich
        | Method::Copy
        | Method::Forward => Some(Receipt::Message(message_id(&fields()?)?)),
        Method::SendAlbum | Method::CopyMany | Method::ForwardMany => {
            let made: Vec<&RawValue> = serde_json::from_str(result.get()).ok()?;
            let ids = made
                .iter()
                .map(|one| message_id(&Fields::parse(one.get())?));
            Some(Receipt::Messages(ids.collect::<Option<_>>()?))
        }
        Method::CreateInviteLink => {
            let link = fields()?.string("invite_link")?;
            Some(Receipt::Link(link.to_string()))
        }
        Method::TopicIcons => {
            let stickers: Vec<&RawValue> = serde_json::from_str(result.get()).ok()?;
            let icon = |one: &&RawValue| {
                let fields = Fields::parse(one.get())?;
                Some(TopicIcon {
                    emoji: fields.string("emoji")?,
                    id: fields.string("custom_emoji_id")?,
                })
            };
            Some(Receipt::Icons(stickers.iter().filter_map(icon).collect()))
        }
        Method::CreateTopic => {
            let thread = fields()?.int("message_thread_id")?;
            Some(Receipt::Topic(ThreadId(thread)))
        }
        // Edits give the message or `true`, the rest `true`: nothing to remember.
        Method::EditText
        | Method::EditCaption
        | Method::EditMedia
        | Method::EditLocation
        | Method::StopLocation
        | Method::React
        | Method::LeaveChat
        | Method::Delete
        | Method::RenameTopic
        | Method::CloseTopic
        | Method::ReopenTopic
        | Method::AnswerPress
        | Method::SetCommands => Some(Receipt::Nothing),
    }
}

/// The body as text. One broken byte in one update must not cost the page, so broken bytes are replaced.
fn into_text(body: Vec<u8>) -> String {
    String::from_utf8(body)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
