//! The one table of parameters: parser, validator, help and documentation come from here.
//!
//! A new parameter is a field of `Params`, its default, and its entry here.

use super::value::Value;
use super::{ChatKinds, Definition, Group, Params, Retain, Shape, Why};

fn put<T: Value>(field: &mut T, text: &str) -> Result<(), Why> {
    *field = T::read(text)?;
    Ok(())
}

/// The shape of a field's texts.
fn shape_of<T: Value>(_: fn(&Params) -> &T) -> Shape {
    T::SHAPE
}

/// An entry whose field reads and prints by its type.
macro_rules! parameter {
    ($group:ident, $name:literal, $field:ident, $since:expr, $kind:expr, $example:expr, $meaning:expr) => {
        Definition {
            group: Group::$group,
            name: $name,
            kind: $kind,
            shape: shape_of(|params| &params.$field),
            meaning: $meaning,
            example: $example,
            since: $since,
            read: |params, text| put(&mut params.$field, text),
            print: |params| params.$field.print(),
        }
    };
}

const NOW: Option<&str> = Some("0.1.0");
const NOT_YET: Option<&str> = None;
const BOOL: &str = "TRUE or FALSE";
const TEXT: &str = "a text with formatting, per language, at most 3,800 characters each; or OFF";
const KEYWORDS: &str = "a keyword expression, or OFF";
const WORDS: &str = "a list of words or phrases, or NONE";
const EXPRESSION: &str = r#""refund", ["price","enterprise"], ["demo","~video"]"#;
const GREETING: &str = "Hello {first_name}! We answer within an hour.\n[es]\n¡Hola {first_name}! Respondemos en una hora.";

/// The whole table.
pub(super) fn table() -> Vec<Definition> {
    let mut table = mirroring();
    table.extend(talking());
    table.extend(desk());
    table.extend(keeping());
    table
}

/// What is mirrored.
fn mirroring() -> Vec<Definition> {
    vec![
        parameter!(
            Mirroring,
            "MONITOR_PRIVATE",
            monitor_private,
            NOW,
            BOOL,
            "TRUE",
            "Whether private chats are mirrored."
        ),
        parameter!(
            Mirroring,
            "MONITOR_GROUPS",
            monitor_groups,
            NOW,
            BOOL,
            "TRUE",
            "Whether groups that the frontend is in are mirrored."
        ),
        parameter!(
            Mirroring,
            "MONITOR_CHANNELS",
            monitor_channels,
            NOW,
            BOOL,
            "TRUE",
            "Whether channels that the frontend is in are mirrored."
        ),
        parameter!(
            Mirroring,
            "ACCEPT_GROUPS",
            accept_groups,
            NOW,
            "ask or all",
            "all",
            "Whether the team is asked in General before a group is mirrored for the first time; not where the owner or one of the team added the bot."
        ),
        parameter!(
            Mirroring,
            "IGNORE_CHATS",
            ignore_chats,
            NOW,
            "a list of ids of people and chats, or NONE",
            "777000, -1001234567890",
            "Who is never mirrored: a chat, or what a person writes anywhere. Bans are entries here."
        ),
        parameter!(
            Mirroring,
            "WHITE_LIST",
            white_list,
            NOW,
            "a list of ids of people and chats, or NONE",
            "1234567, 7654321",
            "If set, only these people and chats are mirrored."
        ),
        parameter!(
            Mirroring,
            "PRIVATE_KEYWORDS",
            private_keywords,
            NOW,
            KEYWORDS,
            EXPRESSION,
            "In private chats, only a message that matches wakes a new or closed conversation."
        ),
        parameter!(
            Mirroring,
            "GROUPS_KEYWORDS",
            groups_keywords,
            NOW,
            KEYWORDS,
            EXPRESSION,
            "In groups, only a message that matches wakes a new or closed conversation."
        ),
        parameter!(
            Mirroring,
            "CHANNELS_KEYWORDS",
            channels_keywords,
            NOW,
            KEYWORDS,
            EXPRESSION,
            "In channels, only a message that matches wakes a new or closed conversation."
        ),
        parameter!(
            Mirroring,
            "RESTRICTED_KEYWORDS_FRONTEND",
            restricted_keywords_frontend,
            NOW,
            WORDS,
            "\"casino\", \"free crypto\"",
            "An incoming message with one of these is not mirrored."
        ),
        parameter!(
            Mirroring,
            "RESTRICTED_KEYWORDS_BACKEND",
            restricted_keywords_backend,
            NOW,
            WORDS,
            "\"guarantee\", \"wire transfer\"",
            "An outgoing message with one of these is stopped, and the operator told which."
        ),
        parameter!(
            Mirroring,
            "EDITS",
            edits,
            NOW,
            "replace or append",
            "append",
            "What an edit does to its counterpart: replace changes it, append sends the new version as a reply to it."
        ),
        parameter!(
            Mirroring,
            "DELETES",
            deletes,
            NOW,
            "mark or mirror",
            "mirror",
            "What a deletion in a chat of a connected account does to the copy in its topic: mark says so beside it, mirror deletes it. More than ten at once are only counted. Telegram tells of no other deletions."
        ),
        parameter!(
            Mirroring,
            "GROUP_EVENTS",
            group_events,
            NOW,
            BOOL,
            "TRUE",
            "Whether joining, leaving and other events of client groups are told in the topic."
        ),
        parameter!(
            Mirroring,
            "HIDE_INFO",
            hide_info,
            NOW,
            "some of name, title, links, command; or NONE",
            "name, links",
            "What operators are not shown of clients: name puts code names in the place of people's names, title of chats' titles, links takes usernames, links and mentions out; command leaves /info to the owner and the people of EXTENSIONS_ALLOWED. With name, title or links there is no /invite. See docs/concepts/hiding.md."
        ),
    ]
}

/// What clients read.
fn talking() -> Vec<Definition> {
    vec![
        parameter!(
            Talking,
            "WELCOME",
            welcome,
            NOW,
            TEXT,
            GREETING,
            "The greeting, sent once each time a conversation opens, at most hourly. {title} is the chat's title, {first_name} the author's first name."
        ),
        Definition {
            group: Group::Talking,
            name: "WELCOME_CHATS",
            kind: "some of private, group; or NONE",
            shape: Shape::Subset(&["private", "group"]),
            meaning: "Where the greeting is sent; in groups only at first contact.",
            example: "private, group",
            since: NOW,
            read: |params, text| {
                let chats = ChatKinds::read(text)?;
                if chats.channel {
                    return Err(Why::SomeOf(&["private", "group"]));
                }
                params.welcome_chats = chats;
                Ok(())
            },
            print: |params| params.welcome_chats.print(),
        },
        parameter!(
            Talking,
            "SILENT_MODE",
            silent_mode,
            NOW,
            BOOL,
            "FALSE",
            "FALSE: when a client's message could not be taken for good, the client gets ERROR_TEXT, at most once a minute and in private chats only; never for filters or bans."
        ),
        parameter!(
            Talking,
            "ERROR_TEXT",
            error_text,
            NOW,
            TEXT,
            "Sorry, this could not be taken. Please write it in words.",
            "What a client reads when their message could not be taken and SILENT_MODE is FALSE. {title} and {first_name} as in WELCOME. Without it: nothing."
        ),
        parameter!(
            Talking,
            "OPT_OUT_TEXT",
            opt_out_text,
            NOW,
            TEXT,
            "You will get no more news from us.",
            "What a client reads after opting out of broadcasts. Without it: nothing."
        ),
        parameter!(
            Talking,
            "WORKING_HOURS",
            working_hours,
            NOW,
            "days and hours, separated by semicolons, also over midnight (Fri 22:00-02:00); or OFF",
            "Mon-Fri 09:00-18:00; Sat 10:00-14:00",
            "When the team works, in TIMEZONE. Outside these hours who writes in private gets AWAY, once per conversation and day. OFF: nobody does."
        ),
        parameter!(
            Talking,
            "AWAY",
            away,
            NOW,
            TEXT,
            "We are back at nine and will answer then.",
            "What a client reads who writes outside WORKING_HOURS; private chats only. {title} and {first_name} as in WELCOME. Without it: nothing."
        ),
    ]
}

/// How the team works.
fn desk() -> Vec<Definition> {
    vec![
        parameter!(
            Desk,
            "AUTOCLOSE",
            autoclose_hours,
            NOW,
            "hours from 1 to 8760, or OFF",
            "48",
            "How long an answered conversation waits for the client before it closes by itself."
        ),
        parameter!(
            Desk,
            "SHIFT_PING",
            shift_ping,
            NOW,
            "minutes from 1 to 1440, or OFF",
            "15",
            "After how many minutes without an answer a new conversation's topic mentions whoever is on duty (/shift), and after twice that the shift lead. Without a rota nobody is mentioned."
        ),
        parameter!(
            Desk,
            "CLOSE_NATIVELY",
            close_natively,
            NOW,
            BOOL,
            "FALSE",
            "Whether closing a conversation closes its forum topic too, where only who may manage topics can write."
        ),
        parameter!(
            Desk,
            "LEAVE_CLOSED",
            leave_closed,
            NOW,
            "some of private, group, channel; or NONE",
            "group, channel",
            "Kinds of chats whose closed conversations stay closed when a client writes; messages are still mirrored."
        ),
        parameter!(
            Desk,
            "REPLY_ONLY",
            reply_only,
            NOW,
            BOOL,
            "TRUE",
            "Whether only explicit replies go out; everything else in a topic is internal."
        ),
        parameter!(
            Desk,
            "AUTO_INFO",
            auto_info,
            NOW,
            BOOL,
            "TRUE",
            "Whether a topic begins with what is known of the client, as /info tells it to everybody. Not where HIDE_INFO holds command."
        ),
        parameter!(
            Desk,
            "RECEIPTS",
            receipts,
            NOW,
            "errors or all",
            "all",
            "What operators are told of their answers: only that one did not arrive, or also that one did."
        ),
        parameter!(
            Desk,
            "EXTENSIONS_ALLOWED",
            extensions_allowed,
            NOW,
            "a list of ids of people, everyone, or NONE for the owners",
            "1234567, 7654321",
            "Who may use the administrative functions, besides the owner: /send and /export, changing marks (/mark) and the rota (/shift), and /info where HIDE_INFO hides something, which they get in their own chat with the bot."
        ),
        parameter!(
            Desk,
            "ICON_COLOR",
            icon_color,
            NOW,
            "auto, blue, yellow, violet, green, rose, red, or an emoji",
            "green",
            "The icon of this connection's new topics. auto: a colour of its own, so that several connections in one group can be told apart. An emoji: one of those that Telegram offers for topics, as itself or by its custom_emoji_id; another is said in General, and topics have the colour."
        ),
        parameter!(
            Desk,
            "CUSTOM_COMMANDS",
            custom_commands,
            NOW,
            "a list of names, or NONE",
            "\"ticket\", \"invoice\"",
            "Commands that belong to a helper bot in the group: they are left alone."
        ),
        parameter!(
            Desk,
            "WEBHOOKS",
            webhooks,
            NOT_YET,
            "one address a line, followed by the names of events (none: all); or NONE",
            "https://example.org/hook conversation.created message.received",
            "Addresses that are told of events."
        ),
        parameter!(
            Desk,
            "LANGUAGE",
            language,
            NOW,
            "en, es, ru or de",
            "de",
            "The language in which the desk speaks to operators."
        ),
        parameter!(
            Desk,
            "TIMEZONE",
            timezone,
            NOW,
            "a name of the IANA time zone database",
            "Europe/Madrid",
            "The time zone of WORKING_HOURS, of the day on which AWAY is sent once, and of the times on info cards."
        ),
    ]
}

/// What is kept.
fn keeping() -> Vec<Definition> {
    vec![
        parameter!(
            Keeping,
            "RETAIN_BODIES",
            retain_bodies,
            NOT_YET,
            "a number of days, forever, or NONE",
            "30",
            "How long words and media of delivered messages are kept, encrypted. NONE: not at all."
        ),
        Definition {
            group: Group::Keeping,
            name: "RETAIN_LINKS",
            kind: "a number of days, or forever",
            shape: Shape::Pattern("^(forever|[1-9][0-9]{0,4})$"),
            meaning: "How long it is known which message is which on the other side; edits, replies and withdrawals of \
                      older messages end with it.",
            example: "365",
            since: NOT_YET,
            read: |params, text| match Retain::read(text) {
                Ok(Retain::None) | Err(_) => Err(Why::DaysOrForever),
                Ok(retain) => {
                    params.retain_links = retain;
                    Ok(())
                }
            },
            print: |params| params.retain_links.print(),
        },
    ]
}
