//! What tables hold, however they are written.

use proptest::prelude::*;

use super::*;

fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |row: Cells<'_>| row.into_iter().map(Cow::into_owned).collect();
    Rows::of(text).map(cells).collect()
}

/// Promise: the same table in every way in which programs write it.
#[test]
fn one_table_in_many_ways() {
    let expected = vec![
        vec!["id", "name"],
        vec!["-1005", "Ann, \"A\""],
        vec!["7", ""],
    ];
    for text in [
        "id,name\n-1005,\"Ann, \"\"A\"\"\"\n7,\n",
        "id,name\r\n-1005,\"Ann, \"\"A\"\"\"\r\n\r\n7,",
        "id;name\n-1005;\"Ann, \"\"A\"\"\"\n;\n7;",
        "id\tname\n -1005 \tAnn, \"A\"\n7\t",
        "sep=;\r\nid;name\n-1005; Ann, \"A\" \n7;\n",
        "\n\nid,name\n\"-1005\" , \"Ann, \"\"A\"\"\"\n 7 , ",
    ] {
        assert_eq!(rows(text), expected, "{text}");
    }
    assert_eq!(rows("5\n6\r\n7"), [["5"], ["6"], ["7"]]);
    assert_eq!(
        rows("a,\"two\nlines\",b\nc"),
        [vec!["a", "two\nlines", "b"], vec!["c"]]
    );
    assert_eq!(rows("a,\"b\"c,d"), [["a", "bc", "d"]]);
    assert!(rows("").is_empty() && rows(" \n;;\r\n").is_empty());
}

/// Promise: a quotation mark that somebody forgot to close, or that means itself, costs nobody behind it their row.
#[test]
fn a_quotation_mark_without_an_end() {
    assert_eq!(rows("\"Bob,1\nAnn,2"), [["\"Bob", "1"], ["Ann", "2"]]);
    let long = format!("\"Bob,1\n{}", "Ann,2\n".repeat(4_000));
    assert_eq!(rows(&long).len(), 4_001);
    let many = "\"a\n".repeat(200_000);
    assert_eq!(
        rows(&many).len(),
        100_000,
        "each two hold a line's end together"
    );
}

/// Promise: text in UTF-8 and UTF-16, with a mark and without, is read; what is no text is none; broken letters harm no number.
#[test]
fn texts_and_what_is_none() {
    let wide = |big: bool, text: &str| -> Vec<u8> {
        let order = if big {
            u16::to_be_bytes
        } else {
            u16::to_le_bytes
        };
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(order).collect()
    };
    for bytes in [
        "id\n5".as_bytes().to_vec(),
        "\u{feff}id\n5".as_bytes().to_vec(),
        wide(false, "id\n5"),
        wide(true, "id\n5"),
    ] {
        assert_eq!(text_of(&bytes).as_deref(), Ok("id\n5"));
    }
    assert_eq!(text_of(b"5;M\xFCller").as_deref(), Ok("5;M\u{fffd}ller"));
    assert_eq!(text_of(b"PK\x03\x04\0\0"), Err(FileWrong::NoText));
    assert_eq!(text_of(&[0xFF, 0xFE, 0, 0]), Err(FileWrong::NoText));
}

/// Promise: ids are read as programs and spreadsheets write them, and nothing else is one.
#[test]
fn numbers() {
    for (cell, expected) in [
        ("5000001", Some(5_000_001)),
        (" -1001234567890 ", Some(-1_001_234_567_890)),
        ("'-100500", Some(-100_500)),
        ("\"7\"", Some(7)),
        ("7.0", Some(7)),
        ("\u{a0}7\u{a0}", Some(7)),
        ("−7", Some(-7)),
        ("0", None),
        ("", None),
        ("-", None),
        ("+34600", None),
        ("5E+09", None),
        ("7.5", None),
        ("1 000", None),
        ("@anna", None),
        ("٧", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(number(cell), expected, "{cell}");
    }
}

/// Promise: every reason comes back from its text.
#[test]
fn reasons_come_back() {
    for (wrong, word) in FileWrong::WORDS {
        assert_eq!(
            (wrong.code(), FileWrong::from_code(word)),
            (word, Some(wrong))
        );
    }
    assert_eq!(FileWrong::from_code("other"), None);
}

proptest! {
    /// Promise: what a program writes comes back, whatever stands in the cells; each row is there once.
    #[test]
    fn what_is_written_comes_back(
        table in proptest::collection::vec(("[a-z\"\\n,;é ]{0,9}", "[-]?[1-9][0-9]{0,9}"), 1..9),
        separator in prop_oneof![Just(','), Just(';'), Just('\t')],
        end in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = format!("{}{separator}{}{end}", quoted("name"), quoted("id"));
        for (name, id) in &table {
            text += &format!("{}{separator}{}{end}", quoted(name), id);
        }
        let read = rows(&text);
        prop_assert_eq!(read.len(), table.len() + 1);
        for (row, (name, id)) in read.iter().skip(1).zip(&table) {
            prop_assert_eq!(&row[0], name);
            prop_assert_eq!(&row[1], id);
        }
    }

    /// Promise: whatever bytes somebody sends, reading ends, and makes no more cells than there are letters.
    #[test]
    fn nothing_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[\"\\n\\r,;\t a-z0-9]{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Ok(text) = text_of(bytes) {
                let cells: usize = Rows::of(&text).map(|row| row.len()).sum();
                prop_assert!(cells <= text.chars().count() + 1);
            }
        }
    }
}
