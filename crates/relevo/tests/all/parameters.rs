//! Parameters are changed on the command line while the desk runs, and the audit log tells of it.

mod at_run_time;
mod schema;

use std::process::Command;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_change_takes_effect_without_a_restart);
on_both!(a_wrong_value_changes_nothing);
on_both!(each_parameter_is_shown);
on_both!(the_log_tells_who_changed_what);

/// Runs the program on the stage's database, in a process of its own: exit code, standard output, standard error.
fn relevo(stage: &Stage, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relevo"))
        .env_clear()
        .env("RELEVO_DATA", stage.database.folder.path())
        .env("RELEVO_DATABASE", &stage.database.url)
        .env("RELEVO_MASTER_KEY", "07".repeat(32))
        .env("RELEVO_LOG", "warn")
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Promise: what `param set` and `param reset` change is in effect in the desk that runs, without a restart.
async fn a_change_takes_effect_without_a_restart(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let anna = stage.client("Anna");
    let bot = stage.bot;
    stage.say(anna, bot, Say::text("one"));
    stage.settle().await;
    let set = [
        "param",
        "set",
        "i1",
        "restricted_keywords_frontend=casino",
        "EDITS=append",
    ];
    let (code, said, _) = relevo(&stage, &set);
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        "i1 RESTRICTED_KEYWORDS_FRONTEND: NONE → \"casino\"\ni1 EDITS: replace → append\n"
    );
    stage.settle().await;
    stage.say(anna, bot, Say::text("a casino"));
    stage.say(anna, bot, Say::text("two"));
    stage.settle().await;
    let reset = ["param", "reset", "i1", "RESTRICTED_KEYWORDS_FRONTEND"];
    assert_eq!(
        relevo(&stage, &reset).1,
        "i1 RESTRICTED_KEYWORDS_FRONTEND: \"casino\" → NONE\n"
    );
    stage.settle().await;
    stage.say(anna, bot, Say::text("another casino"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Anna
    3 bot [Service]: 
    4 bot: one
    5 bot: two
    6 bot: another casino
    ") };
}

/// Promise: a wrong value is refused with an example of a right one and changes nothing, nor do the right ones beside it; nor does a
/// dry run.
async fn a_wrong_value_changes_nothing(backend: Backend) {
    let stage = Stage::new(backend, &[]).await;
    let version = stage.store.config_version().await.expect("a version");
    for (arguments, expected) in [
        (
            &["set", "i1", "EDITS=append", "TIMEZONE=Europe/Nowhere"][..],
            "relevo: TIMEZONE: there is no such time zone in the IANA database. For example TIMEZONE=Europe/Madrid\n",
        ),
        (
            &["set", "i1", "EDIT=append"],
            "relevo: There is no such parameter. Did you mean EDITS? For example EDITS=append\n",
        ),
        (
            &["set", "i1", "EDITS"],
            "relevo: A parameter is set by NAME=VALUE, for example MONITOR_GROUPS=TRUE\n",
        ),
        (
            &["reset", "i1", "nothing_like_it_at_all_anywhere"],
            "relevo: There is no such parameter. For example MONITOR_GROUPS=TRUE\n",
        ),
        (
            &["set", "i7", "EDITS=append"],
            "relevo: there is no connection i7: `relevo connections` lists those that there are\n",
        ),
    ] {
        let (code, said, error) = relevo(&stage, &[&["param"], arguments].concat());
        assert_eq!(
            (code, said.as_str(), error.as_str()),
            (Some(1), "", expected)
        );
    }
    let dry = [
        "param",
        "set",
        "i1",
        "EDITS=append",
        "WELCOME=off",
        "AWAY=We sleep",
        "--dry-run",
    ];
    let (code, said, _) = relevo(&stage, &dry);
    assert_eq!(code, Some(0));
    allow_duplicates! { assert_snapshot!(said, @"
    i1 EDITS: replace → append
    i1 AWAY: OFF → We sleep
    i1 WELCOME is as it was.
    Nothing was changed (--dry-run).
    ") };
    let now = stage.store.config_version().await.expect("a version");
    assert_eq!(now, version);
}

/// Promise: value, default and meaning of each parameter are shown, for people and for programs.
async fn each_parameter_is_shown(backend: Backend) {
    let stage = Stage::new(backend, &[]).await;
    let (code, said, _) = relevo(&stage, &["param", "get", "i1", "welcome"]);
    assert_eq!(code, Some(0));
    allow_duplicates! { assert_snapshot!(said, @"
    WELCOME
      value    OFF
      default  Hello! Write your question here, and we will answer in this chat.
      The greeting, sent once each time a conversation opens, at most hourly. {title} is the chat's title, {first_name} the author's first name.
    ") };
    let (_, said, _) = relevo(&stage, &["param", "get", "i1", "accept_groups", "--json"]);
    allow_duplicates! { assert_snapshot!(said, @r#"
    {
      "default": "ask",
      "example": "all",
      "in_effect": true,
      "kind": "ask or all",
      "meaning": "Whether the team is asked in General before a group is mirrored for the first time; not where the owner or one of the team added the bot.",
      "name": "ACCEPT_GROUPS",
      "value": "all"
    }
    "#) };
    let (_, list, _) = relevo(&stage, &["param", "list", "i1"]);
    let (_, json, _) = relevo(&stage, &["param", "list", "i1", "--json"]);
    let json: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    let known = relevo_core::params::definitions();
    assert_eq!(json.len(), known.len());
    for definition in known {
        assert!(list.contains(&format!("{}\n  value  ", definition.name)));
        assert!(list.contains(definition.meaning));
    }
    let (_, printed, _) = relevo(&stage, &["param", "schema"]);
    let printed: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(printed, relevo::parameters::schema::document());
}

/// Promise: `relevo audit` shows who changed what, what `connect --param` set included, and nothing of it is readable on disk.
async fn the_log_tells_who_changed_what(backend: Backend) {
    let stage = Stage::new(backend, &[]).await;
    let secret = "We are at the lighthouse";
    relevo(&stage, &["param", "set", "i1", &format!("AWAY={secret}")]);
    relevo(&stage, &["param", "set", "i1", "AWAY=off"]);
    let entries = ["audit", "--connection", "i1", "--json"];
    let (code, json, _) = relevo(&stage, &entries);
    assert_eq!(code, Some(0));
    let json: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    let told: Vec<String> = json
        .iter()
        .map(|entry| {
            format!(
                "{} {} {} {} {}",
                entry["via"], entry["deed"], entry["parameter"], entry["old"], entry["new"]
            )
        })
        .collect();
    allow_duplicates! { assert_snapshot!(told.join("\n"), @r#"
    "command_line" "connected" null "" "running"
    "command_line" "parameter" "WELCOME" "Hello! Write your question here, and we will answer in this chat." "OFF"
    "command_line" "parameter" "ACCEPT_GROUPS" "ask" "all"
    "command_line" "parameter" "AWAY" "OFF" "We are at the lighthouse"
    "command_line" "parameter" "AWAY" "We are at the lighthouse" "OFF"
    "#) };
    let (_, table, _) = relevo(&stage, &["audit", "--since", "1h"]);
    assert!(table.starts_with("when "), "{table}");
    let shown = table.lines().filter(|line| line.contains(secret)).count();
    assert_eq!(shown, 2, "{table}");
    let (code, _, error) = relevo(&stage, &["audit", "--since", "yesterday"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("2026-11-23"), "{error}");
    let rows = stage.database.rows_as_text().await;
    for entry in std::fs::read_dir(stage.database.folder.path()).expect("the folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        assert!(!bytes.windows(10).any(|found| found == b"lighthouse"));
    }
    assert!(!rows.contains("lighthouse"));
    let hex: String = "lighthouse"
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(!rows.contains(&hex));
}
