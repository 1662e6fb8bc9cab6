//! What an album's item changes: table by table.

use insta::assert_snapshot;
use relevo_telegram::{Message, MessageId, Place};

use super::desk::{
    ANN, Desk, GROUP, NOW_MS, answering, client_event, from_ann, group_event, in_club, mark,
    operator, person, photo, text,
};
use crate::{CellId, Change, Delivery, Event, Gathered, IdentityId, Link, LinkRole, Seq, State};

pub(super) const KEY: i64 = 77;

pub(super) fn item(message: Message, id: i64) -> Message {
    Message {
        place: Place {
            message: MessageId(id),
            ..message.place
        },
        album: Some("album".into()),
        ..message
    }
}

/// What is remembered of an item.
fn row(source: Place, seq: i64, inside: bool) -> Gathered {
    Gathered {
        cell: CellId(1),
        identity: IdentityId(1),
        source,
        album: KEY,
        seq: Seq(seq),
        inside,
        made_ms: NOW_MS,
    }
}

/// A desk that knows of the album what an earlier item has left.
pub(super) fn after(mut desk: Desk, first: &Event) -> Desk {
    desk.album_key = Some(KEY);
    for change in desk.decide(first).changes {
        match change {
            Change::Deliver(one) | Change::Replace(one) if one.album().is_some() => {
                desk.item_pending = vec![Delivery {
                    seq: Seq(50),
                    ..one
                }];
            }
            Change::Gather(item) => desk.items.push(Gathered {
                seq: Seq(50),
                ..item
            }),
            _ => {}
        }
    }
    desk
}

fn standing(mut desk: Desk, state: &State) -> Desk {
    for one in &mut desk.item_pending {
        one.state = state.clone();
    }
    desk
}

/// Once the first item has been sent: nothing waits, and the client has it.
pub(super) fn sent(mut desk: Desk) -> Desk {
    desk.item_pending.clear();
    desk.item_links = vec![Link {
        conversation: crate::ConversationId(5),
        cell: CellId(1),
        identity: IdentityId(1),
        client_chat: relevo_telegram::ChatId(ANN),
        client_message: MessageId(900),
        topic_message: MessageId(30),
        relay: None,
        role: LinkRole::Team,
        kind: crate::ContentKind::Photo,
        digest: 17,
        author: 0,
        made_ms: NOW_MS,
    }];
    desk
}

pub(super) fn rows<const N: usize>(cases: [(&str, &Desk, &Event); N]) -> String {
    let told = cases.map(|(name, desk, event)| format!("== {name}\n{}", desk.check(event)));
    told.join("\n")
}

/// Promise: an item begins an album, joins the one that waits, or follows what has gone; somebody's else in between changes nothing.
#[test]
fn a_clients_item_joins_its_album() {
    let ann = |id, words: &str| client_event(item(from_ann(photo(words)), id));
    let begun = after(
        Desk {
            album_key: Some(KEY),
            ..Desk::with_ann()
        },
        &ann(3, "one"),
    );
    let claimed = State::Claimed {
        epoch: 1,
        method: relevo_telegram::Method::SendAlbum,
        relay: None,
    };
    let away = standing(after(Desk::with_ann(), &ann(3, "one")), &claimed);
    let mut gone = after(Desk::with_ann(), &ann(3, "one"));
    gone.item_pending.clear();
    let mut full = after(Desk::with_ann(), &ann(3, "one"));
    for id in 4..12 {
        full = after(full, &ann(id, ""));
    }
    let mut elsewhere = after(Desk::with_ann(), &ann(3, "one"));
    elsewhere.item_pending[0].conversation = Some(crate::ConversationId(6));
    let bob = client_event(item(in_club(person(8, "Bob"), photo("club")), 3));
    let club = Desk {
        album_key: Some(KEY),
        ..Desk::with_club()
    };
    let answers = client_event(answering(item(from_ann(photo("")), 4), 2));
    assert_snapshot!(rows([
        ("joins", &begun, &ann(4, "two")),
        ("joins before", &begun, &ann(2, "zero")),
        ("brings the answer", &begun, &answers),
        ("is on its way", &away, &ann(4, "late")),
        ("is gone", &gone, &ann(4, "late")),
        ("the tenth", &full, &ann(12, "")),
        ("of another conversation", &elsewhere, &ann(4, "two")),
        ("in a group", &club, &bob),
    ]), @r#"
    == joins
    replace 50 ToTopic of 5: album 3 "one", 4 "two" because of 42/3
    item 42/4 of album 77 by 50
    fate Waiting
    == joins before
    replace 50 ToTopic of 5: album 2 "zero", 3 "one" because of 42/2
    item 42/2 of album 77 by 50
    fate Waiting
    == brings the answer
    replace 50 ToTopic of 5: album 3 "one", 4 "" answering 2 because of 42/3
    item 42/4 of album 77 by 50
    fate Waiting
    == is on its way
    deliver 100 ToTopic of 5: album 4 "late" answering 3 because of 42/4
    item 42/4 of album 77 by 100
    fate Waiting
    == is gone
    deliver 100 ToTopic of 5: album 4 "late" answering 3 because of 42/4
    item 42/4 of album 77 by 100
    fate Waiting
    == the tenth
    replace 50 ToTopic of 5: album 3 "one", 4 "", 5 "", 6 "", 7 "", 8 "", 9 "", 10 "", 11 "", 12 "" because of 42/3
    item 42/12 of album 77 by 50
    fate Waiting
    == of another conversation
    deliver 100 ToTopic of 5: album 4 "two" answering 3 because of 42/4
    item 42/4 of album 77 by 100
    fate Waiting
    == in a group
    deliver 100 ToTopic of 5: album 3 "club" by "🟠 Bob" because of -100700/3
    item -100700/3 of album 77 by 100
    fate Waiting
    "#);
}

/// Promise: whatever of the team's album is a note or a command keeps the rest inside, waiting, on its way or sent.
#[test]
fn a_note_keeps_the_album_inside() {
    let olga = |id, words: &str| group_event(item(operator(photo(words)), id));
    let fresh = Desk {
        album_key: Some(KEY),
        ..Desk::with_ann()
    };
    let begun = || after(Desk::with_ann(), &olga(30, ""));
    let claimed = State::Claimed {
        epoch: 1,
        method: relevo_telegram::Method::SendAlbum,
        relay: None,
    };
    let away = standing(begun(), &claimed);
    let held = standing(begun(), &State::Held(crate::HeldWhy::UnknownOutcome));
    let gone = sent(begun());
    let mut kept = begun();
    kept.item_pending.clear();
    kept.items[0].inside = true;
    let answers = |id| group_event(answering(item(operator(photo("")), id), 12));
    let mut to_a_note = begun();
    to_a_note.reply_role = Some(LinkRole::Note);
    assert_snapshot!(rows([
        ("an item", &fresh, &olga(30, "")),
        ("a note first", &fresh, &olga(30, "/ secret")),
        ("a note behind", &begun(), &olga(31, "/ secret")),
        ("a command behind", &begun(), &olga(31, "/secret")),
        ("an answer to a note", &to_a_note, &answers(31)),
        ("on its way", &away, &olga(31, "/ secret")),
        ("held", &held, &olga(31, "/ secret")),
        ("sent", &gone, &olga(31, "/ secret")),
        ("kept inside", &kept, &olga(31, "")),
        ("kept inside, a note again", &kept, &olga(31, "/ secret")),
    ]), @r#"
    == an item
    deliver 100 ToClient of 5: album 30 "" because of -100500/30
    item -100500/30 of album 77 by 100
    fate Waiting
    == a note first
    link Note: client 42/0 topic 30
    item -100500/30 of album 77 by 0 inside
    fate Internal
    == a note behind
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == a command behind
    deliver 100 ToTopic of 5: say UnknownCommand about Some(31) buttons []
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    deliver 101 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == an answer to a note
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == on its way
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    replace 50 ToClient of 5: album 30 "" recalled because of -100500/30
    fate Internal
    == held
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []
    fate Internal
    == sent
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    30 is now TeamNote
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == kept inside
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    fate Internal
    == kept inside, a note again
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    fate Internal
    "#);
}

/// Promise: an edit changes its item alone, or takes the whole album back, or leaves it a note; what another item keeps inside is told.
#[test]
fn an_edit_is_of_one_item_and_a_note_of_all() {
    let edit = |id, words: &str| Event::GroupEdited {
        mark: mark(),
        message: item(operator(photo(words)), id),
    };
    let olga = |id, words: &str| group_event(item(operator(photo(words)), id));
    let waiting = || {
        let mut desk = after(Desk::with_ann(), &olga(30, "one"));
        desk.content_digest = 18;
        desk = after(desk, &olga(31, ""));
        desk.content_digest = 19;
        desk.pending = desk.item_pending.clone();
        desk
    };
    let gone = |role| {
        let mut desk = sent(waiting());
        desk.pending.clear();
        desk.item_links[0].role = role;
        desk.item_links.push(Link {
            topic_message: MessageId(31),
            client_message: MessageId(901),
            ..desk.item_links[0]
        });
        desk.links = vec![desk.item_links[1]];
        desk
    };
    let mut unchanged = waiting();
    unchanged.content_digest = 18;
    let mut kept = gone(LinkRole::TeamNote);
    kept.items[0].inside = true;
    let mut both = kept.clone();
    both.items[1].inside = true;
    let mut as_before = kept.clone();
    as_before.content_digest = kept.links[0].digest;
    let mut recalled = waiting();
    recalled.items[0].inside = true;
    recalled.item_pending[0].state = State::Claimed {
        epoch: 1,
        method: relevo_telegram::Method::SendAlbum,
        relay: None,
    };
    let taken_back = crate::Album {
        road: crate::Road::Recalled(crate::Recall::Note),
        ..recalled.item_pending[0].album().expect("an album").clone()
    };
    recalled.item_pending[0] = recalled.item_pending[0].with_album(taken_back);
    recalled.pending.clone_from(&recalled.item_pending);
    let mut late = gone(LinkRole::TeamNote);
    late.item_pending.clone_from(&recalled.item_pending);
    let undone = Desk {
        content_digest: 17,
        ..recalled.clone()
    };
    assert_snapshot!(rows([
        ("waiting", &waiting(), &edit(31, "two")),
        ("unchanged", &unchanged, &edit(31, "")),
        ("waiting, into a note", &waiting(), &edit(31, "/ two")),
        ("sent", &gone(LinkRole::Team), &edit(31, "two")),
        ("sent, into a note", &gone(LinkRole::Team), &edit(31, "/ two")),
        ("a message again", &gone(LinkRole::TeamNote), &edit(31, "two")),
        ("a message again, with a late item on its way", &late, &edit(31, "two")),
        ("another item is the note", &kept, &edit(31, "two")),
        ("unchanged beside a note", &as_before, &edit(31, "two")),
        ("a note beside a note", &kept, &edit(31, "/ two")),
        ("no note any more beside a note", &both, &edit(31, "two")),
        ("beside a note, on its way", &recalled, &edit(31, "two")),
        ("a note beside a note, on its way", &recalled, &edit(31, "/ two")),
        ("a message again, on its way", &recalled, &edit(30, "two")),
        ("as before again, on its way", &undone, &edit(30, "one")),
    ]), @r#"
    == waiting
    replace 50 ToClient of 5: album 30 "one", 31 "two" because of -100500/30
    fate Internal
    == unchanged
    fate Filtered(Unchanged)
    == waiting, into a note
    remove 50
    cause Internal
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 50 inside
    fate Internal
    == sent
    deliver 100 ToClient of 5: edit to caption "two", else resend Photo caption "✏\u{fe0f} two" answering 31 because of -100500/31
    fate Waiting
    == sent, into a note
    31 is now TeamNote
    30 is now TeamNote
    item -100500/31 of album 77 by 50 inside
    button 200 Withdraw of 31
    deliver 100 ToTopic of 5: say BecameNote about Some(31) buttons [200]
    fate Internal
    == a message again
    31 is now Team
    deliver 100 ToClient of 5: edit to caption "two", else resend Photo caption "✏\u{fe0f} two" answering 31 because of -100500/31
    30 is now Team
    fate Waiting
    == a message again, with a late item on its way
    31 is now Team
    deliver 100 ToClient of 5: edit to caption "two", else resend Photo caption "✏\u{fe0f} two" answering 31 because of -100500/31
    30 is now Team
    replace 50 ToClient of 5: album 30 "one", 31 "" recalled but a message again because of -100500/30
    fate Waiting
    == another item is the note
    copies of -100500/31 hold 0
    deliver 100 ToTopic of 5: say EditStaysInside about Some(31) buttons []
    fate Failed
    == unchanged beside a note
    fate Filtered(Unchanged)
    == a note beside a note
    item -100500/31 of album 77 by 50 inside
    fate Internal
    == no note any more beside a note
    item -100500/31 of album 77 by 50
    copies of -100500/31 hold 0
    deliver 100 ToTopic of 5: say EditStaysInside about Some(31) buttons []
    fate Failed
    == beside a note, on its way
    deliver 100 ToTopic of 5: say EditStaysInside about Some(31) buttons []
    fate Failed
    == a note beside a note, on its way
    item -100500/31 of album 77 by 50 inside
    fate Internal
    == a message again, on its way
    deliver 100 ToClient of 5: edit to caption "two", else resend Photo caption "✏\u{fe0f} two" answering 30 because of -100500/30
    replace 50 ToClient of 5: album 30 "one", 31 "" recalled but a message again because of -100500/30
    item -100500/30 of album 77 by 50
    fate Waiting
    == as before again, on its way
    replace 50 ToClient of 5: album 30 "one", 31 "" recalled but a message again because of -100500/30
    item -100500/30 of album 77 by 50
    fate Filtered(Unchanged)
    "#);
}

/// Promise: `/del` takes back what waits of the whole album and deletes what the client has of it.
#[test]
fn an_album_is_withdrawn_whole() {
    let olga = |id, words: &str| group_event(item(operator(photo(words)), id));
    let del = group_event(answering(operator(text("/del")), 30));
    let mut waiting = after(Desk::with_ann(), &olga(30, "one"));
    waiting = after(waiting, &olga(31, ""));
    waiting.pending = waiting.item_pending.clone();
    let mut gone = sent(after(Desk::with_ann(), &olga(30, "one")));
    gone.links = gone.item_links.clone();
    gone.item_links.push(Link {
        topic_message: MessageId(31),
        client_message: MessageId(901),
        ..gone.item_links[0]
    });
    let mut late = gone_with_a_straggler(&olga(32, "late"));
    late.links = gone.links.clone();
    late.item_links = gone.item_links.clone();
    let mut old = gone.clone();
    for link in old.links.iter_mut().chain(&mut old.item_links) {
        link.made_ms -= crate::decide::WITHDRAWABLE_MS;
    }
    assert_snapshot!(rows([
        ("waiting", &waiting, &del),
        ("sent", &gone, &del),
        ("sent, and one more waits", &late, &del),
        ("sent too long ago", &old, &del),
    ]), @"
    == waiting
    remove 50
    cause Internal
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 30
    link Note: client 42/0 topic 31
    item -100500/30 of album 77 by 50 inside
    fate Internal
    == sent
    deliver 100 ToClient of 5: withdraw [900, 901] of 30 because of -100500/30
    item -100500/30 of album 77 by 50 inside
    fate Waiting
    == sent, and one more waits
    remove 50
    cause Internal
    link Note: client 42/0 topic 32
    deliver 100 ToClient of 5: withdraw [900, 901] of 30 because of -100500/30
    item -100500/30 of album 77 by 40 inside
    fate Waiting
    == sent too long ago
    deliver 100 ToTopic of 5: say NotWithdrawn { reason: TooOld } about Some(30) buttons []
    fate Failed
    ");
}

fn gone_with_a_straggler(late: &Event) -> Desk {
    let mut desk = Desk {
        album_key: Some(KEY),
        items: vec![row(
            Place {
                chat: GROUP,
                message: MessageId(30),
            },
            40,
            false,
        )],
        ..Desk::with_ann()
    };
    desk = after(desk, late);
    desk
}

/// Promise: a restricted word in an edited item takes back the whole album where it waits, and no later item leaves.
#[test]
fn a_restricted_word_takes_the_album_back() {
    let mut desk = after(
        Desk::with_ann(),
        &group_event(item(operator(photo("")), 30)),
    );
    desk = after(desk, &group_event(item(operator(photo("")), 31)));
    desk.pending.clone_from(&desk.item_pending);
    desk.connection.params.restricted_keywords_backend = vec!["rabat".into()];
    let edited = Event::GroupEdited {
        mark: mark(),
        message: item(operator(photo("rabat")), 30),
    };
    assert_snapshot!(desk.check(&edited), @r#"
    remove 50
    cause Internal
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client 42/0 topic 31
    link Note: client 42/0 topic 30
    item -100500/30 of album 77 by 50 inside
    deliver 101 ToTopic of 5: say NotSentRestricted { word: "rabat" } about Some(30) buttons []
    fate Failed
    "#);
}
