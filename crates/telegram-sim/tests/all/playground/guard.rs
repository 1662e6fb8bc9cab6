//! Who may ask: pages of this door under a name of this machine.

use serde_json::json;

use super::asking::Open;
use super::live::cast;

const JSON: (&str, &str) = ("Content-Type", "application/json");

#[tokio::test]
async fn only_names_and_addresses_of_this_machine_are_answered() {
    let open = Open::new(cast().0).await;
    for (host, status) in [
        ("localhost", 200),
        ("LOCALHOST:8083", 200),
        ("127.0.0.1:8083", 200),
        ("127.9.9.9", 200),
        ("[::1]:8083", 200),
        ("192.168.1.5:8083", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
    ] {
        let answer = open.ask("GET /api/start", &[("Host", host)], b"").await;
        assert_eq!(answer.status, status, "{host}");
    }
}

#[tokio::test]
async fn deeds_come_from_the_own_page_only() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let [ann, ben, _] = cast.people;
    let body = json!({"person": ann, "chat": ben, "text": "hello"}).to_string();
    let host = ("Host", "127.0.0.1:8083");
    for (origin, status) in [
        ("http://127.0.0.1:8083", 200),
        ("http://127.0.0.1:9999", 403),
        ("http://localhost:8083", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ] {
        let lines = [host, JSON, ("Origin", origin)];
        let answer = open.ask("POST /api/do/say", &lines, body.as_bytes()).await;
        assert_eq!(answer.status, status, "{origin}");
        if status == 403 {
            assert!(answer.json()["error"].is_string());
        }
    }
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let lines = [host, ("Content-Type", kind)];
        let answer = open.ask("POST /api/do/say", &lines, body.as_bytes()).await;
        assert_eq!(answer.status, 415, "{kind}");
    }
    let said = open.sim.with(|world| world.transcript(ben, ann)).len();
    assert_eq!(said, 1, "only the first was done");
}

#[tokio::test]
async fn every_answer_keeps_the_page_to_itself() {
    let (world, cast) = cast();
    let open = Open::new(world).await;
    let start = format!("/api/chats?as={}", cast.people[0]);
    for path in [
        "/",
        "/assets/style/theme.css",
        "/api/start",
        &start,
        "/nothing",
    ] {
        let answer = open.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
    assert_eq!(open.get(&start).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn only_the_pages_own_files_are_served() {
    let open = Open::new(cast().0).await;
    let style = open.get("/assets/style/theme.css").await;
    assert_eq!(
        (style.status, style.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    let again = [
        ("Host", "localhost"),
        ("If-None-Match", style.header("etag")),
    ];
    assert_eq!(
        open.ask("GET /assets/style/theme.css", &again, b"")
            .await
            .status,
        304
    );
    for path in [
        "README.md",
        "vendor/fetch",
        "../Cargo.toml",
        "..%2f..%2fsrc/lib.rs",
        "style/../../src/sim.rs",
        "nothing.js",
    ] {
        assert_eq!(
            open.get(&format!("/assets/{path}")).await.status,
            404,
            "{path}"
        );
    }
}

/// One sees only what one is inside of.
#[tokio::test]
async fn strangers_see_nothing() {
    let (mut world, cast) = cast();
    let [ann, ben, cleo] = cast.people;
    let forum = cast.chats[0];
    world.kick(ann, forum, ben).expect("she may");
    let open = Open::new(world).await;
    for person in [ben, cleo] {
        for path in ["chat", "topics", "messages"] {
            let answer = open
                .get(&format!("/api/{path}?as={person}&chat={forum}"))
                .await;
            assert_eq!(answer.status, 404, "{path} {person}");
        }
    }
    let bot = open.get(&format!("/api/chats?as={}", cast.bot)).await;
    assert_eq!(bot.status, 404);
}
