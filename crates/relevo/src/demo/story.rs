//! The story: a private client, a group of three, an operator. Each scene says what it shows.

use anyhow::{Context, Result};
use relevo_telegram_sim::control::Say;

use super::show::Show;

/// Tells it from beginning to end.
///
/// # Errors
/// If an effect does not come, or the story cannot be shown.
pub(super) async fn tell(show: &mut Show) -> Result<()> {
    show.open(&[
        "Relevo mirrors every client chat to a topic of one Telegram group, and your team's answers back.",
        "Here are a real desk and an offline Telegram in one process: no account, no network, nothing left behind.",
    ])?;
    a_client_writes(show).await?;
    an_operator_answers(show).await?;
    a_note(show).await?;
    a_group_of_three(show).await?;
    a_reply(show).await?;
    any_words(show).await?;
    a_lost_topic(show).await
}

async fn a_client_writes(show: &mut Show) -> Result<()> {
    show.scene("A client writes to your bot. Her topic appears by itself.")
        .await?;
    let anna = show.stage.cast.anna;
    show.client(
        anna.reader,
        anna,
        Say::text("Hello! My parcel 4711 has not arrived 📦"),
    )
    .await?;
    show.look()
}

async fn an_operator_answers(show: &mut Show) -> Result<()> {
    show.scene(
        "Marta answers in the topic. Anna gets it from the bot; Marta never joins her chat.",
    )
    .await?;
    let anna = show.stage.cast.anna;
    show.answer(anna, Say::text("Hi Anna, I am looking into it."))
        .await?;
    show.look()
}

async fn a_note(show: &mut Show) -> Result<()> {
    show.scene(
        "A slash and a space make a note. Colleagues read it in the topic; Anna never does.",
    )
    .await?;
    let anna = show.stage.cast.anna;
    show.note(
        anna,
        Say::text("/ second delay this month, let us refund the shipping"),
    )
    .await?;
    show.look()
}

async fn a_group_of_three(show: &mut Show) -> Result<()> {
    show.scene(
        "A client's group with three people is one topic too. A dot and a name tell who speaks.",
    )
    .await?;
    let (acme, cast) = (show.stage.cast.acme, &show.stage.cast);
    let (olga, ben, chen) = (cast.olga, cast.ben, cast.chen);
    show.client(olga, acme, Say::text("Good morning! The export is broken"))
        .await?;
    show.client(
        ben,
        acme,
        Say::text("Since yesterday evening, for all of us 🙁"),
    )
    .await?;
    show.client(chen, acme, Say::photo("This is what I see"))
        .await?;
    show.look()
}

async fn a_reply(show: &mut Show) -> Result<()> {
    show.scene("Replies and quotes point at the same words on both sides.")
        .await?;
    let (acme, chen) = (show.stage.cast.acme, show.stage.cast.chen);
    let asked = show
        .in_topic(acme, "for all of us 🙁")
        .context("Ben's words are missing")?;
    let words = "Fixed. Please try it again now.";
    show.answer(
        acme,
        Say::text(words)
            .reply_to(asked)
            .quote("Since yesterday evening"),
    )
    .await?;
    let answer = show.in_chat(acme, words).context("the answer is missing")?;
    show.client(
        chen,
        acme,
        Say::text("It works again, thank you!")
            .reply_to(answer)
            .quote("try it again now"),
    )
    .await?;
    show.look()
}

async fn any_words(show: &mut Show) -> Result<()> {
    show.scene("Words arrive as they were written, in any language and of any length.")
        .await?;
    let (noa, anna) = (show.stage.cast.noa, show.stage.cast.anna);
    show.client(
        noa.reader,
        noa,
        Say::text("שלום! האם אפשר לשלוח את החבילה לחיפה?"),
    )
    .await?;
    let link =
        "https://parcels.example/track/4711/where-is-it?from=Hamburg&to=Lisbon&promised=yesterday";
    show.client(anna.reader, anna, Say::text(link)).await?;
    show.look()
}

async fn a_lost_topic(show: &mut Show) -> Result<()> {
    show.scene("Somebody deletes Anna's topic by mistake.")
        .await?;
    let anna = show.stage.cast.anna;
    show.lose_topic(anna)?;
    show.look()?;
    show.scene("Anna does not notice: she writes, the topic is made anew, and the talk goes on.")
        .await?;
    show.client(anna.reader, anna, Say::text("Any news?"))
        .await?;
    show.answer(
        anna,
        Say::text("Yes: it comes tomorrow before noon, and the shipping is on us 🎉"),
    )
    .await?;
    show.look()
}
