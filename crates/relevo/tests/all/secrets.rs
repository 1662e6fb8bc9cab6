//! No token, master key or password is shown: not in the list of processes, not in what the program says, not on disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use relevo_telegram_sim::control::NewBot;
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::privacy::search;
use crate::town::{Desk, Town};

on_both!(real nothing_says_a_secret);

/// What a process was started with, as `ps` shows it to everybody, and its name.
fn shown(process: u32) -> String {
    let read = |file: &str| {
        let bytes = std::fs::read(format!("/proc/{process}/{file}")).expect("the process runs");
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    };
    format!("{}: {}", read("comm").trim(), read("cmdline").trim())
}

/// Promise: a token and a database's password that are given as options are not in the list of processes while the desk runs; the process
/// is the same one, has its usual name and works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn options_do_not_show_in_the_list_of_processes() {
    let town = Town::new(Backend::Postgres).await;
    // The server of the tests asks for none, so any will do.
    let (user, host) = town
        .database
        .url
        .split_once('@')
        .expect("an address with a user");
    let database = format!("{user}:hunter2secret@{host}");
    let mut command = town.command();
    command.env_remove("RELEVO_DATABASE");
    command.args(["serve", "--token", &town.token, "--bot-api-url", &town.url]);
    command.arg(format!("--database={database}"));
    let mut desk = Desk::start(&mut command);
    town.until("the desk runs", |town| {
        town.logged("the desk is running") == 1
    })
    .await;
    assert!(desk.runs());
    let shown = shown(desk.id());
    assert!(
        shown.starts_with("relevo: ")
            && shown.ends_with(&format!("relevo serve --bot-api-url {}", town.url)),
        "{shown}"
    );
    let known = town
        .database
        .numbers("SELECT telegram_user FROM identities");
    assert_eq!(known.await, [town.bot], "the token was used");
}

/// Promise: after a busy run with refusals that quote the token, and after every wrong command that one thinks of, no token, password or
/// master key is in what the program said, in its log at its most talkative, in the group, or in any file but the key's own.
async fn nothing_says_a_secret(backend: Backend) {
    let mut town = Town::new(backend).await;
    town.connect();
    let second = town.sim.with(|world| {
        world.make_bot(NewBot {
            username: "second_bot".into(),
            ..NewBot::default()
        })
    });
    let quoting = format!(
        "Bad Request: POST {}/bot{}/copyMessage failed",
        town.url, town.token
    );
    for method in ["copyMessage", "sendMessage", "getUpdates"] {
        let rule = Rule {
            method: Some(method.into()),
            ..Rule::new(Fault::Refused {
                code: 400,
                description: quoting.clone(),
                migrate_to_chat_id: None,
            })
        };
        town.sim.faults(|faults| faults.add(rule));
    }
    let mut command = town.command();
    command.args([
        "serve",
        "--limits",
        "off",
        "--token",
        &second.token,
        "--bot-api-url",
        &town.url,
    ]);
    let mut desk = Desk::start(&mut command);
    town.talk(0);
    let calls = town.calls() + 20;
    town.until("the desk works", |town| town.calls() >= calls)
        .await;
    town.answer(0);
    town.talk(1);
    wrong_commands(&town);
    desk.kill();
    let key = town.database.folder.path().join("master.key");
    let key = std::fs::read_to_string(key)
        .expect("the key is there")
        .trim()
        .to_owned();
    let needles = [
        secret_of(&town.token),
        secret_of(&second.token),
        "AAwrong_secret-of-nobody0000000000".into(),
        "hunter2secret".into(),
        key.to_uppercase(),
        key,
        "ab".repeat(32),
    ];
    for row in town.rows(town.group, town.marta) {
        let found = needles
            .iter()
            .any(|needle| row.text.contains(needle.as_str()));
        assert!(!found, "the group was told a secret");
    }
    let rows = town.database.rows_as_text().await;
    std::fs::write(town.database.folder.path().join("rows"), rows).expect("a file to search");
    let searched = searched(town.database.folder.path(), &needles);
    for file in ["log", "said", "rows"] {
        assert!(searched.contains(file), "{file} was searched");
    }
    assert!(town.logged("failed") > 0, "the refusals were met");
}

/// The part of a token that nobody may know.
fn secret_of(token: &str) -> String {
    token
        .split(':')
        .nth(1)
        .expect("a token has two parts")
        .to_owned()
}

/// Searches every file of the folder but the key's; their names.
fn searched(folder: &Path, needles: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name != "master.key" && path.is_file() {
            search(&path, needles);
            names.insert(name);
        }
    }
    names
}

/// Arguments and variables of a command.
type Given<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);

/// Commands that fail, or that are not understood, each with a secret in it.
fn wrong_commands(town: &Town) {
    let wrong = "123456:AAwrong_secret-of-nobody0000000000";
    let group = town.group.to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.toml");
    std::fs::write(&file, format!("limits = \"on\"\ntoken = {wrong}\n")).expect("a file");
    let file = file.to_str().expect("a path of text");
    let nobody = "http://127.0.0.1:1";
    let elsewhere = "postgres://desk:hunter2secret@127.0.0.1:1/desk";
    let commands: [Given<'_>; 11] = [
        (
            &[
                "connect",
                "bot",
                "--token",
                wrong,
                "--group",
                &group,
                "--bot-api-url",
                &town.url,
            ],
            &[],
        ),
        (
            &[
                "connect",
                "bot",
                "--token",
                &town.token,
                "--group",
                &group,
                "--bot-api-url",
                nobody,
            ],
            &[],
        ),
        (
            &[
                "connect",
                "bot",
                "--token",
                &town.token,
                "--group",
                "-1009",
                "--bot-api-url",
                &town.url,
            ],
            &[],
        ),
        (
            &[
                "relay",
                "add",
                "--token",
                &town.token,
                "--bot-api-url",
                &town.url,
            ],
            &[],
        ),
        (&["serve", "--token", wrong, "--bot-api-url", nobody], &[]),
        (&["serve", wrong], &[]),
        (&["serve", "--tokn", wrong], &[]),
        (&["serve", "--limits", wrong], &[]),
        (&["serve", "--config", file], &[]),
        (&["status", "--database", elsewhere], &[]),
        (&["status"], &[("RELEVO_MASTER_KEY", &"ab".repeat(32))]),
    ];
    for (arguments, variables) in commands {
        let said = std::fs::File::options()
            .create(true)
            .append(true)
            .open(town.database.folder.path().join("said"))
            .expect("a file for what is said");
        let mut command = town.command();
        command
            .stdin(Stdio::null())
            .stdout(said.try_clone().expect("a file"))
            .stderr(said);
        if arguments.contains(&"--database") {
            command.env_remove("RELEVO_DATABASE");
        }
        let ended = ended(command.args(arguments).envs(variables.iter().copied()));
        assert!(!ended, "relevo {} is wrong", arguments[0]);
    }
    // What is said is worth searching.
    let said = std::fs::read_to_string(town.database.folder.path().join("said")).expect("said");
    for words in [
        "the token is not valid",
        "Telegram cannot be reached",
        "does not know that group",
        "(secret)",
        "line 2",
        "another master key",
    ] {
        assert!(said.contains(words), "“{words}” was not said: {said}");
    }
}

/// Whether the program ends well.
fn ended(command: &mut Command) -> bool {
    command.status().expect("the program starts").success()
}
