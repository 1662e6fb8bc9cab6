//! What is read, what is refused and how.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> String {
    match Whom::read(text) {
        Ok(whom) => whom.to_string(),
        Err(error) => format!("{:?} at {} {:?}", error.wrong, error.at, error.word),
    }
}

/// Promise: everything that can be said is understood, in any case, with names in any script and in the quotation marks of phones.
#[test]
fn what_is_understood() {
    let rows = [
        ("all", "all"),
        ("TEST", "test"),
        ("mark vip", "mark vip"),
        ("Mark VIP AND Active 30D", "mark VIP and active 30d"),
        ("not vip and not new", "not vip and not new"),
        ("not mark vip", "not vip"),
        ("mark новый and lang pt_BR", "mark новый and lang pt-br"),
        ("mark \"all\" and mark “vip”", "mark \"all\" and mark vip"),
        ("mark «клиент» mark „Kunde“", "mark клиент and mark Kunde"),
        ("active 12h", "active 12h"),
        ("active 2w", "active 14d"),
        ("kind private active 30d", "kind private and active 30d"),
        (
            "kind Group and connection I12",
            "kind group and connection i12",
        ),
        ("list 1, 2,3 -1004", "list 1 2 3 -1004"),
        ("list 1 2 and file", "list 1 2 and file"),
        ("  file  ", "file"),
        ("all\nand\nmark vip", "all and mark vip"),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text), expected, "{text}");
    }
}

/// Promise: what is wrong is named, with its place, and never guessed at.
#[test]
fn what_is_refused() {
    let rows = [
        ("", "Nothing at 0 \"\""),
        ("   ", "Nothing at 3 \"\""),
        ("everybody", "Unknown at 0 \"everybody\""),
        ("mark vip or mark new", "Unknown at 9 \"or\""),
        ("mark vip and", "Unfinished at 12 \"\""),
        ("mark vip and and", "Unknown at 13 \"and\""),
        ("mark", "Name at 4 \"\""),
        ("mark a.b", "Name at 5 \"a.b\""),
        ("mark and lang es", "Name at 5 \"and\""),
        ("not", "Name at 3 \"\""),
        ("mark \"vip", "Quote at 5 \"\\\"vip\""),
        ("lang", "Language at 4 \"\""),
        ("lang e", "Language at 5 \"e\""),
        ("lang español", "Language at 5 \"español\""),
        ("active 30", "Span at 7 \"30\""),
        ("active +1d", "Span at 7 \"+1d\""),
        ("active 0d", "Span at 7 \"0d\""),
        ("active 3651d", "Span at 7 \"3651d\""),
        ("active 30€", "Span at 7 \"30€\""),
        ("kind people", "Kind at 5 \"people\""),
        ("connection 12", "Connection at 11 \"12\""),
        ("connection i0", "Connection at 11 \"i0\""),
        ("list", "Ids at 4 \"\""),
        ("list Anna", "Ids at 5 \"Anna\""),
        ("kind private and kind group", "Twice at 17 \"kind\""),
        ("test and mark vip", "TestAlone at 9 \"mark\""),
        ("mark vip test", "TestAlone at 9 \"test\""),
        ("\"mark\" vip", "Unknown at 0 \"\\\"mark\\\"\""),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text), expected, "{text}");
    }
    let many = vec!["mark a"; CONDITIONS_MAX + 1].join(" ");
    assert!(read(&many).starts_with("Many"));
    let ids = vec!["1"; LISTED_IDS_MAX + 1].join(" ");
    assert!(read(&format!("list {ids}")).starts_with("ManyIds"));
}

/// Promise: in a command that goes on, the conditions end where something else begins.
#[test]
fn something_may_follow() {
    for (text, rest) in [
        ("mark vip at 2026-12-01 09:00", " at 2026-12-01 09:00"),
        (
            "all rate 20/s quiet 21:00-09:00",
            " rate 20/s quiet 21:00-09:00",
        ),
        ("list 1 2 every mon 09:00", " every mon 09:00"),
        ("test", ""),
    ] {
        let (_, end) = Whom::read_first(text).unwrap();
        assert_eq!(&text[end..], rest);
    }
    assert!(Whom::read_first("mark at 09:00").is_err());
}

/// Promise: whatever is given as a right example is right.
#[test]
fn examples_are_right() {
    for wrong in WhomWrong::ALL {
        assert!(Whom::read(wrong.example()).is_ok(), "{wrong:?}");
    }
}

/// Promise: a selection has what was said: names found, spans as moments, lists and files narrowed to what is in both.
#[test]
fn what_is_selected() {
    let whom = "mark vip not new lang es active 1d kind group connection i3 list 9 7 7 8";
    let whom = Whom::read(whom).unwrap();
    let marks = |name: &Name| match name.as_str() {
        "vip" => Some(MarkId(1)),
        "new" => Some(MarkId(2)),
        _ => None,
    };
    let mut found = whom.selection(100_000_000, marks).unwrap();
    found.only(vec![ChatId(8), ChatId(9), ChatId(1)]);
    let expected = Selection {
        with: vec![MarkId(1)],
        without: vec![MarkId(2)],
        language: Some("es".into()),
        active_since_ms: Some(13_600_000),
        kind: Some(WhomKind::Group),
        connection: Some(ConnectionId(3)),
        chats: Some(vec![ChatId(8), ChatId(9)]),
        conversations: None,
    };
    assert_eq!(found, expected);
    let unknown = Whom::read("mark vip and not old").unwrap();
    let missing = unknown.selection(0, marks).unwrap_err();
    assert_eq!(missing.as_str(), "old");
}

/// Promise: a language is met by its own variants, not by others that begin alike; nobody's language is nobody's.
#[test]
fn languages() {
    let wants = |tag: &str| Selection {
        language: Some(tag.into()),
        ..Selection::default()
    };
    assert!(wants("es").speaks(Some("es-MX")) && wants("es").speaks(Some("ES")));
    assert!(wants("pt-br").speaks(Some("pt_BR")));
    assert!(!wants("es").speaks(Some("est")) && !wants("es").speaks(None));
    assert!(Selection::default().speaks(None));
}

fn condition() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("all".to_owned()),
        Just("file".to_owned()),
        "mark \"?(vip|all|новый|at)\"?",
        "not [a-z]{1,8}",
        "lang [a-z]{2}(-[a-z]{2})?",
        "active [0-9]{1,4}[hdw]",
        "kind (private|group|channel)",
        "connection i[0-9]{1,4}",
        "list( -?[0-9]{1,12}){1,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Promise: nothing that somebody can write makes it fall over; an error names a word that stands there.
    #[test]
    fn any_text_is_read(text in ".{0,80}") {
        if let Err(error) = Whom::read(&text) {
            prop_assert_eq!(text.get(error.at..error.at + error.word.len()), Some(&*error.word));
        }
    }

    /// Promise: what is understood is understood again as it is said back.
    #[test]
    fn said_back_it_is_the_same(parts in proptest::collection::vec(condition(), 1..6)) {
        let text = parts.join(" and ");
        if let Ok(whom) = Whom::read(&text) {
            prop_assert_eq!(Whom::read(&whom.to_string()), Ok(whom));
        }
    }
}
