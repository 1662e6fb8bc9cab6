//! What a team has beside talking: a quick reply that was saved once, and a mark.

use anyhow::Result;
use relevo_telegram_sim::control::Say;

use super::super::cast::Cast;
use super::super::show::Show;
use super::{Card, Scene};

pub(super) fn scenes(cast: &Cast) -> Vec<Scene> {
    let left = (cast.anna.reader, cast.anna);
    let right = (cast.marta, Some(cast.anna));
    vec![
        Scene {
            card: Card {
                title: "A quick reply",
                text: "Marta has saved a sentence in General with /say. In Anna's topic “/say sorry” sends it, with Anna's name filled in.",
                hint: "Anna reads the sentence; below the command Marta sees what Anna got. /say alone lists them.",
                left,
                right,
            },
            tell: |show| Box::pin(replies(show)),
        },
        Scene {
            card: Card {
                title: "A mark",
                text: "/mark refund pins a word to this conversation. Marks are counted, stand in titles, and say who gets a broadcast.",
                hint: "Tap the button to remove it and to set it again.",
                left,
                right,
            },
            tell: |show| Box::pin(marks(show)),
        },
    ]
}

async fn replies(show: &mut Show<'_>) -> Result<()> {
    let (anna, marta) = (show.stage.cast.anna, show.stage.cast.marta);
    let words = "We are sorry, {first_name}. A new parcel leaves today.";
    let saved = show.in_general(marta, Say::text(words)).await?;
    let command = Say::text("/say sorry").reply_to(saved);
    show.in_general(marta, command).await?;
    show.general_says("/say sorry").await?;
    let sent = "We are sorry, Anna. A new parcel leaves today.";
    show.asks_to_send(marta, anna, ("/say sorry", sent)).await
}

async fn marks(show: &mut Show<'_>) -> Result<()> {
    let (anna, marta) = (show.stage.cast.anna, show.stage.cast.marta);
    show.in_general(marta, Say::text("/mark new refund"))
        .await?;
    show.general_says("refund").await?;
    show.mark(marta, anna, "refund").await
}
