//! The promises of parameters as a whole.

use std::collections::BTreeSet;

use proptest::prelude::*;
use relevo_telegram::{Entity, EntityKind, Text};

use super::*;

/// A value and a wrong one for each parameter.
const ROWS: &str = include_str!("tests/rows.txt");

/// Promise: the reference is what the program does. `RELEVO_UPDATE_REFERENCE=1 cargo test -p relevo-core reference`
/// writes it anew.
#[test]
fn reference_is_up_to_date() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/reference/parameters.md"
    );
    #[expect(
        clippy::disallowed_methods,
        reason = "a test's own switch, not configuration"
    )]
    if std::env::var("RELEVO_UPDATE_REFERENCE").is_ok() {
        std::fs::write(path, reference()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == reference(),
        "docs/reference/parameters.md is old: run RELEVO_UPDATE_REFERENCE=1 cargo test -p relevo-core reference"
    );
}

/// Promise: every parameter has one name, its example is right and reads back, its default too, and an unreadable
/// value changes nothing and is answered with the example.
#[test]
fn definitions_hold() {
    let mut names = BTreeSet::new();
    for definition in definitions() {
        let name = definition.name;
        assert!(names.insert(name), "{name} is there twice");
        for text in [definition.example, &definition.default()] {
            let mut params = Params::default();
            params.set(&name.to_lowercase(), text).unwrap();
            let printed = params.get(name).unwrap();
            let mut again = Params::default();
            again.set(name, &printed).unwrap();
            assert_eq!(again, params, "{name}");
        }
        let mut params = Params::default();
        assert_eq!(definition.default(), params.get(name).unwrap());
        let refused = params.set(name, "\"<unreadable [").unwrap_err().to_string();
        assert!(refused.contains(definition.example), "{refused}");
        assert!(!refused.contains("unreadable"), "{refused}");
        assert_eq!(params, Params::default());
    }
    assert_eq!(names.len(), 37);
}

/// Promise: for every parameter a value is printed as the file of rows says, its default is the one there, and a wrong value is answered
/// with exactly these words and the example, and changes nothing.
#[test]
fn a_row_for_each() {
    let mut names = BTreeSet::new();
    let mut wrong_rows = Vec::new();
    for row in ROWS.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<String> = row
            .split(" | ")
            .map(|cell| cell.replace("\\n", "\n"))
            .collect();
        let [name, value, _, _, wrong, _] = &cells[..] else {
            panic!("six cells: {row}");
        };
        let known = definition(name).unwrap();
        names.insert(known.name);
        let mut params = Params::default();
        params.set(name, value).unwrap();
        let printed = params.get(name).unwrap();
        let before = params.clone();
        let said = params.set(name, wrong).unwrap_err().to_string();
        assert_eq!(params, before);
        let example = format!(". For example {name}={}", known.example);
        let said = said
            .strip_suffix(&example)
            .expect("it ends with the example");
        let found = [name, value, &printed, &known.default(), wrong, said];
        let found = found.join(" | ").replace('\n', "\\n");
        if found != row {
            wrong_rows.push(found);
        }
    }
    assert!(wrong_rows.is_empty(), "found:\n{}", wrong_rows.join("\n"));
    let all: BTreeSet<&str> = definitions().iter().map(|known| known.name).collect();
    assert_eq!(names, all);
}

/// Promise: OFF clears whatever can be cleared.
#[test]
fn off_clears() {
    let mut params = Params::default();
    for (name, text) in [
        ("WELCOME", "OFF"),
        ("AUTOCLOSE", "none"),
        ("IGNORE_CHATS", "Off"),
        ("WELCOME_CHATS", "NONE"),
    ] {
        params.set(name, text).unwrap();
    }
    assert_eq!(params.welcome, None);
    assert_eq!(params.autoclose_hours, None);
    assert!(params.ignore_chats.is_empty());
    assert!(!params.welcome_chats.private);
    params.set("WHITE_LIST", "12").unwrap();
    params.set("WHITE_LIST", "NONE").unwrap();
    assert_eq!(params.white_list, None);
}

/// Promise: lists are read one a line, between commas, and in double quotes.
#[test]
fn lists() {
    let mut params = Params::default();
    for text in [
        "1\n-100\r\n3",
        "1, -100, 3",
        "\"1\",\"-100\",\"3\"",
        "\"1,-100,3\"",
    ] {
        params.set("IGNORE_CHATS", text).unwrap();
        assert_eq!(params.ignore_chats, [1, -100, 3]);
    }
    let name = "RESTRICTED_KEYWORDS_BACKEND";
    params.set(name, "\"say \"\"yes\"\", now\", later").unwrap();
    assert_eq!(
        params.restricted_keywords_backend,
        ["say \"yes\", now", "later"]
    );
}

/// Promise: a mistyped name is answered with the one that was meant, and an assignment is taken apart at its first `=`.
#[test]
fn names_and_assignments() {
    let said = |name: &str| Params::default().set(name, "x").unwrap_err().to_string();
    assert!(said("monitor_group").contains("Did you mean MONITOR_GROUPS?"));
    assert!(said("RETAINBODIES").contains("RETAIN_BODIES"));
    assert!(!said("zzzzzzzzzzzzzzzzzzzzzzzzzzzzz").contains("Did you mean"));
    assert_eq!(Params::default().get("nothing"), None);
    assert_eq!(split_assignment(" WELCOME = a=b "), Ok(("WELCOME", "a=b")));
    assert_eq!(split_assignment("WELCOME"), Err(ParamError::NoAssignment));
    assert_eq!(split_assignment("=x"), Err(ParamError::NoAssignment));
}

/// Promise: a client reads the greeting in their language, with their name in it and its formatting in place.
#[test]
fn owner_text_is_filled() {
    let mut params = Params::default();
    let source =
        "Hi {first_name}, <b>welcome to {title}</b>\n\n1 &lt; 2\n[es]\n<i>¡Hola!</i>\n[pt-BR]\nOi";
    params.set("WELCOME", source).unwrap();
    let welcome = params.welcome.unwrap();
    assert_eq!(welcome.in_language(Some("es-MX")).text, "¡Hola!");
    assert_eq!(welcome.in_language(Some("PT-br")).text, "Oi");
    assert_eq!(welcome.in_language(Some("pt")), &welcome.text);
    let filled = welcome.filled(None, "Café 🙂", "{title}");
    assert_eq!(filled.text, "Hi {title}, welcome to Café 🙂\n\n1 < 2");
    assert_eq!(
        filled.entities,
        [Entity {
            kind: EntityKind::Bold,
            offset: 12,
            length: 18,
        }]
    );
}

/// Promise: broken markup and misplaced sections are refused with the reason.
#[test]
fn owner_text_mistakes() {
    for (source, why) in [
        ("I <3 you", "&lt;"),
        ("<b>x", "not closed"),
        ("<b><i>x</b></i>", "does not match"),
        ("<blink>x</blink>", "not known"),
        ("[es]\nhola", "everybody"),
        ("x\n[es]", "[es]"),
        ("x\n[es]\ny\n[ES]\nz", "twice"),
    ] {
        let said = Params::default().set("WELCOME", source).unwrap_err();
        assert!(said.to_string().contains(why), "{source}: {said}");
    }
    let long = "x".repeat(OWNER_TEXT_UNITS_MAX + 1);
    assert!(Params::default().set("AWAY", &long).is_err());
}

fn formatted() -> impl Strategy<Value = Text> {
    let kind = prop::sample::select(vec![
        EntityKind::Bold,
        EntityKind::Pre(Some("a\"b".into())),
        EntityKind::TextLink("https://example.org/?a=1&b=<2>".into()),
        EntityKind::TextMention(relevo_telegram::UserId(7)),
        EntityKind::CustomEmoji("123".into()),
        EntityKind::ExpandableBlockquote,
    ]);
    let span = (kind, 0..8_u32, 1..8_u32);
    let words = "[a-z<>&\"\\[\\] 🙂é\n]{1,16}|\\[es\\]\n[a-z]{1,3}";
    (words, prop::collection::vec(span, 0..4)).prop_map(|(words, spans)| {
        let mut text = Text::plain(format!("x{words}x"));
        let units = u32::try_from(text.units()).unwrap();
        let entities = spans.into_iter().map(|(kind, offset, length)| Entity {
            kind,
            offset: offset.min(units - 1),
            length: length.min(units - offset.min(units - 1)),
        });
        text.entities = entities.collect();
        text
    })
}

proptest! {
    /// Promise: what `get` prints, `set` reads as the same value.
    #[test]
    fn printed_reads_the_same(
        text in formatted(), other in formatted(),
        ids in prop::collection::vec(prop::num::i64::ANY.prop_filter("0 is nobody", |id| *id != 0), 0..5),
        words in prop::collection::vec("[a-z\",~ é]{0,6}[a-z]", 0..5),
        bits in prop::num::u16::ANY,
    ) {
        let flag = |place: u16| bits >> place & 1 == 1;
        // Once through the printer: spans that cross are taken apart there.
        let mut first = Params::default();
        first.set("WELCOME", &value::Value::print(&OwnerText {
            text,
            by_language: [("es".to_owned(), other)].into(),
        })).unwrap();
        let params = Params {
            welcome: first.welcome,
            ignore_chats: ids.clone(),
            white_list: flag(0).then_some(ids.clone()).filter(|ids| !ids.is_empty()),
            extensions_allowed: if ids.is_empty() { Extensions::Everyone } else { Extensions::People(ids) },
            restricted_keywords_frontend: words.iter().map(|word| word.trim().to_owned()).collect(),
            hide_info: HideInfo { name: flag(1), title: flag(2), links: flag(3), command: flag(4) },
            leave_closed: ChatKinds { private: flag(5), group: flag(6), channel: flag(7) },
            monitor_groups: flag(8),
            ..Params::default()
        };
        let mut again = Params::default();
        for definition in definitions() {
            again.set(definition.name, &params.get(definition.name).unwrap()).unwrap();
        }
        prop_assert_eq!(again, params);
    }

    /// Promise: whatever is typed for whatever parameter, setting never panics, and what is taken reads back.
    #[test]
    fn any_text_is_survived(place in 0..36_usize, text in r#"\PC{0,40}|[<>/abi&\[\]\n"*~,;:0-9 -]{0,30}"#) {
        let definition = &definitions()[place];
        let mut params = Params::default();
        if params.set(definition.name, &text).is_ok() {
            let mut again = Params::default();
            again.set(definition.name, &params.get(definition.name).unwrap()).unwrap();
            prop_assert_eq!(again, params);
        }
    }
}
