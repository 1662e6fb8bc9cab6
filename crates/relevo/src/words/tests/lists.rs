//! Answers to `/waiting` and `/mine`, as people read them.

use relevo_core::{
    Answer, Conversation, LISTED_MAX, ListedTopic, Notice, Status, TopicList, TopicRef,
};
use relevo_telegram::EntityKind;

use super::{LANGUAGES, Language, say};

/// 2026-11-23 09:05:00 UTC.
const AT_MS: i64 = 1_795_424_700_000;

/// The most that a message holds, in UTF-16 units.
const UNITS_MAX: usize = 4_096;

fn listed(status: Status, minutes: Option<i64>, title: &str) -> ListedTopic {
    ListedTopic {
        status,
        since_ms: minutes.map(|minutes| AT_MS - minutes * 60_000),
        topic: TopicRef {
            title: title.into(),
            link: Some("https://t.me/c/1234567890/5".into()),
        },
    }
}

/// A few topics.
pub(super) fn some() -> TopicList {
    let nameless = ListedTopic {
        topic: TopicRef {
            title: "User 4821".into(),
            link: None,
        },
        ..listed(Status::UserAnswered, None, "")
    };
    TopicList {
        at_ms: AT_MS,
        topics: vec![
            nameless,
            listed(Status::UserAnswered, Some(3 * 24 * 60), "Anna Gómez"),
            listed(Status::UserAnswered, Some(30), "שירות לקוחות 24"),
            listed(Status::SupportAnswered, Some(0), "Acme 👩‍🚀"),
        ],
        more: 21,
    }
}

fn told(language: Language, answer: Answer) -> String {
    say(language, &Notice::Answer(answer)).text.text
}

/// Promise: a list is a headline and a line a topic, the time before the name, in the words of each language.
#[test]
fn a_list_is_readable() {
    let both = |language| {
        let list = || Box::new(some());
        let none = || Box::new(TopicList::default());
        [
            told(language, Answer::Waiting { list: list() }),
            told(language, Answer::Mine { list: list() }),
            told(language, Answer::Waiting { list: none() }),
            told(language, Answer::Mine { list: none() }),
        ]
        .join("\n")
    };
    insta::assert_snapshot!(both(Language::En), @"
    Topics that need an answer, the longest first: 25
    🟪 User 4821
    🟪 3 d – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … and 21 more
    👤 Your topics: 25
    🟪 User 4821
    🟪 3 d – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … and 21 more
    ✅ Nobody is waiting for an answer.
    👤 You have no open topics. Write /take in a topic to take it.
    ");
    insta::assert_snapshot!(both(Language::Es), @"
    Temas que necesitan respuesta, primero los más antiguos: 25
    🟪 User 4821
    🟪 3 días – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … y 21 más
    👤 Sus temas: 25
    🟪 User 4821
    🟪 3 días – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … y 21 más
    ✅ Nadie espera respuesta.
    👤 No tiene temas abiertos. Escriba /take en un tema para encargarse de él.
    ");
    insta::assert_snapshot!(both(Language::Ru), @"
    Темы, которые ждут ответа, начиная с самых давних: 25
    🟪 User 4821
    🟪 3 дня — Anna Gómez
    🟪 30 мин — שירות לקוחות 24
    🟨 0 с — Acme 👩‍🚀
    … и ещё 21
    👤 Ваши темы: 25
    🟪 User 4821
    🟪 3 дня — Anna Gómez
    🟪 30 мин — שירות לקוחות 24
    🟨 0 с — Acme 👩‍🚀
    … и ещё 21
    ✅ Никто не ждёт ответа.
    👤 Открытых тем за вами нет. Чтобы взять тему, напишите в ней /take.
    ");
    insta::assert_snapshot!(both(Language::De), @"
    Themen, die eine Antwort brauchen, die ältesten zuerst: 25
    🟪 User 4821
    🟪 3 Tage – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … und 21 weitere
    👤 Ihre Themen: 25
    🟪 User 4821
    🟪 3 Tage – Anna Gómez
    🟪 30 min – שירות לקוחות 24
    🟨 0 s – Acme 👩‍🚀
    … und 21 weitere
    ✅ Niemand wartet auf eine Antwort.
    👤 Sie haben keine offenen Themen. Mit /take in einem Thema übernehmen Sie es.
    ");
}

/// Promise: with names of any length a list is one message in every language, and its links lie on the lines about topics to the unit.
#[test]
fn the_longest_list_is_one_message() {
    let conversation = handled_since(1);
    for name in [
        "👩‍🚀".repeat(25),
        "x".repeat(128),
        "ש".repeat(128),
        "é".repeat(300),
    ] {
        let topic = TopicRef {
            title: name,
            link: Some(format!("https://t.me/c/1234567890/{}", i64::MAX)),
        };
        let one = ListedTopic::of(&conversation, topic);
        let list = TopicList {
            at_ms: AT_MS,
            topics: vec![one; LISTED_MAX],
            more: u32::MAX,
        };
        for language in LANGUAGES {
            let list = Box::new(list.clone());
            let text = say(language, &Notice::Answer(Answer::Waiting { list })).text;
            assert!(text.units() < UNITS_MAX, "{}", text.units());
            assert_eq!(text.entities.len(), LISTED_MAX);
            let units: Vec<u16> = text.text.encode_utf16().collect();
            for entity in &text.entities {
                assert!(matches!(entity.kind, EntityKind::TextLink(_)));
                let (from, length) = (entity.offset as usize, entity.length as usize);
                let words = String::from_utf16(&units[from..from + length]).unwrap();
                assert!(words.starts_with('🟪') && !words.contains('\n'), "{words}");
                assert_eq!(units.get(from + length), Some(&u16::from(b'\n')));
            }
        }
    }
}

/// A conversation that has waited since then.
fn handled_since(status_ms: i64) -> Conversation {
    use relevo_core::{CardId, Closed, ConnectionId, ConversationId, Handling, Standing};
    use relevo_core::{Title, Topic, Wanted};
    use relevo_telegram::{ChatId, ChatKind};
    Conversation {
        id: ConversationId(1),
        connection: ConnectionId(1),
        chat: ChatId(1),
        kind: ChatKind::Private,
        card: CardId(1),
        card_digest: 0,
        topic: Topic::None,
        last_author: 0,
        unreachable: false,
        standing: Standing::Served,
        title: Title::Ours,
        wanted: Wanted::Settled,
        closed: Closed::No,
        stop_told_ms: 0,
        chat_before: None,
        handling: Handling {
            status_ms,
            ..Handling::default()
        },
    }
}
