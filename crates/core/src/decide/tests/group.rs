//! Somebody writes in the backend group.

use insta::assert_snapshot;
use relevo_telegram::{
    ChatId, ChatKind, Content, Entity, EntityKind, MediaKind, Message, Service, Text, ThreadId,
};

use super::desk::{
    BOT, Desk, GROUP, answering, bot, group_event, in_topic, matter, media, operator, photo,
    speaking_chat, text,
};
use crate::{ConnectionId, LinkRole};

/// Promise: an operator's plain words go to the client as they are, with their reply.
#[test]
fn plain_words_go_out() {
    let found = Entity {
        kind: EntityKind::Found("url".into()),
        offset: 0,
        length: 4,
    };
    let bold = Entity {
        kind: EntityKind::Bold,
        offset: 5,
        length: 2,
    };
    let words = Content::Text(Text {
        text: "a.co hi".into(),
        entities: vec![found, bold.clone()],
    });
    let desk = Desk::with_ann();
    let event = group_event(answering(operator(words), 29));
    assert_snapshot!(desk.check(&event), @r#"
    deliver 100 ToClient of 5: text "a.co hi" answering 29 because of -100500/30
    fate Waiting
    "#);
    let changes = desk.decide(&event).changes;
    let [crate::Change::Deliver(delivery)] = &changes[..] else {
        panic!("one delivery");
    };
    assert!(
        matches!(&delivery.job, crate::Job::Text { text, .. } if text.entities == [bold]),
        "only our own formatting is sent"
    );
}

/// Promise: each content has its row: sent, or said that it is not.
#[test]
fn contents_go_out_or_are_refused() {
    let desk = Desk::with_ann();
    let dice = Content::Dice {
        emoji: "🎲".into(),
        value: 4,
    };
    let contents = [
        photo("look"),
        media(MediaKind::Sticker, ""),
        dice,
        matter::contact(),
        matter::location(true),
        matter::venue(),
        matter::poll(false),
        Content::Story,
        matter::checklist(),
        matter::rich(),
        Content::Uncopyable("invoice".into()),
        Content::Unknown(None),
    ];
    let rows: Vec<String> = contents
        .into_iter()
        .map(|content| desk.check(&group_event(operator(content))))
        .collect();
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToClient of 5: copy caption "look" or Photo because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: copy or Sticker because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: text "🎲 4" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: anew contact "Carla" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: anew place None because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: anew venue "Office" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: anew poll "When?" of 2 because of -100500/30
    fate Waiting
    deliver 100 ToTopic of 5: say NotSentKind { kind: Story } about Some(30) buttons []
    fate Failed
    deliver 100 ToClient of 5: text "Launch\n☑ pack\n☐ go" because of -100500/30
    fate Waiting
    deliver 100 ToClient of 5: anew rich {"blocks":[]} because of -100500/30
    fate Waiting
    deliver 100 ToTopic of 5: say NotSentKind { kind: Invoice } about Some(30) buttons []
    fate Failed
    deliver 100 ToTopic of 5: say NotSentKind { kind: Unknown } about Some(30) buttons []
    fate Failed
    "#);
}

/// Promise: notes and commands stay inside, in words and in captions; so does what answers a note or a notice.
#[test]
fn notes_and_commands_stay_inside() {
    let mut desk = Desk::with_ann();
    let mut rows: Vec<String> = [
        text("/ secret"),
        text("/"),
        text("/\nsecret"),
        photo("/ secret"),
        text("/frobnicate now"),
        text("/start@other_bot"),
        text("//"),
        photo("/frobnicate"),
    ]
    .into_iter()
    .map(|content| desk.check(&group_event(operator(content))))
    .collect();
    for role in [LinkRole::Note, LinkRole::Notice, LinkRole::AuthorLine] {
        desk.reply_role = Some(role);
        rows.push(desk.check(&group_event(answering(operator(text("and?")), 29))));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    link Note: client 42/0 topic 30
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    deliver 100 ToTopic of 5: say UnknownCommand about Some(30) buttons []
    fate Internal
    fate Internal
    deliver 100 ToTopic of 5: say UnknownCommand about Some(30) buttons []
    fate Internal
    deliver 100 ToTopic of 5: say UnknownCommand about Some(30) buttons []
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    link Note: client 42/0 topic 30
    fate Internal
    deliver 100 ToClient of 5: text "and?" answering 29 because of -100500/30
    fate Waiting
    "#);
}

/// Promise: only people of the team speak to clients and give commands; an anonymous administrator is one, another chat is not.
#[test]
fn only_people_speak() {
    let desk = Desk::with_ann();
    let rows = [
        in_topic(bot(BOT.0), text("echo")),
        in_topic(bot(901), text("spam")),
        in_topic(speaking_chat(GROUP, "Team"), text("anonymous")),
        in_topic(speaking_chat(ChatId(-55), "News"), text("channel")),
        in_topic(speaking_chat(ChatId(-55), "News"), text("/close")),
    ]
    .map(|message| desk.check(&group_event(message)));
    assert_snapshot!(rows.join("\n"), @r#"
    fate Filtered(OwnFleet)
    fate Internal
    deliver 100 ToClient of 5: text "anonymous" because of -100500/30
    fate Waiting
    deliver 100 ToTopic of 5: say NotSentAsChat about Some(30) buttons []
    fate Failed
    deliver 100 ToTopic of 5: say NotSentAsChat about Some(30) buttons []
    fate Failed
    "#);
}

/// Promise: General, team topics and the topics of other connections are none of our business.
#[test]
fn elsewhere_is_left_alone() {
    let desk = Desk::with_ann();
    let mut other = Desk::with_ann();
    if let Some(known) = other.conversation.as_mut() {
        known.connection = ConnectionId(2);
    }
    let general = Message {
        thread: None,
        ..operator(text("lunch?"))
    };
    let rows = [
        desk.check(&group_event(general)),
        Desk::new().check(&group_event(operator(text("team")))),
        other.check(&group_event(operator(text("theirs")))),
    ];
    assert_snapshot!(rows.join("\n"), @r"
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    fate Filtered(Elsewhere)
    ");
}

/// Promise: nothing is published in a channel by merely writing in its topic.
#[test]
fn a_channel_is_not_written_to() {
    let mut desk = Desk::with_club();
    if let Some(known) = desk.conversation.as_mut() {
        known.kind = ChatKind::Channel;
    }
    assert_snapshot!(desk.check(&group_event(operator(text("post")))), @r#"
    deliver 100 ToClient of 5: text "post" because of -100500/30 held Unpublished
    button 200 Publish of 100
    deliver 101 ToTopic of 5: say Unpublished about Some(30) buttons [200]
    fate Held
    "#);
}

/// Promise: whatever the team writes ends the run of an author, so that the next message is named again.
#[test]
fn the_team_ends_an_authors_run() {
    let mut desk = Desk::with_club();
    if let Some(known) = desk.conversation.as_mut() {
        known.last_author = 8;
    }
    let rows = [text("hi"), text("/ note"), text("/what")]
        .map(|content| desk.check(&group_event(operator(content))));
    assert_snapshot!(rows.join("\n"), @r#"
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 ToClient of 5: text "hi" because of -100500/30
    fate Waiting
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    link Note: client -100700/0 topic 30
    fate Internal
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 🟨
    deliver 100 ToTopic of 5: say UnknownCommand about Some(30) buttons []
    fate Internal
    "#);
}

/// Promise: the echo of a topic on its way gives it to whom it is made for, and to nobody else; a person's topic is theirs.
#[test]
fn the_echo_of_our_topic_is_remembered() {
    let made = |author| {
        group_event(Message {
            thread: Some(ThreadId(30)),
            ..in_topic(
                author,
                Content::Service(Service::TopicCreated("Ann".into())),
            )
        })
    };
    let making = |name: &str, newest| Desk {
        making: Desk::with_ann()
            .conversation
            .map(|ann| (ann, name.to_owned(), newest)),
        ..Desk::new()
    };
    let rows = [
        making("Ann", None).check(&made(bot(BOT.0))),
        making("Ann", Some(ThreadId(29))).check(&made(bot(BOT.0))),
        making("Ann", Some(ThreadId(31))).check(&made(bot(BOT.0))),
        making("Bob", None).check(&made(bot(BOT.0))),
        making("Ann", None).check(&made(super::desk::person(77, "Olga"))),
        Desk::new().check(&made(bot(BOT.0))),
        Desk::with_ann().check(&made(bot(BOT.0))),
        Desk::new().check(&made(super::desk::person(77, "Olga"))),
    ];
    assert_snapshot!(rows.join("\n"), @"
    topic 30 of Some(5)
    now conversation 5 chat 42 Open(ThreadId(30)) last author 0
    record TopicCreated
    fate Internal
    topic 30 of Some(5)
    now conversation 5 chat 42 Open(ThreadId(30)) last author 0
    record TopicCreated
    fate Internal
    topic 30 of None
    fate Internal
    topic 30 of None
    fate Internal
    fate Internal
    topic 30 of None
    fate Internal
    fate Internal
    fate Internal
    ");
}

/// Promise: an upgraded backend group is followed.
#[test]
fn an_upgraded_backend_group_is_followed() {
    let to = Content::Service(Service::MigratedTo(ChatId(-100_501)));
    let from = Content::Service(Service::MigratedFrom(ChatId(-9)));
    let rows = [to, from].map(|content| Desk::new().check(&group_event(operator(content))));
    assert_snapshot!(rows.join("\n"), @r"
    cell's group -100501
    record GroupMigrated
    fate Internal
    fate Internal
    ");
}
