//! What edits and withdrawals change, row by row.

use insta::assert_snapshot;
use relevo_telegram::{Content, MediaKind, Message, MessageId, Text};

use super::desk::{
    ANN, Desk, NOW_MS, answering, bot, client_event, from_ann, group_event, in_club, in_topic,
    mark, matter, media, operator, person, photo, speaking_chat, text,
};
use crate::params::Edits;
use crate::{
    Change, ContentKind, Delivery, Event, FailReason, HeldWhy, Job, Link, LinkRole, Recall, Seq,
    State,
};

/// The digest of the version before the edit; the desk gives the edit 17.
const BEFORE: i64 = 16;

fn by_client(message: Message) -> Event {
    Event::ClientEdited {
        mark: mark(),
        message,
    }
}

fn by_team(message: Message) -> Event {
    Event::GroupEdited {
        mark: mark(),
        message,
    }
}

pub(super) fn link(desk: &Desk, role: LinkRole, client: i64, topic: i64) -> Link {
    let conversation = desk.conversation.as_ref().expect("there");
    Link {
        conversation: conversation.id,
        cell: desk.cell.id,
        identity: desk.connection.identity,
        client_chat: conversation.chat,
        client_message: MessageId(client),
        topic_message: MessageId(topic),
        relay: None,
        role,
        kind: ContentKind::Text,
        digest: BEFORE,
        author: 0,
        made_ms: NOW_MS - 1_000,
    }
}

/// A desk whose message was sent before: the client's 3 is the topic's 30.
fn sent(mut desk: Desk, role: LinkRole) -> Desk {
    desk.links = vec![link(&desk, role, 3, 30)];
    desk
}

/// A desk on which what this event causes stands like this.
fn pending(mut desk: Desk, event: &Event, state: &State) -> Desk {
    desk.content_digest = 15;
    let changes = desk.decide(event).changes;
    desk.pending = changes
        .into_iter()
        .filter_map(|change| match change {
            Change::Deliver(delivery) => Some(Delivery {
                seq: Seq(50),
                state: state.clone(),
                ..delivery
            }),
            _ => None,
        })
        .collect();
    desk.content_digest = 17;
    desk
}

fn states() -> [State; 4] {
    [
        State::Waiting { due_ms: NOW_MS },
        State::Claimed {
            epoch: 1,
            method: relevo_telegram::Method::SendText,
            relay: None,
        },
        State::Held(HeldWhy::UnknownOutcome),
        State::Failed(FailReason::Blocked),
    ]
}

fn rows(rows: impl IntoIterator<Item = (String, String)>) -> String {
    let rows = rows.into_iter();
    rows.map(|(name, follows)| format!("== {name}\n{follows}\n"))
        .collect()
}

fn row(name: &str, desk: &Desk, event: &Event) -> (String, String) {
    (name.to_owned(), desk.check(event))
}

/// Promise: a client's edit changes the copy, in the way that this content and this chat allow.
#[test]
fn a_client_edits() {
    let ann = || sent(Desk::with_ann(), LinkRole::Client);
    let club = || sent(Desk::with_club(), LinkRole::Client);
    let bob = |content| by_client(in_club(person(8, "Bob"), content));
    let mut appending = ann();
    appending.connection.params.edits = Edits::Append;
    let mut same_file = ann();
    same_file.links[0].kind = ContentKind::Photo;
    let mut headed = club();
    headed
        .links
        .insert(0, link(&headed, LinkRole::AuthorLine, 3, 29));
    let mut again = ann();
    again.links.push(link(&again, LinkRole::Client, 3, 33));
    let mut unchanged = ann();
    unchanged.links[0].digest = 17;
    let mut ignored = ann();
    ignored.connection.params.ignore_chats = vec![ANN];
    let forwarded = Message {
        origin: Some(relevo_telegram::Origin::Untold),
        ..from_ann(text("new"))
    };
    let edit = |content: Content| by_client(from_ann(content));
    assert_snapshot!(rows([
        row("text", &ann(), &edit(text("new"))),
        row("text, append", &appending, &edit(text("new"))),
        row("caption under the same file", &same_file, &edit(photo("new"))),
        row("another file", &ann(), &edit(photo("new"))),
        row("a voice", &ann(), &edit(media(MediaKind::Voice, "new"))),
        row("a copy that is a newer version itself", &again, &edit(text("new"))),
        row("a forward", &ann(), &by_client(forwarded)),
        row("rich", &ann(), &edit(matter::rich())),
        row("in a group", &club(), &bob(text("new"))),
        row("in a group, under a line of its own", &headed, &bob(text("new"))),
        row("a live location", &ann(), &edit(matter::location(true))),
        row("nothing changed", &unchanged, &edit(text("new"))),
        row("filtered", &ignored, &edit(text("new"))),
        row("never mirrored", &Desk::with_ann(), &edit(text("new"))),
    ]), @r#"
    == text
    deliver 100 ToTopic of 5: edit to text "new", else text "✏\u{fe0f} new" answering 3 because of 42/3
    fate Waiting
    == text, append
    deliver 100 ToTopic of 5: no edit to text "new", else text "✏\u{fe0f} new" answering 3 because of 42/3
    fate Waiting
    == caption under the same file
    deliver 100 ToTopic of 5: edit to caption "new", else copy caption "✏\u{fe0f} new" or Photo answering 3 because of 42/3
    fate Waiting
    == another file
    deliver 100 ToTopic of 5: edit to Photo caption "new", else copy caption "✏\u{fe0f} new" or Photo answering 3 because of 42/3
    fate Waiting
    == a voice
    deliver 100 ToTopic of 5: no edit to nothing, else copy caption "✏\u{fe0f} new" or Voice answering 3 because of 42/3
    fate Waiting
    == a copy that is a newer version itself
    deliver 100 ToTopic of 5: edit to text "✏\u{fe0f} new", else text "✏\u{fe0f} new" answering 3 because of 42/3
    fate Waiting
    == a forward
    deliver 100 ToTopic of 5: no edit to text "new", else text "✏\u{fe0f} new" answering 3 because of 42/3
    fate Waiting
    == rich
    deliver 100 ToTopic of 5: no edit to nothing, else copy under "✏\u{fe0f}" always, else anew rich {"blocks":[]} under "✏\u{fe0f}" always answering 3 because of 42/3
    fate Waiting
    == in a group
    deliver 100 ToTopic of 5: edit to text "🟠 Bob\nnew", else text "🟠 Bob ✏\u{fe0f}\nnew" answering 3 because of -100700/3
    fate Waiting
    == in a group, under a line of its own
    deliver 100 ToTopic of 5: edit to text "new", else text "🟠 Bob ✏\u{fe0f}\nnew" answering 3 because of -100700/3
    fate Waiting
    == a live location
    fate Filtered(NotActedOn)
    == nothing changed
    fate Filtered(Unchanged)
    == filtered
    fate Filtered(Ignored)
    == never mirrored
    fate Filtered(NotActedOn)
    "#);
}

/// Promise: what has not gone is changed where it is; behind what may be on its way the edit gets a place of its own.
#[test]
fn a_client_edits_before_delivery() {
    let first = client_event(from_ann(text("old")));
    assert_snapshot!(rows(states().map(|state| {
        let name = format!("{state:?}");
        let desk = pending(Desk::with_ann(), &first, &state);
        row(&name, &desk, &by_client(from_ann(text("new"))))
    })), @r#"
    == Waiting { due_ms: 1000000 }
    replace 50 ToTopic of 5: copy because of 42/3
    fate Internal
    == Claimed { epoch: 1, method: SendText, relay: None }
    deliver 100 ToTopic of 5: edit to text "new", else text "✏\u{fe0f} new" answering 3 because of 42/3
    fate Waiting
    == Held(UnknownOutcome)
    replace 50 ToTopic of 5: copy because of 42/3
    fate Internal
    == Failed(Blocked)
    replace 50 ToTopic of 5: copy because of 42/3 Failed(Blocked)
    fate Internal
    "#);
}

/// Promise: an operator's edit follows, waits, stays inside or is taken back, as it must.
#[test]
fn an_operator_edits_what_was_sent() {
    let team = || sent(Desk::with_ann(), LinkRole::Team);
    let mut old_chat = team();
    old_chat.links[0].client_chat = relevo_telegram::ChatId(-7);
    let mut note = Desk::with_ann();
    note.links = vec![link(&note, LinkRole::Note, 0, 30)];
    let mut unchanged = team();
    unchanged.links[0].digest = 17;
    let mut answers_a_note = team();
    answers_a_note.reply_role = Some(LinkRole::TeamNote);
    let edit = |words: &str| by_team(operator(text(words)));
    let robot = by_team(in_topic(bot(901), text("new")));
    let as_chat = by_team(in_topic(
        speaking_chat(relevo_telegram::ChatId(-55), "News"),
        text("new"),
    ));
    assert_snapshot!(rows([
        row("a message", &team(), &edit("new")),
        row("a photo", &team(), &by_team(operator(photo("new")))),
        row("into a note", &team(), &edit("/ new")),
        row("into a caption's note", &team(), &by_team(operator(photo("/ new")))),
        row("into a command", &team(), &edit("/refund")),
        row("a note again", &sent(Desk::with_ann(), LinkRole::TeamNote), &edit("/ newer")),
        row("a message again", &sent(Desk::with_ann(), LinkRole::TeamNote), &edit("new")),
        row("what was withdrawn", &sent(Desk::with_ann(), LinkRole::Withdrawn), &edit("new")),
        row("of a chat before its migration", &old_chat, &edit("new")),
        row("nothing changed", &unchanged, &edit("new")),
        row("answers a note", &answers_a_note, &edit("new")),
        row("a note into a message", &note, &edit("new")),
        row("a note into a note", &note, &edit("/ new")),
        row("a command", &Desk::with_ann(), &edit("/refund")),
        row("a command into a message", &Desk::with_ann(), &edit("refund")),
        row("a bot", &team(), &robot),
        row("as a chat", &team(), &as_chat),
    ]), @r#"
    == a message
    deliver 100 ToClient of 5: edit to text "new", else text "✏\u{fe0f} new" answering 30 because of -100500/30
    fate Waiting
    == a photo
    deliver 100 ToClient of 5: edit to Photo caption "new", else resend Photo caption "✏\u{fe0f} new" answering 30 because of -100500/30
    fate Waiting
    == into a note
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == into a caption's note
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == into a command
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == a note again
    fate Internal
    == a message again
    30 is now Team
    deliver 100 ToClient of 5: edit to text "new", else text "✏\u{fe0f} new" answering 30 because of -100500/30
    fate Waiting
    == what was withdrawn
    link Withdrawn: client 42/3 topic 30
    deliver 100 ToTopic of 5: say EditNotSent about Some(30) buttons []
    fate Failed
    == of a chat before its migration
    link Team: client -7/3 topic 30
    deliver 100 ToTopic of 5: say EditRefused { reason: Upgraded } about Some(30) buttons []
    fate Failed
    == nothing changed
    fate Filtered(Unchanged)
    == answers a note
    deliver 100 ToClient of 5: edit to text "new", else text "✏\u{fe0f} new" answering 30 because of -100500/30
    fate Waiting
    == a note into a message
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say StaysNote about Some(30) buttons []
    fate Failed
    == a note into a note
    link Note: client 42/0 topic 30
    fate Internal
    == a command
    link Note: client 42/0 topic 30
    fate Internal
    == a command into a message
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say EditNotSent about Some(30) buttons []
    fate Failed
    == a bot
    fate Internal
    == as a chat
    fate Internal
    "#);
}

/// Promise: words that became a note before they were sent are taken back, wherever they are.
#[test]
fn an_operator_edits_before_delivery() {
    let first = group_event(operator(text("old")));
    assert_snapshot!(rows(["new", "/ new"].into_iter().flat_map(|words| {
        let first = first.clone();
        states().map(move |state| {
            let name = format!("{words:?} when {state:?}");
            let desk = pending(Desk::with_ann(), &first, &state);
            row(&name, &desk, &by_team(operator(text(words))))
        })
    })), @r#"
    == "new" when Waiting { due_ms: 1000000 }
    replace 50 ToClient of 5: text "new" because of -100500/30
    fate Internal
    == "new" when Claimed { epoch: 1, method: SendText, relay: None }
    deliver 100 ToClient of 5: edit to text "new", else text "✏\u{fe0f} new" answering 30 because of -100500/30
    fate Waiting
    == "new" when Held(UnknownOutcome)
    replace 50 ToClient of 5: text "new" because of -100500/30
    fate Internal
    == "new" when Failed(Blocked)
    replace 50 ToClient of 5: text "new" because of -100500/30 Failed(Blocked)
    fate Internal
    == "/ new" when Waiting { due_ms: 1000000 }
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    == "/ new" when Claimed { epoch: 1, method: SendText, relay: None }
    replace 50 ToClient of 5: recalled because of -100500/30
    fate Internal
    == "/ new" when Held(UnknownOutcome)
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    == "/ new" when Failed(Blocked)
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    "#);
}

/// Promise: what became a note while its call was under way is a message again when its note is none any more, changed or not; not
/// when it is to be withdrawn.
#[test]
fn a_message_again_on_its_way() {
    let first = group_event(operator(text("old")));
    let recalled = |recall| {
        let mut desk = pending(Desk::with_ann(), &first, &states()[1]);
        desk.pending[0].job = Job::Recalled(recall);
        desk
    };
    let mut undone = recalled(Recall::Note);
    undone.content_digest = 15;
    let edit = |words: &str| by_team(operator(text(words)));
    assert_snapshot!(rows([
        row("edited", &recalled(Recall::Note), &edit("new")),
        row("undone", &undone, &edit("old")),
        row("edited again", &recalled(Recall::Message), &edit("newer")),
        row("a note again", &recalled(Recall::Message), &edit("/ newer")),
        row("withdrawn", &recalled(Recall::Withdraw), &edit("new")),
    ]), @r#"
    == edited
    deliver 100 ToClient of 5: edit to text "new", else text "✏\u{fe0f} new" answering 30 because of -100500/30
    replace 50 ToClient of 5: recalled but a message again because of -100500/30
    fate Waiting
    == undone
    replace 50 ToClient of 5: recalled but a message again because of -100500/30
    fate Filtered(Unchanged)
    == edited again
    deliver 100 ToClient of 5: edit to text "newer", else text "✏\u{fe0f} newer" answering 30 because of -100500/30
    fate Waiting
    == a note again
    replace 50 ToClient of 5: recalled because of -100500/30
    fate Internal
    == withdrawn
    deliver 100 ToTopic of 5: say EditNotSent about Some(30) buttons []
    fate Failed
    "#);
}

/// Promise: several edits that wait are one.
#[test]
fn edits_collapse() {
    let desk = sent(Desk::with_ann(), LinkRole::Team);
    let first = by_team(operator(text("newer")));
    assert_snapshot!(rows(states().map(|state| {
        let name = format!("{state:?}");
        let desk = pending(sent(Desk::with_ann(), LinkRole::Team), &first, &state);
        row(&name, &desk, &by_team(operator(text("newest"))))
    })), @r#"
    == Waiting { due_ms: 1000000 }
    replace 50 ToClient of 5: edit to text "newest", else text "✏\u{fe0f} newest" answering 30 because of -100500/30
    fate Internal
    == Claimed { epoch: 1, method: SendText, relay: None }
    deliver 100 ToClient of 5: edit to text "newest", else text "✏\u{fe0f} newest" answering 30 because of -100500/30
    fate Waiting
    == Held(UnknownOutcome)
    replace 50 ToClient of 5: edit to text "newest", else text "✏\u{fe0f} newest" answering 30 because of -100500/30
    fate Internal
    == Failed(Blocked)
    replace 50 ToClient of 5: edit to text "newest", else text "✏\u{fe0f} newest" answering 30 because of -100500/30 Failed(Blocked)
    fate Internal
    "#);
    assert_eq!(desk.links.len(), 1);
}

/// Promise: the command takes back exactly what it answers.
#[test]
fn a_message_is_withdrawn() {
    let command = |to| group_event(answering(operator(text("/del")), to));
    let first = group_event(operator(text("old")));
    let mut old = sent(Desk::with_ann(), LinkRole::Team);
    old.links[0].made_ms = NOW_MS - 48 * 3_600_000;
    let mut twice = sent(Desk::with_ann(), LinkRole::Team);
    twice.links.push(link(&twice, LinkRole::Team, 9, 30));
    let mut by_a_chat = operator(text("/del"));
    by_a_chat.author = speaking_chat(relevo_telegram::ChatId(-55), "News");
    let mut all = vec![
        row(
            "sent",
            &sent(Desk::with_ann(), LinkRole::Team),
            &command(30),
        ),
        row("with a later version", &twice, &command(30)),
        row("too old", &old, &command(30)),
        row(
            "the client's",
            &sent(Desk::with_ann(), LinkRole::Client),
            &command(30),
        ),
        row(
            "nothing",
            &Desk::with_ann(),
            &group_event(operator(text("/del@our_bot"))),
        ),
        row("as a chat", &twice, &group_event(answering(by_a_chat, 30))),
    ];
    all.extend(states().map(|state| {
        let name = format!("{state:?}");
        row(
            &name,
            &pending(Desk::with_ann(), &first, &state),
            &command(30),
        )
    }));
    assert_snapshot!(rows(all), @"
    == sent
    deliver 100 ToClient of 5: withdraw [3] of 30 because of -100500/30
    fate Waiting
    == with a later version
    deliver 100 ToClient of 5: withdraw [3, 9] of 30 because of -100500/30
    fate Waiting
    == too old
    deliver 100 ToTopic of 5: say NotWithdrawn { reason: TooOld } about Some(30) buttons []
    fate Failed
    == the client's
    deliver 100 ToTopic of 5: say WithdrawHint about Some(30) buttons []
    fate Failed
    == nothing
    deliver 100 ToTopic of 5: say WithdrawHint about Some(30) buttons []
    fate Failed
    == as a chat
    deliver 100 ToTopic of 5: say NotSentAsChat about Some(30) buttons []
    fate Failed
    == Waiting { due_ms: 1000000 }
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    == Claimed { epoch: 1, method: SendText, relay: None }
    replace 50 ToClient of 5: recalled to withdraw because of -100500/30
    fate Internal
    == Held(UnknownOutcome)
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    == Failed(Blocked)
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    fate Internal
    ");
}

/// Promise: new words that no longer fit are posted in a way that they do.
#[test]
fn too_long_for_a_line() {
    let long = Content::Text(Text::plain("x".repeat(4_090)));
    let desk = sent(Desk::with_club(), LinkRole::Client);
    let told = desk.check(&by_client(in_club(person(8, "Bob"), long)));
    assert_snapshot!(told.replace(&"x".repeat(4_090), "x…"), @r#"
    deliver 100 ToTopic of 5: no edit to nothing, else copy under "🟠 Bob ✏\u{fe0f}" always answering 3 because of -100700/3
    fate Waiting
    "#);
}
