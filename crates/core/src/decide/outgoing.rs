//! What a team message may tell a client of those who write it: nothing but their words.
//!
//! A mention of a person without a username opens that person's profile. In the backend group Telegram offers only its members for
//! that, so the link goes and the words stay. Names that people type are theirs to type. Neighbour: `group` sends what is left.

use std::borrow::Cow;

use relevo_telegram::{
    Checklist, Content, EntityKind, LinkButton, Media, Message, Poll, Rich, Text,
};

/// The message as it may leave: the same one unless somebody is mentioned in it, or a button under it opens a profile.
pub(crate) fn outgoing(message: &Message) -> Cow<'_, Message> {
    let content = without_mentions(&message.content);
    let opens_a_profile = |button: &LinkButton| button.url.as_deref().is_some_and(is_profile);
    if content.is_none() && !message.buttons.iter().any(opens_a_profile) {
        return Cow::Borrowed(message);
    }
    let buttons = message.buttons.iter().map(|button| LinkButton {
        label: button.label.clone(),
        url: button.url.clone().filter(|url| !is_profile(url)),
    });
    Cow::Owned(Message {
        content: content.unwrap_or_else(|| message.content.clone()),
        buttons: buttons.collect(),
        ..message.clone()
    })
}

/// The content as it may leave, if that is another one.
fn without_mentions(content: &Content) -> Option<Content> {
    let content = match content {
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
        _ => return None,
    };
    Some(content)
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
        EntityKind::TextLink(url) => is_profile(url),
        _ => false,
    }
}

/// Whether an address opens a person by number. Telegram takes it in any case, with slashes and without.
fn is_profile(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let Some(path) = url.strip_prefix("tg:") else {
        return false;
    };
    let action = path.trim_start_matches('/').split(['?', '/', '#']).next();
    matches!(action, Some("user" | "openmessage"))
}
