//! What a team message may tell a client of those who write it: nothing but their words.
//!
//! A mention of a person without a username opens that person's profile. In the backend group Telegram offers only its members for
//! that, so the link goes and the words stay. Names that people type are theirs to type. Neighbour: `group` sends what is left.

use std::borrow::Cow;

use relevo_telegram::{Checklist, Content, EntityKind, Media, Message, Poll, Rich, Text};

/// The message as it may leave: the same one unless somebody is mentioned in it.
pub(super) fn outgoing(message: &Message) -> Cow<'_, Message> {
    let content = match &message.content {
        Content::Text(text) if mentions(text) => Content::Text(without(text)),
        Content::Media(media) if mentions(&media.caption) => Content::Media(Media {
            caption: without(&media.caption),
            ..media.clone()
        }),
        Content::Poll(poll) if mentions(&poll.explanation) || mentions(&poll.description) => {
            Content::Poll(Box::new(Poll {
                explanation: without(&poll.explanation),
                description: without(&poll.description),
                ..(**poll).clone()
            }))
        }
        Content::Checklist(list) if all_words(list).any(mentions) => {
            let tasks = list.tasks.iter();
            Content::Checklist(Checklist {
                title: without(&list.title),
                tasks: tasks.map(|(words, done)| (without(words), *done)).collect(),
            })
        }
        // The blocks as they came hold the mention: what is left are their words.
        Content::Rich(rich) if mentions(&rich.words) => Content::Rich(Rich {
            words: without(&rich.words),
            input: None,
        }),
        _ => return Cow::Borrowed(message),
    };
    Cow::Owned(Message {
        content,
        ..message.clone()
    })
}

fn all_words(list: &Checklist) -> impl Iterator<Item = &Text> {
    let tasks = list.tasks.iter().map(|(words, _)| words);
    std::iter::once(&list.title).chain(tasks)
}

fn mentions(text: &Text) -> bool {
    text.entities.iter().any(|entity| is_mention(&entity.kind))
}

fn without(text: &Text) -> Text {
    super::only(text, |kind| !is_mention(kind))
}

/// Links into a profile by its number are mentions under another name.
fn is_mention(kind: &EntityKind) -> bool {
    match kind {
        EntityKind::TextMention(_) => true,
        EntityKind::TextLink(url) => url.starts_with("tg://user"),
        _ => false,
    }
}
