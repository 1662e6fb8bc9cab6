//! Texts: marked spans are replaced, and everything else stays, formatting included.

use std::ops::Range;

use proptest::prelude::*;
use relevo_telegram::{Entity, EntityKind, Text, UserId};

use super::{code_name, connection, hiding};

/// A piece of a text.
#[derive(Clone, Debug)]
enum Piece {
    /// Words that stay.
    Plain(String),
    /// Words that Telegram marked.
    Marked(&'static str, EntityKind),
}

fn found(name: &str) -> EntityKind {
    EntityKind::Found(name.into())
}

/// What must not be seen.
const SECRETS: [&str; 7] = [
    "maximust",
    "secret.example",
    "600000001",
    "Maximiliane",
    "acmebot",
    "8000000042",
    "maxi@",
];

fn marked() -> impl Strategy<Value = Piece> {
    prop::sample::select(vec![
        ("@maximust", found("mention")),
        ("https://secret.example/🙂?x", found("url")),
        ("+34 600000001", found("phone_number")),
        ("maxi@secret.example", found("email")),
        ("/start@acmebot", found("bot_command")),
        ("#news@maximust", found("hashtag")),
        (
            "here",
            EntityKind::TextLink("https://secret.example/a".into()),
        ),
        (
            "secret.example",
            EntityKind::TextLink("https://secret.example".into()),
        ),
        (
            "Maximiliane",
            EntityKind::TextMention(UserId(8_000_000_042)),
        ),
        ("me", EntityKind::TextLink("tg://user?id=8000000042".into())),
        ("#plain", found("hashtag")),
    ])
    .prop_map(|(words, kind)| Piece::Marked(words, kind))
}

fn piece() -> impl Strategy<Value = Piece> {
    let letters = "[ab\u{e9}\u{5d0}中🙂 \n]{0,8}";
    prop_oneof![3 => letters.prop_map(Piece::Plain), 2 => marked()]
}

fn units(words: &str) -> u32 {
    u32::try_from(words.encode_utf16().count()).expect("short")
}

/// The text of the pieces, with what is marked in it.
fn joined(pieces: &[Piece]) -> Text {
    let mut text = Text::default();
    for piece in pieces {
        match piece {
            Piece::Plain(words) => text.push_str(words),
            Piece::Marked(words, kind) => text.push_as(words, kind.clone()),
        }
    }
    text
}

fn span(entity: &Entity) -> Range<u32> {
    entity.offset..entity.offset + entity.length
}

fn cross(one: &Range<u32>, other: &Range<u32>) -> bool {
    let (first, second) = if (one.start, other.end) <= (other.start, one.end) {
        (one, other)
    } else {
        (other, one)
    };
    first.start < second.start && second.start < first.end && first.end < second.end
}

/// Adds formatting between letters wherever it crosses nothing.
fn formatted(mut text: Text, wanted: &[(usize, usize, bool)]) -> Text {
    let borders: Vec<u32> = text
        .text
        .char_indices()
        .map(|(at, _)| units(&text.text[..at]))
        .chain([units(&text.text)])
        .collect();
    for (one, other, bold) in wanted {
        let (one, other) = (borders[one % borders.len()], borders[other % borders.len()]);
        let new = one.min(other)..one.max(other);
        if new.is_empty() || text.entities.iter().any(|known| cross(&span(known), &new)) {
            continue;
        }
        text.entities.push(Entity {
            kind: if *bold {
                EntityKind::Bold
            } else {
                EntityKind::Italic
            },
            offset: new.start,
            length: new.end - new.start,
        });
    }
    text.entities
        .sort_by_key(|one| (one.offset, std::cmp::Reverse(one.length)));
    text
}

fn arbitrary_text() -> impl Strategy<Value = (Vec<Piece>, Text)> {
    let pieces = prop::collection::vec(piece(), 0..9);
    let wanted = prop::collection::vec(any::<(usize, usize, bool)>(), 0..6);
    (pieces, wanted).prop_map(|(pieces, wanted)| {
        let text = formatted(joined(&pieces), &wanted);
        (pieces, text)
    })
}

/// What stands for a marked piece.
fn label(words: &str, kind: &EntityKind, hides: &str) -> String {
    let links = hides.contains("links");
    match kind {
        EntityKind::TextMention(who) if hides.contains("name") => {
            code_name(&connection(hides), who.0)
        }
        EntityKind::Found(_) if links => match words.split_at(1).0 {
            "/" => "/start".into(),
            "#" => words.split('@').next().expect("a tag").into(),
            "@" => "(username)".into(),
            "h" => "(link)".into(),
            "+" => "(phone)".into(),
            _ => "(email)".into(),
        },
        EntityKind::TextLink(_) if links && words.contains('.') => "(link)".into(),
        _ => words.into(),
    }
}

fn under(text: &Text, at: &Range<u32>) -> String {
    let wide: Vec<u16> = text.text.encode_utf16().collect();
    let part = &wide[at.start as usize..at.end as usize];
    String::from_utf16(part).expect("formatting begins and ends between letters")
}

fn is_valid(text: &Text) -> Result<(), TestCaseError> {
    for (index, entity) in text.entities.iter().enumerate() {
        prop_assert!(entity.length > 0 && span(entity).end <= units(&text.text));
        under(text, &span(entity));
        for other in &text.entities[index + 1..] {
            prop_assert!(!cross(&span(entity), &span(other)), "{entity:?} {other:?}");
        }
    }
    Ok(())
}

/// How often a formatting stands over exactly these words.
fn count(text: &Text, words: &str) -> usize {
    let is_format = |entity: &&Entity| matches!(entity.kind, EntityKind::Bold | EntityKind::Italic);
    let same = text.entities.iter().filter(is_format);
    same.filter(|entity| under(text, &span(entity)) == words)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Promise: what is to be hidden is nowhere in a filtered text, every other word stands where it stood, and the formatting is
    /// valid and over the same words.
    #[test]
    fn filtering_hides_and_keeps((pieces, text) in arbitrary_text(), both in any::<bool>()) {
        let hides = if both { "name links" } else { "links" };
        let connection = connection(hides);
        let shown = hiding(&connection).text(&text, 4_096);
        let expected: String = pieces.iter().map(|piece| match piece {
            Piece::Plain(words) => words.clone(),
            Piece::Marked(words, kind) => label(words, kind, hides),
        }).collect();
        prop_assert_eq!(&shown.text, &expected);
        let all = format!("{shown:?}");
        for secret in SECRETS {
            let typed = secret == "Maximiliane" && !both;
            prop_assert!(typed || !all.contains(secret), "{} in {}", secret, all);
        }
        is_valid(&shown)?;
        let marks: Vec<Range<u32>> = text.entities.iter()
            .filter(|entity| !matches!(entity.kind, EntityKind::Bold | EntityKind::Italic))
            .map(span).collect();
        for entity in &text.entities {
            let at = span(entity);
            let is_apart = marks.iter().all(|mark| mark.end <= at.start || at.end <= mark.start);
            if is_apart {
                let words = under(&text, &at);
                prop_assert!(count(&shown, &words) >= 1, "{words:?} lost its formatting");
            }
        }
    }

    /// Promise: under `name` alone profiles are hidden and links are not.
    #[test]
    fn names_alone_leave_links((pieces, text) in arbitrary_text()) {
        let connection = connection("name");
        let shown = hiding(&connection).text(&text, 4_096);
        let expected: String = pieces.iter().map(|piece| match piece {
            Piece::Plain(words) => words.clone(),
            Piece::Marked(words, kind) => label(words, kind, "name"),
        }).collect();
        prop_assert_eq!(&shown.text, &expected);
        let all = format!("{shown:?}");
        prop_assert!(!all.contains("Maximiliane") && !all.contains("8000000042"), "{}", all);
        is_valid(&shown)?;
    }

    /// Promise: entities of any numbers, as no server would send them, break nothing and uncover nothing.
    #[test]
    fn impossible_marks_are_survived(words in "[a🙂中]{0,12}", marks in prop::collection::vec((any::<u8>(), any::<u8>(), 0..5_usize), 0..6)) {
        let kinds = [found("url"), found("mention"), EntityKind::Bold, EntityKind::CustomEmoji("1".into()), EntityKind::TextLink("https://secret.example".into())];
        let entities = marks.iter().map(|(offset, length, kind)| Entity {
            kind: kinds[*kind].clone(),
            offset: u32::from(*offset) % 16,
            length: if *length == 255 { u32::MAX } else { u32::from(*length) % 16 },
        });
        let text = Text { text: words, entities: entities.collect() };
        let connection = connection("links");
        let shown = hiding(&connection).text(&text, 4_096);
        for entity in &shown.entities {
            prop_assert!(entity.length > 0 && span(entity).end <= units(&shown.text));
            under(&shown, &span(entity));
        }
        let all = format!("{shown:?}");
        prop_assert!(!all.contains("secret"), "{}", all);
    }
}

/// Promise: a text of the greatest length stays one that Telegram takes, whatever stands in the place of its links.
#[test]
fn no_text_becomes_too_long() {
    for times in [585, 586, 819] {
        let mut text = Text::default();
        for _ in 0..times {
            text.push_as("a.ru", found("url"));
            text.push_str(" ");
        }
        let connection = connection("links");
        let shown = hiding(&connection).text(&text, 4_096);
        assert!(shown.units() <= 4_096);
        let one = if times == 585 { "(link) " } else { "… " };
        assert_eq!(shown.text, one.repeat(times));
    }
}

/// Promise: bold words keep their bold around, before and after what was replaced.
#[test]
fn formatting_moves_along() {
    let mut text = Text::plain("🙂 ");
    text.push_as("@maximust", found("mention"));
    text.push_str(" wrote ");
    text.push_as("this", EntityKind::Bold);
    text.entities.push(Entity {
        kind: EntityKind::Italic,
        offset: 0,
        length: 18,
    });
    let connection = connection("links");
    let shown = hiding(&connection).text(&text, 4_096);
    assert_eq!(shown.text, "🙂 (username) wrote this");
    let spans: Vec<String> = shown
        .entities
        .iter()
        .map(|one| under(&shown, &span(one)))
        .collect();
    assert_eq!(spans, ["this", "🙂 (username) wrote"]);
}
