//! The list. A family a function; what is internal is marked the way people mark it, and the way they mis-mark it.

use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Deed, Fault};
use relevo_telegram_sim::world::Kind;

use super::Attempt;
use super::Step::{
    Answer, AnswerTo, Crash, Edit as Change, Fail, ForwardIt, General, Pass, Press, Settle,
    TeamTopic, Write,
};
use super::carriers;

/// Every way.
pub(super) fn all() -> Vec<Attempt> {
    let mut all = Vec::new();
    all.extend(notes_by_every_carrier());
    all.extend(oddly_marked());
    all.extend(commands());
    all.extend(edited());
    all.extend(answers());
    all.extend(albums());
    all.extend(elsewhere());
    all.extend(other_voices());
    all.extend(in_trouble());
    all
}

fn way(
    family: &'static str,
    name: impl Into<String>,
    steps: impl Fn(&str) -> Vec<super::Step> + 'static,
) -> Attempt {
    Attempt {
        family,
        name: name.into(),
        steps: Box::new(steps),
    }
}

/// The usual note, by whatever carries words.
fn notes_by_every_carrier() -> Vec<Attempt> {
    let mut ways = Vec::new();
    for (name, carrier) in carriers::all() {
        for mark in ["/ ", " / ", "/\n", "\n/\u{a0}", "\u{200f}/ "] {
            ways.push(way("notes", format!("{mark:?} by {name}"), move |secret| {
                vec![Write(carrier(&format!("{mark}{secret}"))), Pass(2)]
            }));
        }
    }
    ways
}

/// Notes with blanks, unseen characters and other slashes around the mark.
fn oddly_marked() -> Vec<Attempt> {
    let marks = [
        "/\t",
        "/\u{2003}",
        "/\u{3000}",
        "/\u{200b}",
        "/\u{200e}",
        "/\u{feff}",
        "\u{200b}/ ",
        "\u{200e}/ ",
        "\u{202b}/ ",
        "\u{2066}/ ",
        "\u{feff}/ ",
        "\u{ad}/ ",
        "\u{2060}/ ",
        "\u{3164}/ ",
        "\u{2800}/ ",
        "\u{fe0f}/ ",
        "\u{2028}/ ",
        " \u{200f} / ",
        "／ ",
        "⁄ ",
        "∕ ",
        "\u{200f}／\u{a0}",
        "/\r\n",
        "\r\n/ ",
    ];
    let marked = |mark: &'static str| {
        way("odd marks", format!("{mark:?}"), move |secret| {
            vec![Write(Say::text(&format!("{mark}{secret}"))), Pass(1)]
        })
    };
    marks.into_iter().map(marked).collect()
}

/// Commands, right and wrong.
fn commands() -> Vec<Attempt> {
    let commands = [
        "/close ",
        "/clsoe ",
        "/CLOSE ",
        "/close@acme_support_bot ",
        "/close@another_bot ",
        "/del ",
        "/delete ",
        "/note ",
        "/say ",
        "/say: ",
        "//",
        "/",
        "/1 ",
        "/?",
        "/-",
        "/— ",
        "/*",
        "/\"",
        "/#",
        "/@marta ",
        "/привет ",
        "/שלום ",
        "\u{200f}/סגור ",
        "/ban ",
        "/info ",
        "/send ",
        "/start ",
        "/status ",
        "/help\n",
        "/_",
        "/.",
    ];
    let mut ways: Vec<Attempt> = commands
        .into_iter()
        .map(|command| {
            way("commands", format!("{command:?}"), move |secret| {
                vec![Write(Say::text(&format!("{command}{secret}"))), Pass(1)]
            })
        })
        .collect();
    ways.push(way("commands", "a caption", |secret| {
        vec![Write(Say::photo(&format!("/close {secret}"))), Pass(1)]
    }));
    ways.push(way("commands", "edited into plain words", |secret| {
        vec![
            Write(Say::text("/close")),
            Settle,
            Change(Edit::text(secret)),
            Pass(1),
        ]
    }));
    ways.push(way("commands", "/del with words, as an answer", |secret| {
        vec![
            Write(Say::text("fine")),
            Pass(2),
            Answer(Say::text(&format!("/del {secret}"))),
            Pass(2),
        ]
    }));
    ways
}

fn note(secret: &str) -> Say {
    Say::text(&format!("/ {secret}"))
}

fn as_note(secret: &str) -> Edit {
    Edit::text(&format!("/ {secret}"))
}

/// Notes and messages that become each other.
fn edited() -> Vec<Attempt> {
    vec![
        way("edits", "a note becomes a message", |secret| {
            vec![
                Write(note("x")),
                Settle,
                Change(Edit::text(secret)),
                Pass(2),
            ]
        }),
        way(
            "edits",
            "a note becomes a message before the desk looks",
            |secret| vec![Write(note("x")), Change(Edit::text(secret)), Pass(2)],
        ),
        way("edits", "a message becomes a note at once", |secret| {
            vec![Write(Say::text("hm")), Change(as_note(secret)), Pass(2)]
        }),
        way("edits", "a sent message becomes a note", |secret| {
            vec![
                Write(Say::text("hm")),
                Pass(2),
                Change(as_note(secret)),
                Pass(2),
            ]
        }),
        way(
            "edits",
            "a sent message becomes one note and another",
            |secret| {
                let other = format!("{secret} too");
                vec![
                    Write(Say::text("hm")),
                    Pass(2),
                    Change(as_note("x")),
                    Settle,
                    Change(as_note(&other)),
                    Pass(2),
                ]
            },
        ),
        way("edits", "a caption becomes a note", |secret| {
            vec![
                Write(Say::photo("hm")),
                Pass(2),
                Change(as_note(secret)),
                Pass(2),
            ]
        }),
        way("edits", "a note's caption becomes a message", |secret| {
            vec![
                Write(Say::photo("/ x")),
                Settle,
                Change(Edit::text(secret)),
                Pass(2),
            ]
        }),
        way("edits", "a note gets a file", |secret| {
            let file = Say::photo(secret).content;
            let edit = Edit {
                content: Some(file),
                ..Edit::default()
            };
            vec![Write(note("x")), Settle, Change(edit), Pass(2)]
        }),
        way("edits", "a message becomes a command", |secret| {
            let command = format!("/close {secret}");
            vec![
                Write(Say::text("hm")),
                Pass(2),
                Change(Edit::text(&command)),
                Pass(2),
            ]
        }),
        way("edits", "a note among unseen characters", |secret| {
            let edit = Edit::text(&format!("\u{200f}/ {secret}"));
            vec![Write(Say::text("hm")), Pass(2), Change(edit), Pass(2)]
        }),
        way("edits", "a withdrawn message says more", |secret| {
            vec![
                Write(Say::text("hm")),
                Pass(2),
                Answer(Say::text("/del")),
                Pass(2),
                AnswerTo("hm".into(), note(secret)),
                Pass(2),
            ]
        }),
        way(
            "edits",
            "the withdrawing command says something",
            |secret| {
                vec![
                    Write(Say::text("hm")),
                    Pass(2),
                    Answer(Say::text("/del")),
                    Settle,
                    Change(Edit::text(secret)),
                    Pass(2),
                ]
            },
        ),
    ]
}

/// Answers to what is inside are inside, however long the chain.
fn answers() -> Vec<Attempt> {
    let mut ways = vec![
        way("answers", "to a note", |secret| {
            vec![Write(note("x")), Settle, Answer(Say::text(secret)), Pass(2)]
        }),
        way("answers", "to a note, before the desk looks", |secret| {
            vec![Write(note("x")), Answer(Say::text(secret)), Pass(2)]
        }),
        way("answers", "to an answer to a note", |secret| {
            vec![
                Write(note("x")),
                Answer(Say::text("y")),
                Settle,
                Answer(Say::text(secret)),
                Pass(2),
            ]
        }),
        way("answers", "a long chain in one page", |secret| {
            vec![
                Write(note("x")),
                Answer(Say::text("y")),
                Answer(Say::text("z")),
                Answer(Say::text(secret)),
                Pass(2),
            ]
        }),
        way("answers", "to a command", |secret| {
            vec![
                Write(Say::text("/nonsense")),
                Pass(5),
                AnswerTo("/nonsense".into(), note(secret)),
                Pass(2),
            ]
        }),
        way("answers", "quoting a note", |secret| {
            vec![
                Write(note(secret)),
                Settle,
                Answer(Say::text("look").quote(secret)),
                Pass(2),
            ]
        }),
        way("answers", "to a message that became a note", |secret| {
            vec![
                Write(Say::text("hm")),
                Pass(2),
                Change(as_note("x")),
                Settle,
                Answer(Say::text(secret)),
                Pass(2),
            ]
        }),
        way(
            "answers",
            "from another client's topic, quoting",
            |secret| {
                let _ = secret;
                vec![
                    AnswerTo(
                        "hello from Bea".into(),
                        Say::text(&format!("/ {secret}")).quote("hello from Bea"),
                    ),
                    Pass(2),
                ]
            },
        ),
    ];
    for (name, kind) in [
        ("a photo", Kind::Photo),
        ("a file", Kind::Document),
        ("a voice message", Kind::Voice),
        ("a video", Kind::Video),
    ] {
        ways.push(way(
            "answers",
            format!("to a note, with {name}"),
            move |secret| {
                vec![
                    Write(note("x")),
                    Settle,
                    Answer(Say::media(kind, secret)),
                    Pass(2),
                ]
            },
        ));
    }
    ways
}

/// One album is one thing to say: where one item is a note, all are.
fn albums() -> Vec<Attempt> {
    let mut ways = Vec::new();
    for (name, at) in [("first", 0), ("second", 1), ("last", 2)] {
        for kind in [Kind::Photo, Kind::Document] {
            let told = format!("the note is the {name} of three {kind:?}s");
            ways.push(way("albums", told, move |secret| {
                let item = |number: usize| {
                    let caption = if number == at {
                        format!("/ {secret}")
                    } else if number == (at + 1) % 3 {
                        format!("{secret} beside it")
                    } else {
                        String::new()
                    };
                    Write(Say::media(kind, &caption).album(secret))
                };
                vec![item(0), item(1), item(2), Pass(4)]
            }));
            let told = format!("the note is the {name} of three {kind:?}s, seconds apart");
            ways.push(way("albums", told, move |secret| {
                let item = |number: usize| {
                    let caption = if number == at {
                        format!("/ {secret}")
                    } else {
                        String::new()
                    };
                    Write(Say::media(kind, &caption).album(secret))
                };
                vec![item(0), Pass(1), item(1), Pass(1), item(2), Pass(4)]
            }));
        }
    }
    ways
}

/// What is said outside the clients' topics.
fn elsewhere() -> Vec<Attempt> {
    vec![
        way("elsewhere", "General", |secret| {
            vec![General(Say::text(secret)), Pass(2)]
        }),
        way("elsewhere", "General, a photo", |secret| {
            vec![General(Say::photo(secret)), Pass(2)]
        }),
        way("elsewhere", "a team topic", |secret| {
            vec![TeamTopic(Say::text(secret)), Pass(2)]
        }),
        way("elsewhere", "a team topic, edited", |secret| {
            vec![
                TeamTopic(Say::text("x")),
                Settle,
                Change(Edit::text(secret)),
                Pass(2),
            ]
        }),
        way("elsewhere", "a note forwarded into the topic", |secret| {
            vec![TeamTopic(note(secret)), Settle, ForwardIt, Pass(2)]
        }),
        way(
            "elsewhere",
            "a note of the topic forwarded into it",
            |secret| vec![Write(note(secret)), Settle, ForwardIt, Pass(2)],
        ),
        way(
            "elsewhere",
            "a command forwarded into the topic",
            |secret| {
                vec![
                    General(Say::text(&format!("/nonsense {secret}"))),
                    Settle,
                    ForwardIt,
                    Pass(2),
                ]
            },
        ),
        way("elsewhere", "/status, forwarded into the topic", |secret| {
            let ask = General(Say::text(&format!("/status {secret}")));
            vec![ask, Settle, ForwardIt, Pass(2)]
        }),
        way("elsewhere", "General, answering a button", |secret| {
            vec![General(Say::text(secret)), Press(0), Pass(2)]
        }),
    ]
}

/// Those who write as somebody else.
fn other_voices() -> Vec<Attempt> {
    vec![
        way("voices", "an anonymous administrator's note", |secret| {
            vec![Write(note(secret).anonymously()), Pass(2)]
        }),
        way("voices", "an anonymous administrator's command", |secret| {
            vec![
                Write(Say::text(&format!("/x {secret}")).anonymously()),
                Pass(2),
            ]
        }),
        way("voices", "an anonymous answer to a note", |secret| {
            vec![
                Write(note("x")),
                Settle,
                Answer(Say::text(secret).anonymously()),
                Pass(2),
            ]
        }),
        way(
            "voices",
            "a poll's options, the question a note",
            |secret| {
                vec![
                    Write(carriers::poll("/ what do we think?", secret)),
                    Pass(2),
                ]
            },
        ),
    ]
}

/// Notes while calls fail, answers are lost and the desk dies.
fn in_trouble() -> Vec<Attempt> {
    let lost = || Fault::AnswerLost;
    let busy = || Fault::TooMany { retry_after: 3 };
    let broken = || Fault::ServerError {
        code: 502,
        deed: Deed::Before,
    };
    vec![
        way(
            "trouble",
            "a waiting message becomes a note",
            move |secret| {
                vec![
                    Fail("sendMessage", busy()),
                    Write(Say::text(secret)),
                    Settle,
                    Change(as_note(secret)),
                    Pass(6),
                ]
            },
        ),
        way(
            "trouble",
            "a waiting caption becomes a note",
            move |secret| {
                vec![
                    Fail("copyMessage", busy()),
                    Write(Say::photo(secret)),
                    Settle,
                    Change(as_note(secret)),
                    Pass(6),
                ]
            },
        ),
        way(
            "trouble",
            "a message behind a held one becomes a note",
            move |secret| {
                vec![
                    Fail("sendMessage", busy()),
                    Write(Say::text("first")),
                    Settle,
                    Write(Say::text(secret)),
                    Settle,
                    Change(as_note(secret)),
                    Pass(6),
                ]
            },
        ),
        way(
            "trouble",
            "a held message becomes a note, then Send again",
            move |secret| {
                vec![
                    Fail("sendMessage", broken()),
                    Write(Say::text("may have arrived")),
                    Pass(3),
                    Change(as_note(secret)),
                    Settle,
                    Press(0),
                    Pass(6),
                ]
            },
        ),
        way(
            "trouble",
            "an edit to a note meets a lost answer",
            move |secret| {
                vec![
                    Write(Say::text("hm")),
                    Pass(2),
                    Fail("editMessageText", lost()),
                    Change(as_note(secret)),
                    Pass(6),
                ]
            },
        ),
        way(
            "trouble",
            "the desk dies while it becomes a note",
            move |secret| {
                vec![
                    Write(Say::text("hm")),
                    Crash,
                    Change(as_note(secret)),
                    Pass(6),
                ]
            },
        ),
        way("trouble", "a note, and the desk dies", |secret| {
            vec![Write(note(secret)), Crash, Pass(3)]
        }),
        way(
            "trouble",
            "a failed message becomes a note, then Retry",
            move |secret| {
                vec![
                    Fail(
                        "sendMessage",
                        Fault::ServerError {
                            code: 403,
                            deed: Deed::Before,
                        },
                    ),
                    Write(Say::text("hm")),
                    Pass(3),
                    Change(as_note(secret)),
                    Settle,
                    Press(0),
                    Pass(6),
                ]
            },
        ),
    ]
}
