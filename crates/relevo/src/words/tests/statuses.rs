//! Answers to `/status`, as people read them.

use relevo_core::{
    BotStanding, BotTrouble, Busy, DeskStatus, Direction, Notice, PauseWhy, TopicRef, Unsettled,
    Waiting,
};
use relevo_telegram::EntityKind;

use super::{LANGUAGES, Language, say};

/// 2026-11-23 09:05:00 UTC.
const AT_MS: i64 = 1_795_424_700_000;

/// The most that a message holds, in UTF-16 units.
const UNITS_MAX: usize = 4_096;

fn bot(username: &str, used: u32, of: u32) -> BotStanding {
    BotStanding {
        username: username.into(),
        is_relay: username.contains("relay"),
        used,
        of,
        usual: 20,
        wait_until_ms: None,
        trouble: None,
    }
}

fn topic(title: &str, thread: i64) -> TopicRef {
    TopicRef {
        title: title.into(),
        link: Some(format!("https://t.me/c/1234567890/{thread}")),
    }
}

fn idle() -> DeskStatus {
    DeskStatus {
        at_ms: AT_MS,
        bots: vec![bot("acme_support_bot", 3, 20)],
        ..DeskStatus::default()
    }
}

fn busy() -> DeskStatus {
    let lane = |direction, topic, count| Busy {
        direction,
        topic,
        count,
    };
    let nameless = TopicRef {
        link: None,
        ..topic("User 4821", 0)
    };
    DeskStatus {
        bots: vec![
            bot("acme_support_bot", 12, 20),
            BotStanding {
                wait_until_ms: Some(AT_MS + 30_500),
                ..bot("acme_relay_bot", 14, 14)
            },
            BotStanding {
                trouble: Some(BotTrouble::Send),
                ..bot("acme_other_relay_bot", 0, 20)
            },
        ],
        to_topics: Waiting {
            count: 120,
            oldest_ms: AT_MS - 155_000,
        },
        to_clients: Waiting {
            count: 2,
            oldest_ms: AT_MS - 4_000,
        },
        busiest: vec![
            lane(Direction::ToTopic, topic("Anna Gómez", 5), 97),
            lane(Direction::ToTopic, nameless, 20),
            lane(Direction::ToClient, topic("Acme 👩‍🚀", 7), 2),
        ],
        held: 1,
        failed: 2,
        unsettled: vec![
            Unsettled {
                topic: topic("Ben", 9),
                held: false,
                count: 2,
            },
            Unsettled {
                topic: topic("Acme", 7),
                held: true,
                count: 1,
            },
        ],
        ..idle()
    }
}

/// As long as one can be.
fn longest() -> DeskStatus {
    let name = "x".repeat(32);
    let troubles = [
        BotTrouble::Stopped,
        BotTrouble::Token,
        BotTrouble::SecondPoller,
        BotTrouble::NoUpdates,
        BotTrouble::NotMember,
        BotTrouble::Send,
    ];
    let bots = troubles.iter().cycle().take(40).map(|trouble| BotStanding {
        is_relay: true,
        trouble: Some(*trouble),
        ..bot(&name, u32::MAX, 19)
    });
    let title = "👩‍🚀".repeat(25);
    let unsettled = [true, false, true].map(|held| Unsettled {
        topic: topic(&title, i64::MAX),
        held,
        count: u32::MAX,
    });
    let busiest = [Direction::ToTopic, Direction::ToTopic, Direction::ToClient];
    let waiting = Waiting {
        count: u32::MAX,
        oldest_ms: 0,
    };
    DeskStatus {
        bots: bots.collect(),
        to_topics: waiting,
        to_clients: waiting,
        busiest: busiest
            .map(|direction| Busy {
                direction,
                topic: topic(&title, i64::MAX),
                count: u32::MAX,
            })
            .to_vec(),
        held: u32::MAX,
        failed: u32::MAX,
        unsettled: unsettled.to_vec(),
        ..idle()
    }
}

/// Every kind of answer.
pub(super) fn all() -> Vec<Notice> {
    let pauses = [
        None,
        Some(PauseWhy::NotForum),
        Some(PauseWhy::ManageTopics),
        Some(PauseWhy::Send),
    ];
    let counted = [DeskStatus::default(), idle(), busy(), longest()];
    let all = pauses.iter().flat_map(|paused| {
        counted.iter().map(|counted| Notice::Status {
            paused: *paused,
            counted: Box::new(counted.clone()),
        })
    });
    all.collect()
}

fn told(paused: Option<PauseWhy>, counted: DeskStatus) -> String {
    told_in(Language::En, paused, counted)
}

fn told_in(language: Language, paused: Option<PauseWhy>, counted: DeskStatus) -> String {
    let counted = Box::new(counted);
    say(language, &Notice::Status { paused, counted }).text.text
}

/// Promise: numbers and spans stand in the forms that each language wants beside them.
#[test]
fn an_answer_is_readable_in_every_language() {
    let old = |days: i64| DeskStatus {
        to_topics: Waiting {
            count: 21,
            oldest_ms: AT_MS - days * 86_400_000,
        },
        ..busy()
    };
    insta::assert_snapshot!(told_in(Language::Es, None, old(2)), @"
    ✅ Relevo está en marcha (09:05 UTC).
    Mensajes enviados aquí en el último minuto:
    🤖 @acme_support_bot: 12 de 20
    ⏸ @acme_relay_bot (relevo): 14 de 14 (normalmente 20); debe esperar 31 s más
    ⚠️ @acme_other_relay_bot (relevo): 0 de 20; no puede escribir aquí
    📥 Hacia los temas: 21 en espera, el más antiguo desde hace 2 días
    ↳ Anna Gómez: 97
    ↳ User 4821: 20
    📤 Hacia los clientes: 2 en espera, el más antiguo desde hace 4 s
    ↳ Acme 👩‍🚀: 2
    ❔ Pendientes de una decisión, en sus temas: 1
    ↳ Acme: 1
    ⚠️ No entregados, el motivo está en sus temas: 2
    ↳ Ben: 2
    ");
    insta::assert_snapshot!(told_in(Language::Ru, None, old(2)), @"
    ✅ Relevo работает (09:05 UTC).
    Отправлено сюда за последнюю минуту:
    🤖 @acme_support_bot: 12 из 20
    ⏸ @acme_relay_bot (ретранслятор): 14 из 14 (обычно 20); ждать ещё 31 с
    ⚠️ @acme_other_relay_bot (ретранслятор): 0 из 20; не может здесь писать
    📥 В темы: в очереди 21, самое давнее ждёт 2 дня
    ↳ Anna Gómez: 97
    ↳ User 4821: 20
    📤 Клиентам: в очереди 2, самое давнее ждёт 4 с
    ↳ Acme 👩‍🚀: 2
    ❔ Ждут решения в своих темах: 1
    ↳ Acme: 1
    ⚠️ Не доставлено, причины в темах: 2
    ↳ Ben: 2
    ");
    insta::assert_snapshot!(told_in(Language::De, None, old(5)), @"
    ✅ Relevo läuft (09:05 Uhr UTC).
    Hier gesendete Nachrichten in der letzten Minute:
    🤖 @acme_support_bot: 12 von 20
    ⏸ @acme_relay_bot (Relais): 14 von 14 (sonst 20); muss noch 31 s warten
    ⚠️ @acme_other_relay_bot (Relais): 0 von 20; darf hier nicht schreiben
    📥 In die Themen: 21 wartend, die älteste schon 5 Tage
    ↳ Anna Gómez: 97
    ↳ User 4821: 20
    📤 An Kunden: 2 wartend, die älteste schon 4 s
    ↳ Acme 👩‍🚀: 2
    ❔ Warten in ihren Themen auf eine Entscheidung: 1
    ↳ Acme: 1
    ⚠️ Nicht zugestellt, Gründe in den Themen: 2
    ↳ Ben: 2
    ");
    let backlogs = |language| {
        let said = [1, 2, 5, 21].map(|more| {
            let minutes = Some(3);
            say(language, &Notice::Backlog { more, minutes }).text.text
        });
        said.join("\n")
    };
    insta::assert_snapshot!(backlogs(Language::Es), @"
    ⏳ 1 mensaje más en espera, llegará aquí en unos 3 min
    ⏳ 2 mensajes más en espera, llegarán aquí en unos 3 min
    ⏳ 5 mensajes más en espera, llegarán aquí en unos 3 min
    ⏳ 21 mensajes más en espera, llegarán aquí en unos 3 min
    ");
    insta::assert_snapshot!(backlogs(Language::Ru), @"
    ⏳ В очереди ещё 1 сообщение; всё придёт примерно через 3 мин
    ⏳ В очереди ещё 2 сообщения; всё придёт примерно через 3 мин
    ⏳ В очереди ещё 5 сообщений; всё придёт примерно через 3 мин
    ⏳ В очереди ещё 21 сообщение; всё придёт примерно через 3 мин
    ");
    insta::assert_snapshot!(backlogs(Language::De), @"
    ⏳ 1 weitere Nachricht wartet, hier in etwa 3 min
    ⏳ 2 weitere Nachrichten warten, hier in etwa 3 min
    ⏳ 5 weitere Nachrichten warten, hier in etwa 3 min
    ⏳ 21 weitere Nachrichten warten, hier in etwa 3 min
    ");
}

/// Promise: an answer is short when nothing is the matter, and otherwise says in lines that fit a phone what a person can act on.
#[test]
fn an_answer_is_readable() {
    insta::assert_snapshot!(told(None, idle()), @"
    ✅ The desk is running (09:05 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 3 of 20
    Nothing waits.
    ");
    insta::assert_snapshot!(told(None, busy()), @"
    ✅ The desk is running (09:05 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 12 of 20
    ⏸ @acme_relay_bot (relay): 14 of 14 (usually 20); it has to wait 31 s more
    ⚠️ @acme_other_relay_bot (relay): 0 of 20; it may not write here
    📥 To topics: 120 waiting, the oldest for 2 min; all here in 4 min at best
    ↳ Anna Gómez: 97
    ↳ User 4821: 20
    📤 To clients: 2 waiting, the oldest for 4 s
    ↳ Acme 👩‍🚀: 2
    ❔ Waiting for a decision, in their topics: 1
    ↳ Acme: 1
    ⚠️ Not delivered, their topics say why: 2
    ↳ Ben: 2
    ");
    insta::assert_snapshot!(told(Some(PauseWhy::NotForum), busy()), @"
    ⏸ Clients' messages wait: this group has no topics. Switch them on in the group's settings; then all goes on by itself (09:05 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 12 of 20
    ⏸ @acme_relay_bot (relay): 14 of 14 (usually 20); it has to wait 31 s more
    ⚠️ @acme_other_relay_bot (relay): 0 of 20; it may not write here
    📥 To topics: 120 waiting, the oldest for 2 min
    ↳ Anna Gómez: 97
    ↳ User 4821: 20
    📤 To clients: 2 waiting, the oldest for 4 s
    ↳ Acme 👩‍🚀: 2
    ❔ Waiting for a decision, in their topics: 1
    ↳ Acme: 1
    ⚠️ Not delivered, their topics say why: 2
    ↳ Ben: 2
    ");
    insta::assert_snapshot!(told(Some(PauseWhy::ManageTopics), DeskStatus::default()), @"
    ⏸ Clients' messages wait: the bot may not manage topics here. Give it that right; then all goes on by itself (00:00 UTC).
    Nothing waits.
    ");
}

/// Promise: every answer fits one message in every language, without invisible marks, and its links lie on the lines about topics
/// to the unit.
#[test]
fn every_answer_is_said() {
    for language in LANGUAGES {
        for notice in all() {
            let spoken = say(language, &notice);
            assert_eq!(spoken.labels, Vec::<String>::new());
            assert!(spoken.text.units() <= UNITS_MAX, "{}", spoken.text.units());
            let units: Vec<u16> = spoken.text.text.encode_utf16().collect();
            for entity in &spoken.text.entities {
                assert!(matches!(entity.kind, EntityKind::TextLink(_)));
                let (from, length) = (entity.offset as usize, entity.length as usize);
                let words = String::from_utf16(&units[from..from + length]).unwrap();
                assert!(words.starts_with('↳') && !words.contains('\n'), "{words}");
                let after = units.get(from + length);
                assert!(after.is_none_or(|unit| *unit == u16::from(b'\n')));
            }
        }
    }
}
