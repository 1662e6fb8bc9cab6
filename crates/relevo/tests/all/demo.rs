//! `relevo demo`, the real program: the story comes out, the visitor's turn works, and nothing is left behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
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

    /// All lines to the end, without the invisible marks for terminals that turn right-to-left words around.
    fn rest(&mut self) -> String {
        let mut text = String::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => text.push_str(&format!("{}\n", line.replace('\u{200E}', ""))),
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
    let mut demo = Demo::start(&["--once"]);
    let story = demo.rest();
    assert!(demo.end().success(), "{story}");
    assert!(!story.contains('\x1b'), "a pipe gets no colours");
    assert!(
        story.lines().all(|line| line.chars().count() <= 100),
        "no line is wider than wished"
    );
    assert_snapshot!(story, @r#"
    Relevo mirrors every client chat to a topic of one Telegram group, and your team's answers back.
    Here are a real desk and an offline Telegram in one process: no account, no network, nothing left
    behind.

    1. A client writes to your bot. Her topic appears by itself.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Anna · private chat                              │ # Anna · new topic
      Anna: Hello! My parcel 4711 has not arrived 📦 │   Hello! My parcel 4711 has not arrived 📦

    2. Marta answers in the topic. Anna gets it from the bot; Marta never joins her chat.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Anna · private chat                              │ # Anna
      Acme Support: Hi Anna, I am looking into it.   │   Marta: Hi Anna, I am looking into it.

    3. A slash and a space make a note. Colleagues read it in the topic; Anna never does.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    (nothing new)                                    │ # Anna
                                                     │   Marta: / second delay this month, let us
                                                     │   refund the shipping  ← a note, stays inside

    4. A client's group with three people is one topic too. A dot and a name tell who speaks.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Acme × Us · client group                         │ # Acme × Us · new topic
      Olga: Good morning! The export is broken       │   🟢 Olga
      Ben: Since yesterday evening, for all of us 🙁 │   Good morning! The export is broken
      Chen: [photo] This is what I see               │   🔵 Ben
                                                     │   Since yesterday evening, for all of us 🙁
                                                     │   🟣 Chen
                                                     │   [photo] This is what I see

    5. Replies and quotes point at the same words on both sides.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Acme × Us · client group                         │ # Acme × Us
      ↩ “Since yesterday evening”                    │   ↩ “Since yesterday evening”
      Acme Support: Fixed. Please try it again now.  │   Marta: Fixed. Please try it again now.
      ↩ “try it again now”                           │   ↩ “try it again now”
      Chen: It works again, thank you!               │   🟣 Chen
                                                     │   It works again, thank you!

    6. Words arrive as they were written, in any language and of any length.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Anna · private chat                              │ # Anna
      Anna: https://parcels.example/track/4711/where │   https://parcels.example/track/4711/where-is-it
      -is-it?from=Hamburg&to=Lisbon&promised=yesterd │   ?from=Hamburg&to=Lisbon&promised=yesterday
      ay                                             │ # נועה · new topic
    נועה · private chat                              │   שלום! האם אפשר לשלוח את החבילה לחיפה?
      נועה: שלום! האם אפשר לשלוח את החבילה לחיפה?    │

    7. Somebody deletes Anna's topic by mistake.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    (nothing new)                                    │ # Anna (deleted, with all that was in it)

    8. Anna does not notice: she writes, the topic is made anew, and the talk goes on.
    ─ clients see ───────────────────────────────────┬─ the team sees ─────────────────────────────────
    Anna · private chat                              │ # Anna · new topic
      Anna: Any news?                                │   Any news?
      Acme Support: Yes: it comes tomorrow before    │   Marta: Yes: it comes tomorrow before noon, and
      noon, and the shipping is on us 🎉             │   the shipping is on us 🎉

    Counted afterwards, in the chats and in the desk's database
      ✓ 8 of 8 client messages are in their topics, in order, each once
      ✓ 3 of 3 answers reached exactly their chat, in order, each once
      ✓ 1 of 1 note stayed inside
      ✓ 1 of 1 lost topic came back
      ✓ 11 delivered, 0 waiting, 0 held, 0 failed, 0 unreadable
      ✓ 0 calls or answers depart from Telegram's description of its Bot API
    "#);
}

/// Promise: colours change nothing but the colour.
#[test]
fn colours_are_only_colours() {
    let mut demo = Demo::start(&["--once", "--color", "always"]);
    let coloured = demo.rest();
    assert!(demo.end().success());
    let mut plain = Demo::start(&["--once", "--color", "never"]);
    let plain_story = plain.rest();
    assert!(plain.end().success());
    assert_ne!(coloured, plain_story);
    assert_eq!(without_colours(&coloured), plain_story);
}

/// Promise: after the story people can be played over the control API, what comes of it is shown, and it ends in peace.
#[test]
fn then_it_is_the_visitors_turn() {
    let mut demo = Demo::start(&[]);
    let door = demo
        .line_with("Control API")
        .split_once("http://")
        .expect("an address")
        .1
        .to_owned();
    let address = door.split('/').next().expect("host and port").to_owned();
    let command = demo.line_with("curl");
    let deed = command.split('\'').nth(1).expect("the body is quoted");
    assert!(
        post(&address, "/say", deed).starts_with("HTTP/1.1 200"),
        "the printed command works"
    );
    demo.line_with("  Anna: Thank you!");
    demo.terminate();
    demo.rest();
    assert!(demo.end().success(), "told to stop is no failure");
}

/// Promise: a demo that is stopped in the middle does not count as one that came out.
#[test]
fn half_a_story_is_no_success() {
    let mut demo = Demo::start(&["--once", "--pause", "60"]);
    demo.line_with("1. ");
    demo.terminate();
    demo.rest();
    assert_eq!(demo.end().code(), Some(1));
}

/// Promise: an address that is taken is said so, with what to do.
#[test]
fn a_taken_address_is_said_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("it has an address").to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    let output = command
        .env_clear()
        .args(["demo", "--once", "--control", &address])
        .output()
        .expect("the program starts");
    let said = String::from_utf8(output.stderr).expect("words");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains(&format!(
            "cannot listen on {address}: choose another address"
        )),
        "{said}"
    );
}

fn post(address: &str, path: &str, body: &str) -> String {
    let mut line = TcpStream::connect(address).expect("the door is open");
    line.set_read_timeout(Some(PATIENCE))
        .expect("a socket has a time limit");
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    line.write_all(request.as_bytes())
        .expect("the request is sent");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer");
    answer
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').expect("a colour ends with m").1);
    }
    plain
}
