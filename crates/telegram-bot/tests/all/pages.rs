//! Pulling pages: what is asked, what is cut out of the answer, what is confirmed.

use std::time::Duration;

use relevo_telegram::{Gateway, Page, PageError, Refusal, UpdateId, UpdateKind};
use relevo_telegram_bot::{Bot, WireAnswer};
use serde_json::{Value, json};

use crate::script::{Script, failed, ok, raw};

async fn page(after: Option<i64>, answer: WireAnswer) -> Result<Page, PageError> {
    Bot::over(Script::new([answer]))
        .next_page(after.map(UpdateId), Duration::ZERO)
        .await
}

fn ids(page: &Page) -> Vec<i64> {
    page.updates.iter().map(|update| update.id.0).collect()
}

/// Promise: every pull names the whole list of kinds, confirms by offset, and may take its patience and ten seconds more.
#[tokio::test]
async fn what_is_asked() {
    let script = Script::new([ok(&json!([])), ok(&json!([])), ok(&json!([]))]);
    let bot = Bot::over(script.clone());
    bot.next_page(None, Duration::from_secs(25)).await.unwrap();
    bot.next_page(Some(UpdateId(41)), Duration::from_secs(600))
        .await
        .unwrap();
    bot.confirm(UpdateId(41)).await.unwrap();
    let kinds = json!([
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "message_reaction",
        "message_reaction_count",
        "callback_query",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "managed_bot",
    ]);
    let asked = script.take_asked();
    let expected = [
        (
            json!({ "limit": 100, "timeout": 25, "allowed_updates": kinds }),
            35,
        ),
        (
            json!({ "limit": 100, "timeout": 50, "offset": 42, "allowed_updates": kinds }),
            60,
        ),
        (
            json!({ "limit": 1, "timeout": 0, "offset": 42, "allowed_updates": kinds }),
            10,
        ),
    ];
    assert_eq!(asked.len(), expected.len());
    for (asked, (params, seconds)) in asked.iter().zip(expected) {
        assert_eq!((asked.method, &asked.params), ("getUpdates", &params));
        assert_eq!(asked.patience, Duration::from_secs(seconds));
    }
}

/// Promise: updates come raw, byte for byte, in order, with their numbers, however large.
#[tokio::test]
async fn updates_stay_raw() {
    let body = r#"{"ok":true,"result":[ {"update_id":7, "message" :{"x":1.0}} ,{"poll":{},"update_id":4294967299}]}"#;
    let page = page(None, raw(200, body)).await.unwrap();
    assert_eq!(ids(&page), [7, 4_294_967_299]);
    assert_eq!(
        page.updates[0].body,
        br#"{"update_id":7, "message" :{"x":1.0}}"#
    );
    assert!(!page.full);
}

/// Promise: a hundred updates mean that more may wait; ninety-nine mean that we have caught up.
#[tokio::test]
async fn full_pages() {
    for (count, full) in [(99, false), (100, true)] {
        let updates: Vec<Value> = (0..count).map(|id| json!({ "update_id": id })).collect();
        let page = page(None, ok(&json!(updates))).await.unwrap();
        assert_eq!((page.updates.len(), page.full), (count, full));
    }
}

/// Promise: an update without a readable number is handed on with the number Telegram must have given it, so that
/// confirming it neither loops nor skips an unseen one.
#[tokio::test]
async fn updates_without_a_number() {
    let odd = || json!({ "update_id": "x", "message": {} });
    let id = |id: i64| json!({ "update_id": id });
    let table = [
        (None, vec![id(10), odd(), id(12)], vec![10, 11, 12]),
        (None, vec![id(10), odd()], vec![10, 11]),
        (None, vec![odd(), odd(), id(12)], vec![10, 11, 12]),
        (
            Some(10),
            vec![odd(), json!(3), json!(null)],
            vec![11, 12, 13],
        ),
        (Some(10), vec![id(20), odd()], vec![20, 21]),
        (None, vec![odd()], vec![0]),
        (
            Some(10),
            vec![id(i64::MAX), odd()],
            vec![i64::MAX, i64::MAX],
        ),
    ];
    for (after, updates, expected) in table {
        let page = page(after, ok(&json!(updates))).await.unwrap();
        assert_eq!(ids(&page), expected, "{updates:?}");
    }
}

/// Promise: one update with a broken byte, a lone surrogate or absurd nesting does not cost its neighbours.
#[tokio::test]
async fn one_bad_update_spoils_nobody() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let mut body = br#"{"ok":true,"result":[{"update_id":1,"poll":{"text":""#.to_vec();
    body.push(0xff);
    body.extend_from_slice(
        format!(
            r#""}}}},{{"update_id":2,"x":{{"y":"\ud800"}}}},{{"update_id":3,"poll":{deep}}},{{"update_id":4,"poll":{{}}}}]}}"#
        )
        .as_bytes(),
    );
    let bot = Bot::over(Script::new([WireAnswer::Http { status: 200, body }]));
    let page = bot.next_page(None, Duration::ZERO).await.unwrap();
    assert_eq!(ids(&page), [1, 2, 3, 4]);
    let kinds: Vec<Option<UpdateKind>> = page
        .updates
        .iter()
        .map(|raw| bot.read(raw).ok().map(|update| update.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            Some(UpdateKind::Other("poll".into())),
            Some(UpdateKind::Other("x".into())),
            Some(UpdateKind::Other("poll".into())),
            Some(UpdateKind::Other("poll".into())),
        ]
    );
}

/// Promise: a pull that failed says whether somebody must look, when to ask again, or just to ask again.
#[tokio::test]
async fn failed_pulls() {
    let table = [
        (WireAnswer::NotSent, PageError::Line),
        (WireAnswer::Lost, PageError::Line),
        (raw(502, "<html>"), PageError::Line),
        (ok(&json!({ "no": "list" })), PageError::Line),
        (raw(200, r#"{"ok":true,"result":[{"upda"#), PageError::Line),
        (
            failed(429, "Too Many Requests: retry after 4"),
            PageError::Wait(Duration::from_secs(4)),
        ),
        (
            failed(401, "Unauthorized"),
            PageError::Refused(Refusal::TokenInvalid),
        ),
        (
            failed(409, "Conflict: terminated by other getUpdates request"),
            PageError::Refused(Refusal::SecondPoller),
        ),
    ];
    for (answer, expected) in table {
        assert_eq!(page(None, answer).await.err(), Some(expected));
    }
}
