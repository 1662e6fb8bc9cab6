//! What goes wrong in an office, and what becomes of it: a topic is deleted by mistake, the desk is killed while it works.

use anyhow::Result;
use relevo_telegram_sim::control::Say;

use super::super::cast::Cast;
use super::super::show::Show;
use super::{Card, Scene};

pub(super) fn scenes(cast: &Cast) -> Vec<Scene> {
    let anna = (cast.anna.reader, cast.anna);
    vec![
        Scene {
            card: Card {
                title: "A topic is deleted",
                text: "Tom deletes Anna's topic by mistake, with all that was in it. Anna notices nothing: her chat is untouched.",
                hint: "Anna's topic is gone from the list on the right.",
                left: anna,
                right: (cast.tom, None),
            },
            tell: |show| Box::pin(topic_is_lost(show)),
        },
        Scene {
            card: Card {
                title: "It heals by itself",
                text: "Anna writes again. Her topic is made anew with her message in it, and the talk goes on.",
                hint: "Anna's topic is in the list again. Nobody had to repair anything.",
                left: anna,
                right: (cast.marta, Some(cast.anna)),
            },
            tell: |show| Box::pin(topic_heals(show)),
        },
        Scene {
            card: Card {
                title: "The desk is killed",
                text: "Messages come in, and the desk is killed while it delivers them. What comes meanwhile waits at Telegram; \
                       started again, the desk goes on where it was, and nothing is lost.",
                hint: "A ⟳ marks what may be there twice. You can kill the desk yourself: its levers are beside the faults.",
                left: (cast.acme.reader, cast.acme),
                right: (cast.marta, Some(cast.acme)),
            },
            tell: |show| Box::pin(desk_is_killed(show)),
        },
    ]
}

async fn topic_is_lost(show: &mut Show<'_>) -> Result<()> {
    show.breath().await;
    let (anna, tom) = (show.stage.cast.anna, show.stage.cast.tom);
    show.lose_topic(tom, anna)
}

async fn topic_heals(show: &mut Show<'_>) -> Result<()> {
    let (anna, marta) = (show.stage.cast.anna, show.stage.cast.marta);
    show.client(anna.reader, anna, Say::text("Any news?"))
        .await?;
    let news = "Yes: a new one comes tomorrow, and the shipping is on us 🎉";
    show.answer(marta, anna, Say::text(news)).await
}

async fn desk_is_killed(show: &mut Show<'_>) -> Result<()> {
    let (acme, anna, freight) = {
        let cast = &show.stage.cast;
        (cast.acme, cast.anna, cast.freight)
    };
    let (marta, ben, chen) = {
        let cast = &show.stage.cast;
        (cast.marta, cast.ben, cast.chen)
    };
    show.breath().await;
    let mut said = Vec::new();
    for (person, words) in [
        (acme.reader, "One more thing: the import is slow"),
        (ben, "Ten minutes instead of one"),
        (chen, "And only for large files"),
    ] {
        said.push((acme, show.speaks(person, acme, Say::text(words))?));
    }
    let first = said[0].1.clone();
    show.arrives(acme, &first).await?;
    show.kill_desk().await?;
    show.breath().await;
    let offer = "Shall we send you one of them?";
    said.push((acme, show.speaks(ben, acme, Say::text(offer))?));
    show.breath().await;
    for (chat, words) in [
        (anna, "Wonderful, thank you!"),
        (freight, "Has our credit been sent?"),
    ] {
        said.push((chat, show.speaks(chat.reader, chat, Say::text(words))?));
    }
    let answer = show.writes(marta, anna, Say::text("You are welcome, Anna."))?;
    show.desk_is_back().await?;
    for (chat, words) in said {
        show.arrives(chat, &words).await?;
    }
    show.reaches(anna, &answer).await
}
