//! What is said about quick replies, in words. What a client was sent keeps its formatting below the line that names it.

use relevo_core::{ContentKind, ReplySaid, SayAnswer, cut_text};
use relevo_telegram::{EntityKind, Text};

use super::catalogue::{Catalogue, Fact};
use super::{Voice, kind_message, reason_words};

/// How much of its words the line below a command shows, in UTF-16 units: whoever sends a quick reply knows it.
const SHOWN_UNITS_MAX: usize = 1_000;

/// Every message of which the lines are put together.
#[cfg(test)]
pub(super) const PARTS: [&str; 2] = ["reply-kind", "reply-kind-album"];

/// An answer to `/say`.
pub(super) fn answer(catalogue: &Catalogue, answer: &SayAnswer) -> Text {
    let part = |id: &str| catalogue.text(id, None, &[]);
    let facts: Vec<Fact<'_>> = match answer {
        SayAnswer::Saved { name }
        | SayAnswer::Missing { name }
        | SayAnswer::Taken { name }
        | SayAnswer::Deleted { name }
        | SayAnswer::NotStored { name }
        | SayAnswer::NoRoom { name }
        | SayAnswer::Overtaken { name }
        | SayAnswer::OthersFiles { name } => vec![("name", name.as_str().into())],
        SayAnswer::NotKept { name, reason } => vec![
            ("name", name.as_str().into()),
            ("reason", reason_words(catalogue, reason).into()),
        ],
        SayAnswer::Renamed { old, new } => {
            vec![("old", old.as_str().into()), ("new", new.as_str().into())]
        }
        SayAnswer::Unsavable { kind } => vec![("kind", part(kind_message(*kind)).into())],
        _ => Vec::new(),
    };
    Text::plain(catalogue.text(sentence(answer), None, &facts))
}

/// The message of an answer.
pub(super) fn sentence(answer: &SayAnswer) -> &'static str {
    match answer {
        SayAnswer::Saved { .. } => "say-saved",
        SayAnswer::NotKept { .. } => "say-not-kept",
        SayAnswer::Missing { .. } => "say-missing",
        SayAnswer::Taken { .. } => "say-taken",
        SayAnswer::Renamed { .. } => "say-renamed",
        SayAnswer::Deleted { .. } => "say-deleted",
        SayAnswer::Unsavable { .. } => "say-unsavable",
        SayAnswer::NothingToSave => "say-nothing-to-save",
        SayAnswer::StaysInside => "say-stays-inside",
        SayAnswer::AlbumForgotten => "say-album-forgotten",
        SayAnswer::Full => "say-full",
        SayAnswer::BadName => "say-bad-name",
        SayAnswer::Reserved => "say-reserved",
        SayAnswer::Help => "say-help",
        SayAnswer::Anonymous => "say-anonymous",
        SayAnswer::InTopic => "say-in-topic",
        SayAnswer::NotStored { .. } => "say-not-stored",
        SayAnswer::OthersFiles { .. } => "say-others-files",
        SayAnswer::AccountForwards => "say-account-forwards",
        SayAnswer::NoRoom { .. } => "say-no-room",
        SayAnswer::Overtaken { .. } => "say-overtaken",
    }
}

/// The line that says which quick reply the client was sent, with what it says below.
pub(super) fn said(catalogue: &Catalogue, said: &ReplySaid) -> Text {
    let id = match said.forwarded {
        true => "reply-forwarded",
        false => "reply-said",
    };
    let name = said.name.as_str();
    let mut text = Text::plain(catalogue.text(id, None, &[("name", name.into())]));
    if let Some(thing) = thing(catalogue, said) {
        text.push_str("\n");
        match &said.link {
            Some(link) => text.push_as(&thing, EntityKind::TextLink(link.clone())),
            None => text.push_str(&thing),
        }
    }
    if !said.text.is_empty() {
        text.push_str("\n");
        text.push(&cut_text(&said.text, SHOWN_UNITS_MAX));
    }
    text
}

impl Voice {
    /// The line that says which quick reply the client was sent.
    pub(crate) fn reply_said(self, what: &ReplySaid) -> Text {
        said(self.0, what)
    }

    /// What kind of content something is.
    pub(crate) fn kind(self, kind: ContentKind) -> String {
        self.say(kind_message(kind), &[])
    }
}

/// What it is, unless it is words alone.
fn thing(catalogue: &Catalogue, said: &ReplySaid) -> Option<String> {
    if said.kind == ContentKind::Text {
        return None;
    }
    let kind = catalogue.text(kind_message(said.kind), None, &[]);
    let (id, facts): (&str, Vec<Fact<'_>>) = match said.items {
        0 | 1 => ("reply-kind", vec![("kind", kind.into())]),
        items => (
            "reply-kind-album",
            vec![("kind", kind.into()), ("count", items.into())],
        ),
    };
    Some(catalogue.text(id, None, &facts))
}
