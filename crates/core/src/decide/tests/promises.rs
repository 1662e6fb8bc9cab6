//! Promises that hold for every event: checked with random ones.

use proptest::prelude::*;
use relevo_telegram::{Author, ChatId, Content, Entity, EntityKind, MediaKind, Text, ThreadId};

use super::desk::{
    BOT, Desk, GROUP, answering, bot, client_event, from_ann, group_event, in_club, in_topic,
    matter, media, person, speaking_chat,
};
use crate::{Change, ConnectionId, Delivery, Direction, Fate, Job, LinkRole};

fn words() -> impl Strategy<Value = String> {
    let letter = || prop::sample::select(vec!["a", "🙂", "é"]);
    prop_oneof![
        "\\PC{1,20}",
        "/ ?[a-z]{0,5}",
        (letter(), 500_usize..530).prop_map(|(letter, times)| letter.repeat(times)),
        (letter(), 1_000_usize..1_030).prop_map(|(letter, times)| letter.repeat(times)),
        (letter(), 2_020_usize..2_049).prop_map(|(letter, times)| letter.repeat(times)),
        (3_990_usize..4_097).prop_map(|times| "b".repeat(times)),
    ]
}

/// Words with one formatted span inside.
fn formatted() -> impl Strategy<Value = Text> {
    (words(), any::<(u16, u16)>()).prop_map(|(text, (from, length))| {
        let units = u32::try_from(text.encode_utf16().count()).expect("short");
        let offset = u32::from(from) % units.max(1);
        let length = (u32::from(length) % 10).clamp(1, units - offset);
        Text {
            text,
            entities: vec![Entity {
                kind: EntityKind::Italic,
                offset,
                length,
            }],
        }
    })
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        4 => formatted().prop_map(Content::Text),
        2 => formatted().prop_map(|caption| {
            let Content::Media(file) = media(MediaKind::Photo, "") else { unreachable!("a file") };
            Content::Media(relevo_telegram::Media { caption, ..file })
        }),
        1 => Just(media(MediaKind::VideoNote, "")),
        1 => Just(Content::Dice { emoji: "🎲".into(), value: 4 }),
        1 => Just(matter::contact()),
        1 => Just(matter::rich()),
        1 => Just(matter::location(true)),
        2 => titled(),
        1 => Just(Content::Uncopyable("invoice".into())),
        1 => Just(Content::Unknown(None)),
    ]
}

/// Contents whose words are neither a text nor a caption.
fn titled() -> impl Strategy<Value = Content> {
    (words(), 0..4_u8).prop_map(|(words, kind)| {
        let said = Text::plain(words);
        match (
            kind,
            matter::poll(false),
            matter::checklist(),
            matter::venue(),
        ) {
            (0, Content::Poll(poll), ..) => Content::Poll(Box::new(relevo_telegram::Poll {
                question: said,
                ..*poll
            })),
            (1, _, Content::Checklist(list), _) => Content::Checklist(relevo_telegram::Checklist {
                title: said,
                ..list
            }),
            (2, _, _, Content::Venue(venue)) => Content::Venue(relevo_telegram::Venue {
                title: said.text,
                ..venue
            }),
            _ => Content::Rich(relevo_telegram::Rich {
                words: said,
                input: None,
            }),
        }
    })
}

fn author() -> impl Strategy<Value = Author> {
    prop_oneof![
        4 => Just(person(77, "Olga")),
        1 => Just(bot(BOT.0)),
        1 => Just(bot(901)),
        1 => Just(speaking_chat(GROUP, "Team")),
        1 => Just(speaking_chat(ChatId(-55), "News")),
        1 => Just(Author::Nobody),
    ]
}

fn role() -> impl Strategy<Value = Option<LinkRole>> {
    prop_oneof![
        Just(None),
        Just(Some(LinkRole::Client)),
        Just(Some(LinkRole::Team)),
        Just(Some(LinkRole::Note)),
        Just(Some(LinkRole::Notice)),
    ]
}

fn deliveries(changes: &[Change]) -> Vec<&Delivery> {
    changes
        .iter()
        .filter_map(|change| match change {
            Change::Deliver(delivery) => Some(delivery),
            _ => None,
        })
        .collect()
}

/// Every text that a delivery would send has its formatting inside its words and fits Telegram's limit.
fn fits(delivery: &Delivery) -> Result<(), TestCaseError> {
    let within = |text: &Text, units_max: usize| {
        let units = text.units();
        prop_assert!(units <= units_max, "{units} units");
        for entity in &text.entities {
            prop_assert!((entity.offset + entity.length) as usize <= units);
        }
        Ok(())
    };
    match &delivery.job {
        Job::Text { text, .. } | Job::Under { text } => within(text, 4_096),
        Job::Copy {
            header, caption, ..
        } => {
            if let Some(header) = header {
                within(&header.text, 4_096)?;
            }
            // An operator's caption is given as it is: over the limit it fails and is told.
            match caption {
                Some(caption) if delivery.direction == Direction::ToTopic => within(caption, 1_024),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Promise: words leave the group only if a person of the team wrote them plainly in the topic of this connection's
    /// conversation; never from a note, a command, a bot, another chat, General or another connection's topic.
    #[test]
    fn only_plain_words_of_the_team_leave(
        content in content(),
        author in author(),
        role in role(),
        in_general in any::<bool>(),
        theirs in any::<bool>(),
    ) {
        let mut desk = Desk::with_ann();
        desk.reply_role = role;
        if theirs {
            desk.conversation.as_mut().expect("there").connection = ConnectionId(2);
        }
        let mut message = answering(in_topic(author.clone(), content.clone()), 29);
        if in_general {
            message.thread = None::<ThreadId>;
        }
        let decision = desk.decide(&group_event(message));
        let slashed = match &content {
            Content::Text(text) => text.text.trim_start().starts_with('/'),
            Content::Media(media) => media.caption.text.trim_start().starts_with('/'),
            Content::Poll(poll) => poll.question.text.trim_start().starts_with('/'),
            Content::Checklist(list) => list.title.text.trim_start().starts_with('/'),
            Content::Venue(venue) => venue.title.trim_start().starts_with('/'),
            Content::Rich(rich) => rich.words.text.trim_start().starts_with('/'),
            _ => false,
        };
        let inside = matches!(role, Some(LinkRole::Note | LinkRole::Notice));
        let a_person = match &author {
            Author::User(user) => !user.bot,
            Author::Chat { chat, .. } => chat.id == GROUP,
            Author::Nobody => false,
        };
        let may_leave = a_person && !slashed && !inside && !in_general && !theirs;
        for delivery in deliveries(&decision.changes) {
            fits(delivery)?;
            if delivery.direction == Direction::ToClient {
                prop_assert!(may_leave);
                prop_assert_eq!(decision.fate, Fate::Waiting);
            }
        }
    }

    /// Promise: every client message that no filter drops yields exactly one delivery to its topic, with its cause.
    #[test]
    fn no_client_message_is_lost(
        content in content(),
        in_a_group in any::<bool>(),
        known in any::<bool>(),
        author in author(),
    ) {
        let message = if in_a_group { in_club(author, content) } else { from_ann(content) };
        let place = message.place;
        let desk = match (known, in_a_group) {
            (false, _) => Desk::new(),
            (true, true) => Desk::with_club(),
            (true, false) => Desk::with_ann(),
        };
        let decision = desk.decide(&client_event(message));
        let to_topic: Vec<&Delivery> = deliveries(&decision.changes)
            .into_iter()
            .filter(|delivery| delivery.direction == Direction::ToTopic)
            .collect();
        if matches!(decision.fate, Fate::Filtered(_)) {
            prop_assert!(to_topic.is_empty());
        } else {
            prop_assert_eq!(to_topic.len(), 1);
            prop_assert_eq!(to_topic[0].cause.map(|cause| cause.source), Some(place));
            fits(to_topic[0])?;
        }
    }
}
