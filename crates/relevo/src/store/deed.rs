//! What can be done that the audit log tells of, and how an entry keeps it: a number, a subject, and sealed what was before and since.
//!
//! A new kind of deed is a variant with a number of its own; none ever changes its meaning.

use relevo_core::broadcast::StageAct;
use relevo_core::{ConnectionState, Name, Verdict};
use relevo_telegram::{ChatId, UserId};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A parameter has another value.
    Parameter {
        /// Its name.
        name: String,
        /// Its value before, as `Params::get` prints it.
        old: String,
        /// Its value since.
        new: String,
    },
    /// The connection was made.
    Connected,
    /// The connection was stopped, or started again.
    State {
        /// What it is since.
        new: ConnectionState,
    },
    /// The connection has another owner.
    Owner {
        /// Who it was before, if anybody.
        old: Option<UserId>,
        /// Who it is since.
        new: UserId,
    },
    /// The connection moved to another backend group.
    Moved {
        /// Where it was.
        old: ChatId,
        /// Where it is since.
        new: ChatId,
    },
    /// The connection was deleted, with what was known of its clients.
    Deleted {
        /// Its bot's username, without `@`.
        username: String,
    },
    /// Somebody became a co-owner, or is none any more.
    CoOwner {
        /// Who.
        person: UserId,
        /// Whether they are one since.
        added: bool,
    },
    /// The API key was made anew, or ended.
    ApiKey {
        /// Whether there is one since.
        made: bool,
    },
    /// A relay was added or removed.
    Relay {
        /// Its username, without `@`.
        username: String,
        /// Whether it was added.
        added: bool,
    },
    /// Clients were exported.
    Export {
        /// For whom, as it was written.
        whom: String,
    },
    /// A mark of the backend group was made (nothing before), is otherwise, or is gone (nothing since).
    Mark {
        /// What it was: its name, and what it does.
        old: String,
        /// What it is since.
        new: String,
    },
    /// A broadcast was started, paused, resumed or cancelled.
    Broadcast {
        /// Its number.
        number: i64,
        /// What was done.
        act: StageAct,
    },
    /// Somebody's week in the rota is another.
    ShiftWeek {
        /// Who.
        person: UserId,
        /// Days and hours before.
        old: String,
        /// Days and hours since.
        new: String,
    },
    /// On a day somebody's spans are another's, or nobody's, or as usual again.
    ShiftDay {
        /// The day, as `2026-12-24`.
        date: String,
        /// Whose spans.
        instead_of: UserId,
        /// Whose they were: a number, `nobody` or nothing.
        old: String,
        /// Whose they are since.
        new: String,
    },
    /// The shifts have another lead.
    ShiftLead {
        /// Who it was before, if anybody.
        old: Option<UserId>,
        /// Who it is since, if anybody.
        new: Option<UserId>,
    },
    /// Whoever did it said that they are on duty, or are not.
    ShiftHand {
        /// Whether they are.
        on: bool,
    },
    /// A group that was asked about was decided about, or somebody was sent a card with what is hidden from the others.
    Chat {
        /// Which.
        chat: ChatId,
        /// How.
        verdict: Verdict,
    },
    /// A quick reply was saved, renamed or deleted.
    Reply {
        /// What it was called; none: it is new, or says something else under its name.
        old: Option<Name>,
        /// What it is called since; none: it is gone.
        new: Option<Name>,
    },
}

/// What is sealed of an entry.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Values {
    #[serde(rename = "o")]
    old: String,
    #[serde(rename = "n")]
    new: String,
}

impl Deed {
    /// What kind of deed it is, in one word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Deed::Parameter { .. } => "parameter",
            Deed::Connected => "connected",
            Deed::State { .. } => "state",
            Deed::Owner { .. } => "owner",
            Deed::Relay { .. } => "relay",
            Deed::Moved { .. } => "moved",
            Deed::Deleted { .. } => "deleted",
            Deed::CoOwner { .. } => "co-owner",
            Deed::ApiKey { .. } => "api key",
            Deed::Mark { .. } => "mark",
            Deed::Export { .. } => "export",
            Deed::ShiftWeek { .. } => "rota",
            Deed::ShiftDay { .. } => "substitution",
            Deed::ShiftLead { .. } => "shift lead",
            Deed::ShiftHand { .. } => "duty",
            Deed::Chat {
                verdict: Verdict::Shown,
                ..
            } => "info",
            Deed::Broadcast { .. } => "broadcast",
            Deed::Chat { .. } => "group",
            Deed::Reply { .. } => "quick reply",
        }
    }

    /// What was before and what is since, as people read it; empty: nothing.
    #[must_use]
    pub fn values(&self) -> (String, String) {
        match self {
            Deed::Parameter { old, new, .. } => (old.clone(), new.clone()),
            Deed::Mark { old, new } => (old.clone(), new.clone()),
            Deed::Export { whom } => (String::new(), whom.clone()),
            Deed::Connected => (String::new(), "running".into()),
            Deed::State {
                new: ConnectionState::Running,
            } => ("stopped".into(), "running".into()),
            Deed::State {
                new: ConnectionState::Stopped,
            } => ("running".into(), "stopped".into()),
            Deed::Owner { old, new } => {
                let old = old.map(|old| old.0.to_string());
                (old.unwrap_or_default(), new.0.to_string())
            }
            Deed::Relay { username, added } => came_or_went(format!("@{username}"), *added),
            Deed::Moved { old, new } => (old.0.to_string(), new.0.to_string()),
            Deed::Deleted { username } => (format!("@{username}"), String::new()),
            Deed::CoOwner { person, added } => came_or_went(person.0.to_string(), *added),
            Deed::ApiKey { made } => came_or_went("key".into(), *made),
            Deed::Broadcast { number, act } => (number.to_string(), act_word(*act).into()),
            Deed::ShiftWeek { person, old, new } => {
                (about(&[&person.0], old), about(&[&person.0], new))
            }
            Deed::ShiftDay {
                date,
                instead_of,
                old,
                new,
            } => {
                let of: [&dyn std::fmt::Display; 2] = [date, &instead_of.0];
                (about(&of, old), about(&of, new))
            }
            Deed::ShiftLead { old, new } => {
                let [old, new] = [old, new].map(|who| who.map(|who| who.0.to_string()));
                (old.unwrap_or_default(), new.unwrap_or_default())
            }
            Deed::ShiftHand { on: true } => (OFF_DUTY.into(), ON_DUTY.into()),
            Deed::ShiftHand { on: false } => (ON_DUTY.into(), OFF_DUTY.into()),
            Deed::Chat { chat, verdict } => (chat.0.to_string(), verdict_word(*verdict).into()),
            Deed::Reply { old, new } => (called(old.as_ref()), called(new.as_ref())),
        }
    }

    pub(super) fn code(&self) -> i64 {
        match self {
            Deed::Parameter { .. } => 1,
            Deed::Connected => 2,
            Deed::State { .. } => 3,
            Deed::Owner { .. } => 4,
            Deed::Relay { .. } => 5,
            Deed::Chat { .. } => 6,
            Deed::Moved { .. } => 7,
            Deed::Deleted { .. } => 8,
            Deed::CoOwner { .. } => 9,
            Deed::ApiKey { .. } => 10,
            Deed::Mark { .. } => 25,
            Deed::Export { .. } => 40,
            Deed::Broadcast { .. } => 30,
            Deed::Reply { .. } => 20,
            Deed::ShiftWeek { .. } => 35,
            Deed::ShiftDay { .. } => 36,
            Deed::ShiftLead { .. } => 37,
            Deed::ShiftHand { .. } => 38,
        }
    }

    /// What may be read on disk: the name of a parameter.
    pub(super) fn subject(&self) -> &str {
        match self {
            Deed::Parameter { name, .. } => name,
            _ => "",
        }
    }

    pub(super) fn sealed(&self) -> Values {
        let (old, new) = self.values();
        Values { old, new }
    }

    /// A deed as it is kept. `None`: it is damaged, or of a later version.
    pub(super) fn read(code: i64, name: String, values: Values) -> Option<Deed> {
        let Values { old, new } = values;
        Some(match code {
            1 => Deed::Parameter { name, old, new },
            2 => Deed::Connected,
            3 => Deed::State {
                new: match new.as_str() {
                    "running" => ConnectionState::Running,
                    "stopped" => ConnectionState::Stopped,
                    _ => return None,
                },
            },
            4 => Deed::Owner {
                old: old.parse().ok().map(UserId),
                new: UserId(new.parse().ok()?),
            },
            5 => Deed::Relay {
                added: old.is_empty(),
                username: format!("{old}{new}").strip_prefix('@')?.into(),
            },
            6 => Deed::Chat {
                chat: ChatId(old.parse().ok()?),
                verdict: VERDICTS
                    .into_iter()
                    .find(|verdict| verdict_word(*verdict) == new)?,
            },
            7 => Deed::Moved {
                old: ChatId(old.parse().ok()?),
                new: ChatId(new.parse().ok()?),
            },
            8 => Deed::Deleted {
                username: old.strip_prefix('@')?.into(),
            },
            9 => Deed::CoOwner {
                added: old.is_empty(),
                person: UserId(format!("{old}{new}").parse().ok()?),
            },
            10 => Deed::ApiKey {
                made: old.is_empty(),
            },
            25 => Deed::Mark { old, new },
            40 => Deed::Export { whom: new },
            20 => Deed::Reply {
                old: known_name(&old)?,
                new: known_name(&new)?,
            },
            30 => Deed::Broadcast {
                number: old.parse().ok()?,
                act: ACTS.into_iter().find(|act| act_word(*act) == new)?,
            },
            35 => {
                let (person, old) = old.split_once(' ')?;
                Deed::ShiftWeek {
                    person: UserId(person.parse().ok()?),
                    old: old.into(),
                    new: new.split_once(' ')?.1.into(),
                }
            }
            36 => {
                let mut parts = old.splitn(3, ' ');
                Deed::ShiftDay {
                    date: parts.next()?.into(),
                    instead_of: UserId(parts.next()?.parse().ok()?),
                    old: parts.next()?.into(),
                    new: new.splitn(3, ' ').nth(2)?.into(),
                }
            }
            37 => Deed::ShiftLead {
                old: old.parse().ok().map(UserId),
                new: new.parse().ok().map(UserId),
            },
            38 => Deed::ShiftHand { on: new == ON_DUTY },
            _ => return None,
        })
    }
}

const ON_DUTY: &str = "on duty";
const OFF_DUTY: &str = "off duty";

const ACTS: [StageAct; 4] = [
    StageAct::Start,
    StageAct::Pause,
    StageAct::Resume,
    StageAct::Cancel,
];

fn act_word(act: StageAct) -> &'static str {
    match act {
        StageAct::Start => "started",
        StageAct::Pause => "paused",
        StageAct::Resume => "resumed",
        StageAct::Cancel => "cancelled",
    }
}

fn called(name: Option<&Name>) -> String {
    name.map(|name| name.as_str().to_owned())
        .unwrap_or_default()
}

/// The name that is kept, if one is; the outer level is whether it can be one.
fn known_name(kept: &str) -> Option<Option<Name>> {
    match kept {
        "" => Some(None),
        _ => Name::read(kept).map(Some),
    }
}

/// Something that is there since, or is not any more.
fn came_or_went(what: String, came: bool) -> (String, String) {
    match came {
        true => (String::new(), what),
        false => (what, String::new()),
    }
}

/// What something is about, and what was said of it, which may be nothing.
fn about(what: &[&dyn std::fmt::Display], said: &str) -> String {
    let what = what.iter().map(|one| format!("{one} "));
    what.chain([said.to_owned()]).collect()
}

const VERDICTS: [Verdict; 4] = [
    Verdict::Accepted,
    Verdict::Ignored,
    Verdict::Left,
    Verdict::Shown,
];

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Ignored => "ignored",
        Verdict::Left => "left",
        Verdict::Shown => "shown",
    }
}
