//! A quick reply is sent to the client in whose topic something was asked: by a button of the list, or by another module's will.
//!
//! It goes the way of the typed command (`relevo_core::say`), as if that had been written there.

use relevo_core::{
    About, Change, Context, Conversation, Decision, Fate, Reply, Saying, Scene, Source, say,
    told as told_of,
};
use relevo_telegram::{Author, Chat, ChatKind, Content, Message, Place, Text, User};

use super::At;
use crate::modules::Asking;
use crate::store::StoreError;

/// Sends it as if it had been asked for by a message of the topic. `told`: whether a line below that says what was sent. Says what becomes of
/// it; what hinders it is told in the topic. None: nothing was decided.
pub(crate) async fn send(
    asking: &mut Asking<'_>,
    reply: &Reply,
    at: At,
    told: bool,
) -> Result<Option<Fate>, StoreError> {
    let Some(conversation) = asking.conversation else {
        return Ok(None);
    };
    let card = asking.tx.card(conversation.card).await?;
    let card = card.unwrap_or_default();
    let sources = match conversation.kind {
        ChatKind::Supergroup => asking.tx.sources(&[conversation.id]).await?,
        _ => Default::default(),
    };
    let saying = Saying {
        reply: Some(reply),
        card: &card,
        forwarded: false,
        told,
    };
    let known = sources.get(&conversation.id).map_or(&[][..], Vec::as_slice);
    let Some(decision) = decided(asking, (saying, known), conversation, at) else {
        return Ok(None);
    };
    let own = (at.mark, decision.fate);
    let mut changes = decision.changes;
    changes.extend(told_of(&changes, Some(own)));
    changes.push(Change::Fate {
        mark: own.0,
        fate: own.1,
    });
    asking.tx.apply(&changes).await?;
    Ok(Some(own.1))
}

fn decided(
    asking: &mut Asking<'_>,
    (saying, sources): (Saying<'_>, &[Source]),
    conversation: &Conversation,
    at: At,
) -> Option<Decision> {
    let message = as_written(asking, saying.reply?, at);
    let context = Context {
        now_ms: asking.now_ms,
        connection: asking.connection,
        cell: asking.cell,
        fleet: &asking.directory.fleet,
        conversation: Some(conversation),
        card_digest: 0,
        content_digest: 0,
        reply_role: None,
        about: About::default(),
        album: None,
        creating: None,
        codebook: asking.tx.store(),
        callback: None,
        delivery: None,
        scene: Scene {
            sources,
            ..Scene::default()
        },
    };
    say((at.mark, &message), saying, &context, asking.fresh)
}

/// The command that a press stands for, as whoever pressed would have written it now.
fn as_written(asking: &Asking<'_>, reply: &Reply, at: At) -> Message {
    let chat = Chat {
        id: asking.cell.group,
        kind: ChatKind::Supergroup,
        title: None,
        forum: true,
    };
    let author = match asking.by {
        Some(person) => Author::User(User {
            id: person,
            bot: false,
            first_name: asking.name.to_owned(),
            last_name: None,
            username: None,
            language: None,
        }),
        None => Author::Chat {
            chat: chat.clone(),
            signature: None,
        },
    };
    Message {
        place: Place {
            chat: chat.id,
            message: at.message,
        },
        chat,
        thread: at.thread,
        author,
        date: asking.now_ms / 1_000,
        edit_date: None,
        reply: None,
        content: Content::Text(Text::plain(format!("/say {}", reply.name.as_str()))),
        album: None,
        origin: None,
        buttons: Vec::new(),
        no_preview: false,
        protected: false,
        via_bot: None,
        offline: false,
        automatic_forward: false,
        forwarded_post: None,
        thread_name: None,
    }
}
