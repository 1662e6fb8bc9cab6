//! Files: up in parts, in albums, and down again; the same ones at a bot.

use grammers_client::tl;
use serde_json::json;

use super::grammers::{App, told};
use super::stage::Open;
use crate::doors::wire::until;

fn part(file_id: i64, file_part: i32, bytes: &[u8]) -> tl::functions::upload::SaveFilePart {
    tl::functions::upload::SaveFilePart {
        file_id,
        file_part,
        bytes: bytes.to_vec(),
    }
}

fn document(file_id: i64, parts: i32) -> tl::enums::InputMedia {
    tl::types::InputMediaUploadedDocument {
        nosound_video: false,
        force_file: false,
        spoiler: false,
        file: tl::types::InputFile {
            id: file_id,
            parts,
            name: "notes.txt".to_owned(),
            md5_checksum: String::new(),
        }
        .into(),
        thumb: None,
        mime_type: "text/plain".to_owned(),
        attributes: vec![
            tl::types::DocumentAttributeFilename {
                file_name: "notes.txt".to_owned(),
            }
            .into(),
        ],
        stickers: None,
        video_cover: None,
        video_timestamp: None,
        ttl_seconds: None,
    }
    .into()
}

fn send(
    peer: &tl::enums::InputPeer,
    media: tl::enums::InputMedia,
) -> tl::functions::messages::SendMedia {
    tl::functions::messages::SendMedia {
        silent: false,
        background: false,
        clear_draft: false,
        noforwards: false,
        update_stickersets_order: false,
        invert_media: false,
        allow_paid_floodskip: false,
        peer: peer.clone(),
        reply_to: None,
        media,
        message: "the notes".to_owned(),
        random_id: 9,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        allow_paid_stars: None,
        suggested_post: None,
    }
}

/// A file goes up in parts and comes down whole, at the bot and at the account; a missing part is named.
#[tokio::test(flavor = "multi_thread")]
async fn files_go_up_in_parts_and_come_down() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    let content: Vec<u8> = (0..10_000_u32).flat_map(u32::to_le_bytes).collect();
    let (first, second) = content.split_at(32_768);
    app.ask(&part(5, 0, first)).await;
    let early = app.refused(&send(&bot, document(5, 2))).await;
    assert_eq!(early, ("FILE_PART_MISSING".to_owned(), Some(1)));
    app.ask(&part(5, 1, second)).await;
    let sent = told(app.ask(&send(&bot, document(5, 2))).await);
    assert_eq!(sent[0].message, "the notes");

    let update = open
        .stage
        .updates(0)
        .await
        .pop()
        .expect("the bot hears of it");
    let file = &update["message"]["document"];
    assert_eq!(
        (&file["file_name"], &file["mime_type"]),
        (&json!("notes.txt"), &json!("text/plain"))
    );
    let unique = file["file_unique_id"].as_str().expect("an id");
    assert_eq!(
        open.sim().with(|world| world.file_content(unique)),
        Some(content.clone())
    );

    let Some(tl::enums::MessageMedia::Document(media)) = &sent[0].media else {
        panic!("a document")
    };
    let Some(tl::enums::Document::Document(document)) = &media.document else {
        panic!("a document")
    };
    assert_eq!(document.size, 40_000);
    let mut fetched = Vec::new();
    while fetched.len() < content.len() {
        let fetch = tl::functions::upload::GetFile {
            precise: false,
            cdn_supported: false,
            location: tl::types::InputDocumentFileLocation {
                id: document.id,
                access_hash: document.access_hash,
                file_reference: document.file_reference.clone(),
                thumb_size: String::new(),
            }
            .into(),
            offset: i64::try_from(fetched.len()).expect("small"),
            limit: 16_384,
        };
        let tl::enums::upload::File::File(piece) = app.ask(&fetch).await else {
            panic!("a piece")
        };
        assert!(!piece.bytes.is_empty());
        fetched.extend(piece.bytes);
    }
    assert_eq!(fetched, content);
}

/// An album of pictures goes by grammers' own helper and is one album at the bot.
#[tokio::test(flavor = "multi_thread")]
async fn albums_are_one_at_the_bot() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let found = until(app.client.resolve_username(open.stage.username)).await;
    let bot = found.expect("an answer").expect("the bot is known");
    let bot = bot.to_ref().await.expect("named").expect("named");
    let mut album = Vec::new();
    for name in ["a.jpg", "b.jpg"] {
        let mut bytes = name.as_bytes();
        let size = bytes.len();
        let file = until(app.client.upload_stream(&mut bytes, size, name.to_owned())).await;
        let file = file.expect("it goes up");
        album.push(
            grammers_client::media::InputMedia::new()
                .caption(name)
                .photo(file),
        );
    }
    let sent = until(app.client.send_album(bot, album))
        .await
        .expect("it is sent");
    assert_eq!(sent.len(), 2);
    let heard = open.stage.updates(0).await;
    let groups: Vec<_> = heard
        .iter()
        .map(|update| &update["message"]["media_group_id"])
        .collect();
    assert!(
        groups[0].is_string() && groups[0] == groups[1],
        "{groups:?}"
    );
    assert_eq!(heard[1]["message"]["caption"], "b.jpg");
}
