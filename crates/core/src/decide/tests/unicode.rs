//! Words and their formatting, whatever the alphabet.

use proptest::prelude::*;
use relevo_telegram::{Content, Entity, EntityKind, Text};

use super::desk::{Desk, client_event, group_event, in_club, operator, person};
use crate::{Change, Event, Job};

/// Surrogate pairs, combining marks, both directions, joined emoji, flags, skin tones, variation selectors, and whatever
/// HTML and Markdown would take for their own.
fn part() -> impl Strategy<Value = String> {
    let special = vec![
        "👩‍🚀",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "👍🏽",
        "🇩🇪",
        "e\u{0301}\u{0323}",
        "ש\u{05c1}לום",
        "مرحبا",
        "\u{202e}abc\u{202c}",
        "𝒳",
        "\u{1F3FB}",
        "\u{200d}",
        "<b>",
        "</a>",
        "&amp;",
        "&",
        "*_[](~`>#+-=|{}.!)",
        "\\",
        "||",
        "```",
        "\n",
    ];
    prop_oneof![
        prop::sample::select(special).prop_map(str::to_owned),
        "\\PC{1,8}",
    ]
}

/// Words with formatted spans, which begin and end between characters as Telegram's do.
fn formatted() -> impl Strategy<Value = Text> {
    let parts = prop::collection::vec((part(), any::<bool>()), 1..12);
    (parts, "[a-z]").prop_map(|(parts, first)| {
        let mut text = Text::plain(first);
        for (words, is_formatted) in parts {
            match is_formatted {
                true => text.push_as(&words, EntityKind::Underline),
                false => text.push_str(&words),
            }
        }
        text
    })
}

fn spans(text: &Text) -> Vec<(EntityKind, Vec<u16>)> {
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let span = |entity: &Entity| {
        let from = entity.offset as usize;
        let words = &units[from..from + entity.length as usize];
        (entity.kind.clone(), words.to_vec())
    };
    text.entities.iter().map(span).collect()
}

fn sent(desk: &Desk, event: &Event) -> Text {
    let decision = desk.decide(event);
    for change in decision.changes {
        if let Change::Deliver(delivery) = change
            && let Job::Text { text, .. } = delivery.job
        {
            return text;
        }
    }
    panic!("the words are sent anew")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Promise: under an author line words and formatting are what they were, to the unit, whatever the name and the alphabet.
    #[test]
    fn formatting_survives_an_author_line(text in formatted(), name in part()) {
        let message = in_club(person(8, &name), Content::Text(text.clone()));
        let whole = sent(&Desk::with_club(), &client_event(message));
        let (line, words) = whole.text.split_once('\n').expect("a line above");
        prop_assert_eq!(words, &text.text);
        prop_assert!(!line.is_empty());
        let spans_now = spans(&whole);
        prop_assert_eq!(&spans_now[0].0, &EntityKind::Bold);
        prop_assert_eq!(&spans_now[1..], &spans(&text)[..]);
    }

    /// Promise: no character of an operator's words is taken for markup on its way to a client.
    #[test]
    fn words_to_a_client_are_what_they_were(text in formatted()) {
        let event = group_event(operator(Content::Text(text.clone())));
        prop_assert_eq!(sent(&Desk::with_ann(), &event), text);
    }
}
