//! `/ban` and `/unban`: who is meant, and by whom.

use insta::assert_snapshot;
use relevo_telegram::{Author, ChatId, ChatKind, Content, Message, MessageId};

use super::desk::{
    CLUB, Desk, GROUP, answering, conversation, group_event, in_topic, operator, speaking_chat,
    text,
};
use crate::{CellId, ContentKind, ConversationId, IdentityId, Link, LinkRole};

fn says(desk: &Desk, message: Message) -> String {
    desk.check(&group_event(message))
}

fn command(words: &str) -> Message {
    operator(text(words))
}

/// The club's topic, in which message 25 stands for this, written by so-and-so.
fn club(role: LinkRole, author: i64) -> Desk {
    Desk {
        links: vec![Link {
            conversation: ConversationId(5),
            cell: CellId(1),
            identity: IdentityId(1),
            client_chat: CLUB,
            client_message: MessageId(3),
            topic_message: MessageId(25),
            relay: None,
            role,
            kind: ContentKind::Text,
            digest: 0,
            author,
            made_ms: 0,
        }],
        reply_role: Some(role),
        ..Desk::with_club()
    }
}

/// Promise: the client of a private chat, the participant whose message is answered, otherwise the chat; nothing goes to a client and no
/// status changes.
#[test]
fn who_is_meant() {
    let by = |role| club(role, 8);
    let mut channel = Desk::with_club();
    channel.conversation = Some(conversation(ChatId(-100_800), ChatKind::Channel));
    let rows = [
        ("private", says(&Desk::with_ann(), command("/ban"))),
        (
            "again",
            says(&Desk::with_ann(), command("/UNBAN@desk_bot now")),
        ),
        (
            "private, as a reply",
            says(&Desk::with_ann(), answering(command("/ban"), 25)),
        ),
        ("group", says(&Desk::with_club(), command("/ban"))),
        ("channel", says(&channel, answering(command("/ban"), 25))),
        (
            "participant",
            says(&by(LinkRole::Client), answering(command("/ban"), 25)),
        ),
        (
            "author line",
            says(&by(LinkRole::AuthorLine), answering(command("/unban"), 25)),
        ),
        (
            "colleague",
            says(&club(LinkRole::Team, 0), answering(command("/ban"), 25)),
        ),
    ]
    .map(|(what, said)| format!("{what}\n{said}"));
    assert_snapshot!(rows.join("\n"), @"
    private
    deliver 100 Aside of 5: ban Client 42 for 77 below 30
    fate Internal
    again
    deliver 100 Aside of 5: unban Client 42 for 77 below 30
    fate Internal
    private, as a reply
    deliver 100 Aside of 5: ban Client 42 for 77 below 30
    fate Internal
    group
    deliver 100 Aside of 5: ban Chat -100700 for 77 below 30
    fate Internal
    channel
    deliver 100 Aside of 5: ban Chat -100800 for 77 below 30
    fate Internal
    participant
    deliver 100 Aside of 5: ban Participant 8 for 77 below 30
    fate Internal
    author line
    deliver 100 Aside of 5: unban Participant 8 for 77 below 30
    fate Internal
    colleague
    deliver 100 Aside of 5: ban Chat -100700 for 77 below 30
    fate Internal
    ");
}

/// Promise: as a reply to what nobody knows the author of, nobody is meant, least of all the whole group.
#[test]
fn nobody_is_meant_by_mistake() {
    let rows = [
        (
            "unknown",
            says(&Desk::with_club(), answering(command("/ban"), 25)),
        ),
        (
            "before this was kept",
            says(&club(LinkRole::Client, 0), answering(command("/ban"), 25)),
        ),
        (
            "anonymous",
            says(
                &club(LinkRole::Client, CLUB.0),
                answering(command("/unban"), 25),
            ),
        ),
    ]
    .map(|(what, said)| format!("{what}\n{said}"));
    assert_snapshot!(rows.join("\n"), @"
    unknown
    deliver 100 ToTopic of 5: say Answer(AuthorUnknown { command: Ban }) about Some(30) buttons []
    fate Internal
    before this was kept
    deliver 100 ToTopic of 5: say Answer(AuthorUnknown { command: Ban }) about Some(30) buttons []
    fate Internal
    anonymous
    deliver 100 ToTopic of 5: say Answer(AuthorUnknown { command: Unban }) about Some(30) buttons []
    fate Internal
    ");
}

/// Promise: whoever writes as the group is told that their right is not seen, and as a channel to write as themselves; another bot's
/// command is left alone.
#[test]
fn by_whom() {
    let desk = Desk::with_ann();
    let by = |author: Author, words: &str| says(&desk, in_topic(author, text(words)));
    let rows = [
        ("as the group", by(speaking_chat(GROUP, "Team"), "/ban")),
        (
            "as a channel",
            by(speaking_chat(ChatId(-100_999), "News"), "/unban"),
        ),
        ("another's", says(&desk, command("/ban@other_bot"))),
        (
            "a note",
            says(
                &desk,
                operator(Content::Text(relevo_telegram::Text::plain("/ ban"))),
            ),
        ),
    ]
    .map(|(what, said)| format!("{what}\n{said}"));
    assert_snapshot!(rows.join("\n"), @"
    as the group
    deliver 100 ToTopic of 5: say Answer(RightUnseen { command: Ban }) about Some(30) buttons []
    fate Internal
    as a channel
    deliver 100 ToTopic of 5: say NotSentAsChat about Some(30) buttons []
    fate Failed
    another's
    fate Internal
    a note
    link Note: client 42/0 topic 30
    fate Internal
    ");
}
