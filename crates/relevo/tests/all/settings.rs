//! The settings file, with the real program: who beats whom, where it is found, and what is said when it is wrong.

use std::path::Path;
use std::process::{Command, Output};

/// A folder with this settings file, readable by its owner alone.
fn folder(settings: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.toml");
    std::fs::write(&file, settings).expect("a file");
    let alone = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(&file, alone).expect("a mode");
    folder
}

fn relevo(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relevo"))
        .env_clear()
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program starts")
}

/// The folder in which `status` finds no desk.
fn looked_in(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let output = relevo(&[&["status"], arguments].concat(), variables);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let found = said.split_once("there is no desk in ");
    let (_, rest) = found.unwrap_or_else(|| panic!("{said}"));
    rest.split(':').next().expect("a folder").to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

/// Promise: flags beat the environment, the environment beats the file, and the file beats the default; the file may be named by either.
#[test]
fn flags_beat_environment_beats_file() {
    let folder = folder("data = \"desk\"\nlimits = \"off\"\n");
    let file = folder.path().join("relevo.toml");
    let named = ["--config", text(&file)];
    let of_file = text(folder.path()).to_owned() + "/desk";
    assert_eq!(looked_in(&named, &[]), of_file);
    let variables = [("RELEVO_CONFIG", text(&file))];
    assert_eq!(looked_in(&[], &variables), of_file);
    let variables = [
        ("RELEVO_CONFIG", text(&file)),
        ("RELEVO_DATA", "/by/variable"),
    ];
    assert_eq!(looked_in(&[], &variables), "/by/variable");
    assert_eq!(looked_in(&["--data", "/by/flag"], &variables), "/by/flag");
}

/// Promise: a file in the data folder is found by itself; where there is none, nothing is missed.
#[test]
fn the_file_of_the_data_folder_is_found() {
    let folder = folder("limits = \"never\"\n");
    let data = ["serve", "--data", text(folder.path())];
    let output = relevo(&data, &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("relevo.toml: limits takes \"on\" or \"off\""),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
    let help = relevo(&["serve", "--data", text(folder.path()), "--help"], &[]);
    assert_eq!(
        help.status.code(),
        Some(0),
        "help is given whatever the file says"
    );
    let empty = tempfile::tempdir().expect("a folder");
    let data = ["--data", text(empty.path())];
    assert_eq!(looked_in(&data, &[]), text(empty.path()));
}

/// Promise: a file that cannot be right is refused before anything is made: one that is missing where it is named, a key that no option has,
/// and a data folder that its own file moves elsewhere. Each is told with the file.
#[test]
fn a_wrong_file_is_told() {
    let here = folder("data = \"elsewhere\"\n");
    let unknown = folder("limit = \"off\"\n");
    let unknown = unknown.path().join("relevo.toml");
    for (arguments, words) in [
        (
            ["--config", "/nowhere/relevo.toml"],
            "the settings file /nowhere/relevo.toml cannot be read",
        ),
        (
            ["--data", text(here.path())],
            "relevo.toml: data cannot be set in a file that is found by its folder",
        ),
        (
            ["--config", text(&unknown)],
            "relevo.toml: there is no setting limit; there are bot_api_url, data, database, limits",
        ),
    ] {
        let output = relevo(&[&["serve"][..], &arguments].concat(), &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "{said}");
    }
    assert!(!here.path().join("master.key").exists(), "nothing was made");
}

/// Promise: a token in the file is for `serve` alone: other commands are given the token of another bot.
#[test]
fn the_files_token_is_for_serve() {
    let folder = folder("token = \"no token\"\n");
    let data = ["--data", text(folder.path())];
    let output = relevo(&[&["serve"][..], &data].concat(), &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the token cannot be used"), "{said}");
    let connect = ["connect", "bot", "--group", "-1001"];
    let output = relevo(&[&connect[..], &data].concat(), &[]);
    assert_eq!(output.status.code(), Some(2), "the token is asked for");
}
