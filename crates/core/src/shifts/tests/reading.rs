//! What is written behind `/shift`, and tables.

use super::super::*;

fn week(words: &str) -> Week {
    spans(words).expect(words)
}

/// Promise: every form of the command is read, and what is none is told apart by what is wrong.
#[test]
fn commands_are_read() {
    use ShiftCommand::*;
    let named = |name: &str| name.to_owned();
    let day = 20_811; // 2026-12-24
    let sub = |instead_of: &str, by| Substitute {
        day,
        instead_of: instead_of.into(),
        by,
    };
    let rows = [
        ("", Show),
        ("on", Hand(true)),
        ("OFF", Hand(false)),
        ("rota", Rota),
        ("rota csv", Table),
        ("rota\nAnna,mon,9,17", ReadTable(named("Anna,mon,9,17"))),
        ("rota Anna", WeekOf(named("Anna"))),
        ("rota Anna Gómez Ruiz", WeekOf(named("Anna Gómez Ruiz"))),
        (
            "rota @anna_g off",
            SetWeek(named("@anna_g"), Week::default()),
        ),
        (
            "rota Anna mon-fri 09:00-14:00, 15:00-18:00",
            SetWeek(named("Anna"), week("mon-fri 9-14 15-18")),
        ),
        (
            "rota Anna Gómez fri 22:00-06:00; sat 10-14",
            SetWeek(named("Anna Gómez"), week("fri 22-6 sat 10-14")),
        ),
        // A name that looks like a day is a name.
        ("rota Sun mon 9-17", SetWeek(named("Sun"), week("mon 9-17"))),
        ("rota Anna 9-17", Unclear(super::super::Unclear::Spans)),
        ("rota Anna mon 9-25", Unclear(super::super::Unclear::Spans)),
        ("sub", Substitutions),
        (
            "sub 2026-12-24 ANNA for BOB",
            sub("BOB", SubstituteBy::Person(named("ANNA"))),
        ),
        (
            "sub 2026-12-24 Анна за Борис Н",
            sub("Борис Н", SubstituteBy::Person(named("Анна"))),
        ),
        ("sub 2026-12-24 Bob off", sub("Bob", SubstituteBy::Nobody)),
        (
            "sub 2026-12-24 Bob clear",
            sub("Bob", SubstituteBy::AsUsual),
        ),
        (
            "sub 2026-02-30 Bob off",
            Unclear(super::super::Unclear::Substitution),
        ),
        (
            "sub 2026-12-24 Bob",
            Unclear(super::super::Unclear::Substitution),
        ),
        (
            "sub tomorrow Bob off",
            Unclear(super::super::Unclear::Substitution),
        ),
        ("lead", Lead),
        ("lead Olga", SetLead(Some(named("Olga")))),
        ("lead off", SetLead(None)),
        ("party", Unclear(super::super::Unclear::What)),
        ("on duty", Unclear(super::super::Unclear::What)),
    ];
    for (words, expected) in rows {
        assert_eq!(read(words), expected, "{words}");
    }
}

/// Promise: days and hours are read as people write them, in the four languages, and printed in one way.
#[test]
fn spans_are_read() {
    for (words, printed) in [
        ("mon-fri 9-17", "mon-fri 09:00-17:00"),
        (
            "Mon–Fri 09:00–14:00 15:00–18:00",
            "mon-fri 09:00-14:00, 15:00-18:00",
        ),
        (
            "mon, wed, fri 9:30-12",
            "mon 09:30-12:00; wed 09:30-12:00; fri 09:30-12:00",
        ),
        ("mon 9-12 tue 13-15", "mon 09:00-12:00; tue 13:00-15:00"),
        ("sat-mon 10-11", "mon 10:00-11:00; sat-sun 10:00-11:00"),
        ("mon 22-6", "mon 22:00-06:00"),
        ("mon 22-24", "mon 22:00-24:00"),
        ("mon 22-0", "mon 22:00-24:00"),
        ("mon 9-12 11-15", "mon 09:00-15:00"),
        ("lun-mié 9-10", "mon-wed 09:00-10:00"),
        ("пн-вс 9-10", "mon-sun 09:00-10:00"),
        (
            "Mo-Mi 9-10; Do 11-12",
            "mon-wed 09:00-10:00; thu 11:00-12:00",
        ),
    ] {
        assert_eq!(days_text(&week(words)), printed, "{words}");
    }
    for wrong in [
        "",
        "mon",
        "9-17",
        "mon 9",
        "mon 9-9",
        "mon 24-3",
        "mon 9-25",
        "mon 9:60-10",
        "mon 9-17 x",
    ] {
        assert_eq!(spans(wrong), None, "{wrong}");
    }
}

/// Promise: tables of spreadsheets in several countries are read; what is wrong in one is named by its lines, and nothing of it counts.
#[test]
fn tables_are_read() {
    let row = |line, name: &str, words: &str| CsvRow {
        line,
        name: name.into(),
        span: week(words).spans()[0],
    };
    for table in [
        "name,day,from,until\nAnna,mon,09:00,14:00\nBen,fri,22:00,06:00\n",
        "\u{feff}Name;Tag;von;bis\r\nAnna;Mo;9;14\r\nBen;Fr;22:00;6:00\r\n",
        "имя\tдень\tс\tдо\nAnna\tпн\t9:00\t14:00\n\"Ben\"\tпт\t22\t6",
    ] {
        let expected = vec![row(2, "Anna", "mon 9-14"), row(3, "Ben", "fri 22-6")];
        assert_eq!(csv_rows(table), Ok(expected), "{table}");
    }
    let quoted = csv_rows("\"Gómez, \"\"Anna\"\"\",mon,9,10");
    assert_eq!(quoted, Ok(vec![row(1, "Gómez, \"Anna\"", "mon 9-10")]));
    let written = csv_text([("=cmd", week("mon 9-10").spans()[0])]);
    assert!(written.contains("\n'=cmd,mon"), "{written}");
    for (table, lines) in [
        ("", vec![]),
        ("name,day,from,until", vec![]),
        (
            "Anna,mon,9,14\nBen,someday,9,14\n,mon,9,14\nCarl,mon,9",
            vec![2, 3, 4],
        ),
        (
            "name,day,from,until\nname,day,from,until\nAnna,mon,9,14",
            vec![2],
        ),
        ("Anna,mon,9,9", vec![1]),
    ] {
        assert_eq!(csv_rows(table), Err(lines), "{table}");
    }
}
