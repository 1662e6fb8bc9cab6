//! Random messages of a client with recognisable names, taken all the way to the calls.

use proptest::prelude::*;
use relevo_telegram::{
    Author, Call, Chat, ChatId, ChatKind, Checklist, Contact, Content, EntityKind, LinkButton,
    Media, MediaKind, Message, MessageId, Origin, Outcome, Place, Poll, Quote, Receipt, Refusal,
    Reply, Rich, Text, User, UserId,
};

use super::super::desk::{
    CLUB, Desk, GROUP, NOW_MS, Numbers, client_event, fresh, from_ann, in_club, mark, matter,
    media, person,
};
use super::{ALL, LINKS, NAME, NONE, hides};
use crate::params::HideInfo;
use crate::{
    CallFacts, Card, Change, Conversation, Delivery, Direction, Event, Link, LinkRole, Next,
    Notice, Spoken, Topic, after_call, next_call,
};

const PERSON: i64 = 8_000_000_042;
/// What belongs to a person.
const NAMES: [&str; 3] = ["Maximiliane", "Mustermann", "8000000042"];
/// What can be opened.
const ADDRESSES: [&str; 4] = ["maximust", "secret.example", "600000001", "acmebot"];
const TITLE: &str = "Geheimklub";

fn maxi() -> User {
    User {
        id: UserId(PERSON),
        bot: false,
        first_name: "Maximiliane".into(),
        last_name: Some("Mustermann".into()),
        username: Some("maximust".into()),
        language: None,
    }
}

fn secret_chat() -> Chat {
    Chat {
        id: ChatId(-8_000_000_042),
        kind: ChatKind::Channel,
        title: Some(TITLE.into()),
        forum: false,
    }
}

fn text() -> impl Strategy<Value = Text> {
    let found = |name: &str| EntityKind::Found(name.into());
    let piece = prop::sample::select(vec![
        ("hello 🙂 ", EntityKind::Bold),
        ("@maximust", found("mention")),
        ("https://secret.example/x", found("url")),
        ("+34600000001", found("phone_number")),
        ("/start@acmebot", found("bot_command")),
        (
            "here",
            EntityKind::TextLink("https://secret.example".into()),
        ),
        ("Maximiliane", EntityKind::TextMention(UserId(PERSON))),
    ]);
    (prop::collection::vec(piece, 1..6), 0_usize..4).prop_map(|(pieces, long)| {
        let mut text = Text::plain("x".repeat(long * 1_000));
        for (words, kind) in pieces {
            text.push_as(words, kind);
            text.push_str(" ");
        }
        text
    })
}

fn poll() -> impl Strategy<Value = Content> {
    (text(), any::<bool>()).prop_map(|(explanation, quiz)| {
        Content::Poll(Box::new(Poll {
            question: Text::plain("When?"),
            options: vec![Text::plain("now"), Text::plain("never")],
            quiz,
            correct: vec![0],
            description: explanation.clone(),
            explanation,
            ..Poll::default()
        }))
    })
}

fn content() -> impl Strategy<Value = Content> {
    let kinds = vec![MediaKind::Photo, MediaKind::Voice, MediaKind::Document];
    let contact = Contact {
        phone: "+34600000001".into(),
        first_name: "Maximiliane".into(),
        last_name: Some("Mustermann".into()),
        user: Some(UserId(PERSON)),
        vcard: Some("BEGIN:VCARD secret.example".into()),
    };
    prop_oneof![
        4 => text().prop_map(Content::Text),
        3 => (text(), prop::sample::select(kinds)).prop_map(|(caption, kind)| {
            let Content::Media(file) = media(kind, "") else { unreachable!("a file") };
            Content::Media(Media { caption, ..file })
        }),
        1 => Just(media(MediaKind::Sticker, "")),
        1 => Just(matter::location(true)),
        1 => Just(matter::venue()),
        1 => Just(Content::Contact(contact)),
        2 => poll(),
        1 => text().prop_map(|words| {
            let input = Some("Maximiliane Mustermann secret.example".into());
            Content::Rich(Rich { words, input })
        }),
        1 => text().prop_map(|title| {
            let tasks = vec![(title.clone(), true)];
            Content::Checklist(Checklist { title, tasks })
        }),
        1 => Just(Content::Story),
        1 => Just(Content::Game),
        1 => Just(Content::Uncopyable("gift".into())),
        1 => Just(Content::Unknown(Some("hologram".into()))),
        1 => Just(Content::Dice { emoji: "🎲".into(), value: 1 }),
    ]
}

fn origin() -> impl Strategy<Value = Option<Origin>> {
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(Origin::User(maxi()))),
        1 => Just(Some(Origin::Hidden("Maximiliane".into()))),
        1 => Just(Some(Origin::Chat(secret_chat()))),
        1 => Just(Some(Origin::Untold)),
    ]
}

fn quote() -> impl Strategy<Value = Option<Quote>> {
    let words = vec!["hello", "see secret.example", "@maximust", "+34 600000001"];
    let quote = prop::sample::select(words).prop_map(|words| Quote {
        text: Text::plain(words),
        position: 0,
    });
    prop::option::of(quote)
}

fn message() -> impl Strategy<Value = Message> {
    let who = prop_oneof![
        3 => Just(Author::User(maxi())),
        1 => Just(Author::Chat { chat: secret_chat(), signature: Some("Maximiliane".into()) }),
    ];
    let parts = (content(), origin(), quote(), who, any::<bool>());
    parts.prop_map(|(content, origin, quote, author, private)| {
        let base = match private {
            true => from_ann(content),
            false => in_club(author, content),
        };
        let (chat, author) = match private {
            true => (ChatId(PERSON), Author::User(maxi())),
            false => (CLUB, base.author.clone()),
        };
        Message {
            place: Place { chat, ..base.place },
            chat: Chat {
                id: chat,
                title: (!private).then(|| TITLE.into()),
                ..base.chat
            },
            author,
            origin,
            reply: Some(Reply {
                to: Some(MessageId(2)),
                answered: None,
                external: false,
                quote,
            }),
            buttons: vec![LinkButton {
                label: "maximust: t.me/maximust".into(),
                url: Some("https://secret.example".into()),
            }],
            via_bot: Some(UserId(PERSON)),
            ..base
        }
    })
}

/// How Telegram answers the calls, one after the other.
fn answers() -> impl Strategy<Value = Vec<Outcome>> {
    let one = prop_oneof![
        3 => Just(Outcome::Done(Receipt::Message(MessageId(60)))),
        1 => Just(Outcome::Refused(Refusal::Uncopyable)),
        1 => Just(Outcome::Refused(Refusal::TooLong)),
        1 => Just(Outcome::Refused(Refusal::QuoteInvalid)),
        1 => Just(Outcome::Unknown),
    ];
    prop::collection::vec(one, 8)
}

fn say(notice: &Notice) -> Spoken {
    Spoken {
        text: Text::plain(format!("{notice:?}")),
        labels: vec![String::new(); notice.buttons()],
    }
}

/// The calls that a delivery comes to, with a topic to be made first.
fn calls(
    desk: &Desk,
    conversation: &Conversation,
    first: Delivery,
    answers: &[Outcome],
) -> Vec<Call> {
    let card = Card {
        name: "Maximiliane".into(),
        last_name: Some("Mustermann".into()),
        username: Some("maximust".into()),
        ..Card::default()
    };
    let group = Card {
        name: TITLE.into(),
        ..Card::default()
    };
    let mut conversation = conversation.clone();
    let is_private = conversation.kind == ChatKind::Private;
    let mut open = Some(first);
    let mut made = Vec::new();
    let mut answers = answers.iter();
    let done = Outcome::Done(Receipt::Message(MessageId(60)));
    while let (Some(delivery), true) = (open.clone(), made.len() < 8) {
        let facts = CallFacts {
            cell: &desk.cell,
            connection: &desk.connection,
            conversation: Some(&conversation),
            card: Some(if is_private { &card } else { &group }),
            called: None,
            ticker: None,
            responsible: None,
            icon: None,
            reply_target: Some(55),
            reply_source: None,
            relays: &[],
            copy_by: None,
            reactions: None,
            backlog: None,
            reading: crate::Reading::UpToDate { since_ms: 0 },
            ignored: None,
            panel: None,
            info: None,
            reply_topic: None,
            reply_wanted: true,
            followed: false,
            original: None,
            copy_of_before: None,
            taken: false,
            codebook: &Numbers,
            say: &say,
        };
        let mut fresh = fresh();
        let changes = match next_call(&delivery, &facts, NOW_MS) {
            Next::Settle(changes) => changes,
            Next::NotYet { .. } => unreachable!("no albums here"),
            Next::Call { call, .. } => {
                let method = call.method();
                let outcome = match &call {
                    Call::CreateTopic { .. } => {
                        conversation.topic = Topic::Open(super::super::desk::THREAD);
                        made.push(call);
                        continue;
                    }
                    _ => answers.next().unwrap_or(&done),
                };
                made.push(call);
                after_call(&delivery, &facts, (method, outcome), NOW_MS, &mut fresh)
            }
        };
        for change in changes {
            match change {
                Change::Replace(now) if now.seq == delivery.seq => open = Some(now),
                Change::Remove { seq, .. } if seq == delivery.seq => open = None,
                Change::Progress {
                    seq,
                    state,
                    step,
                    header_message,
                    bare,
                    attempts,
                    ..
                } if seq == delivery.seq => {
                    open = open.map(|one| Delivery {
                        state,
                        step,
                        header_message,
                        bare,
                        attempts,
                        ..one
                    });
                }
                _ => {}
            }
        }
    }
    made
}

/// All that a call into the group says. Where a copy is taken from is no part of it: only the bot sees that.
fn said(call: &Call) -> String {
    let nowhere = Place {
        chat: ChatId(0),
        message: MessageId(0),
    };
    assert_eq!(call.chat(), Some(GROUP), "a call into the group");
    match call.clone() {
        Call::Copy { to, caption, .. } => format!("{:?}", (to, caption, nowhere)),
        Call::SendContact { contact, .. } => {
            format!(
                "{} {} {:?}",
                contact.phone, contact.first_name, contact.vcard
            )
        }
        other => format!("{other:?}"),
    }
}

/// Whether a message is copied without words of ours, or forwarded: then nobody knows what it carries.
fn is_blind(call: &Call, content: &Content) -> bool {
    let has_words = matches!(content, Content::Media(media) if media.kind.has_caption());
    match call {
        Call::Copy { caption, .. } => !has_words || caption.is_none(),
        Call::Forward { .. } | Call::CopyMany { .. } => true,
        _ => false,
    }
}

/// Everything that is said in the group about a new message and about its edit, and whether a call was blind.
fn all_said(info: HideInfo, message: &Message, answers: &[Outcome]) -> (String, bool) {
    let desk = hides(info, Desk::new());
    let mut said_all = String::new();
    let mut blind = false;
    let new = desk.decide(&client_event(message.clone())).changes;
    let conversation = new.iter().find_map(|change| match change {
        Change::NewConversation(new) => Some(new.clone()),
        _ => None,
    });
    let conversation = conversation.expect("a conversation");
    let desk = Desk {
        conversation: Some(conversation.clone()),
        links: vec![Link {
            conversation: conversation.id,
            cell: desk.cell.id,
            identity: desk.connection.identity,
            client_chat: message.chat.id,
            client_message: message.place.message,
            topic_message: MessageId(55),
            relay: None,
            role: LinkRole::Client,
            kind: crate::ContentKind::of(&message.content),
            digest: 1,
            author: 0,
            made_ms: NOW_MS,
        }],
        ..desk
    };
    let edit = Event::ClientEdited {
        mark: mark(),
        message: message.clone(),
    };
    let edited = desk.decide(&edit).changes;
    for change in new.into_iter().chain(edited) {
        let Change::Deliver(delivery) = change else {
            continue;
        };
        if delivery.direction != Direction::ToTopic {
            continue;
        }
        for call in calls(&desk, &conversation, delivery, answers) {
            blind |= is_blind(&call, &message.content);
            said_all += &said(&call);
            said_all.push('\n');
        }
    }
    (said_all, blind)
}

/// Promise: words that do not fit under their author line are said once, after the line.
#[test]
fn long_words_are_said_once() {
    let words = "x".repeat(4_090);
    let long = in_club(person(8, "Bob"), Content::Text(Text::plain(&*words)));
    let (said, blind) = all_said(LINKS, &long, &[]);
    assert!(!blind);
    let new = said.lines().filter(|call| call.starts_with("SendText"));
    let (lines, whole): (Vec<&str>, Vec<&str>) = new.partition(|call| call.contains("Bob"));
    // Once as they came, once edited.
    assert_eq!((lines.len(), whole.len()), (2, 2), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Promise: whatever a client sends or edits, and however Telegram answers, no call into the group holds what is hidden, and
    /// none carries what nobody has looked at.
    #[test]
    fn no_call_says_what_is_hidden(message in message(), answers in answers()) {
        for (info, hidden) in [
            (NAME, NAMES.to_vec()),
            (LINKS, ADDRESSES.to_vec()),
            (ALL, [&NAMES[..], &ADDRESSES[..], &[TITLE][..]].concat()),
        ] {
            let (said, blind) = all_said(info, &message, &answers);
            prop_assert!(!blind, "copied blind: {}", said);
            for word in hidden {
                prop_assert!(!said.contains(word), "{} in {}", word, said);
            }
        }
    }

    /// Promise: without hiding, the same search finds something: it can fail.
    #[test]
    fn without_hiding_the_search_finds_it(message in message(), answers in answers()) {
        let (said, blind) = all_said(NONE, &message, &answers);
        prop_assert!(blind || said.contains("Maximiliane") || said.contains(TITLE), "{}", said);
    }
}
