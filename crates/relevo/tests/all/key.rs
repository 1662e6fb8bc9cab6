//! Where the master key is, and what is said of it at the command line.

use std::path::Path;
use std::process::{Command, Output};

fn relevo(data: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relevo"))
        .env_clear()
        .env("RELEVO_DATA", data)
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program starts")
}

/// Makes a desk, as far as that is possible without Telegram; what is said.
fn first_steps(data: &Path, arguments: &[&str]) -> String {
    let connect = ["connect", "bot", "--token", "1:AA", "--group", "1"];
    let away = ["--bot-api-url", "http://127.0.0.1:1"];
    let output = relevo(data, &[&connect[..], &away, arguments].concat(), &[]);
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Promise: the start that makes the key says where it is and to keep a copy apart; later starts do not.
#[test]
fn the_first_start_says_where_the_key_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    let first = first_steps(folder.path(), &[]);
    let words = format!(
        "The master key was made: {}\nKeep a copy of it apart",
        path.display()
    );
    assert!(first.contains(&words), "{first}");
    assert!(!first_steps(folder.path(), &[]).contains("master key"));
}

/// Promise: `key path` prints the path alone, for scripts, and the advice beside it; also for a file elsewhere and for a variable.
#[test]
fn the_key_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("key");
    let file = file.to_str().expect("a path of text");
    first_steps(folder.path(), &["--master-key-file", file]);
    assert!(Path::new(file).exists() && !folder.path().join("master.key").exists());
    let own = folder.path().join("master.key").display().to_string();
    let key = "ab".repeat(32);
    for (arguments, variables, expected) in [
        (&["key", "path"][..], &[][..], own.as_str()),
        (&["key", "path", "--master-key-file", file], &[], file),
        (&["key", "path"], &[("RELEVO_MASTER_KEY_FILE", file)], file),
        (
            &["key", "path"],
            &[("RELEVO_MASTER_KEY", key.as_str())],
            "RELEVO_MASTER_KEY",
        ),
    ] {
        let output = relevo(folder.path(), arguments, variables);
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            format!("{expected}\n")
        );
        let advice = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            advice.to_lowercase().contains("back up") && !advice.contains(&key),
            "{advice}"
        );
    }
}

/// Promise: the key is changed where it is a file, twice if one likes, and nowhere else; what must be done next is said.
#[test]
fn the_key_is_changed_in_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = relevo(folder.path(), &["key", "rotate"], &[]);
    let said = String::from_utf8_lossy(&nobody.stderr).into_owned();
    assert!(said.contains("there is no desk"), "{said}");
    assert!(!folder.path().join("master.key").exists());
    first_steps(folder.path(), &[]);
    let file = folder.path().join("master.key");
    let mut keys = vec![std::fs::read_to_string(&file).expect("a key")];
    for _ in 0..2 {
        let output = relevo(folder.path(), &["key", "rotate"], &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(
            said.starts_with("There is a new master key") && said.contains("Copy "),
            "{said}"
        );
        let key = std::fs::read_to_string(&file).expect("a key");
        assert!(key.trim().len() == 64 && !keys.contains(&key));
        keys.push(key);
    }
    let variables = [("RELEVO_MASTER_KEY", keys[2].trim())];
    assert_eq!(
        relevo(folder.path(), &["status"], &variables).status.code(),
        Some(0)
    );
    let output = relevo(folder.path(), &["key", "rotate"], &variables);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("is in RELEVO_MASTER_KEY") && !said.contains(keys[2].trim()),
        "{said}"
    );
    let variables = [("RELEVO_MASTER_KEY", keys[1].trim())];
    let output = relevo(folder.path(), &["status"], &variables);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("another master key: put the right one in RELEVO_MASTER_KEY"),
        "{said}"
    );
}
