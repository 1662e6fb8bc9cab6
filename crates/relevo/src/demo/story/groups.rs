//! Many clients in one chat, two operators in one topic: who speaks, what a reply is about, and words of any language.

use anyhow::{Context, Result};
use relevo_telegram_sim::control::Say;

use super::super::cast::Cast;
use super::super::show::Show;
use super::talk::picture;
use super::{Card, Scene};

const ERROR: &[u8] = include_bytes!("../pictures/error.jpg");

pub(super) fn scenes(cast: &Cast) -> Vec<Scene> {
    let acme = (cast.marta, Some(cast.acme));
    vec![
        Scene {
            card: Card {
                title: "A group of three",
                text: "A client's group is one topic, too. A dot and a name tell who speaks, and a person keeps the colour.",
                hint: "Choose Ben or Chen on the left: the same group through other eyes.",
                left: (cast.acme.reader, cast.acme),
                right: acme,
            },
            tell: |show| Box::pin(three_speak(show)),
        },
        Scene {
            card: Card {
                title: "Replies and quotes",
                text: "Marta replies to Ben's words, Chen to Marta's. On both sides a reply is a reply, and a quote a quote.",
                hint: "Click the quoted words: they lead to the message they are from.",
                left: (cast.chen, cast.acme),
                right: acme,
            },
            tell: |show| Box::pin(they_reply(show)),
        },
        Scene {
            card: Card {
                title: "Words of any language",
                text: "Words arrive as they were written, from right to left, too. Every chat finds its topic.",
                hint: "Look at the list of topics on the right: each chat has one, none is mixed up.",
                left: (cast.shop.reader, cast.shop),
                right: (cast.marta, Some(cast.shop)),
            },
            tell: |show| Box::pin(any_language(show)),
        },
        Scene {
            card: Card {
                title: "The next shift",
                text: "Tom takes over and finds everything in the topics. Clients see no change: it is still Acme Support.",
                hint: "On the right you are Tom now. Open another topic and read what Marta wrote.",
                left: (cast.noa.reader, cast.noa),
                right: (cast.tom, Some(cast.noa)),
            },
            tell: |show| Box::pin(next_shift(show)),
        },
    ]
}

async fn three_speak(show: &mut Show<'_>) -> Result<()> {
    let (acme, ben, chen) = (
        show.stage.cast.acme,
        show.stage.cast.ben,
        show.stage.cast.chen,
    );
    let greeting = "Good morning! The export is broken";
    show.client(acme.reader, acme, Say::text(greeting)).await?;
    let since = "Since yesterday evening, for all of us 🙁";
    show.client(ben, acme, Say::text(since)).await?;
    show.client(
        chen,
        acme,
        picture(ERROR, "error.jpg", "This is what I see"),
    )
    .await
}

async fn they_reply(show: &mut Show<'_>) -> Result<()> {
    let (acme, marta, chen) = (
        show.stage.cast.acme,
        show.stage.cast.marta,
        show.stage.cast.chen,
    );
    let asked = show
        .in_topic(acme, "for all of us 🙁")
        .context("Ben's words are missing")?;
    let words = "Fixed. Please try it again now.";
    let answer = Say::text(words)
        .reply_to(asked)
        .quote("Since yesterday evening");
    show.answer(marta, acme, answer).await?;
    let answer = show.in_chat(acme, words).context("the answer is missing")?;
    let thanks = Say::text("It works again, thank you!")
        .reply_to(answer)
        .quote("try it again now");
    show.client(chen, acme, thanks).await
}

async fn any_language(show: &mut Show<'_>) -> Result<()> {
    let (noa, shop, samir) = (
        show.stage.cast.noa,
        show.stage.cast.shop,
        show.stage.cast.samir,
    );
    let haifa = "שלום! האם אפשר לשלוח את החבילה לחיפה?";
    show.client(noa.reader, noa, Say::text(haifa)).await?;
    let order = "مرحبا! متى تصل طلبيتنا الأخيرة؟";
    show.client(shop.reader, shop, Say::text(order)).await?;
    let link =
        "https://parcels.example/track/4812/where-is-it?from=Hamburg&to=Amman&promised=yesterday";
    show.client(samir, shop, Say::text(link)).await
}

async fn next_shift(show: &mut Show<'_>) -> Result<()> {
    let (noa, shop, tom) = (
        show.stage.cast.noa,
        show.stage.cast.shop,
        show.stage.cast.tom,
    );
    let yes = "שלום נועה, כן, החבילה תגיע לחיפה ביום חמישי.";
    show.answer(tom, noa, Say::text(yes)).await?;
    let tomorrow = "مرحبا ليلى، تصل الطلبية غدا قبل الظهر.";
    show.answer(tom, shop, Say::text(tomorrow)).await
}
