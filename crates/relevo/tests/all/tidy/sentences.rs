//! No sentence for people stands in code: what operators read is in `locales/`.
//!
//! Every string of the program counts that looks like words: two of them with a space between, or one that begins like a sentence.
//! Left aside is what never reaches a topic: tests, comments, attributes, what is logged or said to whoever runs the program, and the
//! modules in [`APART`]. What is left must be listed in [`KNOWN`].

use super::{root, sources};

/// Modules whose words are for the owner at the command line, the log, the documents or the database.
const APART: &[(&str, &str)] = &[
    (
        "core/src/audience/wrong.rs",
        "how commands are written, in every language",
    ),
    (
        "core/src/broadcast/wrong.rs",
        "how commands are written, in every language",
    ),
    ("core/src/params", "help and validation of parameters"),
    ("core/src/content/table.rs", "docs/reference/content.md"),
    ("core/src/content/reference.rs", "docs/reference/content.md"),
    ("relevo/src/bench", "the command line"),
    ("relevo/src/cli", "the command line"),
    ("relevo/src/config", "the command line"),
    ("relevo/src/connect", "the command line"),
    ("relevo/src/modules/marks/change.rs", "the audit log"),
    ("relevo/src/parameters", "the command line"),
    (
        "relevo/src/demo",
        "the command line, and people who are played",
    ),
    ("relevo/src/store", "SQL and errors"),
    ("relevo/src/trouble.rs", "`relevo status`"),
];

/// Macros and methods whose words are for the log or for whoever runs the program.
const SILENT: &[&str] = &[
    "anyhow!",
    "assert!",
    "assert_eq!",
    "assert_ne!",
    "bail!",
    "context",
    "debug!",
    "debug_assert!",
    "ensure!",
    "error!",
    "expect",
    "info!",
    "panic!",
    "trace!",
    "unreachable!",
    "warn!",
    "with_context",
];

/// Strings that look like words and are none for operators, or not yet: file and string.
const KNOWN: &[(&str, &str)] = &[
    // What Telegram says, to be recognised.
    ("core/src/call/refused.rs", "the chat is not a forum"),
    ("core/src/call/refused.rs", "message is not modified"),
    (
        "core/src/call/refused.rs",
        "message to be replied not found",
    ),
    ("core/src/call/refused.rs", "message can't be edited"),
    ("core/src/call/refused.rs", "Unauthorized"),
    ("core/src/call/refused.rs", "Conflict"),
    // What a link is called where a client's administrators see it.
    ("core/src/call/invites.rs", "Relevo"),
    // What a secret shows of itself in a log: nothing.
    ("core/src/decide/scene.rs", "Source({})"),
    ("core/src/export.rs", "ExportedClient"),
    ("core/src/info.rs", "InfoCard(…)"),
    ("core/src/model.rs", "Card(…)"),
    ("core/src/name.rs", "Name(…)"),
    ("core/src/status.rs", "TopicRef({:?})"),
    ("core/src/shifts/handover.rs", "DutyPerson({})"),
    ("relevo/src/secrets/master.rs", "MasterKey(…)"),
    ("relevo/src/secrets.rs", "Secret(…)"),
    // What keys are derived for.
    ("relevo/src/secrets/master.rs", "relevo seal 1"),
    ("relevo/src/secrets/master.rs", "relevo digest 1"),
    // What failed in the desk itself, for the log and the store: operators read `reason-own`.
    (
        "relevo/src/delivery/outcomes.rs",
        "what follows from it contradicts what is stored",
    ),
    (
        "relevo/src/delivery/outcomes.rs",
        "the store refused what follows from its call",
    ),
    (
        "relevo/src/delivery/outcomes.rs",
        "deciding what follows panicked",
    ),
    (
        "relevo/src/delivery/outcomes.rs",
        "the connection was deleted",
    ),
    ("relevo/src/delivery/turn.rs", "deciding the call panicked"),
    ("relevo/src/delivery/turn.rs", "the connection was deleted"),
    ("relevo/src/intake/decided.rs", "deciding it panicked"),
    (
        "relevo/src/broadcasts.rs",
        "a connection has moved, or was deleted",
    ),
    (
        "relevo/src/requests.rs",
        "the connection has moved, or was deleted",
    ),
    (
        "relevo/src/intake.rs",
        "the connection has moved, or was deleted",
    ),
    ("relevo/src/intake.rs", "the store refused what it causes"),
    ("relevo/src/intake.rs", "reading it panicked"),
    // Names of the nameless, and a guard's words: not in the catalogues yet.
    ("core/src/render.rs", "Chat"),
    ("core/src/render.rs", "User"),
    ("core/src/decide/hidden.rs", "Message (hidden)"),
];

/// Source text, read letter by letter.
struct Source<'a> {
    text: &'a [char],
    at: usize,
    strings: Vec<String>,
}

impl Source<'_> {
    fn starts(&self, words: &str) -> bool {
        words
            .chars()
            .enumerate()
            .all(|(nth, letter)| self.text.get(self.at + nth) == Some(&letter))
    }

    fn to(&mut self, end: &str) {
        while self.at < self.text.len() && !self.starts(end) {
            self.at += 1;
        }
        self.at += end.chars().count();
    }

    /// The strings up to the closing bracket of this depth, or to the end.
    fn read(&mut self, is_kept: bool) {
        while let Some(letter) = self.text.get(self.at).copied() {
            let word = self.word();
            if self.starts("//") {
                self.to("\n");
            } else if self.starts("/*") {
                self.to("*/");
            } else if self.starts("#[") || self.starts("#![") {
                self.attribute();
            } else if word.is_empty() && letter == '"' {
                self.at += 1;
                let string = self.string();
                self.keep(string, is_kept);
            } else if letter == '\'' {
                self.letter();
            } else if !word.is_empty() {
                self.at += word.chars().count();
                self.after(&word, is_kept);
            } else if "([{".contains(letter) {
                self.at += 1;
                self.read(is_kept);
            } else if ")]}".contains(letter) {
                self.at += 1;
                return;
            } else {
                self.at += 1;
            }
        }
    }

    /// What follows a word: a raw string, or the arguments of something silent.
    fn after(&mut self, word: &str, is_kept: bool) {
        let bang = self.starts("!");
        let name = if bang {
            format!("{word}!")
        } else {
            word.to_owned()
        };
        let rest = self.text[self.at..].iter();
        let hashes = rest.take_while(|letter| **letter == '#').count();
        if matches!(word, "r" | "br") && self.text.get(self.at + hashes) == Some(&'"') {
            self.at += hashes + 1;
            let from = self.at;
            let end = format!("\"{}", "#".repeat(hashes));
            self.to(&end);
            let string = self.text[from..self.at - end.len()].iter().collect();
            self.keep(string, is_kept);
        } else if SILENT.contains(&name.as_str()) {
            self.at += usize::from(bang);
            if self
                .text
                .get(self.at)
                .is_some_and(|letter| "([{".contains(*letter))
            {
                self.at += 1;
                self.read(false);
            }
        }
    }

    fn keep(&mut self, string: String, is_kept: bool) {
        if is_kept {
            self.strings.push(string);
        }
    }

    /// An attribute is no code; `cfg(test)` takes its item with it.
    fn attribute(&mut self) {
        let is_test = self.starts("#[cfg(test)]");
        self.to("[");
        self.read(false);
        while is_test && self.at < self.text.len() {
            self.at += 1;
            match self.text[self.at - 1] {
                ';' => return,
                '{' => return self.read(false),
                _ => {}
            }
        }
    }

    fn word(&self) -> String {
        let is_inside = self.at > 0 && is_name(self.text[self.at - 1]);
        let letters = self.text[self.at..]
            .iter()
            .take_while(|letter| is_name(**letter));
        if is_inside {
            String::new()
        } else {
            letters.collect()
        }
    }

    /// The inside of a string up to its closing quotation mark.
    fn string(&mut self) -> String {
        let mut string = String::new();
        while let Some(letter) = self.text.get(self.at).copied() {
            self.at += 1;
            match letter {
                '"' => break,
                '\\' => {
                    // An escape ends words as a space does, but for the quotation mark.
                    string.push(if self.starts("\"") { '"' } else { ' ' });
                    self.at += 1;
                }
                _ => string.push(letter),
            }
        }
        string
    }

    /// A letter in quotation marks, or a lifetime.
    fn letter(&mut self) {
        let escaped = self.text.get(self.at + 1) == Some(&'\\');
        let closed = self.text.get(self.at + 2) == Some(&'\'');
        self.at += if closed { 3 } else { 1 };
        if escaped && !closed {
            self.at += 2;
            self.to("'");
        } else if escaped && closed {
            // '\'' : the one in the middle was the letter.
            self.at += usize::from(self.starts("'"));
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Strings of a source that are neither silent nor tests.
fn strings(text: &str) -> Vec<String> {
    let text: Vec<char> = text.chars().collect();
    let mut source = Source {
        text: &text,
        at: 0,
        strings: Vec::new(),
    };
    while source.at < text.len() {
        source.read(true);
    }
    source.strings
}

/// Whether it reads as words: two with a space between, or one that begins like a sentence. Placeholders are no words.
fn is_wording(string: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    for letter in string.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth > 0 => {}
            _ => plain.push(letter),
        }
    }
    let is_word = |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let mut letters = plain.chars().skip_while(|letter| !letter.is_alphanumeric());
    let begins = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    begins || plain.split_whitespace().filter(is_word).count() > 1
}

/// Promise: a sentence in code is found wherever it could reach a topic, and only there.
#[test]
fn a_planted_sentence_is_found() {
    let found = |text: &str| -> Vec<String> {
        strings(text)
            .into_iter()
            .filter(|string| is_wording(string))
            .collect()
    };
    for (planted, expected) in [
        (
            r#"fn f() { Text::plain("The client has left.") }"#,
            "The client has left.",
        ),
        (r#"const X: &str = "nothing was sent";"#, "nothing was sent"),
        (
            r##"fn f<'a>(x: &'a str) -> char { say(r#"Sent "late""#); '"' }"##,
            r#"Sent "late""#,
        ),
        (
            r#"fn f() { let c = '\''; format!("{count} more waiting", count = 1) }"#,
            "{count} more waiting",
        ),
        (r#"fn f() { match x { Kind::Gift => "Gift", } }"#, "Gift"),
        (
            r#"fn f() { info!("not this one"); push("но это да") }"#,
            "но это да",
        ),
        (
            "#[cfg(test)]\nmod tests { fn f() { \"not this\" } }\nconst X: &str = \"but this one\";",
            "but this one",
        ),
        (
            r#"fn f() { x.expect("not this"); assert!(ok, "nor {} this", name("or this")); y("yet \"this\" one") }"#,
            "yet \"this\" one",
        ),
    ] {
        assert_eq!(found(planted), [expected], "{planted}");
    }
    for silent in [
        r#"// "no words here""#,
        r#"#[error("no words here")] struct E;"#,
        r#"fn f() { tracing::warn!(error = %e, "no words here") }"#,
        r#"fn f() { ("createForumTopic", "📎", "{} {}", "https://t.me/x", "a") }"#,
    ] {
        assert_eq!(found(silent), Vec::<String>::new(), "{silent}");
    }
}

/// Promise: what the desk says is in its catalogues. A new sentence in code fails here, and so does an entry of the list that nothing
/// needs any more.
#[test]
fn sentences_are_in_the_catalogues() {
    let root = root().join("crates");
    let mut found: Vec<(String, String)> = Vec::new();
    for (path, text) in sources("crates/core/src")
        .into_iter()
        .chain(sources("crates/relevo/src"))
    {
        let name = path.strip_prefix(&root).expect("a crate's file");
        let name = name.to_str().expect("a plain name").to_owned();
        let is_test = name.contains("/tests/") || name.ends_with("/tests.rs");
        if is_test || APART.iter().any(|(apart, _)| name.starts_with(apart)) {
            continue;
        }
        let wording = strings(&text)
            .into_iter()
            .filter(|string| is_wording(string));
        found.extend(wording.map(|string| (name.clone(), string)));
    }
    let known = |file: &str, string: &str| KNOWN.contains(&(file, string));
    let new: Vec<String> = found
        .iter()
        .filter(|(file, string)| !known(file, string))
        .map(|(file, string)| format!("{file}: {string:?}"))
        .collect();
    assert!(
        new.is_empty(),
        "for crates/relevo/locales, not for code:\n{}",
        new.join("\n")
    );
    for (file, string) in KNOWN {
        let is_there = found
            .iter()
            .any(|(at, what)| (at.as_str(), what.as_str()) == (*file, *string));
        assert!(
            is_there,
            "{file} no longer says {string:?}: take it off the list"
        );
    }
    for (apart, _) in APART {
        let there = root.join(apart);
        assert!(there.exists(), "{apart} is not there");
    }
}
