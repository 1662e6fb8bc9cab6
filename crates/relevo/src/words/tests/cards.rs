//! Cards, as people read them.

use relevo_core::{ConnectionId, InfoCard, Params, Status};
use relevo_telegram::{ChatKind, EntityKind};

use super::{LANGUAGES, Language};
use crate::words::card;

/// The most that a message holds, in UTF-16 units.
const UNITS_MAX: usize = 4_096;

/// 2026-11-23 09:05:00 UTC.
const AT_MS: i64 = 1_795_424_700_000;

fn params(language: Language, zone: &str) -> Params {
    let mut params = Params::default();
    params.set("TIMEZONE", zone).expect("there is such a zone");
    params.language = language;
    params
}

fn anna() -> InfoCard {
    InfoCard {
        kind: ChatKind::Private,
        name: "אנה 👩‍🚀 *Gómez* <b>".into(),
        username: Some("anna_g".into()),
        id: Some(4_821),
        language: Some("es".into()),
        phone: Some("+34 600 100 200".into()),
        start_parameter: Some("spring".into()),
        contact_ms: Some((AT_MS - 86_400_000, AT_MS)),
        status: Status::UserAnswered,
        responsible: Some("Marta".into()),
        connection: ConnectionId(1),
        marks: Vec::new(),
        bot: "acme_support_bot".into(),
        window: false,
        members: None,
        participants: Vec::new(),
        more: 0,
    }
}

fn club() -> InfoCard {
    InfoCard {
        kind: ChatKind::Supergroup,
        name: "Club".into(),
        username: None,
        language: None,
        phone: None,
        start_parameter: None,
        contact_ms: None,
        status: Status::Closed,
        responsible: None,
        members: Some(212),
        participants: vec!["Carl".into(), "דורה".into(), "User 0009".into()],
        more: 2,
        ..anna()
    }
}

/// Everything as long as it comes.
fn longest() -> InfoCard {
    let name = |units: usize| "ж".repeat(units);
    let word = Some(name(64));
    InfoCard {
        kind: ChatKind::Supergroup,
        name: name(256),
        username: word.clone(),
        id: Some(i64::MIN),
        language: word.clone(),
        phone: word.clone(),
        start_parameter: word.clone(),
        contact_ms: Some((i64::MIN, i64::MAX)),
        responsible: word,
        connection: ConnectionId(1),
        bot: name(32),
        window: false,
        members: Some(u32::MAX),
        participants: vec![name(64); 30],
        more: u32::MAX,
        ..anna()
    }
}

/// Promise: a card is a headline and a line for each thing that is known, in the words of each language and the time of the connection's
/// zone. Names are data: a name that looks like markup is shown as it is.
#[test]
fn cards_are_readable() {
    let told = |language| {
        let zone = match language {
            Language::En => "UTC",
            _ => "Europe/Madrid",
        };
        let both = [anna(), club()].map(|known| card(&params(language, zone), &known));
        for text in &both {
            let bold = text.entities.iter().map(|entity| &entity.kind);
            assert_eq!(bold.collect::<Vec<_>>(), [&EntityKind::Bold]);
        }
        both.map(|text| text.text).join("\n\n")
    };
    insta::assert_snapshot!(told(Language::En));
    insta::assert_snapshot!(told(Language::Es));
    insta::assert_snapshot!(told(Language::Ru));
    insta::assert_snapshot!(told(Language::De));
}

/// Promise: a card fits one message in every language, whatever names people have.
#[test]
fn the_longest_card_fits() {
    for language in LANGUAGES {
        let text = card(
            &params(language, "America/Argentina/Buenos_Aires"),
            &longest(),
        );
        assert!(text.units() <= UNITS_MAX, "{}", text.units());
    }
}
