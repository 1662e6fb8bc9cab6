//! Every parameter at run time: what the desk does at the default, that a wrong value changes nothing, what it does with another
//! value from the moment that is set, and that a reset takes that back.
//!
//! Neighbour: `core/src/params/tests/rows.txt` has the values as texts. Deliberately absent: the finer rules of each, which its own
//! scenarios tell.

use std::collections::HashMap;
use std::time::Duration;

use insta::assert_snapshot;
use relevo::parameters::{self, ParametersError, Wanted, wanted};
use relevo::store::By;
use relevo_core::params::{definition, definitions};
use relevo_telegram_sim::control::{Edit, Say};

use super::schema::rows;
use crate::database::Backend;
use crate::desk::Room;
use crate::faults::refused;

const AWAY: (&str, &str) = ("AWAY", "Nobody is here now.");
const SORRY: (&str, &str) = ("ERROR_TEXT", "Sorry, please write it in words.");
const GROUPS: (&str, &str) = ("MONITOR_GROUPS", "TRUE");
const CHANNELS: (&str, &str) = ("MONITOR_CHANNELS", "TRUE");

/// A parameter, another value than its default, what has to be set besides, and what happens each time.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    Happens,
);

/// What happens, each time with somebody new.
#[derive(Clone, Copy)]
enum Happens {
    /// A client writes; what Anna writes is no different.
    Write,
    /// Anna, who is known already, writes.
    WriteAgain,
    /// A client writes and edits that.
    Edit,
    /// A client writes, Marta answers so, and so much time passes.
    Answer(&'static str, Duration),
    /// A client writes, Marta closes, and the client writes again.
    Close,
    /// Somebody writes in a new group of clients, and somebody joins it.
    Group,
    /// A new channel has a post.
    Post,
    /// A client sends what cannot be brought.
    Fail,
    /// A client writes, and the new topic is looked at.
    Look,
    /// A client writes, and wants no broadcasts.
    Stop,
    /// Marta is on duty, a client writes, nobody answers for so long, and then it is the client's turn.
    Wait(Duration),
}

const MINUTE: Duration = Duration::from_secs(60);

const MIRRORING: &[Case] = &[
    ("MONITOR_PRIVATE", "FALSE", &[], Happens::Write),
    ("MONITOR_GROUPS", "TRUE", &[], Happens::Group),
    ("MONITOR_CHANNELS", "TRUE", &[], Happens::Post),
    ("ACCEPT_GROUPS", "all", &[GROUPS], Happens::Group),
    ("IGNORE_CHATS", "{anna}", &[], Happens::WriteAgain),
    ("WHITE_LIST", "1234567", &[], Happens::WriteAgain),
    ("PRIVATE_KEYWORDS", "refund", &[], Happens::Write),
    ("GROUPS_KEYWORDS", "refund", &[GROUPS], Happens::Group),
    ("CHANNELS_KEYWORDS", "refund", &[CHANNELS], Happens::Post),
    ("RESTRICTED_KEYWORDS_FRONTEND", "hello", &[], Happens::Write),
    (
        "RESTRICTED_KEYWORDS_BACKEND",
        "guarantee",
        &[],
        Happens::Answer("we guarantee it", MINUTE),
    ),
    ("EDITS", "append", &[], Happens::Edit),
    ("GROUP_EVENTS", "TRUE", &[GROUPS], Happens::Group),
    ("HIDE_INFO", "name", &[], Happens::Write),
];

const TALKING: &[Case] = &[
    (
        "WELCOME",
        "Good morning, {first_name}.",
        &[],
        Happens::Write,
    ),
    (
        "WELCOME_CHATS",
        "group",
        &[GROUPS, ("WELCOME", "Hello!")],
        Happens::Group,
    ),
    ("SILENT_MODE", "FALSE", &[SORRY], Happens::Fail),
    (
        "ERROR_TEXT",
        "Please write it in words, {first_name}.",
        &[("SILENT_MODE", "FALSE")],
        Happens::Fail,
    ),
    ("OPT_OUT_TEXT", "No more news for you.", &[], Happens::Stop),
    ("WORKING_HOURS", "Tue 09:00-10:00", &[AWAY], Happens::Write),
    (
        "AWAY",
        "Come back on Tuesday.",
        &[("WORKING_HOURS", "Tue 09:00-10:00")],
        Happens::Write,
    ),
    (
        "TIMEZONE",
        "Pacific/Kiritimati",
        &[("WORKING_HOURS", "Mon 08:00-20:00"), AWAY],
        Happens::Write,
    ),
];

const TEAM: &[Case] = &[
    ("ICON_COLOR", "red", &[], Happens::Look),
    (
        "AUTOCLOSE",
        "2",
        &[],
        Happens::Answer("it is sent", Duration::from_secs(3 * 3_600)),
    ),
    (
        "SHIFT_PING",
        "30",
        &[],
        Happens::Wait(Duration::from_secs(12 * 60)),
    ),
    ("CLOSE_NATIVELY", "FALSE", &[], Happens::Close),
    ("LEAVE_CLOSED", "private", &[], Happens::Close),
    (
        "REPLY_ONLY",
        "TRUE",
        &[],
        Happens::Answer("good morning", MINUTE),
    ),
    (
        "RECEIPTS",
        "all",
        &[],
        Happens::Answer("good morning", MINUTE),
    ),
    (
        "CUSTOM_COMMANDS",
        "ticket",
        &[],
        Happens::Answer("/ticket 5", MINUTE),
    ),
    ("LANGUAGE", "de", &[], Happens::Answer("/ticket 5", MINUTE)),
    (
        "AUTO_INFO",
        "TRUE",
        &[("HIDE_INFO", "links")],
        Happens::Write,
    ),
    (
        "EXTENSIONS_ALLOWED",
        "everyone",
        &[("HIDE_INFO", "command")],
        Happens::Answer("/info", MINUTE),
    ),
];

#[tokio::test]
async fn what_is_mirrored() {
    assert_snapshot!(told(MIRRORING).await);
}

#[tokio::test]
async fn what_clients_read() {
    assert_snapshot!(told(TALKING).await);
}

#[tokio::test]
async fn how_the_team_works() {
    assert_snapshot!(told(TEAM).await);
}

/// What a bot's own chats do not show, with the scenario that changes it at run time.
const ELSEWHERE: &[(&str, &str)] = &[(
    "DELETES",
    "accounts::talk::deletions_are_mirrored_as_long_as_asked_for",
)];

/// Promise: no parameter that has an effect is left out.
#[test]
fn every_parameter_is_here() {
    let cases = [MIRRORING, TALKING, TEAM].concat();
    let elsewhere = ELSEWHERE.iter().map(|(name, _)| *name);
    let here: Vec<&str> = cases
        .iter()
        .map(|(name, ..)| *name)
        .chain(elsewhere)
        .collect();
    for known in definitions() {
        let count = here.iter().filter(|name| **name == known.name).count();
        assert_eq!(count, usize::from(known.since.is_some()), "{}", known.name);
    }
}

async fn told(cases: &[Case]) -> String {
    let wrong: HashMap<&str, String> = rows()
        .into_iter()
        .map(|(known, _, wrong)| (known.name, wrong))
        .collect();
    let mut told = String::new();
    for case in cases {
        told.push_str(&one(case, &wrong[case.0]).await);
    }
    told
}

async fn one(&(name, other, besides, happens): &Case, wrong: &str) -> String {
    let mut room = Room::new(Backend::Sqlite, besides).await;
    let other = other.replace("{anna}", &room.anna.to_string());
    let default = definition(name).expect("a parameter").default();
    // The stage has values of its own for some.
    set(&room, name, None).await.expect("a default is right");
    let mut names = ["Zoe", "Yan", "Xia", "Wim"].into_iter();
    let mut at_default = Vec::new();
    let mut changed = String::new();
    for step in 0..4 {
        match step {
            1 => match set(&room, name, Some(wrong)).await {
                Err(ParametersError::Wrong(_)) => {}
                other => panic!("{name}={wrong}: {other:?}"),
            },
            2 => set(&room, name, Some(&other)).await.expect("it is right"),
            3 => set(&room, name, None).await.expect("a default is right"),
            _ => {}
        }
        let who = names.next().expect("four are enough");
        let seen = room.happens(who, happens).await;
        match step {
            2 => changed = seen,
            _ => at_default.push(seen),
        }
    }
    assert_eq!(
        at_default[0], at_default[1],
        "{name}: a wrong value changed something"
    );
    assert_eq!(
        at_default[0], at_default[2],
        "{name}: a reset did not take the value back"
    );
    assert_ne!(at_default[0], changed, "{name} has no effect");
    let other = other.replace(&room.anna.to_string(), "Anna");
    format!(
        "{name}={default}\n{}{name}={other}\n{changed}\n",
        at_default[0]
    )
}

async fn set(room: &Room, name: &str, value: Option<&str>) -> Result<(), ParametersError> {
    let store = &room.stage.store;
    let connection = store.connections().await.expect("the store answers")[0].id;
    let change = match value {
        Some(value) => wanted(name, value),
        None => Wanted {
            name: name.into(),
            value: None,
        },
    };
    let by = By::command_line(room.stage.clock.now_ms());
    parameters::change(store, connection, &[change], by)
        .await
        .map(drop)
}

impl Room {
    /// What people see then that they did not see before, each line indented by two spaces; whoever is new is called Nia. What Telegram says by
    /// itself is left out.
    async fn happens(&mut self, who: &str, what: Happens) -> String {
        if let Happens::Wait(_) = what {
            // Nobody else waits.
            self.marta_says("/wait").await;
            self.marta_asks("/shift on").await;
            self.later(2 * MINUTE).await;
        }
        let known = matches!(what, Happens::WriteAgain).then_some((self.stage.bot, self.anna));
        let before = self.everything(known);
        let mut chat = self.stage.bot;
        let person = match what {
            Happens::Fail => {
                let client = self.stage.client(who);
                self.stage.settle().await;
                let refused = refused(400, "Bad Request: MEDIA_EMPTY");
                self.stage.goes_wrong("copyMessage", refused, 1);
                self.stage.say(client, self.stage.bot, Say::photo(""));
                client
            }
            Happens::Write
            | Happens::Edit
            | Happens::Answer(..)
            | Happens::Close
            | Happens::Stop
            | Happens::Wait(_)
            | Happens::Look => {
                let client = self.stage.client(who);
                self.stage.settle().await;
                self.stage.say(client, self.stage.bot, Say::text("hello"));
                client
            }
            Happens::WriteAgain => {
                self.stage.say(
                    self.anna,
                    self.stage.bot,
                    Say::text(&format!("{who} again")),
                );
                self.anna
            }
            Happens::Group | Happens::Post => self.stage.person(who),
        };
        self.later(Duration::from_secs(5)).await;
        match what {
            Happens::Write | Happens::WriteAgain | Happens::Fail | Happens::Look => {}
            Happens::Edit => {
                let said = self.stage.find(self.stage.bot, person, "hello");
                self.stage
                    .edit(person, self.stage.bot, said, Edit::text("hello, Acme"));
            }
            Happens::Wait(time) => {
                self.topic = self.stage.topic(who);
                self.later(time).await;
                self.marta_says("/wait").await;
            }
            Happens::Answer(words, time) => {
                self.topic = self.stage.topic(who);
                self.marta_says(words).await;
                self.later(time).await;
            }
            Happens::Close => {
                self.topic = self.stage.topic(who);
                self.marta_says("/close").await;
                self.later(MINUTE).await;
                self.stage.say(person, self.stage.bot, Say::text("thanks"));
            }
            Happens::Stop => {
                self.stage.say(person, self.stage.bot, Say::text("/stop"));
            }
            Happens::Group => {
                let group = self.stage.client_group(&format!("{who}'s club"), &[person]);
                chat = group;
                self.later(Duration::from_secs(5)).await;
                self.stage.say(person, group, Say::text("hello"));
                self.later(Duration::from_secs(5)).await;
                let other = self.stage.person("Carl");
                self.stage
                    .sim
                    .with(|world| world.add(person, group, other))
                    .expect("Carl is added");
            }
            Happens::Post => {
                let bot = self.stage.bot;
                let channel = self.stage.sim.with(|world| {
                    let channel = world.make_channel(&format!("{who}'s news"), person);
                    world.add(person, channel, bot).expect("the bot is added");
                    channel
                });
                chat = channel;
                self.later(Duration::from_secs(5)).await;
                self.stage.say(person, channel, Say::text("hello"));
            }
        }
        self.later(MINUTE).await;
        let mut news = self.everything(Some((chat, person)));
        for line in before {
            if let Some(at) = news.iter().position(|one| *one == line) {
                news.remove(at);
            }
        }
        if let Happens::Look = what {
            news.push(self.look(who));
        }
        let news = news
            .iter()
            .map(|line| format!("  {}\n", line.replace(who, "Nia")));
        news.collect()
    }

    /// The colour of somebody's topic.
    fn look(&self, who: &str) -> String {
        let thread = self.stage.topic(who);
        let topics = self.stage.sim.with(|world| world.topics(self.stage.group));
        let topic = topics.iter().find(|topic| topic.thread == thread);
        format!("colour: #{:06X}", topic.expect("there").icon_color)
    }

    /// Time passes, in steps in which nothing is left undone.
    async fn later(&mut self, time: Duration) {
        self.stage.settle().await;
        self.stage
            .pass(Duration::from_secs(time.as_secs().min(60)))
            .await;
        if time > MINUTE {
            self.stage.jump(time - MINUTE).await;
            self.stage.pass(MINUTE).await;
        }
    }

    /// What the team sees in topics and General, and a client's chat as somebody there sees it, without the numbers of messages.
    fn everything(&self, client: Option<(i64, i64)>) -> Vec<String> {
        let topics = self.stage.topics();
        let mut lines: Vec<String> = topics.lines().map(plain).collect();
        lines.extend(
            self.stage
                .general()
                .lines()
                .map(|line| format!("General: {line}")),
        );
        let receipts = self.stage.rows(self.stage.group, self.stage.owner);
        let receipts = receipts.iter().flat_map(|row| {
            let reactions = row.reactions.iter();
            reactions.map(|(_, reaction)| format!("to “{}”: {}", row.text, reaction["emoji"]))
        });
        lines.extend(receipts);
        if let Some((chat, reader)) = client {
            let chat = self.stage.chat(chat, reader);
            lines.extend(
                chat.lines()
                    .map(|line| format!("client's side: {}", plain(line))),
            );
        }
        lines.retain(|line| !line.contains("[Service]"));
        lines
    }
}

/// A line without the number of its message, and of what it answers.
fn plain(line: &str) -> String {
    let rest = line.trim_start_matches(|one: char| one.is_ascii_digit());
    let rest = match rest.len() == line.len() {
        true => line,
        false => rest.trim_start(),
    };
    // The dot before a participant's name is one of seven.
    let rest = rest.replace(['🔴', '🟠', '🟡', '🟢', '🔵', '🟣', '🟤'], "●");
    match rest.split_once('↩') {
        Some((before, after)) => {
            let after = after.trim_start_matches(|one: char| one.is_ascii_digit());
            format!("{before}↩{after}")
        }
        None => rest,
    }
}
