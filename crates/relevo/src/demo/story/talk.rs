//! One client and one operator: a question, an answer, a note, a picture and a file.

use anyhow::Result;
use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;

use super::super::cast::Cast;
use super::super::show::Show;
use super::{Card, Scene};

const PARCEL: &[u8] = include_bytes!("../pictures/parcel.jpg");
const INVOICE: &[u8] = include_bytes!("../pictures/invoice.pdf");

pub(super) fn scenes(cast: &Cast) -> Vec<Scene> {
    let left = (cast.anna.reader, cast.anna);
    let topic = (cast.marta, Some(cast.anna));
    vec![
        Scene {
            card: Card {
                title: "A client writes",
                text: "Anna writes to your bot, as to any person. Her topic appears by itself in the team's group.",
                hint: "On the left you are Anna, on the right Marta of the team. Anna's topic is new.",
                left,
                right: topic,
            },
            tell: |show| Box::pin(writes(show)),
        },
        Scene {
            card: Card {
                title: "Marta answers",
                text: "Marta writes in the topic, and Anna gets it from the bot. Marta never joins Anna's chat, and Anna sees one voice.",
                hint: "Compare the two panes: the same words, and another name above them.",
                left,
                right: topic,
            },
            tell: |show| Box::pin(answers(show)),
        },
        Scene {
            card: Card {
                title: "A note stays inside",
                text: "A slash and a space begin a note. The team reads it in the topic; Anna never does.",
                hint: "The note is on the right. On the left there is nothing new.",
                left,
                right: topic,
            },
            tell: |show| Box::pin(notes(show)),
        },
        Scene {
            card: Card {
                title: "A picture and a file",
                text: "Everything that Telegram can copy arrives as what it is, at any size, without a download in between.",
                hint: "Open the picture in the topic.",
                left,
                right: topic,
            },
            tell: |show| Box::pin(sends_files(show)),
        },
    ]
}

async fn writes(show: &mut Show<'_>) -> Result<()> {
    let anna = show.stage.cast.anna;
    let words = "Hello! My parcel 4711 has come, but the tea set in it is in pieces 📦";
    show.client(anna.reader, anna, Say::text(words)).await
}

async fn answers(show: &mut Show<'_>) -> Result<()> {
    let (anna, marta) = (show.stage.cast.anna, show.stage.cast.marta);
    let words = "Hi Anna, I am sorry about that. Can you send me a picture, and the invoice?";
    show.answer(marta, anna, Say::text(words)).await
}

async fn notes(show: &mut Show<'_>) -> Result<()> {
    let (anna, marta) = (show.stage.cast.anna, show.stage.cast.marta);
    let words = "second broken parcel this month, let us refund the shipping";
    show.note(marta, anna, words).await
}

async fn sends_files(show: &mut Show<'_>) -> Result<()> {
    let anna = show.stage.cast.anna;
    let picture = picture(PARCEL, "parcel.jpg", "This is how it came");
    show.client(anna.reader, anna, picture).await?;
    let invoice = file(
        Kind::Document,
        (INVOICE, "invoice-4711.pdf"),
        "And this is the invoice",
    );
    show.client(anna.reader, anna, invoice).await
}

/// A photo with these bytes; 800 by 600, as the offline Telegram takes every photo to be.
pub(super) fn picture(bytes: &[u8], name: &str, caption: &str) -> Say {
    file(Kind::Photo, (bytes, name), caption)
}

fn file(media: Kind, (bytes, name): (&[u8], &str), caption: &str) -> Say {
    Say::new(SayContent::Media {
        media,
        caption: caption.into(),
        entities: Vec::new(),
        name: name.into(),
        bytes: bytes.into(),
        spoiler: false,
    })
}
