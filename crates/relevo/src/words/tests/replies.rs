//! What is said about quick replies.

use relevo_core::{Answer, ContentKind, FailReason, Name, Notice, ReplySaid, SayAnswer};
use relevo_telegram::{EntityKind, Text};

use super::{Language, kinds};
use crate::words::say;

fn name(written: &str) -> Name {
    Name::read(written).expect("a name")
}

pub(super) fn all() -> Vec<Notice> {
    let (old, new) = (name("hi"), name("Grüße"));
    let answers = [
        SayAnswer::Saved { name: old.clone() },
        SayAnswer::NotKept {
            name: old.clone(),
            reason: FailReason::SourceMissing,
        },
        SayAnswer::Missing { name: old.clone() },
        SayAnswer::Taken { name: old.clone() },
        SayAnswer::Renamed {
            old: old.clone(),
            new,
        },
        SayAnswer::Deleted { name: old.clone() },
        SayAnswer::NothingToSave,
        SayAnswer::StaysInside,
        SayAnswer::AlbumForgotten,
        SayAnswer::Full,
        SayAnswer::BadName,
        SayAnswer::Reserved,
        SayAnswer::Help,
        SayAnswer::Anonymous,
        SayAnswer::InTopic,
        SayAnswer::NotStored { name: old.clone() },
        SayAnswer::OthersFiles { name: old.clone() },
        SayAnswer::AccountForwards,
        SayAnswer::NoRoom { name: old.clone() },
        SayAnswer::Overtaken { name: old.clone() },
    ];
    let unsavable = kinds()
        .into_iter()
        .map(|kind| SayAnswer::Unsavable { kind });
    let answers = answers.into_iter().chain(unsavable);
    let mut all: Vec<Notice> = answers
        .map(|said| Notice::Answer(Answer::Say(said)))
        .collect();
    all.extend([Notice::ReplyTopic, Notice::ReplyRemoved]);
    for flag in [true, false] {
        all.push(Notice::ReplyGone {
            name: old.clone(),
            partly: flag,
        });
        all.push(said(ContentKind::Photo, 4, flag));
        all.push(said(ContentKind::Document, 1, flag));
        all.push(said(ContentKind::Text, 1, flag));
    }
    all
}

fn said(kind: ContentKind, items: u8, forwarded: bool) -> Notice {
    let mut text = Text::plain("Hello ");
    text.push_as("Ann", EntityKind::Bold);
    Notice::ReplySaid(Box::new(ReplySaid {
        name: name("hi"),
        kind,
        items,
        text,
        link: Some("https://t.me/c/1234567890/7".into()),
        forwarded,
    }))
}

/// Promise: the line below a command names the reply, links what is stored, and shows the words with their formatting.
#[test]
fn the_team_sees_what_was_sent() {
    let shown = |language, notice: &Notice| say(language, notice).text;
    let album = shown(Language::En, &said(ContentKind::Photo, 4, false));
    insta::assert_snapshot!(album.text, @"
    💬 Quick reply “hi”:
    📎 Photo, album of 4
    Hello Ann
    ");
    let kinds: Vec<_> = album.entities.iter().map(|entity| &entity.kind).collect();
    let link = EntityKind::TextLink("https://t.me/c/1234567890/7".into());
    assert_eq!(kinds, [&link, &EntityKind::Bold]);
    let others = [Language::Es, Language::Ru, Language::De];
    let others = others.map(|language| shown(language, &said(ContentKind::Text, 1, true)).text);
    insta::assert_snapshot!(others.join("\n\n"), @"
    💬 Respuesta rápida «hi», reenviada:
    Hello Ann

    💬 Быстрый ответ «hi», переслан:
    Hello Ann

    💬 Schnellantwort „hi“, weitergeleitet:
    Hello Ann
    ");
}
