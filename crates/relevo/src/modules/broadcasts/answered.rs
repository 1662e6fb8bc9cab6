//! The message that `/send` answers is saved as a quick reply of its own, so that it stays and can be sent to many.
//!
//! Neighbour: `modules::replies` saves what `/say NAME` answers; the name here is made up. Files are sent once they stand in the topic "Replies",
//! some seconds later.

use relevo_core::broadcast::Note;
use relevo_core::{Aim, Change, Delivery, Job, Keep, Name, Reply, ReplyWhat, saved_content};
use relevo_telegram::Message;

use crate::modules::{Asking, replies};
use crate::store::{Kept, NewReply, StoreError};

/// What the command answers, saved. `None`: it answers nothing.
pub(super) async fn saved(
    asking: &mut Asking<'_>,
    message: &Message,
) -> Result<Option<Result<Reply, Note>>, StoreError> {
    let reply = message.reply.as_ref();
    let Some(source) = reply.and_then(|reply| reply.answered.as_deref()) else {
        return Ok(None);
    };
    let Some(items) = replies::items(asking, source).await? else {
        return Ok(Some(Err(Note::NothingAnswered)));
    };
    let Ok(content) = saved_content(&items, asking.connection.bot()) else {
        return Ok(Some(Err(Note::NothingAnswered)));
    };
    let name = format!("send-{}", source.place.message.0);
    let name = Name::read(&name).expect("letters, a hyphen and digits");
    let is_ready = !matches!(content.what, ReplyWhat::Files(_));
    let new = NewReply {
        name: name.clone(),
        content,
        saved_ms: asking.now_ms,
    };
    let Kept::As(id) = asking.tx.save_reply(asking.cell.id, &new).await? else {
        return Ok(Some(Err(Note::TooMany)));
    };
    let job = Job::Keep(Keep {
        reply: id,
        name,
        messages: items.iter().map(|item| item.place.message).collect(),
        about: message.place.message,
        is_ready,
        copied: false,
    });
    let delivery = Delivery {
        aim: message.thread.map(Aim::Team),
        ..Delivery::beside(asking.connection, job, asking.fresh, asking.now_ms)
    };
    asking.tx.apply(&[Change::Deliver(delivery)]).await?;
    let saved = asking.tx.reply(asking.cell.id, id).await?;
    Ok(saved.map(Ok))
}
