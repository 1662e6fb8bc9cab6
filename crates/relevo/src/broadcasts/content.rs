//! What a step brings: a quick reply with its variables filled in, or the button by which people opt out.
//!
//! Neighbours: `grant` lets it into its lane; `relevo_core::replies` knows how a reply travels.

use std::collections::HashMap;

use relevo_core::broadcast::OPT_OUT_URL;
use relevo_core::{
    Brings, Card, Connection, Conversation, ConversationId, Job, Name, Reply, ReplyId, Saved,
    Sender, Unsendable, Variables,
};
use relevo_telegram::{LinkButton, Text};

use super::steps::OPT_OUT_STEP;
use crate::store::{Broadcast, DueRecipient, StoreError, Tx};
use crate::words::Voice;

/// What a step brings.
pub(super) enum Content {
    Reply(Reply),
    OptOut,
}

impl Content {
    /// Whether it says one of these words.
    pub(super) fn says_one_of(&self, words: &[String]) -> bool {
        match self {
            Content::Reply(reply) => reply.content.says_one_of(words).is_some(),
            Content::OptOut => false,
        }
    }
}

/// What may be sent now, by step, or that it cannot be.
pub(super) enum Contents {
    Ready(HashMap<usize, Content>),
    Gone,
}

/// The quick replies of the steps that are due.
pub(super) async fn contents(
    tx: &mut Tx,
    of: &Broadcast,
    due: &[DueRecipient],
) -> Result<Contents, StoreError> {
    let mut contents = HashMap::new();
    for who in due {
        if contents.contains_key(&who.step) {
            continue;
        }
        let content = match of.steps.get(who.step) {
            Some(step) if step.reply == OPT_OUT_STEP => Some(Content::OptOut),
            Some(step) => {
                let reply = tx.reply(of.cell, ReplyId(step.reply)).await?;
                reply.filter(Reply::is_ready).map(Content::Reply)
            }
            None => None,
        };
        let Some(content) = content else {
            return Ok(Contents::Gone);
        };
        contents.insert(who.step, content);
    }
    Ok(Contents::Ready(contents))
}

/// The names of recipients, if what is sent names them.
pub(super) async fn cards<'a>(
    tx: &mut Tx,
    known: impl Iterator<Item = &'a Conversation>,
    mut contents: impl Iterator<Item = &'a Content>,
) -> Result<HashMap<ConversationId, Card>, StoreError> {
    let names = contents.any(|content| match content {
        Content::Reply(reply) => reply.content.words().any(Variables::are_in),
        Content::OptOut => false,
    });
    if !names {
        return Ok(HashMap::new());
    }
    let owners: HashMap<_, _> = known.map(|one| (one.card, one.id)).collect();
    let ids: Vec<_> = owners.keys().copied().collect();
    let cards = tx.cards(&ids).await?;
    let owned = cards
        .into_iter()
        .filter_map(|(card, names)| Some((*owners.get(&card)?, names)));
    Ok(owned.collect())
}

/// What is sent to somebody.
pub(super) fn job(
    content: &Content,
    connection: &Connection,
    card: Option<&Card>,
    opt_out: bool,
) -> Result<Job, Unsendable> {
    let Content::Reply(reply) = content else {
        return Ok(opt_out_alone(connection));
    };
    // As `/say` fills them in, but nobody of the team says it.
    let variables = card.map(|card| Variables::of(card, ""));
    let sender = Sender {
        identity: connection.identity,
        is_account: false,
    };
    let job = reply.job(&variables.unwrap_or_default(), sender)?;
    Ok(match opt_out {
        true => with_button(job, reply, connection),
        false => job,
    })
}

fn button(connection: &Connection) -> LinkButton {
    LinkButton {
        label: Voice::of(connection.params.language).say("send-opt-out", &[]),
        url: Some(OPT_OUT_URL.into()),
    }
}

/// Words with the button by which people opt out. What is no words is followed by a step of its own.
fn with_button(job: Job, reply: &Reply, connection: &Connection) -> Job {
    let button = button(connection);
    let brings = match job {
        Job::Text { text, no_preview } => Brings::Words {
            text,
            no_preview,
            buttons: vec![button],
        },
        Job::Saved(Saved {
            brings:
                Brings::Words {
                    text,
                    no_preview,
                    mut buttons,
                },
            ..
        }) => {
            buttons.push(button);
            Brings::Words {
                text,
                no_preview,
                buttons,
            }
        }
        job => return job,
    };
    Job::Saved(Saved {
        reply: reply.id,
        name: reply.name.clone(),
        brings,
    })
}

/// The button under words of its own, after what can have none.
fn opt_out_alone(connection: &Connection) -> Job {
    let words = Voice::of(connection.params.language).say("send-opt-out-words", &[]);
    Job::Saved(Saved {
        reply: ReplyId(OPT_OUT_STEP),
        name: Name::read("optout").expect("a name"),
        brings: Brings::Words {
            text: Text::plain(words),
            no_preview: true,
            buttons: vec![button(connection)],
        },
    })
}
