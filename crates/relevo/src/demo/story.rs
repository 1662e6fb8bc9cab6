//! The story: two operators, two private clients and three client groups, told step by step.
//!
//! A step is a card for the guide and a deed. The deeds are in `story/`, by what they show: talk, the team's tools, groups, and
//! what goes wrong. The last step has no deed: it is the visitor's.

mod groups;
mod talk;
mod tools;
mod trouble;

use std::future::Future;
use std::pin::Pin;

use anyhow::Result;
use relevo_telegram_sim::control::Say;

use super::cast::{Cast, Chat};
use super::show::Show;

/// What a step says, and what is to be seen meanwhile.
pub(super) struct Card {
    /// A few words.
    pub(super) title: &'static str,
    /// What happens, and why it matters.
    pub(super) text: &'static str,
    /// What to look at or click.
    pub(super) hint: &'static str,
    /// A client and a chat.
    pub(super) left: (i64, Chat),
    /// An operator, and a chat whose topic is shown; none: the list of topics.
    pub(super) right: (i64, Option<Chat>),
}

/// A deed on its way.
type Told<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A step of the story.
pub(super) struct Scene {
    pub(super) card: Card,
    pub(super) tell: for<'a, 's> fn(&'a mut Show<'s>) -> Told<'a>,
}

/// All steps, in order.
pub(super) fn scenes(cast: &Cast) -> Vec<Scene> {
    let mut scenes = talk::scenes(cast);
    scenes.extend(tools::scenes(cast));
    scenes.extend(groups::scenes(cast));
    scenes.extend(trouble::scenes(cast));
    scenes.push(Scene {
        card: Card {
            title: "Your turn",
            text: "Telegram and the desk go on running. Below is what was promised, counted in the chats and in the desk's database.",
            hint: "Choose a person in each pane and write, reply, send a picture, delete a topic, kill the desk.",
            left: (cast.anna.reader, cast.anna),
            right: (cast.marta, Some(cast.anna)),
        },
        tell: |_| Box::pin(async { Ok(()) }),
    });
    scenes
}

/// A talk that came to its end before the story begins, so that the lists are not empty.
pub(super) async fn yesterday(show: &mut Show<'_>) -> Result<()> {
    let (freight, mehmet, tom) = {
        let cast = &show.stage.cast;
        (cast.freight, cast.mehmet, cast.tom)
    };
    let asked = "Good afternoon! One of our pallets came with a torn wrap.";
    show.client(freight.reader, freight, Say::text(asked))
        .await?;
    let number = "It was number 88, the goods themselves are fine.";
    show.client(mehmet, freight, Say::text(number)).await?;
    let settled = "Thank you for telling us. We credit you the wrapping.";
    show.answer(tom, freight, Say::text(settled)).await?;
    let thanks = "Perfect, thank you!";
    show.client(freight.reader, freight, Say::text(thanks))
        .await
}
