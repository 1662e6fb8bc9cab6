//! The table of contents, obeyed row by row; and its exceptions, one by one.

use insta::assert_snapshot;
use relevo_telegram::{
    Content, LinkButton, Media, MediaKind, Message, Origin, Poll, Rich, Service, Text, Uncopyable,
};

use super::desk::{
    CLUB, Desk, client_event, from_ann, group_event, in_club, matter, media, operator, person,
    photo, speaking_chat, text,
};
use crate::{
    Change, ContentKind, Decision, Delivery, Direction, Job, Notice, Route, Way, content_table,
};

/// One content of each kind, of which everything is known.
fn sample(kind: ContentKind) -> Content {
    let file = |kind: MediaKind| media(kind, if kind.has_caption() { "look" } else { "" });
    match kind {
        ContentKind::Text => text("hi"),
        ContentKind::Photo => file(MediaKind::Photo),
        ContentKind::LivePhoto => file(MediaKind::LivePhoto),
        ContentKind::Video => file(MediaKind::Video),
        ContentKind::Animation => file(MediaKind::Animation),
        ContentKind::Audio => file(MediaKind::Audio),
        ContentKind::Document => file(MediaKind::Document),
        ContentKind::Voice => file(MediaKind::Voice),
        ContentKind::VideoNote => file(MediaKind::VideoNote),
        ContentKind::Sticker => file(MediaKind::Sticker),
        ContentKind::Dice => Content::Dice {
            emoji: "🎲".into(),
            value: 4,
        },
        ContentKind::Contact => matter::contact(),
        ContentKind::Location => matter::location(false),
        ContentKind::LiveLocation => matter::location(true),
        ContentKind::Venue => matter::venue(),
        ContentKind::Poll => matter::poll(false),
        ContentKind::Quiz => known_quiz(),
        ContentKind::Story => Content::Story,
        ContentKind::Checklist => matter::checklist(),
        ContentKind::Rich => matter::rich(),
        ContentKind::PaidMedia => Content::Uncopyable("paid_media".into()),
        ContentKind::Invoice => Content::Uncopyable("invoice".into()),
        ContentKind::Giveaway => Content::Uncopyable("giveaway".into()),
        ContentKind::Gift => Content::Uncopyable("gift".into()),
        ContentKind::Uncopyable => Content::Uncopyable("mystery".into()),
        ContentKind::Game => Content::Game,
        ContentKind::Service => Content::Service(Service::Pinned),
        ContentKind::Unknown => Content::Unknown(None),
    }
}

fn known_quiz() -> Content {
    let Content::Poll(quiz) = matter::poll(true) else {
        unreachable!("a quiz is a poll")
    };
    Content::Poll(Box::new(Poll {
        correct: vec![1],
        ..*quiz
    }))
}

/// The way that a decision takes.
fn way(decision: &Decision) -> Way {
    let mut delivered = decision.changes.iter().filter_map(|change| match change {
        Change::Deliver(delivery) => Some(&delivery.job),
        _ => None,
    });
    match delivered.next() {
        None => Way::Inside,
        Some(Job::Text { .. }) => Way::Words,
        Some(Job::Anew { .. }) => Way::Rebuilt,
        Some(Job::Copy {
            caption: Some(_), ..
        }) => Way::Captioned,
        Some(Job::Copy { .. }) => Way::Copied,
        Some(Job::CopyOr { otherwise, .. }) => match **otherwise {
            Job::Notice { .. } => Way::Placeholder,
            _ => Way::Copied,
        },
        Some(Job::Notice { notice, .. }) => match notice {
            Notice::Lost { .. } => Way::Placeholder,
            _ => Way::NotSent,
        },
        Some(other) => panic!("{other:?} is no way of a message"),
    }
}

/// Promise: every decision about a content is the one that the table tells.
#[test]
fn the_table_is_obeyed() {
    let mut rows = 0;
    for row in content_table() {
        let content = || sample(row.kind);
        let routes = [
            (
                Route::FromPrivate,
                Desk::with_ann().decide(&client_event(from_ann(content()))),
            ),
            (
                Route::FromPublic,
                Desk::with_club().decide(&client_event(in_club(person(8, "Bob"), content()))),
            ),
            (
                Route::FromPublic,
                Desk::with_club().decide(&client_event(in_club(
                    speaking_chat(CLUB, "Club"),
                    content(),
                ))),
            ),
            (
                Route::ToClient,
                Desk::with_ann().decide(&group_event(operator(content()))),
            ),
            (
                Route::ToClient,
                Desk::with_club().decide(&group_event(operator(content()))),
            ),
        ];
        for (route, decision) in routes {
            assert_eq!(way(&decision), row.way(route), "{}, {route:?}", row.name);
            rows += 1;
        }
    }
    println!("{rows} decisions are as the table tells");
}

fn ann(message: Message) -> String {
    Desk::with_ann().check(&client_event(message))
}

fn bob(content: Content) -> Message {
    in_club(person(8, "Bob"), content)
}

fn club(message: Message) -> String {
    Desk::with_club().check(&client_event(message))
}

fn team(message: Message) -> String {
    Desk::with_ann().check(&group_event(message))
}

fn buttons(message: Message) -> Message {
    let button = |label: &str, url: Option<&str>| LinkButton {
        label: label.into(),
        url: url.map(Into::into),
    };
    Message {
        buttons: vec![
            button("Shop", Some("https://shop.example")),
            button("Vote", None),
        ],
        ..message
    }
}

/// Promise: buttons become lines under the words; what does not fit, or has no words, is answered by them.
#[test]
fn buttons_become_lines() {
    let long = text(&"t".repeat(4_090));
    let caption = photo(&"c".repeat(1_020));
    let rows = [
        ann(buttons(from_ann(text("hi")))),
        ann(buttons(from_ann(photo("look")))),
        ann(buttons(from_ann(photo("")))),
        ann(buttons(from_ann(long.clone()))),
        ann(buttons(from_ann(caption.clone()))),
        ann(buttons(from_ann(media(MediaKind::Sticker, "")))),
        ann(buttons(from_ann(matter::poll(false)))),
        ann(buttons(from_ann(matter::checklist()))),
        club(buttons(bob(text("hi")))),
        club(buttons(bob(photo("look")))),
        club(buttons(bob(caption))).replace(&"c".repeat(1_020), "(1,020 c)"),
        team(buttons(operator(text("hi")))),
        team(buttons(operator(photo("look")))),
        team(buttons(operator(media(MediaKind::Sticker, "")))),
        team(buttons(operator(long))).replace(&"t".repeat(4_090), "(4,090 t)"),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: text "hi\nShop\n[Vote]" because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "look\nShop\n[Vote]" or Photo because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "Shop\n[Vote]" or Photo because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    deliver 101 ToTopic of 5: under it "Shop\n[Vote]" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy or Photo because of 42/3
    deliver 101 ToTopic of 5: under it "Shop\n[Vote]" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy or Sticker because of 42/3
    deliver 101 ToTopic of 5: under it "Shop\n[Vote]" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: anew poll "When?" of 2 because of 42/3
    deliver 101 ToTopic of 5: under it "Shop\n[Vote]" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: text "Launch\n☑ pack\n☐ go\nShop\n[Vote]" because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi\nShop\n[Vote]" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "🟠 Bob\nlook\nShop\n[Vote]" or Photo because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob" always or Photo because of -100700/3
    deliver 101 ToTopic of 5: under it "Shop\n[Vote]" answering 3 because of -100700/3
    fate Waiting
    deliver 100 ToClient of 5: text "hi\nShop" because of -100500/30
    deliver 101 ToTopic of 5: say ButtonsNotSent about Some(30) buttons []
    fate Waiting
    deliver 100 ToClient of 5: copy caption "look\nShop" or Photo because of -100500/30
    deliver 101 ToTopic of 5: say ButtonsNotSent about Some(30) buttons []
    fate Waiting
    deliver 100 ToClient of 5: copy or Sticker because of -100500/30
    deliver 101 ToTopic of 5: say ButtonsNotSent about Some(30) buttons []
    fate Waiting
    deliver 100 ToClient of 5: text "(4,090 t)\nShop" because of -100500/30
    deliver 101 ToTopic of 5: say ButtonsNotSent about Some(30) buttons []
    fate Waiting
    "#);
}

/// Promise: a button's address is kept as a link over its name, behind all words.
#[test]
fn a_button_with_an_address_is_a_link() {
    let decision = Desk::with_ann().decide(&client_event(buttons(from_ann(text("🙂 hi")))));
    let Some(Change::Deliver(Delivery {
        job: Job::Text { text, .. },
        ..
    })) = decision.changes.first()
    else {
        panic!("the words are sent anew")
    };
    let link = &text.entities[0];
    assert_eq!(text.text, "🙂 hi\nShop\n[Vote]");
    assert_eq!((link.offset, link.length), (6, 4));
}

/// Promise: where a forward came from is seen in a group's author line, and in a private chat in the forward itself; polls are
/// not forwarded, because their votes would be shared.
#[test]
fn forwards_show_their_origin() {
    let from = |origin: Origin, message: Message| Message {
        origin: Some(origin),
        ..message
    };
    let carla = || {
        let relevo_telegram::Author::User(user) = person(31, "Carla") else {
            unreachable!("a person is a user")
        };
        Origin::User(user)
    };
    let news = || {
        let relevo_telegram::Author::Chat { chat, .. } = speaking_chat(CLUB, "News") else {
            unreachable!("a chat is a chat")
        };
        Origin::Chat(chat)
    };
    let rows = [
        club(from(carla(), bob(text("hi")))),
        club(from(
            Origin::Hidden("C.\n\u{202e}".into()),
            bob(photo("look")),
        )),
        club(from(news(), bob(matter::contact()))),
        club(from(Origin::Untold, bob(text("hi")))),
        ann(from(carla(), from_ann(sample(ContentKind::Dice)))),
        ann(from(carla(), from_ann(sample(ContentKind::Invoice)))),
        ann(from(carla(), from_ann(matter::poll(false)))),
        team(from(carla(), operator(text("hi")))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: text "🟠 Bob ↪ Carla\nhi" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "🟠 Bob ↪ C.\nlook" or Photo because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob ↪ News", else anew contact "Carla" under "🟠 Bob ↪ News" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🟠 Bob ↪\nhi" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: forward because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: forward because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: anew poll "When?" of 2 because of 42/3
    fate Waiting
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    fate Waiting
    "#);
}

/// Promise: what its author did not want previewed is not previewed when it is sent anew.
#[test]
fn previews_stay_off() {
    let bare = |message: Message| Message {
        no_preview: true,
        ..message
    };
    let rows = [
        club(bare(bob(text("https://a.example")))),
        team(bare(operator(text("https://a.example")))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: text "🟠 Bob\nhttps://a.example" without preview because of -100700/3
    fate Waiting
    deliver 100 ToClient of 5: text "https://a.example" without preview because of -100500/30
    fate Waiting
    "#);
}

/// Promise: what a placeholder can tell, it tells; a quiz without its answer does not go; rich words go where blocks cannot.
#[test]
fn exceptions_of_the_table() {
    let wordy = |words: &str| {
        Content::Rich(Rich {
            words: Text::plain(words),
            input: None,
        })
    };
    let ticket = Uncopyable {
        name: "invoice".into(),
        title: Some("Ticket".into()),
        stars: Some(5),
    };
    let rows = [
        ann(from_ann(Content::Uncopyable(ticket))),
        team(operator(matter::poll(true))),
        ann(from_ann(wordy("words"))),
        club(bob(wordy("words"))),
        team(operator(wordy("words"))),
        team(operator(wordy(&"w".repeat(4_097)))),
        team(operator(wordy(""))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: say Lost { kind: Invoice, title: Some("Ticket"), stars: Some(5) } about None buttons [] because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: say QuizNotSent about Some(30) buttons []
    fate Failed
    deliver 100 ToTopic of 5: copy, else text "words" because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob", else text "words" because of -100700/3
    fate Waiting
    deliver 100 ToClient of 5: text "words" because of -100500/30
    fate Waiting
    deliver 100 ToTopic of 5: say NotSentKind { kind: Rich } about Some(30) buttons []
    fate Failed
    deliver 100 ToTopic of 5: say NotSentKind { kind: Rich } about Some(30) buttons []
    fate Failed
    "#);
}

/// Promise: a note is known by its first words, whatever its kind, and so is a command.
#[test]
fn notes_of_every_kind_stay_inside() {
    let said = "/ not for the client";
    let poll = |question: &str, description: &str| {
        Content::Poll(Box::new(Poll {
            question: Text::plain(question),
            description: Text::plain(description),
            options: vec![Text::plain("Yes")],
            ..Poll::default()
        }))
    };
    let titled = |content: Content| match content {
        Content::Venue(venue) => Content::Venue(relevo_telegram::Venue {
            title: said.into(),
            ..venue
        }),
        Content::Checklist(list) => Content::Checklist(relevo_telegram::Checklist {
            title: Text::plain(said),
            ..list
        }),
        Content::Media(file) => Content::Media(Media {
            caption: Text::plain(said),
            ..file
        }),
        other => other,
    };
    let notes = [
        text(said),
        titled(photo("")),
        titled(matter::venue()),
        titled(matter::checklist()),
        poll(said, ""),
        poll("When?", said),
        Content::Rich(Rich {
            words: Text::plain(said),
            input: Some("{}".into()),
        }),
    ];
    for note in notes {
        let kind = ContentKind::of(&note);
        let decision = Desk::with_ann().decide(&group_event(operator(note)));
        let leaves = decision.changes.iter().any(|change| {
            matches!(change, Change::Deliver(delivery) if delivery.direction == Direction::ToClient)
        });
        assert!(!leaves, "{kind:?}");
        assert_eq!(decision.fate, crate::Fate::Internal, "{kind:?}");
    }
}
