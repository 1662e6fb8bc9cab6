//! Connection parameters: typed, validated when set, never a raw string in the code.
//!
//! One table, [`definitions`], yields the parser, the validator, help and `docs/reference/parameters.md`. The store
//! keeps what [`Params::get`] prints and reads it with [`Params::set`]; so do the CLI, the API and the setup bot.
//! Deliberately absent: what the parameters do, which is `decide`'s business.

mod choice;
mod common;
mod definition;
mod keywords;
mod list;
mod markup;
mod minutes;
mod owner_text;
mod shape;
mod table;
mod timezone;
mod typed;
mod value;
mod webhook;
mod why;
mod working_hours;

#[cfg(test)]
mod tests;

pub use choice::{
    AcceptGroups, ChatKinds, Deletes, Edits, Extensions, HideInfo, IconColor, Language, Receipts,
    Retain,
};
pub use definition::{Definition, Group, definitions, reference};
pub use keywords::{Keywords, KeywordsError, Mistake, first_in};
pub use list::ENTRIES_MAX as LIST_ENTRIES_MAX;
pub use minutes::Minutes;
pub use owner_text::{OWNER_TEXT_UNITS_MAX, OwnerText};
pub use shape::Shape;
pub use timezone::Timezone;
pub(crate) use timezone::instant;
pub use typed::typed;
pub use webhook::{WEBHOOKS_MAX, Webhook};
pub use why::Why;
pub use working_hours::{Span, WorkingHours};

/// Telegram's service notifications: never a client.
const TELEGRAM_ITSELF: i64 = 777_000;

/// The parameters of one connection. Meanings, values and what is in effect: [`definitions`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is documented by its definition of the same name"
)]
pub struct Params {
    pub welcome: Option<OwnerText>,
    pub welcome_chats: ChatKinds,
    pub autoclose_hours: Option<u32>,
    pub auto_info: bool,
    pub extensions_allowed: Extensions,
    pub silent_mode: bool,
    pub error_text: Option<OwnerText>,
    pub opt_out_text: Option<OwnerText>,
    pub close_natively: bool,
    pub accept_groups: AcceptGroups,
    pub ignore_chats: Vec<i64>,
    pub white_list: Option<Vec<i64>>,
    pub hide_info: HideInfo,
    pub reply_only: bool,
    pub leave_closed: ChatKinds,
    pub monitor_private: bool,
    pub monitor_groups: bool,
    pub monitor_channels: bool,
    pub private_keywords: Option<Keywords>,
    pub groups_keywords: Option<Keywords>,
    pub channels_keywords: Option<Keywords>,
    pub restricted_keywords_backend: Vec<String>,
    pub restricted_keywords_frontend: Vec<String>,
    pub edits: Edits,
    pub deletes: Deletes,
    pub receipts: Receipts,
    pub group_events: bool,
    pub icon_color: IconColor,
    pub custom_commands: Vec<String>,
    pub webhooks: Vec<Webhook>,
    pub language: Language,
    pub timezone: Timezone,
    pub working_hours: Option<WorkingHours>,
    pub away: Option<OwnerText>,
    pub shift_ping: Option<Minutes>,
    pub retain_bodies: Retain,
    pub retain_links: Retain,
}

impl Default for Params {
    fn default() -> Params {
        Params {
            welcome: Some(OwnerText::greeting()),
            welcome_chats: ChatKinds {
                private: true,
                ..ChatKinds::default()
            },
            autoclose_hours: Some(48),
            auto_info: false,
            extensions_allowed: Extensions::Owners,
            silent_mode: true,
            error_text: None,
            opt_out_text: None,
            close_natively: true,
            accept_groups: AcceptGroups::Ask,
            ignore_chats: vec![TELEGRAM_ITSELF],
            white_list: None,
            hide_info: HideInfo::default(),
            reply_only: false,
            leave_closed: ChatKinds::default(),
            monitor_private: true,
            monitor_groups: false,
            monitor_channels: false,
            private_keywords: None,
            groups_keywords: None,
            channels_keywords: None,
            restricted_keywords_backend: Vec::new(),
            restricted_keywords_frontend: Vec::new(),
            edits: Edits::Replace,
            deletes: Deletes::Mark,
            receipts: Receipts::Errors,
            group_events: false,
            icon_color: IconColor::Auto,
            custom_commands: Vec::new(),
            webhooks: Vec::new(),
            language: Language::En,
            timezone: Timezone::UTC,
            working_hours: None,
            away: None,
            shift_ping: Some(Minutes(10)),
            retain_bodies: Retain::None,
            retain_links: Retain::Forever,
        }
    }
}

impl Params {
    /// Sets one parameter from its text; the name in any case. On an error nothing changes.
    ///
    /// # Errors
    ///
    /// If there is no such parameter, or the text is no value of it.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), ParamError> {
        let known = definition(name)?;
        (known.read)(self, text.trim()).map_err(|why| ParamError::Wrong {
            name: known.name,
            why,
            example: known.example,
        })
    }

    /// A parameter's value as [`Params::set`] reads it; none if there is no such parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        Some((definition(name).ok()?.print)(self))
    }
}

/// Takes `NAME=VALUE` apart; the value may hold further `=`.
///
/// # Errors
///
/// If there is no `=`, or nothing before it.
pub fn split_assignment(text: &str) -> Result<(&str, &str), ParamError> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim(), value.trim())),
        _ => Err(ParamError::NoAssignment),
    }
}

/// What is wrong with a parameter, for the person who set it. The text that they gave is not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamError {
    /// No such name.
    Unknown {
        /// The name that looks most like it.
        nearest: Option<&'static str>,
    },
    /// Not a value of this parameter.
    Wrong {
        /// Its name.
        name: &'static str,
        /// What is wrong.
        why: Why,
        /// A right value.
        example: &'static str,
    },
    /// Not of the form `NAME=VALUE`.
    NoAssignment,
}

impl std::fmt::Display for ParamError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ParamError::Unknown {
                nearest: Some(nearest),
            } => write!(
                f,
                "There is no such parameter. Did you mean {nearest}? For example {nearest}={}",
                definition(nearest).map_or("", |definition| definition.example)
            ),
            ParamError::Unknown { nearest: None } => {
                f.write_str("There is no such parameter. For example MONITOR_GROUPS=TRUE")
            }
            ParamError::Wrong { name, why, example } => {
                write!(f, "{name}: {why}. For example {name}={example}")
            }
            ParamError::NoAssignment => {
                f.write_str("A parameter is set by NAME=VALUE, for example MONITOR_GROUPS=TRUE")
            }
        }
    }
}

impl std::error::Error for ParamError {}

/// The definition of a name in any case.
///
/// # Errors
///
/// If there is no such parameter.
pub fn definition(name: &str) -> Result<&'static Definition, ParamError> {
    let wanted = name.trim().to_uppercase();
    let known = definitions();
    if let Some(found) = known.iter().find(|definition| definition.name == wanted) {
        return Ok(found);
    }
    // A name further off than half its letters is not meant.
    let far = wanted.chars().count().min(64).div_ceil(2);
    let nearest = known
        .iter()
        .map(|definition| (distance(&wanted, definition.name), definition.name))
        .min()
        .filter(|(steps, _)| *steps <= far)
        .map(|(_, name)| name);
    Err(ParamError::Unknown { nearest })
}

/// Letters to add, drop or change to make one name of the other (Levenshtein); only the first 64 are compared.
fn distance(source: &str, target: &str) -> usize {
    let target: Vec<char> = target.chars().collect();
    let mut row: Vec<usize> = (0..=target.len()).collect();
    for (line, letter) in source.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in target.iter().enumerate() {
            let change = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[target.len()]
}
