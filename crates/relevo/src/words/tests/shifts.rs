//! What is said of shifts by itself, as people read it.

use relevo_core::shifts::{
    DutyPerson, HandOver, OPEN_TOPICS_MAX, OpenTopic, ShiftDone, ShiftNotice,
};
use relevo_core::{ListedTopic, Notice, Status, TopicRef};
use relevo_telegram::{EntityKind, UserId};

use super::{LANGUAGES, Language, say};

/// 2026-11-23 09:05:00 UTC.
const AT_MS: i64 = 1_795_424_700_000;

/// The most that a message holds, in UTF-16 units.
const UNITS_MAX: usize = 4_096;

fn somebody(person: i64, name: &str) -> DutyPerson {
    DutyPerson {
        person: UserId(person),
        name: name.into(),
    }
}

fn notice(shift: ShiftNotice) -> Notice {
    Notice::Shift(Box::new(shift))
}

/// Mentions in topics.
pub(super) fn mentions() -> Vec<Notice> {
    vec![
        notice(ShiftNotice::NobodyAnswers {
            on: vec![somebody(7, "Anna"), somebody(8, "Ben")],
            waited_ms: 12 * 60_000,
        }),
        notice(ShiftNotice::LeadNeeded {
            lead: somebody(9, "Olga"),
            waited_ms: 125 * 60_000,
        }),
    ]
}

fn open(minutes: i64, title: &str, note: bool) -> OpenTopic {
    let link = "https://t.me/c/1234567890/5".to_owned();
    OpenTopic {
        note: note.then(|| format!("{link}/77")),
        topic: ListedTopic {
            status: Status::UserAnswered,
            since_ms: Some(AT_MS - minutes * 60_000),
            topic: TopicRef {
                title: title.into(),
                link: Some(link),
            },
        },
    }
}

fn changed() -> HandOver {
    HandOver {
        at_ms: AT_MS,
        came: vec![somebody(7, "Anna")],
        stays: vec![somebody(8, "Ben")],
        left: vec![somebody(9, "Olga"), somebody(10, "Zoe")],
        done: Some(ShiftDone {
            answers: 21,
            conversations: 5,
            closed: 1,
            taken: 2,
        }),
        open: vec![open(200, "Carl", true), open(5, "Dora", false)],
        more: 3,
    }
}

fn told(language: Language, hand_over: HandOver) -> String {
    say(
        language,
        &notice(ShiftNotice::HandOver(Box::new(hand_over))),
    )
    .text
    .text
}

/// Promise: a hand-over says who came and went, what was done and what waits, in the words of each language.
#[test]
fn a_hand_over_is_readable() {
    insta::assert_snapshot!(told(Language::En, changed()), @"
    🔁 Shift change
    On duty now: Anna, Ben
    Off duty: Olga, Zoe
    21 answers in 5 topics · 1 closed · 2 taken

    Topics that need an answer, the longest first: 5
    🟪 3 h – Carl · note
    🟪 5 min – Dora
    … and 3 more
    ");
    insta::assert_snapshot!(told(Language::Es, changed()), @"
    🔁 Cambio de turno
    De turno ahora: Anna, Ben
    Termina el turno: Olga, Zoe
    21 respuestas en 5 temas · 1 cerrado · 2 asumidos

    Temas que necesitan respuesta, primero los más antiguos: 5
    🟪 3 h – Carl · nota
    🟪 5 min – Dora
    … y 3 más
    ");
    insta::assert_snapshot!(told(Language::Ru, changed()), @"
    🔁 Смена дежурных
    Сейчас дежурят: Anna, Ben
    Сменились: Olga, Zoe
    21 ответ в 5 темах · закрыто: 1 · взято: 2

    Темы, которые ждут ответа, начиная с самых давних: 5
    🟪 3 ч — Carl · заметка
    🟪 5 мин — Dora
    … и ещё 3
    ");
    insta::assert_snapshot!(told(Language::De, changed()), @"
    🔁 Schichtwechsel
    Jetzt im Dienst: Anna, Ben
    Dienst beendet: Olga, Zoe
    21 Antworten in 5 Themen · 1 geschlossen · 2 übernommen

    Themen, die eine Antwort brauchen, die ältesten zuerst: 5
    🟪 3 h – Carl · Notiz
    🟪 5 min – Dora
    … und 3 weitere
    ");
    let quiet = HandOver {
        came: Vec::new(),
        stays: Vec::new(),
        done: Some(ShiftDone::default()),
        open: Vec::new(),
        more: 0,
        ..changed()
    };
    insta::assert_snapshot!(LANGUAGES.map(|language| told(language, quiet.clone())).join("\n\n"), @"
    🔁 Shift change
    Nobody is on duty now.
    Off duty: Olga, Zoe
    Nothing was answered, closed or taken since the last change.

    ✅ Nobody is waiting for an answer.

    🔁 Cambio de turno
    Ahora no hay nadie de turno.
    Termina el turno: Olga, Zoe
    Desde el último cambio no se respondió, cerró ni asumió nada.

    ✅ Nadie espera respuesta.

    🔁 Смена дежурных
    Сейчас никто не дежурит.
    Сменились: Olga, Zoe
    С прошлой смены ни на что не ответили, ничего не закрыли и не взяли.

    ✅ Никто не ждёт ответа.

    🔁 Schichtwechsel
    Jetzt ist niemand im Dienst.
    Dienst beendet: Olga, Zoe
    Seit dem letzten Wechsel wurde nichts beantwortet, geschlossen oder übernommen.

    ✅ Niemand wartet auf eine Antwort.
    ");
    let first = HandOver {
        left: Vec::new(),
        done: None,
        ..changed()
    };
    insta::assert_snapshot!(told(Language::En, first), @"
    🔁 Shift change
    On duty now: Anna, Ben

    Topics that need an answer, the longest first: 5
    🟪 3 h – Carl · note
    🟪 5 min – Dora
    … and 3 more
    ");
}

/// Promise: a mention tells how long nobody has answered, and reaches exactly those whom it names, by their numbers.
#[test]
fn mentions_reach_people() {
    let mut lines = Vec::new();
    for mention in mentions() {
        for language in LANGUAGES {
            let text = say(language, &mention).text;
            let whom = text.entities.iter().map(|entity| match entity.kind {
                EntityKind::TextMention(person) => person.0,
                ref other => panic!("{other:?}"),
            });
            let whom: Vec<i64> = whom.collect();
            lines.push(format!("{whom:?} {}", text.text.replace('\n', " / ")));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    [7, 8] 🔔 A new conversation has waited 12 min for an answer. / On duty: Anna, Ben
    [7, 8] 🔔 Una conversación nueva espera respuesta desde hace 12 min. / De turno: Anna, Ben
    [7, 8] 🔔 Новая беседа ждёт ответа уже 12 мин. / Дежурят: Anna, Ben
    [7, 8] 🔔 Ein neues Gespräch wartet seit 12 min auf eine Antwort. / Im Dienst: Anna, Ben
    [9] 🔔 Nobody has answered for 2 h. / Shift lead: Olga
    [9] 🔔 Nadie ha respondido en 2 h. / Jefe de turno: Olga
    [9] 🔔 Никто не ответил за 2 ч. / Старший смены: Olga
    [9] 🔔 Seit 2 h hat niemand geantwortet. / Schichtleitung: Olga
    ");
}

/// Promise: a hand-over of the longest names, in every topic a note, is still one message; only those who come on are mentioned.
#[test]
fn a_hand_over_is_one_message() {
    let long = "W".repeat(40);
    let crowd = || (0..20).map(|person| somebody(person, &long)).collect();
    let hand_over = HandOver {
        came: crowd(),
        stays: Vec::new(),
        left: crowd(),
        open: (0..OPEN_TOPICS_MAX)
            .map(|_| open(200, &"W".repeat(80), true))
            .collect(),
        ..changed()
    };
    for language in LANGUAGES {
        let notice = notice(ShiftNotice::HandOver(Box::new(hand_over.clone())));
        let text = say(language, &notice).text;
        assert!(
            text.text.encode_utf16().count() <= UNITS_MAX,
            "{language:?}"
        );
        let kinds = text.entities.iter().map(|entity| &entity.kind);
        let mentioned = kinds.filter(|kind| matches!(kind, EntityKind::TextMention(_)));
        assert_eq!(mentioned.count(), 20);
    }
}
