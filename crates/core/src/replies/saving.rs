//! What of a message can be saved as a quick reply, and how.
//!
//! As it would go to a client (the table of contents): words as words, files as files, the rest as what is made anew, and without the mentions
//! of those who write in the team. What no client could be sent cannot be saved either.

use std::borrow::Cow;

use relevo_telegram::{Content, LinkButton, Location, Message};

use super::{ReplyContent, ReplyWhat};
use crate::decide::{
    CAPTION_UNITS_MAX, TEXT_UNITS_MAX, matter_of, outgoing, sent, stays_inside, words_of,
};
use crate::{ContentKind, IdentityId, Matter, Way};

/// Why a message cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsavable {
    /// No client could be sent this.
    Kind(ContentKind),
    /// It begins with a slash: a note or a command never leaves, be it by a detour.
    StaysInside,
}

/// What a quick reply is to say that is saved from a message; of an album from all its items, in order. `seen_by`: the identity that read it.
///
/// # Errors
/// `Unsavable` for what no client could be sent.
pub fn saved_content(items: &[Message], seen_by: IdentityId) -> Result<ReplyContent, Unsavable> {
    let unsavable = Unsavable::Kind(items.first().map_or(ContentKind::Unknown, |first| {
        ContentKind::of(&first.content)
    }));
    if items.iter().any(|item| stays_inside(&item.content)) {
        return Err(Unsavable::StaysInside);
    }
    let items: Vec<Cow<'_, Message>> = items.iter().map(outgoing).collect();
    let [first, more @ ..] = items.as_slice() else {
        return Err(unsavable);
    };
    let what = match more {
        [] => one(first).ok_or(unsavable)?,
        _ => album(&items).ok_or(unsavable)?,
    };
    let with_address = |button: &&LinkButton| button.url.is_some();
    Ok(ReplyContent {
        what,
        buttons: first.buttons.iter().filter(with_address).cloned().collect(),
        seen_by,
    })
}

fn one(message: &Message) -> Option<ReplyWhat> {
    let content = &message.content;
    match (ContentKind::of(content).row().to_client, content) {
        (Way::NotSent | Way::Inside, _) => None,
        (_, Content::Media(_)) => album(&[Cow::Borrowed(message)]),
        (Way::Words, _) => words(message),
        // Where it was when it was saved: nobody moves it any more.
        (_, Content::Location(place)) => Some(ReplyWhat::Matter(Matter::Location(Location {
            live: None,
            ..*place
        }))),
        (_, Content::Poll(poll)) if poll.quiz && poll.correct.is_empty() => None,
        _ => match matter_of(message) {
            Some(Matter::Poll(mut poll)) => {
                // What is over where it was saved begins anew wherever it is sent.
                poll.closed = false;
                Some(ReplyWhat::Matter(Matter::Poll(poll)))
            }
            Some(Matter::Rich(input)) => Some(ReplyWhat::Blocks {
                words: words_of(content).unwrap_or_default(),
                input,
            }),
            Some(matter) => Some(ReplyWhat::Matter(matter)),
            None => words(message),
        },
    }
}

fn words(message: &Message) -> Option<ReplyWhat> {
    let text = words_of(&message.content)?;
    let fits = !text.is_empty() && text.units() <= TEXT_UNITS_MAX;
    fits.then_some(ReplyWhat::Words {
        text,
        no_preview: message.no_preview,
    })
}

fn album(items: &[Cow<'_, Message>]) -> Option<ReplyWhat> {
    let files = items.iter().map(|item| match &item.content {
        Content::Media(media) => {
            let mut media = media.clone();
            media.caption = sent(&media.caption);
            // A longer one only people with Premium can write; a bot cannot send it.
            (media.caption.units() <= CAPTION_UNITS_MAX).then_some(media)
        }
        _ => None,
    });
    files.collect::<Option<Vec<_>>>().map(ReplyWhat::Files)
}
