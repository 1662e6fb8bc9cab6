//! `relevo demo`, the real program: the story comes out, the visitor is waited for, and nothing is left behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use insta::assert_snapshot;
use tempfile::TempDir;

/// The longest wait for a line of the demo, and for its end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A demo that runs, with a folder for its temporary things.
struct Demo {
    child: Child,
    lines: Receiver<String>,
    folder: TempDir,
}

impl Demo {
    fn start(arguments: &[&str]) -> Demo {
        let folder = TempDir::new().expect("a temporary folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
        command
            .env_clear()
            .env("TMPDIR", folder.path())
            .arg("demo")
            .args(arguments);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut child = command.spawn().expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                // A test that has failed listens no more.
                let _ = sender.send(line);
            }
        });
        Demo {
            child,
            lines,
            folder,
        }
    }

    /// The next line with these words.
    fn line_with(&mut self, words: &str) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                self.child.kill().expect("it can be killed");
                panic!("waited in vain for a line with “{words}”");
            };
            if line.contains(words) {
                return line;
            }
        }
    }

    /// All lines to the end.
    fn rest(&mut self) -> String {
        let mut text = String::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => text.push_str(&format!("{line}\n")),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return text,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                    self.child.kill().expect("it can be killed");
                    panic!("the demo does not end");
                }
            }
        }
    }

    fn terminate(&self) {
        let mut kill = Command::new("kill");
        kill.args(["-TERM", &self.child.id().to_string()]);
        assert!(kill.status().expect("kill is there").success());
    }

    /// How it ended; nothing may be left of it.
    fn end(mut self) -> ExitStatus {
        let status = self.child.wait().expect("it has ended");
        let left = std::fs::read_dir(self.folder.path())
            .expect("the folder is there")
            .count();
        assert_eq!(left, 0, "something is left in the temporary folder");
        status
    }
}

/// Promise: the story comes out, every promise in it is kept, and the exit code says so.
#[test]
fn the_story_comes_out() {
    let mut demo = Demo::start(&["--once", "--no-open"]);
    let story = demo.rest();
    assert!(demo.end().success(), "{story}");
    assert!(!story.contains('\x1b'), "a pipe gets no colours");
    let longest = story.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(100), "no line is too long");
    assert_snapshot!(the_same_at_every_run(&story), @r"
    Playground   http://127.0.0.1:PORT/
    Control API  http://127.0.0.1:PORT/  (GET lists what people can do)
    Bot API      http://127.0.0.1:PORT/bot<token>/METHOD

    The story is told once, without a stop.

     1  A client writes
     2  Marta answers
     3  A note stays inside
     4  A picture and a file
     5  A quick reply
     6  A mark
     7  A group of three
     8  Replies and quotes
     9  Words of any language
    10  The next shift
    11  A topic is deleted
    12  It heals by itself
    13  The desk is killed
    14  Your turn

    Counted afterwards, in the chats and in the desk's database
      ✓ 20 of 20 client messages are in their topics, in order, each once
      ✓ 8 of 8 answers reached exactly their chat, in order, each once
      ✓ 1 of 1 note stayed inside
      ✓ 1 of 1 mark is set where it was asked for
      ✓ 1 of 1 lost topic came back
      ✓ 28 delivered, 0 waiting, 0 held, 0 failed, 0 unreadable
      ✓ 0 calls or answers depart from Telegram's description of its Bot API
    ");
}

/// Ports are any, and where a kill falls between a call and its record, a message stands in its topic twice, and says so.
fn the_same_at_every_run(story: &str) -> String {
    let mut same = String::new();
    for line in story.lines() {
        let line = match line.split_once("127.0.0.1:") {
            Some((before, rest)) => {
                let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                format!("{before}127.0.0.1:PORT{after}")
            }
            None => line.to_owned(),
        };
        let line = line.split(" but ").next().expect("a line");
        same.push_str(&format!("{line}\n"));
    }
    same
}

/// Promise: without `--once` it waits for its visitor, its doors are open meanwhile, and it ends in peace when told.
#[test]
fn it_waits_for_its_visitor() {
    let mut demo = Demo::start(&["--port", "0", "--seed", "7"]);
    demo.line_with("Playground   http://127.0.0.1:");
    let control = address_in(&demo.line_with("Control API"));
    demo.line_with("Ctrl-C ends it; nothing is kept.");
    assert!(get(&control, "/").starts_with("HTTP/1.1 200"));
    demo.terminate();
    assert_eq!(demo.rest().trim(), "", "no step is told");
    assert!(demo.end().success(), "told to stop is no failure");
}

/// Promise: a demo that is stopped in the middle does not count as one that came out.
#[test]
fn half_a_story_is_no_success() {
    let mut demo = Demo::start(&["--once"]);
    demo.line_with("Playground");
    demo.terminate();
    demo.rest();
    assert_eq!(demo.end().code(), Some(1));
}

/// Promise: that the reader of its output goes away is no failure of the demo.
#[test]
fn a_reader_may_go_away() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command.env_clear().args(["demo", "--once"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("its output is piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("it says something");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Promise: where the usual port is taken another one is used; a port that was chosen is insisted on.
#[test]
fn the_usual_port_may_be_taken() {
    // If it cannot be had here, somebody else has it: that is as good.
    let _taken = TcpListener::bind("127.0.0.1:8083");
    let mut demo = Demo::start(&[]);
    let page = address_in(&demo.line_with("Playground"));
    assert_ne!(page, "127.0.0.1:8083");
    TcpStream::connect(&page).expect("somebody listens there");
    let port = page.rsplit(':').next().expect("a port").to_owned();
    let chosen = refused(&["demo", "--once", "--port", &port]);
    assert!(
        chosen.contains(&format!("cannot listen on {page}")),
        "{chosen}"
    );
    demo.terminate();
    demo.rest();
    assert!(demo.end().success());
}

/// Promise: the demo's desk can be kept, and never gets among the people of a desk that is there.
#[test]
fn a_folder_with_a_desk_is_refused() {
    let data = TempDir::new().expect("a temporary folder");
    let folder = data.path().to_str().expect("a plain path");
    let mut demo = Demo::start(&["--once", "--data", folder]);
    demo.rest();
    assert!(demo.end().success());
    let said = refused(&["demo", "--once", "--data", folder]);
    assert!(said.contains("there is a desk already"), "{said}");
}

/// Promise: an address that is taken is said so, with what to do.
#[test]
fn a_taken_address_is_said_so() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("it has an address").to_string();
    let said = refused(&["demo", "--once", "--control", &address]);
    assert!(
        said.contains(&format!(
            "cannot listen on {address}: choose another address"
        )),
        "{said}"
    );
}

/// What the program says when it refuses to start.
fn refused(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    let output = command
        .env_clear()
        .args(arguments)
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).expect("words")
}

/// Host and port of the address in a line.
fn address_in(line: &str) -> String {
    let (_, address) = line.split_once("http://").expect("an address");
    address.split('/').next().expect("host and port").to_owned()
}

fn get(address: &str, path: &str) -> String {
    let mut line = TcpStream::connect(address).expect("the door is open");
    line.set_read_timeout(Some(PATIENCE))
        .expect("a socket has a time limit");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes())
        .expect("the request is sent");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer");
    answer
}
