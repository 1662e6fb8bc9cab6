//! Files: shown if harmless, else downloads, whole or in part.

use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::json;

use super::asking::{Answer, Open};
use super::live::cast;

async fn sent(media: Kind, name: &str, bytes: &[u8], lines: &[(&str, &str)]) -> Answer {
    let (mut world, cast) = cast();
    let [ann, ben, _] = cast.people;
    let content = SayContent::Media {
        media,
        caption: String::new(),
        entities: Vec::new(),
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        spoiler: false,
    };
    world
        .say(ann, ben, Say::new(content))
        .expect("they may talk");
    let file = world.transcript(ben, ann)[0].file.clone().expect("a file");
    let open = Open::new(world).await;
    let head = [&[("Host", "localhost")], lines].concat();
    open.ask(&format!("GET /files/{file}"), &head, b"").await
}

#[tokio::test]
async fn nothing_that_could_run_is_shown() {
    for (name, bytes) in [
        ("a.html", &b"<script>1</script>"[..]),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.js", b"1"),
        ("a.pdf", b"%PDF-1.7"),
        ("a", b"words"),
    ] {
        let answer = sent(Kind::Document, name, bytes, &[]).await;
        assert_eq!(
            answer.header("content-type"),
            "application/octet-stream",
            "{name}"
        );
        assert!(
            answer
                .header("content-disposition")
                .starts_with("attachment;"),
            "{name}"
        );
        assert!(
            answer.header("content-security-policy").contains("sandbox"),
            "{name}"
        );
        assert_eq!(answer.body, bytes);
    }
}

#[tokio::test]
async fn pictures_are_shown_and_names_are_encoded() {
    let answer = sent(
        Kind::Document,
        "Größe \"1\"\r\nX: y.png",
        b"\x89PNG\r\n\x1a\n",
        &[],
    )
    .await;
    assert_eq!(answer.header("content-type"), "image/png");
    let name = "inline; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%0D%0AX%3A%20y.png";
    assert_eq!(answer.header("content-disposition"), name);
}

#[tokio::test]
async fn parts_of_a_file_can_be_asked_for() {
    for (range, status, body, span) in [
        ("bytes=2-4", 206, &b"cde"[..], "bytes 2-4/8"),
        ("bytes=5-", 206, b"fgh", "bytes 5-7/8"),
        ("bytes=-2", 206, b"gh", "bytes 6-7/8"),
        ("bytes=4-99", 206, b"efgh", "bytes 4-7/8"),
        ("bytes=8-", 416, b"", "bytes */8"),
        ("bytes=4-2", 200, b"abcdefgh", ""),
        ("bytes=0-1,3-4", 200, b"abcdefgh", ""),
        ("lines=0-1", 200, b"abcdefgh", ""),
    ] {
        let answer = sent(Kind::Document, "a.bin", b"abcdefgh", &[("Range", range)]).await;
        assert_eq!((answer.status, &answer.body[..]), (status, body), "{range}");
        assert_eq!(answer.header("content-range"), span, "{range}");
    }
}

/// A photo without content is a picture; its size is known before it is there.
#[tokio::test]
async fn photos_are_pictures_with_a_size() {
    let (world, cast) = cast();
    let [ann, ben, _] = cast.people;
    let open = Open::new(world).await;
    let content = json!({"kind": "media", "media": "photo"});
    open.act(
        "say",
        &json!({"person": ann, "chat": ben, "content": content}),
    )
    .await;
    // A GIF of 3 × 2 points, in base64.
    let content =
        json!({"kind": "media", "media": "photo", "name": "a.gif", "bytes": "R0lGODlhAwACAA=="});
    let (status, _) = open
        .act(
            "say",
            &json!({"person": ann, "chat": ben, "content": content}),
        )
        .await;
    assert_eq!(status, 200);
    let page = open
        .read(&format!("/api/messages?as={ben}&chat={ann}"))
        .await;
    let size = |at: usize| {
        let photo = &page["messages"][at]["message"]["photo"][1];
        (
            photo["width"].clone(),
            photo["height"].clone(),
            photo["file_unique_id"].clone(),
        )
    };
    assert_eq!((size(0).0, size(0).1), (json!(517), json!(320)));
    assert_eq!((size(1).0, size(1).1), (json!(3), json!(2)));
    let drawn = open
        .get(&format!("/files/{}", size(0).2.as_str().expect("an id")))
        .await;
    assert_eq!(drawn.header("content-type"), "image/png");
    assert!(drawn.body.len() < 8_192);
    let wrong = json!({"kind": "media", "media": "photo", "bytes": "no base64!"});
    let (status, _) = open
        .act(
            "say",
            &json!({"person": ann, "chat": ben, "content": wrong}),
        )
        .await;
    assert_eq!(status, 400);
}
