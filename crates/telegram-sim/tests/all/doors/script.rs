//! A script of a client written by others, in Python or JavaScript: started, read line by line, ended.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tokio::sync::mpsc;

use super::wire::until;

/// A script under way; it is ended with this.
pub(crate) struct Script {
    process: Child,
    lines: mpsc::UnboundedReceiver<String>,
}

impl Script {
    pub(crate) fn start(script: &str, arguments: &[&str]) -> Script {
        let (program, folder) = if script.ends_with(".py") {
            (python(), "tests/python")
        } else {
            (node(), "tests/node")
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(folder)
            .join(script);
        let mut process = Command::new(program)
            .arg(script)
            .args(arguments)
            .env("PYTHONUNBUFFERED", "1")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the script starts: `./test` installs what runs it");
        let output = process.stdout.take().expect("it is piped");
        let (sender, lines) = mpsc::unbounded_channel();
        // Ends with the process, whose output it reads.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _nobody_listens_after_a_failure = sender.send(line);
            }
        });
        Script { process, lines }
    }

    pub(crate) async fn next(&mut self) -> Value {
        let line = until(self.lines.recv()).await.expect("the script goes on");
        serde_json::from_str(&line).expect("a line is JSON")
    }

    #[track_caller]
    pub(crate) fn expect(&mut self, expected: Value) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move { assert_eq!(self.next().await, expected, "at {caller}") }
    }

    pub(crate) async fn expect_end(&mut self) {
        assert_eq!(until(self.lines.recv()).await, None);
        let status = self.process.wait().expect("it can be waited for");
        assert!(status.success(), "the script ended with {status}");
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // It fails if the script has ended, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn python() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "the test's own setting")]
    let named = std::env::var("RELEVO_PYTHON");
    let python = named.map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv/bin/python"),
        PathBuf::from,
    );
    assert!(
        python.exists(),
        "{} is missing: `./test` makes the Python environment that this test needs",
        python.display()
    );
    python
}

/// Node.js from the system, with the packages that the lock file names.
fn node() -> PathBuf {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node/node_modules");
    assert!(
        packages.exists(),
        "{} is missing: `./test` installs the packages that this test needs",
        packages.display()
    );
    PathBuf::from("node")
}
